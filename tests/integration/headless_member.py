"""A member's desktop without a window, as a process of its own: votes and syncs until it is killed.

Run as a program with the file of a `Card`. A line on its output is a promise: what it names is kept from then on.
"""

import os
import random
import select
import sys
from pathlib import Path

import msgspec
from ecabinet_desktop.clock import new_id, utc_now
from ecabinet_desktop.crypto import signing
from ecabinet_desktop.domain.ballot import Answer, Ballot
from ecabinet_desktop.domain.people import Person
from ecabinet_desktop.errors import Offline
from ecabinet_desktop.sync.engine import Engine, drive
from ecabinet_desktop.sync.http_api import Gate, HttpApi
from ecabinet_desktop.usecases.change import Changes
from ecabinet_desktop.usecases.delivery import Delivering
from ecabinet_desktop.usecases.voting import Voting
from ecabinet_desktop.vault.notes import Notes
from ecabinet_desktop.vault.outbox import Outbox
from ecabinet_desktop.vault.receipts import Receipts
from ecabinet_desktop.vault.replica import Replica
from ecabinet_desktop.vault.vault import Vault
from ecabinet_desktop.wire.commands import CastVote
from ecabinet_desktop.wire.votes import hash_hex, parse_vote

MOST_UNSENT = 6
"""Votes that may wait before it votes no more: a server that is away for long must not make the run another one."""
PATIENCE_SECONDS = 0.1


class Card(msgspec.Struct, frozen=True, kw_only=True):
    """Who it is, where its vault lies and whom it asks; keys are of this test alone."""

    address: str
    folder: str
    person_id: str
    device_id: str
    db_key: bytes
    device_seed: bytes
    vote_seed: bytes
    server_key: bytes
    seed: int


class Told(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One line: a vote that `cast` has returned for, a receipt that is kept, or that the server is away."""

    what: str
    vote: str = ""
    ballot: str = ""
    version: int = 0
    answer: Answer | None = None


class Member:
    """The part of a desktop that votes."""

    def __init__(self, card: Card) -> None:
        self.card = card
        vault = Vault.open(Path(card.folder), card.db_key)
        self.replica = Replica(vault, Notes(vault))
        self.outbox = Outbox(vault, utc_now)
        self.receipts = Receipts(vault)
        self.engine = Engine(
            self.replica,
            self.outbox,
            self.receipts,
            server_key=card.server_key,
            device_id=card.device_id,
            now=utc_now,
        )
        self.api = HttpApi(
            Gate(card.address), card.device_id, lambda message: signing.sign(card.device_seed, message)
        )
        me = self.replica.get(Person, card.person_id)
        assert me is not None
        changes = Changes()
        self.voting = Voting(
            self.replica,
            self.outbox,
            Delivering(self.outbox, changes, new_id, lambda: None),
            changes,
            me,
            device_id=card.device_id,
            open_vote_key=lambda _passphrase: card.vote_seed,
            new_id=new_id,
        )
        self.known = {kept.verdict.id for kept in self.receipts.all()}

    def vote(self, ballot: Ballot, answer: Answer) -> Told:
        """Cast; what is said afterwards is read from the outbox."""
        self.voting.cast(ballot, answer, "Cần thêm số liệu", "")
        bodies = [entry.envelope.body for entry in self.outbox.unsent_votes()]
        statements = [b.statement for b in bodies if isinstance(b, CastVote) and b.ballot_id == ballot.id]
        said = parse_vote(statements[-1])
        return Told(
            what="cast", vote=hash_hex(statements[-1]), ballot=ballot.id, version=said.version, answer=answer
        )

    def sync(self) -> list[Told]:
        """One pass; the receipts it brought."""
        drive(self.engine.steps(), self.api)
        fresh = [kept for kept in self.receipts.all() if kept.verdict.id not in self.known]
        self.known.update(kept.verdict.id for kept in fresh)
        return [Told(what="receipt", vote=hash_hex(kept.statement)) for kept in fresh]


def tell(told: Told) -> None:
    """In one write, so that a line is there whole or not at all."""
    os.write(1, msgspec.json.encode(told) + b"\n")


def main() -> None:
    card = msgspec.json.decode(Path(sys.argv[1]).read_bytes(), type=Card)
    chance = random.Random(f"{card.seed}-{sys.argv[2]}")
    member = Member(card)
    tell(Told(what="ready"))
    while True:
        ballots = member.voting.ballots()
        if len(member.outbox.unsent_votes()) < MOST_UNSENT:
            for ballot in chance.choices(ballots, k=chance.randint(1, 3)):
                tell(member.vote(ballot, chance.choice(list(Answer))))
        try:
            for told in member.sync():
                tell(told)
        except Offline:
            tell(Told(what="offline"))
            select.select([], [], [], PATIENCE_SECONDS)


if __name__ == "__main__":
    main()
