"""A card: one subject on a surface of its own, with an optional heading and a place for its actions."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from ecabinet_desktop.ui.tokens import tokens
from ecabinet_desktop.ui.widgets.labels import heading, repolish


class Card(QFrame):
    """Put content into `body`. `call` marks it as needing the person now."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = tokens()
        self.setProperty("shape", "card")
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(look.space_4, look.space_3, look.space_4, look.space_4)
        self.body.setSpacing(look.space_2)
        self._head = QHBoxLayout()
        self._head.setSpacing(look.space_2)
        self.body.addLayout(self._head)
        if title:
            self._head.addWidget(heading(title), 1)
            self.setAccessibleName(title)

    def add(self, content: QWidget | QLayout) -> None:
        """Add content below what is there."""
        if isinstance(content, QWidget):
            self.body.addWidget(content)
        else:
            self.body.addLayout(content)

    def add_to_head(self, content: QWidget) -> None:
        """Add a badge or a quiet button at the right of the heading."""
        self._head.addWidget(content)

    def call(self, how: str) -> None:
        """Mark with a coloured edge: "true", "urgent", or "" for none."""
        self.setProperty("calls", how)
        repolish(self)


def centred(card: QWidget) -> QWidget:
    """A page with `card` in its middle, as tall as the card needs to be."""
    page = QWidget()
    column = QVBoxLayout(page)
    column.setContentsMargins(0, 0, 0, 0)
    column.addStretch(2)
    column.addWidget(card)
    column.addStretch(3)
    return page


def rule() -> QFrame:
    """A thin line between rows."""
    line = QFrame()
    line.setProperty("shape", "line")
    line.setFixedHeight(1)
    return line
