"""Answers of the server: verdicts on commands, rows of the feed, enrolment, tokens and meta."""

from datetime import datetime

import msgspec

from ecabinet_desktop.domain.ballot import VoteOutcome
from ecabinet_desktop.domain.people import DeviceState


class Receipt(msgspec.Struct, frozen=True, kw_only=True):
    """The server's signed word on one delivered vote: `statement` are the exact bytes of `wire.votes`."""

    statement: bytes
    signature: bytes


class Verdict(msgspec.Struct, frozen=True, kw_only=True):
    """What became of one command. Stored with its effect: the same id gets the same bytes again.

    `code` is "ok" when accepted, else the reason; `detail` names things a person may be shown (never content
    beyond what they sent). `seq` is the feed position after the effect.
    """

    id: str
    accepted: bool
    code: str
    at: datetime
    seq: int = 0
    detail: str = ""
    outcome: VoteOutcome | None = None
    receipt: Receipt | None = None


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """Current state of one entity as this device may see it. `body` is the entity's JSON; `key` opens a paper."""

    kind: str
    id: str
    rev: int
    seq: int
    body: msgspec.Raw
    key: bytes | None = None


class Gone(msgspec.Struct, frozen=True, kw_only=True):
    """An entity this device held and may hold no longer."""

    kind: str
    id: str
    seq: int


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A page of changes after a cursor. `digest` (hex) is valid when `more` is false."""

    epoch: str
    rows: tuple[Row, ...]
    gone: tuple[Gone, ...]
    next: int
    more: bool
    digest: str = ""


class Meta(msgspec.Struct, frozen=True, kw_only=True):
    """Who the server is. `server_key` verifies receipts; it is pinned at enrolment."""

    server_time: datetime
    version: str
    minimum_client: str
    government: str
    server_key: bytes


class EnrolRequest(msgspec.Struct, frozen=True, kw_only=True):
    """A computer asks to be let in, by a one-time code and its two public keys.

    `proof` is the device key's signature over `wire.votes.enrol_bytes`.
    """

    code: str
    name: str
    device_key: bytes
    vote_key: bytes
    proof: bytes


class Enrolment(msgspec.Struct, frozen=True, kw_only=True):
    """Where an enrolment stands; both sides show the same six digits."""

    device_id: str
    state: DeviceState
    six_digits: str
    person_id: str
    person_name: str
    government: str
    server_key: bytes


class TokenRequest(msgspec.Struct, frozen=True, kw_only=True):
    """First without, then with the nonce the server gave and the device key's signature over it."""

    device_id: str
    nonce: str = ""
    signature: bytes = b""


class TokenAnswer(msgspec.Struct, frozen=True, kw_only=True):
    """Either a nonce to sign, or an opaque bearer token and its life in seconds."""

    nonce: str = ""
    token: str = ""
    expires_in: int = 0


class Upload(msgspec.Struct, frozen=True, kw_only=True):
    """A resumable upload: how many of its bytes have arrived, and what was found when it was complete."""

    id: str
    size: int
    received: int
    complete: bool = False
    problem: str = ""
    pages: int = 0


class UploadRequest(msgspec.Struct, frozen=True, kw_only=True):
    """Announce a file: its id (chosen by the client), size in bytes and hex SHA-256."""

    id: str
    size: int
    sha256: str


class Problem(msgspec.Struct, frozen=True, kw_only=True):
    """RFC 9457 problem+json: `code` is what programs read, `title` a plain sentence."""

    status: int
    code: str
    title: str
