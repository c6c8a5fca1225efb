import pytest
from ecabinet_desktop.domain.rules import PROFILES, VIETNAM, RulesOfProcedure


@pytest.mark.parametrize(("members", "quorum"), [(27, 18), (25, 17), (24, 16), (3, 2), (1, 1)])
def test_the_quorum_is_two_thirds_of_all_members_rounded_up(members: int, quorum: int) -> None:
    assert VIETNAM.quorum(members) == quorum


@pytest.mark.parametrize(("members", "majority"), [(27, 14), (25, 13), (24, 13), (3, 2), (1, 1)])
def test_the_majority_is_more_than_half_of_all_members(members: int, majority: int) -> None:
    assert VIETNAM.majority(members) == majority


def test_another_cabinet_has_other_shares() -> None:
    rules = RulesOfProcedure(profile="x", title="X", quorum_share=(1, 2), majority_share=(2, 3))
    assert (rules.quorum(15), rules.majority(15)) == (8, 11)


def test_the_shipped_profile_is_vietnams() -> None:
    assert {"vn": VIETNAM} == PROFILES
    assert (VIETNAM.grace_session_seconds, VIETNAM.grace_written_seconds, VIETNAM.freeze_days) == (0, 600, 3)
    assert not VIETNAM.tie_needs_no_abstention
