import os
from collections.abc import Sequence

import pytest
from ecabinet_desktop.domain.paper import PageRun, PaperState, PaperVersion, Skeleton
from ecabinet_desktop.errors import Cancelled, NotAllowed, Offline, Unreadable
from ecabinet_desktop.pdf.compare import ChangeKind
from msgspec.structs import replace

from tests.helpers import pdfs
from tests.helpers.desk import Bench

OLD = ("Tờ trình về giá đất\nChính phủ giao Bộ Tài chính trình phương án", "Điều 1. Bồi thường theo giá thị trường")
NEW = ("Trang bìa mới", OLD[0].replace("phương án", "kế hoạch"), OLD[1])


def version(bench: Bench, pages: Sequence[str], number: int) -> PaperVersion:
    first = bench.desk.meetings.paper("next-1-1.1")
    assert first is not None
    skeleton = Skeleton(pages=len(pages), runs=(PageRun(len(pages), 595, 842),))
    made = replace(first, id=f"next-1-1.{number}", version=number, skeleton=skeleton)
    return bench.file(made, pdfs.text_pdf(pages))


@pytest.fixture
def both(bench: Bench) -> tuple[PaperVersion, PaperVersion]:
    return version(bench, OLD, 1), version(bench, NEW, 2)


def test_two_versions_are_compared_and_the_work_is_told(
    bench: Bench, both: tuple[PaperVersion, PaperVersion]
) -> None:
    old, new = both
    shares: list[float] = []
    made = bench.desk.comparing.compare(old.id, new.id, progress=shares.append)
    assert [(change.kind, change.old_text, change.new_text) for change in made.changes] == [
        (ChangeKind.ADDED, "", "Trang bìa mới"),
        (ChangeKind.REWORDED, "phương án", "kế hoạch"),
    ]
    assert made.page_map.to_new(1, 95.0)[0] == 2
    assert (made.old_words, made.new_words) == (22, 25)
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_the_last_comparison_is_at_hand_until_a_paper_is_withdrawn(
    bench: Bench, both: tuple[PaperVersion, PaperVersion]
) -> None:
    old, new = both
    made = bench.desk.comparing.compare(old.id, new.id)
    assert bench.desk.comparing.compare(old.id, new.id) is made
    bench.put(replace(old, state=PaperState.WITHDRAWN))
    with pytest.raises(NotAllowed):
        bench.desk.comparing.compare(old.id, new.id)


def test_the_earlier_versions_that_are_here_are_offered(
    bench: Bench, both: tuple[PaperVersion, PaperVersion]
) -> None:
    old, new = both
    third = version(bench, NEW, 3)
    assert [paper.id for paper in bench.desk.comparing.earlier(third)] == [new.id, old.id]
    assert bench.desk.comparing.earlier(old) == ()
    bench.put(replace(new, state=PaperState.WITHDRAWN))
    assert [paper.id for paper in bench.desk.comparing.earlier(third)] == [old.id]


def test_it_can_be_stopped_and_leaves_nothing_open(bench: Bench, both: tuple[PaperVersion, PaperVersion]) -> None:
    old, new = both
    before = len(os.listdir("/proc/self/fd"))
    with pytest.raises(Cancelled):
        bench.desk.comparing.compare(old.id, new.id, cancelled=lambda: True)
    assert len(os.listdir("/proc/self/fd")) == before


def test_a_paper_that_is_not_here_or_cannot_be_read_is_said_so(
    bench: Bench, both: tuple[PaperVersion, PaperVersion]
) -> None:
    old, new = both
    bench.store.papers.drop(new.blob)
    with pytest.raises(Offline):
        bench.desk.comparing.compare(old.id, new.id)
    bench.file(new, b"no PDF")
    with pytest.raises(Unreadable):
        bench.desk.comparing.compare(old.id, new.id)
    with pytest.raises(NotAllowed):
        bench.desk.comparing.compare(old.id, "unheard-of")
