"""Where the person was and what they saw, on each of their computers: sealed on the way, joined without loss.

To the server a trace is a note like any other: its id is drawn from the note key, its length is rounded up, and
what it holds is sealed. At most one command per paper and minute leaves, and one more when the paper is left.
"""

import hashlib
import hmac
import threading
from datetime import datetime, timedelta

from ecabinet_desktop.clock import Now
from ecabinet_desktop.crypto.notes import open_note, seal_note
from ecabinet_desktop.domain.annotation import SealedNote
from ecabinet_desktop.domain.meeting import Meeting, MeetingState
from ecabinet_desktop.domain.paper import PaperState, PaperVersion
from ecabinet_desktop.errors import Damaged
from ecabinet_desktop.usecases.change import Change, Changes
from ecabinet_desktop.usecases.delivery import Delivering
from ecabinet_desktop.vault.notes import Notes
from ecabinet_desktop.vault.outbox import Outbox
from ecabinet_desktop.vault.reading import Reading, Trace
from ecabinet_desktop.vault.replica import Replica
from ecabinet_desktop.wire import codec
from ecabinet_desktop.wire.commands import AnyCommand, Envelope, SaveNote

EVERY = timedelta(seconds=60)
ROUND = 512
"""A sealed trace is a multiple of so many bytes long: its length tells nobody how far somebody has read."""
NO_MORE = (MeetingState.CLOSED, MeetingState.ARCHIVED)
"""A closed meeting takes no notes, and so no traces."""
_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"


class Traces:
    """Sends what reading left here and takes over what it left elsewhere. Safe on any thread but the UI's."""

    def __init__(
        self,
        replica: Replica,
        reading: Reading,
        notes: Notes,
        outbox: Outbox,
        delivering: Delivering,
        changes: Changes,
        now: Now,
    ) -> None:
        self._replica = replica
        self._reading = reading
        self._key = notes.key()
        self._outbox = outbox
        self._delivering = delivering
        self._changes = changes
        self._now = now
        self._lock = threading.RLock()
        self._due: dict[str, datetime] = {}
        self._sent: dict[str, Trace] = {}
        self._absorbed: dict[str, bytes] = {}
        self._is_new = True

    def touched(self, version_id: str) -> None:
        """Something was read in this version: send it within a minute or so, with what is read until then."""
        with self._lock:
            self._due.setdefault(version_id, self._now())
            self._send_due()

    def left(self, version_id: str) -> None:
        """The person has closed this paper: what waits goes now."""
        with self._lock:
            if version_id in self._due:
                self._send(version_id)

    def leave(self) -> None:
        """Before a lock: everything that waits goes into the outbox."""
        with self._lock:
            for version_id in sorted(self._due):
                self._send(version_id)

    def absorb(self, *, arrived: bool = True) -> Change:
        """Take over what this person's other computers sent, and send what they lack. After each pass of the sync;
        `arrived` says that it brought notes."""
        took = False
        with self._lock:
            if arrived or self._is_new:
                rows = self._rows()
                for trace in self._arrived(rows):
                    took |= self._take(trace)
                if self._is_new:
                    # What an earlier run could send no more.
                    for version_id in self._reading.versions() - {row.version_id for row in rows}:
                        self._due.setdefault(version_id, self._now())
                    self._is_new = False
            self._send_due()
        return self._changes.tell(Change.READING) if took else Change.NONE

    def _take(self, trace: Trace) -> bool:
        """Join one; what the server lacks will be sent. True when something here is new."""
        paper = self._live(trace.version_id)
        if paper is None:
            return False
        before = self._reading.trace(trace.version_id, paper.meeting_id)
        self._reading.take(trace)
        after = self._reading.trace(trace.version_id, paper.meeting_id)
        self._sent[trace.version_id] = trace
        if after != trace:
            self._due.setdefault(trace.version_id, self._now())
        return after != before

    def is_trace(self, command: AnyCommand) -> bool:
        """Whether this is a trace: nothing that Home should call a note."""
        return isinstance(command, SaveNote) and command.note_id == trace_id(self._key, command.version_id)

    def _rows(self) -> list[SealedNote]:
        rows = self._replica.all(SealedNote)
        return [row for row in rows if row.id == trace_id(self._key, row.version_id)]

    def _arrived(self, rows: list[SealedNote]) -> list[Trace]:
        """The traces whose rows are new since the last look."""
        fresh = []
        for row in rows:
            if self._absorbed.get(row.id) == row.sealed:
                continue
            self._absorbed[row.id] = row.sealed
            trace = opened(self._key, row)
            if trace is not None:
                fresh.append(trace)
        return fresh

    def _send_due(self) -> None:
        now = self._now()
        for version_id, since in sorted(self._due.items()):
            # A clock that was put back must not silence a paper.
            if not timedelta() <= now - since < EVERY:
                self._send(version_id)

    def _send(self, version_id: str) -> None:
        """Queue the trace as it is now, in the place of one that has not left yet."""
        self._due.pop(version_id, None)
        paper = self._live(version_id)
        meeting = self._replica.get(Meeting, paper.meeting_id) if paper is not None else None
        if paper is None or meeting is None or meeting.state in NO_MORE:
            return
        trace = self._reading.trace(version_id, paper.meeting_id)
        if trace in (Trace(version_id=version_id), self._sent.get(version_id)):
            return
        self._sent[version_id] = trace
        note_id = trace_id(self._key, version_id)
        command = SaveNote(note_id=note_id, version_id=version_id, sealed=sealed(self._key, trace))
        for entry in self._outbox.unsent():
            body = entry.envelope.body
            if isinstance(body, SaveNote) and body.note_id == note_id and not entry.was_sent:
                # Under the same id: it never left this computer.
                if self._outbox.replace(entry.id, Envelope(id=entry.id, body=command)):
                    return
                break
        self._delivering.send(command)

    def _live(self, version_id: str) -> PaperVersion | None:
        paper = self._replica.get(PaperVersion, version_id)
        return None if paper is None or paper.state is PaperState.WITHDRAWN else paper


def trace_id(key: bytes, version_id: str) -> str:
    """The id of a version's trace: the same on each computer of the person, to anybody else one of a note."""
    digest = hmac.digest(key, b"ecab/trace/v1\n" + version_id.encode(), hashlib.sha256)
    number = int.from_bytes(digest[:16], "big")
    return "".join(_LETTERS[(number >> shift) & 31] for shift in range(125, -1, -5))


def sealed(key: bytes, trace: Trace) -> bytes:
    """A trace for the server to keep; JSON may end in blanks, so they make up the length."""
    plain = codec.encode(trace)
    return seal_note(key, plain.ljust(-(-len(plain) // ROUND) * ROUND), trace_id(key, trace.version_id))


def opened(key: bytes, row: SealedNote) -> Trace | None:
    """The trace in a row; None when it was sealed with another key or by a newer program."""
    try:
        trace = codec.decode(open_note(key, row.sealed, row.id), Trace)
    except Damaged:
        return None
    return trace if trace.version_id == row.version_id else None
