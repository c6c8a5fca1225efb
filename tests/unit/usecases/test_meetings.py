from datetime import timedelta

import msgspec
import pytest
from ecabinet_desktop.domain.agenda import Line
from ecabinet_desktop.domain.meeting import Meeting, MeetingState
from ecabinet_desktop.domain.paper import PaperState, PaperVersion
from ecabinet_desktop.usecases.meetings import time_left, total_minutes

from tests.helpers.desk import Bench


@pytest.fixture
def meeting(bench: Bench) -> Meeting:
    found = bench.desk.meetings.next()
    assert found is not None
    return found


def paper(bench: Bench, version_id: str) -> PaperVersion:
    found = bench.desk.meetings.paper(version_id)
    assert found is not None
    return found


def test_the_next_meeting_is_the_earliest_that_is_not_over(bench: Bench, meeting: Meeting) -> None:
    assert meeting.id == "next"
    sooner = msgspec.structs.replace(meeting, id="sooner", starts_at=meeting.starts_at - timedelta(days=1))
    bench.put(sooner)
    assert [m.id for m in bench.desk.meetings.all()] == ["next", "sooner", "past"]
    found = bench.desk.meetings.next()
    assert found is not None
    assert found.id == "sooner"
    for each in (meeting, sooner):
        bench.put(msgspec.structs.replace(each, state=MeetingState.CLOSED))
    assert bench.desk.meetings.next() is None


def test_the_agenda_has_everything_beside_its_line(bench: Bench, meeting: Meeting) -> None:
    bench.put(msgspec.structs.replace(meeting, current_item="next-2"))
    current = bench.desk.meetings.get(meeting.id)
    assert current is not None
    agenda = bench.desk.meetings.agenda(current)
    assert [shown.line.number for shown in agenda] == [1, 2, 3, 4, 5]
    assert [shown.is_current for shown in agenda] == [False, True, False, False, False]
    assert [person.id for person in agenda[0].sponsors] == ["m04"]
    assert [ballot.id for ballot in agenda[0].ballots] == ["b-open"]
    assert [ballot.id for ballot in agenda[2].ballots] == ["b-announced"]
    assert [shown.is_here for shown in agenda[0].papers] == [True, True, True]
    past = bench.desk.meetings.get("past")
    assert past is not None
    assert bench.desk.meetings.agenda(past)[0].decision is not None


def test_a_paper_is_new_until_read_and_changed_when_a_newer_version_came(bench: Bench, meeting: Meeting) -> None:
    (first, second, _third) = bench.desk.meetings.agenda(meeting)[0].papers
    assert (first.news, second.news) == ("changed", "new")
    assert bench.desk.meetings.agenda(meeting)[0].is_unread
    for shown in bench.desk.meetings.agenda(meeting)[0].papers:
        bench.desk.shelf.mark_read(shown.paper)
    assert not bench.desk.meetings.agenda(meeting)[0].is_unread
    newer = msgspec.structs.replace(second.paper, id="newer", version=2)
    assert bench.desk.meetings.news(newer) == "changed"
    assert bench.desk.meetings.news(second.paper) == ""


def test_what_is_unread_comes_in_the_order_of_the_agenda(bench: Bench, meeting: Meeting) -> None:
    unread = [shown.paper.id for shown in bench.desk.meetings.unread(meeting)]
    assert unread == sorted(unread)
    assert "next-2-1.1" not in unread
    assert unread[0] == "next-1-1.1"


def test_only_the_agenda_in_force_is_shown(bench: Bench, meeting: Meeting) -> None:
    (line, *_) = bench.desk.meetings.lines(meeting)
    newer = msgspec.structs.replace(line, id="next.B.1", agenda="B", title="Đổi tên")
    bench.put(newer)
    assert newer not in bench.desk.meetings.lines(meeting)
    assert bench.desk.meetings.lines(msgspec.structs.replace(meeting, agenda="B")) == [newer]
    assert bench.desk.meetings.item_title(line.item_id) == "Đổi tên"
    assert bench.desk.meetings.item_title("unheard of") == ""


def test_a_withdrawn_paper_is_no_longer_to_be_read(bench: Bench) -> None:
    withdrawn = msgspec.structs.replace(paper(bench, "next-3-1.1"), state=PaperState.WITHDRAWN)
    bench.put(withdrawn)
    assert bench.desk.meetings.paper(withdrawn.id) is None


def test_an_agenda_whose_papers_i_may_not_see_shows_its_lines(bench: Bench, meeting: Meeting) -> None:
    bench.take("paper", "next-3-1.1")
    bench.take("person", "m02")
    shown = bench.desk.meetings.agenda(meeting)[2]
    assert shown.line.papers == ("next-3-1.1",)
    assert (shown.papers, shown.sponsors) == ((), ())


def test_time_and_minutes_add_up(bench: Bench, meeting: Meeting) -> None:
    assert time_left(meeting, meeting.starts_at - timedelta(minutes=2)) == 120
    assert time_left(meeting, meeting.starts_at + timedelta(minutes=1)) == -60
    lines: list[Line] = bench.desk.meetings.lines(meeting)
    assert total_minutes(lines) == 125
