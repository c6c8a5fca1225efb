"""Ed25519 signatures: devices, votes and the server's receipts. A seed is 32 secret bytes."""

import os
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from ecabinet_desktop.errors import Damaged

SEED_BYTES = 32


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
    """The seed in a file of mode 0600, made when there is none; raises Damaged for a file of another size."""
    try:
        seed = path.read_bytes()
    except FileNotFoundError:
        seed = new_seed()
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "wb") as file:
            file.write(seed)
            file.flush()
            os.fsync(file.fileno())
    if len(seed) != SEED_BYTES:
        raise Damaged("signing key file")
    return seed
