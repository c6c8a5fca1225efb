"""Search over all papers: typed without marks, found with them, opened at the page."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import msgspec
import pytest
from ecabinet_desktop.domain.annotation import Annotation, AnnotationKind, Colour
from ecabinet_desktop.ui.feature import Surroundings
from ecabinet_desktop.ui.features.search import feature
from ecabinet_desktop.ui.features.search import view as module
from ecabinet_desktop.ui.features.search.view import SearchView
from ecabinet_desktop.ui.navigator import Place
from ecabinet_desktop.ui.tasks import Tasks
from ecabinet_desktop.ui.theme import Theme
from ecabinet_desktop.ui.widgets.rows import Row
from ecabinet_desktop.usecases.change import Change
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.helpers import pdfs
from tests.helpers.cabinet_sample import LAND
from tests.helpers.desk import Bench, sample_bench, surroundings
from tests.helpers.dialogs import ScriptedDialogs
from tests.helpers.hands import button, click, press, type_in
from tests.helpers.sweeps import check_window

SEARCH = Place(feature="search")
PAPER, LATER = "next-2-1.1", "next-2-2.1"
TEXTS = [
    "Tờ trình Chính phủ",
    "Dự toán ngân sách nhà nước năm 2027",
    "Thu tiền sử dụng đất, quản lý đất đai",
]


@pytest.fixture(scope="module")
def bench(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bench]:
    """The sample's cabinet with one paper read and indexed by the real helper; no test here changes it."""
    with sample_bench(tmp_path_factory.mktemp("vault")) as made:
        for paper in made.desk.indexing.due():  # the sample's other papers are no PDFs
            if paper.id != PAPER:
                scan = msgspec.structs.replace(paper.skeleton, has_text=False)
                key = made.store.replica.paper_key(paper.id)
                assert key is not None
                made.put(msgspec.structs.replace(paper, skeleton=scan), keys={paper.id: key})
        found = made.desk.meetings.paper(PAPER)
        assert found is not None
        made.file(found, pdfs.text_pdf(TEXTS))
        made.desk.indexing.run(lambda: False)
        assert made.store.search.indexed(PAPER)
        yield made


@pytest.fixture
def around(tasks: Tasks, bench: Bench, dialogs: ScriptedDialogs) -> Surroundings:
    return surroundings(bench, tasks, dialogs, SEARCH)


@pytest.fixture
def view(qtbot: QtBot, theme: Theme, bench: Bench, around: Surroundings) -> Iterator[SearchView]:
    made = feature(bench.desk, around).factory()
    assert isinstance(made, SearchView)
    qtbot.addWidget(made)
    made.resize(1266, 712)
    made.show()
    with qtbot.waitActive(made):
        pass
    made.show_place(SEARCH)
    yield made
    qtbot.waitUntil(lambda: not around.tasks.busy)


def look_for(qtbot: QtBot, view: SearchView, words: str) -> None:
    """Type words and wait for what they find."""
    assert view.field.text() != words
    if words.isascii():
        type_in(view.field, words)
    else:  # QTest types Latin letters only
        view.field.setText(words)
    settle(qtbot, view)


def settle(qtbot: QtBot, view: SearchView) -> None:
    """Whatever was asked is answered."""
    qtbot.waitUntil(lambda: not view._pause.isActive() and not view._around.tasks.busy)


def found(view: SearchView) -> list[Row]:
    """The rows of hits, without headings."""
    return [row for row in view.list.rows.rows if not row.is_heading]


def headings(view: SearchView) -> list[str]:
    return [row.title for row in view.list.rows.rows if row.is_heading]


def pages(view: SearchView) -> list[tuple[str, str]]:
    """(page, words in bold) of each hit within a paper."""
    rows = [row for row in found(view) if row.trail != "Title"]
    return [(row.trail, row.subtitle[slice(*row.bold[0])]) for row in rows]


@pytest.mark.parametrize(
    ("typed", "page", "found"),
    [
        ("ngan sach", "p. 2", "ngân"),
        ("NGÂN SÁCH", "p. 2", "ngân"),
        ('"ngan sach nha nuoc"', "p. 2", "ngân sách nhà nước"),
        ("dat dai", "p. 3", "đất"),
        ("đất đai", "p. 3", "đất"),
        ('"quan ly dat dai"', "p. 3", "quản lý đất đai"),
        ("to tri", "p. 1", "Tờ"),
    ],
)
def test_words_are_found_whether_typed_with_marks_or_without(
    qtbot: QtBot, view: SearchView, typed: str, page: str, found: str
) -> None:
    look_for(qtbot, view, typed)
    assert pages(view) == [(page, found)]


def test_a_hit_shows_its_paper_its_page_and_its_words_as_they_stand(qtbot: QtBot, view: SearchView) -> None:
    look_for(qtbot, view, "du toan ngan sach")
    (row,) = found(view)
    assert row.title == "Báo cáo chính – Báo cáo tình hình kinh tế – xã hội tháng 11 và 11 tháng năm 2026"
    assert row.subtitle == TEXTS[1]
    assert [row.subtitle[start:end] for start, end in row.bold] == ["Dự", "toán", "ngân", "sách"]
    assert view._state.text() == "1 hit. 1 of 3 papers can be searched so far."
    meeting, item = headings(view)
    assert meeting.startswith("Phiên họp Chính phủ thường kỳ tháng 11 – ")
    assert item.startswith("2. Báo cáo tình hình")
    check_window(view)


def test_return_goes_to_the_hits_and_return_again_opens_the_page(
    qtbot: QtBot, view: SearchView, around: Surroundings
) -> None:
    look_for(qtbot, view, "ngan sach")
    press(view.field, Qt.Key.Key_Return)
    assert view.list.hasFocus()
    press(view.list, Qt.Key.Key_Return)
    assert around.navigator.place == Place(feature="reader", version=PAPER, page=1, query="ngan sach")


def test_a_click_opens_the_page_and_quotes_are_no_part_of_what_is_marked_there(
    qtbot: QtBot, view: SearchView, around: Surroundings
) -> None:
    look_for(qtbot, view, '"quan ly dat dai"')
    where = view.list.visualRect(view.list.rows.index_of(found(view)[0].id)).center()
    QTest.mouseClick(view.list.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert around.navigator.place == Place(feature="reader", version=PAPER, page=2, query="quan ly dat dai")


def test_a_title_is_found_too_and_opens_its_paper_or_its_item(
    qtbot: QtBot, view: SearchView, around: Surroundings
) -> None:
    look_for(qtbot, view, "tai dinh cu")
    titles = [row.title for row in found(view)]
    assert LAND in titles
    assert {row.trail for row in found(view)} == {"Title"}
    view.list.opened.emit(found(view)[titles.index(LAND)].id)
    assert around.navigator.place == Place(feature="reader", version="next-1-1.1")
    look_for(qtbot, view, "quoc phong")  # listed only: there is no paper to open
    view.list.opened.emit(found(view)[0].id)
    assert around.navigator.place == Place(feature="meetings", meeting="next", item="next-4")


def test_before_a_word_is_typed_it_says_how_to_search(view: SearchView) -> None:
    assert view.shown == "start"
    assert view.list.rows.rowCount() == 0
    assert view.field.hasFocus()


def test_what_is_nowhere_is_said_plainly(qtbot: QtBot, view: SearchView) -> None:
    look_for(qtbot, view, "khong o dau ca")
    assert view.list.rows.rowCount() == 0
    assert view.shown == "nothing"
    press(view.field, Qt.Key.Key_Return)
    assert view.field.hasFocus(), "there is no list to go to"


@pytest.mark.parametrize("typed", ['"', "* OR NEAR(", "a" * 500, "100%"])
def test_any_input_is_a_question_and_never_an_error(
    qtbot: QtBot, view: SearchView, dialogs: ScriptedDialogs, bugs: list[BaseException], typed: str
) -> None:
    look_for(qtbot, view, typed)
    assert view.shown == "nothing"
    assert dialogs.told == []
    assert bugs == []


def test_clearing_the_field_clears_the_hits(qtbot: QtBot, view: SearchView) -> None:
    look_for(qtbot, view, "ngan sach")
    view.field.clear()
    qtbot.waitUntil(lambda: view.shown == "start")
    assert view.list.rows.rowCount() == 0


def test_a_newer_question_supersedes_an_older_one(qtbot: QtBot, view: SearchView) -> None:
    view.field.setText("dat dai")
    view.search()
    view.field.setText("ngan sach")
    view.search()
    qtbot.waitUntil(lambda: not view._around.tasks.busy and not view._pause.isActive())
    assert pages(view) == [("p. 2", "ngân")]


def test_a_place_may_bring_words_along(qtbot: QtBot, view: SearchView) -> None:
    view.show_place(Place(feature="search", query="ngan sach"))
    qtbot.waitUntil(lambda: pages(view) == [("p. 2", "ngân")])
    assert view.field.selectedText() == "ngan sach"


def test_papers_still_to_be_read_are_said_and_found_once_they_are(
    qtbot: QtBot, theme: Theme, tasks: Tasks, tmp_path: Path, dialogs: ScriptedDialogs
) -> None:
    with sample_bench(tmp_path) as bench:
        view = SearchView(bench.desk, surroundings(bench, tasks, dialogs, SEARCH))
        qtbot.addWidget(view)
        view.show()
        view.show_place(SEARCH)
        qtbot.waitUntil(lambda: view._state.text() == "0 of 8 papers can be searched so far.")
        look_for(qtbot, view, '"su dung dat"')
        assert view.list.rows.rowCount() == 0
        for number, text in enumerate(TEXTS):
            bench.store.search.index_pages(LATER, [(number, text)])
        bench.store.search.finish(LATER)
        bench.desk.changes.tell(Change.INDEX)
        qtbot.waitUntil(lambda: pages(view) == [("p. 3", "sử dụng đất")])
        assert "1 of 8 papers" in view._state.text()
        qtbot.waitUntil(lambda: not tasks.busy)


def test_the_first_hits_are_shown_before_the_rest_is_looked_up(
    qtbot: QtBot, view: SearchView, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "FIRST", 1)
    met: list[int] = []
    view.list.rows.modelReset.connect(lambda: met.append(len(found(view))))
    look_for(qtbot, view, "bao cao")
    assert met[-2] == 1
    assert met[-1] == len(found(view)) > 1
    del met[:]
    view.search()
    settle(qtbot, view)
    assert met == [], "what is asked again is shown whole, and here nothing has changed"


def test_down_goes_to_the_list_and_the_row_stays_chosen_when_more_is_found(
    qtbot: QtBot, view: SearchView, bench: Bench
) -> None:
    look_for(qtbot, view, "dat")
    press(view.field, Qt.Key.Key_Down)
    assert view.list.hasFocus()
    chosen = view.list.current
    assert chosen is not None
    view.search()
    settle(qtbot, view)
    assert view.list.current == chosen
    press(view.list, Qt.Key.Key_Up)
    assert view.field.hasFocus()


def test_one_meeting_can_be_searched_alone(qtbot: QtBot, view: SearchView) -> None:
    look_for(qtbot, view, "chinh phu")
    click(view.where.button("meeting"))
    settle(qtbot, view)
    assert headings(view)[0].startswith("Phiên họp")
    assert {row.id.split(":")[1] for row in view.list.rows.rows if row.id.startswith("meeting:")} == {"next"}
    assert "Only in: " in view._state.text()


def test_a_place_may_name_the_meeting(qtbot: QtBot, view: SearchView) -> None:
    view.show_place(Place(feature="search", query="chinh phu", meeting="past"))
    settle(qtbot, view)
    assert view.where.value == "meeting"
    assert {row.id.split(":")[1] for row in view.list.rows.rows if row.id.startswith("meeting:")} <= {"past"}


def test_where_a_filter_leaves_nothing_one_can_look_everywhere(qtbot: QtBot, view: SearchView) -> None:
    look_for(qtbot, view, "ngan sach")
    click(view.where.button("marked"))
    settle(qtbot, view)
    assert view.shown == "narrow"
    click(button(view, "Look everywhere"))
    settle(qtbot, view)
    assert (view.shown, view.where.value) == ("hits", "everywhere")
    assert view.field.hasFocus()


def test_a_note_is_found_by_its_words_and_opened_in_its_paper(
    qtbot: QtBot, theme: Theme, tasks: Tasks, tmp_path: Path, dialogs: ScriptedDialogs
) -> None:
    with sample_bench(tmp_path) as bench:
        around = surroundings(bench, tasks, dialogs, SEARCH)
        view = SearchView(bench.desk, around)
        qtbot.addWidget(view)
        view.show()
        bench.store.search.index_pages(PAPER, [(0, TEXTS[0]), (2, TEXTS[2])])
        bench.store.notes.save(note_on(PAPER, 2, "hỏi Bộ trưởng về thủy lợi"))
        look_for(qtbot, view, "thuy loi")
        (row,) = found(view)
        assert (row.subtitle, row.trail, row.badges) == ("hỏi Bộ trưởng về thủy lợi", "p. 3", (("Note", "accent"),))
        view.list.opened.emit(row.id)
        assert around.navigator.place == Place(feature="reader", version=PAPER, page=2, note="note-1")
        click(view.where.button("marked"))
        look_for(qtbot, view, "dat dai")
        assert [row.trail for row in found(view)] == ["p. 3"]
        qtbot.waitUntil(lambda: not tasks.busy)


def note_on(version_id: str, page: int, words: str) -> Annotation:
    at = datetime(2026, 11, 20, 8, 0, tzinfo=UTC)
    return Annotation(
        id="note-1", meeting_id="next", paper_id="p", version_id=version_id, page=page,
        kind=AnnotationKind.STICKY_NOTE, quads=(), colour=Colour.YELLOW, created_at=at, modified_at=at, text=words,
    )  # fmt: skip
