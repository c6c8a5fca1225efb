"""What changed: the flags every act returns and the one signal that tells all views.

A view ignores what it does not show; nobody else refreshes anything.
"""

import threading
from collections.abc import Callable, Iterable
from enum import Flag, auto


class Change(Flag):
    """Subjects of the program."""

    NONE = 0
    PEOPLE = auto()
    MEETINGS = auto()
    AGENDA = auto()
    PAPERS = auto()
    POSITIONS = auto()
    BALLOTS = auto()
    NOTES = auto()
    READING = auto()
    DEVICES = auto()
    OUTBOX = auto()
    FILES = auto()
    CONTACT = auto()
    INDEX = auto()


OF_KIND = {
    "government": Change.PEOPLE,
    "person": Change.PEOPLE,
    "device": Change.DEVICES,
    "meeting": Change.MEETINGS,
    "item": Change.AGENDA,
    "agenda": Change.AGENDA,
    "line": Change.AGENDA,
    "decision": Change.AGENDA,
    "paper": Change.PAPERS,
    "position": Change.POSITIONS,
    "ballot": Change.BALLOTS,
    "progress": Change.BALLOTS,
    "vote": Change.BALLOTS,
    "note": Change.NOTES,
    "note_key": Change.PEOPLE,
    "shared_note": Change.NOTES,
    "comment": Change.NOTES,
    "outbox": Change.OUTBOX,
}


def of_kinds(kinds: Iterable[str]) -> Change:
    """The flags for a set of row kinds; a kind from a newer server changes nothing we show."""
    change = Change.NONE
    for kind in kinds:
        change |= OF_KIND.get(kind, Change.NONE)
    return change


class Changes:
    """Tells listeners what changed. Listeners run on the teller's thread; the window moves them to its own."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._listeners: list[Callable[[Change], None]] = []

    def subscribe(self, listener: Callable[[Change], None]) -> Callable[[], None]:
        """Call `listener` from now on; the returned function ends that."""
        with self._lock:
            self._listeners.append(listener)

        def end() -> None:
            with self._lock:
                if listener in self._listeners:
                    self._listeners.remove(listener)

        return end

    def tell(self, change: Change) -> Change:
        """Tell everyone; returns `change` so that an act can end with it."""
        if change:
            with self._lock:
                listeners = list(self._listeners)
            for listener in listeners:
                listener(change)
        return change
