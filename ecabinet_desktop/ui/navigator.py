"""Where the person is, and how features meet: one goes to a `Place` and never to another feature's window.

A place holds ids only, so that it can be kept, compared and shown again after a sync.
"""

from collections import deque
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

HISTORY = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A feature and what it should show. `page` counts from 0; `query` is words searched for; `against` an older
    version to compare with."""

    feature: str
    meeting: str | None = None
    item: str | None = None
    paper: str | None = None
    version: str | None = None
    against: str | None = None
    page: int | None = None
    ballot: str | None = None
    note: str | None = None
    query: str = ""


class Navigator(QObject):
    """Goes to places and back. `moved` carries the place now in force; the window shows it. `panel_wanted` asks for
    the panel at the right, also where the person keeps it hidden."""

    moved = Signal(object)
    panel_wanted = Signal()

    def __init__(self, start: Place, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.place = start
        self._back: deque[Place] = deque(maxlen=HISTORY)
        self._forward: list[Place] = []

    @property
    def can_go_back(self) -> bool:
        """True when `back` leads somewhere."""
        return bool(self._back)

    @property
    def can_go_forward(self) -> bool:
        """True when `forward` leads somewhere."""
        return bool(self._forward)

    def go(self, place: Place) -> None:
        """Go to `place` and remember where we were. Going where we are shows it again, without a new step."""
        if place != self.place:
            self._back.append(self.place)
            self._forward.clear()
        self._move(place)

    def note(self, place: Place) -> None:
        """The view moved by itself (a page was turned): `back` will return here; nothing is shown anew."""
        self.place = place

    def note_step(self, place: Place) -> None:
        """The view moved far by itself (to a hit): nothing is shown anew, and `back` returns to where we were."""
        if place != self.place:
            self._back.append(self.place)
            self._forward.clear()
            self.place = place

    def back(self) -> None:
        """Return to the place before this one."""
        if self._back:
            self._forward.append(self.place)
            self._move(self._back.pop())

    def forward(self) -> None:
        """Undo `back`."""
        if self._forward:
            self._back.append(self.place)
            self._move(self._forward.pop())

    def _move(self, place: Place) -> None:
        self.place = place
        self.moved.emit(place)
