import msgspec
import pytest
from ecabinet_desktop.domain.agenda import Line
from ecabinet_desktop.domain.meeting import Meeting, MeetingState
from ecabinet_desktop.domain.position import Position, Stance, position_id
from ecabinet_desktop.errors import Refused
from ecabinet_desktop.usecases.delivery import Delivery

from tests.helpers.desk import Bench


def line_of(bench: Bench, number: int = 1) -> Line:
    meeting = bench.desk.meetings.next()
    assert meeting is not None
    return bench.desk.meetings.lines(meeting)[number - 1]


def given(bench: Bench, line: Line, *, bound: tuple[str, ...] | None = None) -> Position:
    """My position as the server tells of it."""
    position = Position(
        id=position_id(line.item_id, bench.desk.me.id),
        meeting_id=line.meeting_id,
        item_id=line.item_id,
        member_id=bench.desk.me.id,
        stance=Stance.NO_OBJECTION,
        reason="",
        bound=line.papers if bound is None else bound,
        given_at=bench.clock(),
    )
    bench.put(position)
    return position


def test_a_position_is_shown_as_queued_at_once_and_as_delivered_when_it_is(bench: Bench) -> None:
    line = line_of(bench)
    assert bench.desk.positions.of(line) is None
    bench.desk.positions.state(line, Stance.OBJECTION, "  Thiếu nguồn vốn  ")
    shown = bench.desk.positions.of(line)
    assert shown is not None
    assert (shown.stance, shown.reason, shown.delivery) == (Stance.OBJECTION, "Thiếu nguồn vốn", Delivery.QUEUED)
    bench.answer()
    given(bench, line)
    shown = bench.desk.positions.of(line)
    assert shown is not None
    assert shown.delivery is Delivery.DELIVERED


def test_an_objection_needs_a_reason_and_nothing_is_queued_without_one(bench: Bench) -> None:
    with pytest.raises(Refused) as caught:
        bench.desk.positions.state(line_of(bench), Stance.OBJECTION, "   ")
    assert caught.value.code == "reason_needed"
    assert bench.store.outbox.entries() == []


def test_the_papers_it_was_given_on_go_with_it(bench: Bench) -> None:
    line = line_of(bench)
    bench.desk.positions.state(line, Stance.NO_OBJECTION)
    (entry,) = bench.store.outbox.entries()
    assert msgspec.structs.asdict(entry.envelope.body)["bound"] == line.papers


def test_a_position_on_other_papers_is_to_be_confirmed(bench: Bench) -> None:
    line = line_of(bench)
    given(bench, line, bound=("an-older-version",))
    shown = bench.desk.positions.of(line)
    assert shown is not None
    assert shown.confirm
    bench.desk.positions.state(line, Stance.NO_OBJECTION)
    shown = bench.desk.positions.of(line)
    assert shown is not None
    assert (shown.confirm, shown.delivery) == (False, Delivery.QUEUED)


def test_a_refusal_stays_in_sight_with_its_reason(bench: Bench) -> None:
    line = line_of(bench)
    given(bench, line)
    bench.desk.positions.state(line, Stance.WANTS_TO_SPEAK)
    bench.answer("closed")
    shown = bench.desk.positions.of(line)
    assert shown is not None
    assert (shown.stance, shown.delivery, shown.code) == (Stance.WANTS_TO_SPEAK, Delivery.REFUSED, "closed")
    (queued,) = bench.desk.delivering.queued()
    bench.desk.delivering.dismiss(queued.id)
    shown = bench.desk.positions.of(line)
    assert shown is not None
    assert (shown.stance, shown.delivery) == (Stance.NO_OBJECTION, Delivery.DELIVERED)


def test_positions_of_a_meeting_are_those_given_and_no_others(bench: Bench) -> None:
    first, second = line_of(bench, 1), line_of(bench, 2)
    given(bench, first)
    bench.desk.positions.state(second, Stance.WANTS_TO_SPEAK)
    meeting = bench.desk.meetings.next()
    assert meeting is not None
    found = bench.desk.positions.of_meeting(bench.desk.meetings.lines(meeting))
    assert {item: shown.stance for item, shown in found.items()} == {
        first.item_id: Stance.NO_OBJECTION,
        second.item_id: Stance.WANTS_TO_SPEAK,
    }


def test_members_state_until_the_session_opens(bench: Bench) -> None:
    meeting = bench.desk.meetings.next()
    assert isinstance(meeting, Meeting)
    assert bench.desk.positions.may_state(meeting)
    opened = msgspec.structs.replace(meeting, state=MeetingState.IN_SESSION)
    assert not bench.desk.positions.may_state(opened)


def test_the_chair_sees_what_others_stated_on_one_item(bench: Bench) -> None:
    first, second = line_of(bench, 1), line_of(bench, 2)
    mine = given(bench, first)
    others = msgspec.structs.replace(mine, id=position_id(first.item_id, "m02"), member_id="m02")
    bench.put(others)
    given(bench, second)
    assert {p.member_id for p in bench.desk.positions.stated(first.item_id, first.meeting_id)} == {"m07", "m02"}
