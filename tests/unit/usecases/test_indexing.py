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
