import os

import msgspec
import pytest
from ecabinet_desktop.crypto import sealed
from ecabinet_desktop.domain.paper import PaperState, PaperVersion
from ecabinet_desktop.errors import NotAllowed, Offline
from ecabinet_desktop.usecases.change import Change
from ecabinet_desktop.usecases.papers import Place

from tests.helpers.desk import Bench


def paper(bench: Bench, version_id: str = "next-1-2.1") -> PaperVersion:
    found = bench.desk.meetings.paper(version_id)
    assert found is not None
    return found


def test_a_paper_opens_without_a_network_as_a_sealed_file_and_its_key(bench: Bench) -> None:
    opened = bench.desk.shelf.open("next-1-2.1")
    with os.fdopen(opened.descriptor, "rb") as file:
        data = file.read()
    assert data.startswith(b"%PDF") is False
    assert sealed.unseal(data, opened.key, opened.paper.id) == b"%PDF-1.7 sample"
    assert opened.place is None


def test_what_has_not_arrived_says_so(bench: Bench) -> None:
    missing = bench.store.papers.wanted(bench.store.replica)
    assert missing
    with pytest.raises(Offline):
        bench.desk.shelf.open(missing[0].id)


@pytest.mark.parametrize("how", ["withdrawn", "taken away", "unheard of"])
def test_what_may_not_be_read_does_not_open(how: str, bench: Bench) -> None:
    version_id = "next-1-2.1"
    if how == "withdrawn":
        bench.put(msgspec.structs.replace(paper(bench), state=PaperState.WITHDRAWN))
    elif how == "taken away":
        bench.take("paper", version_id)
    else:
        version_id = "unheard of"
    with pytest.raises(NotAllowed):
        bench.desk.shelf.open(version_id)


def test_a_paper_opens_again_where_the_person_was(bench: Bench) -> None:
    bench.desk.shelf.remember("next-1-2.1", Place(page=7, offset=120.5, zoom="1.5"))
    opened = bench.desk.shelf.open("next-1-2.1")
    os.close(opened.descriptor)
    assert opened.place == Place(page=7, offset=120.5, zoom="1.5")


def test_a_paper_that_asked_for_its_password_opens_with_it_again(bench: Bench) -> None:
    bench.desk.shelf.keep_password("next-1-2.1", "mật khẩu")
    opened = bench.desk.shelf.open("next-1-2.1")
    os.close(opened.descriptor)
    assert opened.password == "mật khẩu"
    assert "mật khẩu" not in repr(opened)


def test_a_paper_that_was_opened_is_no_news(bench: Bench) -> None:
    heard: list[Change] = []
    bench.desk.changes.subscribe(heard.append)
    assert bench.desk.meetings.news(paper(bench)) == "new"
    bench.desk.shelf.mark_read(paper(bench))
    assert bench.desk.meetings.news(paper(bench)) == ""
    assert heard == [Change.READING]


def test_the_neighbours_of_a_paper_are_those_of_its_agenda_across_items(bench: Bench) -> None:
    before, after = bench.desk.shelf.neighbours(paper(bench, "next-1-3.1"))
    assert before is not None
    assert after is not None
    assert (before.id, after.id) == ("next-1-2.1", "next-2-1.1")
    assert bench.desk.shelf.neighbours(paper(bench, "next-1-1.1"))[0] is None
    assert bench.desk.shelf.neighbours(paper(bench, "next-3-1.1"))[1] is None
    stranger = msgspec.structs.replace(paper(bench), id="x", meeting_id="unheard of")
    assert bench.desk.shelf.neighbours(stranger) == (None, None)
