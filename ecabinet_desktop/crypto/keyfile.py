"""The keyfile and the computer's keyring: what opens the vault, and nothing else does (DESIGN 6).

Both secrets are needed: a copied disk is useless without the keyring, a stolen session without the passphrase.
A keyring that would keep the secret readable on disk counts as none.
"""

import base64
import hashlib
import os
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple, TypeVar

import keyring
import keyring.backend
import msgspec

from ecabinet_desktop.crypto import codes, signing, slots
from ecabinet_desktop.crypto.private import create_private, write_private
from ecabinet_desktop.crypto.slots import KEY_BYTES, PassphraseSlot, Slot
from ecabinet_desktop.crypto.slots import Cost as Cost  # what a caller needs comes from here
from ecabinet_desktop.crypto.slots import calibrated as calibrated
from ecabinet_desktop.crypto.slots import passphrase_problem as passphrase_problem
from ecabinet_desktop.errors import Damaged, KeyringGone, Refused, TooOld

SERVICE = "org.ecabinet.Desktop"
VERSION = 1
KEYRINGS = {f"keyring.backends.{name}" for name in ("SecretService", "libsecret", "kwallet", "macOS", "Windows")}
"""The keyrings of operating systems, which encrypt what they keep. Anything else counts as none."""

if sys.platform != "darwin":
    # Every keyring's module is loaded to choose one. The Keychain's looks for Apple's libraries and for that runs
    # ldconfig, gcc and ld, with files in the temporary folder; here it is told at once that there are none.
    sys.modules.setdefault("keyring.backends.macOS.api", None)  # type: ignore[arg-type]

T = TypeVar("T")


class Secret(NamedTuple):
    """What the keyring keeps for one profile: 32 random bytes, and how far the vault had come when last told."""

    value: bytes
    counter: int = 0
    server_time: str = ""


class Keyfile(msgspec.Struct, frozen=True, kw_only=True):
    """The file: two slots, and the device's two signing keys, each sealed for its own use."""

    profile_id: str
    passphrase: PassphraseSlot
    recovery: Slot
    device: bytes
    vote: bytes
    version: int = VERSION


class _Sheet(msgspec.Struct, frozen=True):
    """What stands on the disk; the checksum tells a damaged file from a wrong passphrase."""

    sha256: str
    keyfile: msgspec.Raw


class _Dated(msgspec.Struct, frozen=True):
    """What every version of a keyfile has."""

    version: int


@dataclass(frozen=True, slots=True, repr=False)
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
        """True when a keyring that encrypts is there and answers; never one that writes plain files."""
        try:
            return bool(_backend().viable)
        except KeyringGone:
            return False

    def read(self) -> Secret | None:
        """The profile's secret, None when the keyring has none; raises KeyringGone when it does not answer."""
        text = _asked(lambda backend: backend.get_password(self._service, self._profile_id))
        if text is None:
            return None
        try:
            value, counter, server_time = text.split(" ", 2)
            secret = Secret(base64.b64decode(value, validate=True), int(counter), server_time)
        except ValueError as error:
            raise KeyringGone("unreadable secret") from error
        if len(secret.value) != KEY_BYTES:
            raise KeyringGone("unreadable secret")
        return secret

    def write(self, secret: Secret) -> None:
        """Keep the secret; raises KeyringGone when the keyring refuses."""
        text = f"{base64.b64encode(secret.value).decode()} {secret.counter} {secret.server_time}"
        _asked(lambda backend: backend.set_password(self._service, self._profile_id, text))

    def bump(self, counter: int, server_time: str) -> None:
        """Move the counter and the server's time (ISO 8601, UTC) forward, never back; raises KeyringGone."""
        secret = self.read()
        if secret is None:
            raise KeyringGone("no secret for this profile")
        later = Secret(secret.value, max(counter, secret.counter), max(server_time, secret.server_time))
        if later != secret:
            self.write(later)

    def erase(self) -> None:
        """Forget the secret; nothing to do when there is none. Raises KeyringGone when it does not answer."""

        def erase_from(backend: keyring.backend.KeyringBackend) -> None:
            if backend.get_password(self._service, self._profile_id) is not None:
                backend.delete_password(self._service, self._profile_id)

        _asked(erase_from)


def create(path: Path, profile_id: str, passphrase: str, ring: Ring | None, cost: Cost) -> tuple[Unlocked, str]:
    """Make a keyfile with fresh keys; returns the open keys and the recovery code to print.

    `ring` is None on a computer without a keyring. Raises Refused for a weak passphrase, and "profile_exists" when
    there is a keyfile, which is never replaced: set the old profile aside first. Raises KeyringGone, Full.
    """
    if path.exists():
        raise Refused("profile_exists")
    _refuse_weak(passphrase, ring)
    # The keyring first: a kill in between leaves a secret that opens nothing, not a keyfile nothing opens.
    secret = _fresh_secret(ring) if ring is not None else None
    master, code = os.urandom(KEY_BYTES), codes.new_code()
    keyfile = Keyfile(
        profile_id=profile_id,
        passphrase=slots.passphrase_slot(master, passphrase, secret, cost),
        recovery=slots.recovery_slot(master, code),
        device=slots.seal(slots.derive(master, "device"), signing.new_seed(), profile_id),
        vote=slots.seal(slots.derive(master, "vote"), signing.new_seed(), profile_id),
    )
    if not create_private(path, _encoded(keyfile)):
        raise Refused("profile_exists")
    return _open(keyfile, master), code


def unlock(path: Path, passphrase: str, ring: Ring | None) -> Unlocked:
    """Open the keys. Takes as long as the cost says. Raises WrongPassphrase, KeyringGone, Damaged, TooOld."""
    keyfile = _read(path)
    return _open(keyfile, _master(keyfile, passphrase, ring))


def open_vote_key(path: Path, passphrase: str, ring: Ring | None) -> bytes:
    """The vote key's seed for one signature, by the passphrase given afresh."""
    keyfile = _read(path)
    return _vote_seed(keyfile, _master(keyfile, passphrase, ring))


def change_passphrase(path: Path, old: str, new: str, ring: Ring | None) -> None:
    """Use another passphrase from now on; the recovery code stays good.

    With a `ring` where there was none before, the keyring shares the burden from now on.
    """
    keyfile = _read(path)
    _rewrap(path, keyfile, _master(keyfile, old, ring), new, ring)


def unlock_with_recovery(path: Path, code: str, new_passphrase: str, ring: Ring | None) -> Unlocked:
    """Open by the printed recovery code and set a new passphrase (and keyring secret) with it.

    Raises WrongPassphrase for a code that is not this profile's, Refused("bad_code") for a mistyped one, Refused
    for a weak passphrase; then nothing has changed.
    """
    keyfile = _read(path)
    master = slots.open_recovery_slot(keyfile.recovery, code)
    return _open(_rewrap(path, keyfile, master, new_passphrase, ring), master)


def needs_keyring(path: Path) -> bool:
    """True when the passphrase slot was made with a keyring's secret."""
    return _read(path).passphrase.has_keyring


def _master(keyfile: Keyfile, passphrase: str, ring: Ring | None) -> bytes:
    secret = ring.read() if ring is not None and keyfile.passphrase.has_keyring else None
    return slots.open_passphrase_slot(keyfile.passphrase, passphrase, secret.value if secret else None)


def _open(keyfile: Keyfile, master: bytes) -> Unlocked:
    return Unlocked(
        db_key=slots.derive(master, "db"),
        device_seed=slots.unseal(slots.derive(master, "device"), keyfile.device, keyfile.profile_id),
        has_keyring=keyfile.passphrase.has_keyring,
    )


def _vote_seed(keyfile: Keyfile, master: bytes) -> bytes:
    return slots.unseal(slots.derive(master, "vote"), keyfile.vote, keyfile.profile_id)


def _rewrap(path: Path, keyfile: Keyfile, master: bytes, passphrase: str, ring: Ring | None) -> Keyfile:
    _refuse_weak(passphrase, ring)
    secret = None
    if ring is not None:
        kept = _kept(ring)
        secret = kept.value if kept is not None else _fresh_secret(ring)
    slot = slots.passphrase_slot(master, passphrase, secret, keyfile.passphrase.cost)
    renewed = msgspec.structs.replace(keyfile, passphrase=slot)
    write_private(path, _encoded(renewed))
    return renewed


def _refuse_weak(passphrase: str, ring: Ring | None) -> None:
    problem = passphrase_problem(passphrase, has_keyring=ring is not None)
    if problem is not None:
        raise Refused(problem)


def _fresh_secret(ring: Ring) -> bytes:
    secret = Secret(os.urandom(KEY_BYTES))
    ring.write(secret)
    return secret.value


def _kept(ring: Ring) -> Secret | None:
    """The secret that is in the keyring, None for none or rubbish; a keyring that is away fails the next write."""
    try:
        return ring.read()
    except KeyringGone:
        return None


def _read(path: Path) -> Keyfile:
    """The keyfile; raises Damaged, or TooOld when a newer program wrote it."""
    try:
        sheet = msgspec.json.decode(path.read_bytes(), type=_Sheet)
        body = bytes(sheet.keyfile)
        if hashlib.sha256(body).hexdigest() != sheet.sha256:
            raise Damaged("keyfile checksum")
        if msgspec.json.decode(body, type=_Dated).version > VERSION:
            raise TooOld("keyfile")
        return msgspec.json.decode(body, type=Keyfile)
    except (OSError, msgspec.DecodeError) as error:
        raise Damaged("keyfile") from error


def _encoded(keyfile: Keyfile) -> bytes:
    body = msgspec.json.encode(keyfile)
    return msgspec.json.encode(_Sheet(hashlib.sha256(body).hexdigest(), msgspec.Raw(body)))


def _backend() -> keyring.backend.KeyringBackend:
    """The operating system's keyring, out of a chain if need be; raises KeyringGone when there is none."""
    try:
        chosen = keyring.get_keyring()
        for backend in getattr(chosen, "backends", [chosen]):
            if type(backend).__module__ in KEYRINGS:
                found: keyring.backend.KeyringBackend = backend
                return found
    except Exception as error:  # a setting that names no keyring raises whatever the import system has
        raise KeyringGone(type(error).__name__) from error
    raise KeyringGone("no keyring that encrypts")


def _asked(question: Callable[[keyring.backend.KeyringBackend], T]) -> T:
    """The keyring's answer. Its backends let the errors of D-Bus and of their own libraries through."""
    backend = _backend()
    try:
        return question(backend)
    except Exception as error:
        raise KeyringGone(type(error).__name__) from error
