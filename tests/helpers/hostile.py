"""A real server between a desktop and the central server, which passes answers on or does something worse.

What it does is one function, its mood, and can be changed at any time; without one it is honest.
"""

import http.client
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

JSON = "application/json"


@dataclass(frozen=True, slots=True)
class Good:
    """What the good server answered."""

    path: str
    status: int
    kind: str
    body: bytes
    ranged: str = ""

    def raw(self, *, body: bytes | None = None, length: int | None = None) -> bytes:
        """As it crosses the wire; another `body`, or a `length` that is a lie, where wanted."""
        sent = self.body if body is None else body
        size = len(sent) if length is None else length
        lines = [f"HTTP/1.1 {self.status} X", f"Content-Type: {self.kind}", f"Content-Length: {size}"]
        lines += [f"Content-Range: {self.ranged}"] if self.ranged else []
        return "\r\n".join([*lines, "Connection: close"]).encode() + b"\r\n\r\n" + sent


Mood = Callable[[Good], bytes | None]
"""The bytes that are sent before the connection is closed; None: nothing, for as long as anybody waits."""


def honest(good: Good) -> bytes:
    """Pass it on."""
    return good.raw()


def only(part: str, mood: Mood) -> Mood:
    """Be hostile where the path holds `part`, else honest."""
    return lambda good: mood(good) if part in good.path else good.raw()


def page(**changes: Any) -> Mood:
    """A page of the feed in which something else stands."""

    def lie(good: Good) -> bytes:
        told = json.loads(good.body)
        return good.raw(body=json.dumps({**told, **changes}).encode())

    return only("/v1/changes", lie)


def saying(status: int, body: bytes, kind: str = JSON) -> Mood:
    return lambda good: Good(good.path, status, kind, body).raw()


def problem(status: int, code: str) -> Mood:
    return saying(status, json.dumps({"status": status, "code": code, "title": "No."}).encode())


class Between:
    """`address` is where a desktop finds it; `mood` what it does; `asked` the paths it was asked for."""

    def __init__(self, address: str, ended: threading.Event) -> None:
        self.mood: Mood = honest
        self.asked: list[str] = []
        self.address = ""
        self.ended = ended
        self._there = urlsplit(address).netloc

    def ask(self, method: str, path: str, body: bytes, headers: dict[str, str]) -> Good:
        """What the good server says."""
        connection = http.client.HTTPConnection(self._there, timeout=20)
        try:
            connection.request(method, path, body or None, headers)
            answer = connection.getresponse()
            ranged, kind = answer.headers.get("Content-Range", ""), answer.headers.get("Content-Type", "")
            return Good(path, answer.status, kind, answer.read(), ranged)
        finally:
            connection.close()


class _Listener(ThreadingHTTPServer):
    daemon_threads = False
    block_on_close = True

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A desktop that hangs up is what is tested here."""


@contextmanager
def between(address: str) -> Iterator[Between]:
    """Listen on a free port before the server at `address`, until the block ends."""
    ended = threading.Event()
    relay = Between(address, ended)

    class Call(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def pass_on(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            headers = {name: value for name, value in self.headers.items() if name.lower() != "host"}
            relay.asked.append(self.path)
            raw = relay.mood(relay.ask(self.command, self.path, body, headers))
            if raw is None:
                ended.wait(20)
            else:
                self.wfile.write(raw)
            self.close_connection = True

        do_GET = do_POST = do_PATCH = pass_on

        def log_message(self, *_arguments: Any) -> None:
            """Silent."""

    with _Listener(("127.0.0.1", 0), Call) as listener:
        relay.address = f"http://127.0.0.1:{listener.server_address[1]}"
        thread = threading.Thread(target=listener.serve_forever, kwargs={"poll_interval": 0.02})
        thread.start()
        try:
            yield relay
        finally:
            ended.set()
            listener.shutdown()
            thread.join(10)
