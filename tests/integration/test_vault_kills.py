"""A vault whose process is killed at any moment: nothing acknowledged is lost, nothing is torn."""

import os
import random
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from ecabinet_desktop.domain.paper import PaperVersion
from ecabinet_desktop.wire import codec

from tests.integration.vault_writer import ROWS_A_PAGE
from tests.unit.vault.shelf import Shelf, shelf

KILLS = int(os.environ.get("ECABINET_KILLS", "40"))
MOST_LINES = 60
"""Acknowledgements after which a writer is killed at the latest; each round writes five."""
ROOT = Path(__file__).parents[2]


def run_and_kill(folder: Path, run: int, chance: random.Random) -> list[str]:
    """Start a writer, kill it after a few acknowledgements and some bytes more; returns what it acknowledged."""
    with subprocess.Popen(
        [sys.executable, "-m", "tests.integration.vault_writer", str(folder), str(run)],
        cwd=ROOT,
        stdout=subprocess.PIPE,
    ) as writer:
        if writer.stdout is None:
            raise AssertionError("no pipe")
        told = [writer.stdout.readline() for _ in range(chance.randint(1, MOST_LINES))]
        for _ in range(chance.randint(0, 200_000)):
            pass  # so that the kill comes anywhere between two acknowledgements
        writer.send_signal(signal.SIGKILL)
        told += writer.stdout.readlines()
    assert writer.returncode == -signal.SIGKILL, "it died of the kill and of nothing else"
    return [line.decode().strip() for line in told if line.endswith(b"\n")]


def assert_kept(store: Shelf, told: list[str]) -> None:
    commands = {entry.id for entry in store.outbox.entries()}
    waiting = {envelope.id for envelope in store.outbox.waiting(10**6)}
    _, cursor = store.replica.cursor()
    for line in told:
        what, _, name = line.partition(" ")
        match what:
            case "command":
                assert name in commands
                assert name in waiting
            case "note":
                kept = store.notes.get(name)
                assert kept is not None, line
                assert kept.text == f"note {name[1:]}"
            case "page":
                assert cursor >= int(name)
            case "part":
                assert store.papers.part_size(name) >= 6400
            case "indexed":
                assert store.search.indexed(name) or store.replica.paper_key(name) is None, line


def assert_whole(store: Shelf) -> None:
    """Every page of the feed is there with all its rows or not at all, and the store's own checks pass."""
    with store.vault.read() as db:
        assert db.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert db.execute("PRAGMA cipher_integrity_check").fetchall() == []
        assert db.execute("INSERT INTO words (words) VALUES ('integrity-check')").fetchall() == []
        revs = [(int(rev), bytes(body)) for rev, body in db.execute("SELECT rev, body FROM rows").fetchall()]
    _, cursor = store.replica.cursor()
    papers = store.replica.all(PaperVersion)
    numbers = {int(p.id[1:].split("-")[0]) for p in papers}
    taken_away = {n - 5 for n in range(1, cursor + 1) if n % 7 == 6}
    assert numbers == set(range(1, cursor + 1))
    for number in numbers:
        held = [p for p in papers if p.id.startswith(f"v{number}-")]
        assert len(held) == ROWS_A_PAGE - (number in taken_away)
        assert all(store.replica.paper_key(p.id) for p in held)
    total = codec.NO_ROWS
    for rev, body in revs:
        total = codec.combine(total, codec.row_digest("paper", codec.decode(body, PaperVersion).id, rev))
    assert store.replica.digest() == total.hex()


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_a_writer_killed_again_and_again_loses_and_tears_nothing(tmp_path: Path) -> None:
    chance = random.Random(20260504)
    folder = tmp_path / "vault"
    told: list[str] = []
    for run in range(KILLS):
        told += [line for line in run_and_kill(folder, run, chance) if line != "ready"]
        store = shelf(folder)
        assert_kept(store, told)
        assert_whole(store)
        store.vault.close()
    assert len(told) > KILLS, "the writers did write"
