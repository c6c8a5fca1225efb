"""From a drag of the hand to words, quads and a quotation, and back. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from ecabinet_desktop.domain.annotation import Quad, Quote
from ecabinet_desktop.pdf.protocol import Word
from ecabinet_desktop.pdf.words import text_of

AROUND = 48
"""Signs kept before and after a quotation (W3C TextQuoteSelector)."""


@dataclass(frozen=True, slots=True)
class Selection:
    """Words [first, last] of a page, as one quad a line, with their text and quotation."""

    first: int
    last: int
    quads: tuple[Quad, ...]
    text: str
    quote: Quote


def nearest(words: Sequence[Word], x: float, y: float) -> int | None:
    """The index of the word at a point, or else the nearest one; None on a page without text."""
    if not words:
        return None

    def distance(index: int) -> float:
        word = words[index]
        dx = max(word.left - x, 0.0, x - word.right)
        dy = max(word.top - y, 0.0, y - word.bottom)
        # A line further away counts more than a word further along: the eye stays in its line.
        return dx * dx + 16 * dy * dy

    return min(range(len(words)), key=distance)


def between(words: Sequence[Word], start: tuple[float, float], end: tuple[float, float]) -> Selection | None:
    """What a drag from `start` to `end` selects, in reading order."""
    one, other = nearest(words, *start), nearest(words, *end)
    if one is None or other is None:
        return None
    return selection(words, min(one, other), max(one, other))


def selection(words: Sequence[Word], first: int, last: int) -> Selection:
    """The selection of the words from `first` to `last`, both included."""
    chosen = words[first : last + 1]
    text = text_of(chosen)
    before = text_of(words[max(0, first - AROUND) : first])[-AROUND:]
    after = text_of(words[last + 1 : last + 1 + AROUND])[:AROUND]
    return Selection(first, last, quads(chosen), text, Quote(exact=text, before=before, after=after))


def quads(words: Sequence[Word]) -> tuple[Quad, ...]:
    """One rectangle for each line of the words."""
    lines: dict[tuple[int, int], Quad] = {}
    for word in words:
        key = (word.block, word.line)
        known = lines.get(key)
        lines[key] = (
            Quad(word.left, word.top, word.right, word.bottom)
            if known is None
            else Quad(
                min(known.left, word.left),
                min(known.top, word.top),
                max(known.right, word.right),
                max(known.bottom, word.bottom),
            )
        )
    return tuple(lines.values())
