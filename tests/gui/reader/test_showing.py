"""How a paper is shown: arranged, turned, zoomed, coloured, beside another one, on the whole screen."""

import stat
from pathlib import Path

import msgspec
import pymupdf
import pytest
from ecabinet_desktop.domain.meeting import MeetingState
from ecabinet_desktop.domain.paper import Level
from ecabinet_desktop.pdf.protocol import Tint
from ecabinet_desktop.ui.features.reader import aloud
from ecabinet_desktop.ui.features.reader.aloud import ReadAloud
from ecabinet_desktop.ui.features.reader.layout import Arrangement
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from tests.gui.reader.conftest import OTHER, PAPER, TEXTS, Reading, plain, put
from tests.helpers.dialogs import ScriptedDialogs


def do(reading: Reading, name: str) -> None:
    reading.view.bar.actions_by_id[name].trigger()


def test_one_page_at_a_time_turns_by_keys_and_shows_no_other(reading: Reading) -> None:
    reading.open()
    do(reading, "arrange_single")
    do(reading, "fit_page")
    reading.until(lambda: reading.inked(0))
    assert list(reading.canvas._in_view()) == [0]
    reading.keys(Qt.Key.Key_PageDown)
    reading.until(lambda: reading.inked(1))
    assert list(reading.canvas._in_view()) == [1]
    reading.keys(Qt.Key.Key_Up)
    assert reading.canvas.page == 0
    reading.keys(Qt.Key.Key_End)
    assert reading.canvas.page == len(TEXTS) - 1
    assert reading.view.bar.actions_by_id["arrange_single"].isChecked()


def test_two_pages_stand_beside_each_other(reading: Reading) -> None:
    reading.open(page=2)
    do(reading, "arrange_facing")
    left, right = reading.canvas.sheet(2).frame, reading.canvas.sheet(3).frame
    assert left.top() == right.top()
    assert left.right() < right.left()
    assert right.right() <= reading.canvas.viewport().width()
    reading.until(lambda: reading.inked(2) and reading.inked(3))
    assert reading.canvas.spot(QPointF(right.center())).page == 3


def test_turned_pages_are_painted_turned_and_text_is_still_selected(reading: Reading) -> None:
    reading.open()
    width, height = reading.canvas.sheet(0).frame.size().toTuple()
    do(reading, "rotate")
    frame = reading.canvas.sheet(0).frame
    assert frame.width() / frame.height() == pytest.approx(height / width, rel=0.01)
    reading.until(lambda: reading.inked(0))
    reading.drag(0, 0, 2)
    assert reading.canvas.selection is not None
    assert "trình" in reading.canvas.selection.text
    for _ in range(3):
        do(reading, "rotate")
    assert reading.canvas.turn == 0


def test_zooming_keeps_the_point_under_the_hand(reading: Reading) -> None:
    reading.open(page=2)
    point = QPointF(300, 400)
    before = reading.canvas.spot(point)
    reading.canvas.step_zoom(3, point)
    after = reading.canvas.spot(point)
    assert after.page == before.page
    assert after.point == pytest.approx(before.point, abs=1.5)
    reading.canvas.zoom_by(0.5, point)
    assert reading.canvas.spot(point).y == pytest.approx(before.y, abs=3), (
        "a page narrower than the view stands in its middle"
    )


def test_the_text_fills_the_width_when_asked(reading: Reading) -> None:
    reading.open()
    wide = reading.canvas.scale
    do(reading, "fit_content")
    assert reading.canvas.scale > 1.2 * wide


def test_night_colours_make_the_sheet_dark_and_day_comes_back(reading: Reading) -> None:
    reading.open()
    do(reading, "night")
    assert reading.canvas.painter.tint is Tint.NIGHT
    reading.until(lambda: not reading.canvas._wishes())
    picture = reading.canvas.viewport().grab().toImage()
    assert picture.pixelColor(reading.at(0, 300, 300)).lightness() < 60
    do(reading, "night")
    reading.until(lambda: reading.inked(0))
    assert reading.canvas.painter.tint is Tint.NONE


def test_small_pictures_lead_to_their_pages_and_know_what_was_read(reading: Reading) -> None:
    reading.open()
    do(reading, "thumbnails")
    thumbs = reading.view.thumbnails
    reading.until(lambda: all(reading.canvas.tiles.has_thumb(page) for page in range(len(TEXTS))))
    assert thumbs.model().rowCount() == len(TEXTS)
    reading.marks.stick(3, 100, 100, "x")
    reading.view.marking.refresh()
    assert "1 note" in thumbs.model().index(3, 0).data()
    assert "unread" in thumbs.model().index(3, 0).data()
    assert not thumbs.grab().isNull()
    QTest.mouseClick(
        thumbs.viewport(), Qt.MouseButton.LeftButton, pos=thumbs.visualRect(thumbs.model().index(1, 0)).center()
    )
    assert reading.canvas.page == 1
    reading.until(lambda: 1 in reading.bench.desk.shelf.seen(PAPER))


def test_a_second_paper_stands_beside_the_first_and_acts_go_to_the_one_in_use(reading: Reading) -> None:
    reading.open(page=2)
    do(reading, "split")
    first, second = reading.view.panes
    reading.until(lambda: second.paper is not None and second.canvas.page == 2)
    reading.until(lambda: 2 in second.canvas._words and second.source.reader is not None)
    second.canvas.setFocus()
    reading.until(lambda: reading.view.pane is second)
    reading.view.show_place(reading.around.navigator.place.__class__(feature="reader", version=OTHER, page=1))
    reading.until(lambda: second.paper is not None and second.paper.id == OTHER)
    assert first.paper is not None
    assert first.paper.id == PAPER
    do(reading, "bookmark")
    assert second.marking.marks is not None
    assert len(second.marking.marks.all()) == 1
    second.save()
    reading.settle()
    do(reading, "split")
    assert reading.view.panes == [first]
    assert reading.view.pane is first


def test_the_whole_screen_shows_one_page_and_reading_goes_on_where_it_ended(reading: Reading) -> None:
    reading.open()
    do(reading, "present")
    shown = reading.view._presentation
    assert shown is not None
    reading.until(lambda: not shown.canvas._wishes())
    assert "Tờ trình" not in shown.windowTitle()
    for _ in range(2):
        QTest.keyClick(shown.canvas, Qt.Key.Key_Right)
    assert shown.canvas.page == 2
    reading.until(lambda: not shown.canvas._wishes())
    QTest.keyClick(shown, Qt.Key.Key_Escape)
    reading.until(lambda: reading.view._presentation is None)
    assert reading.canvas.page == 2
    reading.until(lambda: reading.inked(2))


def linked_pdf() -> bytes:
    document = pymupdf.open()
    for _ in range(3):
        document.new_page(width=595, height=842)
    page = document[0]
    box = pymupdf.Rect(100, 100, 200, 120)
    page.insert_link({"kind": pymupdf.LINK_GOTO, "page": 2, "from": box, "to": pymupdf.Point(0, 300)})
    page.insert_link(
        {"kind": pymupdf.LINK_URI, "uri": "https://example.org/", "from": pymupdf.Rect(100, 200, 200, 220)}
    )
    return bytes(document.tobytes())


def test_a_link_leads_within_the_paper_and_back(reading: Reading, dialogs: ScriptedDialogs) -> None:
    put(reading.bench, linked_pdf(), plain(3), OTHER)
    reading.go(OTHER)
    reading.until(lambda: 0 in reading.view.pane._links)
    reading.tap(reading.at(0, 150, 110))
    reading.until(lambda: reading.canvas.page == 2)
    reading.around.navigator.back()
    reading.until(lambda: reading.canvas.page == 0)
    assert dialogs.told == []


@pytest.mark.parametrize("level", [Level.CONFIDENTIAL, Level.CABINET])
def test_an_outside_link_is_never_followed_unasked(
    reading: Reading, dialogs: ScriptedDialogs, level: Level, monkeypatch: pytest.MonkeyPatch
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", opened.append)
    paper = put(reading.bench, linked_pdf(), plain(3), OTHER)
    reading.bench.file(msgspec.structs.replace(paper, level=level), linked_pdf())
    reading.go(OTHER)
    reading.until(lambda: 0 in reading.view.pane._links)
    reading.tap(reading.at(0, 150, 210))
    assert opened == []
    if level is Level.CONFIDENTIAL:
        assert dialogs.told
        assert not dialogs.questions
    else:
        assert "https://example.org/" in dialogs.questions[-1].detail


def test_papers_of_a_closed_meeting_take_no_new_marks(reading: Reading) -> None:
    meeting = reading.bench.desk.meetings.get("next")
    assert meeting is not None
    reading.bench.put(msgspec.structs.replace(meeting, state=MeetingState.CLOSED))
    reading.open()
    do(reading, "bookmark")
    reading.drag(0, 0, 2)
    do(reading, "highlight")
    assert reading.marks.all() == []
    assert "closed" in reading.view.notes._hint.text()


def test_the_next_paper_of_the_agenda_opens_by_key(reading: Reading) -> None:
    reading.open()
    before, after = reading.bench.desk.shelf.neighbours(reading.view.paper)  # type: ignore[arg-type]
    assert reading.view.bar.actions_by_id["previous_paper"].isEnabled() is (before is not None)
    assert after is not None
    do(reading, "next_paper")
    reading.until(lambda: reading.around.navigator.place.version == after.id)


def test_a_paper_is_read_aloud_block_by_block_through_a_pipe(reading: Reading, tmp_path: Path) -> None:
    """A stand-in for the speech service, which needs a sound card: it keeps what it is given."""
    said, asked = tmp_path / "said", tmp_path / "asked"
    program = tmp_path / aloud.PROGRAM
    program.write_text(f'#!/bin/sh\necho "$@" >> {asked}\ncat >> {said}\necho >> {said}\n')
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    reading.open()
    voice = ReadAloud(reading.canvas, "vi", str(program), reading.view)
    voice.start(0)
    reading.until(lambda: said.exists() and "Hiệu lực thi hành" in said.read_text() and not voice.is_speaking)
    words = said.read_text()
    assert words.index("Tờ trình về ngân sách") < words.index("Điều 1") < words.index("Điều 4")
    assert "ngân" not in asked.read_text(), "the words must not stand in a command line"
    assert reading.canvas.painter.spoken is None


def test_arrangements_have_each_an_action() -> None:
    from ecabinet_desktop.ui import actions

    for each in Arrangement:
        assert actions.entry(f"arrange_{each.value}").text
