"""Meetings: planned, convened, held; who is present; what was decided."""

from datetime import timedelta

from msgspec.structs import replace

from ecabinet_desktop.domain.access import may_move
from ecabinet_desktop.domain.agenda import Item, Line
from ecabinet_desktop.domain.ballot import Ballot, BallotKind, BallotState
from ecabinet_desktop.domain.meeting import (
    BEFORE_SESSION,
    OVER,
    Decision,
    Meeting,
    MeetingState,
    refusal_to_move,
)
from ecabinet_desktop.errors import NotAllowed, Refused
from ecabinet_desktop.server import ledger
from ecabinet_desktop.server.work import Outcome, Work
from ecabinet_desktop.wire import commands

LONGEST_TITLE = 500
OPEN_TO_PRESENCE = (BEFORE_SESSION | {MeetingState.IN_SESSION, MeetingState.SUSPENDED}) - {MeetingState.PLANNED}
PUT_TO_THE_VOTE = (BallotState.OPEN, BallotState.CLOSING)
COUNTED = (BallotState.CLOSED, BallotState.CERTIFIED, BallotState.PUBLISHED)
NOT_TO_BE_DECIDED = frozenset({MeetingState.CLOSED, MeetingState.ARCHIVED, MeetingState.CANCELLED})


def create(work: Work, command: commands.CreateMeeting) -> Outcome:
    """Plan a meeting under a sitting member."""
    if work.find(Meeting, command.meeting_id) is not None:
        raise Refused("exists")
    _check_particulars(work, command.title, command.chair_id)
    work.put(
        Meeting(
            id=command.meeting_id,
            title=command.title.strip(),
            kind=command.kind,
            state=MeetingState.PLANNED,
            starts_at=command.starts_at,
            place=command.place.strip(),
            chair_id=command.chair_id,
        )
    )
    return Outcome()


def edit(work: Work, command: commands.EditMeeting) -> Outcome:
    """Change the particulars of a meeting that has not begun."""
    meeting = work.get(Meeting, command.meeting_id)
    if meeting.state not in BEFORE_SESSION:
        raise Refused("wrong_state")
    _check_particulars(work, command.title, command.chair_id)
    work.put(
        replace(
            meeting,
            title=command.title.strip(),
            starts_at=command.starts_at,
            place=command.place.strip(),
            chair_id=command.chair_id,
        )
    )
    return Outcome()


def move(work: Work, command: commands.MoveMeeting) -> Outcome:
    """Move along the lifecycle; into session only with the quorum of all members (R1)."""
    meeting = work.get(Meeting, command.meeting_id)
    if not may_move(work.actor, meeting, command.state):
        raise NotAllowed
    sitting = {person.id for person in work.members()}
    quorum = work.government().rules.quorum(len(sitting))
    refusal = refusal_to_move(meeting, command.state, quorum=quorum, members=sitting)
    if refusal is not None:
        raise Refused(refusal)
    if command.state is MeetingState.ENDED and _voting_goes_on(work, meeting):
        raise Refused("ballot_open")
    current = None if command.state in OVER else meeting.current_item
    work.put(replace(meeting, state=command.state, current_item=current))
    return Outcome()


def record_presence(work: Work, command: commands.RecordPresence) -> Outcome:
    """A secretary's word on who is present."""
    _set_presence(work, command.meeting_id, command.member_id, present=command.present)
    return Outcome()


def check_in(work: Work, command: commands.CheckIn) -> Outcome:
    """A member's own word."""
    _set_presence(work, command.meeting_id, work.actor.id, present=True)
    return Outcome()


def call_item(work: Work, command: commands.CallItem) -> Outcome:
    """Say which item is being dealt with."""
    meeting = work.get(Meeting, command.meeting_id)
    if meeting.state is not MeetingState.IN_SESSION:
        raise Refused("not_in_session")
    if command.item_id is not None:
        _check_on_agenda(work, meeting, command.item_id)
    work.put(replace(meeting, current_item=command.item_id))
    return Outcome()


def record_decision(work: Work, command: commands.RecordDecision) -> Outcome:
    """Record the result of an item, once the session has begun or its written ballot was counted.

    A correction replaces it until the close.
    """
    item = work.get(Item, command.item_id)
    meeting = work.get(Meeting, item.meeting_id)
    ballot = work.get(Ballot, command.ballot_id) if command.ballot_id is not None else None
    if ballot is not None and ballot.item_id != item.id:
        raise Refused("unknown")
    if ballot is not None and ballot.state not in COUNTED:
        raise Refused("wrong_state")
    is_written = ballot is not None and ballot.kind is BallotKind.WRITTEN
    if meeting.state in NOT_TO_BE_DECIDED or (meeting.state in BEFORE_SESSION and not is_written):
        raise Refused("wrong_state")
    _check_on_agenda(work, meeting, item.id)
    decision = Decision(
        id=item.id,
        meeting_id=meeting.id,
        result=command.result,
        text=command.text.strip(),
        decided_at=work.now,
        ballot_id=command.ballot_id,
    )
    work.put(decision)
    work.leaf(ledger.event("decision", work.now, id=decision.id, result=decision.result.value))
    return Outcome()


def freeze_due(work: Work) -> None:
    """Convened meetings freeze by themselves some days before they start (Decree 39/2022: 3 days)."""
    meetings = [m for m in work.all(Meeting) if m.state is MeetingState.CONVENED]
    if not meetings:
        return
    days = timedelta(days=work.government().rules.freeze_days)
    for meeting in meetings:
        if meeting.starts_at - days <= work.now:
            work.put(replace(meeting, state=MeetingState.FROZEN))


def _voting_goes_on(work: Work, meeting: Meeting) -> bool:
    """A session ends only when what was put to the vote in it is counted."""
    ballots = work.all(Ballot, meeting_id=meeting.id)
    return any(b.kind is BallotKind.SESSION and b.state in PUT_TO_THE_VOTE for b in ballots)


def _check_on_agenda(work: Work, meeting: Meeting, item_id: str) -> None:
    """What stands only on the design is nothing that members have heard of."""
    lines = work.all(Line, item_id=item_id)
    if not any(line.agenda == meeting.agenda and line.meeting_id == meeting.id for line in lines):
        raise Refused("not_on_agenda")


def _check_particulars(work: Work, title: str, chair_id: str) -> None:
    if not title.strip() or len(title) > LONGEST_TITLE:
        raise Refused("title")
    if chair_id not in {person.id for person in work.members()}:
        raise Refused("chair_not_member")


def _set_presence(work: Work, meeting_id: str, member_id: str, *, present: bool) -> None:
    meeting = work.get(Meeting, meeting_id)
    if meeting.state not in OPEN_TO_PRESENCE:
        raise Refused("wrong_state")
    if member_id not in {person.id for person in work.members()}:
        raise Refused("not_member")
    if (member_id in meeting.present) is present:
        return
    others = [other for other in meeting.present if other != member_id]
    work.put(replace(meeting, present=(*others, member_id) if present else tuple(others)))
