"""Ed25519 signatures: devices, votes and the server's receipts.

Messages are signed and verified as the exact bytes that are kept, never as something serialised again.
"""

import os
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from ecabinet_desktop.crypto.private import create_private, translated
from ecabinet_desktop.errors import Damaged

SEED_BYTES = 32
"""Of a secret key, which stands for itself: the public key follows from it."""


def new_seed() -> bytes:
    """A new secret key."""
    return os.urandom(SEED_BYTES)


def public_key(seed: bytes) -> bytes:
    """The 32-byte public key of a seed."""
    return Ed25519PrivateKey.from_private_bytes(seed).public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)


def sign(seed: bytes, message: bytes) -> bytes:
    """The 64-byte signature of `message`."""
    return Ed25519PrivateKey.from_private_bytes(seed).sign(message)


def verify(public: bytes, message: bytes, signature: bytes) -> bool:
    """True when `signature` over exactly `message` was made with the key of `public`."""
    try:
        Ed25519PublicKey.from_public_bytes(public).verify(signature, message)
    except (InvalidSignature, ValueError):
        return False
    return True


def load_or_create(path: Path) -> bytes:
    """The seed in a file of mode 0600, made when there is none.

    Raises Damaged for a file that cannot be read or has another size: a key is never made anew in the place of a
    broken one, since every device pins the old one. Raises Full.
    """
    try:
        if not path.exists():
            create_private(path, new_seed())
        if os.name == "posix" and path.stat().st_mode & 0o077:
            path.chmod(0o600)
        seed = path.read_bytes()
    except OSError as error:
        raise translated(error) from error
    if len(seed) != SEED_BYTES:
        raise Damaged("signing key file")
    return seed
