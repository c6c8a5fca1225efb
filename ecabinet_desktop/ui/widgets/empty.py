"""What stands where nothing is: why it is empty and what comes next."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ecabinet_desktop.ui import icons
from ecabinet_desktop.ui.tokens import tokens
from ecabinet_desktop.ui.widgets.labels import heading, text

WIDTH = 520


class EmptyState(QWidget):
    """`why` says why nothing is here; `next_step` what happens next or what the person can do."""

    def __init__(
        self, icon: str, why: str, next_step: str, action: QPushButton | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        look = tokens()
        block = QWidget()
        block.setMaximumWidth(WIDTH)
        column = QVBoxLayout(block)
        column.setContentsMargins(0, look.space_6, 0, look.space_6)
        column.setSpacing(look.space_2)
        column.addStretch(1)
        column.addWidget(icons.picture(icon, "faint", 40), 0, Qt.AlignmentFlag.AlignHCenter)
        for label in (heading(why), text(next_step, "muted")):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            column.addWidget(label)
        if action is not None:
            column.addSpacing(look.space_2)
            column.addWidget(action, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(2)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addWidget(block, 6)
        row.addStretch(1)
        self.setAccessibleName(f"{why} {next_step}")
