"""Results while typing: the paper, the page and the words around each hit; Enter opens the page."""

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from ecabinet_desktop.domain.folding import fold
from ecabinet_desktop.ui.feature import Surroundings, View
from ecabinet_desktop.ui.i18n import count_of, tr
from ecabinet_desktop.ui.navigator import Place
from ecabinet_desktop.ui.tokens import tokens
from ecabinet_desktop.ui.watch import Watch
from ecabinet_desktop.ui.widgets.labels import heading, text
from ecabinet_desktop.ui.widgets.row_list import RowList
from ecabinet_desktop.ui.widgets.rows import Row
from ecabinet_desktop.usecases.change import Change
from ecabinet_desktop.usecases.desk import Desk
from ecabinet_desktop.usecases.finding import Hit

PAUSE = 150
"""Milliseconds after the last key."""


class SearchView(View):
    """A field and its hits."""

    def __init__(self, desk: Desk, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._around = around
        self._hits: list[Hit] = []
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Words, or “a phrase in quotes”"))
        self.field.setAccessibleName(tr("Search all papers"))
        self.field.setClearButtonEnabled(True)
        self.field.setMinimumHeight(tokens().touch)
        self.list = RowList(tr("Hits"))
        self._state = text("", "muted")
        column = QVBoxLayout(self)
        space = tokens().space_6
        column.setContentsMargins(space, space, space, space)
        column.setSpacing(tokens().space_3)
        column.addWidget(heading(tr("Search all papers"), title=True))
        column.addWidget(self.field)
        column.addWidget(self._state)
        column.addWidget(self.list, 1)
        self._pause = QTimer(self, interval=PAUSE, singleShot=True)
        self._pause.timeout.connect(self.search)
        self.field.textChanged.connect(lambda _text: self._pause.start())
        self.field.returnPressed.connect(self.list.setFocus)
        self.list.opened.connect(self._open)
        self._watch = Watch(self, desk.changes, around.tasks, Change.INDEX | Change.PAPERS, self.search)
        self._show([])

    def show_place(self, place: Place) -> None:
        """Search for what a place asks, and be ready to type."""
        if place.query and place.query != self.field.text():
            self.field.setText(place.query)
        self.field.setFocus()
        self.field.selectAll()

    def search(self) -> None:
        """Ask the index, off the UI thread; a newer question supersedes an older one."""
        query = self.field.text()
        self._around.tasks.run(
            self,
            lambda _p: self._desk.finding.find(query),
            self._show,
            lambda error: self._around.failures.tell(self, error),
            key="search",
        )

    def _show(self, hits: list[Hit]) -> None:
        self._hits = hits
        self.list.show_rows([_row(number, hit) for number, hit in enumerate(hits)])
        indexed, papers = self._desk.finding.coverage()
        covered = tr("{done} of {all} papers can be searched so far.").format(done=indexed, all=papers)
        if not self.field.text().strip():
            words = tr("Marks do not matter: “ngan sach” finds “ngân sách”.")
        elif hits:
            words = count_of(len(hits), "%n hit", "%n hits")
        else:
            words = tr("Nothing found. Try fewer words.")
        self._state.setText(f"{words.removesuffix('.')}. {covered}" if indexed < papers else words)

    def _open(self, row: str) -> None:
        hit = self._hits[int(row)]
        if not hit.version_id:
            self._around.navigator.go(Place(feature="meetings", meeting=hit.meeting_id, item=hit.item_id))
            return
        self._around.navigator.go(
            Place(
                feature="reader",
                version=hit.version_id,
                page=hit.page,
                query=_looked_for(hit, self.field.text()) if hit.page is not None else "",
            )
        )


def _row(number: int, hit: Hit) -> Row:
    page = tr("p. {page}").format(page=hit.page + 1) if hit.page is not None else tr("Title")
    if hit.page is None:
        return Row(id=str(number), title=hit.paper_title, icon="paper", trail=page)
    return Row(
        id=str(number), title=hit.paper_title, subtitle=hit.snippet, bold=hit.spans, icon="paper", trail=page
    )


def _looked_for(hit: Hit, typed: str) -> str:
    """What the reader is to look for: what was typed where it stands so, else the longest of the words found."""
    words = typed.strip('" ')
    found = [hit.snippet[start:end] for start, end in hit.spans]
    if not found or fold(words) in fold(hit.snippet):
        return words
    return max(found, key=len)
