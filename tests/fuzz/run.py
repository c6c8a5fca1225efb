"""Shows mutants to the real reader, one after the other, and watches that only their pages fail.

A defect is an answer that never comes, an exception on the window's side, or a sound paper that no longer reads.
"""

import contextlib
import os
import queue
import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import TypeVar

from ecabinet_desktop.clock import monotonic
from ecabinet_desktop.domain.paper import Skeleton
from ecabinet_desktop.pdf import limits, protocol
from ecabinet_desktop.pdf.link import Link
from ecabinet_desktop.pdf.protocol import Failed, Found, Inspected, Opened, Ready, Wish, Words
from ecabinet_desktop.pdf.reader import Answer, PdfReader, Tile

from tests.fuzz.mutation import mutant
from tests.helpers import pdfs

A = TypeVar("A")
ALLOWANCE = 12.0
"""Seconds beyond the watchdog's until an answer counts as lost: a helper starts anew in them."""
CHECK_EVERY = 100
"""Mutants between two sound papers."""
CODES = {"corrupted", "encrypted", "empty", "not_pdf", "too_big", "damaged", "killed", "hung"}


@dataclass
class Tally:
    """What was tried and found."""

    mutants: int = 0
    opened: int = 0
    refused: int = 0
    pages_drawn: int = 0
    pages_failed: int = 0
    died: int = 0
    hung: int = 0
    inspected: int = 0
    inspector_died: int = 0
    slowest: float = 0.0
    largest: int = 0
    defects: list[str] = field(default_factory=list)

    def plus(self, other: "Tally") -> "Tally":
        """Both together."""
        summed = {
            each.name: getattr(self, each.name) + getattr(other, each.name)
            for each in fields(self)
            if each.name not in ("slowest", "largest")
        }
        return Tally(**summed, slowest=max(self.slowest, other.slowest), largest=max(self.largest, other.largest))

    def line(self, seed: int, papers: int, seconds: float) -> str:
        """The one line of the report."""
        return (
            f"fuzz: {self.mutants} mutants of {papers} papers, seed {seed}, {seconds:.0f} s: {self.opened} opened, "
            f"{self.refused} refused; {self.pages_drawn} pages drawn, {self.pages_failed} named as bad; helpers: "
            f"{self.died} died and {self.hung} hung, all replaced; {self.inspected} inspected, "
            f"{self.inspector_died} inspectors died; slowest answer {self.slowest:.1f} s, largest helper "
            f"{self.largest / 1e6:.0f} MB; {len(self.defects)} defects"
        )


class Lost(Exception):
    """An answer did not come."""


class Window:
    """What the window does with a paper, without pixels on a screen."""

    def __init__(self, page_seconds: float, tally: Tally) -> None:
        self._answers: queue.Queue[Answer] = queue.Queue()
        self._seconds = page_seconds
        self._tally = tally
        self._former = threading.excepthook
        threading.excepthook = lambda met: tally.defects.append(f"{met.exc_type.__name__}: {met.exc_value}")
        self.reader = PdfReader(self._answers.put, page_seconds=page_seconds)
        self._inspector = Link()

    def show(self, content: bytes, password: str = "") -> bool:
        """Open, draw the first, middle and last page, read words, find; True when it opened."""
        before = self.reader.process_id
        opened = self._opened(content, password)
        if isinstance(opened, Opened):
            self._tally.opened += 1
            for page in dict.fromkeys((0, opened.pages // 2, opened.pages - 1)):
                self._look_at(page)
            self.reader.find("e", 0, 1)
            while not self._next(Found).done:
                pass
        else:
            self._tally.refused += 1
        self._tally.died += self.reader.process_id != before
        self._tally.largest = max(self._tally.largest, self.reader.resident_bytes)
        return isinstance(opened, Opened)

    def inspect(self, content: bytes) -> None:
        """What the server asks of a file that is handed in."""
        while not isinstance(self._inspector.hear(0.0), type(None)):
            pass
        with _handed_over(content) as descriptor:
            self._inspector.say(protocol.Open(b"", ""), (descriptor,))
        self._inspector.say(protocol.Inspect())
        end = monotonic() + self._seconds + ALLOWANCE
        with contextlib.suppress(EOFError, OSError):
            while monotonic() < end:
                answer = self._inspector.hear(0.5)
                if isinstance(answer, Inspected):
                    self._tally.inspected += 1
                    self._check_skeleton(answer.skeleton)
                    return
                if isinstance(answer, Failed):
                    return
        self._tally.inspector_died += 1
        self._inspector.end()
        self._inspector = Link()

    def close(self) -> None:
        """End everything; a reader whose thread is gone is a defect."""
        if not self.reader._thread.is_alive():
            self._tally.defects.append("the reader's thread has ended")
        self.reader.close()
        self._inspector.end()
        threading.excepthook = self._former

    def _opened(self, content: bytes, password: str) -> Opened | Failed:
        with _handed_over(content) as descriptor:
            self.reader.open(os.dup(descriptor), b"", "mutant", password)
        while True:
            answer = self._next((Opened, Failed))
            if isinstance(answer, Opened) or answer.page == protocol.OPENING:
                return answer

    def _look_at(self, page: int) -> None:
        wish = Wish(page, 0.5, 0, 0)
        self.reader.wish([wish])
        drawn = self._next((Tile, Failed))
        if isinstance(drawn, Tile):
            self._tally.pages_drawn += 1
            if len(drawn.pixels) < drawn.width * drawn.height * 4:
                self._tally.defects.append("a tile without all of its pixels")
            self.reader.words(page)
            told = self._next((Words, Failed))
            if isinstance(told, Words):
                self._check_words(told)
                return
            drawn = told
        self._tally.pages_failed += 1
        self._tally.hung += drawn.code == "hung"
        if drawn.code not in CODES:
            self._tally.defects.append(f"a failure without words: {drawn.code}")

    def _next(self, kinds: type[A] | tuple[type, ...]) -> A:
        start = monotonic()
        while True:
            try:
                answer = self._answers.get(timeout=self._seconds + ALLOWANCE)
            except queue.Empty:
                raise Lost from None
            if isinstance(answer, kinds):
                self._tally.slowest = max(self._tally.slowest, monotonic() - start)
                return answer  # type: ignore[return-value]

    def _check_words(self, told: Words) -> None:
        if not all(limits.within_reach(w.left, w.top, w.right, w.bottom, *w.edges) for w in told.words):
            self._tally.defects.append("a word that stands nowhere")

    def _check_skeleton(self, skeleton: Skeleton) -> None:
        sides = [side for run in skeleton.runs for side in (run.width, run.height)]
        if not all(limits.SMALLEST_SIDE <= side <= limits.LARGEST_SIDE for side in sides):
            self._tally.defects.append("a page that cannot be laid out")
        if not all(0 <= entry.page < skeleton.pages for entry in skeleton.outline):
            self._tally.defects.append("a bookmark that leads nowhere")


def run(
    papers: Sequence[bytes], mutants: Iterable[int], seed: int, page_seconds: float, kept: Path | None
) -> Tally:
    """Show these mutants, by number; each that ends in a defect is written to `kept`."""
    tally = Tally()
    window = Window(page_seconds, tally)
    sound = pdfs.text_pdf(["Nghị quyết về đất đai", "Điều 1"])
    window.reader.open(_descriptor(sound), b"", "first")
    window._next(Ready)
    try:
        for number in mutants:
            content = mutant(papers[number % len(papers)], f"{seed}-{number}")
            before = len(tally.defects)
            try:
                window.show(content, "user")
                window.inspect(content)
                tally.mutants += 1
                if number % CHECK_EVERY == 0 and not window.show(sound):
                    tally.defects.append("a sound paper no longer opens")
            except Lost:
                tally.defects.append(f"no answer to mutant {number}")
                window.close()
                window = Window(page_seconds, tally)
            if len(tally.defects) > before and kept is not None:
                kept.mkdir(parents=True, exist_ok=True)
                (kept / f"{seed}-{number}.pdf").write_bytes(content)
    finally:
        window.close()
    return tally


def _descriptor(content: bytes) -> int:
    descriptor = os.memfd_create("paper")
    with os.fdopen(os.dup(descriptor), "wb") as file:
        file.write(content)
    return descriptor


@contextlib.contextmanager
def _handed_over(content: bytes) -> Iterator[int]:
    descriptor = _descriptor(content)
    try:
        yield descriptor
    finally:
        os.close(descriptor)
