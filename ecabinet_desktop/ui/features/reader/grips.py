"""Taking hold of a mark: to move it, or by its corner to make it larger. A drag is one step of undo."""

from collections.abc import Callable, Collection
from typing import TYPE_CHECKING

from ecabinet_desktop.domain.annotation import POINT_MARKS, Annotation, AnnotationKind, Quad, Stroke
from ecabinet_desktop.ui.features.reader.mark_painting import handle_of, is_resizable, mark_at
from ecabinet_desktop.ui.features.reader.spots import Spot
from ecabinet_desktop.usecases.marks import Marks

if TYPE_CHECKING:
    from ecabinet_desktop.ui.features.reader.canvas import PageCanvas

LEAST = 16.0
"""Points of the smallest box."""
MOVABLE = frozenset({*POINT_MARKS, AnnotationKind.TEXT_BOX, AnnotationKind.INK})


class _Grip:
    """Moves one mark, or its lower right corner."""

    def __init__(
        self,
        canvas: "PageCanvas",
        marks: Marks,
        mark: Annotation,
        spot: Spot,
        told: Callable[[str], object],
        ended: Callable[[], object],
        *,
        is_corner: bool,
    ) -> None:
        self._canvas = canvas
        self._marks = marks
        self._mark = mark
        self._start = spot
        self._told = told
        self._ended = ended
        self._is_corner = is_corner

    def move(self, spot: Spot) -> None:
        """Follow the hand; a mark stays on its page."""
        sheet = self._canvas.sheet(self._mark.page)
        x, y = sheet.inside(*sheet.to_page(spot.view))
        dx, dy = x - self._start.x, y - self._start.y
        mark = self._mark
        if self._is_corner:
            quad = mark.quads[0]
            right, bottom = max(quad.right + dx, quad.left + LEAST), max(quad.bottom + dy, quad.top + LEAST)
            quads: tuple[Quad, ...] = (Quad(quad.left, quad.top, right, bottom),)
            strokes = mark.strokes
        else:
            quads = tuple(Quad(q.left + dx, q.top + dy, q.right + dx, q.bottom + dy) for q in mark.quads)
            strokes = tuple(shifted(stroke, dx, dy) for stroke in mark.strokes)
        self._marks.reshape(mark.id, mark.page, quads, strokes, join=f"drag:{mark.id}")
        self._told(mark.id)

    def end(self) -> None:
        """Let go."""
        self._ended()


def grip_at(
    canvas: "PageCanvas",
    marks: Marks,
    chosen: Collection[str],
    spot: Spot,
    told: Callable[[str], object],
    ended: Callable[[], object],
) -> _Grip | None:
    """What the hand takes hold of at a place: the corner of a chosen mark, or a chosen mark that can be moved."""
    for mark in marks.on_page(spot.page):
        if mark.id in chosen and is_resizable(mark):
            handle = handle_of(mark, canvas.sheet(mark.page)).adjusted(-6, -6, 6, 6)
            if handle.contains(spot.view):
                return _Grip(canvas, marks, mark, spot, told, ended, is_corner=True)
    found = mark_at(marks.on_page(spot.page), spot.x, spot.y, canvas.scale)
    if found is None or not found.is_own or found.id not in chosen or found.kind not in MOVABLE:
        return None
    return _Grip(canvas, marks, found, spot, told, ended, is_corner=False)


def shifted(stroke: Stroke, dx: float, dy: float) -> Stroke:
    """The same line elsewhere."""
    flat = list(stroke.points)
    flat[0::3] = [x + dx for x in flat[0::3]]
    flat[1::3] = [y + dy for y in flat[1::3]]
    return Stroke(tuple(flat), stroke.width)
