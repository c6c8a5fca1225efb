"""The reader's left side: contents, small pictures of the pages, hits of the search, changes between versions."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from ecabinet_desktop.ui.i18n import tr
from ecabinet_desktop.ui.tokens import tokens
from ecabinet_desktop.ui.widgets.buttons import icon_button

WIDTH = 260


class Side(QWidget):
    """Pages of the side by name; `shown` carries the name of the one chosen."""

    shown = Signal(str)

    def __init__(self, pages: Sequence[tuple[str, str, str, QWidget]], parent: QWidget | None = None) -> None:
        """`pages` are (name, icon, words, widget)."""
        super().__init__(parent)
        self.setFixedWidth(WIDTH)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setContentsMargins(tokens().space_2, tokens().space_1, tokens().space_2, tokens().space_1)
        self._stack = QStackedWidget()
        self._buttons = {}
        self._places = {}
        for name, icon, words, widget in pages:
            made = icon_button(icon, words, lambda name=name: self.show_page(name), checkable=True)  # type: ignore[misc]
            self._buttons[name] = made
            self._places[name] = widget
            self._stack.addWidget(widget)
            row.addWidget(made)
        row.addStretch()
        row.addWidget(icon_button("close", tr("Close this side"), self.hide))
        column.addLayout(row)
        column.addWidget(self._stack, 1)
        self.hide()

    @property
    def page(self) -> str:
        """The page in view, "" while the side is hidden."""
        return (
            next((name for name, made in self._buttons.items() if made.isChecked()), "") if self.isVisible() else ""
        )

    def show_page(self, name: str) -> None:
        """Show one page of the side."""
        for other, made in self._buttons.items():
            made.setChecked(other == name)
        self._stack.setCurrentWidget(self._places[name])
        self.show()
        self.shown.emit(name)

    def toggle(self, name: str) -> None:
        """Show one page, or hide the side when it is in view."""
        if self.page == name:
            self.hide()
        else:
            self.show_page(name)
            self._places[name].setFocus()

    def offer(self, name: str, on: bool) -> None:
        """Whether there is anything on a page."""
        self._buttons[name].setVisible(on)
