"""A link of a given bandwidth and delay on loopback: all connections share it, as they share a real one.

Where the kernel has no traffic shaper this is the only way; both sides of a comparison go through the same one.
"""

import asyncio
import contextlib
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from urllib.parse import urlsplit

PART = 16 * 1024
WINDOW = 512 * 1024
"""Bytes of one connection that may be under way."""


@dataclass(slots=True)
class Traffic:
    """What went through."""

    up: int = 0
    down: int = 0


class _Lane:
    """One direction: bytes leave one after another and arrive `delay` seconds later."""

    def __init__(self, bytes_per_second: float, delay: float) -> None:
        self._rate, self._delay = bytes_per_second, delay
        self._free = 0.0

    def arrival(self, now: float, size: int) -> float:
        self._free = max(now, self._free) + size / self._rate
        return self._free + self._delay


class Link:
    """`address` stands for the server behind it."""

    def __init__(self, address: str, bits_per_second: float, round_trip: float) -> None:
        parts = urlsplit(address)
        self._target = (parts.hostname or "127.0.0.1", parts.port or 80)
        self._up = _Lane(bits_per_second / 8, round_trip / 2)
        self._down = _Lane(bits_per_second / 8, round_trip / 2)
        self._round_trip = round_trip
        self._ready = threading.Event()
        self._loop = asyncio.new_event_loop()
        self.traffic = Traffic()
        self.address = ""
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()
        self._ready.wait(10)

    def close(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        server = self._loop.run_until_complete(asyncio.start_server(self._serve, "127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        self._ready.set()
        self._loop.run_forever()
        server.close()
        for task in asyncio.all_tasks(self._loop):
            task.cancel()
        self._loop.run_until_complete(asyncio.sleep(0))
        self._loop.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await asyncio.sleep(self._round_trip)  # the handshake of a real connection
        far_reader, far_writer = await asyncio.open_connection(*self._target)
        with contextlib.suppress(asyncio.CancelledError, ConnectionError):
            await asyncio.gather(
                self._carry(reader, far_writer, self._up, "up"), self._carry(far_reader, writer, self._down, "down")
            )

    async def _carry(
        self, source: asyncio.StreamReader, target: asyncio.StreamWriter, lane: _Lane, way: str
    ) -> None:
        queue: asyncio.Queue[tuple[float, bytes]] = asyncio.Queue(WINDOW // PART)
        deliver = asyncio.ensure_future(self._deliver(queue, target))
        while part := await source.read(PART):
            setattr(self.traffic, way, getattr(self.traffic, way) + len(part))
            await queue.put((lane.arrival(self._loop.time(), len(part)), part))
        await queue.put((0.0, b""))
        await deliver

    async def _deliver(self, queue: "asyncio.Queue[tuple[float, bytes]]", target: asyncio.StreamWriter) -> None:
        while True:
            at, part = await queue.get()
            if not part:
                break
            wait = at - self._loop.time()
            if wait > 0:
                await asyncio.sleep(wait)
            target.write(part)
            await target.drain()
        target.close()


@contextmanager
def link(address: str, megabits: float, milliseconds: float) -> Iterator[Link]:
    """A link for a while."""
    made = Link(address, megabits * 1e6, milliseconds / 1000)
    try:
        yield made
    finally:
        made.close()
