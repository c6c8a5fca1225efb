import pytest
from ecabinet_desktop.domain.position import (
    Position,
    Stance,
    needs_confirming,
    on_list_a,
    position_id,
    refusal,
)

from tests.unit.domain.samples import MOMENT


def a_position(stance: Stance = Stance.NO_OBJECTION, bound: tuple[str, ...] = ("v1", "v2")) -> Position:
    return Position(
        id=position_id("item", "one"),
        meeting_id="m",
        item_id="item",
        member_id="one",
        stance=stance,
        given_at=MOMENT,
        bound=bound,
    )


def test_a_member_has_one_position_on_an_item() -> None:
    assert position_id("item", "one") == position_id("item", "one") != position_id("item", "two")


@pytest.mark.parametrize(
    ("stance", "reason", "code"),
    [
        (Stance.OBJECTION, "", "reason_needed"),
        (Stance.OBJECTION, "  \n", "reason_needed"),
        (Stance.OBJECTION, "Thiếu nguồn vốn", None),
        (Stance.NO_OBJECTION, "", None),
        (Stance.WANTS_TO_SPEAK, "", None),
    ],
)
def test_only_an_objection_needs_its_reason(stance: Stance, reason: str, code: str | None) -> None:
    assert refusal(stance, reason) == code


@pytest.mark.parametrize(
    ("now", "confirm"), [(("v1", "v2"), False), (("v2", "v1"), False), (("v1", "v3"), True), (("v1",), True)]
)
def test_a_position_is_confirmed_again_when_a_paper_changed(now: tuple[str, ...], confirm: bool) -> None:
    assert needs_confirming(a_position(), now) is confirm


@pytest.mark.parametrize(
    ("stances", "together"),
    [
        ([], True),
        ([Stance.NO_OBJECTION, Stance.NO_OBJECTION], True),
        ([Stance.NO_OBJECTION, Stance.OBJECTION], False),
        ([Stance.WANTS_TO_SPEAK], False),
    ],
)
def test_an_item_is_adopted_with_the_others_when_nobody_objects_or_asks_to_speak(
    stances: list[Stance], together: bool
) -> None:
    assert on_list_a(a_position(stance) for stance in stances) is together
