"""Provinces, districts and plausible figures for them.

Every figure comes from a generator seeded with the name of what it describes, so that two builds agree.
"""

from __future__ import annotations

import hashlib
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

REGIONS = {
    "HH": "Đồng bằng sông Hồng",
    "MN": "Trung du và miền núi phía Bắc",
    "BTB": "Bắc Trung Bộ và Duyên hải miền Trung",
    "TN": "Tây Nguyên",
    "DNB": "Đông Nam Bộ",
    "CL": "Đồng bằng sông Cửu Long",
}


@dataclass(frozen=True)
class Province:
    """A province: people in thousands, area in km²."""

    name: str
    region: str
    people: int
    area: int
    coastal: bool
    districts: tuple[str, ...]

    @property
    def region_name(self) -> str:
        """The socio-economic region it lies in."""
        return REGIONS[self.region]


def provinces() -> list[Province]:
    """All of them, north to south, from texts/provinces.txt."""
    path = Path(__file__).parent / "texts" / "provinces.txt"
    found = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            name, region, people, area, coastal, districts = line.split("|")
            found.append(
                Province(name, region, int(people), int(area), coastal == "1", tuple(districts.split(",")))
            )
    return found


def dice(*names: str) -> random.Random:
    """A generator that always throws the same for the same names."""
    return random.Random(hashlib.sha256("/".join(names).encode()).digest())


def whole(value: float) -> str:
    """1234567 as 1.234.567."""
    return f"{round(value):,}".replace(",", ".")


def decimal(value: float, places: int = 1) -> str:
    """1234.5 as 1.234,5."""
    return f"{value:,.{places}f}".replace(",", "\0").replace(".", ",").replace("\0", ".")


def shares(total: float, count: int, throw: random.Random) -> list[float]:
    """`total` in `count` uneven parts."""
    weights = [throw.uniform(0.4, 1.6) for _ in range(count)]
    return [total * weight / sum(weights) for weight in weights]


def total_row(rows: Sequence[Sequence[float]], name: str = "Tổng cộng", places: int = 0) -> list[str]:
    """The bold last row of a table of figures."""
    sums = [sum(column) for column in zip(*rows, strict=True)]
    return ["*Σ", name, *(decimal(value, places) if places else whole(value) for value in sums)]
