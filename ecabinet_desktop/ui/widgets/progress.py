"""Quiet progress: a thin bar with words, never a spinner and never in the way."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from ecabinet_desktop.ui.tokens import tokens
from ecabinet_desktop.ui.widgets.labels import ElidedLabel, text


class ProgressRow(QWidget):
    """What is under way, how far it is (0 to 1), and a word at the right ("3 of 12", "ready")."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = tokens()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, look.space_1, 0, look.space_1)
        column.setSpacing(look.space_1)
        row = QHBoxLayout()
        self._title = ElidedLabel(title)
        self._word = text("", "small")
        self._word.setWordWrap(False)
        self._word.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._title, 1)
        row.addWidget(self._word)
        column.addLayout(row)
        self._bar = QProgressBar()
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        column.addWidget(self._bar)
        self.show_share(0.0, "")

    def show_share(self, share: float, word: str) -> None:
        """Show how far it is."""
        self._bar.setValue(round(1000 * min(1.0, max(0.0, share))))
        self._word.setText(word)
        self.setAccessibleName(f"{self._title.text} {word}".strip())

    @property
    def share(self) -> float:
        """What the bar shows, 0 to 1."""
        return self._bar.value() / 1000
