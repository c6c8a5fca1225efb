"""The window's side of writing papers anew: one helper a job, asked in turn, its answer passed on in parts.

Blocking: not for the UI thread. Every function takes `tell`, called with the share done at least every quarter of
a second; what it raises (Cancelled) ends the helper and the job. No plain byte of a paper is written here.
"""

import contextlib
import os
import select
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

import msgspec

from ecabinet_desktop.clock import monotonic
from ecabinet_desktop.errors import Damaged, Unreadable
from ecabinet_desktop.pdf import paperwork, protocol
from ecabinet_desktop.pdf.link import Link
from ecabinet_desktop.pdf.paperwork import FoundMark, Frame
from ecabinet_desktop.pdf.protocol import Message

SECONDS = 120.0
"""Without a word from the helper for so long, the document is given up."""
LOOK_SECONDS = 0.25
LARGEST_PIXELS = 4 * paperwork.LARGEST_PICTURE
"""Bytes of a picture that are taken: a hostile paper may have taken the helper over."""
Tell = Callable[[float], None]
A = TypeVar("A", bound=Message)


@dataclass(frozen=True, slots=True)
class Source:
    """A paper to work on. The descriptor is taken over; an empty key means that the file is not sealed.

    `password` is what the PDF itself may ask for; what is written of such a paper asks for it, too.
    """

    descriptor: int
    key: bytes = field(default=b"", repr=False)
    context: str = ""
    password: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True)
class PagePicture:
    """A page to print: RGB rows without padding."""

    page: int
    width: int
    height: int
    pixels: bytes


class Job:
    """A helper with one document open, or none yet. Made by `opened`."""

    def __init__(self, link: Link, tell: Tell, pages: int) -> None:
        self._link = link
        self._tell = tell
        self.pages = pages

    def put(self, order: paperwork.PutMarks) -> int:
        """Put marks into the document; returns how many found their page."""
        places = max(1, len({mark.page for mark in order.marks}))
        self._say(order)
        while True:
            answer = self._hear()
            if isinstance(answer, protocol.Began) and answer.page >= 0:
                self._tell(answer.page / places)
            elif isinstance(answer, paperwork.Put):
                return answer.count

    def add_sheets(self, order: paperwork.AddSheets) -> int:
        """Typeset sheets behind the document, or alone; returns how many pages it then has."""
        self._say(order)
        self.pages = self._wait(paperwork.Pages).count
        return self.pages

    def file(self, *, as_filed: bool = False) -> Iterator[bytes]:
        """The document as a file, part by part; `as_filed`: the very bytes it was opened from."""
        self._say(paperwork.AskFile(as_filed))
        done = 0
        while part := (answer := self._wait(paperwork.Part)).data:
            done += len(part)
            self._tell(done / max(1, answer.total))
            yield part

    def picture(self, page: int, dots: int) -> PagePicture:
        """A page as it stands on paper."""
        self._say(paperwork.AskPicture(page, dots))
        told = self._wait(paperwork.Picture)
        size = told.width * told.height * 3
        pixels = bytearray()
        while (part := self._wait(paperwork.Part).data) and len(pixels) < size <= LARGEST_PIXELS:
            pixels += part
        if len(pixels) != size:
            raise Unreadable("corrupted", "picture")
        return PagePicture(told.page, told.width, told.height, bytes(pixels))

    def frames(self, pages: Sequence[int]) -> dict[int, Frame]:
        """How the coordinates of pages lie in the file; pages that do not exist are left out."""
        self._say(paperwork.AskFrames(tuple(pages)))
        return {frame.page: frame for frame in self._wait(paperwork.Frames).frames}

    def marks(self) -> tuple[list[FoundMark], int]:
        """The annotations that stand in the document, and how many more are of kinds nobody here knows."""
        self._say(paperwork.AskMarks())
        found: list[FoundMark] = []
        skipped = 0
        while (answer := self._wait(paperwork.Marked)).page >= 0:
            found += answer.found
            skipped += answer.skipped
            self._tell(answer.page / max(1, self.pages))
        return found, skipped

    def open(self, source: Source) -> None:
        """Open a paper; raises Unreadable, or Damaged for a file that is not what was sealed."""
        order = protocol.Open(source.key, source.context, source.password)
        protocol.send(self._link.door, order, (source.descriptor,))
        self.pages = self._wait(protocol.Opened).pages

    def _say(self, order: Message) -> None:
        protocol.send(self._link.door, order)

    def _wait(self, kind: type[A]) -> A:
        while True:
            answer = self._hear()
            if isinstance(answer, kind):
                return answer

    def _hear(self) -> paperwork.Answer:
        """The next answer. The pipe is looked at before it is read, so that a pause never cuts a message."""
        silent_since = monotonic()
        while not select.select([self._link.door], [], [], LOOK_SECONDS)[0]:
            self._tell(-1.0)
            if monotonic() - silent_since > SECONDS:
                raise Unreadable("corrupted", "the helper fell silent")
        data, _ = protocol.receive(self._link.door)
        answer = paperwork.ANSWERS.decode(data)
        if isinstance(answer, protocol.Failed):
            if answer.code == "damaged":
                raise Damaged("paper")
            raise Unreadable(answer.code)
        return answer


@contextlib.contextmanager
def opened(source: Source | None, tell: Tell) -> Iterator[Job]:
    """A helper with this paper open, ended afterwards; None for sheets by themselves.

    `tell` gets the share of the step under way, 0 to 1, or -1 for "still at it".
    """
    try:
        link = Link()
    except BaseException:
        _close(source)
        raise
    job = Job(link, tell, 0)
    try:
        try:
            link.door.settimeout(SECONDS)
            if source is not None:
                job.open(source)
        finally:
            _close(source)
        yield job
    except (EOFError, ConnectionError, TimeoutError, msgspec.DecodeError) as error:
        raise Unreadable("corrupted", "the helper gave up") from error
    finally:
        link.end()


def _close(source: Source | None) -> None:
    if source is not None:
        os.close(source.descriptor)
