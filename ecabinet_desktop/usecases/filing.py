"""Filing a PDF with an item: upload it resumably, then queue the command that files it.

The upload needs the server; the file's bytes are never kept in the vault before the server has sealed them.
"""

import hashlib
from collections.abc import Callable
from pathlib import Path

from ecabinet_desktop.clock import NewId
from ecabinet_desktop.domain.agenda import Item
from ecabinet_desktop.domain.paper import Level, PaperVersion
from ecabinet_desktop.errors import Cancelled, Refused, Unreadable
from ecabinet_desktop.usecases.change import Change
from ecabinet_desktop.usecases.delivery import Delivering
from ecabinet_desktop.wire.answers import Upload, UploadRequest
from ecabinet_desktop.wire.api import SyncApi
from ecabinet_desktop.wire.commands import FilePaper

PART = 1024 * 1024
"""Bytes sent at once."""
LARGEST = 1024 * 1024 * 1024


def _quietly(_share: float) -> None:
    """Nobody watches."""


class Filing:
    """A secretary's way of handing in files."""

    def __init__(self, api: SyncApi, delivering: Delivering, new_id: NewId) -> None:
        self._api = api
        self._delivering = delivering
        self._new_id = new_id
        self._begun: dict[str, str] = {}

    def file(
        self,
        path: Path,
        item: Item,
        *,
        title: str,
        level: Level,
        language: str,
        replaces: PaperVersion | None = None,
        reason: str = "",
        progress: Callable[[float], None] = _quietly,
        cancelled: Callable[[], bool] = lambda: False,
    ) -> Change:
        """Upload `path` and file it. Blocking: not for the UI thread.

        `progress` gets shares from 0 to 1. Raises Unreadable for what is no good PDF, Refused, Offline,
        Cancelled, and OSError never.
        """
        upload = self._upload(path, progress, cancelled)
        if upload.problem:
            raise Unreadable(upload.problem)
        command = FilePaper(
            upload_id=upload.id,
            version_id=upload.id,
            paper_id=replaces.paper_id if replaces else self._new_id(),
            item_id=item.id,
            title=title,
            level=level,
            language=language,
            reason=reason,
        )
        self._begun.clear()
        return self._delivering.send(command, also=Change.PAPERS)

    def _upload(self, path: Path, progress: Callable[[float], None], cancelled: Callable[[], bool]) -> Upload:
        try:
            with path.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
                size = file.tell()
                self._check_size(size)
                # The upload is named as the version it becomes, since that name is sealed into the file; the same
                # file handed in again after a cut goes on where it was.
                name = self._begun.setdefault(digest, self._new_id())
                request = UploadRequest(id=name, size=size, sha256=digest)
                upload = self._api.begin_upload(request)
                while not upload.complete and not upload.problem:
                    if cancelled():
                        raise Cancelled
                    file.seek(upload.received)
                    upload = self._api.continue_upload(upload.id, upload.received, file.read(PART))
                    progress(upload.received / size)
                return upload
        except OSError as error:
            raise Unreadable("corrupted", type(error).__name__) from error

    @staticmethod
    def _check_size(size: int) -> None:
        if size == 0:
            raise Unreadable("empty")
        if size > LARGEST:
            raise Refused("too_big")
