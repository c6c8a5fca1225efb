"""Drawn tiles, kept within a bound in bytes; the least recently seen goes first."""

from collections import OrderedDict

from PySide6.QtGui import QImage

from ecabinet_desktop.pdf.protocol import TILE, Wish
from ecabinet_desktop.pdf.reader import Tile

DEFAULT_BYTES = 256 * 1024 * 1024
Key = tuple[int, float, int, int]


class TileCache:
    """Pictures by page, scale, column and row."""

    def __init__(self, most_bytes: int = DEFAULT_BYTES) -> None:
        self._most = most_bytes
        self._tiles: OrderedDict[Key, QImage] = OrderedDict()
        self._bytes = 0

    @property
    def bytes(self) -> int:
        """Bytes of all pictures kept."""
        return self._bytes

    def add(self, tile: Tile) -> None:
        """Keep a tile."""
        key = _key(tile.wish)
        self._drop(key)
        image = QImage(tile.pixels, tile.width, tile.height, tile.stride, QImage.Format.Format_RGB32).copy()
        self._tiles[key] = image
        self._bytes += image.sizeInBytes()
        while self._bytes > self._most and len(self._tiles) > 1:
            self._drop(next(iter(self._tiles)))

    def get(self, wish: Wish) -> QImage | None:
        """The picture of a wish, if it is here."""
        key = _key(wish)
        image = self._tiles.get(key)
        if image is not None:
            self._tiles.move_to_end(key)
        return image

    def others(self, page: int, scale: float) -> list[tuple[Wish, QImage]]:
        """Pictures of a page at other scales, best for `scale` last: something to show meanwhile."""
        found = [(Wish(*key), image) for key, image in self._tiles.items() if key[0] == page and key[1] != scale]
        return sorted(found, key=lambda pair: -abs(pair[0].scale - scale))

    def clear(self) -> None:
        """Forget everything."""
        self._tiles.clear()
        self._bytes = 0

    def _drop(self, key: Key) -> None:
        image = self._tiles.pop(key, None)
        if image is not None:
            self._bytes -= image.sizeInBytes()


def tiles_of(page: int, scale: float, width: float, height: float, top: float, bottom: float) -> list[Wish]:
    """The tiles of a page (in pixels) that cover the heights from `top` to `bottom` of it."""
    columns = int(max(0.0, width - 1) // TILE) + 1
    first = int(max(0.0, top) // TILE)
    last = int(max(0.0, min(bottom, height) - 1) // TILE)
    return [Wish(page, scale, column, row) for row in range(first, last + 1) for column in range(columns)]


def _key(wish: Wish) -> Key:
    return wish.page, wish.scale, wish.column, wish.row
