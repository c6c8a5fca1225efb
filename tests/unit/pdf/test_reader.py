import os
import queue
import signal
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from ecabinet_desktop.clock import monotonic
from ecabinet_desktop.crypto import sealed
from ecabinet_desktop.pdf import protocol
from ecabinet_desktop.pdf.protocol import TILE, Failed, Found, Opened, Ready, Wish, Words
from ecabinet_desktop.pdf.reader import Answer, PdfReader, Tile

from tests.helpers import pdfs

SECONDS = 15
A = TypeVar("A")
PAGES = ("Nghị quyết của Chính phủ\nvề việc xử lý vốn", "Điều 1. Phạm vi\nNghị quyết này", "Điều 2")


class Listening:
    """A reader whose answers are waited for, never longer than SECONDS."""

    def __init__(self, page_seconds: float = 8.0) -> None:
        self.answers: queue.Queue[Answer] = queue.Queue()
        self.reader = PdfReader(self.answers.put, page_seconds=page_seconds)

    def next(self, kind: type[A]) -> A:
        while True:
            answer = self.answers.get(timeout=SECONDS)
            if isinstance(answer, kind):
                return answer
            assert isinstance(answer, (Ready, Opened, Tile)), answer

    def open(self, path: Path, key: bytes = b"", context: str = "") -> None:
        self.reader.open(os.open(path, os.O_RDONLY), key, context)


@pytest.fixture
def listening() -> Iterator[Listening]:
    made = Listening()
    yield made
    made.reader.close()


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "paper.pdf"
    path.write_bytes(pdfs.text_pdf(PAGES))
    return path


def begun_by(reader: PdfReader, page: int) -> None:
    """Wait until the helper has told that it works on `page`."""
    deadline = monotonic() + SECONDS
    while reader.working_on != page:
        assert monotonic() < deadline


def rows(tile: Tile) -> bytes:
    """The picture without what lies to the right of it in the slot."""
    return b"".join(tile.pixels[n * tile.stride : n * tile.stride + tile.width * 4] for n in range(tile.height))


def test_the_first_tile_is_what_the_library_draws_by_itself(listening: Listening, paper: Path) -> None:
    listening.open(paper)
    assert listening.next(Opened).pages == 3
    listening.reader.wish([Wish(0, 1.0, 0, 0)])
    tile = listening.next(Tile)
    width, height, expected = pdfs.drawn(paper.read_bytes(), 0, 1.0)
    assert (tile.width, tile.height) == (width, height)
    different = sum(abs(a - b) > 2 for a, b in zip(rows(tile)[::4], expected[::4], strict=True))
    assert different == 0
    assert len(set(expected)) > 2


def test_tiles_of_a_large_page_lie_side_by_side_without_a_seam(listening: Listening, paper: Path) -> None:
    listening.open(paper)
    listening.reader.wish([Wish(0, 2.0, 0, 0), Wish(0, 2.0, 1, 0), Wish(0, 2.0, 0, 1), Wish(0, 2.0, 1, 1)])
    tiles = {(t.wish.column, t.wish.row): t for t in (listening.next(Tile) for _ in range(4))}
    width, height, expected = pdfs.drawn(paper.read_bytes(), 0, 2.0)
    assert tiles[1, 1].width == width - TILE
    assert tiles[1, 1].height == height - TILE
    left, right = rows(tiles[0, 0]), rows(tiles[1, 0])
    for line in range(150, 260):
        joined = left[line * TILE * 4 :][: TILE * 4] + right[line * (width - TILE) * 4 :][: (width - TILE) * 4]
        assert joined == expected[line * width * 4 : (line + 1) * width * 4]


def test_more_tiles_than_slots_are_all_drawn_since_each_is_freed(listening: Listening, paper: Path) -> None:
    listening.open(paper)
    wishes = [Wish(page, 0.1 + 0.01 * n, 0, 0) for page in range(3) for n in range(protocol.SLOTS)]
    listening.reader.wish(wishes)
    assert [listening.next(Tile).wish for _ in wishes] == wishes


def test_a_sealed_paper_opens_with_its_own_key_only(listening: Listening, tmp_path: Path) -> None:
    key = sealed.new_key()
    path = tmp_path / "sealed"
    path.write_bytes(sealed.seal(pdfs.text_pdf(PAGES), key, "version-1"))
    listening.open(path, key, "version-1")
    assert listening.next(Opened).pages == 3
    listening.open(path, sealed.new_key(), "version-1")
    assert listening.next(Failed) == Failed("damaged", -1)
    listening.open(path, key, "version-2")
    assert listening.next(Failed) == Failed("damaged", -1)
    listening.open(path, key, "version-1")
    assert listening.next(Opened).pages == 3


def test_words_come_with_their_places_and_lost_spaces_are_found_again(listening: Listening, tmp_path: Path) -> None:
    path = tmp_path / "tight.pdf"
    path.write_bytes(pdfs.text_pdf(PAGES, spaces=False))
    listening.open(path)
    listening.reader.words(0)
    found = listening.next(Words)
    assert [w.text for w in found.words] == [
        "Nghị",
        "quyết",
        "của",
        "Chính",
        "phủ",
        "về",
        "việc",
        "xử",
        "lý",
        "vốn",
    ]
    first = found.words[0]
    assert first.left == pytest.approx(pdfs.LEFT, abs=2)
    assert first.top < pdfs.FIRST_LINE < first.bottom
    fifth, sixth = found.words[4:6]
    assert (fifth.block, fifth.line) != (sixth.block, sixth.line)


def test_a_search_starts_where_the_person_is_and_goes_once_around(listening: Listening, paper: Path) -> None:
    listening.open(paper)
    listening.next(Opened)
    listening.reader.find("nghi quyet", 1, 4)
    first, last = listening.next(Found), listening.next(Found)
    assert [(f.page, len(f.matches), f.number, f.done) for f in (first, last)] == [
        (1, 1, 4, False),
        (0, 1, 4, True),
    ]
    listening.reader.find("không có ở đây", 2, 5)
    assert listening.next(Found) == Found(5, 1, (), True)


def test_a_helper_killed_while_it_draws_is_replaced_and_the_other_pages_go_on(
    listening: Listening, tmp_path: Path
) -> None:
    path = tmp_path / "heavy.pdf"
    path.write_bytes(pdfs.heavy_pdf())
    listening.open(path)
    listening.next(Opened)
    before = listening.reader.process_id
    listening.reader.wish([Wish(0, 0.5, 0, 0), Wish(1, 1.0, 0, 0)])
    listening.next(Tile)
    begun_by(listening.reader, 1)
    os.kill(before, signal.SIGKILL)
    assert listening.next(Failed) == Failed("killed", 1)
    assert listening.next(Opened).pages == 2
    assert listening.reader.process_id != before
    listening.reader.wish([Wish(0, 0.6, 0, 0)])
    assert listening.next(Tile).wish == Wish(0, 0.6, 0, 0)


def test_a_helper_killed_while_it_rests_blames_no_page(listening: Listening, paper: Path) -> None:
    listening.open(paper)
    listening.next(Opened)
    listening.reader.wish([Wish(1, 0.5, 0, 0)])
    listening.next(Tile)
    os.kill(listening.reader.process_id, signal.SIGKILL)
    listening.next(Opened)  # next() fails for Failed
    listening.reader.wish([Wish(1, 0.6, 0, 0)])
    assert listening.next(Tile).wish == Wish(1, 0.6, 0, 0)


def test_a_document_whose_opening_kills_the_helper_is_given_up_once(paper: Path) -> None:
    listening = Listening(page_seconds=0.5)
    try:
        listening.next(Ready)
        helper = listening.reader.process_id
        os.kill(helper, signal.SIGSTOP)
        listening.open(paper)
        assert listening.next(Failed) == Failed("hung", -1)
        listening.next(Ready)
        replaced = listening.reader.process_id
        assert replaced != helper
        # Nothing is asked of the new helper, so nothing can take too long.
        with pytest.raises(queue.Empty):
            listening.answers.get(timeout=1.5)
        assert listening.reader.process_id == replaced
        listening.open(paper)
        listening.next(Opened)
    finally:
        listening.reader.close()


def test_a_page_that_takes_too_long_is_given_up_and_the_others_still_draw(tmp_path: Path) -> None:
    listening = Listening(page_seconds=1.0)
    try:
        path = tmp_path / "heavy.pdf"
        path.write_bytes(pdfs.heavy_pdf())
        listening.open(path)
        listening.next(Opened)
        listening.reader.wish([Wish(1, 1.0, 0, 0), Wish(0, 1.0, 0, 0)])
        assert listening.next(Failed) == Failed("hung", 1)
        assert listening.next(Tile).wish.page == 0
        listening.reader.wish([Wish(1, 1.0, 0, 0), Wish(0, 0.5, 0, 0)])
        assert listening.next(Tile).wish == Wish(0, 0.5, 0, 0)
    finally:
        listening.reader.close()


def test_a_page_that_does_not_exist_fails_alone(listening: Listening, paper: Path) -> None:
    listening.open(paper)
    listening.next(Opened)
    listening.reader.wish([Wish(99, 1.0, 0, 0), Wish(1, 0.2, 0, 0)])
    assert listening.next(Failed) == Failed("corrupted", 99)
    assert listening.next(Tile).wish.page == 1


def test_what_was_asked_of_the_paper_before_is_never_told_of_this_one(listening: Listening, tmp_path: Path) -> None:
    for name, texts in (("former", ["một", "hai"]), ("latter", ["ba", "bốn"])):
        (tmp_path / name).write_bytes(pdfs.text_pdf(texts))
    listening.reader.words(1)  # before any paper is open
    listening.open(tmp_path / "former", context="former")
    assert listening.next(Opened).context == "former"  # next() fails for Failed and for Words
    os.kill(listening.reader.process_id, signal.SIGSTOP)
    listening.reader.words(0)
    listening.reader.words(9)
    listening.reader.wish([Wish(1, 0.3, 0, 0)])
    listening.open(tmp_path / "latter", context="latter")
    os.kill(listening.reader.process_id, signal.SIGCONT)
    assert listening.next(Opened).context == "latter"
    listening.reader.words(1)
    assert [word.text for word in listening.next(Words).words] == ["bốn"]
    listening.reader.wish([Wish(1, 0.3, 0, 0)])
    assert listening.next(Tile).wish == Wish(1, 0.3, 0, 0)


def test_the_helper_of_a_closed_reader_is_gone(paper: Path) -> None:
    listening = Listening()
    listening.open(paper)
    listening.next(Opened)
    helper = listening.reader.process_id
    listening.reader.close()
    with pytest.raises(ProcessLookupError):
        os.kill(helper, 0)


def test_the_helper_runs_behind_the_filter(listening: Listening) -> None:
    assert "seccomp" in listening.next(Ready).guards
