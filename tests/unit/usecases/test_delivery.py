import pytest
from ecabinet_desktop.domain.position import Stance
from ecabinet_desktop.usecases.change import Change
from ecabinet_desktop.usecases.delivery import Delivering, Delivery, delivery
from ecabinet_desktop.wire.commands import StatePosition

from tests.helpers.desk import Bench

COMMAND = StatePosition(item_id="next-1", stance=Stance.NO_OBJECTION, bound=(), reason="")


def test_an_act_waits_asks_for_a_pass_and_tells_what_it_changed(bench: Bench) -> None:
    poked: list[bool] = []
    heard: list[Change] = []
    bench.desk.changes.subscribe(heard.append)
    delivering = Delivering(
        bench.store.outbox, bench.desk.changes, iter(["one"]).__next__, lambda: poked.append(True)
    )
    assert delivering.send(COMMAND, base_rev=4, also=Change.POSITIONS) == Change.OUTBOX | Change.POSITIONS
    assert poked == [True]
    assert heard == [Change.OUTBOX | Change.POSITIONS]
    (entry,) = delivering.entries()
    assert (entry.id, entry.envelope.base_rev, entry.envelope.body) == ("one", 4, COMMAND)
    assert delivery(entry) is Delivery.QUEUED


def test_what_waits_is_on_the_disk_before_a_pass_is_asked_for(bench: Bench) -> None:
    seen: list[int] = []
    delivering = Delivering(
        bench.store.outbox,
        bench.desk.changes,
        iter(["one"]).__next__,
        lambda: seen.append(len(bench.store.outbox.unsent())),
    )
    delivering.send(COMMAND)
    assert seen == [1]


@pytest.mark.parametrize(("code", "shown"), [("ok", []), ("closed", [("state_position", "closed")])])
def test_what_was_delivered_is_no_longer_shown_and_a_refusal_is(
    code: str, shown: list[tuple[str, str]], bench: Bench
) -> None:
    bench.desk.delivering.send(COMMAND)
    assert [(q.type, q.delivery, q.code) for q in bench.desk.delivering.queued()] == [
        ("state_position", Delivery.QUEUED, "")
    ]
    bench.answer(code)
    assert [(q.type, q.code) for q in bench.desk.delivering.queued()] == shown


def test_a_refusal_that_was_read_is_gone_and_one_that_waits_cannot_be_dismissed(bench: Bench) -> None:
    bench.desk.delivering.send(COMMAND)
    bench.answer("closed")
    bench.desk.delivering.send(COMMAND)
    for queued in bench.desk.delivering.queued():
        bench.desk.delivering.dismiss(queued.id)
    assert [q.delivery for q in bench.desk.delivering.queued()] == [Delivery.QUEUED]
