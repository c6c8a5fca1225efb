"""Where pages lie on the sheet."""

import pytest
from ecabinet_desktop.clock import monotonic
from ecabinet_desktop.ui.features.reader.layout import GAP, LARGEST, POINT, SMALLEST, Layout, fitting

A4 = (595.0, 842.0)
WIDE = (842.0, 595.0)
MIXED = [A4, WIDE, A4]


def test_pages_follow_one_another_with_a_gap_around_each() -> None:
    layout = Layout(MIXED, 2.0)
    assert layout.tops == [GAP, GAP + 1684 + GAP, GAP + 1684 + GAP + 1190 + GAP]
    assert layout.height == layout.tops[2] + 1684 + GAP
    assert layout.width == 2 * 842 + 2 * GAP
    assert layout.extent(1) == (1684, 1190)


def test_a_height_belongs_to_the_page_there_or_to_the_last_one_above_it() -> None:
    layout = Layout(MIXED, 1.0)
    assert layout.page_at(-50) == 0
    assert layout.page_at(layout.tops[1] - 1) == 0
    assert layout.page_at(layout.tops[1]) == 1
    assert layout.page_at(layout.height + 999) == 2


def test_only_the_pages_between_two_heights_are_visible() -> None:
    layout = Layout([A4] * 100, 1.0)
    assert layout.visible(0, 500) == range(1)
    assert layout.visible(layout.tops[7] - 5, layout.tops[8] + 5) == range(6, 9)
    assert layout.visible(layout.height - 100, layout.height + 500) == range(99, 100)
    assert Layout([], 1.0).visible(0, 500) == range(0)


def test_narrow_pages_stand_in_the_middle_of_the_view_or_of_the_widest_page() -> None:
    layout = Layout(MIXED, 1.0)
    assert layout.left(0, 1000) == (1000 - 595) / 2
    assert layout.left(0, 300) == (842 + 2 * GAP - 595) / 2
    assert layout.left(1, 300) == GAP


def test_the_widest_page_fits_the_width_and_the_page_at_hand_fits_the_view() -> None:
    assert fitting(MIXED, 0, "width", 842 + 2 * GAP, 100) == 1.0
    whole = fitting(MIXED, 0, "page", 2000, 421 + 2 * GAP)
    assert whole == pytest.approx(0.5)
    assert fitting(MIXED, 1, "page", 421 + 2 * GAP, 2000) == pytest.approx(0.5)


@pytest.mark.parametrize(
    ("zoom", "scale"),
    [("1.0", POINT), ("1.5", 1.5 * POINT), ("0.001", SMALLEST), ("99", LARGEST), ("gross", POINT)],
)
def test_a_factor_counts_from_100_per_cent_and_stays_within_bounds(zoom: str, scale: float) -> None:
    assert fitting(MIXED, 0, zoom, 800, 600) == pytest.approx(scale)


def test_a_paper_without_pages_lays_out_to_nothing() -> None:
    layout = Layout([], 1.0)
    assert (layout.height, layout.width) == (GAP, 2 * GAP)
    assert fitting([], 0, "width", 800, 600) == 1.0
    assert SMALLEST <= fitting([], 0, "page", 800, 600) <= LARGEST


def test_a_view_without_room_still_has_a_scale() -> None:
    assert fitting(MIXED, 0, "width", 0, 0) == SMALLEST
    assert fitting(MIXED, 0, "page", 0, 0) == SMALLEST


def test_ten_thousand_pages_are_laid_out_within_a_frame_or_two() -> None:
    begun = monotonic()
    layout = Layout([A4] * 10_000, 1.3)
    assert layout.page_at(layout.tops[9_876] + 1) == 9_876
    assert monotonic() - begun < 0.1
