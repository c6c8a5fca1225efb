"""An open vault for each test, and ways to make its disk run full."""

import contextlib
import resource
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.unit.vault.shelf import Shelf, shelf

FullDisk = Callable[[int], contextlib.AbstractContextManager[None]]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "vault"


@pytest.fixture
def shelf_(folder: Path) -> Iterator[Shelf]:
    opened = shelf(folder)
    yield opened
    opened.vault.close()


@pytest.fixture
def full_disk() -> FullDisk:
    """While the block lasts no file can grow beyond so many bytes."""

    @contextlib.contextmanager
    def limited(size: int) -> Iterator[None]:
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (size, hard))
        try:
            yield
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))

    return limited
