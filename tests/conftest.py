"""What holds for every test: a home of its own, no display or keyring of the person's, no stray log record.

A warning that a test did not announce with `@pytest.mark.allowed_logs("pattern")` fails it.
"""

import logging
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# Before anything of the program or of Qt is imported.
HOME = Path(tempfile.mkdtemp(prefix="ecabinet-tests-"))
for variable, name in {
    "HOME": "home",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_CACHE_HOME": "cache",
    "XDG_STATE_HOME": "state",
    "XDG_RUNTIME_DIR": "run",
}.items():
    (HOME / name).mkdir(mode=0o700)
    os.environ[variable] = str(HOME / name)
for variable in ("DISPLAY", "WAYLAND_DISPLAY", "DBUS_SESSION_BUS_ADDRESS", "ECABINET_HOME", "REQUESTS_CA_BUNDLE"):
    os.environ.pop(variable, None)
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

CHAOS = int(os.environ.get("ECABINET_SCHEDULES", "1000"))
settings.register_profile("dev", deadline=None)
settings.register_profile(
    "ci", deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile(
    "chaos", deadline=None, max_examples=CHAOS, print_blob=True, suppress_health_check=list(HealthCheck)
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "dev"))

pytest_plugins = ["pytester", "tests.helpers.postgres"]


def pytest_unconfigure(config: pytest.Config) -> None:
    shutil.rmtree(HOME, ignore_errors=True)


@pytest.fixture
def allowed_logs(request: pytest.FixtureRequest) -> list[str]:
    """Patterns of log messages that do not fail this test; a test may append while it runs."""
    return [pattern for marker in request.node.iter_markers("allowed_logs") for pattern in marker.args]


@pytest.fixture(autouse=True)
def no_stray_log(caplog: pytest.LogCaptureFixture, allowed_logs: list[str]) -> Iterator[None]:
    """Fail a test whose log holds a warning that nobody announced."""
    yield
    records = [*caplog.get_records("setup"), *caplog.get_records("call")]
    stray = [
        f"{record.levelname} {record.name}: {record.getMessage()}"
        for record in records
        if record.levelno >= logging.WARNING
        and not any(re.search(pattern, record.getMessage()) for pattern in allowed_logs)
    ]
    if stray:
        pytest.fail("the log holds what nobody announced:\n" + "\n".join(stray), pytrace=False)
