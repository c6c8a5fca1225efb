"""The replica: what this device may see of the server's state, exactly as the server last told it.

Nothing but `apply` and `begin_relist` writes here; a person's own acts are in the outbox.
"""

from typing import TypeVar

import msgspec

from ecabinet_desktop.domain.access import Entity
from ecabinet_desktop.domain.annotation import SealedNote, SharedNote
from ecabinet_desktop.domain.paper import PaperState
from ecabinet_desktop.errors import Damaged
from ecabinet_desktop.vault import passwords, search
from ecabinet_desktop.vault.notes import Notes
from ecabinet_desktop.vault.vault import Database, Vault
from ecabinet_desktop.wire import codec
from ecabinet_desktop.wire.answers import Page, Row

E = TypeVar("E", bound=Entity)


class _Bearing(msgspec.Struct):
    """The two ids that most bodies have, read without knowing the kind."""

    meeting_id: str | None = ""
    item_id: str | None = ""
    state: object = None


class Replica:
    """Server rows with their revision, keys of papers, and the cursor that says how far they go."""

    def __init__(self, vault: Vault, notes: Notes) -> None:
        self._vault = vault
        self._notes = notes
        self._decoded: dict[tuple[str, str], tuple[bytes, Entity]] = {}
        self._digest: str | None = None

    def cursor(self) -> tuple[str, int]:
        """Epoch and cursor of the last page applied; ("", 0) at first and while everything is listed again."""
        with self._vault.read() as db:
            return _cursor(db)

    def apply(self, page: Page) -> frozenset[str]:
        """Take over one page: rows, keys, what is gone and the cursor, in one transaction. Returns kinds changed.

        Raises Damaged, changing nothing, when a known kind's body is broken or the page is of another epoch.
        """
        for row in page.rows:
            codec.decode_entity(row.kind, row.body)
        changed: set[str] = set()
        with self._vault.transaction() as db:
            self._digest = None
            epoch, _ = _cursor(db)
            if epoch and epoch != page.epoch:
                raise Damaged("epoch")
            listing = _number(db, "listing")
            taken = [self._put(db, row, listing) for row in page.rows]
            changed.update(row.kind for row, is_new in zip(page.rows, taken, strict=True) if is_new)
            for gone in page.gone:
                self._forget(db, gone.kind, gone.id)
                if gone.kind == "note":
                    self._notes.forget(db, gone.id)
            changed.update(gone.kind for gone in page.gone)
            if not page.more and listing:
                changed |= self._end_listing(db, listing)
            _set(db, "epoch", page.epoch)
            _set(db, "cursor", str(page.next))
        if search.sweep(self._vault):
            self._vault.settle()
        return frozenset(changed)

    def begin_relist(self) -> None:
        """List everything again from the start; rows stay until the new listing is whole."""
        with self._vault.transaction() as db:
            number = str(_number(db, "listings") + 1)
            _set(db, "listing", number)
            _set(db, "listings", number)
            _set(db, "epoch", "")
            _set(db, "cursor", "0")

    def digest(self) -> str:
        """Hex XOR of all rows' digests, as the server computes it over what this device should hold."""
        with self._vault.read() as db:
            if self._digest is None:
                total = codec.NO_ROWS
                for kind, entity_id, rev in db.execute("SELECT kind, id, rev FROM rows"):
                    total = codec.combine(total, codec.row_digest(kind, entity_id, rev))
                self._digest = total.hex()
            return self._digest

    def get(self, kind: type[E], entity_id: str) -> E | None:
        """One entity, None when this device does not hold it."""
        name = codec.KIND_OF[kind]
        with self._vault.read() as db:
            row = db.execute("SELECT id, body FROM rows WHERE kind = ? AND id = ?", (name, entity_id)).fetchone()
        return None if row is None else self._entity(kind, name, *row)

    def all(self, kind: type[E], *, meeting_id: str | None = None, item_id: str | None = None) -> list[E]:
        """All entities of a kind, of one meeting or item when named; ordered by id."""
        name = codec.KIND_OF[kind]
        sql = "SELECT id, body FROM rows WHERE kind = ?"
        values = [name]
        if meeting_id is not None:
            sql += " AND meeting_id = ?"
            values.append(meeting_id)
        if item_id is not None:
            sql += " AND item_id = ?"
            values.append(item_id)
        with self._vault.read() as db:
            rows = db.execute(f"{sql} ORDER BY id", values).fetchall()
        return [self._entity(kind, name, *row) for row in rows]

    def rev(self, kind: type[Entity], entity_id: str) -> int:
        """The revision held, 0 for none."""
        with self._vault.read() as db:
            row = db.execute(
                "SELECT rev FROM rows WHERE kind = ? AND id = ?", (codec.KIND_OF[kind], entity_id)
            ).fetchone()
        return 0 if row is None else int(row[0])

    def paper_key(self, version_id: str) -> bytes | None:
        """The key of a paper version this person may read."""
        with self._vault.read() as db:
            row = db.execute("SELECT key FROM paper_keys WHERE version_id = ?", (version_id,)).fetchone()
        return None if row is None else bytes(row[0])

    def readable(self) -> frozenset[str]:
        """The ids of all paper versions whose key is here."""
        with self._vault.read() as db:
            return frozenset(row[0] for row in db.execute("SELECT version_id FROM paper_keys"))

    def _entity(self, kind: type[E], name: str, entity_id: str, body: bytes) -> E:
        """Decode a body once: an agenda of hundreds of rows is shown again and again.

        Bodies are compared, not revisions: a restored server may give a revision out a second time.
        """
        known = self._decoded.get((name, entity_id))
        if known is not None and known[0] == body and isinstance(known[1], kind):
            return known[1]
        entity = codec.decode(body, kind)
        self._decoded[name, entity_id] = (body, entity)
        return entity

    def _put(self, db: Database, row: Row, listing: int) -> bool:
        """Insert or replace a row with what hangs on it; True when it differs from what was held."""
        held = db.execute("SELECT rev, body FROM rows WHERE kind = ? AND id = ?", (row.kind, row.id)).fetchone()
        body = bytes(row.body)
        bearing = _bearing(body)
        db.execute(
            "INSERT OR REPLACE INTO rows VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (row.kind, row.id, row.rev, row.seq, bearing.meeting_id or "", bearing.item_id or "", listing, body),
        )
        if row.kind == "paper":
            if row.key is None or bearing.state == PaperState.WITHDRAWN:
                _shut(db, row.id)
            else:
                db.execute("INSERT OR REPLACE INTO paper_keys VALUES (?, ?)", (row.id, row.key))
                search.keep(db, row.id)
        if row.kind == "note":
            self._notes.absorb(db, codec.decode(body, SealedNote))
        elif row.kind == "shared_note":
            self._notes.absorb_shared(db, codec.decode(body, SharedNote))
        return held is None or int(held[0]) != row.rev or bytes(held[1]) != body

    def _forget(self, db: Database, kind: str, entity_id: str) -> None:
        """Take a row away, and with a paper everything that opens it; its file goes at the next sweep."""
        db.execute("DELETE FROM rows WHERE kind = ? AND id = ?", (kind, entity_id))
        self._decoded.pop((kind, entity_id), None)
        if kind == "paper":
            _shut(db, entity_id)
        elif kind == "shared_note":
            self._notes.forget_shared(db, entity_id)

    def _end_listing(self, db: Database, listing: int) -> set[str]:
        """The new listing is whole: what it did not name is gone.

        The member's own notes stay: a server restored from a backup may have lost them, we have not.
        """
        stale = db.execute("SELECT kind, id FROM rows WHERE listing <> ?", (listing,)).fetchall()
        for kind, entity_id in stale:
            self._forget(db, kind, entity_id)
        db.execute("UPDATE rows SET listing = 0")
        _set(db, "listing", "0")
        return {kind for kind, _ in stale}


def _shut(db: Database, version_id: str) -> None:
    """Take away a paper's key, password, words, undo steps and reading place: its file is noise without the key."""
    db.execute("DELETE FROM paper_keys WHERE version_id = ?", (version_id,))
    db.execute("DELETE FROM places WHERE version_id = ?", (version_id,))
    db.execute("DELETE FROM pages_seen WHERE version_id = ?", (version_id,))
    db.execute("DELETE FROM histories WHERE version_id = ?", (version_id,))
    passwords.forget(db, version_id)
    search.forget(db, version_id)


def _bearing(body: bytes) -> _Bearing:
    try:
        return msgspec.json.decode(body, type=_Bearing)
    except msgspec.DecodeError:
        return _Bearing()


def _cursor(db: Database) -> tuple[str, int]:
    return _text(db, "epoch"), _number(db, "cursor")


def _text(db: Database, name: str) -> str:
    row = db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
    return "" if row is None else bytes(row[0]).decode()


def _number(db: Database, name: str) -> int:
    return int(_text(db, name) or 0)


def _set(db: Database, name: str, value: str) -> None:
    db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value.encode()))
