"""Damages a PDF at random, the same way for the same seed: bits, chunks, numbers, names, objects and streams."""

import random
import re
import zlib
from collections.abc import Callable

_NUMBER = re.compile(rb"(?<![\w.])-?\d+(?:\.\d+)?")
_NAME = re.compile(rb"/[A-Za-z][\w.+-]*")
_OBJECT = re.compile(rb"\d+ \d+ obj\b(.*?)\bendobj", re.DOTALL)
_STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
_NUMBERS = (
    *(b"0", b"-1", b"1", b"255", b"65535", b"65536", b"2147483647", b"-2147483648", b"4294967295", b"9" * 30),
    *(b"0.0000001", b"1e30", b"-0.5", b"nan", b"99999999999999999999.9", b"14401", b"3 0 R", b"2 0 R"),
)
_TOKENS = (
    b"<<",
    b">>",
    b"[",
    b"]",
    b"(",
    b")",
    b"<",
    b"stream\n",
    b"endstream",
    b"endobj",
    b" R ",
    b"null",
    b"%%EOF",
)
MOST_OPEN = 4_000_000
"""Bytes that a stream is unpacked to."""
Damage = Callable[[random.Random, bytearray], bytearray]


def mutant(paper: bytes, seed: str) -> bytes:
    """The paper with one to four damages."""
    chance = random.Random(seed)
    data = bytearray(paper)
    for _ in range(chance.choice((1, 1, 1, 2, 2, 3, 4))):
        data = chance.choice(DAMAGES)(chance, data)
    if b"%PDF-" not in data[:1024]:  # what is no PDF at all is told at once and tries nothing
        data[:0] = b"%PDF-1.7\n"
    return bytes(data)


def flip_bits(chance: random.Random, data: bytearray) -> bytearray:
    """A few bits anywhere."""
    for _ in range(chance.choice((1, 3, 10, 100))):
        data[chance.randrange(len(data))] ^= 1 << chance.randrange(8)
    return data


def copy_chunk(chance: random.Random, data: bytearray) -> bytearray:
    """A piece once more, somewhere else."""
    start, end = _chunk(chance, data)
    at = chance.randrange(len(data))
    data[at:at] = data[start:end]
    return data


def delete_chunk(chance: random.Random, data: bytearray) -> bytearray:
    """A piece gone, often the end."""
    start, end = _chunk(chance, data)
    del data[start : len(data) if chance.random() < 0.2 else end]
    return data or bytearray(b"%PDF-")


def overwrite_chunk(chance: random.Random, data: bytearray) -> bytearray:
    """A piece of noise."""
    start, end = _chunk(chance, data)
    data[start:end] = chance.randbytes(end - start)
    return data


def replace_numbers(chance: random.Random, data: bytearray) -> bytearray:
    """Numbers that no honest file holds."""
    for _ in range(chance.choice((1, 2, 5))):
        found = _near(chance, _NUMBER, data)
        if found is not None:
            data[found.start() : found.end()] = chance.choice(_NUMBERS)
    return data


def replace_name(chance: random.Random, data: bytearray) -> bytearray:
    """A name of the file in another's place."""
    one, other = _near(chance, _NAME, data), _near(chance, _NAME, data)
    if one is not None and other is not None:
        data[one.start() : one.end()] = other.group()
    return data


def insert_token(chance: random.Random, data: bytearray) -> bytearray:
    """A piece of syntax where none belongs."""
    at = chance.randrange(len(data))
    data[at:at] = chance.choice(_TOKENS) * chance.choice((1, 1, 50))
    return data


def swap_objects(chance: random.Random, data: bytearray) -> bytearray:
    """Two objects under each other's number."""
    found = list(_OBJECT.finditer(data))
    if len(found) < 2:
        return data
    one, other = sorted(chance.sample(found, 2), key=re.Match.start)
    first, second = bytes(one.group(1)), bytes(other.group(1))
    data[other.start(1) : other.end(1)] = first
    data[one.start(1) : one.end(1)] = second
    return data


def damage_stream(chance: random.Random, data: bytearray) -> bytearray:
    """The packed bytes of a stream, changed."""
    found = _any_stream(chance, data)
    if found is None:
        return data
    data[found.start(1) : found.end(1)] = flip_bits(chance, bytearray(found.group(1)))
    return data


def damage_content(chance: random.Random, data: bytearray) -> bytearray:
    """A stream unpacked, changed, and packed again, so that the change is reached."""
    found = _any_stream(chance, data)
    if found is None:
        return data
    try:
        content = bytearray(zlib.decompressobj().decompress(bytes(found.group(1)), MOST_OPEN))
    except zlib.error:
        return data
    if not content:
        return data
    changed = chance.choice((replace_numbers, replace_name, insert_token, copy_chunk, flip_bits))(chance, content)
    data[found.start(1) : found.end(1)] = zlib.compress(bytes(changed))
    return data


DAMAGES: tuple[Damage, ...] = (
    flip_bits,
    copy_chunk,
    delete_chunk,
    overwrite_chunk,
    replace_numbers,
    replace_numbers,
    replace_name,
    insert_token,
    swap_objects,
    damage_stream,
    damage_content,
    damage_content,
)


def _chunk(chance: random.Random, data: bytearray) -> tuple[int, int]:
    start = chance.randrange(len(data))
    return start, min(len(data), start + chance.choice((1, 4, 16, 256, 4096, 65_536)))


def _near(chance: random.Random, what: re.Pattern[bytes], data: bytearray) -> re.Match[bytes] | None:
    """The first find after a random place, half the time near the end, where tables and catalogues stand."""
    start = chance.randrange(len(data))
    if chance.random() < 0.5:
        start = max(0, len(data) - 1 - chance.randrange(min(len(data), 8192)))
    return what.search(data, start) or what.search(data)


def _any_stream(chance: random.Random, data: bytearray) -> re.Match[bytes] | None:
    found = [each for each in _STREAM.finditer(data) if each.group(1)]
    return chance.choice(found) if found else None
