"""Somebody new to the program: a long paper, a phrase, a mark, a note, shared, and back, in at most twelve acts."""

from collections.abc import Callable

import msgspec
import pytest
from ecabinet_desktop.crypto.notes import new_note_key
from ecabinet_desktop.crypto.sharing import sharing_public
from ecabinet_desktop.domain.annotation import Audience, NoteKey
from ecabinet_desktop.domain.paper import PaperVersion
from ecabinet_desktop.domain.people import Person, Role
from ecabinet_desktop.ui.features.plan.view import PlanView
from ecabinet_desktop.ui.features.reader.sharing import ShareDialog
from ecabinet_desktop.ui.features.reader.view import ReaderView
from ecabinet_desktop.ui.navigator import Place
from ecabinet_desktop.wire import codec
from ecabinet_desktop.wire.answers import Row
from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QInputMethodEvent, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from tests.helpers.hands import click
from tests.helpers.stories import Story

MEMBER = "ta-minh-nguyet"
MOST = 12


class Acts:
    """What a person does, counted: a click, a key, or a text typed in one go."""

    def __init__(self, window: QWidget) -> None:
        self.done: list[str] = []
        self.window = window

    def key(self, sequence: str) -> None:
        """Without a window manager nothing gives the focus back after a dialog: then the window takes the key."""
        self.done.append(sequence)
        QTest.keySequence(QApplication.focusWidget() or self.window, QKeySequence(sequence))

    def type(self, text: str) -> None:
        self.done.append(f"type “{text}”")
        typed = QInputMethodEvent()
        typed.setCommitString(text)  # as a Vietnamese keyboard hands it over
        QApplication.sendEvent(_focused(), typed)

    def click(self, what: str, widget: QWidget) -> None:
        self.done.append(f"click {what}")
        click(widget)


def _focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


@pytest.fixture
def minister(story: Callable[[str], Story]) -> Story:
    minister = story(MEMBER)
    minister.enrol()
    minister.papers_here()
    minister.cut()
    return minister


def test_twelve_acts_are_enough(minister: Story, capsys: pytest.CaptureFixture[str]) -> None:
    acts = Acts(minister.window)
    colleague = _colleague(minister)
    reader = _open_the_longest(minister, acts)
    start = reader.canvas.page
    acts.key("Ctrl+F")
    acts.type("quy hoạch sử dụng đất")
    minister.until(lambda: reader.pane.hits.total > 0 and reader.canvas.page in reader.canvas._words, 60)
    minister.until(lambda: reader.pane.search.selection_of_hit() is not None)
    found = reader.canvas.page
    acts.key("Ctrl+H")
    assert reader.marks is not None
    (mark,) = reader.marks.all()
    acts.click("the note's field", reader.notes._words)
    acts.type("Nguon von?")
    waiting = QTimer(interval=50)
    waiting.timeout.connect(lambda: _share(acts, colleague, waiting))
    waiting.start()
    acts.key("Ctrl+Shift+M")
    minister.window.activateWindow()  # what a window manager does when a dialog ends
    minister.until(minister.window.isActiveWindow)
    shared = reader.marks.get(mark.id)
    assert shared is not None
    assert (shared.text, shared.audience, shared.readers) == ("Nguon von?", Audience.PEOPLE, (colleague.id,))
    assert shared.quote is not None
    assert shared.quote.exact.lower().startswith("quy hoạch")
    acts.key("Alt+Left")
    assert reader.canvas.page == start
    assert found != start or start == 0
    with capsys.disabled():
        print(f"\n{len(acts.done)} acts: " + ", ".join(acts.done))
    assert len(acts.done) <= MOST


def _share(acts: Acts, colleague: Person, waiting: QTimer) -> None:
    """In the dialog, once it is there: type the name, Enter ticks it, Enter shares."""
    dialog = QApplication.activeModalWidget()
    if not isinstance(dialog, ShareDialog):
        return
    waiting.stop()
    dialog.filter.setFocus()
    acts.type(colleague.name)
    acts.key("Return")
    acts.key("Return")


def _open_the_longest(minister: Story, acts: Acts) -> ReaderView:
    """From Home to the reading plan, and there a click on the paper."""
    meeting = minister.desk.meetings.next()
    assert meeting is not None
    papers = [p.paper for line in minister.desk.meetings.agenda(meeting) for p in line.papers]
    longest: PaperVersion = max(papers, key=lambda p: p.skeleton.pages)
    assert longest.skeleton.pages >= 300
    minister.go(Place(feature="home"), QWidget)
    places = [feature.id for feature in minister.window._rail_features()]
    acts.key(f"Ctrl+{places.index('plan') + 1}")
    minister.until(lambda: isinstance(minister.window.stage.view, PlanView))
    plan = minister.window.stage.view
    assert isinstance(plan, PlanView)
    minister.until(lambda: plan.list.rows.index_of(f"paper:{longest.id}").isValid(), 20)
    index = plan.list.rows.index_of(f"paper:{longest.id}")
    plan.list.scrollTo(index)
    acts.done.append("click the paper")
    QTest.mouseClick(plan.list.viewport(), Qt.MouseButton.LeftButton, pos=plan.list.visualRect(index).center())
    minister.until(lambda: isinstance(minister.window.stage.view, ReaderView), 30)
    reader = minister.window.stage.view
    assert isinstance(reader, ReaderView)
    minister.until(lambda: reader.paper is not None and reader.paper.id == longest.id, 30)
    minister.until(lambda: reader.canvas.tiles.bytes > 0, 30)
    assert reader.canvas.hasFocus()
    return reader


def _colleague(minister: Story) -> Person:
    """Another member who has announced a key, as every desktop does at its start."""
    store = minister.desk.store
    colleague = next(p for p in store.replica.all(Person) if p.role is Role.MEMBER and p.id != minister.desk.me.id)
    key = NoteKey(id=colleague.id, public=sharing_public(new_note_key()))
    row = Row(kind="note_key", id=key.id, rev=1, seq=1, body=msgspec.Raw(codec.encode(key)))
    with store.vault.transaction() as db:
        store.replica._put(db, row, 0)
    return colleague
