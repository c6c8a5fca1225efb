"""Text under the hand: by letter, word, line, block or column, across pages. Pure.

A selection is worked out anew from where the hand went down and where it is; words that arrive later complete it.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import IntEnum

from ecabinet_desktop.pdf import anchors
from ecabinet_desktop.pdf.anchors import Caret, Selection
from ecabinet_desktop.pdf.protocol import Word

Words = Sequence[Word]
Point = tuple[float, float]


class Unit(IntEnum):
    """What one step of the hand takes in; two, three and four clicks ask for the larger ones."""

    LETTER = 1
    WORD = 2
    LINE = 3
    BLOCK = 4
    COLUMN = 5


@dataclass(frozen=True, slots=True)
class Grip:
    """Where the hand is: page (0 first) and point in its points."""

    page: int
    point: Point


@dataclass(frozen=True, slots=True)
class TextSelection:
    """What is selected on each page, in order."""

    parts: tuple[tuple[int, Selection], ...]

    @property
    def text(self) -> str:
        """With the lines as they stand."""
        return "\n".join(part.text for _, part in self.parts)

    @property
    def flowing(self) -> str:
        """Without line breaks inside."""
        return anchors.flowing(self.text)


def select(
    words_of: Callable[[int], Words | None], start: Grip, end: Grip, unit: Unit = Unit.LETTER
) -> TextSelection | None:
    """What a drag from `start` to `end` selects; pages whose words are not known yet are left out."""
    if start.page > end.page or (start.page == end.page and _is_before(words_of(start.page), end, start)):
        start, end = end, start
    parts: list[tuple[int, Selection]] = []
    for page in range(start.page, end.page + 1):
        words = words_of(page)
        if words:
            part = _part(words, start if page == start.page else None, end if page == end.page else None, unit)
            if part is not None:
                parts.append((page, part))
    return TextSelection(tuple(parts)) if parts else None


def _is_before(words: Words | None, one: Grip, other: Grip) -> bool:
    if not words:
        return False
    first, second = anchors.caret_at(words, *one.point), anchors.caret_at(words, *other.point)
    return first is not None and second is not None and first < second


def _part(words: Words, start: Grip | None, end: Grip | None, unit: Unit) -> Selection | None:
    """The part on one page; without a start it begins at the head, without an end it goes to the foot."""
    if unit is Unit.COLUMN and start is not None and end is not None:
        return _column(words, start.point, end.point)
    first: Caret | None = (0, 0) if start is None else anchors.caret_at(words, *start.point)
    last: Caret | None = (
        (len(words) - 1, len(words[-1].text)) if end is None else anchors.caret_at(words, *end.point)
    )
    if first is None or last is None:
        return None
    if unit in (Unit.LETTER, Unit.COLUMN):
        return anchors.by_letters(words, first, last)
    begin, finish = _grown(words, min(first[0], last[0]), max(first[0], last[0]), unit)
    return anchors.selection(words, begin, finish)


def _grown(words: Words, first: int, last: int, unit: Unit) -> tuple[int, int]:
    """The words from `first` to `last` and all that belong to the same lines or blocks."""
    if unit is Unit.WORD:
        return first, last

    def key(word: Word) -> tuple[int, int]:
        return (word.block, word.line) if unit is Unit.LINE else (word.block, 0)

    while first > 0 and key(words[first - 1]) == key(words[first]):
        first -= 1
    while last + 1 < len(words) and key(words[last + 1]) == key(words[last]):
        last += 1
    return first, last


def _column(words: Words, start: Point, end: Point) -> Selection | None:
    chosen = anchors.in_column(words, start, end)
    return anchors.selection(chosen, 0, len(chosen) - 1) if chosen else None
