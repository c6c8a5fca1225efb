"""The smallest real set of handlers, so that the way of a command can be tested apart from what commands do."""

from collections.abc import Callable
from pathlib import Path

import msgspec
from ecabinet_desktop.clock import new_id
from ecabinet_desktop.domain.annotation import SealedNote
from ecabinet_desktop.domain.meeting import Meeting, MeetingKind, MeetingState
from ecabinet_desktop.domain.paper import PageRun, Skeleton
from ecabinet_desktop.errors import Refused, Unreadable
from ecabinet_desktop.server.central import Central
from ecabinet_desktop.server.delivery import Handler
from ecabinet_desktop.server.work import Outcome, Work
from ecabinet_desktop.wire.commands import Command, CreateMeeting, DeleteNote, EditMeeting, Envelope, SaveNote

from tests.helpers.server import CABINET, START, ScriptedClock, configured, found

PDF = b"%PDF-1.7\nsix pages of it"


def save_note(work: Work, command: SaveNote) -> Outcome:
    work.put(
        SealedNote(
            id=command.note_id,
            meeting_id="m",
            version_id=command.version_id,
            author_id=work.actor.id,
            sealed=command.sealed,
        )
    )
    work.leaf(command.sealed)
    if command.sealed == b"refuse me":
        raise Refused("wrong_state", "after writing")
    return Outcome()


def delete_note(work: Work, command: DeleteNote) -> Outcome:
    work.remove(SealedNote, command.note_id)
    return Outcome()


def create_meeting(work: Work, command: CreateMeeting) -> Outcome:
    work.put(
        Meeting(
            id=command.meeting_id,
            title=command.title,
            kind=command.kind,
            state=MeetingState.PLANNED,
            starts_at=command.starts_at,
            place=command.place,
            chair_id=command.chair_id,
        )
    )
    return Outcome()


def edit_meeting(work: Work, command: EditMeeting) -> Outcome:
    meeting = work.get(Meeting, command.meeting_id)
    work.put(msgspec.structs.replace(meeting, title=command.title, chair_id=command.chair_id))
    return Outcome()


HANDLERS: dict[type[Command], Handler] = {
    SaveNote: save_note,
    DeleteNote: delete_note,
    CreateMeeting: create_meeting,
    EditMeeting: edit_meeting,
}


def look_at_header(file: Path) -> Skeleton:
    """Where no PDF engine is wanted: believes what begins like a PDF and has six pages."""
    if not file.read_bytes().startswith(b"%PDF-"):
        raise Unreadable("not_pdf")
    return Skeleton(pages=6, runs=(PageRun(6, 595.0, 842.0),))


def note_central(
    folder: Path, clock: Callable[[], object] | ScriptedClock, database_url: str | None = None
) -> Central:
    """A server of the small cabinet that knows the handlers above."""
    central = Central(
        configured(folder, database_url),
        clock,  # type: ignore[arg-type]
        new_id,
        commands=HANDLERS,
        timed=(),
        inspect=look_at_header,
    )
    found(central, CABINET)
    return central


def note(note_id: str, sealed: bytes = b"sealed", *, command_id: str | None = None) -> Envelope:
    return Envelope(id=command_id or new_id(), body=SaveNote(note_id=note_id, version_id="v1", sealed=sealed))


def meeting(meeting_id: str = "m1", title: str = "Session", chair_id: str = "pm") -> Envelope:
    body = CreateMeeting(
        meeting_id=meeting_id,
        title=title,
        kind=MeetingKind.REGULAR,
        starts_at=START,
        place="Room 1",
        chair_id=chair_id,
    )
    return Envelope(id=new_id(), body=body)


def edited(meeting_id: str = "m1", *, chair_id: str = "pm", base_rev: int | None = None) -> Envelope:
    body = EditMeeting(meeting_id=meeting_id, title="Edited", starts_at=START, place="Room 1", chair_id=chair_id)
    return Envelope(id=new_id(), body=body, base_rev=base_rev)
