from datetime import UTC, datetime

import pytest
from ecabinet_desktop.domain.meeting import (
    BEFORE_SESSION,
    MOVES,
    OVER,
    PUBLISHED,
    Meeting,
    MeetingKind,
    MeetingState,
    refusal_to_move,
)

S = MeetingState
MEMBERS = [f"m{n}" for n in range(27)]

LIFECYCLE = {
    # DOMAIN, Meeting: cancelled from any state before the session
    (S.PLANNED, S.CONVENED),
    (S.PLANNED, S.CANCELLED),
    (S.CONVENED, S.FROZEN),
    (S.CONVENED, S.IN_SESSION),
    (S.CONVENED, S.CANCELLED),
    (S.FROZEN, S.IN_SESSION),
    (S.FROZEN, S.CANCELLED),
    (S.IN_SESSION, S.SUSPENDED),
    (S.IN_SESSION, S.ENDED),
    (S.SUSPENDED, S.IN_SESSION),
    (S.SUSPENDED, S.ENDED),
    (S.ENDED, S.MINUTES_DRAFTED),
    (S.MINUTES_DRAFTED, S.CLOSED),
    (S.CLOSED, S.ARCHIVED),
}


def a_meeting(state: MeetingState, agenda: str = "A", present: int = 27) -> Meeting:
    return Meeting(
        id="m",
        title="t",
        kind=MeetingKind.REGULAR,
        state=state,
        starts_at=datetime(2026, 3, 5, tzinfo=UTC),
        place="p",
        chair_id="m0",
        agenda=agenda,
        present=tuple(MEMBERS[:present]),
    )


@pytest.mark.parametrize("target", S)
@pytest.mark.parametrize("state", S)
def test_a_meeting_moves_along_its_lifecycle_and_no_other_way(state: MeetingState, target: MeetingState) -> None:
    refusal = refusal_to_move(a_meeting(state), target, quorum=18, members=MEMBERS)
    assert refusal == (None if (state, target) in LIFECYCLE else "wrong_state")


def test_every_state_is_in_the_table_of_moves() -> None:
    assert set(MOVES) == set(S)


def test_a_meeting_without_an_approved_agenda_is_not_convened() -> None:
    meeting = a_meeting(S.PLANNED, agenda="")
    assert refusal_to_move(meeting, S.CONVENED, quorum=18, members=MEMBERS) == "no_agenda"


@pytest.mark.parametrize("state", [S.CONVENED, S.FROZEN, S.SUSPENDED])
@pytest.mark.parametrize(("present", "refusal"), [(17, "no_quorum"), (18, None)])
def test_a_session_needs_the_quorum_of_all_members(state: MeetingState, present: int, refusal: str | None) -> None:
    meeting = a_meeting(state, present=present)
    assert refusal_to_move(meeting, S.IN_SESSION, quorum=18, members=MEMBERS) == refusal


def test_only_members_in_office_make_a_quorum() -> None:
    meeting = a_meeting(S.CONVENED, present=18)
    assert refusal_to_move(meeting, S.IN_SESSION, quorum=18, members=MEMBERS[1:]) == "no_quorum"


def test_the_states_before_during_and_after_a_session_do_not_overlap() -> None:
    assert {S.PLANNED, S.CONVENED, S.FROZEN} == BEFORE_SESSION
    assert OVER | BEFORE_SESSION | {S.IN_SESSION, S.SUSPENDED} == set(S)
    assert not OVER & BEFORE_SESSION
    assert set(S) - PUBLISHED == {S.PLANNED}
