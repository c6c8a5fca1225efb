"""A reader on a real vault with real PDFs and the real helper process, and what a hand does on its pages."""

from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pytest
from ecabinet_desktop.domain.paper import OutlineEntry, PageRun, PaperVersion, Skeleton
from ecabinet_desktop.pdf.reader import PdfReader
from ecabinet_desktop.ui.feature import Surroundings
from ecabinet_desktop.ui.features.reader.canvas import PageCanvas
from ecabinet_desktop.ui.features.reader.view import ReaderView
from ecabinet_desktop.ui.navigator import Place
from ecabinet_desktop.ui.tasks import Tasks
from ecabinet_desktop.ui.theme import Theme
from ecabinet_desktop.usecases.marks import Marks
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QImage, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QHBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.helpers import pdfs
from tests.helpers.desk import Bench, sample_bench, surroundings
from tests.helpers.dialogs import ScriptedDialogs

PAPER = "next-1-1.1"
OTHER = "next-1-2.1"
TEXTS = [
    "Tờ trình về ngân sách nhà nước\nCăn cứ Luật Đất đai số 31",
    "Điều 1. Bồi thường về đất",
    "Điều 2. Hỗ trợ, tái định cư",
    "Điều 3. Ngân sách địa phương",
    "Điều 4. Đất đai và nhà ở",
    "Điều 5. Hiệu lực thi hành",
]
OUTLINE = (OutlineEntry(1, "Tờ trình", 0), OutlineEntry(2, "Phụ lục", 4))
WAIT = 20_000
"""Milliseconds; the helper needs half a second on a free machine."""


class Reading:
    """A shown reader and its surroundings."""

    def __init__(self, qtbot: QtBot, bench: Bench, around: Surroundings) -> None:
        self.qtbot = qtbot
        self.bench = bench
        self.around = around
        self.window = QWidget()
        self.window.resize(1266, 712)
        self.view = self._made()
        self.window.show()

    def _made(self) -> ReaderView:
        """The view with its panel beside it, as the window shows them."""
        view = ReaderView(self.bench.desk, self.around)
        self.around.navigator.moved.connect(view.show_place)
        row = QHBoxLayout(self.window)
        panel = view.panel()
        assert panel is not None
        panel.setFixedWidth(300)
        row.addWidget(view, 1)
        row.addWidget(panel)
        return view

    @property
    def canvas(self) -> PageCanvas:
        return self.view.canvas

    @property
    def marks(self) -> Marks:
        assert self.view.marking.marks is not None
        return self.view.marking.marks

    @property
    def helper(self) -> PdfReader:
        assert self.view.pane.source.reader is not None
        return self.view.pane.source.reader

    def until(self, met: Callable[[], object]) -> None:
        self.qtbot.waitUntil(lambda: bool(met()), timeout=WAIT)

    def go(self, version: str = PAPER, page: int | None = None, query: str = "", note: str | None = None) -> None:
        """Go to a place of a paper; returns when the paper is laid out."""
        self.view.show_place(Place(feature="reader", version=version, page=page, query=query, note=note))
        self.until(lambda: self.view.pane.paper is not None and self.view.pane.paper.id == version)

    def open(self, version: str = PAPER, page: int | None = None, query: str = "") -> None:
        """Open a paper and wait until its page is painted and its words are known."""
        self.go(version, page, query)
        self.until(lambda: self.canvas.page in self.canvas._words and self.inked(self.canvas.page))

    def inked(self, page: int) -> bool:
        """Whether letters of this page can be seen in the view."""
        is_drawn = not any(wish.page == page for wish in self.canvas._wishes())
        return is_drawn and self.ink(page) > 0

    def ink(self, page: int) -> int:
        """How many dark dots of this page are in the view."""
        picture = self.canvas.viewport().grab().toImage()
        inner = self.canvas.sheet(page).frame.adjusted(3, 3, -3, -3).toRect()
        grey = picture.copy(inner & picture.rect()).convertToFormat(QImage.Format.Format_Grayscale8)
        return sum(bytes(grey.constBits()).count(shade) for shade in range(1, 90))

    def at(self, page: int, x: float, y: float) -> QPoint:
        """Where a point of a page lies in the view."""
        return self.canvas.sheet(page).to_view(x, y).toPoint()

    def word(self, page: int, number: int) -> QPoint:
        """The middle of a word of a page, in the view."""
        word = self.canvas._words[page][number]
        return self.at(page, (word.left + word.right) / 2, (word.top + word.bottom) / 2)

    def drag(self, page: int, first: int, last: int) -> None:
        """Drag over words with the mouse."""
        one, other = self.canvas._words[page][first], self.canvas._words[page][last]
        if last >= first:
            begin, end = self.at(page, one.left, one.top + 5), self.at(page, other.right, other.top + 5)
        else:
            begin, end = self.at(page, one.right, one.top + 5), self.at(page, other.left, other.top + 5)
        viewport = self.canvas.viewport()
        QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=begin)
        for point in (begin + QPoint(6, 0), end):
            moved = QMouseEvent(
                QEvent.Type.MouseMove,
                QPointF(point),
                QPointF(viewport.mapToGlobal(point)),
                Qt.MouseButton.NoButton,
                Qt.MouseButton.LeftButton,
                Qt.KeyboardModifier.NoModifier,
            )
            QGuiApplication.sendEvent(viewport, moved)
        QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end)

    def tap(self, where: QPoint) -> None:
        """Click on the sheet."""
        QTest.mouseClick(self.canvas.viewport(), Qt.MouseButton.LeftButton, pos=where)

    def keys(self, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        """Press a key wherever the focus is."""
        focus = QGuiApplication.focusObject()
        QTest.keyClick(focus if isinstance(focus, QWidget) else self.canvas, key, held)

    def settle(self) -> None:
        """Everything that was being written is in the vault."""
        self.until(lambda: not self.around.tasks.busy)


def put(bench: Bench, content: bytes, skeleton: Skeleton, version: str = PAPER) -> PaperVersion:
    """Give a paper of the sample this content and this skeleton."""
    paper = bench.desk.meetings.paper(version)
    assert paper is not None
    return bench.file(msgspec.structs.replace(paper, skeleton=skeleton), content)


def plain(pages: int) -> Skeleton:
    return Skeleton(pages=pages, runs=(PageRun(pages, *pdfs.A4),))


@pytest.fixture(scope="session")
def pdf() -> bytes:
    return pdfs.text_pdf(TEXTS)


@pytest.fixture
def bench(tmp_path: Path, pdf: bytes) -> Iterator[Bench]:
    """The sample's cabinet, with two papers that can be read."""
    with sample_bench(tmp_path) as made:
        put(made, pdf, msgspec.structs.replace(plain(len(TEXTS)), outline=OUTLINE))
        put(made, pdf, plain(len(TEXTS)), OTHER)
        yield made


@pytest.fixture
def reading(qtbot: QtBot, theme: Theme, tasks: Tasks, bench: Bench, dialogs: ScriptedDialogs) -> Iterator[Reading]:
    """A reader with its helper running, and no paper open yet."""
    made = Reading(qtbot, bench, surroundings(bench, tasks, dialogs, Place(feature="reader")))
    qtbot.addWidget(made.window)
    with qtbot.waitActive(made.window):
        pass
    made.until(lambda: made.view.pane.source.reader is not None)
    yield made
    made.view.leave()
    made.settle()
    for pane in made.view.panes:
        pane.source.close()
