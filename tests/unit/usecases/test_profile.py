import os
import stat
from pathlib import Path

import pytest
from ecabinet_desktop.errors import Damaged
from ecabinet_desktop.usecases import profile
from ecabinet_desktop.usecases.profile import Profile

MINE = Profile(profile_id="p", address="https://cabinet.example", has_ca=True, server_key=bytes(32), device_id="d")


def test_a_profile_comes_back_as_it_was_saved(tmp_path: Path) -> None:
    assert profile.load(tmp_path / "profile") is None
    profile.save(tmp_path / "profile", MINE)
    assert profile.load(tmp_path / "profile") == MINE


def test_only_its_owner_can_read_it_and_no_draft_stays(tmp_path: Path) -> None:
    profile.save(tmp_path / "profile", MINE)
    (file,) = (tmp_path / "profile").iterdir()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "profile").stat().st_mode) == 0o700


def test_a_damaged_profile_is_said_to_be_and_not_taken_for_none(tmp_path: Path) -> None:
    profile.save(tmp_path, MINE)
    file = tmp_path / profile.FILE
    file.write_bytes(file.read_bytes()[:-5])
    with pytest.raises(Damaged):
        profile.load(tmp_path)


def test_a_write_that_fails_leaves_the_old_profile(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    profile.save(tmp_path, MINE)

    def fail(_descriptor: int) -> None:
        raise OSError(5, "the disk is gone")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(Damaged):
        profile.save(tmp_path, Profile(profile_id="q", address="", has_ca=False, server_key=b""))
    assert profile.load(tmp_path) == MINE
    assert [path.name for path in tmp_path.iterdir()] == [profile.FILE]


def test_the_authority_is_a_file_beside_it_only_when_there_is_one(tmp_path: Path) -> None:
    assert MINE.ca(tmp_path) == tmp_path / profile.CA
    assert Profile(profile_id="p", address="", has_ca=False, server_key=b"").ca(tmp_path) is None


def test_an_old_enrolment_is_set_aside_and_never_over_another(tmp_path: Path) -> None:
    folder = tmp_path / "profile"
    asides = []
    for number in range(2):
        profile.save(folder, Profile(profile_id=str(number), address="", has_ca=False, server_key=b""))
        asides.append(profile.set_aside(folder))
    assert not folder.exists()
    found = [profile.load(aside) for aside in asides]
    assert [each.profile_id for each in found if each] == ["0", "1"]
