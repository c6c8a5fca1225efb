"""Where pages lie on the endless sheet: an array of page tops, never an object a page. Pure."""

from bisect import bisect_right
from collections.abc import Sequence

GAP = 12
"""Pixels between two pages, and around them."""
SMALLEST, LARGEST = 0.1, 8.0
POINT = 96 / 72
"""Pixels of a point at 100 %."""


class Layout:
    """Pages of given sizes (points) at one scale (pixels per point)."""

    def __init__(self, sizes: Sequence[tuple[float, float]], scale: float) -> None:
        self.sizes = sizes
        self.scale = scale
        self.tops: list[float] = []
        top = float(GAP)
        for _width, height in sizes:
            self.tops.append(top)
            top += height * scale + GAP
        self.height = top
        self.width = max((width for width, _ in sizes), default=0.0) * scale + 2 * GAP

    def page_at(self, y: float) -> int:
        """The page at a height, or the last one above it."""
        return max(0, bisect_right(self.tops, y) - 1)

    def visible(self, top: float, bottom: float) -> range:
        """The pages between two heights."""
        if not self.sizes:
            return range(0)
        first = self.page_at(top)
        last = self.page_at(bottom)
        return range(first, min(last, len(self.sizes) - 1) + 1)

    def left(self, page: int, view_width: float) -> float:
        """Where a page's left edge lies when pages are centred."""
        return (max(view_width, self.width) - self.sizes[page][0] * self.scale) / 2

    def extent(self, page: int) -> tuple[float, float]:
        """Width and height of a page, in pixels."""
        width, height = self.sizes[page]
        return width * self.scale, height * self.scale


def fitting(sizes: Sequence[tuple[float, float]], page: int, zoom: str, width: float, height: float) -> float:
    """The scale for a zoom: "width", "page", or a factor of 100 %; within bounds."""
    page_width, page_height = sizes[page] if sizes else (595.0, 842.0)
    if zoom == "width":
        scale = (width - 2 * GAP) / max(size[0] for size in sizes[:2000]) if sizes else 1.0
    elif zoom == "page":
        scale = min((width - 2 * GAP) / page_width, (height - 2 * GAP) / page_height)
    else:
        try:
            scale = float(zoom) * POINT
        except ValueError:
            scale = POINT
    return min(max(scale, SMALLEST), LARGEST)
