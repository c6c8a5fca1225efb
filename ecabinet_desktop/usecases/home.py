"""What needs this person now: the answer Home gives."""

from collections.abc import Callable
from dataclasses import dataclass

from ecabinet_desktop.domain.ballot import Ballot
from ecabinet_desktop.domain.meeting import Meeting
from ecabinet_desktop.domain.people import Device, DeviceState, Person, Role
from ecabinet_desktop.usecases.delivery import Delivering, Queued
from ecabinet_desktop.usecases.meetings import Meetings, ShownLine, ShownPaper
from ecabinet_desktop.usecases.reading_plan import READERS, ReadingPlan
from ecabinet_desktop.usecases.voting import Voting
from ecabinet_desktop.vault.replica import Replica
from ecabinet_desktop.wire.commands import AnyCommand


@dataclass(frozen=True, slots=True)
class Today:
    """Everything on Home. `to_state` are lines without a position of mine, `to_confirm` those to confirm; `minutes`
    of reading are left for the meeting, None for who does not read for it."""

    meeting: Meeting | None
    unread: tuple[ShownPaper, ...]
    waiting: tuple[Ballot, ...]
    queued: tuple[Queued, ...]
    to_state: tuple[ShownLine, ...]
    to_confirm: tuple[ShownLine, ...]
    devices: tuple[Device, ...]
    minutes: int | None = None


class Home:
    """Gathers what the other subjects know."""

    def __init__(
        self,
        replica: Replica,
        meetings: Meetings,
        voting: Voting,
        delivering: Delivering,
        plan: ReadingPlan,
        me: Person,
        is_trace: Callable[[AnyCommand], bool],
    ) -> None:
        self._replica = replica
        self._meetings = meetings
        self._voting = voting
        self._delivering = delivering
        self._plan = plan
        self._me = me
        self._is_trace = is_trace

    def today(self) -> Today:
        """What needs me now; a few milliseconds on a full store."""
        meeting = self._meetings.next()
        agenda = self._meetings.agenda(meeting) if meeting else []
        mine = agenda if self._me.role is Role.MEMBER else []
        return Today(
            meeting=meeting,
            unread=tuple(paper for shown in agenda for paper in shown.papers if paper.news),
            waiting=tuple(self._voting.waiting()),
            queued=tuple(one for one in self._delivering.queued() if not self._is_trace(one.body)),
            to_state=tuple(shown for shown in mine if shown.position is None),
            to_confirm=tuple(shown for shown in mine if shown.position and shown.position.confirm),
            devices=self._devices_to_approve(),
            minutes=self._plan.of(meeting, agenda).minutes if meeting and self._me.role in READERS else None,
        )

    def _devices_to_approve(self) -> tuple[Device, ...]:
        if self._me.role is not Role.SECRETARY:
            return ()
        return tuple(d for d in self._replica.all(Device) if d.state is DeviceState.PENDING)
