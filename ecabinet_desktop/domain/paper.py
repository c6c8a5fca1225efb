"""Papers and their versions: a published file is immutable, a correction is a new version with a reason."""

from datetime import datetime
from enum import StrEnum

import msgspec


class Level(StrEnum):
    """Who a paper is for, strictest first (Kaleidos)."""

    SECRETARIAT = "secretariat"
    CONFIDENTIAL = "confidential"
    CABINET = "cabinet"
    ADMINISTRATION = "administration"
    PUBLIC = "public"


STRICTNESS = {level: n for n, level in enumerate(Level)}
"""0 is the strictest."""


class PaperState(StrEnum):
    """A paper waits on the design, is published with an agenda, or is withdrawn."""

    DRAFT = "draft"
    PUBLISHED = "published"
    WITHDRAWN = "withdrawn"


class PageRun(msgspec.Struct, frozen=True, array_like=True):
    """`count` consecutive pages of one size, in points."""

    count: int
    width: float
    height: float


class OutlineEntry(msgspec.Struct, frozen=True, array_like=True):
    """A bookmark; `level` starts at 1, `page` at 0."""

    level: int
    title: str
    page: int


class Skeleton(msgspec.Struct, frozen=True, kw_only=True):
    """What a reader needs to lay a paper out before the file opens; computed once, when it is filed.

    `labels` is empty when every label is the page number.
    """

    pages: int
    runs: tuple[PageRun, ...]
    labels: tuple[str, ...] = ()
    outline: tuple[OutlineEntry, ...] = ()
    has_text: bool = True

    def sizes(self) -> list[tuple[float, float]]:
        """Width and height of each page, in points."""
        return [(run.width, run.height) for run in self.runs for _ in range(run.count)]


class PaperVersion(msgspec.Struct, frozen=True, kw_only=True):
    """One version of a paper. `id` names this version, `paper_id` the chain it belongs to.

    `sha256` and `size` are of the file handed in; `blob` and `blob_size` of its sealed form, which is what is
    stored, sent and kept. The key never stands here: it travels beside the row to those who may read.
    """

    id: str
    paper_id: str
    meeting_id: str
    item_id: str
    place: int
    title: str
    version: int
    level: Level
    language: str
    state: PaperState
    sha256: str
    size: int
    blob: str
    blob_size: int
    skeleton: Skeleton
    received_at: datetime
    reason: str = ""
    released: bool = False

    @property
    def label(self) -> str:
        """The version's mark beside the title: nothing, then BIS, TER …"""
        return version_label(self.version)


_LABELS = ("", "BIS", "TER", "QUATER", "QUINQUIES", "SEXIES", "SEPTIES", "OCTIES", "NOVIES", "DECIES")


def version_label(version: int) -> str:
    """The mark of the n-th version, 1 first: "", BIS, TER … then the number itself."""
    return _LABELS[version - 1] if version <= len(_LABELS) else f"V{version}"


def latest(papers: "list[PaperVersion] | tuple[PaperVersion, ...]") -> tuple[PaperVersion, ...]:
    """The newest version of each paper that is not withdrawn, in the order of the item."""
    newest: dict[str, PaperVersion] = {}
    for paper in papers:
        if paper.state is PaperState.WITHDRAWN:
            continue
        known = newest.get(paper.paper_id)
        if known is None or paper.version > known.version:
            newest[paper.paper_id] = paper
    return tuple(sorted(newest.values(), key=lambda p: (p.place, p.id)))
