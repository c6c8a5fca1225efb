"""What a hand can do on the pages: select and tap, mark, draw, erase, frame. A tool knows no marks; it tells.

Each tool hands its result to one function given to it, in points of the upright page.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ecabinet_desktop.domain.annotation import Colour, Quad, Stroke
from ecabinet_desktop.ui.features.reader.mark_painting import paint_stroke
from ecabinet_desktop.ui.features.reader.selecting import Grip, TextSelection, Unit, select
from ecabinet_desktop.ui.features.reader.spots import Spot, Tool
from ecabinet_desktop.ui.tokens import tokens

if TYPE_CHECKING:
    from ecabinet_desktop.ui.features.reader.canvas import PageCanvas

TREMOR = 4
"""Pixels a hand may move and still have tapped."""
THINNING = 1.2
"""Pixels between two points of a line that are worth keeping."""


STRETCH = 24
"""Points of a line that are painted together while it is drawn."""


class Drag(Protocol):
    """Something that was taken hold of."""

    def move(self, spot: Spot) -> None:
        """Follow the hand."""

    def end(self) -> None:
        """Let go."""


class SelectTool(Tool):
    """Selects text, and tells taps. `grab` may take hold of a mark instead."""

    cursor = Qt.CursorShape.IBeamCursor

    def __init__(
        self,
        canvas: "PageCanvas",
        on_tap: Callable[[Spot], object],
        grab: Callable[[Spot], Drag | None] = lambda _spot: None,
        on_done: Callable[[TextSelection], object] = lambda _selection: None,
    ) -> None:
        self._canvas = canvas
        self._on_tap = on_tap
        self._grab = grab
        self._on_done = on_done
        self._start: Spot | None = None
        self._last: Spot | None = None
        self._drag: Drag | None = None
        self._unit = Unit.LETTER

    def press(self, spot: Spot) -> None:
        extends = bool(spot.held & Qt.KeyboardModifier.ShiftModifier)
        if extends and self._start is not None and self._canvas.selection is not None:
            self._follow(spot)
            return
        self._drag = self._grab(spot)
        self._start = self._last = spot
        if self._drag is None:
            self._unit = Unit.COLUMN if spot.held & Qt.KeyboardModifier.AltModifier else Unit(spot.clicks)
            self._canvas.select(None)
            if Unit.LETTER < self._unit < Unit.COLUMN:
                self._follow(spot)

    def move(self, spot: Spot) -> None:
        if self._drag is not None:
            self._drag.move(spot)
        elif self._start is not None and self._is_far(spot):
            self._follow(spot)

    def release(self, _spot: Spot) -> None:
        drag, self._drag = self._drag, None
        if drag is not None:
            drag.end()
        elif self._canvas.selection is not None:
            self._on_done(self._canvas.selection)
        elif self._start is not None:
            self._on_tap(self._start)

    def cancel(self) -> bool:
        had = self._canvas.selection is not None
        self._drag = None
        self._canvas.select(None)
        return had

    def words_came(self, page: int) -> None:
        if self._start is None or self._last is None or self._canvas.selection is None:
            return
        first, last = sorted((self._start.page, self._last.page))
        if first <= page <= last:
            self._follow(self._last)

    def _is_far(self, spot: Spot) -> bool:
        start = self._start
        return start is not None and (spot.view - start.view).manhattanLength() >= TREMOR

    def _follow(self, spot: Spot) -> None:
        start = self._start
        if start is None:
            return
        self._last = spot
        one, other = Grip(start.page, start.point), Grip(spot.page, spot.point)
        self._canvas.select(select(self._canvas.words, one, other, self._unit))


class MarkerTool(SelectTool):
    """Marks what the hand goes over, at once; where there are no words, a band as on paper."""

    lets_finger_scroll = False

    def __init__(
        self,
        canvas: "PageCanvas",
        on_tap: Callable[[Spot], object],
        on_text: Callable[[TextSelection], object],
        on_band: Callable[[int, Quad], object],
    ) -> None:
        super().__init__(canvas, on_tap, on_done=on_text)
        self._frame = FrameTool(canvas, on_band)
        self._is_band = False

    def press(self, spot: Spot) -> None:
        self._is_band = not self._canvas.words(spot.page)
        if self._is_band:
            self._frame.press(spot)
        else:
            super().press(spot)

    def move(self, spot: Spot) -> None:
        if self._is_band:
            self._frame.move(spot)
        else:
            super().move(spot)

    def release(self, spot: Spot) -> None:
        if self._is_band:
            self._frame.release(spot)
        else:
            super().release(spot)

    def paint(self, painter: QPainter, clip: QRectF) -> None:
        self._frame.paint(painter, clip)


class FrameTool(Tool):
    """Draws a rectangle on one page."""

    cursor = Qt.CursorShape.CrossCursor
    lets_finger_scroll = False

    def __init__(
        self,
        canvas: "PageCanvas",
        on_frame: Callable[[int, Quad], object],
        on_tap: Callable[[Spot], object] = lambda _spot: None,
    ) -> None:
        self._canvas = canvas
        self._on_frame = on_frame
        self._on_tap = on_tap
        self._start: Spot | None = None
        self._area = QRectF()

    def press(self, spot: Spot) -> None:
        self._start = spot
        self._area = QRectF(spot.view, spot.view)

    def move(self, spot: Spot) -> None:
        if self._start is not None:
            before = self._area
            self._area = QRectF(self._start.view, spot.view).normalized()
            self._canvas.repaint_near(before.united(self._area))

    def release(self, _spot: Spot) -> None:
        start, self._start = self._start, None
        if start is None:
            return
        area, self._area = self._area, QRectF()
        self._canvas.repaint_near(area)
        if area.width() < TREMOR and area.height() < TREMOR:
            self._on_tap(start)
            return
        sheet = self._canvas.sheet(start.page)
        one = sheet.inside(*sheet.to_page(area.topLeft()))
        other = sheet.inside(*sheet.to_page(area.bottomRight()))
        (left, right), (top, bottom) = sorted((one[0], other[0])), sorted((one[1], other[1]))
        self._on_frame(start.page, Quad(left, top, right, bottom))

    def cancel(self) -> bool:
        had, self._start = self._start is not None, None
        self._canvas.repaint_near(self._area)
        self._area = QRectF()
        return had

    def paint(self, painter: QPainter, _clip: QRectF) -> None:
        if self._start is not None:
            accent = QColor(tokens().accent)
            painter.setPen(QPen(accent, 1.5, Qt.PenStyle.DashLine))
            accent.setAlpha(40)
            painter.setBrush(accent)
            painter.drawRect(self._area)


class PenTool(Tool):
    """Draws a line as the hand goes; each event paints its own little piece only."""

    cursor = Qt.CursorShape.CrossCursor
    lets_finger_scroll = False

    def __init__(
        self, canvas: "PageCanvas", on_stroke: Callable[[int, Stroke], object], colour: Colour, width: float
    ) -> None:
        self._canvas = canvas
        self._on_stroke = on_stroke
        self.colour = colour
        self.width = width
        self._page = -1
        self._points: list[float] = []
        self._last = QPointF()

    def press(self, spot: Spot) -> None:
        self._page = spot.page
        self._points = []
        self._add(spot)

    def move(self, spot: Spot) -> None:
        if self._points and (spot.view - self._last).manhattanLength() >= THINNING:
            before = self._last
            self._add(spot)
            reach = self.width * self._canvas.scale + 2
            self._canvas.repaint_near(
                QRectF(before, self._last).normalized().adjusted(-reach, -reach, reach, reach)
            )

    def release(self, _spot: Spot) -> None:
        if self._points:
            points, self._points = tuple(self._points), []
            self._on_stroke(self._page, Stroke(points, self.width))

    def cancel(self) -> bool:
        had, self._points = bool(self._points), []
        self._canvas.viewport().update()
        return had

    def paint(self, painter: QPainter, clip: QRectF) -> None:
        """Only the stretches of the line that meet the clip: a long line costs no more at its end."""
        sheet = self._canvas.sheet(self._page) if self._points else None
        if sheet is None:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        reach = self.width * sheet.scale + 2
        for first in range(0, max(3, len(self._points) - 3), STRETCH * 3):
            part = self._points[first : first + STRETCH * 3 + 3]
            xs, ys = part[0::3], part[1::3]
            box = QRectF(sheet.to_view(min(xs), min(ys)), sheet.to_view(max(xs), max(ys))).normalized()
            if box.adjusted(-reach, -reach, reach, reach).intersects(clip):
                paint_stroke(painter, sheet, Stroke(tuple(part), self.width), self.colour)

    def _add(self, spot: Spot) -> None:
        sheet = self._canvas.sheet(self._page)
        x, y = sheet.inside(*sheet.to_page(spot.view))
        self._points += [round(x, 2), round(y, 2), round(spot.pressure, 3)]
        self._last = spot.view


class EraserTool(Tool):
    """Tells every place it is rubbed over; `on_end` when the hand goes up."""

    cursor = Qt.CursorShape.PointingHandCursor
    lets_finger_scroll = False

    def __init__(self, on_rub: Callable[[Spot], object], on_end: Callable[[], object]) -> None:
        self._on_rub = on_rub
        self._on_end = on_end

    def press(self, spot: Spot) -> None:
        self._on_rub(spot)

    def move(self, spot: Spot) -> None:
        self._on_rub(spot)

    def release(self, _spot: Spot) -> None:
        self._on_end()


class HandTool(Tool):
    """Moves the paper."""

    cursor = Qt.CursorShape.OpenHandCursor

    def __init__(self, canvas: "PageCanvas", on_tap: Callable[[Spot], object]) -> None:
        self._canvas = canvas
        self._on_tap = on_tap
        self._start: QPointF | None = None
        self._last = QPointF()

    def press(self, spot: Spot) -> None:
        self._start = self._last = spot.view

    def move(self, spot: Spot) -> None:
        by = spot.view - self._last
        self._last = spot.view
        for bar, pixels in (
            (self._canvas.horizontalScrollBar(), by.x()),
            (self._canvas.verticalScrollBar(), by.y()),
        ):
            bar.setValue(round(bar.value() - pixels))

    def release(self, spot: Spot) -> None:
        start, self._start = self._start, None
        if start is not None and (spot.view - start).manhattanLength() < TREMOR:
            self._on_tap(spot)
