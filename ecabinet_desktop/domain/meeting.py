"""Meetings and their lifecycle (DOMAIN, Meeting): the table of moves is the only place that knows them."""

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum

import msgspec


class MeetingState(StrEnum):
    """Where a meeting stands."""

    PLANNED = "planned"
    CONVENED = "convened"
    FROZEN = "frozen"
    IN_SESSION = "in_session"
    SUSPENDED = "suspended"
    ENDED = "ended"
    MINUTES_DRAFTED = "minutes_drafted"
    CLOSED = "closed"
    ARCHIVED = "archived"
    CANCELLED = "cancelled"


class MeetingKind(StrEnum):
    """Regular, thematic or extraordinary; the latter need no different rules, only a different word."""

    REGULAR = "regular"
    THEMATIC = "thematic"
    EXTRAORDINARY = "extraordinary"


class Meeting(msgspec.Struct, frozen=True, kw_only=True):
    """A session of the cabinet.

    `agenda` is the label of the version in force ("" before the first approval, then "A", "B" …).
    `present` lists members checked in, in the room or remotely. `guests` maps a guest to the items invited for;
    `alternates` lists the officials sent for absent members.
    """

    id: str
    title: str
    kind: MeetingKind
    state: MeetingState
    starts_at: datetime
    place: str
    chair_id: str
    agenda: str = ""
    present: tuple[str, ...] = ()
    current_item: str | None = None
    guests: dict[str, tuple[str, ...]] = {}
    alternates: tuple[str, ...] = ()


class ItemResult(StrEnum):
    """What became of an item (Kaleidos, PloneMeeting)."""

    APPROVED = "approved"
    APPROVED_AS_AMENDED = "approved_as_amended"
    NOTED = "noted"
    POSTPONED = "postponed"
    WITHDRAWN = "withdrawn"
    REFUSED = "refused"
    REFERRED = "referred"


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """The result of one item. `id` is the item's."""

    id: str
    meeting_id: str
    result: ItemResult
    text: str
    decided_at: datetime
    ballot_id: str | None = None


_S = MeetingState
MOVES: dict[MeetingState, frozenset[MeetingState]] = {
    _S.PLANNED: frozenset({_S.CONVENED, _S.CANCELLED}),
    _S.CONVENED: frozenset({_S.FROZEN, _S.IN_SESSION, _S.CANCELLED}),
    _S.FROZEN: frozenset({_S.IN_SESSION, _S.CANCELLED}),
    _S.IN_SESSION: frozenset({_S.SUSPENDED, _S.ENDED}),
    _S.SUSPENDED: frozenset({_S.IN_SESSION, _S.ENDED}),
    _S.ENDED: frozenset({_S.MINUTES_DRAFTED}),
    _S.MINUTES_DRAFTED: frozenset({_S.CLOSED}),
    _S.CLOSED: frozenset({_S.ARCHIVED}),
    _S.ARCHIVED: frozenset(),
    _S.CANCELLED: frozenset(),
}

BEFORE_SESSION = frozenset({_S.PLANNED, _S.CONVENED, _S.FROZEN})
PUBLISHED = frozenset(_S) - {_S.PLANNED}
"""States in which members may know of the meeting, if an agenda was approved."""
NO_NEW_NOTES = frozenset({_S.CLOSED, _S.ARCHIVED})
"""A meeting's papers take no new annotations then (DOMAIN, Annotations)."""
OVER = frozenset({_S.ENDED, _S.MINUTES_DRAFTED, _S.CLOSED, _S.ARCHIVED, _S.CANCELLED})


def refusal_to_move(meeting: Meeting, target: MeetingState, *, quorum: int, members: Collection[str]) -> str | None:
    """Why the meeting may not move to `target` now: a refusal code, or None when it may.

    Convened needs an approved agenda; going into session needs the quorum of all members (R1).
    """
    if target not in MOVES[meeting.state]:
        return "wrong_state"
    if target is _S.CONVENED and not meeting.agenda:
        return "no_agenda"
    if target is _S.IN_SESSION and len(set(meeting.present) & set(members)) < quorum:
        return "no_quorum"
    return None
