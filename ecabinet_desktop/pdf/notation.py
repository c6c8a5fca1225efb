"""A mark as a PDF annotation: the dictionary other programs read (ISO 32000-1, 12.5), and its dates. Pure.

Geometry, words, author, dates and colour stand where the norm puts them; only our own kind of a note and the
pressure of the pen, for which it has no place, stand in entries of ours that others pass over.
"""

import codecs
import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta, timezone

from ecabinet_desktop.domain.annotation import Annotation, AnnotationKind, Quad
from ecabinet_desktop.pdf.looks import TEXT_SIZE, extent, is_sign, sign_box
from ecabinet_desktop.pdf.pens import pen_of

OWN_KIND, OWN_PRESSURE = "ECabinetKind", "ECabinetPressure"
Point = Callable[[float, float], tuple[float, float]]
"""From a mark's coordinates to the file's."""

_SUBTYPES = {
    AnnotationKind.UNDERLINE: "Underline",
    AnnotationKind.STRIKE_OUT: "StrikeOut",
    AnnotationKind.INK: "Ink",
    AnnotationKind.TEXT_BOX: "FreeText",
}
_ICONS = {AnnotationKind.QUESTION: "Help", AnnotationKind.SPEAKING_NOTE: "Comment"}
_PRINTED, _UPRIGHT = 4, 4 | 8 | 16
"""Flags: printed; and for signs: neither enlarged nor turned with the page."""
_ORDER = "\ufeff"
_UTF_16 = codecs.lookup("utf-16-be")
"""Looked up at once: a locked-in helper can load nothing later."""
_DATE = re.compile(r"(?:D:)?(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:([Zz+-])(\d\d)?'?(\d\d)?'?)?")


def subtype_of(mark: Annotation) -> str:
    """The norm's word for a mark; a note made from words is a highlight with a text."""
    return _SUBTYPES.get(mark.kind, "Text" if is_sign(mark) else "Highlight")


def icon_of(mark: Annotation) -> str:
    """The norm's sign of a note."""
    return _ICONS.get(mark.kind, "Note")


def dictionary(
    mark: Annotation,
    page: int,
    looks: int,
    point: Point,
    *,
    rotation: int,
    author: str,
    subject: str,
    reply_to: int = 0,
) -> str:
    """The source of an annotation on the page object `page` with the form object `looks` as its looks."""
    subtype = subtype_of(mark)
    entries = {
        "Type": "/Annot",
        "Subtype": f"/{subtype}",
        "P": f"{page} 0 R",
        "Rect": _numbers(rectangle(mark, point, rotation)),
        "NM": text_string(mark.id),
        "T": text_string(author),
        "Subj": text_string(subject),
        "Contents": text_string(mark.text),
        "CreationDate": f"({written_date(mark.created_at)})",
        "M": f"({written_date(mark.modified_at)})",
        "C": _numbers(pen_of(mark)),
        "F": str(_UPRIGHT if is_sign(mark) else _PRINTED),
        "AP": f"<</N {looks} 0 R>>",
        OWN_KIND: f"/{mark.kind.value}",
    }
    entries |= _of_subtype(mark, subtype, point)
    if reply_to:
        entries |= {"IRT": f"{reply_to} 0 R", "RT": "/R"}
    return "<<" + "".join(f"/{name} {value}" for name, value in entries.items()) + ">>"


def rectangle(mark: Annotation, point: Point, rotation: int) -> tuple[float, float, float, float]:
    """A mark's bounds in the file's coordinates: left, bottom, right, top."""
    box = sign_box(mark, rotation) if is_sign(mark) else extent(mark)
    one, other = point(box.left, box.top), point(box.right, box.bottom)
    return min(one[0], other[0]), min(one[1], other[1]), max(one[0], other[0]), max(one[1], other[1])


def quad_points(quads: Sequence[Quad], point: Point) -> list[float]:
    """Top left, top right, bottom left, bottom right of each quad: the order programs use, if not the norm's."""
    numbers: list[float] = []
    for quad in quads:
        for x, y in (
            (quad.left, quad.top),
            (quad.right, quad.top),
            (quad.left, quad.bottom),
            (quad.right, quad.bottom),
        ):
            numbers.extend(point(x, y))
    return numbers


def text_string(words: str) -> str:
    """A text as a PDF string: UTF-16 in hexadecimal, so that no sign of it is ever read as syntax."""
    encoded, _ = _UTF_16.encode(_ORDER + words, "replace")
    return f"<{encoded.hex()}>"


def written_date(moment: datetime) -> str:
    """A moment as PDF and XFDF write it, in UTC."""
    return moment.astimezone(UTC).strftime("D:%Y%m%d%H%M%S+00'00'")


def read_date(written: str) -> datetime | None:
    """The moment of a PDF date; without a zone it is taken as UTC. None when it is none."""
    found = _DATE.match(written.strip())
    if found is None:
        return None
    year, month, day, hour, minute, second, sign, off_hours, off_minutes = found.groups()
    offset = timedelta(hours=int(off_hours or 0), minutes=int(off_minutes or 0))
    try:
        zone = timezone(-offset if sign == "-" else offset)
        moment = datetime(
            int(year),
            int(month or 1),
            int(day or 1),
            int(hour or 0),
            int(minute or 0),
            int(second or 0),
            tzinfo=zone,
        )
        return moment.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def _of_subtype(mark: Annotation, subtype: str, point: Point) -> dict[str, str]:
    if subtype == "Ink":
        return _ink(mark, point)
    if subtype == "FreeText":
        red, green, blue = pen_of(mark)
        return {
            "C": "[1 1 1]",  # of a text box this is the ground
            "DA": f"(/Helv {TEXT_SIZE:g} Tf {red:.3f} {green:.3f} {blue:.3f} rg)",
            "DS": f"(font: {TEXT_SIZE:g}pt sans-serif)",
            "BS": "<</W 0.8/S/S>>",
        }
    if subtype == "Text":
        return {"Name": f"/{icon_of(mark)}", "Open": "false"}
    return {"QuadPoints": _numbers(quad_points(mark.quads, point))}


def _ink(mark: Annotation, point: Point) -> dict[str, str]:
    lists, pressures = [], []
    for stroke in mark.strokes:
        numbers: list[float] = []
        for x, y in zip(stroke.points[0::3], stroke.points[1::3], strict=False):
            numbers.extend(point(x, y))
        lists.append(_numbers(numbers))
        pressures.append(_numbers((stroke.width, *stroke.points[2::3])))
    width = max((stroke.width for stroke in mark.strokes), default=1.0)
    return {
        "InkList": f"[{''.join(lists)}]",
        "BS": f"<</W {width:g}/S/S>>",
        OWN_PRESSURE: f"[{''.join(pressures)}]",
    }


def _numbers(values: Sequence[float]) -> str:
    return "[" + " ".join(f"{value:.4f}".rstrip("0").rstrip(".") for value in values) + "]"
