"""Private annotations: kept for their author, unreadable to everyone here."""

from sqlalchemy import select

from ecabinet_desktop.domain.access import may_see
from ecabinet_desktop.domain.annotation import SealedNote, SharedNote
from ecabinet_desktop.domain.meeting import NO_NEW_NOTES, Meeting
from ecabinet_desktop.domain.paper import PaperVersion
from ecabinet_desktop.errors import NotAllowed, Refused
from ecabinet_desktop.server import schema
from ecabinet_desktop.server.work import Outcome, Work
from ecabinet_desktop.wire import commands

LARGEST = 64 * 1024
"""Bytes of one sealed note."""


def save(work: Work, command: commands.SaveNote) -> Outcome:
    """Insert or replace a note of one's own."""
    if len(command.sealed) > LARGEST:
        raise Refused("too_large")
    held = work.find(SealedNote, command.note_id)
    if held is not None and held.author_id != work.actor.id:
        raise NotAllowed
    paper = work.get(PaperVersion, command.version_id)
    meeting = work.get(Meeting, paper.meeting_id)
    if not has_read(work, paper):
        raise NotAllowed
    if meeting.state in NO_NEW_NOTES:
        raise Refused("meeting_closed")
    work.put(
        SealedNote(
            id=command.note_id,
            meeting_id=paper.meeting_id,
            version_id=paper.id,
            author_id=work.actor.id,
            sealed=command.sealed,
        )
    )
    return Outcome()


def delete(work: Work, command: commands.DeleteNote) -> Outcome:
    """Forget a note of one's own; one that is not there is forgotten already."""
    held = work.find(SealedNote, command.note_id)
    if held is None:
        return Outcome()
    if held.author_id != work.actor.id:
        raise NotAllowed
    work.remove(SealedNote, held.id)
    take_back(work, held.id, held.meeting_id)
    return Outcome()


def take_back(work: Work, note_id: str, meeting_id: str, keep: frozenset[str] = frozenset()) -> None:
    """Bury what carries a note to its readers, but for those in `keep`."""
    for row in work.all(SharedNote, meeting_id=meeting_id):
        if row.note_id == note_id and row.author_id == work.actor.id and row.reader_id not in keep:
            work.remove(SharedNote, row.id)


def has_read(work: Work, paper: PaperVersion) -> bool:
    """May see the paper, or once could: what was written offline is kept though the paper was withdrawn since."""
    if may_see(work.actor, paper, work.facts(meeting_id=paper.meeting_id, item_id=paper.item_id)):
        return True
    audience = schema.audience.c
    could = select(audience.seq).where(
        audience.kind == "paper", audience.id == paper.id, audience.person_id == work.actor.id
    )
    return work.db.execute(could).first() is not None
