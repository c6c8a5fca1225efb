"""Paints one page: frame, tiles, hits, marks and selection. Marks are never drawn into the paper itself.

Something is always shown: the sharp tile, else another scale's, else the small picture, else the page's name.
"""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTransform

from ecabinet_desktop.domain.annotation import Annotation, Quad
from ecabinet_desktop.pdf.protocol import TILE, Tint
from ecabinet_desktop.ui.features.reader.mark_painting import MarkPictures, paint_chosen
from ecabinet_desktop.ui.features.reader.sheets import Sheet
from ecabinet_desktop.ui.features.reader.tiles import TileCache, tiles_of
from ecabinet_desktop.ui.i18n import tr
from ecabinet_desktop.ui.tokens import tokens

PAPER = {Tint.NONE: "#ffffff", Tint.NIGHT: "#14181d", Tint.SEPIA: "#f6ebd3"}
SELECTION = "#a9c8f5"
HIT, CURRENT_HIT = "#ffe08a", "#ffb347"
Box = tuple[float, float, float, float]
Band = tuple[Quad, str]
"""A coloured rectangle under the letters, for changed passages."""


class PagePainter:
    """What lies over the tiles, by page."""

    def __init__(self) -> None:
        self.pictures = MarkPictures()
        self.marks: dict[int, Sequence[Annotation]] = {}
        self.hits: dict[int, list[tuple[Box, ...]]] = {}
        self.current_hit: tuple[int, int] | None = None
        self.selection: dict[int, tuple[Quad, ...]] = {}
        self.changes: dict[int, list[Band]] = {}
        self.spoken: tuple[int, tuple[Quad, ...]] | None = None
        self.chosen: frozenset[str] = frozenset()
        self.failed: set[int] = set()
        self.labels: Sequence[str] = ()
        self.tint = Tint.NONE
        self.is_unfinished = False

    def clear(self) -> None:
        """Another paper; the tint stays."""
        tint = self.tint
        self.__init__()  # type: ignore[misc]
        self.tint = tint

    def show_marks(self, by_page: dict[int, Sequence[Annotation]]) -> None:
        """Paint these marks from now on."""
        self.marks = by_page
        self.pictures.show(by_page)

    def label(self, page: int) -> str:
        """What the page is called in the paper: its printed number."""
        return self.labels[page] if page < len(self.labels) and self.labels[page] else str(page + 1)

    def paint(self, painter: QPainter, sheet: Sheet, ratio: float, tiles: TileCache, clip: QRectF) -> None:
        """Paint what of a page lies in `clip` (pixels of the view)."""
        painter.fillRect(sheet.frame.intersected(clip), QColor(PAPER[self.tint]))
        if sheet.page in self.failed:
            painter.setPen(QColor("#8a8a8a"))
            painter.drawText(sheet.frame, Qt.AlignmentFlag.AlignCenter, tr("This page cannot be shown."))
        else:
            self._paint_tiles(painter, sheet, ratio, tiles, clip)
        self._paint_bands(painter, sheet)
        for mark in self.marks.get(sheet.page, ()) if self.chosen else ():
            if mark.id in self.chosen:
                paint_chosen(painter, sheet, mark)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(tokens().line)))
        painter.drawRect(sheet.frame)

    def _paint_bands(self, painter: QPainter, sheet: Sheet) -> None:
        """Changes, hits, marks and selection: first what lies under the letters, then what lies over them."""
        night = self.tint is Tint.NIGHT
        modes = QPainter.CompositionMode
        mode = modes.CompositionMode_SourceOver if night else modes.CompositionMode_Multiply
        alpha = 110 if night else 255
        painter.setCompositionMode(mode)
        for quad, colour in self.changes.get(sheet.page, ()):
            _fill(painter, sheet, (quad,), colour, alpha)
        for index, hit in enumerate(self.hits.get(sheet.page, ())):
            colour = CURRENT_HIT if self.current_hit == (sheet.page, index) else HIT
            _fill(painter, sheet, (Quad(*box) for box in hit), colour, alpha)
        pictures, is_all = self.pictures.of(sheet, night)
        self.is_unfinished = self.is_unfinished or not is_all
        if pictures:
            painter.save()
            painter.translate(sheet.frame.topLeft())
            for layer, how in ((0, mode), (1, modes.CompositionMode_SourceOver)):
                painter.setCompositionMode(how)
                for pair in pictures:
                    painter.drawPicture(0, 0, pair[layer])
            painter.restore()
        painter.setCompositionMode(mode)
        _fill(painter, sheet, self.selection.get(sheet.page, ()), SELECTION, alpha)
        if self.spoken is not None and self.spoken[0] == sheet.page:
            _fill(painter, sheet, self.spoken[1], HIT, alpha)
        painter.setCompositionMode(modes.CompositionMode_SourceOver)

    def _paint_tiles(self, painter: QPainter, sheet: Sheet, ratio: float, tiles: TileCache, clip: QRectF) -> None:
        frame = sheet.frame
        sharp = (sheet.scale * ratio, sheet.turn, self.tint)
        top, bottom = clip.top() - frame.top(), clip.bottom() - frame.top()
        extent = (frame.width() * ratio, frame.height() * ratio)
        wanted = tiles_of(sheet.page, sharp, extent, top * ratio, bottom * ratio)
        pictures = [(wish, tiles.get(wish)) for wish in wanted]
        if any(picture is None for _, picture in pictures):
            self._paint_meanwhile(painter, sheet, tiles, pictures[0][0].scale)
        for wish, image in pictures:
            if image is None:
                continue
            x, y = wish.column * TILE / ratio + frame.left(), wish.row * TILE / ratio + frame.top()
            if ratio == 1.0:
                painter.drawImage(round(x), round(y), image)
            else:
                painter.drawImage(QRectF(x, y, image.width() / ratio, image.height() / ratio), image)

    def _paint_meanwhile(self, painter: QPainter, sheet: Sheet, tiles: TileCache, scale: float) -> None:
        """Until the sharp tiles come: another scale's, over the small picture, over the page's name."""
        frame = sheet.frame
        sample = tiles_of(sheet.page, (scale, sheet.turn, self.tint), (1, 1), 0, 1)[0]
        others = tiles.others(sample)
        thumb = tiles.thumb(sheet.page)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if thumb is not None:
            turned = thumb.transformed(QTransform().rotate(90 * sheet.turn)) if sheet.turn else thumb
            painter.drawImage(frame, turned)
        elif not others:
            painter.setPen(QColor("#9a9a9a"))
            painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, self.label(sheet.page))
        for wish, picture in others:
            factor = frame.width() / max(1.0, _width_at(sheet, wish.scale))
            place = QPointF(wish.column * TILE * factor, wish.row * TILE * factor) + frame.topLeft()
            target = QRectF(place.x(), place.y(), picture.width() * factor, picture.height() * factor)
            painter.drawImage(target, picture)


def _width_at(sheet: Sheet, scale: float) -> float:
    """The page's width in pixels of the helper at another scale."""
    return (sheet.size[1] if sheet.turn % 2 else sheet.size[0]) * scale


def _fill(painter: QPainter, sheet: Sheet, quads: Iterable[Quad], colour: str, alpha: int) -> None:
    shade = QColor(colour)
    shade.setAlpha(alpha)
    for quad in quads:
        painter.fillRect(sheet.rect(quad), shade)
