from datetime import date

import msgspec
import pytest
from ecabinet_desktop.crypto import signing
from ecabinet_desktop.domain.agenda import Agenda, Item, ItemType
from ecabinet_desktop.domain.annotation import SealedNote
from ecabinet_desktop.domain.ballot import Answer, Ballot, BallotKind, BallotState, Definition
from ecabinet_desktop.domain.people import Person
from ecabinet_desktop.domain.rules import VIETNAM
from ecabinet_desktop.errors import Refused
from ecabinet_desktop.server import schema
from ecabinet_desktop.server.central import Central
from ecabinet_desktop.wire.votes import definition_bytes
from sqlalchemy import select

from tests.helpers.server import START, ScriptedClock, direct_service
from tests.unit.server.desk import meeting


def a_note(author: str = "pm", sealed: bytes = b"x") -> SealedNote:
    return SealedNote(id="n", meeting_id="m1", version_id="v", author_id=author, sealed=sealed)


def test_a_row_is_read_back_with_its_revision(any_central: Central) -> None:
    any_central.as_system(lambda work: work.put(a_note()))
    any_central.as_system(lambda work: work.put(a_note(sealed=b"y")))
    assert any_central.as_system(lambda work: (work.get(SealedNote, "n").sealed, work.rev(SealedNote, "n"))) == (
        b"y",
        2,
    )


def test_an_absent_row_is_none_or_unknown(central: Central) -> None:
    assert central.as_system(lambda work: work.find(SealedNote, "n")) is None
    assert central.as_system(lambda work: work.rev(SealedNote, "n")) == 0
    with pytest.raises(Refused, match="note"):
        central.as_system(lambda work: work.get(SealedNote, "n"))
    with pytest.raises(Refused, match="note"):
        central.as_system(lambda work: work.remove(SealedNote, "n"))


def test_a_buried_row_that_comes_back_has_a_later_revision(any_central: Central) -> None:
    any_central.as_system(lambda work: work.put(a_note()))
    any_central.as_system(lambda work: work.remove(SealedNote, "n"))
    assert any_central.as_system(lambda work: work.all(SealedNote)) == ()
    any_central.as_system(lambda work: work.put(a_note()))
    assert any_central.as_system(lambda work: work.rev(SealedNote, "n")) == 2
    page = direct_service(any_central, "pm").changes("", 0)
    assert [row.rev for row in page.rows if row.kind == "note"] == [2]


def test_rows_are_found_by_meeting_and_by_item(central: Central) -> None:
    for number, meeting_id in enumerate(("m1", "m1", "m2")):
        item = Item(id=f"i{number}", meeting_id=meeting_id, place=1, title="t", type=ItemType.ORAL)
        central.as_system(lambda work, item=item: work.put(item))  # type: ignore[misc]
    assert [i.id for i in central.as_system(lambda work: work.all(Item, meeting_id="m1"))] == ["i0", "i1"]
    assert [i.id for i in central.as_system(lambda work: work.all(Item, item_id="i2"))] == ["i2"]
    assert len(central.as_system(lambda work: work.all(Item))) == 3


def a_ballot(electorate: tuple[str, ...]) -> Ballot:
    definition = Definition(
        ballot_id="b1",
        meeting_id="m1",
        item_id="i1",
        kind=BallotKind.SESSION,
        question="?",
        decision_text="",
        papers=(),
        options=tuple(Answer),
        rules=VIETNAM,
        electorate=electorate,
        prime_minister="pm",
        deadline=None,
    )
    return Ballot(
        id="b1",
        meeting_id="m1",
        item_id="i1",
        kind=BallotKind.SESSION,
        state=BallotState.ANNOUNCED,
        question="?",
        decision_text="",
        definition=definition_bytes(definition),
        definition_hash="h",
    )


def test_facts_gather_meeting_item_approved_papers_and_electorate(central: Central) -> None:
    direct_service(central, "secretary").send([meeting("m1")])
    item = Item(id="i1", meeting_id="m1", place=1, title="t", type=ItemType.ORAL)
    agendas = [
        Agenda(id=i, meeting_id="m1", label=i, approved_at=START, approved_by="s", manifest={v: "hash"})
        for i, v in (("A", "v1"), ("B", "v2"))
    ]
    ballot = a_ballot(("pm", "minister-one"))
    for entity in (item, *agendas, ballot):
        central.as_system(lambda work, entity=entity: work.put(entity))  # type: ignore[misc]
    facts = central.as_system(lambda work: work.facts(item_id="i1", ballot=ballot))
    assert facts.meeting is not None
    assert facts.meeting.id == "m1"
    assert facts.item == item
    assert facts.approved == {"v1", "v2"}
    assert facts.electorate == {"pm", "minister-one"}
    assert {who for who in ("pm", "minister-one", "minister-two") if sees(central, who, "b1")} == {
        "pm",
        "minister-one",
    }


def sees(central: Central, who: str, entity_id: str) -> bool:
    return any(row.id == entity_id for row in direct_service(central, who).changes("", 0).rows)


def test_a_papers_key_is_kept_wrapped_and_can_be_dropped(any_central: Central) -> None:
    any_central.as_system(lambda work: work.keep_key("v1", b"k" * 32))
    any_central.as_system(lambda work: work.keep_key("v1", b"n" * 32))
    with any_central.store.reading() as db:
        (wrapped,) = db.execute(select(schema.paper_keys.c.wrapped)).scalars()
    assert b"n" * 32 not in wrapped
    assert any_central.keys.unwrap("v1", wrapped) == b"n" * 32
    any_central.as_system(lambda work: work.drop_key("v1"))
    with any_central.store.reading() as db:
        assert db.execute(select(schema.paper_keys)).all() == []


def test_the_server_signs_with_the_key_devices_pinned(central: Central) -> None:
    signature = central.as_system(lambda work: work.sign(b"receipt"))
    assert signing.verify(central.keys.public, b"receipt", signature)


def test_today_is_the_day_where_the_government_sits(central: Central, clock: ScriptedClock) -> None:
    assert central.as_system(lambda work: work.today()) == date(2026, 3, 2)
    clock.pass_(hours=9)
    assert central.as_system(lambda work: work.today()) == date(2026, 3, 3)


def test_members_are_those_in_office_by_rank(central: Central) -> None:
    assert [m.id for m in central.as_system(lambda work: work.members())] == ["pm", "minister-one", "minister-two"]
    central.as_system(
        lambda work: work.put(msgspec.structs.replace(work.get(Person, "pm"), mandate_to=date(2026, 3, 1)))
    )
    assert [m.id for m in central.as_system(lambda work: work.members())] == ["minister-one", "minister-two"]


def test_reconsidering_changes_nothing_that_is_right(central: Central) -> None:
    central.as_system(lambda work: work.put(a_note()))
    before = direct_service(central, "pm").changes("", 0)
    central.as_system(lambda work: work.reconsider(SealedNote, "n"))
    after = central.as_system(lambda work: work.rev(SealedNote, "n"))
    rows = {row.id: row.seq for row in before.rows}
    assert after == 1
    again = direct_service(central, "pm").changes("", 0)
    assert {row.id: row.seq for row in again.rows}["n"] == rows["n"]
