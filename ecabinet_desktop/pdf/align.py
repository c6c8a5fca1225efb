"""Which words of one version of a paper are which of another: found by what is unique, then by what is common.

Never quadratic: long passages without anything unique in them stay unaligned rather than be searched through. Pure.
"""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from ecabinet_desktop.pdf.flow import Flow

GRAMS = (6, 3, 1)
"""So many tokens in a row that stand once in each version tell where one passage is the other."""
SMALL = 4096
LARGE = 4_000_000
"""Product of the lengths of two passages up to which their longest common subsequence is worked out …"""
BUDGET = 200_000_000
"""… and of all of them together: half a second."""
DEEPEST = 12
LEAST_MOVED = 8
"""Tokens in a row found elsewhere that count as moved."""


@dataclass(frozen=True, slots=True)
class Hunk:
    """Tokens [old_start, old_end) of the old version that became [new_start, new_end) of the new one."""

    old_start: int
    old_end: int
    new_start: int
    new_end: int


@dataclass(frozen=True, slots=True)
class Move:
    """`length` tokens that stand elsewhere in the new version."""

    old: int
    new: int
    length: int


@dataclass(frozen=True, slots=True)
class Alignment:
    """Two versions and, for each token of the old one, that of the new one (-1 for none), moved ones included."""

    old: Flow
    new: Flow
    to_new: list[int] = field(repr=False)
    hunks: tuple[Hunk, ...]
    moves: tuple[Move, ...]

    def new_word(self, old_word: int) -> int | None:
        """The word of the new version that is a word of the old one."""
        token = self.old.token_of[old_word]
        mapped = self.to_new[token] if token >= 0 else -1
        if mapped < 0:
            return None
        within = old_word - self.old.first[token]
        return min(self.new.first[mapped] + within, self.new.last[mapped])


def align(old: Flow, new: Flow) -> Alignment:
    """Align two versions; 75,000 words in about 0.3 s."""
    numbers: dict[str, int] = {}
    one = [numbers.setdefault(key, len(numbers)) for key in old.keys]
    other = [numbers.setdefault(key, len(numbers)) for key in new.keys]
    matcher = _Matcher(one, other)
    matcher.run()
    to_new = matcher.to_new
    _drop_islands(to_new, len(other))
    _grow(one, other, to_new)
    hunks = tuple(_hunks(to_new, len(other)))
    moves = tuple(_moves(one, other, to_new))
    for move in moves:
        to_new[move.old : move.old + move.length] = range(move.new, move.new + move.length)
    return Alignment(old, new, to_new, hunks, moves)


def common(one: Sequence[int], other: Sequence[int]) -> list[tuple[int, int]]:
    """A longest common subsequence as pairs of places, by whole rows of bits at a time (Hyyrö 2004)."""
    places: dict[int, int] = {}
    bit = 1
    for value in other:
        places[value] = places.get(value, 0) | bit
        bit <<= 1
    full = bit - 1
    row = full
    rows = [row]
    for value in one:
        hit = row & places.get(value, 0)
        row = ((row + hit) | (row - hit)) & full
        rows.append(row)
    pairs = []
    x, y = len(one), len(other)
    while x and y:
        if rows[x] >> (y - 1) & 1:
            y -= 1
        elif rows[x - 1] >> (y - 1) & 1:
            x, y = x - 1, y - 1
            pairs.append((x, y))
        else:
            x -= 1
    pairs.reverse()
    return pairs


class _Matcher:
    """Fills `to_new` from one end of both versions to the other, always in order."""

    def __init__(self, one: list[int], other: list[int]) -> None:
        self._one = one
        self._other = other
        self._budget = BUDGET
        self._work: list[tuple[int, int, int, int, int]] = []
        self.to_new = [-1] * len(one)

    def run(self) -> None:
        """Match everything that can be matched."""
        self._work.append((0, len(self._one), 0, len(self._other), 0))
        while self._work:
            self._range(*self._work.pop())

    def _range(self, a0: int, a1: int, b0: int, b1: int, depth: int) -> None:
        one, other, to_new = self._one, self._other, self.to_new
        while a0 < a1 and b0 < b1 and one[a0] == other[b0]:
            to_new[a0] = b0
            a0, b0 = a0 + 1, b0 + 1
        while a0 < a1 and b0 < b1 and one[a1 - 1] == other[b1 - 1]:
            a1, b1 = a1 - 1, b1 - 1
            to_new[a1] = b1
        if a0 == a1 or b0 == b1:
            return
        size = (a1 - a0) * (b1 - b0)
        if size > SMALL and depth < DEEPEST and self._split(a0, a1, b0, b1, depth, GRAMS[:-1]):
            return
        if size <= LARGE and size <= self._budget:
            self._budget -= size
            for x, y in common(one[a0:a1], other[b0:b1]):
                to_new[a0 + x] = b0 + y
        elif depth < DEEPEST:
            self._split(a0, a1, b0, b1, depth, GRAMS[-1:])

    def _split(self, a0: int, a1: int, b0: int, b1: int, depth: int, grams: Sequence[int]) -> bool:
        """Match what stands once on each side, and put what lies between aside for later."""
        for length in grams:
            pairs = _rising(_unique(self._one[a0:a1], self._other[b0:b1], length))
            if pairs:
                self._between(pairs, (a0, a1, b0, b1), depth, length)
                return True
        return False

    def _between(
        self, pairs: list[tuple[int, int]], around: tuple[int, int, int, int], depth: int, length: int
    ) -> None:
        a0, a1, b0, b1 = around
        x_end, y_end = a0, b0
        for x, y in pairs:
            x, y = a0 + x, b0 + y
            skip = max(x_end - x, y_end - y, 0)
            if skip >= length:
                continue
            if x_end < x + skip or y_end < y + skip:
                self._work.append((x_end, x + skip, y_end, y + skip, depth + 1))
            for step in range(skip, length):
                self.to_new[x + step] = y + step
            x_end, y_end = x + length, y + length
        self._work.append((x_end, a1, y_end, b1, depth + 1))


def _unique(one: Sequence[int], other: Sequence[int], length: int) -> list[tuple[int, int]]:
    """The places, in order of the first, of runs of tokens that stand once in each."""
    counted = Counter(_grams(other, length))
    once = {gram for gram, count in Counter(_grams(one, length)).items() if count == 1 and counted[gram] == 1}
    where = {gram: place for place, gram in enumerate(_grams(other, length)) if gram in once}
    return [(place, where[gram]) for place, gram in enumerate(_grams(one, length)) if gram in once]


def _grams(values: Sequence[int], length: int) -> "Iterator[tuple[int, ...]]":
    return zip(*(islice(values, start, None) for start in range(length)), strict=False)


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """The most pairs whose second places rise as the first do."""
    if all(pairs[n - 1][1] < pairs[n][1] for n in range(1, len(pairs))):
        return pairs
    tops: list[int] = []
    top_of: list[int] = []
    before = [-1] * len(pairs)
    for place, (_, value) in enumerate(pairs):
        pile = bisect_left(tops, value)
        before[place] = top_of[pile - 1] if pile else -1
        if pile == len(tops):
            tops.append(value)
            top_of.append(place)
        else:
            tops[pile], top_of[pile] = value, place
    chain = []
    place = top_of[-1]
    while place >= 0:
        chain.append(pairs[place])
        place = before[place]
    chain.reverse()
    return chain


def _runs(to_new: Sequence[int]) -> list[tuple[int, int, int]]:
    """Matched stretches: old place, new place, length."""
    found: list[tuple[int, int, int]] = []
    place, end = 0, len(to_new)
    while place < end:
        mapped = to_new[place]
        if mapped < 0:
            place += 1
            continue
        length = 1
        while place + length < end and to_new[place + length] == mapped + length:
            length += 1
        found.append((place, mapped, length))
        place += length
    return found


def _drop_islands(to_new: list[int], new_length: int) -> None:
    """Forget matches of a word or two amid much that changed: in rewritten text they are chance."""
    runs = _runs(to_new)
    edges = [(0, 0, 0), *runs, (len(to_new), new_length, 0)]
    for n in range(1, len(edges) - 1):
        old, new, length = edges[n]
        (left, left_new, left_length), (right, right_new, _) = edges[n - 1], edges[n + 1]
        before = max(old - left - left_length, new - left_new - left_length)
        after = max(right - old - length, right_new - new - length)
        narrow = min(before, after)
        is_edge = length <= 2 and max(before, after) >= LEAST_MOVED and (n == 1 or n == len(edges) - 2)
        if is_edge or (length <= 2 and narrow >= 3) or (length <= 4 and narrow >= 12):
            to_new[old : old + length] = [-1] * length


def _grow(one: Sequence[int], other: Sequence[int], to_new: list[int]) -> None:
    """Let each stretch take in the same words before and behind it that chance matches had held."""
    runs = _runs(to_new)
    new_end = 0
    for n, (old, new, length) in enumerate(runs):
        while old > 0 and new > new_end and to_new[old - 1] < 0 and one[old - 1] == other[new - 1]:
            old, new, length = old - 1, new - 1, length + 1
            to_new[old] = new
        limit = runs[n + 1][1] if n + 1 < len(runs) else len(other)
        end, new_end = old + length, new + length
        while end < len(one) and new_end < limit and to_new[end] < 0 and one[end] == other[new_end]:
            to_new[end] = new_end
            end, new_end = end + 1, new_end + 1


def _hunks(to_new: Sequence[int], new_length: int) -> Iterator[Hunk]:
    old_end = new_end = 0
    for old, new, length in [*_runs(to_new), (len(to_new), new_length, 0)]:
        if old > old_end or new > new_end:
            yield Hunk(old_end, old, new_end, new)
        old_end, new_end = old + length, new + length


def _moves(one: Sequence[int], other: Sequence[int], to_new: Sequence[int]) -> Iterator[Move]:
    """Unmatched stretches of the old version that stand, once and unmatched, elsewhere in the new one."""
    taken = bytearray(len(other))
    for mapped in to_new:
        if mapped >= 0:
            taken[mapped] = 1
    free_old = bytearray(1 if mapped < 0 else 0 for mapped in to_new)
    free_new = bytearray(1 - each for each in taken)
    first, second = _free_grams(one, free_old), _free_grams(other, free_new)
    for gram, old in first.items():
        new = second.get(gram, -1)
        if old < 0 or new < 0 or not free_old[old] or not free_new[new]:
            continue
        start = 0
        while old + start > 0 and new + start > 0 and _meet(one, other, free_old, free_new, old, new, start - 1):
            start -= 1
        end = 0
        while _meet(one, other, free_old, free_new, old, new, end):
            end += 1
        if end - start >= LEAST_MOVED:
            free_old[old + start : old + end] = free_new[new + start : new + end] = bytes(end - start)
            yield Move(old + start, new + start, end - start)


def _meet(
    one: Sequence[int],
    other: Sequence[int],
    free_old: bytearray,
    free_new: bytearray,
    old: int,
    new: int,
    step: int,
) -> bool:
    """Whether the tokens `step` further on are the same and belong to nothing else."""
    x, y = old + step, new + step
    within = 0 <= x < len(one) and 0 <= y < len(other)
    return within and bool(free_old[x]) and bool(free_new[y]) and one[x] == other[y]


def _free_grams(values: Sequence[int], free: bytearray) -> dict[tuple[int, ...], int]:
    """Where runs of LEAST_MOVED free tokens stand: the place of those that stand once, else -1."""
    found: dict[tuple[int, ...], int] = {}
    start = free.find(1)
    while start >= 0:
        end = free.find(0, start)
        end = len(free) if end < 0 else end
        for place, gram in enumerate(_grams(values[start:end], LEAST_MOVED), start):
            found[gram] = -1 if gram in found else place
        start = free.find(1, end)
    return found
