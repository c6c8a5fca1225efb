import pytest
from ecabinet_desktop.ui.theme import Theme
from ecabinet_desktop.ui.widgets.row_list import RowList
from ecabinet_desktop.ui.widgets.rows import Row
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.helpers.sweeps import check_window

LONG = "Tờ trình về dự thảo Nghị định quy định chi tiết một số điều của Luật Đất đai về bồi thường, tái định cư"
ROWS = [
    Row(id="h", title="List A", is_heading=True),
    Row(id="1", title="One"),
    Row(id="h2", title="List B", is_heading=True),
    Row(id="2", title="Two"),
    Row(id="3", title="Three"),
]


def shown(qtbot: QtBot, rows: RowList, size: tuple[int, int] = (400, 500)) -> RowList:
    qtbot.addWidget(rows)
    rows.show_rows(ROWS)
    rows.resize(*size)
    with qtbot.waitActive(rows):
        rows.show()
        rows.activateWindow()
    return rows


def middle(rows: RowList, number: int) -> QPoint:
    return rows.visualRect(rows.rows.index(number, 0)).center()


def test_the_keyboard_begins_at_the_first_row_and_jumps_over_headings(qtbot: QtBot, theme: Theme) -> None:
    rows = shown(qtbot, RowList("Agenda"))
    rows.setFocus()
    assert rows.current == "1"
    qtbot.keyClick(rows, Qt.Key.Key_Down)
    assert rows.current == "2"
    qtbot.keyClick(rows, Qt.Key.Key_Up)
    assert rows.current == "1"
    qtbot.keyClick(rows, Qt.Key.Key_End)
    assert rows.current == "3"


def test_coming_back_with_the_keyboard_keeps_the_row(qtbot: QtBot, theme: Theme) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    rows = RowList("Agenda", page)
    rows.show_rows(ROWS)
    rows.select("3")
    page.show()
    page.activateWindow()
    rows.setFocus()
    assert rows.current == "3"


def test_a_list_of_headings_alone_has_no_current_row(qtbot: QtBot, theme: Theme) -> None:
    rows, opened = shown(qtbot, RowList("Agenda")), []
    rows.opened.connect(opened.append)
    rows.show_rows(ROWS[:1])
    rows.setFocus()
    qtbot.keyClick(rows, Qt.Key.Key_Return)
    assert (rows.current, opened) == (None, [])


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_both_enter_keys_open_the_current_row(qtbot: QtBot, theme: Theme, key: Qt.Key) -> None:
    rows, opened = shown(qtbot, RowList("Agenda")), []
    rows.opened.connect(opened.append)
    rows.select("2")
    qtbot.keyClick(rows, key)
    assert opened == ["2"]


def test_where_a_click_only_chooses_a_double_click_opens(qtbot: QtBot, theme: Theme) -> None:
    rows, opened, chosen = shown(qtbot, RowList("Devices", click_opens=False)), [], []
    rows.opened.connect(opened.append)
    rows.chosen.connect(chosen.append)
    qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=middle(rows, 3))
    assert (opened, chosen) == ([], ["2"])
    qtbot.mouseDClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=middle(rows, 3))
    assert opened == ["2"]


def test_when_the_current_row_is_gone_none_is_chosen_in_its_place(qtbot: QtBot, theme: Theme) -> None:
    rows, chosen = shown(qtbot, RowList("Agenda")), []
    rows.select("2")
    rows.chosen.connect(chosen.append)
    rows.show_rows([row for row in ROWS if row.id != "2"])
    assert (rows.current, chosen) == (None, [])


def test_a_row_that_is_not_there_cannot_be_selected(qtbot: QtBot, theme: Theme) -> None:
    rows = shown(qtbot, RowList("Agenda"))
    rows.select("1")
    assert rows.select("gone") is False
    assert rows.current == "1"
    rows.show_rows([])
    assert rows.current is None


def test_showing_again_keeps_the_place_in_a_long_list(qtbot: QtBot, theme: Theme) -> None:
    rows = shown(qtbot, RowList("Agenda"), (300, 200))
    many = [Row(id=str(number), title=f"Item {number}") for number in range(60)]
    rows.show_rows(many)
    rows.verticalScrollBar().setValue(700)
    rows.show_rows([*many, Row(id="new", title="New")])
    assert rows.verticalScrollBar().value() == 700


def test_a_narrower_list_wraps_a_long_title_and_never_scrolls_sideways(qtbot: QtBot, theme: Theme) -> None:
    rows = shown(qtbot, RowList("Agenda"), (1200, 300))
    rows.show_rows([Row(id="1", title=LONG)])
    wide = rows.visualRect(rows.rows.index(0, 0)).height()
    rows.resize(340, 300)
    qtbot.waitUntil(lambda: rows.visualRect(rows.rows.index(0, 0)).height() > wide)
    assert rows.visualRect(rows.rows.index(0, 0)).width() <= rows.viewport().width()
    assert rows.horizontalScrollBar().maximum() == 0


def test_the_list_has_a_name(qtbot: QtBot, theme: Theme) -> None:
    rows = shown(qtbot, RowList("Chương trình họp", bare=True))
    assert rows.accessibleName() == "Chương trình họp"
    check_window(rows)
