"""Annotations: what a member writes on a paper, and the anchor that finds the place again.

Coordinates are PDF points on the unrotated page, from the top left of its crop box.
"""

import hashlib
import uuid
from datetime import datetime
from enum import StrEnum

import msgspec

_COPIES = uuid.UUID("0b6f6f0e-6d0a-5a5f-8a55-6b5f2f6f9d10")
ASIDE = 14.0
"""Points by which a kept copy stands beside the note it saves."""


class AnnotationKind(StrEnum):
    """DOMAIN, Annotations."""

    HIGHLIGHT = "highlight"
    UNDERLINE = "underline"
    STRIKE_OUT = "strike_out"
    INK = "ink"
    STICKY_NOTE = "sticky_note"
    TEXT_BOX = "text_box"
    BOOKMARK = "bookmark"
    SPEAKING_NOTE = "speaking_note"
    QUESTION = "question"


TEXT_MARKS = frozenset({AnnotationKind.HIGHLIGHT, AnnotationKind.UNDERLINE, AnnotationKind.STRIKE_OUT})
"""Kinds that lie on words, or freehand on a scan."""
POINT_MARKS = frozenset(
    {AnnotationKind.STICKY_NOTE, AnnotationKind.BOOKMARK, AnnotationKind.SPEAKING_NOTE, AnnotationKind.QUESTION}
)
"""Kinds shown as a sign at a point: one quad without extent, unless they were made from words."""


class Colour(StrEnum):
    """The marker pens; the words a person sees give each a meaning."""

    YELLOW = "yellow"
    GREEN = "green"
    BLUE = "blue"
    RED = "red"


class Audience(StrEnum):
    """Who may read a mark besides its author."""

    PRIVATE = "private"
    PEOPLE = "people"
    SECRETARIAT = "secretariat"


class Anchoring(StrEnum):
    """How a mark came to its place: made there, or carried from an earlier version of the paper (DOMAIN).

    `check` waits for the person's word, `page_only` stands at the head of its page, `orphan` lies in the drawer.
    """

    HERE = "here"
    PLACED = "placed"
    CHECK = "check"
    PAGE_ONLY = "page_only"
    ORPHAN = "orphan"


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


class Stroke(msgspec.Struct, frozen=True, array_like=True):
    """A line of the pen: x, y and pressure (0 to 1) of each point in turn; its width in points at full pressure."""

    points: tuple[float, ...]
    width: float


class Annotation(msgspec.Struct, frozen=True, kw_only=True):
    """One mark on one page of one paper version. Unless shared the server only ever holds it sealed.

    `page` starts at 0. `quads` bound what it lies on: the lines of a quotation, the box of a text box, the
    rectangle around ink (`strokes`), or one quad of no extent for a sign. `author_id` is "" for the person's own.
    `carried_from` names the mark of the earlier version this one came from. `ancestors` are the fingerprints of
    what it was before, oldest first: they tell an edit from a conflict without any clock. `copy_of` names the note
    whose other, simultaneous edit this one keeps.
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
    strokes: tuple[Stroke, ...] = ()
    author_id: str = ""
    audience: Audience = Audience.PRIVATE
    readers: tuple[str, ...] = ()
    reply_to: str = ""
    anchoring: Anchoring = Anchoring.HERE
    carried_from: str = ""
    ancestors: tuple[str, ...] = ()
    copy_of: str = ""

    @property
    def is_own(self) -> bool:
        """Whether the person of this desktop wrote it."""
        return not self.author_id


MOST_ANCESTORS = 64


def fingerprint(mark: Annotation) -> str:
    """What a mark says and where, in twelve signs; who touched it when is left out."""
    # 1 and 1.0 are the same place, and one of them becomes the other on its way through a store.
    quads = [(float(q.left), float(q.top), float(q.right), float(q.bottom)) for q in mark.quads]
    strokes = [(float(s.width), [float(x) for x in s.points]) for s in mark.strokes]
    content = (
        mark.version_id, mark.page, mark.kind, quads, mark.colour, mark.text, strokes, mark.audience, mark.readers,
        mark.anchoring,
    )  # fmt: skip
    return hashlib.sha256(msgspec.json.encode(content)).hexdigest()[:12]


def descended(mark: Annotation, before: Annotation) -> Annotation:
    """The mark as an edit of what it was before."""
    if fingerprint(mark) == fingerprint(before):
        return msgspec.structs.replace(mark, ancestors=before.ancestors)
    ancestors = (*before.ancestors, fingerprint(before))[-MOST_ANCESTORS:]
    return msgspec.structs.replace(mark, ancestors=ancestors)


def kept_copy(lost: Annotation, kept: Annotation) -> Annotation | None:
    """A note that saves the words or lines of `lost`, which another edit won over; None when nothing is lost.

    Its id follows from what it saves, so that every device makes the same.
    """
    if (lost.text == kept.text or not lost.text.strip()) and lost.strokes == kept.strokes:
        return None
    copy_id = uuid.uuid5(_COPIES, f"{lost.id}|{fingerprint(lost)}").hex
    quads = tuple(Quad(q.left + ASIDE, q.top + ASIDE, q.right + ASIDE, q.bottom + ASIDE) for q in lost.quads)
    return msgspec.structs.replace(
        lost, id=copy_id, quads=quads, copy_of=lost.id, ancestors=(), audience=Audience.PRIVATE, readers=()
    )


class SealedNote(msgspec.Struct, frozen=True, kw_only=True):
    """An annotation as the server keeps it: who wrote it, on which paper, and bytes it cannot read."""

    id: str
    meeting_id: str
    version_id: str
    author_id: str
    sealed: bytes


class NoteKey(msgspec.Struct, frozen=True, kw_only=True):
    """A person's public key for notes shared with them; the row's id is the person's."""

    id: str
    public: bytes


class SharedNote(msgspec.Struct, frozen=True, kw_only=True):
    """An annotation sealed for one reader: neither the server nor anybody else can read it."""

    id: str
    note_id: str
    meeting_id: str
    item_id: str
    version_id: str
    author_id: str
    reader_id: str
    sealed: bytes


class Comment(msgspec.Struct, frozen=True, kw_only=True):
    """A formal comment on a paper: the secretariat reads it, nobody else but its author (DOMAIN, Annotations)."""

    id: str
    meeting_id: str
    item_id: str
    version_id: str
    author_id: str
    page: int
    text: str
    quoted: str
    given_at: datetime


def shared_id(note_id: str, reader_id: str) -> str:
    """The id of the row that carries a note to one reader."""
    return f"{note_id}.{reader_id}"


def reading_order(annotation: Annotation) -> tuple[int, float, float]:
    """Sort key: page, then from top to bottom, then from the left."""
    first = annotation.quads[0] if annotation.quads else Quad(0, 0, 0, 0)
    return annotation.page, first.top, first.left
