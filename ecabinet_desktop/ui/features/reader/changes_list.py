"""What has changed between two versions, one row a change, and how far the comparison is."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QProgressBar, QVBoxLayout, QWidget

from ecabinet_desktop.pdf.compare import Comparison
from ecabinet_desktop.ui.features.reader.comparing import rows_of, summary
from ecabinet_desktop.ui.i18n import tr
from ecabinet_desktop.ui.tokens import tokens
from ecabinet_desktop.ui.widgets.labels import text
from ecabinet_desktop.ui.widgets.row_list import RowList

MANY = 300


class ChangesList(QWidget):
    """`opened` carries the number of a change."""

    opened = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        column.setContentsMargins(tokens().space_2, 0, 0, 0)
        self._state = text("", "muted")
        self._state.setWordWrap(True)
        self._progress = QProgressBar()
        self._progress.setAccessibleName(tr("Comparing"))
        self._progress.setTextVisible(False)
        self._progress.setRange(0, 100)
        self.list = RowList(tr("Changes"), bare=True)
        self.list.opened.connect(lambda row: self.opened.emit(int(row)))
        self.list.chosen.connect(lambda row: self.opened.emit(int(row)))
        column.addWidget(self._state)
        column.addWidget(self._progress)
        column.addWidget(self.list, 1)
        self.setFocusProxy(self.list)

    def show_progress(self, share: float) -> None:
        """The comparison is under way."""
        if share == 0.0:
            self.list.show_rows([])
        self._state.setText(tr("Comparing both versions…"))
        self._progress.setValue(round(share * 100))
        self._progress.show()

    def show_comparison(self, comparison: Comparison) -> None:
        """The comparison is done."""
        self._progress.hide()
        self._state.setText(summary(comparison))
        rows = rows_of(comparison)
        self.list.setUniformItemSizes(len(rows) > MANY)
        self.list.show_rows(rows)
