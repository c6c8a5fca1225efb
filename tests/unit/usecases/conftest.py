"""A desk of the sample cabinet: "m07" is a member, the server is away."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.desk import Bench, sample_bench


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with sample_bench(tmp_path / "vault") as made:
        yield made
