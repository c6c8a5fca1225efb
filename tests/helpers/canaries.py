"""Canaries: words no file may hold, and the finder that looks for them in every file of a folder.

The finder fails towards finding: half a word, in any encoding a program might write it in, is a leak.
"""

import base64
import json
import os
import secrets
import stat
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote

from ecabinet_desktop.domain.folding import fold

CONSONANTS, VOWELS, ENDS = "zxqwjfk", "ăâđêôơưáạảẵằợứẽĩỗ", "zxqwjfk"
"""Syllables no language has, with marks: what is found was written from what we planted."""
SYLLABLES = 6
MARKERS = {
    "a PDF": b"%PDF-1.",
    "an open database": b"SQLite format 3\x00",
    "a picture (PNG)": b"\x89PNG\r\n\x1a\n",
    "a picture (JPEG)": b"\xff\xd8\xff\xe0\x00\x10JFIF",
}
"""Compressed content hides its words: where such a file begins in plain, a paper, a store or a page lies open."""


def word() -> str:
    """A new word of eighteen letters, never written anywhere before."""
    made = (secrets.choice(CONSONANTS) + secrets.choice(VOWELS) + secrets.choice(ENDS) for _ in range(SYLLABLES))
    return "".join(made)


def forms(text: str) -> frozenset[bytes]:
    """Both halves of a word (an index may share beginnings), as typed, taken apart, folded and in capitals."""
    needles: set[bytes] = set()
    for half in (text[: len(text) // 2], text[len(text) // 2 :]):
        whole = unicodedata.normalize("NFC", half)
        for form in (whole, unicodedata.normalize("NFD", half), fold(half), whole.upper()):
            needles |= {form.encode(kind) for kind in ("utf-8", "utf-16-le", "utf-16-be")}
        needles |= {json.dumps(whole).strip('"').encode(), quote(whole).encode()}
        needles.add(repr(whole.encode())[2:-1].encode())
    return frozenset(needles)


def key_forms(key: bytes) -> frozenset[bytes]:
    """A key as bytes, in hexadecimal, and in base 64 wherever in a longer text it begins."""
    needles = {key, key.hex().encode(), key.hex().upper().encode()}
    for shift in range(3):
        inside = base64.b64encode(b"\0" * shift + key)[4 if shift else 0 : -4]
        needles |= {inside, inside.translate(bytes.maketrans(b"+/", b"-_"))}
    return frozenset(needles)


@dataclass(frozen=True, slots=True, order=True)
class Leak:
    """One file that holds what it must not; `where` is its path."""

    where: str
    what: str


@dataclass(slots=True)
class Looked:
    """What one look covered and found."""

    files: int = 0
    size: int = 0
    largest: dict[str, int] = field(default_factory=dict)
    leaks: set[Leak] = field(default_factory=set)


class Finder:
    """Looks for words and keys, each under the name of what it is: "the title of a meeting"."""

    def __init__(self, words: Mapping[str, str], keys: Mapping[str, bytes] | None = None) -> None:
        self._needles = [(name, needle) for name, text in words.items() for needle in forms(text)]
        self._needles += [(name, needle) for name, key in (keys or {}).items() for needle in key_forms(key)]
        self._needles += list(MARKERS.items())

    def look(self, root: Path, spared: Iterable[Path] = ()) -> Looked:
        """Every file under `root`, its name too, but for the folders `spared`."""
        looked = Looked()
        left_out = tuple(spared)
        for path in _files(root, left_out):
            name = str(path.relative_to(root))
            data = _content(path)
            looked.files += 1
            looked.size += len(data)
            looked.largest[name] = len(data)
            looked.leaks |= {Leak(name, what) for what in (*self.within(data), *self.within(os.fsencode(name)))}
        return looked

    def within(self, data: bytes) -> set[str]:
        """The names of what these bytes hold."""
        return {name for name, needle in self._needles if needle in data}

    def unlinked(self, pid: int) -> set[Leak]:
        """Leaks in files that a process still writes although they have no name any more."""
        leaks: set[Leak] = set()
        for entry in Path(f"/proc/{pid}/fd").iterdir():
            try:
                target = str(entry.readlink())
                if not target.endswith(" (deleted)") or target.startswith("/memfd:"):
                    continue
                leaks |= {Leak(target, what) for what in self.within(entry.read_bytes())}
            except OSError:
                continue  # closed meanwhile, or no file
        return leaks


def _files(root: Path, spared: tuple[Path, ...]) -> Iterator[Path]:
    for folder, below, names in os.walk(root):
        below[:] = [name for name in below if Path(folder, name) not in spared]
        yield from (Path(folder, name) for name in sorted(names))


def _content(path: Path) -> bytes:
    """A file's bytes, a link's target; sockets have none, and a file may go while we look."""
    try:
        mode = path.lstat().st_mode
        if stat.S_ISLNK(mode):
            return os.fsencode(path.readlink())
        return path.read_bytes() if stat.S_ISREG(mode) else b""
    except FileNotFoundError:
        return b""
