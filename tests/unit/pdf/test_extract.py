import contextlib
import os
from pathlib import Path

import pytest
from ecabinet_desktop.crypto import sealed
from ecabinet_desktop.domain.paper import OutlineEntry, PageRun
from ecabinet_desktop.errors import Damaged, Unreadable
from ecabinet_desktop.pdf import extract

from tests.helpers import pdfs

WHOLE = pdfs.text_pdf(["Nghị quyết\ncủa Chính phủ", "", "Điều 1"])


def written(folder: Path, data: bytes, name: str = "paper.pdf") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def test_a_turned_page_far_behind_has_its_turned_size(tmp_path: Path) -> None:
    skeleton = extract.inspect(written(tmp_path, pdfs.late_turned_pdf()))
    assert skeleton.runs == (PageRun(40, 595.0, 842.0), PageRun(1, 842.0, 595.0))


def test_the_skeleton_has_sizes_labels_bookmarks_and_turned_pages(tmp_path: Path) -> None:
    skeleton = extract.inspect(written(tmp_path, pdfs.structured_pdf()))
    assert skeleton.pages == 4
    assert skeleton.runs == (PageRun(2, 595.0, 842.0), PageRun(1, 842.0, 595.0), PageRun(1, 400.0, 300.0))
    assert skeleton.labels == ("i", "ii", "iii", "iv")
    assert skeleton.outline == (OutlineEntry(1, "Tờ trình", 0), OutlineEntry(2, "Phụ lục", 3))
    assert skeleton.has_text


def test_a_scan_has_no_text_and_plain_numbers_need_no_labels(tmp_path: Path) -> None:
    skeleton = extract.inspect(written(tmp_path, pdfs.scan_pdf()))
    assert not skeleton.has_text
    assert skeleton.labels == ()


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "empty"),
        (b"PK\x03\x04 a letter renamed to .pdf", "not_pdf"),
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 2000, "not_pdf"),
        (pdfs.encrypted_pdf(), "encrypted"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 20, "corrupted"),
        (WHOLE[:60], "corrupted"),
    ],
    ids=["empty", "renamed", "picture", "encrypted", "garbage", "truncated"],
)
def test_a_bad_file_is_named_by_what_is_wrong_with_it(data: bytes, code: str, tmp_path: Path) -> None:
    with pytest.raises(Unreadable) as caught:
        extract.inspect(written(tmp_path, data))
    assert caught.value.code == code


def test_every_page_of_a_sealed_paper_is_read_in_order(tmp_path: Path) -> None:
    key = sealed.new_key()
    path = written(tmp_path, sealed.seal(WHOLE, key, "v1"))
    pages = list(extract.pages_text(os.open(path, os.O_RDONLY), key, "v1"))
    assert [page for page, _ in pages] == [0, 1, 2]
    assert pages[0][1].split() == ["Nghị", "quyết", "của", "Chính", "phủ"]
    assert pages[1][1] == ""
    assert pages[2][1] == "Điều 1"


def test_a_sealed_paper_that_was_altered_is_damaged_and_not_merely_unreadable(tmp_path: Path) -> None:
    key = sealed.new_key()
    data = bytearray(sealed.seal(WHOLE, key, "v1"))
    data[len(data) // 2] ^= 1
    path = written(tmp_path, bytes(data))
    with pytest.raises(Damaged):
        list(extract.pages_text(os.open(path, os.O_RDONLY), key, "v1"))


def test_no_descriptor_is_left_open_whether_it_went_well_or_not(tmp_path: Path) -> None:
    good, bad = written(tmp_path, WHOLE), written(tmp_path, b"", "bad.pdf")
    extract.inspect(good)
    before = sorted(os.listdir("/proc/self/fd"))
    extract.inspect(good)
    with pytest.raises(Unreadable):
        extract.inspect(bad)
    next(extract.pages_text(os.open(good, os.O_RDONLY), b"", ""))
    assert len(os.listdir("/proc/self/fd")) == len(before)


def test_one_helper_reads_paper_after_paper_until_one_is_not_read_to_its_end(tmp_path: Path) -> None:
    good, bad = written(tmp_path, WHOLE), written(tmp_path, b"%PDF-1.7 nothing", "bad.pdf")
    before = len(os.listdir("/proc/self/fd"))
    with contextlib.closing(extract.TextReader()) as reader:

        def read(path: Path) -> list[str]:
            return [text for _, text in reader.pages(os.open(path, os.O_RDONLY), b"", "")]

        first = read(good)
        assert reader._link is not None
        helper = reader._link.process.pid
        assert read(good) == first
        assert reader._link.process.pid == helper
        with pytest.raises(Unreadable):
            read(bad)
        assert reader._link is None
        assert read(good) == first
        next(reader.pages(os.open(good, os.O_RDONLY), b"", ""))
        assert read(good) == first
    assert len(os.listdir("/proc/self/fd")) == before


def test_the_words_of_every_page_come_with_their_places(tmp_path: Path) -> None:
    key = sealed.new_key()
    path = written(tmp_path, sealed.seal(WHOLE, key, "v1"))
    pages = list(extract.pages_words(os.open(path, os.O_RDONLY), key, "v1"))
    assert [page for page, _ in pages] == [0, 1, 2]
    assert [word.text for word in pages[0][1]] == ["Nghị", "quyết", "của", "Chính", "phủ"]
    assert pages[1][1] == ()
    first, second, third = pages[0][1][:3]
    assert first.left == pytest.approx(pdfs.LEFT, abs=1)
    assert first.right < second.left
    assert third.top == pytest.approx(first.top + pdfs.LEADING, abs=1)


def test_a_paper_that_was_altered_gives_no_words(tmp_path: Path) -> None:
    key = sealed.new_key()
    data = bytearray(sealed.seal(WHOLE, key, "v1"))
    data[-1] ^= 1
    path = written(tmp_path, bytes(data))
    with pytest.raises(Damaged):
        list(extract.pages_words(os.open(path, os.O_RDONLY), key, "v1"))


def test_one_reader_reads_the_text_of_one_paper_and_the_words_of_the_next(tmp_path: Path) -> None:
    path = written(tmp_path, WHOLE)
    reader = extract.TextReader()
    texts = [text for _, text in reader.pages(os.open(path, os.O_RDONLY), b"", "")]
    words = [found for _, found in reader.words(os.open(path, os.O_RDONLY), b"", "")]
    reader.close()
    assert [text.split() for text in texts] == [[word.text for word in page] for page in words]
