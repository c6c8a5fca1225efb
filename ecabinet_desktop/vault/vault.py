"""The encrypted store itself: one SQLCipher file, one connection, one lock; the only importer of sqlcipher3.

Transactions are short: nothing waits for a network, a PDF or a person inside one.
"""

import contextlib
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol, cast

from sqlcipher3 import dbapi2

from ecabinet_desktop.errors import Damaged, Full, TooOld, WrongPassphrase

FILE = "vault.db"
SCHEMA = Path(__file__).parent / "schema"


class Cursor(Protocol):
    """What a statement answers."""

    rowcount: int

    def fetchone(self) -> Any:
        """The next row, or None."""
        ...

    def fetchall(self) -> list[Any]:
        """All rows."""
        ...

    def __iter__(self) -> Iterator[Any]: ...


class Database(Protocol):
    """The part of a connection that the rooms of the vault use."""

    def execute(self, sql: str, parameters: Any = ()) -> Cursor:
        """Run one statement."""
        ...

    def executemany(self, sql: str, parameters: Any) -> Cursor:
        """Run one statement many times."""
        ...


class Vault:
    """An open store. Use `transaction()` to write and `read()` to read; both hold the one lock."""

    def __init__(self, connection: Any, folder: Path) -> None:
        self._connection = connection
        self._lock = threading.RLock()
        self._closed = False
        self.folder = folder

    @classmethod
    def open(cls, folder: Path, db_key: bytes) -> "Vault":
        """Open the store in `folder`, made when there is none.

        Raises WrongPassphrase for another key, Damaged, TooOld for a store of a newer program, Full.
        """
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        path = folder / FILE
        _recover(path)
        with _translated():
            connection = _connect(path, db_key)
            version = _version(connection)
            newest = len(migrations())
            if version > newest:
                connection.close()
                raise TooOld(f"schema {version}")
            if 0 < version < newest:
                connection.close()
                _upgrade_copy(path, db_key)
                connection = _connect(path, db_key)
            elif version == 0:
                _migrate(connection, 0)
            connection.execute("PRAGMA optimize")
        return cls(connection, folder)

    @contextlib.contextmanager
    def transaction(self) -> Iterator[Database]:
        """All or nothing; durable when it ends. Raises Full (nothing changed) or Damaged."""
        with self._lock, _translated():
            if self._connection.in_transaction:  # an inner part of a larger transaction of the same thread
                yield cast(Database, self._connection)
                return
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield cast(Database, self._connection)
                self._connection.execute("COMMIT")
            except BaseException:
                if self._connection.in_transaction:
                    self._connection.execute("ROLLBACK")
                raise

    @contextlib.contextmanager
    def read(self) -> Iterator[Database]:
        """Look only."""
        with self._lock, _translated():
            yield cast(Database, self._connection)

    def meta(self, name: str) -> bytes | None:
        """A value of the profile's own, kept encrypted."""
        with self.read() as db:
            row = db.execute("SELECT value FROM meta WHERE name = ?", (name,)).fetchone()
        return None if row is None else bytes(row[0])

    def set_meta(self, name: str, value: bytes) -> None:
        """Keep a value."""
        with self.transaction() as db:
            db.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))

    def close(self) -> None:
        """Fold the write-ahead log into the store and close; a second call does nothing."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            with contextlib.suppress(dbapi2.Error):
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self._connection.close()


def migrations() -> list[Path]:
    """The numbered steps, in order."""
    return sorted(SCHEMA.glob("[0-9][0-9][0-9][0-9]_*.sql"))


def _connect(path: Path, db_key: bytes) -> Any:
    if not path.exists():
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
    connection = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False)
    # SQLCipher prints to stderr on a wrong key, and shows it only at the first read: probe at once.
    connection.execute("PRAGMA cipher_log_level = NONE")
    connection.execute(f"PRAGMA key = \"x'{db_key.hex()}'\"")
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except dbapi2.DatabaseError as error:
        connection.close()
        raise WrongPassphrase("the key does not open the store") from error
    for pragma in (
        "journal_mode = WAL",
        "synchronous = FULL",
        "secure_delete = ON",
        "temp_store = MEMORY",
        "foreign_keys = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")
    return connection


def _version(connection: Any) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _migrate(connection: Any, done: int) -> None:
    for number, step in enumerate(migrations()[done:], done + 1):
        script = step.read_text(encoding="utf-8")
        connection.executescript(f"BEGIN IMMEDIATE;\n{script}\nPRAGMA user_version = {number};\nCOMMIT;")


def _upgrade_copy(path: Path, db_key: bytes) -> None:
    """Migrate a copy and put it in the store's place in one step; a crash leaves the old store."""
    connection = _connect(path, db_key)
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    copy = path.with_suffix(".upgrade")
    shutil.copyfile(path, copy)
    copy.chmod(0o600)
    connection = _connect(copy, db_key)
    _migrate(connection, _version(connection))
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()
    _remove_with_log(copy, keep_main=True)
    copy.replace(path)


def _recover(path: Path) -> None:
    """A copy that an interrupted upgrade left behind is worth nothing."""
    _remove_with_log(path.with_suffix(".upgrade"), keep_main=False)


def _remove_with_log(path: Path, *, keep_main: bool) -> None:
    for name in (f"{path.name}-wal", f"{path.name}-shm", *(() if keep_main else (path.name,))):
        path.with_name(name).unlink(missing_ok=True)


@contextlib.contextmanager
def _translated() -> Iterator[None]:
    """Foreign exceptions leave by the names of `errors.py`."""
    try:
        yield
    except dbapi2.OperationalError as error:
        text = str(error)
        if "full" in text or "disk I/O" in text:
            raise Full(text) from error
        raise Damaged(text) from error
    except dbapi2.DatabaseError as error:
        raise Damaged(type(error).__name__) from error
    except OSError as error:
        raise Full(type(error).__name__) from error
