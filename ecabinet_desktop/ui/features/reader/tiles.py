"""Drawn tiles, kept within a bound in bytes; the least recently seen goes first. Small pictures of pages beside.

A tile's picture lies on the bytes that came from the helper: it is wrapped, never copied again.
"""

from collections import OrderedDict

from PySide6.QtGui import QImage

from ecabinet_desktop.pdf.protocol import TILE, Tint, Wish
from ecabinet_desktop.pdf.reader import Tile

DEFAULT_BYTES = 212 * 1024 * 1024
THUMB_BYTES = 44 * 1024 * 1024
"""Together 256 MB."""
THUMB_SIDE = 180
"""Pixels of a small picture's longer side."""
Look = tuple[float, int, Tint]
"""Scale, turn and tint: tiles of one look make a page together."""


class TileCache:
    """Pictures by page, look, column and row."""

    def __init__(self, most_bytes: int = DEFAULT_BYTES, thumb_bytes: int = THUMB_BYTES) -> None:
        self._most = most_bytes
        self._most_thumbs = thumb_bytes
        self._tiles: OrderedDict[Wish, tuple[QImage, bytes]] = OrderedDict()
        self._of_page: dict[int, set[Wish]] = {}
        self._thumbs: OrderedDict[int, QImage] = OrderedDict()
        self._bytes = 0
        self._thumb_bytes = 0

    @property
    def bytes(self) -> int:
        """Bytes of all pictures kept."""
        return self._bytes + self._thumb_bytes

    @property
    def most_thumbs(self) -> int:
        """About how many small pictures of A4 pages are kept."""
        return self._most_thumbs // (THUMB_SIDE * THUMB_SIDE * 3 // 2)

    def add(self, tile: Tile) -> None:
        """Keep a tile."""
        self._drop(tile.wish)
        picture = QImage(tile.pixels, tile.width, tile.height, tile.stride, QImage.Format.Format_RGB32)
        self._tiles[tile.wish] = (picture, tile.pixels)
        self._of_page.setdefault(tile.wish.page, set()).add(tile.wish)
        self._bytes += len(tile.pixels)
        while self._bytes > self._most and len(self._tiles) > 1:
            self._drop(next(iter(self._tiles)))

    def add_thumb(self, tile: Tile) -> None:
        """Keep the small picture of a page, in half the bytes."""
        self._drop_thumb(tile.wish.page)
        whole = QImage(tile.pixels, tile.width, tile.height, tile.stride, QImage.Format.Format_RGB32)
        picture = whole.convertToFormat(QImage.Format.Format_RGB16)
        self._thumbs[tile.wish.page] = picture
        self._thumb_bytes += picture.sizeInBytes()
        while self._thumb_bytes > self._most_thumbs:
            self._drop_thumb(next(iter(self._thumbs)))

    def get(self, wish: Wish) -> QImage | None:
        """The picture of a wish, if it is here."""
        kept = self._tiles.get(wish)
        if kept is None:
            return None
        self._tiles.move_to_end(wish)
        return kept[0]

    def has(self, wish: Wish) -> bool:
        """Whether the picture of a wish is here; looking does not count as seeing."""
        return wish in self._tiles

    def thumb(self, page: int) -> QImage | None:
        """The small picture of a page, if it is here."""
        picture = self._thumbs.get(page)
        if picture is not None:
            self._thumbs.move_to_end(page)
        return picture

    def has_thumb(self, page: int) -> bool:
        """Whether a page's small picture is here."""
        return page in self._thumbs

    def others(self, wish: Wish) -> list[tuple[Wish, QImage]]:
        """Pictures of a page at other scales, turned and tinted alike, best last: something to show meanwhile."""
        found = [
            (other, self._tiles[other][0])
            for other in self._of_page.get(wish.page, ())
            if other.scale != wish.scale and other.turn == wish.turn and other.tint == wish.tint
        ]
        return sorted(found, key=lambda pair: -abs(pair[0].scale - wish.scale))

    def clear(self) -> None:
        """Forget everything."""
        self._tiles.clear()
        self._of_page.clear()
        self._bytes = 0
        self.clear_thumbs()

    def clear_thumbs(self) -> None:
        """Forget the small pictures: the pages are turned or coloured otherwise."""
        self._thumbs.clear()
        self._thumb_bytes = 0

    def _drop(self, wish: Wish) -> None:
        kept = self._tiles.pop(wish, None)
        if kept is not None:
            self._bytes -= len(kept[1])
            self._of_page[wish.page].discard(wish)

    def _drop_thumb(self, page: int) -> None:
        picture = self._thumbs.pop(page, None)
        if picture is not None:
            self._thumb_bytes -= picture.sizeInBytes()


def tiles_of(page: int, look: Look, extent: tuple[float, float], top: float, bottom: float) -> list[Wish]:
    """The tiles of a page of some extent (in pixels) that cover the heights from `top` to `bottom` of it."""
    scale, turn, tint = look
    width, height = extent
    columns = int(max(0.0, width - 1) // TILE) + 1
    first = int(max(0.0, top) // TILE)
    last = int(max(0.0, min(bottom, height) - 1) // TILE)
    return [
        Wish(page, scale, column, row, turn, tint) for row in range(first, last + 1) for column in range(columns)
    ]


def thumb_wish(page: int, size: tuple[float, float], tint: Tint) -> Wish:
    """The wish for a page's small picture, always upright."""
    return Wish(page, round(THUMB_SIDE / max(*size, 1.0), 6), 0, 0, 0, tint)
