"""Rich lists: agendas, papers, hits and devices all look alike and work by mouse, touch and keyboard alike."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from ecabinet_desktop.ui.widgets.row_painting import RowDelegate
from ecabinet_desktop.ui.widgets.rows import Row, RowRole, RowsModel


class RowList(QListView):
    """A list of rows. `opened` follows Enter or a click, `chosen` each change of the current row.

    Where a chosen row already shows something beside the list, `click_opens` is False: there a click only chooses,
    and a double click opens.
    """

    opened = Signal(str)
    chosen = Signal(str)

    def __init__(
        self, name: str, parent: QWidget | None = None, *, bare: bool = False, click_opens: bool = True
    ) -> None:
        super().__init__(parent)
        self.rows = RowsModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(RowDelegate(self))
        self.setAccessibleName(name)
        self.setProperty("bare", "true" if bare else "false")
        self.setProperty("rich", "true")
        self.setMouseTracking(True)
        self.setUniformItemSizes(False)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        (self.clicked if click_opens else self.doubleClicked).connect(self._on_clicked)
        self.selectionModel().currentChanged.connect(self._on_current)

    @property
    def current(self) -> str | None:
        """The id of the current row."""
        found = self.currentIndex().data(RowRole.ID)
        return str(found) if found is not None else None

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show `rows`, keeping the current row and the place when they are still there."""
        if tuple(rows) == self.rows.rows:
            return
        kept = self.current
        place = self.verticalScrollBar().value()
        silent = self.blockSignals(True)
        self.rows.show(rows)
        if kept is not None:
            self.select(kept)
        self.blockSignals(silent)
        self.doItemsLayout()
        self.verticalScrollBar().setValue(place)
        if self.current != kept and self.current is not None:
            self.chosen.emit(self.current)

    def select(self, row_id: str) -> bool:
        """Make a row the current one; False when it is not there."""
        index = self.rows.index_of(row_id)
        if index.isValid():
            self.setCurrentIndex(index)
        return index.isValid()

    def _on_clicked(self, index: QModelIndex) -> None:
        if index.flags() & Qt.ItemFlag.ItemIsEnabled:
            self.opened.emit(index.data(RowRole.ID))

    def _on_current(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if current.isValid():
            self.chosen.emit(current.data(RowRole.ID))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows wrap to the width: another width needs other heights."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The row in focus carries the ring: there is always one, if there is a row."""
        super().focusInEvent(event)
        if not self.currentIndex().isValid():
            first = next((row.id for row in self.rows.rows if not row.is_heading), None)
            if first is not None:
                self.select(first)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.current is not None:
            self.opened.emit(self.current)
            event.accept()
            return
        super().keyPressEvent(event)
