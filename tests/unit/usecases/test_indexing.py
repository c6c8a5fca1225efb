import os

import pytest
from ecabinet_desktop.usecases.change import Change

from tests.helpers import pdfs
from tests.helpers.desk import Bench

PAGES = ["Căn cứ Luật Đất đai", "Điều 1. Bồi thường", "Điều 2. Tái định cư"]


@pytest.fixture
def filed(bench: Bench) -> str:
    """A paper with a real PDF; the sample's others cannot be read."""
    paper = bench.desk.meetings.paper("next-1-1.1")
    assert paper is not None
    bench.file(paper, pdfs.text_pdf(PAGES, spaces=False))
    return paper.id


def test_every_page_becomes_findable_and_a_paper_that_cannot_be_read_hinders_none(bench: Bench, filed: str) -> None:
    heard: list[Change] = []
    bench.desk.changes.subscribe(heard.append)
    assert bench.desk.indexing.run(lambda: False) is Change.INDEX
    assert heard == [Change.INDEX]
    hits = [hit for hit in bench.desk.finding.find('"tai dinh cu"') if hit.page is not None]
    assert [(hit.version_id, hit.page) for hit in hits] == [(filed, 2)]
    # What could not be read is not tried again in this run of the program.
    assert bench.desk.indexing.due() == []
    assert bench.desk.indexing.run(lambda: False) is Change.NONE


def test_what_is_stopped_half_way_is_due_again(bench: Bench, filed: str) -> None:
    answers = iter([False, True, True])
    bench.desk.indexing.run(lambda: next(answers, True))
    assert filed in {paper.id for paper in bench.desk.indexing.due()}


def test_no_descriptor_stays_open(bench: Bench, filed: str) -> None:
    bench.desk.indexing.run(lambda: False)
    before = len(os.listdir("/proc/self/fd"))
    paper = bench.desk.meetings.paper("next-1-2.1")
    assert paper is not None
    bench.file(paper, pdfs.text_pdf(["một"]))
    bench.desk.indexing.run(lambda: False)
    assert len(os.listdir("/proc/self/fd")) == before


def test_a_query_without_marks_finds_exactly_the_pages_of_the_query_with_marks(bench: Bench) -> None:
    """Read from a PDF without spaces by the real helper; đ and Đ among them."""
    texts = ["Đường bộ đất đai", "Dương lịch dát vàng", "đường đất", "Ủy ban nhân dân", "uỷ bản nhẫn đan", "Độ dài"]
    paper = bench.desk.meetings.paper("next-1-1.1")
    assert paper is not None
    bench.file(paper, pdfs.text_pdf(texts, spaces=False))
    bench.desk.indexing.run(lambda: False)

    def found(query: str) -> set[int]:
        hits = bench.desk.finding.find(query)
        return {hit.page for hit in hits if hit.version_id == paper.id and hit.page is not None}

    for with_marks, without, pages in (
        ("đất", "dat", {0, 1, 2}),
        ("Đường ", "duong ", {0, 1, 2}),
        ('"đất đai"', '"dat dai"', {0}),
        ("ủy ban nhân dân", "uy ban nhan dan", {3, 4}),
        ("độ dài", "DO DAI", {5}),
    ):
        assert found(with_marks) == found(without) == pages
