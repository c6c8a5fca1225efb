"""`SyncApi`: the calls one enrolled device makes, implemented by the server itself and by HTTP.

The same tests run on both (STYLE, Tests).
"""

from collections.abc import Iterator, Sequence
from typing import Protocol

from ecabinet_desktop.wire.answers import Meta, Page, Upload, UploadRequest, Verdict
from ecabinet_desktop.wire.commands import Envelope

PAGE_ROWS = 500
"""Rows in one page of changes at the most."""
MAX_COMMANDS = 100
"""Commands in one call at the most."""
PIECE = 4 * 1024 * 1024
"""Bytes asked for at once, so that an urgent paper overtakes within one piece."""


class SyncApi(Protocol):
    """Raises Offline, SignInNeeded (revoked or unknown device), TooOld, NotAllowed, Refused(code), Damaged."""

    def meta(self) -> Meta:
        """Who the server is and what time it has."""
        ...

    def changes(self, epoch: str, cursor: int) -> Page:
        """What changed after `cursor`; Refused("epoch") when the server was restored: list again from 0.

        An empty `epoch` with cursor 0 starts a first listing.
        """
        ...

    def send(self, envelopes: Sequence[Envelope]) -> tuple[Verdict, ...]:
        """Deliver commands in order; one verdict each. Refused("reused_id") for an id sent with other bytes."""
        ...

    def blob(self, name: str, start: int, stop: int) -> Iterator[bytes]:
        """The bytes [start, stop) of the sealed file called `name` (hex SHA-256), in parts of any size."""
        ...

    def begin_upload(self, request: UploadRequest) -> Upload:
        """Announce a file, or learn how much of it has arrived."""
        ...

    def continue_upload(self, upload_id: str, start: int, data: bytes) -> Upload:
        """Send bytes from `start`; the last part answers with what was found in the file."""
        ...
