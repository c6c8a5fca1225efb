"""One document through one helper, start to end: its skeleton for the server, its text for the index.

Blocking; a niced helper of its own, so that nobody's page waits for it.
"""

import contextlib
import os
from collections.abc import Iterator
from pathlib import Path
from typing import TypeVar

from ecabinet_desktop.domain.paper import Skeleton
from ecabinet_desktop.errors import Damaged, Unreadable
from ecabinet_desktop.pdf import protocol
from ecabinet_desktop.pdf.link import Link

NICENESS = 10
SECONDS = 60.0
"""Without a word from the helper for so long, the document is given up."""
A = TypeVar("A", bound=protocol.Message)


def inspect(path: Path) -> Skeleton:
    """The skeleton of a plain PDF; raises Unreadable with the code of what is wrong."""
    with _opened(os.open(path, os.O_RDONLY | os.O_CLOEXEC), b"", "") as link:
        protocol.send(link.door, protocol.Inspect())
        return _wait(link, protocol.Inspected).skeleton


def pages_text(descriptor: int, key: bytes, context: str, password: str = "") -> Iterator[tuple[int, str]]:
    """Each page (0 first) of a sealed paper with its text. Takes the descriptor over.

    Raises Unreadable, or Damaged for a file that is not what was sealed.
    """
    with _opened(descriptor, key, context, password) as link:
        protocol.send(link.door, protocol.AskTexts())
        while (text := _wait(link, protocol.Text)).page >= 0:
            yield text.page, text.text


def pages_words(descriptor: int, key: bytes, context: str) -> Iterator[tuple[int, tuple[protocol.Word, ...]]]:
    """Each page (0 first) of a sealed paper with its words and where they stand. Takes the descriptor over.

    Raises as `pages_text` does.
    """
    with _opened(descriptor, key, context) as link:
        protocol.send(link.door, protocol.AskTexts(as_words=True))
        while (page := _wait(link, protocol.Words)).page >= 0:
            yield page.page, page.words


@contextlib.contextmanager
def _opened(descriptor: int, key: bytes, context: str, password: str = "") -> Iterator[Link]:
    link = Link(NICENESS)
    try:
        link.door.settimeout(SECONDS)
        protocol.send(link.door, protocol.Open(key, context, password), (descriptor,))
        os.close(descriptor)
        _wait(link, protocol.Opened)
        yield link
    except OSError as error:
        raise Unreadable("corrupted", type(error).__name__) from error
    finally:
        link.end()


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
