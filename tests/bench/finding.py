"""How long a question to 5,000 pages takes while it is typed, against plain SQLite FTS5 on the same words.

The anchor is not encrypted, knows no papers, notes or filters, and is asked for the same words and beginnings.
"""

import random
import sqlite3
import tempfile
import time
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path

import msgspec
from ecabinet_desktop.clock import utc_now
from ecabinet_desktop.domain.annotation import Annotation, AnnotationKind, Colour
from ecabinet_desktop.domain.folding import fold
from ecabinet_desktop.domain.paper import Level, PageRun, PaperState, PaperVersion, Skeleton
from ecabinet_desktop.vault.notes import Notes
from ecabinet_desktop.vault.replica import Replica
from ecabinet_desktop.vault.search import Search
from ecabinet_desktop.vault.vault import Vault
from ecabinet_desktop.wire import codec
from ecabinet_desktop.wire.answers import Page
from ecabinet_desktop.wire.answers import Row as FeedRow

from tests.bench.measure import Row, median, share

PAGES, PAGES_A_PAPER, WORDS_A_PAGE, FIRST, MOST, NOTES = 5000, 100, 450, 10, 50, 2000
COMMON = [
    "chính",
    "phủ",
    "đất",
    "đai",
    "ngân",
    "sách",
    "nhà",
    "nước",
    "bộ",
    "trưởng",
    "nghị",
    "định",
    "quyết",
    "định",
    "dự",
    "thảo",
    "thông",
    "tư",
    "kế",
    "hoạch",
    "phát",
    "triển",
    "kinh",
    "tế",
    "xã",
    "hội",
    "vùng",
    "tỉnh",
    "thành",
    "phố",
    "ủy",
    "ban",
    "nhân",
    "dân",
    "điều",
    "khoản",
    "quy",
    "hoạch",
    "tổng",
    "thể",
    "đầu",
    "tư",
    "công",
    "vốn",
    "vay",
    "dự",
    "án",
    "môi",
    "trường",
    "y",
    "tế",
]
TYPED = (
    "đất đai", "ngan sach", "nghi dinh", "quy hoach tong the", '"quyet dinh du thao"', "von vay du an",
    "moi truong", "chinh phu dat dai ngan sach", "uy ban nhan dan", "dieu khoan 5", "zzzz", "y te xa hoi",
    "bo truong ngan", "ke hoach phat trien",
)  # fmt: skip
QUESTIONS = tuple(dict.fromkeys(typed[:end] for typed in TYPED for end in range(1, len(typed) + 1)))
"""After each key."""


def texts(pages: int) -> list[str]:
    """Pages with common words often and 8,000 others seldom; the same every time."""
    chance = random.Random(1)
    letters = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
    rare = ["".join(chance.choice(letters) for _ in range(chance.randint(3, 8))) for _ in range(8000)]
    words = [*COMMON, *rare]
    weights = [1000 / (place + 1) ** 0.8 + 1 for place in range(len(words))]
    return [" ".join(chance.choices(words, weights, k=WORDS_A_PAGE)) for _ in range(pages)]


def rows(pages: int = PAGES, rounds: int = 3) -> list[Row]:
    """The slowest twentieth of questions: the first ten hits with their words around, and all fifty."""
    written = texts(pages)
    with tempfile.TemporaryDirectory() as name:
        vault = Vault.open(Path(name), bytes(range(32)))
        search = _indexed(vault, written)
        plain = _plain(written)
        made = [
            _row("find_everything_p95", search, plain, rounds, FIRST, "≤ 50 ms, ≤ 3.5"),
            _row("find_everything_50_p95", search, plain, rounds, MOST, "–"),
        ]
        vault.close()
    return made


def _row(name: str, search: Search, plain: sqlite3.Connection, rounds: int, count: int, goal: str) -> Row:
    """`count` hits of ours against as many of plain FTS5, one question after the other in turn."""
    ours, anchor = [], []
    for _ in range(rounds):
        ours += _times(lambda question: list(islice(search.hits(question, MOST), count)))
        anchor += _times(lambda question: plain.execute(PLAIN, (_match(question), count)).fetchall())
    return Row(
        name=name, ours=share(ours, 0.95), anchor=share(anchor, 0.95), unit="ms", goal=goal,
        anchor_name="plain SQLite FTS5, not encrypted", samples=tuple(ours), anchor_samples=tuple(anchor),
        note=f"{PAGES} pages, {NOTES} notes, after each key of {len(TYPED)} questions; "
        f"median {median(ours):.1f} to {median(anchor):.1f} ms",
    )  # fmt: skip


PLAIN = (
    "SELECT paper, page, snippet(words, 2, '[', ']', '…', 24) FROM words WHERE words MATCH ? ORDER BY rank LIMIT ?"
)


def _match(question: str) -> str:
    """The same words; the last may go on, unless it is a single letter, which asks for far too much."""
    folded = fold(question)
    if '"' in folded:
        return '"' + folded.replace('"', "") + '"'
    last = folded.rpartition(" ")[2]
    words = " ".join(f'"{word}"' for word in folded.split())
    return f"{words} *" if len(last) > 1 else words


def _plain(written: Sequence[str]) -> sqlite3.Connection:
    database = sqlite3.connect(":memory:")
    database.execute("CREATE VIRTUAL TABLE words USING fts5(paper UNINDEXED, page UNINDEXED, text)")
    rows = [(n // PAGES_A_PAPER, n % PAGES_A_PAPER, fold(text)) for n, text in enumerate(written)]
    database.executemany("INSERT INTO words VALUES (?, ?, ?)", rows)
    return database


def _indexed(vault: Vault, written: Sequence[str]) -> Search:
    notes = Notes(vault)
    notes.key()
    replica, search = Replica(vault, notes), Search(vault)
    papers = [_paper(number) for number in range((len(written) - 1) // PAGES_A_PAPER + 1)]
    rows = tuple(
        FeedRow(kind="paper", id=p.id, rev=1, seq=n, body=msgspec.Raw(codec.encode(p)), key=bytes(32))
        for n, p in enumerate(papers, 1)
    )
    replica.apply(Page(epoch="e", rows=rows, gone=(), next=len(rows), more=False))
    for number, paper in enumerate(papers):
        own = written[number * PAGES_A_PAPER : (number + 1) * PAGES_A_PAPER]
        search.index_pages(paper.id, list(enumerate(own)))
        search.finish(paper.id)
    with vault.transaction():
        for number in range(NOTES):
            notes.save(_note(number))
    return search


def _note(number: int) -> Annotation:
    at = utc_now()
    return Annotation(
        id=f"n{number}", meeting_id="m0", paper_id="p0", version_id=f"v{number % 50}", page=number % PAGES_A_PAPER,
        kind=AnnotationKind.STICKY_NOTE, quads=(), colour=Colour.YELLOW, created_at=at, modified_at=at,
        text=f"hỏi lại ý {number} về vốn vay của dự án này, xem trang trước",
    )  # fmt: skip


def _paper(number: int) -> PaperVersion:
    return PaperVersion(
        id=f"v{number}", paper_id=f"p{number}", meeting_id=f"m{number % 5}", item_id=f"i{number}", place=1,
        title=f"Báo cáo số {number}", version=1, level=Level.CABINET, language="vi", state=PaperState.PUBLISHED,
        sha256="0" * 64, size=1, blob=f"{number:064x}", blob_size=1, received_at=utc_now(),
        skeleton=Skeleton(pages=PAGES_A_PAPER, runs=(PageRun(PAGES_A_PAPER, 595, 842),)),
    )  # fmt: skip


def _times(ask: Callable[[str], object]) -> list[float]:
    taken = []
    for question in QUESTIONS:
        start = time.perf_counter()
        ask(question)
        taken.append((time.perf_counter() - start) * 1000)
    return taken
