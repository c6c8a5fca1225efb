import hashlib
from pathlib import Path

import pytest
from ecabinet_desktop.errors import Refused
from ecabinet_desktop.server.blobs import Blobs, folder_of

DATA = bytes(range(256)) * 40
NAME = hashlib.sha256(DATA).hexdigest()


@pytest.fixture
def blobs(tmp_path: Path) -> Blobs:
    made = Blobs(str(tmp_path / "papers"))
    source = tmp_path / "source"
    source.write_bytes(DATA)
    made.put(NAME, source)
    return made


@pytest.mark.parametrize(("start", "stop"), [(0, len(DATA)), (0, 1), (100, 5000), (len(DATA) - 1, len(DATA))])
def test_any_part_of_a_file_is_read(blobs: Blobs, start: int, stop: int) -> None:
    assert blobs.read(NAME, start, stop) == DATA[start:stop]


@pytest.mark.parametrize(("start", "stop"), [(0, 0), (5, 4), (-1, 3), (0, len(DATA) + 1), (len(DATA), len(DATA))])
def test_parts_that_are_not_there_are_refused(blobs: Blobs, start: int, stop: int) -> None:
    with pytest.raises(Refused, match="bad_range"):
        blobs.read(NAME, start, stop)


@pytest.mark.parametrize("name", ["", "ab" * 31, "../" + "a" * 61, "AB" * 32, "ff" * 32])
def test_what_is_no_name_of_a_file_here_is_unknown(blobs: Blobs, name: str) -> None:
    with pytest.raises(Refused, match="unknown"):
        blobs.size(name)


def test_files_are_listed_and_lie_in_small_folders(blobs: Blobs) -> None:
    assert blobs.names() == [NAME]
    assert (blobs.folder / NAME[:2] / NAME).read_bytes() == DATA
    assert blobs.size(NAME) == len(DATA)


def test_only_folders_are_understood() -> None:
    assert folder_of("file:///var/lib/papers") == Path("/var/lib/papers")
    with pytest.raises(Refused, match="bad_blob_url"):
        folder_of("s3://bucket")
