import threading

import pytest
from ecabinet_desktop.errors import Offline
from ecabinet_desktop.ui.tasks import PROGRESS_SECONDS, Progress, Tasks
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QTimer
from pytestqt.qtbot import QtBot


def test_work_runs_elsewhere_and_its_result_arrives_on_the_ui_thread(qtbot: QtBot, tasks: Tasks) -> None:
    owner, ids = QObject(), []
    tasks.run(owner, lambda _p: threading.get_ident(), lambda worker: ids.extend([worker, threading.get_ident()]))
    qtbot.waitUntil(lambda: len(ids) == 2)
    assert ids[0] != ids[1] == threading.get_ident()


def test_a_known_error_reaches_failed(qtbot: QtBot, tasks: Tasks, bugs: list[BaseException]) -> None:
    owner, seen = QObject(), []

    def work(_p: Progress) -> None:
        raise Offline("down")

    tasks.run(owner, work, lambda _r: pytest.fail("no result"), lambda e: seen.append((e, threading.get_ident())))
    qtbot.waitUntil(lambda: bool(seen))
    assert isinstance(seen[0][0], Offline)
    assert seen[0][1] == threading.get_ident()
    assert bugs == []


def test_an_unexpected_error_is_a_bug_and_later_work_still_runs(
    qtbot: QtBot, tasks: Tasks, bugs: list[BaseException]
) -> None:
    owner, done = QObject(), []
    tasks.run(owner, lambda _p: 1 // 0, done.append, lambda _e: pytest.fail("not a known error"))
    qtbot.waitUntil(lambda: len(bugs) == 1)
    assert isinstance(bugs[0], ZeroDivisionError)
    tasks.run(owner, lambda _p: 5, done.append)
    qtbot.waitUntil(lambda: done == [5])


def test_a_known_error_nobody_handles_is_told(qtbot: QtBot, tasks: Tasks, bugs: list[BaseException]) -> None:
    def work(_p: Progress) -> None:
        raise Offline()

    owner = QObject()
    tasks.run(owner, work, lambda _r: None)
    qtbot.waitUntil(lambda: [type(bug) for bug in bugs] == [Offline])


def test_an_error_in_done_is_a_bug(qtbot: QtBot, tasks: Tasks, bugs: list[BaseException]) -> None:
    owner = QObject()
    tasks.run(owner, lambda _p: 0, lambda zero: 1 // zero)
    qtbot.waitUntil(lambda: [type(bug) for bug in bugs] == [ZeroDivisionError])


def test_the_result_is_dropped_and_the_work_told_when_the_owner_has_died(qtbot: QtBot, tasks: Tasks) -> None:
    owner, gate, done, saw = QObject(), threading.Event(), [], []

    def work(progress: Progress) -> int:
        gate.wait(10)
        saw.append(progress.cancelled)
        return 1

    tasks.run(owner, work, done.append)
    owner.deleteLater()
    QCoreApplication.sendPostedEvents(owner, QEvent.Type.DeferredDelete.value)
    gate.set()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert saw == [True]
    assert done == []


def test_a_cancelled_task_delivers_nothing_and_stops_at_its_next_check(qtbot: QtBot, tasks: Tasks) -> None:
    owner, began, gate, rounds, done = QObject(), threading.Event(), threading.Event(), [], []

    def work(progress: Progress) -> None:
        began.set()
        gate.wait(10)
        for number in range(100):
            progress.tell(number / 100)
            rounds.append(number)

    task = tasks.run(owner, work, done.append, lambda _e: pytest.fail("cancelled is no failure"))
    assert began.wait(10)
    task.cancel()
    gate.set()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert rounds == []
    assert done == []


def test_a_newer_task_with_the_same_key_supersedes_the_older(qtbot: QtBot, tasks: Tasks) -> None:
    owner, other, gate, done = QObject(), QObject(), threading.Event(), []

    def slow(_p: Progress) -> str:
        gate.wait(10)
        return "old"

    tasks.run(owner, slow, done.append, key="hits")
    tasks.run(other, lambda _p: "someone else's", done.append, key="hits")
    tasks.run(owner, lambda _p: "new", done.append, key="hits")
    qtbot.waitUntil(lambda: len(done) == 2)
    gate.set()
    qtbot.waitUntil(lambda: not tasks.busy)
    assert sorted(done) == ["new", "someone else's"]


def test_progress_is_thinned_out_and_its_last_word_is_not_lost(qtbot: QtBot, tasks: Tasks) -> None:
    owner, gate, told, done = QObject(), threading.Event(), [], []

    def work(progress: Progress) -> str:
        for number in range(1, 5001):
            progress.tell(number / 5000, str(number))
        gate.wait(10)
        return "end"

    tasks.run(owner, work, done.append, progress=lambda share, words: told.append((share, words)))
    qtbot.waitUntil(lambda: bool(told) and told[-1] == (1.0, "5000"))
    assert len(told) <= 20
    gate.set()
    qtbot.waitUntil(lambda: done == ["end"])


def test_the_last_word_of_a_task_that_has_ended_harms_nothing(qtbot: QtBot, tasks: Tasks) -> None:
    """The timer of its last word may be all that is left of it; PySide crashed there."""
    owner, told = QObject(), []

    def work(progress: Progress) -> None:
        for number in range(40):
            progress.tell(number / 40)

    for _ in range(40):
        tasks.run(owner, work, lambda _done: None, progress=lambda share, _words: told.append(share))
        qtbot.waitUntil(lambda: not tasks.busy)
    over: list[bool] = []
    QTimer.singleShot(int(3 * PROGRESS_SECONDS * 1000), owner, lambda: over.append(True))
    qtbot.waitUntil(lambda: bool(over))
    assert told


def test_posts_from_foreign_threads_arrive_in_order_on_the_ui_thread(qtbot: QtBot, tasks: Tasks) -> None:
    seen: list[tuple[int, int]] = []

    def foreign() -> None:
        for number in range(200):
            tasks.post(lambda n=number: seen.append((n, threading.get_ident())))  # type: ignore[misc]

    thread = threading.Thread(target=foreign)
    thread.start()
    thread.join()
    assert seen == []
    qtbot.waitUntil(lambda: len(seen) == 200)
    assert [number for number, _ in seen] == list(range(200))
    assert {ident for _, ident in seen} == {threading.get_ident()}


def test_nothing_is_delivered_after_close(qtbot: QtBot, bugs: list[BaseException]) -> None:
    tasks, owner, done = Tasks(bug=bugs.append), QObject(), []
    tasks.run(owner, lambda _p: 1, done.append)
    tasks.close()
    tasks.post(lambda: done.append(2))
    QCoreApplication.processEvents()
    assert done == []
