import io
import zipfile
from datetime import UTC, datetime
from xml.etree import ElementTree

from ecabinet_desktop.pdf import docx

from tests.helpers.annotations import K, every_kind, mark
from tests.unit.pdf.test_summary import made

AT = datetime(2026, 11, 24, tzinfo=UTC)
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def parts(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        assert package.testzip() is None
        return {name: package.read(name) for name in package.namelist()}


def paragraphs(data: bytes) -> list[tuple[str, str]]:
    """Style and text of each paragraph."""
    body = ElementTree.fromstring(parts(data)["word/document.xml"])
    return [
        (style.get(f"{W}val", ""), "".join(text.text or "" for text in paragraph.iter(f"{W}t")))
        for paragraph in body.iter(f"{W}p")
        if (style := paragraph.find(f"{W}pPr/{W}pStyle")) is not None
    ]


def test_every_part_is_well_formed_and_declared() -> None:
    package = parts(docx.document(made(*every_kind()), author="Nguyễn Văn A", at=AT))
    for name, data in package.items():
        assert ElementTree.fromstring(data) is not None, name
    declared = {part.get("PartName") for part in ElementTree.fromstring(package["[Content_Types].xml"])}
    assert declared - {None} == {f"/{name}" for name in package if name.endswith(".xml") and "[" not in name}
    assert next(iter(package)) == "[Content_Types].xml", "programs look there first"


def test_it_says_what_the_summary_says() -> None:
    lines = paragraphs(docx.document(made(every_kind()[0]), author="A", at=AT))
    assert lines == [
        ("About", "Ghi chú của tôi"),
        ("Title", "Tờ trình"),
        ("About", "Bản BIS"),
        ("Heading1", "Trang 1"),
        ("Kind", "■ 1 · highlight · 24/11/2026"),
        ("Quote", "“Tờ trình”"),
        ("Words", "Số liệu này lấy ở đâu?"),
    ]


def test_lines_of_a_note_stay_lines_and_nothing_becomes_markup() -> None:
    note = mark(K.STICKY_NOTE, (1, 1, 1, 1), text="<w:p/>\nhai & ba\x00")
    data = docx.document(made(note), author="A & B", at=AT)
    assert paragraphs(data)[-1] == ("Words", "<w:p/>hai & ba")
    assert parts(data)["word/document.xml"].count(b"<w:br/>") == 1
    assert b"A &amp; B" in parts(data)["docProps/core.xml"]


def test_the_same_notes_give_the_same_bytes() -> None:
    first, again = (docx.document(made(*every_kind()), author="A", at=AT) for _ in range(2))
    assert first == again


def test_the_footer_counts_pages() -> None:
    footer = parts(docx.document(made(), author="A", at=AT))["word/footer1.xml"].decode()
    assert "Nguyễn Văn A · trang " in footer
    assert 'w:instr="PAGE"' in footer
    assert "{page}" not in footer


def test_every_style_used_is_defined() -> None:
    data = docx.document(made(*every_kind()), author="A", at=AT)
    styles = ElementTree.fromstring(parts(data)["word/styles.xml"])
    defined = {style.get(f"{W}styleId") for style in styles.iter(f"{W}style")}
    assert {style for style, _ in paragraphs(data)} <= defined
