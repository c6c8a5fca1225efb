"""Pages out of blocks: running text, tables whose heads repeat, page numbers, bookmarks, the same bytes each time.

Everything is laid out by pymupdf.Story with the fonts in resources/fonts; nothing is fetched and no clock is read.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from html import escape
from io import BytesIO
from pathlib import Path
from typing import Any

import pymupdf

FONTS = Path(__file__).parents[1] / "fonts"
PORTRAIT = pymupdf.Rect(0, 0, 595, 842)
LANDSCAPE = pymupdf.Rect(0, 0, 842, 595)
_ARCHIVE = pymupdf.Archive(str(FONTS))
_FACES = "".join(
    f'@font-face{{font-family:Paper;{style}src:url("LiberationSerif-{name}.ttf");}}'
    for name, style in (
        ("Regular", ""),
        ("Bold", "font-weight:bold;"),
        ("Italic", "font-style:italic;"),
        ("BoldItalic", "font-weight:bold;font-style:italic;"),
    )
)
CSS = (
    _FACES
    + """
body{font-family:Paper;font-size:13pt;margin:0;color:#000}
p{margin:0;line-height:1.32}
.text{text-align:justify;text-indent:28pt}
.plain{text-align:justify}
.dash{text-align:justify;text-indent:28pt}
.point{text-align:justify;text-indent:28pt}
.section{font-weight:bold;text-indent:28pt}
.chapter{font-weight:bold;text-align:center}
.centre{text-align:center}
.right{text-align:right;font-style:italic;font-size:11pt}
.caption{text-align:center;font-weight:bold;font-size:12pt}
.small{font-size:11pt}
.quote{font-style:italic;text-align:justify;margin-left:28pt;margin-right:28pt}
.cover{text-align:center;font-weight:bold;font-size:24pt;line-height:1.35}
.number{text-align:center;font-size:12pt}
table{border-collapse:collapse;width:100%}
td,th{border:0.6px solid #444;padding:2.5px 4px;font-size:10.5pt;line-height:1.15}
th{text-align:center;background-color:#ececec}
.num{text-align:right}
.mid{text-align:center}
.sum{font-weight:bold}
"""
)


@dataclass(frozen=True)
class Table:
    """Rows of text; `widths` are shares of the line, a row starting with `*` is set in bold."""

    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    widths: Sequence[int] = ()
    size: float = 10.5


@dataclass
class Composer:
    """Writes one paper, top to bottom. `overflows` counts blocks that could not be placed on a page."""

    box: Any = field(default_factory=lambda: pymupdf.Rect(PORTRAIT))
    left: float = 85
    right: float = 57
    top: float = 62
    bottom: float = 60
    first_number: int = 1
    overflows: int = 0

    def __post_init__(self) -> None:
        self._bytes = BytesIO()
        self._writer = pymupdf.DocumentWriter(self._bytes)
        self._device: Any = None
        self.page = -1
        self.y = 0.0
        self.outline: list[tuple[int, str, int]] = []
        self.rules: list[tuple[int, float, float, float]] = []
        self.labels: list[dict[str, Any]] = []
        self.numbered = True

    @property
    def width(self) -> float:
        """The length of a line."""
        return float(self.box.width - self.left - self.right)

    @property
    def floor(self) -> float:
        """Where the page's text ends."""
        return float(self.box.height - self.bottom)

    def turn(self, box: Any = None) -> None:
        """Begin a page, of another size when `box` is given."""
        self._end()
        if box is not None:
            self.box = pymupdf.Rect(box)
        self._device = self._writer.begin_page(self.box)
        self.page += 1
        self.y = self.top
        number = self.page + self.first_number
        if self.numbered and number > 1:
            where = pymupdf.Rect(self.left, 30, self.box.width - self.right, 60)
            self._draw(_story(f'<p class="number">{number}</p>'), where)

    def restart_numbers(self, prefix: str = "", style: str = "D") -> None:
        """Count pages from 1 again on the next page, and label them so."""
        self.first_number = -self.page
        self.labels.append({"startpage": self.page + 1, "prefix": prefix, "style": style, "firstpagenum": 1})

    def need(self, height: float) -> None:
        """Turn the page unless `height` points are left on it."""
        if self._device is None or self.y + height > self.floor:
            self.turn()

    def block(self, html: str, *, after: float = 5, keep: float = 0) -> None:
        """Set `html` over as many pages as it needs; `keep` asks for room for what follows a heading."""
        self.need(34 + keep)
        story, more = _story(html), 1
        while more:
            where = pymupdf.Rect(self.left, self.y, self.box.width - self.right, self.floor)
            more, filled = story.place(where)
            if more and filled[3] <= where.y0 + 1 and self.y > self.top + 40:
                self.turn()
                continue
            self.overflows += int(filled[2] > where.x1 + 1 or filled[3] > where.y1 + 6)
            story.draw(self._device)
            self.y = filled[3]
            if more:
                self.turn()
        self.y += after

    def heading(self, level: int, title: str, html: str, *, keep: float = 40, after: float = 5) -> None:
        """A heading and its bookmark; never the last line of a page."""
        self.need(34 + keep)
        self.outline.append((level, title, self.page))
        self.block(html, after=after, keep=keep)

    def beside(self, left: str, right: str, *, split: float = 0.42, after: float = 10) -> tuple[float, float]:
        """Two columns beside each other; returns where each ends."""
        middle = self.left + self.width * split
        ends = []
        for html, x0, x1 in ((left, self.left - 12, middle), (right, middle, self.box.width - self.right + 8)):
            ends.append(self._draw(_story(html), pymupdf.Rect(x0, self.y, x1, self.floor + 30)))
        self.y = max(ends) + after
        return ends[0], ends[1]

    def rule(self, x0: float, x1: float, y: float) -> None:
        """A thin line, drawn when the pages are done."""
        self.rules.append((self.page, x0, x1, y))

    def table(self, table: Table, *, after: float = 8) -> None:
        """A table; its head is repeated on every page it runs over."""
        start = 0
        self.need(70)
        while start < len(table.rows):
            fit = self._rows_that_fit(table, start)
            if fit == 0:
                if self.y <= self.top + 2:
                    self.overflows += 1
                    fit = 1
                else:
                    self.turn()
                    continue
            where = pymupdf.Rect(self.left, self.y, self.box.width - self.right, self.floor)
            self.y = self._draw(_story(_table_html(table, start, start + fit, self.width)), where)
            start += fit
            if start < len(table.rows):
                self.turn()
        self.y += after

    def _rows_that_fit(self, table: Table, start: int) -> int:
        """How many rows from `start` go on this page, by bisection."""
        low, high = 0, min(len(table.rows) - start, 64)
        where = pymupdf.Rect(self.left, self.y, self.box.width - self.right, self.floor)
        while low < high:
            middle = (low + high + 1) // 2
            more, _ = _story(_table_html(table, start, start + middle, self.width)).place(where)
            low, high = (low, middle - 1) if more else (middle, high)
        return low

    def _draw(self, story: Any, where: Any) -> float:
        more, filled = story.place(where)
        self.overflows += int(bool(more) or filled[2] > where.x1 + 1)
        story.draw(self._device)
        return float(filled[3])

    def _end(self) -> None:
        if self._device is not None:
            self._writer.end_page()
            self._device = None

    def save(self, path: Path, *, title: str, author: str, day: str, language: str) -> int:
        """Write the paper and return its number of pages; `day` as YYYYMMDD is its date in the metadata."""
        self._end()
        self._writer.close()
        document = pymupdf.open("pdf", self._bytes.getvalue())
        for page, x0, x1, y in self.rules:
            document[page].draw_line((x0, y), (x1, y), width=0.7)
        if self.outline and document.page_count > 3:
            document.set_toc(_nested(self.outline))
        if self.labels:
            document.set_page_labels(self.labels)
        document.subset_fonts()
        finish(document, path, title=title, author=author, day=day, language=language)
        return int(document.page_count)


def finish(document: Any, path: Path, *, title: str, author: str, day: str, language: str) -> None:
    """Save with fixed metadata and identifiers, so that each build gives the same bytes."""
    stamp = f"D:{day}080000+07'00'"
    document.set_language(language)
    document.set_metadata(
        {"title": title, "author": author, "creationDate": stamp, "modDate": stamp,
         "producer": "eCabinet Desktop, sample papers", "creator": "resources/demo/typeset.py"}
    )  # fmt: skip
    document.save(path, garbage=4, deflate=True, use_objstms=1, no_new_id=1, reproducible=True)


def _story(html: str) -> Any:
    return pymupdf.Story(html, user_css=CSS, archive=_ARCHIVE)


def _nested(outline: Sequence[tuple[int, str, int]]) -> list[list[Any]]:
    """Bookmarks in pymupdf's form: the first is of level 1, none skips a level."""
    entries: list[list[Any]] = []
    for level, title, page in outline:
        deepest = entries[-1][0] + 1 if entries else 1
        entries.append([min(level, deepest), title, page + 1])
    return entries


def _table_html(table: Table, start: int, end: int, line: float) -> str:
    style = f"font-size:{table.size}pt;"
    shares = list(table.widths) or [1] * len(table.head)
    widths = [line * share / sum(shares) - 9 for share in shares]  # 9: padding and rule of a cell
    head = "".join(
        f'<th style="{style}width:{width:.1f}pt">{escape(cell)}</th>'
        for cell, width in zip(table.head, widths, strict=True)
    )
    rows = "".join(_row_html(row, style) for row in table.rows[start:end])
    return f"<table><tr>{head}</tr>{rows}</table>"


def _row_html(row: Sequence[str], style: str) -> str:
    strong = row[0].startswith("*")
    cells = []
    for position, cell in enumerate(row):
        text = cell.removeprefix("*") if position == 0 else cell
        kind = "mid" if position == 0 and len(text) < 6 else ("num" if _is_number(text) else "")
        inner = f"<b>{escape(text)}</b>" if strong else escape(text)
        cells.append(f'<td class="{kind}" style="{style}">{inner or "&#160;"}</td>')
    return f"<tr>{''.join(cells)}</tr>"


def _is_number(text: str) -> bool:
    return (bool(text) and all(c in "0123456789.,%+-–()" for c in text)) or text in ("…", "—")
