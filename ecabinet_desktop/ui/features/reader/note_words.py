"""Words for marks: kinds, the meaning of colours, who may read; and the choice of notes for the side list. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from ecabinet_desktop.domain.annotation import (
    Anchoring,
    Annotation,
    AnnotationKind,
    Audience,
    Colour,
    reading_order,
)
from ecabinet_desktop.domain.folding import fold
from ecabinet_desktop.ui.dates import format_short_day
from ecabinet_desktop.ui.i18n import count_of, mark, tr
from ecabinet_desktop.ui.widgets.rows import Row
from ecabinet_desktop.usecases.notebook import NoteLine

KINDS = {
    AnnotationKind.HIGHLIGHT: (mark("Highlight"), "highlight"),
    AnnotationKind.UNDERLINE: (mark("Underline"), "underline"),
    AnnotationKind.STRIKE_OUT: (mark("Strike-out"), "strike-out"),
    AnnotationKind.INK: (mark("Drawing"), "pen"),
    AnnotationKind.STICKY_NOTE: (mark("Note"), "sticky"),
    AnnotationKind.TEXT_BOX: (mark("Text box"), "text-box"),
    AnnotationKind.BOOKMARK: (mark("Bookmark"), "bookmark"),
    AnnotationKind.SPEAKING_NOTE: (mark("Speaking note"), "speak"),
    AnnotationKind.QUESTION: (mark("Question to the sponsor"), "question"),
}
MEANINGS = {
    Colour.YELLOW: mark("Yellow – to remember"),
    Colour.GREEN: mark("Green – I agree"),
    Colour.BLUE: mark("Blue – to ask"),
    Colour.RED: mark("Red – I object"),
}
"""What the pens mean, the same for everybody, so that a shared mark speaks."""
LONGEST = 120


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which notes the list shows: None and "" leave everything in."""

    kind: AnnotationKind | None = None
    colour: Colour | None = None
    whose: str = ""
    words: str = ""
    by_time: bool = False


def chosen(lines: Iterable[NoteLine], wanted: Wanted) -> list[NoteLine]:
    """The notes wanted, by place or the newest first."""
    words = fold(wanted.words).split()
    found = [line for line in lines if _fits(line, wanted) and (not words or _holds(line, words))]
    if wanted.by_time:
        return sorted(found, key=lambda line: line.mark.modified_at, reverse=True)
    return sorted(found, key=lambda line: (line.paper_title, reading_order(line.mark)))


def row_of(line: NoteLine, *, with_paper: bool) -> Row:
    """A note as a row: its words, else what it quotes; who may read it; where it stands."""
    note = line.mark
    quoted = " ".join((note.quote.exact if note.quote else "").split())[:LONGEST]
    first = note.text.strip().splitlines()[0][:LONGEST] if note.text.strip() else ""
    kind, icon = KINDS[note.kind]
    parts = [line.paper_title if with_paper else "", quoted if first else "", readers_of(line)]
    return Row(
        id=note.id,
        title=first or quoted or tr(kind),
        subtitle=" · ".join(part for part in parts if part),
        icon=icon,
        trail=tr("p. {page}").format(page=note.page + 1),
        badges=_badges(note),
        spoken=f"{tr(kind)}, {tr(MEANINGS[note.colour])}, {format_short_day(note.modified_at)}",
    )


def readers_of(line: NoteLine) -> str:
    """Who may read a note, in words."""
    note = line.mark
    if not note.is_own:
        return tr("From {name}").format(name=line.author)
    if note.audience is Audience.SECRETARIAT:
        return tr("Formal comment – the secretariat reads it")
    if note.audience is Audience.PEOPLE and note.readers:
        return count_of(len(note.readers), "Shared with %n person", "Shared with %n people")
    return tr("Only you")


def _badges(note: Annotation) -> tuple[tuple[str, str], ...]:
    words = {
        Anchoring.CHECK: (tr("Check the place"), "warn"),
        Anchoring.PAGE_ONLY: (tr("Page only"), "warn"),
        Anchoring.ORPHAN: (tr("No place found"), "warn"),
    }
    badges = (words[note.anchoring],) if note.anchoring in words else ()
    return (*badges, (tr("Also changed elsewhere"), "warn")) if note.copy_of else badges


def _fits(line: NoteLine, wanted: Wanted) -> bool:
    note = line.mark
    if wanted.kind is not None and note.kind is not wanted.kind:
        return False
    if wanted.colour is not None and note.colour is not wanted.colour:
        return False
    if wanted.whose == "mine":
        return note.is_own
    if wanted.whose == "others":
        return not note.is_own
    return True


def _holds(line: NoteLine, words: list[str]) -> bool:
    text = _folded(line.mark.text, line.mark.quote.exact if line.mark.quote else "", line.author)
    return all(word in text for word in words)


@lru_cache(maxsize=20_000)
def _folded(*parts: str) -> str:
    """Ten thousand notes are filtered at each key: each is folded once."""
    return fold(" ".join(parts))
