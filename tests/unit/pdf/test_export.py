"""The window's side, with a real helper behind its socket, locked in as it always is."""

import os
import tempfile

import pymupdf
import pytest
from ecabinet_desktop.crypto import sealed
from ecabinet_desktop.errors import Cancelled, Damaged, Unreadable
from ecabinet_desktop.pdf import export
from ecabinet_desktop.pdf.export import Source, opened
from ecabinet_desktop.pdf.paperwork import AddSheets, Frame, PutMarks
from ecabinet_desktop.pdf.summary import BOLD, REGULAR, STYLE, html
from ecabinet_desktop.ui import resources

from tests.helpers import pdfs
from tests.helpers.annotations import K, every_kind, mark, turned_and_cropped_pdf
from tests.unit.pdf.test_summary import made

PAPER = pdfs.text_pdf(["Tờ trình về ngân sách nhà nước\nCăn cứ Luật Đất đai", "Điều 1. Bồi thường"])
FONTS = {
    REGULAR: resources.folder("fonts", "BeVietnamPro-Regular.ttf").read_bytes(),
    BOLD: resources.folder("fonts", "BeVietnamPro-Bold.ttf").read_bytes(),
}


def source(data: bytes, key: bytes = b"", context: str = "") -> Source:
    with tempfile.TemporaryFile() as file:
        file.write(data)
        file.flush()
        return Source(os.dup(file.fileno()), key, context)


def silent(_share: float) -> None:
    """Nobody watches."""


def order(*, drawn: bool, page: int = 0) -> PutMarks:
    return PutMarks(every_kind(page), drawn, {"": "Nguyễn Văn A"}, {K.INK: "Bút mực"}, {}, FONTS[REGULAR])


def test_a_sealed_paper_comes_back_with_annotations_and_gives_them_back() -> None:
    key = sealed.new_key()
    with opened(source(sealed.seal(PAPER, key, "v1"), key, "v1"), silent) as job:
        assert job.pages == 2
        assert job.put(order(drawn=False)) == len(every_kind())
        written = b"".join(job.file())
    with opened(source(written), silent) as job:
        found, skipped = job.marks()
    assert [each.name for each in found] == [each.id for each in every_kind()]
    assert skipped == 0
    assert found[0].quote is not None
    assert found[0].quote.exact == "Tờ trình về ngân sách nhà nước"
    assert found[4].contents == "Ghi chú dán"


def test_the_paper_as_filed_is_byte_for_byte_the_paper() -> None:
    with opened(source(PAPER), silent) as job:
        assert b"".join(job.file(as_filed=True)) == PAPER


def test_notes_drawn_in_with_their_sheets_behind() -> None:
    with opened(source(PAPER), silent) as job:
        job.put(order(drawn=True))
        sheets = AddSheets(html(made(*every_kind())), STYLE, FONTS, "Nguyễn Văn A · trang {page}")
        assert job.add_sheets(sheets) == 3
        written = b"".join(job.file())
    with pymupdf.open(stream=written, filetype="pdf") as document:
        assert document.page_count == 3
        assert "Hỏi Bộ Tài chính" in document[2].get_text()
        assert "trang 3" in document[2].get_text()


def test_sheets_alone_need_no_paper() -> None:
    with opened(None, silent) as job:
        assert job.add_sheets(AddSheets(html(made(*every_kind())), STYLE, FONTS, "{page}")) == 1
        written = b"".join(job.file())
    with pymupdf.open(stream=written, filetype="pdf") as document:
        assert "Số liệu này lấy ở đâu?" in document[0].get_text()


def test_a_page_to_print_is_the_page() -> None:
    with opened(source(PAPER), silent) as job:
        picture = job.picture(1, 72)
    assert (picture.width, picture.height, len(picture.pixels)) == (595, 842, 595 * 842 * 3)
    _, _, bgrx = pdfs.drawn(PAPER, 1, 1.0)
    assert picture.pixels[0::3] == bgrx[2::4]


def test_frames_are_those_of_the_pages_asked_for() -> None:
    with opened(source(turned_and_cropped_pdf()), silent) as job:
        assert job.frames([3, 99]) == {3: Frame(3, 40, 792, 1, 270)}


def test_progress_is_told_and_grows() -> None:
    shares: list[float] = []
    with opened(source(pdfs.large_pdf(3_000_000)), shares.append) as job:
        written = b"".join(job.file())
    assert len(written) > 3_000_000
    grown = [share for share in shares if share >= 0]
    assert grown == sorted(grown)
    assert grown[-1] == 1.0
    assert len(grown) > 2


def test_who_stops_it_ends_the_helper() -> None:
    def stop(share: float) -> None:
        if share > 0:
            raise Cancelled

    with opened(source(pdfs.large_pdf(3_000_000)), stop) as job:
        process = job._link.process
        with pytest.raises(Cancelled):
            b"".join(job.file())
    assert process.poll() is not None


@pytest.mark.parametrize(
    ("data", "code"),
    [(pdfs.encrypted_pdf(), "encrypted"), (b"", "empty"), (b"PK\x03\x04", "not_pdf"), (PAPER[:60], "corrupted")],
    ids=["encrypted", "empty", "renamed", "truncated"],
)
def test_a_bad_file_is_named_by_what_is_wrong_with_it(data: bytes, code: str) -> None:
    with pytest.raises(Unreadable) as caught, opened(source(data), silent):
        pass
    assert caught.value.code == code


@pytest.mark.parametrize("drawn", [True, False], ids=["drawn", "annotations"])
def test_what_is_written_of_a_paper_with_a_password_asks_for_it_too(drawn: bool) -> None:
    with tempfile.TemporaryFile() as file:
        file.write(pdfs.encrypted_pdf())
        file.flush()
        with opened(Source(os.dup(file.fileno()), password="user"), silent) as job:
            job.put(order(drawn=drawn))
            written = b"".join(job.file())
    with pymupdf.open(stream=written, filetype="pdf") as document:
        assert document.needs_pass
        assert document.authenticate("user")
        assert "secret" in document[0].get_text()
        assert bool(document[0].annot_xrefs()) is not drawn
    assert b"Nguy" not in written


def test_an_altered_paper_is_damaged() -> None:
    key = sealed.new_key()
    data = bytearray(sealed.seal(PAPER, key, "v1"))
    data[len(data) // 2] ^= 1
    with pytest.raises(Damaged), opened(source(bytes(data), key, "v1"), silent):
        pass


def test_a_helper_that_dies_is_an_unreadable_paper_and_no_hang() -> None:
    def kill_and_ask() -> None:
        with opened(source(PAPER), silent) as job:
            job._link.process.kill()
            job._link.process.wait()
            job.picture(0, 72)

    with pytest.raises(Unreadable):
        kill_and_ask()


def test_a_silent_helper_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(export, "SECONDS", 0.0)
    monkeypatch.setattr(export, "LOOK_SECONDS", 0.001)
    with pytest.raises(Unreadable), opened(source(PAPER), silent):
        pass


def test_an_order_the_library_cannot_carry_out_is_told() -> None:
    with opened(source(PAPER), silent) as job, pytest.raises(Unreadable):
        job.picture(77, 72)


def test_no_descriptor_is_left_open_whether_it_went_well_or_not() -> None:
    with opened(source(PAPER), silent):
        pass
    before = len(os.listdir("/proc/self/fd"))
    with opened(source(PAPER), silent) as job:
        job.put(order(drawn=True))
    with pytest.raises(Unreadable), opened(source(b""), silent):
        pass
    assert len(os.listdir("/proc/self/fd")) == before


def test_a_mark_on_words_of_a_page_is_found_in_the_next_version_of_the_same_file() -> None:
    """A question made from words goes out as a highlight and comes back as a question on those words."""
    asked = mark(K.QUESTION, (72, 78, 200, 96), text="Vì sao?")
    with opened(source(PAPER), silent) as job:
        job.put(PutMarks((asked,), False, {}, {}, {}, FONTS[REGULAR]))
        written = b"".join(job.file())
    with opened(source(written), silent) as job:
        (found,), _ = job.marks()
    assert (found.type, found.note, found.contents) == ("Highlight", "question", "Vì sao?")
