"""The search index: the text of every page, folded, so that "dat dai" finds "đất đai".

The index holds words only; page texts lie beside it compressed, and give the words back when a paper goes:
FTS5 forgets a word for good only when told the old text, and once its segments are merged.
"""

import json
import threading
import time
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import islice

from ecabinet_desktop.domain.annotation import Annotation
from ecabinet_desktop.domain.folding import fold
from ecabinet_desktop.domain.paper import PaperVersion
from ecabinet_desktop.vault.lookup import EVERYTHING, Lookup, Scope
from ecabinet_desktop.vault.snippets import Question, ask, snippet, with_joined, without_joined
from ecabinet_desktop.vault.vault import Database, Vault

MOST_TITLES = 12
"""Titles among the hits, so that a common word in titles leaves room for pages."""
MOST_NOTES = 12
SLICE_PAGES = 25
MERGE_PAGES = 200
PAUSE_SECONDS = 0.001
_RANKED = (
    "SELECT p.number, p.version_id, p.page, p.text FROM words w JOIN pages p ON p.number = w.rowid "
    "JOIN paper_keys k ON k.version_id = p.version_id WHERE words MATCH ?"
)
_IN_LIST = "(SELECT value FROM json_each(?))"
_BEST = " ORDER BY w.rank LIMIT ?"


class HitKind(StrEnum):
    """What holds the words."""

    TITLE = "title"
    NOTE = "note"
    PAGE = "page"


@dataclass(frozen=True, slots=True)
class Hit:
    """A page, title or note that matches. `spans` are (start, end) of the matches within `snippet`.

    `page` starts at 0; it is None for a match in the title.
    """

    version_id: str
    paper_title: str
    meeting_id: str
    item_id: str
    page: int | None
    snippet: str
    spans: tuple[tuple[int, int], ...]
    kind: HitKind = HitKind.PAGE
    note_id: str = ""


class Search:
    """Pages of papers in, hits out."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._lookup = Lookup(vault)
        self._looking = threading.Lock()

    def index_pages(self, version_id: str, pages: Iterable[tuple[int, str]]) -> None:
        """Add pages of a version (0 first), replacing what was indexed of them; one transaction.

        Does nothing when the paper was taken away meanwhile: its words must not come in after its key went out.
        """
        ready = [(page, *_prepared(text)) for page, text in pages]
        with self._vault.transaction() as db:
            if not _is_readable(db, version_id):
                return
            for page, packed, folded in ready:
                _drop(db, "version_id = ? AND page = ?", (version_id, page))
                (number,) = db.execute(
                    "INSERT INTO pages (version_id, page, text) VALUES (?, ?, ?) RETURNING number",
                    (version_id, page, packed),
                ).fetchone()
                db.execute("INSERT INTO words (rowid, folded) VALUES (?, ?)", (number, folded))

    def finish(self, version_id: str) -> None:
        """All pages of this version are in."""
        with self._vault.transaction() as db:
            if _is_readable(db, version_id):
                db.execute("INSERT OR IGNORE INTO indexed VALUES (?)", (version_id,))

    def indexed(self, version_id: str) -> bool:
        """True once `finish` was called for a version."""
        with self._vault.read() as db:
            return db.execute("SELECT 1 FROM indexed WHERE version_id = ?", (version_id,)).fetchone() is not None

    def coverage(self) -> tuple[int, int]:
        """How many readable papers with text are indexed, and how many there are."""
        with self._looking:
            self._lookup.refresh()
            with_text = {paper.id for paper in self._lookup.papers.values() if paper.skeleton.has_text}
        with self._vault.read() as db:
            indexed = {version_id for (version_id,) in db.execute("SELECT version_id FROM indexed").fetchall()}
        return len(indexed & with_text), len(with_text)

    def text(self, version_id: str, page: int) -> str | None:
        """The kept text of one page."""
        with self._vault.read() as db:
            row = db.execute(
                "SELECT text FROM pages JOIN paper_keys USING (version_id) WHERE version_id = ? AND page = ?",
                (version_id, page),
            ).fetchone()
        return None if row is None else without_joined(_unpacked(row[0]))

    def search(self, query: str, limit: int = 50, *, scope: Scope = EVERYTHING) -> list[Hit]:
        """Titles, notes and pages with every word of `query`, best first."""
        return list(self.hits(query, limit, scope=scope))

    def hits(self, query: str, limit: int = 50, *, scope: Scope = EVERYTHING) -> Iterator[Hit]:
        """The same one by one: what stands around a hit is worked out when it is its turn."""
        question = ask(query)
        return iter(()) if question is None else islice(self._hits(question, limit, scope), limit)

    def pages_of(self, version_id: str, query: str) -> list[int]:
        """The pages of one version with every word of `query`, in order; for a search within the paper."""
        question = ask(query)
        if question is None:
            return []
        with self._vault.read() as db:
            rows = db.execute(
                "SELECT p.page FROM words w JOIN pages p ON p.number = w.rowid JOIN paper_keys USING (version_id) "
                "WHERE words MATCH ? AND p.version_id = ? ORDER BY p.page",
                (_all_of(question), version_id),
            ).fetchall()
        return [int(page) for (page,) in rows]

    def _hits(self, question: Question, limit: int, scope: Scope) -> Iterator[Hit]:
        with self._looking:
            self._lookup.refresh()
            titles = list(islice(self._lookup.titles(question, scope), MOST_TITLES))
            notes = list(islice(self._lookup.notes(question, scope), MOST_NOTES))
            papers = self._lookup.papers
            where, values = self._within(scope)
        pattern = question.pattern()
        for titled in titles:
            version = titled.id if isinstance(titled, PaperVersion) else next(iter(titled.papers), "")
            words, spans = snippet(titled.title, pattern, len(titled.title))
            yield Hit(version, titled.title, titled.meeting_id, titled.item_id, None, words, spans, HitKind.TITLE)
        for note in notes:
            yield _of_note(note, papers[note.version_id], *snippet(note.text, pattern))
        for version_id, page, text in self._pages(question, limit, where, values):
            if version_id in papers:
                yield _of_page(papers[version_id], page, *snippet(text, pattern))

    def _pages(
        self, question: Question, limit: int, where: str, values: tuple[str, ...]
    ) -> Iterator[tuple[str, int, str]]:
        """Pages where the words stand as they were typed, then those that hold them anywhere; best first.

        The phrase comes first because Vietnamese words are of several syllables, and because it is quick: 4 ms of
        5,000 pages where both syllables are common, against 15 ms for ranking all pages that hold them.
        """
        told: set[int] = set()
        matches = [question.phrase.match()] if question.phrase is not None else []
        for match in (*matches, _all_of(question)):
            if len(told) >= limit:
                return
            with self._vault.read() as db:
                rows = db.execute(_RANKED + where + _BEST, (match, *values, limit + len(told))).fetchall()
            for number, version_id, page, packed in rows:
                if number not in told:
                    told.add(number)
                    yield str(version_id), int(page), _unpacked(packed)

    def _within(self, scope: Scope) -> tuple[str, tuple[str, ...]]:
        """What a scope leaves of the pages, as SQL and its values.

        Nobody is to quote from a version that another has replaced; a page marked there is still one's own.
        """
        parts: list[tuple[str, Iterable[str]]] = []
        if not scope.is_everything:
            parts.append((" AND p.version_id IN ", self._lookup.versions(scope)))
        if scope.is_marked:
            parts.append((" AND p.version_id || ':' || p.page IN ", self._lookup.marked()))
        elif self._lookup.outdated:
            parts.append((" AND p.version_id NOT IN ", sorted(self._lookup.outdated)))
        where = "".join(part + _IN_LIST for part, _ in parts)
        return where, tuple(json.dumps(list(values)) for _, values in parts)


def forget(db: Database, version_id: str) -> None:
    """Hide a version's words at once, within the caller's transaction; `sweep` takes them out of the store."""
    db.execute("DELETE FROM indexed WHERE version_id = ?", (version_id,))
    db.execute(
        "INSERT OR IGNORE INTO leaving SELECT DISTINCT version_id FROM pages WHERE version_id = ?", (version_id,)
    )


def keep(db: Database, version_id: str) -> None:
    """A version came back before its words had left."""
    db.execute("DELETE FROM leaving WHERE version_id = ?", (version_id,))


def sweep(vault: Vault) -> bool:
    """Take out all words that are to leave; True when there were any. A crash on the way is made up for next time.

    In slices, so that whoever waits for the store comes in between: 0.6 ms a page, then one merge of the index
    (0.4 s for 5,000 pages), which drops the words. FTS5's own secure-delete took 15 ms a page.
    """
    with vault.transaction() as db:
        leaving = [row[0] for row in db.execute("SELECT version_id FROM leaving").fetchall()]
    if not leaving:
        return False
    for version_id in leaving:
        while _sweep_slice(vault, version_id):
            time.sleep(PAUSE_SECONDS)
    step = -MERGE_PAGES
    while _merge(vault, step):
        step = MERGE_PAGES
        time.sleep(PAUSE_SECONDS)
    with vault.transaction() as db:
        for version_id in leaving:
            if not _has_pages(db, version_id):
                db.execute("DELETE FROM leaving WHERE version_id = ?", (version_id,))
    return True


def _sweep_slice(vault: Vault, version_id: str) -> bool:
    """Take out some pages of a version, unless it came back; True when there are more."""
    with vault.transaction() as db:
        if db.execute("SELECT 1 FROM leaving WHERE version_id = ?", (version_id,)).fetchone() is None:
            return False
        _drop(db, "number IN (SELECT number FROM pages WHERE version_id = ? LIMIT ?)", (version_id, SLICE_PAGES))
        return _has_pages(db, version_id)


def _merge(vault: Vault, pages: int) -> bool:
    """Do a part of merging the index into one; True when there is more to do (FTS5 tells by writing)."""
    with vault.transaction() as db:
        (before,) = db.execute("SELECT total_changes()").fetchone()
        db.execute("INSERT INTO words (words, rank) VALUES ('merge', ?)", (pages,))
        (after,) = db.execute("SELECT total_changes()").fetchone()
    return int(after) - int(before) >= 2


def _has_pages(db: Database, version_id: str) -> bool:
    return db.execute("SELECT 1 FROM pages WHERE version_id = ?", (version_id,)).fetchone() is not None


def _drop(db: Database, where: str, values: tuple[object, ...]) -> None:
    rows = db.execute(f"SELECT number, text FROM pages WHERE {where}", values).fetchall()  # noqa: S608
    for number, text in rows:
        db.execute(
            "INSERT INTO words (words, rowid, folded) VALUES ('delete', ?, ?)",
            (number, fold(_unpacked(text))),
        )
    db.execute(f"DELETE FROM pages WHERE {where}", values)  # noqa: S608


def _is_readable(db: Database, version_id: str) -> bool:
    return db.execute("SELECT 1 FROM paper_keys WHERE version_id = ?", (version_id,)).fetchone() is not None


def _prepared(text: str) -> tuple[bytes, str]:
    """A page's text compressed and folded; a broken font may yield half a sign, which no store takes."""
    kept = with_joined(text.encode("utf-8", "replace").decode())
    return zlib.compress(kept.encode(), 6), fold(kept)


def _unpacked(packed: bytes) -> str:
    return zlib.decompress(packed).decode()


def _all_of(question: Question) -> str:
    return " AND ".join(term.match() for term in question.terms)


def _of_note(note: Annotation, paper: PaperVersion, words: str, spans: tuple[tuple[int, int], ...]) -> Hit:
    return Hit(
        note.version_id,
        paper.title,
        paper.meeting_id,
        paper.item_id,
        note.page,
        words,
        spans,
        HitKind.NOTE,
        note.id,
    )


def _of_page(paper: PaperVersion, page: int, words: str, spans: tuple[tuple[int, int], ...]) -> Hit:
    return Hit(paper.id, paper.title, paper.meeting_id, paper.item_id, page, words, spans)
