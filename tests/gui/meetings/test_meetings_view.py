"""Meetings, the agenda and the chosen item, by keyboard and by mouse."""

from datetime import timedelta

import msgspec
import pytest
from ecabinet_desktop.domain.meeting import MeetingState
from ecabinet_desktop.domain.paper import PaperVersion
from ecabinet_desktop.ui.feature import Surroundings
from ecabinet_desktop.ui.features.meetings.view import MeetingsView
from ecabinet_desktop.ui.navigator import Place
from ecabinet_desktop.ui.tasks import Tasks
from ecabinet_desktop.ui.theme import Theme
from ecabinet_desktop.ui.widgets.rows import Row
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.gui.meetings.conftest import MEETINGS
from tests.helpers.cabinet_sample import COMING
from tests.helpers.desk import Bench, sample_bench, surroundings
from tests.helpers.dialogs import ScriptedDialogs
from tests.helpers.hands import click, press
from tests.helpers.sweeps import check_window

ALT, CTRL = Qt.KeyboardModifier.AltModifier, Qt.KeyboardModifier.ControlModifier


def line(view: MeetingsView, item: str) -> Row:
    return next(row for row in view.lines.rows.rows if row.id == item)


def test_the_agenda_stands_in_order_with_all_that_a_member_looks_for(view: MeetingsView) -> None:
    rows = view.lines.rows.rows
    assert [row.lead for row in rows] == ["1", "2", "3", "4", "5"]
    assert [row.title for row in rows] == [wanted.title for wanted in COMING]
    assert [row.trail for row in rows] == ["30 min", "45 min", "20 min", "20 min", "10 min"]
    assert rows[0].subtitle == "Phạm Minh Hạnh · 3 papers"
    assert rows[4].subtitle == "Vũ Minh Hạnh"
    assert [row.is_unread for row in rows] == [True, True, True, False, False]
    assert rows[0].badges == (("Ballot open", "warn"),)
    check_window(view)


def test_the_head_says_which_when_where_and_how_long(view: MeetingsView) -> None:
    assert view._title.text == "Phiên họp Chính phủ thường kỳ tháng 11"
    assert view._state.text() == "Convened"
    said = view._when.text()
    for part in ("Thursday 26 November 2026", "08:00", "Phòng họp số 1, Trụ sở Chính phủ", "agenda A"):
        assert part in said


def test_an_item_that_is_only_listed_shows_its_notice_and_opens_nothing(
    view: MeetingsView, around: Surroundings
) -> None:
    notice = COMING[3].notice
    assert line(view, "next-4").subtitle.endswith(notice)
    view.lines.select("next-4")
    assert view.item._notice.isVisible()
    assert view.item._notice.text() == notice
    assert not view.item.papers.isVisible()
    press(view.lines, Qt.Key.Key_Return)
    assert around.navigator.place == MEETINGS
    view.lines.select("next-1")
    assert not view.item._notice.isVisible()


def test_arrows_go_through_the_agenda_and_return_opens_the_first_paper(
    view: MeetingsView, around: Surroundings
) -> None:
    assert view.lines.hasFocus()
    assert view.lines.current == "next-1"
    press(view.lines, Qt.Key.Key_Down)
    assert view.item._title.text == f"2. {COMING[1].title}"
    assert [row.id for row in view.item.papers.rows.rows] == ["next-2-1.1", "next-2-2.1"]
    press(view.lines, Qt.Key.Key_Return)
    assert around.navigator.place == Place(feature="reader", version="next-2-1.1")


def test_the_agendas_keys_work_wherever_the_keyboard_is(view: MeetingsView, around: Surroundings) -> None:
    view.meetings.setFocus()
    for _ in range(9):
        press(view.meetings, Qt.Key.Key_Down, ALT)
    assert view.lines.current == "next-5"
    for _ in range(9):
        press(view.meetings, Qt.Key.Key_Up, ALT)
    assert view.lines.current == "next-1"
    press(view.meetings, Qt.Key.Key_B, CTRL)
    assert around.navigator.place == Place(feature="ballots", ballot="b-open")
    press(view.meetings, Qt.Key.Key_O, CTRL)
    assert around.navigator.place == Place(feature="reader", version="next-1-1.1")


def test_where_nothing_is_to_answer_the_key_leads_nowhere(view: MeetingsView, around: Surroundings) -> None:
    view.lines.select("next-3")  # its ballot is announced, not open
    press(view.lines, Qt.Key.Key_B, CTRL)
    assert around.navigator.place == MEETINGS


def test_a_click_chooses_an_item_and_a_click_on_a_paper_opens_it(view: MeetingsView, around: Surroundings) -> None:
    viewport = view.lines.viewport()
    where = view.lines.visualRect(view.lines.rows.index_of("next-2")).center()
    QTest.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=where)
    assert (view.lines.current, around.navigator.place) == ("next-2", MEETINGS)
    papers = view.item.papers
    second = papers.visualRect(papers.rows.index_of("next-2-2.1")).center()
    QTest.mouseClick(papers.viewport(), Qt.MouseButton.LeftButton, pos=second)
    assert around.navigator.place == Place(feature="reader", version="next-2-2.1")


def test_another_meeting_is_chosen_and_its_results_are_shown(view: MeetingsView) -> None:
    assert [row.id for row in view.meetings.rows.rows] == ["next", "past"]
    view.meetings.setFocus()
    press(view.meetings, Qt.Key.Key_Down)
    assert view._title.text == "Phiên họp Chính phủ thường kỳ tháng 10"
    assert view._state.text() == "Closed"
    assert view.lines.current == "past-1"
    assert [row.badges[0][0] for row in view.lines.rows.rows] == ["Approved", "Postponed"]
    assert view.item._result.text().startswith("Approved. Thông qua Kế hoạch")
    assert not view._check_in.isVisible()


def test_a_place_names_meeting_and_item(view: MeetingsView) -> None:
    view.show_place(Place(feature="meetings", meeting="past", item="past-2"))
    assert (view.meetings.current, view.lines.current) == ("past", "past-2")
    view.show_place(Place(feature="meetings", meeting="next", item="next-3"))
    assert (view.meetings.current, view.lines.current) == ("next", "next-3")


def test_reading_a_paper_takes_its_mark_away_and_a_correction_brings_it_back(
    qtbot: QtBot, view: MeetingsView, bench: Bench
) -> None:
    papers = [bench.desk.meetings.paper(version) for version in ("next-2-1.1", "next-2-2.1")]
    for paper in papers:
        assert paper is not None
        bench.read(paper)
    qtbot.waitUntil(lambda: not line(view, "next-2").is_unread)
    assert papers[1] is not None
    newer: PaperVersion = msgspec.structs.replace(
        papers[1], id="next-2-2.2", version=2, reason="Sửa số liệu tháng 11"
    )
    shown = next(s for s in bench.desk.meetings.lines(view._meeting) if s.item_id == "next-2")  # type: ignore[arg-type]
    bench.file(newer)
    bench.put(msgspec.structs.replace(shown, papers=("next-2-1.1", "next-2-2.2")))
    qtbot.waitUntil(lambda: line(view, "next-2").is_unread)
    view.lines.select("next-2")
    row = view.item.papers.rows.rows[1]
    assert row.badges == (("Changed", "warn"),)
    assert row.title.endswith("BIS")
    assert row.subtitle.endswith("Sửa số liệu tháng 11")


def test_news_from_elsewhere_keeps_what_is_chosen(qtbot: QtBot, view: MeetingsView, bench: Bench) -> None:
    view.lines.select("next-3")
    meeting = bench.desk.meetings.get("next")
    assert meeting is not None
    bench.put(msgspec.structs.replace(meeting, state=MeetingState.IN_SESSION, current_item="next-2"))
    qtbot.waitUntil(lambda: view._state.text() == "In session")
    assert line(view, "next-2").badges[0] == ("Now", "strong")
    assert view.lines.current == "next-3"


def test_presence_is_stated_once_and_its_way_is_shown(qtbot: QtBot, view: MeetingsView, bench: Bench) -> None:
    click(view._check_in)
    qtbot.waitUntil(lambda: view._check_in.text() == "Present – queued")
    assert not view._check_in.isEnabled()
    assert [queued.type for queued in bench.desk.delivering.queued()] == ["check_in"]
    meeting = bench.desk.meetings.get("next")
    assert meeting is not None
    bench.answer()
    bench.put(msgspec.structs.replace(meeting, present=("m07",)))
    qtbot.waitUntil(lambda: not view._check_in.isVisible())


def test_a_meeting_taken_away_makes_room_for_the_next_one(qtbot: QtBot, view: MeetingsView, bench: Bench) -> None:
    meeting = bench.desk.meetings.get("next")
    assert meeting is not None
    later = msgspec.structs.replace(
        meeting, id="later", title="Phiên họp chuyên đề", starts_at=meeting.starts_at + timedelta(days=7), agenda=""
    )
    bench.put(later)
    qtbot.waitUntil(lambda: len(view.meetings.rows.rows) == 3)
    assert view.meetings.current == "next"
    bench.take("meeting", "next")
    qtbot.waitUntil(lambda: view._title.text == "Phiên họp chuyên đề")
    assert view.meetings.current == "later"


def test_without_any_meeting_it_says_so(
    qtbot: QtBot, theme: Theme, tasks: Tasks, bench: Bench, dialogs: ScriptedDialogs
) -> None:
    for meeting in ("next", "past"):
        bench.take("meeting", meeting)
    view = MeetingsView(bench.desk, surroundings(bench, tasks, dialogs, MEETINGS))
    qtbot.addWidget(view)
    view.show()
    assert view._title.text == "No meeting is planned"
    assert view._when.text() == "The secretariat will convene the next one."
    assert not view.item.isVisible()
    for key in (Qt.Key.Key_O, Qt.Key.Key_B):
        press(view.meetings, key, CTRL)


@pytest.mark.parametrize("me", ["s01", "m01"])
def test_the_secretary_and_the_chair_see_the_same_agenda(
    qtbot: QtBot, theme: Theme, tasks: Tasks, tmp_path: object, dialogs: ScriptedDialogs, me: str
) -> None:
    with sample_bench(tmp_path, me) as bench:  # type: ignore[arg-type]
        view = MeetingsView(bench.desk, surroundings(bench, tasks, dialogs, MEETINGS))
        qtbot.addWidget(view)
        view.show()
        assert [row.lead for row in view.lines.rows.rows] == ["1", "2", "3", "4", "5"]
        assert view._check_in.isVisible() is (me == "m01")
        assert view.item._part.isVisible() is (me == "m01")
