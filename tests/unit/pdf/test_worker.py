"""The helper process itself, spoken to over its socket; what the window sees of it is in test_reader."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import pytest
from ecabinet_desktop.pdf import protocol
from ecabinet_desktop.pdf.link import Link
from ecabinet_desktop.pdf.protocol import SLOTS, AskWords, Drawn, Failed, Find, Found, Open, Release, Wish, Wishes

from tests.helpers import pdfs

M = TypeVar("M", bound=protocol.Message)


class Talk:
    """One helper and its socket."""

    def __init__(self) -> None:
        self.link = Link()
        self.link.door.settimeout(15)

    def say(self, message: protocol.Message) -> None:
        protocol.send(self.link.door, message)

    def open(self, path: Path) -> None:
        descriptor = os.open(path, os.O_RDONLY)
        protocol.send(self.link.door, Open(b"", ""), (descriptor,))
        os.close(descriptor)

    def heard(self) -> protocol.Answer:
        return protocol.ANSWERS.decode(protocol.receive(self.link.door)[0])

    def next(self, kind: type[M]) -> M:
        while not isinstance(answer := self.heard(), kind):
            pass
        return answer


@pytest.fixture
def talk() -> Iterator[Talk]:
    made = Talk()
    yield made
    made.link.end()


@pytest.fixture
def paper(tmp_path: Path) -> Path:
    path = tmp_path / "paper.pdf"
    path.write_bytes(pdfs.text_pdf(["một", "hai", "ba"]))
    return path


def test_it_tells_of_a_page_before_it_works_on_it(talk: Talk, paper: Path) -> None:
    talk.open(paper)
    talk.next(protocol.Opened)
    talk.say(Wishes((Wish(2, 0.2, 0, 0),)))
    assert talk.heard() == protocol.Began(2)
    assert isinstance(talk.heard(), Drawn)
    talk.say(AskWords(1))
    assert talk.heard() == protocol.Began(1)
    assert [w.text for w in talk.next(protocol.Words).words] == ["hai"]


def test_it_draws_no_further_than_there_are_free_slots_and_goes_on_when_one_is(talk: Talk, paper: Path) -> None:
    talk.open(paper)
    wishes = tuple(Wish(0, 0.1 + n / 100, 0, 0) for n in range(SLOTS + 2))
    talk.say(Wishes(wishes))
    slots = [talk.next(Drawn).slot for _ in range(SLOTS)]
    assert sorted(slots) == list(range(SLOTS))
    talk.say(AskWords(0))  # answered although tiles still wait
    assert isinstance(talk.next(protocol.Words), protocol.Words)
    talk.say(Release(slots[5]))
    drawn = talk.next(Drawn)
    assert (drawn.slot, drawn.wish) == (slots[5], wishes[SLOTS])


def test_newer_wishes_replace_older_ones_that_still_wait(talk: Talk, paper: Path) -> None:
    talk.open(paper)
    talk.say(Wishes(tuple(Wish(0, 0.1 + n / 100, 0, 0) for n in range(SLOTS + 5))))
    slots = [talk.next(Drawn).slot for _ in range(SLOTS)]
    talk.say(Wishes((Wish(2, 0.3, 0, 0),)))
    talk.say(Release(slots[0]))
    assert talk.next(Drawn).wish == Wish(2, 0.3, 0, 0)


def test_a_wish_outside_the_page_costs_no_slot(talk: Talk, paper: Path) -> None:
    talk.open(paper)
    outside = Wish(0, 0.2, 5, 5)
    for _ in range(SLOTS + 1):
        talk.say(Wishes((outside,)))
        assert talk.next(Failed) == Failed("corrupted", 0)
    talk.say(Wishes((Wish(0, 0.2, 0, 0),)))
    assert isinstance(talk.next(Drawn), Drawn)


def test_a_search_before_any_document_finds_nothing_and_harms_nothing(talk: Talk, paper: Path) -> None:
    talk.say(Find("hai", 0, 1))
    assert talk.next(Found) == Found(1, 0, (), True)
    talk.open(paper)
    talk.next(protocol.Opened)
    talk.say(Find("hai", 99, 2))
    assert talk.next(Found).page == 1


def test_a_newer_search_ends_the_older_one(talk: Talk, paper: Path) -> None:
    talk.open(paper)
    talk.next(protocol.Opened)
    talk.say(Find("ba", 0, 1))
    talk.say(Find("một", 0, 2))
    while (found := talk.next(Found)).number != 2:
        pass
    assert found.page == 0


def test_it_ends_by_itself_when_the_window_is_gone(paper: Path) -> None:
    talk = Talk()
    try:
        talk.open(paper)
        talk.next(protocol.Opened)
        talk.link.door.close()
        assert talk.link.process.wait(timeout=15) == 0
    finally:
        talk.link.end()


def test_rubbish_on_the_socket_ends_it_and_nothing_else(talk: Talk) -> None:
    talk.next(protocol.Ready)
    talk.link.door.sendall(b"\x04\x00\x00\x00\xff\xff\xff\xff")
    assert talk.link.process.wait(timeout=15) != 0
