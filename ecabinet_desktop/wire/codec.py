"""Entities and messages to bytes and back: one table of kinds, one door for broken input.

A kind this program does not know is kept raw, to be read after the upgrade (DESIGN 4, rule 9).
"""

import hashlib
from typing import TypeVar

import msgspec

from ecabinet_desktop.domain.access import Entity
from ecabinet_desktop.domain.agenda import Agenda, Item, Line
from ecabinet_desktop.domain.annotation import Comment, NoteKey, SealedNote, SharedNote
from ecabinet_desktop.domain.ballot import Ballot, Progress, Vote
from ecabinet_desktop.domain.meeting import Decision, Meeting
from ecabinet_desktop.domain.paper import PaperVersion
from ecabinet_desktop.domain.people import Device, Government, Person
from ecabinet_desktop.domain.position import Position
from ecabinet_desktop.errors import Damaged

KINDS: dict[str, type[Entity]] = {
    "government": Government,
    "person": Person,
    "device": Device,
    "meeting": Meeting,
    "item": Item,
    "agenda": Agenda,
    "line": Line,
    "paper": PaperVersion,
    "position": Position,
    "ballot": Ballot,
    "progress": Progress,
    "vote": Vote,
    "decision": Decision,
    "note": SealedNote,
    "note_key": NoteKey,
    "shared_note": SharedNote,
    "comment": Comment,
}
KIND_OF: dict[type, str] = {kind: name for name, kind in KINDS.items()}

T = TypeVar("T")

_encoder = msgspec.json.Encoder()


def encode(value: object) -> bytes:
    """JSON bytes of any wire or domain value."""
    return _encoder.encode(value)


def decode(data: bytes | msgspec.Raw, kind: type[T]) -> T:
    """Read JSON as `kind`; raises Damaged when it is not one."""
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Damaged(f"unreadable {getattr(kind, '__name__', kind)}") from error


def decode_entity(kind: str, body: bytes | msgspec.Raw) -> Entity | None:
    """The entity in a row's body, None for a kind from a newer server; raises Damaged when it is broken."""
    known = KINDS.get(kind)
    return None if known is None else decode(body, known)


def row_digest(kind: str, entity_id: str, rev: int) -> bytes:
    """One row's share of the digest: SHA-256(kind|id|rev)."""
    return hashlib.sha256(f"{kind}|{entity_id}|{rev}".encode()).digest()


def combine(left: bytes, right: bytes) -> bytes:
    """XOR of two digests, so that rows may be added and taken out in any order."""
    return bytes(a ^ b for a, b in zip(left, right, strict=True))


NO_ROWS = bytes(32)
"""The digest of an empty store."""
