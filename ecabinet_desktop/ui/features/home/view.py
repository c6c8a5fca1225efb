"""The view of Home: cards in the order of urgency, on the left what to decide, on the right what is under way.

It shows what `Home.today` says and decides nothing itself.
"""

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ecabinet_desktop.ui.dates import format_day, zone_named
from ecabinet_desktop.ui.feature import Surroundings, View
from ecabinet_desktop.ui.features.home.cards import (
    MeetingCard,
    RowsCard,
    ballot_row,
    device_row,
    is_urgent,
    paper_row,
    position_row,
)
from ecabinet_desktop.ui.features.home.refused import RefusedCard
from ecabinet_desktop.ui.features.home.waiting import rows as waiting_rows
from ecabinet_desktop.ui.i18n import tr
from ecabinet_desktop.ui.navigator import Place
from ecabinet_desktop.ui.tokens import tokens
from ecabinet_desktop.ui.watch import Watch
from ecabinet_desktop.ui.widgets.card import Card
from ecabinet_desktop.ui.widgets.labels import heading, text
from ecabinet_desktop.usecases.change import Change
from ecabinet_desktop.usecases.delivery import Queued
from ecabinet_desktop.usecases.desk import Desk
from ecabinet_desktop.usecases.home import Today

SHOWS = ~(Change.CONTACT | Change.INDEX)


class HomeView(View):
    """What needs me now."""

    def __init__(self, desk: Desk, around: Surroundings) -> None:
        super().__init__()
        self._desk = desk
        self._around = around
        self._navigator = around.navigator
        self._meeting_id: str | None = None
        self._papers_of: dict[str, str] = {}
        self._make_cards()
        self._lay_out()
        Watch(self, desk.changes, around.tasks, SHOWS, self.refresh)
        minute = QTimer(self, interval=60_000)
        minute.timeout.connect(self.refresh)
        minute.start()

    def show_place(self, _place: Place) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Show how things stand now."""
        today = self._desk.home.today()
        now = self._around.now()
        government = self._desk.meetings.government()
        zone = zone_named(government.time_zone) if government else None
        self._day.setText(format_day(now, zone))
        self.meeting.show_meeting(today.meeting, now, zone)
        self.meeting.show_plan(today.minutes)
        self.ballots.show_all([ballot_row(ballot, now, zone) for ballot in today.waiting], kind="strong")
        self.ballots.call("urgent" if any(is_urgent(ballot, now) for ballot in today.waiting) else "true")
        self.papers.show_all([paper_row(shown) for shown in today.unread])
        self._show_positions(today)
        self.refused.show_acts(today.queued)
        self.queued.show_all(waiting_rows(today.queued, self._subject, now, zone), kind="plain")
        people = self._desk.meetings.people()
        self.devices.show_all([device_row(device, people.get(device.person_id)) for device in today.devices])
        self._nothing.setVisible(not _calls(today))

    def _show_positions(self, today: Today) -> None:
        may = today.meeting is not None and self._desk.positions.may_state(today.meeting)
        self._papers_of = {paper.paper.id: paper.paper.paper_id for paper in today.unread}
        self._meeting_id = today.meeting.id if today.meeting else None
        rows = [position_row(shown, confirm=True) for shown in today.to_confirm]
        rows += [position_row(shown, confirm=False) for shown in today.to_state]
        self.positions.show_all(rows if may else [])

    def _make_cards(self) -> None:
        self.meeting = MeetingCard(self._open_agenda, self._open_plan)
        self.ballots = RowsCard(tr("Ballots waiting for your answer"), self._open_ballot)
        self.papers = RowsCard(tr("Papers to read"), self._open_paper)
        self.positions = RowsCard(tr("Positions to state"), self._open_item)
        self.refused = RefusedCard(self._subject, self._dismiss)
        self.queued = RowsCard(tr("Waiting for the server"), self._open_queued)
        self.devices = RowsCard(tr("Computers waiting to be let in"), self._open_devices)
        self._nothing = Card(tr("Nothing waits for you"))
        self._nothing.add(text(tr("New papers and ballots appear here as soon as they arrive."), "muted"))

    def _lay_out(self) -> None:
        look = tokens()
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        outer.addWidget(area)
        inner = QWidget()
        inner.setObjectName("scrolled")
        area.setWidget(inner)
        column = QVBoxLayout(inner)
        column.setContentsMargins(look.space_6, look.space_4, look.space_6, look.space_6)
        column.setSpacing(look.space_3)
        column.addWidget(heading(tr("What needs you now"), title=True))
        self._day = text("", "muted")
        column.addWidget(self._day)
        row = QHBoxLayout()
        row.setSpacing(look.space_4)
        column.addLayout(row, 1)
        for cards, share in (
            ((self._nothing, self.ballots, self.positions, self.papers), 3),
            ((self.meeting, self.refused, self.queued, self.devices), 2),
        ):
            side = QVBoxLayout()
            side.setSpacing(look.space_4)
            for card in cards:
                side.addWidget(card)
            side.addStretch(1)
            row.addLayout(side, share)

    def _subject(self, queued: Queued) -> str:
        """The title an act was about, from what this computer holds."""
        ballot_id = getattr(queued.body, "ballot_id", None)
        if ballot_id and (ballot := self._desk.voting.ballot(ballot_id)) is not None:
            return ballot.question
        item_id = getattr(queued.body, "item_id", None)
        if item_id:
            return self._desk.meetings.item_title(item_id)
        meeting_id = getattr(queued.body, "meeting_id", None)
        meeting = self._desk.meetings.get(meeting_id) if meeting_id else None
        return meeting.title if meeting else ""

    def _open_agenda(self) -> None:
        self._navigator.go(Place(feature="meetings", meeting=self._meeting_id))

    def _open_plan(self) -> None:
        self._navigator.go(Place(feature="plan", meeting=self._meeting_id))

    def _open_item(self, item_id: str) -> None:
        self._navigator.go(Place(feature="meetings", meeting=self._meeting_id, item=item_id))

    def _open_ballot(self, ballot_id: str) -> None:
        self._navigator.go(Place(feature="ballots", ballot=ballot_id))

    def _open_paper(self, version_id: str) -> None:
        self._navigator.go(Place(feature="reader", paper=self._papers_of.get(version_id), version=version_id))

    def _open_devices(self, _device_id: str) -> None:
        self._navigator.go(Place(feature="devices"))

    def _open_queued(self, entry_id: str) -> None:
        entry = next((one for one in self._desk.delivering.queued() if one.id == entry_id), None)
        ballot_id = getattr(entry.body, "ballot_id", None) if entry else None
        if ballot_id:
            self._open_ballot(ballot_id)

    def _dismiss(self, entry_id: str) -> None:
        self._around.tasks.run(
            self, lambda _progress: self._desk.delivering.dismiss(entry_id), lambda _change: None, self._failed
        )

    def _failed(self, error: Exception) -> None:
        self._around.failures.tell(self, error)


def _calls(today: Today) -> bool:
    """True when something waits for the person or for the server."""
    return bool(
        today.waiting or today.unread or today.queued or today.to_state or today.to_confirm or today.devices
    )
