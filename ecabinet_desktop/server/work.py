"""The unit of work a handler gets: one command, inside one savepoint of one transaction.

Whoever changes a row never says who may see it: `put` asks `domain.access`, and rows that hang on the changed
one are asked about again before the savepoint is released.
"""

from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any, TypeVar, cast
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy import Connection, bindparam, delete, insert, select

from ecabinet_desktop.clock import NewId
from ecabinet_desktop.domain import access
from ecabinet_desktop.domain.access import Entity, Facts
from ecabinet_desktop.domain.agenda import Agenda, Item
from ecabinet_desktop.domain.ballot import Ballot, VoteOutcome
from ecabinet_desktop.domain.meeting import Decision, Meeting
from ecabinet_desktop.domain.paper import PaperVersion, Skeleton
from ecabinet_desktop.domain.people import Government, Person, members
from ecabinet_desktop.errors import Refused
from ecabinet_desktop.server import bearing, schema
from ecabinet_desktop.server.keys import ServerKeys
from ecabinet_desktop.server.transaction import Stored, Transaction, kind_of
from ecabinet_desktop.wire import codec
from ecabinet_desktop.wire.answers import Receipt
from ecabinet_desktop.wire.votes import parse_definition

E = TypeVar("E", bound=Entity)


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """What a handler answers. Its effect is kept; the verdict says accepted only when `code` is "ok"."""

    code: str = "ok"
    detail: str = ""
    outcome: VoteOutcome | None = None
    receipt: Receipt | None = None


class UploadFacts(msgspec.Struct, frozen=True, kw_only=True):
    """A file that arrived. When `complete` it is sealed under `key` for the paper version that has the upload's id,
    and can become no other. `problem` is "" or why the file cannot be a paper (a code of `errors.Unreadable`).
    """

    id: str
    size: int
    sha256: str
    complete: bool
    problem: str
    blob: str
    blob_size: int
    key: bytes
    skeleton: Skeleton | None


class Work:
    """Reads and writes of one command by one actor; nothing is kept when the handler raises."""

    def __init__(
        self,
        transaction: Transaction,
        *,
        actor: Person,
        device_id: str,
        now: datetime,
        new_id: NewId,
        keys: ServerKeys,
    ) -> None:
        self.actor = actor
        self.device_id = device_id
        self.now = now
        self.new_id = new_id
        self.keys = keys
        self.db: Connection = transaction.db
        self._transaction = transaction
        self._asked: dict[object, Facts] = {}
        self._pending: set[tuple[str, str]] = set()

    # reading

    def find(self, kind: type[E], entity_id: str) -> E | None:
        """The entity, or None when there is none (any more)."""
        stored = self._stored(kind, entity_id)
        return None if stored is None or stored.gone else cast(E, stored.entity)

    def get(self, kind: type[E], entity_id: str) -> E:
        """The entity; raises Refused("unknown")."""
        found = self.find(kind, entity_id)
        if found is None:
            raise Refused("unknown", kind_of(kind))
        return found

    def rev(self, kind: type[Entity], entity_id: str) -> int:
        """The entity's revision, 0 when absent."""
        stored = self._stored(kind, entity_id)
        return 0 if stored is None or stored.gone else stored.rev

    def all(self, kind: type[E], *, meeting_id: str | None = None, item_id: str | None = None) -> tuple[E, ...]:
        """Every living entity of a kind, of one meeting or of one item, by id."""
        return cast(tuple[E, ...], self._transaction.all(kind_of(kind), meeting_id, item_id))

    def people(self) -> tuple[Person, ...]:
        """Every account, whether the mandate still runs or not."""
        return self._transaction.people()

    def members(self) -> tuple[Person, ...]:
        """All members in office today, by rank: the base of every share."""
        return members(self.people(), self.today())

    def government(self) -> Government:
        """The government whose server this is."""
        return self._transaction.government()

    def today(self) -> date:
        """The day it is where the government sits."""
        return self.now.astimezone(ZoneInfo(self.government().time_zone)).date()

    def upload(self, upload_id: str) -> UploadFacts | None:
        """What is known of an upload, by the id its sender chose."""
        row = self.db.execute(_FIND_UPLOAD, {"id": upload_id}).one_or_none()
        if row is None:
            return None
        return UploadFacts(
            id=row.id,
            size=row.size,
            sha256=row.sha256,
            complete=row.complete,
            problem=row.problem,
            blob=row.blob,
            blob_size=row.blob_size,
            key=self.keys.unwrap(row.id, row.wrapped) if row.complete else b"",
            skeleton=codec.decode(row.skeleton, Skeleton) if row.complete else None,
        )

    def facts(
        self, *, meeting_id: str | None = None, item_id: str | None = None, ballot: Ballot | None = None
    ) -> Facts:
        """What `domain.access` must know around a meeting, an item or a ballot; unknown ids leave gaps."""
        asked = (meeting_id, item_id, ballot.definition_hash if ballot is not None else "")
        if asked not in self._asked:
            self._asked[asked] = self._gather(meeting_id, item_id, ballot)
        return self._asked[asked]

    # writing

    def put(self, entity: Entity) -> None:
        """Insert or replace: the next revision, a new place in the feed, the audience asked about again."""
        self._asked.clear()
        before = self._stored(type(entity), entity.id)
        living = None if before is None or before.gone else before.entity
        kind = codec.KIND_OF[type(entity)]
        if isinstance(entity, Person):
            self._transaction.people_changed()
        seq = self._transaction.next_seq()
        rev = 1 if before is None else before.rev + 1
        self._transaction.write(kind, entity, rev, seq, bearing.place_of(entity), fresh=before is None)
        if isinstance(entity, PaperVersion) and before is None:
            self.db.execute(insert(schema.paper_blobs), {"version_id": entity.id, "blob": entity.blob})
        if bearing.unchanged(living, entity):
            return
        self._weigh(kind, entity, lambda: seq, fresh=before is None)
        if (around := bearing.dependants(entity)) is not None:
            self._pending.add(around)

    def reconsider(self, kind: type[Entity], entity_id: str) -> None:
        """Ask again who may see a row: those gaining get it, those losing get `gone`; its revision stays."""
        self._asked.clear()
        entity = self.get(kind, entity_id)
        self._weigh(kind_of(kind), entity, self._transaction.next_seq)

    def remove(self, kind: type[Entity], entity_id: str) -> None:
        """Bury a row: gone for all who could see it. Unknown rows raise Refused("unknown")."""
        self._asked.clear()
        entity = self.get(kind, entity_id)
        self._transaction.bury(kind_of(kind), entity_id, self.now)
        if isinstance(entity, Person):
            self._transaction.people_changed()
        if (around := bearing.dependants(entity)) is not None:
            self._pending.add(around)

    def keep_key(self, version_id: str, key: bytes) -> None:
        """Keep the key of a sealed paper, wrapped; it travels to those who may read from now on."""
        self.drop_key(version_id)
        wrapped = self.keys.wrap(version_id, key)
        self.db.execute(insert(schema.paper_keys), {"version_id": version_id, "wrapped": wrapped})

    def drop_key(self, version_id: str) -> None:
        """Forget the key of a paper: its sealed file can never be opened again."""
        self.db.execute(delete(schema.paper_keys).where(schema.paper_keys.c.version_id == version_id))

    def leaf(self, data: bytes) -> int:
        """Append to the ledger; returns the leaf's index."""
        return self._transaction.leaf(data)

    def sign(self, data: bytes) -> bytes:
        """The server's signature over `data`; devices pinned its public key when they were enrolled."""
        return self.keys.sign(data)

    def settle(self) -> None:
        """Ask again about everything that hangs on what was put; the service calls it after the handler."""
        while self._pending:
            pending, self._pending = self._pending, set()
            self._asked.clear()
            for kind, entity in self._around(pending):
                self._weigh(kind, entity, self._transaction.next_seq)

    # inside

    def _stored(self, kind: type[Any], entity_id: str) -> Stored | None:
        return self._transaction.stored(kind_of(kind), entity_id)

    def _around(self, pending: set[tuple[str, str]]) -> Iterator[tuple[str, Entity]]:
        """Each row within the scopes named, once."""
        if ("all", "") in pending:
            yield from self._transaction.living(None, None)
            return
        seen: set[tuple[str, str]] = set()
        for scope, scope_id in sorted(pending):
            rows = self._transaction.living(
                scope_id if scope == "meeting" else None, scope_id if scope == "item" else None
            )
            for kind, entity in rows:
                if (kind, entity.id) not in seen:
                    seen.add((kind, entity.id))
                    yield kind, entity

    def _weigh(self, kind: str, entity: Entity, seq: Callable[[], int], *, fresh: bool = False) -> None:
        """Bring the audience of one row up to date; `seq` is drawn only if somebody gains or loses."""
        meeting_id, item_id = bearing.place_of(entity)
        ballot = entity if isinstance(entity, Ballot) else None
        may = access.audience(
            entity, self.facts(meeting_id=meeting_id, item_id=item_id, ballot=ballot), self.people()
        )
        self._transaction.admit(kind, entity.id, may, seq, fresh=fresh)

    def _gather(self, meeting_id: str | None, item_id: str | None, ballot: Ballot | None) -> Facts:
        item = self.find(Item, item_id) if item_id else None
        meeting = meeting_id or (item.meeting_id if item else None)
        agendas = self.all(Agenda, meeting_id=meeting) if meeting else ()
        definition = parse_definition(ballot.definition) if ballot is not None and ballot.definition else None
        return Facts(
            meeting=self.find(Meeting, meeting) if meeting else None,
            item=item,
            decision=self.find(Decision, item_id) if item_id else None,
            approved=frozenset(version for agenda in agendas for version in agenda.manifest),
            electorate=frozenset(definition.electorate) if definition is not None else frozenset(),
        )


_FIND_UPLOAD = select(schema.uploads).where(schema.uploads.c.id == bindparam("id"))
