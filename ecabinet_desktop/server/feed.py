"""The feed: pages of what changed for one person, and the digest that proves both sides agree.

Rows come in commit order and only to those whose audience row says so; a page and its digest are read from one
snapshot (DESIGN 4). No two changes share a place in the feed.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import msgspec
from sqlalchemy import Connection, bindparam, select, union_all

from ecabinet_desktop.errors import Refused
from ecabinet_desktop.server import schema
from ecabinet_desktop.server.keys import ServerKeys
from ecabinet_desktop.server.store import epoch_in
from ecabinet_desktop.wire import answers
from ecabinet_desktop.wire.answers import Page
from ecabinet_desktop.wire.api import PAGE_ROWS
from ecabinet_desktop.wire.codec import NO_ROWS

PAGE_BYTES = 8 * 1024 * 1024
"""Bodies in one page stop growing here, so that skeletons of thick papers do not make one giant answer."""


@dataclass(slots=True)
class DigestsKept:
    """The last digest of each person: (epoch, place in the feed at which it held, digest)."""

    by_person: dict[str, tuple[str, int, bytes]] = field(default_factory=dict)


def page(db: Connection, person_id: str, epoch: str, cursor: int, keys: ServerKeys, kept: DigestsKept) -> Page:
    """What changed for a person after `cursor`; raises Refused("epoch") when that is another history's cursor."""
    current, head = epoch_in(db), head_in(db)
    if (epoch != current and (epoch or cursor)) or not 0 <= cursor <= head:
        raise Refused("epoch")
    found: Sequence[Any] = db.execute(
        _CHANGES, {"person": person_id, "cursor": cursor, "limit": PAGE_ROWS + 1}
    ).all()
    taken = found[: _fitting(found)]
    more = len(taken) < len(found)
    return Page(
        epoch=current,
        rows=_rows(db, [row for row in taken if row.may_see], keys),
        gone=tuple(answers.Gone(kind=row.kind, id=row.id, seq=row.at) for row in taken if not row.may_see),
        next=taken[-1].at if more else head,
        more=more,
        digest="" if more else _digest(db, person_id, current, head, kept).hex(),
    )


def head_in(db: Connection) -> int:
    """The last place in the feed."""
    return int(db.execute(_HEAD).scalar_one())


def may_fetch(db: Connection, person_id: str, blob: str) -> bool:
    """True when the person may see a paper version whose sealed file this is."""
    return db.execute(_MAY_FETCH, {"person": person_id, "blob": blob}).first() is not None


def digest_of(db: Connection, person_id: str) -> bytes:
    """XOR of the marks of every row the person should hold."""
    total = int.from_bytes(NO_ROWS, "big")
    for mark in db.execute(_MARKS, {"person": person_id}).scalars():
        total ^= int.from_bytes(mark, "big")
    return total.to_bytes(len(NO_ROWS), "big")


def _rows(db: Connection, taken: Sequence[Any], keys: ServerKeys) -> tuple[answers.Row, ...]:
    """Rows as they cross, each paper with its key."""
    papers = [row.id for row in taken if row.kind == "paper"]
    wrapped = {found.version_id: found.wrapped for found in db.execute(_KEYS, {"ids": papers})} if papers else {}
    return tuple(
        answers.Row(
            kind=row.kind,
            id=row.id,
            rev=row.rev,
            seq=row.at,
            body=msgspec.Raw(row.body),
            key=keys.unwrap(row.id, wrapped[row.id]) if row.kind == "paper" and row.id in wrapped else None,
        )
        for row in taken
    )


def _fitting(found: Sequence[Any]) -> int:
    """How many of the rows found go into one page: at least one."""
    size = 0
    for index, row in enumerate(found[:PAGE_ROWS]):
        size += len(row.body)
        if size > PAGE_BYTES and index:
            return index
    return min(len(found), PAGE_ROWS)


def _digest(db: Connection, person_id: str, epoch: str, head: int, kept: DigestsKept) -> bytes:
    """The digest at `head`; when nothing changed for this person since it was last worked out, that one."""
    last = kept.by_person.get(person_id)
    if last is not None and last[0] == epoch and last[1] <= head:
        since = {"person": person_id, "cursor": last[1], "limit": 1}
        if last[1] == head or db.execute(_CHANGES, since).first() is None:
            return last[2]
    digest = digest_of(db, person_id)
    kept.by_person[person_id] = (epoch, head, digest)
    return digest


_E = schema.entities
_A = schema.audience
_PAIR = (_A.c.kind == _E.c.kind) & (_A.c.id == _E.c.id)
_MINE = _A.c.person_id == bindparam("person")

_HEAD = select(schema.counters.c.value).where(schema.counters.c.name == "seq")

# Two ways a row can be news, each by its own index: its audience changed last, or its content did.
_BY_AUDIENCE = (
    select(_A.c.kind, _A.c.id, _A.c.may_see, _A.c.seq.label("at"))
    .join(_E, _PAIR)
    .where(_MINE, _A.c.seq > bindparam("cursor"), ~_A.c.may_see | (_E.c.seq <= _A.c.seq))
)
_BY_CONTENT = (
    select(_E.c.kind, _E.c.id, _A.c.may_see, _E.c.seq.label("at"))
    .join(_A, _PAIR)
    .where(_MINE, _E.c.seq > bindparam("cursor"), _A.c.may_see, _E.c.seq > _A.c.seq)
)
_NEWS = union_all(_BY_AUDIENCE, _BY_CONTENT).order_by("at").limit(bindparam("limit")).subquery("news")
_CHANGES = (
    select(_NEWS.c.kind, _NEWS.c.id, _NEWS.c.may_see, _NEWS.c.at, _E.c.rev, _E.c.body)
    .join(_E, (_E.c.kind == _NEWS.c.kind) & (_E.c.id == _NEWS.c.id))
    .order_by(_NEWS.c.at)
)
_KEYS = select(schema.paper_keys).where(schema.paper_keys.c.version_id.in_(bindparam("ids", expanding=True)))
_MARKS = select(_E.c.mark).join(_A, _PAIR).where(_MINE, _A.c.may_see)
_MAY_FETCH = (
    select(_A.c.id)
    .join(schema.paper_blobs, schema.paper_blobs.c.version_id == _A.c.id)
    .where(_A.c.kind == "paper", _MINE, _A.c.may_see, schema.paper_blobs.c.blob == bindparam("blob"))
)
