from ecabinet_desktop.ui.actions import ACTIONS, sheet
from ecabinet_desktop.ui.i18n import Language, Languages
from ecabinet_desktop.ui.theme import Theme
from ecabinet_desktop.ui.tokens import LOOKS, Look
from ecabinet_desktop.ui.widgets.shortcut_sheet import ShortcutSheet
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QDialog, QLabel, QPushButton, QScrollArea
from pytestqt.qtbot import QtBot

from tests.helpers.sweeps import check_window


def shown(qtbot: QtBot) -> ShortcutSheet:
    made = ShortcutSheet()
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def labels(made: ShortcutSheet) -> list[QLabel]:
    return made.findChildren(QScrollArea)[0].findChildren(QLabel)


def test_every_action_with_a_key_stands_in_it_once_with_its_keys(qtbot: QtBot, theme: Theme) -> None:
    made = shown(qtbot)
    words = [label.text() for label in labels(made)]
    rows = [row for _, group in sheet() for row in group]
    assert len(rows) == sum(bool(action.keys) for action in ACTIONS)
    assert words == [w for title, group in sheet() for w in (title, *(part for row in group for part in row))]
    assert words[words.index("Lock") + 1] == "Ctrl+L"
    assert words[words.index("Next hit") + 1] == "F3  ·  Ctrl+G"


def test_escape_and_enter_close_it(qtbot: QtBot, theme: Theme) -> None:
    made = shown(qtbot)
    qtbot.keyClick(made, Qt.Key.Key_Escape)
    assert (made.isVisible(), made.result()) == (False, QDialog.DialogCode.Rejected)
    again = shown(qtbot)
    qtbot.keyClick(again, Qt.Key.Key_Return)
    assert (again.isVisible(), again.result()) == (False, QDialog.DialogCode.Accepted)


def test_it_has_names_and_can_be_scrolled_by_keys(qtbot: QtBot, theme: Theme) -> None:
    made = shown(qtbot)
    check_window(made)
    area = made.findChildren(QScrollArea)[0]
    assert area.accessibleName() == "Keyboard shortcuts"
    assert area.verticalScrollBar().maximum() > 0
    area.setFocus()
    qtbot.keyClick(area, Qt.Key.Key_Down)
    assert area.verticalScrollBar().value() > 0


def test_no_key_is_cut_and_none_needs_sideways_scrolling_in_vietnamese(
    qtbot: QtBot, theme: Theme, languages: Languages
) -> None:
    languages.use(Language.VIETNAMESE)
    made = shown(qtbot)
    area = made.findChildren(QScrollArea)[0]
    assert made.windowTitle() not in ("", "Keyboard shortcuts")
    assert area.horizontalScrollBar().maximum() == 0
    for label in labels(made):
        wanted = label.heightForWidth(label.width()) if label.wordWrap() else label.sizeHint().height()
        assert label.height() >= wanted
        if not label.wordWrap():
            assert label.width() >= label.fontMetrics().horizontalAdvance(label.text())


def test_it_fits_a_small_screen_and_closes_by_its_button(qtbot: QtBot, theme: Theme) -> None:
    made = shown(qtbot)
    assert made.height() <= 700
    close = made.findChildren(QPushButton)[0]
    assert made.rect().contains(close.geometry())
    qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    assert not made.isVisible()


def test_its_ground_and_text_are_those_of_each_look(qtbot: QtBot, theme: Theme) -> None:
    made = shown(qtbot)
    for look in Look:
        theme.use(look)
        image = made.grab().toImage()
        grounds = {LOOKS[look].ground, LOOKS[look].surface, LOOKS[look].raised}
        assert QColor(image.pixel(4, 4)).name() in grounds
        inner = labels(made)[0]
        assert inner.palette().windowText().color() == QColor(LOOKS[look].text)
        at = inner.mapTo(made, inner.rect().topRight())
        assert QColor(image.pixel(at.x() - 2, at.y() - 4)).name() in grounds
