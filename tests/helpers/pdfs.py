"""PDFs made for tests, small and whole, and the ways in which a file can be bad.

Only tests draw here; the program itself opens PDFs nowhere but in its helper process.
"""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pymupdf

FONT = Path(__file__).parents[2] / "resources" / "fonts" / "LiberationSerif-Regular.ttf"
LEFT, FIRST_LINE, LEADING, SIZE = 72.0, 90.0, 22.0, 14.0
A4 = (595.0, 842.0)


@contextmanager
def _document() -> Iterator[Any]:
    document = pymupdf.open()
    try:
        yield document
    finally:
        document.close()


def text_pdf(pages: Sequence[str], *, spaces: bool = True, size: tuple[float, float] = A4) -> bytes:
    """One page a text, its lines as given; without `spaces` the words only stand apart, as some typesetters do."""
    font = pymupdf.Font(fontfile=str(FONT))
    with _document() as document:
        for text in pages:
            page = document.new_page(width=size[0], height=size[1])
            writer = pymupdf.TextWriter(page.rect)
            for number, line in enumerate(text.splitlines()):
                at = LEFT
                for word in [line] if spaces else line.split():
                    writer.append((at, FIRST_LINE + number * LEADING), word, font=font, fontsize=SIZE)
                    at += font.text_length(word, SIZE) + font.text_length(" ", SIZE)
            writer.write_text(page)
        document.subset_fonts()
        return bytes(document.tobytes(garbage=3, deflate=True))


def structured_pdf() -> bytes:
    """Four pages: two upright, one turned by 90°, one of another size; with bookmarks and page labels."""
    with _document() as document:
        for number in range(4):
            width, height = (400.0, 300.0) if number == 3 else A4
            page = document.new_page(width=width, height=height)
            page.insert_text((LEFT, FIRST_LINE), f"page {number + 1}", fontsize=SIZE)
        document[2].set_rotation(90)
        document.set_toc([[1, "Tờ trình", 1], [2, "Phụ lục", 4]])
        document.set_page_labels([{"startpage": 0, "prefix": "", "style": "r", "firstpagenum": 1}])
        return bytes(document.tobytes())


def late_turned_pdf() -> bytes:
    """Forty upright pages and a table on its side, as annexes have."""
    with _document() as document:
        for _ in range(41):
            document.new_page(width=A4[0], height=A4[1])
        document[40].set_rotation(90)
        return bytes(document.tobytes())


def many_pages_pdf(pages: int, numbered: int) -> bytes:
    """As many pages as wanted, quickly made: one of them, 0 first, bears its number, the others are empty."""
    with _document() as document:
        for _ in range(pages):
            document.new_page(width=A4[0], height=A4[1])
        document[numbered].insert_text((LEFT, FIRST_LINE), str(numbered + 1), fontsize=4 * SIZE)
        return bytes(document.tobytes())


def scan_pdf() -> bytes:
    """A page without any text."""
    with _document() as document:
        page = document.new_page(width=A4[0], height=A4[1])
        page.draw_rect((50, 50, 300, 500), fill=(0.2, 0.4, 0.6))
        return bytes(document.tobytes())


def heavy_pdf(strokes: int = 3_000_000) -> bytes:
    """A small first page, and a second one that takes far longer to draw than anybody waits."""
    with _document() as document:
        document.new_page(width=A4[0], height=A4[1]).insert_text((LEFT, FIRST_LINE), "light", fontsize=SIZE)
        page = document.new_page(width=A4[0], height=A4[1])
        page.insert_text((LEFT, FIRST_LINE), "heavy", fontsize=SIZE)
        (stream,) = page.get_contents()
        document.update_stream(stream, b"0 0 m 595 842 l S\n" * strokes, compress=True)
        return bytes(document.tobytes())


def encrypted_pdf() -> bytes:
    """A PDF that asks for a password."""
    with _document() as document:
        document.new_page().insert_text((LEFT, FIRST_LINE), "secret", fontsize=SIZE)
        method = pymupdf.PDF_ENCRYPT_AES_256
        return bytes(document.tobytes(encryption=method, owner_pw="owner", user_pw="user"))


def drawn(data: bytes, page: int, scale: float) -> tuple[int, int, bytes]:
    """A page as the library itself draws it: width, height, BGRX rows."""
    with pymupdf.open(stream=data, filetype="pdf") as document:
        matrix = pymupdf.Matrix(scale, scale)
        picture = document[page].get_pixmap(matrix=matrix, colorspace=pymupdf.csRGB, alpha=False)
        rgb = bytes(picture.samples)
        pixels = bytearray(b"\xff" * (picture.width * picture.height * 4))
        pixels[0::4], pixels[1::4], pixels[2::4] = rgb[2::3], rgb[1::3], rgb[0::3]
        return picture.width, picture.height, bytes(pixels)


def large_pdf(size: int) -> bytes:
    """One page of text, and `size` bytes that do not compress attached to it."""
    with _document() as document:
        document.new_page(width=A4[0], height=A4[1]).insert_text((LEFT, FIRST_LINE), "large", fontsize=SIZE)
        document.embfile_add("attachment", os.urandom(size))
        return bytes(document.tobytes())


def titled(data: bytes, title: str) -> bytes:
    """The same file with a title of its own, which stands in it uncompressed."""
    with pymupdf.open(stream=data, filetype="pdf") as document:
        document.set_metadata({"title": title})
        return bytes(document.tobytes())


def outlined_pdf(pages: int) -> bytes:
    """Many pages, each with a bookmark."""
    with _document() as document:
        for _ in range(pages):
            document.new_page(width=A4[0], height=A4[1])
        document.set_toc([[1, f"Mục {number + 1}", number + 1] for number in range(pages)])
        return bytes(document.tobytes())
