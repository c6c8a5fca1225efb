"""Brings changes from foreign threads to a view: on the UI thread, at most ten times a second, until it dies.

A hidden view is not told; it reads everything anew when the person comes back to it.
"""

import threading
from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from ecabinet_desktop.ui.tasks import Tasks
from ecabinet_desktop.usecases.change import Change, Changes

PAUSE = 100
"""Milliseconds between two tellings: a download reports each quarter of a megabyte."""


class Watch(QObject):
    """Calls `refresh` when something in `shows` has changed and `view` is visible. A child of the view."""

    def __init__(
        self, view: QWidget, changes: Changes, tasks: Tasks, shows: Change, refresh: Callable[[], None]
    ) -> None:
        super().__init__(view)
        self._view = view
        self._tasks = tasks
        self._shows = shows
        self._refresh = refresh
        self._lock = threading.Lock()
        self._changed = False
        self._pause = QTimer(self, interval=PAUSE, singleShot=True)
        self._pause.timeout.connect(self._tell)
        end = changes.subscribe(self._on_change)
        view.destroyed.connect(lambda: end())

    def _on_change(self, change: Change) -> None:
        """On any thread."""
        if not change & self._shows:
            return
        with self._lock:
            first = not self._changed
            self._changed = True
        if first:
            self._tasks.post(self._arrive, self)

    def _arrive(self) -> None:
        if not self._pause.isActive():
            self._tell()

    def _tell(self) -> None:
        with self._lock:
            changed = self._changed
            self._changed = False
        if changed:
            self._pause.start()
            if self._view.isVisible():
                self._refresh()
