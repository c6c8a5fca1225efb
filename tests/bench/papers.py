"""The fixed files that the reader is measured with: the same bytes at every run, made once into build/bench/papers.

The files of a corpus folder beside the checkout are used in addition where they are. PyMuPDF is imported only where
a file is made, so that a window whose memory is measured does not hold it.
"""

import random
from collections.abc import Callable
from pathlib import Path

from ecabinet_desktop.domain.paper import PageRun, Skeleton

from tests.bench.measure import OUT

FOLDER = OUT / "papers"
CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
A4 = (595.0, 842.0)
RUNNING_TEXT = """
the budget of the ministry for the coming year provides for roads bridges schools and hospitals in every province
while the committee on finance proposes that expenditure on land compensation be reviewed before the decree takes
effect and that local authorities report each quarter on what was spent
"""
MAP_LINES = 5_000
"""Curves of a map page; half of them let what lies below shine through. About 1.3 s to draw on a slow core."""
MAP_RESOURCES = "<</ExtGState<</Half<</ca 0.5>>>>/Font<</Plain<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"


def kept(name: str, make: Callable[[], bytes]) -> bytes:
    """The file of this name, made at the first run."""
    path = FOLDER / f"{name}.pdf"
    if not path.exists():
        FOLDER.mkdir(parents=True, exist_ok=True)
        path.write_bytes(make())
    return path.read_bytes()


def corpus(name: str) -> bytes | None:
    """A file of the corpus, None where there is no corpus."""
    path = CORPUS / name
    return path.read_bytes() if path.exists() else None


def text(pages: int) -> bytes:
    """Pages of running text, 50 lines each, no two alike."""
    return kept(f"text_{pages}", lambda: _text(pages))


def large() -> bytes:
    """60 pages of text with 50 MB of pictures between them."""
    return kept("large_50mb", lambda: _large(60, 48))


def scan(pages: int = 24) -> bytes:
    """Pages scanned at 300 dpi: two black-and-white ones, then a grey one."""
    return kept(f"scan_{pages}", lambda: _scan(pages))


def maps(pages: int = 16) -> bytes:
    """Pages of curves that take more than a second each."""
    return kept(f"maps_{pages}_{MAP_LINES}", lambda: _maps(pages))


def even(pages: int) -> Skeleton:
    """The skeleton of as many A4 pages."""
    return Skeleton(pages=pages, runs=(PageRun(pages, *A4),))


def skeleton(content: bytes) -> Skeleton:
    """What the server works out at upload, as far as the reader lays out by it."""
    import pymupdf

    with pymupdf.open(stream=content, filetype="pdf") as document:
        runs: list[PageRun] = []
        for number in range(document.page_count):
            box = document.page_cropbox(number)
            if runs and (runs[-1].width, runs[-1].height) == (box.width, box.height):
                runs[-1] = PageRun(runs[-1].count + 1, box.width, box.height)
            else:
                runs.append(PageRun(1, box.width, box.height))
        return Skeleton(pages=document.page_count, runs=tuple(runs))


def _lines(chance: random.Random, number: int, count: int = 50) -> str:
    head, words = f"Page {number + 1}", RUNNING_TEXT.split()
    return "\n".join([head, *(" ".join(chance.choices(words, k=13))[:92] for _ in range(count - 1))])


def _text(pages: int) -> bytes:
    import pymupdf

    chance = random.Random(2027)
    with pymupdf.open() as document:
        for number in range(pages):
            page = document.new_page(width=A4[0], height=A4[1])
            page.insert_text((60, 60), _lines(chance, number), fontsize=11, fontname="tiro", lineheight=1.27)
        return bytes(document.tobytes(deflate=True, garbage=1))


def _large(pages: int, pictures: int) -> bytes:
    import pymupdf

    chance = random.Random(50)
    with pymupdf.open(stream=_text(pages), filetype="pdf") as document:
        for number in range(1, pictures + 1):
            noise = pymupdf.Pixmap(pymupdf.csRGB, 600, 600, chance.randbytes(600 * 600 * 3), False)
            document[number].insert_image((60, 500, 260, 700), pixmap=noise)
        return bytes(document.tobytes(deflate=True))


def _scan(pages: int) -> bytes:
    """Bits as a scanner leaves them: a printed page, its dust, and on every third page the grey of the paper."""
    import pymupdf

    chance = random.Random(300)
    with pymupdf.open(stream=_text(pages), filetype="pdf") as printed, pymupdf.open() as document:
        for number in range(pages):
            grey = printed[number].get_pixmap(dpi=300, colorspace=pymupdf.csGRAY, alpha=False)
            rows = bytearray(grey.samples)
            for _ in range(4000):
                rows[chance.randrange(len(rows))] = 0
            page = document.new_page(width=A4[0], height=A4[1])
            if number % 3 == 2:
                _spoil(rows, chance)
                picture = pymupdf.Pixmap(pymupdf.csGRAY, grey.width, grey.height, bytes(rows), False)
                page.insert_image(page.rect, stream=picture.tobytes("jpeg", jpg_quality=80))
            else:
                page.insert_image(page.rect, stream=_bilevel(bytes(rows), grey.width, grey.height))
        return bytes(document.tobytes(deflate=True))


def _spoil(rows: bytearray, chance: random.Random) -> None:
    """The unevenness of paper."""
    table = bytes(max(0, value - 18) for value in range(256))
    rows[:] = rows.translate(table)
    for _ in range(200_000):
        rows[chance.randrange(len(rows))] = chance.randrange(190, 245)


def _bilevel(rows: bytes, width: int, height: int) -> bytes:
    """A picture of one bit a dot."""
    from PySide6.QtCore import QBuffer, QIODevice
    from PySide6.QtGui import QImage

    image = QImage(rows, width, height, width, QImage.Format.Format_Grayscale8)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.convertToFormat(QImage.Format.Format_Mono).save(buffer, "PNG")
    return bytes(buffer.data().data())


def _maps(pages: int) -> bytes:
    import pymupdf

    chance = random.Random(1300)
    with pymupdf.open() as document:
        for number in range(pages):
            page = document.new_page(width=A4[0], height=A4[1])
            document.xref_set_key(page.xref, "Resources", MAP_RESOURCES)
            stream = document.get_new_xref()
            document.update_object(stream, "<<>>")
            heading = f"BT /Plain 18 Tf 40 812 Td (Map {number + 1}) Tj ET\n".encode()
            document.update_stream(stream, heading + _curves(chance), compress=True)
            document.xref_set_key(page.xref, "Contents", f"{stream} 0 R")
        return bytes(document.tobytes(deflate=True))


def _curves(chance: random.Random) -> bytes:
    """Contour lines, and areas that let what lies below shine through."""
    parts = []
    for number in range(MAP_LINES):
        x, y = chance.uniform(70, 520), chance.uniform(90, 760)
        ends = [" ".join(f"{p + chance.uniform(-60, 60):.1f}" for p in (x, y) * 3) for _ in range(2)]
        path = f"{x:.1f} {y:.1f} m {ends[0]} c {ends[1]} c"
        colour = " ".join(f"{chance.random():.2f}" for _ in range(3))
        if number % 2:
            parts.append(f"q /Half gs {colour} rg {path} f Q")
        else:
            parts.append(f"{colour} RG 0.4 w {path} S")
    return "\n".join(parts).encode()
