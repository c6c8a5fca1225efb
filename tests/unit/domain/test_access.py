"""The matrix of rights, written out from the tables of the house's domain, not from the code that decides.

A cell names who may; everybody not named may not.
"""

from datetime import date
from typing import Any, get_args

import pytest
from ecabinet_desktop.domain.access import (
    PERMITTED,
    Entity,
    Facts,
    Standing,
    audience,
    may_do,
    may_move,
    may_see,
    standings,
)
from ecabinet_desktop.domain.agenda import Agenda, Item, Line
from ecabinet_desktop.domain.annotation import Comment, NoteKey, SealedNote, SharedNote
from ecabinet_desktop.domain.ballot import (
    Answer,
    Ballot,
    BallotKind,
    BallotState,
    Progress,
    Vote,
    VoteOutcome,
)
from ecabinet_desktop.domain.meeting import Decision, ItemResult, Meeting, MeetingState
from ecabinet_desktop.domain.paper import Level, PaperState, PaperVersion
from ecabinet_desktop.domain.people import Device, DeviceState, Government, Person, Role
from ecabinet_desktop.domain.position import Position, Stance
from ecabinet_desktop.domain.rules import VIETNAM
from msgspec.structs import replace

from tests.unit.domain.samples import MOMENT, paper
from tests.unit.domain.standing import AGENDA, DECISION, ITEM, LINE, MEETING, PEOPLE, PLANNED

S = MeetingState

EVERYBODY = set(PEOPLE)
MEMBERS = {"chair", "sponsor", "member"}
OFFICES = {"file-manager", "sponsors-assistant", "assistant"}
DESIGN = {"chair", "secretary"}
CABINET = MEMBERS | OFFICES | {"alternate"}
"""Who the approved agenda is for, apart from guests and the submitting ministry."""
LINES = CABINET | {"secretary", "submitter", "guest"}


def facts(
    meeting: Meeting | None = MEETING,
    item: Item | None = ITEM,
    decision: Decision | None = None,
    approved: frozenset[str] = frozenset({"v1"}),
) -> Facts:
    return Facts(meeting=meeting, item=item, decision=decision, approved=approved, electorate=frozenset(MEMBERS))


def who_sees(entity: Entity, around: Facts) -> set[str]:
    return {name for name, viewer in PEOPLE.items() if may_see(viewer, entity, around)}


def test_the_government_and_its_people_are_known_to_every_account() -> None:
    assert who_sees(Government(id="g", name="g", rules=VIETNAM), Facts()) == EVERYBODY
    assert who_sees(PEOPLE["member"], Facts()) == EVERYBODY


@pytest.mark.parametrize("state", DeviceState)
def test_a_device_is_seen_by_its_owner_and_the_secretariat(state: DeviceState) -> None:
    device = Device(
        id="d", person_id="auditor", name="n", state=state, device_key=b"", vote_key=b"", six_digits="",
        enrolled_at="",
    )  # fmt: skip
    assert who_sees(device, Facts()) == {"auditor", "secretary"}


def test_a_private_note_is_its_authors_alone() -> None:
    note = SealedNote(id="n", meeting_id="meeting", version_id="v1", author_id="assistant", sealed=b"x")
    assert who_sees(note, facts()) == {"assistant"}


def test_a_shared_note_is_its_authors_and_its_readers_as_long_as_they_may_read_the_item() -> None:
    shared = SharedNote(
        id="n.member", note_id="n", meeting_id="meeting", item_id="item", version_id="v1", author_id="sponsor",
        reader_id="member", sealed=b"x",
    )  # fmt: skip
    assert who_sees(shared, facts()) == {"sponsor", "member"}
    assert who_sees(shared, facts(meeting=PLANNED)) == {"sponsor"}


def test_a_formal_comment_is_for_the_secretariat() -> None:
    comment = Comment(
        id="n", meeting_id="meeting", item_id="item", version_id="v1", author_id="member", page=0, text="t",
        quoted="", given_at=MOMENT,
    )  # fmt: skip
    assert who_sees(comment, facts()) == {"member", "secretary"}


def test_a_key_for_shared_notes_is_known_to_the_cabinet() -> None:
    assert who_sees(NoteKey(id="member", public=b"k"), Facts()) == CABINET | {"secretary", "other-alternate"}


@pytest.mark.parametrize("outcome", VoteOutcome)
def test_a_vote_is_its_members_alone(outcome: VoteOutcome) -> None:
    vote = Vote(
        id="v", meeting_id="meeting", ballot_id="b", member_id="member", answer=Answer.AGREE, text="", version=1,
        outcome=outcome, received_at=MOMENT,
    )  # fmt: skip
    assert who_sees(vote, facts()) == {"member"}


def test_a_position_is_seen_by_its_member_their_office_the_chair_and_the_secretariat() -> None:
    position = Position(
        id="p", meeting_id="meeting", item_id="item", member_id="member", stance=Stance.OBJECTION, given_at=MOMENT
    )
    assert who_sees(position, facts()) == {"member", "assistant"} | DESIGN


# meetings and agendas, by state

EARLY = {S.PLANNED}


@pytest.mark.parametrize("state", S)
def test_a_meeting_is_known_to_those_invited_once_it_is_published(state: MeetingState) -> None:
    invited = CABINET | {"submitter", "ministry", "secretary", "guest", "other-guest", "auditor"}
    meeting = replace(MEETING, state=state)
    assert who_sees(meeting, facts()) == (DESIGN if state in EARLY else invited)


@pytest.mark.parametrize("state", S)
def test_a_meeting_without_an_approved_agenda_is_the_designs_in_every_state(state: MeetingState) -> None:
    assert who_sees(replace(MEETING, state=state, agenda=""), facts()) == DESIGN


@pytest.mark.parametrize("state", S)
def test_the_design_is_the_secretariats_the_chairs_and_for_own_submissions_the_ministrys(
    state: MeetingState,
) -> None:
    assert who_sees(ITEM, facts(replace(MEETING, state=state))) == DESIGN | {"submitter"}
    assert who_sees(replace(ITEM, ministry=""), facts(replace(MEETING, state=state))) == DESIGN


@pytest.mark.parametrize("state", S)
def test_an_approved_agenda_is_for_the_cabinet_and_its_metadata_for_the_auditor(state: MeetingState) -> None:
    around = facts(replace(MEETING, state=state))
    assert who_sees(AGENDA, around) == (DESIGN if state in EARLY else CABINET | {"secretary", "auditor"})


@pytest.mark.parametrize("entity", [LINE, DECISION], ids=["line", "decision"])
@pytest.mark.parametrize("state", S)
def test_lines_and_decisions_are_for_the_cabinet_and_those_concerned(state: MeetingState, entity: Entity) -> None:
    around = facts(replace(MEETING, state=state))
    assert who_sees(entity, around) == (DESIGN if state in EARLY else LINES)


def test_who_is_recused_is_kept_off_the_item_with_the_private_office() -> None:
    around = facts(item=replace(ITEM, recused=("sponsor",)))
    gone = {"sponsor", "file-manager", "sponsors-assistant"}
    assert who_sees(LINE, around) == LINES - gone
    assert who_sees(paper(), around) == CABINET - gone | {"secretary", "submitter"}


def test_a_recused_chair_has_none_of_the_items_papers() -> None:
    around = facts(item=replace(ITEM, recused=("chair",)))
    for state in (PaperState.DRAFT, PaperState.PUBLISHED):
        assert "chair" not in who_sees(paper(state=state), around)
    assert "chair" not in who_sees(LINE, around)


def test_a_need_to_know_list_leaves_only_those_named_the_chair_and_the_secretariat() -> None:
    around = facts(item=replace(ITEM, need_to_know=("member",)))
    known = {"chair", "member", "alternate", "assistant", "secretary"}
    assert who_sees(LINE, around) == known
    assert who_sees(paper(), around) == known | {"submitter"}
    assert who_sees(paper(level=Level.CONFIDENTIAL), around) == known - {"assistant"} | {"submitter"}


def test_unknown_surroundings_refuse() -> None:
    assert who_sees(LINE, Facts()) == set()
    assert who_sees(AGENDA, Facts()) == set()
    assert who_sees(paper(), Facts()) == set()
    assert who_sees(ITEM, Facts()) == {"secretary", "submitter"}
    assert who_sees(LINE, Facts(meeting=MEETING)) == set()


# papers: role × level × state

DRAFT = {
    Level.SECRETARIAT: {"secretary"},
    Level.CONFIDENTIAL: {"secretary", "chair", "submitter"},
    Level.CABINET: {"secretary", "chair", "submitter"},
    Level.ADMINISTRATION: {"secretary", "chair", "submitter"},
    Level.PUBLIC: {"secretary", "chair", "submitter"},
}
OWN = {"secretary", "submitter"}
PUBLISHED = {
    Level.SECRETARIAT: {"secretary"},
    Level.CONFIDENTIAL: MEMBERS | {"alternate", "file-manager"} | OWN,
    Level.CABINET: CABINET | OWN,
    Level.ADMINISTRATION: CABINET | OWN,
    Level.PUBLIC: CABINET | OWN,
}
RELEASED = {
    **PUBLISHED,
    Level.ADMINISTRATION: CABINET | OWN | {"ministry"},
    Level.PUBLIC: EVERYBODY - {"administrator"},
}
GOOD = (ItemResult.APPROVED, ItemResult.APPROVED_AS_AMENDED, ItemResult.NOTED)


@pytest.mark.parametrize("level", Level)
def test_a_draft_is_for_those_who_prepare_and_approve_it(level: Level) -> None:
    assert (
        who_sees(paper(level=level, state=PaperState.DRAFT), facts(PLANNED, approved=frozenset())) == DRAFT[level]
    )
    assert who_sees(paper(level=level, state=PaperState.DRAFT), facts()) == DRAFT[level]


@pytest.mark.parametrize("level", Level)
def test_a_published_paper_reaches_as_far_as_its_level(level: Level) -> None:
    assert who_sees(paper(level=level), facts()) == PUBLISHED[level]


@pytest.mark.parametrize("level", Level)
def test_a_paper_that_is_on_no_approved_agenda_is_not_published(level: Level) -> None:
    assert who_sees(paper(level=level), facts(approved=frozenset({"another"}))) == DRAFT[level]


@pytest.mark.parametrize("level", Level)
def test_a_withdrawn_paper_is_the_secretariats_only(level: Level) -> None:
    for released in (False, True):
        assert who_sees(paper(level=level, state=PaperState.WITHDRAWN, released=released), facts()) == {"secretary"}


@pytest.mark.parametrize("result", ItemResult)
@pytest.mark.parametrize("level", Level)
def test_a_released_paper_goes_to_ministries_if_the_item_was_approved_or_noted(
    level: Level, result: ItemResult
) -> None:
    around = facts(decision=replace(DECISION, result=result))
    expected = RELEASED[level] if result in GOOD or level is Level.PUBLIC else PUBLISHED[level]
    assert who_sees(paper(level=level, released=True), around) == expected


def test_no_file_is_given_out_for_a_listed_only_item() -> None:
    around = facts(item=replace(ITEM, listed_only=True))
    for state in PaperState:
        assert who_sees(paper(state=state), around) == set()


def test_a_private_office_gets_confidential_papers_only_by_the_file_manager_of_a_sponsor() -> None:
    around = facts(item=replace(ITEM, sponsors=("member",)))
    seen = who_sees(paper(level=Level.CONFIDENTIAL), around)
    assert seen & OFFICES == {"assistant"}


# ballots, by state


def a_ballot(state: BallotState, kind: BallotKind = BallotKind.WRITTEN) -> Ballot:
    return Ballot(
        id="b", meeting_id="meeting", item_id="item", kind=kind, state=state, question="?", decision_text="t"
    )


@pytest.mark.parametrize("state", BallotState)
def test_a_ballot_is_for_those_it_is_put_to_the_chair_and_the_secretariat(state: BallotState) -> None:
    expected = DESIGN if state is BallotState.DRAFT else MEMBERS | {"secretary"}
    assert who_sees(a_ballot(state), facts()) == expected


def test_a_ballot_is_not_for_a_recused_member_or_one_off_its_list() -> None:
    assert who_sees(a_ballot(BallotState.OPEN), facts(item=replace(ITEM, recused=("member",)))) == {
        "chair",
        "sponsor",
        "secretary",
    }
    listed = replace(facts(), electorate=frozenset({"member", "assistant"}))
    assert who_sees(a_ballot(BallotState.OPEN), listed) == {"chair", "member", "secretary"}


def test_who_has_answered_is_known_to_the_chair_and_the_secretariat() -> None:
    progress = Progress(id="b", meeting_id="meeting", answered=("member",))
    assert who_sees(progress, facts()) == DESIGN


def test_the_administrator_sees_no_content_at_all() -> None:
    content: list[Entity] = [MEETING, ITEM, AGENDA, LINE, DECISION, a_ballot(BallotState.PUBLISHED)]
    content += [paper(level=level, released=True) for level in Level]
    around = facts(replace(MEETING, state=S.ARCHIVED), decision=DECISION)
    assert [entity for entity in content if may_see(PEOPLE["administrator"], entity, around)] == []


def test_the_auditor_sees_metadata_only() -> None:
    content: list[Entity] = [ITEM, LINE, DECISION, paper(), a_ballot(BallotState.PUBLISHED)]
    assert [entity for entity in content if may_see(PEOPLE["auditor"], entity, facts(decision=DECISION))] == []


KINDS_WALKED: set[type] = {
    Government, Person, Device, SealedNote, NoteKey, SharedNote, Comment,
    Vote, Position, Meeting, Item, Agenda, Line, Decision, PaperVersion,
    Ballot, Progress,
}  # fmt: skip


def test_every_kind_of_row_was_walked() -> None:
    assert set(get_args(Entity)) == KINDS_WALKED


def test_the_audience_of_a_row_are_the_ids_of_all_who_may_see_it() -> None:
    assert audience(paper(level=Level.CONFIDENTIAL), facts(), PEOPLE.values()) == PUBLISHED[Level.CONFIDENTIAL]


COMMANDS: dict[str, set[str]] = {
    "create_meeting": {"secretary"},
    "edit_meeting": {"secretary"},
    "move_meeting": {"secretary", "chair"},
    "add_item": {"secretary"},
    "edit_item": {"secretary"},
    "place_item": {"secretary"},
    "remove_item": {"secretary"},
    "call_item": {"secretary", "chair"},
    "file_paper": {"secretary"},
    "withdraw_paper": {"secretary"},
    "approve_agenda": {"secretary", "chair"},
    "record_presence": {"secretary"},
    "check_in": MEMBERS,
    "recuse": {"secretary", "chair"},
    "announce_ballot": {"secretary", "chair"},
    "open_ballot": {"secretary", "chair"},
    "close_ballot": {"secretary", "chair"},
    "recall_ballot": {"secretary", "chair"},
    "record_decision": {"secretary", "chair"},
    "state_position": MEMBERS,
    "cast_vote": MEMBERS,
    "save_note": EVERYBODY - {"administrator", "auditor"},
    "delete_note": EVERYBODY - {"administrator", "auditor"},
    "publish_note_key": EVERYBODY - {"administrator", "auditor"},
    "share_note": CABINET | {"secretary", "other-alternate"},
    "formal_comment": CABINET | {"other-alternate"},
    "withdraw_comment": CABINET | {"other-alternate"},
    "issue_code": {"secretary"},
    "approve_device": {"secretary"},
    "revoke_device": EVERYBODY,
}


def who_may(command: str, around: Facts, **more: Any) -> set[str]:
    return {name for name, actor in PEOPLE.items() if may_do(actor, command, around, **more)}


@pytest.mark.parametrize("state", S)
@pytest.mark.parametrize("command", COMMANDS)
def test_a_command_is_permitted_to_those_named_in_every_state(command: str, state: MeetingState) -> None:
    assert who_may(command, facts(replace(MEETING, state=state))) == COMMANDS[command]


@pytest.mark.parametrize("command", COMMANDS)
def test_where_there_is_no_meeting_nobody_is_its_chair(command: str) -> None:
    expected = COMMANDS[command]
    assert who_may(command, Facts()) == (expected if "member" in expected else expected - {"chair"})


def test_every_command_was_walked_and_one_that_is_not_there_is_nobodys() -> None:
    assert set(COMMANDS) == set(PERMITTED)
    assert who_may("abolish_ballot", facts()) == set()


@pytest.mark.parametrize("command", ["open_ballot", "close_ballot"])
@pytest.mark.parametrize(("kind", "opener"), [(BallotKind.SESSION, "chair"), (BallotKind.WRITTEN, "secretary")])
def test_the_chair_opens_ballots_in_session_and_the_secretary_written_ones(
    command: str, kind: BallotKind, opener: str
) -> None:
    assert who_may(command, facts(), ballot=a_ballot(BallotState.OPEN, kind)) == {opener}


@pytest.mark.parametrize("state", S)
def test_the_chair_opens_suspends_and_ends_a_session_and_the_secretary_does_the_rest(state: MeetingState) -> None:
    chairs = {S.IN_SESSION, S.SUSPENDED, S.ENDED}
    expected = {"chair", "secretary"} if state in chairs else {"secretary"}
    assert {name for name, actor in PEOPLE.items() if may_move(actor, MEETING, state)} == expected


def test_a_chair_is_a_member_charged_with_that_meeting() -> None:
    assert standings(PEOPLE["chair"], MEETING) == {Standing.MEMBER, Standing.CHAIR}
    assert standings(PEOPLE["chair"], replace(MEETING, chair_id="member")) == {Standing.MEMBER}
    assert standings(PEOPLE["chair"], None) == {Standing.MEMBER}
    assert standings(PEOPLE["secretary"], replace(MEETING, chair_id="secretary")) == {Standing.SECRETARY}


def test_every_role_is_walked() -> None:
    assert {viewer.role for viewer in PEOPLE.values()} == set(Role)
    assert all(viewer.holds_mandate(date(2026, 3, 2)) for viewer in PEOPLE.values())
