"""Injected faults: calls that get lost or come twice, and processes that die between any two writes.

A fault is planned before it happens and happens once; nothing else about desktop or server is altered.
"""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from enum import StrEnum
from typing import Any, TypeVar

from ecabinet_desktop.errors import Offline
from ecabinet_desktop.server.central import Central
from ecabinet_desktop.vault.vault import Vault
from ecabinet_desktop.wire.answers import Page, Verdict
from ecabinet_desktop.wire.api import SyncApi
from ecabinet_desktop.wire.commands import Envelope
from sqlalchemy import Connection, event

T = TypeVar("T")


class Fate(StrEnum):
    """What becomes of one call."""

    ARRIVES = "arrives"
    LOST_BEFORE = "lost before the server"
    LOST_AFTER = "its answer is lost"
    REPEATED = "made twice"
    DELAYED = "given up, and arrives later all the same"


class Wire:
    """A SyncApi whose next calls meet their `fates`; with none left every call arrives."""

    def __init__(
        self, name: str, api: SyncApi, handed: set[str], delayed: list[tuple[str, tuple[Envelope, ...]]]
    ) -> None:
        self.api = api
        self._name = name
        self.fates: list[Fate] = []
        self._handed = handed
        self._delayed = delayed

    def changes(self, epoch: str, cursor: int) -> Page:
        """See SyncApi."""
        return self._carry(lambda: self.api.changes(epoch, cursor))

    def send(self, envelopes: Sequence[Envelope]) -> tuple[Verdict, ...]:
        """See SyncApi."""
        self._handed.update(envelope.id for envelope in envelopes)
        if self.fates[:1] == [Fate.DELAYED]:
            self._delayed.append((self._name, tuple(envelopes)))
        return self._carry(lambda: self.api.send(envelopes))

    def _carry(self, call: Callable[[], T]) -> T:
        fate = self.fates.pop(0) if self.fates else Fate.ARRIVES
        if fate in (Fate.LOST_BEFORE, Fate.DELAYED):
            raise Offline(fate)
        answer = call()
        if fate is Fate.REPEATED:
            answer = call()
        if fate is Fate.LOST_AFTER:
            raise Offline(fate)
        return answer


class Killed(BaseException):
    """The desktop's process is gone; no product code catches this."""


class MortalConnection:
    """A vault's connection that writes `left` times more and then is dead, to roll back as well."""

    def __init__(self, real: Any, left: int) -> None:
        self.real = real
        self._left = left

    @property
    def in_transaction(self) -> bool:
        """As the real one."""
        return bool(self.real.in_transaction)

    def execute(self, sql: str, parameters: Any = ()) -> Any:
        """As the real one, while it lives."""
        self._step(sql)
        return self.real.execute(sql, parameters)

    def executemany(self, sql: str, parameters: Any) -> Any:
        """As the real one, while it lives."""
        self._step(sql)
        return self.real.executemany(sql, parameters)

    def close(self) -> None:
        """What the system does for a dead process."""
        self.real.close()

    def _step(self, sql: str) -> None:
        if sql.lstrip().startswith(("SELECT", "PRAGMA")) and self._left > 0:
            return
        if self._left <= 0:
            raise Killed
        self._left -= 1


@contextmanager
def dying_at(vault: Vault, writes: int) -> Iterator[None]:
    """Let a desktop die before its write number `writes` (BEGIN and COMMIT count); raises Killed there."""
    real = vault._connection
    vault._connection = MortalConnection(real, writes)
    yield
    vault._connection = real


def kill_desktop(vault: Vault) -> None:
    """Leave the files as a killed process does: what was not committed is gone."""
    connection = vault._connection
    vault._closed = True
    connection.close()


DIED = "the server died"


class MortalServer:
    """A server's database that answers `left` statements of the writer more and then none."""

    def __init__(self, central: Central, left: int) -> None:
        self._left = left
        self._engine = central.store.engine
        event.listen(self._engine, "before_cursor_execute", self._on_statement)
        event.listen(self._engine, "commit", self._on_commit)

    @property
    def is_dead(self) -> bool:
        """True once it has refused a statement."""
        return self._left < 0

    def spare(self) -> None:
        """It did not come to that."""
        event.remove(self._engine, "before_cursor_execute", self._on_statement)
        event.remove(self._engine, "commit", self._on_commit)

    def _on_statement(self, db: Connection, *_rest: object) -> None:
        # Readers are not counted: how far the feed has come is read once a second of real time.
        if self.is_dead:
            raise Offline(DIED)
        if db.get_execution_options().get("writing"):
            self._left -= 1
            if self.is_dead:
                raise Offline(DIED)

    def _on_commit(self, db: Connection) -> None:
        self._on_statement(db)


def kill_server(central: Central) -> None:
    """Leave the files as a killed process does: without its goodbye to the high-water mark."""
    central.writer.close()
    central.store.close()
