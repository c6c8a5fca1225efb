"""Where things lie: what is shipped with the program, and what belongs to one profile.

Resources are read, never written; everything written goes under one profile's folders, which only their owner
can open.
"""

import os
import re
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from ecabinet_desktop.errors import Full, NotAllowed

APP = "ecabinet-desktop"
HOME = "ECABINET_HOME"
"""Environment variable that moves every profile under one folder: for the demo, for tests, for a memory stick."""
USUAL = "main"
"""The profile of a person who has only one."""


def resources() -> Path:
    """The folder of icons, fonts, translations and the sample government: frozen, installed, or the checkout's."""
    package = Path(__file__).parent
    unpacked = getattr(sys, "_MEIPASS", None)
    candidates = [Path(unpacked) / "resources"] if unpacked else []
    candidates += [package / "resources", package.parent / "resources"]
    return next((folder for folder in candidates if folder.is_dir()), candidates[-1])


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """The folders of one profile; a folder exists, with mode 0700, from the moment it is asked for."""

    profile: str
    data_root: Path
    cache_root: Path
    runtime_root: Path

    @property
    def data(self) -> Path:
        """The vault, the keyfile and the sealed papers: to be kept."""
        return _owned(self.data_root, self.profile)

    @property
    def cache(self) -> Path:
        """What can be made again."""
        return _owned(self.cache_root, self.profile)

    @property
    def runtime(self) -> Path:
        """Locks and sockets of running windows; gone after a restart of the computer."""
        return _owned(self.runtime_root, self.profile)

    @property
    def logs(self) -> Path:
        """Records without content (see `logs.py`)."""
        return _owned(self.cache_root, self.profile, "logs")


def places(profile: str = USUAL, environ: Mapping[str, str] = os.environ) -> Places:
    """The folders of `profile`: under `ECABINET_HOME` when set, else where this system keeps such things.

    Raises:
        ValueError: the name would not be a safe folder name.
    """
    if not re.fullmatch(r"[a-z0-9][a-z0-9_-]{0,39}", profile):
        raise ValueError(f"not a profile name: {profile!r}")
    home = environ.get(HOME)
    if home:
        root = Path(home).expanduser().absolute()
        return Places(
            profile=profile, data_root=root / "data", cache_root=root / "cache", runtime_root=root / "run"
        )
    cache = Path(platformdirs.user_cache_dir(APP, appauthor=False))
    return Places(
        profile=profile,
        data_root=Path(platformdirs.user_data_dir(APP, appauthor=False, roaming=False)),
        cache_root=cache,
        runtime_root=_runtime_root(cache),
    )


def _runtime_root(cache: Path) -> Path:
    """Where a session has no folder of its own for running programs, as for root, the cache has to do."""
    if sys.platform == "linux" and not os.environ.get("XDG_RUNTIME_DIR"):
        return cache / "run"
    return Path(platformdirs.user_runtime_dir(APP, appauthor=False))


def _owned(root: Path, *parts: str) -> Path:
    """Make the folder and each of ours above it private; a mode that somebody widened is narrowed again."""
    folder = root
    try:
        root.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        for step in (root, *(root.joinpath(*parts[: n + 1]) for n in range(len(parts)))):
            step.mkdir(mode=0o700, exist_ok=True)
            if os.name == "posix" and step.stat().st_mode & 0o077:
                step.chmod(0o700)
            folder = step
    except (PermissionError, FileExistsError, NotADirectoryError) as error:
        raise NotAllowed(f"cannot use the folder {error.filename}") from error
    except OSError as error:
        raise Full(f"cannot make a folder: {error.strerror}") from error
    return folder
