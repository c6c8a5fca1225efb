"""Papers sealed once: C2SP chunked encryption, instance Cobblestone-256 (AES-256-GCM, HKDF-Expand with SHA-512).

The library seals and opens whole papers; `ChunkChecker`, written from c2sp.org/chunked-encryption,
only checks chunks of a download from the middle. Each checks the other in the tests. The context is the paper
version's id.
"""

import hashlib
import hmac
import os
from dataclasses import dataclass
from typing import BinaryIO

from cryptography.cobblestone import Cobblestone256Decryptor, Cobblestone256Encryptor
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from ecabinet_desktop.errors import Damaged

KEY_BYTES = 32
CHUNK = 16 * 1024
TAG = 16
HEADER = 56
"""Salt (24 bytes) and key commitment (32 bytes)."""
SALT = 24
SEALED_CHUNK = CHUNK + TAG
NONCE = 12
READ = 64 * SEALED_CHUNK

_LABEL = b"c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\x00"


@dataclass(frozen=True, slots=True)
class SealedFile:
    """Hex SHA-256 and size in bytes of a sealed file."""

    sha256: str
    size: int


def new_key() -> bytes:
    """A random key for one paper version."""
    return os.urandom(KEY_BYTES)


def sealed_size(plain_size: int) -> int:
    """Bytes of the sealed form of a file of `plain_size` bytes."""
    return HEADER + plain_size + TAG * (plain_size // CHUNK + 1)


def seal(plain: bytes, key: bytes, context: str) -> bytes:
    """Seal bytes in memory."""
    encryptor = Cobblestone256Encryptor(key, context.encode())
    return encryptor.update(plain) + encryptor.finalize()


def unseal(sealed: bytes, key: bytes, context: str) -> bytes:
    """Open sealed bytes in memory; raises Damaged for anything but exactly what was sealed."""
    decryptor = Cobblestone256Decryptor(key, context.encode())
    try:
        return decryptor.update(sealed) + decryptor.finalize()
    except (InvalidTag, ValueError) as error:
        raise Damaged("sealed bytes") from error


def seal_stream(source: BinaryIO, target: BinaryIO, key: bytes, context: str) -> SealedFile:
    """Seal a file of any size with little memory."""
    encryptor = Cobblestone256Encryptor(key, context.encode())
    digest = hashlib.sha256()
    size = 0

    def put(data: bytes) -> None:
        nonlocal size
        target.write(data)
        digest.update(data)
        size += len(data)

    while data := source.read(READ):
        put(encryptor.update(data))
    put(encryptor.finalize())
    return SealedFile(digest.hexdigest(), size)


def unseal_stream(source: BinaryIO, key: bytes, context: str) -> bytearray:
    """Open a sealed file into memory; raises Damaged."""
    decryptor = Cobblestone256Decryptor(key, context.encode())
    plain = bytearray()
    try:
        while data := source.read(READ):
            plain += decryptor.update(data)
        plain += decryptor.finalize()
    except (InvalidTag, ValueError) as error:
        raise Damaged("sealed bytes") from error
    return plain


class ChunkChecker:
    """Checks single chunks of one sealed file, from anywhere in it. Raises Damaged when the header is not its."""

    def __init__(self, key: bytes, context: str, header: bytes) -> None:
        if len(header) != HEADER:
            raise Damaged("sealed header")
        info = _LABEL + header[:SALT] + context.encode()
        derived = HKDFExpand(hashes.SHA512(), KEY_BYTES + NONCE + 32, info).derive(key)
        if not hmac.compare_digest(derived[KEY_BYTES + NONCE :], header[SALT:]):
            raise Damaged("sealed commitment")
        self._aead = AESGCM(derived[:KEY_BYTES])
        self._base = int.from_bytes(derived[KEY_BYTES : KEY_BYTES + NONCE], "big")

    def is_good(self, index: int, sealed_chunk: bytes) -> bool:
        """True when `sealed_chunk` is chunk number `index` (0 first) as it was sealed."""
        nonce = (self._base ^ index).to_bytes(NONCE, "big")
        try:
            self._aead.decrypt(nonce, sealed_chunk, None)
        except InvalidTag:
            return False
        return True


def verified_prefix(file: BinaryIO, key: bytes, context: str, total: int | None = None) -> int:
    """How many bytes from the start of a partial sealed file are good, in whole chunks.

    The short final chunk counts only when the sealed size `total` is known. 0 when even the header is wrong: the
    download starts again.
    """
    file.seek(0)
    header = file.read(HEADER)
    try:
        checker = ChunkChecker(key, context, header)
    except Damaged:
        return 0
    good = HEADER
    index = 0
    while chunk := file.read(SEALED_CHUNK):
        is_final = total is not None and good + len(chunk) == total and TAG <= len(chunk) < SEALED_CHUNK
        if (len(chunk) < SEALED_CHUNK and not is_final) or not checker.is_good(index, chunk):
            break
        good += len(chunk)
        index += 1
    return good
