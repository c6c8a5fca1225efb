"""What a query asks for, and the part of a text that answers it: terms, patterns and snippets.

Everything is compared folded; what is shown is the original text. Pure.
"""

import re
from dataclasses import dataclass

from ecabinet_desktop.domain.folding import fold, fold_with_map

BEFORE, AFTER = 60, 140
"""Signs of context shown before and after the first match."""
MOST_WORDS = 64
"""Words of a query that are looked at; somebody may paste a page."""
MOST_MATCHES = 400
"""Matches of a page among which the best place is chosen."""
JOINED = "\f"
"""Parts a page's text from the words that its line ends have cut."""
_WORD = re.compile(r"[^\W_]+")
"""What FTS5's unicode61 takes for a word, too."""
_TERM = re.compile(r'"([^"]*)"?|(\S+)')
_CUT = re.compile(r"(?<=[^\W\d_])[-\u00ad\u2010]\n(?=[^\W\d_])")
"""A hyphen at the end of a line, between letters; looked for by the hyphen, which is twenty times faster."""
_LETTERS = re.compile(r"[^\W\d_]+")
LONGEST = 40
"""Letters of half a cut word."""
_VIETNAMESE = re.compile("[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9]")
Spans = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must stand together; `is_beginning` when the last one may go on."""

    words: tuple[str, ...]
    is_beginning: bool = False

    def match(self) -> str:
        """An FTS5 phrase; words hold letters and digits only, so nothing can break out of the quotes."""
        return f'"{" ".join(self.words)}"' + (" *" if self.is_beginning else "")

    def pattern(self) -> str:
        """A regular expression for a folded text."""
        return r"[\W_]+".join(map(re.escape, self.words)) + ("" if self.is_beginning else r"(?![^\W_])")


@dataclass(frozen=True, slots=True)
class Question:
    """The terms of a query. `phrase` is all of it as it was typed, None when that is no more than the terms say."""

    terms: tuple[Term, ...]
    phrase: Term | None

    def pattern(self) -> re.Pattern[str]:
        """Finds any of the terms; the number of the group tells which."""
        parts = sorted({term.pattern() for term in self.terms}, key=len, reverse=True)
        return re.compile(r"(?<![^\W_])(?:" + "|".join(f"({part})" for part in parts) + ")")

    def stands_in(self, folded: str) -> bool:
        """Whether a folded text holds every term."""
        if not all(word in folded for term in self.terms for word in term.words):
            return False
        return all(re.search(rf"(?<![^\W_]){term.pattern()}", folded) for term in self.terms)


def ask(query: str) -> Question | None:
    """What a query asks for, None for nothing. Any input is safe.

    A quoted part must stand as it is; the last unquoted word may be the beginning of one, unless it is a single
    letter: beginnings of one letter are in every page, so that one is being typed and counts in the phrase only.
    """
    terms: list[Term] = []
    room = MOST_WORDS
    is_typed = False
    for found in _TERM.finditer(query):
        quoted, word = found.group(1), found.group(2)
        words = _WORD.findall(fold(quoted if quoted is not None else word))[:room]
        room -= len(words)
        if words:
            is_typed = quoted is None and found.end() == len(query)
            terms.append(Term(tuple(words), is_typed and len(words[-1]) > 1))
    if not terms:
        return None
    is_letter = (
        is_typed and len(terms) > 1 and len(terms[-1].words) == 1 and re.fullmatch("[a-z]", terms[-1].words[0])
    )
    phrase = Term(tuple(word for term in terms for word in term.words), terms[-1].is_beginning)
    return Question(tuple(terms[:-1] if is_letter else terms), phrase if len(terms) > 1 else None)


def with_joined(text: str) -> str:
    """The text and, behind `JOINED`, the words cut by a hyphen at the end of a line ("documenta-tion").

    Vietnamese is not hyphenated: a hyphen there joins two words, which stay two.
    """
    text = text.replace(JOINED, " ")
    cut = [_whole_word(text, found.start(), found.end()) for found in _CUT.finditer(text)]
    whole = [word for word in cut if not _VIETNAMESE.search(word)]
    return f"{text}{JOINED}{' '.join(whole)}" if whole else text


def without_joined(text: str) -> str:
    """The text alone."""
    return text.partition(JOINED)[0]


def snippet(text: str, pattern: re.Pattern[str], length: int = BEFORE + AFTER) -> tuple[str, Spans]:
    """The part of the original text where most of what was asked stands closest, with all matches in it."""
    body, _, joined = text.partition(JOINED)
    flat, matches = _matches(body, pattern)
    if joined and pattern.search(fold(joined)):
        whole = _matches(_CUT.sub("", body), pattern)
        if len({kind for _, _, kind in whole[1]}) > len({kind for _, _, kind in matches}):
            flat, matches = whole
    first = _best(matches)
    start = max(0, first - BEFORE) if len(flat) > length else 0
    end = min(len(flat), start + length)
    if start > 0:
        start = flat.find(" ", start, first) + 1 or start
    spans = tuple((max(a, start) - start, min(b, end) - start) for a, b, _ in matches if a < end and b > start)
    return flat[start:end], spans


def _whole_word(text: str, end: int, start: int) -> str:
    """The word whose first half ends at `end` and whose second begins at `start`."""
    before: list[str] = _LETTERS.findall(text[max(0, end - LONGEST) : end])
    after = _LETTERS.match(text, start, start + LONGEST)
    return before[-1] + (str(after.group()) if after else "")


def _matches(text: str, pattern: re.Pattern[str]) -> tuple[str, list[tuple[int, int, int]]]:
    """The text on one line, and each match in it: start, end, which term."""
    flat = " ".join(text.split())
    folded, origin = fold_with_map(flat)
    found = [(origin[m.start()], origin[m.end()], m.lastindex or 0) for m in pattern.finditer(folded)]
    return flat, found


def _best(matches: list[tuple[int, int, int]]) -> int:
    """Where the passage begins that holds most different terms closest together; the first of equals."""
    best = (0, 0, 0)
    for number, (start, _, _) in enumerate(matches[:MOST_MATCHES]):
        kinds: set[int] = set()
        width = 0
        for _, end, kind in matches[number : number + 12]:
            if end - start > AFTER:
                break
            if kind not in kinds:
                kinds.add(kind)
                width = end - start
        best = min(best, (-len(kinds), width, start))
    return best[2]
