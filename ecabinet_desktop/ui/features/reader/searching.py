"""The search in one paper: what is asked, the hits so far, and which one is shown.

The index of the vault names likely pages first, so that a long paper shows its first hits at once.
"""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from ecabinet_desktop.pdf import protocol
from ecabinet_desktop.ui.feature import Surroundings
from ecabinet_desktop.ui.features.reader.find_bar import Hits
from ecabinet_desktop.ui.features.reader.selecting import Grip, TextSelection, select
from ecabinet_desktop.ui.navigator import Place as NavigatorPlace
from ecabinet_desktop.usecases.desk import Desk

if TYPE_CHECKING:
    from ecabinet_desktop.ui.features.reader.pane import PaperPane


class PaperSearch(QObject):
    """`began` with each new search; `came` carries a page and what stands around its hits; `shown` a hit."""

    began = Signal()
    came = Signal(int, object)
    shown = Signal(int, int)

    def __init__(self, pane: "PaperPane", desk: Desk, around: Surroundings) -> None:
        super().__init__(pane)
        self._pane = pane
        self._desk = desk
        self._around = around
        self.hits = Hits()
        self.query = ""

    def forget(self) -> None:
        """Another paper: nothing is searched for."""
        self.hits, self.query = Hits(self.hits.number), ""

    def go_on(self) -> None:
        """A new helper took over: ask it for what is still missing."""
        if self.query and not self.hits.done:
            self._seek()

    def on_find(self, words: str) -> None:
        """Search for other words, or in another way; "" ends it."""
        self.hits.start()
        self.query = words
        self._pane.canvas.painter.hits = self.hits.by_page
        self._pane.canvas.painter.current_hit = None
        self._pane.canvas.refresh()
        self._pane.find_bar.show_count(0, 0, done=False)
        self.began.emit()
        self._seek()

    def _seek(self) -> None:
        """Ask the index first which pages are likely: the first hits of a long paper come at once."""
        paper, words, number = self._pane.paper, self.query, self.hits.number
        if paper is None or not words:
            self._search(number, ())
            return
        self._around.tasks.run(
            self,
            lambda _p: tuple(self._desk.finding.pages_of(paper.id, words)),
            lambda likely: self._search(number, likely),
            lambda _error: self._search(number, ()),
            key="likely",
        )

    def _search(self, number: int, likely: tuple[int, ...]) -> None:
        bar = self._pane.find_bar
        if number == self.hits.number:
            wanted = protocol.Find(self.query, self._pane.canvas.page, number, bar.whole_word, bar.exact, likely)
            self._pane.source.find(wanted)

    def on_found(self, found: protocol.Found) -> None:
        """Hits of one page have come."""
        if found.number != self.hits.number:
            return
        is_first = self.hits.add(found.page, found.matches)
        self.hits.done = found.done
        self.came.emit(found.page, found.contexts)
        if is_first:
            self._leave_mark_for_back()
            self.step_hit(1)
        self._show_count()

    def _leave_mark_for_back(self) -> None:
        """Back returns to where the search began."""
        if self._pane.paper is not None:
            place = NavigatorPlace(feature="reader", version=self._pane.paper.id, page=self._pane.canvas.page)
            self._around.navigator.note(replace(place, query=""))
            self._around.navigator.note_step(replace(place, query=self.query))

    def selection_of_hit(self) -> TextSelection | None:
        """The hit in view as if it were selected: found words can be marked at once."""
        if self.hits.current is None:
            return None
        page, index = self.hits.current
        words, boxes = self._pane.canvas.words(page), self.hits.by_page.get(page, [])
        if not words or index >= len(boxes):
            return None
        first, last = boxes[index][0], boxes[index][-1]
        start = Grip(page, (first[0], (first[1] + first[3]) / 2))
        end = Grip(page, (last[2], (last[1] + last[3]) / 2))
        return select(self._pane.canvas.words, start, end)

    def step_hit(self, step: int) -> None:
        """The next or previous hit."""
        hit = self.hits.move(step, self._pane.canvas.page)
        if hit is not None:
            self.show_hit(*hit)
        else:
            self._show_count()

    def show_hit(self, page: int, index: int) -> None:
        """Bring one hit into view."""
        if self.hits.choose(page, index):
            self._pane.canvas.painter.current_hit = (page, index)
            self._pane.canvas.reveal(page, self.hits.by_page[page][index][0][1])
            self.shown.emit(page, index)
            self._show_count()

    def _show_count(self) -> None:
        self._pane.find_bar.show_count(self.hits.position(), self.hits.total, done=self.hits.done)
        self._pane.canvas.refresh()
