"""The member's own annotations, in plain inside the vault, and the note key that seals them on their way out.

A note is never lost: only its author's word takes it away, here or on another device.
"""

from contextlib import AbstractContextManager

from msgspec.structs import replace

from ecabinet_desktop.crypto.notes import new_note_key, open_note
from ecabinet_desktop.crypto.sharing import open_shared
from ecabinet_desktop.domain.annotation import Annotation, SealedNote, SharedNote, fingerprint, kept_copy
from ecabinet_desktop.errors import Damaged
from ecabinet_desktop.vault.vault import Database, Vault
from ecabinet_desktop.wire import codec

_KEY = "note_key"
_UNKNOWN_TO_SERVER = (
    "SELECT body FROM notes WHERE id NOT IN (SELECT id FROM rows WHERE kind = 'note') "
    "AND id NOT IN (SELECT id FROM rows WHERE kind = 'shared_note') ORDER BY id"
)
_PUBLISHED = "note_key_published"


class Notes:
    """Annotations by paper version. A note outlives its paper: when that is withdrawn the note stays."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._key = vault.meta(_KEY)

    def key(self) -> bytes:
        """The member's note key, made at the first use."""
        with self._vault.transaction():
            if self._key is None:
                key = new_note_key()
                self._vault.set_meta(_KEY, key)
                self._key = key
            return self._key

    def together(self) -> "AbstractContextManager[Database]":
        """A transaction in which a note and the command that sends it are kept both or not at all."""
        return self._vault.transaction()

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

    def drawer(self) -> list[Annotation]:
        """The notes on papers this person may no longer read, or that are gone."""
        return self._select(
            "SELECT body FROM notes WHERE version_id NOT IN (SELECT version_id FROM paper_keys) ORDER BY id"
        )

    def waits(self, note_id: str) -> bool:
        """Whether a word on this note is still on its way to the server."""
        with self._vault.read() as db:
            return _waits(db, note_id)

    def history(self, version_id: str) -> bytes | None:
        """The undo steps of one paper version as `set_history` was given them."""
        with self._vault.read() as db:
            row = db.execute("SELECT steps FROM histories WHERE version_id = ?", (version_id,)).fetchone()
        return None if row is None else bytes(row[0])

    def set_history(self, version_id: str, steps: bytes) -> None:
        """Keep the undo steps of one paper version; they go when the paper goes."""
        with self._vault.transaction() as db:
            db.execute("INSERT OR REPLACE INTO histories VALUES (?, ?)", (version_id, steps))

    def absorb(self, db: Database, row: SealedNote) -> None:
        """Take over a note of this member from the server: an edit of what is here, or else a conflict.

        Of two edits made without knowing of each other the one the server has last stands; the words of the other
        are kept as a note beside it. A note sealed with the key of another device stays sealed in its row.
        """
        if self._key is None:
            return
        try:
            note = codec.decode(open_note(self._key, row.sealed, row.id), Annotation)
        except Damaged:
            return
        held = _held(db, row.id)
        if held is None:
            if not _waits(db, row.id):
                _put(db, note)
        elif fingerprint(note) in held.ancestors or fingerprint(note) == fingerprint(held):
            return  # what is here grew out of it
        elif _waits(db, row.id):
            _keep_copy(db, lost=note, kept=held)
        else:
            if fingerprint(held) not in note.ancestors:
                _keep_copy(db, lost=held, kept=note)
            _put(db, note)

    def unsent(self) -> list[Annotation]:
        """Own notes unknown to the server for which nothing waits: copies kept, or what a restored server lost."""
        own = [note for note in self._select(_UNKNOWN_TO_SERVER) if note.is_own]
        with self._vault.read() as db:
            return [note for note in own if not _waits(db, note.id)]

    def forget(self, db: Database, note_id: str) -> None:
        """The member deleted this note on another device; an edit that still waits here brings it back."""
        if not _waits(db, note_id):
            db.execute("DELETE FROM notes WHERE id = ?", (note_id,))

    def published(self) -> bytes | None:
        """The public key that was sent to the server last."""
        return self._vault.meta(_PUBLISHED)

    def set_published(self, public: bytes) -> None:
        """This public key is on its way to the server."""
        self._vault.set_meta(_PUBLISHED, public)

    def absorb_shared(self, db: Database, row: SharedNote) -> None:
        """Take over a note that somebody shared with this person; what does not say what its row says is no note.

        The author's own row comes back to the author as well, who cannot open it and need not.
        """
        if self._key is None:
            return
        try:
            plain = open_shared(self._key, row.sealed, shared_context(row.note_id, row.author_id))
            note = codec.decode(plain, Annotation)
        except Damaged:
            return
        if note.id == row.note_id and note.version_id == row.version_id:
            _put(db, replace(note, id=row.id, author_id=row.author_id, meeting_id=row.meeting_id))

    def forget_shared(self, db: Database, row_id: str) -> None:
        """Its author took it back, or this person may no longer read the paper."""
        db.execute("DELETE FROM notes WHERE id = ?", (row_id,))

    def _select(self, sql: str, *values: str) -> list[Annotation]:
        with self._vault.read() as db:
            rows = db.execute(sql, values).fetchall()
        return [codec.decode(bytes(row[0]), Annotation) for row in rows]


def shared_context(note_id: str, author_id: str) -> str:
    """What binds a shared note to its author."""
    return f"{note_id}|{author_id}"


def _waits(db: Database, note_id: str) -> bool:
    """True when the outbox holds an undelivered word on this note."""
    found = db.execute(
        "SELECT 1 FROM outbox WHERE verdict IS NULL AND CAST(envelope AS TEXT) ->> '$.body.note_id' = ?", (note_id,)
    )
    return found.fetchone() is not None


def _held(db: Database, note_id: str) -> Annotation | None:
    row = db.execute("SELECT body FROM notes WHERE id = ?", (note_id,)).fetchone()
    return None if row is None else codec.decode(bytes(row[0]), Annotation)


def _keep_copy(db: Database, *, lost: Annotation, kept: Annotation) -> None:
    copy = kept_copy(lost, kept)
    if copy is not None and _held(db, copy.id) is None:
        _put(db, copy)


def _put(db: Database, note: Annotation) -> None:
    db.execute(
        "INSERT OR REPLACE INTO notes VALUES (?, ?, ?, ?)",
        (note.id, note.meeting_id, note.version_id, codec.encode(note)),
    )
