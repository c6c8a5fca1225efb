"""The main window: rail, top line, notices, stage and palette around whatever the features show.

It holds no subject of its own. After a switch of language everything in it is built anew at the same place, so no
view needs to translate itself twice. Its title never names a paper: window lists are read by others.
"""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QAction, QCloseEvent, QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QMainWindow, QVBoxLayout, QWidget

from ecabinet_desktop.domain.people import Person
from ecabinet_desktop.ui import actions, icons
from ecabinet_desktop.ui.feature import Feature, Surroundings
from ecabinet_desktop.ui.i18n import Language, Languages, tr
from ecabinet_desktop.ui.navigator import Place
from ecabinet_desktop.ui.stage import Stage
from ecabinet_desktop.ui.theme import Theme
from ecabinet_desktop.ui.tokens import Look
from ecabinet_desktop.ui.widgets.banner import Banners, Notice
from ecabinet_desktop.ui.widgets.command_palette import CommandPalette, Finder, Goal
from ecabinet_desktop.ui.widgets.rail import Rail
from ecabinet_desktop.ui.widgets.shortcut_sheet import ShortcutSheet
from ecabinet_desktop.ui.widgets.sync_line import SyncKind, SyncView
from ecabinet_desktop.ui.widgets.top_line import TopLine
from ecabinet_desktop.ui.widgets.window_keys import WindowKeys

TITLE = "eCabinet"
SMALLEST = QSize(960, 600)
USUAL = QSize(1320, 820)
PLACES = 6


class MainWindow(QMainWindow):
    """Signals ask the composition root; `rebuilt` follows a switch of language, for notices and open dialogs.

    `may_close` is asked before the window closes (unsent votes); it is not asked when the program locks.
    """

    lock_wanted = Signal()
    sync_wanted = Signal()
    language_chosen = Signal(str)
    look_chosen = Signal(str)
    rebuilt = Signal()

    def __init__(
        self,
        features: Sequence[Feature],
        person: Person,
        surroundings: Surroundings,
        theme: Theme,
        languages: Languages,
        finders: Sequence[Finder] = (),
    ) -> None:
        super().__init__()
        self._features = [feature for feature in features if feature.allowed(person.role)]
        self._person = person
        self._around = surroundings
        self._navigator = surroundings.navigator
        self._theme = theme
        self._languages = languages
        self._finders = (self._own_goals, *finders)
        self._sync_view = SyncView(SyncKind.NEVER)
        self.may_close: Callable[[], bool] = _always
        self.setWindowTitle(TITLE)
        self.setWindowIcon(icons.icon("mark", "accent_text"))
        self.setMinimumSize(SMALLEST)
        self.resize(USUAL.boundedTo(QGuiApplication.primaryScreen().availableSize()))
        self._keys = WindowKeys(actions.entry("palette").keys, self)
        self._build()
        self._navigator.moved.connect(self._show)
        self._navigator.panel_wanted.connect(lambda: self._stage.show_panel())
        theme.changed.connect(self._on_look_changed)
        self._minute = QTimer(self, interval=60_000)
        self._minute.timeout.connect(self._on_minute)
        self._minute.start()
        self._show(self._navigator.place)

    @property
    def stage(self) -> Stage:
        """Where the views are."""
        return self._stage

    @property
    def rail(self) -> Rail:
        """The places."""
        return self._rail

    @property
    def top_line(self) -> TopLine:
        """The line above the content."""
        return self._top

    @property
    def command_palette(self) -> CommandPalette:
        """The palette."""
        return self._palette

    @property
    def notices(self) -> tuple[Notice, ...]:
        """The notices shown."""
        return self._banners.notices

    def show_sync(self, view: SyncView) -> None:
        """Say how it stands with the server."""
        self._sync_view = view
        self._top.sync.show_view(view, self._around.now())

    def show_notice(self, notice: Notice) -> None:
        """Show a calm notice above the content."""
        self._banners.show_notice(notice)

    def clear_notice(self, notice_id: str) -> None:
        """Take a notice away."""
        self._banners.clear(notice_id)

    def use_language(self, language: Language) -> None:
        """Switch the language and build everything anew at the same place."""
        if language is self._languages.language:
            return
        self._stage.leave()
        self._languages.use(language)
        self._build()
        self._show(self._navigator.place)
        self.rebuilt.emit()

    def _build(self) -> None:
        for action in self.actions():
            self.removeAction(action)
            action.deleteLater()
        self._actions = self._make_actions()
        in_rail = self._rail_features()
        self._rail = Rail(in_rail)
        self._rail.wanted.connect(self._on_wanted)
        self._top = TopLine(self._actions, self._person, self._languages.language, self._theme.look)
        self._top.language_wanted.connect(self._on_language_wanted)
        self._top.look_wanted.connect(self._on_look_wanted)
        self._banners = Banners()
        self._stage = Stage(self._features, self._around.failures.tell_bug)
        ground = QWidget()
        ground.setObjectName("ground")
        row = QHBoxLayout(ground)
        right = QVBoxLayout()
        for layout in (row, right):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        row.addWidget(self._rail)
        row.addLayout(right, 1)
        for part in (self._top, self._banners):
            right.addWidget(part)
        right.addWidget(self._stage, 1)
        self._palette = CommandPalette(self._finders, ground)
        self.setCentralWidget(ground)  # Qt deletes the former one
        self._top.sync.show_view(self._sync_view, self._around.now())

    def _make_actions(self) -> dict[str, QAction]:
        slots: dict[str, Callable[[], object]] = {
            "palette": self._on_palette,
            "back": self._navigator.back,
            "forward": self._navigator.forward,
            "sync": self.sync_wanted.emit,
            "lock": self.lock_wanted.emit,
            "panel": self._on_panel,
            "shortcuts": self._on_shortcuts,
            "quit": self.close,
            "next_area": partial(self._move_area, 1),
            "previous_area": partial(self._move_area, -1),
        }
        for number, feature in enumerate(self._rail_features()[:PLACES], start=1):
            slots[f"place_{number}"] = partial(self._on_wanted, feature.id)
        made = {name: actions.make(name, self, _quietly(slot)) for name, slot in slots.items()}
        self.addActions(list(made.values()))
        return made

    def _rail_features(self) -> list[Feature]:
        return [feature for feature in self._features if feature.in_rail]

    def _show(self, place: Place) -> None:
        if not self._stage.show_place(place):
            return
        self._rail.mark_place(place.feature)
        self._actions["back"].setEnabled(self._navigator.can_go_back)
        self._actions["forward"].setEnabled(self._navigator.can_go_forward)

    def _own_goals(self, typed: str) -> list[Goal]:
        """Places, actions, and searching the papers for what was typed."""
        goals = [
            Goal(
                f"place-{feature.id}", tr(feature.title), partial(self._on_wanted, feature.id),
                icon=feature.icon, trail=tr("Place"),
            )
            for feature in self._rail_features()
        ]  # fmt: skip
        for name in ("sync", "lock", "panel", "shortcuts", "quit"):
            entry = actions.entry(name)
            goals.append(
                Goal(
                    f"action-{name}", tr(entry.text), self._actions[name].trigger,
                    icon=entry.icon, trail=actions.shown_key(name),
                )
            )  # fmt: skip
        if typed and any(feature.id == "search" for feature in self._features):
            place = Place(feature="search", query=typed)
            words = tr("Search all papers for “{words}”").format(words=typed)
            goals.append(Goal("search-all", words, partial(self._navigator.go, place), icon="search", always=True))
        return goals

    def _move_area(self, step: int) -> None:
        areas = [self._rail, self._top, self._banners, self._stage.content, self._stage.panel]
        shown = [area for area in areas if area.isVisible() and _first_focus(area) is not None]
        if not shown:
            return
        focus = self.focusWidget()
        now = next((n for n, area in enumerate(shown) if area.isAncestorOf(focus)), -1)
        target = _first_focus(shown[(now + step) % len(shown)] if now >= 0 else shown[0])
        if target is not None:
            target.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _on_wanted(self, feature: str) -> None:
        self._navigator.go(Place(feature=feature))

    def _on_palette(self) -> None:
        self._palette.open()

    def _on_panel(self) -> None:
        self._stage.toggle_panel()

    def _on_shortcuts(self) -> None:
        ShortcutSheet(self).open()

    def _on_language_wanted(self, language: str) -> None:
        self.language_chosen.emit(language)
        QTimer.singleShot(0, self, partial(self.use_language, Language(language)))  # the menu is still open

    def _on_look_wanted(self, look: str) -> None:
        self._theme.use(Look(look))
        self.look_chosen.emit(look)

    def _on_look_changed(self) -> None:
        self._rail.tint_again()
        self._top.mark_look(self._theme.look)
        self.setWindowIcon(icons.icon("mark", "accent_text"))

    def _on_minute(self) -> None:
        self._top.sync.show_view(self._sync_view, self._around.now())

    def closeEvent(self, event: QCloseEvent) -> None:
        if not self.may_close():
            event.ignore()
            return
        self._stage.leave()
        event.accept()


def _always() -> bool:
    return True


def _quietly(slot: Callable[[], object]) -> Callable[[], object]:
    """Drop the `checked` Qt passes to slots that take anything."""
    return lambda: slot()


def _first_focus(area: QWidget) -> QWidget | None:
    """The first widget of an area that takes the keyboard by Tab; a checked place of the rail comes first."""
    candidates = [
        child
        for child in area.findChildren(QWidget)
        if child.isVisible() and child.isEnabled() and child.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]
    checked = [child for child in candidates if child.property("checked") and child.property("kind") == "rail"]
    return next(iter(checked or candidates), None)
