"""Search over all papers: typed without marks, found with them, opened at the page."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from ecabinet_desktop.ui.feature import Surroundings
from ecabinet_desktop.ui.features.search import feature
from ecabinet_desktop.ui.features.search.view import SearchView, _looked_for
from ecabinet_desktop.ui.navigator import Place
from ecabinet_desktop.ui.tasks import Tasks
from ecabinet_desktop.ui.theme import Theme
from ecabinet_desktop.usecases.change import Change
from ecabinet_desktop.usecases.finding import Hit
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from tests.helpers import pdfs
from tests.helpers.cabinet_sample import LAND
from tests.helpers.desk import Bench, sample_bench, surroundings
from tests.helpers.dialogs import ScriptedDialogs
from tests.helpers.hands import press, type_in
from tests.helpers.sweeps import check_window

SEARCH = Place(feature="search")
PAPER, LATER = "next-2-1.1", "next-2-2.1"
TEXTS = [
    "Tờ trình Chính phủ",
    "Dự toán ngân sách nhà nước năm 2027",
    "Thu tiền sử dụng đất, quản lý đất đai",
]
HINT = "Marks do not matter: “ngan sach” finds “ngân sách”."


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
    qtbot.waitUntil(lambda: not view._pause.isActive() and not view._around.tasks.busy)


def pages(view: SearchView) -> list[tuple[str, str]]:
    """(page, words in bold) of each hit within a paper."""
    rows = [row for row in view.list.rows.rows if row.trail != "Title"]
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
    (row,) = view.list.rows.rows
    assert row.title == "Báo cáo chính – Báo cáo tình hình kinh tế – xã hội tháng 11 và 11 tháng năm 2026"
    assert row.subtitle == TEXTS[1]
    assert [row.subtitle[start:end] for start, end in row.bold] == ["Dự", "toán", "ngân", "sách"]
    assert view._state.text() == "1 hit. 1 of 3 papers can be searched so far."
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
    where = view.list.visualRect(view.list.rows.index(0)).center()
    QTest.mouseClick(view.list.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert around.navigator.place == Place(feature="reader", version=PAPER, page=2, query="quan ly dat dai")


def test_a_title_is_found_too_and_opens_its_paper_or_its_item(
    qtbot: QtBot, view: SearchView, around: Surroundings
) -> None:
    look_for(qtbot, view, "tai dinh cu")
    titles = [row.title for row in view.list.rows.rows]
    assert LAND in titles
    assert {row.trail for row in view.list.rows.rows} == {"Title"}
    view.list.opened.emit(view.list.rows.rows[titles.index(LAND)].id)
    assert around.navigator.place == Place(feature="reader", version="next-1-1.1")
    look_for(qtbot, view, "quoc phong")  # listed only: there is no paper to open
    view.list.opened.emit("0")
    assert around.navigator.place == Place(feature="meetings", meeting="next", item="next-4")


def test_before_a_word_is_typed_it_says_how_to_search(view: SearchView) -> None:
    assert view._state.text().startswith(HINT)
    assert view.list.rows.rowCount() == 0
    assert view.field.hasFocus()


def test_what_is_nowhere_is_said_plainly(qtbot: QtBot, view: SearchView) -> None:
    look_for(qtbot, view, "khong o dau ca")
    assert view.list.rows.rowCount() == 0
    assert view._state.text().startswith("Nothing found. Try fewer words.")


@pytest.mark.parametrize("typed", ['"', "* OR NEAR(", "a" * 500, "100%"])
def test_any_input_is_a_question_and_never_an_error(
    qtbot: QtBot, view: SearchView, dialogs: ScriptedDialogs, bugs: list[BaseException], typed: str
) -> None:
    look_for(qtbot, view, typed)
    assert view._state.text().startswith("Nothing found")
    assert dialogs.told == []
    assert bugs == []


def test_clearing_the_field_clears_the_hits(qtbot: QtBot, view: SearchView) -> None:
    look_for(qtbot, view, "ngan sach")
    view.field.clear()
    qtbot.waitUntil(lambda: view._state.text().startswith(HINT))
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
        assert view._state.text() == f"{HINT} 0 of 8 papers can be searched so far."
        look_for(qtbot, view, '"su dung dat"')
        assert view.list.rows.rowCount() == 0
        for number, text in enumerate(TEXTS):
            bench.store.search.index_pages(LATER, [(number, text)])
        bench.store.search.finish(LATER)
        bench.desk.changes.tell(Change.INDEX)
        qtbot.waitUntil(lambda: pages(view) == [("p. 3", "sử dụng đất")])
        assert "1 of 8 papers" in view._state.text()
        qtbot.waitUntil(lambda: not tasks.busy)


def test_words_that_stand_apart_are_looked_for_by_the_longest_of_them() -> None:
    hit = Hit(
        version_id="v", paper_title="T", meeting_id="m", item_id="i", page=1,
        snippet="ngân quỹ của các sách", spans=((0, 4), (17, 21)),
    )  # fmt: skip
    assert _looked_for(hit, "ngan sach") in ("ngân", "sách")
    assert _looked_for(hit, '"ngan quy"') == "ngan quy"
