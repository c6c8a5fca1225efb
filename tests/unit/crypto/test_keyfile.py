"""The keyfile with a real keyring: both secrets are needed, and a failure leaves what was there."""

import errno
import hashlib
import os
from pathlib import Path

import keyring
import keyring.backend
import keyring.backends.chainer
import keyring.backends.fail
import keyring.backends.null
import keyring.backends.SecretService
import msgspec
import pytest
from ecabinet_desktop.clock import new_id
from ecabinet_desktop.crypto import codes, keyfile, signing
from ecabinet_desktop.crypto.keyfile import Cost, Ring, Secret
from ecabinet_desktop.errors import Damaged, Full, KeyringGone, Refused, TooOld, WrongPassphrase

CHEAP = Cost(memory=32, passes=1, lanes=4)
PASSPHRASE = "sông Hồng mùa thu"
OTHER = "núi Tản Viên xanh"

pytestmark = pytest.mark.keyring


class InPlainFiles(keyring.backend.KeyringBackend):
    """A keyring such as keyrings.alt has: it would keep the secret readable."""

    priority = 99
    kept: dict[str, str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get(username)

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[username] = password


InPlainFiles.__module__ = "keyrings.alt.file"
# Every subclass enters the list that keyring chooses from; tests of others shall not meet this one.
keyring.backend.KeyringBackend._classes.discard(InPlainFiles)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "profile" / "keyfile.json"


def made(path: Path, ring: Ring | None) -> tuple[keyfile.Unlocked, str]:
    return keyfile.create(path, "p1", PASSPHRASE, ring, CHEAP)


def test_an_unlock_gives_the_keys_of_the_creation(path: Path, ring: Ring) -> None:
    unlocked, _ = made(path, ring)

    again = keyfile.unlock(path, PASSPHRASE, ring)

    assert again == unlocked
    assert again.has_keyring
    assert keyfile.needs_keyring(path)
    assert len(again.db_key) == len(again.device_seed) == 32
    assert again.db_key != again.device_seed
    assert path.stat().st_mode & 0o777 == 0o600


def test_a_wrong_passphrase_opens_nothing(path: Path, ring: Ring) -> None:
    made(path, ring)

    for opening in (keyfile.unlock, keyfile.open_vote_key):
        with pytest.raises(WrongPassphrase):
            opening(path, OTHER, ring)


def test_a_copied_disk_is_useless_without_the_keyring(path: Path, ring: Ring) -> None:
    made(path, ring)

    for elsewhere in (None, Ring(new_id())):
        with pytest.raises(KeyringGone):
            keyfile.unlock(path, PASSPHRASE, elsewhere)
        with pytest.raises(KeyringGone):
            keyfile.open_vote_key(path, PASSPHRASE, elsewhere)
        with pytest.raises(KeyringGone):
            keyfile.change_passphrase(path, PASSPHRASE, OTHER, elsewhere)


def test_another_secret_under_the_same_name_is_a_lost_keyring(path: Path, ring: Ring) -> None:
    made(path, ring)
    ring.write(Secret(b"z" * 32))

    with pytest.raises(KeyringGone):
        keyfile.unlock(path, PASSPHRASE, ring)


def test_without_a_keyring_the_passphrase_must_be_longer(path: Path) -> None:
    with pytest.raises(Refused) as caught:
        keyfile.create(path, "p1", "mười bốn dấu!!", None, CHEAP)
    assert caught.value.code == "too_short"
    assert not path.exists()

    unlocked, _ = made(path, None)

    assert not unlocked.has_keyring
    assert not keyfile.needs_keyring(path)
    assert keyfile.unlock(path, PASSPHRASE, None) == unlocked


def test_the_vote_key_opens_with_the_passphrase_only_and_is_always_the_same(path: Path, ring: Ring) -> None:
    unlocked, _ = made(path, ring)

    seed = keyfile.open_vote_key(path, PASSPHRASE, ring)

    assert seed == keyfile.open_vote_key(path, PASSPHRASE, ring)
    assert len(seed) == signing.SEED_BYTES
    assert seed not in (unlocked.db_key, unlocked.device_seed)


def test_no_two_profiles_share_a_key(tmp_path: Path) -> None:
    keys: set[bytes] = set()
    for number in range(3):
        path = tmp_path / str(number)
        unlocked, _ = made(path, None)
        keys |= {unlocked.db_key, unlocked.device_seed, keyfile.open_vote_key(path, PASSPHRASE, None)}

    assert len(keys) == 9


def test_no_secret_stands_in_the_keyfile_or_in_what_is_printed_of_it(path: Path, ring: Ring) -> None:
    unlocked, code = made(path, ring)
    secret = ring.read()
    assert secret is not None
    raw = path.read_bytes()
    secrets = [unlocked.db_key, unlocked.device_seed, keyfile.open_vote_key(path, PASSPHRASE, ring), secret.value]

    for value in [*secrets, codes.decode(code)]:
        assert value not in raw
        assert value.hex().encode() not in raw
        assert msgspec.json.encode(value).strip(b'"').rstrip(b"=") not in raw
    assert PASSPHRASE.encode() not in raw
    assert repr(unlocked.db_key) not in repr(unlocked)


def test_a_changed_passphrase_keeps_every_key_and_the_recovery_code(path: Path, ring: Ring) -> None:
    unlocked, code = made(path, ring)
    vote = keyfile.open_vote_key(path, PASSPHRASE, ring)

    keyfile.change_passphrase(path, PASSPHRASE, OTHER, ring)

    assert keyfile.unlock(path, OTHER, ring) == unlocked
    assert keyfile.open_vote_key(path, OTHER, ring) == vote
    with pytest.raises(WrongPassphrase):
        keyfile.unlock(path, PASSPHRASE, ring)
    assert keyfile.unlock_with_recovery(path, code, PASSPHRASE, ring) == unlocked


def test_a_change_that_is_refused_changes_nothing(path: Path, ring: Ring) -> None:
    unlocked, code = made(path, ring)
    before = path.read_bytes()

    with pytest.raises(Refused, match="too_short"):
        keyfile.change_passphrase(path, PASSPHRASE, "short", ring)
    with pytest.raises(WrongPassphrase):
        keyfile.change_passphrase(path, "not the old one", OTHER, ring)
    with pytest.raises(Refused, match="too_simple"):
        keyfile.unlock_with_recovery(path, code, "a" * 20, ring)

    assert path.read_bytes() == before
    assert keyfile.unlock(path, PASSPHRASE, ring) == unlocked


def test_a_keyring_that_came_later_shares_the_burden_after_a_change(path: Path, ring: Ring) -> None:
    unlocked, _ = made(path, None)

    keyfile.change_passphrase(path, PASSPHRASE, "mười dấu !!", ring)

    assert keyfile.needs_keyring(path)
    with pytest.raises(KeyringGone):
        keyfile.unlock(path, "mười dấu !!", None)
    assert keyfile.unlock(path, "mười dấu !!", ring).db_key == unlocked.db_key


def test_the_recovery_code_opens_on_a_computer_with_another_keyring(path: Path, ring: Ring) -> None:
    unlocked, code = made(path, ring)
    vote = keyfile.open_vote_key(path, PASSPHRASE, ring)
    elsewhere = Ring(new_id())

    recovered = keyfile.unlock_with_recovery(path, code.lower(), OTHER, elsewhere)

    assert recovered == unlocked
    assert keyfile.unlock(path, OTHER, elsewhere) == unlocked
    assert keyfile.open_vote_key(path, OTHER, elsewhere) == vote
    with pytest.raises(KeyringGone):
        keyfile.unlock(path, OTHER, ring)


def test_the_recovery_code_opens_on_a_computer_without_a_keyring(path: Path, ring: Ring) -> None:
    unlocked, code = made(path, ring)

    recovered = keyfile.unlock_with_recovery(path, code, OTHER, None)

    assert (recovered.db_key, recovered.has_keyring) == (unlocked.db_key, False)
    assert keyfile.unlock(path, OTHER, None) == recovered


def test_a_secret_that_became_rubbish_is_made_anew_by_the_recovery_code(path: Path, ring: Ring) -> None:
    unlocked, code = made(path, ring)
    for rubbish in ("", "x", "YQ== 0 ", "a b c", "====  0 "):
        keyring.set_password(keyfile.SERVICE, ring._profile_id, rubbish)
        with pytest.raises(KeyringGone):
            ring.read()
        with pytest.raises(KeyringGone):
            keyfile.unlock(path, PASSPHRASE, ring)

    assert keyfile.unlock_with_recovery(path, code, OTHER, ring) == unlocked
    assert keyfile.unlock(path, OTHER, ring) == unlocked


def test_another_profiles_recovery_code_opens_nothing(path: Path) -> None:
    _, code = made(path, None)
    before = path.read_bytes()

    with pytest.raises(WrongPassphrase):
        keyfile.unlock_with_recovery(path, codes.new_code(), OTHER, None)
    with pytest.raises(Refused, match="bad_code"):
        keyfile.unlock_with_recovery(path, code[:-2], OTHER, None)

    assert path.read_bytes() == before


def test_a_keyfile_is_never_made_over_another(path: Path, ring: Ring) -> None:
    unlocked, _ = made(path, ring)

    with pytest.raises(Refused) as caught:
        keyfile.create(path, "p1", OTHER, ring, CHEAP)

    assert caught.value.code == "profile_exists"
    assert keyfile.unlock(path, PASSPHRASE, ring) == unlocked


def test_every_flipped_and_every_missing_byte_of_the_file_is_damage(path: Path) -> None:
    made(path, None)
    good = path.read_bytes()

    for place in range(len(good)):
        bad = bytearray(good)
        bad[place] ^= 1
        path.write_bytes(bad)
        with pytest.raises(Damaged):
            keyfile.unlock(path, PASSPHRASE, None)
        path.write_bytes(good[:place])
        with pytest.raises(Damaged):
            keyfile.needs_keyring(path)
    path.unlink()
    with pytest.raises(Damaged):
        keyfile.unlock(path, PASSPHRASE, None)


def with_body(body: dict[str, object]) -> bytes:
    """A keyfile whose checksum is right."""
    raw = msgspec.json.encode(body)
    return msgspec.json.encode({"sha256": hashlib.sha256(raw).hexdigest(), "keyfile": msgspec.Raw(raw)})


def test_a_keyfile_of_a_newer_program_asks_for_an_update(path: Path) -> None:
    made(path, None)
    path.write_bytes(with_body({"version": 2, "shape": "not known yet"}))

    with pytest.raises(TooOld):
        keyfile.unlock(path, PASSPHRASE, None)


def test_keys_moved_in_from_another_keyfile_are_damage(tmp_path: Path) -> None:
    mine, theirs = tmp_path / "mine", tmp_path / "theirs"
    made(mine, None)
    made(theirs, None)
    body, foreign = (msgspec.json.decode(path.read_bytes())["keyfile"] for path in (mine, theirs))

    mine.write_bytes(with_body({**body, "device": foreign["device"]}))
    with pytest.raises(Damaged):
        keyfile.unlock(mine, PASSPHRASE, None)
    mine.write_bytes(with_body({**body, "vote": body["device"]}))
    with pytest.raises(Damaged):
        keyfile.open_vote_key(mine, PASSPHRASE, None)


def test_a_full_disk_keeps_the_old_passphrase(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    unlocked, _ = made(path, None)

    def no_room(descriptor: int) -> None:
        raise OSError(errno.ENOSPC, "no room")

    with monkeypatch.context() as broken:
        broken.setattr(os, "fsync", no_room)
        with pytest.raises(Full):
            keyfile.change_passphrase(path, PASSPHRASE, OTHER, None)

    assert keyfile.unlock(path, PASSPHRASE, None) == unlocked
    assert list(path.parent.iterdir()) == [path]


def test_the_keyring_keeps_a_secret_and_a_counter_that_only_grows(ring: Ring) -> None:
    assert ring.read() is None
    ring.write(Secret(b"s" * 32))
    assert ring.read() == Secret(b"s" * 32, 0, "")

    ring.bump(5, "2026-03-01T08:00:00Z")
    assert ring.read() == Secret(b"s" * 32, 5, "2026-03-01T08:00:00Z")
    ring.bump(4, "2026-03-01T09:00:00Z")
    assert ring.read() == Secret(b"s" * 32, 5, "2026-03-01T09:00:00Z")
    ring.bump(6, "2026-02-01T09:00:00Z")
    assert ring.read() == Secret(b"s" * 32, 6, "2026-03-01T09:00:00Z")


def test_what_was_erased_is_gone_and_may_be_erased_again(ring: Ring) -> None:
    ring.write(Secret(b"s" * 32, 7))

    ring.erase()
    ring.erase()

    assert ring.read() is None
    with pytest.raises(KeyringGone):
        ring.bump(8, "")


def test_profiles_do_not_see_each_others_secrets(ring: Ring) -> None:
    ring.write(Secret(b"s" * 32))

    assert Ring(new_id()).read() is None
    assert Ring(ring._profile_id, "another.service").read() is None


PLAIN = [InPlainFiles, keyring.backends.null.Keyring, keyring.backends.fail.Keyring]


@pytest.mark.parametrize("kind", PLAIN, ids=lambda kind: kind.__module__)
def test_a_keyring_that_keeps_nothing_or_keeps_it_readable_counts_as_none(
    kind: type[keyring.backend.KeyringBackend], ring: Ring
) -> None:
    assert Ring.available()
    keyring.set_keyring(kind())

    assert not Ring.available()
    for use in (ring.read, ring.erase, lambda: ring.write(Secret(b"s" * 32)), lambda: ring.bump(1, "")):
        with pytest.raises(KeyringGone):
            use()
    assert InPlainFiles.kept == {}


def test_out_of_a_chain_only_the_systems_own_keyring_is_used(ring: Ring, monkeypatch: pytest.MonkeyPatch) -> None:
    chain = keyring.backends.chainer.ChainerBackend
    real, plain = keyring.get_keyring(), InPlainFiles()  # type: ignore[no-untyped-call]
    keyring.set_keyring(chain())  # type: ignore[no-untyped-call]

    monkeypatch.setattr(chain, "backends", [plain, real])
    assert Ring.available()
    ring.write(Secret(b"s" * 32))
    assert real.get_password(keyfile.SERVICE, ring._profile_id) is not None
    assert InPlainFiles.kept == {}

    for nothing in ([plain], []):
        monkeypatch.setattr(chain, "backends", nothing)
        assert not Ring.available()


def test_a_setting_that_names_no_keyring_counts_as_none(monkeypatch: pytest.MonkeyPatch) -> None:
    for wrong in ("no.such.Keyring", "", "keyring.backends.SecretService.Nothing"):
        monkeypatch.setattr(keyring.core, "_keyring_backend", None)
        monkeypatch.setenv("PYTHON_KEYRING_BACKEND", wrong)
        assert not Ring.available()


def test_a_computer_without_a_message_bus_has_no_keyring(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    before = keyring.get_keyring()
    keyring.set_keyring(keyring.backends.SecretService.Keyring())  # type: ignore[no-untyped-call]
    monkeypatch.setenv("DBUS_SESSION_BUS_ADDRESS", f"unix:path={tmp_path}/none")
    try:
        assert not Ring.available()
        with pytest.raises(KeyringGone):
            Ring("p1").read()
    finally:
        keyring.set_keyring(before)
