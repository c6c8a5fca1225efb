"""From a drag of the hand to words, quads and a quotation, and back. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

from msgspec.structs import replace

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


Caret = tuple[int, int]
"""A place between letters: index of a word, letters before the place."""


def caret_at(words: Sequence[Word], x: float, y: float) -> Caret | None:
    """The place between letters nearest to a point; None on a page without text."""
    index = nearest(words, x, y)
    if index is None:
        return None
    word = words[index]
    edges = (*edges_of(word), word.right)
    return index, min(range(len(edges)), key=lambda place: abs(edges[place] - x))


def edges_of(word: Word) -> tuple[float, ...]:
    """The left edges of a word's letters; where they are not known each letter is taken to be as wide."""
    if word.edges:
        return word.edges
    width = (word.right - word.left) / max(1, len(word.text))
    return tuple(word.left + width * n for n in range(len(word.text)))


def by_letters(words: Sequence[Word], one: Caret, other: Caret) -> Selection | None:
    """What lies between two places, to the letter; None when nothing does."""
    (first, start), (last, end) = sorted((one, other))
    if start == len(words[first].text) and first < last:
        first, start = first + 1, 0
    if end == 0 and last > first:
        last, end = last - 1, len(words[last - 1].text)
    if first == last and start >= end:
        return None
    whole = list(words)
    whole[last] = _cut(words[last], 0, end)
    whole[first] = _cut(whole[first], start, len(whole[first].text))
    chosen = selection(whole, first, last)
    head, tail = words[first].text[:start], words[last].text[end:]
    quote = Quote(
        exact=chosen.quote.exact,
        before=f"{chosen.quote.before} {head}"[-AROUND:] if head else chosen.quote.before,
        after=f"{tail} {chosen.quote.after}"[:AROUND] if tail else chosen.quote.after,
    )
    return Selection(first, last, chosen.quads, chosen.text, quote)


def in_column(words: Sequence[Word], start: tuple[float, float], end: tuple[float, float]) -> list[Word]:
    """The words whose middle lies in the rectangle between two points: a column of a table."""
    left, right = sorted((start[0], end[0]))
    top, bottom = sorted((start[1], end[1]))
    return [
        word
        for word in words
        if left <= (word.left + word.right) / 2 <= right and top <= (word.top + word.bottom) / 2 <= bottom
    ]


def flowing(text: str) -> str:
    """Lines of one paragraph joined, as for a letter; a word parted at the end of a line is one word again."""
    joined: list[str] = []
    for line in text.splitlines():
        if joined and joined[-1].endswith("-") and line[:1].islower():
            joined[-1] = joined[-1][:-1] + line
        else:
            joined.append(line)
    return " ".join(joined)


def _cut(word: Word, start: int, end: int) -> Word:
    edges = (*edges_of(word), word.right)
    return replace(
        word, left=edges[start], right=edges[end], text=word.text[start:end], edges=tuple(edges[start:end])
    )
