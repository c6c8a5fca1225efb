import pytest
from ecabinet_desktop.domain.annotation import SealedNote
from ecabinet_desktop.domain.meeting import MeetingState
from ecabinet_desktop.server.handlers.notes import LARGEST
from ecabinet_desktop.wire import commands

from tests.unit.server.cabinet import CabinetAtWork, approval, item

S = MeetingState


def note(note_id: str = "n1", sealed: bytes = b"sealed", version_id: str = "version1") -> commands.SaveNote:
    return commands.SaveNote(note_id=note_id, version_id=version_id, sealed=sealed)


def forget(note_id: str = "n1") -> commands.DeleteNote:
    return commands.DeleteNote(note_id=note_id)


def close_the_meeting(cabinet: CabinetAtWork) -> None:
    cabinet.do("pm", commands.MoveMeeting(meeting_id="m1", state=S.ENDED))
    for state in (S.MINUTES_DRAFTED, S.CLOSED):
        cabinet.do("secretary", commands.MoveMeeting(meeting_id="m1", state=state))


def test_a_note_is_kept_for_its_author_alone(cabinet: CabinetAtWork) -> None:
    cabinet.publish()
    cabinet.do("minister-one", note(), note(sealed=b"changed"))
    everybody = ("pm", "minister-one", "minister-two", "secretary", "assistant", "admin")
    assert cabinet.holders(SealedNote, "n1", *everybody) == {"minister-one"}
    kept = cabinet.row(SealedNote, "n1")
    assert (kept.sealed, kept.version_id, kept.meeting_id) == (b"changed", "version1", "m1")


def test_a_note_is_forgotten_by_its_author_alone(cabinet: CabinetAtWork) -> None:
    cabinet.publish()
    cabinet.do("minister-one", note())
    assert cabinet.code("minister-two", forget()) == "not_allowed"
    assert cabinet.code("minister-two", note(sealed=b"mine")) == "not_allowed"
    cabinet.do("minister-one", forget(), forget())
    assert cabinet.rows("minister-one", SealedNote) == {}


def test_a_note_of_any_size_is_not_taken(cabinet: CabinetAtWork) -> None:
    cabinet.publish()
    assert cabinet.code("minister-one", note(sealed=b"x" * (LARGEST + 1))) == "too_large"
    cabinet.do("minister-one", note(sealed=b"x" * LARGEST))


def test_nobody_writes_on_a_paper_never_seen(cabinet: CabinetAtWork) -> None:
    cabinet.plan()
    cabinet.do("secretary", cabinet.filing("version1"))
    assert cabinet.code("minister-one", note()) == "not_allowed"
    assert cabinet.code("minister-one", note(version_id="version9")) == "unknown"
    cabinet.do("secretary", approval())
    cabinet.do("minister-one", note())
    cabinet.do("secretary", item("i2"), cabinet.filing("version2", "i2"))
    assert cabinet.code("minister-one", note(version_id="version2")) == "not_allowed"


def test_what_was_written_before_a_withdrawal_was_known_is_kept(cabinet: CabinetAtWork) -> None:
    cabinet.publish()
    cabinet.do("minister-one", note())
    cabinet.do("secretary", commands.WithdrawPaper(version_id="version1", reason="Sai"))
    cabinet.do("minister-one", note(sealed=b"later"), note("n2"))
    assert set(cabinet.rows("minister-one", SealedNote)) == {"n1", "n2"}


@pytest.mark.parametrize("who", ["secretary", "assistant", "clerk"])
def test_whoever_reads_may_write(cabinet: CabinetAtWork, who: str) -> None:
    cabinet.do("secretary", *_submission(cabinet))
    cabinet.do(who, note())


def test_the_administrator_writes_on_nothing(cabinet: CabinetAtWork) -> None:
    cabinet.publish()
    assert cabinet.code("admin", note()) == "not_allowed"


def test_a_closed_meeting_takes_no_new_notes_but_lets_old_ones_go(cabinet: CabinetAtWork) -> None:
    cabinet.convene()
    cabinet.do("minister-one", note())
    close_the_meeting(cabinet)
    assert cabinet.code("minister-one", note("n2")) == "meeting_closed"
    assert cabinet.code("minister-one", note(sealed=b"changed")) == "meeting_closed"
    cabinet.do("minister-one", forget())


def _submission(cabinet: CabinetAtWork) -> tuple[commands.AnyCommand, ...]:
    cabinet.plan(item_id="i0")
    return (
        commands.RemoveItem(item_id="i0"),
        item("i1", ministry="Ministry of Finance"),
        cabinet.filing("version1"),
        approval(),
    )
