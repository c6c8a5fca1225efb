"""Receipts: every vote this device delivered, with the server's signed word on it.

Append-only and kept for ever: a server restored from a backup is told by them what it has counted.
"""

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
    """Nothing here is ever changed or taken away."""

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
        return self._select("")

    def of_ballot(self, ballot_id: str) -> list[Kept]:
        """The receipts of one ballot."""
        return self._select("WHERE ballot_id = ?", ballot_id)

    def _select(self, where: str, *values: str) -> list[Kept]:
        sql = f"SELECT ballot_id, vote, signature, verdict FROM receipts {where} ORDER BY command_id"  # noqa: S608
        with self._vault.read() as db:
            rows = db.execute(sql, values).fetchall()
        return [Kept(r[0], bytes(r[1]), bytes(r[2]), codec.decode(bytes(r[3]), Verdict)) for r in rows]
