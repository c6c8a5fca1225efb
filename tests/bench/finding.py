"""How long a question to 5,000 pages takes, against plain SQLite FTS5 on the same words without encryption."""

import random
import sqlite3
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

import msgspec
from ecabinet_desktop.clock import utc_now
from ecabinet_desktop.domain.folding import fold
from ecabinet_desktop.domain.paper import Level, PageRun, PaperState, PaperVersion, Skeleton
from ecabinet_desktop.vault.notes import Notes
from ecabinet_desktop.vault.replica import Replica
from ecabinet_desktop.vault.search import Search
from ecabinet_desktop.vault.vault import Vault
from ecabinet_desktop.wire import codec
from ecabinet_desktop.wire.answers import Page
from ecabinet_desktop.wire.answers import Row as FeedRow

from tests.bench.measure import Row, share

PAGES, PAGES_A_PAPER, WORDS_A_PAGE, MOST = 5000, 100, 450, 50
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
QUESTIONS = (
    "dat dai", "ngan sach", "nghi dinh", "quy hoach tong the", '"quyet dinh du thao"', "von vay du an",
    "moi truong",
    "chinh phu dat dai ngan sach", "uy ban nhan dan", "dieu khoan", "zzzz", "y te xa hoi",
    "bo truong ng", "ke hoach",
)  # fmt: skip


def texts(pages: int) -> list[str]:
    """Pages with common words often and 8,000 others seldom; the same every time."""
    chance = random.Random(1)
    letters = "aăâbcdđeêghiklmnoôơpqrstuưvxy"
    rare = ["".join(chance.choice(letters) for _ in range(chance.randint(3, 8))) for _ in range(8000)]
    words = [*COMMON, *rare]
    weights = [1000 / (place + 1) ** 0.8 + 1 for place in range(len(words))]
    return [" ".join(chance.choices(words, weights, k=WORDS_A_PAGE)) for _ in range(pages)]


def find_everything(pages: int = PAGES, rounds: int = 5) -> Row:
    """The slowest twentieth of questions, top 50 with their words around."""
    written = texts(pages)
    with tempfile.TemporaryDirectory() as name:
        vault = Vault.open(Path(name), bytes(range(32)))
        search = _indexed(vault, written)
        plain = _plain(written)
        ours = _times(lambda question: search.search(question, MOST), rounds)
        anchor = _times(lambda question: plain.execute(PLAIN, (_match(question), MOST)).fetchall(), rounds)
        vault.close()
    return Row(
        name="find_everything_p95", ours=share(ours, 0.95), anchor=share(anchor, 0.95), unit="ms", goal="≤ 50 ms",
        anchor_name="plain SQLite FTS5, not encrypted", samples=tuple(ours), anchor_samples=tuple(anchor),
        note=f"{pages} pages, {len(QUESTIONS)} questions",
    )  # fmt: skip


PLAIN = (
    "SELECT paper, page, snippet(words, 2, '[', ']', '…', 24) FROM words WHERE words MATCH ? ORDER BY rank LIMIT ?"
)


def _match(question: str) -> str:
    return question if question.startswith('"') else " ".join(f'"{word}"' for word in question.split())


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
    return search


def _paper(number: int) -> PaperVersion:
    return PaperVersion(
        id=f"v{number}", paper_id=f"p{number}", meeting_id=f"m{number % 5}", item_id=f"i{number}", place=1,
        title=f"Báo cáo số {number}", version=1, level=Level.CABINET, language="vi", state=PaperState.PUBLISHED,
        sha256="0" * 64, size=1, blob=f"{number:064x}", blob_size=1, received_at=utc_now(),
        skeleton=Skeleton(pages=PAGES_A_PAPER, runs=(PageRun(PAGES_A_PAPER, 595, 842),)),
    )  # fmt: skip


def _times(ask: Callable[[str], object], rounds: int) -> list[float]:
    taken = []
    for _ in range(rounds):
        for question in QUESTIONS:
            start = time.perf_counter()
            ask(question)
            taken.append((time.perf_counter() - start) * 1000)
    return taken
