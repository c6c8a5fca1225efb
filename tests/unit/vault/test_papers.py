"""Sealed papers on disk: a part becomes a paper when its hash is its name, and nothing good is fetched twice."""

import os
import stat
from pathlib import Path

import pytest
from ecabinet_desktop.crypto.sealed import HEADER, SEALED_CHUNK, unseal
from ecabinet_desktop.domain.paper import PaperState, PaperVersion
from ecabinet_desktop.errors import Damaged, Full, Offline
from ecabinet_desktop.vault.papers import Papers

from tests.unit.vault.conftest import FullDisk
from tests.unit.vault.shelf import PAPER_KEY, Shelf, gone, page, paper, row, sealed

PLAIN = bytes(range(256)) * 400  # seven chunks
BLOB = sealed("v1", PLAIN)
PAPER = paper("v1", blob=BLOB)


def append(papers: Papers, name: str, data: bytes) -> None:
    with papers.open_part(name) as part:
        part.write(data)


def files(shelf_: Shelf) -> set[str]:
    return {path.name for path in (shelf_.vault.folder / "papers").iterdir()}


def read(papers: Papers, name: str) -> bytes:
    with open(papers.descriptor(name), "rb") as file:
        return file.read()


def test_a_paper_arrives_in_pieces_and_opens_with_its_key(shelf_: Shelf) -> None:
    for start in range(0, len(BLOB), 30_000):
        assert shelf_.papers.part_size(PAPER.blob) == start
        append(shelf_.papers, PAPER.blob, BLOB[start : start + 30_000])
    assert not shelf_.papers.have(PAPER.blob)
    shelf_.papers.accept(PAPER.blob)
    assert shelf_.papers.have(PAPER.blob)
    assert files(shelf_) == {PAPER.blob}
    assert unseal(read(shelf_.papers, PAPER.blob), PAPER_KEY, "v1") == PLAIN


def test_the_descriptor_reads_only_and_the_file_is_the_owners(shelf_: Shelf) -> None:
    append(shelf_.papers, PAPER.blob, BLOB)
    shelf_.papers.accept(PAPER.blob)
    descriptor = shelf_.papers.descriptor(PAPER.blob)
    with pytest.raises(OSError, match="Bad file descriptor"):
        os.write(descriptor, b"x")
    assert stat.S_IMODE(os.fstat(descriptor).st_mode) == 0o600
    assert not os.get_inheritable(descriptor)
    os.close(descriptor)


def test_a_part_with_other_bytes_is_dropped(shelf_: Shelf) -> None:
    append(shelf_.papers, PAPER.blob, BLOB[:-1] + bytes([BLOB[-1] ^ 1]))
    with pytest.raises(Damaged):
        shelf_.papers.accept(PAPER.blob)
    assert not shelf_.papers.have(PAPER.blob)
    assert files(shelf_) == set()


def test_a_part_that_was_swept_away_is_no_damage(shelf_: Shelf) -> None:
    with pytest.raises(Offline):
        shelf_.papers.accept(PAPER.blob)


@pytest.mark.parametrize(
    ("harm", "left"),
    [
        ("none", HEADER + 3 * SEALED_CHUNK),
        ("torn chunk", HEADER + 2 * SEALED_CHUNK),
        ("zeroes at the end", HEADER + 2 * SEALED_CHUNK),
        ("flipped in chunk 1", HEADER + SEALED_CHUNK),
        ("flipped in the header", 0),
        ("only half a header", 0),
    ],
)
def test_after_a_crash_a_part_is_cut_back_to_what_is_good(shelf_: Shelf, harm: str, left: int) -> None:
    part = bytearray(BLOB[: HEADER + 3 * SEALED_CHUNK])
    if harm == "torn chunk":
        del part[-1:]
    elif harm == "zeroes at the end":
        part[-5000:] = bytes(5000)
    elif harm == "flipped in chunk 1":
        part[HEADER + SEALED_CHUNK + 9] ^= 4
    elif harm == "flipped in the header":
        part[30] ^= 1
    elif harm == "only half a header":
        del part[20:]
    append(shelf_.papers, PAPER.blob, bytes(part))
    after = Papers(shelf_.vault)
    assert after.check_part(PAPER, PAPER_KEY) == left
    append(after, PAPER.blob, BLOB[left:])
    after.accept(PAPER.blob)
    assert read(after, PAPER.blob) == BLOB


def test_a_part_is_checked_once_a_run(shelf_: Shelf) -> None:
    append(shelf_.papers, PAPER.blob, BLOB[:1000])
    assert shelf_.papers.check_part(PAPER, PAPER_KEY) == HEADER
    append(shelf_.papers, PAPER.blob, BLOB[HEADER:1000])
    assert shelf_.papers.check_part(PAPER, PAPER_KEY) == 1000
    assert Papers(shelf_.vault).check_part(paper("v2"), PAPER_KEY) == 0, "there is no part of this one"


def test_a_whole_part_left_by_a_crash_is_recognised_to_its_last_byte(shelf_: Shelf) -> None:
    append(shelf_.papers, PAPER.blob, BLOB)
    assert Papers(shelf_.vault).check_part(PAPER, PAPER_KEY) == len(BLOB)


def test_a_full_disk_keeps_the_part_and_the_download_goes_on_later(shelf_: Shelf, full_disk: FullDisk) -> None:
    append(shelf_.papers, PAPER.blob, BLOB[:20_000])
    with full_disk(50_000), pytest.raises(Full):
        append(shelf_.papers, PAPER.blob, BLOB[20_000:])
    kept = shelf_.papers.part_size(PAPER.blob)
    assert kept == 50_000
    append(shelf_.papers, PAPER.blob, BLOB[kept:])
    shelf_.papers.accept(PAPER.blob)
    assert read(shelf_.papers, PAPER.blob) == BLOB


def test_wanted_is_what_may_be_read_and_is_not_here(shelf_: Shelf) -> None:
    rows = [
        row(PAPER),
        row(paper("here", blob=sealed("here"))),
        row(paper("withdrawn", state=PaperState.WITHDRAWN)),
        row(paper("without-a-key", state=PaperState.DRAFT)),
    ]
    shelf_.replica.apply(page(rows))
    here = shelf_.replica.get(PaperVersion, "here")
    assert here is not None
    append(shelf_.papers, here.blob, sealed("here"))
    assert [p.id for p in shelf_.papers.wanted(shelf_.replica)] == ["here", "v1"]
    append(shelf_.papers, PAPER.blob, BLOB)
    shelf_.papers.accept(PAPER.blob)
    assert [p.id for p in shelf_.papers.wanted(shelf_.replica)] == ["here"]


def test_the_sweep_takes_files_and_parts_nobody_may_read_and_no_others(shelf_: Shelf) -> None:
    second = paper("v2", blob=b"second")
    shelf_.replica.apply(page([row(PAPER), row(second)]))
    append(shelf_.papers, PAPER.blob, BLOB)
    shelf_.papers.accept(PAPER.blob)
    append(shelf_.papers, second.blob, b"sec")
    append(shelf_.papers, "f" * 64, b"stray")
    assert shelf_.papers.sweep(shelf_.replica) == 1
    assert files(shelf_) == {PAPER.blob, second.blob + ".part"}
    shelf_.replica.apply(page(gone=[gone("paper", "v1"), gone("paper", "v2")], upto=2))
    assert shelf_.papers.sweep(shelf_.replica) == 2
    assert files(shelf_) == set()
    assert not shelf_.papers.have(PAPER.blob)
    with pytest.raises(Offline):
        shelf_.papers.descriptor(PAPER.blob)


def test_a_file_that_failed_its_check_is_dropped_and_wanted_again(shelf_: Shelf) -> None:
    shelf_.replica.apply(page([row(PAPER)]))
    append(shelf_.papers, PAPER.blob, BLOB)
    shelf_.papers.accept(PAPER.blob)
    shelf_.papers.drop(PAPER.blob)
    assert [p.id for p in shelf_.papers.wanted(shelf_.replica)] == ["v1"]


def test_what_lies_there_is_known_after_a_restart(shelf_: Shelf) -> None:
    append(shelf_.papers, PAPER.blob, BLOB)
    shelf_.papers.accept(PAPER.blob)
    append(shelf_.papers, "a" * 64, b"part")
    again = Papers(shelf_.vault)
    assert again.have(PAPER.blob)
    assert not again.have("a" * 64)


@pytest.mark.parametrize("name", ["../vault", "", "a/b", "..", "x.part"])
def test_no_name_leads_out_of_the_folder(shelf_: Shelf, name: str, tmp_path: Path) -> None:
    for act in (shelf_.papers.descriptor, shelf_.papers.drop, shelf_.papers.accept, shelf_.papers.part_size):
        with pytest.raises(Damaged):
            act(name)
    assert (shelf_.vault.folder / "vault.db").exists()
