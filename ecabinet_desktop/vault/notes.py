"""The member's own annotations, in plain inside the vault, and the note key that seals them on their way out."""

from ecabinet_desktop.crypto.notes import new_note_key, open_note
from ecabinet_desktop.domain.annotation import Annotation, SealedNote
from ecabinet_desktop.errors import Damaged
from ecabinet_desktop.vault.vault import Database, Vault
from ecabinet_desktop.wire import codec

_KEY = "note_key"


class Notes:
    """Annotations by paper version. A note outlives its paper: when that is withdrawn the note stays."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._key = vault.meta(_KEY)

    def key(self) -> bytes:
        """The member's note key, made at the first use."""
        if self._key is None:
            self._key = new_note_key()
            self._vault.set_meta(_KEY, self._key)
        return self._key

    def save(self, annotation: Annotation) -> None:
        """Insert or replace; durable when this returns."""
        with self._vault.transaction() as db:
            _put(db, annotation)

    def delete(self, note_id: str) -> None:
        """Forget a note."""
        with self._vault.transaction() as db:
            db.execute("DELETE FROM notes WHERE id = ?", (note_id,))

    def of_version(self, version_id: str) -> list[Annotation]:
        """The notes on one paper version."""
        return self._select("SELECT body FROM notes WHERE version_id = ? ORDER BY id", version_id)

    def of_meeting(self, meeting_id: str) -> list[Annotation]:
        """The notes on one meeting's papers."""
        return self._select("SELECT body FROM notes WHERE meeting_id = ? ORDER BY id", meeting_id)

    def get(self, note_id: str) -> Annotation | None:
        """One note."""
        found = self._select("SELECT body FROM notes WHERE id = ?", note_id)
        return found[0] if found else None

    def absorb(self, db: Database, row: SealedNote) -> None:
        """Take over a note of this member from the server, unless ours is newer or it has another key."""
        if self._key is None:
            return
        try:
            note = codec.decode(open_note(self._key, row.sealed, row.id), Annotation)
        except Damaged:
            return
        held = db.execute("SELECT body FROM notes WHERE id = ?", (row.id,)).fetchone()
        if held is None or codec.decode(bytes(held[0]), Annotation).modified_at < note.modified_at:
            _put(db, note)

    def _select(self, sql: str, value: str) -> list[Annotation]:
        with self._vault.read() as db:
            return [codec.decode(bytes(row[0]), Annotation) for row in db.execute(sql, (value,))]


def _put(db: Database, note: Annotation) -> None:
    db.execute(
        "INSERT OR REPLACE INTO notes VALUES (?, ?, ?, ?)",
        (note.id, note.meeting_id, note.version_id, codec.encode(note)),
    )
