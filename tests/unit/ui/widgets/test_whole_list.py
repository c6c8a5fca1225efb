from ecabinet_desktop.ui.theme import Theme
from ecabinet_desktop.ui.tokens import Look
from ecabinet_desktop.ui.widgets.rows import Row
from ecabinet_desktop.ui.widgets.whole_list import WholeList
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

LONG = "Tờ trình về dự thảo Nghị định quy định chi tiết một số điều của Luật Đất đai về bồi thường, tái định cư"
ROWS = [Row(id=str(number), title=f"Item {number}") for number in range(12)]


class Page(QWidget):
    """A card's column: the list, and nothing below it."""

    def __init__(self, rows: WholeList) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.addWidget(rows)
        column.addStretch(1)


def on_page(qtbot: QtBot, rows: WholeList, width: int = 600) -> Page:
    page = Page(rows)
    qtbot.addWidget(page)
    page.resize(width, 1200)
    page.show()
    return page


def whole(rows: WholeList) -> bool:
    last = rows.visualRect(rows.rows.index(len(rows.rows.rows) - 1, 0))
    return last.bottom() < rows.viewport().height() <= last.bottom() + 8


def test_it_is_as_high_as_its_rows_and_does_not_scroll(qtbot: QtBot, theme: Theme) -> None:
    rows = WholeList("Papers")
    rows.show_rows(ROWS)
    page = on_page(qtbot, rows)
    assert page.isVisible()
    assert whole(rows)
    assert rows.verticalScrollBar().maximum() == 0


def test_it_follows_more_and_fewer_rows(qtbot: QtBot, theme: Theme) -> None:
    rows = WholeList("Papers")
    rows.show_rows(ROWS[:2])
    page = on_page(qtbot, rows)
    before = rows.height()
    rows.show_rows(ROWS[:6])
    qtbot.waitUntil(lambda: rows.height() > before and whole(rows))
    rows.show_rows(ROWS[:1])
    qtbot.waitUntil(lambda: rows.height() < before and whole(rows))
    rows.show_rows([])
    qtbot.waitUntil(lambda: rows.height() <= 8)
    assert page.isVisible()


def test_a_long_title_that_wraps_in_a_narrow_card_makes_it_higher(qtbot: QtBot, theme: Theme) -> None:
    rows = WholeList("Papers")
    rows.show_rows([Row(id="1", title=LONG), *ROWS[:2]])
    page = on_page(qtbot, rows, 1200)
    wide = rows.height()
    page.resize(340, 1200)
    qtbot.waitUntil(lambda: rows.height() > wide and whole(rows))
    page.resize(1200, 1200)
    qtbot.waitUntil(lambda: rows.height() == wide and whole(rows))


def test_larger_letters_of_another_look_still_fit(qtbot: QtBot, theme: Theme) -> None:
    theme.use(Look.CONTRAST)
    rows = WholeList("Papers")
    rows.show_rows([Row(id="1", title=LONG, subtitle="Bộ Tài chính"), *ROWS[:2]])
    page = on_page(qtbot, rows, 400)
    qtbot.waitUntil(lambda: whole(rows))
    assert rows.width() < page.width()


def test_it_opens_by_keyboard_like_any_list(qtbot: QtBot, theme: Theme) -> None:
    rows, opened = WholeList("Papers"), []
    rows.opened.connect(opened.append)
    rows.show_rows(ROWS)
    page = on_page(qtbot, rows)
    with qtbot.waitActive(page):
        page.activateWindow()
    rows.setFocus()
    qtbot.keyClick(rows, Qt.Key.Key_Down)
    qtbot.keyClick(rows, Qt.Key.Key_Return)
    assert (rows.accessibleName(), opened) == ("Papers", ["1"])
