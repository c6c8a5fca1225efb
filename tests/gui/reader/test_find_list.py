"""The list of all hits in the paper."""

import random
import statistics
import time

import pytest
from ecabinet_desktop.pdf.protocol import Context
from ecabinet_desktop.ui.features.reader.find_list import MOST_A_TURN, FindList, HitsModel, laid_out
from ecabinet_desktop.ui.theme import Theme
from PySide6.QtCore import Qt
from PySide6.QtGui import QFont
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy, QTest
from pytestqt.qtbot import QtBot

from tests.helpers.hands import press


def context(words: str, hit: str = "đất") -> Context:
    start = words.index(hit)
    return Context(words, start, start + len(hit))


def some(page: int, count: int = 1) -> list[Context]:
    return [context(f"trang {page} có đất số {number}") for number in range(count)]


@pytest.fixture
def hits(qtbot: QtBot, theme: Theme) -> FindList:
    made = FindList()
    qtbot.addWidget(made)
    made.resize(280, 600)
    made.show()
    with qtbot.waitActive(made):
        pass
    return made


def shown(hits: FindList) -> list[tuple[int, int]]:
    return [hits.model.hit(row) for row in range(hits.model.rowCount())]


def told(spy: QSignalSpy) -> list[list[object]]:
    return [list(spy.at(number)) for number in range(spy.count())]


def test_hits_stand_in_the_papers_order_however_they_come(qtbot: QtBot, hits: FindList) -> None:
    QAbstractItemModelTester(hits.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    hits.start()
    for page, count in ((5, 2), (6, 1), (0, 1), (9, 1), (2, 2)):
        hits.add(page, some(page, count))
    hits.add(7, [])
    qtbot.waitUntil(lambda: hits.model.rowCount() == 7)
    assert shown(hits) == [(0, 0), (2, 0), (2, 1), (5, 0), (5, 1), (6, 0), (9, 0)]
    hits.add(4, some(4, 2))
    qtbot.waitUntil(lambda: hits.model.rowCount() == 9)
    assert shown(hits)[3:5] == [(4, 0), (4, 1)]
    assert hits._count.text() == "9 hits on 6 pages"


def test_a_row_says_its_page_by_the_papers_own_label_and_the_words(qtbot: QtBot, hits: FindList) -> None:
    hits.start(["i", "", "1"])
    for page in range(4):
        hits.add(page, some(page))
    qtbot.waitUntil(lambda: hits.model.rowCount() == 4)
    spoken = [hits.model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(4)]
    assert [words.split(",")[0] for words in spoken] == ["p. i", "p. 2", "p. 1", "p. 4"]
    assert spoken[0] == "p. i, trang 0 có đất số 0"


def test_a_click_the_arrows_and_enter_choose_a_hit(qtbot: QtBot, hits: FindList) -> None:
    hits.add(3, some(3, 3))
    qtbot.waitUntil(lambda: hits.model.rowCount() == 3)
    spy = QSignalSpy(hits.chosen)
    where = hits.view.visualRect(hits.model.index(1)).center()
    QTest.mouseClick(hits.view.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert told(spy)[-1] == [3, 1]
    hits.setFocus()
    press(hits.view, Qt.Key.Key_Down)
    assert told(spy)[-1] == [3, 2]
    before = spy.count()
    press(hits.view, Qt.Key.Key_Return)
    assert told(spy)[before:] == [[3, 2]]


def test_what_the_page_chose_is_shown_without_a_word_even_before_it_has_come(qtbot: QtBot, hits: FindList) -> None:
    spy = QSignalSpy(hits.chosen)
    hits.select(8, 1)
    hits.add(8, some(8, 2))
    qtbot.waitUntil(lambda: hits.view.currentIndex().row() == 1)
    hits.select(8, 0)
    assert hits.view.currentIndex().row() == 0
    hits.select(99, 0)
    assert hits.view.currentIndex().row() == 0
    assert spy.count() == 0


def test_escape_leaves_the_list(hits: FindList) -> None:
    spy = QSignalSpy(hits.left)
    press(hits.view, Qt.Key.Key_Escape)
    assert spy.count() == 1


def test_a_new_search_begins_with_an_empty_list(qtbot: QtBot, hits: FindList) -> None:
    hits.add(1, some(1))
    qtbot.waitUntil(lambda: hits.model.rowCount() == 1)
    hits.add(2, some(2))
    hits.start()
    assert (hits.model.rowCount(), hits._count.text(), hits._turn.isActive()) == (0, "", False)


def test_a_long_passage_takes_two_lines_with_the_hit_in_them(theme: Theme) -> None:
    words = f"{'trước đây ' * 3}thủy điện {'và sau này ' * 9}"
    layout = laid_out(context(words, "thủy điện"), QFont(), 240.0, "#000000")
    assert layout.lineCount() == 2
    assert layout.text().endswith("…")
    assert "thủy điện" in layout.text()
    short = laid_out(context("đất"), QFont(), 240.0, "#000000")
    assert (short.lineCount(), short.text()) == (1, "đất")


def test_a_model_takes_pages_in_any_order_without_a_reset(theme: Theme) -> None:
    chance = random.Random(3)
    model = HitsModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    pages = list(range(60))
    chance.shuffle(pages)
    reset = QSignalSpy(model.modelReset)
    for start in range(0, 60, 7):
        rows = [(page, n, each) for page in pages[start : start + 7] for n, each in enumerate(some(page, 2))]
        model.insert(rows)
    assert [model.hit(row) for row in range(120)] == [(page, n) for page in range(60) for n in (0, 1)]
    assert (model.pages, reset.count(), model.place_of(30, 1), model.place_of(30, 2)) == (60, 0, 61, None)


def test_ten_thousand_hits_come_in_turns_that_do_not_stall_the_window(qtbot: QtBot, hits: FindList) -> None:
    hits.start()
    for page in range(2400):
        hits.add((page + 1200) % 2400, some(page, 4))
    turns: list[float] = []
    while hits._waiting:
        before = time.process_time()  # of this process: whatever else the machine does is not measured
        hits._take_in()
        hits.view.viewport().repaint()
        turns.append(time.process_time() - before)
    assert hits.model.rowCount() == 9600
    assert len(turns) == -(-9600 // MOST_A_TURN)
    assert statistics.median(turns) < 0.05, "8 ms on a free machine"
