"""Titles and notes by their words: few and short, so they are kept folded in memory rather than in the index.

What is kept is looked at again after any write to the store; a body is decoded and folded once.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar, cast

from ecabinet_desktop.domain.agenda import Line
from ecabinet_desktop.domain.annotation import Annotation
from ecabinet_desktop.domain.folding import fold
from ecabinet_desktop.domain.paper import PaperState, PaperVersion, latest
from ecabinet_desktop.vault.snippets import Question
from ecabinet_desktop.vault.vault import Vault
from ecabinet_desktop.wire import codec

T = TypeVar("T", Line, PaperVersion, Annotation)
_LINES = (
    "SELECT l.id, l.body FROM rows l JOIN rows m ON m.kind = 'meeting' AND m.id = l.meeting_id "
    "AND CAST(m.body AS TEXT) ->> '$.agenda' = CAST(l.body AS TEXT) ->> '$.agenda' WHERE l.kind = 'line'"
)
_PAPERS = "SELECT id, body FROM rows JOIN paper_keys ON version_id = id WHERE kind = 'paper'"
_NOTES = "SELECT id, body FROM notes ORDER BY id"


@dataclass(frozen=True, slots=True)
class Scope:
    """Where to look: in one meeting, in these items, on pages with a mark of one's own. None: anywhere."""

    meeting_id: str | None = None
    item_ids: frozenset[str] | None = None
    is_marked: bool = False

    @property
    def is_everything(self) -> bool:
        """Whether nothing is left out."""
        return self.meeting_id is None and self.item_ids is None and not self.is_marked

    def holds(self, thing: Line | PaperVersion) -> bool:
        """Whether an agenda line or a paper lies within."""
        in_meeting = self.meeting_id is None or thing.meeting_id == self.meeting_id
        return in_meeting and (self.item_ids is None or thing.item_id in self.item_ids)


EVERYTHING = Scope()


@dataclass(frozen=True, slots=True)
class _Kept:
    body: bytes
    value: Line | PaperVersion | Annotation
    folded: str


class Lookup:
    """Agenda lines in force, readable papers and notes; for one thread at a time.

    `outdated` are versions of papers that a later one has replaced.
    """

    def __init__(self, vault: Vault) -> None:
        self._vault = vault
        self._changes = -1
        self._kept: dict[tuple[type, str], _Kept] = {}
        self._lines: list[tuple[Line, str]] = []
        self._notes: list[tuple[Annotation, str]] = []
        self._titles: list[tuple[PaperVersion, str]] = []
        self.papers: dict[str, PaperVersion] = {}
        self.outdated: frozenset[str] = frozenset()

    def refresh(self) -> None:
        """Look whether anything was written since the last time."""
        with self._vault.read() as db:
            (changes,) = db.execute("SELECT total_changes()").fetchone()
            if changes == self._changes:
                return
            lines = db.execute(_LINES).fetchall()
            papers = db.execute(_PAPERS).fetchall()
            notes = db.execute(_NOTES).fetchall()
        kept: dict[tuple[type, str], _Kept] = {}
        self._lines = [self._take(kept, Line, lambda line: line.title, *row) for row in lines]
        self._titles = [self._take(kept, PaperVersion, lambda paper: paper.title, *row) for row in papers]
        self._notes = [self._take(kept, Annotation, lambda note: note.text, *row) for row in notes]
        self._notes.sort(key=lambda kept: kept[0].modified_at, reverse=True)
        self._kept = kept
        self.papers = {paper.id: paper for paper, _ in self._titles}
        published = [paper for paper in self.papers.values() if paper.state is PaperState.PUBLISHED]
        self.outdated = frozenset(paper.id for paper in published) - {paper.id for paper in latest(published)}
        self._titles = [kept for kept in self._titles if kept[0].id not in self.outdated]
        self._changes = changes

    def titles(self, question: Question, scope: Scope) -> Iterator[Line | PaperVersion]:
        """Agenda lines and papers whose title holds every term; each title of an item once."""
        if scope.is_marked:
            return
        seen = set()
        everything: list[tuple[Line | PaperVersion, str]] = [*self._lines, *self._titles]
        for titled, folded in everything:
            key = (titled.item_id, folded)
            if key not in seen and scope.holds(titled) and question.stands_in(folded):
                seen.add(key)
                yield titled

    def notes(self, question: Question, scope: Scope) -> Iterator[Annotation]:
        """Notes on readable papers whose own words hold every term; the last written first."""
        rarest = max((word for term in question.terms for word in term.words), key=len)
        for note, folded in [kept for kept in self._notes if rarest in kept[1]]:  # a look at 2,000: 0.1 ms, not 4
            paper = self.papers.get(note.version_id)
            is_there = paper is not None and scope.holds(paper) and (note.is_own or not scope.is_marked)
            if is_there and question.stands_in(folded):
                yield note

    def versions(self, scope: Scope) -> list[str]:
        """The readable papers within a scope."""
        return [paper.id for paper in self.papers.values() if scope.holds(paper)]

    def marked(self) -> list[str]:
        """Pages with a mark of one's own, as "version:page"."""
        return sorted({f"{note.version_id}:{note.page}" for note, _ in self._notes if note.is_own})

    def _take(
        self,
        kept: dict[tuple[type, str], _Kept],
        kind: type[T],
        words: Callable[[T], str],
        entity_id: str,
        body: bytes,
    ) -> tuple[T, str]:
        known = self._kept.get((kind, entity_id))
        if known is None or known.body != body:
            value = codec.decode(bytes(body), kind)
            known = _Kept(body, value, fold(words(value)))
        kept[kind, entity_id] = known
        return cast(T, known.value), known.folded
