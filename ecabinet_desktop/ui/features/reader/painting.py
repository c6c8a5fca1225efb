"""Paints one page: frame, tiles, hits, marks and selection. Marks are never drawn into the paper itself."""

from collections.abc import Iterable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from ecabinet_desktop.domain.annotation import Annotation, AnnotationKind, Colour, Quad
from ecabinet_desktop.pdf.anchors import Selection
from ecabinet_desktop.pdf.protocol import TILE
from ecabinet_desktop.ui.features.reader.tiles import TileCache, tiles_of
from ecabinet_desktop.ui.i18n import tr
from ecabinet_desktop.ui.tokens import tokens

PENS = {
    Colour.YELLOW: "#ffd83d",
    Colour.GREEN: "#7fdc7a",
    Colour.BLUE: "#7cc0ff",
    Colour.RED: "#ff9a8f",
}
NOTE_SIDE = 18
Box = tuple[float, float, float, float]


class PagePainter:
    """What lies over the tiles, by page."""

    def __init__(self) -> None:
        self.marks: dict[int, list[Annotation]] = {}
        self.hits: dict[int, list[tuple[Box, ...]]] = {}
        self.current_hit: tuple[int, int] | None = None
        self.selection: tuple[int, Selection] | None = None
        self.chosen = ""
        self.failed: set[int] = set()

    def clear(self) -> None:
        """Another paper."""
        self.__init__()  # type: ignore[misc]

    def paint(
        self, painter: QPainter, page: int, frame: QRectF, scale: float, ratio: float, tiles: TileCache
    ) -> None:
        """Paint a page into `frame` (pixels of the view)."""
        painter.fillRect(frame, Qt.GlobalColor.white)
        if page in self.failed:
            painter.setPen(QColor("#5a5a5a"))
            painter.drawText(frame, Qt.AlignmentFlag.AlignCenter, tr("This page cannot be shown."))
        else:
            self._paint_tiles(painter, page, frame, scale, ratio, tiles)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
        for index, hit in enumerate(self.hits.get(page, ())):
            colour = QColor("#ffb347" if self.current_hit == (page, index) else "#ffe08a")
            _fill(painter, frame, scale, (Quad(*box) for box in hit), colour)
        for mark in self.marks.get(page, ()):
            if mark.kind is AnnotationKind.HIGHLIGHT:
                _fill(painter, frame, scale, mark.quads, QColor(PENS[mark.colour]))
        if self.selection is not None and self.selection[0] == page:
            _fill(painter, frame, scale, self.selection[1].quads, QColor("#a9c8f5"))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)
        for mark in self.marks.get(page, ()):
            self._paint_sign(painter, frame, scale, mark)
        painter.setPen(QPen(QColor(tokens().line)))
        painter.drawRect(frame)

    def _paint_tiles(
        self, painter: QPainter, page: int, frame: QRectF, scale: float, ratio: float, tiles: TileCache
    ) -> None:
        sharp = scale * ratio
        width, height = frame.width() * ratio, frame.height() * ratio
        wanted = tiles_of(page, sharp, width, height, 0, height)
        pictures = [(wish, tiles.get(wish)) for wish in wanted]
        if any(picture is None for _, picture in pictures):
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            for wish, picture in tiles.others(page, sharp):
                factor = scale / wish.scale
                place = QPointF(wish.column * TILE * factor, wish.row * TILE * factor) + frame.topLeft()
                target = QRectF(place.x(), place.y(), picture.width() * factor, picture.height() * factor)
                painter.drawImage(target, picture)
        for wish, image in pictures:
            if image is not None:
                place = QPointF(wish.column * TILE / ratio, wish.row * TILE / ratio) + frame.topLeft()
                size = QRectF(place.x(), place.y(), image.width() / ratio, image.height() / ratio)
                painter.drawImage(size, image)

    def _paint_sign(self, painter: QPainter, frame: QRectF, scale: float, mark: Annotation) -> None:
        """A sticky note's sign, a dot for a highlight with words, a ring around the chosen mark."""
        if not mark.quads:
            return
        if mark.kind is AnnotationKind.STICKY_NOTE:
            place = sign_of(mark, frame, scale)
            painter.setPen(QPen(QColor("#7a5c00"), 1))
            painter.setBrush(QColor(PENS[mark.colour]))
            painter.drawRoundedRect(place, 3, 3)
            for line in (5, 9, 13):
                left, right = place.left() + 4, place.right() - 4
                painter.drawLine(QPointF(left, place.top() + line), QPointF(right, place.top() + line))
            painter.setBrush(Qt.BrushStyle.NoBrush)
        if mark.id == self.chosen:
            painter.setPen(QPen(QColor(tokens().accent), 2))
            if mark.kind is AnnotationKind.STICKY_NOTE:
                painter.drawRoundedRect(sign_of(mark, frame, scale).adjusted(-3, -3, 3, 3), 4, 4)
            else:
                for quad in mark.quads:
                    painter.drawRect(_rect(quad, frame, scale).adjusted(-1, -1, 1, 1))


def sign_of(mark: Annotation, frame: QRectF, scale: float) -> QRectF:
    """Where a sticky note's sign lies in the view."""
    quad = mark.quads[0]
    return QRectF(
        frame.left() + quad.left * scale - NOTE_SIDE / 2,
        frame.top() + quad.top * scale - NOTE_SIDE / 2,
        NOTE_SIDE,
        NOTE_SIDE,
    )


def mark_at(marks: Iterable[Annotation], x: float, y: float, scale: float) -> Annotation | None:
    """The mark under a point of its page, the last one drawn first."""
    reach = NOTE_SIDE / 2 / scale
    for mark in reversed(list(marks)):
        for quad in mark.quads:
            by = reach if mark.kind is AnnotationKind.STICKY_NOTE else 0.0
            if quad.left - by <= x <= quad.right + by and quad.top - by <= y <= quad.bottom + by:
                return mark
    return None


def _rect(quad: Quad, frame: QRectF, scale: float) -> QRectF:
    return QRectF(
        frame.left() + quad.left * scale,
        frame.top() + quad.top * scale,
        (quad.right - quad.left) * scale,
        (quad.bottom - quad.top) * scale,
    )


def _fill(painter: QPainter, frame: QRectF, scale: float, quads: Iterable[Quad], colour: QColor) -> None:
    for quad in quads:
        painter.fillRect(_rect(quad, frame, scale), colour)
