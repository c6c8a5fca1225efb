from datetime import date

import msgspec
import pytest
from ecabinet_desktop.domain.people import DeviceState, Person
from ecabinet_desktop.errors import NotAllowed, SignInNeeded
from ecabinet_desktop.server.central import Central
from ecabinet_desktop.wire.answers import TokenRequest
from ecabinet_desktop.wire.votes import token_bytes

from tests.helpers.server import (
    Computer,
    ScriptedClock,
    enrolled,
    pending_enrolment,
    set_device_state,
)


def signed(central: Central, computer: Computer) -> TokenRequest:
    nonce = central.token(TokenRequest(device_id=computer.device_id)).nonce
    signature = computer.sign(token_bytes(computer.device_id, nonce))
    return TokenRequest(device_id=computer.device_id, nonce=nonce, signature=signature)


def test_a_signed_nonce_gets_a_token_for_ten_minutes(any_central: Central, clock: ScriptedClock) -> None:
    computer = enrolled(any_central, "pm")
    answer = any_central.token(signed(any_central, computer))
    assert answer.expires_in == 600
    clock.pass_(minutes=9, seconds=59)
    assert any_central.device_of(answer.token) == computer.device_id
    clock.pass_(seconds=1)
    with pytest.raises(SignInNeeded):
        any_central.device_of(answer.token)


def test_a_nonce_is_worth_one_token(any_central: Central) -> None:
    request = signed(any_central, enrolled(any_central, "pm"))
    any_central.token(request)
    with pytest.raises(SignInNeeded, match="nonce_used"):
        any_central.token(request)


def test_another_devices_signature_gets_no_token(central: Central) -> None:
    own, other = enrolled(central, "pm"), enrolled(central, "minister-one")
    nonce = central.token(TokenRequest(device_id=own.device_id)).nonce
    forged = other.sign(token_bytes(own.device_id, nonce))
    with pytest.raises(SignInNeeded, match="bad_signature"):
        central.token(TokenRequest(device_id=own.device_id, nonce=nonce, signature=forged))


def test_a_nonce_of_another_device_or_of_ones_own_making_is_refused(central: Central) -> None:
    own, other = enrolled(central, "pm"), enrolled(central, "minister-one")
    foreign = central.token(TokenRequest(device_id=other.device_id)).nonce
    for nonce in (foreign, "99999999999.abc.def", "...", "é.é.é", foreign[:-1] + "x"):
        request = TokenRequest(
            device_id=own.device_id, nonce=nonce, signature=own.sign(token_bytes(own.device_id, nonce))
        )
        with pytest.raises(SignInNeeded, match="bad_nonce"):
            central.token(request)


def test_a_nonce_grows_old_in_two_minutes(central: Central, clock: ScriptedClock) -> None:
    request = signed(central, enrolled(central, "pm"))
    clock.pass_(minutes=2)
    with pytest.raises(SignInNeeded, match="nonce_expired"):
        central.token(request)


def test_a_pending_computer_gets_no_token(central: Central) -> None:
    request, answer = pending_enrolment(central, "pm")
    computer = Computer(answer.device_id, request.device_seed, request.vote_seed, "pm")
    with pytest.raises(NotAllowed, match="pending"):
        central.token(signed(central, computer))


def test_a_revoked_computer_is_refused_at_the_next_call(central: Central) -> None:
    computer = enrolled(central, "pm")
    service = central.service_for(computer.device_id)
    assert service.changes("", 0).rows
    set_device_state(central, computer.device_id, DeviceState.REVOKED)
    with pytest.raises(SignInNeeded, match="device_revoked"):
        service.changes("", 0)
    with pytest.raises(SignInNeeded, match="device_revoked"):
        service.send([])


def test_access_ends_with_the_mandates_last_day_where_the_government_sits(
    central: Central, clock: ScriptedClock
) -> None:
    service = central.service_for(enrolled(central, "pm").device_id)
    central.as_system(
        lambda work: work.put(msgspec.structs.replace(work.get(Person, "pm"), mandate_to=date(2026, 3, 2)))
    )
    clock.pass_(hours=8, minutes=59)  # 23:59 in Hanoi
    assert service.changes("", 0).rows
    clock.pass_(minutes=1)
    with pytest.raises(SignInNeeded, match="mandate_ended"):
        service.changes("", 0)


def test_a_device_nobody_knows_must_enrol(central: Central) -> None:
    with pytest.raises(SignInNeeded, match="device_unknown"):
        central.service_for("nobody").changes("", 0)
