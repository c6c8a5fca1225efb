"""A mark as PDF drawing operators, the same for a page drawn on, an annotation's looks and print. Pure.

Coordinates are a mark's own: points of the unrotated page from the top left of its crop box, y downwards; the
caller turns them into the file's. What is read (text, signs) stands upright for the reader of a turned page.
"""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import ceil
from typing import Protocol

from ecabinet_desktop.domain.annotation import TEXT_MARKS, Annotation, AnnotationKind, Quad, Stroke
from ecabinet_desktop.pdf.pens import LINES, MARKERS, Rgb, pen_of, rgb

SIDE = 18.0
"""Points; a sign's side."""
TEXT_SIZE, LEAST_SIZE = 11.0, 4.0
LEADING = 1.3
PADDING = 3.0
NUMBER_SIZE = 7.5
_LEAST_PRESSURE = 0.15
_AXES = {0: ((1, 0), (0, 1)), 90: ((0, -1), (1, 0)), 180: ((-1, 0), (0, -1)), 270: ((0, 1), (-1, 0))}
_STEPS = 20
"""Widths told apart in a stroke."""
_INK: Rgb = (0.1, 0.1, 0.1)


class Typeface(Protocol):
    """What must be known of a font to set text in it."""

    def advance(self, text: str, size: float) -> float:
        """How wide a text is, in points."""

    def glyphs(self, text: str) -> str:
        """The text as the hexadecimal string a Tj operator takes."""


def extent(mark: Annotation) -> Quad:
    """The rectangle that holds all that is drawn for a mark."""
    boxes = list(mark.quads)
    if is_sign(mark):
        boxes = [_around_sign(mark)]
    for stroke in mark.strokes:
        reach = stroke.width / 2 + 0.5
        xs, ys = stroke.points[0::3], stroke.points[1::3]
        if xs and ys:
            boxes.append(Quad(min(xs) - reach, min(ys) - reach, max(xs) + reach, max(ys) + reach))
    return Quad(
        min((box.left for box in boxes), default=0.0),
        min((box.top for box in boxes), default=0.0),
        max((box.right for box in boxes), default=0.0),
        max((box.bottom for box in boxes), default=0.0),
    )


def is_sign(mark: Annotation) -> bool:
    """Whether a mark is shown as a sign at a point."""
    return mark.kind not in TEXT_MARKS | {AnnotationKind.INK, AnnotationKind.TEXT_BOX} and not lies_on_words(mark)


def sign_box(mark: Annotation, rotation: int) -> Quad:
    """Where a file says that a sign lies: its top left corner stays where it is and the sign is turned about it."""
    at, half = mark.quads[0], SIDE / 2 + 0.5
    (ux, uy), (vx, vy) = _axes(rotation)
    left, top = at.left - half * (ux + vx), at.top - half * (uy + vy)
    return Quad(left, top, left + 2 * half, top + 2 * half)


def point_of_sign(box: Quad, rotation: int) -> tuple[float, float]:
    """The middle of a sign a file describes, as the reader of the turned page sees it."""
    (ux, uy), (vx, vy) = _axes(rotation)
    across, down = (box.right - box.left) / 2, (box.bottom - box.top) / 2
    return box.left + across * ux + down * vx, box.top + across * uy + down * vy


def lies_on_words(mark: Annotation) -> bool:
    """Whether any of its quads has an extent: marks of points may have been made from words."""
    return any(quad.right > quad.left and quad.bottom > quad.top for quad in mark.quads)


def operators(mark: Annotation, rotation: int, typeface: Typeface) -> bytes:
    """What draws a mark. Expects a graphics state /M that multiplies and a font /F."""
    kind = mark.kind
    if kind is AnnotationKind.INK:
        return _ink(mark)
    if kind is AnnotationKind.TEXT_BOX:
        return _text_box(mark, rotation, typeface)
    if kind is AnnotationKind.UNDERLINE:
        return _lines(mark, 0.93)
    if kind is AnnotationKind.STRIKE_OUT:
        return _lines(mark, 0.56)
    if is_sign(mark):
        return _sign(mark, rotation)
    return _highlight(mark)


def number_beside(mark: Annotation, rotation: int, typeface: Typeface, number: int) -> bytes:
    """A small number at the end of a mark, under which its words stand on the sheets."""
    words = str(number)
    width = typeface.advance(words, NUMBER_SIZE) + 4
    height = NUMBER_SIZE + 3
    if is_sign(mark):
        along, down = SIDE / 2 + 1, -height / 2
        x, y = mark.quads[0].left, mark.quads[0].top
    else:
        along, down = 1.0, -height / 2
        x, y = _end_of(mark, rotation)
    look = f"1 1 1 rg {_rgb(rgb(LINES[mark.colour]))} RG 0.6 w {_box(along, down, along + width, down + height)} B "
    text = f"{_rgb(_INK)} rg " + _text(words, along + 2, down + height - 3, NUMBER_SIZE, typeface)
    return f"q {_upright(x, y, rotation)} cm {look}{text}Q\n".encode("ascii")


def wrapped(text: str, width: float, size: float, typeface: Typeface) -> list[str]:
    """A text in lines of at most `width` points; a word longer than a line is broken."""
    lines: list[str] = []
    for paragraph in text.splitlines():
        line = ""
        for word in paragraph.split():
            wider = f"{line} {word}" if line else word
            if typeface.advance(wider, size) <= width:
                line = wider
                continue
            if line:
                lines.append(line)
            line = word
            while typeface.advance(line, size) > width and len(line) > 1:
                fits = _fitting(line, width, size, typeface)
                lines.append(line[:fits])
                line = line[fits:]
        lines.append(line)
    return lines


def _fitting(word: str, width: float, size: float, typeface: Typeface) -> int:
    """How many letters of a word fit, at least one."""
    low, high = 1, len(word) - 1
    while low < high:
        middle = (low + high + 1) // 2
        if typeface.advance(word[:middle], size) <= width:
            low = middle
        else:
            high = middle - 1
    return low


def _highlight(mark: Annotation) -> bytes:
    boxes = " ".join(_box(*_sides(quad)) for quad in mark.quads)
    return f"q /M gs {_rgb(rgb(MARKERS[mark.colour]))} rg {boxes} f Q\n".encode("ascii")


def _lines(mark: Annotation, share: float) -> bytes:
    """A line through each quad, at this share of its height."""
    drawn = [f"q {_rgb(pen_of(mark))} RG"]
    for quad in mark.quads:
        height = quad.bottom - quad.top
        y = quad.top + share * height
        drawn.append(f"{max(0.8, height / 14):.2f} w {quad.left:.2f} {y:.2f} m {quad.right:.2f} {y:.2f} l S")
    return (" ".join(drawn) + " Q\n").encode("ascii")


def _ink(mark: Annotation) -> bytes:
    drawn = [f"q {_rgb(pen_of(mark))} RG 1 J 1 j"]
    drawn += [path for stroke in mark.strokes for path in _stroke(stroke)]
    return (" ".join(drawn) + " Q\n").encode("ascii")


def _stroke(stroke: Stroke) -> Iterable[str]:
    """A line whose width follows the pressure, as runs of one width that overlap in their round ends."""
    points = list(zip(stroke.points[0::3], stroke.points[1::3], stroke.points[2::3], strict=False))
    if len(points) == 1:
        points *= 2
    path: list[str] = []
    current = -1
    for (x, y, pressure), (to_x, to_y, to_pressure) in pairwise(points):
        step = _step((pressure + to_pressure) / 2)
        if step != current:
            if path:
                yield " ".join([*path, "S"])
            path = [f"{stroke.width * step / _STEPS:.2f} w {x:.2f} {y:.2f} m"]
            current = step
        path.append(f"{to_x:.2f} {to_y:.2f} l")
    if path:
        yield " ".join([*path, "S"])


def _step(pressure: float) -> int:
    return max(1, ceil(min(1.0, max(_LEAST_PRESSURE, pressure)) * _STEPS))


def _text_box(mark: Annotation, rotation: int, typeface: Typeface) -> bytes:
    """The words in their frame; smaller than usual when they would not fit."""
    quad = extent(mark)
    width, height = quad.right - quad.left, quad.bottom - quad.top
    if rotation in (90, 270):
        width, height = height, width
    corner = {0: (quad.left, quad.top), 90: (quad.left, quad.bottom), 180: (quad.right, quad.bottom)}
    x, y = corner.get(rotation, (quad.right, quad.top))
    size = TEXT_SIZE
    lines = wrapped(mark.text, width - 2 * PADDING, size, typeface)
    while size > LEAST_SIZE and len(lines) * size * LEADING > height - 2 * PADDING:
        size -= 0.5
        lines = wrapped(mark.text, width - 2 * PADDING, size, typeface)
    frame = f"1 1 1 rg {_rgb(pen_of(mark))} RG 0.8 w {_box(0.4, 0.4, width - 0.4, height - 0.4)} B"
    words = [
        _text(line, PADDING, PADDING + size + n * size * LEADING, size, typeface) for n, line in enumerate(lines)
    ]
    parts = [f"q {_upright(x, y, rotation)} cm", frame, f"{_rgb(_INK)} rg", *words, "Q\n"]
    return " ".join(parts).encode("ascii")


def _sign(mark: Annotation, rotation: int) -> bytes:
    """A small card at its point: lines, a ribbon, a bubble or a question mark tell the kinds apart."""
    at = mark.quads[0]
    half = SIDE / 2
    fill, line = _rgb(rgb(MARKERS[mark.colour])), _rgb(rgb(LINES[mark.colour]))
    drawn = [f"q {_upright(at.left, at.top, rotation)} cm {fill} rg {line} RG 1 w 1 J 1 j"]
    if mark.kind is AnnotationKind.BOOKMARK:
        drawn.append(_path([(-5, -half + 1), (5, -half + 1), (5, half - 1), (0, half - 6), (-5, half - 1)], "b"))
    elif mark.kind is AnnotationKind.SPEAKING_NOTE:
        bubble = [(-8, -8), (8, -8), (8, 4), (-1, 4), (-5, 8), (-5, 4), (-8, 4)]
        drawn += [_path(bubble, "b"), _path([(-5, -4.5), (5, -4.5)], "S"), _path([(-5, -0.5), (3, -0.5)], "S")]
    else:
        drawn.append(f"{_box(-half + 1, -half + 1, half - 1, half - 1)} B")
        if mark.kind is AnnotationKind.QUESTION:
            drawn.append("1.6 w -2.8 -2.6 m -2.8 -6.2 2.8 -6.2 2.8 -2.6 c 2.8 -0.6 0 -0.4 0 2 c S 0 5 m 0 5 l S")
        else:
            drawn += [_path([(-4.5, y), (4.5, y)], "S") for y in (-4, 0, 4)]
    return (" ".join(drawn) + " Q\n").encode("ascii")


def _around_sign(mark: Annotation) -> Quad:
    at = mark.quads[0] if mark.quads else Quad(0, 0, 0, 0)
    half = SIDE / 2 + 0.5
    return Quad(at.left - half, at.top - half, at.left + half, at.top + half)


def _end_of(mark: Annotation, rotation: int) -> tuple[float, float]:
    """Where the reader's eye leaves a mark: top right of its last line, as the page is turned."""
    last = mark.quads[-1] if mark.kind is not AnnotationKind.INK and mark.quads else extent(mark)
    corners = {0: (last.right, last.top), 90: (last.left, last.top), 180: (last.left, last.bottom)}
    return corners.get(rotation, (last.right, last.bottom))


def _upright(x: float, y: float, rotation: int) -> str:
    """The matrix of a frame at a point whose axes run as the reader of the turned page sees them."""
    (a, b), (c, d) = _axes(rotation)
    return f"{a} {b} {c} {d} {x:.2f} {y:.2f}"


def _axes(rotation: int) -> tuple[tuple[int, int], tuple[int, int]]:
    """Which way the reader of a page turned clockwise sees right and down, on the unrotated page."""
    return _AXES.get(rotation, _AXES[0])


def _text(words: str, x: float, y: float, size: float, typeface: Typeface) -> str:
    """One line; the letters are turned over, since y runs downwards here."""
    return f"BT /F {size:.2f} Tf 1 0 0 -1 {x:.2f} {y:.2f} Tm <{typeface.glyphs(words)}> Tj ET "


def _path(points: Sequence[tuple[float, float]], paint: str) -> str:
    (x, y), *rest = points
    return " ".join([f"{x:g} {y:g} m", *(f"{px:g} {py:g} l" for px, py in rest), paint])


def _box(left: float, top: float, right: float, bottom: float) -> str:
    return f"{left:.2f} {top:.2f} {right - left:.2f} {bottom - top:.2f} re"


def _sides(quad: Quad) -> tuple[float, float, float, float]:
    return quad.left, quad.top, quad.right, quad.bottom


def _rgb(colour: Rgb) -> str:
    return " ".join(f"{part:.3f}" for part in colour)
