"""Turns a typeset paper into what a copier gives: grey pictures, a little crooked, with dust, and no text.

The pages are pictures and nothing else; the same paper always gives the same dust.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pymupdf
from composer import finish
from figures import dice
from forms import Text

DPI = 110
SHADES = 16


def scan(path: Path, text: Text) -> None:
    """Replace the paper at `path` by its scan."""
    clear = pymupdf.open(path)
    crooked = pymupdf.open()
    for number, page in enumerate(clear):
        throw = dice("scan", path.stem, str(number))
        sheet = crooked.new_page(width=page.rect.width, height=page.rect.height)
        angle, shift = throw.uniform(-0.9, 0.9), throw.uniform(-5, 5)
        picture = _turned(clear, number, angle, shift)
        sheet.insert_image(sheet.rect, stream=_dusty(picture, throw).tobytes("png"))
    clear.close()
    finish(crooked, path, title=text["title"], author=text["issuer"].replace("\n", " "), day=text["day"],
           language=text["language"])  # fmt: skip


def _turned(clear: Any, number: int, angle: float, shift: float) -> Any:
    """The page drawn as if it lay askew on the glass."""
    page = clear[number]
    scale = DPI / 72
    matrix = pymupdf.Matrix(scale, scale).prerotate(angle).pretranslate(shift, shift / 2)
    clip = pymupdf.IRect(0, 0, round(page.rect.width * scale), round(page.rect.height * scale))
    picture = pymupdf.Pixmap(pymupdf.csGRAY, clip, 0)
    picture.clear_with(255)
    drawn = page.get_pixmap(matrix=matrix, colorspace=pymupdf.csGRAY)
    picture.copy(drawn, pymupdf.IRect(drawn.irect) & clip)
    return picture


def _dusty(picture: Any, throw: Any) -> Any:
    """Grey paper in few shades, specks, and the shadow of the spine on the left."""
    samples = bytearray(picture.samples)
    width, height = picture.width, picture.height
    shade = (
        bytes(round((38 + value * 0.8) / (255 / SHADES)) * (256 // SHADES) % 256 for value in range(255)) + b"\xf0"
    )
    samples = bytearray(samples.translate(shade))
    for _ in range(420):
        samples[throw.randrange(height) * width + throw.randrange(width)] = throw.choice((64, 96, 128, 160))
    for x in range(14):
        tone = 96 + x * 10
        for y in range(height):
            at = y * width + x
            samples[at] = min(samples[at], tone)
    return pymupdf.Pixmap(pymupdf.csGRAY, width, height, bytes(samples), 0)
