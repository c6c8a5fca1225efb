"""Tiles as the helper draws them: turned, and in night colours that leave photographs alone."""

import pymupdf
import pytest
from ecabinet_desktop.pdf import tiling
from ecabinet_desktop.pdf.protocol import Tint, Wish

RED_SQUARE = (20.0, 30.0, 60.0, 70.0)


def page_of(*, picture: tuple[float, float, float, float] | None = None) -> pymupdf.Page:
    """200 × 100 points, white, a red square at the left, a blue picture where wanted."""
    document = pymupdf.open()
    page = document.new_page(width=200, height=100)
    page.draw_rect(RED_SQUARE, fill=(1, 0, 0), color=None)
    if picture is not None:
        blue = pymupdf.Pixmap(pymupdf.csRGB, pymupdf.IRect(0, 0, 8, 8))
        blue.set_rect(blue.irect, (30, 60, 220))
        page.insert_image(picture, pixmap=blue, keep_proportion=False)
    page.owner = document
    return page


def dot(page: pymupdf.Page, wish: Wish, x: int, y: int) -> tuple[int, int, int]:
    """Red, green and blue of one dot of the tile."""
    pixels, width, _ = tiling.draw(page.get_displaylist(), wish, tiling.photographs_of(page))
    samples = bytes(pymupdf.mupdf.fz_pixmap_samples_memoryview(pixels))
    blue, green, red = samples[(y * width + x) * 4 :][:3]
    return red, green, blue


@pytest.mark.parametrize(
    ("turn", "size", "where"),
    [(0, (200, 100), (40, 50)), (1, (100, 200), (50, 40)), (2, (200, 100), (160, 50)), (3, (100, 200), (50, 160))],
)
def test_a_turned_page_shows_its_square_where_the_turn_takes_it(
    turn: int, size: tuple[int, int], where: tuple[int, int]
) -> None:
    page = page_of()
    wish = Wish(0, 1.0, 0, 0, turn)
    _, width, height = tiling.draw(page.get_displaylist(), wish, ())
    assert (width, height) == size
    assert dot(page, wish, *where) == (255, 0, 0)
    assert dot(page, wish, 3, 3) == (255, 255, 255)


def test_night_makes_the_paper_dark_and_keeps_hues_and_photographs() -> None:
    page = page_of(picture=(100, 20, 180, 80))
    wish = Wish(0, 1.0, 0, 0, 0, Tint.NIGHT)
    assert max(dot(page, wish, 3, 3)) < 60
    red, green, blue = dot(page, wish, 40, 50)
    assert red > green + 60
    assert red > blue + 60
    plain = dot(page, Wish(0, 1.0, 0, 0), 140, 50)
    assert dot(page, wish, 140, 50) == plain


def test_the_paper_of_a_scan_gets_dark_too() -> None:
    page = page_of(picture=(0, 0, 200, 100))
    assert tiling.photographs_of(page) == []


def test_sepia_warms_the_paper() -> None:
    red, green, blue = dot(page_of(), Wish(0, 1.0, 0, 0, 0, Tint.SEPIA), 3, 3)
    assert red > green > blue > 180


def test_a_tile_outside_its_page_is_none() -> None:
    with pytest.raises(tiling.Outside):
        tiling.draw(page_of().get_displaylist(), Wish(0, 1.0, 3, 0), ())
