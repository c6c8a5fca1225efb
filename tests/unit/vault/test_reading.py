"""Where the person was, what they saw, what they read last."""

from datetime import timedelta
from itertools import pairwise
from pathlib import Path

from ecabinet_desktop.vault.reading import Known, Place, Trace, pages, runs
from hypothesis import given
from hypothesis import strategies as st

from tests.unit.vault.shelf import NOW, Shelf, shelf


def test_a_place_is_remembered_over_a_restart(shelf_: Shelf) -> None:
    assert shelf_.reading.place("v1") is None
    shelf_.reading.remember("v1", Place(page=3))
    shelf_.reading.remember("v1", Place(page=41, offset=120.5, zoom="1.25"))
    folder = shelf_.vault.folder
    shelf_.vault.close()
    again = shelf(folder)
    assert again.reading.place("v1") == Place(page=41, offset=120.5, zoom="1.25")
    again.vault.close()


def test_the_newest_version_read_counts_whatever_is_looked_at_later(shelf_: Shelf) -> None:
    assert shelf_.reading.last_read_version("p1") is None
    assert shelf_.reading.last_read_at("p1") is None
    shelf_.reading.mark_read("p1", 2, NOW)
    shelf_.reading.mark_read("p1", 1, NOW + timedelta(hours=1))
    assert shelf_.reading.last_read_version("p1") == 2
    assert shelf_.reading.last_read_at("p1") == NOW + timedelta(hours=1)


def test_the_pages_seen_add_up(shelf_: Shelf) -> None:
    shelf_.reading.saw("v1", [0, 1])
    shelf_.reading.saw("v1", [1, 7])
    assert shelf_.reading.seen("v1") == {0, 1, 7}
    assert shelf_.reading.seen("v2") == frozenset()


def test_two_traces_join_without_loss_in_either_order(tmp_path: Path) -> None:
    one = Trace(version_id="v1", turn=2, place=Place(page=5), seen=((0, 3), (9, 1)))
    other = Trace(version_id="v1", turn=3, place=Place(page=1), seen=((2, 2),))
    joined = []
    for number, order in enumerate(((one, other), (other, one), (one, other, one))):
        store = shelf(tmp_path / str(number))
        for trace in order:
            store.reading.take(trace)
        joined.append(store.reading.trace("v1", "m1"))
        store.vault.close()
    assert joined[0] == joined[1] == joined[2]
    assert joined[0] == Trace(version_id="v1", turn=3, place=Place(page=1), seen=((0, 4), (9, 1)))


def test_the_place_is_left_anew_only_when_it_is_another(shelf_: Shelf) -> None:
    for _again in range(3):
        shelf_.reading.remember("v1", Place(page=3))
    assert shelf_.reading.trace("v1", "m1").turn == 1


def test_how_a_paper_was_met_travels_and_is_kept_by_meeting(shelf_: Shelf) -> None:
    met = Known(
        paper_id="p1", meeting_id="m1", version_id="v1", version=2, item_id="i1", number=3, place=1, at=NOW
    )  # fmt: skip
    shelf_.reading.take(Trace(version_id="v1", known=met))
    assert shelf_.reading.known("m1") == {"p1": met}
    assert shelf_.reading.known("m2") == {}
    assert (shelf_.reading.last_read_version("p1"), shelf_.reading.last_read_at("p1")) == (2, NOW)
    assert shelf_.reading.trace("v1", "m1").known == met
    assert shelf_.reading.trace("v2", "m1").known is None
    shelf_.reading.forget("m1", {"p1"})
    assert shelf_.reading.known("m1") == {}


def test_versions_with_traces_are_named(shelf_: Shelf) -> None:
    shelf_.reading.saw("v1", [0])
    shelf_.reading.remember("v2", Place())
    assert shelf_.reading.versions() == {"v1", "v2"}


@given(st.frozensets(st.integers(0, 60)))
def test_runs_hold_exactly_the_pages_they_were_made_of(seen: frozenset[int]) -> None:
    made = runs(seen)
    assert pages(made) == sorted(seen)
    assert all(first + count < after for (first, count), (after, _) in pairwise(made))
