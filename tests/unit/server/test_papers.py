import hashlib
import stat
from pathlib import Path

from ecabinet_desktop.crypto import sealed
from ecabinet_desktop.server import papers


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
