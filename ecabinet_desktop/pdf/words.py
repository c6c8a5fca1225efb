"""Words of a page from its letters: the gaps decide, because some PDFs have no spaces.

MuPDF 1.28 drops implied spaces after the Vietnamese letters U+1EA0–1EF9 in PDFs without space glyphs; a gap of
0.17 em is a space there (word recall 0.69 → 0.9998). Old TeX prints an accent and then the letter under it: two
signs of the page, one of the word. Pure.
"""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from itertools import islice

from msgspec.structs import replace

from ecabinet_desktop.domain.folding import fold
from ecabinet_desktop.pdf.protocol import Word

GAP = 0.17
"""Of the letter size."""

Letter = tuple[str, float, float, float, float, float]
"""Sign, left, top, right, bottom, size."""

_SYLLABLE = re.compile(
    "(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdghklmnpqrstvx])?[aeiouy]{1,3}(?:ng|nh|ch|[ckmnpt])?"
)
"""A Vietnamese syllable without its marks: a longer word with such a letter lost its spaces."""
_ACCENTS = {
    "`": "\u0300", "´": "\u0301", "ˆ": "\u0302", "˜": "\u0303", "¯": "\u0304", "˘": "\u0306", "˙": "\u0307",
    "¨": "\u0308", "˚": "\u030a", "˝": "\u030b", "ˇ": "\u030c", "¸": "\u0327", "˛": "\u0328",
}  # fmt: skip
"""Accents that stand by themselves, and what they are on a letter."""
_LONE_ACCENT = re.compile(r"[´ˆ˜¯˘˙¨˚˝ˇ¸˛]|[^\W\d_]`[^\W\d_]")
"""A grave accent is also a quotation mark of programmers: it counts within a word only."""
_VIETNAMESE = re.compile("[\u1ea0-\u1ef9]")
_DOTLESS = {"ı": "i", "ȷ": "j"}


def is_broken(texts: Iterable[str]) -> bool:
    """True when some word looks like several written together, or has an accent beside its letter."""
    found = list(texts)
    joined = " ".join(found)
    if _LONE_ACCENT.search(joined):
        return True
    return _VIETNAMESE.search(joined) is not None and any(map(_has_lost_spaces, found))


def split(letters: Sequence[Letter], block: int, line: int) -> list[Word]:
    """The words of one line of letters, split at spaces and gaps, with the left edges of their letters."""
    words: list[Word] = []
    current: list[Letter] = []
    for letter in with_accents(letters):
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


def with_accents(letters: Sequence[Letter]) -> list[Letter]:
    """The letters with each accent printed over or under one of its neighbours put on it."""
    made: list[Letter] = []
    waiting: list[Letter] = []
    for letter in letters:
        if letter[0] in _ACCENTS:
            waiting.append(letter)
            continue
        for accent in waiting:
            if _is_over(accent, letter):
                letter = _accented(letter, accent)
            elif made and _is_over(accent, made[-1]):
                made[-1] = _accented(made[-1], accent)
            else:
                made.append(accent)
        waiting = []
        made.append(letter)
    for accent in waiting:
        if made and _is_over(accent, made[-1]):
            made[-1] = _accented(made[-1], accent)
        else:
            made.append(accent)
    return made


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


def _has_lost_spaces(text: str) -> bool:
    return text.isalpha() and _VIETNAMESE.search(text) is not None and _SYLLABLE.fullmatch(fold(text)) is None


def _is_over(accent: Letter, letter: Letter) -> bool:
    """Whether the accent's middle lies over the inner part of a letter that can bear one."""
    middle, inset = (accent[1] + accent[3]) / 2, (letter[3] - letter[1]) / 5
    return letter[0].isalpha() and letter[1] + inset <= middle <= letter[3] - inset


def _accented(letter: Letter, accent: Letter) -> Letter:
    """One sign of both, where there is one; else the letter without its accent, which search ignores anyway."""
    bare = _DOTLESS.get(letter[0], letter[0])
    sign = unicodedata.normalize("NFC", bare + _ACCENTS[accent[0]])
    return (sign if len(sign) == 1 else letter[0], *letter[1:])


def _word(letters: Sequence[Letter], block: int, line: int) -> Word:
    return Word(
        letters[0][1],
        min(letter[2] for letter in letters),
        letters[-1][3],
        max(letter[4] for letter in letters),
        "".join(letter[0] for letter in letters),
        block,
        line,
        tuple(letter[1] for letter in letters),
    )
