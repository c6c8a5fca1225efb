from typing import Any

import msgspec
import pytest
from ecabinet_desktop.clock import monotonic
from ecabinet_desktop.crypto.notes import open_note
from ecabinet_desktop.domain.annotation import Annotation, AnnotationKind, Colour, Quad, Quote
from ecabinet_desktop.domain.paper import PaperVersion
from ecabinet_desktop.errors import Full
from ecabinet_desktop.usecases.change import Change
from ecabinet_desktop.usecases.marks import UNDO_STEPS, Edit, Marks
from ecabinet_desktop.wire import codec
from ecabinet_desktop.wire.commands import DeleteNote, SaveNote

from tests.helpers.desk import Bench

LINE = Quad(10, 20, 100, 32)
QUOTE = Quote(exact="thông qua", before="Chính phủ", after="Nghị quyết")


@pytest.fixture
def paper(bench: Bench) -> PaperVersion:
    found = bench.desk.meetings.paper("next-1-1.1")
    assert found is not None
    return found


@pytest.fixture
def marks(bench: Bench, paper: PaperVersion) -> Marks:
    return opened(bench, paper)


def opened(bench: Bench, paper: PaperVersion) -> Marks:
    return bench.desk.shelf.marks(paper, lambda: None)


def sent(bench: Bench) -> list[Any]:
    return [entry.envelope.body for entry in bench.store.outbox.entries()]


def test_a_mark_is_there_at_once_and_kept_after_save(marks: Marks, bench: Bench, paper: PaperVersion) -> None:
    mark = marks.highlight(2, [LINE], QUOTE, Colour.GREEN)
    assert list(marks.on_page(2)) == [mark]
    assert not marks.is_saved
    assert opened(bench, paper).all() == []
    marks.save()
    assert marks.is_saved
    assert opened(bench, paper).all() == [mark]


def test_the_server_gets_a_mark_sealed_under_the_note_key_only(marks: Marks, bench: Bench) -> None:
    mark = marks.stick(0, 5, 6, "chưa rõ nguồn vốn")
    marks.save()
    (command,) = sent(bench)
    assert isinstance(command, SaveNote)
    assert "nguồn".encode() not in command.sealed
    assert codec.decode(open_note(bench.store.notes.key(), command.sealed, mark.id), Annotation) == mark


def test_marks_are_listed_as_they_are_read(marks: Marks) -> None:
    low = marks.stick(1, 5, 300, "c")
    high = marks.stick(1, 5, 20, "b")
    first = marks.stick(0, 5, 900, "a")
    assert marks.all() == [first, high, low]


def test_each_step_can_be_taken_back_and_done_again(marks: Marks) -> None:
    mark = marks.highlight(0, [LINE], QUOTE, Colour.YELLOW)
    marks.recolour([mark.id], Colour.RED)
    marks.delete([mark.id])
    assert marks.all() == []
    marks.undo()
    red = marks.get(mark.id)
    assert red is not None
    assert red.colour is Colour.RED
    marks.undo()
    assert marks.all() == [mark]
    marks.undo()
    assert marks.all() == []
    assert not marks.can_undo
    assert marks.undo() is Change.NONE
    for _ in range(3):
        marks.redo()
    assert marks.all() == []
    assert not marks.can_redo
    marks.undo()
    assert marks.all() == [red]


def test_a_new_step_ends_what_could_be_done_again(marks: Marks) -> None:
    marks.stick(0, 1, 1, "a")
    marks.undo()
    assert marks.can_redo
    marks.stick(0, 2, 2, "b")
    assert not marks.can_redo
    assert marks.redo() is Change.NONE


def test_keystrokes_on_one_note_are_one_step_and_on_another_a_second(marks: Marks) -> None:
    one, two = marks.stick(0, 1, 1, ""), marks.stick(0, 2, 2, "")
    for text in ("c", "ch", "chư", "chưa"):
        marks.write(one.id, text)
    marks.write(two.id, "khác")
    marks.write(one.id, "chưa rõ")
    texts = []
    for _ in range(3):
        marks.undo()
        texts.append([mark.text for mark in marks.all()])
    assert texts == [["chưa", "khác"], ["chưa", ""], ["", ""]]


def test_a_drag_is_one_step_and_deleting_several_is_one_step(marks: Marks) -> None:
    kept = [marks.stick(0, n, n, str(n)) for n in range(3)]
    for x in range(20):
        marks.reshape(kept[0].id, 0, [Quad(x, 50, x, 50)], join="drag")
    marks.delete([mark.id for mark in kept] + ["unheard of"])
    assert marks.all() == []
    marks.undo()
    assert len(marks.all()) == 3
    marks.undo()
    assert marks.all() == kept


def test_there_is_an_end_to_what_can_be_taken_back(marks: Marks) -> None:
    for n in range(UNDO_STEPS + 10):
        marks.stick(0, n, n, str(n))
    while marks.can_undo:
        marks.undo()
    assert len(marks.all()) == 10


def test_only_the_newest_state_of_a_mark_is_saved(marks: Marks, bench: Bench, paper: PaperVersion) -> None:
    mark = marks.stick(0, 1, 1, "a")
    marks.write(mark.id, "ab")
    gone = marks.stick(0, 2, 2, "b")
    marks.save()
    marks.delete([gone.id])
    marks.save()
    assert [type(command) for command in sent(bench)] == [SaveNote, SaveNote, DeleteNote]
    assert [m.text for m in opened(bench, paper).all()] == ["ab"]


def test_a_save_that_fails_half_way_is_finished_by_the_next(
    marks: Marks, bench: Bench, paper: PaperVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    wanted = [marks.stick(0, n, n, str(n)) for n in range(3)]
    real, calls = bench.store.notes.save, []  # type: ignore[var-annotated]

    def failing(mark: Annotation) -> None:
        calls.append(mark)
        if len(calls) == 2:
            raise Full("disk")
        real(mark)

    monkeypatch.setattr(bench.store.notes, "save", failing)
    with pytest.raises(Full):
        marks.save()
    assert not marks.is_saved
    assert marks.all() == wanted
    marks.save()
    assert opened(bench, paper).all() == wanted
    assert len(sent(bench)) == 3


def test_a_mark_that_is_being_saved_is_not_lost_when_others_arrive(
    marks: Marks, bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    mark = marks.stick(0, 1, 1, "a")
    real = bench.store.notes.save
    seen: list[list[Annotation]] = []

    def arriving(saved: Annotation) -> None:
        marks.absorb()
        seen.append(marks.all())
        marks.write(mark.id, "written meanwhile")
        real(saved)

    monkeypatch.setattr(bench.store.notes, "save", arriving)
    marks.save()
    assert seen == [[mark]]
    assert not marks.is_saved
    monkeypatch.undo()
    marks.save()
    assert bench.store.notes.of_version(mark.version_id)[0].text == "written meanwhile"


def test_what_my_other_computer_wrote_appears_and_my_unsaved_change_wins(
    marks: Marks, bench: Bench, paper: PaperVersion
) -> None:
    mine = marks.stick(0, 1, 1, "mine")
    marks.save()
    other = opened(bench, paper)
    theirs = other.stick(0, 2, 2, "theirs")
    other.write(mine.id, "theirs over mine")
    other.save()
    marks.write(mine.id, "newer")
    assert marks.absorb() is Change.NOTES
    assert [mark.text for mark in marks.all()] == ["newer", theirs.text]
    assert marks.absorb() is Change.NONE


def test_a_deletion_not_yet_saved_is_not_undone_by_what_arrives(marks: Marks) -> None:
    mark = marks.stick(0, 1, 1, "a")
    marks.save()
    marks.delete([mark.id])
    marks.absorb()
    assert marks.all() == []
    marks.undo()
    assert marks.all() == [mark]


def test_every_change_is_told_and_nothing_is_told_of_nothing(bench: Bench, paper: PaperVersion) -> None:
    dirty: list[int] = []
    heard: list[Change] = []
    bench.desk.changes.subscribe(heard.append)
    marks = bench.desk.shelf.marks(paper, lambda: dirty.append(1))
    assert marks.apply([]) is Change.NONE
    assert marks.write("unheard of", "x") is Change.NONE
    assert marks.delete([]) is Change.NONE
    assert (dirty, heard) == ([], [])
    mark = marks.stick(0, 1, 1, "a")
    assert (dirty, heard) == ([1], [Change.NOTES])
    assert Edit(None, mark).reversed() == Edit(mark, None)
    assert Edit(mark, None).id == Edit(None, mark).id == mark.id


def test_steps_can_be_taken_back_after_a_restart(marks: Marks, bench: Bench, paper: PaperVersion) -> None:
    mark = marks.stick(0, 1, 1, "a")
    marks.recolour([mark.id], Colour.RED)
    marks.save()
    again = opened(bench, paper)
    assert again.can_undo
    again.undo()
    yellow = again.get(mark.id)
    assert yellow is not None
    assert yellow.colour is Colour.YELLOW
    again.redo()
    red = again.get(mark.id)
    assert red is not None
    assert red.colour is Colour.RED


def test_taking_a_step_back_spares_what_came_from_elsewhere_since(marks: Marks, bench: Bench) -> None:
    mark = marks.stick(0, 1, 1, "a")
    marks.recolour([mark.id], Colour.GREEN)
    marks.save()
    held = bench.store.notes.get(mark.id)
    assert held is not None
    bench.store.notes.save(msgspec.structs.replace(held, text="từ máy khác"))
    marks.absorb()
    marks.undo()
    now = marks.get(mark.id)
    assert now is not None
    assert (now.colour, now.text) == (Colour.YELLOW, "từ máy khác")


def test_a_mark_deleted_elsewhere_is_not_brought_back_by_taking_back_a_colour(marks: Marks, bench: Bench) -> None:
    mark = marks.stick(0, 1, 1, "a")
    marks.recolour([mark.id], Colour.GREEN)
    marks.save()
    bench.store.notes.delete(mark.id)
    marks.absorb()
    marks.undo()
    assert marks.get(mark.id) is None


def test_somebody_elses_mark_is_not_changed_here(marks: Marks, bench: Bench) -> None:
    mark = marks.stick(0, 1, 1, "a")
    marks.save()
    bench.store.notes.save(msgspec.structs.replace(mark, id="theirs", author_id="m02"))
    marks.absorb()
    assert marks.write("theirs", "b") is Change.NONE
    assert marks.delete(["theirs"]) is Change.NONE
    theirs = marks.get("theirs")
    assert theirs is not None
    assert theirs.text == "a"


def test_ten_thousand_marks_change_one_at_a_time(marks: Marks) -> None:
    drafts = [
        marks.draft(n % 200, AnnotationKind.HIGHLIGHT, (Quad(10, n % 800, 100, n % 800 + 9),), quote=QUOTE)
        for n in range(10_000)
    ]
    marks.add_all(drafts)
    pages = marks.by_page()
    untouched = pages[7]
    begun = monotonic()
    marks.write(drafts[3].id, "x")
    assert monotonic() - begun < 0.1
    assert marks.by_page()[7] is untouched, "only the page of the mark is worked out anew"
