"""From a helper's death to the page on screen again, where another stands by, against starting one anew."""

import os
import queue
import signal
import time
from typing import TypeVar

from ecabinet_desktop.pdf.link import Link
from ecabinet_desktop.pdf.protocol import Opened, Ready, Wish
from ecabinet_desktop.pdf.reader import Answer, PdfReader, Tile

from tests.bench.measure import Row, in_turn, median, share
from tests.helpers import pdfs

A = TypeVar("A")
PAGES = 300
SCALE = 2.0


def helper_restart() -> Row:
    """Killed to page back; the same without a helper standing by."""
    content = pdfs.text_pdf([f"Trang {number}\nNghị quyết của Chính phủ" for number in range(PAGES)])
    answers: queue.Queue[Answer] = queue.Queue()
    reader = PdfReader(answers.put)
    try:
        reader.open(_descriptor(content), b"", "paper")
        _next(answers, Opened)
        number = iter(range(1000))

        def ours() -> float:
            while reader._spare is None or not reader._spare.is_ready:
                time.sleep(0.05)
            start = time.perf_counter()
            os.kill(reader.process_id, signal.SIGKILL)
            _next(answers, Opened)
            reader.wish([Wish(3, SCALE + next(number) / 100, 0, 0)])
            _next(answers, Tile)
            return (time.perf_counter() - start) * 1000

        first, anew = in_turn(ours, _started, 9)
    finally:
        reader.close()
    return Row(
        name="helper_restart", ours=median(first), anchor=median(anew), unit="ms", goal="≤ 300 ms",
        anchor_name="starting a helper until it is ready", samples=tuple(first), anchor_samples=tuple(anew),
        note=f"killed to page back, {PAGES} pages; p90 {share(first, 0.9):.0f} ms",
    )  # fmt: skip


def _started() -> float:
    start = time.perf_counter()
    link = Link()
    while not isinstance(link.hear(10.0), Ready):
        pass
    took = (time.perf_counter() - start) * 1000
    link.end()
    return took


def _next(answers: "queue.Queue[Answer]", kind: type[A]) -> A:
    while not isinstance(answer := answers.get(timeout=20), kind):
        pass
    return answer


def _descriptor(content: bytes) -> int:
    descriptor = os.memfd_create("paper")
    with os.fdopen(os.dup(descriptor), "wb") as file:
        file.write(content)
    return descriptor
