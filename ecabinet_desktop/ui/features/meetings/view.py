"""Meetings on the left, the chosen one's agenda in the middle, the chosen item on the right."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ecabinet_desktop.domain.ballot import BallotState
from ecabinet_desktop.domain.meeting import BEFORE_SESSION, Meeting
from ecabinet_desktop.domain.people import Role
from ecabinet_desktop.ui import actions
from ecabinet_desktop.ui.dates import format_day, format_duration, format_time, zone_named
from ecabinet_desktop.ui.feature import Surroundings, View
from ecabinet_desktop.ui.features.meetings.item_card import ItemCard
from ecabinet_desktop.ui.features.meetings.rows import STATES, line_row, meeting_row
from ecabinet_desktop.ui.i18n import tr
from ecabinet_desktop.ui.navigator import Place
from ecabinet_desktop.ui.tokens import tokens
from ecabinet_desktop.ui.watch import Watch
from ecabinet_desktop.ui.widgets.buttons import button
from ecabinet_desktop.ui.widgets.labels import Badge, ElidedLabel, text
from ecabinet_desktop.ui.widgets.row_list import RowList
from ecabinet_desktop.usecases.change import Change
from ecabinet_desktop.usecases.delivery import Delivery
from ecabinet_desktop.usecases.desk import Desk
from ecabinet_desktop.usecases.meetings import ShownLine

LIST_WIDTH, ITEM_WIDTH = 264, 380
SHOWS = Change.MEETINGS | Change.AGENDA | Change.PAPERS | Change.POSITIONS | Change.BALLOTS | Change.READING


class MeetingsView(View):
    """The list and one agenda."""

    def __init__(self, desk: Desk, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._around = around
        self._meeting: Meeting | None = None
        self._agenda: list[ShownLine] = []
        self.meetings = RowList(tr("Meetings"), bare=True)
        self.meetings.setFixedWidth(LIST_WIDTH)
        self.meetings.chosen.connect(self._on_meeting)
        self.lines = RowList(tr("Agenda"), click_opens=False)
        self.lines.chosen.connect(lambda _id: self._show_item())
        self.lines.opened.connect(lambda _id: self._open_first())
        self.item = ItemCard(desk, around)
        self.item.paper_wanted.connect(self._open_paper)
        self.item.ballot_wanted.connect(self._open_ballot)
        self._lay_out()
        self._add_keys()
        shows = SHOWS | Change.FILES | Change.OUTBOX | Change.PEOPLE
        self._watch = Watch(self, desk.changes, around.tasks, shows, self.refresh)
        self.refresh()

    def show_place(self, place: Place) -> None:
        """Show the meeting and item a place names; without one, the next meeting."""
        self.refresh()
        if place.meeting is not None:
            self.meetings.select(place.meeting)
        if place.item is not None:
            self.lines.select(place.item)
        self.lines.setFocus()

    def leave(self) -> None:
        """A reason that was begun is kept."""
        self.item.keep_begun()
        failed = partial(self._around.failures.tell, self)
        self._around.tasks.run(self, lambda _p: self._desk.drafts.save(), lambda _none: None, failed)

    def refresh(self) -> None:
        """Read everything anew; what is chosen stays chosen."""
        government = self._desk.meetings.government()
        self._zone = zone_named(government.time_zone) if government else None
        meetings = self._desk.meetings.all()
        self.meetings.show_rows([meeting_row(meeting, self._zone) for meeting in meetings])
        coming = self._desk.meetings.next()
        if self.meetings.current is None and coming is not None:
            self.meetings.select(coming.id)
        self._on_meeting(self.meetings.current or "")

    def _add_keys(self) -> None:
        context = Qt.ShortcutContext.WidgetWithChildrenShortcut
        self.addAction(actions.make("open_paper", self, self._open_first, context))
        self.addAction(actions.make("answer_ballot", self, self._answer_first, context))
        self.addAction(actions.make("next_item", self, lambda: self._step(1), context))
        self.addAction(actions.make("previous_item", self, lambda: self._step(-1), context))

    def _lay_out(self) -> None:
        look = tokens()
        self._title = ElidedLabel(lines=2, tone="title")
        self._state = Badge("", "plain")
        self._when = text("", "muted")
        self._check_in = button(tr("I am present"), self._on_check_in, icon="check")
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._state)
        head.addWidget(self._check_in)
        middle = QVBoxLayout()
        middle.addLayout(head)
        middle.addWidget(self._when)
        middle.addWidget(self.lines, 1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it takes the keyboard and is scrolled to
        scroll.setFixedWidth(ITEM_WIDTH)
        scroll.setWidget(self.item)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.space_3, look.space_4, look.space_4, look.space_4)
        row.setSpacing(look.space_4)
        row.addWidget(self.meetings)
        row.addLayout(middle, 1)
        row.addWidget(scroll)

    def _on_meeting(self, meeting_id: str) -> None:
        meeting = self._meeting = self._desk.meetings.get(meeting_id) if meeting_id else None
        self._agenda = self._desk.meetings.agenda(meeting) if meeting else []
        self.lines.show_rows([line_row(shown) for shown in self._agenda])
        self._check_in.hide()
        self._state.setVisible(meeting is not None)
        if meeting is None:
            self._title.set_text(tr("No meeting is planned"))
            self._when.setText(tr("The secretariat will convene the next one."))
        else:
            self._show_head(meeting)
        if self.lines.current is None and self._agenda:
            self.lines.select(self._agenda[0].line.item_id)
        self._show_item()

    def _show_head(self, meeting: Meeting) -> None:
        words, kind = STATES[meeting.state]
        self._title.set_text(meeting.title)
        self._state.say(tr(words), kind)
        minutes = sum(shown.line.minutes for shown in self._agenda)
        parts = (
            format_day(meeting.starts_at, self._zone),
            format_time(meeting.starts_at, self._zone),
            meeting.place,
            format_duration(minutes),
            tr("agenda {label}").format(label=meeting.agenda) if meeting.agenda else "",
        )
        self._when.setText(" · ".join(part for part in parts if part))
        me = self._desk.me
        waits = meeting.state in BEFORE_SESSION or meeting.state.value == "in_session"
        absent = me.role is Role.MEMBER and me.id not in meeting.present
        self._check_in.setVisible(waits and absent and bool(meeting.agenda))
        on_its_way = any(
            queued.type == "check_in" and queued.delivery is Delivery.QUEUED
            for queued in self._desk.delivering.queued()
            if getattr(queued.body, "meeting_id", "") == meeting.id
        )
        self._check_in.setEnabled(not on_its_way)
        self._check_in.setText(tr("Present – queued") if on_its_way else tr("I am present"))

    def _chosen(self) -> ShownLine | None:
        chosen = self.lines.current
        return next((shown for shown in self._agenda if shown.line.item_id == chosen), None)

    def _show_item(self) -> None:
        self.item.show_line(self._chosen(), self._meeting, self._zone)

    def _open_first(self) -> None:
        shown = self._chosen()
        if shown is not None and shown.papers:
            self._open_paper(shown.papers[0].paper.id)

    def _answer_first(self) -> None:
        shown = self._chosen()
        ballots = shown.ballots if shown is not None else ()
        wanted = next((ballot for ballot in ballots if ballot.state is BallotState.OPEN), None)
        if wanted is not None:
            self._open_ballot(wanted.id)

    def _step(self, by: int) -> None:
        """The next or previous item."""
        ids = [shown.line.item_id for shown in self._agenda]
        if ids:
            here = ids.index(self.lines.current) if self.lines.current in ids else -by
            self.lines.select(ids[max(0, min(len(ids) - 1, here + by))])

    def _open_paper(self, version: str) -> None:
        self._around.navigator.go(Place(feature="reader", version=version))

    def _open_ballot(self, ballot: str) -> None:
        self._around.navigator.go(Place(feature="ballots", ballot=ballot))

    def _on_check_in(self) -> None:
        meeting = self._meeting
        if meeting is not None:
            self._around.tasks.run(
                self,
                lambda _p: self._desk.secretariat.check_in(meeting),
                lambda _change: None,
                lambda error: self._around.failures.tell(self, error),
            )
