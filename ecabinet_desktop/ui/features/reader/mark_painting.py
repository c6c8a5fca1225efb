"""Paints marks of every kind over a page, and says which one lies under a point.

All marks of a page are recorded once as one picture of strokes and fills, so that a page with five hundred scrolls
like one with none.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QGuiApplication, QPainter, QPen, QPicture, QPixmap, QPolygonF

from ecabinet_desktop.domain.annotation import (
    POINT_MARKS,
    TEXT_MARKS,
    Anchoring,
    Annotation,
    AnnotationKind,
    Audience,
    Colour,
    Stroke,
)
from ecabinet_desktop.ui.features.reader.sheets import Sheet
from ecabinet_desktop.ui.tokens import tokens

PENS = {
    Colour.YELLOW: "#ffd83d",
    Colour.GREEN: "#7fdc7a",
    Colour.BLUE: "#7cc0ff",
    Colour.RED: "#ff9a8f",
}
INKS = {
    Colour.YELLOW: "#a86f00",
    Colour.GREEN: "#1c7a34",
    Colour.BLUE: "#1560b8",
    Colour.RED: "#c0282d",
}
"""The same colours for lines and letters, dark enough to be seen on paper."""
NOTE_SIDE = 18
TEXT_SIZE = 11.0
"""Points of the letters in a text box."""
PADDING = 4.0
AT_ONCE = 80
"""Marks recorded in one painting, a few milliseconds; the next painting goes on."""
REACH = 5.0
"""Pixels beside a thin line that still count as the line."""
_SIGNS = {
    AnnotationKind.SPEAKING_NOTE: "”",
    AnnotationKind.QUESTION: "?",
    AnnotationKind.BOOKMARK: "",
    AnnotationKind.STICKY_NOTE: "≡",
}


class MarkPictures:
    """The recorded marks of pages, each for one scale and turn; a crowded page takes several paintings."""

    def __init__(self) -> None:
        self._marks: dict[int, Sequence[Annotation]] = {}
        self._kept: dict[int, _Recorded] = {}

    def show(self, by_page: dict[int, Sequence[Annotation]]) -> None:
        """Show these marks from now on; pages whose marks are the same keep their picture."""
        for page in {*self._marks, *by_page}:
            if self._marks.get(page) != by_page.get(page):
                self._kept.pop(page, None)
        self._marks = by_page

    def of(self, sheet: Sheet, night: bool) -> "tuple[list[tuple[QPicture, QPicture]], bool]":
        """What lies under the letters and what over them, from the page's top left, and whether that is all yet."""
        marks = self._marks.get(sheet.page)
        if not marks:
            return [], True
        look = (sheet.scale, sheet.turn, night)
        kept = self._kept.get(sheet.page)
        if kept is None or kept.look != look:
            kept = self._kept[sheet.page] = _Recorded(look)
            while len(self._kept) > 24:
                self._kept.pop(next(iter(self._kept)))
        if kept.done < len(marks):
            part = marks[kept.done : kept.done + AT_ONCE]
            kept.pictures.append(_recorded(part, sheet.at_origin(), night))
            kept.done += len(part)
        return kept.pictures, kept.done >= len(marks)


class _Recorded:
    """As much as was recorded of one page."""

    def __init__(self, look: tuple[float, int, bool]) -> None:
        self.look = look
        self.pictures: list[tuple[QPicture, QPicture]] = []
        self.done = 0


def _recorded(marks: Sequence[Annotation], sheet: Sheet, night: bool) -> tuple[QPicture, QPicture]:
    """Fills of one colour in one call: five hundred marks are recorded in a few milliseconds."""
    under, over = QPicture(), QPicture()
    fills: dict[Colour, list[QRectF]] = {}
    for mark in marks:
        if mark.kind is AnnotationKind.HIGHLIGHT:
            fills.setdefault(mark.colour, []).extend(sheet.rect(quad) for quad in mark.quads)
    painter = QPainter(under)
    painter.setPen(Qt.PenStyle.NoPen)
    for pen, rects in fills.items():
        colour = QColor(PENS[pen])
        colour.setAlpha(110 if night else 255)
        painter.setBrush(colour)
        painter.drawRects(rects)
    painter.end()
    painter = QPainter(over)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    for mark in marks:
        if _has_something_above(mark):
            paint_mark(painter, sheet, mark)
    painter.end()
    return under, over


def _has_something_above(mark: Annotation) -> bool:
    is_bare = mark.kind is AnnotationKind.HIGHLIGHT and not mark.text.strip()
    return not (
        is_bare and mark.is_own and mark.audience is Audience.PRIVATE and mark.anchoring is not Anchoring.CHECK
    )


def paint_mark(painter: QPainter, sheet: Sheet, mark: Annotation) -> None:
    """Everything of a mark that lies over the letters."""
    if not mark.quads:
        return
    if mark.kind in (AnnotationKind.UNDERLINE, AnnotationKind.STRIKE_OUT):
        _paint_line(painter, sheet, mark)
    elif mark.kind is AnnotationKind.INK:
        for stroke in mark.strokes:
            paint_stroke(painter, sheet, stroke, mark.colour)
    elif mark.kind is AnnotationKind.TEXT_BOX:
        _paint_text(painter, sheet, mark)
    if mark.kind in POINT_MARKS:
        _paint_sign(painter, sign_of(mark, sheet), mark)
    elif mark.text.strip() and mark.kind is not AnnotationKind.TEXT_BOX:
        _paint_dot(painter, sheet.rect(mark.quads[0]).topLeft(), mark)
    if mark.anchoring is Anchoring.CHECK:
        painter.setPen(QPen(QColor(tokens().urgent), 1.5, Qt.PenStyle.DashLine))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for quad in mark.quads:
            painter.drawRect(sheet.rect(quad).adjusted(-2, -2, 2, 2))
    if mark.audience is not Audience.PRIVATE or not mark.is_own:
        _paint_audience(painter, sheet, mark)


def _paint_line(painter: QPainter, sheet: Sheet, mark: Annotation) -> None:
    painter.setPen(QPen(QColor(INKS[mark.colour]), max(1.2, 1.3 * sheet.scale)))
    for quad in mark.quads:
        height = quad.bottom - quad.top
        y = quad.bottom - height * (0.08 if mark.kind is AnnotationKind.UNDERLINE else 0.42)
        painter.drawLine(sheet.to_view(quad.left, y), sheet.to_view(quad.right, y))


def paint_stroke(painter: QPainter, sheet: Sheet, stroke: Stroke, colour: Colour) -> None:
    """A line of the pen; harder pressed it is broader."""
    flat = stroke.points
    places = [sheet.to_view(flat[n], flat[n + 1]) for n in range(0, len(flat) - 2, 3)]
    forces = flat[2::3]
    pen = QPen(QColor(INKS[colour]), 1, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    if len(set(forces)) <= 1:
        pen.setWidthF(max(0.8, stroke.width * sheet.scale * (forces[0] if forces else 1)))
        painter.setPen(pen)
        painter.drawPolyline(QPolygonF(places)) if len(places) > 1 else painter.drawPoint(places[0])
        return
    for n in range(1, len(places)):
        pen.setWidthF(max(0.8, stroke.width * sheet.scale * (forces[n - 1] + forces[n]) / 2))
        painter.setPen(pen)
        painter.drawLine(places[n - 1], places[n])


def _paint_text(painter: QPainter, sheet: Sheet, mark: Annotation) -> None:
    frame = sheet.rect(mark.quads[0])
    ground = QColor(PENS[mark.colour]).lighter(145)
    ground.setAlpha(235)
    painter.setPen(QPen(QColor(INKS[mark.colour]), 1))
    painter.setBrush(ground)
    painter.drawRoundedRect(frame, 3, 3)
    font = QFont()
    font.setPixelSize(max(5, round(TEXT_SIZE * sheet.scale)))
    painter.setFont(font)
    painter.setPen(QColor("#1c1c1c"))
    inner = frame.adjusted(PADDING, PADDING / 2, -PADDING, -PADDING / 2)
    painter.drawText(inner, int(Qt.TextFlag.TextWordWrap) | int(Qt.AlignmentFlag.AlignTop), mark.text)


def _paint_sign(painter: QPainter, place: QRectF, mark: Annotation) -> None:
    painter.drawPixmap(place.topLeft().toPoint(), _sign(mark.kind, mark.colour, _finest_ratio()))


@lru_cache(maxsize=1)
def _finest_ratio() -> float:
    """Of all screens: what is recorded knows of no screen, and may be painted on any."""
    return max((screen.devicePixelRatio() for screen in QGuiApplication.screens()), default=1.0)


@lru_cache(maxsize=64)
def _sign(kind: AnnotationKind, colour: Colour, ratio: float) -> QPixmap:
    """A sign drawn once for each kind and colour."""
    picture = QPixmap(round(NOTE_SIDE * ratio), round(NOTE_SIDE * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(QColor(INKS[colour]).darker(115), 1))
    painter.setBrush(QColor(PENS[colour]))
    place = QRectF(0.5, 0.5, NOTE_SIDE - 1, NOTE_SIDE - 1)
    if kind is AnnotationKind.BOOKMARK:
        left, top, right, bottom = place.left() + 3, place.top(), place.right() - 3, place.bottom()
        notch = QPointF(place.center().x(), bottom - 5)
        corners = [QPointF(left, top), QPointF(right, top), QPointF(right, bottom), notch, QPointF(left, bottom)]
        painter.drawPolygon(QPolygonF(corners))
    else:
        painter.drawRoundedRect(place, 4, 4)
        font = QFont()
        font.setPixelSize(NOTE_SIDE - 4)
        font.setBold(True)
        painter.setFont(font)
        painter.setPen(QColor("#1c1c1c"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, _SIGNS[kind])
    painter.end()
    return picture


def _paint_dot(painter: QPainter, at: QPointF, mark: Annotation) -> None:
    painter.setPen(QPen(QColor("#ffffff"), 1))
    painter.setBrush(QColor(INKS[mark.colour]))
    painter.drawEllipse(at, 5, 5)


def _paint_audience(painter: QPainter, sheet: Sheet, mark: Annotation) -> None:
    """Others read this mark: two heads at its corner; for the secretariat a filled square."""
    frame = sign_of(mark, sheet) if mark.kind in POINT_MARKS else sheet.rect(mark.quads[0])
    at = QPointF(frame.right() + 6, frame.top())
    painter.setPen(QPen(QColor("#ffffff"), 1))
    painter.setBrush(QColor("#5b2a86"))
    if mark.audience is Audience.SECRETARIAT:
        painter.drawRect(QRectF(at.x() - 4, at.y() - 4, 8, 8))
        return
    for shift in (-3.5, 3.5):
        painter.drawEllipse(QPointF(at.x() + shift, at.y() - 3), 2.6, 2.6)
        painter.drawPie(QRectF(at.x() + shift - 4, at.y(), 8, 8), 0, 180 * 16)


def paint_chosen(painter: QPainter, sheet: Sheet, mark: Annotation) -> None:
    """A ring around a chosen mark, and a handle where it can be made larger."""
    if not mark.quads:
        return
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(tokens().accent), 2))
    if mark.kind in POINT_MARKS:
        painter.drawRoundedRect(sign_of(mark, sheet).adjusted(-3, -3, 3, 3), 4, 4)
        return
    for quad in mark.quads:
        painter.drawRect(sheet.rect(quad).adjusted(-2, -2, 2, 2))
    if is_resizable(mark):
        painter.setBrush(QColor(tokens().accent))
        painter.drawRect(handle_of(mark, sheet))


def sign_of(mark: Annotation, sheet: Sheet) -> QRectF:
    """Where a sign lies in the view."""
    at = sheet.to_view(mark.quads[0].left, mark.quads[0].top)
    return QRectF(at.x() - NOTE_SIDE / 2, at.y() - NOTE_SIDE / 2, NOTE_SIDE, NOTE_SIDE)


def is_resizable(mark: Annotation) -> bool:
    """Whether a corner of it can be drawn: boxes, and bands laid freehand over a scan."""
    is_band = mark.kind in TEXT_MARKS and mark.quote is None and len(mark.quads) == 1
    return mark.is_own and (mark.kind is AnnotationKind.TEXT_BOX or is_band)


def handle_of(mark: Annotation, sheet: Sheet) -> QRectF:
    """The handle at the lower right corner of a mark, in the view."""
    corner = sheet.to_view(mark.quads[0].right, mark.quads[0].bottom)
    return QRectF(corner.x() - 5, corner.y() - 5, 10, 10)


def mark_at(marks: Iterable[Annotation], x: float, y: float, scale: float) -> Annotation | None:
    """The mark under a point of its page, the last one painted first."""
    for mark in reversed(list(marks)):
        if _is_hit(mark, x, y, scale):
            return mark
    return None


def _is_hit(mark: Annotation, x: float, y: float, scale: float) -> bool:
    if mark.kind is AnnotationKind.INK:
        return any(is_on(stroke, x, y, max(stroke.width, REACH / scale)) for stroke in mark.strokes)
    by = NOTE_SIDE / 2 / scale if mark.kind in POINT_MARKS else 0.0
    return any(q.left - by <= x <= q.right + by and q.top - by <= y <= q.bottom + by for q in mark.quads)


def is_on(stroke: Stroke, x: float, y: float, reach: float) -> bool:
    """Whether a point lies within `reach` points of a line of the pen."""
    flat = stroke.points
    if len(flat) == 3:
        return (flat[0] - x) ** 2 + (flat[1] - y) ** 2 <= reach * reach
    return any(
        _distance(flat[n], flat[n + 1], flat[n + 3], flat[n + 4], x, y) <= reach for n in range(0, len(flat) - 5, 3)
    )


def _distance(x1: float, y1: float, x2: float, y2: float, x: float, y: float) -> float:
    """From a point to the straight line between two others."""
    dx, dy = x2 - x1, y2 - y1
    length = dx * dx + dy * dy
    along = 0.0 if length == 0 else min(1.0, max(0.0, ((x - x1) * dx + (y - y1) * dy) / length))
    ex, ey = x1 + along * dx - x, y1 + along * dy - y
    return float((ex * ex + ey * ey) ** 0.5)
