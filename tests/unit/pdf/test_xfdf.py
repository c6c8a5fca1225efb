from xml.etree import ElementTree

import pytest
from ecabinet_desktop.domain.annotation import Anchoring, Stroke
from ecabinet_desktop.pdf import xfdf
from ecabinet_desktop.pdf.markup import NotReadable
from ecabinet_desktop.pdf.paperwork import FoundMark, Frame

from tests.helpers.annotations import K, every_kind, mark

FRAMES = {
    0: Frame(0, 0, 842, 1, 0),
    1: Frame(1, 40, 792, 1, 270),
    2: Frame(2, 0, 100, 10, 90),
}
NAMESPACE = f"{{{xfdf.SPACE}}}"


def written(*marks: object) -> bytes:
    return xfdf.written(marks, FRAMES, names={"": "Nguyễn Văn A"}, subjects={K.INK: "Bút"}, paper="Tờ trình.pdf")  # type: ignore[arg-type]


def back(data: bytes) -> list[FoundMark]:
    marks, skipped = xfdf.found(xfdf.read(data), FRAMES)
    assert skipped == 0
    return marks


@pytest.mark.parametrize("page", FRAMES)
def test_every_kind_comes_back_as_it_went(page: int) -> None:
    made = every_kind(page)
    for found, each in zip(back(written(*made)), made, strict=True):
        assert (found.note, found.name, found.page) == (each.kind, each.id, page)
        assert (found.contents, found.author, found.quote) == (each.text, "Nguyễn Văn A", each.quote)
        assert (found.created, found.modified) == ("D:20261123080500+00'00'", "D:20261124093000+00'00'")
        for quad, original in zip(found.quads, each.quads, strict=True):
            assert (quad.left, quad.top, quad.right, quad.bottom) == pytest.approx(
                (original.left, original.top, original.right, original.bottom), abs=0.01
            )
        for stroke, drawn in zip(found.strokes, each.strokes, strict=True):
            assert stroke.width == drawn.width
            assert stroke.points == pytest.approx(drawn.points, abs=0.01)


def test_it_is_the_file_the_norm_describes() -> None:
    root = ElementTree.fromstring(written(mark(K.HIGHLIGHT, (10, 20, 30, 40), text="Đất & đai <b>")))
    (annotation,) = root.findall(f"{NAMESPACE}annots/*")
    assert annotation.tag == f"{NAMESPACE}highlight"
    assert annotation.get("rect") == "10,802,30,822"
    assert annotation.get("coords") == "10,822,30,822,10,802,30,802"
    assert annotation.get("color") == "#FFD83D"
    assert annotation.get("title") == "Nguyễn Văn A"
    assert annotation.findtext(f"{NAMESPACE}contents") == "Đất & đai <b>"
    assert root.find(f"{NAMESPACE}f").get("href") == "Tờ trình.pdf"  # type: ignore[union-attr]


def test_a_drawing_is_a_list_of_gestures() -> None:
    root = ElementTree.fromstring(written(mark(K.INK, strokes=(Stroke((1, 2, 0.5, 3, 4, 1.0), 6.0),))))
    (ink,) = root.findall(f"{NAMESPACE}annots/{NAMESPACE}ink")
    assert ink.findtext(f"{NAMESPACE}inklist/{NAMESPACE}gesture") == "1,840;3,838"
    assert (ink.get("width"), ink.get("subject")) == ("6", "Bút")


def test_marks_without_a_place_or_a_page_are_left_out() -> None:
    orphan = mark(K.HIGHLIGHT, (1, 1, 9, 9), anchoring=Anchoring.ORPHAN)
    assert back(written(orphan, mark(K.STICKY_NOTE, (1, 1, 1, 1), page=9))) == []


def test_a_file_of_another_program_is_read_without_our_name_space() -> None:
    data = b"""<?xml version="1.0"?><xfdf xmlns="http://ns.adobe.com/xfdf/"><annots>
      <squiggly page="0" coords="10,822,30,822,10,802,30,802" color="#FF0000" title="B">
        <contents>x</contents></squiggly>
      <ink page="0" width="2"><inklist><gesture>1,840;3,838</gesture></inklist></ink>
      <link page="0" rect="1,2,3,4"/><popup page="0"/>
      <stamp page="0" rect="1,2,3,4"/><text page="7" rect="1,2,3,4"/><text page="-1" rect="1,2,3,4"/>
      <highlight page="0" coords="1,nan,2"/><text page="0" rect="1,2"/>
    </annots></xfdf>"""
    root = xfdf.read(data)
    assert xfdf.pages(root) == (0, 7)
    marks, skipped = xfdf.found(root, FRAMES)
    assert [(found.type, found.note, found.author) for found in marks] == [("Squiggly", "", "B"), ("Ink", "", "")]
    assert marks[0].colour == (1, 0, 0)
    assert marks[1].strokes == (Stroke((1, 2, 1.0, 3, 4, 1.0), 2.0),)
    assert skipped == 5


def test_formatted_text_is_read_as_its_lines() -> None:
    data = """<xfdf xmlns="http://ns.adobe.com/xfdf/"><annots><text page="0" rect="1,2,3,4"><contents-richtext>
      <body xmlns="http://www.w3.org/1999/xhtml"><p>Dòng <b>một</b></p><p>hai</p></body>
      </contents-richtext></text></annots></xfdf>"""
    assert back(data.encode())[0].contents == "Dòng một\nhai"


@pytest.mark.parametrize("data", [b"<html/>", b"%PDF-1.7", b"", b"<!DOCTYPE x><xfdf/>"])
def test_anything_else_is_not_read(data: bytes) -> None:
    with pytest.raises(NotReadable):
        xfdf.read(data)


def test_signs_xml_does_not_know_do_not_spoil_the_file() -> None:
    (found,) = back(written(mark(K.STICKY_NOTE, (1, 1, 1, 1), text="a\x00b\x0bc")))
    assert found.contents == "abc"
