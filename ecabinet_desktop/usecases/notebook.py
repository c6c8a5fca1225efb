"""All notes of a paper, an item or a meeting, with the names of the papers they stand on.

Reading only: notes change in `marks`, one paper at a time.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from ecabinet_desktop.domain.annotation import Annotation
from ecabinet_desktop.domain.paper import PaperVersion
from ecabinet_desktop.domain.people import Person
from ecabinet_desktop.vault.notes import Notes
from ecabinet_desktop.vault.replica import Replica


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A note, the title of its paper, its author's name ("" for the person's own) and whether its paper can be
    opened: if not, it lies in the drawer."""

    mark: Annotation
    paper_title: str
    author: str
    can_open: bool


class Notebook:
    """Collects notes. A few milliseconds for a meeting; not for the UI thread."""

    def __init__(self, notes: Notes, replica: Replica) -> None:
        self._notes = notes
        self._replica = replica
        self._names: dict[str, str] = {}

    def of_meeting(self, meeting_id: str) -> list[NoteLine]:
        """The notes on the papers of a meeting, also on those that were withdrawn."""
        return self._lines(self._notes.of_meeting(meeting_id))

    def of_item(self, meeting_id: str, item_id: str) -> list[NoteLine]:
        """The notes on the papers of one item."""
        papers = {p.id for p in self._replica.all(PaperVersion) if p.item_id == item_id}
        return self._lines([mark for mark in self._notes.of_meeting(meeting_id) if mark.version_id in papers])

    def drawer(self) -> list[NoteLine]:
        """The notes whose papers this person may no longer open."""
        return self._lines(self._notes.drawer())

    def find(self, note_id: str) -> NoteLine | None:
        """One note."""
        found = self._notes.get(note_id)
        return None if found is None else self._lines([found])[0]

    def of_paper(self, marks: Iterable[Annotation], paper: PaperVersion) -> list[NoteLine]:
        """The marks in hand of an open paper; quick, for ten thousand of them and each keystroke."""
        title = f"{paper.title} {paper.label}".strip()
        return [NoteLine(mark, title, self._name(mark.author_id) if mark.author_id else "", True) for mark in marks]

    def _lines(self, marks: list[Annotation]) -> list[NoteLine]:
        papers = {paper.id: paper for paper in self._replica.all(PaperVersion)}
        made = []
        for mark in marks:
            paper = papers.get(mark.version_id)
            title = f"{paper.title} {paper.label}".strip() if paper is not None else ""
            made.append(NoteLine(mark, title, self._name(mark.author_id), paper is not None))
        return made

    def _name(self, person_id: str) -> str:
        if person_id and person_id not in self._names:
            person = self._replica.get(Person, person_id)
            self._names[person_id] = person.name if person is not None else person_id
        return self._names.get(person_id, "")
