"""The cards of Home: each shows one kind of thing to do, and hides when there is none of it."""

from collections.abc import Callable, Sequence
from datetime import datetime, tzinfo

from PySide6.QtWidgets import QWidget

from ecabinet_desktop.domain.ballot import Ballot
from ecabinet_desktop.domain.meeting import BEFORE_SESSION, Meeting
from ecabinet_desktop.domain.people import Device, Person
from ecabinet_desktop.ui.dates import format_day, format_duration, format_moment, format_time, time_left
from ecabinet_desktop.ui.i18n import count_of, tr
from ecabinet_desktop.ui.vote_words import KINDS
from ecabinet_desktop.ui.widgets.buttons import button
from ecabinet_desktop.ui.widgets.card import Card
from ecabinet_desktop.ui.widgets.labels import Badge, ElidedLabel, text
from ecabinet_desktop.ui.widgets.rows import Row
from ecabinet_desktop.ui.widgets.whole_list import WholeList
from ecabinet_desktop.usecases.meetings import ShownLine, ShownPaper

MOST = 6
"""Rows of one card; the rest is one step away."""
SOON = 24 * 3600
"""Seconds before a deadline from which a ballot is urgent."""


class MeetingCard(Card):
    """The meeting that comes next, or is running."""

    def __init__(
        self, on_open: Callable[[], None], on_plan: Callable[[], None], parent: QWidget | None = None
    ) -> None:
        super().__init__(tr("Next meeting"), parent)
        self._left = Badge("", "accent")
        self.add_to_head(self._left)
        self._title = ElidedLabel(lines=2, tone="label")
        self._when = text("", "muted")
        self._place = text("", "muted")
        for label in (self._title, self._when, self._place):
            self.add(label)
        self._open = button(tr("Open the agenda"), on_open, "primary", "meetings")
        self._open.setSizePolicy(self._open.sizePolicy().Policy.Maximum, self._open.sizePolicy().Policy.Fixed)
        self.add(self._open)
        self.plan = button(tr("Reading plan"), on_plan, "quiet", "clock")
        self.plan.setSizePolicy(self._open.sizePolicy())
        self.add(self.plan)

    def show_plan(self, minutes: int | None) -> None:
        """How long there is to read; None for who has no plan."""
        self.plan.setVisible(minutes is not None)
        if minutes:
            self.plan.setText(tr("Reading plan: {time} to read").format(time=format_duration(minutes)))
        else:
            self.plan.setText(tr("Reading plan: everything is read"))

    def show_meeting(self, meeting: Meeting | None, now: datetime, zone: tzinfo | None) -> None:
        """Show `meeting`, or that none is planned."""
        self._open.setVisible(meeting is not None)
        if meeting is None:
            self._left.say("", "accent")
            self._title.set_text(tr("No meeting is planned"))
            self._when.setText(tr("The secretariat will convene the next one."))
            self._place.hide()
            return
        self._title.set_text(meeting.title)
        day, time = format_day(meeting.starts_at, zone), format_time(meeting.starts_at, zone)
        self._when.setText(tr("{day} at {time}").format(day=day, time=time))
        self._place.setText(meeting.place)
        self._place.setVisible(bool(meeting.place))
        if meeting.state not in BEFORE_SESSION:
            self._left.say(tr("In session"), "strong")
        elif meeting.starts_at <= now:
            self._left.say(tr("Should have begun"), "warn")
        else:
            self._left.say(tr("{time} left").format(time=time_left(meeting.starts_at, now)), "accent")


class RowsCard(Card):
    """A heading, how many, and rows that lead there. `on_open` gets the row's id."""

    def __init__(self, title: str, on_open: Callable[[str], None], parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self._count = Badge("", "accent")
        self.add_to_head(self._count)
        self.list = WholeList(title)
        self.list.opened.connect(on_open)
        self.add(self.list)
        self._more = text("", "small")
        self.add(self._more)

    def show_all(self, rows: Sequence[Row], *, kind: str = "accent") -> None:
        """Show the first of `rows` and how many there are; hidden without any."""
        self.setVisible(bool(rows))
        self._count.say(str(len(rows)) if rows else "", kind)
        self.list.show_rows(rows[:MOST])
        rest = len(rows) - MOST
        self._more.setVisible(rest > 0)
        self._more.setText(count_of(rest, "and %n more", "and %n more"))


def ballot_row(ballot: Ballot, now: datetime, zone: tzinfo | None) -> Row:
    """A ballot that waits for an answer."""
    badges: tuple[tuple[str, str], ...] = ()
    subtitle = tr(KINDS[ballot.kind])
    if ballot.deadline is not None:
        left = tr("{time} left").format(time=time_left(ballot.deadline, now))
        badges = ((left, "strong" if is_urgent(ballot, now) else "accent"),)
        until = tr("until {when}").format(when=format_moment(ballot.deadline, now, zone))
        subtitle = f"{subtitle} · {until}"
    return Row(id=ballot.id, title=ballot.question, subtitle=subtitle, icon="ballot", badges=badges)


def is_urgent(ballot: Ballot, now: datetime) -> bool:
    """A ballot in session, or one that closes within a day."""
    return ballot.deadline is None or (ballot.deadline - now).total_seconds() < SOON


def paper_row(shown: ShownPaper) -> Row:
    """A paper that is new or changed."""
    badge = (tr("New"), "accent") if shown.news == "new" else (tr("Changed"), "warn")
    title = f"{shown.paper.title} {shown.paper.label}".strip()
    pages = count_of(shown.paper.skeleton.pages, "%n page", "%n pages")
    subtitle = pages if shown.is_here else f"{pages} · {tr('not here yet')}"
    return Row(id=shown.paper.id, title=title, subtitle=subtitle, icon="paper", badges=(badge,))


def position_row(shown: ShownLine, *, confirm: bool) -> Row:
    """An item without a position of mine, or with one whose papers have changed."""
    badge = (tr("Confirm"), "warn") if confirm else (tr("No position yet"), "plain")
    return Row(
        id=shown.line.item_id,
        lead=str(shown.line.number),
        title=shown.line.title,
        subtitle=tr("The papers changed after you stated your position.") if confirm else "",
        badges=(badge,),
    )


def device_row(device: Device, owner: Person | None) -> Row:
    """A computer that waits to be let in."""
    return Row(
        id=device.id,
        title=owner.name if owner else tr("Unknown person"),
        subtitle=device.name,
        icon="devices",
        trail=device.six_digits,
    )
