"""The two slots of a keyfile: how a passphrase or a recovery code becomes the key around the master key.

Pure: bytes in, bytes out. Each key is derived for one use and named by it, so none opens what another closed.
"""

import hmac
import math
import os
import unicodedata
from collections.abc import Callable
from typing import Annotated

import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from ecabinet_desktop.crypto import codes
from ecabinet_desktop.errors import Damaged, KeyringGone, WrongPassphrase

KEY_BYTES = 32
NONCE = 12
SHORTEST = 10
SHORTEST_ALONE = 16
"""Signs of a passphrase when no keyring shares the burden."""
VARIETY = 5
"""Different signs a passphrase needs."""
QUICKEST, SLOWEST = 0.5, 1.0
"""Seconds an unlock may take on the computer where the keyfile is made."""
LEAST_MEMORY = 64 * 1024
"""KiB; RFC 9106 section 4, second recommended option (with three passes and four lanes)."""


class Cost(msgspec.Struct, frozen=True, kw_only=True):
    """What one guess costs: Argon2id's memory in KiB, passes and lanes (0.7 s by default on two cores)."""

    memory: Annotated[int, msgspec.Meta(ge=32, le=4 * 1024 * 1024)] = 256 * 1024
    passes: Annotated[int, msgspec.Meta(ge=1, le=64)] = 3
    lanes: Annotated[int, msgspec.Meta(ge=1, le=4)] = 4


class Slot(msgspec.Struct, frozen=True, kw_only=True):
    """A way to the master key: salt for the derivation, and the master key under the result."""

    salt: bytes
    wrapped: bytes


class PassphraseSlot(Slot, frozen=True, kw_only=True):
    """Slot 1; `ring_mark` tells the keyring's secret that is part of the derivation, empty when none is."""

    cost: Cost
    ring_mark: bytes

    @property
    def has_keyring(self) -> bool:
        return self.ring_mark != b""


def passphrase_problem(passphrase: str, *, has_keyring: bool) -> str | None:
    """Why a new passphrase will not do: "too_short", "too_simple", or None."""
    signs = unicodedata.normalize("NFC", passphrase)
    if len(signs) < (SHORTEST if has_keyring else SHORTEST_ALONE):
        return "too_short"
    return "too_simple" if len(set(signs)) < VARIETY else None


def calibrated(clock: Callable[[], float]) -> Cost:
    """The cost that makes one guess take 0.5–1 s on this computer; takes a second or two to find.

    `clock` counts seconds. Slower computers get less memory, down to 64 MiB; faster ones more passes.
    """
    cost = Cost()
    while True:
        started = clock()
        _stretched("", bytes(KEY_BYTES), cost)
        took = clock() - started
        if took <= SLOWEST or cost.memory <= LEAST_MEMORY:
            break
        cost = msgspec.structs.replace(cost, memory=cost.memory // 2)
    if took >= QUICKEST:
        return cost
    passes = math.ceil(cost.passes * QUICKEST / max(took, 0.05))
    return msgspec.structs.replace(cost, passes=passes)


def passphrase_slot(master: bytes, passphrase: str, ring_secret: bytes | None, cost: Cost) -> PassphraseSlot:
    """Slot 1 around the master key; `ring_secret` is None on a computer without a keyring."""
    salt = os.urandom(KEY_BYTES)
    return PassphraseSlot(
        salt=salt,
        wrapped=seal(_passphrase_key(passphrase, salt, ring_secret, cost), master, "passphrase"),
        cost=cost,
        ring_mark=b"" if ring_secret is None else _ring_mark(ring_secret),
    )


def open_passphrase_slot(slot: PassphraseSlot, passphrase: str, ring_secret: bytes | None) -> bytes:
    """The master key. Takes as long as the cost says. Raises WrongPassphrase, or KeyringGone at once."""
    if not slot.has_keyring:
        ring_secret = None
    elif ring_secret is None:
        raise KeyringGone("no secret for this profile")
    elif not hmac.compare_digest(_ring_mark(ring_secret), slot.ring_mark):
        raise KeyringGone("another secret under this profile's name")
    try:
        return unseal(_passphrase_key(passphrase, slot.salt, ring_secret, slot.cost), slot.wrapped, "passphrase")
    except Damaged as error:
        raise WrongPassphrase from error


def recovery_slot(master: bytes, code: str) -> Slot:
    """Slot 2 around the master key."""
    salt = os.urandom(KEY_BYTES)
    return Slot(salt=salt, wrapped=seal(_recovery_key(code, salt), master, "recovery"))


def open_recovery_slot(slot: Slot, code: str) -> bytes:
    """The master key. Raises Refused("bad_code") for a mistyped code, WrongPassphrase for another profile's."""
    try:
        return unseal(_recovery_key(code, slot.salt), slot.wrapped, "recovery")
    except Damaged as error:
        raise WrongPassphrase("recovery code") from error


def derive(master: bytes, use: str) -> bytes:
    """A key for one use."""
    return _hkdf(master, None, use)


def seal(key: bytes, plain: bytes, use: str) -> bytes:
    """AES-256-GCM with a random nonce in front, bound to its use."""
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, use.encode())


def unseal(key: bytes, sealed: bytes, use: str) -> bytes:
    """What `seal` closed; raises Damaged."""
    try:
        return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], use.encode())
    except (InvalidTag, ValueError) as error:
        raise Damaged("keyfile") from error


def _passphrase_key(passphrase: str, salt: bytes, ring_secret: bytes | None, cost: Cost) -> bytes:
    """Argon2id over the passphrase, then HKDF together with the keyring's secret."""
    return _hkdf(_stretched(passphrase, salt, cost) + (ring_secret or b""), salt, "kek")


def _stretched(passphrase: str, salt: bytes, cost: Cost) -> bytes:
    # The same passphrase arrives composed or decomposed, depending on the keyboard.
    text = unicodedata.normalize("NFC", passphrase).encode()
    return Argon2id(
        salt=salt, length=KEY_BYTES, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory
    ).derive(text)


def _ring_mark(ring_secret: bytes) -> bytes:
    """Tells one keyring secret from another and says nothing about it: 256 random bits cannot be guessed."""
    return _hkdf(ring_secret, None, "ring")


def _recovery_key(code: str, salt: bytes) -> bytes:
    return _hkdf(codes.decode(code), salt, "recovery")


def _hkdf(secret: bytes, salt: bytes | None, use: str) -> bytes:
    return HKDF(hashes.SHA256(), KEY_BYTES, salt, f"ecab/keyfile/v1/{use}".encode()).derive(secret)
