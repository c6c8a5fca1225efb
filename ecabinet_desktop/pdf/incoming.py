"""From annotations found in a file to marks of one's own: the kinds we know, in our words, within our limits.

What comes in becomes a private mark of the person who brings it in; who wrote it first is said in its text.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from ecabinet_desktop.clock import NewId, Now
from ecabinet_desktop.domain.annotation import POINT_MARKS, Annotation, AnnotationKind, Quad, Stroke
from ecabinet_desktop.domain.paper import PaperVersion
from ecabinet_desktop.pdf import pens
from ecabinet_desktop.pdf.notation import read_date
from ecabinet_desktop.pdf.paperwork import FoundMark

LONGEST_TEXT, MOST_QUADS, MOST_POINTS = 12_000, 300, 1_200
"""Signs, lines and points of one mark: sealed it must stay under the server's 64 KiB for a note."""

_KINDS = {
    "Highlight": AnnotationKind.HIGHLIGHT,
    "Underline": AnnotationKind.UNDERLINE,
    "Squiggly": AnnotationKind.UNDERLINE,
    "StrikeOut": AnnotationKind.STRIKE_OUT,
    "Ink": AnnotationKind.INK,
    "Text": AnnotationKind.STICKY_NOTE,
    "FreeText": AnnotationKind.TEXT_BOX,
}


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a file holds for a paper: new marks, how many are here already, and how many nobody here knows."""

    marks: tuple[Annotation, ...]
    known: int
    skipped: int


def annotations(
    found: Sequence[FoundMark],
    skipped: int,
    paper: PaperVersion,
    *,
    me: str,
    known: Collection[str],
    now: Now,
    new_id: NewId,
) -> Incoming:
    """The marks to add to `paper`. `me` is the person's name, `known` the ids of the marks that are here."""
    made: list[Annotation] = []
    here = 0
    for each in found:
        kind = kind_of(each)
        if kind is None or not 0 <= each.page < paper.skeleton.pages:
            skipped += 1
        elif each.name and each.name in known:
            here += 1
        else:
            made.extend(_made(each, kind, paper, me, now, new_id))
    return Incoming(tuple(made), here, skipped)


def kind_of(found: FoundMark) -> AnnotationKind | None:
    """Our kind of an annotation: the one we wrote into it where it fits its form, else the form's."""
    plain = _KINDS.get(found.type)
    if found.note in POINT_MARKS and found.type in ("Text", "Highlight"):
        return AnnotationKind(found.note)
    return plain


def _made(
    found: FoundMark, kind: AnnotationKind, paper: PaperVersion, me: str, now: Now, new_id: NewId
) -> Iterator[Annotation]:
    """One mark, or several for a drawing that is too long for one."""
    text = found.contents.replace("\r\n", "\n").replace("\r", "\n").strip()
    if text and found.author and found.author != me:
        text = f"{found.author}: {text}"
    created = read_date(found.created) or read_date(found.modified) or now()
    for part, strokes in enumerate(_portions(found.strokes)):
        yield Annotation(
            id=new_id(),
            meeting_id=paper.meeting_id,
            paper_id=paper.paper_id,
            version_id=paper.id,
            page=found.page,
            kind=kind,
            quads=_bounds(strokes) if strokes else found.quads[:MOST_QUADS],
            colour=pens.nearest(found.colour),
            created_at=created,
            modified_at=read_date(found.modified) or created,
            text=text[:LONGEST_TEXT] if part == 0 else "",
            quote=found.quote,
            strokes=strokes,
        )


def _portions(strokes: Sequence[Stroke]) -> list[tuple[Stroke, ...]]:
    """Strokes in groups of few enough points; a stroke that is longer itself is cut, its parts touching."""
    pieces: list[Stroke] = []
    for stroke in strokes:
        step = 3 * (MOST_POINTS - 1)
        cuts = range(0, max(1, len(stroke.points) - 3), step)
        pieces += [Stroke(_rounded(stroke.points[at : at + step + 3]), stroke.width) for at in cuts]
    groups: list[tuple[Stroke, ...]] = [()]
    for piece in pieces:
        if groups[-1] and sum(len(each.points) for each in groups[-1]) + len(piece.points) > 3 * MOST_POINTS:
            groups.append(())
        groups[-1] = (*groups[-1], piece)
    return groups


def _rounded(points: Sequence[float]) -> tuple[float, ...]:
    return tuple(round(number, 2) for number in points)


def _bounds(strokes: Sequence[Stroke]) -> tuple[Quad, ...]:
    xs = [x for stroke in strokes for x in stroke.points[0::3]]
    ys = [y for stroke in strokes for y in stroke.points[1::3]]
    return (Quad(min(xs), min(ys), max(xs), max(ys)),)
