"""Annotations: what a member writes on a paper, and the anchor that finds the place again.

Coordinates are PDF points on the unrotated page, from the top left of its crop box.
"""

from datetime import datetime
from enum import StrEnum

import msgspec


class AnnotationKind(StrEnum):
    """Marks of this version; later kinds are kept and shown as what they quote."""

    HIGHLIGHT = "highlight"
    STICKY_NOTE = "sticky_note"


class Colour(StrEnum):
    """The marker pens."""

    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"
    RED = "red"


class Quad(msgspec.Struct, frozen=True, array_like=True):
    """An upright rectangle around one line's part of a quotation: left, top, right, bottom."""

    left: float
    top: float
    right: float
    bottom: float


class Quote(msgspec.Struct, frozen=True, kw_only=True):
    """W3C TextQuoteSelector: the words marked, with 48 characters before and after."""

    exact: str
    before: str = ""
    after: str = ""


class Annotation(msgspec.Struct, frozen=True, kw_only=True):
    """One mark on one page of one paper version. Private to its author: the server only ever holds it sealed.

    A sticky note has one quad of no extent: its point. `page` starts at 0.
    """

    id: str
    meeting_id: str
    paper_id: str
    version_id: str
    page: int
    kind: AnnotationKind
    quads: tuple[Quad, ...]
    colour: Colour
    created_at: datetime
    modified_at: datetime
    text: str = ""
    quote: Quote | None = None


class SealedNote(msgspec.Struct, frozen=True, kw_only=True):
    """An annotation as the server keeps it: who wrote it, on which paper, and bytes it cannot read."""

    id: str
    meeting_id: str
    version_id: str
    author_id: str
    sealed: bytes


def reading_order(annotation: Annotation) -> tuple[int, float, float]:
    """Sort key: page, then from top to bottom, then from the left."""
    first = annotation.quads[0] if annotation.quads else Quad(0, 0, 0, 0)
    return annotation.page, first.top, first.left
