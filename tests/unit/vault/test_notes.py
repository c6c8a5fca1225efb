"""The member's notes: theirs alone, newest wins, and nothing but their own word takes one away."""

import threading

import pytest
from ecabinet_desktop.crypto.notes import new_note_key, open_note, seal_note
from ecabinet_desktop.domain.annotation import Annotation, SealedNote, descended
from ecabinet_desktop.errors import Damaged
from ecabinet_desktop.vault.notes import Notes
from ecabinet_desktop.wire import codec
from ecabinet_desktop.wire.answers import Row
from ecabinet_desktop.wire.commands import DeleteNote, Envelope, SaveNote

from tests.unit.vault.shelf import NOW, Shelf, gone, note, page, paper, row, shelf


def arrives(shelf_: Shelf, annotation: Annotation, *, rev: int = 1, key: bytes | None = None) -> Row:
    """The row of a note as another device of the member sealed it."""
    sealed = seal_note(key or shelf_.notes.key(), codec.encode(annotation), annotation.id)
    return row(
        SealedNote(
            id=annotation.id,
            meeting_id=annotation.meeting_id,
            version_id=annotation.version_id,
            author_id="me",
            sealed=sealed,
        ),
        rev=rev,
    )


def test_notes_are_found_by_paper_by_meeting_and_by_id(shelf_: Shelf) -> None:
    for annotation in (note("n1"), note("n2", version_id="v2")):
        shelf_.notes.save(annotation)
    assert shelf_.notes.of_version("v1") == [note("n1")]
    assert shelf_.notes.of_meeting("m1") == [note("n1"), note("n2", version_id="v2")]
    assert shelf_.notes.get("n2") == note("n2", version_id="v2")
    assert shelf_.notes.get("n3") is None


def test_a_saved_note_replaces_the_one_before_and_a_deleted_one_is_gone(shelf_: Shelf) -> None:
    shelf_.notes.save(note(text="first"))
    shelf_.notes.save(note(text="second"))
    assert [n.text for n in shelf_.notes.of_version("v1")] == ["second"]
    shelf_.notes.delete("n1")
    assert shelf_.notes.of_version("v1") == []


def test_the_note_key_is_made_once_and_stays(shelf_: Shelf) -> None:
    key, folder = shelf_.notes.key(), shelf_.vault.folder
    assert len(key) == 32
    shelf_.vault.close()
    again = shelf(folder)
    assert again.notes.key() == key
    again.vault.close()


def test_two_threads_that_ask_first_get_the_same_key(shelf_: Shelf) -> None:
    with shelf_.vault.transaction() as db:
        db.execute("DELETE FROM meta WHERE name = 'note_key'")
    fresh = Notes(shelf_.vault)
    keys: list[bytes] = []
    threads = [threading.Thread(target=lambda: keys.append(fresh.key())) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=10)
    assert len(keys) == 4
    assert set(keys) == {shelf_.vault.meta("note_key")}


def test_a_note_from_another_device_is_opened_and_shown(shelf_: Shelf) -> None:
    shelf_.replica.apply(page([arrives(shelf_, note(text="từ máy khác"))]))
    assert shelf_.notes.of_version("v1") == [note(text="từ máy khác")]


@pytest.mark.parametrize("minutes", [-5, 0, 5])
def test_of_two_edits_that_knew_nothing_of_each_other_both_texts_stay(shelf_: Shelf, minutes: int) -> None:
    """Whatever the clocks say: the server's stands, and what was here is kept beside it."""
    shelf_.notes.save(note(text="here"))
    shelf_.replica.apply(page([arrives(shelf_, note(text="there", minutes=minutes))]))
    found = {n.text: n for n in shelf_.notes.of_version("v1")}
    assert set(found) == {"here", "there"}
    assert found["there"].id == note().id
    assert found["here"].copy_of == note().id


def test_an_edit_of_what_is_here_takes_its_place_and_an_older_state_does_not(shelf_: Shelf) -> None:
    first = note(text="first")
    second = descended(note(text="second", minutes=-9), first)
    shelf_.notes.save(first)
    shelf_.replica.apply(page([arrives(shelf_, second)]))
    assert [n.text for n in shelf_.notes.of_version("v1")] == ["second"]
    shelf_.replica.apply(page([arrives(shelf_, first)], upto=9))
    assert [n.text for n in shelf_.notes.of_version("v1")] == ["second"]


def test_a_note_under_another_key_stays_sealed_and_stops_nothing(shelf_: Shelf) -> None:
    shelf_.replica.apply(
        page([arrives(shelf_, note("n1"), key=new_note_key()), arrives(shelf_, note("n2"))], upto=4)
    )
    assert [n.id for n in shelf_.notes.of_version("v1")] == ["n2"]
    assert shelf_.replica.cursor() == ("e1", 4)
    row_ = shelf_.replica.get(SealedNote, "n1")
    assert row_ is not None
    with pytest.raises(Damaged):
        open_note(shelf_.notes.key(), row_.sealed, "n1")


def queue(shelf_: Shelf, body: SaveNote | DeleteNote) -> None:
    shelf_.outbox.put(Envelope(id=f"c-{body.note_id}", body=body))


def test_a_note_deleted_on_another_device_goes_here_too(shelf_: Shelf) -> None:
    shelf_.replica.apply(page([arrives(shelf_, note())]))
    shelf_.replica.apply(page(gone=[gone("note", "n1")], upto=2))
    assert shelf_.notes.get("n1") is None


def test_a_note_deleted_elsewhere_while_an_edit_waits_here_is_kept(shelf_: Shelf) -> None:
    shelf_.replica.apply(page([arrives(shelf_, note())]))
    shelf_.notes.save(note(text="edited offline", minutes=9))
    queue(shelf_, SaveNote(note_id="n1", version_id="v1", sealed=b"sealed"))
    shelf_.replica.apply(page(gone=[gone("note", "n1")], upto=2))
    assert shelf_.notes.get("n1") == note(text="edited offline", minutes=9)


def test_a_note_deleted_here_does_not_come_back_before_the_server_knows(shelf_: Shelf) -> None:
    shelf_.replica.apply(page([arrives(shelf_, note())]))
    shelf_.notes.delete("n1")
    queue(shelf_, DeleteNote(note_id="n1"))
    shelf_.replica.apply(page([arrives(shelf_, note(minutes=3), rev=2)], upto=2))
    assert shelf_.notes.get("n1") is None


def test_a_server_restored_without_a_note_does_not_take_it_from_the_member(shelf_: Shelf) -> None:
    shelf_.replica.apply(page([row(paper()), arrives(shelf_, note())]))
    shelf_.replica.begin_relist()
    shelf_.replica.apply(page([row(paper())], epoch="e2"))
    assert shelf_.replica.get(SealedNote, "n1") is None
    assert shelf_.notes.of_version("v1") == [note()]


def test_notes_on_a_withdrawn_paper_lie_in_the_drawer(shelf_: Shelf) -> None:
    shelf_.replica.apply(page([row(paper("v1")), row(paper("v2"))]))
    shelf_.notes.save(note("n1", version_id="v1"))
    shelf_.notes.save(note("n2", version_id="v2"))
    assert shelf_.notes.drawer() == []
    shelf_.replica.apply(page(gone=[gone("paper", "v1")], upto=2))
    assert shelf_.notes.drawer() == [note("n1", version_id="v1")]


def test_the_undo_steps_of_a_paper_are_kept(shelf_: Shelf) -> None:
    assert shelf_.notes.history("v1") is None
    shelf_.notes.set_history("v1", b"one")
    shelf_.notes.set_history("v1", b"two \x00")
    assert shelf_.notes.history("v1") == b"two \x00"
    assert shelf_.notes.history("v2") is None


def test_notes_stay_over_a_restart(shelf_: Shelf) -> None:
    shelf_.notes.save(note(text="giữ lại"))
    folder = shelf_.vault.folder
    shelf_.vault.close()
    again = shelf(folder)
    assert again.notes.get("n1") == note(text="giữ lại")
    assert note().created_at == NOW
    again.vault.close()
