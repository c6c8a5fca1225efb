"""Where the person was in each paper, which pages they saw, and which version they read last.

Kept in the vault and nowhere else: what somebody reads is nobody's business.
"""

from collections.abc import Iterable
from datetime import datetime

import msgspec

from ecabinet_desktop.vault.vault import Vault
from ecabinet_desktop.wire import codec


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A view of a paper: page (0 first), offset from its top in points, zoom ("width", "page" or a factor)."""

    page: int = 0
    offset: float = 0.0
    zoom: str = "width"


class Reading:
    """The person's traces in their papers; those in a paper that is withdrawn go with it."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def place(self, version_id: str) -> Place | None:
        """Where the person was in a version."""
        with self._vault.read() as db:
            row = db.execute("SELECT place FROM places WHERE version_id = ?", (version_id,)).fetchone()
        return None if row is None else codec.decode(bytes(row[0]), Place)

    def remember(self, version_id: str, place: Place) -> None:
        """Keep where the person is."""
        with self._vault.transaction() as db:
            db.execute("INSERT OR REPLACE INTO places VALUES (?, ?)", (version_id, codec.encode(place)))

    def last_read_version(self, paper_id: str) -> int | None:
        """The newest version number read of a paper, None when none was."""
        with self._vault.read() as db:
            row = db.execute("SELECT version FROM read_papers WHERE paper_id = ?", (paper_id,)).fetchone()
        return None if row is None else int(row[0])

    def last_read_at(self, paper_id: str) -> datetime | None:
        """When the person last opened any version of a paper."""
        with self._vault.read() as db:
            row = db.execute("SELECT read_at FROM read_papers WHERE paper_id = ?", (paper_id,)).fetchone()
        return None if row is None else datetime.fromisoformat(row[0])

    def saw(self, version_id: str, pages: Iterable[int]) -> None:
        """These pages (0 first) have stood before the person."""
        with self._vault.transaction() as db:
            db.executemany("INSERT OR IGNORE INTO pages_seen VALUES (?, ?)", [(version_id, page) for page in pages])

    def seen(self, version_id: str) -> frozenset[int]:
        """The pages the person has had before them."""
        with self._vault.read() as db:
            rows = db.execute("SELECT page FROM pages_seen WHERE version_id = ?", (version_id,)).fetchall()
        return frozenset(int(row[0]) for row in rows)

    def mark_read(self, paper_id: str, version: int, at: datetime) -> None:
        """The person opened this version; reading an older one again changes nothing."""
        with self._vault.transaction() as db:
            db.execute(
                "INSERT INTO read_papers VALUES (?, ?, ?) ON CONFLICT (paper_id) DO UPDATE SET "
                "version = max(version, excluded.version), read_at = excluded.read_at",
                (paper_id, version, at.isoformat()),
            )
