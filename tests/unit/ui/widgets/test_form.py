import pytest
from ecabinet_desktop.ui.theme import Theme
from ecabinet_desktop.ui.tokens import LOOKS, Look
from ecabinet_desktop.ui.widgets.form import FormRow
from ecabinet_desktop.ui.widgets.password import PasswordField
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel, QLineEdit
from pytestqt.qtbot import QtBot

LONG = "Mật khẩu phải có ít nhất mười ký tự, không trùng với mật khẩu đã dùng ở các hệ thống khác của cơ quan"


def labels(row: FormRow) -> list[QLabel]:
    return [label for label in row.findChildren(QLabel) if label.isVisible()]


def test_a_form_row_says_what_is_wrong_to_eye_and_ear(qtbot: QtBot, theme: Theme) -> None:
    row = FormRow("Code", QLineEdit(), "Nine groups")
    qtbot.addWidget(row)
    assert row.field.accessibleName() == "Code"
    row.say_wrong("Too short")
    assert (row.wrong, row.field.accessibleDescription()) == ("Too short", "Too short")
    row.say_wrong("")
    assert (row.wrong, row.field.accessibleDescription()) == ("", "Nine groups")


def test_a_row_without_a_hint_takes_no_line_for_one_until_something_is_wrong(qtbot: QtBot, theme: Theme) -> None:
    row = FormRow("Code", QLineEdit())
    qtbot.addWidget(row)
    row.show()
    assert [label.text() for label in labels(row)] == ["Code"]
    row.say_wrong("Too short")
    assert [label.text() for label in labels(row)] == ["Code", "Too short"]
    row.say_wrong("")
    assert [label.text() for label in labels(row)] == ["Code"]


def test_the_label_belongs_to_the_field_and_a_name_of_its_own_is_kept(qtbot: QtBot, theme: Theme) -> None:
    field = QLineEdit()
    field.setAccessibleName("Recovery code")
    row = FormRow("Code", field)
    qtbot.addWidget(row)
    assert row.findChildren(QLabel)[0].buddy() is field
    assert field.accessibleName() == "Recovery code"


@pytest.mark.parametrize("look", list(Look))
def test_what_is_wrong_stands_in_the_urgent_colour_of_each_look(qtbot: QtBot, theme: Theme, look: Look) -> None:
    theme.use(look)
    row = FormRow("Code", QLineEdit(), "Nine groups")
    qtbot.addWidget(row)
    row.show()
    below = labels(row)[1]
    assert below.palette().windowText().color() == QColor(LOOKS[look].muted)
    row.say_wrong("Too short")
    assert below.palette().windowText().color() == QColor(LOOKS[look].urgent_text)


def test_the_edge_of_a_wrong_field_turns_urgent_within_a_passphrase_too(qtbot: QtBot, theme: Theme) -> None:
    field = PasswordField("Passphrase")
    row = FormRow("Passphrase", field)
    qtbot.addWidget(row)
    row.show()
    row.say_wrong("Too short")
    edge = field.line.grab().toImage().pixelColor(0, field.line.height() // 2)
    assert edge == QColor(LOOKS[Look.LIGHT].urgent)
    row.say_wrong("")
    assert field.line.grab().toImage().pixelColor(0, field.line.height() // 2) != edge


def test_a_long_vietnamese_hint_wraps_and_is_never_cut(qtbot: QtBot, theme: Theme) -> None:
    row = FormRow("Mật khẩu", QLineEdit(), LONG)
    qtbot.addWidget(row)
    row.resize(240, row.heightForWidth(240))
    row.show()
    below = labels(row)[1]
    assert below.width() <= 240
    assert below.height() >= below.heightForWidth(below.width()) > 2 * below.fontMetrics().lineSpacing()
