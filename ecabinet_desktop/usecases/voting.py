"""Casting a vote, online or not, and saying what became of it.

The screen says *counted* only on the server's checked receipt; until then a vote is *queued – not counted yet*
(R7). The vote key is opened for one signature by the passphrase and dropped.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ecabinet_desktop.clock import NewId
from ecabinet_desktop.crypto import signing
from ecabinet_desktop.domain.ballot import (
    Answer,
    Ballot,
    BallotState,
    Definition,
    Progress,
    Vote,
    VoteOutcome,
    refusal_of_answer,
)
from ecabinet_desktop.domain.people import Person, Role
from ecabinet_desktop.errors import Damaged, Refused
from ecabinet_desktop.usecases.change import Change, Changes
from ecabinet_desktop.usecases.delivery import Delivering
from ecabinet_desktop.vault.outbox import Entry, Outbox
from ecabinet_desktop.vault.replica import Replica
from ecabinet_desktop.wire.commands import CastVote, Envelope
from ecabinet_desktop.wire.votes import (
    VoteStatement,
    hash_hex,
    parse_definition,
    parse_receipt,
    parse_vote,
    vote_bytes,
)


class VoteState(StrEnum):
    """What the screen may claim about a vote."""

    QUEUED = "queued"
    COUNTED = "counted"
    NOT_COUNTED = "not_counted"


@dataclass(frozen=True, slots=True)
class ShownVote:
    """My vote on one ballot. `at` is the server's time for a delivered vote, the queuing time otherwise.

    `before` is the vote that counts while a newer one still waits.
    """

    answer: Answer
    opinion: str
    state: VoteState
    at: datetime
    outcome: VoteOutcome | None = None
    code: str = ""
    in_grace: bool = False
    before: Answer | None = None


def shown(vote: Vote | None, entries: Iterable[Entry], ballot_id: str) -> ShownVote | None:
    """Server row + own outbox: what is on screen for one ballot."""
    mine = [(e, b) for e in entries if isinstance(b := e.envelope.body, CastVote) and b.ballot_id == ballot_id]
    delivered = _from_row(vote)
    if not mine:
        return delivered
    entry, body = mine[-1]
    said = parse_vote(body.statement)
    if entry.verdict is None:
        before = delivered.answer if delivered and delivered.state is VoteState.COUNTED else None
        return ShownVote(said.answer, said.opinion, VoteState.QUEUED, entry.queued_at, before=before)
    if vote is not None and vote.version >= said.version:
        return delivered
    return _from_verdict(entry, body, said)


def _from_row(vote: Vote | None) -> ShownVote | None:
    if vote is None:
        return None
    counted = vote.outcome is VoteOutcome.ACCEPTED
    state = VoteState.COUNTED if counted else VoteState.NOT_COUNTED
    return ShownVote(vote.answer, vote.text, state, vote.received_at, vote.outcome, in_grace=vote.in_grace)


def _from_verdict(entry: Entry, body: CastVote, said: VoteStatement) -> ShownVote:
    """The engine stored this verdict only after it had checked the receipt."""
    verdict = entry.verdict
    if verdict is None:
        raise Damaged("no verdict")
    receipt = parse_receipt(verdict.receipt.statement) if verdict.receipt else None
    counted = verdict.accepted and receipt is not None and receipt.vote == hash_hex(body.statement)
    return ShownVote(
        said.answer,
        said.opinion,
        VoteState.COUNTED if counted else VoteState.NOT_COUNTED,
        receipt.received_at if receipt else verdict.at,
        verdict.outcome,
        verdict.code,
        bool(receipt and receipt.in_grace),
    )


class Voting:
    """A member's ballots. `open_vote_key` gives the vote key's seed for a passphrase or raises WrongPassphrase."""

    def __init__(
        self,
        replica: Replica,
        outbox: Outbox,
        delivering: Delivering,
        changes: Changes,
        me: Person,
        *,
        device_id: str,
        open_vote_key: Callable[[str], bytes],
        new_id: NewId,
    ) -> None:
        self._replica = replica
        self._outbox = outbox
        self._delivering = delivering
        self._changes = changes
        self._me = me
        self._device_id = device_id
        self._open_vote_key = open_vote_key
        self._new_id = new_id

    def may_vote(self, ballot: Ballot) -> bool:
        """Members on the ballot's list, while it is open as far as this computer knows."""
        if self._me.role is not Role.MEMBER or ballot.state is not BallotState.OPEN:
            return False
        definition = self.definition(ballot)
        return definition is not None and self._me.id in definition.electorate

    def waits(self, ballot: Ballot) -> bool:
        """Whether this ballot waits for my answer; a damaged one waits for its bytes first, and stops no list."""
        try:
            return self.may_vote(ballot) and self.of(ballot) is None
        except Damaged:
            return False

    def definition(self, ballot: Ballot) -> Definition | None:
        """What exactly is put to the vote; None before it is announced. Raises Damaged for altered bytes."""
        if not ballot.definition:
            return None
        if hash_hex(ballot.definition) != ballot.definition_hash:
            raise Damaged("ballot definition")
        return parse_definition(ballot.definition)

    def ballots(self, meeting_id: str | None = None) -> list[Ballot]:
        """Ballots this person may see, open ones first, then by deadline."""
        found = self._replica.all(Ballot, meeting_id=meeting_id)
        return sorted(found, key=lambda b: (b.state is not BallotState.OPEN, _deadline(b), b.id))

    def waiting(self) -> list[Ballot]:
        """Open ballots this member has neither answered nor queued an answer for."""
        return [b for b in self.ballots() if self.waits(b)]

    def ballot(self, ballot_id: str) -> Ballot | None:
        """One ballot."""
        return self._replica.get(Ballot, ballot_id)

    def of(self, ballot: Ballot) -> ShownVote | None:
        """My vote on a ballot, or None."""
        return shown(self._row(ballot.id), self._delivering.entries(), ballot.id)

    def progress(self, ballot: Ballot) -> Progress | None:
        """Who has answered; the chair and the secretariat have it, nobody else."""
        return self._replica.get(Progress, ballot.id)

    def cast(self, ballot: Ballot, answer: Answer, opinion: str, passphrase: str) -> Change:
        """Sign and queue an answer. Takes up to a second (the passphrase's hash): not for the UI thread.

        A queued vote that was never sent is replaced; else the new one names its predecessor (R6). Raises
        WrongPassphrase, Refused("text_needed" | "not_open"), Damaged.
        """
        problem = refusal_of_answer(answer, opinion)
        if problem is not None:
            raise Refused(problem)
        if not self.may_vote(ballot):
            raise Refused("not_open")
        seed = self._open_vote_key(passphrase)
        unsent = self._unsent(ballot.id)
        if unsent is not None and self._outbox.replace(
            unsent.id, self._envelope(seed, self._statement(ballot, answer, opinion.strip(), unsent))
        ):
            return self._changes.tell(Change.OUTBOX | Change.BALLOTS)
        # None waits, or it left this very moment: then the new vote names it as its predecessor.
        envelope = self._envelope(seed, self._statement(ballot, answer, opinion.strip(), None))
        return self._delivering.send(envelope.body, also=Change.BALLOTS)

    def _envelope(self, seed: bytes, said: VoteStatement) -> Envelope:
        statement = vote_bytes(said)
        body = CastVote(ballot_id=said.ballot, statement=statement, signature=signing.sign(seed, statement))
        return Envelope(id=self._new_id(), body=body)

    def _statement(self, ballot: Ballot, answer: Answer, opinion: str, unsent: Entry | None) -> VoteStatement:
        version, previous = self._predecessor(ballot.id, unsent)
        return VoteStatement(
            ballot=ballot.id,
            definition=ballot.definition_hash,
            text=ballot.text_hash,
            member=self._me.id,
            device=self._device_id,
            answer=answer,
            opinion=opinion if answer is Answer.OTHER_OPINION else "",
            version=version,
            previous=previous,
            checkpoint="",
            salt=self._new_id(),
        )

    def _predecessor(self, ballot_id: str, unsent: Entry | None) -> tuple[int, str]:
        """The next version number and the hash of the vote it replaces; a never-sent vote leaves no trace."""
        newest = (0, "")
        row = self._row(ballot_id)
        if row is not None and row.statement and row.outcome is VoteOutcome.ACCEPTED:
            newest = (row.version, hash_hex(row.statement))
        for entry in self._delivering.entries():
            body = entry.envelope.body
            if not isinstance(body, CastVote) or body.ballot_id != ballot_id:
                continue
            if (unsent is not None and entry.id == unsent.id) or (entry.verdict and not entry.verdict.accepted):
                continue
            said = parse_vote(body.statement)
            if said.version > newest[0]:
                newest = (said.version, hash_hex(body.statement))
        return newest[0] + 1, newest[1]

    def _unsent(self, ballot_id: str) -> Entry | None:
        """The queued vote on this ballot that was never handed to the network."""
        for entry in self._delivering.entries():
            body = entry.envelope.body
            if isinstance(body, CastVote) and body.ballot_id == ballot_id and not entry.was_sent:
                return entry
        return None

    def _row(self, ballot_id: str) -> Vote | None:
        """The newest vote of mine that the server has told of; the one that counts before others."""
        votes = [v for v in self._replica.all(Vote) if v.ballot_id == ballot_id and v.member_id == self._me.id]
        votes.sort(key=lambda v: (v.outcome is VoteOutcome.ACCEPTED, v.version))
        return votes[-1] if votes else None


def _deadline(ballot: Ballot) -> float:
    return ballot.deadline.timestamp() if ballot.deadline else 0.0
