from collections.abc import Iterator
from pathlib import Path

import pytest
from ecabinet_desktop.domain.position import Stance
from ecabinet_desktop.ui.feature import Surroundings
from ecabinet_desktop.ui.features.home.view import HomeView
from ecabinet_desktop.ui.navigator import Place
from ecabinet_desktop.ui.tasks import Tasks
from ecabinet_desktop.ui.theme import Theme
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from tests.helpers.desk import Bench, sample_bench, surroundings
from tests.helpers.dialogs import ScriptedDialogs
from tests.helpers.sweeps import check_window


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with sample_bench(tmp_path) as made:
        yield made


def shown(
    qtbot: QtBot, theme: Theme, tasks: Tasks, bench: Bench, dialogs: ScriptedDialogs
) -> tuple[HomeView, Surroundings]:
    around = surroundings(bench, tasks, dialogs, Place(feature="home"))
    view = HomeView(bench.desk, around)
    qtbot.addWidget(view)
    view.resize(1266, 712)
    view.show()
    view.show_place(Place(feature="home"))
    return view, around


def test_home_says_what_needs_a_member_now(
    qtbot: QtBot, theme: Theme, tasks: Tasks, bench: Bench, dialogs: ScriptedDialogs
) -> None:
    view, around = shown(qtbot, theme, tasks, bench, dialogs)
    assert view.meeting._left.text() == "2 days 20 hours left"
    assert [row.id for row in view.ballots.list.rows.rows] == ["b-open"]
    assert [row.badges[0][0] for row in view.papers.list.rows.rows] == ["Changed", "New", "New", "New", "New"]
    assert [row.lead for row in view.positions.list.rows.rows] == ["1", "2", "3", "4", "5"]
    assert view.devices.isHidden()
    assert view.refused.isHidden()
    check_window(view)
    view.papers.list.opened.emit("next-1-1.1")
    assert around.navigator.place == Place(feature="reader", paper="next-1-1", version="next-1-1.1")


def test_what_is_queued_and_what_was_refused_stays_until_it_was_read(
    qtbot: QtBot, theme: Theme, tasks: Tasks, bench: Bench, dialogs: ScriptedDialogs
) -> None:
    view, _ = shown(qtbot, theme, tasks, bench, dialogs)
    meeting = bench.desk.meetings.get("next")
    assert meeting is not None
    line = bench.desk.meetings.lines(meeting)[4]
    bench.desk.positions.state(line, Stance.WANTS_TO_SPEAK)
    qtbot.waitUntil(lambda: len(view.queued.list.rows.rows) == 1)
    assert view.queued.list.rows.rows[0].title == f"Your position: {line.title}"
    bench.answer("session_begun")
    qtbot.waitUntil(lambda: view.refused.isVisible())
    assert view.queued.isHidden()
    dismiss = view.refused.findChildren(QPushButton)[0]
    qtbot.mouseClick(dismiss, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.refused.isHidden())
    qtbot.waitUntil(lambda: not tasks.busy)


def test_a_secretary_sees_computers_that_wait(
    qtbot: QtBot, theme: Theme, tasks: Tasks, tmp_path: Path, dialogs: ScriptedDialogs
) -> None:
    with sample_bench(tmp_path, "s01") as bench:
        view, around = shown(qtbot, theme, tasks, bench, dialogs)
        assert [row.trail for row in view.devices.list.rows.rows] == ["204 517"]
        assert view.positions.isHidden()
        assert view.ballots.isHidden()
        view.devices.list.opened.emit("d-new")
        assert around.navigator.place == Place(feature="devices")


def test_a_dead_view_hears_nothing_more(
    qtbot: QtBot, theme: Theme, tasks: Tasks, bench: Bench, dialogs: ScriptedDialogs
) -> None:
    before = len(bench.desk.changes._listeners)
    view = HomeView(bench.desk, surroundings(bench, tasks, dialogs, Place(feature="home")))
    assert len(bench.desk.changes._listeners) == before + 1
    view.deleteLater()
    qtbot.waitUntil(lambda: len(bench.desk.changes._listeners) == before)


def test_home_leads_to_the_reading_plan(
    qtbot: QtBot, theme: Theme, tasks: Tasks, bench: Bench, dialogs: ScriptedDialogs
) -> None:
    view, around = shown(qtbot, theme, tasks, bench, dialogs)
    assert view.meeting.plan.text() == "Reading plan: 3 hours to read"
    qtbot.mouseClick(view.meeting.plan, Qt.MouseButton.LeftButton)
    assert around.navigator.place == Place(feature="plan", meeting="next")
