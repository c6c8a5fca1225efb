"""A reader on a real vault in an own window, as every measurement of reading needs it.

It waits as a program waits: asleep until something happens, never turning in a circle, because on two cores that
would take from the helper what is to be measured. What it knows of the canvas stands here and nowhere else.
"""

import os
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import msgspec
from ecabinet_desktop.domain.paper import PaperVersion, Skeleton
from ecabinet_desktop.ui.features.reader.canvas import PageCanvas
from ecabinet_desktop.ui.features.reader.view import ReaderView
from ecabinet_desktop.ui.navigator import Place
from PySide6.QtCore import QEvent, QEventLoop, QObject, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from tests.bench import papers
from tests.helpers.desk import Bench, sample_bench, surroundings
from tests.helpers.dialogs import ScriptedDialogs
from tests.helpers.gui import Tasks, Theme

TOO_LONG = 60.0
"""Seconds after which a measurement is broken."""
HELPER = b"ecabinet_desktop.pdf.worker"


def now() -> float:
    """Milliseconds of a clock that only runs forward."""
    return time.perf_counter() * 1000


class Paints(QObject):
    """Counts how often a widget is painted."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self.count = 0
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self.count += 1
        return False


class OpenReader:
    """A shown reader. `file` gives it papers, `open` opens them and says how long it took."""

    def __init__(self, bench: Bench, view: ReaderView) -> None:
        self.bench = bench
        self.view = view
        self.paints = Paints(self.canvas.viewport())
        self._sample = next(p for p in bench.store.replica.all(PaperVersion) if p.meeting_id == "next")
        self._filed = 0
        self.other = self.file(papers.text(20), papers.even(20))
        """A short paper to come from."""

    @property
    def canvas(self) -> PageCanvas:
        """The pages of the paper on screen."""
        pane = getattr(self.view, "pane", self.view)
        return cast(PageCanvas, pane.canvas)

    @property
    def scale(self) -> float:
        """Pixels of the picture for a point of the page."""
        return self.canvas.scale * self.view.devicePixelRatioF()

    def file(self, content: bytes, skeleton: Skeleton | None = None) -> PaperVersion:
        """Another paper of the next meeting, with this content."""
        self._filed += 1
        name = f"bench-{self._filed}"
        shape = skeleton or papers.skeleton(content)
        paper = msgspec.structs.replace(self._sample, id=f"{name}.1", paper_id=name, skeleton=shape)
        return self.bench.file(paper, content)

    def open(self, paper: PaperVersion, page: int = 0) -> float:
        """Milliseconds from asking for a paper to its page sharp on screen."""
        start = now()
        self.view.show_place(Place(feature="reader", version=paper.id, page=page))
        self.until(lambda: self._stands(paper))
        self.until_painted(self.is_sharp)
        return now() - start

    def lay_out(self, paper: PaperVersion) -> float:
        """Milliseconds from asking for a paper to all its pages laid out and painted, with or without content."""
        self.canvas.verticalScrollBar().setValue(0)
        start = now()
        self.view.show_place(Place(feature="reader", version=paper.id, page=0))
        self.until_painted(lambda: self._stands(paper))
        return now() - start

    def go(self, page: int) -> float:
        """Milliseconds from asking for another page of the same paper to that page sharp on screen."""
        start = now()
        self.canvas.go_to(page)
        self.until_painted(self.is_sharp)
        return now() - start

    def is_sharp(self) -> bool:
        """Whether nothing of the pages in view is missing."""
        seen = self.canvas._in_view()
        return bool(seen) and not any(wish.page in seen for wish in self.canvas._wishes())

    def until(self, claim: Callable[[], bool], seconds: float = TOO_LONG) -> None:
        """Sleep and wake with the events until `claim` holds."""
        until(claim, seconds)

    def until_painted(self, claim: Callable[[], bool]) -> None:
        """Until the window has been painted after `claim` came true."""
        self.until(claim)
        before = self.paints.count
        self.canvas.viewport().update()
        self.until(lambda: self.paints.count > before)

    def rest(self, milliseconds: int = 250) -> None:
        """Let everything come to an end that was begun."""
        rest(milliseconds)

    def helpers(self) -> list[int]:
        """The processes that draw, the one who has worked most first."""
        processes = (entry for entry in Path("/proc").iterdir() if entry.name.isdigit())
        return sorted((int(each.name) for each in processes if _is_helper(each)), key=_work, reverse=True)

    def _stands(self, paper: PaperVersion) -> bool:
        return _shown(self.view) == paper.id


def until(claim: Callable[[], bool], seconds: float = TOO_LONG) -> None:
    """Sleep and wake with the events until `claim` holds."""
    end = time.monotonic() + seconds
    alarm = QTimer(interval=250)
    alarm.start()
    while not claim():
        if time.monotonic() > end:
            raise TimeoutError("what is measured did not happen")
        QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
    alarm.stop()


def rest(milliseconds: int) -> None:
    """Handle what comes for a while."""
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


@contextmanager
def open_reader(width: int = 1266, height: int = 712) -> Iterator[OpenReader]:
    """The reader on the sample cabinet, its helper running and warm."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    theme, tasks = Theme(application), Tasks()
    assert theme is not None
    with tempfile.TemporaryDirectory(prefix="ecabinet-bench-") as name, sample_bench(Path(name)) as bench:
        around = surroundings(bench, tasks, ScriptedDialogs(), Place(feature="reader"))
        view = ReaderView(bench.desk, around)
        view.resize(width, height)
        view.show()
        try:
            reader = OpenReader(bench, view)
            reader.open(reader.other)
            reader.rest(1500)
            yield reader
        finally:
            view.leave()
            until(lambda: not tasks.busy)
            view.close()
            view.deleteLater()
            application.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            tasks.close()


def _shown(view: ReaderView) -> str:
    """The paper on screen."""
    pane = getattr(view, "pane", None)
    paper = pane.paper if pane is not None else getattr(view, "_paper", None)
    return paper.id if isinstance(paper, PaperVersion) else ""


def _is_helper(entry: Path) -> bool:
    try:
        is_child = f"\nPPid:\t{os.getpid()}\n" in (entry / "status").read_text()
        return is_child and HELPER in (entry / "cmdline").read_bytes()
    except OSError:
        return False


def _work(process: int) -> int:
    """Clock ticks spent."""
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return int(fields[11]) + int(fields[12])
