"""Where the person was in each paper, which pages they saw, and which version they read last.

Kept in the vault; it leaves this computer only sealed, and only for the person's other computers: what somebody
reads is nobody's business.
"""

from collections.abc import Collection, Iterable
from datetime import datetime
from itertools import groupby

import msgspec

from ecabinet_desktop.vault.vault import Database, Vault
from ecabinet_desktop.wire import codec


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """A view of a paper: page (0 first), offset from its top in points, zoom ("width", "page" or a factor)."""

    page: int = 0
    offset: float = 0.0
    zoom: str = "width"


class Known(msgspec.Struct, frozen=True, kw_only=True):
    """A paper as the person last met it: its version, and where it stood on the agenda (`number` 0: on none)."""

    paper_id: str
    meeting_id: str
    version_id: str
    version: int
    item_id: str
    number: int
    place: int
    at: datetime


class Trace(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag="trace"):
    """All that reading left in one paper version, as it travels. `seen` are runs of pages: first page, how many.

    `turn` counts how often the place was left, over all computers: the place of the higher turn is the later one,
    whatever their clocks say.
    """

    version_id: str
    turn: int = 0
    place: Place | None = None
    seen: tuple[tuple[int, int], ...] = ()
    known: Known | None = None


class _Kept(msgspec.Struct, frozen=True, kw_only=True):
    """A place as it is stored, with its turn."""

    page: int = 0
    offset: float = 0.0
    zoom: str = "width"
    turn: int = 0


class Reading:
    """The person's traces in their papers; those in a paper that is withdrawn go with it."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

    def place(self, version_id: str) -> Place | None:
        """Where the person was in a version."""
        with self._vault.read() as db:
            kept = _kept(db, version_id)
        return None if kept is None else _place(kept)

    def remember(self, version_id: str, place: Place) -> None:
        """Keep where the person is."""
        with self._vault.transaction() as db:
            kept = _kept(db, version_id)
            if kept is None or _place(kept) != place:
                _keep(db, version_id, place, 1 + (kept.turn if kept else 0))

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
        return self.seen_in((version_id,))[version_id]

    def seen_in(self, version_ids: Collection[str]) -> dict[str, frozenset[int]]:
        """The pages the person has had before them, of each of these versions."""
        sql = "SELECT page FROM pages_seen WHERE version_id = ?"
        with self._vault.read() as db:
            found = {version: db.execute(sql, (version,)).fetchall() for version in version_ids}
        return {version: frozenset(page for (page,) in rows) for version, rows in found.items()}

    def mark_read(self, paper_id: str, version: int, at: datetime) -> None:
        """The person opened this version; reading an older one again changes nothing."""
        with self._vault.transaction() as db:
            _mark_read(db, paper_id, version, at)

    def know(self, known: Iterable[Known]) -> None:
        """Keep how the person last met these papers; what is known of a newer version stays."""
        with self._vault.transaction() as db:
            for one in known:
                _know(db, one)

    def known(self, meeting_id: str) -> dict[str, Known]:
        """How the person last met the papers of a meeting, by paper."""
        with self._vault.read() as db:
            return _known(db, meeting_id)

    def forget(self, meeting_id: str, paper_ids: Collection[str]) -> None:
        """The person has taken note that these papers left the agenda."""
        with self._vault.transaction() as db:
            left = {paper: known for paper, known in _known(db, meeting_id).items() if paper not in paper_ids}
            _keep_known(db, meeting_id, left)

    def versions(self) -> frozenset[str]:
        """The versions with a place or a page seen."""
        with self._vault.read() as db:
            rows = db.execute("SELECT version_id FROM places UNION SELECT version_id FROM pages_seen").fetchall()
        return frozenset(row[0] for row in rows)

    def trace(self, version_id: str, meeting_id: str) -> Trace:
        """All that reading left in a version, to be sealed and sent."""
        with self._vault.read() as db:
            kept = _kept(db, version_id)
            known = next((k for k in _known(db, meeting_id).values() if k.version_id == version_id), None)
            seen = self.seen(version_id)
        place = None if kept is None else _place(kept)
        return Trace(
            version_id=version_id, turn=kept.turn if kept else 0, place=place, seen=runs(seen), known=known
        )

    def take(self, trace: Trace) -> None:
        """Join what another computer left with what is here: no page is lost, the later place stands."""
        with self._vault.transaction() as db:
            kept = _kept(db, trace.version_id)
            if trace.place is not None and (kept is None or _later(trace.turn, trace.place, kept)):
                _keep(db, trace.version_id, trace.place, trace.turn)
            self.saw(trace.version_id, pages(trace.seen))
            if trace.known is not None:
                _know(db, trace.known)
                _mark_read(db, trace.known.paper_id, trace.known.version, trace.known.at)


def runs(seen: Iterable[int]) -> tuple[tuple[int, int], ...]:
    """Pages as runs: first page, how many."""
    grouped = groupby(enumerate(sorted(seen)), key=lambda pair: pair[1] - pair[0])
    lists = [[page for _, page in group] for _, group in grouped]
    return tuple((run[0], len(run)) for run in lists)


def pages(seen: Iterable[tuple[int, int]]) -> list[int]:
    """The pages of runs."""
    return [page for first, count in seen for page in range(first, first + count)]


def _later(turn: int, place: Place, kept: _Kept) -> bool:
    """Two computers may have reached the same turn apart from each other: then any rule that both know will do."""
    return (turn, place.page, place.offset, place.zoom) > (kept.turn, kept.page, kept.offset, kept.zoom)


def _place(kept: _Kept) -> Place:
    return Place(page=kept.page, offset=kept.offset, zoom=kept.zoom)


def _kept(db: Database, version_id: str) -> _Kept | None:
    row = db.execute("SELECT place FROM places WHERE version_id = ?", (version_id,)).fetchone()
    return None if row is None else codec.decode(bytes(row[0]), _Kept)


def _keep(db: Database, version_id: str, place: Place, turn: int) -> None:
    kept = _Kept(page=place.page, offset=place.offset, zoom=place.zoom, turn=turn)
    db.execute("INSERT OR REPLACE INTO places VALUES (?, ?)", (version_id, codec.encode(kept)))


def _mark_read(db: Database, paper_id: str, version: int, at: datetime) -> None:
    db.execute(
        "INSERT INTO read_papers VALUES (?, ?, ?) ON CONFLICT (paper_id) DO UPDATE SET "
        "version = max(version, excluded.version), read_at = max(read_at, excluded.read_at)",
        (paper_id, version, at.isoformat()),
    )


def _known(db: Database, meeting_id: str) -> dict[str, Known]:
    row = db.execute("SELECT value FROM meta WHERE name = ?", (_name(meeting_id),)).fetchone()
    return {} if row is None else codec.decode(bytes(row[0]), dict[str, Known])


def _know(db: Database, fresh: Known) -> None:
    held = _known(db, fresh.meeting_id)
    if fresh.paper_id not in held or _order(fresh) > _order(held[fresh.paper_id]):
        _keep_known(db, fresh.meeting_id, {**held, fresh.paper_id: fresh})


def _order(known: Known) -> tuple[int, datetime, str, int, int, str]:
    return known.version, known.at, known.item_id, known.number, known.place, known.version_id


def _keep_known(db: Database, meeting_id: str, known: dict[str, Known]) -> None:
    db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (_name(meeting_id), codec.encode(known)))


def _name(meeting_id: str) -> str:
    return f"known/{meeting_id}"
