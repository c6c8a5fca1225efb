"""One figure and its anchor, measured in the same run: medians, never single values.

Each row is written to build/bench/<name>.json as soon as it is known (DESIGN 12).
"""

import json
import statistics
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path

OUT = Path(__file__).parents[2] / "build" / "bench"
TIMES = 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """`ours` and `anchor` are medians in `unit`, `ratio` the one by the other; `goal` is in words."""

    name: str
    ours: float
    anchor: float
    anchor_name: str
    unit: str
    goal: str
    samples: tuple[float, ...] = ()
    anchor_samples: tuple[float, ...] = ()
    note: str = ""
    ratio: float = field(init=False, default=0.0)
    command: str = field(init=False, default="")

    def __post_init__(self) -> None:
        object.__setattr__(self, "ratio", round(self.ours / self.anchor, 3) if self.anchor else 0.0)
        object.__setattr__(self, "command", f"python -m tests.bench {self.name}")

    def line(self) -> str:
        """The row of the table."""
        return (
            f"{self.name:26} {self.ours:10.2f} {self.unit:7} {self.anchor:10.2f}  {self.ratio:7.3f}  "
            f"{self.anchor_name}; goal {self.goal}{'; ' + self.note if self.note else ''}"
        )

    def write(self) -> None:
        """Keep the row for comparing over time."""
        OUT.mkdir(parents=True, exist_ok=True)
        (OUT / f"{self.name}.json").write_text(json.dumps(asdict(self), indent=1, ensure_ascii=False) + "\n")


def median(samples: Sequence[float]) -> float:
    return statistics.median(samples)


def share(samples: Sequence[float], part: float) -> float:
    """The value below which `part` of the samples lie."""
    ordered = sorted(samples)
    return ordered[min(len(ordered) - 1, int(part * len(ordered)))]


def in_turn(
    ours: Callable[[], float], anchor: Callable[[], float], times: int = TIMES
) -> tuple[list[float], list[float]]:
    """Samples of both, one after the other, so that whatever else the machine does meets both alike."""
    first, second = [], []
    for _ in range(times):
        first.append(ours())
        second.append(anchor())
    return first, second
