"""The keyfile and the computer's keyring: what opens the vault, and nothing else does (DESIGN 6).

Both secrets are needed: a copied disk is useless without the keyring, a stolen session without the passphrase.
A keyring that would keep the secret readable on disk counts as none.
"""

import base64
import hashlib
import os
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

import keyring
import keyring.backend
import keyring.errors
import msgspec
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from ecabinet_desktop.crypto import codes, signing
from ecabinet_desktop.errors import Damaged, Full, KeyringGone, Refused, WrongPassphrase

KEY_BYTES = 32
NONCE = 12
SHORTEST = 10
SHORTEST_ALONE = 16
"""Signs of a passphrase when no keyring shares the burden."""
SERVICE = "org.ecabinet.Desktop"


class Cost(msgspec.Struct, frozen=True, kw_only=True):
    """What one guess costs: Argon2id's memory in KiB, passes and lanes (0.5–1 s by default)."""

    memory: int = 256 * 1024
    passes: int = 3
    lanes: int = 4


class Secret(NamedTuple):
    """What the keyring keeps for one profile: 32 random bytes, and how far the vault had come when last told."""

    value: bytes
    counter: int = 0
    server_time: str = ""


class Slot(msgspec.Struct, frozen=True, kw_only=True):
    """A way to the master key: salt for the derivation, and the master key under the result."""

    salt: bytes
    wrapped: bytes


class PassphraseSlot(Slot, frozen=True, kw_only=True):
    """Slot 1; `has_keyring` says whether the keyring's secret is part of the derivation."""

    cost: Cost
    has_keyring: bool


class Keyfile(msgspec.Struct, frozen=True, kw_only=True):
    """The file: two slots, and the device's two signing keys, each sealed for its own use."""

    profile_id: str
    passphrase: PassphraseSlot
    recovery: Slot
    device: bytes
    vote: bytes
    version: int = 1


@dataclass(frozen=True, slots=True)
class Unlocked:
    """What an unlock yields. The vote key is not among it: it is opened per vote (`open_vote_key`)."""

    db_key: bytes
    device_seed: bytes
    has_keyring: bool


class Ring:
    """The door to the operating system's keyring, for one profile."""

    def __init__(self, profile_id: str, service: str = SERVICE) -> None:
        self._service = service
        self._profile_id = profile_id

    @staticmethod
    def available() -> bool:
        """True when a keyring that encrypts is there; never one that writes plain files."""
        backend = keyring.get_keyring()
        name = f"{type(backend).__module__}.{type(backend).__name__}".lower()
        if "alt" in name.split(".") or "fail" in name or "null" in name or "plaintext" in name:
            return False
        return backend.priority >= 1

    def read(self) -> Secret | None:
        """The profile's secret, None when the keyring has none; raises KeyringGone when it does not answer."""
        try:
            text = keyring.get_password(self._service, self._profile_id)
        except keyring.errors.KeyringError as error:
            raise KeyringGone(type(error).__name__) from error
        if text is None:
            return None
        try:
            value, counter, server_time = text.split(" ", 2)
            return Secret(base64.b64decode(value), int(counter), server_time)
        except ValueError as error:
            raise KeyringGone("unreadable secret") from error

    def write(self, secret: Secret) -> None:
        """Keep the secret; raises KeyringGone when the keyring refuses."""
        text = f"{base64.b64encode(secret.value).decode()} {secret.counter} {secret.server_time}"
        try:
            keyring.set_password(self._service, self._profile_id, text)
        except keyring.errors.KeyringError as error:
            raise KeyringGone(type(error).__name__) from error

    def bump(self, counter: int, server_time: str) -> None:
        """Move the counter forward, never back."""
        secret = self.read()
        if secret is not None and counter > secret.counter:
            self.write(secret._replace(counter=counter, server_time=server_time))

    def erase(self) -> None:
        """Forget the secret; nothing to do when there is none."""
        try:
            keyring.delete_password(self._service, self._profile_id)
        except keyring.errors.PasswordDeleteError:
            return
        except keyring.errors.KeyringError as error:
            raise KeyringGone(type(error).__name__) from error


def passphrase_problem(passphrase: str, *, has_keyring: bool) -> str | None:
    """Why a new passphrase will not do: "too_short", "too_simple", or None."""
    if len(passphrase) < (SHORTEST if has_keyring else SHORTEST_ALONE):
        return "too_short"
    return "too_simple" if len(set(passphrase)) < 5 else None


def create(path: Path, profile_id: str, passphrase: str, ring: Ring | None, cost: Cost) -> tuple[Unlocked, str]:
    """Make a keyfile with fresh keys; returns the open keys and the recovery code to print.

    `ring` is None on a computer without a keyring. Raises Refused for a weak passphrase, KeyringGone, Full.
    """
    problem = passphrase_problem(passphrase, has_keyring=ring is not None)
    if problem is not None:
        raise Refused(problem)
    secret = Secret(os.urandom(KEY_BYTES)) if ring is not None else None
    if ring is not None and secret is not None:
        ring.write(secret)
    master, code = os.urandom(KEY_BYTES), codes.new_code()
    slot = _passphrase_slot(master, passphrase, secret, cost)
    keyfile = Keyfile(
        profile_id=profile_id,
        passphrase=slot,
        recovery=_recovery_slot(master, code),
        device=_seal(_derive(master, "device"), signing.new_seed(), profile_id),
        vote=_seal(_derive(master, "vote"), signing.new_seed(), profile_id),
    )
    _write(path, keyfile)
    return _open(keyfile, master), code


def unlock(path: Path, passphrase: str, ring: Ring | None) -> Unlocked:
    """Open the keys. Takes as long as the cost says. Raises WrongPassphrase, KeyringGone, Damaged."""
    keyfile = _read(path)
    return _open(keyfile, _master(keyfile, passphrase, ring))


def open_vote_key(path: Path, passphrase: str, ring: Ring | None) -> bytes:
    """The vote key's seed for one signature, by the passphrase given afresh."""
    keyfile = _read(path)
    return _unseal(_derive(_master(keyfile, passphrase, ring), "vote"), keyfile.vote, keyfile.profile_id)


def change_passphrase(path: Path, old: str, new: str, ring: Ring | None) -> None:
    """Use another passphrase from now on; the recovery code stays good."""
    keyfile = _read(path)
    _rewrap(path, keyfile, _master(keyfile, old, ring), new, ring)


def unlock_with_recovery(path: Path, code: str, new_passphrase: str, ring: Ring | None) -> Unlocked:
    """Open by the printed recovery code and set a new passphrase (and keyring secret) with it.

    Raises WrongPassphrase for a code that is not this profile's, Refused("bad_code") for a mistyped one.
    """
    keyfile = _read(path)
    try:
        master = _unseal(_recovery_key(code, keyfile.recovery.salt), keyfile.recovery.wrapped, "recovery")
    except Damaged as error:
        raise WrongPassphrase("recovery code") from error
    _rewrap(path, keyfile, master, new_passphrase, ring)
    return _open(keyfile, master)


def needs_keyring(path: Path) -> bool:
    """True when the passphrase slot was made with a keyring's secret."""
    return _read(path).passphrase.has_keyring


def _master(keyfile: Keyfile, passphrase: str, ring: Ring | None) -> bytes:
    secret = None
    if keyfile.passphrase.has_keyring:
        secret = ring.read() if ring is not None else None
        if secret is None:
            raise KeyringGone("no secret for this profile")
    key = _passphrase_key(passphrase, keyfile.passphrase.salt, secret, keyfile.passphrase.cost)
    try:
        return _unseal(key, keyfile.passphrase.wrapped, "passphrase")
    except Damaged as error:
        raise WrongPassphrase from error


def _open(keyfile: Keyfile, master: bytes) -> Unlocked:
    return Unlocked(
        db_key=_derive(master, "db"),
        device_seed=_unseal(_derive(master, "device"), keyfile.device, keyfile.profile_id),
        has_keyring=keyfile.passphrase.has_keyring,
    )


def _rewrap(path: Path, keyfile: Keyfile, master: bytes, passphrase: str, ring: Ring | None) -> None:
    problem = passphrase_problem(passphrase, has_keyring=ring is not None)
    if problem is not None:
        raise Refused(problem)
    secret = None
    if ring is not None:
        secret = ring.read() or Secret(os.urandom(KEY_BYTES))
        ring.write(secret)
    slot = _passphrase_slot(master, passphrase, secret, keyfile.passphrase.cost)
    _write(path, msgspec.structs.replace(keyfile, passphrase=slot))


def _passphrase_slot(master: bytes, passphrase: str, secret: Secret | None, cost: Cost) -> PassphraseSlot:
    salt = os.urandom(KEY_BYTES)
    key = _passphrase_key(passphrase, salt, secret, cost)
    return PassphraseSlot(
        salt=salt, wrapped=_seal(key, master, "passphrase"), cost=cost, has_keyring=secret is not None
    )


def _recovery_slot(master: bytes, code: str) -> Slot:
    salt = os.urandom(KEY_BYTES)
    return Slot(salt=salt, wrapped=_seal(_recovery_key(code, salt), master, "recovery"))


def _passphrase_key(passphrase: str, salt: bytes, secret: Secret | None, cost: Cost) -> bytes:
    """Argon2id over the passphrase, then HKDF together with the keyring's secret."""
    text = unicodedata.normalize("NFC", passphrase).encode()
    stretched = Argon2id(
        salt=salt, length=KEY_BYTES, iterations=cost.passes, lanes=cost.lanes, memory_cost=cost.memory
    ).derive(text)
    return _hkdf(stretched + (secret.value if secret else b""), salt, "kek")


def _recovery_key(code: str, salt: bytes) -> bytes:
    return _hkdf(codes.decode(code), salt, "recovery")


def _derive(master: bytes, use: str) -> bytes:
    return _hkdf(master, None, use)


def _hkdf(secret: bytes, salt: bytes | None, use: str) -> bytes:
    return HKDF(hashes.SHA256(), KEY_BYTES, salt, f"ecab/keyfile/v1/{use}".encode()).derive(secret)


def _seal(key: bytes, plain: bytes, use: str) -> bytes:
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, use.encode())


def _unseal(key: bytes, sealed: bytes, use: str) -> bytes:
    try:
        return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], use.encode())
    except (InvalidTag, ValueError) as error:
        raise Damaged("keyfile") from error


def _read(path: Path) -> Keyfile:
    """The keyfile; a checksum tells a damaged file from a wrong passphrase."""
    try:
        digest, _, body = path.read_bytes().partition(b"\n")
        if hashlib.sha256(body).hexdigest().encode() != digest:
            raise Damaged("keyfile checksum")
        return msgspec.json.decode(body, type=Keyfile)
    except (OSError, msgspec.DecodeError) as error:
        raise Damaged("keyfile") from error


def _write(path: Path, keyfile: Keyfile) -> None:
    """Replace the keyfile in one step: a crash leaves the old one or the new one."""
    body = msgspec.json.encode(keyfile)
    draft = path.with_suffix(".new")
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(hashlib.sha256(body).hexdigest().encode() + b"\n" + body)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
        folder = os.open(path.parent, os.O_RDONLY)
        os.fsync(folder)
        os.close(folder)
    except OSError as error:
        draft.unlink(missing_ok=True)
        raise Full(type(error).__name__) from error
