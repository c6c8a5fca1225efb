"""Positions given before the meeting, and the A/B agenda that follows from them (Estonia).

A position is bound to the paper versions read: when one is replaced it must be confirmed again.
"""

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

import msgspec


class Stance(StrEnum):
    """A member's position on an item."""

    NO_OBJECTION = "no_objection"
    OBJECTION = "objection"
    WANTS_TO_SPEAK = "wants_to_speak"


class Position(msgspec.Struct, frozen=True, kw_only=True):
    """Member × item. `bound` are the paper version ids it was given on."""

    id: str
    meeting_id: str
    item_id: str
    member_id: str
    stance: Stance
    given_at: datetime
    bound: tuple[str, ...] = ()
    reason: str = ""


def position_id(item_id: str, member_id: str) -> str:
    """One position per member and item."""
    return f"{item_id}.{member_id}"


def refusal(stance: Stance, reason: str) -> str | None:
    """Why a position cannot be given like this: an objection needs its reason."""
    return "reason_needed" if stance is Stance.OBJECTION and not reason.strip() else None


def needs_confirming(position: Position, papers_now: Iterable[str]) -> bool:
    """True when the papers changed since the position was given."""
    return set(position.bound) != set(papers_now)


def on_list_a(positions: Iterable[Position]) -> bool:
    """True when nobody objects or wants to speak: the item may be adopted together with the others."""
    return all(position.stance is Stance.NO_OBJECTION for position in positions)
