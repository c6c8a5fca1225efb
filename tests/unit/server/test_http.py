import hashlib
from collections.abc import Iterator
from typing import Any

import pytest
import requests
from ecabinet_desktop.errors import Refused
from ecabinet_desktop.server.central import Central
from ecabinet_desktop.server.http import SMALL_BODY, asked_range
from ecabinet_desktop.wire.answers import TokenRequest
from ecabinet_desktop.wire.votes import token_bytes

from tests.helpers.server import Computer, Running, direct_service, enrolled, running
from tests.unit.server.test_service import approve, filed


@pytest.fixture
def server(central: Central) -> Iterator[Running]:
    with running(central) as found:
        yield found


class Caller:
    """Bare HTTP with a device's token."""

    def __init__(self, server: Running, computer: Computer) -> None:
        central = server.central
        nonce = central.token(TokenRequest(device_id=computer.device_id)).nonce
        signature = computer.sign(token_bytes(computer.device_id, nonce))
        asked = TokenRequest(device_id=computer.device_id, nonce=nonce, signature=signature)
        self.headers = {"Authorization": f"Bearer {central.token(asked).token}"}
        self.address = server.address

    def ask(self, method: str, path: str, headers: dict[str, str] | None = None, **more: Any) -> requests.Response:
        return requests.request(
            method, self.address + path, headers={**self.headers, **(headers or {})}, timeout=20, **more
        )


@pytest.fixture
def caller(server: Running) -> Caller:
    return Caller(server, enrolled(server.central, "minister-one"))


@pytest.mark.parametrize(
    ("header", "found"),
    [
        ("", None),
        ("bytes=0-9", (0, 10)),
        ("bytes=90-", (90, 100)),
        ("bytes=90-500", (90, 100)),
        ("bytes=-10", (90, 100)),
        ("bytes=-500", (0, 100)),
        ("bytes=0-1,5-6", None),
        ("items=0-1", None),
    ],
)
def test_a_range_is_read_as_the_standard_says(header: str, found: tuple[int, int] | None) -> None:
    assert asked_range(header, 100) == found


@pytest.mark.parametrize("header", ["bytes=100-", "bytes=9-5", "bytes=-0", "bytes=-"])
def test_a_range_outside_is_refused(header: str) -> None:
    with pytest.raises(Refused, match="bad_range"):
        asked_range(header, 100)


def test_a_sealed_file_comes_whole_or_in_parts(server: Running, caller: Caller) -> None:
    central = server.central
    paper = filed(central, direct_service(central, "secretary"))
    central.as_system(lambda work: approve(work, paper.id))
    path = f"/v1/blobs/{paper.blob}"
    whole = caller.ask("GET", path)
    assert whole.status_code == 200
    assert hashlib.sha256(whole.content).hexdigest() == paper.blob
    assert whole.headers["ETag"] == f'"{paper.blob}"'
    assert "immutable" in whole.headers["Cache-Control"]
    part = caller.ask("GET", path, {"Range": "bytes=10-19"})
    assert part.status_code == 206
    assert part.content == whole.content[10:20]
    assert part.headers["Content-Range"] == f"bytes 10-19/{paper.blob_size}"
    head = caller.ask("HEAD", path)
    assert head.status_code == 200
    assert head.headers["Content-Length"] == str(paper.blob_size)
    assert head.headers["Accept-Ranges"] == "bytes"
    assert head.content == b""
    assert caller.ask("GET", path, {"Range": f"bytes={paper.blob_size}-"}).status_code == 416
    assert caller.ask("GET", path, {"If-None-Match": f'"{paper.blob}"'}).status_code == 304
    assert caller.ask("GET", "/v1/blobs/" + "ab" * 32).status_code == 403


def test_what_is_no_request_is_said_in_words_and_never_a_bug(server: Running, caller: Caller) -> None:
    cases: list[tuple[requests.Response, int, str]] = [
        (requests.get(server.address + "/v1/changes", timeout=20), 401, "sign_in"),
        (caller.ask("GET", "/v1/changes", {"Authorization": "Basic abc"}), 401, "sign_in"),
        (caller.ask("GET", "/v1/changes", {"Authorization": "Bearer wrong"}), 401, "sign_in"),
        (caller.ask("GET", "/v1/changes?cursor=many"), 400, "bad_request"),
        (caller.ask("GET", "/v1/changes?epoch=other"), 410, "epoch"),
        (caller.ask("GET", "/nothing"), 404, "unknown"),
        (caller.ask("POST", "/v1/commands", data=b"{"), 400, "bad_request"),
        (caller.ask("POST", "/v1/commands", json=[{"id": "x", "body": {"type": "explode"}}]), 400, "bad_request"),
        (caller.ask("PATCH", "/v1/uploads/abcdefgh", data=b"x"), 400, "bad_request"),
        (caller.ask("DELETE", "/v1/changes"), 405, "bad_request"),
    ]
    for response, status, code in cases:
        assert (response.status_code, response.json()["code"]) == (status, code), response.url
        assert response.headers["Content-Type"].startswith("application/problem+json")


def test_an_old_desktop_is_told_to_update_and_other_programs_are_let_be(server: Running) -> None:
    for version, status in (("0.0.9", 426), ("0.1.0", 200), ("12.0", 200)):
        response = requests.get(server.address + "/v1/meta", headers={"X-Ecabinet-Version": version}, timeout=20)
        assert response.status_code == status
    assert requests.get(server.address + "/v1/meta", timeout=20).status_code == 200


def test_a_body_that_is_too_large_is_not_read(server: Running, caller: Caller) -> None:
    response = caller.ask("POST", "/v1/uploads", data=b" " * (SMALL_BODY + 1))
    assert (response.status_code, response.json()["code"]) == (413, "too_big")


def test_every_call_is_described_for_other_programs(server: Running) -> None:
    described = requests.get(server.address + "/v1/schema/openapi.json", timeout=20).json()
    assert described["openapi"].startswith("3.1")
    assert set(described["paths"]) == {
        "/v1/meta",
        "/v1/devices",
        "/v1/devices/{device_id}",
        "/v1/tokens",
        "/v1/changes",
        "/v1/commands",
        "/v1/blobs/{name}",
        "/v1/uploads",
        "/v1/uploads/{upload_id}",
    }
