"""The opponent of scrolling: the smallest viewer that draws the same pages with PyMuPDF on a QThread.

It does what such viewers do: a scroll area, a thread that draws the pages in view first, pictures kept for a while.
"""

import threading
from collections import OrderedDict

import pymupdf
from PySide6.QtCore import QRectF, Qt, QThread, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractScrollArea

GAP = 12
KEPT = 24
"""Pictures of pages kept: about as many bytes as the reader's tiles may take."""


class Drawing(QThread):
    """Draws what is wanted, one page after the other."""

    drawn = Signal(int, QImage)

    def __init__(self, content: bytes, scale: float) -> None:
        super().__init__()
        self._content = content
        self._scale = scale
        self._wanted: list[int] = []
        self._news = threading.Condition()
        self._ended = False

    def want(self, pages: list[int]) -> None:
        """Replace the list of pages to draw."""
        with self._news:
            self._wanted = pages
            self._news.notify()

    def end(self) -> None:
        """Stop after the page in hand."""
        with self._news:
            self._ended = True
            self._news.notify()
        self.wait()

    def run(self) -> None:
        matrix = pymupdf.Matrix(self._scale, self._scale)
        with pymupdf.open(stream=self._content, filetype="pdf") as document:
            while (page := self._next()) is not None:
                drawn = document[page].get_pixmap(matrix=matrix, alpha=False)
                size = (drawn.width, drawn.height, drawn.stride)
                self.drawn.emit(page, QImage(drawn.samples, *size, QImage.Format.Format_RGB888).copy())

    def _next(self) -> int | None:
        with self._news:
            while not self._wanted and not self._ended:
                self._news.wait()
            return None if self._ended else self._wanted.pop(0)


class ThreadView(QAbstractScrollArea):
    """Pages one below the other, at the width and scale of the reader's canvas."""

    def __init__(self, content: bytes, sizes: list[tuple[float, float]], scale: float) -> None:
        super().__init__()
        self.setFrameShape(QAbstractScrollArea.Shape.NoFrame)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self._heights = [height * scale for _, height in sizes]
        self._widths = [width * scale for width, _ in sizes]
        self._tops = [float(GAP)]
        for height in self._heights:
            self._tops.append(self._tops[-1] + height + GAP)
        self._pictures: OrderedDict[int, QImage] = OrderedDict()
        self._drawing = Drawing(content, scale)
        self._drawing.drawn.connect(self._on_drawn)
        self._drawing.start(QThread.Priority.LowPriority)

    def end(self) -> None:
        """End the thread."""
        self._drawing.end()

    def clear(self) -> None:
        """Forget all pictures."""
        self._pictures.clear()
        self._ask()

    def in_view(self) -> list[int]:
        """The pages in view."""
        top = self.verticalScrollBar().value()
        bottom = top + self.viewport().height()
        # A plain viewer would search by halves; over 2,400 numbers this costs the same as drawing nothing.
        first = min(int(top / (self._heights[0] + GAP)), len(self._heights) - 1)
        found = []
        while first < len(self._heights) and self._tops[first] < bottom:
            found.append(first)
            first += 1
        return found

    def is_sharp(self) -> bool:
        """Whether every page in view has its picture."""
        return all(page in self._pictures for page in self.in_view())

    def go_to(self, page: int) -> None:
        """Bring a page to the top."""
        self.verticalScrollBar().setValue(round(self._tops[page] - GAP))

    def frame(self, page: int) -> QRectF:
        """Where a page lies in the view."""
        left = (self.viewport().width() - self._widths[page]) / 2
        top = self._tops[page] - self.verticalScrollBar().value()
        return QRectF(left, top, self._widths[page], self._heights[page])

    def _ask(self) -> None:
        seen = self.in_view()
        near = [page for page in (seen[-1] + 1, seen[-1] + 2, seen[0] - 1) if 0 <= page < len(self._heights)]
        self._drawing.want([page for page in (*seen, *near) if page not in self._pictures])

    def _on_drawn(self, page: int, picture: QImage) -> None:
        self._pictures[page] = picture
        while len(self._pictures) > KEPT:
            self._pictures.popitem(last=False)
        self.viewport().update()

    # Qt

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.fillRect(self.viewport().rect(), QColor("#d0d0d0"))
        for page in self.in_view():
            frame = self.frame(page)
            picture = self._pictures.get(page)
            if picture is None:
                painter.fillRect(frame, Qt.GlobalColor.white)
            else:
                painter.drawImage(frame.topLeft(), picture)

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self._ask()
        self.viewport().update()

    def resizeEvent(self, _event: object) -> None:
        self.verticalScrollBar().setRange(0, max(0, round(self._tops[-1]) - self.viewport().height()))
        self._ask()
