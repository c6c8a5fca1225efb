import hashlib
import stat
from pathlib import Path

import pymupdf
import pytest
from ecabinet_desktop.crypto import sealed
from ecabinet_desktop.errors import Unreadable
from ecabinet_desktop.server import papers


def pdf(**options: object) -> bytes:
    with pymupdf.open() as document:
        for _ in range(3):
            document.new_page()
        data: bytes = document.tobytes(**options)
    return data


def test_a_papers_pages_are_found_out_when_it_is_filed(tmp_path: Path) -> None:
    file = tmp_path / "paper"
    file.write_bytes(pdf())
    skeleton = papers.look_into(file)
    assert skeleton.pages == 3
    assert skeleton.sizes() == [(595.0, 842.0)] * 3


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"Dear colleagues,", "not_pdf"),
        (b"%PDF-1.7 and nothing", "corrupted"),
        (pdf(encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="secret", owner_pw="owner"), "encrypted"),
    ],
)
def test_what_cannot_be_a_paper_is_told_apart(tmp_path: Path, data: bytes, code: str) -> None:
    file = tmp_path / "paper"
    file.write_bytes(data)
    with pytest.raises(Unreadable) as caught:
        papers.look_into(file)
    assert caught.value.code == code


def test_a_file_is_sealed_for_one_version_under_a_key_of_its_own(tmp_path: Path) -> None:
    plain = tmp_path / "plain"
    plain.write_bytes(b"%PDF-1.7 " + bytes(100_000))
    facts, key = papers.seal(plain, tmp_path / "one", "v1")
    other, other_key = papers.seal(plain, tmp_path / "two", "v1")
    data = (tmp_path / "one").read_bytes()
    assert (hashlib.sha256(data).hexdigest(), len(data)) == (facts.sha256, facts.size)
    assert sealed.unseal(data, key, "v1") == plain.read_bytes()
    assert key != other_key
    assert facts.sha256 != other.sha256
    assert stat.S_IMODE((tmp_path / "one").stat().st_mode) == 0o600
