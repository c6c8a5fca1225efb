"""What changed between two versions of a paper, and which height of the one is which of the other.

From the same alignment that carries marks. Commas and capitals are no change. Pure.
"""

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ecabinet_desktop.domain.annotation import Quad
from ecabinet_desktop.pdf import anchors
from ecabinet_desktop.pdf.align import Alignment, Hunk
from ecabinet_desktop.pdf.flow import Flow, is_wordy
from ecabinet_desktop.pdf.words import text_of

CLOSE = 2
"""So few words the same between two changes make them one: a sentence is read as a whole."""


class ChangeKind(StrEnum):
    """What was done to a passage."""

    ADDED = "added"
    REMOVED = "removed"
    REWORDED = "reworded"
    MOVED = "moved"


@dataclass(frozen=True, slots=True)
class Part:
    """What of a passage stands on one page, 0 first."""

    page: int
    quads: tuple[Quad, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """One change. What was added has no `old` part, and what was removed no `new` one.

    `old_page` and `new_page` are where it begins or, where there is nothing of it, where it would stand.
    """

    kind: ChangeKind
    old_page: int
    new_page: int
    old: tuple[Part, ...]
    new: tuple[Part, ...]
    old_text: str
    new_text: str

    @property
    def old_quads(self) -> tuple[Quad, ...]:
        """What is marked on `old_page`."""
        return self.old[0].quads if self.old else ()

    @property
    def new_quads(self) -> tuple[Quad, ...]:
        """What is marked on `new_page`."""
        return self.new[0].quads if self.new else ()


Spot = tuple[int, float]
"""A page, 0 first, and a height on it in points."""


class PageMap:
    """Which height of one version is which of the other, for scrolling both together."""

    def __init__(self, pairs: Iterable[tuple[Spot, Spot]]) -> None:
        self.pairs = tuple(pairs)
        self._old = [old for old, _ in self.pairs]
        self._new = [new for _, new in self.pairs]

    def to_new(self, page: int, y: float) -> Spot:
        """Where a height of the old version is in the new one."""
        return _between((page, y), self._old, self._new)

    def to_old(self, page: int, y: float) -> Spot:
        """Where a height of the new version is in the old one."""
        return _between((page, y), self._new, self._old)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two versions compared: the changes in the order of the new version, the heights, and how many words."""

    changes: tuple[Changed, ...]
    page_map: PageMap
    old_words: int
    new_words: int


def compare(alignment: Alignment) -> Comparison:
    """What a person is shown of an alignment."""
    old, new = alignment.old, alignment.new
    found = [change for hunk in _joined(alignment) for change in _changes(hunk, alignment)]
    for move in alignment.moves:
        before, after = range(move.old, move.old + move.length), range(move.new, move.new + move.length)
        found.append(_changed(ChangeKind.MOVED, before, after, alignment))
    found.sort(key=lambda change: (change.new_page, change.new_quads[0].top if change.new_quads else 0.0))
    return Comparison(tuple(found), PageMap(_pairs(alignment)), len(old.words), len(new.words))


def _joined(alignment: Alignment) -> Iterator[Hunk]:
    """The hunks, those with but a word or two between them as one."""
    last: Hunk | None = None
    for hunk in alignment.hunks:
        if last is not None and _belongs(last, hunk, alignment.old):
            last = Hunk(last.old_start, hunk.old_end, last.new_start, hunk.new_end)
            continue
        if last is not None:
            yield last
        last = hunk
    if last is not None:
        yield last


def _belongs(last: Hunk, hunk: Hunk, old: Flow) -> bool:
    """Whether two changes are read as one: close to each other, in one block of the page."""
    if hunk.old_start - last.old_end > CLOSE or hunk.old_start == last.old_end:
        return hunk.old_start == last.old_end
    ends = [
        old.words[old.first[token]]
        for token in (max(0, last.old_end - 1), hunk.old_start)
        if token < len(old.first)
    ]
    return len({word.block for word in ends}) == 1


def _changes(hunk: Hunk, alignment: Alignment) -> Iterator[Changed]:
    """A hunk as changes: what has moved elsewhere is neither removed nor added."""
    gone = [range(move.old, move.old + move.length) for move in alignment.moves]
    come = [range(move.new, move.new + move.length) for move in alignment.moves]
    before = list(_without(range(hunk.old_start, hunk.old_end), gone))
    after = list(_without(range(hunk.new_start, hunk.new_end), come))
    before = [each for each in before if any(is_wordy(alignment.old.keys[t]) for t in each)]
    after = [each for each in after if any(is_wordy(alignment.new.keys[t]) for t in each)]
    if len(before) == 1 == len(after):
        yield _changed(ChangeKind.REWORDED, before[0], after[0], alignment)
        return
    for part in before:
        yield _changed(ChangeKind.REMOVED, part, range(hunk.new_start, hunk.new_start), alignment)
    for part in after:
        yield _changed(ChangeKind.ADDED, range(hunk.old_start, hunk.old_start), part, alignment)


def _without(whole: range, others: Sequence[range]) -> Iterator[range]:
    start = whole.start
    for other in sorted((each for each in others if each.start < whole.stop and each.stop > whole.start), key=min):
        if other.start > start:
            yield range(start, other.start)
        start = max(start, other.stop)
    if start < whole.stop:
        yield range(start, whole.stop)


def _changed(kind: ChangeKind, before: range, after: range, alignment: Alignment) -> Changed:
    old, new = alignment.old, alignment.new
    return Changed(
        kind,
        _page_at(old, before.start),
        _page_at(new, after.start),
        _parts(old, before),
        _parts(new, after),
        _text(old, before),
        _text(new, after),
    )


def _page_at(flow: Flow, token: int) -> int:
    """The page on which a token stands; the last one has no successor."""
    if not flow.first:
        return 0
    return flow.page_of(flow.first[min(token, len(flow.first) - 1)])


def _words(flow: Flow, tokens: range) -> list[int]:
    return [word for token in tokens for word in range(flow.first[token], flow.last[token] + 1)]


def _parts(flow: Flow, tokens: range) -> tuple[Part, ...]:
    by_page: dict[int, list[int]] = {}
    for word in _words(flow, tokens):
        by_page.setdefault(flow.page_of(word), []).append(word)
    return tuple(Part(page, anchors.quads([flow.words[word] for word in words])) for page, words in by_page.items())


def _text(flow: Flow, tokens: range) -> str:
    return text_of(flow.words[word] for word in _words(flow, tokens))


def _pairs(alignment: Alignment) -> Iterator[tuple[Spot, Spot]]:
    """The first known word of each line and where it is now, rising in both versions."""
    old, new = alignment.old, alignment.new
    elsewhere = {token for move in alignment.moves for token in range(move.old, move.old + move.length)}
    last_old: Spot = (-1, 0.0)
    last_new: Spot = (-1, 0.0)
    for token, mapped in enumerate(alignment.to_new):
        if mapped < 0 or token in elsewhere:
            continue
        one, other = old.first[token], new.first[mapped]
        spot, there = (old.page_of(one), old.words[one].top), (new.page_of(other), new.words[other].top)
        if spot > last_old and there > last_new:
            yield spot, there
            last_old, last_new = spot, there


def _between(spot: Spot, known: Sequence[Spot], there: Sequence[Spot]) -> Spot:
    """A spot by the known ones before and after it; in proportion where both are of one page on both sides."""
    if not known:
        return spot
    place = bisect_right(known, spot) - 1
    if place < 0:
        return _beside(spot, known[0], there[0]) if known[0][0] == spot[0] else min(spot, there[0])
    page, y = there[place]
    if known[place][0] != spot[0]:
        return page + spot[0] - known[place][0], spot[1]
    if place + 1 < len(known) and known[place + 1][0] == spot[0] and there[place + 1][0] == page:
        share = (spot[1] - known[place][1]) / (known[place + 1][1] - known[place][1])
        return page, y + share * (there[place + 1][1] - y)
    return _beside(spot, known[place], there[place])


def _beside(spot: Spot, known: Spot, there: Spot) -> Spot:
    return there[0], max(0.0, there[1] + spot[1] - known[1])
