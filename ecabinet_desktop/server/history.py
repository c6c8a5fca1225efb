"""Notices that the database has been put back to an earlier day, and begins a new history when it has.

The high-water mark lies beside the database and in none of its backups: a database that has counted less far
than its mark is an old copy, and desktops must not take its cursors for the ones they know (DESIGN 4, rule 5).
"""

import os
from pathlib import Path

from ecabinet_desktop.clock import NewId, monotonic
from ecabinet_desktop.server import feed
from ecabinet_desktop.server.store import Store, epoch_in, new_epoch

SECONDS = 1.0


class HighWater:
    """A file with the epoch and the highest place in the feed that was ever committed in it."""

    def __init__(self, file: Path, store: Store, new_id: NewId) -> None:
        self._file = file
        self._store = store
        self._written = ""
        self._kept_at = 0.0
        # The mark first: another process may count on meanwhile, and must not look like an old copy.
        known_epoch, _, known_seq = self._read().partition(" ")
        epoch, seq = self._standing()
        if known_epoch == epoch and seq < int(known_seq or 0):
            with store.writing() as transaction:
                new_epoch(transaction.db, new_id())
        self.keep()

    def keep_now_and_then(self) -> None:
        """`keep`, but not more often than it costs nothing."""
        if monotonic() - self._kept_at >= SECONDS:
            self.keep()

    def keep(self) -> None:
        """Write how far the database has counted. Read from committed rows, so never ahead of them."""
        self._kept_at = monotonic()
        epoch, seq = self._standing()
        text = f"{epoch} {seq}"
        if text == self._written:
            return
        draft = self._file.with_suffix(".new")
        draft.write_text(text, encoding="ascii")
        os.replace(draft, self._file)
        self._written = text

    def _standing(self) -> tuple[str, int]:
        with self._store.reading() as db:
            return epoch_in(db), feed.head_in(db)

    def _read(self) -> str:
        try:
            return self._file.read_text(encoding="ascii")
        except FileNotFoundError:
            return ""
