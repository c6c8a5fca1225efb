"""The view of ballots: the list, or one ballot, as the place says."""

from functools import partial

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from ecabinet_desktop.ui.dates import zone_named
from ecabinet_desktop.ui.feature import Surroundings, View
from ecabinet_desktop.ui.features.ballots.listing import ballot_rows
from ecabinet_desktop.ui.features.ballots.page import BallotPage
from ecabinet_desktop.ui.i18n import tr
from ecabinet_desktop.ui.navigator import Place
from ecabinet_desktop.ui.tokens import tokens
from ecabinet_desktop.ui.watch import Watch
from ecabinet_desktop.ui.widgets.empty import EmptyState
from ecabinet_desktop.ui.widgets.labels import heading
from ecabinet_desktop.ui.widgets.row_list import RowList
from ecabinet_desktop.usecases.change import Change
from ecabinet_desktop.usecases.desk import Desk

SHOWS = Change.BALLOTS | Change.OUTBOX | Change.PEOPLE | Change.PAPERS | Change.MEETINGS


class BallotsView(View):
    """All ballots, and one of them."""

    def __init__(self, desk: Desk, around: Surroundings) -> None:
        super().__init__()
        self._desk = desk
        self._around = around
        self._ballot_id: str | None = None
        self.list = RowList(tr("Ballots"))
        self.list.opened.connect(self._open)
        self._empty = EmptyState(
            "ballot", tr("No ballots yet"), tr("A ballot appears here as soon as it is announced to you.")
        )
        self._gone = EmptyState(
            "ballot",
            tr("This ballot is no longer here"),
            tr("It was taken off your list. Others are not affected."),
        )
        self.page = BallotPage(desk, around, self._open_list)
        self._stack = QStackedWidget()
        self._overview = self._make_overview()
        for part in (self._overview, self._empty, self._gone, self.page):
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        Watch(self, desk.changes, around.tasks, SHOWS, self.refresh)
        minute = QTimer(self, interval=60_000)
        minute.timeout.connect(self.refresh)
        minute.start()

    def show_place(self, place: Place) -> None:
        if self._ballot_id != place.ballot:
            self.page.leave()
        self._ballot_id = place.ballot
        self.refresh()

    def leave(self) -> None:
        """An answer that was begun is kept."""
        self.page.leave()
        failed = partial(self._around.failures.tell, self)
        self._around.tasks.run(self, lambda _p: self._desk.drafts.save(), lambda _none: None, failed)

    def refresh(self) -> None:
        """Show how things stand now."""
        now = self._around.now()
        government = self._desk.meetings.government()
        zone = zone_named(government.time_zone) if government else None
        if self._ballot_id is not None:
            ballot = self._desk.voting.ballot(self._ballot_id)
            if ballot is not None:
                self.page.show_ballot(ballot, now, zone)
            self._stack.setCurrentWidget(self._gone if ballot is None else self.page)
            return
        rows = ballot_rows(self._desk, now, zone)
        self.list.show_rows(rows)
        self._stack.setCurrentWidget(self._overview if rows else self._empty)

    def _make_overview(self) -> QWidget:
        look = tokens()
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(look.space_6, look.space_4, look.space_6, look.space_6)
        column.setSpacing(look.space_3)
        column.addWidget(heading(tr("Ballots"), title=True))
        column.addWidget(self.list, 1)
        return page

    def _open(self, ballot_id: str) -> None:
        self._around.navigator.go(Place(feature="ballots", ballot=ballot_id))

    def _open_list(self) -> None:
        self._around.navigator.go(Place(feature="ballots"))
