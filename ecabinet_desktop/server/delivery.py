"""Takes delivered commands through right, revision and handler to a stored verdict.

A verdict is stored in the savepoint of its effect; the same id gets the same bytes for ever (DESIGN 4, rule 4).
"""

import hashlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, insert, select

from ecabinet_desktop.clock import NewId, Now
from ecabinet_desktop.domain import access
from ecabinet_desktop.domain.people import Person
from ecabinet_desktop.errors import Damaged, NotAllowed, Refused
from ecabinet_desktop.server import accounts, schema, targets
from ecabinet_desktop.server.keys import ServerKeys
from ecabinet_desktop.server.transaction import Transaction
from ecabinet_desktop.server.work import Outcome, Work
from ecabinet_desktop.wire import codec
from ecabinet_desktop.wire.answers import Verdict
from ecabinet_desktop.wire.api import MAX_COMMANDS
from ecabinet_desktop.wire.commands import Command, Envelope, command_type

Handler = Callable[[Work, Any], Outcome]


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """Everything the commands of every device are run with."""

    handlers: Mapping[type[Command], Handler]
    keys: ServerKeys
    now: Now
    new_id: NewId

    def deliver(self, transaction: Transaction, device_id: str, envelopes: Sequence[Envelope]) -> list[Verdict]:
        """One verdict each, in order. Raises SignInNeeded, Refused("reused_id") or ("too_many") before any runs."""
        if len(envelopes) > MAX_COMMANDS:
            raise Refused("too_many")
        prints = [_print(envelope) for envelope in envelopes]
        known = {e.id: _known(transaction, device_id, e.id, p) for e, p in zip(envelopes, prints, strict=True)}
        if len(set(zip((e.id for e in envelopes), prints, strict=True))) != len(known):
            raise Refused("reused_id")
        actor = accounts.actor_within(transaction, device_id, self.now())
        for envelope, request in zip(envelopes, prints, strict=True):
            if known[envelope.id] is None:
                known[envelope.id] = self._answer(transaction, actor, device_id, envelope, request)
        return [verdict for envelope in envelopes if (verdict := known[envelope.id]) is not None]

    def work(self, transaction: Transaction, actor: Person, device_id: str) -> Work:
        """A unit of work for one command now."""
        return Work(
            transaction, actor=actor, device_id=device_id, now=self.now(), new_id=self.new_id, keys=self.keys
        )

    def _answer(
        self, transaction: Transaction, actor: Person, device_id: str, envelope: Envelope, request: bytes
    ) -> Verdict:
        work = self.work(transaction, actor, device_id)
        try:
            outcome = transaction.attempt(lambda: self._handled(work, envelope))
        except (Refused, NotAllowed, Damaged) as error:
            outcome = _refusal(error)
        verdict = Verdict(
            id=envelope.id,
            accepted=outcome.code == "ok",
            code=outcome.code,
            at=work.now,
            seq=transaction.seq,
            detail=outcome.detail,
            outcome=outcome.outcome,
            receipt=outcome.receipt,
        )
        row = {"command_id": envelope.id, "device_id": device_id, "request_hash": request, "at": work.now}
        transaction.db.execute(_KEEP, {**row, "verdict": codec.encode(verdict)})
        return verdict

    def _handled(self, work: Work, envelope: Envelope) -> Outcome:
        """Right first, then revision, then the handler; nothing is said about rows one has no right to touch."""
        command = envelope.body
        facts, ballot = targets.surroundings(work, command)
        if not access.may_do(work.actor, command_type(command), facts, ballot=ballot):
            raise NotAllowed
        if targets.changed_meanwhile(work, command, envelope.base_rev):
            raise Refused("changed_meanwhile")
        handler = self.handlers.get(type(command))
        if handler is None:
            raise Refused("unknown_command")
        outcome = handler(work, command)
        work.settle()
        return outcome


def _print(envelope: Envelope) -> bytes:
    """What must be the same when an id comes again."""
    return hashlib.sha256(codec.encode(envelope)).digest()


def _known(transaction: Transaction, device_id: str, command_id: str, request: bytes) -> Verdict | None:
    """The stored verdict of this very command; raises Refused("reused_id") when the id meant something else."""
    row = transaction.db.execute(_FIND, {"id": command_id}).one_or_none()
    if row is None:
        return None
    if row.device_id != device_id or row.request_hash != request:
        raise Refused("reused_id")
    return codec.decode(row.verdict, Verdict)


def _refusal(error: Refused | NotAllowed | Damaged) -> Outcome:
    match error:
        case Refused():
            return Outcome(code=error.code, detail=error.detail if error.detail != error.code else "")
        case NotAllowed():
            return Outcome(code="not_allowed")
    return Outcome(code="damaged")


_V = schema.verdicts
_FIND = select(_V.c.device_id, _V.c.request_hash, _V.c.verdict).where(_V.c.command_id == bindparam("id"))
_KEEP = insert(_V)
