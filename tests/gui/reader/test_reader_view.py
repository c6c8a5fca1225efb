"""The reader as a person uses it: opening, going about, finding, copying, and coming back."""

import os
import signal

import pytest
from ecabinet_desktop.ui.navigator import Place
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QToolButton

from tests.gui.reader.conftest import OTHER, PAPER, TEXTS, Reading, plain, put
from tests.helpers import pdfs
from tests.helpers.dialogs import ScriptedDialogs
from tests.helpers.hands import click, press, type_in
from tests.helpers.sweeps import check_window

CTRL, SHIFT = Qt.KeyboardModifier.ControlModifier, Qt.KeyboardModifier.ShiftModifier
PAGES = 2000


def keys(reading: Reading, sequence: str) -> None:
    """Press a shortcut while the pages have the keyboard."""
    reading.canvas.setFocus()
    QTest.keySequence(reading.canvas, QKeySequence(sequence))


def test_without_a_paper_it_says_how_to_open_one(reading: Reading) -> None:
    reading.view.show_place(Place(feature="reader"))
    words = [label.text() for label in reading.view.findChildren(QLabel) if label.isVisible()]
    assert "No paper is open" in words
    assert not reading.view.bar.isVisible()


def test_a_paper_opens_at_its_first_page_painted_named_and_read(reading: Reading) -> None:
    paper = reading.bench.desk.meetings.paper(PAPER)
    assert paper is not None
    reading.open()
    assert reading.canvas.page == 0
    assert reading.canvas.painter.failed == set()
    assert reading.view.bar._title.text == paper.title
    assert reading.view.bar._of.text() == f"of {len(TEXTS)}"
    assert reading.canvas.hasFocus()
    reading.settle()
    shown = next(
        shown
        for line in reading.bench.desk.meetings.agenda(reading.bench.desk.meetings.next())  # type: ignore[arg-type]
        for shown in line.papers
        if shown.paper.id == PAPER
    )
    assert shown.news == ""
    check_window(reading.window)


def test_another_paper_takes_the_place_of_the_first_one(reading: Reading) -> None:
    reading.open(page=2)
    reading.drag(2, 0, 1)
    reading.open(OTHER)
    assert reading.canvas.page == 0
    assert reading.canvas.selection is None
    assert not reading.view.bar.actions_by_id["highlight"].isEnabled()
    reading.open(PAPER, page=3)
    assert reading.canvas._words[3][0].text == "Điều"


def test_zoom_goes_by_keys_and_the_page_follows_the_window(reading: Reading) -> None:
    reading.open()
    canvas, view = reading.canvas, reading.canvas.viewport()
    wide = canvas.scale
    assert abs(canvas._layout.width - view.width()) <= 1
    keys(reading, "Ctrl+0")
    assert canvas._layout.extent(0)[1] <= view.height()
    assert canvas._layout.extent(0)[1] > view.height() - 40
    page = canvas.scale
    keys(reading, "Ctrl+=")
    assert canvas.scale == pytest.approx(page * 1.2, rel=0.01)
    keys(reading, "Ctrl+-")
    assert canvas.scale == pytest.approx(page, rel=0.01)
    keys(reading, "Ctrl+Shift+W")
    assert canvas.scale == pytest.approx(wide)
    assert canvas.page == 0


def test_a_page_number_is_typed_and_the_page_comes(reading: Reading) -> None:
    reading.open()
    keys(reading, "Ctrl+Shift+P")
    field = reading.view.bar._page
    assert field.hasFocus()
    type_in(field, "5")
    press(field, Qt.Key.Key_Return)
    assert reading.canvas.page == 4
    reading.until(lambda: reading.inked(4))
    press(reading.canvas, Qt.Key.Key_Home)
    assert field.value() == 1


def test_the_table_of_contents_opens_by_key_and_leads_to_its_pages(reading: Reading) -> None:
    reading.open()
    assert not reading.view.contents.isVisible()
    keys(reading, "F7")
    assert [(row.title.strip(), row.trail) for row in reading.view.contents.rows.rows] == [
        ("Tờ trình", "1"),
        ("Phụ lục", "5"),
    ]
    reading.view.contents.setFocus()
    press(reading.view.contents, Qt.Key.Key_End)
    press(reading.view.contents, Qt.Key.Key_Return)
    assert reading.canvas.page == 4
    keys(reading, "F7")
    assert not reading.view.contents.isVisible()


def test_a_paper_without_bookmarks_lists_its_pages(reading: Reading) -> None:
    reading.open(OTHER)
    keys(reading, "F7")
    contents = reading.view.contents
    assert [row.title for row in contents.rows.rows] == [f"Page {n + 1}" for n in range(len(TEXTS))]
    third = contents.visualRect(contents.rows.index_of("2:2")).center()
    QTest.mouseClick(contents.viewport(), Qt.MouseButton.LeftButton, pos=third)
    assert reading.canvas.page == 2


def test_selected_words_are_copied_with_their_marks(reading: Reading) -> None:
    reading.open()
    QGuiApplication.clipboard().setText("before")
    reading.view.bar.actions_by_id["copy"].trigger()
    assert QGuiApplication.clipboard().text() == "before"
    reading.drag(0, 3, 6)
    keys(reading, "Ctrl+C")
    assert QGuiApplication.clipboard().text() == "ngân sách nhà nước"


def test_words_are_found_without_marks_and_one_goes_on_and_back_by_keys(reading: Reading) -> None:
    reading.open()
    keys(reading, "Ctrl+F")
    field = reading.view.find_bar._field
    assert field.hasFocus()
    type_in(field, "ngan sach")
    count = reading.view.find_bar._count
    reading.until(lambda: count.text() == "1 of 2")
    assert reading.canvas.painter.current_hit == (0, 0)
    press(field, Qt.Key.Key_Return)
    assert (count.text(), reading.canvas.page) == ("2 of 2", 3)
    reading.until(lambda: reading.inked(3))
    keys(reading, "F3")
    assert (count.text(), reading.canvas.page) == ("1 of 2", 0)
    keys(reading, "Shift+F3")
    assert (count.text(), reading.canvas.page) == ("2 of 2", 3)
    press(field, Qt.Key.Key_Escape)
    assert not reading.view.find_bar.isVisible()
    assert reading.canvas.hasFocus()
    assert reading.canvas.painter.hits == {}


def test_what_is_not_in_the_paper_is_said_plainly(reading: Reading) -> None:
    reading.open()
    keys(reading, "Ctrl+F")
    type_in(reading.view.find_bar._field, "khong co dau")
    reading.until(lambda: reading.view.find_bar._count.text() == "Nothing found")


def test_a_hit_from_elsewhere_opens_its_page_with_the_words_marked_in_each_paper(reading: Reading) -> None:
    for version in (PAPER, OTHER):
        reading.open(version, page=4, query="dat dai")
        assert reading.view.find_bar.isVisible()
        reading.until(lambda: reading.view.find_bar._count.text() == "2 of 2")
        assert reading.canvas.page == 4
        assert set(reading.canvas.painter.hits) == {0, 4}


def test_where_one_was_is_remembered_to_the_line(reading: Reading) -> None:
    reading.open()
    keys(reading, "Ctrl+=")
    reading.canvas.go_to(3, 60.0)
    page, offset, scale = reading.canvas.page, reading.canvas.offset(), reading.canvas.scale
    for _ in range(3):  # a drift of a few dots a time would be seen
        reading.open(OTHER)
        reading.settle()
        reading.open(PAPER)
        assert reading.canvas.page == page
        assert reading.canvas.offset() == pytest.approx(offset, abs=1.0)
        assert reading.canvas.scale == pytest.approx(scale, rel=0.01)
        press(reading.canvas, Qt.Key.Key_Down)
        press(reading.canvas, Qt.Key.Key_Up)


def test_two_thousand_pages_are_there_at_once_and_painted_when_they_come(reading: Reading) -> None:
    put(reading.bench, pdfs.many_pages_pdf(PAGES, 1233), plain(PAGES), OTHER)
    os.kill(reading.helper.process_id, signal.SIGSTOP)  # not a picture can come
    reading.go(OTHER)
    assert reading.canvas.tiles.bytes == 0
    assert reading.view.bar._of.text() == f"of {PAGES}"
    press(reading.canvas, Qt.Key.Key_End)
    assert reading.canvas.page == PAGES - 1
    sheet = reading.canvas.viewport().grab().toImage().pixelColor(reading.at(PAGES - 1, 300, 300))
    assert sheet.name() == "#ffffff"
    os.kill(reading.helper.process_id, signal.SIGCONT)
    type_in(reading.view.bar._page, "1234")
    press(reading.view.bar._page, Qt.Key.Key_Return)
    assert reading.canvas.page == 1233
    reading.until(lambda: reading.inked(1233))
    assert reading.canvas.painter.failed == set()


def test_a_paper_taken_away_while_it_is_read_is_shown_no_longer(reading: Reading) -> None:
    reading.open()
    reading.bench.take("paper", PAPER)
    reading.until(lambda: not reading.canvas.isVisible())
    assert reading.view.notes.list.rows.rowCount() == 0


def test_a_paper_that_has_not_arrived_is_said_and_the_one_at_hand_stays(
    reading: Reading, dialogs: ScriptedDialogs
) -> None:
    reading.open(page=1)
    missing = next(
        paper.id
        for line in ("next-3-1.1", "next-2-2.1")
        if (paper := reading.bench.desk.meetings.paper(line)) is not None
        and not reading.bench.store.papers.have(paper.blob)
    )
    reading.view.show_place(Place(feature="reader", version=missing))
    reading.until(lambda: dialogs.told)
    assert reading.canvas.isVisible()
    assert reading.canvas.page == 1


def test_the_buttons_do_what_the_keys_do(reading: Reading) -> None:
    next_hit, former_hit = (
        next(made for made in reading.view.find_bar.findChildren(QToolButton) if made.accessibleName() == name)
        for name in ("Next hit", "Previous hit")
    )
    reading.open(page=4, query="ngan sach")
    count = reading.view.find_bar._count
    reading.until(lambda: "of 2" in count.text() and "…" not in count.text())
    before = count.text()
    click(next_hit)
    assert count.text() != before
    click(former_hit)
    assert count.text() == before
