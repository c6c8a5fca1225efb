"""The sealed files: ciphertext only, immutable, named by their own hash.

Today a folder; obstore gives S3 the same calls. Nothing here knows what a file is or who may read it.
"""

import re
from pathlib import Path

import obstore
from obstore.exceptions import BaseError
from obstore.store import LocalStore

from ecabinet_desktop.errors import Damaged, Full, Offline, Refused

_NAME = re.compile(r"[0-9a-f]{64}")


class Blobs:
    """Files in a folder, found by the hex SHA-256 of their bytes."""

    def __init__(self, url: str) -> None:
        self.folder = folder_of(url)
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._store = LocalStore(self.folder, mkdir=True)

    def put(self, name: str, file: Path) -> None:
        """Keep the bytes of `file` as `name`; they appear whole or not at all."""
        try:
            obstore.put(self._store, _path(name), file)
        except (BaseError, OSError) as error:
            raise _translated(error) from error

    def size(self, name: str) -> int:
        """Bytes of a file; raises Refused("unknown")."""
        try:
            return int(obstore.head(self._store, _path(name))["size"])
        except FileNotFoundError as error:
            raise Refused("unknown") from error
        except (BaseError, OSError) as error:
            raise _translated(error) from error

    def read(self, name: str, start: int, stop: int) -> bytes:
        """The bytes [start, stop); raises Refused("unknown") or Refused("bad_range")."""
        if not 0 <= start < stop <= self.size(name):
            raise Refused("bad_range")
        try:
            data = bytes(obstore.get_range(self._store, _path(name), start=start, end=stop))
        except (BaseError, OSError) as error:
            raise _translated(error) from error
        if len(data) != stop - start:
            raise Damaged("a sealed file is shorter than it was")
        return data

    def names(self) -> list[str]:
        """Every file there is, in order."""
        found = [entry["path"] for batch in obstore.list(self._store) for entry in batch]
        return sorted(path.rpartition("/")[2] for path in found)


def folder_of(url: str) -> Path:
    """The folder a `file:` URL or a plain path names; raises Refused("bad_blob_url")."""
    if url.startswith("file://"):
        return Path(url.removeprefix("file://"))
    if "://" in url:
        raise Refused("bad_blob_url")
    return Path(url)


def _path(name: str) -> str:
    if _NAME.fullmatch(name) is None:
        raise Refused("unknown")
    return f"{name[:2]}/{name}"


def _translated(error: Exception) -> Full | Offline:
    text = str(error).lower()
    return Full() if "no space left" in text else Offline(type(error).__name__)
