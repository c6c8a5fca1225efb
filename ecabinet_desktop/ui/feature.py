"""A feature is a value: id, title, icon, who may use it, and how to make its view.

Features are listed once, in the composition root; none imports another. A view is made when it is first shown and
made anew after a switch of language, so it translates in its constructor and never again.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from ecabinet_desktop.clock import Now
from ecabinet_desktop.domain.people import Role
from ecabinet_desktop.ui.dialogs import Dialogs
from ecabinet_desktop.ui.failures import Failures
from ecabinet_desktop.ui.navigator import Navigator, Place
from ecabinet_desktop.ui.tasks import Tasks


class View(QWidget):
    """What a feature shows in the window. Override what applies."""

    def show_place(self, place: Place) -> None:
        """Show what `place` names; called each time the person comes here."""

    def panel(self) -> QWidget | None:
        """A widget for the panel on the right, made once; None for no panel."""
        return None

    def leave(self) -> None:
        """The person goes elsewhere, locks or quits: save what is being written."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What every view needs besides its use cases; the root makes it once."""

    tasks: Tasks
    navigator: Navigator
    dialogs: Dialogs
    failures: Failures
    now: Now


@dataclass(frozen=True, slots=True)
class Feature:
    """One capability of the desktop. `title` is marked English; without `in_rail` it is reached from others."""

    id: str
    title: str
    icon: str
    allowed: Callable[[Role], bool]
    factory: Callable[[], View]
    in_rail: bool = True


def everyone(_role: Role) -> bool:
    """For features that need no role; what they show is decided in the domain."""
    return True
