"""The page of the reading plan: how much, until when, and the next unread page of each paper one step away.

It shows what the use cases say and decides nothing itself.
"""

from datetime import tzinfo
from functools import partial

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QProgressBar, QStackedWidget, QVBoxLayout, QWidget

from ecabinet_desktop.domain.meeting import Meeting
from ecabinet_desktop.ui.dates import format_day, format_time, time_left, zone_named
from ecabinet_desktop.ui.feature import Surroundings, View
from ecabinet_desktop.ui.features.plan.rows import (
    PlanDelegate,
    changed_row,
    pace_words,
    pages_words,
    plan_rows,
    sum_words,
)
from ecabinet_desktop.ui.i18n import tr
from ecabinet_desktop.ui.navigator import Place
from ecabinet_desktop.ui.tokens import tokens
from ecabinet_desktop.ui.watch import Watch
from ecabinet_desktop.ui.widgets.buttons import button
from ecabinet_desktop.ui.widgets.choice import Choice
from ecabinet_desktop.ui.widgets.empty import EmptyState
from ecabinet_desktop.ui.widgets.labels import Badge, ElidedLabel, heading, set_tone, text
from ecabinet_desktop.ui.widgets.row_list import RowList
from ecabinet_desktop.usecases.change import Change
from ecabinet_desktop.usecases.desk import Desk
from ecabinet_desktop.usecases.reading_plan import Mine, Plan, PlannedItem, PlannedPaper
from ecabinet_desktop.usecases.since import News, Since

ALL, UNREAD, MINE, CHANGED = "all", "unread", "mine", "changed"
SHOWS = Change.MEETINGS | Change.AGENDA | Change.PAPERS | Change.POSITIONS | Change.READING | Change.PEOPLE
SHOWS |= Change.OUTBOX
"""A position counts from the moment it is stated."""
PICKER_WIDTH = 320


class PlanView(View):
    """What to read for one meeting."""

    def __init__(self, desk: Desk, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._around = around
        self._wanted: str | None = None
        self._plan: Plan | None = None
        self._changed: tuple[Since, ...] = ()
        self._build()
        Watch(self, desk.changes, around.tasks, SHOWS, self.refresh)
        minute = QTimer(self, interval=60_000)
        minute.timeout.connect(self.refresh)
        minute.start()
        self.refresh()

    @property
    def shown(self) -> str:
        """What stands below the filters: "plan", "changed", or why there is nothing: "no_meeting", "no_papers",
        "all_read", "none_mine", "unchanged"."""
        return self._pages[self._stack.currentIndex()]

    def show_place(self, place: Place) -> None:
        """Show the plan of the meeting a place names; without one, of the next."""
        self._wanted = place.meeting
        self.refresh()
        lists = {"plan": self.list, "changed": self.changes}
        lists.get(self.shown, self.filter.button(self.filter.value or ALL)).setFocus()

    def refresh(self) -> None:
        """Read everything anew; what is chosen stays chosen."""
        meetings = self._desk.meetings
        meeting = (meetings.get(self._wanted) if self._wanted else None) or meetings.next()
        self._fill_picker(meeting)
        self._plan = self._desk.plan.of(meeting) if meeting is not None else None
        self._changed = self._desk.last_read.changed(meeting) if meeting is not None else ()
        self._show_head()
        self._show_rows()

    # how it is built

    def _build(self) -> None:
        look = tokens()
        column = QVBoxLayout(self)
        column.setContentsMargins(look.space_6, look.space_4, look.space_6, look.space_6)
        column.setSpacing(look.space_3)
        column.addLayout(self._made_head())
        self._meeting = ElidedLabel(tone="muted")
        column.addWidget(self._meeting)
        column.addWidget(self._made_sum())
        column.addLayout(self._made_filters())
        column.addWidget(self._made_stack(), 1)

    def _made_head(self) -> QHBoxLayout:
        self.picker = QComboBox()
        self.picker.setAccessibleName(tr("Meeting"))
        self.picker.setMinimumHeight(tokens().touch)
        self.picker.setFixedWidth(PICKER_WIDTH)
        self.picker.activated.connect(self._on_picked)
        self._left = Badge("", "accent")
        row = QHBoxLayout()
        row.addWidget(heading(tr("Reading plan"), title=True), 1)
        row.addWidget(self._left, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.picker)
        return row

    def _made_sum(self) -> QWidget:
        """How much is left of all, and what that takes a day."""
        look = tokens()
        self._sum = ElidedLabel(tone="heading")
        self._read = text("", "small")
        self._read.setWordWrap(False)
        self._bar = QProgressBar()
        self._bar.setRange(0, 1000)
        self._bar.setTextVisible(False)
        self._pace = text("", "muted")
        row = QHBoxLayout()
        row.addWidget(self._sum, 1)
        row.addWidget(self._read)
        self._all = QWidget()
        column = QVBoxLayout(self._all)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space_1)
        column.addLayout(row)
        column.addWidget(self._bar)
        column.addWidget(self._pace)
        return self._all

    def _made_filters(self) -> QHBoxLayout:
        options = (
            (ALL, tr("All papers")),
            (UNREAD, tr("Unread")),
            (MINE, tr("Mine")),
            (CHANGED, tr("Changed since you last read")),
        )
        self.filter = Choice(options, tr("What to show"))
        self.filter.choose(ALL)
        self.filter.chosen.connect(lambda _value: self._show_rows())
        self.seen = button(tr("Mark all as seen"), self._on_seen, icon="check", touch=True)
        row = QHBoxLayout()
        row.addWidget(self.filter)
        row.addStretch(1)
        row.addWidget(self.seen)
        return row

    def _made_stack(self) -> QStackedWidget:
        self.list = RowList(tr("Reading plan"))
        self.list.setItemDelegate(PlanDelegate(self.list))
        self.list.opened.connect(self._on_opened)
        self.changes = RowList(tr("Changed since you last read"))
        self.changes.opened.connect(self._on_changed_opened)
        soon = tr("New papers appear here as soon as they arrive.")
        yours = tr("What your ministry brings in, and what you object to or want to speak on, stands here.")
        pages = {
            "plan": self.list,
            "changed": self.changes,
            "no_meeting": EmptyState(
                "meetings", tr("No meeting is planned"), tr("The secretariat will convene the next one.")
            ),
            "no_papers": EmptyState("papers", tr("No papers yet"), soon),
            "all_read": EmptyState("check", tr("Everything is read"), soon),
            "none_mine": EmptyState("person", tr("No item is yours"), yours),
            "unchanged": EmptyState(
                "check",
                tr("Nothing has changed"),
                tr("New, replaced, moved and withdrawn papers appear here with the reason."),
            ),
        }
        self._pages = tuple(pages)
        self._stack = QStackedWidget()
        for page in pages.values():
            self._stack.addWidget(page)
        return self._stack

    # what it shows

    def _fill_picker(self, meeting: Meeting | None) -> None:
        known = [one for one in self._desk.meetings.all() if one.agenda]
        entries = [(one.title, one.id) for one in known]
        if entries != [(self.picker.itemText(n), self.picker.itemData(n)) for n in range(self.picker.count())]:
            self.picker.clear()
            for title, meeting_id in entries:
                self.picker.addItem(title, meeting_id)
        self.picker.setCurrentIndex(self.picker.findData(meeting.id) if meeting is not None else -1)
        self.picker.setVisible(len(entries) > 1)

    def _show_head(self) -> None:
        plan = self._plan
        for part in (self._meeting, self._all, self._left):
            part.setVisible(plan is not None)
        changed = self.filter.button(CHANGED)
        count = f" ({len(self._changed)})" if self._changed else ""
        changed.setText(tr("Changed since you last read") + count)
        if plan is None:
            return
        now, starts = self._around.now(), plan.meeting.starts_at
        zone = self._zone()
        day, time = format_day(starts, zone), format_time(starts, zone)
        when = tr("{day} at {time}").format(day=day, time=time)
        self._meeting.set_text(f"{plan.meeting.title} · {when}")
        is_coming = starts > now
        self._left.say(tr("{time} left").format(time=time_left(starts, now)) if is_coming else "", "accent")
        self._all.setVisible(plan.pages > 0)
        self._sum.set_text(sum_words(plan))
        self._read.setText(pages_words(plan.read, plan.pages))
        self._bar.setValue(round(1000 * plan.read / max(1, plan.pages)))
        self._bar.setAccessibleName(f"{self._sum.text}, {self._read.text()}")
        words, tone = pace_words(plan, now)
        self._pace.setText(words)
        self._pace.setVisible(bool(words))
        set_tone(self._pace, tone)

    def _show_rows(self) -> None:
        chosen = self.filter.value or ALL
        items = self._items(chosen)
        now, zone = self._around.now(), self._zone()
        self.list.show_rows(plan_rows(items))
        self.changes.show_rows([changed_row(one, now, zone) for one in self._changed])
        self.seen.setVisible(chosen == CHANGED and bool(self._changed))
        self._stack.setCurrentIndex(self._pages.index(self._what(chosen, items)))

    def _what(self, chosen: str, items: list[PlannedItem]) -> str:
        if self._plan is None:
            return "no_meeting"
        if chosen == CHANGED:
            return "changed" if self._changed else "unchanged"
        if items:
            return "plan"
        if not self._plan.items:
            return "no_papers"
        return "none_mine" if chosen == MINE else "all_read"

    def _items(self, chosen: str) -> list[PlannedItem]:
        items = self._plan.items if self._plan is not None else ()
        if chosen == UNREAD:
            return [item for item in items if not item.is_read]
        if chosen == MINE:
            return [item for item in items if item.mine is not Mine.NO]
        return list(items)

    def _zone(self) -> tzinfo | None:
        government = self._desk.meetings.government()
        return zone_named(government.time_zone) if government else None

    # what the person does

    def _on_picked(self, index: int) -> None:
        self._around.navigator.go(Place(feature="plan", meeting=self.picker.itemData(index)))

    def _on_opened(self, row: str) -> None:
        paper = self._paper_of(row)
        if paper is not None:
            place = Place(feature="reader", version=paper.paper.id, page=paper.next_page)
            self._around.navigator.go(place)

    def _paper_of(self, row: str) -> PlannedPaper | None:
        """The paper of a row; of an item's row its first with an unread page."""
        for item in self._plan.items if self._plan is not None else ():
            if row == f"item:{item.line.item_id}":
                return item.next_paper
            found = next((paper for paper in item.papers if row == f"paper:{paper.paper.id}"), None)
            if found is not None:
                return found
        return None

    def _on_changed_opened(self, paper_id: str) -> None:
        one = next((one for one in self._changed if one.paper_id == paper_id), None)
        if one is not None and one.paper is not None and one.news is not News.WITHDRAWN:
            place = Place(feature="reader", version=one.paper.id, against=one.against)
            self._around.navigator.go(place)

    def _on_seen(self) -> None:
        meeting = self._plan.meeting if self._plan is not None else None
        if meeting is not None:
            last_read, failed = self._desk.last_read, partial(self._around.failures.tell, self)
            self._around.tasks.run(self, lambda _p: last_read.see_all(meeting), lambda _change: None, failed)
