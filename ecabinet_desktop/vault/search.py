"""The search index: the text of every page, folded, so that "dat dai" finds "đất đai".

The index holds words only; page texts lie beside it compressed, and give the words back when a paper goes
(FTS5 forgets a word for good only when told the old text, with its own secure-delete on).
"""

import re
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from ecabinet_desktop.domain.agenda import Line
from ecabinet_desktop.domain.folding import fold, fold_with_map
from ecabinet_desktop.domain.paper import PaperVersion
from ecabinet_desktop.vault.vault import Database, Vault
from ecabinet_desktop.wire import codec

BEFORE, AFTER = 60, 140
"""Signs of context shown before and after the first match."""
_WORD = re.compile(r"\w+")
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
        """Add pages of a version (0 first), replacing what was indexed of them; one transaction."""
        with self._vault.transaction() as db:
            for page, text in pages:
                _drop(db, "version_id = ? AND page = ?", (version_id, page))
                db.execute(
                    "INSERT INTO pages (version_id, page, text) VALUES (?, ?, ?)",
                    (version_id, page, zlib.compress(text.encode(), 6)),
                )
                (number,) = db.execute("SELECT last_insert_rowid()").fetchone()
                db.execute("INSERT INTO words (rowid, folded) VALUES (?, ?)", (number, fold(text)))

    def finish(self, version_id: str) -> None:
        """All pages of this version are in."""
        with self._vault.transaction() as db:
            db.execute("INSERT OR IGNORE INTO indexed VALUES (?)", (version_id,))

    def indexed(self, version_id: str) -> bool:
        """True once `finish` was called for a version."""
        with self._vault.read() as db:
            return db.execute("SELECT 1 FROM indexed WHERE version_id = ?", (version_id,)).fetchone() is not None

    def text(self, version_id: str, page: int) -> str | None:
        """The kept text of one page."""
        with self._vault.read() as db:
            row = db.execute(
                "SELECT text FROM pages WHERE version_id = ? AND page = ?", (version_id, page)
            ).fetchone()
        return None if row is None else zlib.decompress(row[0]).decode()

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
                "JOIN rows r ON r.kind = 'paper' AND r.id = p.version_id "
                "WHERE words MATCH ? AND (? IS NULL OR r.meeting_id = ?) ORDER BY w.rank LIMIT ?",
                (match, meeting_id, meeting_id, limit),
            ).fetchall()
        papers = {str(row[0]): bytes(row[3]) for row in rows}
        known = {version_id: codec.decode(body, PaperVersion) for version_id, body in papers.items()}
        pages = [_hit(known[row[0]], int(row[1]), zlib.decompress(row[2]).decode(), pattern) for row in rows]
        return (titles + pages)[:limit]

    def _titles(
        self, terms: list[tuple[list[str], bool]], pattern: re.Pattern[str], meeting_id: str | None
    ) -> list[Hit]:
        """Papers and agenda lines whose title holds every word."""
        hits = []
        with self._vault.read() as db:
            rows = db.execute(
                "SELECT kind, body FROM rows WHERE kind IN ('paper', 'line') AND (? IS NULL OR meeting_id = ?)",
                (meeting_id, meeting_id),
            ).fetchall()
        seen = set()
        for kind, body in rows:
            paper: PaperVersion | Line
            if kind == "paper":
                paper = codec.decode(bytes(body), PaperVersion)
            else:
                paper = codec.decode(bytes(body), Line)
            folded = fold(paper.title)
            if (paper.item_id, folded) in seen or not all(_stands_in(t, folded) for t in terms):
                continue
            seen.add((paper.item_id, folded))
            version = paper.id if isinstance(paper, PaperVersion) else next(iter(paper.papers), "")
            snippet, spans = _snippet(paper.title, pattern, len(paper.title))
            hits.append(Hit(version, paper.title, paper.meeting_id, paper.item_id, None, snippet, spans))
        return hits


def forget(db: Database, version_id: str) -> None:
    """Take a version's words and texts out of the store, within the caller's transaction."""
    _drop(db, "version_id = ?", (version_id,))
    db.execute("DELETE FROM indexed WHERE version_id = ?", (version_id,))


def _drop(db: Database, where: str, values: tuple[object, ...]) -> None:
    rows = db.execute(f"SELECT number, text FROM pages WHERE {where}", values).fetchall()  # noqa: S608
    for number, text in rows:
        db.execute(
            "INSERT INTO words (words, rowid, folded) VALUES ('delete', ?, ?)",
            (number, fold(zlib.decompress(text).decode())),
        )
    db.execute(f"DELETE FROM pages WHERE {where}", values)  # noqa: S608


def _terms(query: str) -> list[tuple[list[str], bool]]:
    """Groups of words that must stand together, and whether the last one may be a beginning."""
    terms = []
    for found in _TERM.finditer(query):
        phrase, word = found.group(1), found.group(2)
        words = _WORD.findall(fold(phrase if phrase is not None else word))
        if words:
            terms.append((words, phrase is None and found.end() == len(query)))
    return terms


def _quoted(words: list[str], is_prefix: bool) -> str:
    """An FTS5 phrase; words hold letters and digits only, so nothing can break out of the quotes."""
    return f'"{" ".join(words)}"' + (" *" if is_prefix else "")


def _pattern(terms: list[tuple[list[str], bool]]) -> re.Pattern[str]:
    parts = [r"\W+".join(map(re.escape, words)) + ("" if prefix else r"\b") for words, prefix in terms]
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
