"""Making 5,000 pages findable, what that takes on disk, and what is found of what poppler reads.

The papers are those of `../shared/corpus` where it is present, else a generated one many times over.
"""

import os
import random
import re
import resource
import shutil
import sqlite3
import subprocess
import tempfile
import time
import unicodedata
from collections import Counter
from itertools import pairwise
from pathlib import Path
from queue import SimpleQueue

import msgspec
import pymupdf
from ecabinet_desktop.domain.folding import fold
from ecabinet_desktop.domain.paper import PageRun, PaperVersion, Skeleton
from ecabinet_desktop.pdf.extract import pages_text
from ecabinet_desktop.pdf.protocol import Find, Found, Opened
from ecabinet_desktop.pdf.reader import Answer, PdfReader

from tests.bench import finding
from tests.bench.measure import Row, median
from tests.helpers import pdfs
from tests.helpers.desk import Bench, sample_bench

CORPUS = Path(__file__).parents[3] / "shared" / "corpus"
COPIES = {
    "r_refman_2415p": 1, "octave_1158p": 1, "gnuplot_311p": 1, "vi_guide": 5, "lshort_vi": 2, "cabinet_vi": 5,
}  # fmt: skip
"""Of each paper of the corpus; 5,027 pages together."""
_WORD = re.compile(r"[^\W\d_]+")
_WORDS = re.compile(r"[^\W_]+")


def rows() -> list[Row]:
    """Time and size of the index over at least 5,000 pages."""
    papers = _papers()
    with tempfile.TemporaryDirectory(prefix="ecabinet-bench-") as name, sample_bench(Path(name)) as bench:
        pages = _file(bench, papers)
        empty = _store_bytes(bench)
        start, own, helpers = time.perf_counter(), time.process_time(), _helpers_seconds()
        bench.desk.indexing.run(lambda: False)
        taken = time.perf_counter() - start
        own, helpers = time.process_time() - own, _helpers_seconds() - helpers
        grown = _store_bytes(bench) - empty
        raw = _raw_bytes(bench)
    bare = _bare(papers)
    note = f"{pages} pages; of a processor the niced helpers took {helpers:.0f} s, the window's process {own:.0f} s"
    return [
        Row(
            name="index_5000_pages", ours=taken * 5000 / pages, anchor=bare * 5000 / pages, unit="s", goal="≤ 60 s",
            anchor_name="bare PyMuPDF text into plain FTS5, one process", note=note,
        ),
        Row(
            name="index_size", ours=grown / 1e6, anchor=raw / 1e6, unit="MB", goal="≤ 1.3",
            anchor_name="the raw text", note=f"{pages} pages; index and kept text, encrypted",
        ),
    ]  # fmt: skip


def recall() -> list[Row]:
    """Words of each page that `pdftotext -raw` finds and we find, too."""
    if not CORPUS.is_dir() or shutil.which("pdftotext") is None:
        return []
    made = []
    for name, goal in (("vi_guide", 99), ("lshort_vi", 95), ("cabinet_vi", 99)):
        path = CORPUS / f"{name}.pdf"
        ours = dict(_texts(path))
        theirs = _poppler(path)
        met = sum((_bag(ours[page]) & _bag(text)).total() for page, text in enumerate(theirs))
        there = sum(_bag(text).total() for text in theirs)
        made.append(
            Row(
                name=f"recall_{name}", ours=met / there * 100, anchor=100.0, unit="%", goal=f"≥ {goal} %",
                anchor_name="pdftotext -raw", note=f"{there} words on {len(theirs)} pages",
            )
        )  # fmt: skip
    return made


def marks() -> list[Row]:
    """Phrases of two words with marks: found without marks on exactly the pages that hold them."""
    if not CORPUS.is_dir():
        return []
    names = ("vi_guide", "lshort_vi", "cabinet_vi")
    papers = [(content, _count(content)) for content in ((CORPUS / f"{name}.pdf").read_bytes() for name in names)]
    with tempfile.TemporaryDirectory(prefix="ecabinet-bench-") as name, sample_bench(Path(name)) as bench:
        _file(bench, papers)
        bench.desk.indexing.run(lambda: False)
        texts = {
            (f"v{number}", page): _WORDS.findall(fold(bench.store.search.text(f"v{number}", page) or ""))
            for number, (_, pages) in enumerate(papers)
            for page in range(pages)
        }
        written = " ".join(bench.store.search.text("v0", page) or "" for page in range(papers[0][1]))
        phrases = _phrases(written)
        right = sum(_is_exact(bench, phrase, texts) for phrase in phrases)
    return [
        Row(
            name="marks_do_not_matter", ours=right / len(phrases) * 100, anchor=100.0, unit="%", goal="100 %",
            anchor_name="looking through every page", note=f"{len(phrases)} phrases, {len(texts)} pages",
        )
    ]  # fmt: skip


def first_hit() -> list[Row]:
    """From the question to the first hit in a paper of 2,400 pages, when its page is known from the index."""
    path = CORPUS / "r_refman_2415p.pdf"
    content = path.read_bytes() if path.exists() else _generated(2400)
    with pymupdf.open(stream=content) as document:
        count = document.page_count
        word, page = _rare(document)
    likely = _first_of(content, Find(word, 0, 1, likely=(page,)))
    blind = _first_of(content, Find(word, 0, 1))
    return [
        Row(
            name="find_in_paper_first_hit", ours=median(likely), anchor=median(blind), unit="ms", goal="≤ 100 ms",
            anchor_name="page after page, without the index", samples=tuple(likely), anchor_samples=tuple(blind),
            note=f"{count} pages, the word is on page {page + 1}",
        )
    ]  # fmt: skip


def _papers() -> list[tuple[bytes, int]]:
    """(content, pages) of each paper to index."""
    if all((CORPUS / f"{name}.pdf").exists() for name in COPIES):
        files = [(CORPUS / f"{name}.pdf").read_bytes() for name, copies in COPIES.items() for _ in range(copies)]
    else:
        files = [_generated(100)] * 50
    return [(content, _count(content)) for content in files]


def _count(content: bytes) -> int:
    with pymupdf.open(stream=content) as document:
        return int(document.page_count)


def _generated(pages: int) -> bytes:
    """A Vietnamese paper of full pages."""
    written = finding.texts(pages)
    lines = [re.findall(r"(?:\S+ ?){1,12}", text)[:34] for text in written]
    return pdfs.text_pdf(["\n".join(page) for page in lines])


def _file(bench: Bench, papers: list[tuple[bytes, int]]) -> int:
    """Put the papers into the sample's vault in place of its own; returns their pages."""
    sample = bench.store.replica.all(PaperVersion)
    for paper in sample:
        bench.take("paper", paper.id)
    for number, (content, pages) in enumerate(papers):
        skeleton = Skeleton(pages=pages, runs=(PageRun(pages, *pdfs.A4),))
        bench.file(
            msgspec.structs.replace(sample[0], id=f"v{number}", paper_id=f"p{number}", skeleton=skeleton), content
        )
    return sum(pages for _, pages in papers)


def _store_bytes(bench: Bench) -> int:
    """The size of the store without what is free in it."""
    bench.store.vault.settle()
    with bench.store.vault.read() as db:
        pages, free, size = (
            int(db.execute(f"PRAGMA {name}").fetchone()[0])
            for name in ("page_count", "freelist_count", "page_size")
        )
    return (pages - free) * size


def _helpers_seconds() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _raw_bytes(bench: Bench) -> int:
    search = bench.store.search
    papers = bench.store.replica.all(PaperVersion)
    texts = (search.text(paper.id, page) or "" for paper in papers for page in range(paper.skeleton.pages))
    return sum(len(text.encode()) for text in texts)


def _bare(papers: list[tuple[bytes, int]]) -> float:
    """Seconds for the same pages in one process, without spaces mended, encryption or a sandbox."""
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE words USING fts5(paper UNINDEXED, page UNINDEXED, text)")
    start = time.perf_counter()
    for number, (content, _) in enumerate(papers):
        with pymupdf.open(stream=content) as document:
            for page in document:
                database.execute("INSERT INTO words VALUES (?, ?, ?)", (number, page.number, fold(page.get_text())))
    return time.perf_counter() - start


def _texts(path: Path) -> list[tuple[int, str]]:
    return list(pages_text(os.open(path, os.O_RDONLY), b"", ""))


def _poppler(path: Path) -> list[str]:
    """The text of each page."""
    whole = subprocess.run(["pdftotext", "-raw", str(path), "-"], check=True, capture_output=True, timeout=120)
    return whole.stdout.decode("utf-8", "replace").split("\f")[:-1]


def _bag(text: str) -> Counter[str]:
    return Counter(_WORD.findall(unicodedata.normalize("NFC", text).casefold()))


def _phrases(text: str) -> list[str]:
    """Pairs of words with marks, đ among them; the same every time."""
    words = _WORDS.findall(unicodedata.normalize("NFC", text))
    pairs = {
        f"{one} {other}" for one, other in pairwise(words) if fold(one) != one.lower() != one and other.isalpha()
    }
    pairs |= {f"{one} {other}" for one, other in pairwise(words) if "đ" in one.lower() and other.isalpha()}
    return random.Random(5).sample(sorted(pairs), min(400, len(pairs)))


def _is_exact(bench: Bench, phrase: str, texts: dict[tuple[str, int], list[str]]) -> bool:
    """Whether both ways of typing a phrase find just the pages on which it stands."""
    found = []
    for typed in (phrase, fold(phrase)):
        hits = bench.desk.finding.find(f'"{typed}"', limit=100_000)
        found.append({(hit.version_id, hit.page) for hit in hits if hit.page is not None})
    pair = tuple(fold(phrase).split())
    there = {place for place, words in texts.items() if pair in set(pairwise(words))}
    return found[0] == found[1] == there


def _rare(document: "pymupdf.Document") -> tuple[str, int]:
    """A word that stands on one page in the last third only, and this page."""
    first_on: dict[str, int] = {}
    often: set[str] = set()
    for number in range(document.page_count):
        for word in set(_WORD.findall(fold(document[number].get_text()))):
            if first_on.setdefault(word, number) != number:
                often.add(word)
    candidates = sorted(w for w, page in first_on.items() if len(w) > 7 and page > document.page_count * 2 // 3)
    everything = " ".join(first_on)
    chosen = next(word for word in candidates if word not in often and everything.count(word) == 1)
    return chosen, first_on[chosen]


def _first_of(content: bytes, wanted: Find, times: int = 5) -> list[float]:
    """Milliseconds until the first hit; each time with a helper that has not read a page yet."""
    return [_once(content, wanted) for _ in range(times)]


def _once(content: bytes, wanted: Find) -> float:
    answers: SimpleQueue[Answer] = SimpleQueue()
    reader = PdfReader(answers.put)
    with tempfile.TemporaryFile() as file:
        file.write(content)
        file.flush()
        reader.open(os.dup(file.fileno()), b"", "bench")
    while not isinstance(answers.get(timeout=60), Opened):
        pass
    start = time.perf_counter()
    reader.find(wanted.query, wanted.start, wanted.number, likely=wanted.likely)
    while True:
        answer = answers.get(timeout=120)
        if isinstance(answer, Found) and (answer.matches or answer.done):
            break
    taken = (time.perf_counter() - start) * 1000
    reader.close()
    if not answer.matches:
        raise RuntimeError("the word was not found")
    return taken
