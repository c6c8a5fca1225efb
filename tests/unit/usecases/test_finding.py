import pytest

from tests.helpers.desk import Bench


@pytest.fixture(autouse=True)
def indexed(bench: Bench) -> None:
    search = bench.store.search
    search.index_pages("next-2-1.1", [(0, "Báo cáo tình hình"), (3, "Tốc độ tăng trưởng kinh tế quý này")])
    search.finish("next-2-1.1")
    search.index_pages("past-1-1.1", [(1, "tăng trưởng tín dụng")])


def test_a_phrase_is_found_with_and_without_diacritics(bench: Bench) -> None:
    for query in ('"tăng trưởng kinh tế"', '"tang truong kinh te"', "KINH TẾ tăng"):
        (hit,) = [hit for hit in bench.desk.finding.find(query) if hit.page is not None]
        assert (hit.version_id, hit.page) == ("next-2-1.1", 3)
        assert any(hit.snippet[start:end].lower().startswith("kinh") or "tăng" in hit.snippet[start:end]
                   for start, end in hit.spans)  # fmt: skip


def test_it_can_be_kept_to_one_meeting(bench: Bench) -> None:
    everywhere = {hit.version_id for hit in bench.desk.finding.find("tăng trưởng") if hit.page is not None}
    assert everywhere == {"next-2-1.1", "past-1-1.1"}
    here = {hit.meeting_id for hit in bench.desk.finding.find("tăng trưởng", meeting_id="past")}
    assert here == {"past"}


def test_nothing_is_asked_for_nothing(bench: Bench) -> None:
    assert bench.desk.finding.find("   ") == []
    assert bench.desk.finding.find("không-có-ở-đâu-cả") == []


def test_no_more_is_found_than_asked_for(bench: Bench) -> None:
    assert len(bench.desk.finding.find("tăng trưởng", limit=1)) == 1


def test_coverage_counts_papers_that_are_wholly_indexed(bench: Bench) -> None:
    done, of = bench.desk.finding.coverage()
    assert (done, of) == (1, 8)
    bench.store.search.finish("past-1-1.1")
    assert bench.desk.finding.coverage() == (2, 8)
