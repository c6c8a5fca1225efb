"""The encrypted store itself: one SQLCipher file, one connection, one lock; the only importer of sqlcipher3.

Transactions are short: nothing waits for a network, a PDF or a person inside one.
"""

import contextlib
import errno
import hashlib
import hmac
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Protocol, cast

from sqlcipher3 import dbapi2

from ecabinet_desktop.errors import Cancelled, Damaged, Full, TooOld, WrongPassphrase

FILE = "vault.db"
CHECK = "vault.check"
"""Tells a wrong key from a damaged store, which SQLCipher cannot: a MAC under the store's key, nothing else."""
SCHEMA = Path(__file__).parent / "schema"

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FULL = (dbapi2.SQLITE_FULL, dbapi2.SQLITE_IOERR, dbapi2.SQLITE_CANTOPEN, dbapi2.SQLITE_READONLY)
_DAMAGED = (dbapi2.SQLITE_CORRUPT, dbapi2.SQLITE_NOTADB)


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
        path = folder / FILE
        with translated():
            folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            _remove(path.with_suffix(".upgrade"))
            _expect_key(folder, db_key)
            connection = _connect(path, db_key)
            try:
                version = _version(connection)
                newest = len(migrations())
                if version > newest:
                    raise TooOld(f"schema {version}")
                if version == 0:
                    _migrate(connection, 0)
            except BaseException:
                connection.close()
                raise
            if 0 < version < newest:
                connection.close()
                _upgrade_copy(path, db_key)
                connection = _connect(path, db_key)
            _keep_check(folder, db_key)
        return cls(connection, folder)

    @contextlib.contextmanager
    def transaction(self) -> Iterator[Database]:
        """All or nothing; durable when it ends. Raises Full (nothing changed), Damaged, Cancelled when closed."""
        with self._lock, translated():
            self._expect_open()
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
        """Look only: what other threads write is seen before this block or after it. Raises as `transaction`."""
        with self._lock, translated():
            self._expect_open()
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

    def settle(self) -> None:
        """Fold the log into the store, so that what was deleted stands in neither; on a full disk, later."""
        with contextlib.suppress(Full), self.read() as db:
            db.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()

    def close(self) -> None:
        """Fold the write-ahead log into the store and close; a second call does nothing."""
        with self._lock:
            if self._closed:
                return
            self._closed = True
            with contextlib.suppress(dbapi2.Error):
                self._connection.execute("PRAGMA optimize")
            with contextlib.suppress(dbapi2.Error):
                self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
            self._connection.close()

    def _expect_open(self) -> None:
        """A thread that comes after a lock has nothing to say and nobody to tell."""
        if self._closed:
            raise Cancelled("the store is closed")


def migrations() -> list[Path]:
    """The numbered steps, in order."""
    return sorted(SCHEMA.glob("[0-9][0-9][0-9][0-9]_*.sql"))


@contextlib.contextmanager
def translated() -> Iterator[None]:
    """Foreign exceptions of the store and of its files leave by the names of `errors.py`; bugs stay bugs."""
    try:
        yield
    except dbapi2.Error as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        if code in _FULL:
            raise Full(error.sqlite_errorname) from error
        if code in _DAMAGED:
            raise Damaged(error.sqlite_errorname) from error
        raise
    except OSError as error:
        kind = Full if error.errno in _NO_ROOM else Damaged
        raise kind(type(error).__name__) from error


def sync_folder(folder: Path) -> None:
    """Make names that were given or taken in a folder survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _connect(path: Path, db_key: bytes) -> Any:
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT, 0o600))
    path.chmod(0o600)  # whatever a backup made of it; the log's files take after it
    connection = dbapi2.connect(str(path), isolation_level=None, check_same_thread=False)
    try:
        # SQLCipher prints to stderr on a wrong key, and shows it only at the first read: probe at once.
        connection.execute("PRAGMA cipher_log_level = NONE")
        connection.execute(f"PRAGMA key = \"x'{db_key.hex()}'\"")
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
        for pragma in (
            "journal_mode = WAL",
            "synchronous = FULL",
            "secure_delete = ON",
            "temp_store = MEMORY",
            "foreign_keys = ON",
        ):
            connection.execute(f"PRAGMA {pragma}")
    except dbapi2.Error as error:
        connection.close()
        if getattr(error, "sqlite_errorcode", 0) == dbapi2.SQLITE_NOTADB and not path.with_name(CHECK).exists():
            raise WrongPassphrase("the key does not open the store") from error
        raise
    return connection


def _mac(db_key: bytes) -> bytes:
    return hmac.digest(db_key, b"ecab/vault/v1", hashlib.sha256)


def _expect_key(folder: Path, db_key: bytes) -> None:
    """Raise WrongPassphrase for another key, and Damaged for a store that was emptied or taken away."""
    check = folder / CHECK
    path = folder / FILE
    if not check.exists():
        return
    if not hmac.compare_digest(check.read_bytes(), _mac(db_key)):
        raise WrongPassphrase("the key does not open the store")
    if not path.exists() or path.stat().st_size == 0:
        raise Damaged("the store is empty")


def _keep_check(folder: Path, db_key: bytes) -> None:
    """Written only once the store has opened with this key."""
    check = folder / CHECK
    if check.exists():
        return
    draft = check.with_suffix(".new")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(_mac(db_key))
        file.flush()
        os.fsync(file.fileno())
    draft.replace(check)
    sync_folder(folder)


def _version(connection: Any) -> int:
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def _migrate(connection: Any, done: int) -> None:
    """Run the steps after the first `done` ones, each in a transaction of its own."""
    for number, step in enumerate(migrations()[done:], done + 1):
        script = step.read_text(encoding="utf-8")
        try:
            connection.executescript(f"BEGIN IMMEDIATE;\n{script}\nPRAGMA user_version = {number};\nCOMMIT;")
        except dbapi2.Error:
            if connection.in_transaction:
                connection.execute("ROLLBACK")
            raise


def _upgrade_copy(path: Path, db_key: bytes) -> None:
    """Migrate a copy and put it in the store's place in one step; whatever fails leaves the old store."""
    _checkpoint(_connect(path, db_key))
    copy = path.with_suffix(".upgrade")
    try:
        os.close(os.open(copy, os.O_WRONLY | os.O_CREAT, 0o600))
        shutil.copyfile(path, copy)
        connection = _connect(copy, db_key)
        try:
            _migrate(connection, _version(connection))
        finally:
            _checkpoint(connection)
        copy.replace(path)
        sync_folder(path.parent)
    finally:
        _remove(copy)


def _checkpoint(connection: Any) -> None:
    """Fold the log into the file and close; the last connection takes the log's files away."""
    try:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        connection.close()


def _remove(path: Path) -> None:
    """Take a half-made copy and its log away; it is worth nothing."""
    for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
        path.with_name(name).unlink(missing_ok=True)
