"""No PDF takes the window down: every bomb, through the real reader, ends drawn or in a clear word.

Nothing in a file is run, followed or taken out; what crosses the socket is looked at byte by byte.
"""

import contextlib
import math
import os
import queue
import signal
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from ecabinet_desktop.clock import monotonic
from ecabinet_desktop.pdf import extract, limits, protocol, reader, sandbox, worker
from ecabinet_desktop.pdf.link import Link
from ecabinet_desktop.pdf.protocol import Failed, Found, Opened, Wish, Words
from ecabinet_desktop.pdf.reader import Tile

from tests.helpers import bombs, pdfs
from tests.helpers.bombs import BOMBS
from tests.unit.pdf.screen import PATIENCE, SECONDS, Screen, watched

UNOPENED = {
    "header only": {"corrupted"},
    "noise": {"corrupted"},
    "no catalogue": {"empty"},
    "nested arrays": {"empty", "corrupted"},
    "million pages": {"corrupted", "too_big"},
    "milliard pages said": {"corrupted", "too_big"},
    "less than no pages": {"corrupted", "empty"},
    "object stream bomb": {"empty", "corrupted"},
    "weird lock": {"corrupted", "encrypted"},
    "locked": {"encrypted"},
}
"""What cannot be opened, and the words for it; everything else opens."""
DEADLY = {"deep outline"}
"""What may end the helper that opens it."""


@pytest.fixture
def screen() -> Iterator[Screen]:
    yield from watched()


def peak_bytes(process: int) -> int:
    """The most memory a process has held, 0 when it is gone."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{process}/status").read_text().splitlines():
            if line.startswith("VmHWM"):
                return int(line.split()[1]) * 1024
    return 0


@pytest.mark.slow
@pytest.mark.parametrize("name", BOMBS)
def test_a_bomb_is_drawn_or_named_and_the_next_paper_reads_as_ever(screen: Screen, name: str) -> None:
    opened = screen.open(BOMBS[name]())
    peaks = [peak_bytes(screen.reader.process_id)]
    if isinstance(opened, Failed):
        assert opened.page == -1
        assert opened.code in UNOPENED.get(name, {"killed"} if name in DEADLY else set())
    else:
        assert name not in UNOPENED
        start = monotonic()
        for page in {0, opened.pages - 1}:
            drawn = screen.drawn(page)
            peaks.append(peak_bytes(screen.reader.process_id))
            if isinstance(drawn, Failed):
                assert drawn.page == page
                assert drawn.code in ("corrupted", "hung", "killed")
            else:
                assert len(drawn.pixels) >= drawn.width * drawn.height * 4
        assert screen.found("plain").done
        peaks.append(peak_bytes(screen.reader.process_id))
        assert monotonic() - start < 3 * SECONDS
    assert max(peaks) < sandbox.MEMORY
    assert screen.reads_on()


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("moved table", ["plain"]),
        ("wrong lengths", ["x"]),
        ("table circle", ["plain"]),
        ("circling outline", ["plain"]),
    ],
)
def test_what_can_be_mended_is_read(screen: Screen, name: str, words: list[str]) -> None:
    assert isinstance(screen.open(BOMBS[name]()), Opened)
    told = screen.worded(0)
    assert isinstance(told, Words)
    assert [word.text for word in told.words] == words


@pytest.mark.parametrize("scale", [math.nan, math.inf, -1.0, 0.0, 1e-9, 1e300])
def test_a_tile_at_no_sensible_scale_is_refused_and_costs_no_slot(screen: Screen, scale: float) -> None:
    assert isinstance(screen.open(BOMBS["page of 200 inches"]()), Opened)
    for _ in range(protocol.SLOTS + 1):
        screen.reader._given_up.clear()
        assert screen.drawn(0, scale) == Failed("corrupted", 0)
    screen.reader._given_up.clear()
    drawn = screen.drawn(0, 8.0)
    assert isinstance(drawn, Tile)
    assert len(drawn.pixels) <= protocol.SLOT_BYTES, "of a page of 13,000 million pixels only the tile is drawn"


# Time.


def test_a_search_passes_over_pages_that_end_the_helper_and_ends_itself(screen: Screen) -> None:
    assert isinstance(screen.open(BOMBS["laughing forms"]()), Opened)
    start = monotonic()
    assert screen.found("anything").matches == ()
    assert PATIENCE * 0.9 < monotonic() - start < PATIENCE + 10
    assert screen.found("again").matches == (), "the page is not looked at again"


def test_a_person_who_scrolls_does_not_prolong_the_time_of_a_page(screen: Screen) -> None:
    assert isinstance(screen.open(BOMBS["fine pattern"]()), Opened)
    start = monotonic()
    failed: list[Failed] = []
    while not failed and monotonic() - start < PATIENCE + 10:
        screen.reader.wish([Wish(0, 1.0, 0, 0)])
        with contextlib.suppress(queue.Empty):
            answer = screen.answers.get(timeout=0.05)
            failed += [answer] if isinstance(answer, Failed) else []
    assert failed == [Failed("hung", 0)]


def test_a_page_of_ten_million_letters_freezes_neither_words_nor_find(screen: Screen) -> None:
    assert isinstance(screen.open(bombs.many_glyphs()), Opened)
    start = monotonic()
    told = screen.worded(0)
    if isinstance(told, Words):
        assert len(told.words) <= limits.MOST_WORDS
    assert screen.found("a").done
    assert monotonic() - start < 2 * PATIENCE + 10


def test_words_of_a_crowded_page_are_cut_off_before_they_cross(screen: Screen) -> None:
    screen.reader._page_seconds = SECONDS
    assert isinstance(screen.open(bombs.many_glyphs(150_000)), Opened)
    told = screen.worded(0)
    assert isinstance(told, Words)
    assert 1000 < len(told.words) <= limits.MOST_WORDS


# Memory.


@pytest.mark.parametrize("name", ["jbig2 60000", "jpx 60000", "picture 60000 bits", "many glyphs"])
def test_a_bomb_ends_at_the_limit_of_memory(name: str, tmp_path: Path) -> None:
    link = Link()
    try:
        link.hear(SECONDS)
        limits_told = Path(f"/proc/{link.process.pid}/limits").read_text()
        most = next(line.split()[-3] for line in limits_told.splitlines() if line.startswith("Max data size"))
        assert int(most) == sandbox.MEMORY
        path = tmp_path / "bomb.pdf"
        path.write_bytes(BOMBS[name]())
        with path.open("rb") as file:
            link.say(protocol.Open(b"", ""), (file.fileno(),))
        while not isinstance(link.hear(SECONDS), Opened):
            pass
        limits_told = Path(f"/proc/{link.process.pid}/limits").read_text()
        most = next(line.split()[3] for line in limits_told.splitlines() if line.startswith("Max data size"))
        assert int(most) == sandbox.ROOM + sandbox.COPIES * path.stat().st_size
    finally:
        link.end()


# What acts.


class Eavesdropper:
    """Passes everything between window and helper on, and keeps what the helper says."""

    def __init__(self) -> None:
        self.heard = bytearray()
        self.link = Link()
        self.inner = self.link.door
        self.link.door, self.mine = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)

    def ask(self, content: bytes, *wanted: protocol.Message) -> list[protocol.Answer]:
        """Open a file, ask what is wanted, and return all answers until two seconds of silence."""
        descriptor = os.memfd_create("paper")
        os.write(descriptor, content)
        protocol.send(self.inner, protocol.Open(b"", ""), (descriptor,))
        os.close(descriptor)
        for message in wanted:
            protocol.send(self.inner, message)
        self.inner.settimeout(2.0)
        answers = []
        with contextlib.suppress(TimeoutError):
            while True:
                data, _ = protocol.receive(self.inner)
                self.heard += data
                answers.append(protocol.ANSWERS.decode(data))
        return answers

    def end(self) -> None:
        self.inner.close()
        self.mine.close()
        self.link.end()


@pytest.fixture
def eavesdropper() -> Iterator[Eavesdropper]:
    made = Eavesdropper()
    yield made
    made.end()


EVERYTHING = (
    protocol.Wishes((Wish(0, 1.0, 0, 0),)),
    protocol.AskWords(0),
    protocol.Find("kim", 0, 1),
    protocol.AskTexts(),
    protocol.Inspect(),
)


@pytest.mark.parametrize("name", ["javascript", "launching", "embedding"])
def test_nothing_that_acts_crosses_to_the_window(eavesdropper: Eavesdropper, name: str) -> None:
    answers = eavesdropper.ask(BOMBS[name](), *EVERYTHING)
    kinds = {type(answer) for answer in answers}
    assert kinds >= {Opened, protocol.Drawn, Words, Found, protocol.Text, protocol.Inspected}
    assert bombs.CANARY not in eavesdropper.heard


@pytest.mark.parametrize("name", ["javascript", "launching", "embedding"])
def test_a_helper_shown_what_acts_goes_on_within_its_walls(name: str, tmp_path: Path) -> None:
    """Endless programs did not run, or it would not answer; a program started or file taken out would be found."""
    start = monotonic()
    path = tmp_path / "paper.pdf"
    path.write_bytes(BOMBS[name]())
    skeleton = extract.inspect(path)
    texts = list(extract.pages_text(os.open(path, os.O_RDONLY), b"", ""))
    assert (skeleton.pages, len(texts)) == (1, 1)
    assert monotonic() - start < SECONDS
    assert [entry.name for entry in tmp_path.iterdir()] == ["paper.pdf"]
    assert not Path("kim-tuoc-4711").exists()


def test_javascript_is_switched_off_in_every_document_that_is_opened() -> None:
    helper = worker.Helper(None, None)  # type: ignore[arg-type]
    assert helper._load(bombs.javascript(), "") == ""
    document = worker.mupdf.pdf_document_from_fz_document(helper._document.this)
    assert not worker.mupdf.pdf_js_supported(document)


def test_a_link_that_starts_a_program_is_told_as_leading_outside(eavesdropper: Eavesdropper) -> None:
    answers = eavesdropper.ask(bombs.launching(), protocol.AskLinks(0))
    (links,) = [answer.links for answer in answers if isinstance(answer, protocol.Links)]
    assert [(link.is_outside, link.target.startswith(("http://", "https://"))) for link in links] == [(True, False)]


def test_the_protocol_has_no_word_for_running_following_or_taking_out() -> None:
    said = {kind.__name__.lower() for kind in protocol.Message.__subclasses__()}
    assert said
    assert not {word for word in said for act in ("script", "launch", "embed", "attach", "run") if act in word}


# Passwords.


def opening(screen: Screen, password: str) -> Opened | Failed:
    descriptor = os.memfd_create("locked")
    os.write(descriptor, pdfs.encrypted_pdf())
    screen.reader.open(descriptor, b"", "locked", password)
    return screen.next((Opened, Failed))  # type: ignore[arg-type]


def test_a_locked_paper_opens_with_its_password_only_and_after_a_kill_as_well(screen: Screen) -> None:
    assert opening(screen, "") == Failed("encrypted", -1)
    assert opening(screen, "wrong") == Failed("encrypted", -1)
    assert opening(screen, "user") == Opened(1, "locked")
    assert isinstance(screen.drawn(0), Tile)
    os.kill(screen.reader.process_id, signal.SIGKILL)
    assert screen.next(Opened) == Opened(1, "locked")
    assert [word.text for word in screen.worded(0).words] == ["secret"]  # type: ignore[union-attr]


def test_neither_key_nor_password_stands_in_what_a_defect_would_report() -> None:
    held = reader._Document(3, b"key-4711", "paper", "pass-4711")
    assert "4711" not in repr(held)
