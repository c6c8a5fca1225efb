"""Helpers that stand by: after a death, or of one grown too large, another takes over and nobody is bothered."""

import os
import signal
import threading
from collections.abc import Iterator

import pytest
from ecabinet_desktop.clock import monotonic
from ecabinet_desktop.pdf import reader
from ecabinet_desktop.pdf.protocol import Failed, Opened, Wish
from ecabinet_desktop.pdf.reader import Tile

from tests.helpers import pdfs
from tests.helpers.bombs import BOMBS
from tests.unit.pdf.screen import GOOD, SECONDS, Screen, watched


@pytest.fixture
def screen() -> Iterator[Screen]:
    yield from watched()


def test_after_a_kill_the_page_is_back_before_anybody_notices(screen: Screen) -> None:
    """20–30 ms where a helper stands by; the bound here is the test machine's, the figure `helper_restart`'s."""
    assert isinstance(screen.open(pdfs.text_pdf(GOOD)), Opened)
    assert isinstance(screen.drawn(1), Tile)
    took = []
    for time in range(3):
        stood_by(screen)
        start = monotonic()
        os.kill(screen.reader.process_id, signal.SIGKILL)
        screen.next(Opened)
        assert isinstance(screen.drawn(1, 1.1 + time / 10), Tile)
        took.append(monotonic() - start)
    print(f"killed to page back: {', '.join(f'{seconds * 1000:.0f}' for seconds in took)} ms")
    assert min(took) < 2.0


def stood_by(screen: Screen) -> None:
    """Wait until another helper is ready to take over."""
    end = monotonic() + SECONDS
    while (spare := screen.reader._spare) is None or not spare.is_ready:
        assert monotonic() < end
        threading.Event().wait(0.05)


def test_a_helper_grown_too_large_is_replaced_and_nobody_is_told(
    screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert isinstance(screen.open(pdfs.text_pdf(GOOD)), Opened)
    assert isinstance(screen.drawn(0), Tile)
    before = screen.reader.process_id
    monkeypatch.setattr(reader, "RECYCLE_BYTES", 1)
    monkeypatch.setattr(reader, "GROWTH_BYTES", 16_000_000)
    end = monotonic() + SECONDS
    while screen.reader.process_id == before:
        assert monotonic() < end
        threading.Event().wait(0.05)
    assert isinstance(screen.drawn(2), Tile)
    assert [word.text for word in screen.worded(1).words] == ["Điều", "1"]  # type: ignore[union-attr]
    assert screen.answers.empty(), "neither of the change nor of the opening"
    after = screen.reader.process_id
    threading.Event().wait(1.0)
    assert screen.reader.process_id == after, "a paper that is large by itself is not opened over and over"


def test_a_helper_at_work_is_not_replaced(screen: Screen, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "RECYCLE_BYTES", 1)
    assert isinstance(screen.open(BOMBS["fine pattern"]()), Opened)
    working = screen.reader.process_id
    screen.reader.wish([Wish(0, 1.0, 0, 0)])
    assert screen.next(Failed) == Failed("hung", 0)
    assert screen.reader.process_id != working


def test_a_helper_that_died_while_it_stood_by_blames_no_paper(screen: Screen) -> None:
    assert isinstance(screen.open(pdfs.text_pdf(GOOD)), Opened)
    stood_by(screen)
    spare = screen.reader._spare
    assert spare is not None
    os.kill(spare.process.pid, signal.SIGKILL)
    spare.process.wait(SECONDS)
    os.kill(screen.reader.process_id, signal.SIGKILL)
    told = screen.next((Opened, Failed))
    assert isinstance(told, Opened), told
    assert isinstance(screen.drawn(1), Tile)


def test_where_no_helper_can_start_it_is_said_and_the_next_one_that_can_reads(
    screen: Screen, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert isinstance(screen.open(pdfs.text_pdf(GOOD)), Opened)
    monkeypatch.setattr(reader, "STILLBORN_SECONDS", (0.01, 0.01))
    monkeypatch.setattr("ecabinet_desktop.pdf.link.helper_command", lambda *_numbers: ["/bin/false"])
    os.kill(screen.reader.process_id, signal.SIGKILL)
    assert screen.next(Failed) == Failed("killed", -1)
    monkeypatch.undo()
    assert screen.reads_on()
