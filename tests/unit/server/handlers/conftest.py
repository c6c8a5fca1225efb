"""A cabinet at work for each test, on SQLite; `any_cabinet` is on PostgreSQL as well."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.helpers.server import ScriptedClock
from tests.unit.server.cabinet import CabinetAtWork


@pytest.fixture
def cabinet(tmp_path: Path, clock: ScriptedClock) -> Iterator[CabinetAtWork]:
    made = CabinetAtWork(tmp_path / "server", clock)
    yield made
    made.close()


@pytest.fixture
def any_cabinet(tmp_path: Path, clock: ScriptedClock, database_url: str | None) -> Iterator[CabinetAtWork]:
    made = CabinetAtWork(tmp_path / "server", clock, database_url)
    yield made
    made.close()
