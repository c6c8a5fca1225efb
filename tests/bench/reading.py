"""The reader against bare PyMuPDF: the first page of a long paper, memory, and stalls while scrolling."""

import time
from pathlib import Path

import pymupdf
from ecabinet_desktop.domain.paper import PaperVersion
from ecabinet_desktop.ui.features.reader.view import ReaderView
from ecabinet_desktop.ui.navigator import Place
from PySide6.QtCore import QTimer
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from tests.bench.measure import Row, in_turn, median, share
from tests.bench.patience import PATIENCE
from tests.helpers.desk import sample_bench, surroundings
from tests.helpers.dialogs import ScriptedDialogs
from tests.helpers.gui import Tasks, Theme

SCROLL_SECONDS, PIXELS_A_SECOND = 6.0, 3000


def rows() -> list[Row]:
    """All rows of the reader on one open window."""
    import tempfile

    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    theme, tasks = Theme(application), Tasks()
    assert theme is not None
    with tempfile.TemporaryDirectory(prefix="ecabinet-bench-") as name, sample_bench(Path(name)) as bench:
        papers = [p for p in bench.store.replica.all(PaperVersion) if p.meeting_id == "next"]
        content = {300: _pages(300), 301: _pages(301), 2000: _pages(2000)}
        filed = {n: bench.file(_sized(paper, n), content[n]) for n, paper in zip(content, papers, strict=False)}
        around = surroundings(bench, tasks, ScriptedDialogs(), Place(feature="reader"))
        view = ReaderView(bench.desk, around)
        view.resize(1266, 712)
        view.show()
        PATIENCE.waitUntil(lambda: view._reader is not None, timeout=10_000)
        other = iter([301, 300] * 20)

        def ours() -> float:
            return _open(view, filed[next(other)])

        _open(view, filed[300])
        first, bare = in_turn(ours, lambda: _bare(content[300], view), 9)
        _open(view, filed[2000])
        gaps = _scroll(view)
        window, helper = _peak("self"), _peak(str(view._reader.process_id if view._reader else "self"))
        view.close()
        view.deleteLater()
        tasks.close()
    return _rows(first, bare, gaps, window, helper)


def _rows(first: list[float], bare: list[float], gaps: list[float], window: float, helper: float) -> list[Row]:
    return [
        Row(
            name="first_page", ours=median(first), anchor=median(bare), unit="ms", goal="≤ 1.25",
            anchor_name="bare PyMuPDF: open and draw, one process", samples=tuple(first),
            anchor_samples=tuple(bare), note="sealed paper of 300 pages, window warm",
        ),
        Row(
            name="scroll_text_stall", ours=max(gaps), anchor=16.0, unit="ms", goal="≤ 16 ms",
            anchor_name="one frame", samples=(share(gaps, 0.99),), note="2,000 pages; samples: p99 of the gaps",
        ),
        Row(
            name="reader_memory_window", ours=window, anchor=256 + 150, unit="MB", goal="≤ cache cap + 150 MB",
            anchor_name="cache cap + 150 MB", note="peak, 2,000 pages open and scrolled; with the bench's own PDFs",
        ),
        Row(
            name="reader_memory_helper", ours=helper, anchor=400, unit="MB", goal="≤ 400 MB",
            anchor_name="400 MB",
        ),
    ]  # fmt: skip


def _pages(count: int) -> bytes:
    document = pymupdf.open()
    for number in range(count):
        page = document.new_page(width=595, height=842)
        lines = [f"Page {number + 1}, line {line}: the budget of the year 2027" for line in range(40)]
        page.insert_text((72, 90), "\n".join(lines))
    made: bytes = document.tobytes(deflate=True)
    document.close()
    return made


def _sized(paper: PaperVersion, pages: int) -> PaperVersion:
    import msgspec
    from ecabinet_desktop.domain.paper import PageRun, Skeleton

    return msgspec.structs.replace(paper, skeleton=Skeleton(pages=pages, runs=(PageRun(pages, 595.0, 842.0),)))


def _open(view: ReaderView, paper: PaperVersion) -> float:
    """Milliseconds from asking for a paper to its first page in the window."""
    view.canvas.tiles.clear()
    start = time.perf_counter()
    view.show_place(Place(feature="reader", version=paper.id, page=0))
    while view._paper is None or view._paper.id != paper.id or view.canvas.tiles.bytes == 0:
        QApplication.processEvents()
        assert time.perf_counter() - start < 20, "the page did not come"
    view.canvas.viewport().repaint()
    return (time.perf_counter() - start) * 1000


def _bare(content: bytes, view: ReaderView) -> float:
    """The same page at the same scale, from opening to a picture."""
    scale = view.canvas.scale * view.devicePixelRatioF()
    start = time.perf_counter()
    document = pymupdf.open(stream=content, filetype="pdf")
    drawn = document[0].get_pixmap(matrix=pymupdf.Matrix(scale, scale), alpha=False)
    picture = QImage(drawn.samples, drawn.width, drawn.height, drawn.stride, QImage.Format.Format_RGB888)
    assert not picture.isNull()
    took = (time.perf_counter() - start) * 1000
    document.close()
    return took


def _scroll(view: ReaderView) -> list[float]:
    """Gaps (ms) between turns of the event loop while the paper scrolls."""
    gaps: list[float] = []
    last = time.perf_counter()
    begun = last
    bar = view.canvas.verticalScrollBar()

    def turn() -> None:
        nonlocal last
        now = time.perf_counter()
        gaps.append((now - last) * 1000)
        last = now
        bar.setValue(int((now - begun) * PIXELS_A_SECOND))

    timer = QTimer(interval=4)
    timer.timeout.connect(turn)
    timer.start()
    while time.perf_counter() - begun < SCROLL_SECONDS:
        QApplication.processEvents()
    timer.stop()
    return gaps[5:]


def _peak(process: str) -> float:
    """Peak memory of a process in MB."""
    for line in Path(f"/proc/{process}/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return 0.0
