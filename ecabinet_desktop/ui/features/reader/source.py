"""Where pages come from: one helper draws what is looked at; a quieter one reads words, finds and makes thumbnails.

Both hold the same paper. Everything is asked without waiting; answers come as signals on the UI thread.
"""

import os
from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal

from ecabinet_desktop.pdf import protocol
from ecabinet_desktop.pdf.protocol import Wish
from ecabinet_desktop.pdf.reader import Answer, PdfReader, Tile
from ecabinet_desktop.ui.tasks import Tasks
from ecabinet_desktop.usecases.papers import OpenPaper

CLERK_NICENESS = 5
"""The clerk gives way to the one who draws."""


class PageSource(QObject):
    """`opened` follows each opening, also when a new helper took over for one that died; `failed` carries a code
    and a page, -1 for the whole paper."""

    opened = Signal()
    tile = Signal(object)
    words = Signal(int, object)
    found = Signal(object)
    links = Signal(int, object)
    resolved = Signal(object)
    failed = Signal(str, int)

    def __init__(self, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._paper: OpenPaper | None = None
        self._told_of = ""
        self._later: list[Callable[[PdfReader], None]] = []
        self._stands = False
        self._clerk_asked = False
        self.reader: PdfReader | None = None
        self.clerk: PdfReader | None = None
        self._ends: list[Callable[[], None]] = []
        ends = self._ends
        parent.destroyed.connect(lambda: [end() for end in ends])
        tasks.run(self, lambda _p: PdfReader(self._teller(is_clerk=False)), self._on_reader)

    def open(self, paper: OpenPaper) -> None:
        """Open a paper in both helpers; takes its descriptor over. What is asked before that is dropped."""
        self.close_paper()
        self._paper = paper
        self._told_of = ""
        self._later.clear()
        self._stands = False
        self._hand_over(self.reader, paper)

    def close_paper(self) -> None:
        """Nothing is looked at any more."""
        if self._paper is not None:
            os.close(self._paper.descriptor)
            self._paper = None

    def wish(self, wishes: Sequence[Wish]) -> None:
        """Replace the list of tiles."""
        if self.reader is not None:
            self.reader.wish(wishes)

    def wish_thumbs(self, wishes: Sequence[Wish]) -> None:
        """Replace the list of small pictures."""
        if self.clerk is not None and self._stands:
            self.clerk.wish(wishes)

    def ask_words(self, page: int) -> None:
        """Ask for the words of a page."""
        self._asked(lambda helper: helper.words(page))

    def ask_links(self, page: int) -> None:
        """Ask for the links of a page."""
        self._asked(lambda helper: helper.links(page))

    def resolve(self, target: str) -> None:
        """Ask where a link leads."""
        self._asked(lambda helper: helper.resolve(target))

    def find(self, wanted: protocol.Find) -> None:
        """Search the paper; "" stops."""
        self._asked(
            lambda helper: helper.find(
                wanted.query,
                wanted.start,
                wanted.number,
                whole_word=wanted.whole_word,
                exact=wanted.exact,
                likely=wanted.likely,
            )
        )

    def close(self) -> None:
        """End both helpers."""
        for end in self._ends:
            end()
        self._ends.clear()
        self.close_paper()

    def _asked(self, ask: Callable[[PdfReader], None]) -> None:
        """Ask the clerk, once the first picture stands: until then nothing may stand in its way."""
        helper = self.clerk or self.reader
        if not self._stands:
            self._later.append(ask)
        elif helper is not None:
            ask(helper)

    def _hand_over(self, helper: PdfReader | None, paper: OpenPaper) -> None:
        if helper is not None:
            helper.open(os.dup(paper.descriptor), paper.key, paper.paper.id, paper.password)

    def _on_reader(self, reader: PdfReader) -> None:
        self.reader = reader
        self._ends.append(reader.close)
        if self._paper is not None:
            self._hand_over(reader, self._paper)

    def _on_clerk(self, clerk: PdfReader) -> None:
        self.clerk = clerk
        self._ends.append(clerk.close)
        if self._paper is not None and self._stands:
            self._hand_over(clerk, self._paper)
            self.opened.emit()

    def _teller(self, *, is_clerk: bool) -> Callable[[Answer], None]:
        def tell(answer: Answer) -> None:
            self._tasks.post(partial(self._on_answer, answer, is_clerk), self)

        return tell

    def _on_answer(self, answer: Answer, is_clerk: bool) -> None:
        match answer:
            case protocol.Opened():
                if not is_clerk and self._paper is not None and answer.context == self._paper.paper.id:
                    self._told_of = answer.context
                    self.opened.emit()
            case protocol.Found():
                self.found.emit(answer)
            case protocol.Failed(page=-1):
                if not is_clerk:
                    self.failed.emit(answer.code, -1)
            case _ if self._paper is None or self._told_of != self._paper.paper.id:
                pass  # still of the paper before this one
            case Tile():
                self.tile.emit(answer)
                if not self._stands:
                    self._on_standing()
            case protocol.Words():
                self.words.emit(answer.page, answer.words)
            case protocol.Links():
                self.links.emit(answer.page, answer.links)
            case protocol.Resolved():
                self.resolved.emit(answer)
            case protocol.Failed() if not is_clerk:
                self.failed.emit(answer.code, answer.page)

    def _on_standing(self) -> None:
        """The first picture is on its way to the screen: now the clerk may begin."""
        self._stands = True
        if self.clerk is not None and self._paper is not None:
            self._hand_over(self.clerk, self._paper)
        later, self._later = self._later, []
        for ask in later:
            self._asked(ask)
        if not self._clerk_asked:
            self._clerk_asked = True
            self._tasks.run(
                self,
                lambda _p: PdfReader(self._teller(is_clerk=True), niceness=CLERK_NICENESS),
                self._on_clerk,
            )
