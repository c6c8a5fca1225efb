from collections.abc import Mapping
from datetime import UTC, datetime

import pytest
from ecabinet_desktop.domain.ballot import (
    ALL_OPTIONS,
    LONGEST_OPINION,
    Answer,
    Ballot,
    BallotKind,
    BallotState,
    Result,
    Tally,
    count,
    refusal_of_answer,
    refusal_to_open,
)
from ecabinet_desktop.domain.rules import VIETNAM, RulesOfProcedure, TieRule
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

PM = "m0"
FOR, AGAINST, ABSTAIN, OTHER = Answer.AGREE, Answer.DISAGREE, Answer.ABSTAIN, Answer.OTHER_OPINION


def votes(
    agree: int, disagree: int, abstain: int = 0, other: int = 0, *, prime_minister: Answer | None = None
) -> dict[str, Answer]:
    """That many answers of members m0, m1 …; the prime minister is m0, or silent and so none of them."""
    answers = [FOR] * agree + [AGAINST] * disagree + [ABSTAIN] * abstain + [OTHER] * other
    if prime_minister is None:
        return {f"m{n}": answer for n, answer in enumerate(answers, 1)}
    answers.remove(prime_minister)
    return {f"m{n}": answer for n, answer in enumerate([prime_minister, *answers])}


def counted(
    cast: Mapping[str, Answer], *, members: int = 27, present: int | None = None, rules: RulesOfProcedure = VIETNAM
) -> Tally:
    return count(cast, members=members, rules=rules, prime_minister=PM, present=present)


# DOMAIN, test vectors: M = 27, quorum 18, majority 14
@pytest.mark.parametrize(
    ("cast", "present", "result"),
    [
        pytest.param(votes(14, 13, prime_minister=AGAINST), 27, Result.ADOPTED, id="14-13-0-0, PM against"),
        pytest.param(votes(13, 13, 1, prime_minister=FOR), 27, Result.ADOPTED_BY_TIE_BREAK, id="13-13-1-0, PM for"),
        pytest.param(
            votes(13, 13, 1, prime_minister=AGAINST),
            27,
            Result.NOT_ADOPTED_BY_TIE_BREAK,
            id="13-13-1-0, PM against",
        ),
        pytest.param(votes(13, 13), 27, Result.NOT_ADOPTED_TIE, id="13-13-0-1, the silent one is the PM"),
        pytest.param(votes(13, 5, 4, prime_minister=FOR), 27, Result.NOT_ADOPTED, id="13-5-4-5"),
        pytest.param(votes(13, 7, 0, 7, prime_minister=FOR), 27, Result.NOT_ADOPTED, id="13-7-0-0 and 7 other"),
        pytest.param(votes(14, 0, prime_minister=FOR), None, Result.ADOPTED, id="14-0-0-13, written"),
        pytest.param(votes(14, 0, prime_minister=FOR), 14, Result.NO_QUORUM, id="14-0-0-13, 14 present"),
        pytest.param(votes(0, 0, 27, prime_minister=ABSTAIN), 27, Result.NOT_ADOPTED, id="0-0-27-0"),
    ],
)
def test_the_vectors_of_the_rules(cast: dict[str, Answer], present: int | None, result: Result) -> None:
    tally = counted(cast, present=present)
    assert tally.result is result
    assert tally.adopted is (result in (Result.ADOPTED, Result.ADOPTED_BY_TIE_BREAK))
    assert tally.needed == 14


@pytest.mark.parametrize(
    ("cast", "result"),
    [
        pytest.param(votes(13, 13, 1, prime_minister=ABSTAIN), Result.NOT_ADOPTED_TIE, id="the PM abstains"),
        pytest.param(votes(12, 12, 0, 3, prime_minister=OTHER), Result.NOT_ADOPTED_TIE, id="the PM differs"),
        pytest.param(votes(10, 10, 0, 7, prime_minister=FOR), Result.ADOPTED_BY_TIE_BREAK, id="others are no side"),
        pytest.param({}, Result.NOT_ADOPTED, id="nobody answers: no tie of none with none"),
        pytest.param(votes(13, 12, prime_minister=FOR), Result.NOT_ADOPTED, id="one more for than against"),
    ],
)
def test_a_tie_is_of_votes_for_and_against_only(cast: dict[str, Answer], result: Result) -> None:
    assert counted(cast).result is result


def test_without_a_prime_minister_a_tie_is_not_adopted() -> None:
    tally = count(votes(13, 13, prime_minister=FOR), members=27, rules=VIETNAM, prime_minister=None, present=None)
    assert tally.result is Result.NOT_ADOPTED_TIE
    assert tally.prime_minister is None


def test_another_cabinets_rules_leave_a_tie_undecided() -> None:
    tie = votes(13, 13, 1, prime_minister=FOR)
    assert counted(tie, rules=replace(VIETNAM, tie=TieRule.NOT_ADOPTED)).result is Result.NOT_ADOPTED_TIE
    strict = replace(VIETNAM, tie_needs_no_abstention=True)
    assert counted(tie, rules=strict).result is Result.NOT_ADOPTED_TIE
    assert counted(votes(13, 13, prime_minister=FOR), rules=strict).result is Result.ADOPTED_BY_TIE_BREAK


@pytest.mark.parametrize(("present", "result"), [(17, Result.NO_QUORUM), (18, Result.ADOPTED)])
def test_a_session_ballot_without_quorum_is_invalid(present: int, result: Result) -> None:
    assert counted(votes(14, 0, prime_minister=FOR), present=present).result is result


@pytest.mark.parametrize(("members", "majority"), [(27, 14), (25, 13), (24, 13)])
def test_one_vote_decides(members: int, majority: int) -> None:
    enough = votes(majority, 0, prime_minister=FOR)
    short = votes(majority - 1, 0, prime_minister=FOR)
    assert counted(enough, members=members).adopted
    assert not counted(short, members=members).adopted


def test_both_bases_of_the_shares_are_shown() -> None:
    tally = counted(votes(9, 3, 4, 2, prime_minister=FOR))
    assert (tally.agree, tally.disagree, tally.abstain, tally.other_opinion) == (9, 3, 4, 2)
    assert (tally.not_voted, tally.answered, tally.prime_minister) == (9, 18, FOR)
    assert tally.share_of_members == pytest.approx(100 / 3)
    assert tally.share_of_answers == pytest.approx(50.0)


def test_shares_of_nobody_are_nothing() -> None:
    tally = counted({}, members=0)
    assert (tally.share_of_members, tally.share_of_answers) == (0.0, 0.0)
    assert counted({}).share_of_answers == 0.0


@given(
    st.dictionaries(
        st.integers(0, 26).map(lambda n: f"m{n}"), st.sampled_from(ALL_OPTIONS), min_size=0, max_size=27
    )
)
def test_silence_and_abstention_never_adopt_and_every_member_is_counted_once(cast: dict[str, Answer]) -> None:
    tally = counted(cast)
    given = tally.agree + tally.disagree + tally.abstain + tally.other_opinion
    assert given + tally.not_voted == 27
    if tally.adopted:
        assert tally.agree >= 14 or (tally.agree == tally.disagree > 0 and cast[PM] is FOR)
    else:
        assert tally.agree < 14


def a_ballot(kind: BallotKind, state: BallotState = BallotState.ANNOUNCED) -> Ballot:
    deadline = datetime(2026, 3, 9, tzinfo=UTC) if kind is BallotKind.WRITTEN else None
    return Ballot(
        id="b", meeting_id="m", item_id="i", kind=kind, state=state, question="?", decision_text="t",
        deadline=deadline,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("in_session", "present", "refusal"),
    [(True, 18, None), (True, 17, "no_quorum"), (False, 27, "not_in_session")],
)
def test_a_session_ballot_opens_in_a_running_session_with_quorum(
    in_session: bool, present: int, refusal: str | None
) -> None:
    ballot = a_ballot(BallotKind.SESSION)
    assert refusal_to_open(ballot, in_session=in_session, present=present, quorum=18) == refusal


def test_a_written_ballot_needs_no_session() -> None:
    assert refusal_to_open(a_ballot(BallotKind.WRITTEN), in_session=False, present=0, quorum=18) is None


@pytest.mark.parametrize("state", set(BallotState) - {BallotState.ANNOUNCED})
@pytest.mark.parametrize("kind", BallotKind)
def test_only_an_announced_ballot_opens(kind: BallotKind, state: BallotState) -> None:
    assert refusal_to_open(a_ballot(kind, state), in_session=True, present=27, quorum=18) == "wrong_state"


@pytest.mark.parametrize(
    ("answer", "text", "code"),
    [
        (OTHER, "", "text_needed"),
        (OTHER, " \n", "text_needed"),
        (OTHER, "Cần thêm số liệu", None),
        (OTHER, "a" * LONGEST_OPINION, None),
        (OTHER, "a" * (LONGEST_OPINION + 1), "text_too_long"),
        (FOR, "", None),
        (AGAINST, "", None),
        (ABSTAIN, "", None),
    ],
)
def test_only_an_other_opinion_needs_a_text(answer: Answer, text: str, code: str | None) -> None:
    assert refusal_of_answer(answer, text) == code
