"""A list as high as its rows, for cards that scroll as a whole."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QWidget

from ecabinet_desktop.ui.widgets.row_list import RowList
from ecabinet_desktop.ui.widgets.rows import Row


class WholeList(RowList):
    """Never scrolls itself: a long title that wraps makes it higher."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(name, parent, bare=True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show `rows` and take their height."""
        super().show_rows(rows)
        self._fit()

    def _fit(self) -> None:
        rows = sum(self.sizeHintForRow(number) for number in range(len(self.rows.rows)))
        height = rows + 2 * self.frameWidth() + 4
        if height != self.minimumHeight():
            self.setFixedHeight(height)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()
