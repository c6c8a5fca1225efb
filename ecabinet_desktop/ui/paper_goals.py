"""The papers of the coming meetings as goals of the palette: type a few letters of a title and read."""

from collections.abc import Callable, Sequence
from functools import partial

from ecabinet_desktop.ui.i18n import tr
from ecabinet_desktop.ui.navigator import Navigator, Place
from ecabinet_desktop.ui.widgets.command_palette import Goal
from ecabinet_desktop.usecases.meetings import Meetings


def paper_goals(meetings: Meetings, navigator: Navigator) -> Callable[[str], Sequence[Goal]]:
    """A finder over the agenda of the next meeting; nothing is offered before something is typed."""

    def goals(typed: str) -> list[Goal]:
        meeting = meetings.next() if typed.strip() else None
        if meeting is None:
            return []
        return [
            Goal(
                f"paper-{shown.paper.id}",
                f"{shown.paper.title} {shown.paper.label}".strip(),
                partial(navigator.go, Place(feature="reader", version=shown.paper.id)),
                subtitle=line.line.title,
                icon="paper",
                trail=tr("Paper"),
            )
            for line in meetings.agenda(meeting)
            for shown in line.papers
        ]

    return goals
