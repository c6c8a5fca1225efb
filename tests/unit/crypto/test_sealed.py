"""Sealed papers: the library and our checker, written from the specification, watch each other."""

import hashlib
import io
import tempfile
from pathlib import Path

import msgspec
import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand
from ecabinet_desktop.crypto import sealed
from ecabinet_desktop.crypto.sealed import CHUNK, HEADER, SEALED_CHUNK, TAG, ChunkChecker, verified_prefix
from ecabinet_desktop.errors import Damaged
from hypothesis import example, given
from hypothesis import strategies as st

DATA = Path(__file__).parents[2] / "data" / "sealed"
KEY = bytes(range(32))
VERSION = "0a1b2c3d4e5f6g7h8j9k0m1n2p"
BOUNDARIES = [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK - 1, 2 * CHUNK, 2 * CHUNK + 1, 3 * CHUNK]


class Vector(msgspec.Struct):
    """One file of tests/data/sealed."""

    file: str
    key: str
    context: str
    plain_size: int
    plain_sha256: str
    sealed_sha256: str


VECTORS = msgspec.json.decode((DATA / "vectors.json").read_bytes(), type=list[Vector])


def plain_of(size: int) -> bytes:
    """The same bytes every time, no two chunks alike."""
    blocks = (hashlib.sha256(number.to_bytes(4, "big")).digest() for number in range(size // 32 + 1))
    return b"".join(blocks)[:size]


def sealed_by_the_book(plain: bytes, key: bytes, context: str, salt: bytes) -> bytes:
    """c2sp.org/chunked-encryption, step by step, with a chosen salt."""
    info = b"c2sp.org/chunked-encryption@v1+AEAD_AES_256_GCM\0" + salt + context.encode()
    derived = HKDFExpand(hashes.SHA512(), 32 + 12 + 32, info).derive(key)
    aead, base, commitment = AESGCM(derived[:32]), derived[32:44], derived[44:]
    out = salt + commitment
    for number, start in enumerate(range(0, len(plain) // 16384 * 16384 + 1, 16384)):
        counter = number.to_bytes(12, "big")
        nonce = bytes(a ^ b for a, b in zip(base, counter, strict=True))
        out += aead.encrypt(nonce, plain[start : start + 16384], None)
    return out


def chunks_of(blob: bytes) -> list[bytes]:
    """Header first, then every sealed chunk."""
    return [blob[:HEADER], *(blob[at : at + SEALED_CHUNK] for at in range(HEADER, len(blob), SEALED_CHUNK))]


def prefix_of(blob: bytes, total: int | None = None, *, key: bytes = KEY, context: str = VERSION) -> int:
    return verified_prefix(io.BytesIO(blob), key, context, total)


@pytest.fixture(scope="module")
def paper() -> bytes:
    """Four chunks, the last one short."""
    return sealed.seal(plain_of(3 * CHUNK + 1234), KEY, VERSION)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.file)
def test_what_was_sealed_long_ago_still_opens(vector: Vector) -> None:
    blob, key = (DATA / vector.file).read_bytes(), bytes.fromhex(vector.key)
    assert hashlib.sha256(blob).hexdigest() == vector.sealed_sha256

    plain = sealed.unseal(blob, key, vector.context)

    assert len(plain) == vector.plain_size
    assert hashlib.sha256(plain).hexdigest() == vector.plain_sha256
    assert verified_prefix(io.BytesIO(blob), key, vector.context, len(blob)) == len(blob)


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector.file)
def test_the_specification_leads_to_the_same_bytes_as_the_library(vector: Vector) -> None:
    blob, key = (DATA / vector.file).read_bytes(), bytes.fromhex(vector.key)

    assert sealed_by_the_book(plain_of(vector.plain_size), key, vector.context, blob[:24]) == blob


def test_the_vectors_hold_every_boundary() -> None:
    assert {vector.plain_size for vector in VECTORS} >= {0, 1, CHUNK - 1, CHUNK, CHUNK + 1}


@given(size=st.integers(0, 4 * CHUNK), piece=st.integers(1, 3 * SEALED_CHUNK))
@example(size=0, piece=1 << 20)
@example(size=CHUNK - 1, piece=SEALED_CHUNK)
@example(size=CHUNK, piece=SEALED_CHUNK)
@example(size=CHUNK + 1, piece=SEALED_CHUNK)
@example(size=2 * CHUNK, piece=HEADER)
def test_library_and_checker_agree_on_every_size(size: int, piece: int) -> None:
    plain = plain_of(size)
    blob = sealed.seal(plain, KEY, VERSION)

    assert len(blob) == sealed.sealed_size(size)
    assert sealed.unseal(blob, KEY, VERSION) == plain
    assert sealed.unseal(sealed_by_the_book(plain, KEY, VERSION, b"s" * 24), KEY, VERSION) == plain
    assert prefix_of(blob, len(blob)) == len(blob)
    cut = blob[: min(piece, len(blob) - 1)]
    whole = max(0, len(cut) - HEADER) // SEALED_CHUNK * SEALED_CHUNK
    assert prefix_of(cut, len(blob)) == (HEADER + whole if len(cut) >= HEADER else 0)


@pytest.mark.parametrize("size", [*BOUNDARIES, 80 * CHUNK + 7])
def test_a_stream_gives_the_size_and_hash_of_what_it_wrote_and_opens_again(size: int) -> None:
    plain = plain_of(size)
    with tempfile.TemporaryFile() as target:
        facts = sealed.seal_stream(io.BytesIO(plain), target, KEY, VERSION)
        target.seek(0)
        blob = target.read()
        target.seek(0)
        opened = sealed.unseal_stream(target, KEY, VERSION)

    assert (facts.size, facts.sha256) == (len(blob), hashlib.sha256(blob).hexdigest())
    assert isinstance(opened, bytearray)
    assert opened == plain


def test_a_stream_is_read_from_a_bare_descriptor(tmp_path: Path) -> None:
    path = tmp_path / "paper"
    path.write_bytes(sealed.seal(plain_of(70_000), KEY, VERSION))

    with path.open("rb", buffering=0) as raw:
        assert sealed.unseal_stream(raw, KEY, VERSION) == plain_of(70_000)


def test_the_same_paper_is_never_sealed_to_the_same_bytes_twice() -> None:
    assert sealed.seal(b"paper", KEY, VERSION) != sealed.seal(b"paper", KEY, VERSION)
    assert len({sealed.new_key() for _ in range(20)}) == 20
    assert len(sealed.new_key()) == sealed.KEY_BYTES


def test_one_flipped_bit_anywhere_is_refused(paper: bytes) -> None:
    ends = [0, 23, 24, 55, len(paper) - 1]
    inside = [HEADER + n * SEALED_CHUNK + at for n in range(3) for at in (0, 1, CHUNK - 1, CHUNK, SEALED_CHUNK - 1)]
    for place in [*ends, *inside]:
        for bit in (0x01, 0x80):
            bad = bytearray(paper)
            bad[place] ^= bit
            with pytest.raises(Damaged):
                sealed.unseal(bytes(bad), KEY, VERSION)
            with pytest.raises(Damaged):
                sealed.unseal_stream(io.BytesIO(bad), KEY, VERSION)
            assert prefix_of(bytes(bad), len(paper)) == good_before(place)


def good_before(place: int) -> int:
    """Where the good chunks before a bad byte end."""
    return 0 if place < HEADER else HEADER + (place - HEADER) // SEALED_CHUNK * SEALED_CHUNK


def test_a_file_cut_anywhere_is_refused(paper: bytes) -> None:
    edges = {HEADER + n * SEALED_CHUNK + more for n in range(4) for more in (-1, 0, 1, TAG - 1, TAG, TAG + 1)}
    for length in sorted(edges | {0, 1, 24, 55, len(paper) - TAG, len(paper) - 1}):
        cut = paper[:length]
        with pytest.raises(Damaged):
            sealed.unseal(cut, KEY, VERSION)
        with pytest.raises(Damaged):
            sealed.unseal_stream(io.BytesIO(cut), KEY, VERSION)
        good = good_before(length)
        assert prefix_of(cut, len(paper)) == good
        assert prefix_of(cut) == good


def rearranged(paper: bytes) -> dict[str, bytes]:
    head, one, two, three, last = chunks_of(paper)
    other = chunks_of(sealed.seal(plain_of(3 * CHUNK + 1234), KEY, VERSION))
    return {
        "swapped": b"".join([head, two, one, three, last]),
        "repeated": b"".join([head, one, one, three, last]),
        "inserted": b"".join([head, one, one, two, three, last]),
        "left out": b"".join([head, one, three, last]),
        "last one first": b"".join([head, last, one, two, three]),
        "last one twice": b"".join([head, one, two, three, last, last]),
        "from another sealing": b"".join([head, one, other[2], three, last]),
        "another header": b"".join([other[0], one, two, three, last]),
        "something behind": paper + b"\0",
        "something before": b"\0" + paper,
    }


GOOD_CHUNKS = {"repeated": 1, "inserted": 1, "left out": 1, "from another sealing": 1, "last one twice": 3}
GOOD_CHUNKS |= {"something behind": 3}


@pytest.mark.parametrize("how", sorted(rearranged(sealed.seal(plain_of(3 * CHUNK + 1234), KEY, VERSION))))
def test_chunks_in_any_other_order_are_refused(paper: bytes, how: str) -> None:
    bad = rearranged(paper)[how]
    expected = GOOD_CHUNKS.get(how, 0) * SEALED_CHUNK + HEADER
    if how in ("another header", "something before"):
        expected = HEADER if how == "another header" else 0

    with pytest.raises(Damaged):
        sealed.unseal(bad, KEY, VERSION)
    with pytest.raises(Damaged):
        sealed.unseal_stream(io.BytesIO(bad), KEY, VERSION)
    assert prefix_of(bad, len(paper)) == expected


def test_a_paper_opens_only_with_its_key_and_as_itself(paper: bytes) -> None:
    for key, context in [(bytes(32), VERSION), (KEY, VERSION + "x"), (KEY, "")]:
        with pytest.raises(Damaged):
            sealed.unseal(paper, key, context)
        with pytest.raises(Damaged):
            ChunkChecker(key, context, paper[:HEADER])
        assert prefix_of(paper, len(paper), key=key, context=context) == 0


def test_a_chunk_is_checked_without_those_before_it(paper: bytes) -> None:
    checker = ChunkChecker(KEY, VERSION, paper[:HEADER])
    chunks = chunks_of(paper)[1:]

    for place, chunk in enumerate(chunks):
        assert [checker.is_good(index, chunk) for index in range(4)] == [index == place for index in range(4)]
    assert not checker.is_good(0, chunks[0][:-1])
    assert not checker.is_good(0, b"")


def test_a_short_header_is_damage() -> None:
    with pytest.raises(Damaged):
        ChunkChecker(KEY, VERSION, b"\0" * (HEADER - 1))
    assert prefix_of(b"") == 0


def test_the_last_chunk_counts_only_when_the_size_is_known(paper: bytes) -> None:
    before_last = HEADER + 3 * SEALED_CHUNK

    assert prefix_of(paper) == before_last
    assert prefix_of(paper, len(paper) + 1) == before_last
    assert prefix_of(paper, len(paper)) == len(paper)


def test_a_broken_download_continues_after_its_good_chunks(tmp_path: Path, paper: bytes) -> None:
    part = tmp_path / "paper.part"
    torn = bytearray(paper[: HEADER + 2 * SEALED_CHUNK + 500])
    torn[HEADER + SEALED_CHUNK + 9] ^= 1
    part.write_bytes(torn)

    with part.open("r+b") as file:
        good = verified_prefix(file, KEY, VERSION, len(paper))
        file.truncate(good)
        file.seek(good)
        file.write(paper[good:])

    assert good == HEADER + SEALED_CHUNK
    assert sealed.unseal(part.read_bytes(), KEY, VERSION) == plain_of(3 * CHUNK + 1234)
