"""Memory of the window and of the helpers while a long paper is scrolled from end to end, ten times over.

What a process holds for itself is counted (its own resident pages, none that it shares), after each pass.
"""

from pathlib import Path

from tests.bench import papers
from tests.bench.measure import Row
from tests.bench.open_reader import OpenReader, open_reader, rest, until

PASSES = 10
STOPS = 40
"""Places of a pass: at each the view is moved on through three screens and everything in view gets sharp."""
HELPER_MOST = 400.0
ROOM = 150.0
"""MB that the window may have besides its tiles."""
MB = 1024 * 1024


def rows() -> list[Row]:
    """Both rows on the same ten passes over 2,400 pages."""
    with open_reader() as reader:
        before = private("self")
        reader.open(reader.file(papers.text(2400)))
        window: list[float] = []
        helper: list[float] = []
        for number in range(PASSES):
            helper.append(_pass(reader, number))
            window.append(private("self"))
        tiles = reader.canvas.tiles.bytes / MB
        cap = getattr(reader.canvas.tiles, "_most", 256 * MB) / MB
        helpers = len(reader.helpers())
    return [
        Row(
            name="reader_memory_window", ours=max(window), anchor=cap + ROOM, unit="MB", goal="≤ 1",
            anchor_name="cap of the tiles + 150 MB", samples=tuple(window),
            note=f"{before:.0f} MB before, the bench's PDFs included; pictures {tiles:.0f} MB; {_flat(window)}",
        ),
        Row(
            name="reader_memory_helper", ours=max(helper), anchor=HELPER_MOST, unit="MB", goal="≤ 1",
            anchor_name="400 MB", samples=tuple(helper),
            note=f"the largest of {helpers} helpers, looked at during each pass; {_flat(helper)}",
        ),
    ]  # fmt: skip


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
