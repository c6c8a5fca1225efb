"""Small pictures of all pages at the side: where one is, where marks are, and what has not been read yet."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from ecabinet_desktop.ui.features.reader.canvas import PageCanvas
from ecabinet_desktop.ui.features.reader.mark_painting import INKS
from ecabinet_desktop.ui.features.reader.tiles import THUMB_SIDE
from ecabinet_desktop.ui.i18n import count_of, tr
from ecabinet_desktop.ui.tokens import tokens
from ecabinet_desktop.ui.widgets.rows import Index

PICTURE = QSize(THUMB_SIDE * 3 // 4, THUMB_SIDE)
LABEL_HEIGHT = 24
MARGIN = 8


class _Pages(QAbstractListModel):
    """One row a page; the pictures stay where they are."""

    def __init__(self, canvas: PageCanvas, parent: QObject) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self.seen: frozenset[int] = frozenset()

    def show(self, canvas: PageCanvas, seen: frozenset[int]) -> None:
        """Another paper."""
        self.beginResetModel()
        self._canvas = canvas
        self.seen = seen
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else self._canvas.pages

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) or not index.isValid():
            return None
        page = index.row()
        words = [tr("Page {page}").format(page=self._canvas.painter.label(page))]
        marks = len(self._canvas.painter.marks.get(page, ()))
        if marks:
            words.append(count_of(marks, "%n note", "%n notes"))
        if page not in self.seen:
            words.append(tr("unread"))
        return ", ".join(words)


class _PageDelegate(QStyledItemDelegate):
    """Paints picture, label, dots of marks, and the dot of a page not read yet."""

    def __init__(self, canvas: PageCanvas, pages: _Pages) -> None:
        super().__init__(pages)
        self.canvas = canvas
        self._pages = pages

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        return QSize(PICTURE.width() + 2 * MARGIN, PICTURE.height() + LABEL_HEIGHT + 2 * MARGIN)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        page = index.row()
        look = tokens()
        area: QRect = option.rect
        painter.save()
        frame = self._frame(area, page)
        picture = self.canvas.tiles.thumb(page)
        if picture is None:
            painter.fillRect(frame, QColor("#ffffff"))
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(frame, picture)
        is_here = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.setPen(QPen(QColor(look.accent if is_here else look.line), 3 if is_here else 1))
        painter.drawRect(frame)
        label = QRect(area.left(), frame.bottom() + 2, area.width(), LABEL_HEIGHT)
        painter.setPen(QColor(look.text if is_here else look.muted))
        painter.drawText(label, Qt.AlignmentFlag.AlignCenter, self.canvas.painter.label(page))
        self._paint_dots(painter, frame, page)
        painter.restore()

    def _frame(self, area: QRect, page: int) -> QRect:
        width, height = self.canvas.sizes[page]
        size = QSize(round(width), round(height)).scaled(PICTURE, Qt.AspectRatioMode.KeepAspectRatio)
        left = area.center().x() - size.width() // 2
        return QRect(left, area.top() + MARGIN + (PICTURE.height() - size.height()), size.width(), size.height())

    def _paint_dots(self, painter: QPainter, frame: QRect, page: int) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor("#ffffff"), 1))
        if page not in self._pages.seen:
            painter.setBrush(QColor(tokens().accent))
            painter.drawEllipse(frame.left() - 4, frame.top() - 4, 9, 9)
        colours = sorted({mark.colour for mark in self.canvas.painter.marks.get(page, ())})
        for place, colour in enumerate(colours):
            painter.setBrush(QColor(INKS[colour]))
            painter.drawEllipse(frame.right() - 6, frame.top() + 4 + place * 12, 9, 9)


class Thumbnails(QListView):
    """`opened` carries the page chosen, 0 first."""

    opened = Signal(int)

    def __init__(self, canvas: PageCanvas, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pages = _Pages(canvas, self)
        self.setModel(self._pages)
        self._delegate = _PageDelegate(canvas, self._pages)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(tr("Small pictures of the pages"))
        self.setUniformItemSizes(True)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.verticalScrollBar().setSingleStep(40)
        self.clicked.connect(self._on_clicked)

    def show_canvas(self, canvas: PageCanvas, seen: frozenset[int]) -> None:
        """Show the pages of this canvas; those in `seen` have been read."""
        self._pages.show(canvas, seen)
        self._delegate.canvas = canvas
        self.show_page(canvas.page)

    def add_seen(self, seen: frozenset[int]) -> None:
        """These pages have been read, too."""
        self._pages.seen |= seen
        self.viewport().update()

    def show_page(self, page: int) -> None:
        """The page in view."""
        index = self._pages.index(page)
        if index.isValid() and self.currentIndex().row() != page:
            self.setCurrentIndex(index)

    def _on_clicked(self, index: QModelIndex) -> None:
        self.opened.emit(index.row())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex().row())
            event.accept()
        else:
            super().keyPressEvent(event)
