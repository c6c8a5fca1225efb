"""A delivered vote: verified as exact bytes, judged by the server's clock, kept for ever with its receipt.

The server's receipt time is the only legal time (R7); the last delivered vote counts, and one that does not name
the vote it replaces is kept but not counted (R6).
"""

from datetime import datetime, timedelta
from typing import Any

from msgspec.structs import replace
from sqlalchemy import bindparam, insert, select, update

from ecabinet_desktop.crypto import signing
from ecabinet_desktop.domain.agenda import Item
from ecabinet_desktop.domain.ballot import (
    Answer,
    Ballot,
    BallotKind,
    BallotState,
    Progress,
    Vote,
    VoteOutcome,
    refusal_of_answer,
)
from ecabinet_desktop.domain.people import Device
from ecabinet_desktop.errors import Damaged, Refused
from ecabinet_desktop.server import ledger, schema
from ecabinet_desktop.server.work import Outcome, Work
from ecabinet_desktop.wire import commands
from ecabinet_desktop.wire.answers import Receipt
from ecabinet_desktop.wire.votes import (
    ReceiptStatement,
    VoteStatement,
    hash_hex,
    parse_definition,
    parse_receipt,
    parse_vote,
    receipt_bytes,
)

_NOT_OPEN = {
    BallotState.RECALLED: VoteOutcome.RECALLED,
    BallotState.VOID: VoteOutcome.VOID,
    BallotState.DRAFT: VoteOutcome.NOT_OPEN,
    BallotState.ANNOUNCED: VoteOutcome.NOT_OPEN,
    BallotState.CLOSED: VoteOutcome.LATE,
    BallotState.CERTIFIED: VoteOutcome.LATE,
    BallotState.PUBLISHED: VoteOutcome.LATE,
}


def cast(work: Work, command: commands.CastVote) -> Outcome:
    """Judge a vote, keep it with its ledger leaf, and answer with a signed receipt whatever became of it."""
    ballot = work.get(Ballot, command.ballot_id)
    try:
        statement = parse_vote(command.statement)
    except Damaged as error:
        raise Refused("bad_vote") from error
    current, known = _before(work, ballot.id, command)
    if known is not None:
        return _said_before(known)
    outcome = _judge(work, ballot, command, statement, current)
    closed_at = _close_of(ballot)
    in_grace = outcome is VoteOutcome.ACCEPTED and closed_at is not None and work.now > closed_at
    if outcome is VoteOutcome.ACCEPTED and current is not None:
        _supersede(work, current)
    return _keep(work, ballot, command, statement, outcome, in_grace=in_grace)


def grace(ballot: Ballot) -> timedelta:
    """How long after its close a ballot still takes deliveries in flight (R7)."""
    rules = parse_definition(ballot.definition).rules
    in_session = ballot.kind is BallotKind.SESSION
    return timedelta(seconds=rules.grace_session_seconds if in_session else rules.grace_written_seconds)


def counted(work: Work, ballot_id: str) -> dict[str, Answer]:
    """Member → the answer that counts."""
    rows = work.db.execute(_COUNTED, {"ballot": ballot_id})
    return {row.member_id: Answer(row.answer) for row in rows}


def _judge(
    work: Work, ballot: Ballot, command: commands.CastVote, statement: VoteStatement, current: Any
) -> VoteOutcome:
    """What becomes of a vote, in the order in which reasons weigh."""
    device = work.find(Device, work.device_id)
    key = device.vote_key if device is not None else b""
    named = (statement.ballot, statement.member, statement.device)
    if named != (ballot.id, work.actor.id, work.device_id):
        return VoteOutcome.BAD_SIGNATURE
    if not signing.verify(key, command.statement, command.signature):
        return VoteOutcome.BAD_SIGNATURE
    item = work.find(Item, ballot.item_id)
    if item is not None and work.actor.id in item.recused:
        return VoteOutcome.RECUSED
    if not ballot.definition or work.actor.id not in parse_definition(ballot.definition).electorate:
        return VoteOutcome.NOT_ELIGIBLE
    if ballot.state in _NOT_OPEN:
        return _NOT_OPEN[ballot.state]
    if (statement.definition, statement.text) != (ballot.definition_hash, ballot.text_hash):
        return VoteOutcome.STALE_TEXT
    problem = refusal_of_answer(statement.answer, statement.opinion)
    if problem is not None:
        raise Refused(problem)
    closed_at = _close_of(ballot)
    if closed_at is not None and work.now > closed_at + grace(ballot):
        return VoteOutcome.LATE
    replaces, after = ("", 0) if current is None else (current.statement_hash, current.version)
    if statement.previous != replaces or statement.version <= after:
        return VoteOutcome.CONFLICT
    return VoteOutcome.ACCEPTED


def _close_of(ballot: Ballot) -> datetime | None:
    """When it closed or will, even if the clock's own act has not run yet."""
    return ballot.closed_at or ballot.deadline


def _keep(
    work: Work,
    ballot: Ballot,
    command: commands.CastVote,
    statement: VoteStatement,
    outcome: VoteOutcome,
    *,
    in_grace: bool,
) -> Outcome:
    digest = hash_hex(command.statement)
    leaf = work.leaf(ledger.vote(ballot.id, work.actor.id, digest, outcome.value, work.now))
    receipt = _receipt(work, ballot, digest, outcome, in_grace=in_grace, leaf=leaf)
    vote = Vote(
        id=_vote_id(ballot.id, command),
        meeting_id=ballot.meeting_id,
        ballot_id=ballot.id,
        member_id=work.actor.id,
        answer=statement.answer,
        text=statement.opinion,
        version=statement.version,
        outcome=outcome,
        received_at=work.now,
        in_grace=in_grace,
        statement=command.statement,
    )
    work.db.execute(_KEEP, _row(work, vote, command, statement, receipt, leaf))
    work.put(vote)
    if outcome is VoteOutcome.ACCEPTED:
        _show_progress(work, ballot)
    return Outcome(code=_code(outcome), outcome=outcome, receipt=receipt)


def _row(
    work: Work, vote: Vote, command: commands.CastVote, statement: VoteStatement, receipt: Receipt, leaf: int
) -> dict[str, Any]:
    """A vote as it is kept for ever, exact bytes beside what was read from them."""
    return {
        "id": vote.id,
        "ballot_id": vote.ballot_id,
        "member_id": vote.member_id,
        "device_id": work.device_id,
        "statement": command.statement,
        "signature": command.signature,
        "statement_hash": hash_hex(command.statement),
        "answer": statement.answer.value,
        "opinion": statement.opinion,
        "version": statement.version,
        "previous": statement.previous,
        "outcome": vote.outcome.value,
        "in_grace": vote.in_grace,
        "received_at": vote.received_at,
        "leaf": leaf,
        "receipt": receipt.statement,
        "receipt_signature": receipt.signature,
    }


def _receipt(
    work: Work, ballot: Ballot, digest: str, outcome: VoteOutcome, *, in_grace: bool, leaf: int
) -> Receipt:
    statement = receipt_bytes(
        ReceiptStatement(
            ballot=ballot.id,
            member=work.actor.id,
            device=work.device_id,
            vote=digest,
            outcome=outcome,
            in_grace=in_grace,
            received_at=work.now,
            leaf=leaf,
        )
    )
    return Receipt(statement=statement, signature=work.sign(statement))


def _show_progress(work: Work, ballot: Ballot) -> None:
    """Who has answered for the chair and the secretariat, how many for everybody; never how."""
    progress = work.get(Progress, ballot.id)
    if work.actor.id not in progress.answered:
        answered = (*progress.answered, work.actor.id)
        work.put(replace(progress, answered=answered))
        work.put(replace(ballot, answered=len(answered)))


def _supersede(work: Work, current: Any) -> None:
    work.db.execute(_SUPERSEDE, {"of_id": current.id})
    vote = work.find(Vote, current.id)
    if vote is not None:
        work.put(replace(vote, outcome=VoteOutcome.SUPERSEDED))


def _vote_id(ballot_id: str, command: commands.CastVote) -> str:
    """Of the statement with its signature: a broken signature must not stand in the way of the right one."""
    return f"{ballot_id}.{hash_hex(command.statement + command.signature)[:32]}"


def _before(work: Work, ballot_id: str, command: commands.CastVote) -> tuple[Any, Any]:
    """The member's vote that counts so far, and this very vote if it was delivered before in another command."""
    own_id = _vote_id(ballot_id, command)
    found = work.db.execute(_BEFORE, {"ballot": ballot_id, "member": work.actor.id, "own_id": own_id}).all()
    current = next((row for row in found if row.outcome == VoteOutcome.ACCEPTED.value), None)
    known = next((row for row in found if row.id == own_id), None)
    return current, known


def _said_before(row: Any) -> Outcome:
    """The same statement in another command: the first receipt again, counted once."""
    receipt = Receipt(statement=row.receipt, signature=row.receipt_signature)
    outcome = parse_receipt(receipt.statement).outcome
    return Outcome(code=_code(outcome), outcome=outcome, receipt=receipt)


def _code(outcome: VoteOutcome) -> str:
    return "ok" if outcome is VoteOutcome.ACCEPTED else outcome.value


_V = schema.votes
_ACCEPTED = _V.c.outcome == VoteOutcome.ACCEPTED.value
_OF_BALLOT = _V.c.ballot_id == bindparam("ballot")
_KEEP = insert(_V)
_SUPERSEDE = update(_V).where(_V.c.id == bindparam("of_id")).values(outcome=VoteOutcome.SUPERSEDED.value)
_COUNTED = select(_V.c.member_id, _V.c.answer).where(_OF_BALLOT, _ACCEPTED)
_BEFORE = select(
    _V.c.id, _V.c.statement_hash, _V.c.version, _V.c.outcome, _V.c.receipt, _V.c.receipt_signature
).where(_OF_BALLOT, _V.c.member_id == bindparam("member"), _ACCEPTED | (_V.c.id == bindparam("own_id")))
"""Made once: building statements anew took half of a vote's time [M]."""
