"""The reading plan: what is left to read before a meeting, how long it takes, and what concerns the person first.

Minutes are an estimate from pages; nothing here measures how fast somebody reads.
"""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ecabinet_desktop.domain.agenda import Line
from ecabinet_desktop.domain.meeting import Meeting
from ecabinet_desktop.domain.paper import PaperState, PaperVersion
from ecabinet_desktop.domain.people import Person, Role
from ecabinet_desktop.domain.position import Stance
from ecabinet_desktop.usecases.meetings import Meetings, ShownLine, time_left
from ecabinet_desktop.usecases.positions import ShownPosition
from ecabinet_desktop.usecases.since import LastRead, News, Since
from ecabinet_desktop.vault.reading import Reading

DAY = 24 * 3600
READERS = frozenset({Role.MEMBER, Role.ALTERNATE, Role.ASSISTANT, Role.GUEST})
"""Who reads for a meeting, and so has a plan."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """Minutes a page takes. `wide`: slides and tables across the page; `other_language`: a factor.

    *Default*: no office has measured its members; 1.5 is a page of 350 to 400 words read with attention.
    """

    text: float = 1.5
    wide: float = 1.0
    other_language: float = 1.25


PACE = Pace()
LANGUAGE = "vi"
"""The language papers are read in at the usual pace."""


class Mine(StrEnum):
    """Why an item comes first."""

    SPONSOR = "sponsor"
    OBJECT = "object"
    SPEAK = "speak"
    NO = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedPaper:
    """A paper to read; `seen` are its pages that stood before the person, `left` the minutes of all the others."""

    paper: PaperVersion
    seen: frozenset[int]
    left: float
    since: Since

    @property
    def pages(self) -> int:
        """How many it has."""
        return self.paper.skeleton.pages

    @property
    def read(self) -> int:
        """How many of them were seen."""
        return len(self.seen)

    @property
    def is_read(self) -> bool:
        """True when every page was seen."""
        return self.read >= self.pages

    @property
    def next_page(self) -> int:
        """The first page not seen (0 first); the first of all when every page was."""
        return next((page for page in range(self.pages) if page not in self.seen), 0)


@dataclass(frozen=True, slots=True, kw_only=True)
class PlannedItem:
    """An item with its papers."""

    line: Line
    sponsors: tuple[Person, ...]
    papers: tuple[PlannedPaper, ...]
    mine: Mine

    @property
    def pages(self) -> int:
        """Pages of all papers."""
        return sum(paper.pages for paper in self.papers)

    @property
    def read(self) -> int:
        """Pages seen."""
        return sum(paper.read for paper in self.papers)

    @property
    def left(self) -> float:
        """Minutes left."""
        return sum(paper.left for paper in self.papers)

    @property
    def is_read(self) -> bool:
        """True when every page of every paper was seen."""
        return all(paper.is_read for paper in self.papers)

    @property
    def next_paper(self) -> PlannedPaper | None:
        """The first paper with an unread page, else the first; None without papers."""
        return next((paper for paper in self.papers if not paper.is_read), self.papers[0] if self.papers else None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """The items of a meeting that have papers: mine, then the others, each in the order of the agenda."""

    meeting: Meeting
    items: tuple[PlannedItem, ...]

    @property
    def pages(self) -> int:
        """Pages of all papers."""
        return sum(item.pages for item in self.items)

    @property
    def read(self) -> int:
        """Pages seen."""
        return sum(item.read for item in self.items)

    @property
    def minutes(self) -> int:
        """Minutes left, whole; at least 1 while a page is unread."""
        left = sum(item.left for item in self.items)
        return max(1, round(left)) if left > 0 else 0

    def a_day(self, now: datetime) -> int | None:
        """Minutes to read each day to have done by the meeting; None in its last day, and after."""
        days = time_left(self.meeting, now) / DAY
        return round(self.minutes / days) if days >= 1 else None

    def spare(self, now: datetime) -> int:
        """Minutes until the meeting beyond those of reading; negative when there is too much to read."""
        return int(time_left(self.meeting, now) // 60) - self.minutes


class ReadingPlan:
    """Makes plans from what is on this computer; a few milliseconds each."""

    def __init__(self, meetings: Meetings, reading: Reading, last_read: LastRead, me: Person) -> None:
        self._meetings = meetings
        self._reading = reading
        self._last_read = last_read
        self._me = me

    def of(self, meeting: Meeting, agenda: Sequence[ShownLine] | None = None) -> Plan:
        """The plan of a meeting; `agenda` where the caller has it already."""
        if agenda is None:
            agenda = self._meetings.agenda(meeting)
        papers = [shown.paper for line in agenda for shown in line.papers]
        seen = self._reading.seen_in({paper.id for paper in papers})
        told = {one.paper_id: one for one in self._last_read.of(meeting)}
        own = sponsored([shown.line for shown in agenda], self._meetings.people(), self._me)
        return plan(meeting, agenda, seen, told, own)


def plan(
    meeting: Meeting,
    agenda: Iterable[ShownLine],
    seen: Mapping[str, frozenset[int]],
    told: Mapping[str, Since],
    own: frozenset[str],
    pace: Pace = PACE,
) -> Plan:
    """Put a plan together; `own` are the ids of the items that I or my ministry bring in."""
    items = [
        PlannedItem(
            line=shown.line,
            sponsors=shown.sponsors,
            papers=tuple(
                _planned(paper.paper, seen, told, pace) for paper in shown.papers if _is_live(paper.paper)
            ),
            mine=Mine.SPONSOR if shown.line.item_id in own else of_position(shown.position),
        )
        for shown in agenda
    ]
    with_papers = [item for item in items if item.papers]
    return Plan(meeting=meeting, items=tuple(sorted(with_papers, key=lambda item: item.mine is Mine.NO)))


def minutes_left(paper: PaperVersion, seen: Iterable[int], pace: Pace = PACE) -> float:
    """Minutes that the pages not seen take."""
    read, start, left = sorted(set(seen)), 0, 0.0
    for run in paper.skeleton.runs:
        unread = run.count - bisect_left(read, start + run.count) + bisect_left(read, start)
        left += unread * (pace.wide if run.width > run.height else pace.text)
        start += run.count
    return left if paper.language == LANGUAGE else left * pace.other_language


def of_position(position: ShownPosition | None) -> Mine:
    """Whether my position makes an item mine."""
    if position is None:
        return Mine.NO
    return {Stance.OBJECTION: Mine.OBJECT, Stance.WANTS_TO_SPEAK: Mine.SPEAK}.get(position.stance, Mine.NO)


def sponsored(lines: Iterable[Line], people: Mapping[str, Person], me: Person) -> frozenset[str]:
    """Items that I, the member I work for, or somebody of our ministry bring in."""
    served = people.get(me.works_for or "", me)
    ours = {me.id, served.id}
    ministries = {me.organisation, served.organisation} - {""}

    def is_ours(sponsor: str) -> bool:
        return sponsor in ours or (sponsor in people and people[sponsor].organisation in ministries)

    return frozenset(line.item_id for line in lines if any(map(is_ours, line.sponsors)))


def _is_live(paper: PaperVersion) -> bool:
    return paper.state is not PaperState.WITHDRAWN


def _planned(
    paper: PaperVersion, seen: Mapping[str, frozenset[int]], told: Mapping[str, Since], pace: Pace
) -> PlannedPaper:
    pages = seen.get(paper.id, frozenset()) & frozenset(range(paper.skeleton.pages))
    unknown = Since(paper_id=paper.paper_id, news=News.UNCHANGED, paper=paper)
    return PlannedPaper(
        paper=paper, seen=pages, left=minutes_left(paper, pages, pace), since=told.get(paper.paper_id, unknown)
    )
