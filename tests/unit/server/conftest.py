"""A central server of one's own for each test, on SQLite; `any_central` is on PostgreSQL as well."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from ecabinet_desktop.server.central import Central

from tests.helpers.server import ScriptedClock
from tests.unit.server.cabinet import CabinetAtWork
from tests.unit.server.desk import note_central


@pytest.fixture
def clock() -> ScriptedClock:
    return ScriptedClock()


@pytest.fixture
def central(tmp_path: Path, clock: ScriptedClock) -> Iterator[Central]:
    made = note_central(tmp_path / "server", clock)
    yield made
    made.close()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def database_url(request: pytest.FixtureRequest) -> str | None:
    """None for SQLite in the server's folder."""
    if request.param == "sqlite":
        return None
    url: str = request.getfixturevalue("postgres_url")
    return url


@pytest.fixture
def any_central(tmp_path: Path, clock: ScriptedClock, database_url: str | None) -> Iterator[Central]:
    made = note_central(tmp_path / "server", clock, database_url)
    yield made
    made.close()


@pytest.fixture
def cabinet(tmp_path: Path, clock: ScriptedClock) -> Iterator[CabinetAtWork]:
    """People at work with the real handlers."""
    made = CabinetAtWork(tmp_path / "server", clock)
    yield made
    made.close()


@pytest.fixture
def any_cabinet(tmp_path: Path, clock: ScriptedClock, database_url: str | None) -> Iterator[CabinetAtWork]:
    """The same on PostgreSQL as well."""
    made = CabinetAtWork(tmp_path / "server", clock, database_url)
    yield made
    made.close()
