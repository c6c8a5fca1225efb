"""Comparing two versions of a paper: what changed, and where the one is in the other.

Blocking, for seconds: not for the UI thread. The words are read by a niced helper and kept nowhere.
"""

import threading
from collections.abc import Callable
from contextlib import closing

from ecabinet_desktop.domain.paper import PaperState, PaperVersion
from ecabinet_desktop.errors import Cancelled, NotAllowed, Offline
from ecabinet_desktop.pdf.align import align
from ecabinet_desktop.pdf.compare import Comparison, compare
from ecabinet_desktop.pdf.extract import TextReader
from ecabinet_desktop.pdf.flow import Flow, flow
from ecabinet_desktop.pdf.protocol import Word
from ecabinet_desktop.vault.papers import Papers
from ecabinet_desktop.vault.replica import Replica

READING = 0.9
"""Of the whole work, reading both papers."""


def is_readable(replica: Replica, papers: Papers, paper: PaperVersion) -> bool:
    """Whether a version can be opened on this computer now."""
    is_open = paper.state is not PaperState.WITHDRAWN and replica.paper_key(paper.id) is not None
    return is_open and papers.have(paper.blob)


def words_of(
    reader: TextReader,
    replica: Replica,
    papers: Papers,
    paper: PaperVersion,
    cancelled: Callable[[], bool],
    progress: Callable[[float], None] = lambda _share: None,
) -> Flow:
    """All words of a version on this computer, through a reader; tells the share of its pages that was read.

    Raises NotAllowed, Offline, Unreadable, Damaged and, when `cancelled` says so, Cancelled.
    """
    key = replica.paper_key(paper.id)
    if key is None or paper.state is PaperState.WITHDRAWN:
        raise NotAllowed("withdrawn")
    if not papers.have(paper.blob):
        raise Offline("not here yet")
    pages: list[tuple[Word, ...]] = []
    password = papers.passwords.get(paper.id)
    with closing(reader.words(papers.descriptor(paper.blob), key, paper.id, password)) as found:
        for _, words in found:
            if cancelled():
                raise Cancelled
            pages.append(words)
            progress(min(1.0, len(pages) / max(1, paper.skeleton.pages)))
    return flow(pages)


class Comparing:
    """Compares versions. The last comparison is kept: a view that was closed is opened again."""

    def __init__(self, replica: Replica, papers: Papers) -> None:
        self._replica = replica
        self._papers = papers
        self._lock = threading.Lock()
        self._last: tuple[tuple[str, str], Comparison] | None = None

    def earlier(self, paper: PaperVersion) -> tuple[PaperVersion, ...]:
        """The earlier versions of a paper that can be compared with it now, the newest first."""
        found = [
            other
            for other in self._replica.all(PaperVersion)
            if other.paper_id == paper.paper_id
            and other.version < paper.version
            and is_readable(self._replica, self._papers, other)
        ]
        return tuple(sorted(found, key=lambda other: -other.version))

    def compare(
        self,
        old_id: str,
        new_id: str,
        *,
        cancelled: Callable[[], bool] = lambda: False,
        progress: Callable[[float], None] = lambda _share: None,
    ) -> Comparison:
        """What changed from one version to the other. `progress` is told shares of the work, 0 to 1.

        Raises NotAllowed, Offline, Unreadable, Damaged; Cancelled when `cancelled` says so.
        """
        with self._lock:
            if self._last is not None and self._last[0] == (old_id, new_id) and self._may_read(old_id, new_id):
                return self._last[1]
            self._last = None
            with closing(TextReader()) as reader:

                def read(version_id: str, half: int) -> Flow:
                    paper = self._paper(version_id)
                    return words_of(
                        reader,
                        self._replica,
                        self._papers,
                        paper,
                        cancelled,
                        lambda share: progress((half + share) * READING / 2),
                    )

                old, new = read(old_id, 0), read(new_id, 1)
            made = compare(align(old, new))
            self._last = ((old_id, new_id), made)
        progress(1.0)
        return made

    def _may_read(self, *version_ids: str) -> bool:
        """A paper withdrawn since is not shown from memory."""
        found = [self._replica.get(PaperVersion, version_id) for version_id in version_ids]
        return all(paper is not None and is_readable(self._replica, self._papers, paper) for paper in found)

    def _paper(self, version_id: str) -> PaperVersion:
        paper = self._replica.get(PaperVersion, version_id)
        if paper is None:
            raise NotAllowed("withdrawn")
        return paper
