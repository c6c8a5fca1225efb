"""A scene for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.unit.sync.scene import Scene, sitting


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    """An item that is planned but not published."""
    with sitting(tmp_path) as made:
        made.plan()
        yield made
