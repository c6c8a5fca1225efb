"""Drawn tiles within a bound in bytes."""

from ecabinet_desktop.pdf.protocol import TILE, Tint, Wish
from ecabinet_desktop.pdf.reader import Tile
from ecabinet_desktop.ui.features.reader.tiles import THUMB_SIDE, TileCache, thumb_wish, tiles_of
from PySide6.QtGui import QColor

SIDE = 16
PICTURE_BYTES = SIDE * SIDE * 4


def tile(page: int, scale: float = 1.0, column: int = 0, row: int = 0, red: int = 200) -> Tile:
    """A small tile of one colour."""
    pixels = bytes((10, 20, red, 255)) * SIDE * SIDE
    return Tile(Wish(page, scale, column, row), SIDE, SIDE, SIDE * 4, pixels)


def test_a_tile_comes_back_with_its_colours_and_its_size() -> None:
    cache = TileCache()
    cache.add(tile(3))
    picture = cache.get(Wish(3, 1.0, 0, 0))
    assert picture is not None
    assert (picture.width(), picture.height()) == (SIDE, SIDE)
    assert picture.pixelColor(SIDE - 1, SIDE - 1) == QColor(200, 20, 10)
    assert cache.get(Wish(3, 1.0, 1, 0)) is None
    assert cache.get(Wish(3, 1.5, 0, 0)) is None


def test_beyond_its_bound_the_least_recently_seen_goes_first() -> None:
    cache = TileCache(most_bytes=3 * PICTURE_BYTES)
    for page in (0, 1, 2):
        cache.add(tile(page))
    assert cache.get(Wish(0, 1.0, 0, 0)) is not None
    cache.add(tile(3))
    assert cache.bytes == 3 * PICTURE_BYTES
    here = [page for page in range(4) if cache.get(Wish(page, 1.0, 0, 0)) is not None]
    assert here == [0, 2, 3]


def test_a_single_tile_larger_than_the_bound_is_kept_all_the_same() -> None:
    cache = TileCache(most_bytes=10)
    cache.add(tile(0))
    cache.add(tile(1))
    assert cache.get(Wish(1, 1.0, 0, 0)) is not None
    assert cache.bytes == PICTURE_BYTES


def test_a_tile_drawn_again_replaces_the_old_one() -> None:
    cache = TileCache()
    cache.add(tile(0, red=10))
    cache.add(tile(0, red=250))
    picture = cache.get(Wish(0, 1.0, 0, 0))
    assert picture is not None
    assert picture.pixelColor(0, 0).red() == 250
    assert cache.bytes == PICTURE_BYTES


def test_meanwhile_another_scale_is_shown_the_nearest_one_on_top() -> None:
    cache = TileCache()
    for scale in (4.0, 1.0, 2.1):
        cache.add(tile(5, scale))
    cache.add(tile(6, 2.0))
    assert [wish.scale for wish, _ in cache.others(Wish(5, 2.0, 0, 0))] == [4.0, 1.0, 2.1]
    assert [wish.scale for wish, _ in cache.others(Wish(5, 1.0, 0, 0))] == [4.0, 2.1]


def test_nothing_is_left_once_it_is_cleared() -> None:
    cache = TileCache()
    cache.add(tile(0))
    cache.clear()
    assert cache.bytes == 0
    assert cache.get(Wish(0, 1.0, 0, 0)) is None


def test_a_page_in_view_wants_only_the_tiles_between_two_heights() -> None:
    everything = tiles_of(0, (2.0, 0, Tint.NONE), (1200, 3000), 0, 3000)
    assert [(wish.column, wish.row) for wish in everything] == [(0, 0), (1, 0), (0, 1), (1, 1), (0, 2), (1, 2)]
    middle = tiles_of(0, (2.0, 0, Tint.NONE), (1000, 3000), TILE, TILE + 10)
    assert [(wish.column, wish.row) for wish in middle] == [(0, 1)]
    assert tiles_of(4, (1.0, 0, Tint.NONE), (TILE, TILE), -500, 5000) == [Wish(4, 1.0, 0, 0)]


def test_small_pictures_have_a_bound_of_their_own() -> None:
    cache = TileCache(thumb_bytes=2 * SIDE * SIDE * 2)
    for page in range(3):
        cache.add_thumb(tile(page))
    assert [cache.has_thumb(page) for page in range(3)] == [False, True, True]
    picture = cache.thumb(2)
    assert picture is not None
    assert picture.pixelColor(3, 3).red() > 180
    cache.clear_thumbs()
    assert cache.bytes == 0


def test_a_small_picture_is_one_tile_however_large_the_page() -> None:
    wish = thumb_wish(4, (842.0, 1191.0), Tint.NIGHT)
    assert (wish.column, wish.row, wish.turn, wish.tint) == (0, 0, 0, Tint.NIGHT)
    assert round(1191.0 * wish.scale) == THUMB_SIDE
