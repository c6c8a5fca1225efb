"""The way of every desktop over real HTTP, on both databases: enrol, sign in, list, deliver, fetch, hand in."""

import hashlib
import logging
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pymupdf
import pytest
from ecabinet_desktop.clock import new_id
from ecabinet_desktop.crypto import codes, sealed
from ecabinet_desktop.domain.annotation import SealedNote
from ecabinet_desktop.domain.people import DeviceState
from ecabinet_desktop.errors import NotAllowed, Refused, SignInNeeded, TooOld
from ecabinet_desktop.server import http, tls
from ecabinet_desktop.server.central import Central
from ecabinet_desktop.server.config import Config
from ecabinet_desktop.sync.http_api import Gate, HttpApi
from ecabinet_desktop.wire import codec
from ecabinet_desktop.wire.answers import UploadRequest

from tests.helpers.server import (
    Computer,
    Request,
    Running,
    ScriptedClock,
    enrolled,
    issue_code,
    running,
    running_server,
    set_device_state,
)
from tests.unit.server.desk import PDF, edited, meeting, note, note_central
from tests.unit.server.test_feed import Desktop
from tests.unit.server.test_service import approve, filed


@pytest.fixture
def clock() -> ScriptedClock:
    return ScriptedClock()


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def central(request: pytest.FixtureRequest, tmp_path: Path, clock: ScriptedClock) -> Iterator[Central]:
    url = request.getfixturevalue("postgres_url") if request.param == "postgres" else None
    made = note_central(tmp_path / "server", clock, url)
    yield made
    made.close()


@pytest.fixture
def server(central: Central) -> Iterator[Running]:
    with running(central) as found:
        yield found


def signed_in(server: Running, person_id: str) -> HttpApi:
    computer = enrolled(server.central, person_id)
    return HttpApi(Gate(server.address), computer.device_id, computer.sign)


def test_a_computer_is_let_in_by_a_secretary_and_then_holds_what_it_may_see(
    server: Running, clock: ScriptedClock
) -> None:
    central, gate = server.central, Gate(server.address)
    request = Request(issue_code(central, "minister-one", bootstrap=False))
    waiting = gate.enrol(request.build())
    assert gate.enrol(request.build()) == waiting
    assert waiting.six_digits == codes.six_digits(request.build().device_key, request.build().vote_key)
    computer = Computer(waiting.device_id, request.device_seed, request.vote_seed, "minister-one")
    api = HttpApi(gate, computer.device_id, computer.sign)
    with pytest.raises(NotAllowed):
        api.changes("", 0)
    secretary = Desktop(signed_in(server, "secretary"))  # type: ignore[arg-type]
    secretary.pull()
    assert ("device", waiting.device_id) in secretary.rows
    set_device_state(central, waiting.device_id, DeviceState.APPROVED)
    assert gate.enrolment(waiting.device_id).state is DeviceState.APPROVED
    desktop = Desktop(api)  # type: ignore[arg-type]
    assert desktop.pull().digest == desktop.digest()
    assert api.send([note("n1")])[0].accepted
    assert desktop.pull().digest == desktop.digest()
    assert ("note", "n1") in desktop.rows
    clock.pass_(minutes=11)
    assert desktop.pull().rows == ()


def test_losing_access_and_losing_the_device_both_reach_the_desktop(server: Running) -> None:
    secretary = signed_in(server, "secretary")
    computer = enrolled(server.central, "minister-one")
    member = Desktop(HttpApi(Gate(server.address), computer.device_id, computer.sign))  # type: ignore[arg-type]
    secretary.send([meeting("m1", chair_id="minister-one")])
    member.pull()
    assert ("meeting", "m1") in member.rows
    secretary.send([edited("m1", chair_id="pm")])
    assert member.pull().digest == member.digest()
    assert ("meeting", "m1") not in member.rows
    set_device_state(server.central, computer.device_id, DeviceState.REVOKED)
    with pytest.raises(SignInNeeded):
        member.pull()


def test_a_command_sent_again_after_a_restart_takes_effect_once(central: Central, clock: ScriptedClock) -> None:
    computer = enrolled(central, "pm")
    command = note("n1")
    answers = []
    for _ in range(2):
        with running(central) as server:
            api = HttpApi(Gate(server.address), computer.device_id, computer.sign)
            answers.append(codec.encode(api.send([command])))
            clock.pass_(minutes=1)
    assert answers[0] == answers[1]
    assert central.as_system(lambda work: work.rev(SealedNote, "n1")) == 1
    with running(central) as server:
        api = HttpApi(Gate(server.address), computer.device_id, computer.sign)
        with pytest.raises(Refused) as caught:
            api.send([note("n1", b"other", command_id=command.id)])
        assert caught.value.code == "reused_id"


def test_many_at_once_each_get_their_own_verdict(server: Running) -> None:
    apis = [signed_in(server, who) for who in ("pm", "minister-one", "minister-two", "assistant")]

    def deliver(number: int) -> bool:
        (verdict,) = apis[number % 4].send([note(f"n{number}", command_id=f"c{number}")])
        return verdict.accepted and verdict.id == f"c{number}"

    with ThreadPoolExecutor(16) as pool:
        assert all(pool.map(deliver, range(120)))
    assert len(server.central.as_system(lambda work: work.all(SealedNote))) == 120
    for api in apis:
        desktop = Desktop(api)  # type: ignore[arg-type]
        assert desktop.pull().digest == desktop.digest()
        assert sum(kind == "note" for kind, _id in desktop.rows) == 30


def test_wrong_codes_are_counted_by_where_they_come_from(server: Running) -> None:
    gate = Gate(server.address)
    found = []
    for _ in range(11):
        with pytest.raises(Refused) as caught:
            gate.enrol(Request(codes.new_code()).build())
        found.append(caught.value.code)
    assert found == ["bad_code"] * 10 + ["too_many_tries"]


def test_a_file_cut_off_on_the_way_is_finished_later_and_read_by_those_who_may(server: Running) -> None:
    data = PDF + bytes(300_000)
    secretary = signed_in(server, "secretary")
    request = UploadRequest(id=new_id(), size=len(data), sha256=hashlib.sha256(data).hexdigest())
    secretary.begin_upload(request)
    secretary.continue_upload(request.id, 0, data[:100_000])
    again = signed_in_again(server, secretary)
    reached = again.begin_upload(request).received
    assert reached == 100_000
    with pytest.raises(Refused) as caught:
        again.continue_upload(request.id, 7, data[7:])
    assert caught.value.code == "wrong_offset"
    assert again.continue_upload(request.id, reached, data[reached:]).complete

    paper = filed(server.central, secretary)
    server.central.as_system(lambda work: approve(work, paper.id))
    member = signed_in(server, "minister-one")
    (row,) = [row for row in member.changes("", 0).rows if row.kind == "paper"]
    half = paper.blob_size // 2
    sealed_bytes = b"".join([*member.blob(paper.blob, 0, half), *member.blob(paper.blob, half, paper.blob_size)])
    assert hashlib.sha256(sealed_bytes).hexdigest() == paper.blob
    assert row.key is not None
    assert sealed.unseal(sealed_bytes, row.key, paper.id) == PDF
    with pytest.raises(NotAllowed):
        list(signed_in(server, "clerk").blob(paper.blob, 0, half))


def signed_in_again(server: Running, api: HttpApi) -> HttpApi:
    """The same computer after its program was started again."""
    return HttpApi(Gate(server.address), api._device_id, api._sign)


def test_a_changed_file_and_one_that_is_no_pdf_are_turned_down_by_name(server: Running) -> None:
    secretary = signed_in(server, "secretary")
    wrong = UploadRequest(id=new_id(), size=len(PDF), sha256="ab" * 32)
    secretary.begin_upload(wrong)
    with pytest.raises(Refused) as caught:
        secretary.continue_upload(wrong.id, 0, PDF)
    assert caught.value.code == "hash_mismatch"
    text = b"Dear colleagues,"
    letter = UploadRequest(id=new_id(), size=len(text), sha256=hashlib.sha256(text).hexdigest())
    secretary.begin_upload(letter)
    assert secretary.continue_upload(letter.id, 0, text).problem == "not_pdf"


def test_a_real_pdf_handed_in_over_http_is_looked_into_by_the_helper(tmp_path: Path) -> None:
    with pymupdf.open() as document:
        for _ in range(12):
            document.new_page()
        data: bytes = document.tobytes()
    with running_server(tmp_path) as server:
        secretary = signed_in(server, "secretary")
        request = UploadRequest(id=new_id(), size=len(data), sha256=hashlib.sha256(data).hexdigest())
        secretary.begin_upload(request)
        assert secretary.continue_upload(request.id, 0, data).pages == 12


def test_nothing_of_what_passes_through_is_logged(server: Running, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG):
        secretary = signed_in(server, "secretary")
        secretary.send([meeting("m1", title="CANARY-TITLE"), note("n1", b"CANARY-NOTE")])
        secretary.changes("", 0)
        with pytest.raises(Refused):
            Gate(server.address).enrol(Request("CANARY-CODE").build())
    assert "CANARY" not in caplog.text


def test_a_desktop_below_the_minimum_is_told_to_update(server: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http, "MINIMUM_CLIENT", "99.0.0")
    with pytest.raises(TooOld):
        Gate(server.address).meta()


def test_over_tls_a_desktop_trusts_its_governments_authority(tmp_path: Path, clock: ScriptedClock) -> None:
    made = tls.make(tmp_path / "tls", ["127.0.0.1"], "Test Government", clock())
    central = note_central(tmp_path / "server", clock)
    central.config = Config(data=central.config.data, tls_cert=made.certificate, tls_key=made.key)
    with running(central) as server:
        computer = enrolled(central, "pm")
        api = HttpApi(Gate(server.address, made.authority), computer.device_id, computer.sign)
        assert api.meta().government == "Test Government"
        assert api.send([note("n1")])[0].accepted
    central.close()
