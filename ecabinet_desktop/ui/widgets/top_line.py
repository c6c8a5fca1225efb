"""The line above the content: back and forward, the palette, the sync line, the person, settings and lock."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QToolButton, QVBoxLayout, QWidget

from ecabinet_desktop.domain.people import Person
from ecabinet_desktop.ui import icons
from ecabinet_desktop.ui.actions import shown_key
from ecabinet_desktop.ui.i18n import Language, mark, tr
from ecabinet_desktop.ui.tokens import Look, tokens
from ecabinet_desktop.ui.widgets.buttons import action_button, icon_button
from ecabinet_desktop.ui.widgets.labels import ElidedLabel
from ecabinet_desktop.ui.widgets.sync_line import SyncLine

LOOK_NAMES = {
    Look.LIGHT: mark("Light"),
    Look.DARK: mark("Dark"),
    Look.CONTRAST: mark("High contrast"),
}


class TopLine(QWidget):
    """`actions` are the window's, by id: back, forward, palette, sync, lock and shortcuts."""

    language_wanted = Signal(str)
    look_wanted = Signal(str)

    def __init__(
        self,
        actions: dict[str, QAction],
        person: Person,
        language: Language,
        look: Look,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("topline")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(56)
        space = tokens()
        row = QHBoxLayout(self)
        row.setContentsMargins(space.space_3, 0, space.space_3, 0)
        row.setSpacing(space.space_1)
        row.addWidget(action_button(actions["back"]))
        row.addWidget(action_button(actions["forward"]))
        row.addSpacing(space.space_2)
        row.addWidget(_palette_button(actions["palette"]), 3)
        row.addStretch(1)
        self.sync = SyncLine()
        self.sync.clicked.connect(actions["sync"].trigger)
        row.addWidget(self.sync)
        row.addSpacing(space.space_3)
        row.addWidget(_person(person, language), 2)
        row.addSpacing(space.space_2)
        self.menu = self._settings(actions, language, look)
        self.settings = icon_button("settings", tr("Settings"))
        self.settings.setObjectName("settings")
        self.settings.setMenu(self.menu)
        self.settings.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        row.addWidget(self.settings)
        lock = action_button(actions["lock"])
        lock.setObjectName("lock")
        lock.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        row.addWidget(lock)

    def mark_look(self, look: Look) -> None:
        """Tick the look in force."""
        for action in self._looks.actions():
            action.setChecked(action.data() == look.value)

    def _settings(self, actions: dict[str, QAction], language: Language, look: Look) -> QMenu:
        menu = QMenu(self)
        languages = menu.addMenu(tr("Language"))
        self._languages = QActionGroup(self)
        for one in Language:
            _add_choice(languages, self._languages, one.value, one.own_name, one is language)
        looks = menu.addMenu(tr("Appearance"))
        self._looks = QActionGroup(self)
        for each in Look:
            _add_choice(looks, self._looks, each.value, tr(LOOK_NAMES[each]), each is look)
        self._languages.triggered.connect(self._on_language)
        self._looks.triggered.connect(self._on_look)
        menu.addSeparator()
        menu.addAction(actions["shortcuts"])
        menu.addAction(actions["sync"])
        menu.addSeparator()
        menu.addAction(actions["quit"])
        return menu

    def _on_language(self, action: QAction) -> None:
        self.language_wanted.emit(action.data())

    def _on_look(self, action: QAction) -> None:
        self.look_wanted.emit(action.data())


def _palette_button(action: QAction) -> QToolButton:
    made = QToolButton()
    made.setProperty("kind", "palette")
    made.setObjectName("palette-button")
    made.setText(f" {tr('Search or go to…')}    {shown_key('palette')}")
    made.setAccessibleName(tr("Search or go to…"))
    made.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    icons.dress(made, "search", "muted")
    made.setIconSize(QSize(18, 18))
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
    made.setMinimumWidth(220)
    made.setMaximumWidth(460)
    made.clicked.connect(action.trigger)
    return made


def _person(person: Person, language: Language) -> QWidget:
    block = QWidget()
    column = QVBoxLayout(block)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    office = person.office_en if language is Language.ENGLISH and person.office_en else person.office
    for words, tone in ((person.name, "label"), (office, "small")):
        label = ElidedLabel(words, tone=tone)
        label.setMinimumWidth(120)
        column.addWidget(label)
    block.setMaximumWidth(280)
    block.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Maximum)
    return block


def _add_choice(menu: QMenu, group: QActionGroup, value: str, words: str, ticked: bool) -> None:
    action = QAction(words, menu)
    action.setCheckable(True)
    action.setChecked(ticked)
    action.setData(value)
    group.addAction(action)
    menu.addAction(action)
