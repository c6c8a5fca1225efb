"""What becomes of notes: shared, sent, answered; and what the reader's keys do with papers as a whole."""

import msgspec
import pytest
from ecabinet_desktop.crypto.notes import new_note_key
from ecabinet_desktop.crypto.sharing import sharing_public
from ecabinet_desktop.domain.annotation import Anchoring, Annotation, AnnotationKind, Audience, NoteKey
from ecabinet_desktop.domain.people import Person
from ecabinet_desktop.ui.features.reader.sharing import ShareDialog
from ecabinet_desktop.ui.theme import Theme
from ecabinet_desktop.wire.commands import FormalComment, ShareNote, StatePosition
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot

from tests.gui.reader.conftest import Reading
from tests.helpers.dialogs import ScriptedDialogs
from tests.helpers.hands import type_in
from tests.helpers.sweeps import check_window


@pytest.fixture
def note(reading: Reading) -> Annotation:
    for reader in ("m02", "m03"):
        reading.bench.put(NoteKey(id=reader, public=sharing_public(new_note_key())))
    reading.open()
    made = reading.marks.stick(0, 200, 300, "nguồn vốn chưa rõ")
    reading.view.marking.refresh()
    reading.view.marking.choose(made.id)
    return made


def now(reading: Reading, note: Annotation) -> Annotation:
    found = reading.marks.get(note.id)
    assert found is not None
    return found


def queued(reading: Reading, kind: type) -> list[object]:
    reading.view.leave()
    reading.settle()
    return [e.envelope.body for e in reading.bench.store.outbox.entries() if isinstance(e.envelope.body, kind)]


def test_a_note_is_shared_with_the_people_ticked(
    reading: Reading, note: Annotation, monkeypatch: pytest.MonkeyPatch
) -> None:
    def tick(_dialogs: ScriptedDialogs, dialog: QDialog) -> int:
        assert isinstance(dialog, ShareDialog)
        assert dialog.list.count() == 2
        dialog.list.item(0).setCheckState(Qt.CheckState.Checked)
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(ScriptedDialogs, "run", tick)
    reading.view.bar.actions_by_id["share_note"].trigger()
    shared = now(reading, note)
    assert (shared.audience, len(shared.readers)) == (Audience.PEOPLE, 1)
    assert "Shared with 1 person" in reading.view.notes._readers.text()
    (given,) = queued(reading, ShareNote)
    assert set(given.sealed_for) == set(shared.readers)  # type: ignore[attr-defined]
    reading.view.acts.asked("unshare", note.id)
    assert now(reading, note).audience is Audience.PRIVATE


def test_a_note_becomes_a_formal_comment_a_speaking_note_or_a_request_to_speak(
    reading: Reading, note: Annotation
) -> None:
    acts = reading.view.acts
    acts.asked("comment", note.id)
    assert now(reading, note).audience is Audience.SECRETARIAT
    assert "secretariat" in reading.view.notes._readers.text()
    assert len(queued(reading, FormalComment)) == 1
    acts.asked("speaking_note", note.id)
    assert now(reading, note).kind is AnnotationKind.SPEAKING_NOTE
    acts.asked("speak", note.id)
    assert len(queued(reading, StatePosition)) == 1
    assert "on its way" in reading.view.notes._readers.text()


def test_a_note_received_is_answered_to_its_author(reading: Reading, note: Annotation) -> None:
    theirs = msgspec.structs.replace(note, id="n9.m07", author_id="m02", readers=("m07",), text="Anh nghĩ sao?")
    reading.settle()
    reading.bench.store.notes.save(theirs)
    reading.marks.absorb()
    reading.view.marking.refresh()
    reading.view.acts.asked("reply", theirs.id)
    (answer,) = [mark for mark in reading.marks.all() if mark.reply_to == theirs.id]
    assert answer.readers == ("m02",)
    assert reading.view.notes._words.hasFocus()


def test_a_carried_note_is_kept_where_it_was_put_by_one_key(reading: Reading, note: Annotation) -> None:
    reading.marks.change([note.id], anchoring=Anchoring.CHECK)
    reading.view.marking.refresh()
    reading.view.marking.choose(note.id)
    reading.view.bar.actions_by_id["accept_note"].trigger()
    assert now(reading, note).anchoring is Anchoring.PLACED


def test_a_carried_note_is_moved_to_the_selected_words_by_the_same_key(reading: Reading, note: Annotation) -> None:
    reading.marks.change([note.id], anchoring=Anchoring.ORPHAN)
    reading.view.marking.refresh()
    assert [row.id for row in reading.view.notes.list.rows.rows] == [note.id], "the drawer is in the list"
    reading.drag(0, 0, 2)
    reading.view.notes.choose(note.id)
    reading.view.acts.asked("accept", note.id)
    moved = now(reading, note)
    assert moved.anchoring is Anchoring.PLACED
    assert moved.quote is not None
    assert moved.quote.exact == "Tờ trình về"
    assert reading.marks.on_page(0) == (moved,)


def test_one_goes_from_note_to_note_by_key(reading: Reading, note: Annotation) -> None:
    later = reading.marks.stick(3, 100, 100, "sau")
    reading.view.marking.refresh()
    reading.view.bar.actions_by_id["next_note"].trigger()
    assert reading.view.marking.chosen == {later.id}
    assert reading.canvas.page in (2, 3)
    reading.view.bar.actions_by_id["next_note"].trigger()
    assert reading.view.marking.chosen == {note.id}
    reading.view.bar.actions_by_id["previous_note"].trigger()
    assert reading.view.marking.chosen == {later.id}


def test_notes_of_the_whole_meeting_are_listed_and_lead_to_their_papers(reading: Reading, note: Annotation) -> None:
    reading.view.leave()
    reading.settle()
    reading.view.notes.scope.button("meeting").click()
    rows = reading.view.notes.list.rows.rows
    assert [row.id for row in rows] == [note.id]
    assert "Tờ trình" in rows[0].subtitle


def people() -> list[Person]:
    from tests.helpers import cabinet_sample

    return [person for person in cabinet_sample.people() if person.id in ("m02", "m03", "m04")]


def test_the_share_dialog_says_on_its_button_what_it_does(qtbot: QtBot, theme: Theme) -> None:
    dialog = ShareDialog(people(), ("m03",))
    qtbot.addWidget(dialog)
    dialog.show()
    go = dialog.findChild(QPushButton, "accept")
    assert go is not None
    assert go.text() == "Share with 1 person"
    dialog.list.item(0).setCheckState(Qt.CheckState.Checked)
    assert go.text() == "Share with 2 people"
    for n in range(3):
        dialog.list.item(n).setCheckState(Qt.CheckState.Unchecked)
    assert go.text() == "Share with nobody"
    type_in(dialog.filter, people()[1].name)
    assert [dialog.list.item(n).isHidden() for n in range(3)].count(False) == 1
    check_window(dialog)
