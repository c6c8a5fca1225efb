import stat
from pathlib import Path

import pytest
from ecabinet_desktop.crypto import signing
from ecabinet_desktop.errors import Damaged
from ecabinet_desktop.server.keys import ServerKeys


def test_keys_are_made_once_and_for_their_owner_only(tmp_path: Path) -> None:
    first = ServerKeys(tmp_path / "keys")
    again = ServerKeys(tmp_path / "keys")
    assert again.public == first.public
    assert again.unwrap("v1", first.wrap("v1", b"k" * 32)) == b"k" * 32
    files = list((tmp_path / "keys").iterdir())
    assert len(files) == 2
    for file in files:
        assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "keys").stat().st_mode) == 0o700


def test_a_wrapped_key_opens_for_its_version_and_on_its_server_only(tmp_path: Path) -> None:
    own, other = ServerKeys(tmp_path / "own"), ServerKeys(tmp_path / "other")
    wrapped = own.wrap("v1", b"k" * 32)
    assert own.wrap("v1", b"k" * 32) != wrapped
    for keys, version, data in (
        (own, "v2", wrapped),
        (other, "v1", wrapped),
        (own, "v1", wrapped[:-1]),
        (own, "v1", b""),
    ):
        with pytest.raises(Damaged):
            keys.unwrap(version, data)


def test_receipts_verify_with_the_public_key(tmp_path: Path) -> None:
    keys = ServerKeys(tmp_path)
    assert signing.verify(keys.public, b"receipt", keys.sign(b"receipt"))
    assert not signing.verify(keys.public, b"another", keys.sign(b"receipt"))


def test_the_nonce_mark_depends_on_every_letter_and_the_server(tmp_path: Path) -> None:
    keys = ServerKeys(tmp_path / "own")
    assert keys.seal_nonce("a") == keys.seal_nonce("a")
    assert keys.seal_nonce("a") != keys.seal_nonce("b")
    assert keys.seal_nonce("a") != ServerKeys(tmp_path / "other").seal_nonce("a")


def test_a_cut_key_file_is_not_taken_for_a_key(tmp_path: Path) -> None:
    ServerKeys(tmp_path)
    (tmp_path / "wrap.key").write_bytes(b"short")
    with pytest.raises(Damaged):
        ServerKeys(tmp_path)
