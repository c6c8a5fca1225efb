"""One writing transaction over the tables of entities: rows, audiences, counters, leaves.

The counters' rows are taken first, so that writers stand in line and commit order is feed order on both
databases (DESIGN 4, rule 1); inside the transaction they count in memory and are written back once.
"""

import hashlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, bindparam, insert, select, update

from ecabinet_desktop.domain.access import Entity
from ecabinet_desktop.domain.people import Government, Person
from ecabinet_desktop.errors import Damaged, Refused
from ecabinet_desktop.server import schema
from ecabinet_desktop.wire import codec

E = TypeVar("E", bound=Entity)
T = TypeVar("T")

COUNTERS = ("seq", "leaf", "people")


@dataclass(frozen=True, slots=True)
class Stored:
    """An entity as it stands in the table; `gone` when it was buried."""

    entity: Entity
    rev: int
    seq: int
    gone: bool


@dataclass(slots=True)
class PeopleKept:
    """Everybody, as of the change numbered `stamp`; kept between transactions, since every row asks for it."""

    stamp: int = -1
    people: tuple[Person, ...] = ()


class Transaction:
    """The tables during one transaction. What was read is kept until it ends: nobody else writes meanwhile."""

    def __init__(self, db: Connection, kept: PeopleKept) -> None:
        self.db = db
        self._kept = kept
        self._counters = {name: _take(db, name) for name in COUNTERS}
        self._rows: dict[tuple[str, str], Stored | None] = {}
        self._people: tuple[Person, ...] | None = None
        self._people_touched = False
        self._depth = 0
        self._government: Government | None = None
        self._taken = dict(self._counters)

    @property
    def seq(self) -> int:
        """The last place in the feed that was given out."""
        return self._counters["seq"]

    def next_seq(self) -> int:
        """The next place in the feed."""
        self._counters["seq"] += 1
        return self._counters["seq"]

    def attempt(self, act: Callable[[], T]) -> T:
        """Run `act` in a savepoint: when it raises, rows and counters are as they were before, and it raises on.

        Plain statements, since the library's own savepoints cost 0.3 ms each, a fifth of a vote [M].
        """
        counters = dict(self._counters)
        self._depth += 1
        name = f"s{self._depth}"
        self.db.exec_driver_sql(f"SAVEPOINT {name}")
        try:
            value = act()
        except BaseException:
            self.db.exec_driver_sql(f"ROLLBACK TO SAVEPOINT {name}")
            self.db.exec_driver_sql(f"RELEASE SAVEPOINT {name}")
            self._forget(counters)
            raise
        else:
            self.db.exec_driver_sql(f"RELEASE SAVEPOINT {name}")
            return value
        finally:
            self._depth -= 1

    def _forget(self, counters: dict[str, int]) -> None:
        """Nothing read since the savepoint may be believed any more."""
        self._counters = counters
        self._rows.clear()
        self._people = None
        self._government = None

    def finish(self) -> None:
        """Write the counters back; the last thing before the commit."""
        for name, value in self._counters.items():
            if value != self._taken[name]:
                self.db.execute(_SET_COUNTER, {"of": name, "value": value})

    # entities

    def stored(self, kind: str, entity_id: str) -> Stored | None:
        """The row, buried ones included."""
        key = (kind, entity_id)
        if key not in self._rows:
            row = self.db.execute(_FIND, {"kind": kind, "id": entity_id}).one_or_none()
            self._rows[key] = (
                None
                if row is None
                else Stored(_entity(kind, row.body), row.rev, row.seq, gone=row.gone_at is not None)
            )
        return self._rows[key]

    def government(self) -> Government:
        """The one government of this server; raises Refused("no_government") before it was set up."""
        if self._government is None:
            self._government = government_in(self.db)
        return self._government

    def all(self, kind: str, meeting_id: str | None, item_id: str | None) -> tuple[Entity, ...]:
        """Living rows of a kind, by id."""
        if item_id is not None:
            found = self.db.execute(_OF_ITEM, {"kind": kind, "item": item_id})
        elif meeting_id is not None:
            found = self.db.execute(_OF_MEETING, {"kind": kind, "meeting": meeting_id})
        else:
            found = self.db.execute(_OF_KIND, {"kind": kind})
        return tuple(_entity(kind, row.body) for row in found)

    def living(self, meeting_id: str | None, item_id: str | None) -> Iterator[tuple[str, Entity]]:
        """Every living row of a meeting, of an item, or of all, with its kind."""
        query = select(_E.c.kind, _E.c.body).where(_E.c.gone_at.is_(None))
        if item_id is not None:
            query = query.where(_E.c.item_id == item_id)
        elif meeting_id is not None:
            query = query.where(_E.c.meeting_id == meeting_id)
        for row in self.db.execute(query.order_by(_E.c.kind, _E.c.id)).all():
            yield row.kind, _entity(row.kind, row.body)

    def write(
        self, kind: str, entity: Entity, rev: int, seq: int, place: tuple[str | None, str | None], *, fresh: bool
    ) -> None:
        """Insert or replace a row."""
        values = {
            "rev": rev,
            "seq": seq,
            "mark": codec.row_digest(kind, entity.id, rev),
            "body": codec.encode(entity),
            "meeting_id": place[0],
            "item_id": place[1],
            "gone_at": None,
        }
        if fresh:
            self.db.execute(_INSERT, {"kind": kind, "id": entity.id, **values})
        else:
            self.db.execute(_REPLACE, {"of_kind": kind, "of_id": entity.id, **values})
        self._rows[kind, entity.id] = Stored(entity, rev, seq, gone=False)
        self._government = None if isinstance(entity, Government) else self._government

    def bury(self, kind: str, entity_id: str, now: datetime) -> None:
        """Leave a tombstone, and `gone` for everyone who could see the row."""
        seq = self.next_seq()
        self.db.execute(_BURY, {"of_kind": kind, "of_id": entity_id, "seq": seq, "gone_at": now})
        self._rows.pop((kind, entity_id), None)
        self.admit(kind, entity_id, frozenset(), lambda: seq)

    def admit(
        self, kind: str, entity_id: str, may: frozenset[str], seq: Callable[[], int], *, fresh: bool = False
    ) -> None:
        """Make `may` the audience of a row, remembering those who could see it before; a fresh row had none."""
        found = () if fresh else self.db.execute(_AUDIENCE, {"kind": kind, "id": entity_id}).all()
        known: dict[str, bool] = {row.person_id: row.may_see for row in found}
        changes = {person: True for person in may if not known.get(person)}
        changes |= {person: False for person, could in known.items() if could and person not in may}
        if not changes:
            return
        at = seq()
        for person, sees in sorted(changes.items()):
            if person in known:
                target = {"of_kind": kind, "of_id": entity_id, "of_person": person}
                self.db.execute(_CHANGE_AUDIENCE, {**target, "may_see": sees, "seq": at})
        if new := sorted(person for person in changes if person not in known):
            row = {"kind": kind, "id": entity_id, "may_see": True, "seq": at}
            self.db.execute(_ADMIT, [{**row, "person_id": person} for person in new])

    # people

    def people(self) -> tuple[Person, ...]:
        """Every account, by id."""
        if self._people is None:
            if self._kept.stamp == self._counters["people"] and not self._people_touched:
                self._people = self._kept.people
            else:
                found = self.db.execute(_OF_KIND, {"kind": "person"})
                self._people = tuple(codec.decode(row.body, Person) for row in found)
                self._keep()
        return self._people

    def people_changed(self) -> None:
        """Somebody was added or altered: read all of them again."""
        self._people = None
        self._people_touched = True
        self._counters["people"] = self.seq + 1

    def _keep(self) -> None:
        # What a rollback may still undo is never shared: the stamp could come again with other people.
        if not self._people_touched and self._people is not None:
            self._kept.people, self._kept.stamp = self._people, self._counters["people"]

    # ledger

    def leaf(self, data: bytes) -> int:
        """Append to the log; RFC 6962 puts a zero byte before what is hashed as a leaf."""
        index = self._counters["leaf"]
        digest = hashlib.sha256(b"\x00" + data).digest()
        self.db.execute(_LEAF, {"n": index, "data": data, "hash": digest})
        self._counters["leaf"] = index + 1
        return index


def kind_of(kind: type[Any]) -> str:
    """The name under which a kind of entity is stored and sent."""
    return codec.KIND_OF[kind]


def find_in(db: Connection, kind: type[E], entity_id: str) -> E | None:
    """A living entity, read outside a writing transaction."""
    row = db.execute(_FIND, {"kind": kind_of(kind), "id": entity_id}).one_or_none()
    return None if row is None or row.gone_at is not None else codec.decode(row.body, kind)


def government_in(db: Connection) -> Government:
    """The one government of this server; raises Refused("no_government") before it was set up."""
    body = db.execute(_OF_KIND, {"kind": "government"}).scalar()
    if body is None:
        raise Refused("no_government")
    return codec.decode(body, Government)


def _take(db: Connection, name: str) -> int:
    """Lock a counter's row and read it; SQLite has locked the whole file at BEGIN IMMEDIATE."""
    return int(db.execute(_TAKE_COUNTER, {"of": name}).scalar_one())


def _entity(kind: str, body: bytes) -> Entity:
    entity = codec.decode_entity(kind, body)
    if entity is None:
        raise Damaged(f"a row of a kind from a newer server: {kind}")
    return entity


_E = schema.entities
_A = schema.audience
_C = schema.counters
_ONE = (_E.c.kind == bindparam("kind")) & (_E.c.id == bindparam("id"))
_TARGET = (_E.c.kind == bindparam("of_kind")) & (_E.c.id == bindparam("of_id"))
_LIVING = select(_E.c.body).where(_E.c.kind == bindparam("kind"), _E.c.gone_at.is_(None)).order_by(_E.c.id)

_TAKE_COUNTER = select(_C.c.value).where(_C.c.name == bindparam("of")).with_for_update()
_SET_COUNTER = update(_C).where(_C.c.name == bindparam("of"))
_FIND = select(_E.c.body, _E.c.rev, _E.c.seq, _E.c.gone_at).where(_ONE)
_OF_KIND = _LIVING
_OF_MEETING = _LIVING.where(_E.c.meeting_id == bindparam("meeting"))
_OF_ITEM = _LIVING.where(_E.c.item_id == bindparam("item"))
_INSERT = insert(_E)
_REPLACE = _BURY = update(_E).where(_TARGET)
_AUDIENCE = select(_A.c.person_id, _A.c.may_see).where(_A.c.kind == bindparam("kind"), _A.c.id == bindparam("id"))
_ADMIT = insert(_A)
_CHANGE_AUDIENCE = update(_A).where(
    _A.c.kind == bindparam("of_kind"),
    _A.c.id == bindparam("of_id"),
    _A.c.person_id == bindparam("of_person"),
)
_LEAF = insert(schema.leaves)
