"""A page as it lies in the view: from points of the page to pixels and back, whichever way it is turned.

Marks and words know only the upright page; nothing but a `Sheet` turns them.
"""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF

from ecabinet_desktop.domain.annotation import Quad

Size = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Sheet:
    """`frame` is the page's place in the view (pixels); `size` the upright page in points."""

    page: int
    frame: QRectF
    size: Size
    scale: float
    turn: int = 0

    def to_view(self, x: float, y: float) -> QPointF:
        """A point of the upright page in the view."""
        width, height = self.size
        turned = ((x, y), (height - y, x), (width - x, height - y), (y, width - x))[self.turn]
        return QPointF(self.frame.left() + turned[0] * self.scale, self.frame.top() + turned[1] * self.scale)

    def to_page(self, point: QPointF) -> tuple[float, float]:
        """A point of the view on the upright page, in points."""
        x, y = (point.x() - self.frame.left()) / self.scale, (point.y() - self.frame.top()) / self.scale
        width, height = self.size
        return ((x, y), (y, height - x), (width - x, height - y), (width - y, x))[self.turn]

    def rect(self, quad: Quad) -> QRectF:
        """A rectangle of the upright page in the view."""
        return QRectF(self.to_view(quad.left, quad.top), self.to_view(quad.right, quad.bottom)).normalized()

    def inside(self, x: float, y: float) -> tuple[float, float]:
        """The nearest point that lies on the page."""
        width, height = self.size
        return min(max(x, 0.0), width), min(max(y, 0.0), height)

    def at_origin(self) -> "Sheet":
        """The same page with its top left corner at 0, 0."""
        frame = QRectF(0, 0, self.frame.width(), self.frame.height())
        return Sheet(self.page, frame, self.size, self.scale, self.turn)
