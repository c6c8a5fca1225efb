"""How much of a page or a document is taken: what no honest paper needs is cut off before it costs anything.

Pure; the helper applies it, so that neither it nor the window ever holds more.
"""

import math
from collections.abc import Iterable, Sequence
from itertools import islice

from ecabinet_desktop.domain.paper import OutlineEntry
from ecabinet_desktop.pdf.protocol import Word

LARGEST_SIDE = 14_400.0
"""Points: 200 inches, the format's own limit."""
SMALLEST_SIDE = 3.0
"""Points: a narrower page could not be seen, and nothing can be divided by none."""
MOST_PAGES = 100_000
MANY_PAGES = 5_000
"""From here on a search maps the pages first: in one long list finding each costs what all before it cost."""
MOST_WORDS = 100_000
"""On one page: a newspaper's holds 10,000."""
MOST_LETTERS = 2_000_000
"""On one page; what has more has no words at all."""
MOST_PLACED = 200_000
"""Letters of a page that are looked at one by one, at 6 µs each; beyond, words are taken as they come."""
FARTHEST = 100_000.0
"""Points from the page's corner: nothing farther off is told, since no window could go there."""
MOST_ENTRIES = 20_000
"""Bookmarks, or links of a page."""
LONGEST_TITLE = 500
LONGEST_LABEL = 40
LONGEST_TARGET = 2000
DEEPEST_LEVEL = 50


def page_size(width: float, height: float) -> tuple[float, float]:
    """Width and height as they are laid out: finite, and within what a page may measure."""
    return _side(width), _side(height)


def within_reach(*places: float) -> bool:
    """Whether these are numbers, and places a window can go to."""
    return all(-FARTHEST < place < FARTHEST for place in places)  # false for what is no number


def words_within(words: Iterable[Word]) -> list[Word]:
    """The first words of a page that stand somewhere, and no more than anybody reads."""
    taken: list[Word] = []
    letters = 0
    for word in islice(words, MOST_WORDS):
        letters += len(word.text)
        if letters > MOST_LETTERS:
            break
        if within_reach(word.left, word.top, word.right, word.bottom):
            taken.append(word)
    return taken


def outline_within(entries: Iterable[tuple[int, str, int]], pages: int) -> tuple[OutlineEntry, ...]:
    """Bookmarks (level, title, page, both 1 first) that can be shown: levels and pages that exist, short titles."""
    return tuple(
        OutlineEntry(min(max(1, level), DEEPEST_LEVEL), title[:LONGEST_TITLE], min(max(0, page - 1), pages - 1))
        for level, title, page in islice(entries, MOST_ENTRIES)
    )


def labels_within(labels: Sequence[str]) -> tuple[str, ...]:
    """Page labels short enough for a line."""
    return tuple(label[:LONGEST_LABEL] for label in labels)


def _side(length: float) -> float:
    if math.isnan(length):
        return SMALLEST_SIDE
    return min(max(abs(length), SMALLEST_SIDE), LARGEST_SIDE)
