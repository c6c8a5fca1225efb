from datetime import timedelta
from typing import Any

import pytest
from ecabinet_desktop.domain.agenda import Agenda, Item, ItemType, Line, in_order
from ecabinet_desktop.domain.ballot import Ballot, BallotState
from ecabinet_desktop.domain.meeting import Meeting, MeetingState
from ecabinet_desktop.domain.paper import PaperState, PaperVersion
from ecabinet_desktop.domain.position import Position, Stance, needs_confirming
from ecabinet_desktop.wire import commands
from ecabinet_desktop.wire.commands import Envelope
from ecabinet_desktop.wire.votes import hash_hex

from tests.unit.server.cabinet import PDF, CabinetAtWork, announcement, approval, edited, item, planned


def order(cabinet: CabinetAtWork) -> str:
    items = in_order(cabinet.central.as_system(lambda work: work.all(Item, meeting_id="m1")))
    assert [i.place for i in items] == list(range(1, len(items) + 1))
    return " ".join(i.id for i in items)


def lines(cabinet: CabinetAtWork, who: str, label: str) -> dict[str, Line]:
    return {line.item_id: line for line in cabinet.rows(who, Line).values() if line.agenda == label}


def test_items_are_added_moved_and_removed_and_stay_numbered(cabinet: CabinetAtWork) -> None:
    cabinet.do("secretary", planned(), *(item(name) for name in ("a", "b", "c", "d")))
    assert order(cabinet) == "a b c d"
    cabinet.do("secretary", commands.PlaceItem(item_id="d", place=2))
    assert order(cabinet) == "a d b c"
    cabinet.do("secretary", commands.RemoveItem(item_id="d"), item("e"))
    assert order(cabinet) == "a b c e"
    cabinet.do("secretary", commands.PlaceItem(item_id="a", place=99))
    assert order(cabinet) == "b c e a"


def test_moving_an_item_touches_only_the_rows_that_moved(cabinet: CabinetAtWork) -> None:
    cabinet.do("secretary", planned(), *(item(name) for name in ("a", "b", "c")))
    cabinet.do("secretary", commands.PlaceItem(item_id="c", place=2))
    revs = cabinet.central.as_system(lambda work: [work.rev(Item, name) for name in ("a", "b", "c")])
    assert revs == [1, 2, 2]


def test_an_item_is_edited_in_its_place(cabinet: CabinetAtWork) -> None:
    cabinet.plan()
    cabinet.do("secretary", commands.Recuse(item_id="i1", member_id="minister-two", recused=True))
    cabinet.do("secretary", edited(title=" Đất đai ", minutes=20, speaker=" Bộ trưởng ", ministry="Bộ Tài chính"))
    changed = cabinet.row(Item, "i1")
    assert (changed.title, changed.minutes, changed.speaker) == ("Đất đai", 20, "Bộ trưởng")
    assert (changed.place, changed.meeting_id, changed.recused) == (1, "m1", ("minister-two",))


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 1001}, "title"),
        ({"sponsors": ("minister-one", "assistant")}, "sponsor_not_member"),
        ({"minutes": -1}, "duration"),
        ({"minutes": 1441}, "duration"),
        ({"need_to_know": ("nobody",)}, "unknown"),
    ],
)
def test_an_items_particulars_are_checked_when_added_and_when_edited(
    cabinet: CabinetAtWork, more: dict[str, Any], code: str
) -> None:
    cabinet.plan()
    assert cabinet.code("secretary", item("i2", **more)) == code
    assert cabinet.code("secretary", edited(**more)) == code


def test_an_item_of_no_meeting_or_added_twice_is_refused(cabinet: CabinetAtWork) -> None:
    cabinet.plan()
    assert cabinet.code("secretary", item("i1")) == "exists"
    assert cabinet.code("secretary", item("i2", "m9")) == "unknown"
    assert cabinet.code("secretary", edited("i9")) == "unknown"
    assert cabinet.code("secretary", commands.PlaceItem(item_id="i9", place=1)) == "unknown"


def test_an_item_with_a_file_cannot_become_listed_only(cabinet: CabinetAtWork) -> None:
    cabinet.plan()
    cabinet.do("secretary", cabinet.filing("version1"))
    assert cabinet.code("secretary", edited(listed_only=True, notice="n")) == "classified"


def test_a_design_is_changed_by_secretaries_only(cabinet: CabinetAtWork) -> None:
    cabinet.plan()
    for who in ("pm", "minister-one", "clerk"):
        assert cabinet.code(who, item("i2")) == "not_allowed"
        assert cabinet.code(who, commands.RemoveItem(item_id="i1")) == "not_allowed"


def test_once_the_session_has_begun_the_design_stays_as_it_is(cabinet: CabinetAtWork) -> None:
    cabinet.convene()
    for command in (
        item("i2"),
        edited(),
        commands.PlaceItem(item_id="i1", place=1),
        commands.RemoveItem(item_id="i1"),
    ):
        assert cabinet.code("secretary", command) == "wrong_state"


def test_the_second_of_two_concurrent_edits_is_refused(cabinet: CabinetAtWork) -> None:
    cabinet.plan()
    assert cabinet.send("secretary", edited(title="Một"), base_rev=1).accepted
    assert cabinet.send("secretary", edited(title="Hai"), base_rev=1).code == "changed_meanwhile"
    assert cabinet.row(Item, "i1").title == "Một"


def test_an_item_leaves_the_design_with_its_papers_until_it_was_approved(cabinet: CabinetAtWork) -> None:
    cabinet.plan()
    cabinet.do("secretary", cabinet.filing("version1"), commands.RemoveItem(item_id="i1"))
    assert cabinet.rows("secretary", Item) == {}
    assert cabinet.rows("secretary", PaperVersion) == {}
    cabinet.do("secretary", item("i2"), cabinet.filing("version2", "i2"), approval())
    assert cabinet.code("secretary", commands.RemoveItem(item_id="i2")) == "on_approved_agenda"


# approval


def test_approving_publishes_lines_papers_and_manifest_as_version_a(cabinet: CabinetAtWork) -> None:
    cabinet.plan()
    cabinet.do("secretary", item("i2", item_type=ItemType.ORAL), cabinet.filing("version1"))
    assert cabinet.rows("minister-one", Meeting) == {}
    assert cabinet.send("secretary", approval()).detail == "A"
    meeting = cabinet.rows("minister-one", Meeting)["m1"]
    assert (meeting.agenda, meeting.state) == ("A", MeetingState.CONVENED)
    shown = lines(cabinet, "minister-one", "A")
    assert [(line.number, line.papers) for line in shown.values()] == [(1, ("version1",)), (2, ())]
    (agenda,) = cabinet.rows("minister-one", Agenda).values()
    assert agenda.manifest == {"version1": hash_hex(PDF + b"version1")}
    assert (agenda.approved_by, agenda.approved_at) == ("secretary", cabinet.clock())
    assert cabinet.rows("minister-one", PaperVersion)["version1"].state is PaperState.PUBLISHED
    assert cabinet.key_of("minister-one", "version1") is not None
    assert cabinet.rows("minister-one", Item) == {}
    assert cabinet.rows("admin", Line) == {}


def test_the_chair_may_approve_and_reads_what_is_to_be_approved(cabinet: CabinetAtWork) -> None:
    cabinet.plan()
    cabinet.do("secretary", cabinet.filing("version1"))
    assert cabinet.holders(PaperVersion, "version1", "pm", "minister-one") == {"pm"}
    assert cabinet.code("minister-one", approval()) == "not_allowed"
    cabinet.do("pm", approval())


def test_what_is_not_formally_ok_is_named_by_place_and_nothing_is_kept(cabinet: CabinetAtWork) -> None:
    cabinet.plan()
    cabinet.do("secretary", item("i2", sponsors=(), minutes=0, item_type=ItemType.ORAL))
    verdict = cabinet.send("secretary", approval())
    assert (verdict.code, verdict.detail) == ("not_formally_ok", "1: paper; 2: sponsor, duration")
    assert cabinet.row(Meeting, "m1").agenda == ""
    assert cabinet.leaves("agenda") == []


def test_an_empty_design_is_not_approved(cabinet: CabinetAtWork) -> None:
    cabinet.do("secretary", planned())
    assert cabinet.code("secretary", approval()) == "no_items"


def test_a_listed_only_item_is_approved_with_its_notice_alone(cabinet: CabinetAtWork) -> None:
    cabinet.do("secretary", planned(), item("i1", listed_only=True))
    assert cabinet.send("secretary", approval()).detail == "1: notice"
    cabinet.do("secretary", edited(listed_only=True, notice="Bản giấy số 3"), approval())
    (line,) = cabinet.rows("minister-one", Line).values()
    assert (line.listed_only, line.notice, line.papers) == (True, "Bản giấy số 3", ())


def test_the_next_version_leaves_the_approved_one_as_it_was(cabinet: CabinetAtWork) -> None:
    cabinet.publish()
    cabinet.do("secretary", edited(title="Mới", minutes=30), item("i2"), cabinet.filing("version9", "i2"))
    assert [line.title for line in cabinet.rows("minister-one", Line).values()] == ["Mục i1"]
    cabinet.do("secretary", commands.PlaceItem(item_id="i2", place=1), approval())
    assert cabinet.rows("minister-one", Meeting)["m1"].agenda == "B"
    before, after = (lines(cabinet, "minister-one", label) for label in "AB")
    assert [(line.number, line.title) for line in before.values()] == [(1, "Mục i1")]
    assert {name: (line.number, line.title) for name, line in after.items()} == {
        "i1": (2, "Mới"),
        "i2": (1, "Mục i2"),
    }


def test_a_replaced_paper_leaves_positions_to_confirm_and_voids_ballots(cabinet: CabinetAtWork) -> None:
    cabinet.open_written()
    cabinet.do("secretary", announcement("b2", deadline=cabinet.clock() + timedelta(days=3)))
    cabinet.do("secretary", announcement("b3", papers=(), deadline=cabinet.clock() + timedelta(days=3)))
    cabinet.do(
        "minister-one", commands.StatePosition(item_id="i1", stance=Stance.NO_OBJECTION, bound=("version1",))
    )
    cabinet.do("secretary", cabinet.filing("version2", paper_id="paper-version1", reason="Sửa số liệu"))
    assert cabinet.row(Ballot, "b1").state is BallotState.OPEN
    cabinet.do("secretary", approval())
    states = {ballot.id: ballot.state for ballot in cabinet.rows("minister-two", Ballot).values()}
    assert states == {"b1": BallotState.VOID, "b2": BallotState.VOID, "b3": BallotState.ANNOUNCED}
    assert [leaf["id"] for leaf in cabinet.leaves("ballot_void")] == ["b1", "b2"]
    (position,) = cabinet.rows("minister-one", Position).values()
    line = lines(cabinet, "minister-one", "B")["i1"]
    assert line.papers == ("version2",)
    assert needs_confirming(position, line.papers)


def test_a_ballot_that_is_counted_is_not_voided(cabinet: CabinetAtWork) -> None:
    cabinet.open_written()
    cabinet.do("secretary", commands.CloseBallot(ballot_id="b1"))
    cabinet.pass_(minutes=10)
    cabinet.do("secretary", cabinet.filing("version2", paper_id="paper-version1", reason="Sửa"), approval())
    assert cabinet.row(Ballot, "b1").state is BallotState.CLOSED


def test_papers_published_stand_in_the_ledger_once(cabinet: CabinetAtWork) -> None:
    cabinet.publish()
    cabinet.do("secretary", approval())
    papers = [(leaf["id"], leaf["sha256"]) for leaf in cabinet.leaves("paper")]
    assert papers == [("version1", hash_hex(PDF + b"version1"))]
    assert [leaf["label"] for leaf in cabinet.leaves("agenda")] == ["A", "B"]


def test_a_late_paper_is_published_during_the_session_and_none_after_it(cabinet: CabinetAtWork) -> None:
    cabinet.convene()
    cabinet.do("secretary", cabinet.filing("version2", paper_id="paper-version1", reason="Bổ sung"), approval())
    assert lines(cabinet, "minister-one", "B")["i1"].papers == ("version2",)
    cabinet.do("pm", commands.MoveMeeting(meeting_id="m1", state=MeetingState.ENDED))
    assert cabinet.code("secretary", approval()) == "wrong_state"


def test_the_same_agenda_is_not_approved_twice(cabinet: CabinetAtWork) -> None:
    cabinet.plan()
    again = approval()
    cabinet.do("secretary", cabinet.filing("version1"), again)
    assert cabinet.code("secretary", again) == "exists"


def test_of_two_approvals_of_one_design_the_second_is_refused(cabinet: CabinetAtWork) -> None:
    cabinet.plan()
    cabinet.do("secretary", cabinet.filing("version1"))
    rev = cabinet.central.as_system(lambda work: work.rev(Meeting, "m1"))
    batch = [Envelope(id=f"c{n}", body=approval(), base_rev=rev) for n in (1, 2)]
    assert [v.code for v in cabinet.service("secretary").send(batch)] == ["ok", "changed_meanwhile"]


# recusal


def recusal(member_id: str = "minister-one", recused: bool = True) -> commands.Recuse:
    return commands.Recuse(item_id="i1", member_id=member_id, recused=recused)


def test_a_recused_member_and_their_office_lose_the_item_and_get_it_back(cabinet: CabinetAtWork) -> None:
    cabinet.publish()
    watchers = ("minister-one", "assistant", "minister-two")
    assert cabinet.holders(PaperVersion, "version1", *watchers) == set(watchers)
    cabinet.do("pm", recusal())
    assert cabinet.holders(PaperVersion, "version1", *watchers) == {"minister-two"}
    assert cabinet.holders(Line, "i1.A", *watchers) == {"minister-two"}
    cabinet.do("secretary", recusal(recused=False))
    assert cabinet.holders(PaperVersion, "version1", *watchers) == set(watchers)
    facts = [(leaf["kind"], leaf["member"]) for leaf in cabinet.leaves() if leaf["kind"].startswith("recusal")]
    assert facts == [("recusal", "minister-one"), ("recusal_ended", "minister-one")]


def test_a_recusal_said_twice_is_one(cabinet: CabinetAtWork) -> None:
    cabinet.publish()
    cabinet.do("secretary", recusal(), recusal(), recusal("minister-two", recused=False))
    assert cabinet.row(Item, "i1").recused == ("minister-one",)
    assert len(cabinet.leaves("recusal")) == 1


def test_only_sitting_members_are_recused(cabinet: CabinetAtWork) -> None:
    cabinet.publish()
    assert cabinet.code("secretary", recusal("assistant")) == "not_member"
    assert cabinet.code("minister-one", recusal("minister-two")) == "not_allowed"


def test_who_has_voted_on_an_item_is_not_taken_off_it(cabinet: CabinetAtWork) -> None:
    cabinet.open_written()
    cabinet.do("minister-one", cabinet.vote("minister-one"))
    assert cabinet.code("pm", recusal()) == "already_voted"
    cabinet.do("pm", recusal("minister-two"))
