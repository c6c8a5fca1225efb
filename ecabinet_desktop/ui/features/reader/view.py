"""The reader's view: a paper or two beside each other, the bar above, contents at the left, notes at the right.

Each act goes to the pane the person last used; what belongs to one paper lives in its pane.
"""

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from ecabinet_desktop.domain.annotation import AnnotationKind, Colour
from ecabinet_desktop.domain.paper import PaperVersion
from ecabinet_desktop.pdf.protocol import Tint
from ecabinet_desktop.ui.feature import Surroundings, View
from ecabinet_desktop.ui.features.reader.acts import Acts
from ecabinet_desktop.ui.features.reader.canvas import PageCanvas
from ecabinet_desktop.ui.features.reader.changes_list import ChangesList
from ecabinet_desktop.ui.features.reader.comparing import VersionComparison
from ecabinet_desktop.ui.features.reader.contents import contents_of, page_of
from ecabinet_desktop.ui.features.reader.find_bar import FindBar
from ecabinet_desktop.ui.features.reader.find_list import FindList
from ecabinet_desktop.ui.features.reader.layout import Arrangement
from ecabinet_desktop.ui.features.reader.marking import Marking
from ecabinet_desktop.ui.features.reader.notes_panel import NotesPanel
from ecabinet_desktop.ui.features.reader.pane import PaperPane
from ecabinet_desktop.ui.features.reader.presenting import Presentation
from ecabinet_desktop.ui.features.reader.side import Side
from ecabinet_desktop.ui.features.reader.thumbs import Thumbnails
from ecabinet_desktop.ui.features.reader.toolbar import ReaderBar
from ecabinet_desktop.ui.i18n import tr
from ecabinet_desktop.ui.navigator import Place as NavigatorPlace
from ecabinet_desktop.ui.watch import Watch
from ecabinet_desktop.ui.widgets.empty import EmptyState
from ecabinet_desktop.ui.widgets.row_list import RowList
from ecabinet_desktop.usecases.change import Change
from ecabinet_desktop.usecases.desk import Desk
from ecabinet_desktop.usecases.marks import Marks

KINDS = {kind.value: kind for kind in AnnotationKind}
MANY = 200
MENU = ("copy", "highlight", "underline", "strike_out", "sticky", "question", "find")


class ReaderView(View):
    """Opens what a place names; without one it says how to open a paper."""

    def __init__(self, desk: Desk, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._around = around
        self._presentation: Presentation | None = None
        self._comparison: VersionComparison | None = None
        self.acts = Acts(self, desk, around)
        self._build()
        self._watch = Watch(self, desk.changes, around.tasks, Change.NOTES | Change.PAPERS, self._on_changed)

    def _build(self) -> None:
        self.notes = NotesPanel()
        self.panes = [PaperPane(self._desk, self._around)]
        self.pane = self.panes[0]
        self.bar = ReaderBar(self, self.acts.slots(), self.pane.canvas)
        self._build_side()
        self._papers = QSplitter(Qt.Orientation.Horizontal)
        self._papers.setChildrenCollapsible(False)
        self._papers.addWidget(self.pane)
        middle = QHBoxLayout()
        middle.setSpacing(0)
        middle.addWidget(self.side)
        middle.addWidget(self._papers, 1)
        paper = QWidget()
        column = QVBoxLayout(paper)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addLayout(middle, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(
            EmptyState(
                "reader", tr("No paper is open"), tr("Open a paper from an agenda, from Home or from a search.")
            )
        )
        self._stack.addWidget(paper)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self._connect()

    def _build_side(self) -> None:
        self.contents = RowList(tr("Contents"), bare=True)
        self.contents.opened.connect(lambda row: self.pane.jump(page_of(row)))
        self.thumbnails = Thumbnails(self.pane.canvas)
        self.thumbnails.opened.connect(lambda page: self.pane.jump(page))
        self.find_list = FindList()
        self.find_list.chosen.connect(lambda page, index: self.pane.search.show_hit(page, index))
        self.find_list.left.connect(lambda: self.find_bar.open_bar())
        self.changes = ChangesList()
        self.changes.opened.connect(self._on_change_opened)
        self.side = Side(
            [
                ("contents", "outline", tr("Contents"), self.contents),
                ("pages", "thumbnails", tr("Small pictures of the pages"), self.thumbnails),
                ("hits", "search", tr("All hits"), self.find_list),
                ("changes", "compare", tr("Changes"), self.changes),
            ]
        )
        self.side.shown.connect(self._fill_side)

    def _connect(self) -> None:
        self._adopt(self.pane)
        self.bar.page_wanted.connect(lambda page: self.canvas.go_to(page))
        self.bar.colour_chosen.connect(lambda colour: self.marking.use_colour(Colour(colour)))
        self.notes.opened.connect(self.acts.open_note)
        self.notes.written.connect(lambda note, words: self.marking.write(note, words))
        self.notes.left.connect(lambda: self.marking.step(Marks.end_step))
        self.notes.asked.connect(self.acts.asked)
        self.notes.scope_changed.connect(lambda _scope: self._list_notes())
        self.show_looks()
        self.bar.actions_by_id["read_aloud"].setVisible(self.acts.can_read_aloud())

    def _adopt(self, pane: PaperPane) -> None:
        """Listen to a pane."""
        pane.opened.connect(partial(self._on_opened, pane))
        pane.gone.connect(partial(self._on_gone, pane))
        pane.activated.connect(partial(self._activate, pane))
        pane.page_changed.connect(partial(self._on_page, pane))
        pane.search.began.connect(partial(self._on_search, pane))
        pane.search.came.connect(self.find_list.add)
        pane.search.shown.connect(self.find_list.select)
        pane.search.shown.connect(self._on_hit)
        pane.find_bar.list_wanted.connect(self._on_hits_wanted)
        pane.canvas.selected.connect(self._on_selected)
        pane.canvas.menu_wanted.connect(self._on_menu)
        pane.marking.changed.connect(partial(self._on_marks, pane))
        pane.marking.chosen_changed.connect(self._on_chosen)
        pane.marking.written.connect(self._on_write)
        pane.marking.tool_changed.connect(self.bar.show_tool)

    # whose turn it is

    @property
    def canvas(self) -> PageCanvas:
        """The pages in use."""
        return self.pane.canvas

    @property
    def marking(self) -> Marking:
        """The marking in use."""
        return self.pane.marking

    @property
    def find_bar(self) -> FindBar:
        """The search in use."""
        return self.pane.find_bar

    @property
    def paper(self) -> PaperVersion | None:
        """The paper in use."""
        return self.pane.paper

    @property
    def marks(self) -> Marks | None:
        """Its marks."""
        return self.marking.marks

    def panel(self) -> QWidget | None:
        """The notes of this paper."""
        return self.notes

    def show_place(self, place: NavigatorPlace) -> None:
        """Open the version a place names, at its page."""
        if place.version is None:
            if self.pane.paper is None:
                self._stack.setCurrentIndex(0)
            return
        self.pane.show_place(place)
        if place.against is not None:
            self._compare_with(place.against)

    def leave(self) -> None:
        """Save marks and places before the person goes elsewhere."""
        for pane in self.panes:
            pane.save()

    def _activate(self, pane: PaperPane) -> None:
        if pane is not self.pane:
            self.pane = pane
            self._show_pane()

    def _show_pane(self) -> None:
        paper = self.pane.paper
        if paper is None:
            return
        self.bar.show_paper(f"{paper.title} {paper.label}".strip(), paper.level, paper.skeleton.pages)
        self.bar.show_page(self.canvas.page, self.canvas.painter.label(self.canvas.page))
        self.bar.show_tool(self.marking.tool_name)
        for each in self.panes:
            each.show_name(len(self.panes) > 1)
        self._fill_side(self.side.page)
        self.show_looks()
        self._on_marks(self.pane)
        before, after = self._desk.shelf.neighbours(paper)
        self.bar.enable("previous_paper", before is not None)
        self.bar.enable("next_paper", after is not None)
        self.bar.enable("compare", self._comparison is not None or bool(self._desk.comparing.earlier(paper)))

    def _fill_side(self, page: str) -> None:
        """What the side shows, and only while it does: a long paper has a thousand headings."""
        paper = self.pane.paper
        if paper is None:
            return
        if page == "contents":
            rows = contents_of(paper.skeleton)
            self.contents.setUniformItemSizes(len(rows) > MANY)
            self.contents.show_rows(rows)
        elif page == "pages":
            self.thumbnails.show_canvas(self.canvas, self._desk.shelf.seen(paper.id))

    # what panes tell

    def _on_opened(self, pane: PaperPane) -> None:
        self._stack.setCurrentIndex(1)
        self.pane = pane
        self._show_pane()
        self.notes.choose(None)
        pane.canvas.setFocus()

    def _on_gone(self, pane: PaperPane) -> None:
        if pane is not self.panes[0]:
            self._unsplit()
        else:
            self._stack.setCurrentIndex(0)

    def _on_page(self, pane: PaperPane, page: int) -> None:
        if pane is self.pane:
            self.bar.show_page(page, pane.canvas.painter.label(page))
            if self.side.page == "pages":
                self.thumbnails.show_page(page)

    def _on_search(self, pane: PaperPane) -> None:
        """A search lists its hits at the side while it runs; the side goes when the search does."""
        self.find_list.start(pane.canvas.painter.labels)
        if pane.find_bar.words:
            self.side.show_page("hits")
        elif self.side.page == "hits":
            self.side.hide()

    def _on_hits_wanted(self) -> None:
        self.side.show_page("hits")
        self.find_list.setFocus()

    def _on_selected(self, is_selected: bool) -> None:
        """Words selected can be marked and copied; a hit in view can be marked as well."""
        for name in ("highlight", "underline", "strike_out"):
            self.bar.enable(name, is_selected or self.pane.hits.current is not None)
        self.bar.enable("copy_lines", is_selected)
        self.bar.enable("copy", is_selected or bool(self.marking.chosen))

    def _on_hit(self, _page: int, _index: int) -> None:
        self._on_selected(self.canvas.selection is not None)

    def _on_marks(self, pane: PaperPane) -> None:
        if pane is not self.pane:
            return
        marks = self.marking.marks
        self.bar.enable("undo", marks is not None and marks.can_undo)
        self.bar.enable("redo", marks is not None and marks.can_redo)
        self._list_notes()
        self.thumbnails.viewport().update()

    def _on_chosen(self) -> None:
        chosen = self.marking.chosen_marks()
        self.bar.enable("copy", bool(chosen) or self.canvas.selection is not None)
        self.bar.enable("delete_note", bool(chosen))
        self.notes.choose(chosen[0].id if len(chosen) == 1 else None)

    def _on_write(self, note_id: str) -> None:
        """A new note wants words: its field is shown, also when the person keeps the panel hidden."""
        self._around.navigator.panel_wanted.emit()
        self.notes.choose(note_id)
        self.notes.write()

    def _on_menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for name in MENU:
            menu.addAction(self.bar.actions_by_id[name])
        menu.popup(at)

    def _on_changed(self) -> None:
        for pane in list(self.panes):
            pane.absorb()

    # notes

    def _list_notes(self) -> None:
        marks, paper = self.marking.marks, self.pane.paper
        if marks is None or paper is None:
            self.notes.show_lines([])
            return
        notebook, scope = self._desk.notebook, self.notes.scope.value
        if scope == "paper":
            lines = notebook.of_paper([*marks.all(), *marks.orphans()], paper)
        elif scope == "item":
            lines = notebook.of_item(paper.meeting_id, paper.item_id)
        else:
            lines = notebook.of_meeting(paper.meeting_id)
        self.notes.show_lines(lines, may_mark=self.marking.may_mark)

    def show_looks(self) -> None:
        """Say in the menus how the paper is shown."""
        for each in Arrangement:
            self.bar.check(f"arrange_{each.value}", self.canvas.arrangement is each)
        for tint, name in ((Tint.NIGHT, "night"), (Tint.SEPIA, "sepia")):
            self.bar.check(name, self.canvas.painter.tint is tint)
        self.bar.check("split", len(self.panes) > 1 and self._comparison is None)
        self.bar.check("compare", self._comparison is not None)

    def split(self) -> None:
        """The same paper twice, at two places of it; the pane in use opens whatever is chosen next."""
        if len(self.panes) > 1:
            self._unsplit()
        elif self.pane.paper is not None:
            place = NavigatorPlace(feature="reader", version=self.pane.paper.id, page=self.canvas.page)
            self.open_beside(place)
        self.show_looks()

    def open_beside(self, place: NavigatorPlace, *, first: bool = False) -> PaperPane:
        """A second pane with a paper, at the right or `first`."""
        beside = PaperPane(self._desk, self._around)
        beside.canvas.set_tint(self.canvas.painter.tint)
        self._adopt(beside)
        self.panes.append(beside)
        self._papers.insertWidget(0 if first else 1, beside)
        width = self._papers.width() // 2
        self._papers.setSizes([width, width])
        beside.show_place(place)
        return beside

    def _unsplit(self) -> None:
        if self._comparison is not None:
            self._comparison.end()
            self._comparison = None
            self.side.hide()
        for beside in self.panes[1:]:
            beside.leave()
            beside.source.close()
            beside.setParent(None)
            beside.deleteLater()
        del self.panes[1:]
        self.pane = self.panes[0]
        self._show_pane()
        self.show_looks()

    def compare(self) -> None:
        """The paper in use beside its earlier version; once more to end it."""
        paper = self.panes[0].paper
        if self._comparison is not None:
            self._unsplit()
        elif paper is not None:
            earlier = self._desk.comparing.earlier(paper)
            if earlier:
                self._compare_with(earlier[0].id)
        self.show_looks()

    def _compare_with(self, older_id: str) -> None:
        """Open the older version at the left; the comparison begins when both stand."""
        self._unsplit()
        newer = self.panes[0]
        older = self.open_beside(NavigatorPlace(feature="reader", version=older_id), first=True)
        comparison = VersionComparison(self._desk, self._around, older, newer, self._unsplit)
        comparison.progressed.connect(self.changes.show_progress)
        comparison.ready.connect(self.changes.show_comparison)
        self._comparison = comparison
        self.changes.show_progress(0.0)
        self.side.show_page("changes")
        older.opened.connect(partial(self._begin_comparison, comparison))
        newer.opened.connect(partial(self._begin_comparison, comparison))
        self._begin_comparison(comparison)

    def _begin_comparison(self, comparison: VersionComparison) -> None:
        newer, older = self.panes[0].paper, self.panes[1].paper if len(self.panes) > 1 else None
        if comparison is not self._comparison or newer is None or older is None:
            return
        if newer.paper_id == older.paper_id and newer.id != older.id:
            comparison.start(older, newer)

    def _on_change_opened(self, number: int) -> None:
        if self._comparison is not None:
            self._comparison.show_change(number)

    def present(self) -> None:
        """Show one page on the whole screen."""
        if self.pane.paper is not None and self._presentation is None:
            self._presentation = Presentation(self.pane)
            self._presentation.ended.connect(self._on_presented)

    def _on_presented(self) -> None:
        self._presentation = None
        self.canvas.setFocus()
