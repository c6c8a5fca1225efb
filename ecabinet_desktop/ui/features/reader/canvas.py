"""The sheet of pages: paints tiles and marks, takes the hand. It asks the helper and never waits.

What a hand does on a page is the business of its tool (`tools`); where pages lie is `sheet_view`'s, how they look
`painting`'s.
"""

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QTabletEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QWidget

from ecabinet_desktop.domain.paper import Skeleton
from ecabinet_desktop.pdf.protocol import Tint, Wish, Word
from ecabinet_desktop.pdf.reader import Tile
from ecabinet_desktop.ui.features.reader.painting import PagePainter
from ecabinet_desktop.ui.features.reader.selecting import TextSelection
from ecabinet_desktop.ui.features.reader.sheet_view import SheetView
from ecabinet_desktop.ui.features.reader.spots import Spot, Tool
from ecabinet_desktop.ui.features.reader.tiles import TileCache, thumb_wish
from ecabinet_desktop.ui.features.reader.touch import Touch
from ecabinet_desktop.ui.features.reader.wishes import tiles_wanted
from ecabinet_desktop.ui.i18n import tr
from ecabinet_desktop.ui.tokens import tokens

SETTLE = 30
"""Milliseconds between two lists of wishes while one scrolls."""
WORD_PAGES = 60
"""Pages whose words are kept."""


class PageCanvas(SheetView):
    """`wanted` carries the wish list; `words_wanted` a page."""

    wanted = Signal(list)
    words_wanted = Signal(int)
    selected = Signal(bool)
    menu_wanted = Signal(QPoint)
    focused = Signal()
    _touch: Touch | None = None

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Pages of the paper"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.tiles = TileCache()
        self.painter = PagePainter()
        self.ground: QColor | None = None
        self._tool = Tool()
        self._selection: TextSelection | None = None
        self._hand = self._touch = Touch(self)
        self._settle = QTimer(self, interval=SETTLE, singleShot=True)
        self._settle.timeout.connect(self._on_settled)
        self._moved_since = False
        self._more = QTimer(self, interval=0, singleShot=True)
        self._more.timeout.connect(self.viewport().update)
        self.moved.connect(self._on_moved_on)

    # what is shown

    def show_paper(self, skeleton: Skeleton, zoom: str) -> None:
        """Lay a paper out at once, before its file opens."""
        self.tiles.clear()
        self.painter.clear()
        self.painter.labels = skeleton.labels
        self.select(None)
        self.lay_out(skeleton, zoom)

    @property
    def tool(self) -> Tool:
        """What the hand does now."""
        return self._tool

    def take(self, tool: Tool) -> None:
        """Do something else with the hand."""
        self._tool.cancel()
        self._tool = tool
        self.viewport().setCursor(tool.cursor)
        self._hand.lets_scroll(tool.lets_finger_scroll)
        self.viewport().update()

    def erase_with(self, eraser: Tool) -> None:
        """What a pen's blunt end does."""
        self._hand.erase_with(eraser)

    def set_tint(self, tint: Tint) -> None:
        """Night, sepia, or as printed."""
        if tint != self.painter.tint:
            self.painter.tint = tint
            self.tiles.clear()
            self.viewport().update()
            self.ask_now()

    def ask_now(self) -> None:
        """A helper is ready, the first one or another in its stead: ask for what is still missing."""
        self._settle.stop()
        self._ask()

    def add_tile(self, tile: Tile) -> None:
        """A tile has been drawn; one of former colours or of another turn comes too late."""
        wish = tile.wish
        if wish.page >= len(self._sizes) or wish.tint != self.painter.tint:
            return
        if wish == thumb_wish(wish.page, self._sizes[wish.page], wish.tint):
            self.tiles.add_thumb(tile)
        else:
            self.tiles.add(tile)
        if wish.page in self._in_view():
            self.viewport().update(self.sheet(wish.page).frame.toAlignedRect())

    def add_words(self, page: int, words: tuple[Word, ...]) -> None:
        """The words of a page have arrived: text can be selected on it."""
        self._words[page] = words
        while len(self._words) > WORD_PAGES:
            self._words.pop(next(iter(self._words)))
        self._tool.words_came(page)

    def words(self, page: int) -> tuple[Word, ...] | None:
        """The words of a page, None while they are not known."""
        return self._words.get(page)

    def refresh(self) -> None:
        """Marks or hits have changed."""
        self.viewport().update()

    @property
    def selection(self) -> TextSelection | None:
        """The text selected."""
        return self._selection

    def select(self, selection: TextSelection | None) -> None:
        """Select this text, or nothing."""
        if selection is None and self._selection is None:
            return
        self._selection = selection
        self.painter.selection = {page: part.quads for page, part in selection.parts} if selection else {}
        self.selected.emit(selection is not None)
        self.viewport().update()

    def middle(self) -> tuple[int, tuple[float, float]]:
        """The page and point (in its points) in the middle of the view."""
        view = self.viewport()
        spot = self.spot(QPointF(view.width() / 2, view.height() / 2))
        width, height = self._sizes[spot.page]
        return spot.page, (min(max(spot.x, 20.0), width - 20), min(max(spot.y, 20.0), height - 20))

    def spot(
        self,
        point: QPointF,
        pressure: float = 1.0,
        clicks: int = 1,
        held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier,
    ) -> Spot:
        """A point of the view on the nearest page."""
        page = self._page_under(point)
        x, y = self.sheet(page).to_page(point)
        return Spot(page, x, y, point, pressure, clicks, held)

    def _on_moved_on(self) -> None:
        """Ask at once, then again every few milliseconds while it goes on; somebody who jumps waits for nothing."""
        if self._settle.isActive():
            self._moved_since = True
        else:
            self._moved_since = False
            self._ask()
            self._settle.start()

    def _on_settled(self) -> None:
        if self._moved_since:
            self._moved_since = False
            self._ask()
            self._settle.start()

    def _wishes(self) -> list[Wish]:
        visible = self._in_view()
        if not visible:
            return []
        seen = [self.sheet(page) for page in sorted(visible, key=lambda page: abs(page - self.page))]
        ahead, behind = (visible.stop, visible.stop + 1), (visible.start - 1, visible.start - 2)
        if not self._is_forward:
            ahead, behind = behind, ahead
        near = [self.sheet(page) for page in (*ahead, behind[0]) if 0 <= page < len(self._sizes)]
        return tiles_wanted(
            seen, near, self.viewport().height(), self.devicePixelRatioF(), self.painter.tint, self.tiles
        )

    def _ask(self) -> None:
        self.wanted.emit(self._wishes())
        for page in self._in_view():
            if page not in self._words:
                self.words_wanted.emit(page)

    # Qt

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        clip = QRectF(event.rect())
        painter.fillRect(clip, self.ground or QColor(tokens().sunken))
        ratio = self.devicePixelRatioF()
        for page in self._in_view():
            sheet = self.sheet(page)
            if sheet.frame.adjusted(-20, -20, 20, 20).intersects(clip):
                self.painter.paint(painter, sheet, ratio, self.tiles, clip)
        self._tool.paint(painter, clip)
        if self.painter.is_unfinished:
            self.painter.is_unfinished = False
            self._more.start()

    def repaint_near(self, area: QRectF) -> None:
        """Paint an area of the view anew, and nothing else."""
        self.viewport().update(
            area.toAlignedRect().adjusted(-2, -2, 2, 2) & QRect(QPoint(), self.viewport().size())
        )

    def viewportEvent(self, event: QEvent) -> bool:
        is_ours = self._touch is not None and self._touch.takes(event)
        return is_ours or super().viewportEvent(event)

    def tabletEvent(self, event: QTabletEvent) -> None:
        if self._sizes:
            self._hand.pen(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._sizes:
            self._hand.pressed(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._sizes:
            self._hand.moved(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self.mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton and self._sizes:
            self._hand.released(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.menu_wanted.emit(event.globalPos())

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.focused.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._tool.cancel():
            event.accept()
        else:
            super().keyPressEvent(event)
