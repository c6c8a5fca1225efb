"""The secretary's acts and the chair's: agenda, papers, presence, ballots, decisions, devices.

Everything goes through the same commands as a member's acts; the server decides (DESIGN 1).
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from ecabinet_desktop.clock import NewId, Now
from ecabinet_desktop.crypto import codes
from ecabinet_desktop.domain import access
from ecabinet_desktop.domain.access import BALLOT_OPENERS, PERMITTED, Facts, may_do, standings
from ecabinet_desktop.domain.agenda import Item, ItemType, in_order, missing
from ecabinet_desktop.domain.ballot import Ballot, BallotKind
from ecabinet_desktop.domain.meeting import ItemResult, Meeting, MeetingKind, MeetingState
from ecabinet_desktop.domain.paper import PaperVersion, latest
from ecabinet_desktop.domain.people import Device, Government, Person, Role, members
from ecabinet_desktop.usecases.change import Change
from ecabinet_desktop.usecases.delivery import Delivering
from ecabinet_desktop.vault.replica import Replica
from ecabinet_desktop.wire import commands

CODE_LIFE = timedelta(days=3)
"""How long an enrolment code stays good when a secretary issues it."""


@dataclass(frozen=True, slots=True)
class ShownItem:
    """An item of the design with its papers and what it still lacks, as codes of `domain.agenda.missing`."""

    item: Item
    papers: tuple[PaperVersion, ...]
    gaps: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Attendance:
    """Who is present, and what the quorum takes (R1)."""

    members: tuple[Person, ...]
    present: frozenset[str]
    quorum: int

    @property
    def is_quorate(self) -> bool:
        """True when enough members are present."""
        return len(self.present) >= self.quorum


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemForm:
    """What a secretary fills in for an item."""

    title: str
    item_type: ItemType
    sponsors: tuple[str, ...] = ()
    speaker: str = ""
    minutes: int = 0
    ministry: str = ""
    listed_only: bool = False
    notice: str = ""
    need_to_know: tuple[str, ...] = ()


class Secretariat:
    """The desk of a secretary; a chair has the part of it that `may` allows."""

    def __init__(self, replica: Replica, delivering: Delivering, me: Person, now: Now, new_id: NewId) -> None:
        self._replica = replica
        self._delivering = delivering
        self._me = me
        self._now = now
        self._new_id = new_id

    def may(self, command: str, meeting: Meeting | None = None, ballot: Ballot | None = None) -> bool:
        """True when this person's standing permits a command of this type."""
        return may_do(self._me, command, Facts(meeting=meeting), ballot=ballot)

    def may_move(self, meeting: Meeting, state: MeetingState) -> bool:
        """Whether I may bring the meeting there now."""
        return access.may_move(self._me, meeting, state)

    def may_put(self, kind: BallotKind, meeting: Meeting) -> bool:
        """True when this person opens and closes ballots of this kind."""
        held = standings(self._me, meeting)
        return bool(held & BALLOT_OPENERS[kind]) and bool(held & PERMITTED["announce_ballot"])

    def design(self, meeting: Meeting) -> list[ShownItem]:
        """The design agenda in order."""
        papers = self._replica.all(PaperVersion, meeting_id=meeting.id)
        shown = []
        for item in in_order(self._replica.all(Item, meeting_id=meeting.id)):
            own = latest([paper for paper in papers if paper.item_id == item.id])
            shown.append(ShownItem(item, own, missing(item, own)))
        return shown

    def attendance(self, meeting: Meeting) -> Attendance:
        """Members, who of them is present, and the quorum."""
        sitting = members(self._replica.all(Person), self._now().date())
        present = frozenset(meeting.present) & {person.id for person in sitting}
        government = self._replica.all(Government)[0]
        return Attendance(sitting, present, government.rules.quorum(len(sitting)))

    def chairs(self) -> list[Person]:
        """Members who may be charged with a session, by rank."""
        return list(members(self._replica.all(Person), self._now().date()))

    def plan(self, title: str, kind: MeetingKind, starts_at: datetime, place: str, chair_id: str) -> str:
        """Plan a meeting; returns its id."""
        meeting_id = self._new_id()
        self._send(
            commands.CreateMeeting(
                meeting_id=meeting_id, title=title, kind=kind, starts_at=starts_at, place=place, chair_id=chair_id
            ),
            Change.MEETINGS,
        )
        return meeting_id

    def edit_meeting(self, meeting: Meeting, title: str, starts_at: datetime, place: str, chair_id: str) -> Change:
        """Change when, where and under whom a meeting takes place."""
        command = commands.EditMeeting(
            meeting_id=meeting.id, title=title, starts_at=starts_at, place=place, chair_id=chair_id
        )
        return self._send(command, Change.MEETINGS, self._replica.rev(Meeting, meeting.id))

    def move_meeting(self, meeting: Meeting, state: MeetingState) -> Change:
        """Move a meeting along its lifecycle."""
        return self._send(commands.MoveMeeting(meeting_id=meeting.id, state=state), Change.MEETINGS)

    def add_item(self, meeting: Meeting, form: ItemForm) -> str:
        """Put an item at the end of the design; returns its id."""
        item_id = self._new_id()
        command = commands.AddItem(meeting_id=meeting.id, item_id=item_id, **_fields(form))
        self._send(command, Change.AGENDA)
        return item_id

    def edit_item(self, item: Item, form: ItemForm) -> Change:
        """Replace an item's particulars; refused when somebody changed it meanwhile."""
        command = commands.EditItem(item_id=item.id, **_fields(form))
        return self._send(command, Change.AGENDA, self._replica.rev(Item, item.id))

    def place_item(self, item: Item, place: int) -> Change:
        """Move an item on the design."""
        return self._send(commands.PlaceItem(item_id=item.id, place=place), Change.AGENDA)

    def remove_item(self, item: Item) -> Change:
        """Take an item off the design."""
        return self._send(commands.RemoveItem(item_id=item.id), Change.AGENDA)

    def withdraw(self, paper: PaperVersion, reason: str) -> Change:
        """Take a paper version back from every device."""
        return self._send(commands.WithdrawPaper(version_id=paper.id, reason=reason), Change.PAPERS)

    def approve(self, meeting: Meeting) -> Change:
        """Approve the design as the next version and publish its pack."""
        command = commands.ApproveAgenda(meeting_id=meeting.id, agenda_id=self._new_id())
        return self._send(command, Change.AGENDA | Change.MEETINGS | Change.PAPERS)

    def record_presence(self, meeting: Meeting, member_id: str, present: bool) -> Change:
        """Record that a member is or is not present."""
        command = commands.RecordPresence(meeting_id=meeting.id, member_id=member_id, present=present)
        return self._send(command, Change.MEETINGS)

    def check_in(self, meeting: Meeting) -> Change:
        """A member's own check-in."""
        return self._send(commands.CheckIn(meeting_id=meeting.id), Change.MEETINGS)

    def call_item(self, meeting: Meeting, item_id: str | None) -> Change:
        """Make an item the current one."""
        return self._send(commands.CallItem(meeting_id=meeting.id, item_id=item_id), Change.MEETINGS)

    def announce(
        self,
        meeting_id: str,
        item_id: str,
        kind: BallotKind,
        question: str,
        decision_text: str,
        papers: tuple[str, ...],
        deadline: datetime | None,
    ) -> str:
        """Freeze and announce a ballot; returns its id."""
        ballot_id = self._new_id()
        command = commands.AnnounceBallot(
            ballot_id=ballot_id,
            meeting_id=meeting_id,
            item_id=item_id,
            kind=kind,
            question=question,
            decision_text=decision_text,
            papers=papers,
            deadline=deadline,
        )
        self._send(command, Change.BALLOTS)
        return ballot_id

    def open_ballot(self, ballot: Ballot) -> Change:
        """Open an announced ballot."""
        return self._send(commands.OpenBallot(ballot_id=ballot.id), Change.BALLOTS)

    def close_ballot(self, ballot: Ballot) -> Change:
        """Close an open ballot."""
        return self._send(commands.CloseBallot(ballot_id=ballot.id), Change.BALLOTS)

    def recall_ballot(self, ballot: Ballot, reason: str) -> Change:
        """Take a ballot back, with a reason members will see."""
        return self._send(commands.RecallBallot(ballot_id=ballot.id, reason=reason), Change.BALLOTS)

    def record_decision(self, item_id: str, result: ItemResult, text: str, ballot_id: str | None = None) -> Change:
        """Record the result of an item."""
        command = commands.RecordDecision(item_id=item_id, result=result, text=text, ballot_id=ballot_id)
        return self._send(command, Change.AGENDA)

    def devices(self) -> list[Device]:
        """All devices this person may see, those that wait first."""
        return sorted(self._replica.all(Device), key=lambda d: (d.state.value != "pending", d.enrolled_at, d.id))

    def approve_device(self, device: Device) -> Change:
        """Let a device in after comparing the six digits."""
        return self._send(commands.ApproveDevice(device_id=device.id), Change.DEVICES)

    def revoke_device(self, device: Device) -> Change:
        """Shut a device out for ever."""
        return self._send(commands.RevokeDevice(device_id=device.id), Change.DEVICES)

    def issue_code(self, person_id: str) -> str:
        """Make a one-time enrolment code for a person; shown once, only its hash crosses."""
        code = codes.new_code()
        command = commands.IssueCode(
            person_id=person_id,
            code_hash=codes.code_hash(codes.normalise(code)),
            expires_at=self._now() + CODE_LIFE,
        )
        self._send(command, Change.DEVICES)
        return code

    def people(self) -> list[Person]:
        """Everyone, members first, by rank."""
        return sorted(self._replica.all(Person), key=lambda p: (p.role is not Role.MEMBER, p.rank, p.name))

    def _send(self, command: commands.AnyCommand, also: Change, base_rev: int | None = None) -> Change:
        return self._delivering.send(command, base_rev=base_rev, also=also)


def _fields(form: ItemForm) -> dict[str, Any]:
    return {name: getattr(form, name) for name in ItemForm.__dataclass_fields__}
