"""Drawing with the pen against painting the whole view, and scrolling over thousands of marks.

The pen is moved by the events that a hand makes. What an event costs is its handling and the painting it causes.
"""

import math
import random

from ecabinet_desktop.domain.annotation import AnnotationKind, Colour, Quad, Quote
from ecabinet_desktop.ui.features.reader.canvas import PageCanvas
from ecabinet_desktop.ui.features.reader.marking import Marking
from ecabinet_desktop.ui.features.reader.notes_panel import NotesPanel
from ecabinet_desktop.usecases.marks import Marks
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from tests.bench import papers
from tests.bench.measure import Row, in_turn, median, share
from tests.bench.open_reader import OpenReader, now, open_reader, rest, until
from tests.bench.scrolling import Frames, Ours, scrolled, watched

STROKES, POINTS = 5, 120
CROWDED, ON_PAGE, IN_PAPER = 120, 500, 10_000
SPEED = 1500
LEFT = Qt.MouseButton.LeftButton


def ink() -> list[Row]:
    """The pen."""
    with watched(PageCanvas) as frames, open_reader() as reader:
        return [_ink(reader, frames)]


def marks() -> list[Row]:
    """Thousands of marks, on the pages and in the list."""
    with watched(PageCanvas) as frames, open_reader() as reader:
        return _marks(reader, frames)


def marking_of(reader: OpenReader) -> Marking:
    """What makes marks on the paper on screen."""
    found = getattr(getattr(reader.view, "pane", None), "marking", None)
    if not isinstance(found, Marking):
        raise NotImplementedError(
            "the reader has no tools for marking: ink_event and marks_10000 cannot be measured"
        )
    return found


def _ink(reader: OpenReader, frames: Frames) -> Row:
    reader.open(reader.file(papers.text(300)))
    rest(500)
    marking = marking_of(reader)
    marking.use("pen")
    events: list[float] = []
    late: list[float] = []
    full: list[float] = []
    for number in range(STROKES):
        costs, waits = _stroke(reader, frames, number)
        events.append(median(costs))
        late += waits
        full.append(median([_repaint(reader, frames) for _ in range(20)]))
    marking.use("select")
    return Row(
        name="ink_event", ours=median(events), anchor=median(full), unit="ms", goal="≤ 0.1",
        anchor_name="painting the whole view", samples=tuple(events), anchor_samples=tuple(full),
        note=f"handling and painting; on screen after {share(late, 0.95):.1f} ms (p95)",
    )  # fmt: skip


def _stroke(reader: OpenReader, frames: Frames, number: int) -> tuple[list[float], list[float]]:
    """What each event of a stroke costs, and how long it takes to be on screen."""
    start = QPointF(300, 150 + number * 90)
    costs: list[float] = []
    waits: list[float] = []
    _hand(reader, QEvent.Type.MouseButtonPress, start)
    for step in range(1, POINTS):
        point = start + QPointF(step * 4, 30 * math.sin(step / 6))
        seen = len(frames.ended)
        begun = now()
        _hand(reader, QEvent.Type.MouseMove, point)
        handled = now() - begun
        until(lambda seen=seen: len(frames.ended) > seen)  # type: ignore[misc]
        costs.append(handled + sum(frames.took[seen:]))
        waits.append(frames.ended[seen] - begun)
    _hand(reader, QEvent.Type.MouseButtonRelease, start + QPointF(POINTS * 4, 0))
    rest(100)
    return costs, waits


def _hand(reader: OpenReader, kind: QEvent.Type, point: QPointF) -> None:
    view = reader.canvas.viewport()
    buttons = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseButtonRelease else LEFT
    button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else LEFT
    none = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(view, QMouseEvent(kind, point, view.mapToGlobal(point), button, buttons, none))


def _repaint(reader: OpenReader, frames: Frames) -> float:
    """What painting everything in view costs."""
    seen = len(frames.ended)
    reader.canvas.viewport().update()
    until(lambda: len(frames.ended) > seen)
    return frames.took[-1]


def _marks(reader: OpenReader, frames: Frames) -> list[Row]:
    """The same stretch of pages bare and with marks; the crowded page lies in its middle."""
    bare, marked = (Ours(reader, papers.text(2400), 800) for _ in range(2))
    marked.fresh()
    kept = marking_of(reader).marks
    if not isinstance(kept, Marks):
        raise NotImplementedError("an open paper has no marks")
    begun = now()
    _write(kept)
    marking_of(reader).refresh()
    shown = now() - begun
    until(lambda: not reader.view._around.tasks.busy)
    rest(1500)
    listed = _filtering(reader)
    start = round(reader.canvas._layout.tops[CROWDED] - SPEED * 0.7)

    def paint(view: Ours) -> float:
        view.fresh()
        return share(scrolled(view, frames, start, SPEED).took, 0.99)

    with_marks, without = in_turn(lambda: paint(marked), lambda: paint(bare))
    return [
        Row(
            name="marks_10000", ours=median(with_marks), anchor=median(without), unit="ms",
            goal="no effect: p99 ≤ 16 ms", anchor_name="the same pages without marks",
            samples=tuple(with_marks), anchor_samples=tuple(without),
            note=f"paint p99 at {SPEED} px/s, {ON_PAGE} on a page; made and shown in {shown:.0f} ms",
        ),
        Row(
            name="marks_filter", ours=median(listed), anchor=50.0, unit="ms", goal="≤ 1", anchor_name="50 ms",
            samples=tuple(listed), note=f"{IN_PAPER:,} notes, a word typed into the filter of the list",
        ),
    ]  # fmt: skip


def _write(kept: Marks) -> None:
    """Marks everywhere, most of them on one page."""
    chance = random.Random(10_000)
    kinds = [AnnotationKind.HIGHLIGHT, AnnotationKind.UNDERLINE, AnnotationKind.STICKY_NOTE]
    drafts = []
    for number in range(IN_PAPER):
        page = CROWDED if number < ON_PAGE else number % 2400
        x, y = chance.uniform(60, 460), chance.uniform(60, 760)
        quad = Quad(x, y, x + 70, y + 13)
        quote = Quote(exact=f"budget {number}")
        drafts.append(
            kept.draft(page, kinds[number % 3], [quad], Colour.YELLOW, text=f"note {number}", quote=quote)
        )
    kept.add_all(drafts)


def _filtering(reader: OpenReader) -> list[float]:
    """Milliseconds until the list shows what was asked for."""
    panel = reader.view.panel()
    if not isinstance(panel, NotesPanel):
        raise NotImplementedError("there is no list of notes")
    panel.resize(320, 700)
    panel.show()
    rest(300)
    found = []
    for words in ("note 77", "budget 9", "note 123", "", "budget 4444", "note 5"):
        panel.words.blockSignals(True)
        panel.words.setText(words)
        panel.words.blockSignals(False)
        begun = now()
        panel._filter()
        panel.list.viewport().repaint()
        found.append(now() - begun)
    panel.hide()
    return found
