"""`make fuzz`: mutants of real papers through the real reader, told in one line; non-zero if anything was found."""

import argparse
import sys
from pathlib import Path

from ecabinet_desktop.clock import monotonic

from tests.fuzz.originals import own, real
from tests.fuzz.run import Tally, run

KEPT = Path(__file__).parents[2] / "build" / "fuzz"
STEP = 1000


def main() -> None:
    parser = argparse.ArgumentParser(prog="make fuzz")
    parser.add_argument("--mutants", type=int, default=20_000)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--first", type=int, default=0, help="number of the first mutant")
    parser.add_argument("--page-seconds", type=float, default=2.0)
    chosen = parser.parse_args()
    papers = [*own(), *real()]
    start = monotonic()
    total = Tally()
    for first in range(chosen.first, chosen.first + chosen.mutants, STEP):
        last = min(first + STEP, chosen.first + chosen.mutants)
        total = total.plus(run(papers, range(first, last), chosen.seed, chosen.page_seconds, KEPT))
        print(total.line(chosen.seed, len(papers), monotonic() - start), flush=True)
    for defect in total.defects:
        print(f"  {defect}")
    sys.exit(1 if total.defects else 0)


if __name__ == "__main__":
    main()
