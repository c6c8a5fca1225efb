"""Papers in two editions of which it is known, word by word, what became of what.

Each word of a source has a number; it is printed in the colour of that number, which changes nothing in how the
paper is set, so that where each word came to stand can be read from the page itself. The texts are those of the
sample government.
"""

import io
import os
import random
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from html import escape
from itertools import count, groupby
from pathlib import Path
from typing import Any

import pymupdf
from ecabinet_desktop.pdf import extract
from ecabinet_desktop.pdf.flow import Flow, flow
from ecabinet_desktop.pdf.protocol import Word

ROOT = Path(__file__).parents[2]
FONTS = ROOT / "resources" / "fonts"
DEMO = ROOT / "resources" / "demo"
ELSE = 0
"""The number of what belongs to no source: heads, feet, page numbers."""


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph ("p"), a heading ("h") or a row of a table ("r", with its words by cell)."""

    kind: str
    cells: tuple[tuple[tuple[int, str], ...], ...]

    @property
    def words(self) -> int:
        return sum(map(len, self.cells))


@dataclass(frozen=True, slots=True)
class Look:
    """How an edition is set."""

    face: str = "LiberationSerif-Regular.ttf"
    size: float = 13.0
    width: float = 595.0
    height: float = 842.0
    margin: float = 72.0
    head: str = ""


PLAIN = Look()
SANS = Look(face="BeVietnamPro-Regular.ttf", size=11.0, margin=60.0)
LETTER = Look(size=12.0, width=612.0, height=792.0, margin=64.0, head="Bản thứ hai")


@dataclass(frozen=True, slots=True)
class Edition:
    """A paper as it is: its words in order, and the number of each."""

    flow: Flow
    numbers: tuple[int, ...]


class Source:
    """Hands out numbers for words."""

    def __init__(self) -> None:
        self._next = count(1)

    def part(self, kind: str, *cells: str) -> Part:
        return Part(kind, tuple(tuple((next(self._next), word) for word in cell.split()) for cell in cells))

    def number(self) -> int:
        return next(self._next)

    def text(self, key: str) -> list[Part]:
        """The parts of one of the sample's papers."""
        body = (DEMO / "texts" / f"{key}.md").read_text(encoding="utf-8").partition("\n---\n")[2]
        made = []
        for line in body.splitlines():
            plain = re.sub(r"\*\*|(?<!\w)_|_(?!\w)", "", line).strip()
            if not plain or plain[0] in "!=" or re.fullmatch(r"[|\s\d%]+", plain):
                continue
            if plain.startswith("|"):
                made.append(self.part("r", *(cell.strip(" *") for cell in plain.strip("|").split("|"))))
            else:
                kind = "h" if plain[0] in "#@" else "p"
                made.append(self.part(kind, plain.lstrip("#@>~^<- ").replace(" | ", " ")))
        return made


def typeset(parts: Sequence[Part], look: Look = PLAIN) -> bytes:
    """The parts as a PDF, with the number of the page at the foot of each."""
    css = (
        f'@font-face{{font-family:F;src:url("{look.face}");}} body{{font-family:F;font-size:{look.size}pt}} '
        "p{margin:0 0 5pt 0;line-height:1.3;text-align:justify} h3{font-size:inherit;margin:6pt 0 5pt 0} "
        "table{border-collapse:collapse;width:100%} td{border:0.6px solid #444;padding:2px 4px}"
    )
    story = pymupdf.Story(_html(parts), user_css=css, archive=pymupdf.Archive(str(FONTS)))
    written = io.BytesIO()
    writer = pymupdf.DocumentWriter(written)
    area = pymupdf.Rect(look.margin, look.margin, look.width - look.margin, look.height - look.margin)
    more = 1
    while more:
        device = writer.begin_page(pymupdf.Rect(0, 0, look.width, look.height))
        more, _ = story.place(area)
        story.draw(device)
        writer.end_page()
    writer.close()
    document: Any = pymupdf.open(stream=written.getvalue(), filetype="pdf")
    for page in document:
        page.insert_text((look.width / 2, look.height - 36), str(page.number + 1), fontsize=11)
        if look.head:
            page.insert_text((look.margin, 36), f"{look.head}", fontsize=9, fontname="helv")
    return bytes(document.tobytes())


def _html(parts: Sequence[Part]) -> str:
    made = []
    for is_row, group in groupby(parts, key=lambda part: part.kind == "r"):
        if is_row:
            rows = ("".join(f"<td>{_cell(cell)}</td>" for cell in part.cells) for part in group)
            made.append(f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>")
        else:
            tags = {"h": "h3", "p": "p"}
            made += [f"<{tags[part.kind]}>{_cell(part.cells[0])}</{tags[part.kind]}>" for part in group]
    return "".join(made)


def _cell(words: Iterable[tuple[int, str]]) -> str:
    return " ".join(f'<span style="color:#{number:06x}">{escape(word)}</span>' for number, word in words)


def edition(data: bytes, folder: Path | None = None) -> Edition:
    """A typeset paper as the helper reads it (through a file in the folder; else as the library does, which is
    quicker), with the numbers read from the colours of the page."""
    pages = read_here(data) if folder is None else helped(data, folder)
    numbers: list[int] = []
    with pymupdf.open(stream=data, filetype="pdf") as document:
        for number, words in enumerate(pages):
            spans = _spans(document[number])
            numbers += [_colour(spans, word) for word in words]
    return Edition(flow(pages), tuple(numbers))


def helped(data: bytes, folder: Path) -> list[tuple[Word, ...]]:
    """The words of each page through the helper process."""
    path = folder / "edition.pdf"
    path.write_bytes(data)
    return [words for _, words in extract.pages_words(os.open(path, os.O_RDONLY), b"", "")]


def read_here(data: bytes) -> list[tuple[Word, ...]]:
    """The words of each page without a helper: the same for papers whose words stand apart by spaces."""
    with pymupdf.open(stream=data, filetype="pdf") as document:
        flags = pymupdf.TEXT_PRESERVE_WHITESPACE | pymupdf.TEXT_MEDIABOX_CLIP
        return [tuple(Word(*word[:7]) for word in page.get_text("words", flags=flags)) for page in document]


def _spans(page: Any) -> dict[int, list[tuple[Any, int]]]:
    """What is printed in which colour, by the points of height it covers."""
    found: dict[int, list[tuple[Any, int]]] = {}
    for block in page.get_text("dict")["blocks"]:
        for span in (span for line in block.get("lines", ()) for span in line["spans"] if span["text"].strip()):
            box = pymupdf.Rect(span["bbox"])
            for height in range(int(box.y0), int(box.y1) + 1):
                found.setdefault(height, []).append((box, span["color"]))
    return found


def _colour(spans: dict[int, list[tuple[Any, int]]], word: Word) -> int:
    at = pymupdf.Point((word.left + word.right) / 2, (word.top + word.bottom) / 2)
    return next((colour for box, colour in spans.get(int(at.y), ()) if box.contains(at)), ELSE)


Edit = Callable[[list[Part], Source, random.Random], list[Part]]


def reworded(share: float, depth: float) -> Edit:
    """A share of the paragraphs, and of each of these so many words, written otherwise."""

    def edit(parts: list[Part], source: Source, chance: random.Random) -> list[Part]:
        return [
            _rewritten(part, depth, source, chance) if part.kind != "h" and chance.random() < share else part
            for part in parts
        ]

    return edit


def deleted(share: float) -> Edit:
    """A share of the paragraphs taken out."""

    def edit(parts: list[Part], source: Source, chance: random.Random) -> list[Part]:
        return [part for part in parts if chance.random() >= share]

    return edit


def inserted(key: str, times: int, length: int) -> Edit:
    """At so many places so many paragraphs of another paper."""

    def edit(parts: list[Part], source: Source, chance: random.Random) -> list[Part]:
        made = list(parts)
        for _ in range(times):
            at = chance.randrange(len(made))
            made[at:at] = source.text(key)[:length]
        return made

    return edit


def renumbered(parts: list[Part], source: Source, chance: random.Random) -> list[Part]:
    """Sections, articles, tables and years counted on by one."""
    return [
        replace(part, cells=tuple(tuple(_next(word, source) for word in cell) for cell in part.cells))
        for part in parts
    ]


def moved(parts: list[Part], source: Source, chance: random.Random) -> list[Part]:
    """A third of the paper put before the others."""
    third = len(parts) // 3
    return [*parts[:2], *parts[-third:], *parts[2:-third]]


def redated(parts: list[Part], source: Source, chance: random.Random) -> list[Part]:
    """Some figures put right."""
    return [
        replace(
            part,
            cells=tuple(
                tuple(
                    _next(word, source) if word[1][:1].isdigit() and chance.random() < 0.05 else word
                    for word in cell
                )
                for cell in part.cells
            ),
        )
        for part in parts
    ]


def edited(parts: list[Part], edits: Sequence[Edit], source: Source, seed: int) -> list[Part]:
    """The parts after all edits; the same for the same seed."""
    chance = random.Random(seed)
    for edit in edits:
        parts = edit(parts, source, chance)
    return parts


_OTHERS = ("cân", "nhắc", "bước", "kế", "chủ", "rà", "soát", "đầy", "kịp", "thống", "cụ", "mọi", "nơi", "ngay")
_NUMBER = re.compile(r"\d+|(?<![A-Z])[IVX]+(?=[.)])")
_ROMAN = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")


def _rewritten(part: Part, depth: float, source: Source, chance: random.Random) -> Part:
    def rewrite(cell: tuple[tuple[int, str], ...]) -> tuple[tuple[int, str], ...]:
        made: list[tuple[int, str]] = []
        for number, word in cell:
            if chance.random() >= depth:
                made.append((number, word))
                continue
            how = chance.random()
            if how < 0.7:
                other = chance.choice([other for other in _OTHERS if other != word.lower().strip(",.;")])
                made.append((source.number(), other))
            if how < 0.2:
                made.append((source.number(), chance.choice(_OTHERS)))
        return tuple(made) or cell[:1]

    return replace(part, cells=tuple(rewrite(cell) if cell else cell for cell in part.cells))


def _next(word: tuple[int, str], source: Source) -> tuple[int, str]:
    """A number counted on by one; it is another word then."""
    found = _NUMBER.search(word[1])
    if found is None:
        return word
    shown = found.group()
    after = (
        str(int(shown) + 1)
        if shown.isdigit()
        else _ROMAN[(_ROMAN.index(shown) + 1) % 12]
        if shown in _ROMAN
        else ""
    )
    return (source.number(), word[1][: found.start()] + after + word[1][found.end() :]) if after else word


def cut(data: bytes, other: bytes, seed: int, most: int = 100) -> tuple[Edition, Edition]:
    """A finished PDF and a second edition made of it with scissors: pages out, pages of another paper in, passages
    taken off the page. What stayed stands where it stood on its page, which is the truth."""
    chance = random.Random(seed)
    with (
        pymupdf.open(stream=data, filetype="pdf") as document,
        pymupdf.open(stream=other, filetype="pdf") as second,
    ):
        document.select(range(min(most, document.page_count)))
        first = bytes(document.tobytes())
        kept = [number for number in range(document.page_count) if chance.random() > 0.06]
        document.select(kept)
        for number in chance.sample(range(len(kept)), k=max(1, len(kept) // 4)):
            _take_off(document[number], chance)
        order: list[int | None] = list(kept)
        for _ in range(max(1, len(kept) // 20)):
            at, page = chance.randrange(len(order) + 1), chance.randrange(second.page_count)
            document.insert_pdf(second, from_page=page, to_page=page, start_at=at)
            order.insert(at, None)
        later = bytes(document.tobytes())
    return _known(read_here(first), read_here(later), order)


def _take_off(page: Any, chance: random.Random) -> None:
    """Two blocks of a page less."""
    blocks = [block for block in page.get_text("blocks") if block[4].strip()]
    for block in chance.sample(blocks, k=min(2, len(blocks))):
        page.add_redact_annot(pymupdf.Rect(block[:4]))
    page.apply_redactions()


def _known(
    old: Sequence[Sequence[Word]], new: Sequence[Sequence[Word]], order: Sequence[int | None]
) -> tuple[Edition, Edition]:
    """Numbers for the words of both: the same where one stands in the same place of the same page."""
    fresh = count(1)
    first = []
    for page in old:
        here: dict[tuple[int, int, str], int] = {}  # words printed over each other are one
        first.append([here.setdefault(_spot(word), next(fresh)) for word in page])
    second = []
    for page, former in zip(new, order, strict=True):
        there = {} if former is None else {_spot(w): n for w, n in zip(old[former], first[former], strict=True)}
        second += [there.get(_spot(word)) or next(fresh) for word in page]
    return Edition(flow(old), tuple(n for page in first for n in page)), Edition(flow(new), tuple(second))


def _spot(word: Word) -> tuple[int, int, str]:
    return round(word.left), round(word.top), word.text


def published(old: str, new: str, folder: Path) -> tuple[Edition, Edition]:
    """Two versions of one of the sample's papers as they were published; their sources tell what was changed."""
    fresh = count(1)
    sources = [_source_words(old), _source_words(new)]
    numbers = [[next(fresh) for _ in sources[0]], [next(fresh) for _ in sources[1]]]
    for a, b, size in SequenceMatcher(None, *sources, autojunk=False).get_matching_blocks():
        numbers[1][b : b + size] = numbers[0][a : a + size]
    made = []
    for key, source, named in zip((old, new), sources, numbers, strict=True):
        pages = helped((DEMO / "papers" / f"{key}.pdf").read_bytes(), folder)
        found = [word.text for page in pages for word in page]
        known = [ELSE] * len(found)
        for a, b, size in SequenceMatcher(None, found, source, autojunk=False).get_matching_blocks():
            known[a : a + size] = named[b : b + size]
        made.append(Edition(flow(pages), tuple(known)))
    return made[0], made[1]


def _source_words(key: str) -> list[str]:
    return [word for part in Source().text(key) for cell in part.cells for _, word in cell]
