"""What window and helper say to each other over their socket: msgpack, each message after its length.

Descriptors travel beside a message; pixels in a shared memory without a name; documents and keys in neither.
"""

import socket
import struct
from enum import IntEnum

import msgspec

from ecabinet_desktop.domain.paper import Skeleton

TILE = 1024
"""Side of a tile, in pixels."""
SLOTS = 12
SLOT_BYTES = TILE * TILE * 4
MAX_MESSAGE = 64 * 1024 * 1024
MOST_HITS = 10_000
"""Matches after which a search in a paper ends."""
Box = tuple[float, float, float, float]
"""Left, top, right, bottom, in points."""
OPENING, NOTHING = -1, -2
"""What a helper works on when it is no page: the whole document, nothing."""
_LENGTH = struct.Struct("<I")
LENGTH_BYTES = _LENGTH.size


class Message(msgspec.Struct, frozen=True, tag_field="m", array_like=True):
    """Anything said."""


class Open(Message, frozen=True):
    """Open the sealed file whose descriptor comes along; an empty key means that it is not sealed.

    `password` is what the file itself may ask for. Pages in `barred` ended a helper before: none is searched again.
    """

    key: bytes
    context: str
    password: str = ""
    barred: tuple[int, ...] = ()


class Tint(IntEnum):
    """The colours of the paper."""

    NONE = 0
    NIGHT = 1
    SEPIA = 2


class Wish(msgspec.Struct, frozen=True, array_like=True):
    """A tile: page (0 first), pixels per point, column and row among the page's tiles at that scale and turn.

    `turn` counts quarter turns clockwise.
    """

    page: int
    scale: float
    column: int
    row: int
    turn: int = 0
    tint: Tint = Tint.NONE


class Wishes(Message, frozen=True):
    """What to draw, most wanted first; replaces the former list. Pages in `skip` failed before."""

    wishes: tuple[Wish, ...]


class Release(Message, frozen=True):
    """A slot of the shared memory has been copied and is free again."""

    slot: int


class AskWords(Message, frozen=True):
    """The words of a page."""

    page: int


class AskLinks(Message, frozen=True):
    """The links of a page."""

    page: int


class Resolve(Message, frozen=True):
    """Where a link within the document leads."""

    target: str


class Find(Message, frozen=True):
    """Find a text without regard to case and – unless `exact` – marks; an empty one stops the last search.

    Pages are looked at from `start` on and once around, those in `likely` first.
    """

    query: str
    start: int
    number: int
    whole_word: bool = False
    exact: bool = False
    likely: tuple[int, ...] = ()


class AskTexts(Message, frozen=True):
    """The text of every page, in order; or its words with their places, and a page -1 after the last."""

    as_words: bool = False


class Inspect(Message, frozen=True):
    """Work out the skeleton of the open document."""


class Ready(Message, frozen=True):
    """The helper runs; `guards` names the protections this kernel gave it."""

    guards: tuple[str, ...]


class Opened(Message, frozen=True):
    """The document of this context is open: what is told from now on is of it."""

    pages: int
    context: str


class Began(Message, frozen=True):
    """Work on a page starts: should the helper die, this page is to blame. NOTHING ends the work on many."""

    page: int


class Drawn(Message, frozen=True):
    """A tile lies in a slot: BGRX, `width` × `height` pixels, row after row."""

    wish: Wish
    slot: int
    width: int
    height: int


class Word(msgspec.Struct, frozen=True, array_like=True):
    """A word in points from the top left of the unrotated page, with its block and line on the page.

    `edges` are the left edges of its letters; empty where nobody asked for letters.
    """

    left: float
    top: float
    right: float
    bottom: float
    text: str
    block: int
    line: int
    edges: tuple[float, ...] = ()


class Link(msgspec.Struct, frozen=True, array_like=True):
    """A link's rectangle in points, and where it leads: a place in the document, or an address outside."""

    left: float
    top: float
    right: float
    bottom: float
    target: str
    is_outside: bool


class Links(Message, frozen=True):
    """The links of a page."""

    page: int
    links: tuple[Link, ...]


class Resolved(Message, frozen=True):
    """A link leads to a page (0 first; -1 for nowhere) and a height on it in points."""

    target: str
    page: int
    top: float


class Words(Message, frozen=True):
    """The words of a page, in reading order."""

    page: int
    words: tuple[Word, ...]


class Context(msgspec.Struct, frozen=True, array_like=True):
    """What stands around a match, in one line; the match is [start, end) of it."""

    text: str
    start: int
    end: int


class Found(Message, frozen=True):
    """Matches on one page: each a list of rectangles, and what stands around each. `done` ends the search.

    A search ends before its time when it has found `MOST_HITS`.
    """

    number: int
    page: int
    matches: tuple[tuple[Box, ...], ...]
    done: bool
    contexts: tuple[Context, ...] = ()


class Text(Message, frozen=True):
    """The text of a page; page -1 ends the document."""

    page: int
    text: str


class Inspected(Message, frozen=True):
    """The skeleton of the open document."""

    skeleton: Skeleton


class Failed(Message, frozen=True):
    """A page (or, with page -1, the document) cannot be had: a code of `errors.Unreadable`, "damaged", "killed"
    or "hung"."""

    code: str
    page: int


Request = Open | Wishes | Release | AskWords | AskLinks | Resolve | Find | AskTexts | Inspect
Answer = Ready | Opened | Began | Drawn | Words | Links | Resolved | Found | Text | Inspected | Failed

_encoder = msgspec.msgpack.Encoder()
REQUESTS = msgspec.msgpack.Decoder(Request)
ANSWERS = msgspec.msgpack.Decoder(Answer)


def framed(message: Message) -> bytes:
    """A message as it goes over the socket."""
    body = _encoder.encode(message)
    return _LENGTH.pack(len(body)) + body


def length_of(heard: bytearray) -> int | None:
    """How long the first message of what was heard is, without its length; None while that has not come."""
    return int(_LENGTH.unpack_from(heard)[0]) if len(heard) >= LENGTH_BYTES else None


def send(door: socket.socket, message: Message, descriptors: tuple[int, ...] = ()) -> None:
    """Say something; OSError when the other side is gone."""
    data = framed(message)
    if descriptors:
        # The descriptors ride on the first byte; the rest follows as usual.
        socket.send_fds(door, [data[:1]], list(descriptors))
        data = data[1:]
    door.sendall(data)


def receive(door: socket.socket) -> tuple[bytes, list[int]]:
    """The next message and the descriptors that came with it; EOFError when the other side is gone."""
    first, descriptors, _flags, _address = socket.recv_fds(door, 1, 2)
    if not first:
        raise EOFError
    (length,) = _LENGTH.unpack(first + _exactly(door, _LENGTH.size - 1))
    if length > MAX_MESSAGE:
        raise EOFError("message too long")
    return _exactly(door, length), descriptors


def _exactly(door: socket.socket, count: int) -> bytes:
    data = bytearray()
    while len(data) < count:
        part = door.recv(count - len(data))
        if not part:
            raise EOFError
        data += part
    return bytes(data)
