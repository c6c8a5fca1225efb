"""Scrolling against drawing on a QThread: frames missed, stalls, painting, and how soon it is sharp after a stop.

Both views are driven alike: at each ideal frame of 60 Hz the scroll bar is set to where the hand would be. A frame
counts as missed when no painting ended within it; a stall is by how much the longest time between two paintings
was longer than a frame, so that a perfect view has none.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import pairwise
from typing import Any, Protocol

from ecabinet_desktop.ui.features.reader.canvas import PageCanvas
from PySide6.QtCore import QObject, QRect, QRectF, Qt, QTimer
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea

from tests.bench import papers
from tests.bench.measure import Row, median, share
from tests.bench.open_reader import OpenReader, now, open_reader, rest, until
from tests.bench.thread_view import ThreadView

FRAME = 1000 / 60
SPEEDS = (1500, 6000, 9000)
"""Pixels a second: a steady wheel, a flick, the scroll bar in the hand."""
PASSES, SECONDS = 5, 1.5
JUMPS = (4, 15, 8, 12, 6)
"""Pages so far from each other that looking ahead does not reach them."""


class Seen(Protocol):
    """What is scrolled: ours, or the opponent."""

    @property
    def area(self) -> QAbstractScrollArea: ...
    def is_sharp(self) -> bool: ...
    def fresh(self) -> None:
        """As if just opened, with a second to look at the first page."""


@dataclass
class Frames:
    """When paintings ended, and how long they took (ms)."""

    ended: list[float] = field(default_factory=list)
    took: list[float] = field(default_factory=list)


@dataclass(frozen=True)
class Run:
    """One stretch of scrolling."""

    missed: float
    stall: float
    took: tuple[float, ...]
    sharp: float


Runs = dict[int, list[Run]]
"""By speed."""


class Ours:
    """The reader's canvas with a paper."""

    def __init__(self, reader: OpenReader, content: bytes, wait: int) -> None:
        self._reader = reader
        self._wait = wait
        self._paper = reader.file(content)

    @property
    def area(self) -> QAbstractScrollArea:
        return self._reader.canvas

    def is_sharp(self) -> bool:
        return self._reader.is_sharp()

    def fresh(self) -> None:
        self._reader.open(self._reader.other)
        self._reader.open(self._paper)
        rest(self._wait)


class Theirs:
    """The opponent with the same pages at the same scale in a window as large."""

    def __init__(self, reader: OpenReader, content: bytes, wait: int) -> None:
        self.area = ThreadView(content, papers.skeleton(content).sizes(), reader.scale)
        self.area.resize(reader.canvas.size())
        self.area.show()
        self._wait = wait

    def is_sharp(self) -> bool:
        return self.area.is_sharp()

    def fresh(self) -> None:
        self.area.verticalScrollBar().setValue(0)
        self.area.clear()
        until(self.is_sharp)
        rest(self._wait)


class Drive(QObject):
    """Moves a scroll bar as a steady hand does, looked at once every ideal frame."""

    def __init__(self, area: QAbstractScrollArea, start: int, speed: float, seconds: float) -> None:
        super().__init__()
        self._bar, self._start, self._speed, self._length = area.verticalScrollBar(), start, speed, seconds * 1000
        self._timer = QTimer(self, singleShot=True, timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._tick)
        self.done = False
        self.begun = now()
        self._tick()

    def _tick(self) -> None:
        elapsed = now() - self.begun
        self._bar.setValue(self._start + round(min(elapsed, self._length) * self._speed / 1000))
        self.done = elapsed >= self._length
        if not self.done:
            following = (math.floor(elapsed / FRAME) + 1) * FRAME
            self._timer.start(max(0, round(following - elapsed)))


@contextmanager
def watched(*kinds: type[Any]) -> Iterator[Frames]:
    """Time the painting of these views, which must be made inside."""
    frames = Frames()
    usual = {kind: kind.paintEvent for kind in kinds}

    def timed(paint: Callable[[Any, QPaintEvent], None]) -> Callable[[Any, QPaintEvent], None]:
        def painted(view: Any, event: QPaintEvent) -> None:
            begun = now()
            paint(view, event)
            ended = now()
            frames.ended.append(ended)
            frames.took.append(ended - begun)

        return painted

    for kind, paint in usual.items():
        kind.paintEvent = timed(paint)
    try:
        yield frames
    finally:
        for kind, paint in usual.items():
            kind.paintEvent = paint


def scrolled(seen: Seen, frames: Frames, start: int, speed: float, *, to_sharp: bool = True) -> Run:
    """Scroll for a while, stop, and wait until it is sharp."""
    seen.area.verticalScrollBar().setValue(start)
    until(seen.is_sharp) if to_sharp else rest(200)
    rest(200)
    frames.ended.clear()
    frames.took.clear()
    drive = Drive(seen.area, start, speed, SECONDS)
    until(lambda: drive.done)
    stopped = now()
    ended, took = list(frames.ended), tuple(frames.took)
    if to_sharp:
        until(lambda: seen.is_sharp() and bool(frames.ended) and frames.ended[-1] > stopped)
    sharp = max(0.0, now() - stopped)
    ideal = round(SECONDS * 1000 / FRAME)
    met = {int((end - drive.begun) // FRAME) for end in ended}
    marks = [drive.begun, *ended, stopped]
    stall = max(after - before for before, after in pairwise(marks)) - FRAME
    return Run(100 * (1 - min(1.0, len(met) / ideal)), stall, took, sharp)


def text() -> list[Row]:
    """2,400 pages of text at three speeds; the longest paper of the corpus in the notes."""
    with watched(PageCanvas, ThreadView) as frames, open_reader() as reader:
        here, there = _at_speeds(reader, frames, papers.text(2400), PASSES)
        longest, note = papers.corpus("r_refman_2415p.pdf"), ""
        if longest is not None:
            ours, theirs = _at_speeds(reader, frames, longest, 3)
            stalls = (_by_speed(runs, lambda run: run.stall) for runs in (ours, theirs))
            note = f"; r_refman_2415p.pdf: {' / '.join(stalls)}"
    return _text_rows(here, there, note)


def _at_speeds(reader: OpenReader, frames: Frames, content: bytes, passes: int) -> tuple[Runs, Runs]:
    """Ours and the opponent in turn, at every speed, each time over pages not seen before."""
    ours, theirs = Ours(reader, content, 500), Theirs(reader, content, 500)
    ours.fresh()
    here: Runs = {speed: [] for speed in SPEEDS}
    there: Runs = {speed: [] for speed in SPEEDS}
    for number in range(passes):
        for place, speed in enumerate(SPEEDS):
            start = 40_000 + (number * len(SPEEDS) + place) * 200_000
            here[speed].append(scrolled(ours, frames, start, speed))
            there[speed].append(scrolled(theirs, frames, start, speed))
    theirs.area.end()
    theirs.area.deleteLater()
    return here, there


def _text_rows(here: Runs, there: Runs, corpus: str) -> list[Row]:
    opponent = "drawing on a QThread"
    missed, stalls = (_both(here, there, lambda run: run.missed), _both(here, there, lambda run: run.stall))
    ours, theirs = ([run for runs in each.values() for run in runs] for each in (here, there))
    return [
        Row(
            name="scroll_text_missed_frames", unit="%", goal="≤ 5 %", anchor_name=opponent,
            **_of_speeds(here, there, lambda run: run.missed),
            note=f"2,400 pages, the worst of three speeds: {missed}",
        ),
        Row(
            name="scroll_text_stall", unit="ms", goal="≤ 0.5", anchor_name=opponent,
            **_of_speeds(here, there, lambda run: run.stall),
            note=f"beyond a frame, median of the worst of each pass: {stalls}; worst of all "
            f"{max(run.stall for run in ours):.0f} / {max(run.stall for run in theirs):.0f}{corpus}",
        ),
        Row(
            name="scroll_text_paint_p99", unit="ms", goal="≤ 16 ms", anchor_name=opponent,
            **_of_speeds(here, there, lambda run: share(run.took, 0.99)),
        ),
        Row(
            name="scroll_text_sharp", unit="ms", goal="p95 ≤ 100 ms", anchor_name=opponent,
            ours=share([run.sharp for run in ours], 0.95), anchor=share([run.sharp for run in theirs], 0.95),
            samples=tuple(run.sharp for run in ours), anchor_samples=tuple(run.sharp for run in theirs),
            note="p95 after stopping at any of three speeds",
        ),
    ]  # fmt: skip


def _of_speeds(here: dict[int, list[Run]], there: Runs, figure: Callable[[Run], float]) -> dict[str, Any]:
    """Medians at the speed at which ours is worst; the opponent's at the same speed."""
    speed = max(here, key=lambda each: median([figure(run) for run in here[each]]))
    mine, others = tuple(figure(run) for run in here[speed]), tuple(figure(run) for run in there[speed])
    return {"ours": median(mine), "anchor": median(others), "samples": mine, "anchor_samples": others}


def _by_speed(runs: Runs, figure: Callable[[Run], float]) -> str:
    return ", ".join(f"{speed} px/s {median([figure(run) for run in each]):.1f}" for speed, each in runs.items())


def _both(here: Runs, there: Runs, figure: Callable[[Run], float]) -> str:
    return f"{_by_speed(here, figure)} / {_by_speed(there, figure)}"


def scans() -> list[Row]:
    """Pages of a scanner."""
    return _heavy("scan", papers.scan(), "≤ 0.35", (1500, 6000))


def maps() -> list[Row]:
    """Vector maps."""
    return _heavy("map", papers.maps(), "≤ 0.15", (1500, 4000))


def _heavy(what: str, content: bytes, goal: str, speeds: Sequence[int]) -> list[Row]:
    here: list[Run] = []
    there: list[Run] = []
    with watched(PageCanvas, ThreadView) as frames, open_reader() as reader:
        ours, theirs = Ours(reader, content, 600), Theirs(reader, content, 600)
        for number in range(PASSES):
            for seen, runs in ((ours, here), (theirs, there)):
                seen.fresh()
                runs.append(scrolled(seen, frames, 0, speeds[number % len(speeds)], to_sharp=False))
        first = _readable(ours, reader.canvas.go_to, lambda page: _frame(reader.canvas, page))
        other = _readable(theirs, theirs.area.go_to, theirs.area.frame)
        white = _white_frames(ours, reader)
        theirs.area.end()
        theirs.area.deleteLater()
    return [
        Row(
            name=f"scroll_{what}_stall", unit="ms", goal=goal, anchor_name="drawing on a QThread",
            ours=median([run.stall for run in here]), anchor=median([run.stall for run in there]),
            samples=tuple(run.stall for run in here), anchor_samples=tuple(run.stall for run in there),
            note=f"at {' and '.join(map(str, speeds))} px/s; frames missed "
            f"{median([r.missed for r in here]):.0f} % / {median([r.missed for r in there]):.0f} %; {white}",
        ),
        Row(
            name=f"scroll_{what}_readable", unit="ms", goal="≤ 150 ms", anchor_name="drawing on a QThread",
            ours=median(first), anchor=median(other), samples=tuple(first), anchor_samples=tuple(other),
            note="from a jump to a page never seen to its first picture, of whatever scale",
        ),
    ]  # fmt: skip


def _readable(seen: Seen, go_to: Callable[[int], None], frame: Callable[[int], QRectF]) -> list[float]:
    """Milliseconds from each jump to the first picture of a page; a second of reading goes before."""
    seen.fresh()
    found = []
    for page in JUMPS:
        rest(1000)
        start = now()
        go_to(page)
        until(lambda page=page: has_picture(seen.area, frame(page)))  # type: ignore[misc]
        found.append(now() - start)
    return found


def _frame(canvas: PageCanvas, page: int) -> QRectF:
    """Where a page of ours lies in the view."""
    width, height = canvas._layout.extent(page)
    left = canvas._layout.left(page, canvas.viewport().width()) - canvas.horizontalScrollBar().value()
    return QRectF(left, canvas._layout.tops[page] - canvas.verticalScrollBar().value(), width, height)


def has_picture(area: QAbstractScrollArea, frame: QRectF) -> bool:
    """Whether there is more on this part of the view than its ground and the page's name."""
    inner: QRect = frame.adjusted(8, 8, -8, -8).toRect() & area.viewport().rect()
    if inner.width() < 60 or inner.height() < 60:
        return True
    picture = area.viewport().grab(inner).toImage()
    seen = [
        picture.pixelColor(x, y).getRgb()[:3]
        for y in range(0, picture.height(), max(1, picture.height() // 50))
        for x in range(0, picture.width(), max(1, picture.width() // 50))
    ]
    ground = max(set(seen), key=seen.count)
    marked = sum(max(abs(a - b) for a, b in zip(each, ground, strict=True)) > 16 for each in seen)
    return marked > 0.01 * len(seen)


def _white_frames(ours: Ours, reader: OpenReader) -> str:
    """Scroll once more and look: a page whose small picture is here must never be bare."""
    has_thumb = getattr(reader.canvas.tiles, "has_thumb", None)
    if has_thumb is None:
        return "no small pictures yet"
    ours.fresh()
    rest(2000)
    looked = white = 0
    drive = Drive(ours.area, 0, 3000, 3.0)
    while not drive.done:
        until(lambda: True)
        rest(40)
        for page in reader.canvas._in_view():
            if has_thumb(page):
                looked += 1
                white += not has_picture(ours.area, _frame(reader.canvas, page))
    return f"white where a small picture was here: {white} of {looked} looks"
