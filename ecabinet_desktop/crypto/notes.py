"""Private notes: AES-256-GCM under the member's note key, bound to the note's id.

The key lies in the member's vault and nowhere else: whoever keeps the sealed note cannot read it.
"""

import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ecabinet_desktop.errors import Damaged

KEY_BYTES = 32
NONCE = 12


def new_note_key() -> bytes:
    """A member's note key."""
    return os.urandom(KEY_BYTES)


def seal_note(key: bytes, plain: bytes, note_id: str) -> bytes:
    """Encrypt a note; the result may be stored by anybody."""
    nonce = os.urandom(NONCE)
    return nonce + AESGCM(key).encrypt(nonce, plain, note_id.encode())


def open_note(key: bytes, sealed: bytes, note_id: str) -> bytes:
    """Decrypt a note; raises Damaged for another key, another note or altered bytes."""
    try:
        return AESGCM(key).decrypt(sealed[:NONCE], sealed[NONCE:], note_id.encode())
    except (InvalidTag, ValueError) as error:
        raise Damaged("note") from error
