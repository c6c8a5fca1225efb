"""Where things lie."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from ecabinet_desktop import places as where
from ecabinet_desktop.errors import NotAllowed
from ecabinet_desktop.places import Places, places, resources

ROOT = Path(where.__file__).parents[1]


def mode(folder: Path) -> int:
    return stat.S_IMODE(folder.stat().st_mode)


def folders(found: Places) -> list[Path]:
    return [found.data, found.cache, found.runtime, found.logs]


def test_a_checkout_reads_its_own_resources() -> None:
    assert resources() == ROOT / "resources"


def test_a_frozen_program_reads_what_it_unpacked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "resources").mkdir()
    monkeypatch.setattr(sys, "_MEIPASS", str(tmp_path), raising=False)
    assert resources() == tmp_path / "resources"


def test_an_installed_copy_reads_the_resources_inside_the_package(tmp_path: Path) -> None:
    package = tmp_path / "ecabinet_desktop"
    (package / "resources" / "icons").mkdir(parents=True)
    for name in ("__init__.py", "errors.py", "places.py"):
        (package / name).write_bytes((ROOT / "ecabinet_desktop" / name).read_bytes())
    found = subprocess.run(
        [sys.executable, "-c", "from ecabinet_desktop.places import resources; print(resources())"],
        cwd=tmp_path,
        env={**os.environ, "PYTHONPATH": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert Path(found.stdout.strip()) == package / "resources"


def test_one_variable_moves_everything_that_is_written(tmp_path: Path) -> None:
    found = places("chair", {"ECABINET_HOME": str(tmp_path)})
    assert all(folder.is_relative_to(tmp_path) for folder in folders(found))
    assert found.data == tmp_path / "data" / "chair"


def test_without_it_the_folders_are_those_of_the_system(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "share"))
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("XDG_RUNTIME_DIR", str(tmp_path))
    found = places(environ={})
    assert found.data == tmp_path / "share" / "ecabinet-desktop" / "main"
    assert found.cache == tmp_path / "cache" / "ecabinet-desktop" / "main"
    assert found.runtime == tmp_path / "ecabinet-desktop" / "main"


def test_two_profiles_share_no_folder(tmp_path: Path) -> None:
    member, chair = (places(name, {"ECABINET_HOME": str(tmp_path)}) for name in ("member", "chair"))
    assert not set(folders(member)) & set(folders(chair))


def test_nobody_else_can_open_a_folder_whatever_the_mask(tmp_path: Path) -> None:
    before = os.umask(0o000)
    try:
        found = folders(places("member", {"ECABINET_HOME": str(tmp_path / "new" / "home")}))
    finally:
        os.umask(before)
    assert {mode(folder) for folder in found} == {0o700}
    assert mode(tmp_path / "new" / "home" / "data") == 0o700


def test_a_folder_that_was_opened_to_others_is_closed_again(tmp_path: Path) -> None:
    found = places("member", {"ECABINET_HOME": str(tmp_path)})
    found.data.chmod(0o755)
    assert mode(found.data) == 0o700


@pytest.mark.parametrize("name", ["", "..", "../chair", "a/b", "Tên", "x" * 41, "-x"])
def test_a_name_that_could_leave_the_folder_is_refused(name: str) -> None:
    with pytest.raises(ValueError, match="not a profile name"):
        places(name, {})


def test_a_file_in_the_way_is_said_and_not_removed(tmp_path: Path) -> None:
    (tmp_path / "data").write_text("mine")
    with pytest.raises(NotAllowed):
        _ = places("member", {"ECABINET_HOME": str(tmp_path)}).data
    assert (tmp_path / "data").read_text() == "mine"


def test_a_session_without_a_runtime_folder_uses_the_cache(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.delenv("XDG_RUNTIME_DIR", raising=False)
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    assert places("main", {}).runtime == tmp_path / "ecabinet-desktop" / "run" / "main"
