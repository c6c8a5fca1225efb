"""One document through one helper, start to end: its skeleton for the server, its text for the index.

Blocking; a niced helper of its own, so that nobody's page waits for it.
"""

import contextlib
import os
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TypeVar

from ecabinet_desktop.domain.paper import Skeleton
from ecabinet_desktop.errors import Damaged, Unreadable
from ecabinet_desktop.pdf import protocol
from ecabinet_desktop.pdf.link import Link

NICENESS = 10
SECONDS = 60.0
"""Without a word from the helper for so long, the document is given up."""
TextPages = Generator[tuple[int, str], None, None]
WordPages = Generator[tuple[int, tuple[protocol.Word, ...]], None, None]
A = TypeVar("A", bound=protocol.Message)
P = TypeVar("P", protocol.Text, protocol.Words)


def inspect(path: Path) -> Skeleton:
    """The skeleton of a plain PDF; raises Unreadable with the code of what is wrong."""
    with _opened(os.open(path, os.O_RDONLY | os.O_CLOEXEC), b"", "") as link:
        protocol.send(link.door, protocol.Inspect())
        return _wait(link, protocol.Inspected).skeleton


def pages_text(descriptor: int, key: bytes, context: str, password: str = "") -> Iterator[tuple[int, str]]:
    """Each page (0 first) of a sealed paper with its text. Takes the descriptor over.

    Raises Unreadable, or Damaged for a file that is not what was sealed.
    """
    with contextlib.closing(TextReader()) as reader:
        yield from reader.pages(descriptor, key, context, password)


class TextReader:
    """Reads papers one after another with one helper: starting one takes as long as reading 80 pages.

    After a paper that failed, or was not read to its end, the next one gets a helper of its own.
    """

    def __init__(self) -> None:
        self._link: Link | None = None

    def pages(self, descriptor: int, key: bytes, context: str, password: str = "") -> TextPages:
        """As `pages_text`; one paper at a time."""
        ask = protocol.AskTexts()
        with contextlib.closing(self._through(protocol.Text, ask, descriptor, key, context, password)) as pages:
            for page in pages:
                yield page.page, page.text

    def words(self, descriptor: int, key: bytes, context: str, password: str = "") -> WordPages:
        """As `pages_words`; one paper at a time."""
        ask = protocol.AskTexts(as_words=True)
        with contextlib.closing(self._through(protocol.Words, ask, descriptor, key, context, password)) as pages:
            for page in pages:
                yield page.page, page.words

    def _through(
        self, kind: type[P], ask: protocol.AskTexts, descriptor: int, key: bytes, context: str, password: str
    ) -> Generator[P, None, None]:
        link, self._link = self._link or Link(NICENESS), None
        is_read = False
        try:
            with _unreadable_when_gone():
                _open(link, descriptor, key, context, password)
                protocol.send(link.door, ask)
                while (page := _wait(link, kind)).page >= 0:
                    yield page
            is_read = True
        finally:
            if is_read:
                self._link = link
            else:
                link.end()

    def close(self) -> None:
        """End the helper."""
        if self._link is not None:
            self._link.end()
            self._link = None


def pages_words(descriptor: int, key: bytes, context: str, password: str = "") -> WordPages:
    """Each page (0 first) of a sealed paper with its words and where they stand. Takes the descriptor over.

    Raises as `pages_text` does.
    """
    with contextlib.closing(TextReader()) as reader:
        yield from reader.words(descriptor, key, context, password)


@contextlib.contextmanager
def _opened(descriptor: int, key: bytes, context: str) -> Iterator[Link]:
    link = Link(NICENESS)
    try:
        with _unreadable_when_gone():
            _open(link, descriptor, key, context)
            yield link
    finally:
        link.end()


def _open(link: Link, descriptor: int, key: bytes, context: str, password: str = "") -> None:
    try:
        link.door.settimeout(SECONDS)
        protocol.send(link.door, protocol.Open(key, context, password), (descriptor,))
    finally:
        os.close(descriptor)
    _wait(link, protocol.Opened)


@contextlib.contextmanager
def _unreadable_when_gone() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise Unreadable("corrupted", type(error).__name__) from error


def _wait(link: Link, kind: type[A]) -> A:
    """The next answer of a kind; a helper that dies or falls silent means an unreadable document."""
    while True:
        try:
            data, _ = protocol.receive(link.door)
        except (EOFError, TimeoutError) as error:
            raise Unreadable("corrupted", "the helper gave up") from error
        answer = protocol.ANSWERS.decode(data)
        if isinstance(answer, protocol.Failed):
            if answer.code == "damaged":
                raise Damaged("paper")
            raise Unreadable(answer.code)
        if isinstance(answer, kind):
            return answer
