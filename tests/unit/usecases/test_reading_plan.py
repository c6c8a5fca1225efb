"""What is left to read, how long it takes, and what comes first."""

from datetime import timedelta

import msgspec
import pytest
from ecabinet_desktop.domain.meeting import Meeting
from ecabinet_desktop.domain.paper import PageRun, PaperState, Skeleton
from ecabinet_desktop.domain.people import Person
from ecabinet_desktop.domain.position import Stance
from ecabinet_desktop.usecases.reading_plan import PACE, Mine, minutes_left, sponsored
from ecabinet_desktop.usecases.since import News

from tests.helpers.desk import Bench
from tests.unit.vault import shelf


def coming(bench: Bench) -> Meeting:
    found = bench.desk.meetings.get("next")
    assert found is not None
    return found


def test_a_plan_holds_the_items_with_papers_and_what_they_take(bench: Bench) -> None:
    plan = bench.desk.plan.of(coming(bench))
    assert [(item.line.number, item.pages, item.left) for item in plan.items] == [
        (1, 72, 108.0),
        (2, 36, 54.0),
        (3, 12, 18.0),
    ]
    assert (plan.pages, plan.read, plan.minutes) == (120, 0, 180)
    assert plan.items[0].papers[0].since.news is News.NEW_VERSION


def test_pages_seen_are_read_and_the_next_one_opens(bench: Bench) -> None:
    bench.desk.shelf.saw("next-1-1.1", [0, 1, 2, 5])
    item = bench.desk.plan.of(coming(bench)).items[0]
    first = item.papers[0]
    assert (first.read, first.pages, first.left, first.next_page, first.is_read) == (4, 12, 12.0, 3, False)
    bench.desk.shelf.saw("next-1-1.1", range(12))
    plan = bench.desk.plan.of(coming(bench))
    first = plan.items[0].papers[0]
    assert (first.left, first.next_page, first.is_read) == (0.0, 0, True)
    assert plan.items[0].next_paper is plan.items[0].papers[1]
    assert plan.minutes == 162


def test_pages_seen_beyond_the_last_count_for_nothing(bench: Bench) -> None:
    bench.desk.shelf.saw("next-1-1.1", [*range(11), 40])
    first = bench.desk.plan.of(coming(bench)).items[0].papers[0]
    assert (first.read, first.is_read) == (11, False)


def test_items_i_speak_or_object_on_come_first_in_the_order_of_the_agenda(bench: Bench) -> None:
    lines = bench.desk.meetings.lines(coming(bench))
    bench.desk.positions.state(lines[0], Stance.NO_OBJECTION)
    bench.desk.positions.state(lines[1], Stance.OBJECTION, "chưa rõ nguồn vốn")
    bench.desk.positions.state(lines[2], Stance.WANTS_TO_SPEAK)
    items = bench.desk.plan.of(coming(bench)).items
    assert [(item.line.number, item.mine) for item in items] == [(2, Mine.OBJECT), (3, Mine.SPEAK), (1, Mine.NO)]


def test_what_my_ministry_brings_in_is_mine(bench: Bench) -> None:
    people = bench.desk.meetings.people()
    lines = bench.desk.meetings.lines(coming(bench))
    sponsor, me = people["m04"], people["m07"]

    def own(who: Person, others: dict[str, Person]) -> frozenset[str]:
        return sponsored(lines, others, who)

    assert own(me, people) == frozenset()
    assert own(sponsor, people) == {"next-1"}
    colleague = msgspec.structs.replace(me, organisation="Bộ Nông nghiệp và Môi trường")
    same = {**people, "m04": msgspec.structs.replace(sponsor, organisation=colleague.organisation)}
    assert own(colleague, same) == {"next-1"}
    assert own(msgspec.structs.replace(me, works_for="m04"), people) == {"next-1"}


def test_slides_take_less_and_another_language_more() -> None:
    runs = (PageRun(10, 595, 842), PageRun(4, 842, 595))
    paper = msgspec.structs.replace(shelf.paper(), skeleton=Skeleton(pages=14, runs=runs))
    assert minutes_left(paper, ()) == pytest.approx(10 * PACE.text + 4 * PACE.wide)
    assert minutes_left(paper, (0, 1, 10)) == pytest.approx(8 * PACE.text + 3 * PACE.wide)
    english = msgspec.structs.replace(paper, language="en")
    assert minutes_left(english, ()) == pytest.approx(minutes_left(paper, ()) * PACE.other_language)


def test_a_plan_says_what_a_day_takes_and_when_there_is_too_much(bench: Bench) -> None:
    plan = bench.desk.plan.of(coming(bench))
    starts = plan.meeting.starts_at
    assert plan.a_day(starts - timedelta(days=2)) == 90
    assert plan.a_day(starts - timedelta(hours=23)) is None
    assert plan.spare(starts - timedelta(hours=5)) == 120
    assert plan.spare(starts - timedelta(hours=1)) == -120


def test_what_was_taken_back_is_not_to_be_read(bench: Bench) -> None:
    paper = bench.desk.meetings.paper("next-3-1.1")
    assert paper is not None
    bench.put(msgspec.structs.replace(paper, state=PaperState.WITHDRAWN))
    assert [item.line.number for item in bench.desk.plan.of(coming(bench)).items] == [1, 2]
    assert bench.desk.plan.of(coming(bench)).minutes == 162
