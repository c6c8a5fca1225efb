"""Draws one tile of a page into memory, in the helper process: upright or turned, as printed or in night colours.

Imported by the worker only. Night and sepia recolour the finished tile and put photographs back as they are.
"""

from collections.abc import Sequence
from typing import Any

import pymupdf as library

from ecabinet_desktop.pdf.protocol import TILE, Tint, Wish

pymupdf: Any = library
mupdf: Any = pymupdf.mupdf

LARGEST_SIDE = 14_400
"""Points; a page beyond that (the format's own limit) is drawn as if it were no larger."""
WHOLE_PAGE = 0.8
"""A picture that covers so much of the page is a scan: its paper is recoloured, too."""
NIGHT = (0xD6D9DE, 0x14181D)
"""What black and white become; black letters on white paper come out as soft light on dark."""
SEPIA = (0x3B2C1A, 0xF6EBD3)
Rect = tuple[float, float, float, float]


class Outside(ValueError):
    """The tile wished for lies outside its page."""


def draw(display: Any, wish: Wish, photographs: Sequence[Rect]) -> tuple[Any, int, int]:
    """The picture (BGRX), its width and its height in pixels. `photographs` are kept as they are in any tint."""
    bounds = display.rect
    width_points, height_points = min(bounds.width, LARGEST_SIDE), min(bounds.height, LARGEST_SIDE)
    if wish.turn % 2:
        width_points, height_points = height_points, width_points
    left, top = wish.column * TILE, wish.row * TILE
    width = min(TILE, round(width_points * wish.scale) - left)
    height = min(TILE, round(height_points * wish.scale) - top)
    if width <= 0 or height <= 0:
        raise Outside
    matrix = _matrix(bounds, wish)
    box = mupdf.FzIrect(left, top, left + width, top + height)
    pixels = _white(box)
    _run(display, pixels, matrix)
    if wish.tint is not Tint.NONE:
        _recolour(pixels, wish.tint)
        for rect in photographs:
            _restore(display, pixels, matrix, rect, box)
    return pixels, width, height


def photographs_of(page: Any) -> list[Rect]:
    """Where pictures stand on a page; none when one of them is the page itself."""
    bounds = page.rect
    whole = bounds.width * bounds.height
    found = [tuple(rect) for kind, rect, *_ in page.get_bboxlog() if kind == "fill-image"]
    areas = [(right - left) * (bottom - top) for left, top, right, bottom in found]
    if any(area > WHOLE_PAGE * whole for area in areas):
        return []
    return found


def _matrix(bounds: Any, wish: Wish) -> Any:
    """From the page's points to pixels of the turned page."""
    scale = wish.scale
    width, height = min(bounds.width, LARGEST_SIDE) * scale, min(bounds.height, LARGEST_SIDE) * scale
    x, y = -bounds.x0 * scale, -bounds.y0 * scale
    match wish.turn % 4:
        case 1:
            return mupdf.FzMatrix(0, scale, -scale, 0, height - y, x)
        case 2:
            return mupdf.FzMatrix(-scale, 0, 0, -scale, width - x, height - y)
        case 3:
            return mupdf.FzMatrix(0, -scale, scale, 0, y, width - x)
    return mupdf.FzMatrix(scale, 0, 0, scale, x, y)


def _white(box: Any) -> Any:
    colours = mupdf.FzColorspace(mupdf.FzColorspace.Fixed_BGR)
    pixels = mupdf.fz_new_pixmap_with_bbox(colours, box, mupdf.FzSeparations(), 1)
    mupdf.fz_clear_pixmap_with_value(pixels, 255)
    return pixels


def _run(display: Any, pixels: Any, matrix: Any) -> None:
    device = mupdf.fz_new_draw_device(matrix, pixels)
    everywhere = mupdf.FzRect(mupdf.FzRect.Fixed_INFINITE)
    mupdf.fz_run_display_list(display.this, device, mupdf.FzMatrix(), everywhere, mupdf.FzCookie())
    mupdf.fz_close_device(device)


def _recolour(pixels: Any, tint: Tint) -> None:
    """Night turns light into dark but keeps each hue: a red figure stays red."""
    if tint is Tint.NIGHT:
        mupdf.fz_invert_pixmap_luminance(pixels)
        black, white = NIGHT[1], NIGHT[0]
    else:
        black, white = SEPIA
    mupdf.fz_tint_pixmap(pixels, black, white)


def _restore(display: Any, pixels: Any, matrix: Any, rect: Rect, box: Any) -> None:
    """Draw a photograph once more, as it is, over its recoloured self."""
    place = mupdf.fz_round_rect(mupdf.fz_transform_rect(mupdf.FzRect(*rect), matrix))
    place = mupdf.fz_intersect_irect(place, box)
    if mupdf.fz_is_empty_irect(place):
        return
    picture = _white(place)
    _run(display, picture, matrix)
    mupdf.fz_copy_pixmap_rect(pixels, picture, place, mupdf.FzDefaultColorspaces())
