"""The papers that are damaged: our own, the sample government's, and short pieces of the corpus if it is here."""

import os
from pathlib import Path

import pymupdf

from tests.helpers import bombs, pdfs

ROOT = Path(__file__).parents[2]
CORPUS = Path(os.environ.get("ECABINET_CORPUS", ROOT.parent / "shared" / "corpus"))
LARGEST, LONGEST = 1_000_000, 12
"""Bytes and pages: of larger papers three pages are taken, so that a mutant costs milliseconds."""


def own() -> list[bytes]:
    """Small papers with every structure that a paper of ours may have, also locked ones."""
    return [
        pdfs.text_pdf(["Nghị quyết của Chính phủ", "Điều 1. Phạm vi", "Điều 2"]),
        pdfs.text_pdf(["Tờ trình về đất đai"], spaces=False),
        pdfs.structured_pdf(),
        pdfs.late_turned_pdf(),
        pdfs.scan_pdf(),
        pdfs.encrypted_pdf(),
        *(
            bombs.BOMBS[name]()
            for name in ("javascript", "launching", "embedding", "circling outline", "self mask")
        ),
    ]


def real() -> list[bytes]:
    """Papers as they are written and scanned."""
    paths = [*sorted((ROOT / "resources" / "demo" / "papers").glob("*.pdf")), *sorted(CORPUS.glob("*.pdf"))]
    return [_short(path) for path in paths]


def _short(path: Path) -> bytes:
    with pymupdf.open(path) as whole, pymupdf.open() as piece:
        if path.stat().st_size <= LARGEST and whole.page_count <= LONGEST:
            return path.read_bytes()
        for page in (0, whole.page_count // 2, whole.page_count - 1):
            piece.insert_pdf(whole, from_page=page, to_page=page)
        return bytes(piece.tobytes(garbage=3))
