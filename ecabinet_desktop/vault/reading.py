"""Where the person was in each paper, and which version was read last."""

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
    """Kept in the vault only: what somebody reads is nobody's business."""

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

    def mark_read(self, paper_id: str, version: int, at: datetime) -> None:
        """The person opened this version; reading an older one again changes nothing."""
        with self._vault.transaction() as db:
            db.execute(
                "INSERT INTO read_papers VALUES (?, ?, ?) ON CONFLICT (paper_id) DO UPDATE SET "
                "version = max(version, excluded.version), read_at = excluded.read_at",
                (paper_id, version, at.isoformat()),
            )
