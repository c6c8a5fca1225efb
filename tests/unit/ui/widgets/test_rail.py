import pytest
from ecabinet_desktop.ui.feature import Feature, View, everyone
from ecabinet_desktop.ui.i18n import Language, Languages
from ecabinet_desktop.ui.theme import Theme
from ecabinet_desktop.ui.tokens import LOOKS, Look
from ecabinet_desktop.ui.widgets.rail import WIDTH, Rail
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.helpers.sweeps import check_window, tab_order

NAMES = (("home", "Home", "home"), ("meetings", "Meetings", "meetings"), ("ballots", "Ballots", "ballot"))
FEATURES = [Feature(name, title, icon, everyone, View) for name, title, icon in NAMES]


@pytest.fixture
def rail(qtbot: QtBot, theme: Theme) -> Rail:
    made = Rail(FEATURES)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def test_a_click_and_the_space_key_ask_for_a_place(qtbot: QtBot, rail: Rail) -> None:
    wanted: list[str] = []
    rail.wanted.connect(wanted.append)
    qtbot.mouseClick(rail.button("meetings"), Qt.MouseButton.LeftButton)
    qtbot.keyClick(rail.button("ballots"), Qt.Key.Key_Space)
    assert wanted == ["meetings", "ballots"]
    assert rail.current == "ballots"


def test_a_click_on_the_present_place_asks_for_it_again(qtbot: QtBot, rail: Rail) -> None:
    wanted: list[str] = []
    rail.mark_place("home")
    rail.wanted.connect(wanted.append)
    qtbot.mouseClick(rail.button("home"), Qt.MouseButton.LeftButton)
    assert (wanted, rail.current) == (["home"], "home")


def test_marking_a_place_asks_for_nothing_and_off_the_rail_nothing_is_marked(rail: Rail) -> None:
    wanted: list[str] = []
    rail.wanted.connect(wanted.append)
    rail.mark_place("meetings")
    assert [rail.button(name).isChecked() for name, _, _ in NAMES] == [False, True, False]
    rail.mark_place("reader")
    assert (rail.current, wanted) == (None, [])


def test_every_place_has_a_name_its_keys_and_room_for_a_finger(rail: Rail) -> None:
    check_window(rail)
    assert [rail.button(name).accessibleName() for name, _, _ in NAMES] == ["Home", "Meetings", "Ballots"]
    assert rail.button("ballots").toolTip() == "Ballots (Ctrl+3)"
    for name, _, _ in NAMES:
        assert rail.button(name).height() >= 44
        assert rail.button(name).width() >= 44


def test_only_six_places_can_have_a_key(qtbot: QtBot, theme: Theme) -> None:
    many = Rail([Feature(f"f{number}", "Home", "home", everyone, View) for number in range(1, 8)])
    qtbot.addWidget(many)
    assert many.button("f6").toolTip() == "Home (Ctrl+6)"
    assert many.button("f7").toolTip() == "Home"


def test_what_waits_at_a_place_is_spoken_and_an_unknown_place_ignored(rail: Rail) -> None:
    rail.badge("ballots", "2 ballots wait for you")
    assert rail.button("ballots").accessibleDescription() == "2 ballots wait for you"
    rail.badge("ballots", "")
    rail.badge("reader", "nothing")
    assert rail.button("ballots").accessibleDescription() == ""


def test_every_place_can_be_reached_by_tab_or_arrows_alone(qtbot: QtBot, rail: Rail) -> None:
    rail.mark_place("home")
    rail.button("home").setFocus()
    order = tab_order(rail)
    assert order[0] is rail.button("home")
    qtbot.keyClick(rail.button("home"), Qt.Key.Key_Down)
    assert rail.button("meetings").hasFocus()


def test_vietnamese_names_fit_the_rail(qtbot: QtBot, theme: Theme, languages: Languages) -> None:
    languages.use(Language.VIETNAMESE)
    made = Rail(FEATURES)
    qtbot.addWidget(made)
    made.show()
    assert made.button("ballots").text() not in ("", "Ballots")
    for name, _, _ in NAMES:
        place = made.button(name)
        assert place.fontMetrics().horizontalAdvance(place.text()) <= place.width() < WIDTH


def test_the_sign_is_drawn_anew_after_a_switch_of_the_look(theme: Theme, rail: Rail) -> None:
    sign = next(label for label in rail.findChildren(QLabel) if not label.pixmap().isNull())
    for look in Look:
        theme.use(look)
        rail.tint_again()
        image = sign.pixmap().toImage()
        inks = {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}
        assert QColor(LOOKS[look].rail_text).rgba() in inks
