import random
from itertools import pairwise
from time import process_time

import pytest
from ecabinet_desktop.pdf.align import LEAST_MOVED, Alignment, align, common
from ecabinet_desktop.pdf.flow import Flow
from ecabinet_desktop.pdf.protocol import Word
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.sheets_of_words import flow_of


def plain(words: list[str]) -> Flow:
    """Words as they are, on one page."""
    places = list(range(len(words)))
    made = [Word(0, 0, 1, 1, word, 0, 0) for word in words]
    return Flow(made, 1, [0], words, places, list(places), list(places))


def aligned(old: str, new: str) -> Alignment:
    return align(plain(old.split()), plain(new.split()))


def matched(alignment: Alignment) -> list[str]:
    return [alignment.old.keys[t] for t, mapped in enumerate(alignment.to_new) if mapped >= 0]


def test_what_stayed_is_matched_and_what_changed_is_a_hunk() -> None:
    made = aligned("a b c d e f g", "a b x d e f g h")
    assert made.to_new == [0, 1, -1, 3, 4, 5, 6]
    assert [(h.old_start, h.old_end, h.new_start, h.new_end) for h in made.hunks] == [(2, 3, 2, 3), (7, 7, 7, 8)]
    assert aligned("a b", "a b").hunks == ()
    assert aligned("", "a").to_new == []
    assert aligned("a", "").to_new == [-1]


def test_a_passage_put_elsewhere_is_known_as_moved() -> None:
    passage = " ".join(f"m{n}" for n in range(LEAST_MOVED + 2))
    rest = " ".join(f"r{n}" for n in range(30))
    made = aligned(f"{passage} {rest} z", f"{rest} {passage} z")
    (move,) = made.moves
    assert (move.old, move.new, move.length) == (0, 30, LEAST_MOVED + 2)
    assert made.to_new[: LEAST_MOVED + 2] == list(range(30, 30 + LEAST_MOVED + 2))


def test_common_words_in_text_written_anew_are_no_match() -> None:
    made = aligned("start q w e the r t y and u i o end", "start a s d the f g h and j k l end")
    assert matched(made) == ["start", "end"]


def test_each_word_finds_its_word_also_where_one_was_parted() -> None:
    made = align(flow_of("the imple-\nmentation of it"), flow_of("now the implementation of it"))
    assert [made.new_word(word) for word in range(5)] == [1, 2, 2, 3, 4]


@given(st.lists(st.integers(0, 4), max_size=40), st.lists(st.integers(0, 4), max_size=40))
def test_the_longest_common_part_is_as_long_as_the_plain_way_finds_it(one: list[int], other: list[int]) -> None:
    pairs = common(one, other)
    assert all(one[x] == other[y] for x, y in pairs)
    assert all(a[0] < b[0] and a[1] < b[1] for a, b in pairwise(pairs))
    assert len(pairs) == _longest(one, other)


def _longest(one: list[int], other: list[int]) -> int:
    row = [0] * (len(other) + 1)
    for x in one:
        last, row = row, [0]
        for y, value in enumerate(other):
            row.append(last[y] + 1 if x == value else max(last[y + 1], row[y]))
    return row[-1]


@given(st.lists(st.sampled_from("abcdefgh"), max_size=200), st.lists(st.sampled_from("abcdefgh"), max_size=200))
def test_only_the_same_words_are_matched_each_once_and_in_order_but_for_moves(
    old: list[str], new: list[str]
) -> None:
    made = align(plain(old), plain(new))
    pairs = [(t, mapped) for t, mapped in enumerate(made.to_new) if mapped >= 0]
    assert all(old[t] == new[mapped] for t, mapped in pairs)
    assert len({mapped for _, mapped in pairs}) == len(pairs)
    moved = {t for move in made.moves for t in range(move.old, move.old + move.length)}
    stayed = [mapped for t, mapped in pairs if t not in moved]
    assert stayed == sorted(stayed)


def _words(number: int, seed: int) -> list[str]:
    chance = random.Random(seed)
    known = ["".join(chance.choices("abcdeghiklmnopqrstuvxy", k=chance.randint(2, 6))) for _ in range(3000)]
    return chance.choices(known, [1000 / (place + 1) for place in range(3000)], k=number)


def _hostile() -> dict[str, tuple[list[str], list[str]]]:
    many = _words(40_000, 1)
    chance = random.Random(2)
    return {
        "one word": (["a"] * 40_000, ["a"] * 30_000),
        "two words": (["a", "b"] * 20_000, ["b", "a", "a"] * 13_000),
        "chance": ([chance.choice("ab") for _ in range(40_000)], [chance.choice("ab") for _ in range(40_000)]),
        "backwards": (many, many[::-1]),
        "other words": (many, _words(40_000, 3)),
        "falling": ([str(n) for n in range(40_000)], [str(n) for n in range(40_000, 0, -1)]),
    }


@pytest.mark.parametrize("name", ["one word", "two words", "chance", "backwards", "other words", "falling"])
def test_no_pair_of_papers_takes_longer_than_a_few_seconds(name: str) -> None:
    """Quadratic it would be minutes; the bench measures the usual case."""
    old, new = (plain(words) for words in _hostile()[name])
    start = process_time()
    align(old, new)
    assert process_time() - start < 5


def test_many_small_edits_all_over_are_seen_through() -> None:
    old = _words(20_000, 4)
    new = list(old)
    for place in range(0, 20_000, 31):
        new[place] = f"new{place}"
    made = align(plain(old), plain(new))
    wrong = [t for t, mapped in enumerate(made.to_new) if mapped >= 0 and mapped != t]
    missed = [t for t, mapped in enumerate(made.to_new) if mapped < 0 and t % 31]
    assert not wrong
    assert len(missed) < 20
