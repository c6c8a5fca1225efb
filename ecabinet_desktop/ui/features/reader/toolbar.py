"""The reader's bar: where one is in the paper, zoom, find and marking tools, all actions of the one table."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QWidget

from ecabinet_desktop.domain.paper import Level
from ecabinet_desktop.ui import actions
from ecabinet_desktop.ui.i18n import mark, tr
from ecabinet_desktop.ui.tokens import tokens
from ecabinet_desktop.ui.widgets.buttons import action_button
from ecabinet_desktop.ui.widgets.labels import Badge, ElidedLabel, text

LEVELS = {
    Level.SECRETARIAT: mark("Secretariat only"),
    Level.CONFIDENTIAL: mark("Confidential"),
    Level.CABINET: mark("Cabinet"),
    Level.ADMINISTRATION: mark("Administration"),
    Level.PUBLIC: mark("Public"),
}
IN_WIDGET = ("copy", "undo", "redo")
"""Keys that text fields know too: they belong to the reader only while it has the focus."""


class ReaderBar(QWidget):
    """`page_wanted` carries a page (0 first). `slots` maps ids of actions to what they do."""

    page_wanted = Signal(int)

    def __init__(self, owner: QWidget, slots: dict[str, Callable[[], object]]) -> None:
        super().__init__(owner)
        self.actions_by_id: dict[str, QAction] = {}
        for name, slot in slots.items():
            inner = Qt.ShortcutContext.WidgetWithChildrenShortcut
            outer = Qt.ShortcutContext.WindowShortcut
            made = actions.make(name, owner, slot, inner if name in IN_WIDGET else outer)
            owner.addAction(made)
            self.actions_by_id[name] = made
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens().space_3, tokens().space_1, tokens().space_3, tokens().space_1)
        row.setSpacing(tokens().space_1)
        self._title = ElidedLabel(tone="label")
        self._level = Badge("", "plain")
        self._page = QSpinBox()
        self._page.setAccessibleName(tr("Page"))
        self._page.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self._page.setProperty("bare", "true")
        self._page.setKeyboardTracking(False)
        self._page.setMinimumWidth(76)
        self._page.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._page.valueChanged.connect(lambda value: self.page_wanted.emit(value - 1))
        self._of = text("", "muted")
        row.addWidget(action_button(self.actions_by_id["outline"]))
        row.addWidget(self._title, 1)
        row.addWidget(self._level)
        row.addWidget(self._page)
        row.addWidget(self._of)
        for name in ("zoom_out", "zoom_in", "fit_width", "fit_page", "find", "highlight", "sticky", "undo", "redo"):
            row.addWidget(action_button(self.actions_by_id[name]))

    def show_paper(self, title: str, level: Level, pages: int) -> None:
        """Name the paper."""
        self._title.set_text(title)
        self._level.say(tr(LEVELS[level]), "plain")
        self._of.setText(tr("of {pages}").format(pages=pages))
        self._page.blockSignals(True)
        self._page.setRange(1, max(1, pages))
        self._page.blockSignals(False)

    def show_page(self, page: int) -> None:
        """The page in view has changed."""
        self._page.blockSignals(True)
        self._page.setValue(page + 1)
        self._page.blockSignals(False)

    def go_to_page(self) -> None:
        """Put the cursor into the page number."""
        self._page.setFocus()
        self._page.selectAll()

    def enable(self, name: str, on: bool) -> None:
        """Whether an action can be used now."""
        self.actions_by_id[name].setEnabled(on)
