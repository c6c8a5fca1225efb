"""Marks as XFDF (ISO 19444-1), the file in which programs hand each other annotations without the paper. Pure.

Coordinates in it are the paper's own, so both ways need the frames of its pages. Our kinds of notes, the pressure
of the pen and the quotation stand in a name space of ours, which others pass over.
"""

from collections.abc import Mapping, Sequence
from math import isfinite
from xml.etree import ElementTree
from xml.etree.ElementTree import Element, SubElement

from ecabinet_desktop.domain.annotation import Anchoring, Annotation, AnnotationKind, Quad, Quote, Stroke
from ecabinet_desktop.pdf import notation
from ecabinet_desktop.pdf.looks import TEXT_SIZE, is_sign, point_of_sign
from ecabinet_desktop.pdf.markup import NotReadable, allowed, parsed
from ecabinet_desktop.pdf.paperwork import FoundMark, Frame
from ecabinet_desktop.pdf.pens import Rgb, hexed, pen_of, rgb

SPACE = "http://ns.adobe.com/xfdf/"
OURS = "urn:ecabinet:marks:1"
_TYPES = {
    "highlight": "Highlight",
    "underline": "Underline",
    "squiggly": "Squiggly",
    "strikeout": "StrikeOut",
    "ink": "Ink",
    "text": "Text",
    "freetext": "FreeText",
}
_TAGS = {kind: tag for tag, kind in _TYPES.items()}
_NEVER_NOTES = frozenset({"link", "popup", "widget"})
LONGEST, MOST = 20_000, 20_000
"""Signs of a text, and marks or numbers of one mark, that are read."""


def written(
    marks: Sequence[Annotation],
    frames: Mapping[int, Frame],
    *,
    names: Mapping[str, str],
    subjects: Mapping[AnnotationKind, str],
    paper: str,
) -> bytes:
    """The marks as a file. Those without a place, or on a page without a frame, are left out."""
    root = Element("xfdf", {"xmlns": SPACE, "xmlns:ecabinet": OURS, "xml:space": "preserve"})
    listed = SubElement(root, "annots")
    for mark in marks:
        frame = frames.get(mark.page)
        if frame is not None and mark.anchoring is not Anchoring.ORPHAN and (mark.quads or mark.strokes):
            listed.append(_element(mark, frame, names.get(mark.author_id, ""), subjects.get(mark.kind, "")))
    SubElement(root, "f", {"href": allowed(paper)})
    return bytes(ElementTree.tostring(root, encoding="utf-8", xml_declaration=True))


def read(data: bytes) -> Element:
    """The root of an XFDF file; raises NotReadable for anything else."""
    root = parsed(data)
    if _local(root) != "xfdf":
        raise NotReadable("not XFDF")
    return root


def pages(root: Element) -> tuple[int, ...]:
    """The pages its annotations name, for whose frames to ask."""
    return tuple(sorted({page for each in _annotations(root) if (page := _page(each)) >= 0})[:MOST])


def found(root: Element, frames: Mapping[int, Frame]) -> tuple[list[FoundMark], int]:
    """Its annotations as plain values, and how many were of another kind or nowhere."""
    marks: list[FoundMark] = []
    skipped = 0
    for each in _annotations(root):
        tag = _local(each)
        if tag in _NEVER_NOTES:
            continue
        frame = frames.get(_page(each))
        mark = (
            _mark(each, _TYPES[tag], frame) if tag in _TYPES and frame is not None and len(marks) < MOST else None
        )
        if mark is None:
            skipped += 1
        else:
            marks.append(mark)
    return marks, skipped


def _element(mark: Annotation, frame: Frame, author: str, subject: str) -> Element:
    def point(x: float, y: float) -> tuple[float, float]:
        return frame.left + x / frame.unit, frame.top - y / frame.unit

    subtype = notation.subtype_of(mark)
    fields = {
        "page": str(mark.page),
        "rect": _joined(notation.rectangle(mark, point, frame.rotation)),
        "color": "#FFFFFF" if subtype == "FreeText" else hexed(pen_of(mark)),
        "flags": "print,nozoom,norotate" if is_sign(mark) else "print",
        "name": mark.id,
        "title": allowed(author),
        "subject": allowed(subject),
        "creationdate": notation.written_date(mark.created_at),
        "date": notation.written_date(mark.modified_at),
        "ecabinet:kind": mark.kind.value,
    }
    if mark.reply_to:
        fields |= {"inreplyto": mark.reply_to, "replyType": "reply"}
    if mark.quote is not None:
        fields |= {f"ecabinet:{name}": allowed(getattr(mark.quote, name)) for name in ("exact", "before", "after")}
    if subtype in ("Highlight", "Underline", "StrikeOut"):
        fields["coords"] = _joined(notation.quad_points(mark.quads, point))
    if subtype == "Text":
        fields["icon"] = notation.icon_of(mark)
    made = Element(_TAGS[subtype], fields)
    if subtype == "Ink":
        _add_ink(made, mark, frame)
    if subtype == "FreeText":
        red, green, blue = pen_of(mark)
        appearance = f"/Helv {TEXT_SIZE:g} Tf {red:.3f} {green:.3f} {blue:.3f} rg"
        SubElement(made, "defaultappearance").text = appearance
        SubElement(made, "defaultstyle").text = f"font: {TEXT_SIZE:g}pt sans-serif; color: {hexed(pen_of(mark))}"
    SubElement(made, "contents").text = allowed(mark.text)
    return made


def _add_ink(made: Element, mark: Annotation, frame: Frame) -> None:
    listed = SubElement(made, "inklist")
    for stroke in mark.strokes:
        points = [
            f"{_short(frame.left + x / frame.unit)},{_short(frame.top - y / frame.unit)}"
            for x, y in zip(stroke.points[0::3], stroke.points[1::3], strict=False)
        ]
        SubElement(listed, "gesture").text = ";".join(points)
    made.set("width", f"{max((stroke.width for stroke in mark.strokes), default=1.0):g}")
    pressures = (_joined((stroke.width, *stroke.points[2::3])) for stroke in mark.strokes)
    made.set("ecabinet:pressures", ";".join(pressures))


def _annotations(root: Element) -> list[Element]:
    return [each for listed in root if _local(listed) == "annots" for each in listed]


def _mark(each: Element, kind: str, frame: Frame) -> FoundMark | None:
    """One annotation; None when nothing tells where it lies."""
    strokes = _strokes(each, frame) if kind == "Ink" else ()
    quads = _quads(each, kind, frame, strokes)
    if not quads or (kind == "Ink" and not strokes):
        return None
    exact = each.get(f"{{{OURS}}}exact")
    quote = None
    if exact:
        around = [each.get(f"{{{OURS}}}{name}", "")[:LONGEST] for name in ("before", "after")]
        quote = Quote(exact=exact[:LONGEST], before=around[0], after=around[1])
    return FoundMark(
        page=frame.page,
        type=kind,
        name=each.get("name", "")[:200],
        note=each.get(f"{{{OURS}}}kind", ""),
        quads=quads,
        strokes=strokes,
        colour=_colour(each, kind),
        contents=_words(each)[:LONGEST],
        author=each.get("title", "")[:200],
        created=each.get("creationdate", "")[:40],
        modified=each.get("date", "")[:40],
        quote=quote,
    )


def _quads(each: Element, kind: str, frame: Frame, strokes: Sequence[Stroke]) -> tuple[Quad, ...]:
    if kind == "Ink":
        xs = [x for stroke in strokes for x in stroke.points[0::3]]
        ys = [y for stroke in strokes for y in stroke.points[1::3]]
        return (Quad(min(xs), min(ys), max(xs), max(ys)),) if xs else ()
    coords = _numbers(each.get("coords", "")) if kind not in ("Text", "FreeText") else []
    if coords:
        return tuple(_around(coords[at : at + 8], frame) for at in range(0, len(coords) - 7, 8))
    rect = _numbers(each.get("rect", ""))
    if len(rect) < 4:
        return ()
    box = _around(rect[:4], frame)
    if kind != "Text":
        return (box,)
    x, y = point_of_sign(box, frame.rotation)
    return (Quad(x, y, x, y),)


def _around(numbers: Sequence[float], frame: Frame) -> Quad:
    xs = [(x - frame.left) * frame.unit for x in numbers[0::2]]
    ys = [(frame.top - y) * frame.unit for y in numbers[1::2]]
    return Quad(min(xs), min(ys), max(xs), max(ys))


def _strokes(each: Element, frame: Frame) -> tuple[Stroke, ...]:
    gestures = [_numbers(line.text or "") for line in each.iter() if _local(line) == "gesture"]
    pressures = [_numbers(part) for part in each.get(f"{{{OURS}}}pressures", "").split(";")]
    width = next(iter(_numbers(each.get("width", ""))), 1.0)
    strokes = []
    for number, line in enumerate(gestures):
        count = len(line) // 2
        if not count:
            continue
        own = pressures[number] if len(pressures) == len(gestures) else []
        fits = len(own) == count + 1
        points = []
        for n in range(count):
            x, y = (line[2 * n] - frame.left) * frame.unit, (frame.top - line[2 * n + 1]) * frame.unit
            points += [x, y, own[n + 1] if fits else 1.0]
        strokes.append(Stroke(tuple(points), own[0] if fits else width))
    return tuple(strokes)


def _colour(each: Element, kind: str) -> Rgb | None:
    """Of a text box the colour of its letters."""
    code = each.get("color", "")
    if kind == "FreeText":
        parts = _child(each, "defaultappearance").split()
        numbers = _numbers(" ".join(parts[parts.index("rg") - 3 : parts.index("rg")])) if "rg" in parts else []
        return (numbers[0], numbers[1], numbers[2]) if len(numbers) == 3 else None
    try:
        return rgb(code) if len(code) == 7 and code.startswith("#") else None
    except ValueError:
        return None


def _page(each: Element) -> int:
    text = each.get("page", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 8 else -1


def _child(each: Element, name: str) -> str:
    return next((part.text or "" for part in each if _local(part) == name), "")


def _words(each: Element) -> str:
    """What an annotation says; some programs write it as formatted text only."""
    plain = _child(each, "contents")
    rich = next((part for part in each if _local(part) == "contents-richtext"), None)
    if plain or rich is None:
        return plain
    lines = ["".join(line.itertext()).strip() for line in rich.iter() if _local(line) == "p"]
    return "\n".join(lines) if lines else "".join(rich.itertext()).strip()


def _local(each: Element) -> str:
    return str(each.tag).rpartition("}")[2]


def _numbers(text: str) -> list[float]:
    """The numbers in a list with commas, semicolons or spaces; none at all when one of them is none."""
    try:
        numbers = [float(part) for part in text.replace(",", " ").replace(";", " ").split()[: 3 * MOST]]
    except ValueError:
        return []
    return numbers if all(isfinite(number) for number in numbers) else []


def _joined(numbers: Sequence[float]) -> str:
    return ",".join(_short(number) for number in numbers)


def _short(number: float) -> str:
    return f"{number:.4f}".rstrip("0").rstrip(".")
