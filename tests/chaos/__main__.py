"""`make chaos`: the state machine for as many schedules as asked, then real processes killed a tenth as often.

The seed is said first: the same one gives the same schedules again; where a killed process stood it cannot give.
"""

import argparse
import logging
import random
import time
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import ClassVar

from hypothesis import HealthCheck, Phase, seed, settings
from hypothesis.stateful import run_state_machine_as_test

from tests.chaos.aftermath import check
from tests.chaos.kills import kill_again_and_again, set_up
from tests.chaos.machine import Chaos, ChaosOverHttp

HTTP_SHARE = 20
"""One schedule in so many runs over HTTP as well: it takes five times as long."""
FEWEST_KILLS = 40
SAID_EVERY = 50


def main() -> None:
    asked = _asked()
    # A server whose database is taken away says so, a thousand times.
    logging.getLogger("ecabinet_desktop").addHandler(logging.NullHandler())
    logging.getLogger("ecabinet_desktop").propagate = False
    say(f"seed {asked.seed}: {asked.schedules} schedules, {asked.kills} kills of the server and of members")
    try:
        run_machine(Chaos, asked.schedules, asked.seed)
        run_machine(ChaosOverHttp, max(1, asked.schedules // HTTP_SHARE), asked.seed)
        run_kills(asked.kills, asked.seed)
    except BaseException:
        say(f"failed with seed {asked.seed}")
        raise
    say("nothing was lost and nothing counted twice")


def run_machine(machine: type[Chaos], schedules: int, number: int) -> None:
    """So many schedules of one machine; a failing one is made as short as can be and shown."""

    class Told(machine):  # type: ignore[misc, valid-type]
        done: ClassVar[int] = 0

        def teardown(self) -> None:
            super().teardown()
            Told.done += 1
            if Told.done % SAID_EVERY == 0:
                say(f"{machine.__name__}: {Told.done} schedules")

    seed(number)(Told)
    run_state_machine_as_test(
        Told,
        settings=settings(
            max_examples=schedules,
            stateful_step_count=50,
            database=None,
            deadline=None,
            phases=(Phase.generate, Phase.shrink),
            print_blob=True,
            suppress_health_check=list(HealthCheck),
        ),
    )
    say(f"{machine.__name__}: {Told.done} schedules, all sound")


def run_kills(kills: int, number: int) -> None:
    """Real processes, each killed so often."""
    with TemporaryDirectory(prefix="ecabinet-chaos-") as folder:
        scene = set_up(Path(folder), number)
        kill_again_and_again(scene, kills, random.Random(number), say)
        say(str(check(scene)))


def say(words: str) -> None:
    """With the seconds since the start."""
    print(f"[{time.monotonic() - STARTED:7.1f} s] {words}", flush=True)


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m tests.chaos", description=__doc__)
    parser.add_argument("--schedules", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kills", type=int, help="of the server, and as many of members")
    asked = parser.parse_args()
    if asked.kills is None:
        asked.kills = max(FEWEST_KILLS, asked.schedules // 10)
    return asked


STARTED = time.monotonic()

if __name__ == "__main__":
    main()
