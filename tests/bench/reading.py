"""Opening papers against bare PyMuPDF: the first page, sealed or not, the next page, and a long paper's skeleton.

Ours and the anchor meet the same conditions: both rest before each sample, both read the same file anew, both draw
at the same scale, and ours is over only when the page has been painted in the window.
"""

import os
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pymupdf
from ecabinet_desktop.domain.paper import PaperVersion
from ecabinet_desktop.usecases.papers import OpenPaper
from PySide6.QtGui import QImage

from tests.bench import papers
from tests.bench.measure import Row, in_turn, median
from tests.bench.open_reader import OpenReader, now, open_reader, rest

TIMES = 5
REST = 300
"""Milliseconds before each sample; the helper looks ahead in that time, as while somebody reads."""
SAMPLES = (
    "gnuplot_311p.pdf",
    "octave_1158p.pdf",
    "r_refman_2415p.pdf",
    "vi_guide.pdf",
    "slides.pdf",
    "scan_bw300.pdf",
)


def rows() -> list[Row]:
    """All rows of opening and turning pages, on one open window."""
    with tempfile.TemporaryDirectory(prefix="ecabinet-bench-") as name, open_reader() as reader:
        folder = Path(name)
        return [
            _first_page(reader, folder),
            _first_page_sealed(reader, folder),
            _next_page(reader, folder),
            _page_skeleton(reader, folder),
        ]


def _first_page(reader: OpenReader, folder: Path) -> Row:
    ours, anchor = _opened(reader, folder, papers.text(300))
    notes = []
    for name in SAMPLES:
        content = papers.corpus(name)
        if content is not None:
            here, bare = (median(samples) for samples in _opened(reader, folder, content, 5))
            notes.append(f"{name} {here:.0f} / {bare:.0f} = {here / bare:.2f}")
    return Row(
        name="first_page", ours=median(ours), anchor=median(anchor), unit="ms", goal="≤ 1.25",
        anchor_name="bare PyMuPDF: open and draw, one process", samples=tuple(ours), anchor_samples=tuple(anchor),
        note="; ".join(["sealed paper of 300 pages, window warm", *notes]),
    )  # fmt: skip


def _opened(
    reader: OpenReader, folder: Path, content: bytes, times: int = TIMES
) -> tuple[list[float], list[float]]:
    """Samples of opening a paper never opened before, and of the bare library with its plain file."""
    path, shape = folder / "plain.pdf", papers.skeleton(content)
    path.write_bytes(content)
    filed = iter([reader.file(content, shape) for _ in range(times)])

    def ours() -> float:
        reader.open(reader.other)
        rest(REST)
        return reader.open(next(filed))

    def anchor() -> float:
        rest(REST)
        return bare(path, reader.scale)

    return in_turn(ours, anchor, times)


def bare(path: Path, scale: float, page: int = 0) -> float:
    """Milliseconds of one process from opening a file to a picture of its page."""
    pymupdf.TOOLS.store_shrink(100)
    start = now()
    document = pymupdf.open(path)
    picture = _picture(document, page, scale)
    took = now() - start
    assert not picture.isNull()
    document.close()
    return took


def _picture(document: Any, page: int, scale: float) -> QImage:
    drawn = document[page].get_pixmap(matrix=pymupdf.Matrix(scale, scale), alpha=False)
    return QImage(drawn.samples, drawn.width, drawn.height, drawn.stride, QImage.Format.Format_RGB888).copy()


def _first_page_sealed(reader: OpenReader, folder: Path) -> Row:
    content = papers.large()
    path, shape = folder / "large.pdf", papers.skeleton(content)
    path.write_bytes(content)
    filed = iter([reader.file(content, shape) for _ in range(2 * TIMES)])

    def sealed() -> float:
        reader.open(reader.other)
        rest(REST)
        return reader.open(next(filed))

    def unsealed() -> float:
        reader.open(reader.other)
        rest(REST)
        paper = next(filed)
        with _unsealed(reader, paper, path):
            return reader.open(paper)

    ours, anchor = in_turn(sealed, unsealed, TIMES)
    alone = median([bare(path, reader.scale) for _ in range(5)])
    return Row(
        name="first_page_sealed", ours=median(ours), anchor=median(anchor), unit="ms", goal="≤ 1.3",
        anchor_name="the same file unsealed, same reader", samples=tuple(ours), anchor_samples=tuple(anchor),
        note=f"{len(content) / 1e6:.0f} MB; bare PyMuPDF from the plain file {alone:.0f} ms",
    )  # fmt: skip


@contextmanager
def _unsealed(reader: OpenReader, paper: PaperVersion, path: Path) -> Iterator[None]:
    """The shelf hands out the plain file instead, without a key."""
    shelf = reader.bench.desk.shelf
    usual: Callable[[str], OpenPaper] = shelf.open

    def plain(version_id: str) -> OpenPaper:
        opened = usual(version_id)
        if version_id != paper.id:
            return opened
        os.close(opened.descriptor)
        return replace(opened, descriptor=os.open(path, os.O_RDONLY), key=b"")

    shelf.open = plain  # type: ignore[method-assign]
    try:
        yield
    finally:
        del shelf.open  # type: ignore[method-assign]


def _next_page(reader: OpenReader, folder: Path) -> Row:
    """Pages far from where one was: nobody can have looked ahead. What looking ahead gives is in the note."""
    content = papers.text(2400)
    path = folder / "long.pdf"
    path.write_bytes(content)
    reader.open(reader.file(content))
    with pymupdf.open(path) as document:
        _picture(document, 0, reader.scale)
        chosen = iter(range(137, 2300, 137))
        chosen_bare = iter(range(137, 2300, 137))

        def ours() -> float:
            rest(REST)
            return reader.go(next(chosen))

        def anchor() -> float:
            rest(REST)
            start = now()
            _picture(document, next(chosen_bare), reader.scale)
            return now() - start

        far, drawn = in_turn(ours, anchor, 9)
    turned = []
    for page in range(2301, 2312):
        rest(REST)
        turned.append(reader.go(page))
    return Row(
        name="next_page", ours=median(far), anchor=median(drawn), unit="ms", goal="≤ 1.5",
        anchor_name="drawing that page in the process", samples=tuple(far), anchor_samples=tuple(drawn),
        note=f"any page of 2,400, never seen before; the one after this one {median(turned):.1f} ms",
    )  # fmt: skip


def _page_skeleton(reader: OpenReader, folder: Path) -> Row:
    content = papers.text(2400)
    path, shape = folder / "skeleton.pdf", papers.skeleton(content)
    path.write_bytes(content)
    filed = iter([reader.file(content, shape) for _ in range(TIMES)])

    def ours() -> float:
        reader.open(reader.other)
        rest(REST)
        return reader.lay_out(next(filed))

    def anchor() -> float:
        rest(REST)
        pymupdf.TOOLS.store_shrink(100)
        start = now()
        with pymupdf.open(path) as document:
            sizes = [document.page_cropbox(number) for number in range(document.page_count)]
        assert len(sizes) == 2400
        return now() - start

    laid, read = in_turn(ours, anchor, TIMES)
    return Row(
        name="page_skeleton", ours=median(laid), anchor=median(read), unit="ms", goal="at once: ≤ 50 ms",
        anchor_name="bare PyMuPDF: open, read every page's size", samples=tuple(laid), anchor_samples=tuple(read),
        note="2,400 pages laid out and painted as frames",
    )  # fmt: skip
