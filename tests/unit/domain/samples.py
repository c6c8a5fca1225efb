"""One of each thing of the domain, with the particulars a test names."""

from datetime import UTC, datetime
from typing import Any

from ecabinet_desktop.domain.agenda import Item, ItemType
from ecabinet_desktop.domain.paper import Level, PageRun, PaperState, PaperVersion, Skeleton

MOMENT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def an_item(**more: Any) -> Item:
    fields: dict[str, Any] = {
        "id": "item",
        "meeting_id": "meeting",
        "place": 1,
        "title": "Tờ trình về ngân sách",
        "type": ItemType.DECISION,
        "sponsors": ("minister-one",),
        "minutes": 10,
        **more,
    }
    return Item(**fields)


def paper(**more: Any) -> PaperVersion:
    fields: dict[str, Any] = {
        "id": "v1",
        "paper_id": "p1",
        "meeting_id": "meeting",
        "item_id": "item",
        "place": 1,
        "title": "Tờ trình",
        "version": 1,
        "level": Level.CABINET,
        "language": "vi",
        "state": PaperState.PUBLISHED,
        "sha256": "0" * 64,
        "size": 10,
        "blob": "1" * 64,
        "blob_size": 20,
        "skeleton": Skeleton(pages=1, runs=(PageRun(1, 595.0, 842.0),)),
        "received_at": MOMENT,
        **more,
    }
    return PaperVersion(**fields)
