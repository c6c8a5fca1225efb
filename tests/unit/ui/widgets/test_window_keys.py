import pytest
from ecabinet_desktop.ui.theme import Theme
from ecabinet_desktop.ui.widgets.window_keys import WindowKeys
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

CONTROL = Qt.KeyboardModifier.ControlModifier


class Window(QWidget):
    """Two fields, a text, and actions that count: Ctrl+A is kept for the window, Ctrl+Z is not.

    Every platform's fields take Ctrl+A; Ctrl+K they take on a Linux desktop only.
    """

    def __init__(self, *kept: str) -> None:
        super().__init__()
        self.done: list[str] = []
        self.line, self.other, self.text = QLineEdit("one two"), QLineEdit("three"), QPlainTextEdit("four")
        column = QVBoxLayout(self)
        for field in (self.line, self.other, self.text):
            column.addWidget(field)
        for key in ("Ctrl+A", "Ctrl+Z"):
            action = QAction(key, self)
            action.setShortcut(QKeySequence(key))
            action.triggered.connect(lambda _checked=False, key=key: self.done.append(key))
            self.addAction(action)
        self.keys = WindowKeys(kept, self)


@pytest.fixture
def window(qtbot: QtBot, theme: Theme) -> Window:
    made = Window("Ctrl+A")
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def test_a_field_would_take_the_windows_key_without_it(qtbot: QtBot, theme: Theme) -> None:
    bare = Window()
    qtbot.addWidget(bare)
    with qtbot.waitActive(bare):
        bare.show()
        bare.activateWindow()
    bare.text.setFocus()
    qtbot.keyClick(bare.text, Qt.Key.Key_A, CONTROL)
    assert bare.done == []
    assert bare.text.textCursor().selectedText() == "four"


def test_the_window_keeps_its_key_in_every_field(qtbot: QtBot, window: Window) -> None:
    for field in (window.line, window.other, window.text):
        field.setFocus()
        qtbot.keyClick(field, Qt.Key.Key_A, CONTROL)
    assert window.done == ["Ctrl+A"] * 3
    assert (window.line.text(), window.text.toPlainText()) == ("one two", "four")
    assert not window.line.hasSelectedText()


def test_other_keys_stay_the_fields_own(qtbot: QtBot, window: Window) -> None:
    window.line.setFocus()
    qtbot.keyClicks(window.line, "a")
    qtbot.keyClick(window.line, Qt.Key.Key_Z, CONTROL)
    assert (window.done, window.line.text()) == ([], "one two")


def test_a_field_that_dies_in_focus_leaves_the_next_one_watched(qtbot: QtBot, window: Window) -> None:
    window.line.setFocus()
    window.line.deleteLater()
    QCoreApplication.sendPostedEvents(window.line, QEvent.Type.DeferredDelete.value)
    window.text.setFocus()
    qtbot.keyClick(window.text, Qt.Key.Key_A, CONTROL)
    assert window.done == ["Ctrl+A"]


def test_it_dies_with_its_window_and_touches_no_field_afterwards(qtbot: QtBot, theme: Theme) -> None:
    first = Window("Ctrl+A")
    first.show()
    first.deleteLater()
    QCoreApplication.sendPostedEvents(first, QEvent.Type.DeferredDelete.value)
    field = QPlainTextEdit("text")
    qtbot.addWidget(field)
    with qtbot.waitActive(field):
        field.show()
        field.activateWindow()
    field.setFocus()
    qtbot.keyClicks(field, "a ")
    assert field.toPlainText() == "a text"
