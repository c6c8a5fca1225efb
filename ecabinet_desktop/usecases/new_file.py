"""A file a person asked for: written beside its place and put there whole, readable by its owner only.

Nothing that is there is replaced unless the person said so, and nothing half-written is left behind.
"""

import contextlib
import errno
import os
from collections.abc import Callable, Iterator
from pathlib import Path

from ecabinet_desktop.clock import NewId
from ecabinet_desktop.errors import Full, Refused

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
Write = Callable[[bytes], None]


@contextlib.contextmanager
def new_file(path: Path, new_id: NewId, *, replace: bool) -> Iterator[Write]:
    """Write a file part by part; it stands at `path` when the block has ended without an error.

    Raises Full, or Refused with `file_exists` (and not `replace`) or `cannot_write`.
    """
    part = path.with_name(f".{new_id()}.part")
    with _told(path):
        descriptor = os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600)
    try:
        with os.fdopen(descriptor, "wb") as file:
            yield lambda data: _write(file.write, data, path)
            with _told(path):
                file.flush()
                os.fsync(file.fileno())
        with _told(path):
            _put(part, path, replace=replace)
    except BaseException:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)
        raise


def _write(write: Callable[[bytes], int], data: bytes, path: Path) -> None:
    with _told(path):
        write(data)


def _put(part: Path, path: Path, *, replace: bool) -> None:
    """Give the file its name; that is taken first, so that two never meet at one, on any kind of disk."""
    if replace:
        part.replace(path)
        return
    os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))
    try:
        part.replace(path)
    except BaseException:
        path.unlink(missing_ok=True)
        raise


@contextlib.contextmanager
def _told(path: Path) -> Iterator[None]:
    """What the system says, in our words."""
    try:
        yield
    except FileExistsError as error:
        raise Refused("file_exists") from error
    except OSError as error:
        if error.errno in _NO_ROOM:
            raise Full(f"writing {path.suffix}") from error
        raise Refused("cannot_write", type(error).__name__) from error
