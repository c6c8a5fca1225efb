"""The sheet of keyboard shortcuts, read from the one table of actions."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ecabinet_desktop.ui.actions import sheet
from ecabinet_desktop.ui.i18n import tr
from ecabinet_desktop.ui.tokens import tokens
from ecabinet_desktop.ui.widgets.buttons import button
from ecabinet_desktop.ui.widgets.labels import heading, text


class ShortcutSheet(QDialog):
    """Shows every action with its keys, by group."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = tokens()
        self.setWindowTitle(tr("Keyboard shortcuts"))
        self.resize(640, 620)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.space_6, look.space_6, look.space_6, look.space_4)
        column.setSpacing(look.space_3)
        column.addWidget(heading(tr("Keyboard shortcuts"), title=True))
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setAccessibleName(tr("Keyboard shortcuts"))
        inner = QWidget()
        inner.setObjectName("scrolled")
        area.setWidget(inner)
        grid = QGridLayout(inner)
        grid.setHorizontalSpacing(look.space_6)
        grid.setVerticalSpacing(look.space_2)
        grid.setColumnStretch(0, 1)
        line = 0
        for group, rows in sheet():
            grid.setRowMinimumHeight(line, look.space_6 + look.space_4)
            grid.addWidget(heading(group), line, 0, 1, 2, Qt.AlignmentFlag.AlignBottom)
            line += 1
            for words, keys in rows:
                grid.addWidget(text(words), line, 0)
                shown = text(keys, "accent")
                shown.setWordWrap(False)
                grid.addWidget(shown, line, 1, Qt.AlignmentFlag.AlignRight)
                line += 1
        grid.setRowStretch(line, 1)
        column.addWidget(area)
        row = QHBoxLayout()
        row.addStretch(1)
        close = button(tr("Close"), self.accept, "primary")
        close.setDefault(True)
        row.addWidget(close)
        column.addLayout(row)
