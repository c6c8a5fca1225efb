"""A real desk on a real temporary vault, filled with a small sample of a cabinet's work; no server behind it.

Rows go in as pages of the feed; verdicts are stored as the engine stores them.
"""

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import msgspec
from ecabinet_desktop.clock import new_id
from ecabinet_desktop.crypto import sealed, signing
from ecabinet_desktop.domain.ballot import Answer, Ballot, Definition, Tally, Vote, VoteOutcome
from ecabinet_desktop.domain.paper import PaperVersion
from ecabinet_desktop.domain.people import Person
from ecabinet_desktop.errors import Offline, WrongPassphrase
from ecabinet_desktop.ui.failures import Failures
from ecabinet_desktop.ui.feature import Surroundings
from ecabinet_desktop.ui.navigator import Navigator, Place
from ecabinet_desktop.ui.tasks import Tasks
from ecabinet_desktop.usecases.change import of_kinds
from ecabinet_desktop.usecases.desk import Desk, Store
from ecabinet_desktop.vault.vault import Vault
from ecabinet_desktop.wire import codec
from ecabinet_desktop.wire.answers import Gone, Page, Row, Verdict
from ecabinet_desktop.wire.votes import definition_bytes, hash_hex

from tests.helpers import cabinet_sample
from tests.helpers.dialogs import ScriptedDialogs
from tests.helpers.server import ScriptedClock

NOON = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)
"""Noon in Hanoi."""
PASSPHRASE = "tre già măng mọc 2026"
DEVICE = "device-1"
VOTE_SEED = signing.new_seed()


class Away:
    """A server that cannot be reached."""

    def __getattr__(self, name: str) -> Any:
        def call(*_arguments: object) -> Any:
            raise Offline("away")

        return call


class Bench:
    """A desk with the ways a test fills it. `desk` is what the views get."""

    def __init__(self, folder: Path, me: Person, *, clock: ScriptedClock | None = None) -> None:
        self.clock = clock or ScriptedClock(NOON)
        self.store = Store(Vault.open(folder, bytes(range(32))), self.clock)
        self._seq = 0
        self.desk = Desk(
            self.store,
            Away(),
            me,
            server_key=bytes(32),
            device_id=DEVICE,
            open_vote_key=open_vote_key,
            now=self.clock,
            new_id=new_id,
        )

    def put(self, *entities: Any, keys: dict[str, bytes] | None = None) -> None:
        """As a page of the feed, and tell the views."""
        rows = []
        for entity in entities:
            self._seq += 1
            kind = codec.KIND_OF[type(entity)]
            body = msgspec.Raw(codec.encode(entity))
            rows.append(
                Row(
                    kind=kind,
                    id=entity.id,
                    rev=self._seq,
                    seq=self._seq,
                    body=body,
                    key=(keys or {}).get(entity.id),
                )
            )
        page = Page(epoch="e", rows=tuple(rows), gone=(), next=self._seq, more=False)
        self.desk.changes.tell(of_kinds(self.store.replica.apply(page)))

    def take(self, kind: str, entity_id: str) -> None:
        """An entity this person may hold no longer."""
        self._seq += 1
        gone = (Gone(kind=kind, id=entity_id, seq=self._seq),)
        page = Page(epoch="e", rows=(), gone=gone, next=self._seq, more=False)
        self.desk.changes.tell(of_kinds(self.store.replica.apply(page)))

    def file(self, paper: PaperVersion, content: bytes = b"%PDF-1.7 sample") -> PaperVersion:
        """Seal `content` as this paper and let its bytes arrive; returns the row as it now stands."""
        key = sealed.new_key()
        data = sealed.seal(content, key, paper.id)
        made = msgspec.structs.replace(paper, blob=hashlib.sha256(data).hexdigest(), blob_size=len(data))
        self.put(made, keys={made.id: key})
        with self.store.papers.open_part(made.blob) as part:
            part.write(data)
        self.store.papers.accept(made.blob)
        return made

    def read(self, paper: PaperVersion) -> None:
        """I have read this version."""
        self.desk.shelf.mark_read(paper)

    def answer(self, code: str = "ok", outcome: VoteOutcome | None = None) -> None:
        """The server's verdict on everything that waits."""
        for entry in self.store.outbox.unsent():
            verdict = Verdict(id=entry.id, accepted=code == "ok", code=code, at=self.clock(), outcome=outcome)
            self.store.outbox.answer(verdict)
        self.desk.changes.tell(of_kinds(["outbox"]))

    def count_vote(self, ballot: Ballot, answer: Answer, outcome: VoteOutcome = VoteOutcome.ACCEPTED) -> None:
        """My vote, as the server tells of it."""
        self.put(
            Vote(
                id=f"{ballot.id}.{self.desk.me.id}",
                meeting_id=ballot.meeting_id,
                ballot_id=ballot.id,
                member_id=self.desk.me.id,
                answer=answer,
                text="",
                version=9,
                outcome=outcome,
                received_at=self.clock(),
            )
        )

    def close(self) -> None:
        """Close the store."""
        self.desk.close()


def open_vote_key(passphrase: str) -> bytes:
    """The vote key's seed for the right passphrase."""
    if passphrase != PASSPHRASE:
        raise WrongPassphrase()
    return VOTE_SEED


def frozen(ballot: Ballot, electorate: tuple[str, ...], prime_minister: str | None = "m01") -> Ballot:
    """A ballot with its definition frozen, as announcing leaves it."""
    definition = definition_bytes(
        Definition(
            ballot_id=ballot.id,
            meeting_id=ballot.meeting_id,
            item_id=ballot.item_id,
            kind=ballot.kind,
            question=ballot.question,
            decision_text=ballot.decision_text,
            papers=(),
            options=tuple(Answer),
            rules=cabinet_sample.RULES,
            electorate=electorate,
            prime_minister=prime_minister,
            deadline=ballot.deadline,
        )
    )
    return msgspec.structs.replace(
        ballot,
        definition=definition,
        definition_hash=hash_hex(definition),
        text_hash=hash_hex(ballot.decision_text.encode()),
        members=len(electorate),
    )


def closed(ballot: Ballot, tally: Tally, at: datetime) -> Ballot:
    """A ballot as it stands after its close."""
    return msgspec.structs.replace(
        ballot, state=cabinet_sample.CLOSED, tally=tally, closed_at=at, counted_at=at, answered=tally.answered
    )


@contextmanager
def sample_bench(folder: Path, me: str = "m07") -> Iterator[Bench]:
    """The sample cabinet as `me` sees it: a past meeting, one in three days, two open ballots and a closed one.

    `me`: "m07" is a member, "m01" the prime minister who chairs, "s01" a secretary.
    """
    people = cabinet_sample.people()
    bench = Bench(folder, next(person for person in people if person.id == me))
    sample = cabinet_sample.Sample(bench.clock())
    electorate = tuple(person.id for person in people if person.id.startswith("m"))
    bench.put(cabinet_sample.GOVERNMENT, *people, *sample.meetings, *sample.agendas, *sample.lines)
    bench.put(*sample.decisions)
    arrived = {paper.id for paper in sample.papers[:-2]}
    for paper in sample.papers:
        if paper.id in arrived:
            bench.file(paper)
        else:
            bench.put(paper, keys={paper.id: sealed.new_key()})
    for paper in sample.read:
        bench.read(paper)
    bench.put(*(frozen(ballot, electorate) for ballot in sample.open_ballots))
    at = bench.clock() - timedelta(days=20)
    bench.put(closed(frozen(sample.past_ballot, electorate), cabinet_sample.TALLY, at))
    if me in ("m01", "s01"):
        bench.put(*sample.progress, *sample.devices)
    try:
        yield bench
    finally:
        bench.close()


def surroundings(bench: Bench, tasks: Tasks, dialogs: ScriptedDialogs, start: Place) -> Surroundings:
    """What a view needs besides its desk."""
    failures = Failures(dialogs, lambda: "bug-0001", "0.1.0")
    return Surroundings(tasks, Navigator(start), dialogs, failures, bench.clock)
