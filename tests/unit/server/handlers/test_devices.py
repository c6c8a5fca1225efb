from datetime import timedelta

import pytest
from ecabinet_desktop.crypto import codes
from ecabinet_desktop.domain.people import Device, DeviceState, Person
from ecabinet_desktop.errors import NotAllowed, Refused, SignInNeeded
from ecabinet_desktop.server.work import Work
from ecabinet_desktop.wire import commands
from msgspec.structs import replace

from tests.helpers.server import Request, pending_enrolment
from tests.unit.server.cabinet import CabinetAtWork


def issuing(cabinet: CabinetAtWork, code: str, who: str = "minister-one", **life: float) -> commands.IssueCode:
    return commands.IssueCode(
        person_id=who,
        code_hash=codes.code_hash(codes.normalise(code)),
        expires_at=cabinet.clock() + timedelta(**(life or {"days": 3})),
    )


def test_a_code_from_the_secretariat_enrols_one_computer_that_waits(cabinet: CabinetAtWork) -> None:
    code = codes.new_code()
    cabinet.do("secretary", issuing(cabinet, code))
    answer = cabinet.central.enrol(Request(code).build())
    assert (answer.state, answer.person_id) == (DeviceState.PENDING, "minister-one")
    with pytest.raises(Refused, match="bad_code"):
        cabinet.central.enrol(Request(code).build())


def test_a_code_is_not_good_after_its_day(cabinet: CabinetAtWork) -> None:
    code = codes.new_code()
    cabinet.do("secretary", issuing(cabinet, code, hours=1))
    cabinet.clock.pass_(hours=1)
    with pytest.raises(Refused, match="expired_code"):
        cabinet.central.enrol(Request(code).build())


def test_a_code_that_makes_no_sense_is_refused(cabinet: CabinetAtWork) -> None:
    code = codes.new_code()
    good = issuing(cabinet, code)
    assert cabinet.code("secretary", replace(good, code_hash=b"short")) == "bad_code"
    assert cabinet.code("secretary", replace(good, expires_at=cabinet.clock())) == "bad_code"
    assert cabinet.code("secretary", issuing(cabinet, code, days=32)) == "bad_code"
    assert cabinet.code("secretary", replace(good, person_id="nobody")) == "unknown"
    cabinet.do("secretary", good)
    assert cabinet.code("secretary", replace(good, person_id="pm")) == "bad_code"


def test_nobody_out_of_office_gets_a_code(cabinet: CabinetAtWork) -> None:
    def retire(work: Work) -> None:
        gone = work.get(Person, "minister-one")
        work.put(replace(gone, mandate_to=gone.mandate_from))

    cabinet.central.as_system(retire)
    assert cabinet.code("secretary", issuing(cabinet, codes.new_code())) == "mandate_over"


@pytest.mark.parametrize("who", ["pm", "assistant", "clerk", "admin"])
def test_only_secretaries_issue_codes_and_let_computers_in(cabinet: CabinetAtWork, who: str) -> None:
    _, waiting = pending_enrolment(cabinet.central, "minister-one")
    assert cabinet.code(who, issuing(cabinet, codes.new_code())) == "not_allowed"
    assert cabinet.code(who, commands.ApproveDevice(device_id=waiting.device_id)) == "not_allowed"


def test_a_computer_let_in_works_and_stands_in_the_ledger(cabinet: CabinetAtWork) -> None:
    _, waiting = pending_enrolment(cabinet.central, "minister-one")
    service = cabinet.central.service_for(waiting.device_id)
    with pytest.raises(NotAllowed):
        service.changes("", 0)
    cabinet.do("secretary", commands.ApproveDevice(device_id=waiting.device_id))
    assert service.changes("", 0).rows
    device = cabinet.row(Device, waiting.device_id)
    assert device.state is DeviceState.APPROVED
    last = cabinet.leaves("device")[-1]
    assert (last["id"], last["person"], last["key"]) == (device.id, "minister-one", device.vote_key.hex())


def test_a_computer_is_let_in_once(cabinet: CabinetAtWork) -> None:
    _, waiting = pending_enrolment(cabinet.central, "minister-one")
    command = commands.ApproveDevice(device_id=waiting.device_id)
    cabinet.do("secretary", command)
    assert cabinet.code("secretary", command) == "wrong_state"
    assert cabinet.code("secretary", commands.ApproveDevice(device_id="nowhere")) == "unknown"


def test_nobody_lets_in_a_computer_of_their_own(cabinet: CabinetAtWork) -> None:
    _, waiting = pending_enrolment(cabinet.central, "secretary")
    assert cabinet.code("secretary", commands.ApproveDevice(device_id=waiting.device_id)) == "not_allowed"


def test_a_revoked_computer_is_shut_out_for_ever(cabinet: CabinetAtWork) -> None:
    one = cabinet.computer("minister-one").device_id
    revoke = commands.RevokeDevice(device_id=one)
    cabinet.do("secretary", revoke, revoke)
    with pytest.raises(SignInNeeded):
        cabinet.service("minister-one").changes("", 0)
    assert cabinet.code("secretary", commands.ApproveDevice(device_id=one)) == "wrong_state"
    assert [leaf["id"] for leaf in cabinet.leaves("device_revoked")] == [one]


def test_everybody_may_revoke_their_own_computer_and_no_other(cabinet: CabinetAtWork) -> None:
    one = cabinet.computer("minister-one").device_id
    for who in ("minister-two", "pm", "admin", "assistant"):
        assert cabinet.code(who, commands.RevokeDevice(device_id=one)) == "not_allowed"
    _, lost = pending_enrolment(cabinet.central, "minister-one")
    cabinet.do("minister-one", commands.RevokeDevice(device_id=lost.device_id))
    assert cabinet.row(Device, lost.device_id).state is DeviceState.REVOKED
