"""What the tests of the vault put into it: papers, lines, notes, commands and pages of the feed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
from ecabinet_desktop.crypto.sealed import seal
from ecabinet_desktop.domain.access import Entity
from ecabinet_desktop.domain.agenda import ItemType, Line
from ecabinet_desktop.domain.annotation import Annotation, AnnotationKind, Colour, Quad, Quote
from ecabinet_desktop.domain.meeting import Meeting, MeetingKind, MeetingState
from ecabinet_desktop.domain.paper import Level, PageRun, PaperState, PaperVersion, Skeleton
from ecabinet_desktop.domain.position import Stance
from ecabinet_desktop.vault.notes import Notes
from ecabinet_desktop.vault.outbox import Outbox
from ecabinet_desktop.vault.papers import Papers
from ecabinet_desktop.vault.reading import Reading
from ecabinet_desktop.vault.receipts import Receipts
from ecabinet_desktop.vault.replica import Replica
from ecabinet_desktop.vault.search import Search
from ecabinet_desktop.vault.vault import Vault
from ecabinet_desktop.wire import codec
from ecabinet_desktop.wire.answers import Gone, Page, Row
from ecabinet_desktop.wire.commands import CastVote, Envelope, StatePosition
from ecabinet_desktop.wire.votes import hash_hex

DB_KEY = bytes(range(32))
PAPER_KEY = bytes(range(100, 132))
NOW = datetime(2026, 5, 4, 8, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Shelf:
    """One open vault with all its rooms."""

    vault: Vault
    notes: Notes
    replica: Replica
    outbox: Outbox
    receipts: Receipts
    papers: Papers
    reading: Reading
    search: Search


def shelf(folder: Path, key: bytes = DB_KEY) -> Shelf:
    """Open (or make) a vault in `folder` and the rooms in it."""
    vault = Vault.open(folder, key)
    notes = Notes(vault)
    notes.key()
    return Shelf(
        vault=vault,
        notes=notes,
        replica=Replica(vault, notes),
        outbox=Outbox(vault, lambda: NOW),
        receipts=Receipts(vault),
        papers=Papers(vault),
        reading=Reading(vault),
        search=Search(vault),
    )


def meeting(meeting_id: str = "m1", agenda: str = "A") -> Meeting:
    return Meeting(
        id=meeting_id,
        title="Phiên họp thường kỳ",
        kind=MeetingKind.REGULAR,
        state=MeetingState.CONVENED,
        starts_at=NOW + timedelta(days=3),
        place="Hà Nội",
        chair_id="pm",
        agenda=agenda,
    )


def line(
    item_id: str, title: str, *, agenda: str = "A", meeting_id: str = "m1", papers: tuple[str, ...] = ()
) -> Line:
    return Line(
        id=f"{agenda}-{item_id}",
        meeting_id=meeting_id,
        agenda=agenda,
        item_id=item_id,
        number=1,
        title=title,
        type=ItemType.DECISION,
        sponsors=(),
        speaker="",
        minutes=10,
        listed_only=False,
        notice="",
        papers=papers,
    )


def sealed(version_id: str, plain: bytes = b"%PDF-1.7 a paper") -> bytes:
    return seal(plain, PAPER_KEY, version_id)


def paper(
    version_id: str = "v1",
    *,
    title: str = "Tờ trình",
    meeting_id: str = "m1",
    item_id: str = "i1",
    blob: bytes = b"",
    state: PaperState = PaperState.PUBLISHED,
) -> PaperVersion:
    return PaperVersion(
        id=version_id,
        paper_id=f"p-{version_id}",
        meeting_id=meeting_id,
        item_id=item_id,
        place=1,
        title=title,
        version=1,
        level=Level.CABINET,
        language="vi",
        state=state,
        sha256="0" * 64,
        size=1,
        blob=hash_hex(blob or version_id.encode()),
        blob_size=len(blob),
        skeleton=Skeleton(pages=3, runs=(PageRun(3, 595, 842),)),
        received_at=NOW,
    )


def note(note_id: str = "n1", *, version_id: str = "v1", text: str = "", minutes: int = 0) -> Annotation:
    return Annotation(
        id=note_id,
        meeting_id="m1",
        paper_id=f"p-{version_id}",
        version_id=version_id,
        page=0,
        kind=AnnotationKind.HIGHLIGHT,
        quads=(Quad(1, 2, 3, 4),),
        colour=Colour.YELLOW,
        created_at=NOW,
        modified_at=NOW + timedelta(minutes=minutes),
        text=text,
        quote=Quote(exact="đất đai"),
    )


def row(entity: Entity, *, rev: int = 1, seq: int = 1, key: bytes | None = None) -> Row:
    """A row of the feed; papers travel with their key unless they are withdrawn."""
    if isinstance(entity, PaperVersion) and key is None and entity.state is PaperState.PUBLISHED:
        key = PAPER_KEY
    body = msgspec.Raw(codec.encode(entity))
    return Row(kind=codec.KIND_OF[type(entity)], id=entity.id, rev=rev, seq=seq, body=body, key=key)


def page(
    rows: Iterable[Row] = (), gone: Iterable[Gone] = (), *, upto: int = 1, more: bool = False, epoch: str = "e1"
) -> Page:
    return Page(epoch=epoch, rows=tuple(rows), gone=tuple(gone), next=upto, more=more)


def gone(kind: str, entity_id: str) -> Gone:
    return Gone(kind=kind, id=entity_id, seq=1)


def vote(command_id: str, ballot_id: str = "b1", statement: bytes = b"the very bytes \x00\xff") -> Envelope:
    return Envelope(id=command_id, body=CastVote(ballot_id=ballot_id, statement=statement, signature=b"s" * 64))


def position(command_id: str, item_id: str = "i1") -> Envelope:
    return Envelope(id=command_id, body=StatePosition(item_id=item_id, stance=Stance.NO_OBJECTION))
