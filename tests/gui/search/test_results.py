"""Hits as rows, and where they lead."""

from datetime import UTC, datetime

import pytest
from ecabinet_desktop.ui.features.search.results import looked_for, place_of, row_id, rows_of
from ecabinet_desktop.ui.navigator import Place
from ecabinet_desktop.ui.theme import Theme
from ecabinet_desktop.usecases.finding import Hit, HitKind, ItemHits, MeetingHits

PAGE = Hit("v1", "Tờ trình", "m1", "i1", 1, "về ngân sách", ((3, 7), (8, 12)))
TITLE = Hit("v1", "Tờ trình", "m1", "i1", None, "Tờ trình", (), HitKind.TITLE)
NOTE = Hit("v2", "Báo cáo", "m1", "i1", 4, "hỏi lại", ((0, 3),), HitKind.NOTE, "n1")
LISTED = Hit("", "Mật", "m1", "i2", None, "Mật", (), HitKind.TITLE)
STARTS = datetime(2026, 11, 26, 1, 0, tzinfo=UTC)


def test_under_each_meeting_its_items_and_under_these_the_hits(theme: Theme) -> None:
    items = (ItemHits("i1", 3, "Kinh tế", (TITLE, PAGE, NOTE)), ItemHits("i2", 0, "", (LISTED,)))
    rows = rows_of([MeetingHits("m1", "Phiên họp", STARTS, items), MeetingHits("", "", None, ())])
    assert [(row.title, row.is_heading) for row in rows] == [
        ("Phiên họp – 26 Nov 2026", True),
        ("3. Kinh tế", True),
        ("Tờ trình", False),
        ("Tờ trình", False),
        ("Báo cáo", False),
        ("Not on the agenda in force", True),
        ("Mật", False),
        ("Papers of no meeting", True),
    ]
    assert [row.trail for row in rows if not row.is_heading] == ["Title", "p. 2", "p. 5", "Title"]
    assert [row.is_dim for row in rows if not row.is_heading] == [False, True, False, False]
    assert len({row.id for row in rows}) == len(rows)


@pytest.mark.parametrize(
    ("hit", "place"),
    [
        (PAGE, Place(feature="reader", version="v1", page=1, query="ngan sach")),
        (TITLE, Place(feature="reader", version="v1")),
        (NOTE, Place(feature="reader", version="v2", page=4, note="n1")),
        (LISTED, Place(feature="meetings", meeting="m1", item="i2")),
    ],
)
def test_a_hit_leads_to_its_page_note_paper_or_item(hit: Hit, place: Place) -> None:
    assert place_of(hit, '"ngan sach" ') == place


def test_a_row_is_known_by_what_was_found() -> None:
    assert len({row_id(hit) for hit in (PAGE, TITLE, NOTE, LISTED)}) == 4


def test_words_that_stand_apart_are_looked_for_by_the_longest_of_them() -> None:
    hit = Hit("v", "T", "m", "i", 1, "ngân quỹ của các sách", ((0, 4), (17, 21)))
    assert looked_for(hit, "ngan sach") in ("ngân", "sách")
    assert looked_for(hit, '"ngan quy"') == "ngan quy"
