"""Opens the server's database: SQLite in the data folder, or PostgreSQL by URL.

Nobody else begins a transaction: `reading` gives one snapshot, `writing` the only way to change anything.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, insert, select, update
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError

from ecabinet_desktop.clock import NewId
from ecabinet_desktop.errors import ECabinetError, Full, Offline, Refused
from ecabinet_desktop.server import schema
from ecabinet_desktop.server.migrations import upgrade
from ecabinet_desktop.server.transaction import COUNTERS, PeopleKept, Transaction

BUSY_MS = 10_000
"""How long a writer waits for another process's (a backup's, an administrator's) turn to end."""


class Store:
    """The database, brought to the current schema when it is opened."""

    def __init__(self, url: str, *, new_id: NewId) -> None:
        self.url = checked_url(url)
        self.engine = _engine(self.url)
        self._kept = PeopleKept()
        try:
            upgrade(self.engine)
            with self._begin(writing=True) as db:
                _first_rows(db, new_id)
        except DBAPIError as error:
            self.close()
            raise translated(error) from error
        except ECabinetError:
            self.close()
            raise

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """One snapshot: everything read inside belongs to the same moment."""
        try:
            with self._begin(writing=False) as db:
                yield db
        except DBAPIError as error:
            raise translated(error) from error

    @contextmanager
    def writing(self) -> Iterator[Transaction]:
        """One transaction, committed at the end; writers of all processes stand in line."""
        try:
            with self._begin(writing=True) as db:
                transaction = Transaction(db, self._kept)
                yield transaction
                transaction.finish()
        except DBAPIError as error:
            raise translated(error) from error

    def epoch(self) -> str:
        """The random name of this history; changes when a backup is restored."""
        with self.reading() as db:
            return epoch_in(db)

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()

    @contextmanager
    def _begin(self, *, writing: bool) -> Iterator[Connection]:
        with self.engine.connect() as bare:
            if self.engine.dialect.name == "sqlite":
                db = bare.execution_options(writing=writing)
            elif writing:
                db = bare.execution_options(isolation_level="READ COMMITTED")
            else:
                db = bare.execution_options(isolation_level="REPEATABLE READ", postgresql_readonly=True)
            with db.begin():
                yield db


def checked_url(url: str) -> str:
    """The database URL with its driver named; raises Refused("bad_database_url")."""
    text = url.replace("postgresql://", "postgresql+psycopg://", 1).replace(
        "postgres://", "postgresql+psycopg://", 1
    )
    try:
        name = make_url(text).drivername
    except ArgumentError as error:
        raise Refused("bad_database_url") from error
    if name not in ("sqlite", "postgresql+psycopg"):
        raise Refused("bad_database_url", name)
    return text


def epoch_in(db: Connection) -> str:
    """See Store.epoch."""
    return str(db.execute(select(schema.settings.c.value).where(schema.settings.c.name == "epoch")).scalar_one())


def new_epoch(db: Connection, epoch: str) -> None:
    """Begin another history: every desktop lists again from the start."""
    db.execute(update(schema.settings).where(schema.settings.c.name == "epoch").values(value=epoch))


def translated(error: DBAPIError) -> ECabinetError:
    """A driver's error as one of ours; its text may hold values, so only its class is named."""
    text = str(error.orig).lower()
    if "disk is full" in text or "no space left" in text:
        return Full()
    return Offline(type(error.orig).__name__)


def _engine(url: str) -> Engine:
    try:
        engine = create_engine(url, pool_size=10, max_overflow=30, hide_parameters=True)
    except (ArgumentError, NoSuchModuleError) as error:
        raise Refused("bad_database_url") from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _on_connect)
        event.listen(engine, "begin", _on_begin)
    return engine


def _on_connect(connection: Any, _record: object) -> None:
    """Durable, many readers beside one writer; without Python's own transactions, which know no snapshots."""
    connection.isolation_level = None
    connection.execute(f"PRAGMA busy_timeout={BUSY_MS}")
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA synchronous=FULL")


def _on_begin(connection: Connection) -> None:
    writing = connection.get_execution_options().get("writing", True)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writing else "BEGIN")


def _first_rows(db: Connection, new_id: NewId) -> None:
    """Counters and the epoch of a new database."""
    if db.execute(select(schema.settings.c.value).where(schema.settings.c.name == "epoch")).scalar() is None:
        db.execute(insert(schema.settings), {"name": "epoch", "value": new_id()})
        db.execute(insert(schema.counters), [{"name": name, "value": 0} for name in COUNTERS])
