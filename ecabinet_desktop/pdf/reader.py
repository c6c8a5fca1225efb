"""The window's side of the helper: asks, waits, and starts another when one dies or hangs.

This module owns its thread. Answers are handed to one callback on that thread; the picture of a tile is copied
out of the shared memory before, so a slot is free again at once.
"""

import contextlib
import os
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from ecabinet_desktop.clock import monotonic
from ecabinet_desktop.pdf import protocol
from ecabinet_desktop.pdf.link import Link as Link
from ecabinet_desktop.pdf.protocol import NOTHING, OPENING, SLOT_BYTES, Drawn, Failed, Wish

PAGE_SECONDS = 8.0
"""A page that takes longer is given up."""
LOOK_SECONDS = 0.25
STANDBY_SECONDS = 1.5
"""After so long on one page (or at rest, where a person waits for pages) another helper is started to stand by:
starting takes 250–450 ms."""
RECYCLE_BYTES = 400 * 1024 * 1024
"""A helper that holds more memory is replaced as soon as nothing is wanted of it."""
GROWTH_BYTES = 128 * 1024 * 1024
"""How much more than a fresh one with the same document: some documents are large by themselves."""
SEARCH_DEATHS = 3
"""A search that has ended so many helpers is over."""
START_SECONDS = 30.0
"""A helper that takes longer to start is replaced; on a busy machine it may take some."""
STILLBORN_SECONDS = 0.2, 5.0
"""The first and the longest rest after a helper that could not even start."""
MOST_STILLBORN = 3
"""After so many in a row the person is told."""


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


@dataclass(slots=True)
class _Document:
    descriptor: int
    key: bytes = field(repr=False)
    context: str
    password: str = field(repr=False)


class PdfReader:
    """Draws one document at a time. Every method returns at once; `on_answer` runs on this reader's thread."""

    def __init__(
        self, on_answer: Callable[[Answer], None], *, page_seconds: float = PAGE_SECONDS, niceness: int = 0
    ) -> None:
        self._niceness = niceness
        self._on_answer = on_answer
        self._page_seconds = page_seconds
        self._lock = threading.RLock()
        self._document: _Document | None = None
        self._wishes: tuple[Wish, ...] = ()
        self._given_up: set[int] = set()
        self._owed = 0
        self._told_of: str | None = None
        self._page = NOTHING
        self._since = monotonic()
        self._ended = threading.Event()
        self._search: protocol.Find | None = None
        self._deaths = 0
        self._stillborn = 0
        self._is_up = False
        self._is_recycling = False
        self._fresh_bytes: int | None = 0
        self._spare: Link | None = None
        self._link = Link(self._niceness)
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

    @property
    def is_idle(self) -> bool:
        """True when no tile is wished for any more."""
        return not self._wishes

    @property
    def resident_bytes(self) -> int:
        """Memory the helper holds."""
        return self._link.resident_bytes

    def open(self, descriptor: int, key: bytes, context: str, password: str = "") -> None:
        """Open a sealed file (an empty key: a plain one). Takes the descriptor over."""
        with self._lock:
            self._forget()
            self._document = _Document(descriptor, key, context, password)
            self._wishes = ()
            self._given_up.clear()
            self._search, self._is_recycling, self._fresh_bytes, self._stillborn = None, False, 0, 0
            self._send_open()

    def wish(self, wishes: Sequence[Wish]) -> None:
        """Replace the list of tiles wanted, most wanted first. Pages that failed are left out."""
        with self._lock:
            self._wait_from_now()
            self._wishes = tuple(wish for wish in wishes if wish.page not in self._given_up)
            self._say(protocol.Wishes(self._wishes))

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

    def find(
        self,
        query: str,
        start: int,
        number: int,
        *,
        whole_word: bool = False,
        exact: bool = False,
        likely: tuple[int, ...] = (),
    ) -> None:
        """Search from `start` on and once around, `likely` pages first; answers carry `number`. "" stops."""
        wanted = protocol.Find(query, start, number, whole_word, exact, likely)
        with self._lock:
            if self._search is None or self._search.number != number:
                self._deaths = 0
            self._search = wanted if query else None
            self._wait_from_now()
            self._say(wanted)

    def close(self) -> None:
        """End helper and thread."""
        with self._lock:
            self._ended.set()
            self._forget()
            self._link.process.kill()
        self._thread.join(timeout=5)

    def _forget(self) -> None:
        if self._document is not None:
            os.close(self._document.descriptor)
            self._document = None

    def _send_open(self) -> None:
        if self._document is not None:
            self._owed, self._page = 1, OPENING
            self._since = monotonic()
            opened = self._document
            barred = tuple(sorted(self._given_up))
            message = protocol.Open(opened.key, opened.context, opened.password, barred)
            self._say(message, (opened.descriptor,))

    def _ask(self, message: protocol.Message) -> None:
        self._wait_from_now()
        self._owed += 1
        self._say(message)

    def _wait_from_now(self) -> None:
        """Patience begins anew only if the helper rested: who scrolls must not prolong the time of a page."""
        if self._is_resting():
            self._since = monotonic()

    def _is_resting(self) -> bool:
        return self._owed == 0 and not self._wishes and self._page == NOTHING

    def _say(self, message: protocol.Message, descriptors: tuple[int, ...] = ()) -> None:
        """A dead helper is noticed by the listening thread, which starts another."""
        with self._lock, contextlib.suppress(OSError):
            self._link.say(message, descriptors)

    def _listen(self) -> None:
        while not self._ended.is_set():
            try:
                answer = self._link.hear(LOOK_SECONDS)
            except (EOFError, OSError):
                self._restart("killed")
                continue
            if answer is not None:
                self._hear(answer)
            elif self._has_waited(self._page_seconds):
                self._restart("hung")
            else:
                self._look_after()
        for link in (self._link, self._spare):
            if link is not None:
                link.end()

    def _has_waited(self, seconds: float) -> bool:
        with self._lock:
            return not self._is_resting() and monotonic() - self._since > (
                seconds if self._is_up else START_SECONDS
            )

    def _restart(self, code: str) -> None:
        """Another helper takes over where this one failed; what was at fault is not asked for again.

        A helper that died between two pages is nobody's fault, and nobody is told.
        """
        if self._stillborn:
            shortest, longest = STILLBORN_SECONDS
            self._ended.wait(min(longest, shortest * 2.0**self._stillborn))
        with self._lock:
            if self._ended.is_set():
                return
            # One that never was up has not seen the paper, unless none ever comes up.
            at_fault = self._page if self._is_up or self._stillborn >= MOST_STILLBORN else NOTHING
            self._link.end()
            self._link = self._living_spare() or Link(self._niceness)
            self._stillborn += 1
            self._is_recycling = False
            if at_fault >= 0:
                self._given_up.add(at_fault)
            elif at_fault == OPENING:
                self._forget()
            self._begin_anew()
            given_up = self._give_up_search() if at_fault >= 0 else None
        if given_up is not None:
            self._on_answer(given_up)
        if at_fault != NOTHING:
            self._on_answer(Failed(code, at_fault))

    def _living_spare(self) -> Link | None:
        """The helper that stands by, unless it has died meanwhile; from now on none does."""
        spare, self._spare = self._spare, None
        if spare is None or spare.process.poll() is None:
            return spare
        spare.end()
        return None

    def _begin_anew(self) -> None:
        """The helper that is there now knows nothing yet."""
        self._owed, self._page, self._told_of, self._since = 0, NOTHING, None, monotonic()
        self._is_up = False
        self._wishes = tuple(wish for wish in self._wishes if wish.page not in self._given_up)
        self._send_open()
        if self._document is not None:
            self._say(protocol.Wishes(self._wishes))
            if self._search is not None:
                self._say(self._search)

    def _give_up_search(self) -> protocol.Found | None:
        """The end of a search in whose time helpers keep dying."""
        self._deaths += 1
        if self._search is None or self._deaths < SEARCH_DEATHS:
            return None
        ended, self._search = self._search, None
        return protocol.Found(ended.number, 0, (), True)

    def _look_after(self) -> None:
        """While the helper is silent: start one to stand by if it will be needed, replace one grown too large."""
        old, wants_spare = None, False
        with self._lock:
            resting = self._is_resting() and self._search is None
            if resting and self._fresh_bytes is None:
                self._fresh_bytes = self._link.resident_bytes
            most = max(RECYCLE_BYTES, (self._fresh_bytes or 0) + GROWTH_BYTES)
            is_large = self._document is not None and self._link.resident_bytes > most
            if self._spare is None:
                is_time = self._document is not None and monotonic() - self._since > STANDBY_SECONDS
                wants_spare = is_large or (is_time and (self._niceness == 0 or not resting))
            elif is_large and resting and self._spare.is_ready and (spare := self._living_spare()) is not None:
                old, self._link = self._link, spare
                self._is_recycling, self._fresh_bytes = True, None
                self._begin_anew()
        if wants_spare:  # 20 ms in which nobody who asks for a page has to wait
            self._spare = Link(self._niceness)
        if old is not None:
            old.end()

    def _hear(self, answer: protocol.Answer) -> None:
        with self._lock:
            self._since = monotonic()
            if isinstance(answer, protocol.Began):
                self._page = answer.page
                return
            if isinstance(answer, protocol.Ready):
                self._stillborn, self._is_up = 0, True
            if not isinstance(answer, protocol.Ready | protocol.Found):
                self._page = NOTHING
            if isinstance(answer, protocol.Opened):
                self._told_of = answer.context
            if isinstance(answer, protocol.Found) and answer.done and self._search is not None:
                self._search = None if self._search.number == answer.number else self._search
            if isinstance(answer, _SETTLING):
                self._owed = max(0, self._owed - 1)
            if isinstance(answer, protocol.Text | protocol.Inspected) or self._is_late(answer):
                return
            if self._is_recycling and isinstance(answer, protocol.Ready | protocol.Opened):
                self._is_recycling = isinstance(answer, protocol.Ready)
                return  # nobody has noticed that the helper is another one
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
        pixels = self._link.memory[start : start + answer.height * answer.width * 4]
        self._wishes = tuple(wish for wish in self._wishes if wish != answer.wish)
        self._say(protocol.Release(answer.slot))
        return Tile(answer.wish, answer.width, answer.height, answer.width * 4, pixels)
