"""What a secretary and a chair do: a meeting from nothing to a closed ballot, over a real server process."""

from collections.abc import Callable
from pathlib import Path

import pytest
from ecabinet_desktop.domain.agenda import ItemType
from ecabinet_desktop.domain.ballot import Answer, BallotKind, BallotState, Result
from ecabinet_desktop.domain.meeting import MeetingKind, MeetingState
from ecabinet_desktop.domain.paper import Level
from ecabinet_desktop.errors import Unreadable
from ecabinet_desktop.places import resources
from ecabinet_desktop.ui.features.desk.view import DeskView
from ecabinet_desktop.ui.features.devices.view import DevicesView
from ecabinet_desktop.ui.navigator import Place
from ecabinet_desktop.usecases.secretariat import ItemForm

from tests.helpers.stories import PASSPHRASE, Story

SECRETARY, CHAIR = "nguyen-lan-chi", "doan-quang-thai"


def test_a_meeting_is_planned_published_held_and_voted_on(story: Callable[[str], Story], tmp_path: Path) -> None:
    secretary = story(SECRETARY)
    secretary.enrol()
    desk = secretary.desk.secretariat
    view = secretary.go(Place(feature="desk"), DeskView)
    now = secretary.desk.now()
    meeting_id = desk.plan(
        "Phiên họp bất thường", MeetingKind.EXTRAORDINARY, now.replace(year=now.year + 1), "Hà Nội", CHAIR
    )
    secretary.until(lambda: secretary.desk.meetings.get(meeting_id))
    meeting = secretary.desk.meetings.get(meeting_id)
    assert meeting is not None
    for title in ("Việc thứ nhất", "Việc thứ hai"):
        desk.add_item(meeting, ItemForm(title=title, item_type=ItemType.DECISION, sponsors=(CHAIR,), minutes=15))
    secretary.until(lambda: len(desk.design(meeting)) == 2)
    desk.place_item(desk.design(meeting)[1].item, 1)
    secretary.until(lambda: desk.design(meeting)[0].item.title == "Việc thứ hai")
    assert desk.design(meeting)[0].gaps == ("paper",)
    not_pdf = tmp_path / "gia.pdf"
    not_pdf.write_bytes(b"PK\x03\x04 renamed")
    with pytest.raises(Unreadable) as refused:
        secretary.desk.filing.file(
            not_pdf, desk.design(meeting)[0].item, title="x", level=Level.CABINET, language="vi"
        )
    assert refused.value.code == "not_pdf"
    source = sorted((resources() / "demo" / "papers").glob("*.pdf"), key=lambda path: path.stat().st_size)[0]
    for shown in desk.design(meeting):
        secretary.desk.filing.file(source, shown.item, title="Tờ trình", level=Level.CABINET, language="vi")
    secretary.until(lambda: not any(shown.gaps for shown in desk.design(meeting)))
    view.show_place(Place(feature="desk", meeting=meeting_id))
    assert view._publish.isEnabled()
    secretary.dialogs.confirmed = True
    desk.approve(meeting)

    def state() -> MeetingState | None:
        found = secretary.desk.meetings.get(meeting_id)
        return found.state if found else None

    secretary.until(lambda: state() in (MeetingState.CONVENED, MeetingState.FROZEN))
    members = [person.id for person in desk.chairs()]
    for member in members[:17]:
        desk.record_presence(meeting, member, True)
    secretary.until(lambda: len(desk.attendance(secretary.desk.meetings.get(meeting_id) or meeting).present) == 17)
    desk.move_meeting(meeting, MeetingState.IN_SESSION)
    secretary.until(lambda: any(queued.code == "no_quorum" for queued in secretary.desk.delivering.queued()))
    desk.record_presence(meeting, members[17], True)
    desk.move_meeting(meeting, MeetingState.IN_SESSION)
    secretary.until(lambda: state() is MeetingState.IN_SESSION)
    item = desk.design(meeting)[0].item
    ballot_id = desk.announce(meeting_id, item.id, BallotKind.SESSION, "Thông qua?", "Thông qua.", (), None)

    chair = story(CHAIR)
    chair.enrol()
    chair.until(lambda: chair.desk.voting.ballot(ballot_id))
    announced = chair.desk.voting.ballot(ballot_id)
    assert announced is not None
    chair.desk.secretariat.open_ballot(announced)

    def ballot_state() -> BallotState | None:
        found = chair.desk.voting.ballot(ballot_id)
        return found.state if found else None

    chair.until(lambda: ballot_state() is BallotState.OPEN)
    opened = chair.desk.voting.ballot(ballot_id)
    assert opened is not None
    chair.desk.voting.cast(opened, Answer.AGREE, "", PASSPHRASE)

    def answered() -> tuple[str, ...]:
        found = secretary.desk.voting.ballot(ballot_id)
        progress = secretary.desk.voting.progress(found) if found else None
        return progress.answered if progress else ()

    secretary.until(lambda: answered() == (CHAIR,))
    chair.desk.secretariat.close_ballot(opened)
    chair.until(lambda: ballot_state() is BallotState.CLOSED)
    closed = chair.desk.voting.ballot(ballot_id)
    assert closed is not None
    assert closed.tally is not None
    assert (closed.tally.agree, closed.tally.not_voted, closed.tally.members) == (1, 26, 27)
    assert closed.tally.result is Result.NOT_ADOPTED


def test_a_computer_waits_until_the_secretary_has_compared_the_digits(story: Callable[[str], Story]) -> None:
    secretary, minister = story(SECRETARY), story("luong-bich-ha")
    secretary.enrol()
    minister.enrol(approve=False)
    digits = minister.enrol_page()._digits.text()
    devices = secretary.go(Place(feature="devices"), DevicesView)
    waiting = [d for d in secretary.desk.secretariat.devices() if d.six_digits == digits]
    if not waiting:
        secretary.sync()
        secretary.until(lambda: any(d.six_digits == digits for d in secretary.desk.secretariat.devices()))
        waiting = [d for d in secretary.desk.secretariat.devices() if d.six_digits == digits]
    devices.refresh()
    devices.list.select(waiting[0].id)
    devices._on_approve()
    desktop = minister.desktop
    assert desktop is not None
    minister.until(lambda: desktop.shell is not None, 40)
    assert minister.desk.me.id == "luong-bich-ha"
