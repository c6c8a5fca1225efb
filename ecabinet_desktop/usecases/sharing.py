"""Notes on their way to others: kept here, sealed for the server, for each reader, or – a comment – in plain.

What a note's audience says is what is sent; nothing else decides who gets it.
"""

from ecabinet_desktop.crypto.notes import seal_note
from ecabinet_desktop.crypto.sharing import seal_for, sharing_public
from ecabinet_desktop.domain.access import CABINET
from ecabinet_desktop.domain.agenda import Line
from ecabinet_desktop.domain.annotation import Annotation, Audience, Comment, NoteKey, SealedNote, descended
from ecabinet_desktop.domain.paper import Level, PaperVersion
from ecabinet_desktop.domain.people import Person, Role
from ecabinet_desktop.domain.position import Stance
from ecabinet_desktop.errors import NotAllowed
from ecabinet_desktop.usecases.change import Change
from ecabinet_desktop.usecases.delivery import Delivering
from ecabinet_desktop.usecases.positions import Positions
from ecabinet_desktop.vault.notes import Notes, shared_context
from ecabinet_desktop.vault.replica import Replica
from ecabinet_desktop.wire import codec
from ecabinet_desktop.wire.commands import (
    DeleteNote,
    FormalComment,
    PublishNoteKey,
    SaveNote,
    ShareNote,
    WithdrawComment,
)


class NoteDelivery:
    """Keeps a note and queues what its audience needs, both or neither."""

    def __init__(self, notes: Notes, replica: Replica, delivering: Delivering, me: Person) -> None:
        self._notes = notes
        self._replica = replica
        self._delivering = delivering
        self._me = me

    def store(self, mark: Annotation) -> None:
        """Keep a note of one's own as it is now. Blocking: not for the UI thread."""
        with self._notes.together():
            before = self._notes.get(mark.id)
            mark = mark if before is None else descended(mark, before)
            self._notes.save(mark)
            sealed = seal_note(self._notes.key(), codec.encode(mark), mark.id)
            self._delivering.send(SaveNote(note_id=mark.id, version_id=mark.version_id, sealed=sealed))
            self._tell_readers(before, mark)

    def delete(self, mark_id: str) -> None:
        """Forget a note; the server takes it from its readers as well."""
        with self._notes.together():
            before = self._notes.get(mark_id)
            rev = self._replica.rev(SealedNote, mark_id)
            has_unsent = self._notes.waits(mark_id)
            self._notes.delete(mark_id)
            # Edited elsewhere meanwhile, the note stays: an edit is worth more than a deletion.
            self._delivering.send(DeleteNote(note_id=mark_id), base_rev=None if has_unsent or not rev else rev)
            if before is not None and before.audience is Audience.SECRETARIAT:
                self._delivering.send(WithdrawComment(note_id=mark_id, version_id=before.version_id))

    def send_unsent(self) -> None:
        """Give the server what it lacks: copies kept from conflicts, and what a restored server has lost."""
        for mark in self._notes.unsent():
            with self._notes.together():
                sealed = seal_note(self._notes.key(), codec.encode(mark), mark.id)
                self._delivering.send(SaveNote(note_id=mark.id, version_id=mark.version_id, sealed=sealed))

    def _tell_readers(self, before: Annotation | None, mark: Annotation) -> None:
        was = before.audience if before is not None else Audience.PRIVATE
        if mark.audience is Audience.PEOPLE:
            sealed_for = {reader: self._sealed_for(key, mark) for reader, key in self._keys(mark).items()}
            self._delivering.send(ShareNote(note_id=mark.id, version_id=mark.version_id, sealed_for=sealed_for))
        elif was is Audience.PEOPLE:
            self._delivering.send(ShareNote(note_id=mark.id, version_id=mark.version_id, sealed_for={}))
        if mark.audience is Audience.SECRETARIAT:
            quoted = mark.quote.exact if mark.quote is not None else ""
            self._delivering.send(
                FormalComment(
                    note_id=mark.id,
                    version_id=mark.version_id,
                    page=mark.page,
                    text=mark.text or quoted,
                    quoted=quoted,
                )
            )
        elif was is Audience.SECRETARIAT:
            self._delivering.send(WithdrawComment(note_id=mark.id, version_id=mark.version_id))

    def _keys(self, mark: Annotation) -> dict[str, bytes]:
        """The readers who can be given anything: those who have a key."""
        found = {reader: self._replica.get(NoteKey, reader) for reader in mark.readers if reader != self._me.id}
        return {reader: key.public for reader, key in found.items() if key is not None}

    def _sealed_for(self, public: bytes, mark: Annotation) -> bytes:
        return seal_for(public, codec.encode(mark), shared_context(mark.id, self._me.id))


class Sharing:
    """With whom a note may be shared, and what else may become of one."""

    def __init__(
        self, replica: Replica, notes: Notes, delivering: Delivering, positions: Positions, me: Person
    ) -> None:
        self._replica = replica
        self._notes = notes
        self._delivering = delivering
        self._positions = positions
        self._me = me

    def ensure_published(self) -> Change:
        """Publish the key to which others seal notes for this person, unless the server has it."""
        public = sharing_public(self._notes.key())
        held = self._replica.get(NoteKey, self._me.id)
        if self._me.role not in CABINET or (held is not None and held.public == public):
            return Change.NONE
        if self._notes.published() == public:
            return Change.NONE
        self._notes.set_published(public)
        return self._delivering.send(PublishNoteKey(public=public))

    def people(self, paper: PaperVersion) -> list[Person]:
        """Who may be given a note on a paper and has a key, by rank. The server has the last word."""
        known = {key.id for key in self._replica.all(NoteKey)}
        found = [p for p in self._replica.all(Person) if p.id in known and p.id != self._me.id and _reads(p, paper)]
        return sorted(found, key=lambda person: (person.rank, person.name))

    def names(self, person_ids: tuple[str, ...]) -> list[str]:
        """Their names."""
        found = (self._replica.get(Person, each) for each in person_ids)
        return [person.name for person in found if person is not None]

    def comments(self, version_id: str, meeting_id: str) -> list[Comment]:
        """The formal comments this person may read on a paper version."""
        return [c for c in self._replica.all(Comment, meeting_id=meeting_id) if c.version_id == version_id]

    def request_to_speak(self, mark: Annotation) -> Change:
        """Ask to speak on the note's item, with its words as the reason. Raises NotAllowed when it is too late."""
        paper = self._replica.get(PaperVersion, mark.version_id)
        lines = self._replica.all(Line, meeting_id=mark.meeting_id)
        line = next((line for line in lines if paper is not None and line.item_id == paper.item_id), None)
        if line is None or self._me.role is not Role.MEMBER:
            raise NotAllowed("speak")
        reason = mark.text.strip() or (mark.quote.exact if mark.quote is not None else "")
        return self._positions.state(line, Stance.WANTS_TO_SPEAK, reason)


def _reads(person: Person, paper: PaperVersion) -> bool:
    if person.role is Role.ASSISTANT and paper.level is Level.CONFIDENTIAL:
        return person.is_file_manager
    return person.role in CABINET and (paper.level is not Level.SECRETARIAT or person.role is Role.SECRETARY)
