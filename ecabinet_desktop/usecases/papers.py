"""Opening a paper from the encrypted store, and remembering what was read and where.

The reader gets an open read-only descriptor of the sealed file and its key; the plain bytes exist only in the
helper process that draws (DESIGN 5, 9).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from ecabinet_desktop.clock import NewId, Now
from ecabinet_desktop.domain.paper import PaperState, PaperVersion
from ecabinet_desktop.errors import NotAllowed, Offline
from ecabinet_desktop.usecases.change import Change, Changes
from ecabinet_desktop.usecases.marks import Marks
from ecabinet_desktop.usecases.meetings import Meetings
from ecabinet_desktop.usecases.sharing import NoteDelivery
from ecabinet_desktop.usecases.since import LastRead
from ecabinet_desktop.usecases.traces import Traces
from ecabinet_desktop.vault.notes import Notes
from ecabinet_desktop.vault.papers import Papers
from ecabinet_desktop.vault.reading import Place as Place
from ecabinet_desktop.vault.reading import Reading
from ecabinet_desktop.vault.replica import Replica


@dataclass(frozen=True, slots=True)
class OpenPaper:
    """All that a reader needs. The caller closes `descriptor`. `place` is where the person was, if ever.

    `password` is one the file itself asked for before, "" for none.
    """

    paper: PaperVersion
    descriptor: int
    key: bytes
    place: Place | None
    password: str = field(default="", repr=False)


class PaperShelf:
    """The papers of this computer, as the reader asks for them."""

    def __init__(
        self,
        replica: Replica,
        papers: Papers,
        reading: Reading,
        notes: Notes,
        meetings: Meetings,
        last_read: LastRead,
        traces: Traces,
        delivery: NoteDelivery,
        changes: Changes,
        now: Now,
        new_id: NewId,
    ) -> None:
        self._replica = replica
        self._papers = papers
        self._reading = reading
        self._notes = notes
        self._meetings = meetings
        self._last_read = last_read
        self._traces = traces
        self._delivery = delivery
        self._changes = changes
        self._now = now
        self._new_id = new_id

    def open(self, version_id: str) -> OpenPaper:
        """Open a paper without a network.

        Raises NotAllowed when it was withdrawn or is no longer this person's, Offline when its bytes have not
        arrived yet.
        """
        paper = self._replica.get(PaperVersion, version_id)
        key = self._replica.paper_key(version_id)
        if paper is None or key is None or paper.state is PaperState.WITHDRAWN:
            raise NotAllowed("withdrawn")
        if not self._papers.have(paper.blob):
            raise Offline("not here yet")
        descriptor = self._papers.descriptor(paper.blob)
        password = self._papers.passwords.get(version_id)
        return OpenPaper(paper, descriptor, key, self._reading.place(version_id), password)

    def keep_password(self, version_id: str, password: str) -> None:
        """Keep the password that opened a paper, in the vault; not for the UI thread."""
        self._papers.passwords.keep(version_id, password)

    def marks(self, paper: PaperVersion, on_dirty: Callable[[], None]) -> Marks:
        """The marks of a paper version; `on_dirty` is called when some wait to be saved."""
        return Marks(
            paper,
            self._notes,
            self._delivery,
            self._changes,
            now=self._now,
            new_id=self._new_id,
            on_dirty=on_dirty,
        )

    def remember(self, version_id: str, place: Place) -> None:
        """Keep where the person is; cheap, but writes: not for the UI thread."""
        self._reading.remember(version_id, place)
        self._traces.touched(version_id)

    def left(self, version_id: str) -> None:
        """The person has closed the paper: their other computers may know now; not for the UI thread."""
        self._traces.left(version_id)

    def mark_read(self, paper: PaperVersion) -> Change:
        """The person has opened this version: it is no longer news."""
        self._last_read.met(paper)
        self._traces.touched(paper.id)
        return self._changes.tell(Change.READING)

    def saw(self, version_id: str, pages: Iterable[int]) -> Change:
        """These pages (0 first) stood before the person; writes: not for the UI thread."""
        fresh = set(pages) - self._reading.seen(version_id)
        if not fresh:
            return Change.NONE
        self._reading.saw(version_id, sorted(fresh))
        self._traces.touched(version_id)
        return self._changes.tell(Change.READING)

    def seen(self, version_id: str) -> frozenset[int]:
        """The pages the person has had before them."""
        return self._reading.seen(version_id)

    def neighbours(self, paper: PaperVersion) -> tuple[PaperVersion | None, PaperVersion | None]:
        """The papers before and after this one on its agenda."""
        meeting = self._meetings.get(paper.meeting_id)
        if meeting is None:
            return None, None
        order = [shown.paper for line in self._meetings.agenda(meeting) for shown in line.papers]
        place = next((n for n, other in enumerate(order) if other.id == paper.id), None)
        if place is None:
            return None, None
        before = order[place - 1] if place > 0 else None
        after = order[place + 1] if place + 1 < len(order) else None
        return before, after
