"""What is queued for a note's audience; how it arrives is in tests/integration/test_sharing."""

from typing import Any

import msgspec
import pytest
from ecabinet_desktop.crypto.notes import new_note_key
from ecabinet_desktop.crypto.sharing import open_shared, sharing_public
from ecabinet_desktop.domain.annotation import Annotation, Audience, NoteKey
from ecabinet_desktop.domain.position import Stance
from ecabinet_desktop.errors import NotAllowed
from ecabinet_desktop.vault.notes import shared_context
from ecabinet_desktop.wire import codec
from ecabinet_desktop.wire.commands import (
    FormalComment,
    PublishNoteKey,
    SaveNote,
    ShareNote,
    StatePosition,
    WithdrawComment,
)

from tests.helpers.desk import Bench

THEIRS = new_note_key()


@pytest.fixture
def note(bench: Bench) -> Annotation:
    bench.put(NoteKey(id="m02", public=sharing_public(THEIRS)))
    paper = bench.desk.meetings.paper("next-1-1.1")
    assert paper is not None
    return bench.desk.shelf.marks(paper, lambda: None).stick(0, 10, 10, "nguồn vốn")


def sent(bench: Bench) -> list[Any]:
    return [entry.envelope.body for entry in bench.store.outbox.entries()]


def test_a_shared_note_goes_sealed_to_readers_who_have_a_key(bench: Bench, note: Annotation) -> None:
    shared = msgspec.structs.replace(note, audience=Audience.PEOPLE, readers=("m02", "m03"))
    bench.desk.note_delivery.store(shared)
    saved, given = sent(bench)
    assert isinstance(saved, SaveNote)
    assert isinstance(given, ShareNote)
    assert set(given.sealed_for) == {"m02"}
    context = shared_context(note.id, bench.desk.me.id)
    opened = codec.decode(open_shared(THEIRS, given.sealed_for["m02"], context), Annotation)
    assert opened.text == "nguồn vốn"
    bench.desk.note_delivery.store(note)
    assert sent(bench)[-1] == ShareNote(note_id=note.id, version_id=note.version_id, sealed_for={})


def test_a_formal_comment_goes_in_plain_and_is_withdrawn_with_the_note(bench: Bench, note: Annotation) -> None:
    bench.desk.note_delivery.store(msgspec.structs.replace(note, audience=Audience.SECRETARIAT))
    given = sent(bench)[-1]
    assert isinstance(given, FormalComment)
    assert given.text == "nguồn vốn"
    bench.desk.note_delivery.delete(note.id)
    assert isinstance(sent(bench)[-1], WithdrawComment)


def test_a_private_note_tells_nobody(bench: Bench, note: Annotation) -> None:
    bench.desk.note_delivery.store(note)
    assert [type(body) for body in sent(bench)] == [SaveNote]


def test_the_key_is_published_once(bench: Bench) -> None:
    for _ in range(2):
        bench.desk.sharing.ensure_published()
    assert [type(body) for body in sent(bench)] == [PublishNoteKey]


def test_only_who_has_a_key_is_offered(bench: Bench, note: Annotation) -> None:
    paper = bench.desk.meetings.paper("next-1-1.1")
    assert paper is not None
    assert [person.id for person in bench.desk.sharing.people(paper)] == ["m02"]


def test_a_note_becomes_a_request_to_speak(bench: Bench, note: Annotation) -> None:
    bench.desk.sharing.request_to_speak(note)
    body = sent(bench)[-1]
    assert isinstance(body, StatePosition)
    assert (body.stance, body.reason) == (Stance.WANTS_TO_SPEAK, "nguồn vốn")
    with pytest.raises(NotAllowed):
        bench.desk.sharing.request_to_speak(msgspec.structs.replace(note, version_id="gone"))
