"""Where pages lie on the endless sheet: arrays of places, never an object a page. Pure.

Pages stand in rows of one or two; all are turned alike by quarter turns, as the person likes to see them.
"""

from bisect import bisect_right
from collections.abc import Sequence
from enum import StrEnum

GAP = 12
"""Pixels between two pages, and around them."""
SMALLEST, LARGEST = 0.1, 8.0
POINT = 96 / 72
"""Pixels of a point at 100 %."""


class Arrangement(StrEnum):
    """How pages stand in the view; the names are kept in the vault with the place."""

    CONTINUOUS = "continuous"
    SINGLE = "single"
    FACING = "facing"

    @property
    def columns(self) -> int:
        """Pages beside each other."""
        return 2 if self is Arrangement.FACING else 1


class Layout:
    """Pages of given sizes (points) at one scale (pixels per point), `turn` quarter turns clockwise."""

    def __init__(self, sizes: Sequence[tuple[float, float]], scale: float, columns: int = 1, turn: int = 0) -> None:
        self.turn = turn % 4
        self.sizes = [(height, width) for width, height in sizes] if self.turn % 2 else sizes
        self.scale = scale
        self.columns = columns
        self.tops: list[float] = []
        self.height = self._stack()
        rows = zip(*(self.sizes[column::columns] for column in range(columns)), strict=False)
        odd = self.sizes[len(self.sizes) - len(self.sizes) % columns :]
        widths = {
            sum(width for width, _ in row) * scale + (columns + 1) * GAP for row in {*rows, tuple(odd)} if row
        }
        self.width = max(widths, default=2.0 * GAP)

    def _stack(self) -> float:
        """Put rows below each other; returns the height of them all."""
        top, scale, columns = float(GAP), self.scale, self.columns
        if columns == 1:  # a loop of two sums a page: thousands of pages are laid out while a paper opens
            for _, height in self.sizes:
                self.tops.append(top)
                top += height * scale + GAP
            return top
        for first in range(0, len(self.sizes), columns):
            row = self.sizes[first : first + columns]
            self.tops += [top] * len(row)
            top += max(height for _, height in row) * scale + GAP
        return top

    def page_at(self, y: float, x: float | None = None, view_width: float = 0.0) -> int:
        """The page at a height, or the last one above it; with `x`, the nearest of its row."""
        row = self.row_of(max(0, bisect_right(self.tops, y) - 1))
        if x is None or len(row) < 2:
            return row.start
        return row.start if x < self.left(row.start + 1, view_width) - GAP / 2 else row.start + 1

    def row_of(self, page: int) -> range:
        """The pages that stand beside this one, itself included."""
        first = page - page % self.columns
        return range(first, max(first, min(first + self.columns, len(self.sizes))))

    def visible(self, top: float, bottom: float) -> range:
        """The pages between two heights."""
        if not self.sizes:
            return range(0)
        return range(self.page_at(top), self.row_of(self.page_at(bottom)).stop)

    def left(self, page: int, view_width: float) -> float:
        """Where a page's left edge lies when rows are centred."""
        row = self.row_of(page)
        taken = sum(self.sizes[each][0] for each in row) * self.scale + GAP * (len(row) - 1)
        before = sum(self.sizes[each][0] * self.scale + GAP for each in range(row.start, page))
        return (max(view_width, self.width) - taken) / 2 + before

    def extent(self, page: int) -> tuple[float, float]:
        """Width and height of a page as it stands, in pixels."""
        width, height = self.sizes[page]
        return width * self.scale, height * self.scale

    def row_height(self, page: int) -> float:
        """Height of the tallest page of a row, in pixels."""
        return max(self.sizes[each][1] for each in self.row_of(page)) * self.scale


def fitting(
    sizes: Sequence[tuple[float, float]],
    page: int,
    zoom: str,
    width: float,
    height: float,
    columns: int = 1,
    turn: int = 0,
) -> float:
    """The scale for a zoom: "width", "page", or a factor of 100 %; within bounds."""
    turned = [(tall, wide) for wide, tall in sizes] if turn % 2 else sizes
    first = page - page % columns
    row = turned[first : first + columns] or [(595.0, 842.0)]
    room = width - (len(row) + 1) * GAP
    across = sum(size[0] for size in row)
    if zoom == "width":
        widest = max((size[0] for size in turned[:2000]), default=595.0) * columns
        scale = (width - (columns + 1) * GAP) / widest if sizes else 1.0
    elif zoom == "page":
        scale = min(room / across, (height - 2 * GAP) / max(size[1] for size in row))
    else:
        try:
            scale = float(zoom) * POINT
        except ValueError:
            scale = POINT
    return min(max(scale, SMALLEST), LARGEST)
