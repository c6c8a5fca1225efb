"""Finding a phrase in every paper on this computer, with or without diacritics."""

from ecabinet_desktop.domain.paper import PaperVersion
from ecabinet_desktop.vault.replica import Replica
from ecabinet_desktop.vault.search import Hit as Hit
from ecabinet_desktop.vault.search import Search

LIMIT = 50


class Finding:
    """Asks the vault's index; a few milliseconds, but not for the UI thread."""

    def __init__(self, search: Search, replica: Replica) -> None:
        self._search = search
        self._replica = replica

    def find(self, query: str, *, meeting_id: str | None = None, limit: int = LIMIT) -> list[Hit]:
        """Pages that hold every word of `query` (a quoted phrase as a phrase), best first."""
        if not query.strip():
            return []
        return self._search.search(query, limit, meeting_id=meeting_id)

    def coverage(self) -> tuple[int, int]:
        """How many papers are indexed, of how many that have text."""
        papers = [paper for paper in self._replica.all(PaperVersion) if paper.skeleton.has_text]
        return sum(self._search.indexed(paper.id) for paper in papers), len(papers)


__all__ = ["Finding", "Hit"]
