"""From a click to a visible page: our reader, Okular and Evince on the same X screen, seen by their pixels alone.

A page counts as visible when the middle of the screen looks as it will stay. Okular and our reader are running and
are told to open a file, as by a click; Evince has a process for each file, so its click starts one.
"""

import mmap
import os
import shutil
import struct
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from jeepney import DBusAddress, new_method_call  # type: ignore[import-untyped]
from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]

from tests.bench import papers
from tests.bench.measure import Row, median
from tests.helpers.secret_service import secret_service
from tests.helpers.xvfb import XWD_HEADER_WORDS, Screen, screen

TIMES = 5
WIDTH, HEIGHT = 1366, 768
Area = tuple[float, float, float, float]
OURS: Area = (0.20, 0.80, 0.25, 0.95)
OKULAR_WIDE: Area = (0.25, 0.80, 0.15, 0.95)
OKULAR_NEW: Area = (0.25, 0.60, 0.20, 0.62)
EVINCE: Area = (0.05, 0.40, 0.12, 0.72)
"""Left, right, top, bottom of what is looked at, in shares of the screen: the page, none of a program's tools."""
STAYS, LOOK, TOO_LONG = 0.7, 0.003, 40.0
"""Seconds: after so long without a change a picture stays; between two looks; until a measurement is broken."""
LEAST_INK = 0.0005
"""The share of dots that a page has at least; title pages are nearly empty."""
SAMPLES = ("gnuplot_311p.pdf", "octave_1158p.pdf", "r_refman_2415p.pdf")
KEPT_HOME = ("PATH", "LANG", "LC_ALL")
OKULAR = DBusAddress("/okular", "org.kde.okular", "org.kde.okular")


class Eye:
    """Looks at an area of a screen, in its frame buffer."""

    area = OURS

    def __init__(self, shown: Screen) -> None:
        with (shown.folder / "Xvfb_screen0").open("rb") as file:
            self._memory = mmap.mmap(file.fileno(), 0, prot=mmap.PROT_READ)
        words = struct.unpack(f">{XWD_HEADER_WORDS}I", self._memory[: XWD_HEADER_WORDS * 4])
        self._start, self._row = words[0] + words[19] * 12, words[12]

    def look(self) -> bytes:
        """Every third line."""
        left, right = (round(WIDTH * part) * 4 for part in self.area[:2])
        lines = range(round(HEIGHT * self.area[2]), round(HEIGHT * self.area[3]), 3)
        starts = (self._start + line * self._row for line in lines)
        return b"".join(self._memory[start + left : start + right] for start in starts)

    def timed(self, act: Callable[[], None]) -> float:
        """Milliseconds from an act to the picture that stays."""
        before = last = self.look()
        begun = changed = time.perf_counter()
        act()
        seen: list[tuple[float, bytes]] = []
        while not seen or time.perf_counter() - changed < STAYS or ink(last) < LEAST_INK:
            time.sleep(LOOK)
            current = self.look()
            if current != last:
                changed, last = time.perf_counter(), current
                seen.append((changed - begun, current))
            if time.perf_counter() - begun > TOO_LONG:
                raise TimeoutError("no page came into view")
        if unlike(last, before) < LEAST_INK:
            raise TimeoutError("what came into view is what was there before")
        return next(at for at, picture in seen if unlike(picture, last) < LEAST_INK / 3) * 1000


def unlike(one: bytes, other: bytes) -> float:
    """The share of dots that differ."""
    first, second = memoryview(one).cast("I"), memoryview(other).cast("I")
    return sum(a != b for a, b in zip(first, second, strict=True)) / len(first)


def ink(picture: bytes) -> float:
    """The share of dots that are not as most of them."""
    dots = memoryview(picture).cast("I")
    return 1 - Counter(dots).most_common(1)[0][1] / len(dots)


def rows() -> list[Row]:
    """Both rows; without the programs there is nothing to compare with."""
    lacking = [name for name in ("okular", "evince", "xdotool") if shutil.which(name) is None]
    if lacking:
        print(f"first_page_okular, first_page_evince: not measured, {', '.join(lacking)} not installed")
        return []
    with secret_service(with_keyring=False) as bus, screen(WIDTH, HEIGHT) as shown:
        paths = _files(bus.folder)
        environ = {name: os.environ[name] for name in KEPT_HOME if name in os.environ}
        environ |= {k: v for k, v in bus.environ.items() if k.startswith(("HOME", "XDG_", "DBUS_"))}
        environ |= {"DISPLAY": shown.display, "NO_AT_BRIDGE": "1", "GSETTINGS_BACKEND": "memory"}
        eye = Eye(shown)
        away = ["xdotool", "mousemove", str(WIDTH - 1), str(HEIGHT - 1)]
        subprocess.run(away, env=environ, check=False, capture_output=True)
        ours = _ours(eye, paths, {**os.environ, "DISPLAY": shown.display, "QT_QPA_PLATFORM": "xcb"})
        running = _okular(eye, paths, environ)
        started = {
            name: _started(eye, OKULAR_NEW, ["okular", str(path)], environ, 2) for name, path in paths.items()
        }
        evince = {
            name: _started(eye, EVINCE, ["evince", str(path)], environ, TIMES) for name, path in paths.items()
        }
    more = f"Okular from its start {_all(started)}"
    return [
        _row("first_page_okular", "Okular, running, asked over D-Bus", ours, running, more),
        _row("first_page_evince", "Evince, one process a file", ours, evince, ""),
    ]


def _files(folder: Path) -> dict[str, Path]:
    found = {name: papers.CORPUS / name for name in SAMPLES if (papers.CORPUS / name).exists()}
    if not found:
        path = folder / "text_2400.pdf"
        path.write_bytes(papers.text(2400))
        found = {path.name: path}
    other = folder / "other.pdf"
    other.write_bytes(papers.text(20))
    return found


def _row(name: str, opponent: str, ours: dict[str, list[float]], theirs: dict[str, list[float]], more: str) -> Row:
    first = next(iter(ours))
    each = "; ".join(f"{file} {median(ours[file]):.0f} / {median(theirs[file]):.0f}" for file in ours)
    return Row(
        name=name, unit="ms", goal="< 1", anchor_name=opponent,
        ours=median(ours[first]), anchor=median(theirs[first]),
        samples=tuple(ours[first]), anchor_samples=tuple(theirs[first]),
        note="; ".join(part for part in (f"click to visible page on one X screen; {each}", more) if part),
    )  # fmt: skip


def _all(figures: dict[str, list[float]]) -> str:
    return ", ".join(f"{median(each):.0f}" for each in figures.values())


def _ours(eye: Eye, paths: dict[str, Path], environ: dict[str, str]) -> dict[str, list[float]]:
    """The reader's window in a process of its own; a line of its input is a click."""
    command = [sys.executable, "-m", "tests.bench.clicked_reader", *map(str, paths.values())]
    root = Path(__file__).parents[2]
    with subprocess.Popen(
        command, env=environ, cwd=root, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        assert "ready" in child.stdout.readline()
        stream = child.stdin

        def click(number: int) -> None:
            stream.write(f"{number}\n")
            stream.flush()

        figures: dict[str, list[float]] = {name: [] for name in paths}
        for _ in range(TIMES):
            for number, name in enumerate(paths, 1):
                figures[name].append(eye.timed(lambda number=number: click(number)))  # type: ignore[misc]
                eye.timed(lambda: click(0))
        stream.close()
    return figures


def _okular(eye: Eye, paths: dict[str, Path], environ: dict[str, str]) -> dict[str, list[float]]:
    """One running Okular that shows one file after the other."""
    figures: dict[str, list[float]] = {name: [] for name in paths}
    home = Path(environ["HOME"]).parent / "other.pdf"
    eye.area = OKULAR_NEW
    with _running(["okular", "--unique", str(home)], environ) as _process:
        eye.timed(lambda: None)
        _fill_screen("okular", environ)
        eye.area = OKULAR_WIDE
        with open_dbus_connection(environ["DBUS_SESSION_BUS_ADDRESS"]) as connection:

            def click(path: Path) -> None:
                call = new_method_call(OKULAR, "openDocument", "s", (str(path),))
                connection.send_message(call)

            for _ in range(TIMES):
                for name, path in paths.items():
                    figures[name].append(eye.timed(lambda path=path: click(path)))  # type: ignore[misc]
                    eye.timed(lambda: click(home))
    return figures


def _started(eye: Eye, area: Area, command: list[str], environ: dict[str, str], times: int) -> list[float]:
    """From the start of the process; the first one, which fills caches, does not count."""
    eye.area = area
    found = []
    for _ in range(times + 1):
        with ExitStack() as stack:
            found.append(eye.timed(lambda stack=stack: stack.enter_context(_running(command, environ))))  # type: ignore[misc]
        time.sleep(0.3)
    return found[1:]


def _fill_screen(name: str, environ: dict[str, str]) -> None:
    """There is no window manager to do it."""
    command = f"xdotool search --onlyvisible --class {name} windowmove 0 0 windowsize {WIDTH} {HEIGHT}"
    subprocess.run(command.split(), env=environ, check=False, capture_output=True)
    time.sleep(2)


@contextmanager
def _running(command: list[str], environ: dict[str, str]) -> Iterator["subprocess.Popen[bytes]"]:
    process = subprocess.Popen(command, env=environ, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.kill()
        process.wait(10)
