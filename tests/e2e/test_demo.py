"""Story 1: `make demo` as processes of their own: two roles against one server, and a second start in seconds."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from ecabinet_desktop import demo
from ecabinet_desktop.clock import monotonic
from ecabinet_desktop.places import HOME, places
from ecabinet_desktop.supervisor import raise_window
from PySide6.QtGui import QImage

from tests.helpers.xvfb import Screen, screen

FIRST_START, SECOND_START = 90.0, 15.0
"""Seconds; the first one builds the sample government."""


class Demo:
    """Starts demo desktops on a real X screen."""

    def __init__(self, home: Path, shown: Screen, stack: ExitStack) -> None:
        self.home, self.shown, self._stack = home, shown, stack

    def start(self, role: str, seconds: float) -> "subprocess.Popen[bytes]":
        """Start a desktop and wait for its window; the person closes it by SIGTERM."""
        process = subprocess.Popen(
            [sys.executable, "-m", "ecabinet_desktop", "demo", "--role", role],
            env={**self.shown.environ, HOME: str(self.home)},
            stdout=subprocess.DEVNULL,
        )
        self._stack.callback(self.close, process)
        runtime = places(f"demo-{role}").runtime
        waited(lambda: process.poll() is not None or raise_window(runtime), seconds)
        assert process.poll() is None, "the demo ended by itself"
        return process

    def close(self, process: "subprocess.Popen[bytes]") -> None:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.wait(20)


def waited(claim: Callable[[], object], seconds: float) -> None:
    end, pause = monotonic() + seconds, threading.Event()
    while not claim():
        assert monotonic() < end, "it took too long"
        pause.wait(0.1)


def answers(folder: Path) -> bool:
    known = demo._recorded(folder)
    return known is not None and demo._answers(str(known["address"]))


def has_colours(seen: QImage) -> bool:
    """More than the black of an empty screen."""
    return len({seen.pixel(x, y) for x in range(0, seen.width(), 40) for y in range(0, seen.height(), 40)}) > 3


@pytest.fixture
def at_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Demo]:
    monkeypatch.setenv(HOME, str(tmp_path))
    with ExitStack() as stack:
        yield Demo(tmp_path, stack.enter_context(screen()), stack)


@pytest.mark.slow
def test_two_roles_use_one_server_process_and_the_last_one_stops_it(at_home: Demo) -> None:
    folder = places(demo.SERVER).data
    member = at_home.start("member", FIRST_START)
    assert has_colours(at_home.shown.picture_once(has_colours))
    first = demo._recorded(folder)
    assert first is not None
    assert first["pid"] not in (member.pid, os.getpid()), "the server is a process of its own"
    made = (folder / "day").stat().st_mtime_ns
    secretary = at_home.start("secretary", SECOND_START)
    assert demo._recorded(folder) == first, "both use the same server"
    again = subprocess.run(
        [sys.executable, "-m", "ecabinet_desktop", "--profile", "demo-member"],
        env={**at_home.shown.environ, HOME: str(at_home.home)},
        timeout=SECOND_START,
    )
    assert again.returncode == 0, "a second window of one profile raises the first and ends"
    assert member.poll() is None
    at_home.close(member)
    assert answers(folder), "the other desktop still needs it"
    at_home.close(secretary)
    waited(lambda: not answers(folder), 20)
    anew = at_home.start("member", SECOND_START)
    assert (folder / "day").stat().st_mtime_ns == made, "nothing was built a second time"
    at_home.close(anew)
