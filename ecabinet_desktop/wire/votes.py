"""The exact bytes that are signed: votes, receipts, enrolments, tokens.

They are signed, stored and verified as bytes and never re-serialised (DESIGN 8).
"""

import hashlib
from datetime import datetime
from typing import Annotated, TypeVar

import msgspec
from msgspec import Meta

from ecabinet_desktop.domain.ballot import LONGEST_OPINION, Answer, Definition, VoteOutcome
from ecabinet_desktop.errors import Damaged

VOTE = b"ecab/vote/v1\n"
RECEIPT = b"ecab/receipt/v1\n"
DEFINITION = b"ecab/ballot/v1\n"
ENROL = b"ecab/enrol/v1\n"
TOKEN = b"ecab/token/v1\n"

MOST_VOTES = 1_000_000
Hash = Annotated[str, Meta(pattern=r"^([0-9a-f]{64})?$(?!\n)")]
Opinion = Annotated[str, Meta(max_length=LONGEST_OPINION, pattern=r"^[^\x00]*$")]
"""Without the sign that one of the server's databases cannot keep."""

_json = msgspec.json.Encoder(order="sorted")
T = TypeVar("T")


class VoteStatement(msgspec.Struct, frozen=True, kw_only=True):
    """What a member signs. `version` counts a member's votes on one ballot from 1; `previous` is the hex SHA-256
    of the statement it replaces, "" for the first; `salt` is 16 random bytes in hex."""

    ballot: str
    definition: str
    text: str
    member: str
    device: str
    answer: Answer
    opinion: Opinion
    version: Annotated[int, Meta(ge=1, le=MOST_VOTES)]
    previous: Hash
    checkpoint: str
    salt: str


class ReceiptStatement(msgspec.Struct, frozen=True, kw_only=True):
    """What the server signs: which vote (hex SHA-256 of its bytes), what became of it, when, its ledger leaf."""

    ballot: str
    member: str
    device: str
    vote: str
    outcome: VoteOutcome
    in_grace: bool
    received_at: datetime
    leaf: int


def vote_bytes(statement: VoteStatement) -> bytes:
    """The canonical bytes of a vote."""
    return VOTE + _json.encode(statement)


def parse_vote(data: bytes) -> VoteStatement:
    """Read a vote's bytes; raises Damaged when they are not one."""
    return _parse(VOTE, data, VoteStatement)


def receipt_bytes(statement: ReceiptStatement) -> bytes:
    """The canonical bytes of a receipt."""
    return RECEIPT + _json.encode(statement)


def parse_receipt(data: bytes) -> ReceiptStatement:
    """Read a receipt's bytes; raises Damaged when they are not one."""
    return _parse(RECEIPT, data, ReceiptStatement)


def definition_bytes(definition: Definition) -> bytes:
    """The canonical bytes of a frozen ballot definition."""
    return DEFINITION + _json.encode(definition)


def parse_definition(data: bytes) -> Definition:
    """Read a definition's bytes; raises Damaged when they are not one."""
    return _parse(DEFINITION, data, Definition)


def enrol_bytes(code: str, device_key: bytes, vote_key: bytes) -> bytes:
    """What the device key signs to enrol: the normalised code and both public keys."""
    return ENROL + _json.encode({"code": code, "device_key": device_key.hex(), "vote_key": vote_key.hex()})


def token_bytes(device_id: str, nonce: str) -> bytes:
    """What the device key signs to get a token."""
    return TOKEN + _json.encode({"device": device_id, "nonce": nonce})


def hash_hex(data: bytes) -> str:
    """Hex SHA-256."""
    return hashlib.sha256(data).hexdigest()


def _parse(prefix: bytes, data: bytes, kind: type[T]) -> T:
    if not data.startswith(prefix):
        raise Damaged("wrong prefix")
    try:
        return msgspec.json.decode(data[len(prefix) :], type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Damaged("unreadable statement") from error
