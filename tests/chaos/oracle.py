"""Counts the votes a second time, from what people did and what the ledger says, and compares everything with it.

Nothing of the server's judging or counting is used here: only its stored rows, its signature and its leaves.
"""

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol

from ecabinet_desktop.crypto import signing
from ecabinet_desktop.domain.ballot import Answer, Ballot, BallotKind, BallotState
from ecabinet_desktop.server import feed, ledger, schema
from ecabinet_desktop.server.central import Central
from ecabinet_desktop.server.transaction import find_in
from ecabinet_desktop.usecases.voting import VoteState
from ecabinet_desktop.wire import codec
from ecabinet_desktop.wire.answers import Verdict
from ecabinet_desktop.wire.commands import AnnounceBallot
from ecabinet_desktop.wire.votes import VoteStatement, hash_hex, parse_receipt, parse_vote
from sqlalchemy import select

from tests.chaos.cabinet import CHAIR, EVERYBODY, VOTERS, Act
from tests.helpers.desktop import Desktop

GRACE = {BallotKind.WRITTEN: timedelta(minutes=10), BallotKind.SESSION: timedelta(0)}
MEMBERS = len(VOTERS)


@dataclass
class Poll:
    """One ballot as the leaves tell it. `counting` is each member's statement that counts so far."""

    kind: BallotKind
    closes_at: datetime | None
    is_open: bool = False
    tally: dict[str, Any] | None = None
    counting: dict[str, str] = field(default_factory=dict)

    def judge(self, said: VoteStatement, at: datetime) -> str:
        """What should become of a vote that arrives now."""
        if not self.is_open:
            return "not_open"
        if self.tally is not None or (self.closes_at is not None and at > self.closes_at + GRACE[self.kind]):
            return "late"
        return "accepted" if said.previous == self.counting.get(said.member, "") else "conflict"


class Watched(Protocol):
    """What there is to look at: everything anybody did, the ballots, the desktops and the server."""

    @property
    def acts(self) -> Mapping[str, Act]:
        """By the id of the envelope."""
        ...

    @property
    def ballots(self) -> Sequence[str]:
        """Their ids."""
        ...

    @property
    def desks(self) -> Mapping[str, Desktop]:
        """One of each person, open."""
        ...

    @property
    def central(self) -> Central:
        """As it runs now."""
        ...


class Oracle:
    """Knows a cabinet's people better than its server does, and remembers: what it has seen may not change."""

    def __init__(self, cabinet: Watched) -> None:
        self._cabinet = cabinet
        self._seen: dict[str, bytes] = {}
        self._leaves: list[bytes] = []

    # after every step

    def check(self) -> None:
        """What must hold at any time, however much is broken."""
        with self._cabinet.central.store.reading() as db:
            rows = db.execute(select(schema.votes)).all()
            leaves = list(db.execute(select(schema.leaves.c.data).order_by(schema.leaves.c.n)).scalars())
            verdicts = {row.command_id: row.verdict for row in db.execute(select(schema.verdicts))}
            ballots = [find_in(db, Ballot, ballot_id) for ballot_id in self._cabinet.ballots]
        self._votes = {
            hash_hex(act.vote.statement): act for act in self._cabinet.acts.values() if act.vote is not None
        }
        self._nothing_counts_twice(rows, leaves)
        polls = self._replayed(leaves)
        self._counted_alike(polls, [ballot for ballot in ballots if ballot is not None])
        self._history_stands(leaves, verdicts)
        for name in EVERYBODY:
            self._nothing_is_lost(name, verdicts)
            self._receipts_are_true(name, leaves)
        self._screens_promise_nothing(leaves)

    def _nothing_counts_twice(self, rows: Iterable[Any], leaves: list[bytes]) -> None:
        counted = Counter((row.ballot_id, row.member_id) for row in rows if row.outcome == "accepted")
        assert all(n == 1 for n in counted.values()), "a member counts twice"
        entered = Counter(facts["commitment"] for facts in vote_leaves(leaves))
        assert all(n == 1 for n in entered.values()), "a vote stands in the ledger twice"
        assert set(entered) <= set(self._votes), "the ledger holds a vote that nobody gave"
        replaced = [hash_ for hash_ in entered if self._votes[hash_].replaced]
        assert not replaced, "a vote that was replaced before it was sent has reached the server"

    def _replayed(self, leaves: list[bytes]) -> dict[str, Poll]:
        """Every ballot, by its leaves in order; each vote's outcome is judged again on the way."""
        polls: dict[str, Poll] = {}
        for facts in map(_facts, leaves):
            at = datetime.fromisoformat(facts["at"])
            match facts["kind"]:
                case "ballot_announced":
                    polls[facts["id"]] = self._announced(facts["id"])
                case "ballot_opened":
                    polls[facts["id"]].is_open = True
                case "ballot_closed":
                    polls[facts["id"]].closes_at = at
                case "tally":
                    polls[facts["id"]].tally = facts
                case "vote":
                    self._judged_alike(polls[facts["ballot"]], facts, at)
        return polls

    def _announced(self, ballot_id: str) -> Poll:
        for act in self._cabinet.acts.values():
            body = act.envelope.body
            if isinstance(body, AnnounceBallot) and body.ballot_id == ballot_id:
                return Poll(body.kind, body.deadline)
        raise AssertionError("a ballot that nobody announced")

    def _judged_alike(self, poll: Poll, facts: dict[str, Any], at: datetime) -> None:
        vote = self._votes[facts["commitment"]].vote
        assert vote is not None
        said = parse_vote(vote.statement)
        assert (said.ballot, said.member) == (facts["ballot"], facts["member"])
        outcome = poll.judge(said, at)
        assert facts["outcome"] == outcome, f"a vote was called {facts['outcome']} and is {outcome}"
        if outcome == "accepted":
            poll.counting[said.member] = facts["commitment"]

    def _counted_alike(self, polls: dict[str, Poll], ballots: list[Ballot]) -> None:
        for ballot in ballots:
            poll = polls[ballot.id]
            answers = {name: self._votes[hash_].answer for name, hash_ in poll.counting.items()}
            assert ballot.answered == len(answers)
            assert (ballot.tally is not None) == (ballot.state is BallotState.CLOSED) == (poll.tally is not None)
            if ballot.tally is None or poll.tally is None:
                continue
            count = Counter(answers.values())
            expected = {answer.value: count[answer] for answer in Answer} | {"not_voted": MEMBERS - len(answers)}
            assert {name: poll.tally[name] for name in expected} == expected, "the ledger's tally"
            assert {name: getattr(ballot.tally, name) for name in expected} == expected, "the ballot's tally"
            tie = count[Answer.AGREE] == count[Answer.DISAGREE] > 0
            carried = 2 * count[Answer.AGREE] > MEMBERS or (tie and answers.get(CHAIR) is Answer.AGREE)
            assert ballot.tally.adopted == carried

    def _history_stands(self, leaves: list[bytes], verdicts: dict[str, bytes]) -> None:
        assert leaves[: len(self._leaves)] == self._leaves, "the ledger was rewritten"
        assert {id_: verdicts.get(id_) for id_ in self._seen} == self._seen, "a verdict was changed"
        self._leaves, self._seen = leaves, verdicts

    def _nothing_is_lost(self, name: str, verdicts: dict[str, bytes]) -> None:
        """Read from the vault itself: what `Outbox` remembers in memory is no proof."""
        desk = self._cabinet.desks[name]
        with desk.store.vault.read() as db:
            found = db.execute("SELECT id, envelope, verdict FROM outbox").fetchall()
        queued = {id_: (bytes(envelope), verdict and bytes(verdict)) for id_, envelope, verdict in found}
        kept = {act.envelope.id for act in self._acts_of(name) if not act.replaced}
        assert kept - set(queued) == set(), f"{name} has lost what was acknowledged"
        for act in self._acts_of(name):
            if act.replaced:
                continue
            envelope, verdict = queued[act.envelope.id]
            assert envelope == codec.encode(act.envelope), "an act was altered after it was acknowledged"
            if verdict is not None:
                assert verdict == verdicts.get(act.envelope.id), (
                    "a desktop holds a verdict that the server never gave"
                )

    def _receipts_are_true(self, name: str, leaves: list[bytes]) -> None:
        desk = self._cabinet.desks[name]
        receipts = desk.store.receipts.all()
        assert (
            len({kept.verdict.id for kept in receipts})
            == len({kept.statement for kept in receipts})
            == len(receipts)
        )
        for kept in receipts:
            receipt = kept.verdict.receipt
            assert receipt is not None
            assert signing.verify(self._cabinet.central.keys.public, receipt.statement, receipt.signature)
            said = parse_receipt(receipt.statement)
            assert said.vote == hash_hex(kept.statement)
            leaf = ledger.vote(said.ballot, name, said.vote, said.outcome.value, said.received_at)
            assert leaves[said.leaf] == leaf, "a receipt is not in the ledger"
        answered = {e.id for e in desk.store.outbox.entries() if _is_judged_vote(e.verdict)}
        # A desktop that dies between the two has the receipt alone, and asks for the verdict again.
        assert answered <= {kept.verdict.id for kept in receipts}, "a verdict on a vote came without its receipt"

    def _screens_promise_nothing(self, leaves: list[bytes]) -> None:
        """COUNTED is said only when the server has counted exactly that answer of that member."""
        accepted = [facts for facts in vote_leaves(leaves) if facts["outcome"] == "accepted"]
        known = {(f["ballot"], f["member"], self._votes[f["commitment"]].answer) for f in accepted}
        for name in VOTERS:
            voting = self._cabinet.desks[name].voting
            for ballot in voting.ballots():
                shown = voting.of(ballot)
                if shown is not None and shown.state is VoteState.COUNTED:
                    assert (ballot.id, name, shown.answer) in known, "COUNTED is on screen and is not true"

    # when everybody is connected again

    def check_agreement(self) -> None:
        """After everybody has synced: nothing waits, all hold the same, and screens show what counts."""
        self.check()
        for act in self._cabinet.acts.values():
            assert act.replaced or act.envelope.id in self._seen, "what was acknowledged has never been judged"
        for name, desk in self._cabinet.desks.items():
            assert desk.store.outbox.unsent() == [], f"something of {name} still waits"
            with self._cabinet.central.store.reading() as db:
                assert desk.store.replica.digest() == feed.digest_of(db, name).hex(), f"{name} holds something else"
        polls = self._replayed(self._leaves)
        for name in VOTERS:
            voting = self._cabinet.desks[name].voting
            for ballot in voting.ballots():
                shown = voting.of(ballot)
                counting = polls[ballot.id].counting.get(name)
                seen = shown.answer if shown is not None and shown.state is VoteState.COUNTED else None
                # A later answer that was not counted stands in front of the one that counts.
                if seen is not None or shown is None:
                    assert seen == (self._votes[counting].answer if counting else None)

    @property
    def delivered(self) -> int:
        """How many votes the ledger holds, as of the last look."""
        return len(vote_leaves(self._leaves))

    def counting(self) -> dict[tuple[str, str], str]:
        """(ballot, member) → the hash of the vote that counts, as of the last look."""
        polls = self._replayed(self._leaves)
        return {(ballot, name): vote for ballot, poll in polls.items() for name, vote in poll.counting.items()}

    def _acts_of(self, name: str) -> list[Act]:
        return [act for act in self._cabinet.acts.values() if act.person == name]


def vote_leaves(leaves: Iterable[bytes]) -> list[dict[str, Any]]:
    """The facts of every delivered vote, in the order of the ledger."""
    return [facts for facts in map(_facts, leaves) if facts["kind"] == "vote"]


def _facts(leaf: bytes) -> dict[str, Any]:
    facts: dict[str, Any] = json.loads(leaf.removeprefix(ledger.PREFIX))
    return facts


def _is_judged_vote(verdict: Verdict | None) -> bool:
    return verdict is not None and verdict.outcome is not None
