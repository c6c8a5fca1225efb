import os
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from ecabinet_desktop.pdf import protocol
from ecabinet_desktop.pdf.protocol import Found, Open, Wish, Wishes, Word, Words

Pair = tuple[socket.socket, socket.socket]


@pytest.fixture
def doors() -> Iterator[Pair]:
    ours, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
    ours.settimeout(10)
    theirs.settimeout(10)
    with ours, theirs:
        yield ours, theirs


def test_a_message_arrives_as_it_was_said(doors: Pair) -> None:
    asked = Wishes((Wish(3, 1.5, 0, 2), Wish(4, 0.25, 1, 0)))
    protocol.send(doors[0], asked)
    data, descriptors = protocol.receive(doors[1])
    assert protocol.REQUESTS.decode(data) == asked
    assert descriptors == []


@pytest.mark.parametrize(
    "answer",
    [
        Words(7, (Word(1.0, 2.0, 3.0, 4.0, "Nghị", 0, 1),)),
        Found(2, 5, (((1.0, 2.0, 3.0, 4.0), (5.0, 6.0, 7.0, 8.0)),), True),
        protocol.Failed("encrypted", -1),
        protocol.Ready(("seccomp",)),
    ],
)
def test_every_answer_comes_back_as_its_own_kind(answer: protocol.Answer) -> None:
    ours, theirs = socket.socketpair()
    with ours, theirs:
        protocol.send(ours, answer)
        assert protocol.ANSWERS.decode(protocol.receive(theirs)[0]) == answer


def test_a_descriptor_rides_along_and_opens_the_same_file(doors: Pair, tmp_path: Path) -> None:
    (tmp_path / "paper").write_bytes(b"sealed bytes")
    descriptor = os.open(tmp_path / "paper", os.O_RDONLY)
    protocol.send(doors[0], Open(b"k" * 32, "version"), (descriptor,))
    os.close(descriptor)
    data, (came,) = protocol.receive(doors[1])
    assert protocol.REQUESTS.decode(data) == Open(b"k" * 32, "version")
    with os.fdopen(came, "rb") as file:
        assert file.read() == b"sealed bytes"


def test_messages_sent_together_are_told_apart_however_large(doors: Pair) -> None:
    long = protocol.Text(1, "đất " * 400_000)
    speaker = threading.Thread(target=lambda: [protocol.send(doors[0], m) for m in (long, protocol.Text(2, "b"))])
    speaker.start()
    heard = [protocol.ANSWERS.decode(protocol.receive(doors[1])[0]) for _ in range(2)]
    speaker.join(10)
    assert heard == [long, protocol.Text(2, "b")]


def test_the_other_side_gone_is_the_end_even_in_the_middle_of_a_message(doors: Pair) -> None:
    doors[0].sendall((100).to_bytes(4, "little") + b"only this much")
    doors[0].shutdown(socket.SHUT_WR)
    with pytest.raises(EOFError):
        protocol.receive(doors[1])
    with pytest.raises(EOFError):
        protocol.receive(doors[1])


def test_a_length_that_no_message_has_is_refused_before_anything_is_read(doors: Pair) -> None:
    doors[0].sendall((protocol.MAX_MESSAGE + 1).to_bytes(4, "little"))
    with pytest.raises(EOFError, match="too long"):
        protocol.receive(doors[1])
