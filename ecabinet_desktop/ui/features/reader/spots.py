"""A place under the hand, and what every tool does with it: press, move, release."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter

NO_KEY = Qt.KeyboardModifier.NoModifier


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the hand is: page (0 first) and point in its points, the point of the view, how hard the pen presses
    (0 to 1), how many clicks came together, keys held."""

    page: int
    x: float
    y: float
    view: QPointF
    pressure: float = 1.0
    clicks: int = 1
    held: Qt.KeyboardModifier = NO_KEY

    @property
    def point(self) -> tuple[float, float]:
        """The point on the page."""
        return self.x, self.y


class Tool:
    """What the hand does on the pages; this one does nothing."""

    cursor = Qt.CursorShape.ArrowCursor
    lets_finger_scroll = True

    def press(self, _spot: Spot) -> None:
        """The hand goes down."""

    def move(self, _spot: Spot) -> None:
        """The hand moves while it is down."""

    def hover(self, _spot: Spot) -> None:
        """The hand moves while it is up."""

    def release(self, _spot: Spot) -> None:
        """The hand goes up."""

    def cancel(self) -> bool:
        """Leave what was begun; True when there was something to leave."""
        return False

    def words_came(self, _page: int) -> None:
        """The words of a page are known from now on."""

    def paint(self, _painter: QPainter, _clip: QRectF) -> None:
        """Paint what is under way, over everything; nothing outside the clip needs to be."""
