"""Making papers findable: the text of each page that has arrived goes into the vault's index, in the background.

Niced helper processes read the text, so that indexing never delays a page; what stops half-way starts again with
that paper.
"""

import contextlib
import threading
from collections import deque
from collections.abc import Callable, Generator
from contextlib import closing

from ecabinet_desktop.domain.paper import PaperState, PaperVersion
from ecabinet_desktop.errors import ECabinetError
from ecabinet_desktop.pdf.extract import TextReader
from ecabinet_desktop.usecases.change import Change, Changes
from ecabinet_desktop.vault.papers import Papers
from ecabinet_desktop.vault.replica import Replica
from ecabinet_desktop.vault.search import Search

HELPERS = 2
"""Papers read at the same time: one helper keeps one core busy, and both give way to whoever reads a page."""
BATCH_PAGES = 25
"""Pages written in one transaction: at 0.8 ms each, whoever searches meanwhile waits for 20 ms at the most."""


class Indexing:
    """One run at a time. A paper that cannot be read is left out and not tried again in this run."""

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
        """Index everything due, and tell of each paper that came to its end. Blocking, for minutes."""
        change = Change.NONE
        with self._one_at_a_time, contextlib.ExitStack() as ending:
            due = deque(self.due())
            lanes = [self._lane(ending.enter_context(closing(TextReader())), due) for _ in range(HELPERS)]
            for lane in lanes:
                ending.enter_context(closing(lane))
            while lanes and not cancelled():
                for lane in tuple(lanes):
                    step = next(lane, None)
                    if step is None:
                        lanes.remove(lane)
                    elif step:
                        change |= self._changes.tell(step)
        return change

    def _lane(self, reader: TextReader, due: deque[PaperVersion]) -> Generator[Change, None, None]:
        """One paper after another through one helper; a step for each page, with what it changed."""
        while due:
            paper = due.popleft()
            try:
                yield from self._index(reader, paper)
            except ECabinetError:
                self._given_up.add(paper.id)

    def _index(self, reader: TextReader, paper: PaperVersion) -> Generator[Change, None, None]:
        key = self._replica.paper_key(paper.id)
        if key is None:
            return
        batch: list[tuple[int, str]] = []
        password = self._papers.passwords.get(paper.id)
        with closing(reader.pages(self._papers.descriptor(paper.blob), key, paper.id, password)) as pages:
            for page, text in pages:
                batch.append((page, text))
                if len(batch) >= BATCH_PAGES:
                    self._search.index_pages(paper.id, batch)
                    batch = []
                yield Change.NONE
        self._search.index_pages(paper.id, batch)
        self._search.finish(paper.id)
        yield Change.INDEX
