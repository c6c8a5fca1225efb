"""What happens to a file that has arrived whole: it is looked into, sealed once, and its plain bytes deleted.

The sealed bytes made here are the ones on the server, on the wire and on every laptop (DESIGN 5). Nothing looks
into a PDF but the helper process.
"""

import os
from collections.abc import Callable
from pathlib import Path

from ecabinet_desktop.crypto import sealed
from ecabinet_desktop.crypto.sealed import SealedFile
from ecabinet_desktop.domain.paper import Skeleton
from ecabinet_desktop.pdf.extract import inspect

Inspect = Callable[[Path], Skeleton]
"""Looks into a plain PDF; raises Unreadable for what cannot be a paper."""


def look_into(file: Path) -> Skeleton:
    """The skeleton of a PDF; raises Unreadable."""
    return inspect(file)


def seal(plain: Path, target: Path, version_id: str) -> tuple[SealedFile, bytes]:
    """Seal a file for one paper version; returns what it is called and the new key that opens it."""
    key = sealed.new_key()
    with plain.open("rb") as source, target.open("wb") as sink:
        os.fchmod(sink.fileno(), 0o600)
        facts = sealed.seal_stream(source, sink, key, version_id)
        sink.flush()
        os.fsync(sink.fileno())
    return facts, key
