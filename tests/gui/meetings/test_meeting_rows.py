"""Meetings, lines and papers as rows."""

from datetime import timedelta
from zoneinfo import ZoneInfo

import msgspec
import pytest
from ecabinet_desktop.domain.meeting import ItemResult, MeetingState
from ecabinet_desktop.domain.position import Stance
from ecabinet_desktop.sync.downloads import Fetch, Progress
from ecabinet_desktop.ui.features.meetings.rows import (
    RESULTS,
    STANCES,
    STATES,
    line_row,
    meeting_row,
    paper_row,
    position_badge,
)
from ecabinet_desktop.usecases.delivery import Delivery
from ecabinet_desktop.usecases.meetings import ShownLine, ShownPaper
from ecabinet_desktop.usecases.positions import ShownPosition

from tests.helpers.cabinet_sample import Sample, people
from tests.helpers.desk import NOON

SAMPLE = Sample(NOON)
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
LINES = {line.item_id: line for line in SAMPLE.lines}
PAPERS = {paper.id: paper for paper in SAMPLE.papers}


def shown(item: str, **fields: object) -> ShownLine:
    line = LINES[item]
    values: dict[str, object] = {
        "line": line,
        "sponsors": tuple(person for person in people() if person.id in line.sponsors),
        "papers": tuple(ShownPaper(PAPERS[paper], "", True) for paper in line.papers),
        "position": None,
        "ballots": (),
        "decision": None,
        "is_current": False,
    }
    return ShownLine(**(values | fields))  # type: ignore[arg-type]


def position(delivery: Delivery = Delivery.DELIVERED, *, confirm: bool = False) -> ShownPosition:
    return ShownPosition(Stance.OBJECTION, "vốn", NOON, delivery, confirm=confirm)


def test_every_state_stance_and_result_has_words() -> None:
    assert set(STATES) == set(MeetingState)
    assert set(STANCES) == set(Stance)
    assert set(RESULTS) == set(ItemResult)


def test_a_meeting_says_its_day_hour_and_state_in_the_governments_time() -> None:
    row = meeting_row(SAMPLE.meetings[1], HANOI)
    assert (row.id, row.title) == ("next", "Phiên họp Chính phủ thường kỳ tháng 11")
    assert row.subtitle == "26 Nov 2026, 08:00 · Convened"
    assert meeting_row(SAMPLE.meetings[1], ZoneInfo("UTC")).subtitle == "26 Nov 2026, 01:00 · Convened"


def test_a_line_says_number_title_sponsor_papers_and_minutes() -> None:
    row = line_row(shown("next-2"))
    assert (row.lead, row.title, row.trail) == ("2", LINES["next-2"].title, "45 min")
    assert row.subtitle == "Lê Minh Hạnh · 2 papers"
    assert not row.badges
    assert not row.is_unread
    assert row.title in row.words()


def test_one_paper_is_one_and_none_is_not_said() -> None:
    assert line_row(shown("next-3")).subtitle == "Trần Minh Hạnh · 1 paper"
    assert line_row(shown("next-5")).subtitle == "Vũ Minh Hạnh"


def test_a_listed_item_says_its_notice_in_place_of_papers() -> None:
    assert line_row(shown("next-4")).subtitle == f"Trần Minh Hạnh · {LINES['next-4'].notice}"


def test_an_unread_paper_marks_its_line_for_eye_and_ear() -> None:
    paper = ShownPaper(PAPERS["next-3-1.1"], "changed", True)
    row = line_row(shown("next-3", papers=(paper,)))
    assert row.is_unread
    assert row.words().endswith("unread")


def test_badges_stand_in_the_order_of_urgency() -> None:
    row = line_row(
        shown(
            "past-1",
            is_current=True,
            decision=SAMPLE.decisions[0],
            ballots=SAMPLE.open_ballots,
            position=position(),
        )
    )
    assert [words for words, _ in row.badges] == ["Now", "Approved", "Ballot open", "Objection"]


@pytest.mark.parametrize(
    ("given", "badge"),
    [
        (position(), ("Objection", "plain")),
        (position(Delivery.QUEUED), ("Objection – queued", "warn")),
        (position(Delivery.REFUSED), ("Objection – not accepted", "warn")),
        (position(confirm=True), ("Objection – confirm", "warn")),
        (position(Delivery.QUEUED, confirm=True), ("Objection – queued", "warn")),
    ],
)
def test_a_position_says_what_is_the_matter_with_it(given: ShownPosition, badge: tuple[str, str]) -> None:
    assert position_badge(given) == badge


def test_a_paper_says_its_pages_version_reason_and_news() -> None:
    paper = msgspec.structs.replace(PAPERS["next-1-2.1"], version=2, reason="Sửa Điều 4")
    row = paper_row(ShownPaper(paper, "changed", True), None)
    assert row.title.endswith(" BIS")
    assert row.subtitle == "24 pages · Sửa Điều 4"
    assert row.badges == (("Changed", "warn"),)
    assert row.is_unread
    assert not row.is_dim
    assert paper_row(ShownPaper(paper, "new", True), None).badges == (("New", "accent"),)


def test_a_paper_on_its_way_says_how_much_has_come() -> None:
    paper = ShownPaper(PAPERS["next-1-1.1"], "", False)
    assert paper_row(paper, None).subtitle == "12 pages · 0 % here"
    assert paper_row(paper, None).is_dim
    assert paper_row(paper, Progress("next-1-1.1", 250, 1000, Fetch.ARRIVING)).subtitle == "12 pages · 25 % here"
    assert paper_row(paper, Progress("next-1-1.1", 0, 0, Fetch.ARRIVING)).subtitle == "12 pages · 0 % here"


def test_a_far_meeting_is_written_the_same_way() -> None:
    far = msgspec.structs.replace(SAMPLE.meetings[0], starts_at=NOON + timedelta(days=400))
    assert meeting_row(far, HANOI).subtitle == "28 Dec 2027, 12:00 · Closed"
