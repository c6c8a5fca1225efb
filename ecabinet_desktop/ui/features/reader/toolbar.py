"""The reader's bar: where one is in the paper, how it is shown, what the hand does; all of the one action table."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QActionGroup, QColor, QIcon, QPixmap
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSpinBox, QToolButton, QWidget

from ecabinet_desktop.domain.annotation import Colour
from ecabinet_desktop.domain.paper import Level
from ecabinet_desktop.ui import actions
from ecabinet_desktop.ui.features.reader.mark_painting import PENS
from ecabinet_desktop.ui.features.reader.note_words import MEANINGS
from ecabinet_desktop.ui.i18n import mark, tr
from ecabinet_desktop.ui.tokens import tokens
from ecabinet_desktop.ui.widgets.buttons import action_button, icon_button
from ecabinet_desktop.ui.widgets.labels import Badge, ElidedLabel, text

LEVELS = {
    Level.SECRETARIAT: mark("Secretariat only"),
    Level.CONFIDENTIAL: mark("Confidential"),
    Level.CABINET: mark("Cabinet"),
    Level.ADMINISTRATION: mark("Administration"),
    Level.PUBLIC: mark("Public"),
}
IN_WIDGET = ("copy", "undo", "redo", "paste")
"""Keys that text fields know too: they belong to the reader only while it has the focus."""
TOOLS = {
    "tool_select": "select", "tool_hand": "hand", "tool_marker": "marker", "tool_pen": "pen",
    "tool_eraser": "eraser", "tool_text": "text_box", "tool_zoom": "zoom_area",
}  # fmt: skip
"""Keys of one letter: they work while the pages have the focus, and in no text field."""
CHECKABLE = (
    *TOOLS,
    "arrange_continuous",
    "arrange_single",
    "arrange_facing",
    "night",
    "sepia",
    "split",
    "read_aloud",
)
VIEW_MENU = (
    "fit_width", "fit_page", "fit_content", "tool_zoom", "rotate", "", "arrange_continuous", "arrange_single",
    "arrange_facing", "", "night", "sepia", "", "split", "compare", "present", "", "previous_paper", "next_paper",
)  # fmt: skip
TEXT_MENU = ("highlight", "underline", "strike_out")
SIGN_MENU = ("sticky", "bookmark", "speaking_note", "question")
MORE_MENU = (
    "copy",
    "copy_lines",
    "paste",
    "delete_note",
    "",
    "share_note",
    "accept_note",
    "",
    "read_aloud",
    "export",
)


class ReaderBar(QWidget):
    """`page_wanted` carries a page (0 first), `colour_chosen` a pen; `slots` maps ids of actions to acts."""

    page_wanted = Signal(int)
    colour_chosen = Signal(str)

    def __init__(self, owner: QWidget, slots: dict[str, Callable[[], object]], pages: QWidget) -> None:
        super().__init__(owner)
        self.actions_by_id: dict[str, QAction] = {}
        for name, slot in slots.items():
            inner = Qt.ShortcutContext.WidgetWithChildrenShortcut
            outer = Qt.ShortcutContext.WindowShortcut
            is_inner = name in IN_WIDGET or name in TOOLS
            made = actions.make(name, owner, slot, inner if is_inner else outer)
            made.setCheckable(name in CHECKABLE)
            (pages if name in TOOLS else owner).addAction(made)
            self.actions_by_id[name] = made
        self._tools = QActionGroup(self)
        for name in TOOLS:
            self._tools.addAction(self.actions_by_id[name])
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens().space_3, tokens().space_1, tokens().space_3, tokens().space_1)
        row.setSpacing(tokens().space_1)
        self._build_place(row)
        self._build_tools(row)

    def _build_place(self, row: QHBoxLayout) -> None:
        self._title = ElidedLabel(tone="label")
        self._level = Badge("", "plain")
        self._page = QSpinBox()
        self._page.setAccessibleName(tr("Page"))
        self._page.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self._page.setProperty("bare", "true")
        self._page.setKeyboardTracking(False)
        self._page.setMinimumWidth(64)
        self._page.setAlignment(Qt.AlignmentFlag.AlignRight)
        self._page.valueChanged.connect(lambda value: self.page_wanted.emit(value - 1))
        self._of = text("", "muted")
        row.addWidget(self._button("outline"))
        row.addWidget(self._title, 1)
        for widget in (self._level, self._page, self._of):
            row.addWidget(widget)
        for name in ("zoom_out", "zoom_in"):
            row.addWidget(self._button(name))
        row.addWidget(self._menu_button("eye", tr("How the paper is shown"), VIEW_MENU))
        row.addWidget(self._button("find"))

    def _build_tools(self, row: QHBoxLayout) -> None:
        row.addSpacing(tokens().space_2)
        row.addWidget(self._menu_button("tool_marker", "", TEXT_MENU))
        for name in ("tool_pen", "tool_eraser", "tool_text"):
            row.addWidget(self._button(name))
        row.addWidget(self._menu_button("sticky", "", SIGN_MENU))
        self._colour = icon_button("colour", tr("Colour of the pen"))
        self._colour.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self._colour)
        for colour, words in MEANINGS.items():
            menu.addAction(_dot(colour), tr(words), lambda colour=colour: self._choose_colour(colour))
        self._colour.setMenu(menu)
        self._colour.setIcon(_dot(Colour.YELLOW))
        row.addWidget(self._colour)
        for name in ("undo", "redo"):
            row.addWidget(self._button(name))
        row.addWidget(self._menu_button("more", tr("More"), MORE_MENU))

    def _button(self, name: str) -> QToolButton:
        return action_button(self.actions_by_id[name])

    def _menu_button(self, name: str, words: str, entries: Sequence[str]) -> QToolButton:
        """A button with a menu: of an action it is that action and has its menu beside it."""
        known = self.actions_by_id.get(name)
        made = action_button(known) if known is not None else icon_button(name, words)
        modes = QToolButton.ToolButtonPopupMode
        made.setPopupMode(modes.MenuButtonPopup if known is not None else modes.InstantPopup)
        menu = QMenu(made)
        for entry in entries:
            if not entry:
                menu.addSeparator()
            elif entry in self.actions_by_id:
                menu.addAction(self.actions_by_id[entry])
        made.setMenu(menu)
        return made

    def _choose_colour(self, colour: Colour) -> None:
        self._colour.setIcon(_dot(colour))
        self.colour_chosen.emit(colour.value)

    def show_paper(self, title: str, level: Level, pages: int) -> None:
        """Name the paper."""
        self._title.set_text(title)
        self._level.say(tr(LEVELS[level]), "plain")
        self._of.setText(tr("of {pages}").format(pages=pages))
        self._page.blockSignals(True)
        self._page.setRange(1, max(1, pages))
        self._page.blockSignals(False)

    def show_page(self, page: int, label: str = "") -> None:
        """The page in view has changed; a printed number that differs is named, too."""
        self._page.blockSignals(True)
        self._page.setValue(page + 1)
        self._page.setPrefix(f"{label} · " if label and label != str(page + 1) else "")
        self._page.blockSignals(False)

    def show_tool(self, name: str) -> None:
        """The tool in hand."""
        for action, tool in TOOLS.items():
            self.actions_by_id[action].setChecked(tool == name)

    def check(self, name: str, on: bool) -> None:
        """Show that something is switched on."""
        self.actions_by_id[name].setChecked(on)

    def go_to_page(self) -> None:
        """Put the cursor into the page number."""
        self._page.setFocus()
        self._page.selectAll()

    def enable(self, name: str, on: bool) -> None:
        """Whether an action can be used now."""
        self.actions_by_id[name].setEnabled(on)


def _dot(colour: Colour) -> QIcon:
    """A filled square of the pen's colour."""
    picture = QPixmap(20, 20)
    picture.fill(QColor(PENS[colour]))
    return QIcon(picture)
