"""Putting a person's act into the outbox, and saying how its delivery stands.

An act changes nothing that mirrors the server; it waits as a command until a verdict comes (DESIGN 1).
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ecabinet_desktop.clock import NewId
from ecabinet_desktop.usecases.change import Change, Changes
from ecabinet_desktop.vault.outbox import Entry, Outbox
from ecabinet_desktop.wire.commands import AnyCommand, Envelope, command_type


class Delivery(StrEnum):
    """Queued here, taken by the server, or refused by it."""

    QUEUED = "queued"
    DELIVERED = "delivered"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Queued:
    """One line of what waits or was refused, for Home."""

    id: str
    body: AnyCommand
    queued_at: datetime
    delivery: Delivery
    code: str

    @property
    def type(self) -> str:
        """What was done, as `domain.access.PERMITTED` names it: "cast_vote", "state_position" …"""
        return command_type(self.body)


class Delivering:
    """The way into the outbox. `poke` asks for a sync pass at once."""

    def __init__(self, outbox: Outbox, changes: Changes, new_id: NewId, poke: Callable[[], None]) -> None:
        self._outbox = outbox
        self._changes = changes
        self._new_id = new_id
        self._poke = poke

    def send(self, command: AnyCommand, *, base_rev: int | None = None, also: Change = Change.NONE) -> Change:
        """Queue `command`; it is delivered as soon as the server can be reached."""
        self._outbox.put(Envelope(id=self._new_id(), body=command, base_rev=base_rev))
        self._poke()
        return self._changes.tell(Change.OUTBOX | also)

    def entries(self) -> list[Entry]:
        """Everything in the outbox, oldest first."""
        return list(self._outbox.entries())

    def queued(self) -> list[Queued]:
        """What waits for the server, and what it refused and the person has not dismissed."""
        return [
            Queued(e.id, e.envelope.body, e.queued_at, delivery(e), e.verdict.code if e.verdict else "")
            for e in self._outbox.entries()
            if delivery(e) is not Delivery.DELIVERED
        ]

    def dismiss(self, entry_id: str) -> Change:
        """The person has read a refusal."""
        self._outbox.dismiss(entry_id)
        return self._changes.tell(Change.OUTBOX)


def delivery(entry: Entry) -> Delivery:
    """How one entry stands."""
    if entry.verdict is None:
        return Delivery.QUEUED
    return Delivery.DELIVERED if entry.verdict.accepted else Delivery.REFUSED
