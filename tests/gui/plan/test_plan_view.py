from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from ecabinet_desktop.domain.paper import PaperState
from ecabinet_desktop.domain.position import Stance
from ecabinet_desktop.ui.feature import Surroundings
from ecabinet_desktop.ui.features.plan.view import CHANGED, MINE, UNREAD, PlanView
from ecabinet_desktop.ui.i18n import Language, Languages
from ecabinet_desktop.ui.navigator import Place
from ecabinet_desktop.ui.tasks import Tasks
from ecabinet_desktop.ui.theme import Theme
from ecabinet_desktop.ui.widgets.rows import RowRole
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.helpers.desk import Bench, sample_bench, surroundings
from tests.helpers.dialogs import ScriptedDialogs
from tests.helpers.sweeps import check_window

HERE = Place(feature="plan")
PAPERS = ("next-1-1.1", "next-1-2.1", "next-1-3.1", "next-2-1.1", "next-2-2.1", "next-3-1.1")


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with sample_bench(tmp_path) as made:
        yield made


@pytest.fixture
def around(bench: Bench, tasks: Tasks, dialogs: ScriptedDialogs) -> Surroundings:
    return surroundings(bench, tasks, dialogs, HERE)


@pytest.fixture
def view(qtbot: QtBot, theme: Theme, bench: Bench, around: Surroundings) -> PlanView:
    made = PlanView(bench.desk, around)
    qtbot.addWidget(made)
    made.resize(1266, 712)
    made.show()
    made.show_place(HERE)
    return made


def choose(qtbot: QtBot, view: PlanView, what: str) -> None:
    qtbot.mouseClick(view.filter.button(what), Qt.MouseButton.LeftButton)


def titles(view: PlanView) -> list[str]:
    return [row.id for row in view.list.rows.rows]


def read_all(bench: Bench) -> None:
    for version in PAPERS:
        bench.desk.shelf.saw(version, range(40))


def test_the_page_says_how_much_until_when_and_what(view: PlanView) -> None:
    assert view._left.text() == "2 days 20 hours left"
    assert view._sum.text == "3 hours of reading left"
    assert view._read.text() == "120 pages"
    assert view._pace.text() == "With 1 hour 4 minutes a day, everything is read by the meeting."
    assert titles(view) == [
        "item:next-1",
        "paper:next-1-1.1",
        "paper:next-1-2.1",
        "paper:next-1-3.1",
        "item:next-2",
        "paper:next-2-1.1",
        "paper:next-2-2.1",
        "item:next-3",
    ]
    rows = {row.id: row for row in view.list.rows.rows}
    assert rows["paper:next-1-1.1"].subtitle == "12 pages · 18 minutes to read"
    assert rows["paper:next-1-1.1"].badges == (("New version", "warn"),)
    check_window(view)


def test_enter_opens_the_next_unread_page(qtbot: QtBot, view: PlanView, bench: Bench, around: Surroundings) -> None:
    bench.desk.shelf.saw("next-1-1.1", [0, 1, 2])
    row = "paper:next-1-1.1"
    qtbot.waitUntil(lambda: view.list.rows.index_of(row).data(RowRole.ROW).subtitle.startswith("3 of 12 pages"))
    assert view.list.hasFocus()
    view.list.select(row)
    qtbot.keyClick(view.list, Qt.Key.Key_Return)
    assert around.navigator.place == Place(feature="reader", version="next-1-1.1", page=3)
    bench.desk.shelf.saw("next-1-1.1", range(12))
    view.show_place(HERE)
    view.list.select("item:next-1")
    qtbot.keyClick(view.list, Qt.Key.Key_Return)
    assert around.navigator.place == Place(feature="reader", version="next-1-2.1", page=0)


def test_my_items_stand_first_and_alone_when_asked_for(qtbot: QtBot, view: PlanView, bench: Bench) -> None:
    choose(qtbot, view, MINE)
    assert view.shown == "none_mine"
    meeting = bench.desk.meetings.get("next")
    assert meeting is not None
    bench.desk.positions.state(bench.desk.meetings.lines(meeting)[2], Stance.WANTS_TO_SPEAK)
    qtbot.waitUntil(lambda: titles(view) == ["heading-True", "item:next-3"])
    assert view.shown == "plan"
    assert view.list.rows.rows[1].badges[0] == ("You want to speak", "accent")
    view.filter.choose("all")
    view.refresh()
    assert titles(view)[:4] == ["heading-True", "item:next-3", "heading-False", "item:next-1"]


def test_what_is_read_leaves_the_unread_and_at_last_everything_is_read(
    qtbot: QtBot, view: PlanView, bench: Bench
) -> None:
    choose(qtbot, view, UNREAD)
    bench.desk.shelf.saw("next-3-1.1", range(12))
    qtbot.waitUntil(lambda: "item:next-3" not in titles(view))
    read_all(bench)
    qtbot.waitUntil(lambda: view.shown == "all_read")
    assert view._sum.text == "Everything is read"
    assert not view._pace.isVisible()
    choose(qtbot, view, "all")
    assert view.shown == "plan"
    assert {row.share for row in view.list.rows.rows if row.id.startswith("paper:")} == {1.0}


def test_too_much_for_the_time_left_is_said(view: PlanView, bench: Bench) -> None:
    bench.clock.time += timedelta(days=2, hours=18)
    view.refresh()
    assert view._pace.text().startswith("That is 1 hour more than is left until the meeting.")
    bench.clock.time += timedelta(hours=3)
    view.refresh()
    assert not view._pace.isVisible()
    assert not view._left.isVisible()


def test_a_short_plan_on_the_last_day_says_what_remains(view: PlanView, bench: Bench) -> None:
    bench.clock.time += timedelta(days=2, hours=16)
    view.refresh()
    assert view._pace.text() == "If you begin now, you have 1 hour to spare."


def test_what_changed_opens_or_is_compared_and_is_marked_as_seen(
    qtbot: QtBot, tasks: Tasks, view: PlanView, bench: Bench, around: Surroundings
) -> None:
    old = bench.desk.meetings.paper("next-3-1.1")
    meeting = bench.desk.meetings.get("next")
    assert old is not None
    assert meeting is not None
    bench.desk.shelf.mark_read(old)
    new = msgspec.structs.replace(
        old, id="next-3-1.2", version=2, reason="Sửa phụ lục 2", received_at=bench.clock()
    )
    bench.file(new)
    lines = bench.desk.meetings.lines(meeting)
    bench.put(msgspec.structs.replace(lines[2], papers=(new.id,)))
    choose(qtbot, view, CHANGED)
    qtbot.waitUntil(lambda: any(row.title.endswith("BIS") for row in view.changes.rows.rows))
    assert view.shown == "changed"
    assert view.filter.button(CHANGED).text() == "Changed since you last read (5)"
    row = next(row for row in view.changes.rows.rows if row.id == "next-3-1")
    assert (row.badges, row.trail) == ((("New version", "warn"),), "Compare")
    assert row.title.endswith("BIS")
    assert row.subtitle == "today at 12:00 · Sửa phụ lục 2"
    view.changes.opened.emit("next-3-1")
    assert around.navigator.place == Place(feature="reader", version="next-3-1.2", against="next-3-1.1")
    view.changes.opened.emit("next-1-2")
    assert around.navigator.place == Place(feature="reader", version="next-1-2.1")
    qtbot.mouseClick(view.seen, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: view.shown == "unchanged")
    assert not view.seen.isVisible()
    qtbot.waitUntil(lambda: not tasks.busy)


def test_a_paper_taken_back_is_told_and_does_not_open(
    qtbot: QtBot, view: PlanView, bench: Bench, around: Surroundings
) -> None:
    paper = bench.desk.meetings.paper("next-3-1.1")
    assert paper is not None
    bench.desk.shelf.mark_read(paper)
    bench.put(msgspec.structs.replace(paper, state=PaperState.WITHDRAWN, reason="gửi nhầm"))
    choose(qtbot, view, CHANGED)
    qtbot.waitUntil(lambda: view.changes.rows.rows[-1].badges == (("Withdrawn", "urgent"),))
    assert view.changes.rows.rows[-1].subtitle == "gửi nhầm"
    view.changes.opened.emit("next-3-1")
    assert around.navigator.place == HERE


def test_another_meeting_is_chosen_from_the_list(view: PlanView, around: Surroundings) -> None:
    assert view.picker.currentData() == "next"
    view.picker.activated.emit(view.picker.findData("past"))
    assert around.navigator.place == Place(feature="plan", meeting="past")
    view.show_place(around.navigator.place)
    assert view._meeting.text.startswith("Phiên họp Chính phủ thường kỳ tháng 10 · ")
    assert titles(view) == ["item:past-1", "item:past-2"]


def test_without_a_meeting_or_papers_the_page_says_why(view: PlanView, bench: Bench) -> None:
    meeting = bench.desk.meetings.get("next")
    assert meeting is not None
    bench.put(msgspec.structs.replace(meeting, agenda="B"))
    view.refresh()
    assert view.shown == "no_papers"
    for name in ("past", "next"):
        bench.take("meeting", name)
    view.refresh()
    assert view.shown == "no_meeting"
    assert not view.picker.isVisible()
    check_window(view)


def test_the_page_speaks_vietnamese(
    qtbot: QtBot, theme: Theme, bench: Bench, around: Surroundings, languages: Languages
) -> None:
    languages.use(Language.VIETNAMESE)
    made = PlanView(bench.desk, around)
    qtbot.addWidget(made)
    made.show()
    assert made._sum.text == "Còn 3 giờ đọc"
    assert made.list.rows.rows[1].subtitle == "12 trang · còn 18 phút đọc"
