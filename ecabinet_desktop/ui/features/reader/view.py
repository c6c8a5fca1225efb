"""The reader's view: one paper at a time from the encrypted store, its marks, its search, its place."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QPoint, QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from ecabinet_desktop.domain.annotation import Annotation, Colour
from ecabinet_desktop.domain.paper import PaperVersion
from ecabinet_desktop.errors import ECabinetError, Unreadable
from ecabinet_desktop.pdf import protocol
from ecabinet_desktop.pdf.protocol import Wish
from ecabinet_desktop.pdf.reader import Answer, PdfReader, Tile
from ecabinet_desktop.ui.feature import Surroundings, View
from ecabinet_desktop.ui.features.reader.canvas import PageCanvas
from ecabinet_desktop.ui.features.reader.contents import contents_of, page_of
from ecabinet_desktop.ui.features.reader.find_bar import FindBar, Hits
from ecabinet_desktop.ui.features.reader.notes_panel import NotesPanel
from ecabinet_desktop.ui.features.reader.painting import mark_at
from ecabinet_desktop.ui.features.reader.toolbar import ReaderBar
from ecabinet_desktop.ui.i18n import tr
from ecabinet_desktop.ui.navigator import Place as NavigatorPlace
from ecabinet_desktop.ui.watch import Watch
from ecabinet_desktop.ui.widgets.empty import EmptyState
from ecabinet_desktop.ui.widgets.row_list import RowList
from ecabinet_desktop.usecases.change import Change
from ecabinet_desktop.usecases.desk import Desk
from ecabinet_desktop.usecases.marks import Marks
from ecabinet_desktop.usecases.papers import OpenPaper, Place

SAVE_AFTER, SAVE_AT_MOST = 1000, 10_000
"""Milliseconds of rest before marks are saved, and how long they wait at the most."""


class ReaderView(View):
    """Opens what a place names; without one it says how to open a paper."""

    def __init__(self, desk: Desk, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._around = around
        self._paper: PaperVersion | None = None
        self._marks: Marks | None = None
        self._hits = Hits()
        self._goal: NavigatorPlace | None = None
        self._waiting: OpenPaper | None = None
        self._reader: PdfReader | None = None
        self._needs_remembering = False
        self._query = ""
        self._is_told = False
        self._build()
        self._rest = QTimer(self, interval=SAVE_AFTER, singleShot=True)
        self._most = QTimer(self, interval=SAVE_AT_MOST, singleShot=True)
        for timer in (self._rest, self._most):
            timer.timeout.connect(self._save)
        self._start_helper()
        self._watch = Watch(self, desk.changes, around.tasks, Change.NOTES | Change.PAPERS, self._on_changed)

    # building

    def _build(self) -> None:
        self.canvas = PageCanvas()
        self.notes = NotesPanel()
        self.find_bar = FindBar()
        self.bar = ReaderBar(self, self._slots())
        self.contents = RowList(tr("Contents"))
        self.contents.setFixedWidth(260)
        self.contents.hide()
        self.contents.opened.connect(lambda row: self.canvas.go_to(page_of(row)))
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.contents)
        middle.addWidget(self.canvas, 1)
        paper = QWidget()
        column = QVBoxLayout(paper)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.find_bar)
        column.addLayout(middle, 1)
        self._empty = EmptyState(
            "reader",
            tr("No paper is open"),
            tr("Open a paper from an agenda, from Home or from a search."),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(paper)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self._connect()

    def _connect(self) -> None:
        self.canvas.wanted.connect(self._on_wanted)
        self.canvas.words_wanted.connect(self._on_words_wanted)
        self.canvas.page_changed.connect(self.bar.show_page)
        self.canvas.moved.connect(self._on_moved)
        self.canvas.selected.connect(self._on_selected)
        self.canvas.tapped.connect(self._on_tapped)
        self.canvas.menu_wanted.connect(self._on_menu)
        self.bar.page_wanted.connect(self.canvas.go_to)
        self.find_bar.wanted.connect(self._on_find)
        self.find_bar.step.connect(self._on_step)
        self.find_bar.closed.connect(self.canvas.setFocus)
        self.notes.opened.connect(self._on_note_opened)
        self.notes.written.connect(self._on_note_written)
        self.notes.deleted.connect(self._delete)

    def _slots(self) -> dict[str, Callable[[], object]]:
        return {
            "outline": lambda: self.contents.setVisible(not self.contents.isVisible()),
            "zoom_in": lambda: self.canvas.step_zoom(1),
            "zoom_out": lambda: self.canvas.step_zoom(-1),
            "fit_width": lambda: self.canvas.set_zoom("width"),
            "fit_page": lambda: self.canvas.set_zoom("page"),
            "go_to_page": lambda: self.bar.go_to_page(),
            "find": lambda: self.find_bar.open_bar(),
            "find_next": lambda: self._on_step(1),
            "find_previous": lambda: self._on_step(-1),
            "highlight": self._highlight,
            "sticky": self._stick,
            "undo": self._undo,
            "redo": self._redo,
            "copy": self._copy,
            "notes_list": lambda: self.notes.list.setFocus(),
            "delete_note": lambda: self._delete(self.canvas.painter.chosen),
        }

    # View

    def panel(self) -> QWidget | None:
        """The notes of this paper."""
        return self.notes

    def show_place(self, place: NavigatorPlace) -> None:
        """Open the version a place names, at its page."""
        if place.version is None:
            if self._paper is None:
                self._stack.setCurrentIndex(0)
            return
        if self._paper is not None and self._paper.id == place.version:
            self._reach(place)
            return
        self.leave()
        self._goal = place
        version = place.version
        self._around.tasks.run(
            self, lambda _p: self._desk.shelf.open(version), self._on_opened, self._on_failed, key="open"
        )

    def leave(self) -> None:
        """Save marks and the place before the person goes elsewhere."""
        self._save()

    # opening

    def _start_helper(self) -> None:
        tasks = self._around.tasks

        def answer(value: Answer) -> None:
            tasks.post(partial(self._on_answer, value), self)

        tasks.run(self, lambda _p: PdfReader(answer), self._on_helper)

    def _on_helper(self, reader: PdfReader) -> None:
        self._reader = reader
        self.destroyed.connect(reader.close)
        if self._waiting is not None:
            self._hand_over(self._waiting)

    def _on_opened(self, opened: OpenPaper) -> None:
        """The skeleton stands before the file is open."""
        paper = opened.paper
        self._paper = paper
        self._marks = self._desk.shelf.marks(paper, self._on_dirty)
        self._stack.setCurrentIndex(1)
        self._is_told = False
        self.find_bar.forget()
        self._hits, self._query = Hits(self._hits.number), ""
        title = f"{paper.title} {paper.label}".strip()
        self.bar.show_paper(title, paper.level, paper.skeleton.pages)
        self.canvas.show_paper(paper.skeleton, opened.place.zoom if opened.place else "width")
        self.contents.show_rows(contents_of(paper.skeleton))
        self._show_marks()
        self.notes.choose(None)
        if opened.place is not None and (self._goal is None or self._goal.page is None):
            self.canvas.go_to(opened.place.page, opened.place.offset)
        self._hand_over(opened)
        if self._goal is not None:
            self._reach(self._goal)
        self.canvas.setFocus()
        self._around.tasks.run(self, lambda _p: self._desk.shelf.mark_read(paper), lambda _change: None)

    def _hand_over(self, opened: OpenPaper) -> None:
        self._waiting = opened if self._reader is None else None
        if self._reader is not None:
            self._reader.open(opened.descriptor, opened.key, opened.paper.id)
            self.canvas.set_zoom(self.canvas.zoom)
            self._seek()

    def _reach(self, place: NavigatorPlace) -> None:
        if place.page is not None:
            self.canvas.go_to(place.page)
        if place.query:
            self.find_bar.open_bar(place.query)
            self.canvas.setFocus()
        if place.note is not None:
            self._on_note_opened(place.note)

    def _on_failed(self, error: ECabinetError) -> None:
        self._around.failures.tell(self, error)

    # the helper

    def _on_wanted(self, wishes: list[Wish]) -> None:
        if self._reader is not None:
            self._reader.wish(wishes)

    def _on_words_wanted(self, page: int) -> None:
        if self._reader is not None:
            self._reader.words(page)

    def _on_answer(self, answer: Answer) -> None:
        match answer:
            case protocol.Opened():
                self._is_told = self._paper is not None and answer.context == self._paper.id
                self.canvas.ask_soon()
                if not self._hits.done:
                    self._seek()
            case protocol.Found():
                self._on_found(answer)
            case protocol.Failed(code=code, page=-1):
                self._on_failed(Unreadable(code if code != "killed" else "corrupted"))
            case _ if not self._is_told:
                pass  # still of the paper before this one
            case Tile():
                self.canvas.add_tile(answer)
            case protocol.Words():
                self.canvas.add_words(answer.page, answer.words)
            case protocol.Failed():
                self.canvas.painter.failed.add(answer.page)
                self.canvas.refresh()

    # marks

    def _on_dirty(self) -> None:
        self._rest.start()
        if not self._most.isActive():
            self._most.start()

    def _save(self) -> None:
        self._rest.stop()
        self._most.stop()
        marks = self._marks
        self._remember()
        if marks is not None and not marks.is_saved:
            self._around.tasks.run(self, lambda _p: marks.save(), lambda _change: None, self._on_failed)

    def _on_changed(self) -> None:
        if self._marks is not None and self._marks.absorb():
            self._show_marks()
        if self._paper is not None and self._desk.meetings.paper(self._paper.id) is None:
            self._paper, self._marks = None, None
            self._stack.setCurrentIndex(0)

    def _show_marks(self) -> None:
        marks = self._marks.all() if self._marks is not None else []
        by_page: dict[int, list[Annotation]] = {}
        for each in marks:
            by_page.setdefault(each.page, []).append(each)
        self.canvas.painter.marks = by_page
        self.canvas.refresh()
        self.notes.show_marks(marks)
        self.bar.enable("undo", self._marks is not None and self._marks.can_undo)
        self.bar.enable("redo", self._marks is not None and self._marks.can_redo)

    def _highlight(self) -> None:
        chosen = self.canvas.selection
        if chosen is None or self._marks is None:
            return
        page, selection = chosen
        made = self._marks.highlight(page, selection.quads, selection.quote, Colour.YELLOW)
        self.canvas.clear_selection()
        self._choose(made)

    def _stick(self) -> None:
        """A note beside the selected words, or in the middle of what is in view."""
        if self._marks is None or self._paper is None:
            return
        chosen = self.canvas.selection
        if chosen is not None:
            page, selection = chosen
            x, y = selection.quads[0].left, selection.quads[0].top
        else:
            page, (x, y) = self.canvas.middle()
        made = self._marks.stick(page, x, y, "")
        self.canvas.clear_selection()
        self._choose(made)
        self.notes.write()

    def _choose(self, chosen: Annotation | None) -> None:
        self.canvas.painter.chosen = chosen.id if chosen else ""
        self._show_marks()
        self.notes.choose(chosen)

    def _on_note_opened(self, note_id: str) -> None:
        found = self._marks.get(note_id) if self._marks is not None else None
        if found is not None:
            self._choose(found)
            if found.quads:
                self.canvas.reveal(found.page, found.quads[0].top)

    def _on_note_written(self, note_id: str, words: str) -> None:
        if self._marks is not None:
            self._marks.write(note_id, words)
            self._show_marks()

    def _delete(self, note_id: str) -> None:
        if self._marks is not None and note_id:
            self._marks.delete([note_id])
            self._choose(None)

    def _undo(self) -> None:
        if self._marks is not None:
            self._marks.undo()
            self._choose(self._marks.get(self.canvas.painter.chosen))

    def _redo(self) -> None:
        if self._marks is not None:
            self._marks.redo()
            self._choose(self._marks.get(self.canvas.painter.chosen))

    def _on_tapped(self, page: int, x: float, y: float) -> None:
        marks = self._marks.on_page(page) if self._marks is not None else []
        self._choose(mark_at(marks, x, y, self.canvas.scale))

    def _on_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        for name in ("copy", "highlight", "sticky", "find"):
            menu.addAction(self.bar.actions_by_id[name])
        menu.exec(at)

    # text, find, place

    def _on_selected(self, is_selected: bool) -> None:
        for name in ("highlight", "copy"):
            self.bar.enable(name, is_selected)

    def _copy(self) -> None:
        if self.canvas.selection is not None:
            QGuiApplication.clipboard().setText(self.canvas.selection[1].text)

    def _on_find(self, words: str) -> None:
        self._hits.start()
        self._query = words
        self.canvas.painter.hits = self._hits.by_page
        self.canvas.painter.current_hit = None
        self.canvas.refresh()
        self.find_bar.show_count(0, 0, done=False)
        self._seek()

    def _seek(self) -> None:
        if self._reader is not None:
            self._reader.find(self._query, self.canvas.page, self._hits.number)

    def _on_found(self, found: protocol.Found) -> None:
        if found.number != self._hits.number:
            return
        is_first = self._hits.add(found.page, found.matches)
        self._hits.done = found.done
        if is_first:
            self._on_step(1)
        self._show_count()

    def _on_step(self, step: int) -> None:
        hit = self._hits.move(step, self.canvas.page)
        if hit is not None:
            page, index = hit
            self.canvas.painter.current_hit = hit
            self.canvas.reveal(page, self._hits.by_page[page][index][0][1])
        self._show_count()

    def _show_count(self) -> None:
        self.find_bar.show_count(self._hits.position(), len(self._hits.all()), done=self._hits.done)
        self.canvas.refresh()

    def _on_moved(self) -> None:
        self._rest.start()
        self._needs_remembering = True

    def _remember(self) -> None:
        paper = self._paper
        if paper is None or not self._needs_remembering:
            return
        self._needs_remembering = False
        place = Place(page=self.canvas.page, offset=self.canvas.offset(), zoom=self.canvas.zoom)
        self._around.tasks.run(self, lambda _p: self._desk.shelf.remember(paper.id, place), lambda _none: None)
