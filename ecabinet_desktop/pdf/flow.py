"""The words of a paper version one after the other, as they are compared with those of another.

Words are compared as tokens: without case, marks of punctuation around them, and parting at the end of a line;
what stands at the head or foot of every page is left out. Pure.
"""

import re
import unicodedata
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import groupby

from ecabinet_desktop.pdf.protocol import Word

EDGE_LINES = 2
"""Lines at the top and at the bottom of a page that may be its running head or foot."""
LEAST_PAGES = 3
"""On so many pages the same line at the same height is a running head."""
_FIGURES = re.compile(r"\d+")
_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_OUTER = " .,;:!?…·•*()[]{}<>«»“”„\"‘’'`|/\\_"
_OUTER_OF_NUMBERS = ".,;:!?…“”\"'"


@dataclass(frozen=True, slots=True)
class Flow:
    """All words of a version with the page of each, and the tokens made from them.

    Token `t` is made of the words `first[t]` to `last[t]`; `token_of` is -1 for words that belong to none.
    """

    words: list[Word]
    pages: int
    starts: list[int]
    keys: list[str] = field(repr=False)
    first: list[int] = field(repr=False)
    last: list[int] = field(repr=False)
    token_of: list[int] = field(repr=False)

    def page_of(self, word: int) -> int:
        """The page, 0 first, of a word."""
        return bisect_right(self.starts, word) - 1

    def span(self, page: int) -> range:
        """The words of a page; empty for a page that is not there."""
        if not 0 <= page < self.pages:
            return range(0)
        end = self.starts[page + 1] if page + 1 < self.pages else len(self.words)
        return range(self.starts[page], end)

    def on(self, page: int) -> list[Word]:
        """The words of a page, those of its head and foot too."""
        span = self.span(page)
        return self.words[span.start : span.stop]


def flow(pages: Iterable[Sequence[Word]]) -> Flow:
    """The flow of the pages in order."""
    listed = [list(page) for page in pages]
    furniture = _running_lines(listed)
    words: list[Word] = []
    starts: list[int] = []
    keys: list[str] = []
    first: list[int] = []
    last: list[int] = []
    token_of: list[int] = []
    parted = False
    for number, page in enumerate(listed):
        starts.append(len(words))
        barred = furniture[number]
        for word in page:
            if (word.block, word.line) in barred:
                token_of.append(-1)
            elif parted and word.text[:1].islower():
                keys[-1] = normal(words[last[-1]].text.rstrip("-\xad") + word.text)
                last[-1] = len(words)
                token_of.append(len(keys) - 1)
                parted = False
            else:
                keys.append(normal(word.text))
                first.append(len(words))
                last.append(len(words))
                token_of.append(len(keys) - 1)
                parted = False
            if token_of[-1] >= 0:
                parted = _is_parted(word, page, len(words) - starts[-1])
            words.append(word)
    return Flow(words, len(listed), starts, keys, first, last, token_of)


def tokens(text: str) -> list[str]:
    """The tokens of a quotation."""
    found: list[str] = []
    parted = ""
    for line in text.splitlines():
        for place, word in enumerate(line.split()):
            if place == 0 and parted and word[:1].islower():
                found[-1] = normal(parted.rstrip("-\xad") + word)
            else:
                found.append(normal(word))
            parted = word if len(word) > 1 and word[-1] in "-\xad" else ""
    return found


@lru_cache(maxsize=1 << 16)
def normal(text: str) -> str:
    """A word as it is compared: "Hoà-bình," is "hòabình"."""
    plain = unicodedata.normalize("NFKC", text).casefold()
    if any(sign.isdigit() for sign in plain):
        return plain.strip(_OUTER_OF_NUMBERS) or plain
    bare = plain.strip(_OUTER)
    if not bare:
        return plain
    if len(bare) > 1:
        bare = bare.replace("\xad", "").replace("-", "") or bare
    return bare if bare.isascii() else _tone_last(bare)


def is_wordy(key: str) -> bool:
    """Whether a token has a letter or a figure in it."""
    return any(sign.isalnum() for sign in key)


def _tone_last(text: str) -> str:
    """The tone of a syllable behind its letters, for "hoà" and "hòa" are the same word."""
    apart = unicodedata.normalize("NFD", text)
    tones = "".join(sign for sign in apart if sign in _TONES)
    return "".join(sign for sign in apart if sign not in _TONES) + tones if tones else text


def _is_parted(word: Word, page: Sequence[Word], place: int) -> bool:
    """Whether a word ends in a hyphen at the end of its line."""
    if len(word.text) < 2 or word.text[-1] not in "-\xad":
        return False
    following = page[place + 1] if place + 1 < len(page) else None
    return following is None or (following.block, following.line) != (word.block, word.line)


_Line = tuple[int, int]


def _running_lines(pages: Sequence[Sequence[Word]]) -> list[set[_Line]]:
    """For each page the lines that are its running head, its foot or its number."""
    edges = [_edge_lines(page) for page in pages]
    counted = Counter(shape for lines in edges for shape in {(top, _shape(text)) for _, top, text in lines})
    return [
        {
            line
            for line, top, text in lines
            if counted[top, _shape(text)] >= LEAST_PAGES or text.strip("-–— ") == str(number)
        }
        for number, lines in enumerate(edges, 1)
    ]


def _edge_lines(page: Sequence[Word]) -> list[tuple[_Line, int, str]]:
    """The highest and the lowest lines of a page: which, how high, and their words."""
    lines = [
        (line, min(word.top for word in words), " ".join(word.text for word in words))
        for line, words in _lines(page)
    ]
    lines.sort(key=lambda each: each[1])
    chosen = lines if len(lines) <= 2 * EDGE_LINES else [*lines[:EDGE_LINES], *lines[-EDGE_LINES:]]
    return [(line, round(top), text) for line, top, text in chosen]


def _lines(page: Sequence[Word]) -> Iterator[tuple[_Line, list[Word]]]:
    for line, words in groupby(page, key=lambda word: (word.block, word.line)):
        yield line, list(words)


def _shape(text: str) -> str:
    """A line with its figures made alike: "Trang 9" and "Trang 10" are the same foot."""
    return _FIGURES.sub("0", text)
