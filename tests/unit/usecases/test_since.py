"""What became of each paper since the person last read."""

from collections.abc import Iterable
from datetime import UTC, datetime, timedelta

import msgspec
from ecabinet_desktop.domain.agenda import Line
from ecabinet_desktop.domain.paper import PaperState, PaperVersion
from ecabinet_desktop.usecases.change import Change
from ecabinet_desktop.usecases.since import News, since
from ecabinet_desktop.vault.reading import Known
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.desk import Bench
from tests.unit.vault import shelf

NOW = datetime(2026, 11, 23, 5, 0, tzinfo=UTC)


def paper(
    name: str, version: int = 1, *, item: str = "i1", state: PaperState = PaperState.PUBLISHED
) -> PaperVersion:
    made = shelf.paper(f"{name}.{version}", item_id=item, state=state)
    return msgspec.structs.replace(
        made, paper_id=name, version=version, reason="sửa số liệu" if version > 1 else ""
    )


def line(item: str, number: int, *papers: PaperVersion) -> Line:
    made = shelf.line(item, "Mục", papers=tuple(one.id for one in papers))
    return msgspec.structs.replace(made, number=number)


def known(one: PaperVersion, number: int, place: int = 1) -> Known:
    return Known(
        paper_id=one.paper_id,
        meeting_id=one.meeting_id,
        version_id=one.id,
        version=one.version,
        item_id=one.item_id,
        number=number,
        place=place,
        at=NOW,
    )


def told(lines: Iterable[Line], papers: list[PaperVersion], *met: Known) -> dict[str, News]:
    found = since(lines, papers, {one.paper_id: one for one in met})
    return {one.paper_id: one.news for one in found}


def test_a_paper_never_met_is_new_and_one_met_is_unchanged() -> None:
    a, b = paper("a"), paper("b")
    assert told([line("i1", 1, a, b)], [a, b], known(a, 1)) == {"a": News.UNCHANGED, "b": News.NEW}


def test_a_newer_version_says_why_and_what_to_compare_it_with() -> None:
    old, new = paper("a"), paper("a", 2)
    (one,) = since([line("i1", 1, new)], [old, new], {"a": known(old, 1)}, approved_at=NOW)
    assert (one.news, one.paper, one.against, one.reason) == (News.NEW_VERSION, new, "a.1", "sửa số liệu")
    assert one.at == new.received_at


def test_a_version_that_was_taken_back_is_nothing_to_compare_with() -> None:
    old, new = paper("a", state=PaperState.WITHDRAWN), paper("a", 2)
    (one,) = since([line("i1", 1, new)], [old, new], {"a": known(old, 1)})
    assert (one.news, one.against) == (News.NEW_VERSION, None)


def test_the_newer_of_two_versions_on_the_agenda_is_the_paper() -> None:
    old, new = paper("a"), paper("a", 2)
    (one,) = since([line("i1", 1, old, new)], [old, new], {})
    assert (one.news, one.paper) == (News.NEW, new)


def test_what_left_the_agenda_is_told_with_its_reason_if_the_person_met_it() -> None:
    gone = msgspec.structs.replace(paper("a", state=PaperState.WITHDRAWN), reason="gửi nhầm")
    never = paper("b", state=PaperState.WITHDRAWN)
    (one,) = since([line("i1", 1, gone, never)], [gone, never], {"a": known(gone, 1)}, approved_at=NOW)
    assert (one.news, one.paper, one.reason, one.was) == (News.WITHDRAWN, gone, "gửi nhầm", 1)
    (off,) = since([], [paper("c")], {"c": known(paper("c"), 3)}, approved_at=NOW)
    assert (off.news, off.reason, off.at) == (News.WITHDRAWN, "", NOW)
    (unheard,) = since([], [], {"c": known(paper("c"), 3)})
    assert (unheard.news, unheard.paper) == (News.WITHDRAWN, None)


def test_a_paper_of_another_item_is_moved() -> None:
    before, now = paper("a", item="i1"), paper("a", item="i2")
    (one,) = since([line("i2", 2, now)], [now], {"a": known(before, 1)}, approved_at=NOW)
    assert (one.news, one.was, one.number, one.at) == (News.MOVED, 1, 2, NOW)


def test_an_item_put_in_before_moves_nothing() -> None:
    a, b, fresh = paper("a", item="i1"), paper("b", item="i2"), paper("c", item="i3")
    lines = [line("i3", 1, fresh), line("i1", 2, a), line("i2", 3, b)]
    assert told(lines, [a, b, fresh], known(a, 1), known(b, 2)) == {
        "c": News.NEW,
        "a": News.UNCHANGED,
        "b": News.UNCHANGED,
    }


def test_of_items_in_another_order_only_the_one_that_passed_the_others_is_moved() -> None:
    a, b, c, d = (paper(name, item=f"i{n}") for n, name in enumerate("abcd", 1))
    lines = [line("i4", 1, d), line("i1", 2, a), line("i2", 3, b), line("i3", 4, c)]
    met = [known(one, number) for number, one in enumerate((a, b, c, d), 1)]
    news = told(lines, [a, b, c, d], *met)
    assert [name for name, what in news.items() if what is News.MOVED] == ["d"]


def test_a_new_version_that_also_moved_is_told_as_a_new_version() -> None:
    old, new = paper("a", item="i1"), paper("a", 2, item="i2")
    assert told([line("i2", 2, new)], [old, new], known(old, 1)) == {"a": News.NEW_VERSION}


@given(st.permutations(range(8)))
def test_as_few_papers_as_possible_are_moved_and_each_to_another_place(order: list[int]) -> None:
    papers = [paper(str(n), item=f"i{n}") for n in range(8)]
    lines = [line(f"i{n}", number, papers[n]) for number, n in enumerate(order, 1)]
    news = told(lines, papers, *(known(one, n + 1) for n, one in enumerate(papers)))
    moved = [int(name) for name, what in news.items() if what is News.MOVED]
    assert all(order[n] != n for n in moved)
    assert len(moved) <= 8 - longest_rising(order)
    assert bool(moved) == (order != sorted(order))


def longest_rising(order: list[int]) -> int:
    """By trying every end: slower and plainer than what is tested."""
    lengths: list[int] = []
    for here, value in enumerate(order):
        lengths.append(1 + max((lengths[n] for n in range(here) if order[n] < value), default=0))
    return max(lengths)


def test_marking_all_as_seen_leaves_nothing_to_tell_but_the_pages_unread(bench: Bench) -> None:
    meeting = bench.desk.meetings.get("next")
    assert meeting is not None
    assert [one.news for one in bench.desk.last_read.changed(meeting)] == [News.NEW_VERSION, *[News.NEW] * 4]
    heard: list[Change] = []
    bench.desk.changes.subscribe(heard.append)
    bench.desk.last_read.see_all(meeting)
    assert bench.desk.last_read.changed(meeting) == ()
    assert heard == [Change.READING]
    assert bench.desk.plan.of(meeting).read == 0


def test_a_paper_taken_back_is_told_until_it_is_noted(bench: Bench) -> None:
    meeting = bench.desk.meetings.get("next")
    paper = bench.desk.meetings.paper("next-3-1.1")
    assert meeting is not None
    assert paper is not None
    bench.desk.shelf.mark_read(paper)
    bench.put(msgspec.structs.replace(paper, state=PaperState.WITHDRAWN, reason="gửi nhầm"))
    gone = [one for one in bench.desk.last_read.changed(meeting) if one.news is News.WITHDRAWN]
    assert [(one.paper_id, one.reason, one.was) for one in gone] == [("next-3-1", "gửi nhầm", 3)]
    bench.desk.last_read.see_all(meeting)
    assert bench.desk.last_read.changed(meeting) == ()


def test_an_agenda_approved_anew_tells_what_it_moved(bench: Bench) -> None:
    meeting = bench.desk.meetings.get("next")
    assert meeting is not None
    bench.desk.last_read.see_all(meeting)
    lines = bench.desk.meetings.lines(meeting)
    order = [lines[2], lines[0], lines[1], *lines[3:]]
    bench.put(
        *(
            msgspec.structs.replace(one, id=f"next.B.{number}", agenda="B", number=number)
            for number, one in enumerate(order, 1)
        ),
        msgspec.structs.replace(meeting, agenda="B"),
    )
    now = bench.desk.meetings.get("next")
    assert now is not None
    (moved,) = bench.desk.last_read.changed(now)
    assert (moved.paper_id, moved.news, moved.was, moved.number) == ("next-3-1", News.MOVED, 3, 1)


def test_known_papers_keep_the_newest_version(bench: Bench) -> None:
    one = known(paper("a", 2), 1)
    bench.store.reading.know([one, known(paper("a", 1), 4), msgspec.structs.replace(one, at=NOW - timedelta(1))])
    assert bench.store.reading.known("m1") == {"a": one}
