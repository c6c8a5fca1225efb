import msgspec
import pytest
from ecabinet_desktop.clock import new_id
from ecabinet_desktop.domain.annotation import SealedNote
from ecabinet_desktop.domain.meeting import Meeting
from ecabinet_desktop.errors import Refused, SignInNeeded
from ecabinet_desktop.server import schema
from ecabinet_desktop.server.central import Central
from ecabinet_desktop.wire import codec
from ecabinet_desktop.wire.commands import CheckIn, Envelope
from sqlalchemy import func, select

from tests.helpers.server import direct_service, enrolled
from tests.unit.server.desk import edited, meeting, note


def leaves(central: Central) -> int:
    """How many leaves the commands left; the enrolment of the computer that sends them left one more."""
    with central.store.reading() as db:
        return int(db.execute(select(func.count()).select_from(schema.leaves)).scalar_one()) - 1


def test_a_command_takes_effect_once_however_often_it_comes(any_central: Central) -> None:
    service = direct_service(any_central, "pm")
    command = note("n1")
    (first,) = service.send([command])
    assert first.accepted
    assert first.code == "ok"
    for batch in ([command], [command, command], [note("n2"), command]):
        assert codec.encode(service.send(batch)[-1]) == codec.encode(first)
    assert any_central.as_system(lambda work: work.rev(SealedNote, "n1")) == 1
    assert leaves(any_central) == 2


def test_the_same_id_for_something_else_is_refused_and_nothing_of_the_call_is_done(any_central: Central) -> None:
    service = direct_service(any_central, "pm")
    command = note("n1")
    service.send([command])
    before = leaves(any_central)
    for batch in (
        [note("fresh"), note("n1", b"other bytes", command_id=command.id)],
        [note("fresh", command_id="x"), note("other", command_id="x")],
    ):
        with pytest.raises(Refused) as caught:
            service.send(batch)
        assert caught.value.code == "reused_id"
    assert leaves(any_central) == before


def test_another_devices_id_is_not_answered_with_its_verdict(central: Central) -> None:
    own, other = direct_service(central, "pm"), direct_service(central, "pm")
    command = note("n1")
    own.send([command])
    with pytest.raises(Refused, match="reused_id"):
        other.send([command])


def test_a_refusal_undoes_its_own_command_only_and_is_remembered(any_central: Central) -> None:
    service = direct_service(any_central, "pm")
    bad = note("n2", b"refuse me")
    good, refused, after = service.send([note("n1"), bad, note("n3")])
    assert [v.accepted for v in (good, refused, after)] == [True, False, True]
    assert (refused.code, refused.detail) == ("wrong_state", "after writing")
    assert any_central.as_system(lambda work: work.find(SealedNote, "n2")) is None
    assert leaves(any_central) == 2
    assert service.send([bad]) == (refused,)
    with any_central.store.reading() as db:
        assert db.execute(select(schema.leaves.c.n).order_by(schema.leaves.c.n)).scalars().all() == [0, 1, 2]


def test_what_a_role_may_not_do_is_not_allowed(central: Central) -> None:
    (verdict,) = direct_service(central, "pm").send([meeting()])
    assert (verdict.accepted, verdict.code) == (False, "not_allowed")
    (verdict,) = direct_service(central, "admin").send([note("n1")])
    assert verdict.code == "not_allowed"
    assert central.as_system(lambda work: work.all(Meeting)) == ()


def test_a_row_that_moved_meanwhile_is_not_overwritten(any_central: Central) -> None:
    service = direct_service(any_central, "secretary")
    service.send([meeting("m1")])
    first, second = service.send([edited("m1", base_rev=1), edited("m1", base_rev=1, chair_id="minister-two")])
    assert first.accepted
    assert (second.accepted, second.code) == (False, "changed_meanwhile")
    assert any_central.as_system(lambda work: work.get(Meeting, "m1")).chair_id == "pm"
    assert service.send([edited("m1", base_rev=2)])[0].accepted


def test_an_unknown_row_is_called_unknown_to_those_who_may_ask(central: Central) -> None:
    (verdict,) = direct_service(central, "secretary").send([edited("nothing")])
    assert (verdict.code, verdict.detail) == ("unknown", "meeting")


def test_a_command_this_server_has_no_handler_for_is_said_so(central: Central) -> None:
    (verdict,) = direct_service(central, "pm").send([Envelope(id=new_id(), body=CheckIn(meeting_id="m"))])
    assert verdict.code == "unknown_command"


def test_a_hundred_commands_are_the_most(central: Central) -> None:
    service = direct_service(central, "pm")
    assert len(service.send([note(f"n{number}") for number in range(100)])) == 100
    with pytest.raises(Refused, match="too_many"):
        service.send([note(f"m{number}") for number in range(101)])


def test_a_device_whose_account_is_gone_delivers_nothing(central: Central) -> None:
    computer = enrolled(central, "pm")
    with pytest.raises(SignInNeeded):
        central.service_for(computer.device_id + "x").send([note("n1")])


def test_a_verdict_names_the_place_in_the_feed_and_the_servers_time(central: Central) -> None:
    service = direct_service(central, "pm")
    first, second = service.send([note("n1"), note("n2")])
    assert second.seq == first.seq + 1
    page = service.changes("", 0)
    assert max(row.seq for row in page.rows) == second.seq
    assert first.at == central.now()
    assert msgspec.json.decode(codec.encode(first))["accepted"] is True
