"""Agendas: the design the secretariat works on, and the lines of each approved version.

What is approved never changes: approving copies every item of the design into lines of version A, B, C …; a
later design is invisible to members until it is approved in its turn (Kaleidos).
"""

from collections.abc import Iterable, Sequence
from datetime import datetime
from enum import StrEnum

import msgspec

from ecabinet_desktop.domain.paper import PaperVersion


class ItemType(StrEnum):
    """What is asked of the cabinet."""

    DECISION = "decision"
    DISCUSSION = "discussion"
    INFORMATION = "information"
    MINUTES = "minutes"
    ORAL = "oral"


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """An item of the design agenda, seen by the secretariat and the chair only.

    `place` is the position on the design, 1 first. A classified item is *listed only*: its `notice` names the
    paper copy handed out in the room, and the server stores no file for it. `need_to_know`, when not empty,
    is the list of people beyond whom nobody but secretaries and the chair sees the item; `recused` are off it.
    """

    id: str
    meeting_id: str
    place: int
    title: str
    type: ItemType
    sponsors: tuple[str, ...] = ()
    speaker: str = ""
    minutes: int = 0
    ministry: str = ""
    listed_only: bool = False
    notice: str = ""
    need_to_know: tuple[str, ...] = ()
    recused: tuple[str, ...] = ()


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """An item as it stands on one approved agenda version; immutable. `papers` are paper version ids in order."""

    id: str
    meeting_id: str
    agenda: str
    item_id: str
    number: int
    title: str
    type: ItemType
    sponsors: tuple[str, ...]
    speaker: str
    minutes: int
    listed_only: bool
    notice: str
    papers: tuple[str, ...]


class Agenda(msgspec.Struct, frozen=True, kw_only=True):
    """One approved version of a meeting's agenda: its label and the manifest of paper hashes (the pack)."""

    id: str
    meeting_id: str
    label: str
    approved_at: datetime
    approved_by: str
    manifest: dict[str, str]


NEEDS_PAPER = frozenset({ItemType.DECISION, ItemType.DISCUSSION, ItemType.MINUTES})


def next_label(label: str) -> str:
    """The label after `label`: "" → A, A → B, Z → AA."""
    letters = [ord(c) - 65 for c in label]
    for index in range(len(letters) - 1, -1, -1):
        if letters[index] < 25:
            letters[index] += 1
            return "".join(chr(n + 65) for n in letters)
        letters[index] = 0
    return "A" * (len(letters) + 1)


def missing(item: Item, papers: Iterable[PaperVersion]) -> tuple[str, ...]:
    """What an item lacks to be *formally OK*, as codes; empty when it may be approved."""
    gaps = []
    if not item.title.strip():
        gaps.append("title")
    if not item.sponsors and item.type is not ItemType.MINUTES:
        gaps.append("sponsor")
    if item.minutes <= 0:
        gaps.append("duration")
    if item.listed_only:
        if not item.notice.strip():
            gaps.append("notice")
    elif item.type in NEEDS_PAPER and not list(papers):
        gaps.append("paper")
    return tuple(gaps)


def in_order(items: Iterable[Item]) -> tuple[Item, ...]:
    """The design's items in the order members will see them."""
    return tuple(sorted(items, key=lambda item: (item.place, item.id)))


def moved(items: Sequence[Item], item_id: str, place: int) -> tuple[Item, ...]:
    """The items renumbered 1…n with `item_id` at `place` (clamped to the list)."""
    ordered = [item for item in in_order(items) if item.id != item_id]
    target = next(item for item in items if item.id == item_id)
    ordered.insert(max(0, min(place - 1, len(ordered))), target)
    return tuple(msgspec.structs.replace(item, place=n) for n, item in enumerate(ordered, 1))
