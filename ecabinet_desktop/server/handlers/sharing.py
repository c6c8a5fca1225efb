"""Notes given to others, and formal comments. The former are sealed for each reader; the latter are to be read.

Who may be given a note is who may read the paper it stands on.
"""

from ecabinet_desktop.crypto.sharing import PUBLIC_BYTES
from ecabinet_desktop.domain.access import may_see
from ecabinet_desktop.domain.annotation import Comment, NoteKey, SharedNote, shared_id
from ecabinet_desktop.domain.meeting import NO_NEW_NOTES, Meeting
from ecabinet_desktop.domain.paper import PaperVersion
from ecabinet_desktop.errors import NotAllowed, Refused
from ecabinet_desktop.server.handlers.notes import LARGEST, has_read, take_back
from ecabinet_desktop.server.work import Outcome, Work
from ecabinet_desktop.wire import commands

MOST_READERS = 200
LONGEST_COMMENT = 20_000


def publish_key(work: Work, command: commands.PublishNoteKey) -> Outcome:
    """Keep the actor's public key; another one replaces it."""
    if len(command.public) != PUBLIC_BYTES:
        raise Refused("bad_key")
    held = work.find(NoteKey, work.actor.id)
    if held is None or held.public != command.public:
        work.put(NoteKey(id=work.actor.id, public=command.public))
    return Outcome()


def share(work: Work, command: commands.ShareNote) -> Outcome:
    """One row for each reader; readers who are not named any more lose theirs."""
    paper = _paper(work, command.version_id)
    if len(command.sealed_for) > MOST_READERS or any(len(s) > LARGEST for s in command.sealed_for.values()):
        raise Refused("too_large")
    facts = work.facts(meeting_id=paper.meeting_id, item_id=paper.item_id)
    people = {person.id: person for person in work.people()}
    for reader_id in command.sealed_for:
        reader = people.get(reader_id)
        if reader is None or reader_id == work.actor.id or not may_see(reader, paper, facts):
            raise Refused("not_a_reader", reader_id)
    take_back(work, command.note_id, paper.meeting_id, keep=frozenset(command.sealed_for))
    for reader_id, sealed in command.sealed_for.items():
        row_id = shared_id(command.note_id, reader_id)
        held = work.find(SharedNote, row_id)
        if held is not None and held.author_id != work.actor.id:
            raise NotAllowed
        work.put(
            SharedNote(
                id=row_id,
                note_id=command.note_id,
                meeting_id=paper.meeting_id,
                item_id=paper.item_id,
                version_id=paper.id,
                author_id=work.actor.id,
                reader_id=reader_id,
                sealed=sealed,
            )
        )
    return Outcome()


def comment(work: Work, command: commands.FormalComment) -> Outcome:
    """Insert or replace a formal comment of one's own."""
    paper = _paper(work, command.version_id)
    if not command.text.strip():
        raise Refused("empty_comment")
    if len(command.text) + len(command.quoted) > LONGEST_COMMENT:
        raise Refused("too_large")
    held = work.find(Comment, command.note_id)
    if held is not None and held.author_id != work.actor.id:
        raise NotAllowed
    work.put(
        Comment(
            id=command.note_id,
            meeting_id=paper.meeting_id,
            item_id=paper.item_id,
            version_id=paper.id,
            author_id=work.actor.id,
            page=command.page,
            text=command.text.strip(),
            quoted=command.quoted,
            given_at=work.now,
        )
    )
    return Outcome()


def withdraw_comment(work: Work, command: commands.WithdrawComment) -> Outcome:
    """Take one's own comment back; one that is not there is back already."""
    held = work.find(Comment, command.note_id)
    if held is None:
        return Outcome()
    if held.author_id != work.actor.id:
        raise NotAllowed
    _paper(work, held.version_id)
    work.remove(Comment, held.id)
    return Outcome()


def _paper(work: Work, version_id: str) -> PaperVersion:
    """The paper a note stands on, if its meeting still takes notes and the actor has read it."""
    paper = work.get(PaperVersion, version_id)
    if not has_read(work, paper):
        raise NotAllowed
    if work.get(Meeting, paper.meeting_id).state in NO_NEW_NOTES:
        raise Refused("meeting_closed")
    return paper
