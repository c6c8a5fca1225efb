from ecabinet_desktop.ui.theme import Theme
from ecabinet_desktop.ui.widgets.choice import Choice
from ecabinet_desktop.ui.widgets.form import FormRow
from ecabinet_desktop.ui.widgets.labels import ElidedLabel
from ecabinet_desktop.ui.widgets.password import PasswordField
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

LONG = "Tờ trình về dự thảo Nghị định quy định chi tiết một số điều của Luật Đất đai về bồi thường"


def test_a_long_title_is_shortened_on_screen_but_whole_in_tooltip_and_name(qtbot: QtBot, theme: Theme) -> None:
    label = ElidedLabel(LONG, lines=2)
    qtbot.addWidget(label)
    label.resize(200, 60)
    label.show()
    qtbot.waitUntil(lambda: label.toolTip() == LONG)
    assert len(label.shown_lines()) == 2
    assert label.shown_lines()[1].endswith("…")
    assert label.accessibleName() == LONG


def test_a_choice_tells_only_what_a_person_chose(qtbot: QtBot, theme: Theme) -> None:
    choice, chosen = Choice([("agree", "Agree"), ("disagree", "Disagree")], "Answer"), []
    qtbot.addWidget(choice)
    choice.chosen.connect(chosen.append)
    assert choice.value is None
    choice.choose("agree")
    assert (choice.value, chosen) == ("agree", [])
    qtbot.mouseClick(choice.button("disagree"), Qt.MouseButton.LeftButton)
    assert (choice.value, chosen) == ("disagree", ["disagree"])
    assert choice.button("agree").minimumHeight() >= 44


def test_a_passphrase_is_hidden_until_asked_for_and_caps_lock_is_noticed(qtbot: QtBot, theme: Theme) -> None:
    field = PasswordField("Passphrase")
    qtbot.addWidget(field)
    field.show()
    shift = Qt.KeyboardModifier.ShiftModifier
    QApplication.sendEvent(field.line, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, shift, "A"))
    assert not field.warns_of_caps
    QApplication.sendEvent(field.line, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_A, shift, "a"))
    assert field.warns_of_caps
    field.clear()
    assert field.line.echoMode() is QLineEdit.EchoMode.Password
    QApplication.sendEvent(field.line, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_B, Qt.KeyboardModifier(0), "b"))
    assert (field.text, field.warns_of_caps) == ("b", False)


def test_a_form_row_says_what_is_wrong_to_eye_and_ear(qtbot: QtBot, theme: Theme) -> None:
    row = FormRow("Code", QLineEdit(), "Nine groups")
    qtbot.addWidget(row)
    assert row.field.accessibleName() == "Code"
    row.say_wrong("Too short")
    assert (row.wrong, row.field.accessibleDescription()) == ("Too short", "Too short")
    row.say_wrong("")
    assert (row.wrong, row.field.accessibleDescription()) == ("", "Nine groups")
