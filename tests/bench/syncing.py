"""How fast a pack arrives over a shaped link, and what a sync without changes costs."""

import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from threading import Event

from ecabinet_desktop.clock import utc_now
from ecabinet_desktop.domain.paper import PaperVersion
from ecabinet_desktop.sync.downloads import Downloads
from ecabinet_desktop.sync.http_api import HttpApi

from tests.bench.link import Link, link
from tests.bench.measure import Row, in_turn, median
from tests.bench.pack import Served, file_pack, served
from tests.helpers.desktop import Desktop
from tests.helpers.server import enrolled

MEGABITS, MILLISECONDS = 20.0, 80.0
PAPERS, PAPER_SIZE = 20, 3_000_000


def sync_pack(papers: int = PAPERS, size: int = PAPER_SIZE, times: int = 5) -> Row:
    """From the first call of a new computer to the last paper checked and in its place."""
    with tempfile.TemporaryDirectory() as name, served(Path(name)) as place:
        file_pack(place, papers, size)
        with link(place.address, MEGABITS, MILLISECONDS) as shaped:
            ours, anchor = in_turn(lambda: _ours(place, shaped), lambda: _curl(place, shaped), times)
    total = papers * size / 1e6
    return Row(
        name="sync_pack_20mbit_80ms", ours=median(ours), anchor=median(anchor), unit="s", goal="≤ 1.02",
        anchor_name="curl -Z --parallel-max 4, same bytes, same link", samples=tuple(ours),
        anchor_samples=tuple(anchor), note=f"{total:.0f} MB in {papers} papers; the link is a proxy on loopback",
    )  # fmt: skip


def sync_nochange(times: int = 15) -> Row:
    """A pass that finds nothing new, over a warm connection."""
    with tempfile.TemporaryDirectory() as name, served(Path(name)) as place:
        file_pack(place, 2, 10_000)
        with link(place.address, MEGABITS, MILLISECONDS) as shaped:
            member = place.member("minister-one", shaped.address)
            member.sync()
            before = shaped.traffic.up + shaped.traffic.down
            samples = []
            for _ in range(times):
                start = time.perf_counter()
                member.sync()
                samples.append((time.perf_counter() - start) * 1000)
            each = (shaped.traffic.up + shaped.traffic.down - before) / times
            member.close()
    return Row(
        name="sync_nochange_rtt", ours=median(samples), anchor=MILLISECONDS, unit="ms",
        goal="≤ 1.2 round trips, ≤ 1.5 kB",
        anchor_name="one round trip of the link", samples=tuple(samples), note=f"{each:.0f} bytes both ways",
    )  # fmt: skip


def _ours(place: Served, shaped: Link) -> float:
    computer = enrolled(place.central, "minister-one")
    folder = place.folder / f"ours-{time.monotonic_ns()}"
    member = Desktop(place.central, computer, folder, utc_now, shaped.address)
    done = Event()
    wanted: set[str] = set()

    def told(progress: object) -> None:
        if not member.store.papers.wanted(member.store.replica):
            done.set()

    downloads = Downloads(member.api, member.store.papers, member.store.replica, told)
    start = time.perf_counter()
    member.sync()
    papers = member.store.papers.wanted(member.store.replica)
    wanted.update(paper.id for paper in papers)
    downloads.want(papers)
    assert done.wait(300), "the pack did not arrive"
    took = time.perf_counter() - start
    assert all(member.store.papers.have(paper.blob) for paper in papers)
    downloads.stop()
    member.close()
    shutil.rmtree(folder)
    return took


def _curl(place: Served, shaped: Link) -> float:
    """The same blobs by name, with a token made before the clock runs."""
    member = Desktop(
        place.central, enrolled(place.central, "minister-two"), place.folder / "curl", utc_now, place.address
    )
    member.sync()
    blobs = [paper.blob for paper in member.store.replica.all(PaperVersion)]
    assert isinstance(member.api, HttpApi)
    token = member.api._token
    member.close()
    target = place.folder / "curl-out"
    target.mkdir()
    urls = [part for blob in blobs for part in ("-o", str(target / blob), f"{shaped.address}/v1/blobs/{blob}")]
    command = [
        "curl",
        "-sS",
        "--no-progress-meter",
        "-f",
        "-Z",
        "--parallel-max",
        "4",
        "-H",
        f"Authorization: Bearer {token}",
        *urls,
    ]
    start = time.perf_counter()
    subprocess.run(command, check=True)
    took = time.perf_counter() - start
    assert {path.name for path in target.iterdir()} == set(blobs)
    shutil.rmtree(target)
    shutil.rmtree(place.folder / "curl")
    return took
