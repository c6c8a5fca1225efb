"""Finds a phrase among the words of a page: without regard to case, line breaks and – unless asked – marks.

A hyphen at the end of a line may be the printer's ("documenta-tion"), the writer's ("debian-boot") or stand for a
space ("ngân-sách"): nobody can tell them apart, so each reading is tried. Pure.
"""

import unicodedata
from bisect import bisect_right
from collections import deque
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ecabinet_desktop.domain.folding import fold, fold_with_map
from ecabinet_desktop.pdf.protocol import MOST_HITS, Box, Context, Find, Found, Word

BEFORE, AFTER = 32, 96
"""Signs of context before and after a match."""
MOST_ON_A_PAGE = 500
"""Matches kept of one page: a single letter stands on it thousands of times."""
MOST_KEPT = 64_000_000
"""Letters kept, so that the next search reads only pages that may hold the words."""
_SOFT = "\u00ad"
_HYPHENS = frozenset(("-", "\u2010", _SOFT))
Folding = Callable[[str], tuple[str, list[int]]]


@dataclass(frozen=True, slots=True)
class Match:
    """One rectangle a line, and what stands around."""

    boxes: tuple[Box, ...]
    context: Context


class Seeker:
    """The searches in one document, one after the other. `words_of` reads a page, and may fail."""

    def __init__(self, words_of: Callable[[int], Sequence[Word]], pages: int) -> None:
        self._words_of = words_of
        self._pages = pages
        self._wanted = Find("", 0, 0)
        self._left: deque[int] = deque()
        self._page = 0
        self._hits = 0
        self._letters: dict[int, str] = {}
        self._kept = 0
        self._busy = False

    @property
    def is_busy(self) -> bool:
        """True while a search has not come to its end."""
        return self._busy

    def begin(self, wanted: Find) -> None:
        """Search for this from now on; whatever was searched for is forgotten."""
        self._wanted = wanted
        self._page, self._hits = 0, 0
        self._left = deque(order(self._pages, wanted.start, wanted.likely))
        self._busy = bool(wanted.query)

    def step(self) -> Found | None:
        """Look at the next page that may hold the words; None when it does not and there are more."""
        matches = self._matches(self._page) if self._goes_on_to_a_page() else []
        self._hits += len(matches)
        self._busy = bool(self._left) and self._hits < MOST_HITS
        if not matches and self._busy:
            return None
        boxes, contexts = tuple(match.boxes for match in matches), tuple(match.context for match in matches)
        return Found(self._wanted.number, self._page, boxes, not self._busy, contexts)

    def _goes_on_to_a_page(self) -> bool:
        """Go on to the next page that may hold the words; False when there is none."""
        letters = _letters(self._wanted.query)
        while self._left:
            self._page = self._left.popleft()
            if letters in self._letters.get(self._page, letters):
                return True
        return False

    def _matches(self, page: int) -> list[Match]:
        wanted = self._wanted
        try:
            words = self._words_of(page)
        except Exception:  # a page that cannot be read has no matches, whatever the library says of it
            return []
        if page not in self._letters and self._kept < MOST_KEPT:
            self._letters[page] = _letters(word.text for word in words)
            self._kept += len(self._letters[page])
        return find(words, wanted.query, whole_word=wanted.whole_word, exact=wanted.exact)


def find(words: Sequence[Word], query: str, *, whole_word: bool = False, exact: bool = False) -> list[Match]:
    """Each match of `query`, in the page's order; `exact` minds marks, `whole_word` wants no part of a word."""
    folding = _lowered if exact else fold_with_map
    wanted = " ".join(folding(query.replace(_SOFT, ""))[0].split())
    if not wanted:
        return []
    page = _Joined(words)
    spans: set[tuple[int, int]] = set()
    for reading in page.readings():
        folded, origin = folding(reading.text)
        for place in _places(folded, wanted, whole_word=whole_word):
            first, last = origin[place], origin[place + len(wanted) - 1]
            spans.add((reading.at[first], reading.at[last] + 1))
    return [page.match(*span) for span in sorted(spans)[:MOST_ON_A_PAGE]]


def order(pages: int, start: int, likely: Iterable[int] = ()) -> list[int]:
    """The pages in the order to look at them: the likely ones first, each lot from `start` on and once around."""
    first = {page for page in likely if 0 <= page < pages}
    round_ = [(start + step) % pages for step in range(pages)]
    return [page for page in round_ if page in first] + [page for page in round_ if page not in first]


@dataclass(frozen=True, slots=True)
class _Reading:
    """A text, and for each of its signs where it stands in the joined words."""

    text: str
    at: Sequence[int]


class _Joined:
    """The words of a page as one text."""

    def __init__(self, words: Sequence[Word]) -> None:
        self._words = words
        self._starts: list[int] = []
        self._lengths: list[int] = []
        self._breaks: set[int] = set()
        parts: list[str] = []
        at = 0
        for number, word in enumerate(words):
            text = unicodedata.normalize("NFC", word.text)
            self._starts.append(at)
            self._lengths.append(len(text))
            self._breaks.update(at + place for place, sign in enumerate(text) if sign == _SOFT)
            follower = words[number + 1] if number + 1 < len(words) else None
            is_broken = follower is not None and _is_broken(word, follower)
            if is_broken:
                self._breaks.add(at + len(text) - 1)
            parts.append(text if is_broken else text + " ")
            at += len(parts[-1])
        self.text = "".join(parts).rstrip(" ")

    def readings(self) -> Iterable[_Reading]:
        """The text as it stands; where lines end in hyphens, also without them and with spaces in their place."""
        text, breaks = self.text, self._breaks
        yield _Reading(text, range(len(text)))
        if breaks:
            kept = [place for place in range(len(text)) if place not in breaks]
            yield _Reading("".join(text[place] for place in kept), kept)
            spaced = "".join(" " if place in breaks else sign for place, sign in enumerate(text))
            yield _Reading(spaced, range(len(text)))

    def match(self, start: int, end: int) -> Match:
        """The signs [start, end) with their rectangles and what stands around them."""
        left = self._at_a_word(max(0, start - BEFORE), start)
        text = self.text[left : end + AFTER]
        if end + AFTER < len(self.text) and " " in text[end - left :]:
            text = text[: text.rindex(" ")]
        return Match(self._boxes(start, end), Context(text, start - left, end - left))

    def _at_a_word(self, place: int, end: int) -> int:
        """The beginning of the first whole word from `place` on."""
        if place == 0:
            return 0
        space = self.text.find(" ", place - 1, end)
        return place if space < 0 else space + 1

    def _boxes(self, start: int, end: int) -> tuple[Box, ...]:
        """One rectangle a line; a part of a word by its letters' edges, else by its share of the width."""
        lines: dict[tuple[int, int], Box] = {}
        number = max(0, bisect_right(self._starts, start) - 1)
        while number < len(self._words) and self._starts[number] < end:
            word, at, length = self._words[number], self._starts[number], self._lengths[number]
            number += 1
            if at + length <= start:
                continue
            left = _edge(word, max(0, start - at), length)
            right = _edge(word, min(length, end - at), length)
            box = lines.get((word.block, word.line), (left, word.top, right, word.bottom))
            lines[word.block, word.line] = (
                min(box[0], left),
                min(box[1], word.top),
                max(box[2], right),
                max(box[3], word.bottom),
            )
        return tuple(lines.values())


def _is_broken(word: Word, follower: Word) -> bool:
    """Whether a line ends in a hyphen between two letters."""
    return (
        (word.block, word.line) != (follower.block, follower.line)
        and len(word.text) > 1
        and word.text[-1] in _HYPHENS
        and word.text[-2].isalpha()
        and follower.text[:1].isalpha()
    )


def _letters(text: str | Iterable[str]) -> str:
    """Nothing but the letters and digits, folded: however words are parted, a match has them in this order."""
    return "".join(filter(str.isalnum, fold(text if isinstance(text, str) else "".join(text))))


def _edge(word: Word, place: int, length: int) -> float:
    """Where the letter at `place` of `length` begins."""
    if place < length == len(word.edges):
        return word.edges[place]
    return word.left + (word.right - word.left) * place / length


def _places(folded: str, wanted: str, *, whole_word: bool) -> Iterable[int]:
    place = folded.find(wanted)
    while place >= 0:
        end = place + len(wanted)
        if not whole_word or not (_goes_on(folded, place) or _goes_on(folded, end)):
            yield place
            place = folded.find(wanted, end)
        else:
            place = folded.find(wanted, place + 1)


def _goes_on(text: str, place: int) -> bool:
    """Whether a word reaches over `place`."""
    return 0 < place < len(text) and text[place - 1].isalnum() and text[place].isalnum()


def _lowered(text: str) -> tuple[str, list[int]]:
    """The text in lower case, composed, with the place of each sign."""
    lowered = [sign.lower() for sign in unicodedata.normalize("NFC", text)]
    origin = [place for place, part in enumerate(lowered) for _ in part]
    return "".join(lowered), [*origin, len(lowered)]
