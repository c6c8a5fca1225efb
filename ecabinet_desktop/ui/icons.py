"""Our icons: 24-unit strokes in `resources/icons`, tinted with a token's colour and crisp at every scale.

Widgets wear icons through `dress`; after a switch of the look `tint_again` dresses all of them anew, so nobody
keeps a coloured picture of an icon.
"""

from functools import lru_cache

from PySide6.QtCore import QByteArray, QObject, QRectF, Qt
from PySide6.QtGui import QAction, QIcon, QPainter, QPixmap
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel

from ecabinet_desktop.ui import resources
from ecabinet_desktop.ui.tokens import tokens

SIZES = (16, 20, 24, 32, 40, 48, 64)
"""Pixels made for a `QIcon`: the sizes in use at one, one and a half and two times the resolution."""
_NAME = "icon_name"
_INK = "icon_ink"
_SIZE = "icon_size"


def names() -> tuple[str, ...]:
    """Every icon we have."""
    return tuple(sorted(path.stem for path in resources.folder("icons").glob("*.svg")))


def icon(name: str, ink: str = "text") -> QIcon:
    """The icon in the colour of token `ink`; greyed when disabled."""
    look = tokens()
    return _icon(name, getattr(look, ink), look.disabled)


def pixmap(name: str, ink: str = "text", size: int = 20, ratio: float = 1.0) -> QPixmap:
    """The icon for painting by hand: `size` in device-independent pixels, `ratio` of the device painted on."""
    picture = QPixmap(_drawn(name, getattr(tokens(), ink), round(size * ratio)))
    picture.setDevicePixelRatio(ratio)
    return picture


def dress(wearer: QAbstractButton | QAction, name: str, ink: str = "text") -> None:
    """Put an icon on a button or action, and keep it in the look's colour from now on."""
    wearer.setProperty(_NAME, name)
    wearer.setProperty(_INK, ink)
    wearer.setIcon(icon(name, ink))


def picture(name: str, ink: str = "text", size: int = 20) -> QLabel:
    """The icon as a label of its own, kept in the look's colour."""
    label = QLabel()
    label.setProperty(_NAME, name)
    label.setProperty(_INK, ink)
    label.setProperty(_SIZE, size)
    label.setPixmap(pixmap(name, ink, size, label.devicePixelRatioF()))
    return label


def tint_again() -> None:
    """Dress every wearer in the colours now in force."""
    for widget in QApplication.allWidgets():
        if isinstance(widget, QLabel) and widget.property(_NAME):
            name, ink, size = (widget.property(key) for key in (_NAME, _INK, _SIZE))
            widget.setPixmap(pixmap(name, ink, size, widget.devicePixelRatioF()))
        wearers: list[QObject] = [widget, *widget.actions()]
        for wearer in wearers:
            name = wearer.property(_NAME)
            if name and isinstance(wearer, QAbstractButton | QAction):
                wearer.setIcon(icon(name, wearer.property(_INK)))


@lru_cache(maxsize=512)
def _icon(name: str, colour: str, disabled: str) -> QIcon:
    made = QIcon()
    for size in SIZES:
        made.addPixmap(_drawn(name, colour, size))
        made.addPixmap(_drawn(name, disabled, size), QIcon.Mode.Disabled)
    return made


@lru_cache(maxsize=2048)
def _drawn(name: str, colour: str, size: int) -> QPixmap:
    picture = QPixmap(size, size)
    picture.fill(Qt.GlobalColor.transparent)
    svg = _source(name).replace("currentColor", colour)
    painter = QPainter(picture)
    QSvgRenderer(QByteArray(svg.encode())).render(painter, QRectF(0, 0, size, size))
    painter.end()
    return picture


@lru_cache(maxsize=128)
def _source(name: str) -> str:
    return resources.folder("icons", f"{name}.svg").read_text(encoding="utf-8")
