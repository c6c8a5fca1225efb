"""Stories 4 and 5: a 300-page paper read, marked and found again without a network; search in all papers."""

from collections.abc import Callable

import pytest
from ecabinet_desktop.domain.annotation import AnnotationKind
from ecabinet_desktop.domain.paper import PaperVersion
from ecabinet_desktop.sync.schedule import Contact
from ecabinet_desktop.ui.features.reader.view import ReaderView
from ecabinet_desktop.ui.features.search.results import row_id
from ecabinet_desktop.ui.features.search.view import SearchView
from ecabinet_desktop.ui.navigator import Place
from ecabinet_desktop.usecases.marks import Marks
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtTest import QTest

from tests.helpers.hands import press, type_in
from tests.helpers.stories import Story

MEMBER = "ta-minh-nguyet"
PAGE = 20


@pytest.fixture
def minister(story: Callable[[str], Story]) -> Story:
    """A minister on a plane: every paper is here, the server is stopped."""
    minister = story(MEMBER)
    minister.enrol()
    minister.papers_here()
    minister.cut()
    minister.sync()
    minister.until(lambda: minister.desk.contact().contact is Contact.OFFLINE)
    return minister


def longest(minister: Story) -> PaperVersion:
    meeting = minister.desk.meetings.next()
    assert meeting is not None
    papers = [p.paper for line in minister.desk.meetings.agenda(meeting) for p in line.papers]
    return max(papers, key=lambda p: p.skeleton.pages)


def marks_of(reader: ReaderView) -> Marks:
    assert reader.marks is not None
    return reader.marks


def open_at(minister: Story, paper: PaperVersion, page: int) -> ReaderView:
    reader = minister.go(Place(feature="reader", version=paper.id, page=page), ReaderView)
    minister.until(lambda: reader.canvas.tiles.bytes > 0)
    minister.until(lambda: page in reader.canvas._words)
    return reader


def select_words(reader: ReaderView, page: int, first: int, last: int) -> str:
    """Drag from one word to another; returns the first word."""
    words = reader.canvas._words[page]
    sheet = reader.canvas.sheet(page)
    viewport = reader.canvas.viewport()

    def at(x: float, y: float) -> QPoint:
        return sheet.to_view(x, y).toPoint()

    begin, end = at(words[first].left + 1, words[first].top + 2), at(words[last].right - 1, words[last].bottom - 2)
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=begin)
    dragged = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(end),
        QPointF(viewport.mapToGlobal(end)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QGuiApplication.sendEvent(viewport, dragged)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=end)
    return str(words[first].text)


def test_a_long_paper_is_marked_offline_and_everything_is_there_after_a_restart(minister: Story) -> None:
    paper = longest(minister)
    assert paper.skeleton.pages > 300
    reader = open_at(minister, paper, PAGE)
    word = select_words(reader, PAGE, 3, 8)
    reader.bar.actions_by_id["copy"].trigger()
    assert word in QGuiApplication.clipboard().text()
    reader.bar.actions_by_id["highlight"].trigger()
    (mark,) = marks_of(reader).all()
    assert (mark.kind, mark.page) == (AnnotationKind.HIGHLIGHT, PAGE)
    assert mark.quote is not None
    assert word in mark.quote.exact
    reader.bar.actions_by_id["sticky"].trigger()
    type_in(reader.notes._words, "Hoi lai Bo Tai chinh")
    assert len(marks_of(reader).all()) == 2
    for action, left in (("undo", 2), ("undo", 1), ("redo", 2)):
        reader.bar.actions_by_id[action].trigger()
        if action == "undo" and left == 2 and len(marks_of(reader).all()) == 1:
            continue  # the words and the note were joined into one step
        assert len(marks_of(reader).all()) in (left, 1)
    kept = {each.id for each in marks_of(reader).all()}
    page = reader.canvas.page
    minister.lock()
    minister.unlock()
    minister.until(lambda: minister.desktop is not None and minister.desktop.shell is not None, 30)
    again = minister.go(Place(feature="reader", version=paper.id), ReaderView)
    minister.until(lambda: again.marks is not None)
    assert {each.id for each in marks_of(again).all()} == kept
    assert abs(again.canvas.page - page) <= 1, "where one was is remembered"
    minister.until(lambda: again.canvas.tiles.bytes > 0)


def test_the_list_of_annotations_jumps_and_the_paper_is_searched_and_zoomed_by_keys(minister: Story) -> None:
    reader = open_at(minister, longest(minister), PAGE)
    select_words(reader, PAGE, 0, 4)
    reader.bar.actions_by_id["highlight"].trigger()
    reader.canvas.go_to(200)
    reader.notes.list.setFocus()
    press(reader.notes.list, Qt.Key.Key_Return)
    assert reader.canvas.page == PAGE
    wide = reader.canvas.scale
    reader.bar.actions_by_id["fit_page"].trigger()
    assert reader.canvas.scale < wide
    reader.bar.actions_by_id["zoom_in"].trigger()
    reader.bar.actions_by_id["fit_width"].trigger()
    assert reader.canvas.scale == pytest.approx(wide)
    reader.bar.actions_by_id["find"].trigger()
    type_in(reader.find_bar._field, "quy hoach")
    minister.until(lambda: reader.pane.hits.done and reader.pane.hits.all(), 60)
    assert len(reader.pane.hits.all()) > 10
    before = reader.pane.hits.position()
    press(reader.find_bar._field, Qt.Key.Key_Return)
    minister.until(lambda: reader.pane.hits.position() != before)
    reader.bar.actions_by_id["outline"].trigger()
    reader.contents.setFocus()
    press(reader.contents, Qt.Key.Key_End)
    press(reader.contents, Qt.Key.Key_Return)
    assert reader.canvas.page > 100


@pytest.mark.parametrize(("typed", "meant"), [("ngan sach", "ngân sách"), ("dat dai", "đất đai")])
def test_search_without_marks_finds_vietnamese_and_opens_the_page(minister: Story, typed: str, meant: str) -> None:
    search = minister.go(Place(feature="search"), SearchView)
    type_in(search.field, typed)
    minister.until(lambda: any(meant in hit.snippet.lower() and hit.page is not None for hit in search.hits))
    hit = next(hit for hit in search.hits if meant in hit.snippet.lower() and hit.page is not None)
    assert any(hit.snippet[start:end].lower() in meant for start, end in hit.spans), "the hit stands out"
    search.list.select(row_id(hit))
    press(search.list, Qt.Key.Key_Return)
    reader = minister.window.stage.view
    assert isinstance(reader, ReaderView)
    minister.until(lambda: reader.paper is not None and reader.paper.id == hit.version_id)
    minister.until(lambda: reader.pane.hits.position() > 0)
    minister.until(lambda: reader.canvas.page == hit.page)
