"""Stories 2 and 3: the first start with a code, the pack that arrives, Home and the agenda."""

from collections.abc import Callable

from ecabinet_desktop.domain.people import DeviceState, Role
from ecabinet_desktop.ui.features.devices.view import DevicesView
from ecabinet_desktop.ui.features.home.view import HomeView
from ecabinet_desktop.ui.features.meetings.view import MeetingsView
from ecabinet_desktop.ui.features.reader.view import ReaderView
from ecabinet_desktop.ui.navigator import Place
from PySide6.QtCore import Qt

from tests.helpers.hands import click, press
from tests.helpers.stories import Story

MEMBER, OTHER, SECRETARY = "ta-minh-nguyet", "luong-bich-ha", "nguyen-lan-chi"


def test_a_minister_enrols_and_uses_the_agenda_while_papers_still_arrive(story: Callable[[str], Story]) -> None:
    minister = story(MEMBER)
    minister.enrol()
    assert minister.desk.me.role is Role.MEMBER
    seen: set[int] = set()

    def whole() -> bool:
        view.refresh()
        here, to_come = minister.desk.papers_to_come()
        seen.add(here)
        return to_come == 0 and here > 20

    view = minister.go(Place(feature="meetings"), MeetingsView)
    assert view.lines.model().rowCount() == 22, "the agenda is there before its papers"
    minister.until(whole, 60)
    assert len(seen) > 1, "papers were seen to arrive one after another"
    told = [minister.desk.progress(p.paper.id) for shown in view._agenda for p in shown.papers]
    assert all(progress is not None and progress.received == progress.total for progress in told)


def test_home_says_what_needs_the_minister_and_leads_there(story: Callable[[str], Story]) -> None:
    minister = story(MEMBER)
    minister.enrol()
    home = minister.go(Place(feature="home"), HomeView)
    assert home.meeting._left.text(), "the time that is left"
    assert home.ballots.list.model().rowCount() == 2
    assert home.papers.isVisible()
    assert home.queued.isHidden(), "nothing waits for the server"
    home.papers.list.setFocus()
    press(home.papers.list, Qt.Key.Key_Down)
    press(home.papers.list, Qt.Key.Key_Return)
    assert isinstance(minister.window.stage.view, ReaderView)
    minister.go(Place(feature="home"), HomeView)
    click(home.meeting._open)
    assert isinstance(minister.window.stage.view, MeetingsView)


def test_the_agenda_shows_its_items_in_order_and_only_the_notice_of_a_classified_one(
    story: Callable[[str], Story],
) -> None:
    minister = story(MEMBER)
    minister.enrol()
    view = minister.go(Place(feature="meetings"), MeetingsView)
    rows = view.lines.rows.rows
    assert [row.lead for row in rows] == [str(n) for n in range(1, 23)]
    assert all(row.title and row.trail for row in rows)
    assert any(row.is_unread for row in rows)
    listed = [shown for shown in view._agenda if shown.line.listed_only]
    assert listed
    for shown in listed:
        assert not shown.papers
        row = next(row for row in rows if row.id == shown.line.item_id)
        assert shown.line.notice in row.subtitle
        view.lines.select(shown.line.item_id)
        assert view.item._notice.isVisible()
        assert view.item._notice.text() == shown.line.notice


def test_a_computer_waits_until_the_secretary_has_compared_the_digits(story: Callable[[str], Story]) -> None:
    secretary, minister = story(SECRETARY), story(OTHER)
    secretary.enrol()
    minister.enrol(approve=False)
    digits = minister.enrol_page()._digits.text()
    devices = secretary.go(Place(feature="devices"), DevicesView)
    secretary.sync()
    secretary.until(lambda: any(row.trail == digits for row in devices.list.rows.rows))
    (waiting,) = [row.id for row in devices.list.rows.rows if row.trail == digits]
    devices.list.select(waiting)
    click(devices._approve)
    desktop = minister.desktop
    assert desktop is not None
    minister.until(lambda: desktop.shell is not None, 40)
    assert minister.desk.me.id == OTHER
    (mine,) = [device for device in secretary.desk.secretariat.devices() if device.id == waiting]
    assert mine.state is DeviceState.APPROVED
