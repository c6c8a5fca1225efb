from ecabinet_desktop.ui.dialogs import MessageDialog, Question, TextDialog
from ecabinet_desktop.ui.theme import Theme
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.helpers.sweeps import nameless

QUESTION = Question(title="Send", words="You vote on X.", detail="Agree", consequence="Send my vote: agree")


def test_the_button_says_the_consequence_and_the_dialog_repeats_what_is_decided(qtbot: QtBot, theme: Theme) -> None:
    dialog = MessageDialog(QUESTION)
    qtbot.addWidget(dialog)
    dialog.open()
    accept = dialog.findChild(QPushButton, "accept")
    assert accept.text() == "Send my vote: agree"
    assert nameless(dialog) == []
    qtbot.mouseClick(accept, Qt.MouseButton.LeftButton)
    assert dialog.result() == QDialog.DialogCode.Accepted


def test_escape_refuses_and_a_dangerous_question_does_not_default_to_yes(qtbot: QtBot, theme: Theme) -> None:
    dialog = MessageDialog(Question(title="Withdraw", words="…", consequence="Withdraw it", danger=True))
    qtbot.addWidget(dialog)
    dialog.open()
    assert not dialog.findChild(QPushButton, "accept").isDefault()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.result() == QDialog.DialogCode.Rejected


def test_a_required_text_must_be_written_and_is_trimmed(qtbot: QtBot, theme: Theme) -> None:
    dialog = TextDialog("Reason", "Why?")
    qtbot.addWidget(dialog)
    dialog.open()
    accept = dialog.findChild(QPushButton, "accept")
    assert not accept.isEnabled()
    assert isinstance(dialog.field, QLineEdit)
    dialog.field.setText("  Lý do  ")
    assert accept.isEnabled()
    assert dialog.text() == "Lý do"
