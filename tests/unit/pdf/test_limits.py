import math

import pytest
from ecabinet_desktop.domain.paper import OutlineEntry
from ecabinet_desktop.pdf import limits
from ecabinet_desktop.pdf.protocol import Word


@pytest.mark.parametrize(
    ("told", "laid_out"),
    [
        ((595.0, 842.0), (595.0, 842.0)),
        ((0.0, 0.0), (3.0, 3.0)),
        ((-595.0, 842.0), (595.0, 842.0)),
        ((math.nan, 842.0), (3.0, 842.0)),
        ((math.inf, 1e300), (14_400.0, 14_400.0)),
    ],
)
def test_a_page_has_a_size_that_can_be_laid_out(told: tuple[float, float], laid_out: tuple[float, float]) -> None:
    assert limits.page_size(*told) == laid_out


def test_words_end_where_nobody_reads_on() -> None:
    word = Word(0.0, 0.0, 1.0, 1.0, "a", 0, 0)
    assert len(limits.words_within([word] * (limits.MOST_WORDS + 5))) == limits.MOST_WORDS
    long = Word(0.0, 0.0, 1.0, 1.0, "a" * 900_000, 0, 0)
    assert len(limits.words_within([long] * 5)) == 2
    lost = [Word(math.nan, 0.0, 1.0, 1.0, "b", 0, 0), Word(0.0, 0.0, 1.0, 1e30, "c", 0, 0)]
    assert limits.words_within([word, *lost, word]) == [word, word]


def test_bookmarks_lead_to_pages_that_exist_and_fit_their_line() -> None:
    entries = [(1, "a", 1), (900, "b" * 9000, 77), (-3, "c", -1)]
    assert limits.outline_within(entries, 5) == (
        OutlineEntry(1, "a", 0),
        OutlineEntry(limits.DEEPEST_LEVEL, "b" * limits.LONGEST_TITLE, 4),
        OutlineEntry(1, "c", 0),
    )
    assert len(limits.outline_within([(1, "a", 1)] * 30_000, 5)) == limits.MOST_ENTRIES


def test_page_labels_fit_their_line() -> None:
    assert limits.labels_within(["iv", "x" * 500]) == ("iv", "x" * limits.LONGEST_LABEL)
