"""Carrying a member's own marks to the newest version of a paper, in the background.

A mark of an earlier version is never changed; a mark is carried once, whether the person keeps what came of it or
not, and on each of their computers to the same mark.
"""

import threading
import uuid
from collections.abc import Callable, Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass

from msgspec.structs import replace

from ecabinet_desktop.crypto.notes import seal_note
from ecabinet_desktop.domain.annotation import Annotation, Audience
from ecabinet_desktop.domain.meeting import Meeting, MeetingState
from ecabinet_desktop.domain.paper import PaperVersion, latest
from ecabinet_desktop.errors import Cancelled, Damaged, ECabinetError, NotAllowed, Offline, Unreadable
from ecabinet_desktop.pdf.align import Alignment, align
from ecabinet_desktop.pdf.carry import Carried, by_quote, carry
from ecabinet_desktop.pdf.extract import TextReader
from ecabinet_desktop.pdf.flow import Flow
from ecabinet_desktop.usecases.change import Change, Changes
from ecabinet_desktop.usecases.comparing import is_readable, words_of
from ecabinet_desktop.usecases.delivery import Delivering
from ecabinet_desktop.vault.notes import Notes
from ecabinet_desktop.vault.papers import Papers
from ecabinet_desktop.vault.replica import Replica
from ecabinet_desktop.vault.vault import Vault
from ecabinet_desktop.wire import codec
from ecabinet_desktop.wire.commands import SaveNote

_DONE = "carried:"
"""With a paper's id, the name under which the vault keeps which of its marks have been carried."""
_NAMES = uuid.UUID("6f1d4c52-8a0e-5b57-9d8e-3c0f6f0a7b21")
_NO_NEW_NOTES = (MeetingState.CLOSED, MeetingState.ARCHIVED)


@dataclass(frozen=True, slots=True)
class Due:
    """Marks that wait to be carried to the newest version of their paper."""

    paper: PaperVersion
    marks: tuple[Annotation, ...]


class Carrying:
    """Carries one paper's marks at a time. A paper that cannot be read is not tried again in this run."""

    def __init__(
        self,
        replica: Replica,
        papers: Papers,
        notes: Notes,
        vault: Vault,
        delivering: Delivering,
        changes: Changes,
    ) -> None:
        self._replica = replica
        self._papers = papers
        self._notes = notes
        self._vault = vault
        self._delivering = delivering
        self._changes = changes
        self._given_up: set[tuple[str, str]] = set()
        self._one_at_a_time = threading.Lock()

    def due(self) -> list[Due]:
        """Papers whose newest version is here, with the marks of earlier ones that were not carried yet."""
        versions = self._replica.all(PaperVersion)
        by_meeting: dict[str, list[Annotation]] = {}
        found = []
        for paper in latest(versions):
            if self._attempt(paper) in self._given_up or not self._takes_notes(paper):
                continue
            chain = {v.id: v for v in versions if v.paper_id == paper.paper_id}
            meetings = {v.meeting_id for v in chain.values()}
            for meeting_id in meetings - by_meeting.keys():
                by_meeting[meeting_id] = self._notes.of_meeting(meeting_id)
            notes = [n for m in meetings for n in by_meeting[m] if n.paper_id == paper.paper_id]
            marks = self._waiting(paper, chain, notes)
            if marks and is_readable(self._replica, self._papers, paper):
                found.append(Due(paper, marks))
        return found

    def run(self, cancelled: Callable[[], bool]) -> Change:
        """Carry everything due. Blocking, for seconds a paper: not for the UI thread."""
        change = Change.NONE
        with self._one_at_a_time, closing(TextReader()) as reader:
            for due in self.due():
                try:
                    for _ in self._carry(reader, due, cancelled):
                        change = Change.NOTES
                except Cancelled:
                    break
                except (Unreadable, Damaged):
                    self._given_up.add(self._attempt(due.paper))
                except (Offline, NotAllowed):
                    continue  # the file went meanwhile
        return self._changes.tell(change)

    def _attempt(self, paper: PaperVersion) -> tuple[str, str]:
        """A paper that could not be read is tried again once its password is known."""
        return paper.id, self._papers.passwords.get(paper.id)

    def _takes_notes(self, paper: PaperVersion) -> bool:
        meeting = self._replica.get(Meeting, paper.meeting_id)
        return meeting is None or meeting.state not in _NO_NEW_NOTES

    def _waiting(
        self, paper: PaperVersion, chain: dict[str, PaperVersion], notes: Iterable[Annotation]
    ) -> tuple[Annotation, ...]:
        """The own marks of earlier versions from which none has come yet. What came by sync counts as come."""
        own = [mark for mark in notes if mark.is_own]
        done = self._done(paper.paper_id)
        came = {mark.carried_from for mark in own if mark.carried_from}
        if came - done:
            self._remember(paper.paper_id, done | came)
        return tuple(
            mark
            for mark in own
            if mark.id not in done
            and mark.id not in came
            and mark.version_id != paper.id
            and (mark.version_id not in chain or chain[mark.version_id].version < paper.version)
        )

    def _carry(self, reader: TextReader, due: Due, cancelled: Callable[[], bool]) -> Iterator[Annotation]:
        """Carry the marks of one paper; those that are done, one by one."""
        new = words_of(reader, self._replica, self._papers, due.paper, cancelled)
        by_version: dict[str, list[Annotation]] = {}
        for mark in due.marks:
            by_version.setdefault(mark.version_id, []).append(mark)
        roots = {mark.id: self._root(mark) for mark in due.marks}
        for version_id, marks in by_version.items():
            alignment = self._alignment(reader, version_id, new, cancelled)
            for mark in marks:
                if cancelled():
                    raise Cancelled
                places = carry(mark, alignment) if alignment is not None else by_quote(mark, new)
                self._store(mark, [self._made(mark, place, n, due.paper, roots) for n, place in enumerate(places)])
                yield mark

    def _alignment(
        self, reader: TextReader, version_id: str, new: Flow, cancelled: Callable[[], bool]
    ) -> Alignment | None:
        """The earlier version beside the new one; None when it is gone, or can no longer be read."""
        paper = self._replica.get(PaperVersion, version_id)
        if paper is None or not is_readable(self._replica, self._papers, paper):
            return None
        try:
            return align(words_of(reader, self._replica, self._papers, paper, cancelled), new)
        except Cancelled:
            raise
        except ECabinetError:
            return None

    def _made(
        self, mark: Annotation, place: Carried, number: int, paper: PaperVersion, roots: dict[str, str]
    ) -> Annotation:
        """The mark on the new version: private until the person shares it again, and as old as what it came from,
        so that what they change on another computer is newer."""
        reply_to = carried_id(roots[mark.reply_to], paper.id) if mark.reply_to in roots else mark.reply_to
        return replace(
            place.put(mark),
            id=carried_id(roots[mark.id], paper.id, number),
            meeting_id=paper.meeting_id,
            version_id=paper.id,
            text=mark.text if number == 0 else "",
            audience=Audience.PRIVATE,
            readers=(),
            reply_to=reply_to,
            carried_from=mark.id,
            ancestors=(),
        )

    def _root(self, mark: Annotation) -> str:
        """The first mark of all: a computer that missed a version comes to the same marks as one that did not."""
        seen = {mark.id}
        while mark.carried_from and mark.carried_from not in seen:
            seen.add(mark.carried_from)
            before = self._notes.get(mark.carried_from)
            if before is None:
                return mark.carried_from
            mark = before
        return mark.id

    def _store(self, mark: Annotation, made: list[Annotation]) -> None:
        """Keep and queue what came of a mark, and that it came, all or nothing."""
        with self._notes.together():
            self._remember(mark.paper_id, self._done(mark.paper_id) | {mark.id})
            if self._notes.get(mark.id) is None:
                return  # deleted meanwhile
            for each in made:
                if self._notes.get(each.id) is not None:
                    continue
                self._notes.save(each)
                sealed = seal_note(self._notes.key(), codec.encode(each), each.id)
                self._delivering.send(SaveNote(note_id=each.id, version_id=each.version_id, sealed=sealed))

    def _done(self, paper_id: str) -> frozenset[str]:
        kept = self._vault.meta(_DONE + paper_id)
        if kept is None:
            return frozenset()
        try:
            return codec.decode(kept, frozenset[str])
        except Damaged:
            return frozenset()

    def _remember(self, paper_id: str, done: frozenset[str] | set[str]) -> None:
        self._vault.set_meta(_DONE + paper_id, codec.encode(sorted(done)))


def carried_id(root: str, version_id: str, number: int = 0) -> str:
    """The id of what comes of a mark on a version: the same on every computer and at every run."""
    return str(uuid.uuid5(_NAMES, f"{root} {version_id} {number}"))
