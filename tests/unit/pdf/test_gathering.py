from collections.abc import Sequence

import pymupdf
import pytest
from ecabinet_desktop.domain.annotation import Quad, Quote
from ecabinet_desktop.pdf import gathering, writer
from ecabinet_desktop.pdf.gathering import gather, quote_under
from ecabinet_desktop.pdf.paperwork import FoundMark, Marked, PutMarks
from ecabinet_desktop.pdf.protocol import Word
from ecabinet_desktop.ui import resources

from tests.helpers import pdfs
from tests.helpers.annotations import K, every_kind, turned_and_cropped_pdf

TYPEFACE = resources.folder("fonts", "BeVietnamPro-Regular.ttf").read_bytes()
WORDS = [Word(10, 10, 40, 20, "Điều", 0, 0), Word(44, 10, 60, 20, "1.", 0, 0), Word(10, 24, 50, 34, "Hiệu", 0, 1)]


def gathered(data: bytes, words: Sequence[Word] = ()) -> list[Marked]:
    with pymupdf.open(stream=data, filetype="pdf") as document:
        return list(gather(document, lambda _page: words))


def found_in(data: bytes) -> list[FoundMark]:
    return [mark for marked in gathered(data) for mark in marked.found]


def sides(quads: Sequence[Quad]) -> list[float]:
    return [round(side, 2) for quad in quads for side in (quad.left, quad.top, quad.right, quad.bottom)]


@pytest.mark.parametrize("page", [0, 1, 2, 3], ids=["upright", "turned", "cropped", "cropped and turned"])
def test_what_we_wrote_is_read_back_as_it_was(page: int) -> None:
    with pymupdf.open(stream=turned_and_cropped_pdf(), filetype="pdf") as document:
        order = PutMarks(every_kind(page), False, {"": "Nguyễn Văn A"}, {}, {}, TYPEFACE)
        writer.obey(document, order, lambda _said: None, lambda _page: ())
        data = bytes(document.tobytes())
    for found, made in zip(found_in(data), every_kind(page), strict=True):
        assert found.page == page
        assert (found.note, found.name, found.contents) == (made.kind, made.id, made.text)
        assert found.author == "Nguyễn Văn A"
        assert sides(found.quads) == pytest.approx(sides(made.quads), abs=0.02)
        assert len(found.strokes) == len(made.strokes)
        for read, drawn in zip(found.strokes, made.strokes, strict=True):
            assert read.width == drawn.width
            assert read.points == pytest.approx(drawn.points, abs=0.02)


def test_annotations_of_other_programs_are_read_and_unknown_kinds_counted() -> None:
    with pymupdf.open(stream=pdfs.text_pdf(["Điều 1"]), filetype="pdf") as document:
        page = document[0]
        page.add_squiggly_annot(pymupdf.Rect(72, 80, 120, 96))
        page.add_ink_annot([[(10, 10), (20, 20)], [(30, 30), (40, 45)]])
        page.add_freetext_annot(pymupdf.Rect(100, 200, 300, 240), "chữ", text_color=(0, 0, 1))
        page.add_text_annot((300, 300), "của Bộ")
        page.add_line_annot((1, 1), (50, 50))
        page.add_rect_annot(pymupdf.Rect(5, 5, 60, 60))
        page.add_stamp_annot(pymupdf.Rect(5, 105, 60, 160))
        data = bytes(document.tobytes())
    (marked,) = gathered(data)
    assert marked.skipped == 3
    squiggly, ink, box, note = marked.found
    assert [each.type for each in marked.found] == ["Squiggly", "Ink", "FreeText", "Text"]
    assert sides(squiggly.quads) == pytest.approx([72, 80, 120, 96], abs=0.1)
    assert [stroke.points for stroke in ink.strokes] == [(10, 10, 1, 20, 20, 1), (30, 30, 1, 40, 45, 1)]
    assert sides(ink.quads) == [10, 10, 40, 45]
    assert box.contents == "chữ"
    assert box.colour == (0, 0, 1)
    assert (note.contents, note.note) == ("của Bộ", "")


def test_a_quotation_is_what_lies_under_the_mark() -> None:
    assert quote_under([Quad(8, 9, 61, 21)], WORDS) == Quote(exact="Điều 1.", before="", after="Hiệu")
    assert quote_under([Quad(42, 9, 61, 21), Quad(9, 23, 30, 35)], WORDS) is not None
    assert quote_under([Quad(100, 100, 120, 120)], WORDS) is None


def test_a_highlight_gets_the_words_of_its_page() -> None:
    with pymupdf.open(stream=pdfs.text_pdf(["x"]), filetype="pdf") as document:
        document[0].add_highlight_annot(pymupdf.Rect(8, 9, 61, 21))
        data = bytes(document.tobytes())
    (marked,) = gathered(data, WORDS)
    assert marked.found[0].quote == Quote(exact="Điều 1.", before="", after="Hiệu")


def test_a_crowd_of_annotations_is_cut_off_and_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gathering, "MOST_OF_A_PAGE", 3)
    with pymupdf.open(stream=pdfs.text_pdf(["x"]), filetype="pdf") as document:
        for number in range(5):
            document[0].add_text_annot((50, 50 + 20 * number), "x" * 30_000)
        data = bytes(document.tobytes())
    (marked,) = gathered(data)
    assert (len(marked.found), marked.skipped) == (3, 2)
    assert all(len(found.contents) == gathering.LONGEST for found in marked.found)


@pytest.mark.parametrize(
    "broken",
    ["/InkList[[1 2]]/Rect[0 0 1 1]/Subtype/Ink", "/Subtype/Highlight/QuadPoints[1 2 3]", "/Subtype/Text/Rect(x)"],
)
def test_a_broken_annotation_harms_nothing(broken: str) -> None:
    with pymupdf.open(stream=pdfs.text_pdf(["x", "y"]), filetype="pdf") as document:
        number = document.get_new_xref()
        document.update_object(number, f"<</Type/Annot{broken}>>")
        document.xref_set_key(document[0].xref, "Annots", f"[{number} 0 R]")
        document[1].add_text_annot((50, 50), "gut")
        data = bytes(document.tobytes())
    assert [mark.contents for mark in found_in(data) if mark.page == 1] == ["gut"]


def test_a_kind_of_ours_is_read_only_as_a_name() -> None:
    with pymupdf.open(stream=pdfs.text_pdf(["x"]), filetype="pdf") as document:
        page = document[0]
        made = page.add_text_annot((50, 50), "x")
        document.xref_set_key(made.xref, "ECabinetKind", "<</A 1>>")
        data = bytes(document.tobytes())
    (found,) = found_in(data)
    assert found.note not in set(K)
