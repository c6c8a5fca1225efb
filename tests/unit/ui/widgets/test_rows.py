from ecabinet_desktop.ui.theme import Theme
from ecabinet_desktop.ui.widgets.row_list import RowList
from ecabinet_desktop.ui.widgets.rows import Row, RowsModel
from PySide6.QtCore import QAbstractItemModel, Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

ROWS = [Row(id="h", title="List A", is_heading=True), Row(id="1", title="One", lead="1"), Row(id="2", title="Two")]


def test_the_model_keeps_qts_promises(qtmodeltester: ModelTester) -> None:
    model: QAbstractItemModel = RowsModel()
    assert isinstance(model, RowsModel)
    model.show(ROWS)
    qtmodeltester.check(model)


def test_a_row_says_everything_to_a_screen_reader() -> None:
    row = Row(id="1", lead="3", title="Budget", subtitle="Finance", badges=(("Late", "warn"),), is_unread=True)
    assert row.words() == "3, Budget, Finance, Late, unread"


def test_a_list_shown_again_keeps_its_row_and_tells_nobody(qtbot: QtBot, theme: Theme) -> None:
    rows, chosen = RowList("Agenda"), []
    qtbot.addWidget(rows)
    rows.show_rows(ROWS)
    rows.select("2")
    rows.chosen.connect(chosen.append)
    rows.show_rows([*ROWS[:2], Row(id="x", title="New"), Row(id="2", title="Two, changed")])
    assert rows.current == "2"
    assert chosen == []


def test_enter_and_a_click_open_a_row_but_never_a_heading(qtbot: QtBot, theme: Theme) -> None:
    rows, opened = RowList("Agenda"), []
    qtbot.addWidget(rows)
    rows.opened.connect(opened.append)
    rows.show_rows(ROWS)
    rows.show()
    rows.select("1")
    qtbot.keyClick(rows, Qt.Key.Key_Return)
    for number in (0, 2):
        where = rows.visualRect(rows.model().index(number, 0)).center()
        qtbot.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert opened == ["1", "2"]
