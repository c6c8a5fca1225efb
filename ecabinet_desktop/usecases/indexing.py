"""Making papers findable: the text of each page that has arrived goes into the vault's index, in the background.

A niced helper process reads the text, so that indexing never delays a page; what stops half-way starts again
with that paper.
"""

import threading
from collections.abc import Callable

from ecabinet_desktop.domain.paper import PaperState, PaperVersion
from ecabinet_desktop.errors import ECabinetError
from ecabinet_desktop.pdf.extract import pages_text
from ecabinet_desktop.usecases.change import Change, Changes
from ecabinet_desktop.vault.papers import Papers
from ecabinet_desktop.vault.replica import Replica
from ecabinet_desktop.vault.search import Search

BATCH_PAGES = 25
"""Pages written in one transaction: at 0.8 ms each, whoever searches meanwhile waits for 20 ms at the most."""


class Indexing:
    """Indexes one paper at a time. A paper that cannot be read is left out and not tried again in this run."""

    def __init__(self, replica: Replica, papers: Papers, search: Search, changes: Changes) -> None:
        self._replica = replica
        self._papers = papers
        self._search = search
        self._changes = changes
        self._given_up: set[str] = set()
        self._one_at_a_time = threading.Lock()

    def due(self) -> list[PaperVersion]:
        """Papers that are here, have text, and are not indexed."""
        return [
            paper
            for paper in self._replica.all(PaperVersion)
            if paper.skeleton.has_text
            and paper.state is not PaperState.WITHDRAWN
            and paper.id not in self._given_up
            and self._papers.have(paper.blob)
            and self._replica.paper_key(paper.id) is not None
            and not self._search.indexed(paper.id)
        ]

    def run(self, cancelled: Callable[[], bool]) -> Change:
        """Index everything due. Blocking, for minutes: not for the UI thread."""
        change = Change.NONE
        with self._one_at_a_time:
            for paper in self.due():
                if cancelled():
                    break
                try:
                    self._index(paper, cancelled)
                except ECabinetError:
                    self._given_up.add(paper.id)
                    continue
                change |= Change.INDEX
        return self._changes.tell(change)

    def _index(self, paper: PaperVersion, cancelled: Callable[[], bool]) -> None:
        key = self._replica.paper_key(paper.id)
        if key is None:
            return
        batch: list[tuple[int, str]] = []
        password = self._papers.passwords.get(paper.id)
        for page, text in pages_text(self._papers.descriptor(paper.blob), key, paper.id, password):
            batch.append((page, text))
            if len(batch) >= BATCH_PAGES:
                self._search.index_pages(paper.id, batch)
                batch = []
            if cancelled():
                return
        self._search.index_pages(paper.id, batch)
        self._search.finish(paper.id)
