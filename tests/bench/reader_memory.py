"""Memory of the window and of the helpers while a long paper is scrolled from end to end, ten times over.

What a process holds for itself is counted (its own resident pages, none that it shares), after each pass. The
window is a process of its own, which holds nothing but the reader and a small sample of a cabinet's work.
"""

import json
import subprocess
import sys
from pathlib import Path

from tests.bench import papers
from tests.bench.measure import Row
from tests.bench.open_reader import OpenReader, open_reader, rest, until

PAGES, PASSES = 2400, 10
STOPS = 40
"""Places of a pass: at each the view is moved on through three screens and everything in view gets sharp."""
HELPER_MOST = 400.0
ROOM = 150.0
"""MB that the window may have besides its tiles."""
MB = 1024 * 1024


def rows() -> list[Row]:
    """Both rows on the same ten passes over 2,400 pages."""
    papers.text(20)
    papers.text(PAGES)
    command = [sys.executable, "-m", "tests.bench.reader_memory"]
    root = Path(__file__).parents[2]
    done = subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True, cwd=root)
    found = json.loads(done.stdout.splitlines()[-1])
    window, helper = found["window"], found["helper"]
    return [
        Row(
            name="reader_memory_window", ours=max(window), anchor=found["cap"] + ROOM, unit="MB", goal="≤ 1",
            anchor_name="cap of the tiles + 150 MB", samples=tuple(window),
            note=f"{found['before']:.0f} MB with a short paper; pictures {found['pictures']:.0f}; {_flat(window)}",
        ),
        Row(
            name="reader_memory_helper", ours=max(helper), anchor=HELPER_MOST, unit="MB", goal="≤ 1",
            anchor_name="400 MB", samples=tuple(helper),
            note=f"the largest of {found['helpers']} helpers, looked at during each pass; {_flat(helper)}",
        ),
    ]  # fmt: skip


def main() -> None:
    """Scroll, and print what was found."""
    with open_reader() as reader:
        before = private("self")
        reader.open(reader.file(papers.text(PAGES), papers.even(PAGES)))
        window: list[float] = []
        helper: list[float] = []
        for number in range(PASSES):
            helper.append(_pass(reader, number))
            window.append(private("self"))
        tiles = reader.canvas.tiles
        found = {
            "before": before,
            "window": window,
            "helper": helper,
            "pictures": tiles.bytes / MB,
            "cap": getattr(tiles, "_most", 256 * MB) / MB,
            "helpers": len(reader.helpers()),
        }
    print(json.dumps(found))


def _flat(passes: list[float]) -> str:
    return f"last pass / second {passes[-1] / passes[1]:.2f}"


def _pass(reader: OpenReader, number: int) -> float:
    """Once through the paper, each time at other pages; the most that one helper held."""
    bar = reader.canvas.verticalScrollBar()
    peak = 0.0
    for stop in range(STOPS):
        start = int((stop + (number % 4) / 4) * bar.maximum() / STOPS)
        for step in range(12):
            bar.setValue(start + step * 180)
            rest(8)
        until(reader.is_sharp)
        if stop % 8 == 0:
            peak = max(peak, *(private(str(process)) for process in reader.helpers()))
    return peak


def private(process: str) -> float:
    """MB that only this process holds."""
    held = 0
    for line in Path(f"/proc/{process}/smaps_rollup").read_text().splitlines():
        if line.startswith(("Private_Clean:", "Private_Dirty:", "Swap:")):
            held += int(line.split()[1])
    return held / 1024


if __name__ == "__main__":
    main()
