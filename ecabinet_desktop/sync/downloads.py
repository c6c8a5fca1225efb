"""Fetching sealed papers: four keep-alive connections, resumable, the urgent ones first.

What is wanted is told anew after every pass; a paper in flight gives way to a more urgent one after at most one
piece of 4 MiB. This module owns its threads.
"""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ecabinet_desktop.domain.paper import PaperVersion
from ecabinet_desktop.errors import Damaged, ECabinetError, Offline
from ecabinet_desktop.sync.defects import told
from ecabinet_desktop.vault.papers import Papers
from ecabinet_desktop.vault.replica import Replica
from ecabinet_desktop.wire.api import PIECE, SyncApi

CONNECTIONS = 4
TELL_EVERY = 256 * 1024
"""Bytes between two reports of one paper's progress."""
MAX_DAMAGED = 3
"""Times one blob may arrive damaged before it is left alone until the next pass."""


class Fetch(StrEnum):
    """Where a paper's bytes are."""

    WAITING = "waiting"
    ARRIVING = "arriving"
    HERE = "here"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Progress:
    """How much of one paper version has arrived, in bytes of its sealed form; `error` says why it stopped."""

    version_id: str
    received: int
    total: int
    state: Fetch
    error: ECabinetError | None = None


class Downloads:
    """Brings wanted papers into the vault's folder. `on_progress` is called from the fetching threads."""

    def __init__(
        self,
        api: SyncApi,
        papers: Papers,
        replica: Replica,
        on_progress: Callable[[Progress], None],
        connections: int = CONNECTIONS,
    ) -> None:
        self._api = api
        self._papers = papers
        self._replica = replica
        self._on_progress = on_progress
        self._condition = threading.Condition()
        self._wanted: list[PaperVersion] = []
        self._busy: set[str] = set()
        self._failed: dict[str, ECabinetError] = {}
        self._damaged: dict[str, int] = {}
        self._stopped = False
        self._threads = [
            threading.Thread(target=self._work, name=f"download-{n}", daemon=True)  # noqa: TID251 - owner
            for n in range(connections)
        ]
        for thread in self._threads:
            thread.start()

    def want(self, papers: Sequence[PaperVersion]) -> None:
        """Replace the list of papers to fetch, most urgent first; what failed before is tried again."""
        with self._condition:
            self._wanted = list(papers)
            self._failed.clear()
            self._condition.notify_all()

    def states(self) -> dict[str, Fetch]:
        """Where each wanted paper stands, by version id."""
        with self._condition:
            return {
                paper.id: Fetch.ARRIVING
                if paper.blob in self._busy
                else Fetch.FAILED
                if paper.blob in self._failed
                else Fetch.WAITING
                for paper in self._wanted
            }

    def idle(self) -> bool:
        """True when nothing more can be fetched now."""
        with self._condition:
            return not self._busy and self._next() is None

    def stop(self) -> None:
        """End the threads; a piece in flight is kept in its part file."""
        with self._condition:
            self._stopped = True
            self._condition.notify_all()
        for thread in self._threads:
            thread.join(timeout=5)

    def _next(self) -> PaperVersion | None:
        free = (p for p in self._wanted if p.blob not in self._busy and p.blob not in self._failed)
        return next(free, None)

    def _work(self) -> None:
        while True:
            with self._condition:
                paper = self._next()
                while paper is None and not self._stopped:
                    self._condition.wait()
                    paper = self._next()
                if paper is None or self._stopped:
                    return
                self._busy.add(paper.blob)
            self._fetch(paper)

    def _fetch(self, paper: PaperVersion) -> None:
        """Fetch until the paper is here, fails, or gives way."""
        error: ECabinetError | None = None
        done = False
        try:
            while not done and not self._stopped and not self._gives_way(paper):
                done = self._fetch_piece(paper)
        except ECabinetError as problem:
            error = problem
        except Exception as defect:
            error = told(defect)
        with self._condition:
            self._busy.discard(paper.blob)
            if done:
                self._wanted = [p for p in self._wanted if p.blob != paper.blob]
            if error is not None and not self._again(paper, error):
                self._failed[paper.blob] = error
            self._condition.notify_all()
        if error is not None:
            self._tell(paper, self._papers.part_size(paper.blob), Fetch.FAILED, error)

    def _again(self, paper: PaperVersion, error: ECabinetError) -> bool:
        """A damaged blob was dropped and is fetched again a few times; other errors wait for the next pass."""
        if not isinstance(error, Damaged):
            return False
        self._damaged[paper.blob] = self._damaged.get(paper.blob, 0) + 1
        return self._damaged[paper.blob] % MAX_DAMAGED != 0

    def _gives_way(self, paper: PaperVersion) -> bool:
        """True when a more urgent paper waits and every connection is busy, or this one is no longer wanted."""
        with self._condition:
            if all(p.blob != paper.blob for p in self._wanted):
                return True
            first = self._next()
            if first is None or len(self._busy) < len(self._threads):
                return False
            order = [p.blob for p in self._wanted]
            return order.index(first.blob) < order.index(paper.blob)

    def _fetch_piece(self, paper: PaperVersion) -> bool:
        """Append one piece to the part file; True when the paper is whole and checked."""
        if self._papers.have(paper.blob):
            self._tell(paper, paper.blob_size, Fetch.HERE)
            return True
        key = self._replica.paper_key(paper.id)
        if key is None:
            return True
        start = self._papers.check_part(paper, key)
        stop = min(start + PIECE, paper.blob_size)
        if start < stop:
            start = self._append(paper, start, stop)
            if start < stop:
                raise Offline("the piece ended early")
        if start < paper.blob_size:
            self._tell(paper, start, Fetch.ARRIVING)
            return False
        self._papers.accept(paper.blob)
        self._tell(paper, paper.blob_size, Fetch.HERE)
        return True

    def _append(self, paper: PaperVersion, start: int, stop: int) -> int:
        """Write what arrives behind the part; returns how far it came. What was written stays, whatever happens."""
        told = -TELL_EVERY
        with self._papers.open_part(paper.blob) as part:
            for data in self._api.blob(paper.blob, start, stop):
                part.write(data)
                start += len(data)
                if start - told >= TELL_EVERY:
                    told = start
                    self._tell(paper, start, Fetch.ARRIVING)
        return start

    def _tell(self, paper: PaperVersion, received: int, state: Fetch, error: ECabinetError | None = None) -> None:
        self._on_progress(
            Progress(version_id=paper.id, received=received, total=paper.blob_size, state=state, error=error)
        )
