"""A real X screen without a monitor, for tests of real windows.

Xvfb itself chooses a free display number, and the picture is read from its frame buffer file.
"""

import os
import struct
import subprocess
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ecabinet_desktop.clock import monotonic
from PySide6.QtGui import QImage

XWD_HEADER_WORDS = 25


@dataclass(frozen=True, slots=True)
class Screen:
    """A running display; `environ` starts a program on it."""

    display: str
    folder: Path

    @property
    def environ(self) -> dict[str, str]:
        return {**os.environ, "DISPLAY": self.display, "QT_QPA_PLATFORM": "xcb"}

    def picture(self) -> QImage:
        """What the screen shows now (the frame buffer has X's window dump format, 32 bits a pixel)."""
        dump = (self.folder / "Xvfb_screen0").read_bytes()
        words = struct.unpack(f">{XWD_HEADER_WORDS}I", dump[: XWD_HEADER_WORDS * 4])
        header, width, height, row, colours = words[0], words[4], words[5], words[12], words[19]
        start = header + colours * 12
        image = QImage(dump[start : start + row * height], width, height, row, QImage.Format.Format_RGB32)
        return image.copy()

    def picture_once(self, claim: Callable[[QImage], bool], seconds: float = 10) -> QImage:
        """What the screen shows as soon as `claim` holds, or at the end of the time: X paints when it likes."""
        end, pause = monotonic() + seconds, threading.Event()
        while not claim(seen := self.picture()) and monotonic() < end:
            pause.wait(0.05)
        return seen

    def save(self, path: Path) -> Path:
        path.parent.mkdir(parents=True, exist_ok=True)
        assert self.picture().save(str(path)), f"cannot write {path}"
        return path


@contextmanager
def screen(width: int = 1366, height: int = 768) -> Iterator[Screen]:
    """Start Xvfb with one screen and stop it afterwards."""
    with tempfile.TemporaryDirectory(prefix="ecabinet-x-") as folder:
        reader, writer = os.pipe()
        command = ["Xvfb", "-displayfd", str(writer), "-screen", "0", f"{width}x{height}x24"]
        server = subprocess.Popen(
            [*command, "-fbdir", folder, "-nolisten", "tcp", "-noreset"],
            pass_fds=[writer],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        os.close(writer)
        try:
            with os.fdopen(reader) as answers:
                number = answers.readline().strip()
            assert number, "Xvfb did not start"
            yield Screen(f":{number}", Path(folder))
        finally:
            server.terminate()
            server.wait(timeout=10)
