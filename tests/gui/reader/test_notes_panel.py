"""The side list of marks by itself."""

from collections.abc import Callable

import msgspec
import pytest
from ecabinet_desktop.domain.annotation import Anchoring, Annotation, AnnotationKind, Colour, Quad, Quote
from ecabinet_desktop.ui.features.reader.notes_panel import NotesPanel
from ecabinet_desktop.ui.theme import Theme
from ecabinet_desktop.usecases.notebook import NoteLine
from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.helpers.desk import NOON
from tests.helpers.hands import click, press, type_in
from tests.helpers.sweeps import check_window


def made(mark_id: str, page: int, text: str = "", exact: str = "") -> Annotation:
    return Annotation(
        id=mark_id, meeting_id="next", paper_id="p", version_id="p.1", page=page,
        kind=AnnotationKind.HIGHLIGHT if exact else AnnotationKind.STICKY_NOTE, quads=(Quad(1, 2, 3, 4),),
        colour=Colour.YELLOW, created_at=NOON, modified_at=NOON, text=text,
        quote=Quote(exact=exact) if exact else None,
    )  # fmt: skip


def lines(*marks: Annotation) -> list[NoteLine]:
    return [NoteLine(mark, "Tờ trình", "", True) for mark in marks]


EMPTY = made("empty", 0)
QUOTED = made("quoted", 1, exact="ngân sách\n nhà   nước")
WRITTEN = made("written", 2, "Hỏi lại Bộ Tài chính\nvề số này", "tái định cư")


@pytest.fixture
def panel(qtbot: QtBot, theme: Theme) -> NotesPanel:
    panel = NotesPanel()
    qtbot.addWidget(panel)
    panel.resize(300, 600)
    panel.show()
    with qtbot.waitActive(panel):
        pass
    panel.show_lines(lines(EMPTY, QUOTED, WRITTEN))
    return panel


def told(spy: QSignalSpy) -> list[list[object]]:
    return [spy.at(number) for number in range(spy.count())]


def test_each_mark_says_its_words_or_what_it_quotes_and_its_page(panel: NotesPanel) -> None:
    assert [(row.title, row.subtitle, row.trail, row.icon) for row in panel.list.rows.rows] == [
        ("Note", "Only you", "p. 1", "sticky"),
        ("ngân sách nhà nước", "Only you", "p. 2", "highlight"),
        ("Hỏi lại Bộ Tài chính", "tái định cư · Only you", "p. 3", "highlight"),
    ]
    assert "3 notes" in [label.text() for label in panel.findChildren(QLabel)]
    check_window(panel)


def test_without_marks_it_says_how_to_make_one(panel: NotesPanel) -> None:
    panel.show_lines([])
    words = " ".join(label.text() for label in panel.findChildren(QLabel) if label.isVisible())
    assert "My notes" in words
    assert "Ctrl+H" in words


def test_arrows_and_clicks_lead_to_a_mark(panel: NotesPanel) -> None:
    spy = QSignalSpy(panel.opened)
    panel.list.setFocus()
    press(panel.list, Qt.Key.Key_Home)
    press(panel.list, Qt.Key.Key_Down)
    assert told(spy)[-1] == ["quoted"]
    press(panel.list, Qt.Key.Key_Return)
    assert told(spy)[-1] == ["quoted"]
    press(panel.list, Qt.Key.Key_End)
    assert told(spy)[-1] == ["written"]


def test_a_mark_chosen_on_the_page_is_shown_without_leading_to_it_again(panel: NotesPanel) -> None:
    spy = QSignalSpy(panel.opened)
    panel.choose("written")
    assert panel.list.current == "written"
    assert panel._words.toPlainText() == WRITTEN.text
    assert told(spy) == []


def test_typing_tells_of_each_change_of_the_chosen_mark_only(panel: NotesPanel) -> None:
    spy = QSignalSpy(panel.written)
    panel.choose("quoted")
    assert told(spy) == []
    type_in(panel._words, "hoi")
    assert told(spy)[-1] == ["quoted", "hoi"]
    assert {row[0] for row in told(spy)} == {"quoted"}


def test_words_being_typed_are_never_reset_by_what_arrives(panel: NotesPanel, qtbot: QtBot) -> None:
    panel.choose("empty")
    type_in(panel._words, "dang viet")
    panel.show_lines(lines(made("empty", 0, "older")))
    panel.choose("empty")
    assert panel._words.toPlainText() == "dang viet"
    panel.list.setFocus()
    panel.show_lines(lines(made("empty", 0, "from another computer")))
    panel.choose("empty")
    assert panel._words.toPlainText() == "from another computer"


@pytest.mark.parametrize("choose", [lambda panel: panel.choose(None), lambda panel: panel.show_lines([])])
def test_without_a_chosen_mark_there_is_nothing_to_write_or_delete(
    panel: NotesPanel, choose: Callable[[NotesPanel], None]
) -> None:
    panel.choose("quoted")
    assert panel._delete.isVisible()
    panel.choose(None)
    choose(panel)
    assert not panel._delete.isVisible()
    assert not panel._words.isVisible()


def test_delete_names_the_chosen_mark(panel: NotesPanel) -> None:
    spy = QSignalSpy(panel.asked)
    panel.choose("quoted")
    click(panel._delete)
    assert told(spy) == [["delete", "quoted"]]


def test_the_list_is_filtered_by_kind_words_and_whose_they_are(panel: NotesPanel, qtbot: QtBot) -> None:
    def shown() -> list[str]:
        return [row.id for row in panel.list.rows.rows]

    panel.kind.setCurrentIndex(panel.kind.findData("sticky_note"))
    assert shown() == ["empty"]
    panel.kind.setCurrentIndex(0)
    type_in(panel.words, "tai dinh cu")
    qtbot.waitUntil(lambda: shown() == ["written"])
    panel.words.clear()
    qtbot.waitUntil(lambda: len(shown()) == 3)
    panel.whose.setCurrentIndex(panel.whose.findData("others"))
    assert shown() == []


def test_somebody_elses_note_can_be_answered_and_not_changed(panel: NotesPanel) -> None:
    foreign = msgspec.structs.replace(WRITTEN, author_id="minister")
    panel.show_lines([NoteLine(foreign, "Tờ trình", "Nguyễn Văn An", True)])
    panel.choose("written")
    assert panel._words.isReadOnly()
    assert not panel._delete.isVisible()
    assert "Nguyễn Văn An" in panel._readers.text()
    spy = QSignalSpy(panel.asked)
    click(panel._reply)
    assert told(spy) == [["reply", "written"]]


def test_a_note_whose_place_is_uncertain_asks_to_be_kept(panel: NotesPanel) -> None:
    doubtful = msgspec.structs.replace(WRITTEN, anchoring=Anchoring.CHECK)
    panel.show_lines(lines(doubtful))
    assert panel.list.rows.rows[0].badges == (("Check the place", "warn"),)
    panel.choose("written")
    spy = QSignalSpy(panel.asked)
    click(panel._keep)
    assert told(spy) == [["accept", "written"]]
