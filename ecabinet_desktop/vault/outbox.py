"""The outbox: every act of the person, as the exact bytes that cross, until the server's verdict is stored.

Nothing put in is ever dropped silently: what was refused stays until the person has read why.
"""

import contextlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from ecabinet_desktop.clock import Now
from ecabinet_desktop.vault.vault import Database, Vault
from ecabinet_desktop.wire import codec
from ecabinet_desktop.wire.answers import Verdict
from ecabinet_desktop.wire.commands import CastVote, Envelope

KEPT_ANSWERED = 500
"""Accepted commands kept beside the votes, which are kept for ever."""
_COLUMNS = "id, envelope, queued_at, was_sent, verdict"


@dataclass(frozen=True, slots=True)
class Entry:
    """One act. `was_sent` is true once it was handed to the network, whether or not it arrived."""

    id: str
    envelope: Envelope
    queued_at: datetime
    was_sent: bool
    verdict: Verdict | None


class Outbox:
    """A queue that survives anything; votes go first, the rest in the order it came."""

    def __init__(self, vault: Vault, now: Now) -> None:
        self._vault = vault
        self._now = now
        self._shown: list[Entry] | None = None

    def put(self, envelope: Envelope) -> None:
        """Queue a command; durable when this returns. Raises Full."""
        with self._writing() as db:
            self._insert(db, envelope)

    def replace(self, old_id: str, envelope: Envelope) -> bool:
        """Put `envelope` in the place of one that was never sent; False when that one has been sent meanwhile."""
        with self._writing() as db:
            was_there = db.execute("DELETE FROM outbox WHERE id = ? AND was_sent = 0", (old_id,)).rowcount > 0
            if was_there:
                self._insert(db, envelope)
        return was_there

    def waiting(self, limit: int) -> list[Envelope]:
        """The next commands to deliver, marked as sent before they leave."""
        with self._writing() as db:
            rows = db.execute(
                "SELECT envelope, place FROM outbox WHERE verdict IS NULL ORDER BY is_vote DESC, place LIMIT ?",
                (limit,),
            ).fetchall()
            places = [(place,) for _, place in rows]
            db.executemany("UPDATE outbox SET was_sent = 1 WHERE place = ? AND was_sent = 0", places)
        return [codec.decode(bytes(envelope), Envelope) for envelope, _ in rows]

    def answer(self, verdict: Verdict) -> None:
        """Store the server's verdict on a command; the first one stands."""
        with self._writing() as db:
            db.execute(
                "UPDATE outbox SET verdict = ? WHERE id = ? AND verdict IS NULL",
                (codec.encode(verdict), verdict.id),
            )
            if verdict.accepted:
                _prune(db)

    def dismiss(self, entry_id: str) -> None:
        """The person has read a refusal; the entry stays in the store but is no longer shown."""
        with self._writing() as db:
            db.execute("UPDATE outbox SET dismissed = 1 WHERE id = ? AND verdict IS NOT NULL", (entry_id,))

    def entries(self) -> Sequence[Entry]:
        """Everything not dismissed, oldest first."""
        with self._vault.read() as db:
            if self._shown is None:
                rows = db.execute(
                    f"SELECT {_COLUMNS} FROM outbox WHERE dismissed = 0 ORDER BY place"  # noqa: S608
                ).fetchall()
                self._shown = [_entry(*row) for row in rows]
            return self._shown

    def unsent(self) -> list[Entry]:
        """Entries without a verdict."""
        return [entry for entry in self.entries() if entry.verdict is None]

    def unsent_votes(self) -> list[Entry]:
        """Votes without a verdict: what a lock or a new enrolment must warn about."""
        return [entry for entry in self.unsent() if isinstance(entry.envelope.body, CastVote)]

    def _insert(self, db: Database, envelope: Envelope) -> None:
        is_vote = isinstance(envelope.body, CastVote)
        db.execute(
            "INSERT INTO outbox (id, is_vote, envelope, queued_at) VALUES (?, ?, ?, ?)",
            (envelope.id, is_vote, codec.encode(envelope), self._now().isoformat()),
        )

    @contextlib.contextmanager
    def _writing(self) -> Iterator[Database]:
        """A transaction after which the list is read anew; nobody reads in between, since it holds the lock."""
        with self._vault.transaction() as db:
            yield db
            self._shown = None


def _prune(db: Database) -> None:
    """Forget old accepted commands that are no votes, once their effect has come back as rows."""
    db.execute(
        "DELETE FROM outbox WHERE is_vote = 0 AND verdict IS NOT NULL AND place < "
        "(SELECT max(place) FROM outbox) - ? AND CAST(verdict AS TEXT) ->> '$.accepted' = 1 "
        "AND CAST(verdict AS TEXT) ->> '$.seq' <= "
        "(SELECT CAST(CAST(value AS TEXT) AS INTEGER) FROM meta WHERE name = 'cursor')",
        (KEPT_ANSWERED,),
    )


def _entry(entry_id: str, envelope: bytes, queued_at: str, was_sent: int, verdict: bytes | None) -> Entry:
    return Entry(
        id=entry_id,
        envelope=codec.decode(bytes(envelope), Envelope),
        queued_at=datetime.fromisoformat(queued_at),
        was_sent=bool(was_sent),
        verdict=None if verdict is None else codec.decode(bytes(verdict), Verdict),
    )
