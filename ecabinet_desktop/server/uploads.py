"""Files on their way in: resumable, complete only when size and hash match.

The database says how much has arrived, and only after it is on the disk; a plain file lives in the staging
folder until it is sealed or turned down, never longer.
"""

import errno
import hashlib
import os
import re
import threading
from collections import defaultdict
from pathlib import Path
from typing import Any

from sqlalchemy import Row, bindparam, insert, select, update

from ecabinet_desktop.clock import Now
from ecabinet_desktop.domain import access
from ecabinet_desktop.domain.access import Facts
from ecabinet_desktop.domain.paper import Skeleton
from ecabinet_desktop.errors import Full, NotAllowed, Refused, Unreadable
from ecabinet_desktop.server import accounts, papers, schema
from ecabinet_desktop.server.blobs import Blobs
from ecabinet_desktop.server.keys import ServerKeys
from ecabinet_desktop.server.papers import Inspect
from ecabinet_desktop.server.store import Store
from ecabinet_desktop.server.writer import Writer
from ecabinet_desktop.wire import codec
from ecabinet_desktop.wire.answers import Upload, UploadRequest

LARGEST = 1024 * 1024 * 1024
"""Bytes of one file at the most."""

_ID = re.compile(r"[0-9a-z]{8,64}")
_HASH = re.compile(r"[0-9a-f]{64}")


class Uploads:
    """The staging folder and what the database knows of it."""

    def __init__(
        self,
        folder: Path,
        *,
        store: Store,
        writer: Writer,
        blobs: Blobs,
        keys: ServerKeys,
        inspect: Inspect,
        now: Now,
    ) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._folder = folder
        self._store = store
        self._writer = writer
        self._blobs = blobs
        self._keys = keys
        self._inspect = inspect
        self._now = now
        self._turns: defaultdict[str, threading.Lock] = defaultdict(threading.Lock)

    def begin(self, device_id: str, request: UploadRequest) -> Upload:
        """Announce a file, or learn how much of it has arrived; raises Refused for another file under its id."""
        self._check_right(device_id)
        if _ID.fullmatch(request.id) is None or _HASH.fullmatch(request.sha256) is None:
            raise Refused("bad_upload")
        if not 0 < request.size <= LARGEST:
            raise Refused("too_big" if request.size > 0 else "empty")
        row = self._find(request.id)
        if row is None:
            values = {"id": request.id, "device_id": device_id, "size": request.size, "sha256": request.sha256}
            blank = {"received": 0, "complete": False, "problem": "", "skeleton": b"", "blob": "", "blob_size": 0}
            fresh = {**values, **blank, "wrapped": b"", "begun_at": self._now()}
            self._writer.run(lambda transaction: transaction.db.execute(_BEGIN, fresh).rowcount)
            return Upload(id=request.id, size=request.size, received=0)
        if (row.device_id, row.size, row.sha256) != (device_id, request.size, request.sha256):
            raise Refused("reused_id")
        return self._state(row)

    def append(self, device_id: str, upload_id: str, start: int, data: bytes) -> Upload:
        """Add bytes from `start`, which must be where the last ones ended; the last part says what was found."""
        self._check_right(device_id)
        with self._turns[upload_id]:
            row = self._find(upload_id)
            if row is None or row.device_id != device_id:
                raise Refused("unknown")
            state = self._state(row)
            if state.complete or state.problem:
                return state
            if start != state.received:
                raise Refused("wrong_offset")
            received = start + len(data)
            if received > row.size:
                raise Refused("too_big")
            self._write(upload_id, start, data)
            if received < row.size:
                self._note(upload_id, received=received)
                return Upload(id=upload_id, size=row.size, received=received)
            return self._finish(row)

    def sweep(self) -> None:
        """Delete what a killed process left: sealed halves, plain files whose outcome is on record.

        Only for the process that serves, before it does: another one's halves look the same.
        """
        for file in self._folder.glob("*.sealed"):
            file.unlink()
        for file in self._folder.glob("*.part"):
            row = self._find(file.stem)
            if row is None or row.complete or row.problem:
                file.unlink()

    def _finish(self, row: Row[Any]) -> Upload:
        """All bytes are here: check, look inside, seal. The plain file goes once the outcome is on record."""
        plain = self._part(row.id)
        with plain.open("rb") as file:
            good = hashlib.file_digest(file, "sha256").hexdigest() == row.sha256
        if not good:
            self._note(row.id, received=0)
            plain.unlink()
            raise Refused("hash_mismatch")
        try:
            skeleton = self._inspect(plain)
        except Unreadable as error:
            self._note(row.id, received=row.size, problem=error.code)
            plain.unlink()
            return Upload(id=row.id, size=row.size, received=row.size, problem=error.code)
        self._seal(row, plain, skeleton)
        plain.unlink()
        return Upload(id=row.id, size=row.size, received=row.size, complete=True, pages=skeleton.pages)

    def _seal(self, row: Row[Any], plain: Path, skeleton: Skeleton) -> None:
        target = self._folder / f"{row.id}.sealed"
        try:
            sealed, key = papers.seal(plain, target, row.id)
            self._blobs.put(sealed.sha256, target)
        except OSError as error:
            raise _full(error) from error
        finally:
            target.unlink(missing_ok=True)
        self._note(
            row.id,
            received=row.size,
            complete=True,
            skeleton=codec.encode(skeleton),
            blob=sealed.sha256,
            blob_size=sealed.size,
            wrapped=self._keys.wrap(row.id, key),
        )

    def _check_right(self, device_id: str) -> None:
        with self._store.reading() as db:
            actor = accounts.actor_in(db, device_id, self._now())
        if not access.may_do(actor, "file_paper", Facts()):
            raise NotAllowed

    def _find(self, upload_id: str) -> Row[Any] | None:
        with self._store.reading() as db:
            return db.execute(_FIND, {"id": upload_id}).one_or_none()

    def _state(self, row: Row[Any]) -> Upload:
        """What the row says, held against the file: a staging folder that was emptied starts again."""
        if row.complete or row.problem:
            pages = codec.decode(row.skeleton, Skeleton).pages if row.complete else 0
            return Upload(
                id=row.id, size=row.size, received=row.size, complete=row.complete, problem=row.problem, pages=pages
            )
        part = self._part(row.id)
        there = part.stat().st_size if part.exists() else 0
        return Upload(id=row.id, size=row.size, received=min(row.received, there))

    def _write(self, upload_id: str, start: int, data: bytes) -> None:
        """Bytes to the disk, cutting off what an earlier attempt left behind `start`."""
        try:
            handle = os.open(self._part(upload_id), os.O_WRONLY | os.O_CREAT, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.truncate(start)
                file.seek(start)
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
        except OSError as error:
            raise _full(error) from error

    def _note(self, upload_id: str, **values: object) -> None:
        self._writer.run(lambda transaction: transaction.db.execute(_NOTE, {"of_id": upload_id, **values}).rowcount)

    def _part(self, upload_id: str) -> Path:
        return self._folder / f"{upload_id}.part"


def _full(error: OSError) -> Exception:
    return Full() if error.errno in (errno.ENOSPC, errno.EDQUOT) else error


_U = schema.uploads
_FIND = select(_U).where(_U.c.id == bindparam("id"))
_BEGIN = insert(_U)
_NOTE = update(_U).where(_U.c.id == bindparam("of_id"))
