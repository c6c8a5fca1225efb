import os
import resource
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from ecabinet_desktop.clock import new_id
from ecabinet_desktop.errors import Cancelled, Full, Refused
from ecabinet_desktop.usecases.new_file import new_file


def write(path: Path, *parts: bytes, replace: bool = False) -> None:
    with new_file(path, new_id, replace=replace) as put:
        for part in parts:
            put(part)


@contextmanager
def disk_of(size: int) -> Iterator[None]:
    """No file may grow beyond this, as on a disk that is almost full."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_file_is_whole_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "Tờ trình.pdf"
    write(path, b"one", b"two")
    assert path.read_bytes() == b"onetwo"
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert os.listdir(tmp_path) == [path.name]


def test_nothing_stands_under_its_name_before_it_is_whole(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    with new_file(path, new_id, replace=False) as put:
        put(b"half")
        assert not path.exists()
    assert path.exists()


def test_what_is_there_stays_unless_the_person_said_so(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")
    with pytest.raises(Refused) as caught:
        write(path, b"new")
    assert caught.value.code == "file_exists"
    assert path.read_bytes() == b"old"
    write(path, b"new", replace=True)
    assert path.read_bytes() == b"new"
    assert os.listdir(tmp_path) == ["a.pdf"]


def test_a_file_that_came_meanwhile_is_not_replaced(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"

    def write_while_another_does() -> None:
        with new_file(path, new_id, replace=False) as put:
            put(b"mine")
            path.write_bytes(b"theirs")

    with pytest.raises(Refused, match="file_exists"):
        write_while_another_does()
    assert path.read_bytes() == b"theirs"


def test_a_full_disk_leaves_what_was_there_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(b"old")
    with disk_of(50_000), pytest.raises(Full):
        write(path, bytes(30_000), bytes(30_000), replace=True)
    assert path.read_bytes() == b"old"
    assert os.listdir(tmp_path) == ["a.pdf"]


@pytest.mark.parametrize("where", ["no/such/folder.pdf", "file/a.pdf"])
def test_a_place_that_takes_no_files_is_named_so(where: str, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(Refused) as caught:
        write(tmp_path / where, b"x")
    assert caught.value.code == "cannot_write"


def test_a_folder_in_its_place_stays(tmp_path: Path) -> None:
    (tmp_path / "a.pdf").mkdir()
    with pytest.raises(Refused) as caught:
        write(tmp_path / "a.pdf", b"x", replace=True)
    assert caught.value.code == "cannot_write"
    assert os.listdir(tmp_path) == ["a.pdf"]


def test_what_stops_the_writing_leaves_nothing_behind(tmp_path: Path) -> None:
    def write_half() -> None:
        with new_file(tmp_path / "a.pdf", new_id, replace=False) as put:
            put(b"half")
            raise Cancelled

    with pytest.raises(Cancelled):
        write_half()
    assert os.listdir(tmp_path) == []


def test_a_name_as_long_as_the_system_takes_can_be_written(tmp_path: Path) -> None:
    path = tmp_path / ("ữ" * 80 + ".pdf")
    write(path, b"x")
    assert path.read_bytes() == b"x"
