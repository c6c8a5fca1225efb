"""Small secret files: readable by their owner only, and whole or not there at all.

A crash, a kill or a full disk leaves what was there before or the new content, never a part of it.
"""

import errno
import os
import tempfile
from pathlib import Path

from ecabinet_desktop.errors import Damaged, Full

_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)


def write_private(path: Path, data: bytes) -> None:
    """Put `data` in the place of whatever `path` holds; raises Full, or Damaged when the folder cannot be used."""
    try:
        draft = _draft(path, data)
        try:
            draft.replace(path)
        except OSError:
            draft.unlink()
            raise
        _sync_folder(path.parent)
    except OSError as error:
        raise translated(error) from error


def create_private(path: Path, data: bytes) -> bool:
    """Make the file when there is none. False, and nothing done, when there is; raises Full or Damaged."""
    try:
        draft = _draft(path, data)
        try:
            # A link fails when the name is taken, even when another process takes it at this very moment.
            path.hardlink_to(draft)
        except FileExistsError:
            return False
        finally:
            draft.unlink()
        _sync_folder(path.parent)
    except OSError as error:
        raise translated(error) from error
    return True


def translated(error: OSError) -> Full | Damaged:
    """The error of ours that says what to do about a failed file operation."""
    return (Full if error.errno in _NO_ROOM else Damaged)(type(error).__name__)


def _draft(path: Path, data: bytes) -> Path:
    """A file beside `path` that holds `data` on the disk itself, mode 0600 from its first moment (mkstemp)."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    descriptor, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".new", dir=path.parent)
    draft = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
    except OSError:
        draft.unlink()
        raise
    return draft


def _sync_folder(folder: Path) -> None:
    """Make the new name survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
