"""Codes that people read and type: one-time enrolment codes, printed recovery codes, six digits to compare.

Crockford's base 32 (no I, L, O, U) in groups of four with a check sign at the end, so that a slip of the pen is
noticed before anything is sent.
"""

import hashlib
import os
import unicodedata

from ecabinet_desktop.errors import Refused

CODE_BYTES = 16
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
_CHECKS = _LETTERS + "*~$=U"
_SLIPS = str.maketrans({"O": "0", "I": "1", "L": "1"})
_SIGNS = 26
_BETWEEN = {"Pd", "Zs", "Zl", "Zp", "Cc", "Cf"}
"""Unicode categories of dashes, spaces and invisible signs."""
GROUP = 4


def new_code() -> str:
    """A random 128-bit code in groups, such as a person types it."""
    return encode(os.urandom(CODE_BYTES))


def encode(data: bytes) -> str:
    """16 bytes as 26 letters and a check sign, in groups of four."""
    number = int.from_bytes(data, "big")
    text = "".join(_LETTERS[(number >> shift) & 31] for shift in range(5 * (_SIGNS - 1), -1, -5))
    text += _CHECKS[number % 37]
    return "-".join(text[start : start + GROUP] for start in range(0, len(text), GROUP))


def normalise(text: str) -> str:
    """The code as 27 signs without groups, common slips mended; raises Refused("bad_code")."""
    # Whatever a mail, a PDF or a keyboard put between the groups: dashes, spaces, hidden signs.
    kept = (c for c in text.upper() if c not in "._" and unicodedata.category(c) not in _BETWEEN)
    signs = "".join(kept).translate(_SLIPS)
    if len(signs) != _SIGNS + 1 or any(c not in _LETTERS for c in signs[:-1]):
        raise Refused("bad_code")
    number = 0
    for sign in signs[:-1]:
        number = number << 5 | _LETTERS.index(sign)
    if number >> (8 * CODE_BYTES) or _CHECKS[number % 37] != signs[-1]:
        raise Refused("bad_code")
    return signs


def decode(text: str) -> bytes:
    """The 16 bytes of a code; raises Refused("bad_code")."""
    number = 0
    for sign in normalise(text)[:-1]:
        number = number << 5 | _LETTERS.index(sign)
    return number.to_bytes(CODE_BYTES, "big")


def code_hash(normalised: str) -> bytes:
    """What the server keeps of a code. A plain hash is enough: the code has 128 random bits."""
    return hashlib.sha256(b"ecab/code/v1\n" + normalised.encode()).digest()


def six_digits(device_public: bytes, vote_public: bytes) -> str:
    """Six digits both sides show, such as "123 456"."""
    digest = hashlib.sha256(b"ecab/digits/v1\n" + device_public + vote_public).digest()
    number = int.from_bytes(digest[:8], "big") % 1_000_000
    return f"{number // 1000:03d} {number % 1000:03d}"
