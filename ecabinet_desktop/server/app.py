"""Runs the central server: one process, one writer, until it is told to stop.

It says where it listens in one line that programs read, and finishes what it was doing before it ends.
"""

import os
import signal
import socket
import threading
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager

import uvicorn
from filelock import FileLock, Timeout

from ecabinet_desktop.clock import NewId, Now
from ecabinet_desktop.errors import Refused
from ecabinet_desktop.server import http
from ecabinet_desktop.server.central import Central
from ecabinet_desktop.server.config import Config, is_loopback

KEEP_ALIVE_SECONDS = 75
"""At 5 s, slow links lose requests that cross with the closing of their connection [M]."""
GRACE_SECONDS = 10
BACKLOG = 1024
READY = "listening on "


def serve(config: Config, *, now: Now, new_id: NewId, say: Callable[[str], None]) -> None:
    """Serve until SIGTERM or SIGINT; `say` gets the line "listening on http://127.0.0.1:PORT" when ready.

    Raises Refused("plain_http"), ("address_taken"), ("already_running"), or what opening the store raises.
    """
    os.umask(0o077)
    with (
        the_only_server(config),
        closing(Listener(config)) as listener,
        closing(Central(config, now, new_id)) as central,
    ):
        central.house.uploads.sweep()
        listener.run(central, lambda: say(READY + listener.address))


@contextmanager
def the_only_server(config: Config) -> Iterator[None]:
    """Hold the data folder: one process serves it or restores it. Raises Refused("already_running")."""
    config.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    lock = FileLock(config.data / "server.lock")
    try:
        lock.acquire(timeout=0)
    except Timeout as error:
        raise Refused("already_running", str(config.data)) from error
    try:
        yield
    finally:
        lock.release()


class Listener:
    """The open port of a server; `run` may be called on any thread, `stop` from any other."""

    def __init__(self, config: Config) -> None:
        if config.tls_cert is None and not is_loopback(config.host):
            raise Refused("plain_http")
        self._config = config
        self._socket = _bind(config)
        self._server: _Server | None = None
        port: int = self._socket.getsockname()[1]
        host = f"[{config.host}]" if ":" in config.host else config.host
        self.address = f"{config.scheme}://{host}:{port}"

    def run(self, central: Central, ready: Callable[[], None]) -> None:
        """Serve until stopped; `ready` is called once requests are answered."""
        settings = uvicorn.Config(
            http.build(central),
            timeout_keep_alive=KEEP_ALIVE_SECONDS,
            timeout_graceful_shutdown=GRACE_SECONDS,
            ssl_certfile=self._config.tls_cert,
            ssl_keyfile=self._config.tls_key,
            log_config=None,
            access_log=False,
            server_header=False,
            lifespan="off",
        )
        self._server = _Server(settings, ready)
        self._server.run(sockets=[self._socket])

    def stop(self) -> None:
        """Ask `run` to finish its requests and return."""
        if self._server is not None:
            self._server.should_exit = True

    def close(self) -> None:
        """Give the port back."""
        self._socket.close()


class _Server(uvicorn.Server):
    """Uvicorn that says when it is ready, and leaves signals to be handled once: it would raise them again."""

    def __init__(self, config: uvicorn.Config, ready: Callable[[], None]) -> None:
        super().__init__(config)
        self._ready = ready

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets=sockets)
        self._ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        """Hang up idle lines first: over TLS each would be waited for until its desktop says goodbye as well."""
        for connection in list(self.server_state.connections):
            cycle = getattr(connection, "cycle", None)
            if cycle is None or cycle.response_complete:
                connection.transport.abort()
        await super().shutdown(sockets=sockets)

    @contextmanager
    def capture_signals(self) -> Iterator[None]:
        if threading.current_thread() is not threading.main_thread():
            yield
            return
        before = {number: signal.signal(number, self.handle_exit) for number in (signal.SIGINT, signal.SIGTERM)}
        try:
            yield
        finally:
            for number, handler in before.items():
                signal.signal(number, handler)


def _bind(config: Config) -> socket.socket:
    family = socket.AF_INET6 if ":" in config.host else socket.AF_INET
    # With the protocol named, asyncio switches Nagle's algorithm off; else each answer waits 40 ms [M].
    bound = socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    bound.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        bound.bind((config.host, config.port))
        bound.listen(BACKLOG)
    except OSError as error:
        bound.close()
        raise Refused("address_taken", f"{config.host}:{config.port}: {error.strerror}") from error
    return bound
