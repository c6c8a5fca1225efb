"""Server and members killed while they vote and sync over a socket: nothing is lost, nothing counts twice."""

import os
import random
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.chaos.aftermath import check
from tests.chaos.kills import MEMBERS, Scene, kill_again_and_again, set_up
from tests.integration.headless_member import Told

KILLS = int(os.environ.get("ECABINET_KILLS", "40"))
"""Of the server, and as many of members."""
SEED = 20260302
TALKATIVE = 5
"""With this seed the first server lives for twelve lines of a member, so that votes have been counted."""


@pytest.mark.slow
@pytest.mark.timeout(120 + 10 * KILLS)
def test_processes_killed_again_and_again_lose_no_vote_and_count_none_twice(tmp_path: Path) -> None:
    scene = set_up(tmp_path, SEED)
    kill_again_and_again(scene, KILLS, random.Random(SEED), print)
    figures = check(scene)
    print(figures)
    assert figures.acknowledged > KILLS, "members did vote"
    assert figures.receipts > KILLS, "and heard that it was counted"
    assert figures.offline > KILLS, "and met a server that was away"


def promise_another_vote(scene: Scene) -> None:
    """As if a vote had been acknowledged and was lost afterwards."""
    for name in MEMBERS:
        told = scene.members[name].told
        (ballot, *_) = scene.ballots
        told.append(Told(what="cast", vote="0" * 64, ballot=ballot, version=1000))


def enter_a_vote_twice(scene: Scene) -> None:
    """As if the server had taken the newest vote for another one when it came again."""
    newest = (
        "INSERT INTO leaves SELECT (SELECT max(n) + 1 FROM leaves), data, hash FROM leaves "
        'WHERE CAST(data AS TEXT) LIKE \'%"kind":"vote"%\' ORDER BY n DESC LIMIT 1'
    )
    with closing(sqlite3.connect(scene.folder / "server" / "ecabinet.db")) as db, db:
        assert db.execute(newest).rowcount == 1, "a vote was there"
        db.execute("UPDATE counters SET value = value + 1 WHERE name = 'leaf'")


def forget_a_receipt(scene: Scene) -> None:
    """As if a member had been told too early that a vote is counted."""
    for name in MEMBERS:
        scene.members[name].told.append(Told(what="receipt", vote="0" * 64))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("harm", "found"),
    [
        (promise_another_vote, "has lost a vote"),
        (forget_a_receipt, "has lost a receipt"),
        (enter_a_vote_twice, "in the ledger twice"),
    ],
)
def test_harm_done_by_hand_is_found_afterwards(harm: Callable[[Scene], None], found: str, tmp_path: Path) -> None:
    scene = set_up(tmp_path, TALKATIVE)
    kill_again_and_again(scene, 1, random.Random(TALKATIVE), print)
    harm(scene)
    with pytest.raises(AssertionError, match=found):
        check(scene)
