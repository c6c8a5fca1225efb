"""The sheet of pages: scrolls, paints tiles and marks, selects text. It asks the helper and never waits.

Something is always shown: the right tile, else another scale's, else the page's frame.
"""

from collections.abc import Callable

from PySide6.QtCore import QPoint, QPointF, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from ecabinet_desktop.domain.paper import Skeleton
from ecabinet_desktop.pdf.anchors import Selection, between
from ecabinet_desktop.pdf.protocol import Wish, Word
from ecabinet_desktop.pdf.reader import Tile
from ecabinet_desktop.ui.features.reader.layout import GAP, POINT, Layout, fitting
from ecabinet_desktop.ui.features.reader.painting import PagePainter
from ecabinet_desktop.ui.features.reader.tiles import TileCache, tiles_of
from ecabinet_desktop.ui.i18n import tr
from ecabinet_desktop.ui.tokens import tokens

STEP = 1.2
"""One step of zoom."""
LINE = 60
"""Pixels of one arrow key."""
SETTLE = 30
"""Milliseconds after the last scroll before the helper is asked anew."""


class PageCanvas(QAbstractScrollArea):
    """`wanted` carries the wish list; `words_wanted` a page; `page_changed` the page in view; `place_changed`
    that the place should be remembered; `tapped` page, point in page points and mark under it."""

    wanted = Signal(list)
    words_wanted = Signal(int)
    page_changed = Signal(int)
    moved = Signal()
    zoomed = Signal()
    selected = Signal(bool)
    tapped = Signal(int, float, float)
    menu_wanted = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Pages of the paper"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.tiles = TileCache()
        self.painter = PagePainter()
        self.zoom = "width"
        self.sticking = False
        self._sizes: list[tuple[float, float]] = []
        self._layout = Layout([], POINT)
        self._words: dict[int, tuple[Word, ...]] = {}
        self._page = -1
        self._press: tuple[int, QPointF] | None = None
        self._selection: tuple[int, Selection] | None = None
        self._settle = QTimer(self, interval=SETTLE, singleShot=True)
        self._settle.timeout.connect(self._ask)

    # what is shown

    def show_paper(self, skeleton: Skeleton, zoom: str) -> None:
        """Lay a paper out at once, before its file opens."""
        self.tiles.clear()
        self._words.clear()
        self.painter.clear()
        self._sizes = skeleton.sizes()
        self._page = -1
        self.zoom = zoom
        self._lay_out()
        self._select(None)
        self.horizontalScrollBar().setValue(0)
        self.go_to(0)

    def ask_soon(self) -> None:
        """A helper is ready, the first one or another in its stead: ask for what is still missing."""
        self._settle.start()

    def add_tile(self, tile: Tile) -> None:
        """A tile has been drawn."""
        self.tiles.add(tile)
        self.viewport().update()

    def add_words(self, page: int, words: tuple[Word, ...]) -> None:
        """The words of a page have arrived: text can be selected on it."""
        self._words[page] = words
        while len(self._words) > 40:
            self._words.pop(next(iter(self._words)))

    def refresh(self) -> None:
        """Marks or hits have changed."""
        self.viewport().update()

    @property
    def page(self) -> int:
        """The page in view."""
        return max(0, self._page)

    @property
    def scale(self) -> float:
        """Pixels per point."""
        return self._layout.scale

    @property
    def selection(self) -> tuple[int, Selection] | None:
        """The page and text selected."""
        return self._selection

    def offset(self) -> float:
        """How far the view is below the top of its page, in points: `go_to` leads back there."""
        if not self._sizes:
            return 0.0
        return (self.verticalScrollBar().value() + GAP - self._layout.tops[self.page]) / self.scale

    def go_to(self, page: int, offset: float = 0.0) -> None:
        """Bring a page to the top of the view; `offset` in points from its top."""
        if self._sizes:
            page = min(max(0, page), len(self._sizes) - 1)
            self.verticalScrollBar().setValue(round(self._layout.tops[page] - GAP + offset * self.scale))
            self._on_moved()

    def reveal(self, page: int, top: float) -> None:
        """Bring a place (points from the top of its page) to the upper third of the view."""
        self.go_to(page, top - self.viewport().height() / 3 / self.scale)

    def set_zoom(self, zoom: str) -> None:
        """Zoom by name or factor, keeping the place at the top of the view."""
        page, offset = self.page, self.offset()
        self.zoom = zoom
        self._lay_out()
        self.go_to(page, offset)
        self.zoomed.emit()

    def step_zoom(self, steps: int) -> None:
        """Zoom in or out."""
        factor = self.scale / POINT * STEP**steps
        self.set_zoom(f"{min(max(factor, 0.1), 6.0):.3f}")

    def middle(self) -> tuple[int, tuple[float, float]]:
        """The page and point (in its points) in the middle of the view."""
        view = self.viewport()
        page, point = self._at(QPointF(view.width() / 2, view.height() / 2))
        width, height = self._sizes[page]
        return page, (min(max(point.x(), 20.0), width - 20), min(max(point.y(), 20.0), height - 20))

    def clear_selection(self) -> None:
        """Select nothing."""
        self._select(None)

    # inside

    def _lay_out(self) -> None:
        view = self.viewport()
        scale = fitting(self._sizes, self.page if self._sizes else 0, self.zoom, view.width(), view.height())
        self._layout = Layout(self._sizes, scale)
        self.verticalScrollBar().setRange(0, max(0, round(self._layout.height - view.height())))
        self.verticalScrollBar().setPageStep(view.height())
        self.verticalScrollBar().setSingleStep(LINE)
        self.horizontalScrollBar().setRange(0, max(0, round(self._layout.width - view.width())))
        self.horizontalScrollBar().setPageStep(view.width())

    def _origin(self, page: int) -> QPointF:
        """Where the page's top left corner lies in the view."""
        left = self._layout.left(page, self.viewport().width()) - self.horizontalScrollBar().value()
        return QPointF(left, self._layout.tops[page] - self.verticalScrollBar().value())

    def _at(self, point: QPointF) -> tuple[int, QPointF]:
        """The page under a point of the view, and the point in points of that page."""
        page = self._layout.page_at(point.y() + self.verticalScrollBar().value())
        return page, (point - self._origin(page)) / self.scale

    def _in_view(self) -> range:
        top = self.verticalScrollBar().value()
        return self._layout.visible(top, top + self.viewport().height())

    def _wishes(self) -> list[Wish]:
        """The page in view first, then what else is seen, then two pages ahead and one behind."""
        visible = self._in_view()
        if not visible:
            return []
        ratio = self.devicePixelRatioF()
        seen = sorted(visible, key=lambda page: abs(page - self.page))
        pages = [*seen, visible.stop, visible.stop + 1, visible.start - 1]
        found: list[Wish] = []
        for page in pages:
            if 0 <= page < len(self._sizes):
                width, height = self._layout.extent(page)
                top, bottom = 0.0, height
                if page in visible:
                    top = -self._origin(page).y()
                    bottom = top + self.viewport().height()
                found += tiles_of(
                    page, self.scale * ratio, width * ratio, height * ratio, top * ratio, bottom * ratio
                )
        return [wish for wish in found if self.tiles.get(wish) is None]

    def _ask(self) -> None:
        self.wanted.emit(self._wishes())
        for page in self._in_view():
            if page not in self._words:
                self.words_wanted.emit(page)

    def _on_moved(self) -> None:
        page = self._layout.page_at(self.verticalScrollBar().value() + self.viewport().height() / 3)
        if page != self._page and self._sizes:
            self._page = page
            self.page_changed.emit(page)
        self._settle.start()
        self.moved.emit()
        self.viewport().update()

    def _select(self, selection: tuple[int, Selection] | None) -> None:
        self._selection = selection
        self.painter.selection = selection
        self.selected.emit(selection is not None)
        self.viewport().update()

    # Qt

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), QColor(tokens().sunken))
        ratio = self.devicePixelRatioF()
        for page in self._in_view():
            width, height = self._layout.extent(page)
            frame = QRectF(self._origin(page).x(), self._origin(page).y(), width, height)
            self.painter.paint(painter, page, frame, self.scale, ratio, self.tiles)

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self._on_moved()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self._sizes:
            page, offset = self.page, self.offset()
            self._lay_out()
            self.go_to(page, offset)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.step_zoom(1 if event.angleDelta().y() > 0 else -1)
            event.accept()
        else:
            super().wheelEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._sizes:
            self._press = self._at(event.position())
            self._select(None)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._press is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        page, start = self._press
        end = (event.position() - self._origin(page)) / self.scale
        words = self._words.get(page, ())
        if (end - start).manhattanLength() * self.scale < 4:
            return
        found = between(words, (start.x(), start.y()), (end.x(), end.y()))
        self._select(None if found is None else (page, found))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._press is not None and self._selection is None:
            page, point = self._press
            self.tapped.emit(page, point.x(), point.y())
        self._press = None
        super().mouseReleaseEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        bar = self.verticalScrollBar()
        page = self.viewport().height() - LINE
        moves: dict[int, Callable[[], None]] = {
            Qt.Key.Key_Space: lambda: bar.setValue(bar.value() + page),
            Qt.Key.Key_PageDown: lambda: bar.setValue(bar.value() + page),
            Qt.Key.Key_PageUp: lambda: bar.setValue(bar.value() - page),
            Qt.Key.Key_Home: lambda: self.go_to(0),
            Qt.Key.Key_End: lambda: self.go_to(len(self._sizes) - 1),
        }
        move = moves.get(event.key())
        if move is not None:
            move()
        else:
            super().keyPressEvent(event)
