"""The search index: the text of every page, folded, so that "dat dai" finds "đất đai".

The index holds words only; page texts lie beside it compressed, and give the words back when a paper goes:
FTS5 forgets a word for good only when told the old text, and once its segments are merged.
"""

import re
import time
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ecabinet_desktop.domain.agenda import Line
from ecabinet_desktop.domain.folding import fold, fold_with_map
from ecabinet_desktop.domain.paper import PaperVersion
from ecabinet_desktop.vault.vault import Database, Vault
from ecabinet_desktop.wire import codec

BEFORE, AFTER = 60, 140
"""Signs of context shown before and after the first match."""
MOST_TITLES = 12
"""Titles among the hits, so that a common word in titles leaves room for pages."""
MOST_WORDS = 64
"""Words of a query that are looked at; somebody may paste a page."""
SLICE_PAGES = 25
MERGE_PAGES = 200
PAUSE_SECONDS = 0.001
_WORD = re.compile(r"[^\W_]+")
"""What FTS5's unicode61 takes for a word, too."""
_TERM = re.compile(r'"([^"]*)"?|(\S+)')


@dataclass(frozen=True, slots=True)
class Hit:
    """A page that matches. `spans` are (start, end) of the matches within `snippet`, in the original text.

    `page` starts at 0; it is None for a match in the title.
    """

    version_id: str
    paper_title: str
    meeting_id: str
    item_id: str
    page: int | None
    snippet: str
    spans: tuple[tuple[int, int], ...]


class Search:
    """Pages of papers in, hits out."""

    def __init__(self, vault: Vault) -> None:
        self._vault = vault

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

    def text(self, version_id: str, page: int) -> str | None:
        """The kept text of one page."""
        with self._vault.read() as db:
            row = db.execute(
                "SELECT text FROM pages JOIN paper_keys USING (version_id) WHERE version_id = ? AND page = ?",
                (version_id, page),
            ).fetchone()
        return None if row is None else _unpacked(row[0])

    def search(self, query: str, limit: int = 50, *, meeting_id: str | None = None) -> list[Hit]:
        """Pages with every word of `query`, best first; titles before pages.

        A quoted part must stand as it is; the last unquoted word may be the beginning of one. Any input is safe.
        """
        terms = _terms(query)
        if not terms:
            return []
        match = " AND ".join(_quoted(words, is_prefix) for words, is_prefix in terms)
        pattern = _pattern(terms)
        titles = self._titles(terms, pattern, meeting_id)
        with self._vault.read() as db:
            rows = db.execute(
                "SELECT p.version_id, p.page, p.text, r.body FROM words w JOIN pages p ON p.number = w.rowid "
                "JOIN rows r ON r.kind = 'paper' AND r.id = p.version_id JOIN paper_keys k ON k.version_id = r.id "
                "WHERE words MATCH ? AND (? IS NULL OR r.meeting_id = ?) ORDER BY w.rank LIMIT ?",
                (match, meeting_id, meeting_id, limit),
            ).fetchall()
        papers = {str(row[0]): bytes(row[3]) for row in rows}
        known = {version_id: codec.decode(body, PaperVersion) for version_id, body in papers.items()}
        pages = [_hit(known[row[0]], int(row[1]), _unpacked(row[2]), pattern) for row in rows]
        return (titles + pages)[:limit]

    def _titles(
        self, terms: list[tuple[list[str], bool]], pattern: re.Pattern[str], meeting_id: str | None
    ) -> list[Hit]:
        """Agenda lines in force and papers whose title holds every word."""
        hits: list[Hit] = []
        seen = set()
        for titled in self._titled(meeting_id):
            folded = fold(titled.title)
            if (titled.item_id, folded) in seen or not all(_stands_in(t, folded) for t in terms):
                continue
            seen.add((titled.item_id, folded))
            version = titled.id if isinstance(titled, PaperVersion) else next(iter(titled.papers), "")
            snippet, spans = _snippet(titled.title, pattern, len(titled.title))
            hits.append(Hit(version, titled.title, titled.meeting_id, titled.item_id, None, snippet, spans))
            if len(hits) == MOST_TITLES:
                break
        return hits

    def _titled(self, meeting_id: str | None) -> Iterator[Line | PaperVersion]:
        with self._vault.read() as db:
            rows = db.execute(
                "SELECT l.kind, l.body FROM rows l JOIN rows m ON m.kind = 'meeting' AND m.id = l.meeting_id "
                "AND CAST(m.body AS TEXT) ->> '$.agenda' = CAST(l.body AS TEXT) ->> '$.agenda' "
                "WHERE l.kind = 'line' AND (?1 IS NULL OR l.meeting_id = ?1) UNION ALL "
                "SELECT kind, body FROM rows JOIN paper_keys ON version_id = id "
                "WHERE kind = 'paper' AND (?1 IS NULL OR meeting_id = ?1)",
                (meeting_id,),
            ).fetchall()
        for kind, body in rows:
            yield codec.decode(bytes(body), Line) if kind == "line" else codec.decode(bytes(body), PaperVersion)


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
    encoded = text.encode("utf-8", "replace")
    return zlib.compress(encoded, 6), fold(encoded.decode())


def _unpacked(packed: bytes) -> str:
    return zlib.decompress(packed).decode()


def _terms(query: str) -> list[tuple[list[str], bool]]:
    """Groups of words that must stand together, and whether the last one may be a beginning."""
    terms = []
    room = MOST_WORDS
    for found in _TERM.finditer(query):
        phrase, word = found.group(1), found.group(2)
        words = _WORD.findall(fold(phrase if phrase is not None else word))[:room]
        room -= len(words)
        if words:
            terms.append((words, phrase is None and found.end() == len(query)))
    return terms


def _quoted(words: list[str], is_prefix: bool) -> str:
    """An FTS5 phrase; words hold letters and digits only, so nothing can break out of the quotes."""
    return f'"{" ".join(words)}"' + (" *" if is_prefix else "")


def _pattern(terms: list[tuple[list[str], bool]]) -> re.Pattern[str]:
    parts = [r"[\W_]+".join(map(re.escape, words)) + ("" if prefix else r"\b") for words, prefix in terms]
    return re.compile(r"\b(?:" + "|".join(sorted(parts, key=len, reverse=True)) + ")")


def _stands_in(term: tuple[list[str], bool], folded: str) -> bool:
    return _pattern([term]).search(folded) is not None


def _hit(paper: PaperVersion, page: int, text: str, pattern: re.Pattern[str]) -> Hit:
    snippet, spans = _snippet(text, pattern, BEFORE + AFTER)
    return Hit(paper.id, paper.title, paper.meeting_id, paper.item_id, page, snippet, spans)


def _snippet(text: str, pattern: re.Pattern[str], length: int) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A part of the original text around the first match, with the places of all matches in it."""
    flat = " ".join(text.split())
    folded, origin = fold_with_map(flat)
    matches = [(origin[m.start()], origin[m.end()]) for m in pattern.finditer(folded)]
    first = matches[0][0] if matches else 0
    start = max(0, first - BEFORE) if len(flat) > length else 0
    end = min(len(flat), start + length)
    if start > 0:
        start = flat.find(" ", start, first) + 1 or start
    spans = tuple((max(a, start) - start, min(b, end) - start) for a, b in matches if a < end and b > start)
    return flat[start:end], spans
