"""Results while typing: the paper, the page and the words around each hit; Enter opens the page.

What was searched for is kept nowhere.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from ecabinet_desktop.domain.meeting import Meeting
from ecabinet_desktop.ui.feature import Surroundings, View
from ecabinet_desktop.ui.features.search.results import place_of, row_id, rows_of
from ecabinet_desktop.ui.i18n import count_of, tr
from ecabinet_desktop.ui.navigator import Place
from ecabinet_desktop.ui.tokens import tokens
from ecabinet_desktop.ui.watch import Watch
from ecabinet_desktop.ui.widgets.buttons import button
from ecabinet_desktop.ui.widgets.choice import Choice
from ecabinet_desktop.ui.widgets.empty import EmptyState
from ecabinet_desktop.ui.widgets.labels import heading, text
from ecabinet_desktop.ui.widgets.row_list import RowList
from ecabinet_desktop.usecases.change import Change
from ecabinet_desktop.usecases.desk import Desk
from ecabinet_desktop.usecases.finding import LIMIT, Finding, Hit, MeetingHits

PAUSE = 100
"""Milliseconds after the last key."""
FIRST = 10
"""Hits shown before the rest is looked up."""
EVERYWHERE, MEETING, MINE, MARKED = "everywhere", "meeting", "mine", "marked"


@dataclass(frozen=True, slots=True)
class Answer:
    """Hits so far, grouped; `rest` yields the others where there may be any. `covered`: papers indexed, of all."""

    query: str
    hits: tuple[Hit, ...]
    meetings: tuple[MeetingHits, ...]
    rest: Iterator[Hit] | None
    covered: tuple[int, int]


NOTHING = Answer("", (), (), None, (0, 0))


class SearchView(View):
    """A field, where to look, and what was found."""

    def __init__(self, desk: Desk, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._around = around
        self._meeting: Meeting | None = None
        self._answer = NOTHING
        self._asked: tuple[str, str | None, str | None] | None = None
        self._build()
        self._pause = QTimer(self, interval=PAUSE, singleShot=True)
        self._pause.timeout.connect(self.search)
        self.field.textChanged.connect(lambda _text: self._pause.start())
        self.field.returnPressed.connect(self._go_to_list)
        self.where.chosen.connect(lambda _where: self.search())
        self.list.opened.connect(self._open)
        self.list.installEventFilter(self)
        watched = Change.INDEX | Change.PAPERS | Change.NOTES
        self._watch = Watch(self, desk.changes, around.tasks, watched, self.search)
        self._show(NOTHING)

    def _build(self) -> None:
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Words, or “a phrase in quotes”"))
        self.field.setAccessibleName(tr("Search all papers"))
        self.field.setClearButtonEnabled(True)
        self.field.setMinimumHeight(tokens().touch)
        options = (
            (EVERYWHERE, tr("Everywhere")),
            (MEETING, tr("This meeting")),
            (MINE, tr("My items")),
            (MARKED, tr("Marked by me")),
        )
        self.where = Choice(options, tr("Where to look"))
        self.where.choose(EVERYWHERE)
        self._state = text("", "muted")
        self.list = RowList(tr("Hits"))
        row = QHBoxLayout()
        row.addWidget(self.where)
        row.addStretch(1)
        column = QVBoxLayout(self)
        space = tokens().space_6
        column.setContentsMargins(space, space, space, space)
        column.setSpacing(tokens().space_3)
        column.addWidget(heading(tr("Search all papers"), title=True))
        column.addWidget(self.field)
        column.addLayout(row)
        column.addWidget(self._state)
        column.addWidget(self._made_stack(), 1)

    def _made_stack(self) -> QStackedWidget:
        """The hits, or why there are none."""
        hint = tr("Marks do not matter: “ngan sach” finds “ngân sách”.")
        elsewhere = button(tr("Look everywhere"), self._look_everywhere, touch=True)
        narrow = tr("There may be something elsewhere.")
        self._stack = QStackedWidget()
        self._stack.addWidget(EmptyState("search", tr("Search every paper on this computer"), hint))
        self._stack.addWidget(self.list)
        self._stack.addWidget(EmptyState("search", tr("Nothing found"), tr("Try fewer words.")))
        self._stack.addWidget(EmptyState("search", tr("Nothing found here"), narrow, elsewhere))
        return self._stack

    @property
    def shown(self) -> str:
        """What stands under the field: "start", "hits", "nothing", or "narrow" when a filter left nothing."""
        return ("start", "hits", "nothing", "narrow")[self._stack.currentIndex()]

    @property
    def hits(self) -> tuple[Hit, ...]:
        """What is shown."""
        return self._answer.hits

    def show_place(self, place: Place) -> None:
        """Search for what a place asks, in its meeting if it names one, and be ready to type."""
        named = self._desk.meetings.get(place.meeting) if place.meeting else None
        self._meeting = named or self._desk.meetings.next()
        self.where.button(MEETING).setVisible(self._meeting is not None)
        if named is not None:
            self.where.choose(MEETING)
        if place.query and place.query != self.field.text():
            self.field.setText(place.query)
        else:
            self.search()
        self.field.setFocus()
        self.field.selectAll()

    def search(self) -> None:
        """Ask the index, off the UI thread; a newer question supersedes an older one."""
        query, where = self.field.text(), self.where.value
        finding = self._desk.finding
        meeting_id = self._meeting.id if where == MEETING and self._meeting else None
        # What is asked again, because something changed, is shown whole: the list must not shrink under the eyes.
        count = LIMIT if (query, where, meeting_id) == self._asked else FIRST
        self._asked = (query, where, meeting_id)

        def look() -> Answer:
            hits = finding.look(query, meeting_id=meeting_id, mine=where == MINE, marked=where == MARKED)
            first = tuple(islice(hits, count))
            return _answer(finding, query, first, hits if len(first) == count < LIMIT else None)

        self._run(look)

    def _run(self, look: Callable[[], Answer]) -> None:
        self._around.tasks.run(
            self, lambda _p: look(), self._show, lambda error: self._around.failures.tell(self, error), key="search"
        )

    def _show(self, answer: Answer) -> None:
        self._answer = answer
        rows = rows_of(answer.meetings)
        self.list.show_rows(rows)
        is_asked = bool(answer.query.strip())
        is_narrow = self.where.value != EVERYWHERE
        self._stack.setCurrentIndex(1 if rows else 0 if not is_asked else 3 if is_narrow else 2)
        self._state.setText(" ".join(self._said(answer)))
        rest = answer.rest
        if rest is not None:
            finding = self._desk.finding
            self._run(lambda: _answer(finding, answer.query, answer.hits + tuple(rest), None))

    def _said(self, answer: Answer) -> list[str]:
        """How many hits, where, and whether more papers are still to be read."""
        said = []
        if len(answer.hits) >= LIMIT:
            said.append(tr("The best %n hits.").replace("%n", str(len(answer.hits))))
        elif answer.hits:
            said.append(count_of(len(answer.hits), "%n hit", "%n hits") + ".")
        if self.where.value == MEETING and self._meeting is not None:
            said.append(tr("Only in: {meeting}.").format(meeting=self._meeting.title))
        indexed, papers = answer.covered
        if indexed < papers:
            said.append(tr("{done} of {all} papers can be searched so far.").format(done=indexed, all=papers))
        return said

    def _look_everywhere(self) -> None:
        self.where.choose(EVERYWHERE)
        self.search()
        self.field.setFocus()

    def _go_to_list(self) -> None:
        if self.shown == "hits":
            self.list.setFocus()

    def _first_row(self) -> str | None:
        return next((row.id for row in self.list.rows.rows if not row.is_heading), None)

    def _open(self, row: str) -> None:
        hit = next((hit for hit in self._answer.hits if row_id(hit) == row), None)
        if hit is not None:
            self._around.navigator.go(place_of(hit, self._answer.query))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up from the first hit leads back to the field."""
        is_up = watched is self.list and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Up
        if is_up and event.type() == QEvent.Type.KeyPress and self.list.current == self._first_row():
            self.field.setFocus()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down and self.field.hasFocus():
            self._go_to_list()
        else:
            super().keyPressEvent(event)


def _answer(finding: Finding, query: str, hits: tuple[Hit, ...], rest: Iterator[Hit] | None) -> Answer:
    return Answer(query, hits, tuple(finding.group(hits)), rest, finding.coverage())
