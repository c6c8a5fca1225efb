"""Full screen: one page on black, nothing else. The pages come from the pane that lends its paper."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QColor, QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ecabinet_desktop.ui.features.reader.canvas import PageCanvas
from ecabinet_desktop.ui.features.reader.layout import Arrangement
from ecabinet_desktop.ui.features.reader.pane import PaperPane
from ecabinet_desktop.ui.features.reader.spots import Spot, Tool
from ecabinet_desktop.ui.i18n import tr


class Presentation(QWidget):
    """Arrow keys, Space and taps turn pages; Esc ends. `ended` when the window is gone."""

    ended = Signal()

    def __init__(self, pane: PaperPane) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        # A paper's title is nobody's business on a second screen's task bar.
        self.setWindowTitle(tr("eCabinet – full screen"))
        self._pane = pane
        self.canvas = PageCanvas()
        self.canvas.ground = QColor("#000000")
        self.canvas.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.canvas.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.canvas)
        self.canvas.arrangement = Arrangement.SINGLE
        if pane.paper is not None:
            self.canvas.show_paper(pane.paper.skeleton, "page")
        self.canvas.painter.tint = pane.canvas.painter.tint
        self.canvas.painter.failed = pane.canvas.painter.failed
        self.canvas.take(_TurnTool(self.canvas))
        pane.lend(self.canvas)
        self.showFullScreen()
        self.canvas.go_to(pane.canvas.page)
        self.canvas.ask_now()
        self.canvas.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Escape, Qt.Key.Key_F11):
            self.close()
        else:
            super().keyPressEvent(event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Reading goes on where the presentation ended."""
        self._pane.lend(None)
        self._pane.canvas.go_to(self.canvas.page)
        self.ended.emit()
        super().closeEvent(event)


class _TurnTool(Tool):
    """A tap on the right turns on, one on the left turns back."""

    def __init__(self, canvas: PageCanvas) -> None:
        self._canvas = canvas

    def release(self, spot: Spot) -> None:
        self._canvas.turn_page(1 if spot.view.x() > self._canvas.viewport().width() / 3 else -1)
