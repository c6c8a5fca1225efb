"""What the helper writes, tried in this process on real documents; its talk over the socket is in test_export."""

from collections.abc import Sequence
from typing import Any

import pymupdf
import pytest
from ecabinet_desktop.domain.annotation import Anchoring, Annotation, Quad
from ecabinet_desktop.pdf import writer
from ecabinet_desktop.pdf.paperwork import (
    LARGEST_PICTURE,
    AddSheets,
    AskFile,
    AskFrames,
    AskPicture,
    Frame,
    Frames,
    Part,
    Picture,
    Put,
    PutMarks,
)
from ecabinet_desktop.pdf.pens import LINES, MARKERS
from ecabinet_desktop.pdf.protocol import Message
from ecabinet_desktop.ui import resources

from tests.helpers import pdfs
from tests.helpers.annotations import K, dark_box, every_kind, mark, seen, turned_and_cropped_pdf

TYPEFACE = resources.folder("fonts", "BeVietnamPro-Regular.ttf").read_bytes()
SHAPES = [(0, 0, 595, 842), (1, 90, 595, 842), (2, 0, 520, 650), (3, 270, 520, 650)]
"""Page, how it is turned, and its size before it is."""


def obeyed(data: bytes | None, *orders: Any) -> tuple[bytes, list[Message]]:
    """The file after these orders, and what was said."""
    document = None if data is None else pymupdf.open(stream=data, filetype="pdf")
    said: list[Message] = []
    for order in orders:
        document = writer.obey(document, order, said.append, lambda _page: ())
    file: list[Part] = []
    writer.obey(document, AskFile(False), file.append, lambda _page: ())  # type: ignore[arg-type]
    return b"".join(part.data for part in file), said


def put(data: bytes, marks: Sequence[Annotation], *, drawn: bool, numbers: dict[str, int] | None = None) -> bytes:
    order = PutMarks(tuple(marks), drawn, {"": "Nguyễn Văn A"}, {K.QUESTION: "Hỏi"}, numbers or {}, TYPEFACE)
    return obeyed(data, order)[0]


@pytest.mark.parametrize("drawn", [True, False], ids=["drawn", "annotations"])
@pytest.mark.parametrize(("page", "rotation", "width", "height"), SHAPES)
def test_a_highlight_lies_where_it_was_made_on_turned_and_cropped_pages(
    page: int, rotation: int, width: float, height: float, drawn: bool
) -> None:
    quad = Quad(100, 400, 300, 420)
    made = mark(K.HIGHLIGHT, (quad.left, quad.top, quad.right, quad.bottom), page=page)
    out = put(turned_and_cropped_pdf(), [made], drawn=drawn)
    assert dark_box(out, page, MARKERS[made.colour]) == pytest.approx(seen(quad, rotation, width, height), abs=1)


@pytest.mark.parametrize("drawn", [True, False], ids=["drawn", "annotations"])
@pytest.mark.parametrize(("page", "rotation", "width", "height"), SHAPES)
def test_a_sign_stands_upright_at_its_point(
    page: int, rotation: int, width: float, height: float, drawn: bool
) -> None:
    made = mark(K.BOOKMARK, (200, 300, 200, 300), page=page)
    box = dark_box(put(turned_and_cropped_pdf(), [made], drawn=drawn), page, MARKERS[made.colour], scale=4)
    assert box is not None
    left, top, right, bottom = box
    x, y, *_ = seen(made.quads[0], rotation, width, height)
    assert ((left + right) / 2, (top + bottom) / 2) == pytest.approx((x, y), abs=1)
    assert right - left < 11 < 13 < bottom - top, "a ribbon is higher than wide"


def test_marks_drawn_in_are_part_of_the_page_and_no_annotations() -> None:
    out = put(pdfs.text_pdf(["Điều 1"]), every_kind(), drawn=True)
    with pymupdf.open(stream=out, filetype="pdf") as document:
        assert document[0].annot_xrefs() == []
        assert "Đề nghị bổ sung" in document[0].get_text()


def test_words_under_a_highlight_can_still_be_read() -> None:
    marked = put(pdfs.text_pdf(["Điều 1"]), [mark(K.HIGHLIGHT, (60, 70, 300, 100))], drawn=True)
    assert dark_box(marked, 0, "#000000") == dark_box(pdfs.text_pdf(["Điều 1"]), 0, "#000000")


def test_a_page_that_leaves_its_coordinates_changed_does_not_move_the_marks() -> None:
    with pymupdf.open(stream=pdfs.text_pdf(["Điều 1"]), filetype="pdf") as document:
        (stream,) = document[0].get_contents()
        careless = b"q 0.5 0 0 0.5 100 100 cm\n" + document.xref_stream(stream)
        document.update_stream(stream, careless)
        data = bytes(document.tobytes())
    quad = (100, 400, 300, 420)
    out = put(data, [mark(K.HIGHLIGHT, quad)], drawn=True)
    assert dark_box(out, 0, MARKERS["yellow"]) == pytest.approx(quad, abs=1)  # type: ignore[index]


def test_annotations_carry_what_other_programs_show() -> None:
    out = put(pdfs.text_pdf(["Điều 1"]), every_kind(), drawn=False)
    with pymupdf.open(stream=out, filetype="pdf") as document:
        page = document[0]
        told = [(a.type[1], a.info["content"], a.info["title"], a.info["modDate"]) for a in page.annots()]
    assert told[0] == ("Highlight", "Số liệu này lấy ở đâu?", "Nguyễn Văn A", "D:20261124093000+00'00'")
    assert [kind for kind, *_ in told] == [
        "Highlight", "Underline", "StrikeOut", "Ink", "Text", "Text", "Text", "Text", "FreeText",
    ]  # fmt: skip


def test_the_annotations_that_were_there_stay() -> None:
    with pymupdf.open(stream=pdfs.text_pdf(["Điều 1"]), filetype="pdf") as document:
        document[0].add_text_annot((300, 300), "của Bộ")
        data = bytes(document.tobytes())
    with pymupdf.open(stream=put(data, every_kind(), drawn=False), filetype="pdf") as document:
        page = document[0]
        assert next(a.info["content"] for a in page.annots()) == "của Bộ"
        assert len(page.annot_xrefs()) == 1 + len(every_kind()) + 1, "with its window"


def test_an_answer_is_tied_to_what_it_answers_even_when_it_comes_first() -> None:
    asked = mark(K.STICKY_NOTE, (100, 100, 100, 100), id="asked", text="?")
    answer = mark(K.STICKY_NOTE, (100, 90, 100, 90), id="answer", text="!", reply_to="asked")
    with pymupdf.open(stream=put(pdfs.text_pdf(["x"]), [answer, asked], drawn=False), filetype="pdf") as document:
        page = document[0]
        by_name = {a.info["id"]: a for a in page.annots()}
        assert by_name["answer"].irt_xref == by_name["asked"].xref


def test_numbers_stand_beside_the_marks_whose_words_are_elsewhere() -> None:
    note = mark(K.STICKY_NOTE, (200, 300, 200, 300), text="x")
    out = put(pdfs.text_pdf([""]), [note], drawn=True, numbers={note.id: 47})
    with pymupdf.open(stream=out, filetype="pdf") as document:
        assert document[0].get_text().split() == ["47"]


def test_marks_without_a_place_or_a_page_are_left_out_and_counted() -> None:
    orphan = mark(K.HIGHLIGHT, (1, 1, 9, 9), id="orphan", anchoring=Anchoring.ORPHAN)
    order = PutMarks((*every_kind(), *every_kind(7), orphan, mark(K.INK, id="empty")), False, {}, {}, {}, TYPEFACE)
    _, said = obeyed(pdfs.text_pdf(["x"]), order)
    assert said[-1] == Put(len(every_kind()))


def test_frames_tell_of_crop_box_and_turn() -> None:
    _, said = obeyed(turned_and_cropped_pdf(), AskFrames((0, 1, 3, 9)))
    assert said == [
        Frames((Frame(0, 0, 842, 1, 0), Frame(1, 0, 842, 1, 90), Frame(3, 40, 792, 1, 270))),
    ]


def test_the_paper_as_filed_is_the_very_file() -> None:
    data = pdfs.text_pdf(["Điều 1"])
    _, said = obeyed(data, PutMarks(every_kind(), True, {}, {}, {}, TYPEFACE), AskFile(True))
    assert b"".join(part.data for part in said if isinstance(part, Part)) == data


def test_a_broken_part_that_no_page_needs_does_not_hinder_the_copy() -> None:
    with pymupdf.open(stream=pdfs.text_pdf(["Điều 1"]), filetype="pdf") as document:
        spare = document.get_new_xref()
        document.update_object(spare, "<</Spare 12345678>>")
        data = bytes(document.tobytes()).replace(b"/Spare 12345678", b"[[[[<<<<((((((")
    out = put(data, every_kind(), drawn=False)
    with pymupdf.open(stream=out, filetype="pdf") as document:
        assert len(document[0].annot_xrefs()) == len(every_kind())


def test_a_page_to_print_is_as_large_as_asked_and_a_giant_one_is_not() -> None:
    giant = pdfs.text_pdf(["Điều 1"], size=(14_000, 14_000))
    _, said = obeyed(pdfs.text_pdf(["Điều 1"]), AskPicture(0, 144))
    assert said[0] == Picture(0, 1190, 1684)
    picture = obeyed(giant, AskPicture(0, 300))[1][0]
    assert isinstance(picture, Picture)
    assert 0.98 * LARGEST_PICTURE < picture.width * picture.height < 1.02 * LARGEST_PICTURE


def test_sheets_follow_the_paper_and_are_numbered_on() -> None:
    html = "<html><body>" + "<p>Ghi chú về đất đai</p>" * 120 + "</body></html>"
    style = "@font-face {font-family: n; src: url(a.ttf);} * {font-family: n;}"
    order = AddSheets(html, style, {"a.ttf": TYPEFACE}, "Nguyễn Văn A · trang {page}")
    out, _ = obeyed(pdfs.text_pdf(["một", "hai"]), order)
    with pymupdf.open(stream=out, filetype="pdf") as document:
        pages = document.page_count
        texts = [page.get_text() for page in document]
    assert "trang 3" in texts[2]
    assert sum(text.count("Ghi chú về đất đai") for text in texts) == 120
    alone, _ = obeyed(None, order)
    with pymupdf.open(stream=alone, filetype="pdf") as document:
        assert document.page_count == pages - 2 > 1
        assert "trang 1" in document[0].get_text()


def test_lines_show_in_the_darker_shade() -> None:
    out = put(pdfs.text_pdf([""]), [mark(K.UNDERLINE, (100, 100, 300, 120))], drawn=True)
    box = dark_box(out, 0, LINES["yellow"], scale=4)  # type: ignore[index]
    assert box is not None
    assert 116 < box[1] < box[3] < 121


def test_nothing_can_be_written_of_no_document() -> None:
    with pytest.raises(ValueError, match="no document"):
        writer.obey(None, AskFile(False), lambda _said: None, lambda _page: ())
