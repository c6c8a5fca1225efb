"""Work off the UI thread: the only way to leave it, and the only way back.

A result is delivered on the UI thread, once, and only while its owner lives and nobody cancelled or superseded the
task. Work and callbacks share nothing else; a use case that is called from here must be safe on any thread.
"""

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QObject, Qt, QTimer, Signal, Slot
from shiboken6 import isValid

from ecabinet_desktop.clock import monotonic
from ecabinet_desktop.errors import Cancelled, ECabinetError

T = TypeVar("T")
WORKERS = 4
"""Work here waits for the disk, the PDF helper or the server; two cores stay free enough for the window."""
PROGRESS_SECONDS = 0.1
"""Progress is told at most ten times a second; the latest word wins and is never lost."""


class Progress:
    """What work holds of its task: it tells how far it is, and learns that it should stop."""

    def __init__(self, task: "Task[Any]", told: Callable[[float, str], None]) -> None:
        self._task = task
        self._told = told

    @property
    def cancelled(self) -> bool:
        """True when nobody waits for the result any more."""
        return self._task.dropped

    def tell(self, share: float, words: str = "") -> None:
        """Say how far the work is, 0 to 1; raises Cancelled when it should stop, so call it in each round."""
        self.check()
        self._told(share, words)

    def check(self) -> None:
        """Raise Cancelled when nobody waits for the result any more."""
        if self.cancelled:
            raise Cancelled()


class Task(Generic[T]):
    """One piece of work under way."""

    def __init__(self, owner: QObject, key: str | None) -> None:
        self.owner = owner
        self.key = key
        self._cancelled = threading.Event()
        self._future: Future[None] | None = None
        self.finished = False

    def cancel(self) -> None:
        """Stop caring: nothing is delivered from now on; the work ends at its next `tell` or `check`."""
        self._cancelled.set()
        if self._future is not None:
            self._future.cancel()

    @property
    def dropped(self) -> bool:
        """Cancelled, superseded, or its owner is gone."""
        return self._cancelled.is_set() or not isValid(self.owner)

    def began(self, future: "Future[None]") -> None:
        """Remember where the work waits, so that cancelling takes it out of the queue."""
        self._future = future


class Tasks(QObject):
    """Runs work on threads. `bug` is told of every exception that is no `ECabinetError`, on the UI thread."""

    _arrived = Signal()

    def __init__(self, parent: QObject | None = None, bug: Callable[[BaseException], None] | None = None) -> None:
        super().__init__(parent)
        self.bug: Callable[[BaseException], None] = bug or _raise
        self._pool = ThreadPoolExecutor(max_workers=WORKERS, thread_name_prefix="task")
        self._inbox: deque[Callable[[], None]] = deque()
        self._running: set[Task[Any]] = set()
        self._keyed: dict[tuple[QObject, str], Task[Any]] = {}
        self._closed = False
        self._arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def busy(self) -> bool:
        """True while any task is under way; tests wait for its end."""
        return bool(self._running) or bool(self._inbox)

    def run(
        self,
        owner: QObject,
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[ECabinetError], None] | None = None,
        key: str | None = None,
        progress: Callable[[float, str], None] | None = None,
    ) -> Task[T]:
        """Run `work` on a thread and hand its result to `done` on this one.

        A newer task of the same owner with the same `key` supersedes an older one. Without `failed` an
        `ECabinetError` goes to `bug` like any other exception: somebody must say it.
        """
        task: Task[T] = Task(owner, key)
        if key is not None:
            older = self._keyed.get((owner, key))
            if older is not None:
                older.cancel()
            self._keyed[owner, key] = task
        self._running.add(task)
        teller = _Teller(self, task, progress)

        def job() -> None:
            self._work(task, work, done, failed, Progress(task, teller.tell))

        future = self._pool.submit(job)
        future.add_done_callback(lambda ended: self._ended(task, ended))
        task.began(future)
        return task

    def post(self, call: Callable[[], None], owner: QObject | None = None) -> None:
        """Call `call` on the UI thread soon, in the order of posting; from any thread.

        Dropped when `owner` has died. After `close` nothing is delivered.
        """
        self._inbox.append(lambda: call() if owner is None or isValid(owner) else None)
        try:
            self._arrived.emit()
        except RuntimeError:  # the window is gone and Qt's half of this object with it: nobody is left to tell
            self._inbox.clear()

    def close(self, *, wait: bool = True) -> None:
        """Cancel everything; with `wait`, return when the threads have ended."""
        self._closed = True
        for task in list(self._running):
            task.cancel()
        self._pool.shutdown(wait=wait, cancel_futures=True)
        self._inbox.clear()
        self._running.clear()
        self._keyed.clear()

    def _work(
        self,
        task: Task[T],
        work: Callable[[Progress], T],
        done: Callable[[T], None],
        failed: Callable[[ECabinetError], None] | None,
        progress: Progress,
    ) -> None:
        """On a worker thread: run, then send the end back. A bug is told even when nobody waits for the result."""
        try:
            progress.check()
            result = work(progress)
        except Cancelled:
            return
        except ECabinetError as error:
            self._send(task, failed or self.bug, error)
        except Exception as error:
            self.post(partial(self.bug, error))
        else:
            self._send(task, done, result)

    def _send(self, task: Task[Any], receiver: Callable[[Any], None], value: object) -> None:
        self.post(lambda: None if task.dropped else receiver(value))

    def _ended(self, task: Task[Any], _future: "Future[None]") -> None:
        """On whichever thread ended it: forget the task behind its result."""
        if not self._closed:
            self.post(lambda: self._forget(task))

    def _forget(self, task: Task[Any]) -> None:
        task.finished = True
        self._running.discard(task)
        if task.key is not None and self._keyed.get((task.owner, task.key)) is task:
            del self._keyed[task.owner, task.key]

    @Slot()
    def _deliver(self) -> None:
        while self._inbox and not self._closed:
            call = self._inbox.popleft()
            try:
                call()
            except Exception as error:
                self.bug(error)


class _Teller:
    """Thins out the progress of one task: the latest word, at most every `PROGRESS_SECONDS`."""

    def __init__(self, tasks: Tasks, task: Task[Any], progress: Callable[[float, str], None] | None) -> None:
        self._tasks = tasks
        self._task = task
        self._progress = progress
        self._lock = threading.Lock()
        self._latest: tuple[float, str] = (0.0, "")
        self._on_its_way = False
        self._last = -PROGRESS_SECONDS

    def tell(self, share: float, words: str) -> None:
        """From the worker thread."""
        if self._progress is None:
            return
        with self._lock:
            self._latest = (share, words)
            if self._on_its_way:
                return
            self._on_its_way = True
        self._tasks.post(self._show)

    def _show(self) -> None:
        """On the UI thread: show now, or when a tenth of a second has passed."""
        wait = self._last + PROGRESS_SECONDS - monotonic()
        if wait > 0:
            # A lambda: PySide 6.11 crashes on a bound method whose object nobody but the timer holds any more.
            QTimer.singleShot(max(1, round(wait * 1000)), self._tasks, lambda: self._show())
            return
        with self._lock:
            latest = self._latest
            self._on_its_way = False
        self._last = monotonic()
        if self._progress is not None and not self._task.dropped and not self._task.finished:
            self._progress(*latest)


def _raise(error: BaseException) -> None:
    raise error
