"""Ballots: announced with a frozen definition, opened, closed, recalled; counted when their time is over."""

from collections.abc import Collection
from datetime import datetime, timedelta

from msgspec.structs import replace
from sqlalchemy import bindparam, delete, insert, select

from ecabinet_desktop.domain.agenda import Item, Line
from ecabinet_desktop.domain.ballot import (
    ALL_OPTIONS,
    Ballot,
    BallotKind,
    BallotState,
    BoundPaper,
    Definition,
    Progress,
    count,
    refusal_to_open,
)
from ecabinet_desktop.domain.meeting import Meeting, MeetingState
from ecabinet_desktop.domain.paper import PaperState, PaperVersion
from ecabinet_desktop.errors import Refused
from ecabinet_desktop.server import ledger, schema, voting
from ecabinet_desktop.server.work import Outcome, Work
from ecabinet_desktop.wire import commands
from ecabinet_desktop.wire.votes import definition_bytes, hash_hex, parse_definition

UNDECIDED = (BallotState.ANNOUNCED, BallotState.OPEN, BallotState.CLOSING)
LONGEST_TEXT = 20_000
CLOSED_MEETING = frozenset({MeetingState.CLOSED, MeetingState.ARCHIVED, MeetingState.CANCELLED})


def announce(work: Work, command: commands.AnnounceBallot) -> Outcome:
    """Freeze question, text, papers, electorate, rules and deadline."""
    if work.find(Ballot, command.ballot_id) is not None:
        raise Refused("exists")
    item = work.get(Item, command.item_id)
    if item.meeting_id != command.meeting_id:
        raise Refused("unknown")
    if work.get(Meeting, item.meeting_id).state in CLOSED_MEETING:
        raise Refused("wrong_state")
    if not command.question.strip() or not command.decision_text.strip():
        raise Refused("text_needed")
    if len(command.question) > LONGEST_TEXT or len(command.decision_text) > LONGEST_TEXT:
        raise Refused("text_too_long")
    is_written = command.kind is BallotKind.WRITTEN
    if is_written and (command.deadline is None or command.deadline <= work.now):
        raise Refused("deadline_needed")
    definition = _definition(work, command, item)
    frozen = definition_bytes(definition)
    ballot = Ballot(
        id=command.ballot_id,
        meeting_id=item.meeting_id,
        item_id=item.id,
        kind=command.kind,
        state=BallotState.ANNOUNCED,
        question=definition.question,
        decision_text=definition.decision_text,
        papers=tuple(paper.version_id for paper in definition.papers),
        definition=frozen,
        definition_hash=hash_hex(frozen),
        text_hash=hash_hex(definition.decision_text.encode()),
        deadline=definition.deadline,
        members=len(work.members()),
    )
    work.put(ballot)
    work.put(Progress(id=ballot.id, meeting_id=ballot.meeting_id, answered=()))
    work.leaf(ledger.event("ballot_announced", work.now, id=ballot.id, definition=ballot.definition_hash))
    return Outcome()


def open_ballot(work: Work, command: commands.OpenBallot) -> Outcome:
    """Open it; a session ballot needs a running session with quorum (R1)."""
    ballot = work.get(Ballot, command.ballot_id)
    meeting = work.get(Meeting, ballot.meeting_id)
    sitting = {person.id for person in work.members()}
    refusal = refusal_to_open(
        ballot,
        in_session=meeting.state is MeetingState.IN_SESSION,
        present=len(sitting & set(meeting.present)),
        quorum=work.government().rules.quorum(len(sitting)),
    )
    if refusal is not None:
        raise Refused(refusal)
    if ballot.deadline is not None and ballot.deadline <= work.now:
        raise Refused("deadline_passed")
    if _electorate_changed(work, ballot):
        raise Refused("electorate_changed")
    _keep(work, replace(ballot, state=BallotState.OPEN, opened_at=work.now))
    work.leaf(ledger.event("ballot_opened", work.now, id=ballot.id))
    return Outcome()


def close_ballot(work: Work, command: commands.CloseBallot) -> Outcome:
    """Close it; the tally follows at once, or when the grace window is over (R7)."""
    ballot = work.get(Ballot, command.ballot_id)
    if ballot.state is not BallotState.OPEN:
        raise Refused("wrong_state")
    _close(work, ballot)
    return Outcome()


def recall(work: Work, command: commands.RecallBallot) -> Outcome:
    """Take it back, with a reason; votes still on their way are not counted (R8)."""
    ballot = work.get(Ballot, command.ballot_id)
    if ballot.state not in (*UNDECIDED, BallotState.CLOSED):
        raise Refused("wrong_state")
    if not command.reason.strip():
        raise Refused("reason_needed")
    reason = command.reason.strip()
    _keep(work, replace(ballot, state=BallotState.RECALLED, tally=None, reason=reason))
    work.leaf(ledger.event("ballot_recalled", work.now, id=ballot.id, reason=reason))
    return Outcome()


def void_bound(work: Work, item_id: str, current: Collection[str] | None, *, gone: str = "") -> None:
    """Void the undecided ballots of an item whose papers are no longer the current ones (R8)."""
    for ballot in work.all(Ballot, item_id=item_id):
        if ballot.state not in UNDECIDED:
            continue
        stale = gone in ballot.papers if current is None else not set(ballot.papers) <= set(current)
        if stale:
            _keep(work, replace(ballot, state=BallotState.VOID))
            work.leaf(ledger.event("ballot_void", work.now, id=ballot.id))


def settle_due(work: Work) -> None:
    """Close written ballots whose deadline has passed, and count those whose grace window is over.

    Asked before every group of commands: with 500 ballots on file reading them all took 7 ms, this 0.1 ms [M].
    """
    for ballot_id in work.db.execute(_DUE, {"now": work.now}).scalars().all():
        ballot = work.get(Ballot, ballot_id)
        moment = _due_at(ballot)
        if moment is None or moment > work.now:
            _set_clock(work, ballot)
        elif ballot.state is BallotState.OPEN:
            _close(work, ballot)
        else:
            _count(work, ballot)


def _due_at(ballot: Ballot) -> datetime | None:
    """When the clock has something to do about a ballot."""
    if ballot.state is BallotState.OPEN:
        return ballot.deadline
    if ballot.state is BallotState.CLOSING and ballot.closed_at is not None:
        return ballot.closed_at + voting.grace(ballot)
    return None


def _keep(work: Work, ballot: Ballot) -> None:
    """Put a ballot whose state has changed, and set the clock for it."""
    work.put(ballot)
    _set_clock(work, ballot)


def _set_clock(work: Work, ballot: Ballot) -> None:
    work.db.execute(_FORGET, {"of_ballot": ballot.id})
    moment = _due_at(ballot)
    if moment is not None:
        work.db.execute(_REMEMBER, {"ballot_id": ballot.id, "at": moment})


def _definition(work: Work, command: commands.AnnounceBallot, item: Item) -> Definition:
    line = _line_in_force(work, item)
    papers = [work.get(PaperVersion, version) for version in dict.fromkeys(command.papers)]
    if any(paper.item_id != item.id or paper.state is not PaperState.PUBLISHED for paper in papers):
        raise Refused("paper_not_published")
    if not set(command.papers) <= set(line.papers):
        raise Refused("papers_changed")
    sitting = work.members()
    return Definition(
        ballot_id=command.ballot_id,
        meeting_id=item.meeting_id,
        item_id=item.id,
        kind=command.kind,
        question=command.question.strip(),
        decision_text=command.decision_text.strip(),
        papers=tuple(BoundPaper(version_id=paper.id, sha256=paper.sha256) for paper in papers),
        options=ALL_OPTIONS,
        rules=work.government().rules,
        electorate=tuple(person.id for person in sitting if person.id not in item.recused),
        prime_minister=next((person.id for person in sitting if person.is_prime_minister), None),
        deadline=command.deadline if command.kind is BallotKind.WRITTEN else None,
    )


def _line_in_force(work: Work, item: Item) -> Line:
    """The item as members know it: nothing else can be put to the vote."""
    agenda = work.get(Meeting, item.meeting_id).agenda
    lines = [line for line in work.all(Line, item_id=item.id) if line.agenda == agenda]
    if not lines:
        raise Refused("not_on_agenda")
    return lines[0]


def _electorate_changed(work: Work, ballot: Ballot) -> bool:
    """True when the list frozen at the announcement leaves out somebody, or names somebody out of office.

    Wrong voter lists are what fails first in such systems; a ballot with one is recalled and announced anew.
    """
    sitting = {person.id for person in work.members()}
    listed = set(parse_definition(ballot.definition).electorate)
    entitled = sitting - set(work.get(Item, ballot.item_id).recused)
    return ballot.members != len(sitting) or not entitled <= listed or not listed <= sitting


def _close(work: Work, ballot: Ballot) -> None:
    """The legal close is the deadline when the clock closes it, so a late tick takes nobody's time away."""
    moment = min(work.now, ballot.deadline) if ballot.deadline is not None else work.now
    closing = replace(ballot, state=BallotState.CLOSING, closed_at=moment)
    work.leaf(ledger.event("ballot_closed", moment, id=ballot.id))
    if moment + voting.grace(ballot) <= work.now or voting.grace(ballot) == timedelta(0):
        _count(work, closing)
    else:
        _keep(work, closing)


def _count(work: Work, ballot: Ballot) -> None:
    """Add up what was delivered and counts; all members are the base, the recused too (R9)."""
    definition = parse_definition(ballot.definition)
    present = None
    if ballot.kind is BallotKind.SESSION:
        sitting = {person.id for person in work.members()}
        present = len(sitting & set(work.get(Meeting, ballot.meeting_id).present))
    tally = count(
        voting.counted(work, ballot.id),
        members=ballot.members,
        rules=definition.rules,
        prime_minister=definition.prime_minister,
        present=present,
    )
    _keep(work, replace(ballot, state=BallotState.CLOSED, counted_at=work.now, tally=tally))
    work.leaf(ledger.tally(ballot.id, tally, work.now))


_D = schema.due
_DUE = select(_D.c.ballot_id).where(_D.c.at <= bindparam("now")).order_by(_D.c.at, _D.c.ballot_id)
_FORGET = delete(_D).where(_D.c.ballot_id == bindparam("of_ballot"))
_REMEMBER = insert(_D)
