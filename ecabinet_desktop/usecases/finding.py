"""Finding a phrase in every paper on this computer, with or without diacritics.

What a filter leaves is decided here: the words of a paper never leave the vault for it.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from ecabinet_desktop.domain.agenda import Line
from ecabinet_desktop.domain.meeting import Meeting
from ecabinet_desktop.domain.people import Person
from ecabinet_desktop.vault.lookup import Scope
from ecabinet_desktop.vault.replica import Replica
from ecabinet_desktop.vault.search import Hit as Hit
from ecabinet_desktop.vault.search import HitKind as HitKind
from ecabinet_desktop.vault.search import Search

LIMIT = 50


@dataclass(frozen=True, slots=True)
class ItemHits:
    """The hits in one agenda item, in the order of papers and pages. `number` is 0 where it stands on no agenda."""

    item_id: str
    number: int
    title: str
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class MeetingHits:
    """The hits in one meeting, by item."""

    meeting_id: str
    title: str
    starts_at: datetime | None
    items: tuple[ItemHits, ...]


class Finding:
    """Asks the vault's index; a few milliseconds, but not for the UI thread."""

    def __init__(self, search: Search, replica: Replica, me: Person) -> None:
        self._search = search
        self._replica = replica
        self._me = me

    def find(
        self,
        query: str,
        *,
        meeting_id: str | None = None,
        mine: bool = False,
        marked: bool = False,
        limit: int = LIMIT,
    ) -> list[Hit]:
        """What holds every word of `query` (a quoted phrase as a phrase), best first; filters as in `look`."""
        return list(self.look(query, meeting_id=meeting_id, mine=mine, marked=marked, limit=limit))

    def look(
        self,
        query: str,
        *,
        meeting_id: str | None = None,
        mine: bool = False,
        marked: bool = False,
        limit: int = LIMIT,
    ) -> Iterator[Hit]:
        """The same one by one, so that the first can be shown while the rest is looked up.

        `mine`: items that I or somebody of my ministry brings in. `marked`: pages with notes of mine, and these.
        """
        scope = Scope(meeting_id, self._my_items() if mine else None, marked)
        return self._search.hits(query, limit, scope=scope)

    def group(self, hits: Iterable[Hit]) -> list[MeetingHits]:
        """Hits by meeting and item, the best meeting and item first; within an item by paper, then by page."""
        by_meeting: dict[str, dict[str, list[Hit]]] = {}
        for hit in hits:
            by_meeting.setdefault(hit.meeting_id, {}).setdefault(hit.item_id, []).append(hit)
        return [self._meeting(meeting_id, items) for meeting_id, items in by_meeting.items()]

    def pages_of(self, version_id: str, query: str) -> tuple[int, ...]:
        """Pages of a paper that are likely to hold `query`; empty while the paper is not indexed."""
        return tuple(self._search.pages_of(version_id, query))

    def coverage(self) -> tuple[int, int]:
        """How many papers are indexed, of how many that have text."""
        return self._search.coverage()

    def _my_items(self) -> frozenset[str]:
        people = {person.id: person for person in self._replica.all(Person)}
        served = people.get(self._me.works_for or "", self._me)
        ministries = {self._me.organisation, served.organisation} - {""}

        def is_mine(sponsor: str) -> bool:
            person = people.get(sponsor)
            of_ministry = person is not None and person.organisation in ministries
            return sponsor in (self._me.id, served.id) or of_ministry

        return frozenset(line.item_id for line in self._replica.all(Line) if any(map(is_mine, line.sponsors)))

    def _meeting(self, meeting_id: str, items: dict[str, list[Hit]]) -> MeetingHits:
        meeting = self._replica.get(Meeting, meeting_id)
        label = meeting.agenda if meeting else ""
        lines = {
            line.item_id: line for line in self._replica.all(Line, meeting_id=meeting_id) if line.agenda == label
        }
        made = []
        for item_id, hits in items.items():
            line = lines.get(item_id)
            number, title = (line.number, line.title) if line else (0, "")
            made.append(ItemHits(item_id, number, title, _in_order(hits)))
        return MeetingHits(
            meeting_id, meeting.title if meeting else "", meeting.starts_at if meeting else None, tuple(made)
        )


def _in_order(hits: list[Hit]) -> tuple[Hit, ...]:
    """The paper whose hit came first, then its title before its pages."""
    place: dict[str, int] = {}
    for hit in hits:
        place.setdefault(hit.version_id, len(place))
    return tuple(sorted(hits, key=lambda hit: (place[hit.version_id], -1 if hit.page is None else hit.page)))


__all__ = ["LIMIT", "Finding", "Hit", "HitKind", "ItemHits", "MeetingHits"]
