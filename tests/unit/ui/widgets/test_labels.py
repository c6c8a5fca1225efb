import pytest
from ecabinet_desktop.ui.theme import Theme
from ecabinet_desktop.ui.tokens import LOOKS, Look
from ecabinet_desktop.ui.widgets.labels import Badge, ElidedLabel, heading, set_tone, text, wrap
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF
from PySide6.QtWidgets import QApplication
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


def test_a_title_that_fits_has_no_tooltip_and_loses_an_old_one(qtbot: QtBot, theme: Theme) -> None:
    label = ElidedLabel(LONG)
    qtbot.addWidget(label)
    label.resize(200, 30)
    label.show()
    qtbot.waitUntil(lambda: label.toolTip() == LONG)
    label.set_text("Ngân sách")
    qtbot.waitUntil(lambda: label.toolTip() == "")
    assert label.shown_lines() == ["Ngân sách"]
    assert (label.text, label.accessibleName()) == ("Ngân sách", "Ngân sách")


def test_a_title_that_itself_ends_in_an_ellipsis_has_no_tooltip(qtbot: QtBot, theme: Theme) -> None:
    label = ElidedLabel("Báo cáo…")
    qtbot.addWidget(label)
    label.resize(300, 30)
    label.setToolTip("from before")
    label.show()
    qtbot.waitUntil(lambda: label.toolTip() == "")


def test_a_narrower_label_asks_for_more_height_up_to_its_lines(qtbot: QtBot, theme: Theme) -> None:
    label = ElidedLabel(LONG, lines=3)
    qtbot.addWidget(label)
    line = label.heightForWidth(5000)
    assert [label.heightForWidth(width) // line for width in (5000, 400, 100, 1)] == [1, 2, 3, 3]
    assert not ElidedLabel(LONG).hasHeightForWidth()
    assert ElidedLabel("").sizeHint().height() == line


def test_wrapping_loses_no_word_and_overflows_no_line() -> None:
    font = QApplication.font()
    metrics = QFontMetricsF(font)
    lines = wrap(LONG, font, 220, 20)
    assert " ".join(lines) == LONG
    assert len(lines) > 2
    assert max(metrics.horizontalAdvance(line) for line in lines) <= 220


def test_one_word_wider_than_the_line_is_shortened_and_the_rest_goes_on() -> None:
    lines = wrap("Thủtướngchínhphủnướccộnghòaxãhội họp", QApplication.font(), 80, 3)
    assert lines[0].endswith("…")
    assert lines[1:] == ["họp"]
    assert wrap("   ", QApplication.font(), 80, 3) == []


def test_bold_text_is_measured_bold_and_not_remembered_as_plain() -> None:
    plain = QApplication.font()
    bold = QFont(plain)
    bold.setWeight(QFont.Weight.Bold)
    for width in range(150, 400, 10):
        for font in (plain, bold):
            metrics = QFontMetricsF(font)
            assert all(metrics.horizontalAdvance(line) <= width for line in wrap(LONG, font, width, 20))


def test_markup_in_a_title_is_shown_and_never_obeyed(qtbot: QtBot, theme: Theme) -> None:
    words = "<b>Urgent</b><img src='file:///etc/hostname'>"
    for label in (text(words), heading(words), Badge(words)):
        qtbot.addWidget(label)
        assert label.textFormat() is Qt.TextFormat.PlainText
        assert label.text() == words


def test_text_wraps_and_can_be_selected_only_when_it_is_to_be_copied(qtbot: QtBot, theme: Theme) -> None:
    plain, code = text(LONG), text("ABCD-EFGH", selectable=True)
    for label in (plain, code):
        qtbot.addWidget(label)
    assert plain.heightForWidth(150) > 2 * plain.fontMetrics().lineSpacing()
    selectable = Qt.TextInteractionFlag.TextSelectableByMouse
    assert not plain.textInteractionFlags() & selectable
    assert code.textInteractionFlags() & selectable


@pytest.mark.parametrize("look", list(Look))
def test_tones_take_the_colours_of_the_look_in_force(qtbot: QtBot, theme: Theme, look: Look) -> None:
    label = text("Waits", "muted")
    qtbot.addWidget(label)
    label.show()
    theme.use(look)
    assert label.palette().windowText().color() == QColor(LOOKS[look].muted)
    set_tone(label, "warn")
    assert label.palette().windowText().color() == QColor(LOOKS[look].warn_text)


def test_an_elided_title_is_painted_in_the_ink_of_each_look(qtbot: QtBot, theme: Theme) -> None:
    label = ElidedLabel(LONG)
    qtbot.addWidget(label)
    label.resize(300, 30)
    label.show()
    for look in Look:
        theme.use(look)
        image = label.grab().toImage()
        inks = {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}
        assert QColor(LOOKS[look].text).rgba() in inks


def test_a_badge_says_its_state_and_is_hidden_without_words(qtbot: QtBot, theme: Theme) -> None:
    badge = Badge("Late", "warn")
    qtbot.addWidget(badge)
    badge.show()
    assert badge.palette().windowText().color() == QColor(LOOKS[Look.LIGHT].warn_text)
    badge.say("Counted", "good")
    assert badge.text() == "Counted"
    assert badge.palette().windowText().color() == QColor(LOOKS[Look.LIGHT].good_text)
    badge.say("", "good")
    assert not badge.isVisible()
