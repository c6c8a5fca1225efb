import msgspec
import pytest
from ecabinet_desktop.domain.agenda import Line
from ecabinet_desktop.domain.annotation import Annotation, AnnotationKind, Colour
from ecabinet_desktop.usecases.finding import Finding, HitKind

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


def versions(bench: Bench, query: str, finding: Finding | None = None, *, mine: bool = False) -> set[str]:
    found = (finding or bench.desk.finding).find(query, mine=mine)
    return {hit.version_id for hit in found if hit.page is not None}


def test_my_items_are_those_that_i_or_my_ministry_bring_in(bench: Bench) -> None:
    assert versions(bench, "tăng trưởng") == {"next-2-1.1", "past-1-1.1"}
    me = bench.desk.me
    lines = {line.item_id: line for line in bench.store.replica.all(Line)}
    other = msgspec.structs.replace(me, id="m88", organisation="Bộ Thử")
    bench.put(other)
    bench.put(
        *(msgspec.structs.replace(line, sponsors=("m99",)) for line in lines.values()),
        msgspec.structs.replace(lines["next-2"], sponsors=(me.id,)),
        msgspec.structs.replace(lines["past-1"], sponsors=("m88",)),
    )
    assert versions(bench, "tăng trưởng", mine=True) == {"next-2-1.1"}
    search, replica = bench.store.search, bench.store.replica
    colleague = msgspec.structs.replace(me, id="m77", organisation="Bộ Thử")
    assert versions(bench, "tăng trưởng", Finding(search, replica, colleague), mine=True) == {"past-1-1.1"}
    assistant = msgspec.structs.replace(me, id="a01", organisation="", works_for="m88")
    assert versions(bench, "tăng trưởng", Finding(search, replica, assistant), mine=True) == {"past-1-1.1"}
    stranger = msgspec.structs.replace(me, id="x01", organisation="", works_for=None)
    assert versions(bench, "tăng trưởng", Finding(search, replica, stranger), mine=True) == set()


def test_what_i_marked_is_pages_with_my_notes_and_these(bench: Bench) -> None:
    at = bench.clock()
    bench.store.notes.save(
        Annotation(
            id="n1", meeting_id="past", paper_id="p", version_id="past-1-1.1", page=1,
            kind=AnnotationKind.STICKY_NOTE, quads=(),
            colour=Colour.YELLOW, created_at=at, modified_at=at, text="tăng trưởng bao nhiêu?",
        )
    )  # fmt: skip
    hits = bench.desk.finding.find("tang truong", marked=True)
    assert [(hit.kind, hit.version_id, hit.page) for hit in hits] == [
        (HitKind.NOTE, "past-1-1.1", 1),
        (HitKind.PAGE, "past-1-1.1", 1),
    ]


def test_hits_are_grouped_by_meeting_and_item_and_stand_in_the_order_of_pages(bench: Bench) -> None:
    search = bench.store.search
    search.index_pages("next-2-1.1", [(9, "tăng trưởng tăng trưởng"), (1, f"tăng trưởng {'và ' * 300}")])
    hits = bench.desk.finding.find("tăng trưởng")
    groups = bench.desk.finding.group(hits)
    assert [group.meeting_id for group in groups] == list(dict.fromkeys(hit.meeting_id for hit in hits))
    (item,) = next(group for group in groups if group.meeting_id == "next").items
    assert (item.item_id, item.number) == ("next-2", 2)
    assert item.title.startswith("Báo cáo tình hình kinh tế")
    assert [hit.page for hit in item.hits if hit.version_id == "next-2-1.1" and hit.page is not None] == [1, 3, 9]
    assert sum(len(item.hits) for group in groups for item in group.items) == len(hits)


def test_what_stands_on_no_agenda_has_no_number(bench: Bench) -> None:
    (hit,) = bench.desk.finding.find("tín dụng")
    lost = [msgspec.structs.replace(line, agenda="0") for line in bench.store.replica.all(Line, meeting_id="past")]
    bench.put(*lost)
    (group,) = bench.desk.finding.group([hit])
    assert [(item.number, item.title) for item in group.items] == [(0, "")]


def test_the_pages_of_a_paper_are_known_for_a_search_within_it(bench: Bench) -> None:
    assert bench.desk.finding.pages_of("next-2-1.1", "tăng trưởng") == (3,)
    assert bench.desk.finding.pages_of("next-2-2.1", "tăng trưởng") == ()
