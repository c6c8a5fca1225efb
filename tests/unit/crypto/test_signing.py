"""Ed25519 against the vectors of RFC 8032, and the key file."""

import errno
import os
import threading
from pathlib import Path

import pytest
from ecabinet_desktop.crypto import signing
from ecabinet_desktop.errors import Damaged, Full

# RFC 8032 section 7.1, tests 1 to 3: seed, public key, message, signature.
RFC_8032 = [
    (
        "9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60",
        "d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a",
        "",
        "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46b"
        "d25bf5f0595bbe24655141438e7a100b",
    ),
    (
        "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb",
        "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c",
        "72",
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da085ac1e43e15996e458f3613d0f11d8c"
        "387b2eaeb4302aeeb00d291612bb0c00",
    ),
    (
        "c5aa8df43f9f837bedb7442f31dcb7b166d38535076f094b85ce3a2e0b4458f7",
        "fc51cd8e6218a1a38da47ed00230f0580816ed13ba3303ac5deb911548908025",
        "af82",
        "6291d657deec24024827e69c3abe01a30ce548a284743a445e3680d7db5ac3ac18ff9b538d16f290ae67f760984dc659"
        "4a7c15e9716ed28dc027beceea1ec40a",
    ),
]


@pytest.mark.parametrize(("seed", "public", "message", "signature"), RFC_8032)
def test_keys_and_signatures_are_those_of_the_rfc(seed: str, public: str, message: str, signature: str) -> None:
    key, data = bytes.fromhex(seed), bytes.fromhex(message)

    assert signing.public_key(key).hex() == public
    assert signing.sign(key, data).hex() == signature
    assert signing.verify(bytes.fromhex(public), data, bytes.fromhex(signature))


def test_a_signature_holds_for_exactly_its_message_and_its_key() -> None:
    seed, other = signing.new_seed(), signing.new_seed()
    public, signature = signing.public_key(seed), signing.sign(seed, b"agree")

    assert signing.verify(public, b"agree", signature)
    assert not signing.verify(public, b"disagree", signature)
    assert not signing.verify(public, b"agree ", signature)
    assert not signing.verify(signing.public_key(other), b"agree", signature)
    for place in range(64):
        bad = bytearray(signature)
        bad[place] ^= 1
        assert not signing.verify(public, b"agree", bytes(bad))


@pytest.mark.parametrize(("public", "signature"), [(b"", b""), (b"k" * 31, b"s" * 64), (b"k" * 32, b"s" * 63)])
def test_keys_and_signatures_of_another_length_are_refused_without_noise(public: bytes, signature: bytes) -> None:
    assert not signing.verify(public, b"agree", signature)


def test_a_key_file_is_made_once_and_only_its_owner_reads_it(tmp_path: Path) -> None:
    path = tmp_path / "server" / "signing.key"

    seed = signing.load_or_create(path)

    assert len(seed) == signing.SEED_BYTES
    assert signing.load_or_create(path) == seed
    assert path.read_bytes() == seed
    assert path.stat().st_mode & 0o777 == 0o600
    assert list(path.parent.iterdir()) == [path]


def test_a_mode_that_somebody_widened_is_narrowed_again(tmp_path: Path) -> None:
    path = tmp_path / "signing.key"
    seed = signing.load_or_create(path)
    path.chmod(0o644)

    assert signing.load_or_create(path) == seed
    assert path.stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize("size", [0, 31, 33])
def test_a_broken_key_file_is_never_replaced_by_a_new_key(tmp_path: Path, size: int) -> None:
    path = tmp_path / "signing.key"
    path.write_bytes(b"k" * size)

    with pytest.raises(Damaged):
        signing.load_or_create(path)
    assert path.read_bytes() == b"k" * size


def test_a_folder_in_the_place_of_the_key_file_is_damage(tmp_path: Path) -> None:
    with pytest.raises(Damaged):
        signing.load_or_create(tmp_path)


def test_servers_started_at_the_same_moment_share_one_key(tmp_path: Path) -> None:
    path = tmp_path / "signing.key"
    ready, seeds = threading.Barrier(8), []

    def start() -> None:
        ready.wait()
        seeds.append(signing.load_or_create(path))

    threads = [threading.Thread(target=start) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert seeds == [path.read_bytes()] * 8
    assert list(tmp_path.iterdir()) == [path]


def test_a_full_disk_leaves_no_half_a_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def no_room(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "no room")

    monkeypatch.setattr(os, "fsync", no_room)

    with pytest.raises(Full):
        signing.load_or_create(tmp_path / "signing.key")
    assert list(tmp_path.iterdir()) == []
