"""The supervisor: starts the desktop's window process, starts the next one after a lock, holds the one-window lock.

It never sees a secret: locking ends the process that held the keys, and this one outlives it (DESIGN 6).
"""

import os
import signal
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import FrameType

from filelock import FileLock, Timeout

from ecabinet_desktop.clock import monotonic

LOCKED = 75
"""Exit code of a window that was locked: start the next one at the unlock window."""
CRASHES_ALLOWED = 3
"""Windows that may die of a signal within a minute before the supervisor gives up."""
LOCK_NAME = "window.lock"
DOOR_NAME = "window.sock"
RAISE = b"raise\n"


def window_command(arguments: Sequence[str]) -> list[str]:
    """The command that opens one window process."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "window", *arguments]
    return [sys.executable, "-m", "ecabinet_desktop", "window", *arguments]


def supervise(profile: Path, arguments: Sequence[str], environment: Mapping[str, str] | None = None) -> int:
    """Run windows of `profile` until the person quits; a second call raises the first window instead."""
    profile.mkdir(parents=True, exist_ok=True, mode=0o700)
    lock = FileLock(profile / LOCK_NAME)
    try:
        lock.acquire(timeout=0)
    except Timeout:
        return 0 if raise_window(profile) else 1
    try:
        return _windows(arguments, environment)
    finally:
        lock.release()


def raise_window(profile: Path) -> bool:
    """Ask the running window to come to the front; False when none answers."""
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as door:
            door.settimeout(3)
            door.connect(str(profile / DOOR_NAME))
            door.sendall(RAISE)
            return door.recv(16) == b"ok\n"
    except OSError:
        return False


def _windows(arguments: Sequence[str], environment: Mapping[str, str] | None) -> int:
    crashes: list[float] = []
    child: subprocess.Popen[bytes] | None = None

    def pass_on(number: int, _frame: FrameType | None) -> None:
        if child is not None and child.poll() is None:
            child.send_signal(number)

    for number in (signal.SIGTERM, signal.SIGINT, signal.SIGHUP):
        signal.signal(number, pass_on)
    while True:
        child = subprocess.Popen(window_command(arguments), env=dict(environment or os.environ))
        code = child.wait()
        if code == LOCKED:
            continue
        if code >= 0 or code in (-signal.SIGTERM, -signal.SIGINT, -signal.SIGHUP):
            return max(code, 0)
        crashes = [moment for moment in crashes if monotonic() - moment < 60] + [monotonic()]
        if len(crashes) > CRASHES_ALLOWED:
            return 1
