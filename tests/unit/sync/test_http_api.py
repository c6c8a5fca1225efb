import hashlib
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from ecabinet_desktop.clock import new_id, utc_now
from ecabinet_desktop.domain.people import DeviceState
from ecabinet_desktop.errors import Damaged, ECabinetError, NotAllowed, Offline, Refused, SignInNeeded, TooOld
from ecabinet_desktop.server import tls
from ecabinet_desktop.server.central import Central
from ecabinet_desktop.server.config import Config
from ecabinet_desktop.sync import http_api
from ecabinet_desktop.sync.http_api import Gate, HttpApi, checked_address
from ecabinet_desktop.wire.answers import UploadRequest

from tests.helpers import pdfs
from tests.helpers.server import Running, ScriptedClock, enrolled, found, running, running_server, set_device_state

PROBLEM = b'{"status":400,"code":"the_code","title":"What happened."}'


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("cabinet.example", "https://cabinet.example"),
        ("  https://cabinet.example:8443/ ", "https://cabinet.example:8443"),
        ("https://cabinet.example/ecabinet//", "https://cabinet.example/ecabinet"),
        ("http://127.0.0.1:8000", "http://127.0.0.1:8000"),
        ("https://[2001:db8::1]:8443", "https://[2001:db8::1]:8443"),
    ],
)
def test_an_address_may_be_typed_as_people_type_it(typed: str, address: str) -> None:
    assert checked_address(typed) == address


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("http://cabinet.example", "plain_http"),
        ("http://127.0.0.1.evil.example", "plain_http"),
        ("http://localhost:8000", "plain_http"),
        ("http://127.0.0.1@evil.example", "bad_address"),
        ("ftp://cabinet.example", "bad_address"),
        ("https://", "bad_address"),
        ("", "bad_address"),
        ("https://cabinet.example:99999", "bad_address"),
        ("https://cabinet.example:0", "bad_address"),
        ("https://cabinet.example:abc", "bad_address"),
        ("https://cabinet.example?next=evil", "bad_address"),
        ("https://cabinet.example#part", "bad_address"),
        ("https://someone:secret@cabinet.example", "bad_address"),
        ("https://cabinet .example", "bad_address"),
    ],
)
def test_an_address_that_would_send_us_astray_is_refused(typed: str, code: str) -> None:
    with pytest.raises(Refused) as caught:
        checked_address(typed)
    assert caught.value.code == code


@contextmanager
def answering(data: bytes, *, then_close: bool = True) -> Iterator[str]:
    """The address of a server that says the same few bytes to everybody, whatever is asked."""
    stop = threading.Event()
    listener = socket.create_server(("127.0.0.1", 0))
    listener.settimeout(0.05)

    def serve() -> None:
        open_calls = []
        while not stop.is_set():
            try:
                call, _ = listener.accept()
            except TimeoutError:
                continue
            call.settimeout(5)
            call.recv(65536)
            call.sendall(data)
            if then_close:
                call.close()
            else:
                open_calls.append(call)
        for call in open_calls:
            call.close()

    thread = threading.Thread(target=serve)
    thread.start()
    try:
        yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    finally:
        stop.set()
        thread.join(10)
        listener.close()


def answer(status: str, body: bytes, *headers: str) -> bytes:
    lines = [f"HTTP/1.1 {status}", f"Content-Length: {len(body)}", "Connection: close", *headers]
    return "\r\n".join(lines).encode() + b"\r\n\r\n" + body


@pytest.mark.parametrize(
    ("status", "kind"),
    [
        ("401 Unauthorized", SignInNeeded),
        ("403 Forbidden", NotAllowed),
        ("426 Upgrade Required", TooOld),
        ("429 Too Many Requests", Offline),
        ("500 Internal Server Error", Offline),
        ("503 Service Unavailable", Offline),
        ("409 Conflict", Refused),
    ],
)
def test_a_problem_becomes_the_error_that_says_what_to_do(status: str, kind: type[ECabinetError]) -> None:
    with answering(answer(status, PROBLEM)) as address, pytest.raises(kind) as caught:
        Gate(address).meta()
    assert type(caught.value) is kind
    if isinstance(caught.value, Refused):
        assert caught.value.code == "the_code"


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        (answer("200 OK", b"<html>Please log in to the airport's network</html>"), Damaged),
        (answer("200 OK", b'{"server_time":"today"}'), Damaged),
        (answer("200 OK", b"\xff\xfe\x00"), Damaged),
        (answer("404 Not Found", b"<html>nginx</html>"), Offline),
        (answer("403 Forbidden", b"<html>The proxy says no</html>"), Offline),
        (answer("302 Found", b"", "Location: http://127.0.0.1:1/v1/meta"), Offline),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{", Offline),
        (b"220 mail.example ESMTP\r\n", Offline),
        (b"", Offline),
    ],
    ids=["portal", "other json", "bytes", "page", "proxy", "redirect", "cut", "other protocol", "closed"],
)
def test_garbage_is_never_taken_for_an_answer(said: bytes, kind: type[ECabinetError]) -> None:
    with answering(said) as address, pytest.raises(kind):
        Gate(address).meta()


def test_a_server_that_does_not_answer_in_time_is_offline(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_api, "READ_SECONDS", 0.2)
    with answering(b"HTTP/1.1 200 OK\r\n", then_close=False) as address, pytest.raises(Offline):
        Gate(address).meta()


def test_nobody_there_is_offline() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with pytest.raises(Offline):
        Gate(f"http://127.0.0.1:{port}").meta()
    with pytest.raises(Offline):
        Gate("https://cabinet.invalid").meta()


def test_an_answer_beyond_the_limit_is_not_read_to_its_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(http_api, "MAX_ANSWER", 100_000)
    with answering(answer("200 OK", b"[" * 200_000)) as address, pytest.raises(Damaged, match="too large"):
        Gate(address).meta()


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Running]:
    with running_server(tmp_path) as started:
        yield started


def api_for(server: Running, person_id: str = "secretary") -> HttpApi:
    computer = enrolled(server.central, person_id)
    return HttpApi(Gate(server.address), computer.device_id, computer.sign)


def test_the_calls_of_a_device_work_over_a_real_port(server: Running) -> None:
    api = api_for(server)
    assert api.meta().server_key == server.central.keys.public
    page = api.changes("", 0)
    assert {row.kind for row in page.rows} >= {"person", "government"}
    data = pdfs.text_pdf(["Tờ trình"])
    request = UploadRequest(id=new_id(), size=len(data), sha256=hashlib.sha256(data).hexdigest())
    assert api.begin_upload(request).received == 0
    assert api.continue_upload(request.id, 0, data[:100]).received == 100
    done = api.continue_upload(request.id, 100, data[100:])
    assert (done.complete, done.pages) == (True, 1)
    with pytest.raises(NotAllowed):
        b"".join(api.blob("0" * 64, 0, 10))


def test_an_expired_token_is_renewed_and_nobody_notices(tmp_path: Path) -> None:
    clock = ScriptedClock()
    with running_server(tmp_path, clock=clock) as server:
        api = api_for(server)
        epoch = api.changes("", 0).epoch
        clock.pass_(days=2)
        assert api.changes("", 0).epoch == epoch


def test_a_revoked_device_is_told_to_sign_in(server: Running) -> None:
    computer = enrolled(server.central, "pm")
    api = HttpApi(Gate(server.address), computer.device_id, computer.sign)
    api.changes("", 0)
    set_device_state(server.central, computer.device_id, DeviceState.REVOKED)
    with pytest.raises(SignInNeeded):
        api.changes("", 0)


def test_a_device_with_another_key_gets_no_token(server: Running) -> None:
    mine, other = enrolled(server.central, "pm"), enrolled(server.central, "secretary")
    with pytest.raises((SignInNeeded, Refused)):
        HttpApi(Gate(server.address), mine.device_id, other.sign).changes("", 0)


def test_the_environment_cannot_change_whom_we_talk_to(server: Running, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:1")
    monkeypatch.delenv("no_proxy", raising=False)
    assert Gate(server.address).meta().government == "Test Government"


def test_a_blob_without_its_range_is_not_taken() -> None:
    token = answer("200 OK", b'{"nonce":"n","token":"t","expires_at":"2026-03-02T08:00:00Z"}')
    with answering(token) as address:
        api = HttpApi(Gate(address), "device", lambda _message: b"signature")
        with pytest.raises(Damaged, match="range"):
            b"".join(api.blob("0" * 64, 0, 10))


def test_only_the_authority_that_was_pinned_is_trusted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = tls.make(tmp_path / "tls", ["127.0.0.1"], "Test Government", utc_now())
    other = tls.make(tmp_path / "other", ["127.0.0.1"], "Other Government", utc_now())
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", str(made.authority))
    monkeypatch.setenv("SSL_CERT_FILE", str(other.authority))
    config = Config(data=tmp_path / "data", tls_cert=made.certificate, tls_key=made.key)
    central = Central(config, ScriptedClock(), new_id)
    try:
        found(central)
        with running(central) as server:
            assert server.address.startswith("https://")
            assert Gate(server.address, made.authority).meta().government == "Test Government"
            with pytest.raises(Offline):
                Gate(server.address, other.authority).meta()
            with pytest.raises(Offline):
                Gate(server.address).meta()
    finally:
        central.close()
