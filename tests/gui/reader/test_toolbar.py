"""The reader's bar by itself."""

from collections.abc import Callable

import pytest
from ecabinet_desktop.domain.paper import Level
from ecabinet_desktop.ui import actions
from ecabinet_desktop.ui.features.reader.toolbar import LEVELS, ReaderBar
from ecabinet_desktop.ui.theme import Theme
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QLabel, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.helpers.hands import click, press, type_in
from tests.helpers.sweeps import check_window

NAMES = [entry.id for entry in actions.ACTIONS if entry.group == "Reader"]


class Desk(QWidget):
    """The widget that owns the bar, and what its keys did."""

    def __init__(self) -> None:
        super().__init__()
        self.done: list[str] = []
        self.bar = ReaderBar(self, {name: self._noting(name) for name in NAMES}, self)
        QVBoxLayout(self).addWidget(self.bar)

    def _noting(self, name: str) -> Callable[[], None]:
        return lambda: self.done.append(name)


@pytest.fixture
def desk(qtbot: QtBot, theme: Theme) -> Desk:
    made = Desk()
    qtbot.addWidget(made)
    made.resize(1100, 60)
    made.show()
    with qtbot.waitActive(made):
        pass
    made.bar.show_paper("Tờ trình BIS", Level.CONFIDENTIAL, 300)
    return made


def test_it_names_the_paper_its_level_and_its_pages(desk: Desk) -> None:
    words = [label.text() for label in desk.bar.findChildren(QLabel) if label.isVisible()]
    assert "Confidential" in words
    assert "of 300" in words
    assert desk.bar._title.text == "Tờ trình BIS"
    check_window(desk)


@pytest.mark.parametrize("level", list(Level))
def test_every_level_has_words(desk: Desk, level: Level) -> None:
    desk.bar.show_paper("Tờ trình", level, 1)
    assert desk.bar._level.text() == LEVELS[level]


def test_a_typed_page_is_wanted_on_return_and_not_digit_by_digit(desk: Desk) -> None:
    spy = QSignalSpy(desk.bar.page_wanted)
    desk.bar.go_to_page()
    assert desk.bar._page.hasFocus()
    type_in(desk.bar._page, "217")
    assert spy.count() == 0
    press(desk.bar._page, Qt.Key.Key_Return)
    assert [spy.at(n)[0] for n in range(spy.count())] == [216]


def test_a_page_beyond_the_last_one_cannot_be_typed(desk: Desk) -> None:
    spy = QSignalSpy(desk.bar.page_wanted)
    type_in(desk.bar._page, "999")
    press(desk.bar._page, Qt.Key.Key_Return)
    assert all(spy.at(n)[0] < 300 for n in range(spy.count()))
    assert desk.bar._page.value() <= 300


def test_the_page_in_view_is_shown_without_leading_there(desk: Desk) -> None:
    spy = QSignalSpy(desk.bar.page_wanted)
    desk.bar.show_page(41)
    assert desk.bar._page.value() == 42
    desk.bar.show_paper("Phụ lục", Level.CABINET, 5)
    assert desk.bar._page.maximum() == 5
    assert spy.count() == 0


@pytest.mark.parametrize("name", NAMES)
def test_every_key_of_the_reader_does_its_one_thing(desk: Desk, name: str) -> None:
    desk.bar.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    desk.bar.setFocus()
    made = desk.bar.actions_by_id[name]
    for sequence in made.shortcuts():
        desk.done.clear()
        QTest.keySequence(desk.bar, sequence)
        assert desk.done == [name], sequence.toString()
    assert len(made.shortcuts()) == len(actions.entry(name).keys)


def test_a_button_does_what_its_key_does_and_stands_still_when_it_cannot(desk: Desk) -> None:
    undo = next(made for made in desk.findChildren(QToolButton) if made.accessibleName() == "Undo")
    desk.bar.enable("undo", False)
    assert not undo.isEnabled()
    desk.bar.enable("undo", True)
    click(undo)
    assert desk.done == ["undo"]
    assert "Ctrl+Z" in undo.toolTip()
