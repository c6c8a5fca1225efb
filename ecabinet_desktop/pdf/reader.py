"""The window's side of the helper: asks, waits, and starts another when one dies or hangs.

This module owns its thread. Answers are handed to one callback on that thread; the picture of a tile is copied
out of the shared memory before, so a slot is free again at once.
"""

import contextlib
import mmap
import os
import socket
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ecabinet_desktop.clock import monotonic
from ecabinet_desktop.pdf import protocol
from ecabinet_desktop.pdf.protocol import SLOT_BYTES, SLOTS, STRIDE, Drawn, Failed, Wish

PAGE_SECONDS = 8.0
"""A page that takes longer is given up."""
LOOK_SECONDS = 0.25
_OPENING, _NOTHING = -1, -2
"""What the helper works on when it is no page."""


@dataclass(frozen=True, slots=True)
class Tile:
    """A drawn tile: rows of `stride` bytes, BGRX."""

    wish: Wish
    width: int
    height: int
    stride: int
    pixels: bytes


Answer = (
    Tile
    | protocol.Opened
    | protocol.Words
    | protocol.Links
    | protocol.Resolved
    | protocol.Found
    | protocol.Failed
    | protocol.Ready
)


_SETTLING = protocol.Opened | protocol.Words | protocol.Links | protocol.Resolved | Failed
"""Answers that settle something asked for."""


def helper_command(door: int, memory: int, niceness: int) -> list[str]:
    """The command that starts a helper."""
    numbers = [str(door), str(memory), str(niceness)]
    if getattr(sys, "frozen", False):
        return [sys.executable, "pdf-helper", *numbers]
    return [sys.executable, "-m", "ecabinet_desktop.pdf.worker", *numbers]


class Link:
    """One running helper: its process, socket and shared memory."""

    def __init__(self, niceness: int = 0) -> None:
        self.memory_descriptor = os.memfd_create("tiles", os.MFD_CLOEXEC)
        os.ftruncate(self.memory_descriptor, SLOTS * SLOT_BYTES)
        self.memory = mmap.mmap(self.memory_descriptor, SLOTS * SLOT_BYTES)
        self.door, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        self.process = subprocess.Popen(
            helper_command(theirs.fileno(), self.memory_descriptor, niceness),
            pass_fds=(theirs.fileno(), self.memory_descriptor),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={"PATH": os.defpath, "PYTHONPATH": os.pathsep.join(sys.path), "LC_ALL": "C.UTF-8"},
        )
        theirs.close()

    def end(self) -> None:
        """Kill and clean up."""
        self.process.kill()
        self.process.wait()
        self.door.close()
        self.memory.close()
        os.close(self.memory_descriptor)


@dataclass(slots=True)
class _Document:
    descriptor: int
    key: bytes
    context: str


class PdfReader:
    """Draws one document at a time. Every method returns at once; `on_answer` runs on this reader's thread."""

    def __init__(self, on_answer: Callable[[Answer], None], *, page_seconds: float = PAGE_SECONDS) -> None:
        self._on_answer = on_answer
        self._page_seconds = page_seconds
        self._lock = threading.RLock()
        self._document: _Document | None = None
        self._wishes: tuple[Wish, ...] = ()
        self._given_up: set[int] = set()
        self._owed = 0
        self._told_of: str | None = None
        self._page = _NOTHING
        self._since = monotonic()
        self._closed = False
        self._link = Link()
        self._thread = threading.Thread(target=self._listen, name="pdf-reader", daemon=True)  # noqa: TID251 - owner
        self._thread.start()

    @property
    def process_id(self) -> int:
        """The helper's, for tests and for measuring memory."""
        return self._link.process.pid

    @property
    def working_on(self) -> int:
        """The page the helper works on, -1 while it opens a document, -2 when on nothing; for tests."""
        return self._page

    def open(self, descriptor: int, key: bytes, context: str) -> None:
        """Open a sealed file (an empty key: a plain one). Takes the descriptor over."""
        with self._lock:
            self._forget()
            self._document = _Document(descriptor, key, context)
            self._wishes = ()
            self._given_up.clear()
            self._send_open()

    def wish(self, wishes: Sequence[Wish]) -> None:
        """Replace the list of tiles wanted, most wanted first. Pages that failed are left out."""
        with self._lock:
            self._wishes = tuple(wish for wish in wishes if wish.page not in self._given_up)
            self._say(protocol.Wishes(self._wishes))
            self._since = monotonic()

    def words(self, page: int) -> None:
        """Ask for the words of a page."""
        with self._lock:
            if page not in self._given_up:
                self._ask(protocol.AskWords(page))

    def links(self, page: int) -> None:
        """Ask for the links of a page."""
        with self._lock:
            if page not in self._given_up:
                self._ask(protocol.AskLinks(page))

    def resolve(self, target: str) -> None:
        """Ask where a link within the document leads."""
        with self._lock:
            self._ask(protocol.Resolve(target))

    def find(self, query: str, start: int, number: int) -> None:
        """Search from `start` on and once around; answers carry `number`. An empty query stops."""
        self._say(protocol.Find(query, start, number))

    def close(self) -> None:
        """End helper and thread."""
        with self._lock:
            self._closed = True
            self._forget()
            self._link.process.kill()
        self._thread.join(timeout=5)

    def _forget(self) -> None:
        if self._document is not None:
            os.close(self._document.descriptor)
            self._document = None

    def _send_open(self) -> None:
        if self._document is not None:
            self._owed, self._page = 1, _OPENING
            self._since = monotonic()
            message = protocol.Open(self._document.key, self._document.context)
            self._say(message, (self._document.descriptor,))

    def _ask(self, message: protocol.Message) -> None:
        self._owed += 1
        self._since = monotonic()
        self._say(message)

    def _say(self, message: protocol.Message, descriptors: tuple[int, ...] = ()) -> None:
        """A dead helper is noticed by the listening thread, which starts another."""
        with self._lock, contextlib.suppress(OSError):
            protocol.send(self._link.door, message, descriptors)

    def _listen(self) -> None:
        while True:
            self._link.door.settimeout(LOOK_SECONDS)
            try:
                data, _ = protocol.receive(self._link.door)
            except TimeoutError:
                if self._is_hung():
                    self._restart("hung")
                continue
            except (EOFError, OSError):
                if self._closed:
                    self._link.end()
                    return
                self._restart("killed")
                continue
            self._hear(protocol.ANSWERS.decode(data))

    def _is_hung(self) -> bool:
        with self._lock:
            waiting = self._owed > 0 or bool(self._wishes)
            return waiting and monotonic() - self._since > self._page_seconds

    def _restart(self, code: str) -> None:
        """Another helper takes over where this one failed; what was at fault is not asked for again.

        A helper that died between two pages is nobody's fault, and nobody is told.
        """
        with self._lock:
            at_fault = self._page
            self._link.end()
            if self._closed:
                return
            self._link = Link()
            self._owed, self._page, self._told_of = 0, _NOTHING, None
            if at_fault >= 0:
                self._given_up.add(at_fault)
            elif at_fault == _OPENING:
                self._forget()
            self._wishes = tuple(wish for wish in self._wishes if wish.page not in self._given_up)
            self._send_open()
            if self._document is not None:
                self._say(protocol.Wishes(self._wishes))
        if at_fault != _NOTHING:
            self._on_answer(Failed(code, at_fault))

    def _hear(self, answer: protocol.Answer) -> None:
        with self._lock:
            self._since = monotonic()
            if isinstance(answer, protocol.Began):
                self._page = answer.page
                return
            if not isinstance(answer, protocol.Ready | protocol.Found):
                self._page = _NOTHING
            if isinstance(answer, protocol.Opened):
                self._told_of = answer.context
            if isinstance(answer, _SETTLING):
                self._owed = max(0, self._owed - 1)
            if isinstance(answer, protocol.Text | protocol.Inspected) or self._is_late(answer):
                return
            told: Answer
            if isinstance(answer, Drawn):
                told = self._take(answer)
            else:
                if isinstance(answer, Failed) and answer.page >= 0:
                    self._given_up.add(answer.page)
                    self._wishes = tuple(wish for wish in self._wishes if wish.page != answer.page)
                told = answer
        self._on_answer(told)

    def _is_late(self, answer: protocol.Answer) -> bool:
        """Whether it tells of a page of the document before this one, which must not pass for this one's."""
        is_failed_page = isinstance(answer, Failed) and answer.page >= 0
        is_of_a_page = is_failed_page or isinstance(answer, Drawn | protocol.Words | protocol.Links)
        late = is_of_a_page and (self._document is None or self._told_of != self._document.context)
        if late and isinstance(answer, Drawn):
            self._say(protocol.Release(answer.slot))
        return late

    def _take(self, answer: Drawn) -> Tile:
        """Copy the picture out and free its slot: 4 MB take half a millisecond."""
        start = answer.slot * SLOT_BYTES
        pixels = self._link.memory[start : start + answer.height * STRIDE]
        self._wishes = tuple(wish for wish in self._wishes if wish != answer.wish)
        self._say(protocol.Release(answer.slot))
        return Tile(answer.wish, answer.width, answer.height, STRIDE, pixels)
