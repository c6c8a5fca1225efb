"""A profile: one person's enrolment on one computer. Its file names the server and the device, nothing secret.

No title, name or code ever stands in it: whoever finds the file learns that the computer belongs to a cabinet,
not to whom.
"""

import os
from pathlib import Path

import msgspec

from ecabinet_desktop.errors import Damaged, Full
from ecabinet_desktop.wire import codec

FILE = "profile.json"
KEYFILE = "keyfile.json"
VAULT = "vault"
CA = "ca.pem"


class Profile(msgspec.Struct, frozen=True, kw_only=True):
    """Where the server is, how it is trusted, and which device this is ("" until the server has named it)."""

    profile_id: str
    address: str
    has_ca: bool
    server_key: bytes
    device_id: str = ""
    approved: bool = False
    version: int = 1

    def ca(self, folder: Path) -> Path | None:
        """The certificate authority's file, when the government has its own."""
        return folder / CA if self.has_ca else None


def load(folder: Path) -> Profile | None:
    """The profile in `folder`, None when there is none; raises Damaged."""
    try:
        data = (folder / FILE).read_bytes()
    except FileNotFoundError:
        return None
    return codec.decode(data, Profile)


def save(folder: Path, profile: Profile) -> None:
    """Write the profile so that a crash leaves the old one or the new one; raises Full."""
    write_whole(folder / FILE, codec.encode(profile))


def write_whole(path: Path, data: bytes) -> None:
    """Replace a small file in one step, readable by its owner only; raises Full or Damaged."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    draft = path.with_suffix(path.suffix + ".new")
    try:
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise (Full if error.errno in (28, 122) else Damaged)(type(error).__name__) from error


def set_aside(folder: Path) -> Path:
    """Keep an old enrolment beside the place of a new one: nothing is deleted; returns where it lies."""
    number = 1
    while (aside := folder.with_name(f"{folder.name}.old-{number}")).exists():
        number += 1
    folder.rename(aside)
    return aside
