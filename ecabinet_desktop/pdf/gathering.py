"""Reads the annotations that stand in an open document, in the helper process, as plain values.

Nothing found is trusted: texts are cut to a length, numbers to a count, and other kinds are only counted.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from math import isfinite
from typing import Any

import msgspec

from ecabinet_desktop.domain.annotation import Quad, Quote, Stroke
from ecabinet_desktop.pdf import anchors, notation
from ecabinet_desktop.pdf.looks import point_of_sign
from ecabinet_desktop.pdf.paperwork import FoundMark, Frame, Marked
from ecabinet_desktop.pdf.protocol import Word

Words = Callable[[int], Sequence[Word]]
LONGEST, MOST_POINTS, MOST_OF_A_PAGE, MOST = 20_000, 20_000, 2_000, 20_000
"""Signs of a text; points of a drawing; annotations of a page and of a document."""
ON_WORDS = frozenset({"Highlight", "Underline", "Squiggly", "StrikeOut"})
KNOWN = ON_WORDS | {"Ink", "Text", "FreeText"}
_IN_QUAD = 0.5
_NUMBERS = re.compile(r"[-+]?\d*\.?\d+")
_COLOUR = re.compile(r"([\d.]+)\s+([\d.]+)\s+([\d.]+)\s+rg")


def gather(document: Any, words: Words) -> Iterator[Marked]:
    """The annotations of each page that has any. A page or annotation that cannot be read is passed over."""
    left = MOST
    for number in range(document.page_count):
        try:
            page = document.load_page(number)
            marked = _of_page(document, page, words, min(left, MOST_OF_A_PAGE)) if page.annot_xrefs() else None
        except Exception:  # whatever the library raises for a broken page means the same
            marked = None
        if marked is not None:
            left -= len(marked.found)
            yield marked


def frame_of(page: Any) -> Frame:
    """A page's frame; the library tells it of upright pages only, so a turned one is turned back for the moment."""
    rotation = int(page.rotation)
    if rotation:
        page.set_rotation(0)
    matrix = page.transformation_matrix
    if rotation:
        page.set_rotation(rotation)
    return Frame(page.number, -matrix.e / matrix.a, matrix.f / -matrix.d, matrix.a, rotation)


def quote_under(quads: Sequence[Quad], words: Sequence[Word]) -> Quote | None:
    """The words that lie under quads for the most part, as a quotation; None where there are none."""
    under = [n for n, word in enumerate(words) if any(_lies_in(word, quad) for quad in quads)]
    return anchors.selection(words, under[0], under[-1]).quote if under else None


def _of_page(document: Any, page: Any, words: Words, most: int) -> Marked:
    found: list[FoundMark] = []
    skipped = 0
    known: Sequence[Word] | None = None
    frame = frame_of(page)
    for annotation in islice(page.annots(), 4 * MOST_OF_A_PAGE):
        kind = annotation.type[1]
        if kind not in KNOWN or len(found) >= most:
            skipped += 1
            continue
        mark = _read(document, annotation, kind, frame)
        if mark is None:
            skipped += 1
            continue
        if kind in ON_WORDS:
            known = words(page.number) if known is None else known
            mark = msgspec.structs.replace(mark, quote=quote_under(mark.quads, known))
        found.append(mark)
    return Marked(page.number, tuple(found), skipped)


def _read(document: Any, annotation: Any, kind: str, frame: Frame) -> FoundMark | None:
    """One annotation; None when nothing tells where it lies."""
    strokes = _strokes(document, annotation) if kind == "Ink" else ()
    quads = _quads(annotation.vertices or ()) if kind in ON_WORDS else _box(document, annotation, frame, strokes)
    if not all(isfinite(side) for quad in quads for side in (quad.left, quad.top, quad.right, quad.bottom)):
        return None
    if not quads or (kind == "Ink" and not strokes):
        return None
    told = annotation.info
    return FoundMark(
        page=frame.page,
        type=kind,
        name=told.get("id", "")[:200],
        note=_entry(document, annotation.xref, notation.OWN_KIND).lstrip("/"),
        quads=quads,
        strokes=strokes,
        colour=_colour(document, annotation, kind),
        contents=told.get("content", "")[:LONGEST],
        author=told.get("title", "")[:200],
        created=told.get("creationDate", "")[:40],
        modified=told.get("modDate", "")[:40],
    )


def _quads(points: Sequence[tuple[float, float]]) -> tuple[Quad, ...]:
    """Upright rectangles around each four points, in whichever order a program wrote them."""
    corners = points[:MOST_POINTS]
    made = []
    for at in range(0, len(corners) - 3, 4):
        xs, ys = [x for x, _ in corners[at : at + 4]], [y for _, y in corners[at : at + 4]]
        made.append(Quad(min(xs), min(ys), max(xs), max(ys)))
    return tuple(made)


def _box(document: Any, annotation: Any, frame: Frame, strokes: Sequence[Stroke]) -> tuple[Quad, ...]:
    """Around a drawing or a text box; a point for a note. As written: the library moves notes on turned pages."""
    xs = [x for stroke in strokes for x in stroke.points[0::3]]
    ys = [y for stroke in strokes for y in stroke.points[1::3]]
    if xs and ys:
        return (Quad(min(xs), min(ys), max(xs), max(ys)),)
    sides = [float(number) for number in _NUMBERS.findall(_entry(document, annotation.xref, "Rect"))[:4]]
    if len(sides) < 4:
        return ()
    across = sorted((x - frame.left) * frame.unit for x in sides[0::2])
    down = sorted((frame.top - y) * frame.unit for y in sides[1::2])
    box = Quad(across[0], down[0], across[1], down[1])
    if annotation.type[1] != "Text":
        return (box,)
    x, y = point_of_sign(box, frame.rotation)
    return (Quad(x, y, x, y),)


def _strokes(document: Any, annotation: Any) -> tuple[Stroke, ...]:
    """The lines of a drawing, with our own pressures where they fit them."""
    width = float(annotation.border.get("width", 1) or 1)
    pressures = _pressures(_entry(document, annotation.xref, notation.OWN_PRESSURE))
    lines = annotation.vertices or ()
    strokes, left = [], MOST_POINTS
    for number, line in enumerate(lines):
        line = [(x, y) for x, y in line[:left] if isfinite(x) and isfinite(y)]
        left -= len(line)
        if not line:
            continue
        own = pressures[number] if len(pressures) == len(lines) else []
        fits = len(own) == len(line) + 1
        of_points = own[1:] if fits else [1.0] * len(line)
        flat = [part for (x, y), press in zip(line, of_points, strict=True) for part in (x, y, press)]
        strokes.append(Stroke(tuple(flat), own[0] if fits else width))
    return tuple(strokes)


def _pressures(source: str) -> list[list[float]]:
    inner = source.strip().removeprefix("[").removesuffix("]")
    return [[float(number) for number in _NUMBERS.findall(part)] for part in re.findall(r"\[([^\[\]]*)\]", inner)]


def _colour(document: Any, annotation: Any, kind: str) -> tuple[float, float, float] | None:
    """The colour of a mark; of a text box that of its letters, since its ground is white."""
    if kind == "FreeText":
        found = _COLOUR.search(_entry(document, annotation.xref, "DA"))
        return (float(found[1]), float(found[2]), float(found[3])) if found else None
    parts: Sequence[float] = annotation.colors.get("stroke") or ()
    if len(parts) != 3:
        return None
    red, green, blue = parts
    return red, green, blue


def _entry(document: Any, number: int, name: str) -> str:
    kind, source = document.xref_get_key(number, name)
    return "" if kind == "null" else str(source)


def _lies_in(word: Word, quad: Quad) -> bool:
    """Whether more than half of a word lies in a quad."""
    across = min(word.right, quad.right) - max(word.left, quad.left)
    down = min(word.bottom, quad.bottom) - max(word.top, quad.top)
    whole = max(0.01, (word.right - word.left) * (word.bottom - word.top))
    return across > 0 and down > 0 and across * down > _IN_QUAD * whole
