import random
from datetime import UTC, datetime, timedelta

import msgspec
import pytest
from ecabinet_desktop.domain.meeting import MeetingState
from ecabinet_desktop.domain.paper import PaperVersion
from ecabinet_desktop.sync.urgency import by_urgency

from tests.helpers.cabinet_sample import Sample

NOW = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)


@pytest.fixture
def sample() -> Sample:
    return Sample(NOW)


def order(sample: Sample, papers: list[PaperVersion] | None = None, **more: object) -> list[str]:
    wanted = list(sample.papers) if papers is None else papers
    random.Random(7).shuffle(wanted)
    rows: dict[str, object] = {"meetings": sample.meetings, "lines": sample.lines, "ballots": (), **more}
    return [paper.id for paper in by_urgency(wanted, **rows)]  # type: ignore[arg-type]


def test_the_next_meeting_comes_in_the_order_of_its_agenda_and_the_past_last(sample: Sample) -> None:
    assert order(sample) == [
        *("next-1-1.1", "next-1-2.1", "next-1-3.1", "next-2-1.1", "next-2-2.1", "next-3-1.1"),
        *("past-1-1.1", "past-2-1.1"),
    ]


def test_what_is_being_voted_on_comes_before_everything(sample: Sample) -> None:
    assert order(sample, ballots=sample.open_ballots)[:2] == ["next-1-1.1", "next-1-2.1"]
    past = msgspec.structs.replace(sample.past_ballot, papers=("past-2-1.1",))
    assert order(sample, ballots=(past,))[0] == "past-2-1.1"


def test_a_ballot_that_is_not_open_makes_nothing_urgent(sample: Sample) -> None:
    announced = [ballot for ballot in sample.open_ballots if ballot.id == "b-announced"]
    assert order(sample, ballots=announced) == order(sample)


def test_the_running_item_comes_first_and_then_its_neighbours(sample: Sample) -> None:
    past, coming = sample.meetings
    running = msgspec.structs.replace(coming, state=MeetingState.IN_SESSION, current_item="next-2")
    assert order(sample, meetings=(past, running)) == [
        *("next-2-1.1", "next-2-2.1"),
        *("next-1-1.1", "next-1-2.1", "next-1-3.1", "next-3-1.1"),
        *("past-1-1.1", "past-2-1.1"),
    ]


def test_small_papers_of_one_item_come_before_large_ones(sample: Sample) -> None:
    sizes = {"next-1-1.1": 900, "next-1-2.1": 10, "next-1-3.1": 500}
    papers = [msgspec.structs.replace(p, blob_size=sizes[p.id]) for p in sample.papers if p.id in sizes]
    assert order(sample, papers) == ["next-1-2.1", "next-1-3.1", "next-1-1.1"]


def test_of_two_meetings_to_come_the_earlier_is_more_urgent_whatever_the_past(sample: Sample) -> None:
    past, coming = sample.meetings
    later = msgspec.structs.replace(coming, id="later", starts_at=coming.starts_at + timedelta(days=7))
    paper = msgspec.structs.replace(sample.papers[-1], id="later-paper", meeting_id="later")
    found = order(sample, [*sample.papers, paper], meetings=(later, past, coming))
    assert found.index("next-3-1.1") < found.index("later-paper") < found.index("past-1-1.1")


def test_papers_of_a_meeting_nobody_knows_are_not_dropped(sample: Sample) -> None:
    assert sorted(order(sample, meetings=(), lines=())) == sorted(p.id for p in sample.papers)
