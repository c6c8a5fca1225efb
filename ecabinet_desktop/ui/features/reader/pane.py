"""One paper on screen: its pages, its search, its marks, its place. A reader shows one such pane, or two.

A pane opens what a place names and says what happened; bars and panels around it belong to the view.
"""

import webbrowser

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from ecabinet_desktop.domain.meeting import NO_NEW_NOTES
from ecabinet_desktop.domain.paper import STRICTNESS, Level, PaperVersion
from ecabinet_desktop.errors import ECabinetError, Unreadable
from ecabinet_desktop.pdf import protocol
from ecabinet_desktop.pdf.reader import Tile
from ecabinet_desktop.ui.dialogs import Question
from ecabinet_desktop.ui.feature import Surroundings
from ecabinet_desktop.ui.features.reader.canvas import PageCanvas
from ecabinet_desktop.ui.features.reader.find_bar import FindBar, Hits
from ecabinet_desktop.ui.features.reader.marking import Marking
from ecabinet_desktop.ui.features.reader.password import Unlocking
from ecabinet_desktop.ui.features.reader.searching import PaperSearch
from ecabinet_desktop.ui.features.reader.source import PageSource
from ecabinet_desktop.ui.features.reader.spoken import give_voice
from ecabinet_desktop.ui.features.reader.spots import Spot
from ecabinet_desktop.ui.features.reader.wishes import thumbs_wanted
from ecabinet_desktop.ui.i18n import tr
from ecabinet_desktop.ui.navigator import Place as NavigatorPlace
from ecabinet_desktop.ui.tokens import tokens
from ecabinet_desktop.ui.widgets.labels import ElidedLabel
from ecabinet_desktop.usecases.desk import Desk
from ecabinet_desktop.usecases.papers import OpenPaper, Place

KEPT_LINKS = 60


class PaperPane(QWidget):
    """`opened` when a paper stands on screen, `gone` when it was taken away, `activated` when the focus came in."""

    opened = Signal()
    gone = Signal()
    activated = Signal()
    page_changed = Signal(int)

    def __init__(self, desk: Desk, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._around = around
        self.paper: PaperVersion | None = None
        self._goal: NavigatorPlace | None = None
        self._links: dict[int, tuple[protocol.Link, ...]] = {}
        self._moved = False
        self._borrower: PageCanvas | None = None
        self.canvas = PageCanvas()
        self.find_bar = FindBar()
        self.marking = Marking(self.canvas, self)
        self.source = PageSource(around.tasks, self)
        self.search = PaperSearch(self, desk, around)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.unlocking = Unlocking(desk.shelf, around, self._reopen, self)
        self._name = ElidedLabel(tone="label")
        self._name.setContentsMargins(tokens().space_3, tokens().space_1, tokens().space_3, tokens().space_1)
        self._name.hide()
        column.addWidget(self._name)
        column.addWidget(self.find_bar)
        column.addWidget(self.unlocking.card)
        column.addWidget(self.canvas, 1)
        give_voice(self.canvas)
        self._connect()

    def _connect(self) -> None:
        canvas, source = self.canvas, self.source
        canvas.wanted.connect(self._on_wanted)
        canvas.words_wanted.connect(self._on_words_wanted)
        canvas.page_changed.connect(self.page_changed)
        canvas.moved.connect(self._on_moved)
        canvas.dwelt.connect(self._on_dwelt)
        canvas.focused.connect(self.activated)
        source.opened.connect(self._on_open_in_helper)
        source.tile.connect(self._on_tile)
        source.words.connect(canvas.add_words)
        source.links.connect(self._on_links)
        source.resolved.connect(self._on_resolved)
        source.found.connect(self.search.on_found)
        source.failed.connect(self._on_page_failed)
        self.find_bar.wanted.connect(self.search.on_find)
        self.find_bar.step.connect(self.search.step_hit)
        self.find_bar.closed.connect(canvas.setFocus)
        self.unlocking.asked.connect(self.canvas.hide)
        self.unlocking.settled.connect(self.canvas.show)
        self.marking.save_due.connect(self.save)
        self.marking.tapped.connect(self._on_tapped)

    @property
    def hits(self) -> Hits:
        """What the search has found so far."""
        return self.search.hits

    # opening

    def show_place(self, place: NavigatorPlace) -> None:
        """Open the version a place names, at its page."""
        if self.paper is not None and self.paper.id == place.version:
            self._reach(place)
            return
        version = place.version
        if version is None:
            return
        self.leave()
        self._goal = place
        self._around.tasks.run(
            self, lambda _p: self._desk.shelf.open(version), self._on_opened, self._on_failed, key="open"
        )

    def _on_opened(self, opened: OpenPaper) -> None:
        """The skeleton stands before the file is open; the helper works while the window lays out."""
        paper = opened.paper
        self.source.open(opened)
        self.paper = paper
        self._links.clear()
        self.search.forget()
        kept = opened.place
        self.canvas.show_paper(paper.skeleton, kept.zoom if kept else "width")
        if kept is not None and (self._goal is None or self._goal.page is None):
            self.canvas.go_to(kept.page, kept.offset)
        elif self._goal is not None and self._goal.page is not None:
            self.canvas.go_to(self._goal.page)
        self.canvas.ask_now()
        self.find_bar.forget()
        meeting = self._desk.meetings.get(paper.meeting_id)
        may_mark = meeting is None or meeting.state not in NO_NEW_NOTES
        self.marking.show(self._desk.shelf.marks(paper, self.marking.on_dirty), may_mark=may_mark)
        self.opened.emit()
        if self._goal is not None:
            self._reach(self._goal)
        self._around.tasks.run(self, lambda _p: self._desk.shelf.mark_read(paper), lambda _change: None)

    def show_name(self, on: bool) -> None:
        """Say which paper this is: beside another one the bar above names only one of them."""
        if self.paper is not None:
            version = self.paper.label or tr("first version")
            self._name.set_text(f"{self.paper.title} – {version}")
        self._name.setVisible(on)

    def _reach(self, place: NavigatorPlace) -> None:
        if place.page is not None:
            self.canvas.go_to(place.page)
        if place.query:
            self.find_bar.open_bar(place.query)
            self.canvas.setFocus()
        if place.note is not None:
            self.go_to_mark(place.note)

    def close_paper(self) -> None:
        """The paper was taken away: nothing of it stays on screen."""
        self.paper = None
        self.source.close_paper()
        self.canvas.tiles.clear()
        self.marking.show(None, may_mark=False)
        self.gone.emit()

    def absorb(self) -> None:
        """Take over what came from the server: marks of other devices, or that the paper is gone."""
        if self.marking.marks is not None and self.marking.marks.absorb():
            self.marking.refresh()
        if self.paper is not None and self._desk.meetings.paper(self.paper.id) is None:
            self.close_paper()

    def leave(self) -> None:
        """Another paper, or none: keep everything of this one."""
        self.save()
        paper = self.paper
        if paper is not None:
            self._around.tasks.run(self, lambda _p: self._desk.shelf.left(paper.id), lambda _none: None)

    def save(self) -> None:
        """Keep marks and place."""
        self.marking.saved()
        self._remember()
        marks = self.marking.marks
        if marks is not None and not marks.is_saved:
            self._around.tasks.run(self, lambda _p: marks.save(), lambda _change: None, self._on_failed)

    def _on_failed(self, error: ECabinetError) -> None:
        self._around.failures.tell(self, error)

    # the helpers

    def lend(self, borrower: PageCanvas | None) -> None:
        """Draw for another sheet of pages for a while: the presentation's."""
        self._borrower = borrower
        if borrower is not None:
            borrower.wanted.connect(self.source.wish)
        else:
            self.canvas.ask_now()

    def _on_wanted(self, wishes: list[protocol.Wish]) -> None:
        if self._borrower is None:
            self.source.wish(wishes)
        self._wish_thumbs()

    def _wish_thumbs(self) -> None:
        canvas = self.canvas
        self.source.wish_thumbs(
            thumbs_wanted(canvas.sizes, canvas.page, canvas.painter.tint, canvas.tiles, canvas.painter.failed)
        )

    def _on_words_wanted(self, page: int) -> None:
        self.source.ask_words(page)
        if page not in self._links:
            self.source.ask_links(page)

    def _reopen(self, opened: OpenPaper) -> None:
        """Another password is tried on the paper that is laid out already."""
        self.source.open(opened)
        self.canvas.ask_now()

    def _on_open_in_helper(self) -> None:
        if self.paper is not None:
            self.unlocking.opened(self.paper.id)
        self.canvas.ask_now()
        self.search.go_on()

    def _on_tile(self, tile: Tile) -> None:
        if self._borrower is not None:
            self._borrower.add_tile(tile)
        self.canvas.add_tile(tile)
        if self.canvas.tiles.has_thumb(tile.wish.page) and not self.canvas.tiles.has(tile.wish):
            self._came_thumbs()

    def _came_thumbs(self) -> None:
        """The list of small pictures has come to its end: ask for the next."""
        clerk = self.source.clerk
        if clerk is not None and clerk.is_idle:
            self._wish_thumbs()

    def _on_page_failed(self, code: str, page: int) -> None:
        if page < 0:
            if self.paper is not None and self.unlocking.refuses(self.paper.id, code):
                return
            self._on_failed(Unreadable(code if code != "killed" else "corrupted"))
            return
        self.canvas.painter.failed.add(page)
        self.canvas.refresh()

    # links

    def _on_links(self, page: int, links: tuple[protocol.Link, ...]) -> None:
        self._links[page] = links
        while len(self._links) > KEPT_LINKS:
            self._links.pop(next(iter(self._links)))

    def link_at(self, spot: Spot) -> protocol.Link | None:
        """The link under the hand."""
        for link in self._links.get(spot.page, ()):
            if link.left <= spot.x <= link.right and link.top <= spot.y <= link.bottom:
                return link
        return None

    def _on_tapped(self, spot: Spot) -> None:
        link = self.link_at(spot)
        if link is None:
            return
        if link.is_outside:
            self._leave_for(link.target)
        else:
            self.source.resolve(link.target)

    def _leave_for(self, address: str) -> None:
        """Outside links are never followed unasked, and never out of a confidential paper."""
        paper = self.paper
        if paper is None:
            return
        is_secret = STRICTNESS[paper.level] <= STRICTNESS[Level.CONFIDENTIAL]
        if is_secret or not address.startswith(("https://", "http://")):
            words = tr("This link leads out of the program. It is not followed from this paper.")
            self._around.dialogs.tell(self, tr("Link not followed"), words, detail=address)
            return
        question = Question(
            title=tr("Leave the program?"),
            words=tr("This link opens in your web browser. Whoever runs that address may learn that you came."),
            consequence=tr("Open in the browser"),
            detail=address,
        )
        if self._around.dialogs.confirm(self, question):
            webbrowser.open(address)

    def _on_resolved(self, answer: protocol.Resolved) -> None:
        if answer.page >= 0:
            self.jump(answer.page, answer.top)

    def jump(self, page: int, top: float = 0.0) -> None:
        """Go somewhere in this paper so that Back returns here."""
        if self.paper is None:
            return
        here = NavigatorPlace(feature="reader", version=self.paper.id, page=self.canvas.page)
        self._around.navigator.note(here)
        self._around.navigator.go(NavigatorPlace(feature="reader", version=self.paper.id, page=page))
        if top > 0:
            self.canvas.reveal(page, top)

    def go_to_mark(self, mark_id: str) -> None:
        """Choose a mark and bring it into view."""
        found = self.marking.marks.get(mark_id) if self.marking.marks is not None else None
        if found is not None:
            self.marking.choose(found.id)
            if found.quads:
                self.canvas.reveal(found.page, found.quads[0].top)

    # where one is

    def _on_moved(self) -> None:
        self._moved = True
        self.marking.on_dirty()

    def _remember(self) -> None:
        paper = self.paper
        if paper is None or not self._moved:
            return
        self._moved = False
        place = Place(page=self.canvas.page, offset=self.canvas.offset(), zoom=self.canvas.zoom)
        self._around.tasks.run(self, lambda _p: self._desk.shelf.remember(paper.id, place), lambda _none: None)

    def _on_dwelt(self, pages: list[int]) -> None:
        paper = self.paper
        if paper is not None:
            self._around.tasks.run(self, lambda _p: self._desk.shelf.saw(paper.id, pages), lambda _change: None)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.canvas.setFocus()
        super().focusInEvent(event)
