"""What a minister does: first start, home, agenda, reading and marking, search, a vote in the air, lock."""

from collections.abc import Callable

from ecabinet_desktop.domain.annotation import AnnotationKind
from ecabinet_desktop.domain.ballot import Answer, BallotState
from ecabinet_desktop.domain.people import Role
from ecabinet_desktop.domain.position import Stance
from ecabinet_desktop.sync.schedule import Contact
from ecabinet_desktop.ui.features.ballots.view import BallotsView
from ecabinet_desktop.ui.features.home.view import HomeView
from ecabinet_desktop.ui.features.meetings.view import MeetingsView
from ecabinet_desktop.ui.features.reader.view import ReaderView
from ecabinet_desktop.ui.features.search.view import SearchView
from ecabinet_desktop.ui.navigator import Place
from ecabinet_desktop.ui.unlock import UnlockPage
from ecabinet_desktop.usecases.delivery import Delivery
from ecabinet_desktop.usecases.voting import VoteState
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest

from tests.helpers.stories import PASSPHRASE, Story

MEMBER = "ta-minh-nguyet"
LONG = "quy-hoach"


def test_a_minister_enrols_and_finds_home_agenda_and_papers(story: Callable[[str], Story]) -> None:
    minister = story(MEMBER)
    minister.enrol()
    assert minister.desk.me.role is Role.MEMBER
    minister.go(Place(feature="home"), HomeView)
    today = minister.desk.home.today()
    assert today.meeting is not None
    assert len(today.waiting) == 2
    assert today.unread
    view = minister.go(Place(feature="meetings"), MeetingsView)
    rows = view.lines.model()
    assert rows.rowCount() == 22
    listed = [shown for shown in view._agenda if shown.line.listed_only]
    assert listed
    assert all(shown.line.notice and not shown.papers for shown in listed)
    minister.papers_here()
    search = minister.go(Place(feature="search", query="dat dai"), SearchView)
    minister.until(lambda: search.list.model().rowCount() > 10)
    assert any("đất đai" in hit.snippet.lower() for hit in search._hits)
    search.field.setText("ngan sach")
    minister.until(lambda: any("ngân sách" in hit.snippet.lower() for hit in search._hits))


def test_a_paper_is_read_marked_and_found_again_without_a_network(story: Callable[[str], Story]) -> None:
    minister = story(MEMBER)
    minister.enrol()
    minister.papers_here()
    minister.cut()
    minister.sync()
    minister.until(lambda: minister.desk.contact().contact is Contact.OFFLINE)
    meeting = minister.desk.meetings.next()
    assert meeting is not None
    papers = [p.paper for line in minister.desk.meetings.agenda(meeting) for p in line.papers]
    paper = max(papers, key=lambda p: p.skeleton.pages)
    assert paper.skeleton.pages > 300
    reader = minister.go(Place(feature="reader", version=paper.id, page=20), ReaderView)
    minister.until(lambda: reader.canvas.tiles.bytes > 0)
    minister.until(lambda: 20 in reader.canvas._words)
    words = reader.canvas._words[20]
    origin, scale = reader.canvas._origin(20), reader.canvas.scale
    viewport = reader.canvas.viewport()
    start, end = words[3], words[8]

    def at(x: float, y: float) -> QPointF:
        return QPointF(origin.x() + x * scale, origin.y() + y * scale)

    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=at(start.left + 1, start.top + 2).toPoint())
    QTest.mouseMove(viewport, at(end.right - 1, end.bottom - 2).toPoint())
    drag = _move(at(end.right - 1, end.bottom - 2))
    reader.canvas.mouseMoveEvent(drag)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=at(end.right - 1, end.bottom - 2).toPoint())
    assert reader.canvas.selection is not None
    reader.bar.actions_by_id["copy"].trigger()
    reader.bar.actions_by_id["highlight"].trigger()
    assert reader._marks is not None
    (mark,) = reader._marks.all()
    assert mark.kind is AnnotationKind.HIGHLIGHT
    assert mark.quote is not None
    assert words[3].text in mark.quote.exact
    reader.bar.actions_by_id["sticky"].trigger()
    reader.notes._words.setPlainText("Hỏi lại Bộ Tài chính")
    assert len(reader._marks.all()) == 2
    reader.bar.actions_by_id["undo"].trigger()
    reader.bar.actions_by_id["undo"].trigger()
    assert len(reader._marks.all()) == 1
    reader.bar.actions_by_id["redo"].trigger()
    assert len(reader._marks.all()) == 2
    reader.bar.actions_by_id["zoom_in"].trigger()
    reader.bar.actions_by_id["fit_page"].trigger()
    reader.bar.actions_by_id["find"].trigger()
    reader.find_bar._field.setText("quy hoach")
    reader.find_bar._on_pause()
    minister.until(lambda: reader._hits.done, 60)
    assert len(reader._hits.all()) > 10
    page = reader.canvas.page
    minister.lock()
    minister.unlock()
    minister.until(lambda: minister.desktop is not None and minister.desktop.shell is not None, 30)
    again = minister.go(Place(feature="reader", version=paper.id), ReaderView)
    minister.until(lambda: again._marks is not None)
    assert again._marks is not None
    assert len(again._marks.all()) == 2
    assert abs(again.canvas.page - page) <= 1
    minister.until(lambda: again.canvas.tiles.bytes > 0)


def _move(point: QPointF) -> QMouseEvent:
    return QMouseEvent(
        QEvent.Type.MouseMove,
        point,
        point,
        Qt.MouseButton.NoButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )


def test_a_vote_cast_on_a_plane_is_queued_and_counted_after_landing(story: Callable[[str], Story]) -> None:
    minister = story(MEMBER)
    minister.enrol()
    minister.cut()
    minister.sync()
    minister.until(lambda: minister.desk.contact().contact is Contact.OFFLINE)
    (ballot, *_) = minister.desk.voting.waiting()
    minister.go(Place(feature="ballots", ballot=ballot.id), BallotsView)
    minister.desk.voting.cast(ballot, Answer.AGREE, "", PASSPHRASE)
    shown = minister.desk.voting.of(ballot)
    assert shown is not None
    assert shown.state is VoteState.QUEUED
    meeting = minister.desk.meetings.next()
    assert meeting is not None
    line = minister.desk.meetings.agenda(meeting)[1].line
    minister.desk.positions.state(line, Stance.WANTS_TO_SPEAK)
    position = minister.desk.positions.of(line)
    assert position is not None
    assert position.delivery is Delivery.QUEUED
    minister.lock()
    minister.unlock()
    minister.until(lambda: minister.desktop is not None and minister.desktop.shell is not None, 30)
    shown = minister.desk.voting.of(ballot)
    assert shown is not None
    assert shown.state is VoteState.QUEUED
    minister.restore()
    minister.sync()

    def counted() -> bool:
        vote = minister.desk.voting.of(ballot)
        return vote is not None and vote.state is VoteState.COUNTED

    minister.until(counted, 30)
    assert len(minister.desk.store.receipts.of_ballot(ballot.id)) == 1
    position = minister.desk.positions.of(line)
    assert position is not None
    assert position.delivery is Delivery.DELIVERED
    now = minister.desk.voting.ballot(ballot.id)
    assert now is not None
    assert now.state is BallotState.OPEN


def test_a_wrong_passphrase_is_refused_in_words_and_loses_nothing(story: Callable[[str], Story]) -> None:
    minister = story(MEMBER)
    minister.enrol()
    minister.lock()
    minister.unlock("not the passphrase at all")
    assert minister.desktop is not None
    assert minister.desktop.window is not None
    page = minister.desktop.window.centralWidget()
    assert isinstance(page, UnlockPage)
    minister.until(lambda: page._passphrase_row.wrong, 20)
    page.passphrase.line.setText(PASSPHRASE)
    page._on_unlock()
    minister.until(lambda: minister.desktop is not None and minister.desktop.shell is not None, 30)
