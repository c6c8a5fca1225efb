"""What to ask the helper for: the page in view first, then what else is seen, then ahead, then behind. Pure."""

from collections.abc import Sequence

from ecabinet_desktop.pdf.protocol import Tint, Wish
from ecabinet_desktop.ui.features.reader.sheets import Sheet, Size
from ecabinet_desktop.ui.features.reader.tiles import Look, TileCache, thumb_wish, tiles_of

THUMBS_AT_ONCE = 40
"""Small pictures in one list; the next list follows when these are here."""


def tiles_wanted(
    seen: Sequence[Sheet], near: Sequence[Sheet], height: float, ratio: float, tint: Tint, tiles: TileCache
) -> list[Wish]:
    """Sharp tiles of what is seen in a view of some height, then of the pages near it; none that are here.

    A page of which there is nothing at all yet gets its small picture first: it costs little once the page is read.
    """
    found: list[Wish] = []
    for sheet in seen:
        look: Look = (sheet.scale * ratio, sheet.turn, tint)
        extent = (sheet.frame.width() * ratio, sheet.frame.height() * ratio)
        top, bottom = -sheet.frame.top() * ratio, (height - sheet.frame.top()) * ratio
        wanted = [wish for wish in tiles_of(sheet.page, look, extent, top, bottom) if not tiles.has(wish)]
        if wanted and len(found) > 0 and not tiles.has_thumb(sheet.page):
            found.append(thumb_wish(sheet.page, sheet.size, tint))
        found += wanted
    for sheet in near:
        look = (sheet.scale * ratio, sheet.turn, tint)
        extent = (sheet.frame.width() * ratio, sheet.frame.height() * ratio)
        found += [wish for wish in tiles_of(sheet.page, look, extent, 0, extent[1]) if not tiles.has(wish)]
    return found


def thumbs_wanted(sizes: Sequence[Size], page: int, tint: Tint, tiles: TileCache, failed: set[int]) -> list[Wish]:
    """Small pictures of pages from `page` outwards, as many as are kept; none that are here."""
    found: list[Wish] = []
    for away in range(len(sizes)):
        found += [
            thumb_wish(other, sizes[other], tint)
            for other in {page + away, page - away}
            if 0 <= other < len(sizes) and other not in failed and not tiles.has_thumb(other)
        ]
        if len(found) >= THUMBS_AT_ONCE or away > tiles.most_thumbs // 2:
            break
    return found
