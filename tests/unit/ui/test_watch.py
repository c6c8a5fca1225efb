import threading

import pytest
from ecabinet_desktop.ui.tasks import Tasks
from ecabinet_desktop.ui.theme import Theme
from ecabinet_desktop.ui.watch import PAUSE, Watch
from ecabinet_desktop.usecases.change import Change, Changes
from PySide6.QtCore import QCoreApplication, QElapsedTimer, QEvent
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot


class Watched(QWidget):
    """A view that keeps the thread and the moment of each refresh."""

    def __init__(self, changes: Changes, tasks: Tasks, shows: Change) -> None:
        super().__init__()
        self.threads: list[int] = []
        self.moments: list[int] = []
        self._timer = QElapsedTimer()
        self._timer.start()
        self.watch = Watch(self, changes, tasks, shows, self._refresh)

    def _refresh(self) -> None:
        self.threads.append(threading.get_ident())
        self.moments.append(self._timer.elapsed())


@pytest.fixture
def changes() -> Changes:
    return Changes()


@pytest.fixture
def view(qtbot: QtBot, theme: Theme, tasks: Tasks, changes: Changes) -> Watched:
    made = Watched(changes, tasks, Change.PAPERS | Change.FILES)
    qtbot.addWidget(made)
    made.show()
    return made


def tell_elsewhere(changes: Changes, *told: Change) -> None:
    """Tell `told` on a foreign thread and wait until it has ended."""
    thread = threading.Thread(target=lambda: [changes.tell(change) for change in told])
    thread.start()
    thread.join()


def settle(qtbot: QtBot, view: Watched) -> None:
    """Wait until a telling that is under way would have happened: a later one, from the same queue, has."""
    before = len(view.threads)
    view.watch._on_change(Change.PAPERS)
    qtbot.waitUntil(lambda: len(view.threads) > before)


def test_a_change_told_on_a_foreign_thread_refreshes_on_the_ui_thread(
    qtbot: QtBot, view: Watched, changes: Changes
) -> None:
    tell_elsewhere(changes, Change.PAPERS)
    assert view.threads == [], "not before the UI thread has its turn"
    qtbot.waitUntil(lambda: len(view.threads) == 1)
    assert view.threads == [threading.get_ident()]


def test_a_change_of_something_else_refreshes_nothing(qtbot: QtBot, view: Watched, changes: Changes) -> None:
    tell_elsewhere(changes, Change.NOTES, Change.BALLOTS | Change.PEOPLE)
    settle(qtbot, view)
    assert len(view.threads) == 1


def test_one_flag_among_others_is_enough(qtbot: QtBot, view: Watched, changes: Changes) -> None:
    tell_elsewhere(changes, Change.NOTES | Change.FILES)
    qtbot.waitUntil(lambda: len(view.threads) == 1)


def test_a_burst_is_told_at_once_and_then_at_most_once_a_pause(
    qtbot: QtBot, view: Watched, changes: Changes
) -> None:
    tell_elsewhere(changes, *[Change.FILES] * 200)
    qtbot.waitUntil(lambda: len(view.threads) == 1)
    for _ in range(50):
        tell_elsewhere(changes, Change.FILES)
    qtbot.waitUntil(lambda: len(view.threads) >= 2)
    settle(qtbot, view)
    assert len(view.threads) == 3
    gaps = [later - former for former, later in zip(view.moments, view.moments[1:], strict=False)]
    assert min(gaps) >= 0.9 * PAUSE


def test_the_last_change_of_a_burst_is_never_lost(qtbot: QtBot, view: Watched, changes: Changes) -> None:
    tell_elsewhere(changes, Change.FILES)
    qtbot.waitUntil(lambda: len(view.threads) == 1)
    tell_elsewhere(changes, Change.FILES)
    qtbot.waitUntil(lambda: len(view.threads) == 2)


def test_a_hidden_view_is_not_told(qtbot: QtBot, view: Watched, changes: Changes) -> None:
    view.hide()
    tell_elsewhere(changes, Change.PAPERS)
    other = Watched(changes, view.watch._tasks, Change.PAPERS)
    qtbot.addWidget(other)
    other.show()
    tell_elsewhere(changes, Change.PAPERS)
    qtbot.waitUntil(lambda: len(other.threads) == 1)
    assert view.threads == []
    view.show()
    settle(qtbot, view)
    assert len(view.threads) == 1


def test_a_dead_view_has_left_and_is_not_called_again(
    qtbot: QtBot, theme: Theme, tasks: Tasks, changes: Changes, bugs: list[BaseException]
) -> None:
    view = Watched(changes, tasks, Change.PAPERS)
    view.show()
    threads = view.threads
    tell_elsewhere(changes, Change.PAPERS)
    view.deleteLater()
    QCoreApplication.sendPostedEvents(view, QEvent.Type.DeferredDelete.value)
    tell_elsewhere(changes, Change.PAPERS)
    assert changes._listeners == []
    qtbot.waitUntil(lambda: not tasks.busy)
    QCoreApplication.processEvents()
    assert (threads, bugs) == ([], [])
