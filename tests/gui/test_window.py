from pathlib import Path

import pytest
from ecabinet_desktop.domain.people import Role
from ecabinet_desktop.ui.i18n import Language
from ecabinet_desktop.ui.navigator import Place
from ecabinet_desktop.ui.tasks import Tasks
from ecabinet_desktop.ui.theme import Theme
from ecabinet_desktop.ui.tokens import LOOKS, Look, tokens
from ecabinet_desktop.ui.widgets.banner import Notice
from ecabinet_desktop.ui.widgets.command_palette import Goal
from ecabinet_desktop.ui.widgets.sync_line import SyncKind, SyncView
from ecabinet_desktop.ui.window import MainWindow
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.helpers.sweeps import check_window, focusable
from tests.helpers.window import NOON, Gallery, ShownPlaces, make_window


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication, theme: Theme, tasks: Tasks) -> MainWindow:
    made = make_window(qapp, theme, tasks)
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    return made


def view_of(window: MainWindow) -> ShownPlaces:
    view = window.stage.view
    assert isinstance(view, ShownPlaces)
    return view


def test_the_rail_goes_to_a_place_and_back_returns(qtbot: QtBot, window: MainWindow) -> None:
    home = view_of(window)
    qtbot.mouseClick(window.rail.button("meetings"), Qt.MouseButton.LeftButton)
    assert window.rail.current == "meetings"
    assert view_of(window).places == [Place(feature="meetings")]
    assert home.left == 1
    qtbot.keyClick(window, Qt.Key.Key_Left, Qt.KeyboardModifier.AltModifier)
    assert view_of(window) is home
    assert window.rail.current == "home"


def test_a_place_off_the_rail_marks_nothing(window: MainWindow) -> None:
    window._navigator.go(Place(feature="reader", paper="p1", page=3))
    assert view_of(window).places == [Place(feature="reader", paper="p1", page=3)]
    assert window.rail.current is None


def test_keys_lead_to_places(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    assert window.rail.current == "ballots"


def test_a_place_the_role_may_not_use_is_not_there(
    qtbot: QtBot, qapp: QApplication, theme: Theme, tasks: Tasks, window: MainWindow
) -> None:
    window._navigator.go(Place(feature="desk"))
    assert window.rail.current == "home"
    desk = make_window(qapp, theme, tasks, role=Role.SECRETARY)
    assert desk.rail.button("desk").text() == "Secretariat"


def test_f6_walks_the_areas_of_the_window(qtbot: QtBot, window: MainWindow) -> None:
    window.rail.button("home").setFocus()
    areas = []
    for _ in range(3):
        qtbot.keyClick(window, Qt.Key.Key_F6)
        focus = window.focusWidget()
        areas.append(next(a for a in (window.rail, window.top_line, window.stage) if a.isAncestorOf(focus)))
    assert areas == [window.top_line, window.stage, window.rail]


def test_the_palette_finds_without_diacritics_and_goes_there(
    qtbot: QtBot, qapp: QApplication, theme: Theme, tasks: Tasks
) -> None:
    gone: list[str] = []
    goals = [
        Goal("p1", "Luật Đất đai", lambda: gone.append("p1")),
        Goal("p2", "Ngân sách", lambda: gone.append("p2")),
    ]
    window = make_window(qapp, theme, tasks, finders=(lambda _typed: goals,))
    window.show()
    qtbot.waitExposed(window)
    window.activateWindow()
    field = view_of(window).field
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClick(field, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    palette = window.command_palette
    assert palette.isVisible()
    qtbot.keyClicks(palette.field, "dat dai")
    assert [row.id for row in palette.list.rows.rows] == ["p1", "search-all"]
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert gone == ["p1"]
    assert palette.isHidden()
    assert window.focusWidget() is view_of(window).field


def test_the_palette_offers_to_search_all_papers(qtbot: QtBot, window: MainWindow) -> None:
    window.command_palette.open()
    window.command_palette.field.setText("no such place")
    qtbot.keyClick(window.command_palette.field, Qt.Key.Key_Return)
    assert view_of(window).places == [Place(feature="search", query="no such place")]


def test_escape_closes_the_palette(qtbot: QtBot, window: MainWindow) -> None:
    window.command_palette.open()
    qtbot.keyClick(window.command_palette.field, Qt.Key.Key_Escape)
    assert window.command_palette.isHidden()


def test_a_switch_of_language_builds_the_window_anew_at_the_same_place(qtbot: QtBot, window: MainWindow) -> None:
    window._navigator.go(Place(feature="meetings", meeting="m1"))
    with qtbot.waitSignal(window.rebuilt):
        window.use_language(Language.VIETNAMESE)
    assert window.rail.button("meetings").text() == "Phiên họp"
    assert view_of(window).places == [Place(feature="meetings", meeting="m1")]
    qtbot.keyClick(window, Qt.Key.Key_1, Qt.KeyboardModifier.ControlModifier)
    assert window.rail.current == "home"
    window.use_language(Language.ENGLISH)


def test_a_switch_of_the_look_tints_icons_anew(theme: Theme, window: MainWindow) -> None:
    lock = window.top_line.settings
    before = lock.icon().pixmap(20).toImage()
    theme.use(Look.DARK)
    assert tokens() is LOOKS[Look.DARK]
    assert lock.icon().pixmap(20).toImage() != before
    ground = window.stage.grab().toImage().pixelColor(QPoint(4, 4)).name()
    assert ground == LOOKS[Look.DARK].ground


def test_the_sync_line_and_notices_are_quiet_words(qtbot: QtBot, window: MainWindow) -> None:
    window.show_sync(SyncView(SyncKind.SYNCING, NOON, 2, 12))
    assert window.top_line.sync.accessibleName() == "Syncing 3 of 12 papers"
    window.show_notice(Notice(id="votes", words="1 vote waits."))
    window.show_notice(Notice(id="votes", words="2 votes wait."))
    assert [notice.words for notice in window.notices] == ["2 votes wait."]
    window.clear_notice("votes")
    assert window.notices == ()


def test_the_window_asks_before_it_closes_and_lets_views_save(window: MainWindow) -> None:
    view = view_of(window)
    window.may_close = lambda: False
    assert not window.close()
    assert view.left == 0
    window.may_close = lambda: True
    assert window.close()
    assert view.left == 1


def test_everything_has_a_name_and_a_sane_order_and_fits_a_small_screen(
    qtbot: QtBot, qapp: QApplication, theme: Theme, tasks: Tasks, tmp_path: Path
) -> None:
    for look in Look:
        theme.use(look)
        window = make_window(qapp, theme, tasks, role=Role.SECRETARY, first=Gallery)
        window.resize(1366, 768)
        window.show()
        qtbot.waitExposed(window)
        check_window(window)
        assert len(focusable(window)) > 15
        assert window.minimumSizeHint().width() <= 1366
        assert window.minimumSizeHint().height() <= 720
        window.close()
