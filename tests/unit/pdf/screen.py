"""The window's side of the real reader, for tests: every answer it gives, and the threads' defects."""

import contextlib
import os
import queue
import threading
from collections.abc import Iterator
from typing import TypeVar

from ecabinet_desktop.clock import monotonic
from ecabinet_desktop.pdf import protocol
from ecabinet_desktop.pdf.protocol import Failed, Found, Opened, Wish, Words
from ecabinet_desktop.pdf.reader import Answer, PdfReader, Tile

from tests.helpers import pdfs

A = TypeVar("A")
PATIENCE = 2.0
"""Seconds a page may take in these tests; the rest is the machine's."""
SECONDS = 20.0
GOOD = ["Nghị quyết về đất đai", "Điều 1", "Điều 2"]


class Screen:
    """The window's side: every answer, and the threads' defects, of which there may be none."""

    def __init__(self, page_seconds: float = PATIENCE) -> None:
        self.answers: queue.Queue[Answer] = queue.Queue()
        self.defects: list[object] = []
        threading.excepthook = self.defects.append
        self.reader = PdfReader(self.answers.put, page_seconds=page_seconds)

    def next(self, kind: type[A], seconds: float = SECONDS) -> A:
        end = monotonic() + seconds
        while True:
            answer = self.answers.get(timeout=max(0.01, end - monotonic()))
            if isinstance(answer, kind):
                return answer

    def open(self, content: bytes, name: str = "paper") -> Opened | Failed:
        descriptor = os.memfd_create(name)
        with contextlib.closing(os.fdopen(os.dup(descriptor), "wb")) as file:
            file.write(content)
        self.reader.open(descriptor, b"", name)
        return self.next((Opened, Failed))  # type: ignore[arg-type]

    def drawn(self, page: int, scale: float = 1.0) -> Tile | Failed:
        self.reader.wish([Wish(page, scale, 0, 0)])
        return self.next((Tile, Failed))  # type: ignore[arg-type]

    def worded(self, page: int) -> Words | Failed:
        self.reader.words(page)
        return self.next((Words, Failed))  # type: ignore[arg-type]

    def found(self, query: str) -> Found:
        self.reader.find(query, 0, 7)
        while not (found := self.next(Found)).done:
            pass
        return found

    def reads_on(self) -> bool:
        """Another paper opens and its page is drawn as ever."""
        opened = self.open(pdfs.text_pdf(GOOD), "good")
        return isinstance(opened, Opened) and opened.pages == 3 and isinstance(self.drawn(1), Tile)


def watched() -> Iterator[Screen]:
    """A screen whose helper runs; no thread may have had a defect at its end."""
    before = threading.excepthook
    made = Screen()
    made.next(protocol.Ready)
    try:
        yield made
    finally:
        made.reader.close()
        threading.excepthook = before
    assert made.defects == []
