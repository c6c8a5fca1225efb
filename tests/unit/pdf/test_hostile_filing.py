"""What the server does with a hostile file: its skeleton holds only what a window can lay out, or it is refused."""

import contextlib
from collections.abc import Callable
from pathlib import Path

import pytest
from ecabinet_desktop.clock import monotonic
from ecabinet_desktop.errors import Unreadable
from ecabinet_desktop.pdf import extract, limits

from tests.helpers.bombs import BOMBS

SECONDS = 20.0
SKELETONS: dict[str, Callable[[float, float], bool]] = {
    "page of a million inches": lambda width, height: width == height == limits.LARGEST_SIDE,
    "page of nothing": lambda width, height: width > 0 < height,
    "page below nothing": lambda width, height: width > 0 < height,
    "page of no numbers": lambda width, height: width > 0 < height,
    "page beyond numbers": lambda width, height: width >= limits.SMALLEST_SIDE <= height,
    "thin page": lambda width, _height: width == limits.SMALLEST_SIDE,
    "giant unit": lambda width, height: max(width, height) <= limits.LARGEST_SIDE,
    "giant crop": lambda width, height: max(width, height) <= limits.LARGEST_SIDE,
}


@pytest.mark.parametrize("name", SKELETONS)
def test_a_skeleton_holds_only_pages_that_can_be_laid_out(name: str, tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(BOMBS[name]())
    ((width, height),) = extract.inspect(path).sizes()
    assert SKELETONS[name](width, height), (width, height)


@pytest.mark.parametrize("name", ["circling outline", "deep outline", "recursive tree", "million pages"])
def test_the_server_names_what_it_cannot_look_into_or_looks_briefly(name: str, tmp_path: Path) -> None:
    path = tmp_path / "paper.pdf"
    path.write_bytes(BOMBS[name]())
    start = monotonic()
    with contextlib.suppress(Unreadable):
        skeleton = extract.inspect(path)
        assert len(skeleton.outline) <= limits.MOST_ENTRIES
        assert all(0 <= entry.page < skeleton.pages for entry in skeleton.outline)
    assert monotonic() - start < SECONDS
