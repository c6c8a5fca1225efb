"""Papers in the palette."""

from pathlib import Path

from ecabinet_desktop.ui.navigator import Navigator, Place
from ecabinet_desktop.ui.paper_goals import paper_goals

from tests.helpers.desk import Bench, sample_bench


def test_papers_of_the_coming_meeting_are_goals_once_something_is_typed(tmp_path: Path) -> None:
    with sample_bench(tmp_path) as bench:
        look(bench)


def look(bench: Bench) -> None:
    navigator = Navigator(Place(feature="home"))
    goals = paper_goals(bench.desk.meetings, navigator)
    assert goals("  ") == []
    found = {goal.id: goal for goal in goals("to trinh")}
    paper = bench.desk.meetings.paper("next-1-1.1")
    assert paper is not None
    goal = found["paper-next-1-1.1"]
    assert goal.title.startswith(paper.title)
    assert goal.subtitle
    goal.go()
    assert navigator.place == Place(feature="reader", version="next-1-1.1")
