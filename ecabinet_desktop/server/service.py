"""`SyncApi` as the server itself implements it, for one device.

Every call asks first whom the device acts for; HTTP adds nothing to what is decided here.
"""

from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field

from ecabinet_desktop import __version__
from ecabinet_desktop.clock import Now
from ecabinet_desktop.errors import NotAllowed, Refused
from ecabinet_desktop.server import accounts, feed
from ecabinet_desktop.server.blobs import Blobs
from ecabinet_desktop.server.delivery import Delivery
from ecabinet_desktop.server.feed import DigestsKept
from ecabinet_desktop.server.keys import ServerKeys
from ecabinet_desktop.server.store import Store
from ecabinet_desktop.server.transaction import government_in
from ecabinet_desktop.server.uploads import Uploads
from ecabinet_desktop.server.writer import Writer
from ecabinet_desktop.wire.answers import Meta, Page, Upload, UploadRequest, Verdict
from ecabinet_desktop.wire.api import PIECE
from ecabinet_desktop.wire.commands import Envelope

MINIMUM_CLIENT = "0.1.0"
"""Older desktops are asked to update."""
BLOB_PART = 1024 * 1024


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """What all devices share."""

    store: Store
    writer: Writer
    blobs: Blobs
    uploads: Uploads
    keys: ServerKeys
    delivery: Delivery
    now: Now
    digests: DigestsKept = field(default_factory=DigestsKept)

    def meta(self) -> Meta:
        """Who this server is; needs no device."""
        with self.store.reading() as db:
            name = government_in(db).name
        return Meta(
            server_time=self.now(),
            version=__version__,
            minimum_client=MINIMUM_CLIENT,
            government=name,
            server_key=self.keys.public,
        )


class Service:
    """The calls of one enrolled device (see `wire.api.SyncApi` for what each raises)."""

    def __init__(self, house: House, device_id: str) -> None:
        self._house = house
        self._device_id = device_id

    def meta(self) -> Meta:
        """See SyncApi."""
        return self._house.meta()

    def changes(self, epoch: str, cursor: int) -> Page:
        """See SyncApi."""
        house = self._house
        with house.store.reading() as db:
            actor = accounts.actor_in(db, self._device_id, house.now())
            return feed.page(db, actor.id, epoch, cursor, house.keys, house.digests)

    def send(self, envelopes: Sequence[Envelope]) -> tuple[Verdict, ...]:
        """See SyncApi."""
        return tuple(self.submit(envelopes).result())

    def submit(self, envelopes: Sequence[Envelope]) -> "Future[list[Verdict]]":
        """`send` for a caller who does not want to block: done once the verdicts are on the disk."""
        delivery, device_id = self._house.delivery, self._device_id
        return self._house.writer.submit(lambda transaction: delivery.deliver(transaction, device_id, envelopes))

    def blob(self, name: str, start: int, stop: int) -> Iterator[bytes]:
        """See SyncApi."""
        self.check_blob(name)
        if not 0 <= start < stop <= self._house.blobs.size(name):
            raise Refused("bad_range")
        return self._parts(name, start, stop)

    def check_blob(self, name: str) -> None:
        """Raise NotAllowed unless this device's person may see a paper with that sealed file, now."""
        house = self._house
        with house.store.reading() as db:
            actor = accounts.actor_in(db, self._device_id, house.now())
            if not feed.may_fetch(db, actor.id, name):
                raise NotAllowed("blob")

    def blob_piece(self, name: str, start: int, stop: int | None) -> tuple[bytes, int]:
        """At most one PIECE from `start`, and the whole file's size, in one call."""
        self.check_blob(name)
        size = self._house.blobs.size(name)
        end = min(size if stop is None else stop, size, start + PIECE)
        return self._house.blobs.read(name, start, end), size

    def blob_size(self, name: str) -> int:
        """The size of a sealed file this device may fetch."""
        self.check_blob(name)
        return self._house.blobs.size(name)

    def begin_upload(self, request: UploadRequest) -> Upload:
        """See SyncApi."""
        return self._house.uploads.begin(self._device_id, request)

    def continue_upload(self, upload_id: str, start: int, data: bytes) -> Upload:
        """See SyncApi."""
        return self._house.uploads.append(self._device_id, upload_id, start, data)

    def _parts(self, name: str, start: int, stop: int) -> Iterator[bytes]:
        for at in range(start, stop, BLOB_PART):
            yield self._house.blobs.read(name, at, min(at + BLOB_PART, stop))
