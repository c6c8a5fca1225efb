"""Small secret files are whole or not there, on real folders and a really full disk."""

import errno
import os
import subprocess
import sys
from pathlib import Path

import pytest
from ecabinet_desktop.crypto.private import create_private, translated, write_private
from ecabinet_desktop.errors import Damaged, Full

KILLED_BEFORE_IT_HAS_ITS_NAME = """
import os, signal, sys
from pathlib import Path
from ecabinet_desktop.crypto.private import write_private
os.replace = os.rename = lambda *_: os.kill(os.getpid(), signal.SIGKILL)
write_private(Path(sys.argv[1]), b"new")
"""
TOO_LARGE_FOR_THE_LIMIT = """
import resource, signal, sys
from pathlib import Path
from ecabinet_desktop.crypto.private import write_private
from ecabinet_desktop.errors import Full
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, 10_000))
try:
    write_private(Path(sys.argv[1]), b"n" * 50_000)
except Full:
    sys.exit(7)
"""


def run(script: str, path: Path) -> int:
    return subprocess.run([sys.executable, "-c", script, str(path)], check=False, timeout=60).returncode


def test_a_file_is_made_with_its_folder_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "profile" / "keyfile.json"
    mask = os.umask(0)
    try:
        assert create_private(path, b"one")
    finally:
        os.umask(mask)

    assert path.read_bytes() == b"one"
    assert path.stat().st_mode & 0o777 == 0o600
    assert path.parent.stat().st_mode & 0o777 == 0o700
    assert path.stat().st_nlink == 1


def test_making_never_replaces_what_is_there(tmp_path: Path) -> None:
    path = tmp_path / "keyfile.json"
    path.write_bytes(b"one")

    assert not create_private(path, b"two")
    assert path.read_bytes() == b"one"
    assert list(tmp_path.iterdir()) == [path]


def test_writing_replaces_and_narrows_the_mode(tmp_path: Path) -> None:
    path = tmp_path / "keyfile.json"
    path.write_bytes(b"one")
    path.chmod(0o644)

    write_private(path, b"two")

    assert path.read_bytes() == b"two"
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(tmp_path.iterdir()) == [path]


def test_a_link_planted_in_the_place_is_replaced_and_not_followed(tmp_path: Path) -> None:
    elsewhere, path = tmp_path / "elsewhere", tmp_path / "keyfile.json"
    elsewhere.write_bytes(b"theirs")
    path.symlink_to(elsewhere)

    write_private(path, b"ours")

    assert not path.is_symlink()
    assert (path.read_bytes(), elsewhere.read_bytes()) == (b"ours", b"theirs")


def test_a_kill_before_the_last_step_leaves_what_was_there(tmp_path: Path) -> None:
    path = tmp_path / "keyfile.json"
    write_private(path, b"old")

    assert run(KILLED_BEFORE_IT_HAS_ITS_NAME, path) == -9

    assert path.read_bytes() == b"old"
    write_private(path, b"newer")
    assert path.read_bytes() == b"newer"


def test_without_room_what_was_there_stays_and_nothing_lies_about(tmp_path: Path) -> None:
    path = tmp_path / "keyfile.json"
    write_private(path, b"old")

    assert run(TOO_LARGE_FOR_THE_LIMIT, path) == 7

    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_a_name_that_is_a_folder_is_damage(tmp_path: Path) -> None:
    (tmp_path / "keyfile.json" / "inside").mkdir(parents=True)

    with pytest.raises(Damaged):
        write_private(tmp_path / "keyfile.json", b"x")
    assert [path.name for path in tmp_path.iterdir()] == ["keyfile.json"]


@pytest.mark.parametrize(
    ("number", "kind"), [(errno.ENOSPC, Full), (errno.EDQUOT, Full), (errno.EIO, Damaged), (errno.EACCES, Damaged)]
)
def test_a_failed_file_operation_is_named_by_what_to_do(number: int, kind: type[Exception]) -> None:
    assert type(translated(OSError(number, "x"))) is kind
