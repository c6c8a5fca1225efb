"""Receipts: every vote this device delivered, with the server's signed word on it, kept for ever."""

from dataclasses import dataclass

from ecabinet_desktop.vault.vault import Vault
from ecabinet_desktop.wire import codec
from ecabinet_desktop.wire.answers import Verdict
from ecabinet_desktop.wire.commands import CastVote


@dataclass(frozen=True, slots=True)
class Kept:
    """A vote's exact bytes and signature, and the verdict with its receipt."""

    ballot_id: str
    statement: bytes
    signature: bytes
    verdict: Verdict


class Receipts:
    """Append-only."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def add(self, vote: CastVote, verdict: Verdict) -> None:
        """Keep a receipt; the first one for a command stands."""
        with self._vault.transaction() as db:
            db.execute(
                "INSERT OR IGNORE INTO receipts VALUES (?, ?, ?, ?, ?)",
                (verdict.id, vote.ballot_id, vote.statement, vote.signature, codec.encode(verdict)),
            )

    def all(self) -> list[Kept]:
        """Every receipt."""
        with self._vault.read() as db:
            rows = db.execute("SELECT ballot_id, vote, signature, verdict FROM receipts ORDER BY command_id")
            return [Kept(r[0], bytes(r[1]), bytes(r[2]), codec.decode(bytes(r[3]), Verdict)) for r in rows]

    def of_ballot(self, ballot_id: str) -> list[Kept]:
        """The receipts of one ballot."""
        return [kept for kept in self.all() if kept.ballot_id == ballot_id]
