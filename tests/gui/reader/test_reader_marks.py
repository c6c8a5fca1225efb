"""Marks made with the hand: highlights and notes, their list, undo and redo, and what is kept."""

from ecabinet_desktop.domain.annotation import AnnotationKind
from ecabinet_desktop.ui import actions
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QKeySequence
from PySide6.QtTest import QTest

from tests.gui.reader.conftest import OTHER, PAPER, Reading
from tests.helpers.hands import click, press, type_in


def keys(reading: Reading, sequence: str) -> None:
    reading.canvas.setFocus()
    QTest.keySequence(reading.canvas, QKeySequence(sequence))


def highlight(reading: Reading, page: int, first: int, last: int) -> str:
    """Drag over words, press Ctrl+H; returns the new mark's id."""
    before = {mark.id for mark in reading.marks.all()}
    reading.drag(page, first, last)
    keys(reading, "Ctrl+H")
    (made,) = [mark for mark in reading.marks.all() if mark.id not in before]
    return made.id


def test_selected_words_are_highlighted_in_place_and_listed(reading: Reading) -> None:
    reading.open()
    place = reading.canvas.verticalScrollBar().value()
    where = reading.word(0, 4)
    highlight(reading, 0, 3, 6)
    (mark,) = reading.marks.all()
    assert mark.kind is AnnotationKind.HIGHLIGHT
    assert mark.quote is not None
    assert mark.quote.exact == "ngân sách nhà nước"
    assert reading.canvas.selection is None
    assert reading.canvas.verticalScrollBar().value() == place, "the page stays where it was"
    picture = reading.canvas.viewport().grab().toImage()
    around = {picture.pixelColor(where.x() + dx, where.y()).name() for dx in range(-20, 20)}
    assert QColor("#ffd83d").name() in around
    assert [row.title for row in reading.view.notes.list.rows.rows] == ["ngân sách nhà nước"]


def test_without_selected_words_nothing_is_highlighted(reading: Reading) -> None:
    reading.open()
    keys(reading, "Ctrl+H")
    assert reading.marks.all() == []


def test_a_note_is_put_beside_the_selection_and_written_at_once(reading: Reading) -> None:
    reading.open()
    reading.drag(0, 7, 8)
    word = reading.canvas._words[0][7]
    keys(reading, "Ctrl+Shift+N")
    assert reading.view.notes._words.hasFocus()
    type_in(reading.view.notes._words, "Hoi lai Bo Tai chinh")
    (note,) = reading.marks.all()
    assert note.kind is AnnotationKind.STICKY_NOTE
    assert (note.quads[0].left, note.quads[0].top) == (word.left, word.top)
    assert note.text == "Hoi lai Bo Tai chinh"
    assert [row.title for row in reading.view.notes.list.rows.rows] == [note.text]


def test_a_note_without_a_selection_lies_in_the_middle_of_what_is_seen(reading: Reading) -> None:
    reading.open(page=2)
    keys(reading, "Ctrl+Shift+N")
    (note,) = reading.marks.all()
    where = reading.at(note.page, note.quads[0].left, note.quads[0].top)
    assert (where - reading.canvas.viewport().rect().center()).manhattanLength() < 5


def test_every_step_is_taken_back_and_done_again(reading: Reading) -> None:
    reading.open()
    enabled = reading.view.bar.actions_by_id
    assert not enabled["undo"].isEnabled()
    first = highlight(reading, 0, 0, 1)
    second = highlight(reading, 0, 3, 4)
    reading.view.notes.choose(second)
    type_in(reading.view.notes._words, "vi sao")
    reading.view.bar.setFocus()
    steps = []
    for sequence in ("Ctrl+Z", "Ctrl+Z", "Ctrl+Z", "Ctrl+Shift+Z", "Ctrl+Y", "Ctrl+Y"):
        keys(reading, sequence)
        mark = reading.marks.get(second)
        steps.append((reading.marks.get(first) is not None, mark.text if mark is not None else None))
    assert steps == [(True, ""), (True, None), (False, None), (True, None), (True, ""), (True, "vi sao")]
    assert enabled["undo"].isEnabled()
    assert not enabled["redo"].isEnabled()


def test_the_list_of_marks_leads_to_them(reading: Reading) -> None:
    reading.open()
    first = highlight(reading, 0, 0, 1)
    reading.open(PAPER)
    reading.canvas.go_to(4)
    reading.until(lambda: 4 in reading.canvas._words)
    later = highlight(reading, 4, 0, 2)
    rows = reading.view.notes.list
    assert [row.id for row in rows.rows.rows] == [first, later]
    keys(reading, "Ctrl+Shift+L")
    assert rows.hasFocus()
    press(rows, Qt.Key.Key_Home)
    assert reading.canvas.page == 0
    assert reading.canvas.painter.chosen == {first}
    index = rows.rows.index_of(later)
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=rows.visualRect(index).center())
    assert reading.canvas.page == 4
    assert reading.canvas.painter.chosen == {later}


def test_a_tap_on_a_mark_chooses_it_without_moving_the_page_and_beside_it_nothing(reading: Reading) -> None:
    reading.open()
    mark = highlight(reading, 0, 3, 6)
    reading.tap(reading.at(0, 300, 600))
    assert reading.canvas.painter.chosen == frozenset()
    assert not reading.view.notes._words.isVisible()
    place = reading.canvas.verticalScrollBar().value()
    reading.tap(reading.word(0, 4))
    assert reading.canvas.painter.chosen == {mark}
    assert reading.view.notes._words.isVisible()
    assert reading.canvas.verticalScrollBar().value() == place


def test_a_chosen_mark_is_deleted_by_key_or_button_and_comes_back_by_undo(reading: Reading) -> None:
    reading.open()
    mark = highlight(reading, 0, 0, 1)
    keys(reading, "Ctrl+Del")
    assert reading.marks.all() == []
    keys(reading, "Ctrl+Z")
    assert reading.marks.get(mark) is not None
    reading.tap(reading.word(0, 0))
    click(reading.view.notes._delete)
    assert reading.marks.all() == []


def test_marks_are_kept_and_queued_when_one_leaves_and_shown_when_one_comes_back(reading: Reading) -> None:
    reading.open()
    mark = highlight(reading, 0, 3, 6)
    reading.open(OTHER)
    assert reading.view.notes.list.rows.rowCount() == 0
    reading.settle()
    desk = reading.bench.desk
    notes = [queued.type for queued in desk.delivering.queued() if not desk.traces.is_trace(queued.body)]
    assert notes == ["save_note"]
    reading.open(PAPER)
    assert [row.id for row in reading.view.notes.list.rows.rows] == [mark]
    assert [kept.id for kept in reading.canvas.painter.marks[0]] == [mark]


def test_marks_are_kept_soon_without_leaving(reading: Reading) -> None:
    reading.open()
    highlight(reading, 0, 0, 1)
    assert not reading.marks.is_saved
    reading.until(lambda: reading.marks.is_saved)
    reading.settle()
    paper = reading.bench.desk.meetings.paper(PAPER)
    assert paper is not None
    assert len(reading.bench.desk.shelf.marks(paper, lambda: None).all()) == 1


def test_the_view_answers_every_key_of_the_reader(reading: Reading) -> None:
    promised = {entry.id for entry in actions.ACTIONS if entry.group == "Reader"}
    assert set(reading.view.bar.actions_by_id) == promised


def test_a_place_may_name_a_note(reading: Reading) -> None:
    reading.open(page=4)
    mark = highlight(reading, 4, 0, 2)
    reading.open(OTHER)
    reading.settle()
    reading.go(PAPER, page=0, note=mark)
    assert reading.canvas.page == 4
    assert reading.canvas.painter.chosen == {mark}
