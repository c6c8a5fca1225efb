import pytest
from ecabinet_desktop.ui import icons
from ecabinet_desktop.ui.theme import Theme
from ecabinet_desktop.ui.tokens import LIGHT
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QToolButton
from pytestqt.qtbot import QtBot


@pytest.mark.parametrize("name", icons.names())
def test_every_icon_draws_something_in_the_ink_and_stays_inside(theme: Theme, name: str) -> None:
    image = icons.pixmap(name, "text", 24, 2.0).toImage().convertToFormat(QImage.Format.Format_ARGB32)
    assert image.width() == 48
    inked = [(x, y) for x in range(48) for y in range(48) if QColor(image.pixelColor(x, y)).alpha() > 200]
    assert len(inked) > 20
    strongest = image.pixelColor(*inked[0])
    assert abs(strongest.red() - QColor(LIGHT.text).red()) < 40
    assert all(1 <= x <= 46 and 1 <= y <= 46 for x, y in inked)


def test_a_dressed_button_greys_its_icon_when_disabled(qtbot: QtBot, theme: Theme) -> None:
    button = QToolButton()
    qtbot.addWidget(button)
    icons.dress(button, "lock")
    on = button.icon().pixmap(24, button.icon().Mode.Normal).toImage()
    off = button.icon().pixmap(24, button.icon().Mode.Disabled).toImage()
    assert on != off
