"""Sealed papers on this computer: files that are useless without the keys in the vault.

A file's name is the hash of its bytes; a part file is appended to and only becomes a paper when that hash fits.
"""

import contextlib
import hashlib
import os
from collections.abc import Iterator
from pathlib import Path

from ecabinet_desktop.crypto.sealed import verified_prefix
from ecabinet_desktop.domain.paper import PaperState, PaperVersion
from ecabinet_desktop.errors import Damaged, Offline
from ecabinet_desktop.vault.passwords import Passwords
from ecabinet_desktop.vault.replica import Replica
from ecabinet_desktop.vault.vault import Vault, sync_folder, translated

FOLDER = "papers"


class Part:
    """The growing end of a part file."""

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor

    def write(self, data: bytes) -> None:
        """Append all of `data`: on a disk that is almost full the system writes less than it was given."""
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(self._descriptor, rest) :]


class Papers:
    """The folder of sealed files beside the store."""

    def __init__(self, vault: Vault) -> None:
        self.passwords = Passwords(vault)
        self._folder = vault.folder / FOLDER
        with translated():
            self._folder.mkdir(mode=0o700, exist_ok=True)
        self._here = {path.name for path in self._folder.iterdir() if path.suffix == ""}
        self._checked: set[str] = set()

    def have(self, name: str) -> bool:
        """True when the whole file is here."""
        return name in self._here

    def descriptor(self, name: str) -> int:
        """An open read-only descriptor; the caller closes it. Raises Offline when the file is not here."""
        try:
            return os.open(self._whole(name), os.O_RDONLY | os.O_CLOEXEC)
        except OSError as error:
            self._here.discard(name)
            raise Offline("the file is gone and comes again") from error

    def part_size(self, name: str) -> int:
        """Bytes of the part file, 0 when there is none."""
        try:
            return self._part(name).stat().st_size
        except OSError:
            return 0

    def check_part(self, paper: PaperVersion, key: bytes) -> int:
        """Cut a part file left by an earlier run back to what is good; returns what is left, in bytes.

        Once a run and paper: what this run appends is what arrived.
        """
        if paper.blob in self._checked:
            return self.part_size(paper.blob)
        path = self._part(paper.blob)
        good = 0
        with translated(), contextlib.suppress(FileNotFoundError), path.open("r+b") as part:
            good = verified_prefix(part, key, paper.id, paper.blob_size)
            part.truncate(good)
        self._checked.add(paper.blob)
        return good

    @contextlib.contextmanager
    def open_part(self, name: str) -> Iterator[Part]:
        """Append to the part file; what was written is on the disk when the block ends. Raises Full."""
        with translated():
            descriptor = os.open(self._part(name), os.O_WRONLY | os.O_CREAT | os.O_APPEND | os.O_CLOEXEC, 0o600)
            try:
                yield Part(descriptor)
            finally:
                try:
                    os.fsync(descriptor)
                finally:
                    os.close(descriptor)

    def accept(self, name: str) -> None:
        """Make the part the paper; raises Damaged, dropping the part, when its hash is not its name."""
        part = self._part(name)
        try:
            with part.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
        except FileNotFoundError as error:
            raise Offline("the part was swept away and comes again if it is wanted") from error
        with translated():
            if digest != name:
                part.unlink(missing_ok=True)
                raise Damaged("paper file")
            part.replace(self._whole(name))
            self._here.add(name)
            sync_folder(self._folder)

    def drop(self, name: str) -> None:
        """Remove a file that failed its check; the next pass fetches it again."""
        self._here.discard(name)
        with translated():
            self._whole(name).unlink(missing_ok=True)

    def wanted(self, replica: Replica) -> list[PaperVersion]:
        """Live papers this person may read whose bytes are not here yet."""
        return [paper for paper in _permitted(replica) if not self.have(paper.blob)]

    def count(self, replica: Replica) -> int:
        """How many papers this person may read."""
        return len(_permitted(replica))

    def sweep(self, replica: Replica) -> int:
        """Remove files, whole or in part, that no permitted version needs; returns how many."""
        names = {paper.blob for paper in _permitted(replica)}
        strange = [path for path in self._folder.iterdir() if path.stem not in names]
        with translated():
            for path in strange:
                self._here.discard(path.name)
                path.unlink(missing_ok=True)
        return len(strange)

    def _whole(self, name: str) -> Path:
        """A file's place; names come from the server, and none may lead out of the folder."""
        if not name.isalnum():
            raise Damaged("file name")
        return self._folder / name

    def _part(self, name: str) -> Path:
        return self._whole(name).with_suffix(".part")


def _permitted(replica: Replica) -> list[PaperVersion]:
    keys = replica.readable()
    return [p for p in replica.all(PaperVersion) if p.state is not PaperState.WITHDRAWN and p.id in keys]
