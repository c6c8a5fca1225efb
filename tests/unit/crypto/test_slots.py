"""How a passphrase or a code becomes a key, and what an unlock may cost."""

import hashlib
import hmac
import itertools
import unicodedata
from collections.abc import Callable

import msgspec
import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from ecabinet_desktop.crypto import codes, slots
from ecabinet_desktop.crypto.slots import LEAST_MEMORY, Cost, PassphraseSlot
from ecabinet_desktop.errors import Damaged, KeyringGone, Refused, WrongPassphrase

CHEAP = Cost(memory=32, passes=1, lanes=4)
MASTER = bytes(range(32))
RING = b"r" * 32
WORDS = "mặt trời mọc ở đằng đông"


def hkdf(secret: bytes, salt: bytes, info: bytes) -> bytes:
    """RFC 5869 with SHA-256 for one block, by hand."""
    pseudo_random = hmac.digest(salt or bytes(32), secret, hashlib.sha256)
    return hmac.digest(pseudo_random, info + b"\1", hashlib.sha256)


@pytest.mark.parametrize("ring_secret", [RING, None])
def test_slot_1_opens_with_its_passphrase_and_keyring(ring_secret: bytes | None) -> None:
    slot = slots.passphrase_slot(MASTER, WORDS, ring_secret, CHEAP)

    assert slot.has_keyring == (ring_secret is not None)
    assert slots.open_passphrase_slot(slot, WORDS, ring_secret) == MASTER
    for wrong in ("", WORDS + " ", WORDS.upper(), "mat troi moc o dang dong"):
        with pytest.raises(WrongPassphrase):
            slots.open_passphrase_slot(slot, wrong, ring_secret)


def test_slot_1_is_derived_as_the_design_says() -> None:
    slot = slots.passphrase_slot(MASTER, WORDS, RING, CHEAP)

    stretched = Argon2id(salt=slot.salt, length=32, iterations=1, lanes=4, memory_cost=32).derive(WORDS.encode())
    key = hkdf(stretched + RING, slot.salt, b"ecab/keyfile/v1/kek")

    assert AESGCM(key).decrypt(slot.wrapped[:12], slot.wrapped[12:], b"passphrase") == MASTER


def test_without_the_keyrings_secret_or_with_another_slot_1_says_so_at_once() -> None:
    dear = msgspec.structs.replace(
        slots.passphrase_slot(MASTER, WORDS, RING, CHEAP), cost=Cost(memory=4 * 1024 * 1024, passes=64)
    )

    for other in (None, b"q" * 32):
        with pytest.raises(KeyringGone):  # before the half hour that this cost would take
            slots.open_passphrase_slot(dear, WORDS, other)


def test_a_secret_in_the_keyring_does_not_matter_to_a_slot_made_without() -> None:
    slot = slots.passphrase_slot(MASTER, WORDS, None, CHEAP)

    assert slots.open_passphrase_slot(slot, WORDS, RING) == MASTER


def test_a_slot_that_was_told_to_forget_the_keyring_stays_shut() -> None:
    slot = msgspec.structs.replace(slots.passphrase_slot(MASTER, WORDS, RING, CHEAP), ring_mark=b"")

    with pytest.raises(WrongPassphrase):
        slots.open_passphrase_slot(slot, WORDS, None)


def test_composed_and_decomposed_letters_are_the_same_passphrase() -> None:
    composed, decomposed = unicodedata.normalize("NFC", WORDS), unicodedata.normalize("NFD", WORDS)
    assert composed != decomposed

    slot = slots.passphrase_slot(MASTER, decomposed, RING, CHEAP)

    assert slots.open_passphrase_slot(slot, composed, RING) == MASTER


def test_the_same_passphrase_never_makes_the_same_slot() -> None:
    one, two = (slots.passphrase_slot(MASTER, WORDS, RING, CHEAP) for _ in range(2))

    assert one.salt != two.salt
    assert one.wrapped != two.wrapped
    assert one.ring_mark == two.ring_mark
    assert RING not in one.ring_mark


def test_slot_2_opens_with_its_printed_code_as_people_type_it() -> None:
    code = codes.new_code()
    slot = slots.recovery_slot(MASTER, code)

    assert slots.open_recovery_slot(slot, code.lower().replace("-", " ")) == MASTER
    with pytest.raises(WrongPassphrase):
        slots.open_recovery_slot(slot, codes.new_code())
    with pytest.raises(Refused) as caught:
        slots.open_recovery_slot(slot, code[:-4])
    assert caught.value.code == "bad_code"


def test_no_slot_opens_what_the_other_closed() -> None:
    code = codes.new_code()
    recovery = slots.recovery_slot(MASTER, code)
    passphrase = slots.passphrase_slot(MASTER, code, None, CHEAP)

    crossed = PassphraseSlot(salt=recovery.salt, wrapped=recovery.wrapped, cost=CHEAP, ring_mark=b"")
    with pytest.raises(WrongPassphrase):
        slots.open_passphrase_slot(crossed, code, None)
    with pytest.raises(WrongPassphrase):
        slots.open_recovery_slot(slots.Slot(salt=passphrase.salt, wrapped=passphrase.wrapped), code)


def test_a_sealed_key_opens_for_its_use_only_and_every_flipped_byte_is_refused() -> None:
    sealed = slots.seal(MASTER, b"seed", "device")

    assert slots.unseal(MASTER, sealed, "device") == b"seed"
    with pytest.raises(Damaged):
        slots.unseal(MASTER, sealed, "vote")
    for place in range(len(sealed)):
        bad = bytearray(sealed)
        bad[place] ^= 1
        with pytest.raises(Damaged):
            slots.unseal(MASTER, bytes(bad), "device")
        with pytest.raises(Damaged):
            slots.unseal(MASTER, sealed[:place], "device")


def test_keys_for_different_uses_differ() -> None:
    keys = [slots.derive(MASTER, use) for use in ("db", "device", "vote")]

    assert len({*keys, MASTER}) == 4
    assert keys[0] == hkdf(MASTER, b"", b"ecab/keyfile/v1/db")


@pytest.mark.parametrize(
    ("passphrase", "with_keyring", "without"),
    [
        ("", "too_short", "too_short"),
        ("abcdefghi", "too_short", "too_short"),
        ("abcdefghij", None, "too_short"),
        ("abcdefghijklmno", None, "too_short"),
        ("abcdefghijklmnop", None, None),
        ("aaaaaaaaaaaaaaaaaaaa", "too_simple", "too_simple"),
        ("abababcdcdcdabababab", "too_simple", "too_simple"),
        (unicodedata.normalize("NFD", "đậuphộng"), "too_short", "too_short"),
    ],
)
def test_a_passphrase_is_longer_where_no_keyring_helps(
    passphrase: str, with_keyring: str | None, without: str | None
) -> None:
    assert slots.passphrase_problem(passphrase, has_keyring=True) == with_keyring
    assert slots.passphrase_problem(passphrase, has_keyring=False) == without


def clock_of(*seconds: float) -> Callable[[], float]:
    """A clock for guesses that take these times."""
    times = iter(itertools.chain.from_iterable((0.0, took) for took in seconds))
    return lambda: next(times)


@pytest.mark.parametrize(
    ("took", "expected"),
    [
        ([0.7], Cost()),
        ([0.5], Cost()),
        ([1.0], Cost()),
        ([0.25], Cost(passes=6)),
        ([0.01], Cost(passes=30)),
        ([1.9, 0.95], Cost(memory=128 * 1024)),
        ([8.0, 4.0, 2.0], Cost(memory=LEAST_MEMORY)),
        ([1.2, 0.4], Cost(memory=128 * 1024, passes=4)),
    ],
)
def test_the_cost_fits_the_computer(took: list[float], expected: Cost, monkeypatch: pytest.MonkeyPatch) -> None:
    real = Argon2id
    # The scripted clock says how long a guess took, so the real work need not be done.
    monkeypatch.setattr(slots, "Argon2id", lambda **given: real(**{**given, "memory_cost": 32, "iterations": 1}))

    assert slots.calibrated(clock_of(*took)) == expected


def test_the_usual_cost_is_what_the_design_says() -> None:
    assert (Cost().memory, Cost().passes, Cost().lanes) == (256 * 1024, 3, 4)


@pytest.mark.parametrize(
    "field", [{"memory": 1 << 40}, {"memory": 0}, {"passes": 0}, {"passes": 1 << 20}, {"lanes": 0}]
)
def test_a_stored_cost_that_would_hang_the_computer_is_refused(field: dict[str, int]) -> None:
    with pytest.raises(msgspec.ValidationError):
        msgspec.json.decode(msgspec.json.encode(field), type=Cost)
