from datetime import timedelta

import msgspec
import pytest
from ecabinet_desktop.domain.ballot import BallotKind
from ecabinet_desktop.domain.meeting import Decision, ItemResult, Meeting, MeetingState
from ecabinet_desktop.domain.people import Person
from ecabinet_desktop.server.work import Work
from ecabinet_desktop.wire import commands
from ecabinet_desktop.wire.commands import AnyCommand

from tests.helpers.server import START
from tests.unit.server.cabinet import CabinetAtWork, announcement, approval, item, planned

S = MeetingState


def edit(meeting_id: str = "m1", **more: str) -> commands.EditMeeting:
    return commands.EditMeeting(
        meeting_id=meeting_id,
        title=more.get("title", "Phiên họp bất thường"),
        starts_at=START + timedelta(days=20),
        place="Huế",
        chair_id=more.get("chair_id", "minister-one"),
    )


def move(state: MeetingState, meeting_id: str = "m1") -> commands.MoveMeeting:
    return commands.MoveMeeting(meeting_id=meeting_id, state=state)


def presence(member_id: str, present: bool = True) -> commands.RecordPresence:
    return commands.RecordPresence(meeting_id="m1", member_id=member_id, present=present)


def decide(ballot_id: str | None = None, result: ItemResult = ItemResult.APPROVED) -> commands.RecordDecision:
    return commands.RecordDecision(item_id="i1", result=result, text=" Thông qua ", ballot_id=ballot_id)


def state_of(cabinet: CabinetAtWork) -> MeetingState:
    return cabinet.row(Meeting, "m1").state


def test_a_meeting_is_planned_and_edited_until_it_begins(cabinet: CabinetAtWork) -> None:
    cabinet.do("secretary", planned(title=" Phiên họp "))
    made = cabinet.row(Meeting, "m1")
    assert (made.title, made.state, made.agenda) == ("Phiên họp", S.PLANNED, "")
    cabinet.do("secretary", edit())
    changed = cabinet.row(Meeting, "m1")
    assert (changed.title, changed.place, changed.chair_id) == ("Phiên họp bất thường", "Huế", "minister-one")
    assert changed.starts_at == START + timedelta(days=20)


def test_a_meeting_begun_is_not_edited(cabinet: CabinetAtWork) -> None:
    cabinet.convene()
    assert cabinet.code("secretary", edit()) == "wrong_state"


@pytest.mark.parametrize(
    ("command", "code"),
    [
        (planned(chair_id="secretary"), "chair_not_member"),
        (planned(chair_id="nobody"), "chair_not_member"),
        (planned(title="  "), "title"),
        (planned(title="x" * 501), "title"),
        (edit("m0", chair_id="admin"), "chair_not_member"),
        (edit("m0", title=""), "title"),
        (edit("m9"), "unknown"),
        (planned("m0"), "exists"),
    ],
)
def test_a_meeting_needs_a_title_and_a_sitting_member_as_chair(
    cabinet: CabinetAtWork, command: AnyCommand, code: str
) -> None:
    cabinet.do("secretary", planned("m0"))
    assert cabinet.code("secretary", command) == code


def test_a_chair_whose_mandate_ended_cannot_be_charged(cabinet: CabinetAtWork) -> None:
    def retire(work: Work) -> None:
        gone = work.get(Person, "minister-two")
        work.put(msgspec.structs.replace(gone, mandate_to=gone.mandate_from))

    cabinet.central.as_system(retire)
    assert cabinet.code("secretary", planned(chair_id="minister-two")) == "chair_not_member"


def test_nobody_but_a_secretary_plans_or_edits(cabinet: CabinetAtWork) -> None:
    for who in ("pm", "minister-one", "assistant", "clerk", "admin"):
        assert cabinet.code(who, planned()) == "not_allowed"
    cabinet.do("secretary", planned())
    assert cabinet.code("pm", edit()) == "not_allowed"


def test_a_session_needs_the_quorum_of_all_members(cabinet: CabinetAtWork) -> None:
    cabinet.publish()
    cabinet.do("secretary", presence("pm"))
    assert cabinet.code("pm", move(S.IN_SESSION)) == "no_quorum"
    cabinet.do("minister-two", commands.CheckIn(meeting_id="m1"))
    cabinet.do("pm", move(S.IN_SESSION))
    assert state_of(cabinet) is S.IN_SESSION


def test_the_chair_opens_suspends_and_ends_and_the_rest_is_the_secretariats(cabinet: CabinetAtWork) -> None:
    cabinet.convene()
    cabinet.do("pm", move(S.SUSPENDED), move(S.IN_SESSION), move(S.ENDED))
    assert cabinet.code("pm", move(S.MINUTES_DRAFTED)) == "not_allowed"
    cabinet.do("secretary", move(S.MINUTES_DRAFTED), move(S.CLOSED), move(S.ARCHIVED))
    assert state_of(cabinet) is S.ARCHIVED


def test_a_member_who_does_not_chair_moves_nothing(cabinet: CabinetAtWork) -> None:
    cabinet.publish()
    assert cabinet.code("minister-one", move(S.IN_SESSION)) == "not_allowed"
    assert cabinet.code("pm", move(S.CANCELLED)) == "not_allowed"
    cabinet.do("secretary", move(S.CANCELLED))


def test_a_move_off_the_lifecycle_is_refused(cabinet: CabinetAtWork) -> None:
    cabinet.do("secretary", planned())
    assert cabinet.code("secretary", move(S.CONVENED)) == "no_agenda"
    assert cabinet.code("secretary", move(S.CLOSED)) == "wrong_state"
    assert cabinet.code("secretary", move(S.CONVENED, "m9")) == "unknown"


def test_a_session_does_not_end_while_a_ballot_is_open_in_it(cabinet: CabinetAtWork) -> None:
    cabinet.open_in_session()
    assert cabinet.code("pm", move(S.ENDED)) == "ballot_open"
    cabinet.do("pm", commands.CloseBallot(ballot_id="b1"), move(S.ENDED))


def test_presence_is_recorded_by_a_secretary_or_checked_in_by_oneself(cabinet: CabinetAtWork) -> None:
    cabinet.publish()
    cabinet.do("secretary", presence("pm"), presence("minister-one"))
    cabinet.do("minister-two", commands.CheckIn(meeting_id="m1"))
    assert cabinet.row(Meeting, "m1").present == ("pm", "minister-one", "minister-two")
    cabinet.do("secretary", presence("minister-one", present=False))
    assert cabinet.row(Meeting, "m1").present == ("pm", "minister-two")


def test_being_present_twice_changes_nothing(cabinet: CabinetAtWork) -> None:
    cabinet.publish()
    cabinet.do("secretary", presence("pm"))
    rev = cabinet.central.as_system(lambda work: work.rev(Meeting, "m1"))
    cabinet.do("pm", commands.CheckIn(meeting_id="m1"))
    cabinet.do("secretary", presence("minister-one", present=False))
    assert cabinet.central.as_system(lambda work: work.rev(Meeting, "m1")) == rev


def test_only_members_are_present_and_only_while_there_is_a_meeting(cabinet: CabinetAtWork) -> None:
    cabinet.plan()
    assert cabinet.code("secretary", presence("pm")) == "wrong_state"
    cabinet.do("secretary", cabinet.filing("version1"), approval())
    assert cabinet.code("secretary", presence("assistant")) == "not_member"
    assert cabinet.code("assistant", commands.CheckIn(meeting_id="m1")) == "not_allowed"
    assert cabinet.code("pm", presence("pm")) == "not_allowed"
    cabinet.do("secretary", move(S.CANCELLED))
    assert cabinet.code("pm", commands.CheckIn(meeting_id="m1")) == "wrong_state"


def test_an_item_is_called_in_session_only_and_from_the_approved_agenda(cabinet: CabinetAtWork) -> None:
    call = commands.CallItem(meeting_id="m1", item_id="i1")
    cabinet.publish()
    assert cabinet.code("pm", call) == "not_in_session"
    cabinet.do("secretary", item("i2"), presence("pm"), presence("minister-one"))
    cabinet.do("pm", move(S.IN_SESSION), call)
    assert cabinet.row(Meeting, "m1").current_item == "i1"
    assert cabinet.code("pm", commands.CallItem(meeting_id="m1", item_id="i2")) == "not_on_agenda"
    assert cabinet.code("minister-one", call) == "not_allowed"
    cabinet.do("secretary", commands.CallItem(meeting_id="m1", item_id=None))
    assert cabinet.row(Meeting, "m1").current_item is None
    cabinet.do("pm", call, move(S.ENDED))
    assert cabinet.row(Meeting, "m1").current_item is None


def test_a_decision_is_recorded_in_session_and_corrected_until_the_close(cabinet: CabinetAtWork) -> None:
    cabinet.publish()
    assert cabinet.code("secretary", decide()) == "wrong_state"
    cabinet.do("secretary", presence("pm"), presence("minister-one"))
    cabinet.do("pm", move(S.IN_SESSION), decide())
    decision = cabinet.rows("minister-two", Decision)["i1"]
    assert (decision.result, decision.text) == (ItemResult.APPROVED, "Thông qua")
    cabinet.do("pm", move(S.ENDED))
    cabinet.do("secretary", decide(result=ItemResult.NOTED), move(S.MINUTES_DRAFTED), move(S.CLOSED))
    assert cabinet.row(Decision, "i1").result is ItemResult.NOTED
    assert cabinet.code("secretary", decide()) == "wrong_state"
    assert [leaf["result"] for leaf in cabinet.leaves("decision")] == ["approved", "noted"]


def test_an_item_on_the_design_only_is_not_decided(cabinet: CabinetAtWork) -> None:
    cabinet.publish()
    cabinet.do("secretary", item("i2"), presence("pm"), presence("minister-one"))
    cabinet.do("pm", move(S.IN_SESSION))
    command = commands.RecordDecision(item_id="i2", result=ItemResult.NOTED, text="")
    assert cabinet.code("secretary", command) == "not_on_agenda"


def test_a_written_ballot_decides_before_the_session_once_it_is_counted(cabinet: CabinetAtWork) -> None:
    cabinet.open_written()
    assert cabinet.code("secretary", decide("b1")) == "wrong_state"
    cabinet.do("secretary", commands.CloseBallot(ballot_id="b1"))
    cabinet.pass_(minutes=10)
    cabinet.do("secretary", decide("b1", ItemResult.REFUSED))
    assert cabinet.row(Decision, "i1").ballot_id == "b1"


def test_a_decision_names_a_ballot_of_its_own_item(cabinet: CabinetAtWork) -> None:
    cabinet.convene()
    assert cabinet.code("secretary", decide("b9")) == "unknown"
    cabinet.do("secretary", announcement("b1", BallotKind.SESSION))
    assert cabinet.code("secretary", decide("b1")) == "wrong_state"


def test_a_convened_meeting_freezes_by_itself_three_days_before(cabinet: CabinetAtWork) -> None:
    cabinet.publish(days=10)
    cabinet.pass_(days=6, hours=23)
    assert state_of(cabinet) is S.CONVENED
    cabinet.pass_(hours=1)
    assert state_of(cabinet) is S.FROZEN


def test_a_meeting_without_an_agenda_does_not_freeze(cabinet: CabinetAtWork) -> None:
    cabinet.plan(days=1)
    cabinet.pass_(days=1)
    assert state_of(cabinet) is S.PLANNED
