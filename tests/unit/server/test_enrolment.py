from datetime import timedelta

import msgspec
import pytest
from ecabinet_desktop.crypto import codes, signing
from ecabinet_desktop.domain.people import Device, DeviceState
from ecabinet_desktop.errors import Refused
from ecabinet_desktop.server import enrolment, schema
from ecabinet_desktop.server.central import Central
from sqlalchemy import select

from tests.helpers.server import Request, ScriptedClock, issue_code, pending_enrolment


def refusal(central: Central, request: Request, source: str = "10.0.0.1") -> str:
    with pytest.raises(Refused) as caught:
        central.enrol(request.build(), source)
    return caught.value.code


def test_a_first_code_lets_its_computer_in_at_once(any_central: Central) -> None:
    request = Request(issue_code(any_central, "secretary"), name="  Office \n laptop ")
    answer = any_central.enrol(request.build())
    assert answer.state is DeviceState.APPROVED
    assert (answer.person_id, answer.government) == ("secretary", "Test Government")
    assert answer.server_key == any_central.keys.public
    device = any_central.as_system(lambda work: work.get(Device, answer.device_id))
    assert device.name == "Office laptop"
    assert device.vote_key == signing.public_key(request.vote_seed)
    with any_central.store.reading() as db:
        (leaf,) = db.execute(select(schema.leaves.c.data)).scalars()
    assert device.vote_key.hex().encode() in leaf


def test_any_other_code_waits_for_the_secretariat(any_central: Central) -> None:
    _request, answer = pending_enrolment(any_central, "pm")
    assert answer.state is DeviceState.PENDING
    assert any_central.enrolment(answer.device_id) == answer


def test_the_same_request_again_gets_the_same_answer_even_after_the_code_expired(
    central: Central, clock: ScriptedClock
) -> None:
    request = Request(issue_code(central, "pm")).build()
    first = central.enrol(request)
    clock.pass_(days=30)
    assert central.enrol(request) == first


def test_a_code_lets_in_one_computer_only(any_central: Central) -> None:
    code = issue_code(any_central, "pm")
    any_central.enrol(Request(code).build())
    assert refusal(any_central, Request(code)) == "bad_code"
    assert len(any_central.as_system(lambda work: work.all(Device))) == 1


def test_an_expired_code_is_called_expired(central: Central, clock: ScriptedClock) -> None:
    code = issue_code(central, "pm", life=timedelta(hours=1))
    clock.pass_(hours=1)
    assert refusal(central, Request(code)) == "expired_code"


def test_a_code_typed_with_slips_is_understood(central: Central) -> None:
    code = issue_code(central, "pm")
    sloppy = code.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert central.enrol(Request(sloppy).build()).person_id == "pm"


def test_a_proof_by_another_key_is_a_wrong_code(central: Central) -> None:
    built = Request(issue_code(central, "pm")).build()
    forged = msgspec.structs.replace(built, device_key=signing.public_key(signing.new_seed()))
    with pytest.raises(Refused, match="bad_code"):
        central.enrol(forged)
    with pytest.raises(Refused, match="bad_keys"):
        central.enrol(msgspec.structs.replace(built, vote_key=b"short"))


def test_ten_wrong_guesses_close_a_source_for_a_while_and_only_it(
    any_central: Central, clock: ScriptedClock
) -> None:
    for _ in range(enrolment.GUESSES_PER_SOURCE):
        assert refusal(any_central, Request(codes.new_code())) == "bad_code"
    good = Request(issue_code(any_central, "pm"))
    assert refusal(any_central, good) == "too_many_tries"
    assert any_central.enrol(good.build(), "10.0.0.2").person_id == "pm"
    clock.pass_(minutes=15, seconds=1)
    assert refusal(any_central, Request(codes.new_code())) == "bad_code"


def test_many_sources_together_are_stopped_too(central: Central) -> None:
    for number in range(enrolment.GUESSES_IN_ALL):
        refusal(central, Request(codes.new_code()), f"10.0.1.{number}")
    assert refusal(central, Request(issue_code(central, "pm")), "10.9.9.9") == "too_many_tries"


def test_a_person_has_a_few_waiting_computers_at_most(central: Central) -> None:
    for _ in range(enrolment.PENDING_PER_PERSON):
        pending_enrolment(central, "pm")
    request = Request(issue_code(central, "pm", bootstrap=False))
    assert refusal(central, request) == "too_many_pending"
    assert pending_enrolment(central, "minister-one")[1].state is DeviceState.PENDING


def test_an_enrolment_nobody_made_is_unknown(central: Central) -> None:
    with pytest.raises(Refused, match="unknown"):
        central.enrolment("nothing")
