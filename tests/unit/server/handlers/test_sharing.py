"""Notes given to others and formal comments, as the server takes them."""

import pytest
from ecabinet_desktop.domain.annotation import Comment, NoteKey, SharedNote
from ecabinet_desktop.domain.meeting import MeetingState
from ecabinet_desktop.server.handlers.sharing import LONGEST_COMMENT, MOST_READERS
from ecabinet_desktop.wire import commands

from tests.unit.server.cabinet import CabinetAtWork

EVERYBODY = ("pm", "minister-one", "minister-two", "secretary", "assistant", "admin")


def shared(*readers: str, version_id: str = "version1") -> commands.ShareNote:
    return commands.ShareNote(note_id="n1", version_id=version_id, sealed_for=dict.fromkeys(readers, b"sealed"))


def comment(text: str = "Đề nghị bổ sung") -> commands.FormalComment:
    return commands.FormalComment(note_id="n1", version_id="version1", page=2, text=text, quoted="nguồn vốn")


def test_a_key_is_published_once_and_replaced_by_another(cabinet: CabinetAtWork) -> None:
    for public in (b"a" * 32, b"a" * 32, b"b" * 32):
        cabinet.do("minister-one", commands.PublishNoteKey(public=public))
    assert cabinet.row(NoteKey, "minister-one").public == b"b" * 32
    assert cabinet.code("minister-one", commands.PublishNoteKey(public=b"short")) == "bad_key"
    assert cabinet.code("admin", commands.PublishNoteKey(public=b"a" * 32)) == "not_allowed"


def test_a_shared_note_is_held_by_its_author_and_its_reader(cabinet: CabinetAtWork) -> None:
    cabinet.publish()
    cabinet.do("minister-one", shared("minister-two", "pm"))
    assert cabinet.holders(SharedNote, "n1.minister-two", *EVERYBODY) == {"minister-one", "minister-two"}
    cabinet.do("minister-one", shared("pm"))
    assert cabinet.holders(SharedNote, "n1.minister-two", *EVERYBODY) == set()
    assert cabinet.holders(SharedNote, "n1.pm", *EVERYBODY) == {"minister-one", "pm"}
    cabinet.do("minister-one", shared())
    assert cabinet.rows("pm", SharedNote) == {}


def test_nobody_is_given_a_note_on_a_paper_they_may_not_read(cabinet: CabinetAtWork) -> None:
    cabinet.publish()
    assert cabinet.code("minister-one", shared("admin")) == "not_a_reader"
    assert cabinet.code("minister-one", shared("nobody")) == "not_a_reader"
    assert cabinet.code("minister-one", shared("minister-one")) == "not_a_reader"
    many = {f"p{n}": b"x" for n in range(MOST_READERS + 1)}
    large = commands.ShareNote(note_id="n1", version_id="version1", sealed_for=many)
    assert cabinet.code("minister-one", large) == "too_large"


def test_nobody_writes_over_what_another_one_shared(cabinet: CabinetAtWork) -> None:
    cabinet.publish()
    cabinet.do("minister-one", shared("pm"))
    assert cabinet.code("minister-two", shared("pm")) == "not_allowed"
    cabinet.do("minister-two", shared())
    assert set(cabinet.rows("pm", SharedNote)) == {"n1.pm"}


def test_who_is_recused_loses_the_notes_on_the_item(cabinet: CabinetAtWork) -> None:
    cabinet.publish()
    cabinet.do("minister-one", shared("minister-two"))
    cabinet.do("secretary", commands.Recuse(item_id="i1", member_id="minister-two", recused=True))
    assert cabinet.rows("minister-two", SharedNote) == {}


def test_a_comment_is_for_the_secretariat_until_it_is_taken_back(cabinet: CabinetAtWork) -> None:
    cabinet.publish()
    cabinet.do("minister-one", comment(), comment("Đề nghị bổ sung số liệu"))
    assert cabinet.holders(Comment, "n1", *EVERYBODY) == {"minister-one", "secretary"}
    assert cabinet.row(Comment, "n1").text == "Đề nghị bổ sung số liệu"
    withdrawal = commands.WithdrawComment(note_id="n1", version_id="version1")
    assert cabinet.code("minister-two", comment()) == "not_allowed"
    assert cabinet.code("minister-two", withdrawal) == "not_allowed"
    cabinet.do("minister-one", withdrawal, withdrawal)
    assert cabinet.rows("secretary", Comment) == {}


@pytest.mark.parametrize(("text", "code"), [("  ", "empty_comment"), ("x" * (LONGEST_COMMENT + 1), "too_large")])
def test_a_comment_has_words_and_not_too_many(cabinet: CabinetAtWork, text: str, code: str) -> None:
    cabinet.publish()
    assert cabinet.code("minister-one", comment(text)) == code


def test_a_closed_meeting_takes_neither(cabinet: CabinetAtWork) -> None:
    cabinet.convene("pm", "minister-one", "minister-two")
    cabinet.do("pm", commands.MoveMeeting(meeting_id="m1", state=MeetingState.ENDED))
    for state in (MeetingState.MINUTES_DRAFTED, MeetingState.CLOSED):
        cabinet.do("secretary", commands.MoveMeeting(meeting_id="m1", state=state))
    assert cabinet.code("minister-one", shared("pm")) == "meeting_closed"
    assert cabinet.code("minister-one", comment()) == "meeting_closed"
