"""Pages under a moving view: laid out, scrolled, zoomed and turned. It knows where pages lie, not how they look.

The place somebody looks at stays where it is through every change of size, scale and turn.
"""

from collections.abc import Callable, Sequence
from math import floor

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from ecabinet_desktop.domain.paper import Skeleton
from ecabinet_desktop.pdf.protocol import Word
from ecabinet_desktop.ui.features.reader.layout import GAP, POINT, Arrangement, Layout, fitting
from ecabinet_desktop.ui.features.reader.sheets import Sheet, Size

STEP = 1.2
"""One step of zoom."""
SMALLEST_ZOOM, LARGEST_ZOOM = 0.1, 6.0
LINE = 60
"""Pixels of one arrow key."""
DWELL = 1000
"""Milliseconds a page stands before somebody until it counts as seen."""


class SheetView(QAbstractScrollArea):
    """`page_changed` carries the page in view; `moved` says that the place should be remembered; `dwelt` carries
    the pages that stood in view for a while."""

    page_changed = Signal(int)
    moved = Signal()
    zoomed = Signal()
    dwelt = Signal(list)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.zoom = "width"
        self.arrangement = Arrangement.CONTINUOUS
        self.turn = 0
        self._sizes: list[Size] = []
        self._layout = Layout([], POINT)
        self._words: dict[int, tuple[Word, ...]] = {}
        self._page = -1
        self._last_top = 0
        self._is_forward = True
        self._dwell = QTimer(self, interval=DWELL, singleShot=True)
        self._dwell.timeout.connect(self._on_dwelt)

    def lay_out(self, skeleton: Skeleton, zoom: str) -> None:
        """Another paper, from its beginning."""
        self._words.clear()
        self._sizes = skeleton.sizes()
        self._page = -1
        self.turn = 0
        self.zoom = zoom
        self._lay_out()
        self.horizontalScrollBar().setValue(0)
        self.go_to(0)

    @property
    def page(self) -> int:
        """The page in view."""
        return max(0, self._page)

    @property
    def pages(self) -> int:
        """How many pages the paper has."""
        return len(self._sizes)

    @property
    def sizes(self) -> Sequence[Size]:
        """The upright pages, in points."""
        return self._sizes

    @property
    def scale(self) -> float:
        """Pixels per point."""
        return self._layout.scale

    def sheet(self, page: int) -> Sheet:
        """A page as it lies in the view now."""
        view = self.viewport()
        left = self._layout.left(page, view.width()) - self.horizontalScrollBar().value()
        top = self._layout.tops[page] - self.verticalScrollBar().value()
        if not self._flows:
            top += max(0.0, (view.height() - self._layout.row_height(page)) / 2 - GAP)
        # Not `round`, which goes to the even side: a page must move by exactly what the view is scrolled.
        place = QPointF(floor(left + 0.5), floor(top + 0.5))
        return Sheet(
            page, QRectF(place, QSizeF(*self._layout.extent(page))), self._sizes[page], self.scale, self.turn
        )

    # where one is

    def offset(self) -> float:
        """How far the view is below the top of its page, in points: `go_to` leads back there."""
        if not self._sizes:
            return 0.0
        return (self.verticalScrollBar().value() + GAP - self._layout.tops[self.page]) / self.scale

    def go_to(self, page: int, offset: float = 0.0) -> None:
        """Bring a page to the top of the view; `offset` in points from its top."""
        if self._sizes:
            page = min(max(0, page), len(self._sizes) - 1)
            if not self._flows:
                self._limit_to(page)
            self.verticalScrollBar().setValue(round(self._layout.tops[page] - GAP + offset * self.scale))
            self._on_moved()

    def reveal(self, page: int, top: float) -> None:
        """Bring a height of the upright page (points) to the upper third of the view."""
        if self._sizes:
            down = self.sheet(page).to_view(0, top).y() - self.sheet(page).frame.top()
            self.go_to(page, (down - self.viewport().height() / 3) / self.scale)

    def show_height(self, page: int, top: float) -> None:
        """Bring a height of a page into view, if it is not there; the view moves no more than it must."""
        y = self.sheet(page).to_view(0, top).y()
        if not 0 <= y <= self.viewport().height() - LINE:
            self.reveal(page, top)

    def turn_page(self, step: int) -> None:
        """The next or previous page, or pair of pages."""
        row = self._layout.row_of(self.page) if self._sizes else range(1)
        self.go_to(row.stop if step > 0 else row.start - 1)

    def set_zoom(self, zoom: str, around: QPointF | None = None) -> None:
        """Zoom by name ("width", "page", "content") or factor; the point `around` (of the view) stays in place."""
        if not self._sizes:
            self.zoom = zoom
            return
        point = around or QPointF(self.viewport().width() / 2, 0)
        page = self._page_under(point)
        held = self.sheet(page).to_page(point)
        self.zoom = zoom
        self._lay_out()
        if not self._flows:
            self._limit_to(page)
        now = self.sheet(page).to_view(*held)
        self.horizontalScrollBar().setValue(round(self.horizontalScrollBar().value() + now.x() - point.x()))
        self.verticalScrollBar().setValue(round(self.verticalScrollBar().value() + now.y() - point.y()))
        self._on_moved()
        self.zoomed.emit()

    def step_zoom(self, steps: float, around: QPointF | None = None) -> None:
        """Zoom in or out."""
        factor = self.scale / POINT * STEP**steps
        self.set_zoom(f"{min(max(factor, SMALLEST_ZOOM), LARGEST_ZOOM):.3f}", around)

    def zoom_by(self, factor: float, around: QPointF | None = None) -> None:
        """Zoom by a factor, as two fingers do."""
        wanted = self.scale / POINT * factor
        self.set_zoom(f"{min(max(wanted, SMALLEST_ZOOM), LARGEST_ZOOM):.4f}", around)

    def zoom_to(self, sheet: Sheet, area: QRectF) -> None:
        """Fill the view with an area of it."""
        view = self.viewport()
        by = min(view.width() / max(8.0, area.width()), view.height() / max(8.0, area.height()))
        held = sheet.to_page(area.center())
        self.set_zoom(f"{min(max(self.scale / POINT * by, SMALLEST_ZOOM), LARGEST_ZOOM):.3f}")
        now = self.sheet(sheet.page).to_view(*held)
        self.horizontalScrollBar().setValue(round(self.horizontalScrollBar().value() + now.x() - view.width() / 2))
        self.verticalScrollBar().setValue(round(self.verticalScrollBar().value() + now.y() - view.height() / 2))

    def arrange(self, arrangement: Arrangement) -> None:
        """Continuous, one page at a time, or two beside each other."""
        page = self.page
        self.arrangement = arrangement
        self._lay_out()
        self.go_to(page)

    def rotate(self, quarters: int) -> None:
        """Turn all pages clockwise by quarters."""
        page = self.page
        self.turn = (self.turn + quarters) % 4
        self._lay_out()
        self.go_to(page)

    # inside

    @property
    def _flows(self) -> bool:
        return self.arrangement is not Arrangement.SINGLE

    def _lay_out(self) -> None:
        view, columns = self.viewport(), self.arrangement.columns
        page = self.page if self._sizes else 0
        width, height = view.width(), view.height()
        zoom = self._content_zoom(page, width) if self.zoom == "content" else self.zoom
        scale = fitting(self._sizes, page, zoom, width, height, columns, self.turn)
        self._layout = Layout(self._sizes, scale, columns, self.turn)
        self.verticalScrollBar().setRange(0, max(0, round(self._layout.height - height)))
        self.verticalScrollBar().setPageStep(height)
        self.verticalScrollBar().setSingleStep(LINE)
        self.horizontalScrollBar().setRange(0, max(0, round(self._layout.width - width)))
        self.horizontalScrollBar().setPageStep(width)

    def _content_zoom(self, page: int, width: float) -> str:
        """The factor at which the text of a page fills the width; without known words the page does."""
        words = self._words.get(page)
        if not words or self.turn % 2:
            return "width"
        text = max(word.right for word in words) - min(word.left for word in words)
        return f"{(width - 4 * GAP) / max(72.0, text) / POINT:.4f}"

    def _limit_to(self, page: int) -> None:
        """One page at a time: the bar moves within its row only."""
        top = round(self._layout.tops[page] - GAP)
        bottom = top + round(self._layout.row_height(page) + 2 * GAP) - self.viewport().height()
        self.verticalScrollBar().setRange(top, max(top, bottom))

    def _page_under(self, point: QPointF) -> int:
        if not self._flows:
            return self.page
        return self._layout.page_at(
            point.y() + self.verticalScrollBar().value(),
            point.x() + self.horizontalScrollBar().value(),
            self.viewport().width(),
        )

    def _in_view(self) -> range:
        if not self._flows and self._sizes:
            return self._layout.row_of(self.page)
        top = self.verticalScrollBar().value()
        return self._layout.visible(top, top + self.viewport().height())

    def _on_moved(self, *, repaints: bool = True) -> None:
        top = self.verticalScrollBar().value()
        if top != self._last_top:
            self._is_forward, self._last_top = top > self._last_top, top
        page = self._layout.page_at(top + self.viewport().height() / 3)
        if page != self._page and self._sizes:
            self._page = page
            self.page_changed.emit(page)
        self._dwell.start()
        self.moved.emit()
        if repaints:
            self.viewport().update()

    def _on_dwelt(self) -> None:
        if self.isVisible() and self._sizes:
            self.dwelt.emit([page for page in self._in_view() if self._is_before_eyes(page)])

    def _is_before_eyes(self, page: int) -> bool:
        """Whether a page fills a good part of the view, or most of it can be seen: an edge is not read."""
        view = QRectF(self.viewport().rect())
        frame = self.sheet(page).frame
        seen = frame.intersected(view).height()
        return seen > view.height() / 3 or seen > frame.height() / 2

    # Qt

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """What stays in view is moved, and only what comes into view is painted."""
        self._on_moved(repaints=False)
        view = self.viewport()
        if abs(dy) < view.height() and abs(dx) < view.width():
            view.scroll(dx, dy)
        else:
            view.update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._sizes:
            page, offset = self.page, self.offset()
            self._lay_out()
            self.go_to(page, offset)

    def wheelEvent(self, event: QWheelEvent) -> None:
        turned = event.angleDelta().y()
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_zoom(turned / 120, event.position())
        elif not self._flows and self._leaves_page(turned):
            self.turn_page(-1 if turned > 0 else 1)
        else:
            super().wheelEvent(event)
            return
        event.accept()

    def _leaves_page(self, turned: int) -> bool:
        """Whether the wheel turned on at the end of a single page."""
        bar = self.verticalScrollBar()
        return bar.value() <= bar.minimum() if turned > 0 else turned < 0 and bar.value() >= bar.maximum()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        page = self.viewport().height() - LINE
        moves: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Space: lambda: self._page_by(page),
            Qt.Key.Key_PageDown: lambda: self._page_by(page),
            Qt.Key.Key_PageUp: lambda: self._page_by(-page),
            Qt.Key.Key_Home: lambda: self.go_to(0),
            Qt.Key.Key_End: lambda: self.go_to(len(self._sizes) - 1),
        }
        if not self._flows and bar.maximum() == bar.minimum():
            moves[Qt.Key.Key_Down] = moves[Qt.Key.Key_Right] = lambda: self.turn_page(1)
            moves[Qt.Key.Key_Up] = moves[Qt.Key.Key_Left] = lambda: self.turn_page(-1)
        move = moves.get(event.key())
        if move is not None:
            move()
        else:
            super().keyPressEvent(event)

    def _page_by(self, pixels: int) -> None:
        bar = self.verticalScrollBar()
        if not self._flows and (bar.value() >= bar.maximum() if pixels > 0 else bar.value() <= bar.minimum()):
            self.turn_page(1 if pixels > 0 else -1)
        else:
            bar.setValue(bar.value() + pixels)
