"""The one writer of a server process: takes every waiting job, runs each in a savepoint, commits once, answers.

Nobody gets an answer before the commit; a job that fails undoes itself and nobody else's. Committing together is
what makes hundreds of durable votes a second possible on one disk (DESIGN 8).
"""

import logging
import queue
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from typing import Any, TypeVar

from ecabinet_desktop.errors import ECabinetError, Offline
from ecabinet_desktop.server.store import Store
from ecabinet_desktop.server.transaction import Transaction

T = TypeVar("T")
Job = Callable[[Transaction], T]
Waiting = tuple[Job[Any], "Future[Any]"]

log = logging.getLogger(__name__)

GROUP = 256
"""Jobs in one commit at the most."""
TICK_SECONDS = 1.0
"""How often what is due by the clock is looked for when nobody writes."""


class Writer:
    """Runs jobs in order on a thread of its own. `ticks` run before each group and while nothing else happens."""

    def __init__(self, store: Store, ticks: Sequence[Job[None]]) -> None:
        self._store = store
        self._ticks = ticks
        self._queue: queue.SimpleQueue[Waiting | None] = queue.SimpleQueue()
        self._closing = threading.Event()
        # The server's only own thread: one writer is the rule of this module, and SQLite's as well.
        self._thread = threading.Thread(target=self._work, name="writer", daemon=True)  # noqa: TID251
        self._thread.start()

    def submit(self, job: Job[T]) -> "Future[T]":
        """Queue a job; its future is done after the commit, or holds the error that undid it."""
        future: Future[T] = Future()
        if self._closing.is_set():
            future.set_exception(Offline("the server is stopping"))
        else:
            self._queue.put((job, future))
        return future

    def run(self, job: Job[T]) -> T:
        """Queue a job and wait for its commit."""
        return self.submit(job).result()

    def close(self) -> None:
        """Finish what is queued and stop."""
        self._closing.set()
        self._queue.put(None)
        self._thread.join()
        while not self._queue.empty():
            left = self._queue.get()
            if left is not None:
                left[1].set_exception(Offline("the server is stopping"))

    def _work(self) -> None:
        while True:
            group, go_on = self._next_group()
            self._commit(group)
            if not go_on:
                return

    def _next_group(self) -> tuple[list[Waiting], bool]:
        """All that waits, up to GROUP; empty when only the clock moved on. False: stop afterwards."""
        group: list[Waiting] = []
        try:
            first = self._queue.get(timeout=TICK_SECONDS)
            while first is not None:
                group.append(first)
                if len(group) == GROUP:
                    return group, True
                first = self._queue.get_nowait()
        except queue.Empty:
            return group, True
        return group, False

    def _commit(self, group: list[Waiting]) -> None:
        """One transaction for the group; its answers are given only after the commit."""
        answers: list[tuple[Future[Any], Any, BaseException | None]] = []
        try:
            with self._store.writing() as transaction:
                for tick in self._ticks:
                    if (trouble := _attempt(transaction, tick)[1]) is not None:
                        log.error("a timed job failed: %s", type(trouble).__name__, exc_info=trouble)
                for job, future in group:
                    answers.append((future, *_attempt(transaction, job)))
        except Exception as error:
            # Whatever kept the group from being committed, a bug included: nobody waits for ever.
            if not isinstance(error, ECabinetError):
                log.error("a group was not committed: %s", type(error).__name__, exc_info=error)
            for _job, future in group:
                future.set_exception(error)
            return
        for future, value, trouble in answers:
            if trouble is None:
                future.set_result(value)
            else:
                future.set_exception(trouble)


def _attempt(transaction: Transaction, job: Job[T]) -> tuple[T | None, BaseException | None]:
    """Run a job in its savepoint; what it raises is handed to whoever waits for it, a bug included."""
    try:
        return transaction.attempt(lambda: job(transaction)), None
    except Exception as error:
        return None, error
