"""The find bar by itself, and what it keeps of the hits."""

import pytest
from ecabinet_desktop.ui.features.reader.find_bar import FindBar, Hits
from ecabinet_desktop.ui.theme import Theme
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot

from tests.helpers.hands import click, press, type_in

BOX = ((0.0, 0.0, 10.0, 10.0),)


@pytest.fixture
def bar(qtbot: QtBot, theme: Theme) -> FindBar:
    made = FindBar()
    qtbot.addWidget(made)
    made.open_bar()
    with qtbot.waitActive(made):
        pass
    return made


def named(bar: FindBar, name: str) -> QToolButton:
    return next(made for made in bar.findChildren(QToolButton) if made.accessibleName() == name)


def told(spy: QSignalSpy) -> list[object]:
    return [spy.at(number)[0] for number in range(spy.count())]


def test_the_search_begins_once_the_hand_rests(qtbot: QtBot, bar: FindBar) -> None:
    spy = QSignalSpy(bar.wanted)
    type_in(bar._field, "ngan sach")
    assert told(spy) == []
    qtbot.waitUntil(lambda: spy.count() > 0)
    assert told(spy) == ["ngan sach"]


def test_return_searches_at_once_and_then_goes_from_hit_to_hit(bar: FindBar) -> None:
    wanted, steps = QSignalSpy(bar.wanted), QSignalSpy(bar.step)
    type_in(bar._field, " dat dai ")
    press(bar._field, Qt.Key.Key_Return)
    assert (told(wanted), told(steps)) == (["dat dai"], [])
    press(bar._field, Qt.Key.Key_Return)
    click(named(bar, "Next hit"))
    click(named(bar, "Previous hit"))
    assert told(steps) == [1, 1, -1]
    assert told(wanted) == ["dat dai"]


@pytest.mark.parametrize("by", ["Escape", "button"])
def test_closing_forgets_the_hits_and_gives_the_keyboard_back(bar: FindBar, by: str) -> None:
    bar.open_bar("đất đai")
    wanted, closed = QSignalSpy(bar.wanted), QSignalSpy(bar.closed)
    if by == "Escape":
        press(bar._field, Qt.Key.Key_Escape)
    else:
        click(named(bar, "Close the search"))
    assert bar.isHidden()
    assert told(wanted) == [""]
    assert closed.count() == 1


def test_words_from_elsewhere_are_asked_for_once_and_again_in_another_paper(bar: FindBar) -> None:
    spy = QSignalSpy(bar.wanted)
    bar.open_bar("ngân sách")
    bar.open_bar("ngân sách")
    assert told(spy) == ["ngân sách"]
    bar.forget()
    assert bar.isHidden()
    bar.open_bar("ngân sách")
    assert told(spy) == ["ngân sách", "ngân sách"]


def test_the_count_says_how_the_search_stands(bar: FindBar) -> None:
    bar.show_count(0, 0, done=True)
    assert bar._count.text() == ""
    bar.open_bar("đất")
    for total, current, done, words in (
        (0, 0, False, "Searching…"),
        (3, 1, False, "1 of 3…"),
        (17, 3, True, "3 of 17"),
        (10_000, 999, True, "999 of 10000 or more"),
        (0, 0, True, "Nothing found"),
    ):
        bar.show_count(current, total, done=done)
        assert bar._count.text().replace(",", "") == words


def test_shift_and_return_goes_back_and_down_goes_to_the_list(bar: FindBar) -> None:
    steps, down = QSignalSpy(bar.step), QSignalSpy(bar.list_wanted)
    bar.open_bar("đất")
    press(bar._field, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    press(bar._field, Qt.Key.Key_Enter)
    assert told(steps) == [-1, 1]
    press(bar._field, Qt.Key.Key_Down)
    assert down.count() == 1


def test_whole_words_and_exact_marks_are_off_at_first_and_ask_anew(bar: FindBar) -> None:
    spy = QSignalSpy(bar.wanted)
    assert (bar.whole_word, bar.exact) == (False, False)
    click(named(bar, "Whole words"))
    assert told(spy) == [], "nothing was asked for yet"
    bar.open_bar("đất")
    click(named(bar, "Exact marks"))
    assert (bar.whole_word, bar.exact, bar.words) == (True, True, "đất")
    assert told(spy) == ["đất", "đất"]
    press(named(bar, "Exact marks"), Qt.Key.Key_Return)
    press(named(bar, "Exact marks"), Qt.Key.Key_Space)
    assert told(spy) == ["đất", "đất", "đất"]


def test_emptying_the_field_ends_the_search(qtbot: QtBot, bar: FindBar) -> None:
    bar.open_bar("đất")
    spy = QSignalSpy(bar.wanted)
    press(bar._field, Qt.Key.Key_Backspace)
    qtbot.waitUntil(lambda: spy.count() > 0)
    assert told(spy) == [""]


def test_hits_arrive_in_any_order_and_are_walked_in_the_papers_order() -> None:
    hits = Hits()
    hits.start()
    assert hits.add(5, (BOX, BOX))
    assert not hits.add(6, ())
    assert not hits.add(1, (BOX,))
    assert hits.all() == [(1, 0), (5, 0), (5, 1)]
    assert [hits.move(1, 4) for _ in range(4)] == [(5, 0), (5, 1), (1, 0), (5, 0)]
    assert [hits.move(-1, 4) for _ in range(2)] == [(1, 0), (5, 1)]
    assert (hits.position(), hits.total) == (3, 3)
    assert hits.choose(5, 0)
    assert not hits.choose(5, 2)
    assert not hits.choose(7, 0)
    assert hits.position() == 2
    hits.add(5, (BOX,))
    assert hits.total == 2, "a page that comes again replaces what it had"


def test_without_hits_there_is_nowhere_to_go() -> None:
    hits = Hits()
    assert hits.move(1, 0) is None
    assert hits.position() == 0


def test_behind_the_last_hit_the_first_one_is_next() -> None:
    hits = Hits()
    hits.add(2, (BOX,))
    assert hits.move(1, 9) == (2, 0)


def test_each_search_has_a_number_of_its_own_in_the_next_paper_too() -> None:
    hits = Hits()
    hits.add(2, (BOX,))
    former = hits.start()
    assert (hits.all(), hits.done) == ([], False)
    assert Hits(former).start() > former
