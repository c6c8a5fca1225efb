"""Since the person last read: which papers of a meeting are new, replaced, moved or gone.

`since` is one pure function of the agenda in force and of what the person knows; everything that says "new"
elsewhere may ask it.
"""

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ecabinet_desktop.clock import Now
from ecabinet_desktop.domain.agenda import Agenda, Line
from ecabinet_desktop.domain.meeting import Meeting
from ecabinet_desktop.domain.paper import PaperState, PaperVersion
from ecabinet_desktop.usecases.change import Change, Changes
from ecabinet_desktop.usecases.meetings import Meetings
from ecabinet_desktop.vault.reading import Known, Reading
from ecabinet_desktop.vault.replica import Replica


class News(StrEnum):
    """What became of a paper."""

    NEW = "new"
    NEW_VERSION = "new_version"
    WITHDRAWN = "withdrawn"
    MOVED = "moved"
    UNCHANGED = "unchanged"


@dataclass(frozen=True, slots=True, kw_only=True)
class Since:
    """One paper. `paper` is the version on the agenda, or the one taken back; None when it may be known no longer.

    `against` is the id of the version the person read, when it can still be read. `number` and `was` are the
    item's numbers now and then, 0 for none. `at` is None when nobody told.
    """

    paper_id: str
    news: News
    paper: PaperVersion | None
    number: int = 0
    was: int = 0
    at: datetime | None = None
    reason: str = ""
    against: str | None = None


@dataclass(frozen=True, slots=True)
class _Stand:
    """Where a paper stands on the agenda in force."""

    paper: PaperVersion
    number: int
    place: int


def since(
    lines: Iterable[Line],
    papers: Sequence[PaperVersion],
    known: Mapping[str, Known],
    *,
    approved_at: datetime | None = None,
) -> tuple[Since, ...]:
    """Every paper on the agenda in force, in its order, then those that left it.

    `papers` are all versions held of the meeting, `known` what the person last met, by paper. A paper is moved
    when it came to another item, or past others the person knows: an item put in before it moves nothing.
    """
    stands = _stands(lines, papers)
    moved = _moved(stands, known)
    by_number = {(paper.paper_id, paper.version): paper for paper in papers}
    told = [_told(stand, known.get(paper), by_number, moved, approved_at) for paper, stand in stands.items()]
    gone = (_gone(one, papers, approved_at) for paper, one in sorted(known.items()) if paper not in stands)
    return (*told, *gone)


def _stands(lines: Iterable[Line], papers: Iterable[PaperVersion]) -> dict[str, _Stand]:
    by_id = {paper.id: paper for paper in papers if paper.state is not PaperState.WITHDRAWN}
    stands: dict[str, _Stand] = {}
    for line in sorted(lines, key=lambda line: (line.number, line.id)):
        for place, version_id in enumerate(line.papers, 1):
            paper = by_id.get(version_id)
            held = stands.get(paper.paper_id) if paper else None
            if paper is not None and (held is None or held.paper.version < paper.version):
                stands[paper.paper_id] = _Stand(paper, line.number, place)
    return stands


def _told(
    stand: _Stand,
    known: Known | None,
    by_number: Mapping[tuple[str, int], PaperVersion],
    moved: frozenset[str],
    approved_at: datetime | None,
) -> Since:
    paper, number = stand.paper, stand.number
    paper_id, was = paper.paper_id, known.number if known else 0
    if known is None:
        return Since(
            paper_id=paper_id, news=News.NEW, paper=paper, number=number, at=paper.received_at, reason=paper.reason
        )
    if known.version < paper.version:
        older = by_number.get((paper_id, known.version))
        against = older.id if older is not None and older.state is not PaperState.WITHDRAWN else None
        return Since(
            paper_id=paper_id,
            news=News.NEW_VERSION,
            paper=paper,
            number=number,
            was=was,
            at=paper.received_at,
            reason=paper.reason,
            against=against,
        )
    if paper_id in moved:
        return Since(paper_id=paper_id, news=News.MOVED, paper=paper, number=number, was=was, at=approved_at)
    return Since(paper_id=paper_id, news=News.UNCHANGED, paper=paper, number=number, was=was)


def _gone(known: Known, papers: Iterable[PaperVersion], approved_at: datetime | None) -> Since:
    versions = [paper for paper in papers if paper.paper_id == known.paper_id]
    newest = max(versions, key=lambda paper: paper.version, default=None)
    is_withdrawn = newest is not None and newest.state is PaperState.WITHDRAWN
    return Since(
        paper_id=known.paper_id,
        news=News.WITHDRAWN,
        paper=newest,
        was=known.number,
        at=None if is_withdrawn else approved_at,
        reason=newest.reason if newest is not None and is_withdrawn else "",
    )


def _moved(stands: Mapping[str, _Stand], known: Mapping[str, Known]) -> frozenset[str]:
    """Papers of another item, and the fewest others that explain the new order: all but a longest run in order."""
    located = {paper: known[paper] for paper in stands if paper in known and known[paper].number}
    elsewhere = {paper for paper, was in located.items() if was.item_id != stands[paper].paper.item_id}
    rest = [paper for paper in located if paper not in elsewhere]
    before = [(located[paper].number, located[paper].place) for paper in rest]
    keep = _longest_in_order(before)
    passed = {paper for n, paper in enumerate(rest) if n not in keep and _differs(located[paper], stands[paper])}
    return frozenset(elsewhere | passed)


def _differs(known: Known, stand: _Stand) -> bool:
    return (known.number, known.place) != (stand.number, stand.place)


def _longest_in_order(values: Sequence[tuple[int, int]]) -> frozenset[int]:
    """The positions of a longest part that does not fall (patience sorting)."""
    tops: list[tuple[int, int]] = []
    heads: list[int] = []
    before: list[int] = []
    for position, value in enumerate(values):
        pile = bisect_right(tops, value)
        before.append(heads[pile - 1] if pile else -1)
        if pile == len(tops):
            tops.append(value)
            heads.append(position)
        else:
            tops[pile], heads[pile] = value, position
    kept: set[int] = set()
    here = heads[-1] if heads else -1
    while here >= 0:
        kept.add(here)
        here = before[here]
    return frozenset(kept)


class LastRead:
    """What the person knows of each paper, and what became of it since."""

    def __init__(self, replica: Replica, meetings: Meetings, reading: Reading, changes: Changes, now: Now) -> None:
        self._replica = replica
        self._meetings = meetings
        self._reading = reading
        self._changes = changes
        self._now = now

    def of(self, meeting: Meeting) -> tuple[Since, ...]:
        """Every paper of a meeting; a few milliseconds."""
        papers = self._replica.all(PaperVersion, meeting_id=meeting.id)
        return since(
            self._meetings.lines(meeting), papers, self._known(meeting, papers), approved_at=self._approved(meeting)
        )

    def changed(self, meeting: Meeting) -> tuple[Since, ...]:
        """The papers that are not as the person knows them."""
        return tuple(one for one in self.of(meeting) if one.news is not News.UNCHANGED)

    def met(self, paper: PaperVersion) -> None:
        """The person has this version before them; writes."""
        self._reading.mark_read(paper.paper_id, paper.version, self._now())
        self._reading.know([self._as_it_stands(paper)])

    def see_all(self, meeting: Meeting) -> Change:
        """The person has taken note of everything in `changed`; writes. Unread pages stay unread."""
        changed = self.changed(meeting)
        for one in changed:
            if one.news is not News.WITHDRAWN and one.paper is not None:
                self.met(one.paper)
        self._reading.forget(meeting.id, {one.paper_id for one in changed if one.news is News.WITHDRAWN})
        return self._changes.tell(Change.READING)

    def _known(self, meeting: Meeting, papers: Iterable[PaperVersion]) -> dict[str, Known]:
        """What is kept, and for papers read by an older program their version at least."""
        known = self._reading.known(meeting.id)
        for paper in papers:
            version = None if paper.paper_id in known else self._reading.last_read_version(paper.paper_id)
            if version is not None and paper.state is not PaperState.WITHDRAWN:
                known[paper.paper_id] = self._record(paper, version, number=0, place=0)
        on_agenda = {version for line in self._meetings.lines(meeting) for version in line.papers}
        live = {paper.paper_id for paper in papers if paper.id in on_agenda}
        return {paper: one for paper, one in known.items() if one.number or paper in live}

    def _as_it_stands(self, paper: PaperVersion) -> Known:
        meeting = self._meetings.get(paper.meeting_id)
        for line in self._meetings.lines(meeting) if meeting else ():
            if paper.id in line.papers:
                return self._record(paper, paper.version, number=line.number, place=line.papers.index(paper.id) + 1)
        return self._record(paper, paper.version, number=0, place=0)

    def _record(self, paper: PaperVersion, version: int, *, number: int, place: int) -> Known:
        return Known(
            paper_id=paper.paper_id,
            meeting_id=paper.meeting_id,
            version_id=paper.id,
            version=version,
            item_id=paper.item_id,
            number=number,
            place=place,
            at=self._now(),
        )

    def _approved(self, meeting: Meeting) -> datetime | None:
        agendas = self._replica.all(Agenda, meeting_id=meeting.id)
        return next((agenda.approved_at for agenda in agendas if agenda.label == meeting.agenda), None)
