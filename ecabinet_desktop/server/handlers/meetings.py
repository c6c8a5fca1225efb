"""Meetings: planned, convened, held; who is present; what was decided."""

from datetime import timedelta

from msgspec.structs import replace

from ecabinet_desktop.domain.agenda import Item
from ecabinet_desktop.domain.ballot import Ballot
from ecabinet_desktop.domain.meeting import (
    BEFORE_SESSION,
    OVER,
    Decision,
    Meeting,
    MeetingState,
    refusal_to_move,
)
from ecabinet_desktop.errors import Refused
from ecabinet_desktop.server import ledger
from ecabinet_desktop.server.work import Outcome, Work
from ecabinet_desktop.wire import commands

LONGEST_TITLE = 500
OPEN_TO_PRESENCE = BEFORE_SESSION | {MeetingState.IN_SESSION, MeetingState.SUSPENDED}


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
    sitting = {person.id for person in work.members()}
    quorum = work.government().rules.quorum(len(sitting))
    refusal = refusal_to_move(meeting, command.state, quorum=quorum, members=sitting)
    if refusal is not None:
        raise Refused(refusal)
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
    if command.item_id is not None and work.get(Item, command.item_id).meeting_id != meeting.id:
        raise Refused("unknown")
    work.put(replace(meeting, current_item=command.item_id))
    return Outcome()


def record_decision(work: Work, command: commands.RecordDecision) -> Outcome:
    """Record the result of an item, once the session has begun; a correction replaces it until the close."""
    item = work.get(Item, command.item_id)
    meeting = work.get(Meeting, item.meeting_id)
    if meeting.state in BEFORE_SESSION or meeting.state in (MeetingState.CLOSED, MeetingState.ARCHIVED):
        raise Refused("wrong_state")
    if command.ballot_id is not None and work.get(Ballot, command.ballot_id).item_id != item.id:
        raise Refused("unknown")
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


def _check_particulars(work: Work, title: str, chair_id: str) -> None:
    if not title.strip() or len(title) > LONGEST_TITLE:
        raise Refused("title")
    if chair_id not in {person.id for person in work.members()}:
        raise Refused("chair_not_member")


def _set_presence(work: Work, meeting_id: str, member_id: str, *, present: bool) -> None:
    meeting = work.get(Meeting, meeting_id)
    if meeting.state not in OPEN_TO_PRESENCE or not meeting.agenda:
        raise Refused("wrong_state")
    if member_id not in {person.id for person in work.members()}:
        raise Refused("not_member")
    others = [other for other in meeting.present if other != member_id]
    work.put(replace(meeting, present=(*others, member_id) if present else tuple(others)))
