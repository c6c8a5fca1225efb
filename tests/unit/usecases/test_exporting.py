import os
import zipfile
from collections.abc import Iterator
from pathlib import Path

import msgspec
import pymupdf
import pytest
from ecabinet_desktop.domain.annotation import Annotation
from ecabinet_desktop.domain.exporting import SUFFIXES, Form
from ecabinet_desktop.domain.paper import Level, PageRun, PaperVersion, Skeleton
from ecabinet_desktop.errors import Cancelled, Damaged, NotAllowed, Refused
from ecabinet_desktop.usecases.exporting import Exporting, Outgoing

from tests.helpers import pdfs
from tests.helpers.annotations import K, every_kind, mark
from tests.helpers.desk import Bench
from tests.unit.pdf.test_summary import WORDING

CONTENT = pdfs.text_pdf(["Tờ trình về ngân sách nhà nước", "Điều 1. Bồi thường về đất", "Điều 2"])
SKELETON = Skeleton(pages=3, runs=(PageRun(3, *pdfs.A4),))
PDFS = [Form.ORIGINAL, Form.DRAWN, Form.NOTES, Form.SUMMARY_PDF]


class Counter:
    """Shows how far it is, and stops the job at a share when asked to."""

    def __init__(self, stop_at: float = 2.0) -> None:
        self.shares: list[float] = []
        self.stop_at = stop_at

    def __call__(self, share: float) -> None:
        self.shares.append(share)
        if share >= self.stop_at:
            raise Cancelled


@pytest.fixture
def paper(bench: Bench) -> PaperVersion:
    found = bench.desk.meetings.paper("next-1-1.1")
    assert found is not None
    return bench.file(msgspec.structs.replace(found, skeleton=SKELETON, level=Level.CABINET), CONTENT)


@pytest.fixture
def exporting(bench: Bench) -> Iterator[Exporting]:
    return bench.desk.exporting


def out(paper: PaperVersion, *marks: Annotation) -> Outgoing:
    return Outgoing(paper=paper, marks=marks, wording=WORDING)


def written(exporting: Exporting, outgoing: Outgoing, form: Form, folder: Path) -> bytes:
    path = folder / f"out{SUFFIXES[form]}"
    exporting.write(outgoing, form, path, Counter(), replace=False)
    return path.read_bytes()


def texts(data: bytes) -> list[str]:
    with pymupdf.open(stream=data, filetype="pdf") as document:
        return [page.get_text() for page in document]


def difference(one: bytes, other: bytes) -> int:
    """How many parts of dots differ by more than an eye could see."""
    return sum(abs(a - b) > 8 for a, b in zip(one, other, strict=True))


@pytest.mark.parametrize("form", Form)
def test_every_form_is_written_with_progress_to_the_end(
    form: Form, exporting: Exporting, paper: PaperVersion, tmp_path: Path
) -> None:
    told, path = Counter(), tmp_path / "out"
    exporting.write(out(paper, *every_kind()), form, path, told, replace=False)
    data = path.read_bytes()
    assert data.startswith(b"%PDF" if form in PDFS else b"PK" if form is Form.SUMMARY_DOCX else b"<?xml")
    assert told.shares == sorted(told.shares)
    if form in PDFS:
        assert told.shares[-1] == 1.0


def test_the_paper_without_notes_is_the_very_file(
    exporting: Exporting, paper: PaperVersion, tmp_path: Path
) -> None:
    assert written(exporting, out(paper, *every_kind()), Form.ORIGINAL, tmp_path) == CONTENT


def test_words_that_do_not_show_on_a_page_stand_on_a_sheet_at_the_end(
    exporting: Exporting, paper: PaperVersion, tmp_path: Path
) -> None:
    pages = texts(written(exporting, out(paper, *every_kind()), Form.DRAWN, tmp_path))
    assert len(pages) == 4
    assert "Đề nghị bổ sung" in pages[0], "a text box shows on its page"
    assert "Đề nghị bổ sung" not in pages[3]
    assert "Hỏi Bộ Tài chính" in pages[3]


def test_marks_without_words_need_no_sheet(exporting: Exporting, paper: PaperVersion, tmp_path: Path) -> None:
    silent = mark(K.HIGHLIGHT, (72, 78, 260, 96))
    assert len(texts(written(exporting, out(paper, silent), Form.DRAWN, tmp_path))) == 3


def test_a_text_document_holds_the_notes(exporting: Exporting, paper: PaperVersion, tmp_path: Path) -> None:
    written(exporting, out(paper, *every_kind()), Form.SUMMARY_DOCX, tmp_path)
    with zipfile.ZipFile(tmp_path / "out.docx") as package:
        body = package.read("word/document.xml").decode()
    assert paper.title.split(" – ")[0] in body
    assert "Nói về ngân sách" in body


@pytest.mark.parametrize("level", [Level.SECRETARIAT, Level.CONFIDENTIAL])
def test_a_strict_paper_and_what_quotes_it_stay_in_the_program(
    level: Level, bench: Bench, exporting: Exporting, paper: PaperVersion, tmp_path: Path
) -> None:
    """Also when it has become strict only now, and the window still shows the former level."""
    bench.put(msgspec.structs.replace(paper, level=level))
    for form in Form:
        with pytest.raises(Refused) as caught:
            exporting.write(out(paper, *every_kind()), form, tmp_path / "x", Counter(), replace=False)
        assert caught.value.code == "export_level"
    with pytest.raises(Refused) as caught:
        next(iter(exporting.pictures(out(paper), [0], 72, Counter(), with_notes=False)))
    assert caught.value.code == "print_level"
    assert list(tmp_path.glob("x*")) == []


@pytest.mark.parametrize("form", [Form.ORIGINAL, Form.DRAWN, Form.NOTES])
def test_who_stops_it_finds_nothing_left(
    form: Form, exporting: Exporting, paper: PaperVersion, tmp_path: Path
) -> None:
    folder = tmp_path / "out"
    folder.mkdir()
    with pytest.raises(Cancelled):
        exporting.write(out(paper, *every_kind()), form, folder / "a.pdf", Counter(0.5), replace=False)
    assert os.listdir(folder) == []


def test_a_paper_taken_away_is_not_written(
    bench: Bench, exporting: Exporting, paper: PaperVersion, tmp_path: Path
) -> None:
    bench.take("paper", paper.id)
    with pytest.raises(NotAllowed):
        exporting.write(out(paper), Form.ORIGINAL, tmp_path / "a.pdf", Counter(), replace=False)
    assert not (tmp_path / "a.pdf").exists()


def test_a_damaged_paper_is_named_so_and_not_written(
    bench: Bench, exporting: Exporting, paper: PaperVersion, tmp_path: Path
) -> None:
    file = next(tmp_path.rglob(paper.blob))
    data = bytearray(file.read_bytes())
    data[len(data) // 2] ^= 1
    file.write_bytes(data)
    with pytest.raises(Damaged):
        exporting.write(out(paper), Form.ORIGINAL, tmp_path / "a.pdf", Counter(), replace=False)
    assert not (tmp_path / "a.pdf").exists()


def test_pages_to_print_come_in_the_order_asked_with_sheets_behind(
    exporting: Exporting, paper: PaperVersion
) -> None:
    told = Counter()
    wanted = out(paper, *every_kind(), *every_kind(1))
    pictures = list(exporting.pictures(wanted, [2, 0, 99], 50, told, with_notes=True))
    assert [picture.page for picture in pictures] == [2, 0, 3]
    assert told.shares == sorted(told.shares)
    plain = list(exporting.pictures(wanted, [2, 0], 50, told, with_notes=False))
    assert difference(plain[0].pixels, pictures[0].pixels) < 100 < difference(plain[1].pixels, pictures[1].pixels)


def test_notes_go_out_and_come_back_by_either_file(
    exporting: Exporting, paper: PaperVersion, tmp_path: Path
) -> None:
    for form in (Form.NOTES, Form.XFDF):
        path = tmp_path / f"out{SUFFIXES[form]}"
        exporting.write(out(paper, *every_kind(1)), form, path, Counter(), replace=False)
        came = exporting.found_in_file(path, paper, (), Counter())
        assert (came.known, came.skipped) == (0, 0)
        for brought, made in zip(came.marks, every_kind(1), strict=True):
            assert (brought.kind, brought.page, brought.colour) == (made.kind, 1, made.colour)
            assert brought.text == made.text
            assert brought.version_id == paper.id
            assert brought.id != made.id
        again = exporting.found_in_file(path, paper, {each.id for each in every_kind(1)}, Counter())
        assert (again.marks, again.known) == ((), len(every_kind()))


def test_notes_that_came_inside_a_paper_are_found(bench: Bench, exporting: Exporting, paper: PaperVersion) -> None:
    with pymupdf.open(stream=CONTENT, filetype="pdf") as document:
        page = document[2]
        note = page.add_text_annot((100, 100), "Đề nghị làm rõ")
        note.set_info(title="Bộ Tài chính")
        page.add_rect_annot(pymupdf.Rect(10, 10, 20, 20))
        with_note = bench.file(paper, bytes(document.tobytes()))
    came = exporting.found_in_paper(with_note, (), Counter())
    assert [(each.page, each.text) for each in came.marks] == [(2, "Bộ Tài chính: Đề nghị làm rõ")]
    assert came.skipped == 1


@pytest.mark.parametrize("content", [b"", b"hello", b"<html/>", None])
def test_a_file_that_holds_no_notes_is_named_so(
    content: bytes | None, exporting: Exporting, paper: PaperVersion, tmp_path: Path
) -> None:
    path = tmp_path / "notes.xfdf"
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(Refused) as caught:
        exporting.found_in_file(path, paper, (), Counter())
    assert caught.value.code == "no_notes_file"


def test_authors_are_called_by_name(bench: Bench, exporting: Exporting) -> None:
    shared = mark(K.STICKY_NOTE, (1, 1, 1, 1), author_id="m01")
    unknown = mark(K.STICKY_NOTE, (1, 1, 1, 1), author_id="nobody")
    names = exporting.names([shared, unknown])
    assert names[""] == bench.desk.me.name
    assert set(names) == {"", "m01"}
