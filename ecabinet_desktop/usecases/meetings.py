"""Meetings and their agendas as one person sees them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from ecabinet_desktop.domain.agenda import Item, Line
from ecabinet_desktop.domain.ballot import Ballot
from ecabinet_desktop.domain.meeting import OVER, Decision, Meeting
from ecabinet_desktop.domain.paper import PaperState, PaperVersion
from ecabinet_desktop.domain.people import Government, Person
from ecabinet_desktop.usecases.positions import Positions, ShownPosition
from ecabinet_desktop.vault.papers import Papers
from ecabinet_desktop.vault.reading import Reading
from ecabinet_desktop.vault.replica import Replica


@dataclass(frozen=True, slots=True)
class ShownPaper:
    """A paper on an agenda. `news` is "new", "changed" (a newer version than the one read) or ""."""

    paper: PaperVersion
    news: str
    is_here: bool


@dataclass(frozen=True, slots=True)
class ShownLine:
    """One agenda line with all that the agenda shows beside it."""

    line: Line
    sponsors: tuple[Person, ...]
    papers: tuple[ShownPaper, ...]
    position: ShownPosition | None
    ballots: tuple[Ballot, ...]
    decision: Decision | None
    is_current: bool

    @property
    def is_unread(self) -> bool:
        """True when a paper of this line is new or changed."""
        return any(paper.news for paper in self.papers)


class Meetings:
    """Reads the replica; changes nothing."""

    def __init__(self, replica: Replica, papers: Papers, reading: Reading, positions: Positions) -> None:
        self._replica = replica
        self._papers = papers
        self._reading = reading
        self._positions = positions

    def all(self) -> list[Meeting]:
        """All meetings this person may know of, the latest first."""
        return sorted(self._replica.all(Meeting), key=lambda m: (m.starts_at, m.id), reverse=True)

    def get(self, meeting_id: str) -> Meeting | None:
        """One meeting."""
        return self._replica.get(Meeting, meeting_id)

    def next(self) -> Meeting | None:
        """The meeting that comes next or is running: the earliest that is not over."""
        coming = [meeting for meeting in self.all() if meeting.state not in OVER]
        return coming[-1] if coming else None

    def lines(self, meeting: Meeting) -> list[Line]:
        """The lines of the agenda version in force, in order."""
        lines = (line for line in self._replica.all(Line, meeting_id=meeting.id) if line.agenda == meeting.agenda)
        return sorted(lines, key=lambda line: (line.number, line.id))

    def item_title(self, item_id: str) -> str:
        """The title of an item on the agenda in force, else as the design has it; "" when it is not here."""
        titles = {line.agenda: line.title for line in self._replica.all(Line, item_id=item_id)}
        if titles:
            return titles[max(titles, key=lambda label: (len(label), label))]
        item = self._replica.get(Item, item_id)
        return item.title if item else ""

    def agenda(self, meeting: Meeting) -> list[ShownLine]:
        """The agenda in force with papers, positions, ballots and results."""
        lines = self.lines(meeting)
        papers = {paper.id: paper for paper in self._replica.all(PaperVersion, meeting_id=meeting.id)}
        positions = self._positions.of_meeting(lines)
        ballots = self._replica.all(Ballot, meeting_id=meeting.id)
        decisions = {decision.id: decision for decision in self._replica.all(Decision, meeting_id=meeting.id)}
        people = self.people()
        return [
            ShownLine(
                line=line,
                sponsors=tuple(people[sponsor] for sponsor in line.sponsors if sponsor in people),
                papers=tuple(self.shown(papers[version]) for version in line.papers if version in papers),
                position=positions.get(line.item_id),
                ballots=tuple(ballot for ballot in ballots if ballot.item_id == line.item_id),
                decision=decisions.get(line.item_id),
                is_current=meeting.current_item == line.item_id,
            )
            for line in lines
        ]

    def shown(self, paper: PaperVersion) -> ShownPaper:
        """A paper with its news and whether its bytes are on this computer."""
        return ShownPaper(paper, self.news(paper), self._papers.have(paper.blob))

    def news(self, paper: PaperVersion) -> str:
        """ "new" when no version was read, "changed" when an older one was, else ""."""
        read = self._reading.last_read_version(paper.paper_id)
        if read is None:
            return "new"
        return "changed" if read < paper.version else ""

    def unread(self, meeting: Meeting) -> list[ShownPaper]:
        """Papers on the agenda in force that are new or changed since last read, in agenda order."""
        return [paper for shown in self.agenda(meeting) for paper in shown.papers if paper.news]

    def paper(self, version_id: str) -> PaperVersion | None:
        """One paper version, if it may still be read."""
        paper = self._replica.get(PaperVersion, version_id)
        return None if paper is None or paper.state is PaperState.WITHDRAWN else paper

    def people(self) -> dict[str, Person]:
        """Everyone, by id."""
        return {person.id: person for person in self._replica.all(Person)}

    def government(self) -> Government | None:
        """The government, once the first page has arrived."""
        found = self._replica.all(Government)
        return found[0] if found else None


def time_left(meeting: Meeting, now: datetime) -> float:
    """Seconds until the meeting starts; negative once it should have."""
    return (meeting.starts_at - now).total_seconds()


def total_minutes(lines: Iterable[Line]) -> int:
    """Planned minutes of an agenda."""
    return sum(line.minutes for line in lines)
