"""The look of a profile: kept, and never a reason not to start."""

from pathlib import Path

import pytest
from ecabinet_desktop.settings import FILE, Settings, load, save


def test_what_was_chosen_is_there_again(tmp_path: Path) -> None:
    chosen = Settings(language="et", look="dark", waiting_votes=3)
    save(tmp_path, chosen)
    assert load(tmp_path) == chosen
    assert [path.name for path in tmp_path.iterdir()] == [FILE]


def test_nothing_chosen_means_the_usual(tmp_path: Path) -> None:
    assert load(tmp_path) == Settings("", "", 0)


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b"\xff\xfe", b'{"language": "et"}', b'"et"', b"null"])
def test_a_damaged_file_means_the_usual(tmp_path: Path, content: bytes) -> None:
    (tmp_path / FILE).write_bytes(content)
    assert load(tmp_path) == Settings()


def test_a_choice_that_cannot_be_kept_stops_nobody(tmp_path: Path) -> None:
    save(tmp_path / "absent", Settings(language="et"))
    assert load(tmp_path / "absent") == Settings()
