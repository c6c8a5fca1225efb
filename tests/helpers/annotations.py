"""Marks of every kind for the tests of what is written, printed and brought in."""

import math
from datetime import UTC, datetime

import pymupdf
from ecabinet_desktop.domain.annotation import Annotation, AnnotationKind, Colour, Quad, Quote, Stroke

from tests.helpers import pdfs

WRITTEN = datetime(2026, 11, 23, 8, 5, tzinfo=UTC)
CHANGED = datetime(2026, 11, 24, 9, 30, tzinfo=UTC)
K = AnnotationKind


def mark(kind: AnnotationKind, *quads: tuple[float, float, float, float], **fields: object) -> Annotation:
    """A mark; whatever is not given is plain."""
    given: dict[str, object] = {
        "id": f"{kind.value}-{fields.get('page', 0)}",
        "meeting_id": "m",
        "paper_id": "p",
        "version_id": "p.1",
        "page": 0,
        "colour": Colour.YELLOW,
        "created_at": WRITTEN,
        "modified_at": CHANGED,
    }
    return Annotation(kind=kind, quads=tuple(Quad(*quad) for quad in quads), **{**given, **fields})  # type: ignore[arg-type]


def wave(left: float = 80, top: float = 300) -> Stroke:
    """A line of the pen whose pressure comes and goes."""
    points: list[float] = []
    for n in range(40):
        points += [left + 4 * n, top + 20 + 18 * math.sin(n / 5), 0.25 + 0.75 * abs(math.sin(n / 13))]
    return Stroke(tuple(round(number, 2) for number in points), 5.0)


def every_kind(page: int = 0) -> tuple[Annotation, ...]:
    """One mark of each kind on a page, all on different places of it."""
    stroke = wave()
    xs, ys = stroke.points[0::3], stroke.points[1::3]
    return (
        mark(
            K.HIGHLIGHT,
            (72, 78, 260, 96),
            page=page,
            text="Số liệu này lấy ở đâu?",
            quote=Quote(exact="Tờ trình", after=" về ngân sách"),
        ),
        mark(K.UNDERLINE, (72, 100, 150, 118), (72, 122, 190, 140), page=page, colour=Colour.GREEN),
        mark(K.STRIKE_OUT, (200, 122, 260, 140), page=page, colour=Colour.RED),
        mark(K.INK, (min(xs), min(ys), max(xs), max(ys)), page=page, strokes=(stroke,), colour=Colour.BLUE),
        mark(K.STICKY_NOTE, (330, 90, 330, 90), page=page, text="Ghi chú dán"),
        mark(K.BOOKMARK, (360, 90, 360, 90), page=page, colour=Colour.RED),
        mark(K.SPEAKING_NOTE, (390, 90, 390, 90), page=page, colour=Colour.GREEN, text="Nói về ngân sách"),
        mark(K.QUESTION, (420, 90, 420, 90), page=page, colour=Colour.BLUE, text="Hỏi Bộ Tài chính"),
        mark(K.TEXT_BOX, (80, 400, 280, 450), page=page, text="Đề nghị bổ sung căn cứ pháp lý."),
    )


def turned_and_cropped_pdf() -> bytes:
    """Four pages of the same words: upright, turned by 90°, cropped, and both cropped and turned by 270°."""
    words = "Tờ trình về ngân sách nhà nước\nCăn cứ Luật Đất đai số 31\nĐiều 1. Bồi thường về đất"
    with pymupdf.open(stream=pdfs.text_pdf([words] * 4), filetype="pdf") as document:
        document[1].set_rotation(90)
        for number in (2, 3):
            document[number].set_cropbox(pymupdf.Rect(40, 50, 560, 700))
        document[3].set_rotation(270)
        return bytes(document.tobytes())


def dark_box(
    data: bytes, page: int, colour: str, *, scale: float = 1.0
) -> tuple[float, float, float, float] | None:
    """Where on a page, as its reader sees it, a colour shows: left, top, right, bottom in points."""
    width, height, rows = pdfs.drawn(data, page, scale)
    near = -1
    for plane, at in enumerate((5, 3, 1)):
        shade = int(colour[at : at + 2], 16)
        table = bytes(abs(value - shade) <= 8 for value in range(256))
        near &= int.from_bytes(rows[plane::4].translate(table), "big")
    found = near.to_bytes(width * height, "big")
    lines = [(y, found[y * width : (y + 1) * width]) for y in range(height)]
    lines = [(y, line) for y, line in lines if 1 in line]
    if not lines:
        return None
    left = min(line.find(1) for _, line in lines)
    right = max(line.rfind(1) for _, line in lines)
    return left / scale, lines[0][0] / scale, (right + 1) / scale, (lines[-1][0] + 1) / scale


def seen(quad: Quad, rotation: int, width: float, height: float) -> tuple[float, float, float, float]:
    """A rectangle of the unrotated page (its size given) as the reader of the turned page sees it."""
    corners = [(quad.left, quad.top), (quad.right, quad.bottom)]
    turn = {
        0: lambda x, y: (x, y),
        90: lambda x, y: (height - y, x),
        180: lambda x, y: (width - x, height - y),
        270: lambda x, y: (y, width - x),
    }[rotation]
    points = [turn(x, y) for x, y in corners]
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)
