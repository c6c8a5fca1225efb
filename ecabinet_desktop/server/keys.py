"""The server's own keys: files outside the database, readable by its user only.

Whoever has a copy of the database or of a backup has no paper's key: those are wrapped by `wrap.key`, which
neither contains.
"""

import hashlib
import hmac
import os
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ecabinet_desktop.crypto import signing
from ecabinet_desktop.errors import Damaged

NONCE_BYTES = 12


class ServerKeys:
    """The signing key and the wrapping key, made at the first start in `folder`."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self._signing = signing.load_or_create(folder / "signing.key")
        wrap_key = signing.load_or_create(folder / "wrap.key")
        self._wrap = AESGCM(wrap_key)
        self._nonce_key = hmac.digest(wrap_key, b"ecab/nonce/v1", hashlib.sha256)

    @property
    def public(self) -> bytes:
        """The Ed25519 public key that devices pin."""
        return signing.public_key(self._signing)

    def sign(self, data: bytes) -> bytes:
        """Sign receipts and the like."""
        return signing.sign(self._signing, data)

    def wrap(self, version_id: str, key: bytes) -> bytes:
        """A paper's key as the database keeps it, bound to its version."""
        nonce = os.urandom(NONCE_BYTES)
        return nonce + self._wrap.encrypt(nonce, key, version_id.encode())

    def unwrap(self, version_id: str, wrapped: bytes) -> bytes:
        """The key of a paper version; raises Damaged when it was wrapped by another server or for another."""
        try:
            return self._wrap.decrypt(wrapped[:NONCE_BYTES], wrapped[NONCE_BYTES:], version_id.encode())
        except (InvalidTag, ValueError) as error:
            raise Damaged("a wrapped paper key does not open") from error

    def seal_nonce(self, text: str) -> str:
        """A mark that shows later that this server made `text`."""
        return hmac.digest(self._nonce_key, text.encode(), hashlib.sha256).hex()
