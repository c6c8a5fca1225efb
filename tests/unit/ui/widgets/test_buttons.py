import pytest
from ecabinet_desktop.ui import actions
from ecabinet_desktop.ui.theme import Theme
from ecabinet_desktop.ui.tokens import LOOKS, Look
from ecabinet_desktop.ui.widgets.buttons import action_button, button, icon_button
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QColor, QImage
from pytestqt.qtbot import QtBot

KINDS = ("plain", "primary", "quiet", "danger")


def colours(image: QImage) -> set[int]:
    return {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, Qt.Key.Key_Return])
def test_a_dialogs_button_is_pressed_by_mouse_and_keys_alike(qtbot: QtBot, theme: Theme, key: Qt.Key) -> None:
    clicks: list[str] = []
    made = button("Send", lambda: clicks.append("sent"), "primary")
    qtbot.addWidget(made)
    made.setAutoDefault(True)
    made.show()
    qtbot.mouseClick(made, Qt.MouseButton.LeftButton)
    qtbot.keyClick(made, key)
    assert clicks == ["sent", "sent"]


def test_a_disabled_button_does_nothing(qtbot: QtBot, theme: Theme) -> None:
    clicks: list[str] = []
    made = button("Send", lambda: clicks.append("sent"))
    qtbot.addWidget(made)
    made.setEnabled(False)
    made.show()
    qtbot.mouseClick(made, Qt.MouseButton.LeftButton)
    assert clicks == []


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("look", list(Look))
def test_words_of_every_kind_are_wholly_inside_the_button(
    qtbot: QtBot, theme: Theme, kind: str, look: Look
) -> None:
    theme.use(look)
    words = "Gửi lại phiếu lấy ý kiến thành viên Chính phủ"
    made = button(words, int, kind, "ballot")
    qtbot.addWidget(made)
    made.show()
    assert made.width() >= made.fontMetrics().horizontalAdvance(words) + made.iconSize().width()
    assert made.height() >= made.fontMetrics().height()


def test_the_primary_and_the_dangerous_one_wear_their_colours_in_each_look(qtbot: QtBot, theme: Theme) -> None:
    primary, danger = button("Answer", int, "primary"), button("Withdraw", int, "danger")
    for made in (primary, danger):
        qtbot.addWidget(made)
        made.show()
    for look in Look:
        theme.use(look)
        assert QColor(LOOKS[look].accent).rgb() in colours(primary.grab().toImage())
        assert QColor(LOOKS[look].urgent_text).rgb() in colours(danger.grab().toImage()) or QColor(
            LOOKS[look].urgent
        ).rgb() in colours(danger.grab().toImage())


def test_a_button_for_fingers_is_44_pixels_high(qtbot: QtBot, theme: Theme) -> None:
    tall, symbol = button("Answer", int, "primary", touch=True), icon_button("lock", "Lock", touch=True)
    for made in (tall, symbol):
        qtbot.addWidget(made)
        made.show()
        assert made.height() >= 44
    assert symbol.width() >= 44


def test_an_icon_without_words_has_a_name_a_tooltip_and_the_keyboard(qtbot: QtBot, theme: Theme) -> None:
    clicks: list[str] = []
    made = icon_button("lock", "Khoá", lambda: clicks.append("locked"))
    qtbot.addWidget(made)
    made.show()
    assert (made.accessibleName(), made.toolTip(), made.text()) == ("Khoá", "Khoá", "")
    assert made.focusPolicy() & Qt.FocusPolicy.TabFocus
    qtbot.keyClick(made, Qt.Key.Key_Space)
    assert clicks == ["locked"]


def test_a_checkable_icon_stays_pressed(qtbot: QtBot, theme: Theme) -> None:
    made = icon_button("eye", "Show", checkable=True)
    qtbot.addWidget(made)
    made.show()
    qtbot.mouseClick(made, Qt.MouseButton.LeftButton)
    assert made.isChecked()


def test_an_action_button_follows_its_action(qtbot: QtBot, theme: Theme) -> None:
    owner, done = QObject(), []
    action = actions.make("lock", owner, lambda: done.append("lock"))
    made = action_button(action)
    qtbot.addWidget(made)
    made.show()
    assert made.accessibleName() == "Lock"
    assert made.toolTip() == f"Lock ({actions.shown_key('lock')})"
    qtbot.mouseClick(made, Qt.MouseButton.LeftButton)
    action.setEnabled(False)
    assert not made.isEnabled()
    qtbot.mouseClick(made, Qt.MouseButton.LeftButton)
    assert done == ["lock"]


def test_icons_on_buttons_turn_with_the_look(qtbot: QtBot, theme: Theme) -> None:
    plain, symbol = button("Lock", int, icon="lock"), icon_button("lock", "Lock")
    for made in (plain, symbol):
        qtbot.addWidget(made)
    for look in Look:
        theme.use(look)
        for made in (plain, symbol):
            assert QColor(LOOKS[look].text).rgba() in colours(made.icon().pixmap(20, 20).toImage())
