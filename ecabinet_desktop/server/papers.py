"""What happens to a file that has arrived whole: it is looked into, sealed once, and its plain bytes deleted.

The sealed bytes made here are the ones on the server, on the wire and on every laptop (DESIGN 5).
"""

import os
from collections.abc import Callable
from pathlib import Path

from ecabinet_desktop.crypto import sealed
from ecabinet_desktop.crypto.sealed import SealedFile
from ecabinet_desktop.domain.paper import Skeleton
from ecabinet_desktop.errors import Unreadable

HEADER = 1024
"""Bytes within which a PDF says that it is one."""

Inspect = Callable[[Path], Skeleton]
"""Looks into a PDF; raises Unreadable for what cannot be a paper."""


def seal(plain: Path, target: Path, version_id: str) -> tuple[SealedFile, bytes]:
    """Seal a file for one paper version; returns what it is called and the new key that opens it."""
    key = sealed.new_key()
    with plain.open("rb") as source, target.open("wb") as sink:
        os.fchmod(sink.fileno(), 0o600)
        facts = sealed.seal_stream(source, sink, key, version_id)
        sink.flush()
        os.fsync(sink.fileno())
    return facts, key


def look_into(file: Path) -> Skeleton:
    """The skeleton of a PDF, worked out in the helper process; raises Unreadable."""
    with file.open("rb") as source:
        if b"%PDF-" not in source.read(HEADER):
            raise Unreadable("not_pdf")
    raise Unreadable("corrupted")
