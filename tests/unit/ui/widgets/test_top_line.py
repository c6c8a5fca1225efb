from dataclasses import dataclass, field
from itertools import pairwise

import pytest
from ecabinet_desktop.ui import actions
from ecabinet_desktop.ui.i18n import Language, Languages
from ecabinet_desktop.ui.theme import Theme
from ecabinet_desktop.ui.tokens import LOOKS, Look
from ecabinet_desktop.ui.widgets.labels import ElidedLabel
from ecabinet_desktop.ui.widgets.sync_line import SyncKind, SyncView
from ecabinet_desktop.ui.widgets.top_line import TopLine
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QColor
from PySide6.QtWidgets import QMenu, QToolButton
from pytestqt.qtbot import QtBot

from tests.helpers.sweeps import check_window, focusable
from tests.helpers.window import NOON, person

IDS = ("back", "forward", "palette", "sync", "lock", "shortcuts", "quit")


@dataclass
class Bench:
    """A top line whose actions write their ids into `done`."""

    line: TopLine
    actions: dict[str, QAction]
    owner: QObject
    done: list[str] = field(default_factory=list)


def shown(qtbot: QtBot, language: Language = Language.ENGLISH, width: int = 1266) -> Bench:
    owner, done = QObject(), list[str]()
    made = {name: actions.make(name, owner, lambda _checked=False, name=name: done.append(name)) for name in IDS}
    line = TopLine(made, person(), language, Look.LIGHT)
    qtbot.addWidget(line)
    line.resize(width, 56)
    with qtbot.waitActive(line):
        line.show()
        line.activateWindow()
    return Bench(line, made, owner, done)


@pytest.fixture
def bench(qtbot: QtBot, theme: Theme) -> Bench:
    return shown(qtbot)


def button(bench: Bench, name: str) -> QToolButton:
    return next(one for one in bench.line.findChildren(QToolButton) if one.accessibleName() == name)


def choices(menu: QMenu, title: str) -> dict[str, QAction]:
    inner = next(action.menu() for action in menu.actions() if action.text() == title)
    assert isinstance(inner, QMenu)
    return {str(action.data()): action for action in inner.actions()}


@pytest.mark.parametrize(
    ("name", "action"),
    [("Back", "back"), ("Forward", "forward"), ("Search or go to…", "palette"), ("Lock", "lock")],
)
def test_each_button_does_its_action_by_mouse_and_by_space(
    qtbot: QtBot, bench: Bench, name: str, action: str
) -> None:
    qtbot.mouseClick(button(bench, name), Qt.MouseButton.LeftButton)
    qtbot.keyClick(button(bench, name), Qt.Key.Key_Space)
    assert bench.done == [action, action]


def test_a_click_on_the_sync_line_asks_for_a_sync(qtbot: QtBot, bench: Bench) -> None:
    qtbot.mouseClick(bench.line.sync, Qt.MouseButton.LeftButton)
    assert bench.done == ["sync"]


def test_back_is_greyed_while_there_is_nowhere_to_go(bench: Bench) -> None:
    bench.actions["back"].setEnabled(False)
    assert not button(bench, "Back").isEnabled()
    assert button(bench, "Forward").isEnabled()


def test_the_settings_hold_both_languages_in_their_own_names_and_every_look(bench: Bench) -> None:
    languages, looks = (choices(bench.line.menu, title) for title in ("Language", "Appearance"))
    assert {key: action.text() for key, action in languages.items()} == {"vi": "Tiếng Việt", "en": "English"}
    assert {key: action.isChecked() for key, action in languages.items()} == {"vi": False, "en": True}
    assert set(looks) == {look.value for look in Look}
    assert [key for key, action in looks.items() if action.isChecked()] == [Look.LIGHT.value]
    assert [action.text() for action in bench.line.menu.actions() if action.text()][-3:] == [
        "Keyboard shortcuts",
        "Sync now",
        "Quit",
    ]


def test_a_choice_in_the_settings_is_asked_for_and_only_one_is_ticked(bench: Bench) -> None:
    wanted: list[str] = []
    bench.line.language_wanted.connect(wanted.append)
    bench.line.look_wanted.connect(wanted.append)
    choices(bench.line.menu, "Language")["vi"].trigger()
    choices(bench.line.menu, "Appearance")[Look.DARK.value].trigger()
    assert wanted == ["vi", Look.DARK.value]
    ticked = [key for key, one in choices(bench.line.menu, "Appearance").items() if one.isChecked()]
    assert ticked == [Look.DARK.value]


def test_marking_a_look_ticks_it_and_asks_for_nothing(bench: Bench) -> None:
    wanted: list[str] = []
    bench.line.look_wanted.connect(wanted.append)
    bench.line.mark_look(Look.CONTRAST)
    ticked = [key for key, one in choices(bench.line.menu, "Appearance").items() if one.isChecked()]
    assert (ticked, wanted) == ([Look.CONTRAST.value], [])


def test_a_long_office_is_shortened_where_room_is_scarce_and_whole_in_its_name(qtbot: QtBot, theme: Theme) -> None:
    bench = shown(qtbot, Language.VIETNAMESE, 860)
    name, office = bench.line.findChildren(ElidedLabel)
    assert name.text == "Nguyễn Thị Minh Hạnh"
    assert 120 <= office.width() <= 280
    assert office.shown_lines()[0].endswith("…")
    assert office.accessibleName() == office.text == "Bộ trưởng Bộ Tài nguyên và Môi trường"


def test_the_office_is_english_where_the_language_is(bench: Bench) -> None:
    assert bench.line.findChildren(ElidedLabel)[1].text == "Minister of Natural Resources and Environment"


@pytest.mark.parametrize("language", list(Language))
def test_nothing_overlaps_on_a_small_screen_in_either_language(
    qtbot: QtBot, theme: Theme, languages: Languages, language: Language
) -> None:
    languages.use(language)
    bench = shown(qtbot, language, 1266)
    inside = [one for one in bench.line.findChildren(QToolButton) if one.parentWidget() is bench.line]
    inside.sort(key=lambda one: one.x())
    assert all(a.geometry().right() < b.geometry().left() for a, b in pairwise(inside))
    assert inside[-1].geometry().right() <= bench.line.width()
    assert bench.line.minimumSizeHint().width() <= 1266


def test_everything_has_a_name_and_a_sane_order(bench: Bench) -> None:
    bench.line.sync.show_view(SyncView(SyncKind.NEVER), NOON)
    check_window(bench.line)
    assert len(focusable(bench.line)) == 6


def test_icons_turn_with_the_look(theme: Theme, bench: Bench) -> None:
    for look in Look:
        theme.use(look)
        image = button(bench, "Settings").icon().pixmap(24, 24).toImage()
        inks = {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}
        assert QColor(LOOKS[look].text).rgba() in inks
