"""All hits of a search in the paper, each with its page and the words around it, in the order of the paper.

Ten thousand hits never stall the window: they come into the list in turns of a few milliseconds, and only what can
be seen is laid out.
"""

from bisect import bisect_left
from collections import deque
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    Qt,
    QTimer,
)
from PySide6.QtCore import Signal as QtSignal
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QKeyEvent, QPainter, QPen, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from ecabinet_desktop.pdf.protocol import Context
from ecabinet_desktop.ui.i18n import count_of, tr
from ecabinet_desktop.ui.tokens import tokens
from ecabinet_desktop.ui.widgets.labels import text

TURN = 16
"""Milliseconds between two turns of taking hits in."""
MOST_A_TURN = 1000
MOST_KEPT = 200
"""Rows whose lines are kept laid out."""
_LINES = 2
_LABEL = 84.0
"""The widest page label, in pixels."""
Index = QModelIndex | QPersistentModelIndex
_Row = tuple[int, int, Context]
_HIT = Qt.ItemDataRole.UserRole + 1
_LABEL_ROLE = Qt.ItemDataRole.UserRole + 2


class FindList(QWidget):
    """`chosen` carries page (0 first) and index on it when a person chose a hit; `left` follows Escape."""

    chosen = QtSignal(int, int)
    left = QtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = HitsModel(self)
        self.view = _View(self.model)
        self._count = text("", "muted")
        self._count.setContentsMargins(tokens().space_3, tokens().space_2, tokens().space_3, 0)
        self._waiting: deque[tuple[int, Sequence[Context]]] = deque()
        self._turn = QTimer(self, interval=TURN, singleShot=True)
        self._turn.timeout.connect(self._take_in)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._count)
        column.addWidget(self.view, 1)
        self.setFocusProxy(self.view)
        self.view.opened.connect(self.chosen)
        self.view.left.connect(self.left)
        self._wanted: tuple[int, int] | None = None

    def start(self, labels: Sequence[str] = ()) -> None:
        """A new search: no hits. `labels` are the paper's page labels, where it has any."""
        self._turn.stop()
        self._waiting.clear()
        self._wanted = None
        self.model.clear(labels)
        self._count.setText("")

    def add(self, page: int, contexts: Sequence[Context]) -> None:
        """A page's hits; pages may come in any order."""
        if contexts:
            self._waiting.append((page, contexts))
            if not self._turn.isActive():
                self._turn.start()

    def select(self, page: int, index: int) -> None:
        """Show which hit is the current one, as soon as it is in the list; `chosen` does not follow."""
        self._wanted = (page, index)
        place = self.model.place_of(page, index)
        if place is not None:
            self._wanted = None
            self.view.show_current(place)

    def _take_in(self) -> None:
        rows: list[_Row] = []
        while self._waiting and len(rows) < MOST_A_TURN:
            page, contexts = self._waiting.popleft()
            rows += [(page, number, context) for number, context in enumerate(contexts)]
        self.model.insert(rows)
        hits, pages = self.model.rowCount(), self.model.pages
        on = count_of(pages, "on %n page", "on %n pages")
        self._count.setText(f"{count_of(hits, '%n hit', '%n hits')} {on}")
        if self._wanted is not None:
            self.select(*self._wanted)
        if self._waiting:
            self._turn.start()


class HitsModel(QAbstractListModel):
    """Hits as (page, index on the page, context), sorted; inserted in runs, never reset while they come."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[_Row] = []
        self._labels: Sequence[str] = ()
        self.pages = 0

    def clear(self, labels: Sequence[str]) -> None:
        """Hold nothing."""
        self.beginResetModel()
        self._rows, self._labels, self.pages = [], labels, 0
        self.endResetModel()

    def insert(self, rows: Sequence[_Row]) -> None:
        """Take rows in where they belong; each page comes once and whole."""
        ready = sorted(rows, key=_key)
        self.pages += len({page for page, _, _ in ready})
        begin = 0
        while begin < len(ready):
            place = bisect_left(self._rows, _key(ready[begin]), key=_key)
            follower = _key(self._rows[place]) if place < len(self._rows) else None
            end = len(ready) if follower is None else bisect_left(ready, follower, lo=begin, key=_key)
            self.beginInsertRows(QModelIndex(), place, place + end - begin - 1)
            self._rows[place:place] = ready[begin:end]
            self.endInsertRows()
            begin = end

    def hit(self, row: int) -> tuple[int, int]:
        """Page and index of a row."""
        return _key(self._rows[row])

    def place_of(self, page: int, index: int) -> int | None:
        """The row of a hit, None when it is not in the list."""
        row = bisect_left(self._rows, (page, index), key=_key)
        return row if row < len(self._rows) and _key(self._rows[row]) == (page, index) else None

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        page, _, context = self._rows[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return context.text
            case Qt.ItemDataRole.AccessibleTextRole:
                return f"{self._label(page)}, {context.text}"
            case _ if role == _HIT:
                return context
            case _ if role == _LABEL_ROLE:
                return self._label(page)
        return None

    def _label(self, page: int) -> str:
        label = self._labels[page] if page < len(self._labels) and self._labels[page] else str(page + 1)
        return tr("p. {page}").format(page=label)


class _View(QTableView):
    """`opened` follows a click, Enter and the arrow keys: what is chosen shows on the page at once.

    A table of one column: a `QListView` asks the model about every row after each insertion, 50 ms for 10,000.
    """

    opened = QtSignal(int, int)
    left = QtSignal()

    def __init__(self, model: HitsModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hits = model
        self._is_silent = False
        self.setModel(model)
        self.setItemDelegate(_Delegate(self))
        self.setAccessibleName(tr("Hits in this paper"))
        self.setProperty("bare", "true")
        self.setProperty("rich", "true")
        self.setMouseTracking(True)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        rows = self.verticalHeader()
        rows.hide()
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setMinimumSectionSize(tokens().touch)
        rows.setDefaultSectionSize(row_height())
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.clicked.connect(self._open)

    def show_current(self, row: int) -> None:
        """Make a row the current one without a word."""
        self._is_silent = True
        self.setCurrentIndex(self._hits.index(row))
        self._is_silent = False

    def _on_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if not self._is_silent and self.hasFocus():
            self._open(current)

    def _open(self, index: QModelIndex) -> None:
        if index.isValid():
            self.opened.emit(*self._hits.hit(index.row()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Escape:
                self.left.emit()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._open(self.currentIndex())
            case _:
                super().keyPressEvent(event)


class _Delegate(QStyledItemDelegate):
    """The page at the left, two lines of context beside it, the hit in bold."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._layouts: dict[tuple[Context, str, float, str], QTextLayout] = {}

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        look, font, area = tokens(), _font(), option.rect
        painter.save()
        _paint_ground(painter, option)
        label = str(index.data(_LABEL_ROLE))
        metrics = QFontMetricsF(font)
        width = min(_LABEL, max(metrics.horizontalAdvance(label), metrics.horizontalAdvance("p. 000")))
        top = area.top() + look.space_2
        painter.setFont(font)
        painter.setPen(QColor(look.accent_text))
        shown = metrics.elidedText(label, Qt.TextElideMode.ElideMiddle, width)
        painter.drawText(QPointF(area.left() + look.space_3, top + metrics.ascent()), shown)
        left = area.left() + look.space_3 + width + look.space_2
        layout = self._laid_out(index.data(_HIT), font, area.right() - look.space_3 - left, look.text)
        painter.setPen(QColor(look.muted))
        layout.draw(painter, QPointF(left, top))
        painter.restore()

    def _laid_out(self, context: Context, font: QFont, width: float, ink: str) -> QTextLayout:
        """Kept, since most of a list that grows or scrolls was painted before: half a millisecond a row."""
        key = (context, font.key(), width, ink)
        if key not in self._layouts:
            if len(self._layouts) >= MOST_KEPT:
                self._layouts.clear()
            self._layouts[key] = laid_out(context, font, width, ink)
        return self._layouts[key]


def row_height() -> int:
    """Two lines and some air, high enough for a finger."""
    return max(tokens().touch, round(QFontMetricsF(_font()).lineSpacing() * _LINES + 2 * tokens().space_2))


def laid_out(context: Context, font: QFont, width: float, ink: str) -> QTextLayout:
    """The words of a hit on at most two lines, the hit bold in `ink`; what does not fit ends in "…"."""
    layout, end = _lines(context.text, context, font, width, ink)
    if end < len(context.text):
        layout, _ = _lines(context.text[: max(end - 2, context.end)].rstrip() + "…", context, font, width, ink)
    return layout


def _lines(words: str, context: Context, font: QFont, width: float, ink: str) -> tuple[QTextLayout, int]:
    bold = QTextCharFormat()
    bold.setFontWeight(QFont.Weight.Bold)
    bold.setForeground(QColor(ink))
    part = QTextLayout.FormatRange()
    part.start, part.length, part.format = context.start, context.end - context.start, bold
    layout = QTextLayout(words, font)
    layout.setFormats([part])
    height, end = 0.0, 0
    layout.beginLayout()
    for _ in range(_LINES):
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(40.0, width))
        line.setPosition(QPointF(0, height))
        height += line.height()
        end = line.textStart() + line.textLength()
    layout.endLayout()
    return layout, end


def _paint_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    look, area = tokens(), option.rect
    is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
    if is_selected or option.state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(area, QColor(look.accent_soft if is_selected else look.ground))
    painter.fillRect(area.left(), area.bottom(), area.width(), 1, QColor(look.line))
    if is_selected:
        painter.fillRect(area.left(), area.top(), 3, area.height(), QColor(look.accent))
    if option.state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(QPen(QColor(look.focus), 2))
        painter.drawRoundedRect(area.adjusted(2, 2, -2, -3), look.radius, look.radius)


def _font() -> QFont:
    font = QFont(QApplication.font())
    font.setPointSizeF(tokens().size_small)
    return font


def _key(row: _Row) -> tuple[int, int]:
    return row[0], row[1]
