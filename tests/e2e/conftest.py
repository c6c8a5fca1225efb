"""The sample government behind a real server process, once for all stories, and real windows on real vaults."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from ecabinet_desktop import demo
from ecabinet_desktop.places import HOME, places
from pytestqt.qtbot import QtBot

from tests.helpers.stories import Story

OFFSCREEN = "This plugin does not support"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        item.add_marker(pytest.mark.qt_log_ignore(OFFSCREEN, extend=True))


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The folder of the demo's server; its process is stopped at the end."""
    patch = pytest.MonkeyPatch()
    patch.setenv(HOME, str(tmp_path_factory.mktemp("ecab")))
    demo.run("member", prepare_only=True)
    folder = places(demo.SERVER).data
    yield folder
    demo.cut(folder)
    patch.undo()


@pytest.fixture
def story(sample: Path, qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[str], Story]]:
    """Opens a person's desktop as far as told; everything is closed at the end."""
    demo.restore(sample)
    opened: list[Story] = []

    def begin(person: str) -> Story:
        opened.append(Story(sample, person, qtbot))
        return opened[-1]

    yield begin
    for one in opened:
        one.close()
