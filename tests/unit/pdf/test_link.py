"""One helper over its link: a real one, and a scripted end of the socket for what no helper would say."""

import math
import os
import signal
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

import msgspec
import pytest
from ecabinet_desktop.clock import monotonic
from ecabinet_desktop.pdf import protocol
from ecabinet_desktop.pdf.link import Link
from ecabinet_desktop.pdf.protocol import AskWords, Drawn, Failed, Open, Opened, Ready, Wish, Wishes, Words

from tests.helpers import pdfs

WORD = protocol.Word(1.0, 2.0, 3.0, 4.0, "đất", 0, 0, (1.0, 1.5, 2.5))
M = TypeVar("M", bound=protocol.Message)


@pytest.fixture
def link() -> Iterator[Link]:
    made = Link()
    yield made
    made.end()


@pytest.fixture
def usurped(link: Link) -> Iterator[socket.socket]:
    """The helper's end of the socket in the hands of somebody else."""
    link.door.close()
    link.door, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
    with theirs:
        yield theirs


def next_of(link: Link, kind: type[M]) -> M:
    end = monotonic() + 15
    while not isinstance(answer := link.hear(1.0), kind):
        assert monotonic() < end
    return answer


def opened(link: Link, path: Path) -> None:
    path.write_bytes(pdfs.text_pdf(["một", "hai"]))
    descriptor = os.open(path, os.O_RDONLY)
    link.say(Open(b"", ""), (descriptor,))
    os.close(descriptor)


def test_a_helper_answers_and_its_memory_is_known(link: Link, tmp_path: Path) -> None:
    assert next_of(link, Ready).guards
    assert not link.is_ready
    assert link.resident_bytes > 10_000_000
    opened(link, tmp_path / "paper.pdf")
    assert next_of(link, Opened).pages == 2


def test_what_a_busy_helper_cannot_take_waits_without_the_window_waiting(link: Link, tmp_path: Path) -> None:
    next_of(link, Ready)
    os.kill(link.process.pid, signal.SIGSTOP)
    start = monotonic()
    for number in range(3000):
        link.say(AskWords(number))
        link.say(Wishes(tuple(Wish(number, 1.0, 0, n) for n in range(20))))
    opened(link, tmp_path / "paper.pdf")  # its descriptor waits, too
    link.say(AskWords(1))
    assert monotonic() - start < 2
    os.kill(link.process.pid, signal.SIGCONT)
    next_of(link, Opened)
    assert [word.text for word in next_of(link, Words).words] == ["hai"]


def test_of_wish_lists_that_wait_only_the_newest_is_sent(link: Link, usurped: socket.socket) -> None:
    link.say(Words(0, (protocol.Word(0.0, 0.0, 0.0, 0.0, "x" * 1_000_000, 0, 0),)))  # fills the socket
    for number in range(50):
        link.say(Wishes((Wish(number, 1.0, 0, 0),)))
    usurped.settimeout(5)
    heard: list[bytes] = []
    while len(heard) < 2:
        link.hear(0.0)
        heard.append(protocol.receive(usurped)[0]) if heard else heard.append(drained(link, usurped))
    assert protocol.REQUESTS.decode(heard[1]) == Wishes((Wish(49, 1.0, 0, 0),))


def drained(link: Link, door: socket.socket) -> bytes:
    """The long message, read while the rest of it is sent."""
    length = int.from_bytes(door.recv(4), "little")
    data = b""
    while len(data) < length:
        data += door.recv(length - len(data))
        link.hear(0.0)
    return data


def test_sound_answers_pass_whatever_they_tell(link: Link, usurped: socket.socket) -> None:
    told = [
        Words(0, (WORD, msgspec.structs.replace(WORD, edges=()))),
        protocol.Found(1, 0, (((1.0, 2.0, 3.0, 4.0),),), True),
        protocol.Links(0, (protocol.Link(0.0, 0.0, 1.0, 1.0, "a", True),)),
        protocol.Resolved("a", -1, 0.0),
        Drawn(Wish(0, 1.0, 0, 0), protocol.SLOTS - 1, protocol.TILE, 1),
    ]
    usurped.sendall(b"".join(protocol.framed(each) for each in told))
    assert [link.hear(5.0) for _ in told] == told


def test_a_message_that_comes_in_pieces_is_heard_once_it_is_whole(link: Link, usurped: socket.socket) -> None:
    data = protocol.framed(Failed("corrupted", 7))
    usurped.sendall(data[:3])
    assert link.hear(0.05) is None
    usurped.sendall(data[3:-1])
    assert link.hear(0.05) is None
    usurped.sendall(data[-1:] + protocol.framed(Ready(())))
    assert link.hear(5.0) == Failed("corrupted", 7)
    assert link.hear(0.0) == Ready(())


@pytest.mark.parametrize(
    "said",
    [
        b"\x04\x00\x00\x00\xff\xff\xff\xff",
        (protocol.MAX_MESSAGE + 1).to_bytes(4, "little"),
        protocol.framed(Open(b"", "")),
        protocol.framed(Drawn(Wish(0, 1.0, 0, 0), protocol.SLOTS, 10, 10)),
        protocol.framed(Drawn(Wish(0, 1.0, 0, 0), -1, 10, 10)),
        protocol.framed(Drawn(Wish(0, 1.0, 0, 0), 0, 10, protocol.TILE + 1)),
        protocol.framed(Drawn(Wish(0, 1.0, 0, 0), 0, 0, 10)),
        protocol.framed(Words(0, (WORD, msgspec.structs.replace(WORD, top=math.nan)))),
        protocol.framed(Words(0, (msgspec.structs.replace(WORD, right=1e300),))),
        protocol.framed(Words(0, (msgspec.structs.replace(WORD, edges=(1.0, 2.0)),))),
        protocol.framed(protocol.Found(1, 0, (((0.0, 0.0, math.inf, 0.0),),), True)),
        protocol.framed(protocol.Found(1, 0, ((),), True)),
        protocol.framed(protocol.Links(0, (protocol.Link(math.nan, 0.0, 1.0, 1.0, "a", True),))),
        protocol.framed(protocol.Resolved("a", 0, math.inf)),
        protocol.framed(msgspec.structs.replace(Drawn(Wish(0, 1.0, 0, 0), 0, 1, 1), width="wide")),
    ],
    ids=[
        "noise",
        "too long",
        "a request",
        "no slot",
        "before the slots",
        "too high",
        "no width",
        "word of no number",
        "word out of reach",
        "letters too few",
        "match out of reach",
        "match nowhere",
        "link of no number",
        "goal out of reach",
        "no number",
    ],
)
def test_what_no_helper_of_ours_says_is_the_end_of_it(link: Link, usurped: socket.socket, said: bytes) -> None:
    usurped.sendall(said)
    with pytest.raises(EOFError):
        link.hear(5.0)


def test_descriptors_a_helper_might_send_never_reach_the_window(link: Link, usurped: socket.socket) -> None:
    before = set(os.listdir("/proc/self/fd"))
    data = protocol.framed(Ready(()))
    socket.send_fds(usurped, [data], [0, 1, 2])
    assert link.hear(5.0) == Ready(())
    assert set(os.listdir("/proc/self/fd")) == before


def test_a_dead_helper_is_heard_to_be_dead_and_leaves_nothing_open(tmp_path: Path) -> None:
    before = len(os.listdir("/proc/self/fd"))
    link = Link()
    os.kill(link.process.pid, signal.SIGSTOP)
    for _ in range(2000):
        link.say(AskWords(0))
    opened(link, tmp_path / "paper.pdf")
    os.kill(link.process.pid, signal.SIGKILL)
    with pytest.raises((EOFError, OSError)):
        next_of(link, Words)
    link.end()
    assert len(os.listdir("/proc/self/fd")) == before
