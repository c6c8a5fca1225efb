"""The replica: a page in one transaction; what is gone is gone; a new listing drops only what it does not name."""

import msgspec
import pytest
from ecabinet_desktop.domain.meeting import Meeting
from ecabinet_desktop.domain.paper import PaperState, PaperVersion
from ecabinet_desktop.errors import Damaged
from ecabinet_desktop.vault.reading import Place
from ecabinet_desktop.wire import codec
from ecabinet_desktop.wire.answers import Row

from tests.unit.vault.shelf import PAPER_KEY, Shelf, gone, line, meeting, page, paper, row, shelf

UNKNOWN = Row(kind="seating_plan", id="s1", rev=4, seq=9, body=msgspec.Raw(b'{"chairs":[1,2]}'))


def test_a_page_brings_rows_keys_and_the_cursor(shelf_: Shelf) -> None:
    changed = shelf_.replica.apply(page([row(meeting()), row(paper(), rev=3)], upto=7))
    assert changed == {"meeting", "paper"}
    assert shelf_.replica.cursor() == ("e1", 7)
    assert shelf_.replica.get(Meeting, "m1") == meeting()
    assert shelf_.replica.get(PaperVersion, "v1") == paper()
    assert shelf_.replica.rev(PaperVersion, "v1") == 3
    assert shelf_.replica.paper_key("v1") == PAPER_KEY
    assert shelf_.replica.readable() == {"v1"}


def test_the_same_page_twice_changes_nothing_the_second_time(shelf_: Shelf) -> None:
    shelf_.replica.apply(page([row(meeting())]))
    assert shelf_.replica.apply(page([row(meeting())])) == frozenset()


def test_rows_are_found_by_meeting_and_by_item(shelf_: Shelf) -> None:
    papers = [paper("v1"), paper("v2", item_id="i2"), paper("v3", meeting_id="m2", item_id="i3")]
    shelf_.replica.apply(page(map(row, papers)))
    assert [p.id for p in shelf_.replica.all(PaperVersion)] == ["v1", "v2", "v3"]
    assert [p.id for p in shelf_.replica.all(PaperVersion, meeting_id="m1")] == ["v1", "v2"]
    assert [p.id for p in shelf_.replica.all(PaperVersion, meeting_id="m1", item_id="i2")] == ["v2"]
    assert shelf_.replica.all(Meeting) == []


def test_a_broken_row_takes_the_whole_page_back(shelf_: Shelf) -> None:
    broken = Row(kind="meeting", id="m2", rev=1, seq=2, body=msgspec.Raw(b'{"id":"m2"}'))
    with pytest.raises(Damaged):
        shelf_.replica.apply(page([row(meeting()), broken], upto=5))
    assert shelf_.replica.cursor() == ("", 0)
    assert shelf_.replica.get(Meeting, "m1") is None


def test_a_page_of_another_epoch_is_refused(shelf_: Shelf) -> None:
    shelf_.replica.apply(page([row(meeting())], upto=5))
    with pytest.raises(Damaged):
        shelf_.replica.apply(page([row(paper())], upto=6, epoch="e2"))
    assert shelf_.replica.cursor() == ("e1", 5)
    assert shelf_.replica.all(PaperVersion) == []


def test_a_kind_from_a_newer_server_is_kept_raw_and_counts_in_the_digest(shelf_: Shelf) -> None:
    shelf_.replica.apply(page([UNKNOWN]))
    with shelf_.vault.read() as db:
        assert db.execute("SELECT body FROM rows WHERE kind = 'seating_plan'").fetchone() == (bytes(UNKNOWN.body),)
    assert shelf_.replica.digest() == codec.row_digest("seating_plan", "s1", 4).hex()


def test_the_digest_follows_every_change(shelf_: Shelf) -> None:
    def expected(*rows: Row) -> str:
        total = codec.NO_ROWS
        for one in rows:
            total = codec.combine(total, codec.row_digest(one.kind, one.id, one.rev))
        return total.hex()

    first, second = row(meeting()), row(paper())
    assert shelf_.replica.digest() == expected()
    shelf_.replica.apply(page([first, second]))
    assert shelf_.replica.digest() == expected(second, first)
    newer = row(meeting(), rev=2)
    shelf_.replica.apply(page([newer], [gone("paper", "v1")]))
    assert shelf_.replica.digest() == expected(newer)


def test_a_paper_that_is_gone_takes_key_words_place_and_undo_steps_with_it(shelf_: Shelf) -> None:
    fill(shelf_)
    assert shelf_.replica.apply(page(gone=[gone("paper", "v1")], upto=2)) == {"paper"}
    assert_shut(shelf_)
    assert shelf_.replica.get(PaperVersion, "v1") is None


def fill(shelf_: Shelf) -> None:
    shelf_.replica.apply(page([row(paper(), rev=1)]))
    shelf_.search.index_pages("v1", [(0, "đất đai"), (1, "ngân sách")])
    shelf_.search.finish("v1")
    shelf_.reading.remember("v1", Place(page=2))
    shelf_.reading.saw("v1", [0, 1])
    shelf_.notes.set_history("v1", b"steps")
    assert shelf_.search.search("dat dai")


def assert_shut(shelf_: Shelf) -> None:
    assert shelf_.replica.paper_key("v1") is None
    assert shelf_.replica.readable() == frozenset()
    assert shelf_.search.search("dat dai") == []
    assert not shelf_.search.indexed("v1")
    assert shelf_.reading.place("v1") is None
    assert shelf_.reading.seen("v1") == frozenset()
    assert shelf_.notes.history("v1") is None
    with shelf_.vault.read() as db:
        for table in ("pages", "leaving"):
            assert db.execute(f"SELECT count(*) FROM {table}").fetchone() == (0,)


def test_a_paper_withdrawn_before_a_secretarys_eyes_is_shut_too(shelf_: Shelf) -> None:
    fill(shelf_)
    withdrawn = paper(state=PaperState.WITHDRAWN)
    shelf_.replica.apply(page([row(withdrawn, rev=2, key=PAPER_KEY)], upto=2))
    assert_shut(shelf_)
    assert shelf_.replica.get(PaperVersion, "v1") == withdrawn


def test_a_paper_that_comes_back_can_be_read_and_found_again(shelf_: Shelf) -> None:
    fill(shelf_)
    shelf_.replica.apply(page(gone=[gone("paper", "v1")], upto=2))
    shelf_.replica.apply(page([row(paper(), rev=2)], upto=3))
    shelf_.search.index_pages("v1", [(0, "đất đai")])
    assert [hit.page for hit in shelf_.search.search("dat dai")] == [0]


def test_a_new_listing_keeps_rows_until_it_is_whole_and_then_drops_what_it_did_not_name(shelf_: Shelf) -> None:
    shelf_.replica.apply(page([row(meeting()), row(paper("v1")), row(paper("v2"))], upto=9))
    shelf_.replica.begin_relist()
    assert shelf_.replica.cursor() == ("", 0)
    assert len(shelf_.replica.all(PaperVersion)) == 2
    shelf_.replica.apply(page([row(meeting())], upto=1, more=True, epoch="e2"))
    assert len(shelf_.replica.all(PaperVersion)) == 2, "the listing is not whole yet"
    assert shelf_.replica.cursor() == ("e2", 1)
    changed = shelf_.replica.apply(page([row(paper("v2"))], upto=2, epoch="e2"))
    assert changed == {"paper"}
    assert [p.id for p in shelf_.replica.all(PaperVersion)] == ["v2"]
    assert shelf_.replica.paper_key("v1") is None
    assert shelf_.replica.get(Meeting, "m1") == meeting()


def test_a_listing_cut_by_a_restart_goes_on_and_one_begun_anew_forgets_the_old_one(shelf_: Shelf) -> None:
    shelf_.replica.apply(page([row(paper("v1")), row(paper("v2"))], upto=9))
    shelf_.replica.begin_relist()
    shelf_.replica.apply(page([row(paper("v1"))], upto=1, more=True, epoch="e2"))
    folder = shelf_.vault.folder
    shelf_.vault.close()
    again = shelf(folder)
    assert again.replica.cursor() == ("e2", 1)
    again.replica.begin_relist()
    again.replica.apply(page([row(paper("v2"))], upto=2, epoch="e3"))
    assert [p.id for p in again.replica.all(PaperVersion)] == ["v2"]
    again.vault.close()


def test_a_restored_server_that_gives_a_revision_twice_is_believed(shelf_: Shelf) -> None:
    shelf_.replica.apply(page([row(line("i1", "Cũ"))]))
    assert shelf_.replica.all(type(line("i1", "")))[0].title == "Cũ"
    shelf_.replica.begin_relist()
    assert shelf_.replica.apply(page([row(line("i1", "Mới"))], epoch="e2")) == {"line"}
    assert shelf_.replica.all(type(line("i1", "")))[0].title == "Mới"


def test_everything_is_there_after_a_restart(shelf_: Shelf) -> None:
    shelf_.replica.apply(page([row(meeting()), row(paper()), UNKNOWN], upto=3))
    digest, folder = shelf_.replica.digest(), shelf_.vault.folder
    shelf_.vault.close()
    again = shelf(folder)
    assert again.replica.digest() == digest
    assert again.replica.get(PaperVersion, "v1") == paper()
    assert again.replica.paper_key("v1") == PAPER_KEY
    again.vault.close()
