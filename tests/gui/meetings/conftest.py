"""The sample's cabinet as a member sees it, in the view of meetings."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from ecabinet_desktop.ui.feature import Surroundings
from ecabinet_desktop.ui.features.meetings.view import MeetingsView
from ecabinet_desktop.ui.navigator import Place
from ecabinet_desktop.ui.tasks import Tasks
from ecabinet_desktop.ui.theme import Theme
from pytestqt.qtbot import QtBot

from tests.helpers.desk import Bench, sample_bench, surroundings
from tests.helpers.dialogs import ScriptedDialogs

MEETINGS = Place(feature="meetings")


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with sample_bench(tmp_path) as made:
        yield made


@pytest.fixture
def around(tasks: Tasks, bench: Bench, dialogs: ScriptedDialogs) -> Surroundings:
    return surroundings(bench, tasks, dialogs, MEETINGS)


@pytest.fixture
def view(qtbot: QtBot, theme: Theme, bench: Bench, around: Surroundings) -> Iterator[MeetingsView]:
    """Shown, with the next meeting's agenda and the keyboard on it."""
    made = MeetingsView(bench.desk, around)
    qtbot.addWidget(made)
    made.resize(1266, 712)
    made.show()
    with qtbot.waitActive(made):
        pass
    made.show_place(MEETINGS)
    yield made
    qtbot.waitUntil(lambda: not around.tasks.busy)
