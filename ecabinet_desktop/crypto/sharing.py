"""Notes for others: HPKE (RFC 9180) to each reader's key; whoever keeps them in between cannot read them.

A person's key pair for this comes out of their note key, so that it lies nowhere else and moves with it.
"""

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, hpke
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from ecabinet_desktop.errors import Damaged

PUBLIC_BYTES = 32
_LABEL = b"ecab/note-sharing/v1"
_SUITE = hpke.Suite(hpke.KEM.X25519, hpke.KDF.HKDF_SHA256, hpke.AEAD.AES_256_GCM)


def sharing_public(note_key: bytes) -> bytes:
    """The public half, 32 bytes: others seal notes to it."""
    return _private(note_key).public_key().public_bytes_raw()


def seal_for(public: bytes, plain: bytes, context: str) -> bytes:
    """Seal for one reader; `context` names note and author and must be the same on opening. Raises Damaged."""
    try:
        return _SUITE.encrypt(plain, X25519PublicKey.from_public_bytes(public), info=_info(context))
    except ValueError as error:
        raise Damaged("reader's key") from error


def open_shared(note_key: bytes, sealed: bytes, context: str) -> bytes:
    """Open what was sealed for the holder of this note key; raises Damaged for everybody else."""
    try:
        return _SUITE.decrypt(sealed, _private(note_key), info=_info(context))
    except (InvalidTag, ValueError) as error:
        raise Damaged("shared note") from error


def _private(note_key: bytes) -> X25519PrivateKey:
    derived = HKDF(algorithm=hashes.SHA256(), length=32, salt=None, info=_LABEL).derive(note_key)
    return X25519PrivateKey.from_private_bytes(derived)


def _info(context: str) -> bytes:
    return _LABEL + b"\n" + context.encode()
