import pytest
from ecabinet_desktop.ui.theme import Theme
from ecabinet_desktop.ui.widgets.password import PasswordField
from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QToolButton
from pytestqt.qtbot import QtBot

from tests.helpers.sweeps import check_window, tab_order

SHIFT = Qt.KeyboardModifier.ShiftModifier
BARE = Qt.KeyboardModifier.NoModifier
PHRASE = "Núi Bà Đen mùa mưa"


@pytest.fixture
def field(qtbot: QtBot, theme: Theme) -> PasswordField:
    made = PasswordField("Passphrase")
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def key(field: PasswordField, letter: str, modifiers: Qt.KeyboardModifier = BARE) -> None:
    code = Qt.Key(ord(letter.upper()))
    QApplication.sendEvent(field.line, QKeyEvent(QEvent.Type.KeyPress, code, modifiers, letter))


def eye(field: PasswordField) -> QToolButton:
    return field.findChildren(QToolButton)[0]


def test_a_passphrase_is_hidden_until_asked_for(qtbot: QtBot, field: PasswordField) -> None:
    field.line.setText(PHRASE)
    assert field.line.echoMode() is QLineEdit.EchoMode.Password
    assert PHRASE[0] not in field.line.displayText()
    qtbot.mouseClick(eye(field), Qt.MouseButton.LeftButton)
    assert field.line.displayText() == PHRASE
    assert eye(field).accessibleName() == "Hide the passphrase"
    qtbot.mouseClick(eye(field), Qt.MouseButton.LeftButton)
    assert PHRASE[0] not in field.line.displayText()
    assert eye(field).accessibleName() == "Show the passphrase"


def test_caps_lock_is_noticed_by_the_letters_that_arrive(field: PasswordField) -> None:
    key(field, "A", SHIFT)
    assert not field.warns_of_caps
    key(field, "a", SHIFT)
    assert field.warns_of_caps
    key(field, "7")
    assert field.warns_of_caps, "a digit says nothing about Caps Lock"
    key(field, "b")
    assert not field.warns_of_caps
    key(field, "B")
    assert field.warns_of_caps
    assert field.text == "Aa7bB"


def test_pressing_caps_lock_takes_the_hint_away(qtbot: QtBot, field: PasswordField) -> None:
    key(field, "B")
    assert field.warns_of_caps
    qtbot.keyClick(field.line, Qt.Key.Key_CapsLock)
    assert not field.warns_of_caps


def test_clearing_empties_it_and_hides_what_comes_next(qtbot: QtBot, field: PasswordField) -> None:
    qtbot.mouseClick(eye(field), Qt.MouseButton.LeftButton)
    key(field, "B")
    field.clear()
    assert (field.text, field.warns_of_caps) == ("", False)
    assert field.line.echoMode() is QLineEdit.EchoMode.Password
    assert not field.line.isUndoAvailable()


def test_what_was_cleared_cannot_be_undone(qtbot: QtBot, field: PasswordField) -> None:
    eye(field).setChecked(True)
    qtbot.keyClicks(field.line, "typed")
    field.clear()
    eye(field).setChecked(True)
    assert not field.line.isUndoAvailable()
    qtbot.keyClick(field.line, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert field.text == ""


def test_spaces_and_marks_are_kept_as_they_are(field: PasswordField) -> None:
    edits: list[str] = []
    field.edited.connect(lambda: edits.append(field.text))
    field.line.setText(f" {PHRASE} ")
    assert field.text == f" {PHRASE} "
    assert edits == [f" {PHRASE} "]


@pytest.mark.parametrize("shown", [False, True])
def test_no_copy_of_it_can_be_taken_hidden_or_shown(qtbot: QtBot, field: PasswordField, shown: bool) -> None:
    eye(field).setChecked(shown)
    QApplication.clipboard().setText("before")
    for letter in "ab":
        key(field, letter)
    field.line.selectAll()
    for taking in (Qt.Key.Key_C, Qt.Key.Key_X):
        qtbot.keyClick(field.line, taking, Qt.KeyboardModifier.ControlModifier)
    assert (QApplication.clipboard().text(), field.text) == ("before", "ab")
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, QPoint(5, 5), field.line.mapToGlobal(QPoint(5, 5)))
    QApplication.sendEvent(field.line, event)
    assert event.isAccepted()
    assert field.findChildren(QMenu) == []


def test_enter_is_told_and_tab_leads_to_the_eye(qtbot: QtBot, field: PasswordField) -> None:
    field.setFocus()
    assert QApplication.focusWidget() is field.line
    with qtbot.waitSignal(field.entered, timeout=1000):
        qtbot.keyClick(field.line, Qt.Key.Key_Return)
    assert tab_order(field) == [field.line, eye(field)]
    qtbot.keyClick(field.line, Qt.Key.Key_Tab)
    qtbot.keyClick(eye(field), Qt.Key.Key_Space)
    assert field.line.echoMode() is QLineEdit.EchoMode.Normal


def test_every_part_has_a_name_and_a_new_name_reaches_the_line(field: PasswordField) -> None:
    check_window(field)
    field.setAccessibleName("Mật khẩu mới")
    assert (field.accessibleName(), field.line.accessibleName()) == ("Mật khẩu mới", "Mật khẩu mới")


def test_an_input_method_is_asked_to_learn_nothing(field: PasswordField) -> None:
    hints = field.line.inputMethodHints()
    assert hints & Qt.InputMethodHint.ImhSensitiveData
    assert hints & Qt.InputMethodHint.ImhNoPredictiveText
