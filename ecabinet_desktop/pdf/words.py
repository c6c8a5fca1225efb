"""Words of a page from its letters: the gaps decide, because some PDFs have no spaces.

MuPDF 1.28 drops implied spaces after the Vietnamese letters U+1EA0–1EF9 in PDFs without space glyphs; a gap of
0.17 em is a space there (word recall 0.69 → 0.999). Pure.
"""

from collections.abc import Iterable, Sequence
from itertools import islice

from msgspec.structs import replace

from ecabinet_desktop.domain.folding import fold, fold_with_map
from ecabinet_desktop.pdf.protocol import Word

GAP = 0.17
"""Of the letter size."""
LONGEST_SYLLABLE = 7
"""Letters of the longest Vietnamese syllable ("nghiêng"): a longer word with such a letter lost its spaces."""

Letter = tuple[str, float, float, float, float, float]
"""Sign, left, top, right, bottom, size."""
Box = tuple[float, float, float, float]


def lost_spaces(texts: Iterable[str]) -> bool:
    """True when some word looks like several written together."""
    return any(
        len(text) > LONGEST_SYLLABLE and text.isalpha() and any("\u1ea0" <= c <= "\u1ef9" for c in text)
        for text in texts
    )


def split(letters: Sequence[Letter], block: int, line: int) -> list[Word]:
    """The words of one line of letters, split at spaces and gaps."""
    words: list[Word] = []
    current: list[Letter] = []
    for letter in letters:
        gap = letter[1] - current[-1][3] if current else 0.0
        if letter[0].isspace() or (current and gap > GAP * letter[5]):
            if current:
                words.append(_word(current, block, line))
            current = []
        if not letter[0].isspace():
            current.append(letter)
    if current:
        words.append(_word(current, block, line))
    return words


def with_edges(words: Sequence[Word], signs: Iterable[tuple[str, float]]) -> list[Word]:
    """The words with the left edge of each letter; `signs` are the letters of the page with theirs, in order.

    From the first word on that does not agree with the letters none gets any.
    """
    source = iter(signs)
    made: list[Word] = []
    for number, word in enumerate(words):
        part = list(islice(source, len(word.text)))
        if "".join(sign for sign, _ in part) != word.text:
            return [*made, *words[number:]]
        made.append(replace(word, edges=tuple(edge for _, edge in part)))
    return made


def text_of(words: Iterable[Word]) -> str:
    """The words as lines and blocks of text."""
    parts: list[str] = []
    last: tuple[int, int] | None = None
    for word in words:
        if last is not None:
            parts.append(" " if last == (word.block, word.line) else "\n")
        parts.append(word.text)
        last = (word.block, word.line)
    return "".join(parts)


def find(words: Sequence[Word], query: str) -> list[tuple[Box, ...]]:
    """Each match of `query` among the words, as one rectangle a line; marks, case and line breaks do not matter."""
    wanted = " ".join(fold(query).split())
    if not wanted:
        return []
    joined = " ".join(word.text for word in words)
    folded, origin = fold_with_map(joined)
    starts: list[int] = []
    at = 0
    for word in words:
        starts.append(at)
        at += len(word.text) + 1
    found = []
    place = folded.find(wanted)
    while place >= 0:
        found.append(_boxes(words, starts, origin[place], origin[place + len(wanted)]))
        place = folded.find(wanted, place + len(wanted))
    return found


def _boxes(words: Sequence[Word], starts: Sequence[int], start: int, end: int) -> tuple[Box, ...]:
    """Rectangles of the signs [start, end) of the joined words; a part of a word by its share of the width."""
    lines: dict[tuple[int, int], Box] = {}
    for word, at in zip(words, starts, strict=True):
        length = len(word.text)
        if at + length <= start or at >= end:
            continue
        left = word.left + (word.right - word.left) * max(0, start - at) / length
        right = word.left + (word.right - word.left) * min(length, end - at) / length
        box = lines.get((word.block, word.line))
        lines[word.block, word.line] = (
            (left, word.top, right, word.bottom)
            if box is None
            else (min(box[0], left), min(box[1], word.top), max(box[2], right), max(box[3], word.bottom))
        )
    return tuple(lines.values())


def _word(letters: Sequence[Letter], block: int, line: int) -> Word:
    return Word(
        letters[0][1],
        min(letter[2] for letter in letters),
        letters[-1][3],
        max(letter[4] for letter in letters),
        "".join(letter[0] for letter in letters),
        block,
        line,
    )
