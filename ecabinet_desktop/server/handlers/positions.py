"""Positions: given before the session, bound to the paper versions read."""

from ecabinet_desktop.domain.access import may_see
from ecabinet_desktop.domain.agenda import Item, Line
from ecabinet_desktop.domain.meeting import BEFORE_SESSION, Meeting
from ecabinet_desktop.domain.position import Position, position_id, refusal
from ecabinet_desktop.errors import NotAllowed, Refused
from ecabinet_desktop.server.work import Outcome, Work
from ecabinet_desktop.wire import commands


def state(work: Work, command: commands.StatePosition) -> Outcome:
    """Keep a member's position on an item of the agenda in force."""
    item = work.get(Item, command.item_id)
    meeting = work.get(Meeting, item.meeting_id)
    line = next(
        (
            line
            for line in work.all(Line, meeting_id=meeting.id)
            if line.item_id == item.id and line.agenda == meeting.agenda
        ),
        None,
    )
    if line is None:
        raise Refused("unknown")
    if not may_see(work.actor, line, work.facts(meeting_id=meeting.id, item_id=item.id)):
        raise NotAllowed
    if meeting.state not in BEFORE_SESSION:
        raise Refused("session_begun")
    if set(command.bound) != set(line.papers):
        raise Refused("papers_changed")
    problem = refusal(command.stance, command.reason)
    if problem is not None:
        raise Refused(problem)
    work.put(
        Position(
            id=position_id(item.id, work.actor.id),
            meeting_id=meeting.id,
            item_id=item.id,
            member_id=work.actor.id,
            stance=command.stance,
            given_at=work.now,
            bound=command.bound,
            reason=command.reason.strip(),
        )
    )
    return Outcome()
