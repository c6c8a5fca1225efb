"""Planted defects: what the state machine must find, or it proves nothing by finding nothing.

Each switches off what in the product makes an act take effect once, and nothing else.
"""

from itertools import count
from types import SimpleNamespace
from typing import Any

import pytest
from ecabinet_desktop.server import delivery, schema, voting
from ecabinet_desktop.server.transaction import Transaction
from ecabinet_desktop.server.work import Work
from ecabinet_desktop.usecases.voting import Voting
from ecabinet_desktop.vault.outbox import Entry, Outbox
from ecabinet_desktop.wire.answers import Verdict
from ecabinet_desktop.wire.commands import CastVote, Envelope
from ecabinet_desktop.wire.votes import hash_hex, parse_vote
from sqlalchemy import delete


def record_a_repeated_vote_twice(patch: pytest.MonkeyPatch) -> None:
    """The server knows neither a vote's command nor its statement again, and takes it for the member's next."""
    known, before, number = delivery._known, voting._before, count()

    def forgets_votes(transaction: Transaction, device_id: str, command_id: str, request: bytes) -> Verdict | None:
        verdict = known(transaction, device_id, command_id, request)
        if verdict is None or verdict.outcome is None:
            return verdict
        transaction.db.execute(delete(schema.verdicts).where(schema.verdicts.c.command_id == command_id))
        return None

    def overlooks_itself(work: Work, ballot_id: str, command: CastVote) -> tuple[Any, Any]:
        current, _ = before(work, ballot_id, command)
        if current is not None and current.statement_hash == hash_hex(command.statement):
            said = parse_vote(command.statement)
            current = SimpleNamespace(id="", statement_hash=said.previous, version=said.version - 1)
        return current, None

    patch.setattr(delivery, "_known", forgets_votes)
    patch.setattr(voting, "_before", overlooks_itself)
    patch.setattr(voting, "_vote_id", lambda ballot_id, _command: f"{ballot_id}.{next(number)}")


def go_on_counting_what_was_replaced(patch: pytest.MonkeyPatch) -> None:
    """A change of mind leaves the former answer in the count."""
    patch.setattr(voting, "_supersede", lambda _work, _current: None)


def drop_what_was_sent(patch: pytest.MonkeyPatch) -> None:
    """The desktop takes what it has sent for delivered, and never sends it again."""
    waiting = Outbox.waiting

    def never_again(outbox: Outbox, limit: int) -> list[Envelope]:
        never_sent = {entry.id for entry in outbox.entries() if not entry.was_sent}
        return [envelope for envelope in waiting(outbox, limit) if envelope.id in never_sent]

    patch.setattr(Outbox, "waiting", never_again)


def replace_what_is_on_its_way(patch: pytest.MonkeyPatch) -> None:
    """The desktop puts a new answer into the place of one that may have reached the server already."""

    def at_any_time(outbox: Outbox, old_id: str, envelope: Envelope) -> bool:
        with outbox._writing() as db:
            found = db.execute("DELETE FROM outbox WHERE id = ? AND verdict IS NULL", (old_id,)).rowcount > 0
            if found:
                outbox._insert(db, envelope)
        return found

    def newest_without_verdict(self: Voting, ballot_id: str) -> Entry | None:
        waiting = [e for e in self._outbox.unsent_votes() if getattr(e.envelope.body, "ballot_id", "") == ballot_id]
        return waiting[-1] if waiting else None

    patch.setattr(Outbox, "replace", at_any_time)
    patch.setattr(Voting, "_unsent", newest_without_verdict)


def replace_in_two_steps(patch: pytest.MonkeyPatch) -> None:
    """The desktop takes the former answer away first and keeps the new one afterwards."""

    def not_at_once(outbox: Outbox, old_id: str, envelope: Envelope) -> bool:
        with outbox._writing() as db:
            found = db.execute("DELETE FROM outbox WHERE id = ? AND was_sent = 0", (old_id,)).rowcount > 0
        if found:
            outbox.put(envelope)
        return found

    patch.setattr(Outbox, "replace", not_at_once)
