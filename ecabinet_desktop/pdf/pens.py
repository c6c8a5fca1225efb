"""The colours of the marker pens in a file, and which pen a colour from elsewhere comes nearest to. Pure.

A highlighter's colour lies under the words; lines and signs use a darker shade of it, which shows on white paper.
"""

from ecabinet_desktop.domain.annotation import Annotation, AnnotationKind, Colour

Rgb = tuple[float, float, float]

MARKERS: dict[Colour, str] = {
    Colour.YELLOW: "#ffd83d",
    Colour.GREEN: "#7fdc7a",
    Colour.BLUE: "#7cc0ff",
    Colour.RED: "#ff9a8f",
}
LINES: dict[Colour, str] = {
    Colour.YELLOW: "#a86f00",
    Colour.GREEN: "#1c7a34",
    Colour.BLUE: "#1560b8",
    Colour.RED: "#c0282d",
}
_LINED = frozenset(
    {AnnotationKind.UNDERLINE, AnnotationKind.STRIKE_OUT, AnnotationKind.INK, AnnotationKind.TEXT_BOX}
)
_GREY = 0.12
"""Below this difference of its strongest and weakest part a colour has no hue."""


def rgb(code: str) -> Rgb:
    """Red, green, blue from 0 to 1 of #rrggbb."""
    red, green, blue = (int(code[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def hexed(colour: Rgb) -> str:
    """The #RRGGBB of a colour, as XFDF writes it."""
    return "#" + "".join(f"{round(255 * min(1.0, max(0.0, part))):02X}" for part in colour)


def pen_of(mark: Annotation) -> Rgb:
    """The colour a mark is drawn in."""
    return rgb((LINES if mark.kind in _LINED else MARKERS)[mark.colour])


def nearest(colour: Rgb | None) -> Colour:
    """The pen a colour comes nearest to, by its hue; yellow for none and for grey."""
    if colour is None:
        return Colour.YELLOW
    shown = hexed(colour).lower()
    for pen in Colour:
        if shown in (MARKERS[pen], LINES[pen]):
            return pen
    hue = _hue(colour)
    if hue is None:
        return Colour.YELLOW
    return min(_HUES, key=lambda pen: min(abs(hue - _HUES[pen]), 360 - abs(hue - _HUES[pen])))


_HUES = {Colour.RED: 0.0, Colour.YELLOW: 50.0, Colour.GREEN: 125.0, Colour.BLUE: 215.0}
"""Degrees on the circle of colours; orange counts as yellow, violet as blue."""


def _hue(colour: Rgb) -> float | None:
    red, green, blue = colour
    most, least = max(colour), min(colour)
    spread = most - least
    if spread < _GREY:
        return None
    if most == red:
        return 60 * (((green - blue) / spread) % 6)
    if most == green:
        return 60 * ((blue - red) / spread + 2)
    return 60 * ((red - green) / spread + 4)
