"""The desktop's record is small, its own, and readable by its owner only."""

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from ecabinet_desktop import logs


@pytest.fixture
def handler(tmp_path: Path) -> Iterator[logging.Handler]:
    logger = logging.getLogger(logs.NAME)
    propagates, level = logger.propagate, logger.level
    made = logs.keep(tmp_path)
    yield made
    logger.removeHandler(made)
    made.close()
    logger.propagate, logger.level = propagates, level


@pytest.mark.allowed_logs("bug 01ab", "a-title")
def test_only_our_own_words_are_kept(handler: logging.Handler, tmp_path: Path) -> None:
    logging.getLogger("ecabinet_desktop.ui").error("bug 01ab: KeyError in view.py:12")
    logging.getLogger("urllib3").error("https://server/v1/a-title")
    kept = (tmp_path / logs.FILE).read_text(encoding="utf-8")
    assert "bug 01ab: KeyError in view.py:12" in kept
    assert "a-title" not in kept


def test_it_never_grows_beyond_two_files(handler: logging.Handler, tmp_path: Path) -> None:
    logger = logging.getLogger("ecabinet_desktop.sync")
    for number in range(3 * logs.LARGEST // 1000):
        logger.info("%05d %s", number, "x" * 1000)
    files = sorted(tmp_path.iterdir())
    assert [path.name for path in files] == [logs.FILE, f"{logs.FILE}.1"]
    assert all(path.stat().st_size <= logs.LARGEST for path in files)
