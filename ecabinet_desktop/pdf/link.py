"""One running helper as the window sees it: its process, its socket, its shared memory.

Nothing here waits for the helper: what its socket does not take stays in a backlog, and a message counts only when
all of it has come. What a helper says is checked, since a hostile paper may have taken it over.
"""

import contextlib
import mmap
import os
import select
import socket
import subprocess
import sys
import threading
from collections import deque
from pathlib import Path

import msgspec

from ecabinet_desktop.pdf import protocol
from ecabinet_desktop.pdf.limits import FARTHEST
from ecabinet_desktop.pdf.protocol import SLOT_BYTES, SLOTS, Drawn, Wishes

_FARTHEST = 4 * FARTHEST
PART = 256 * 1024
"""Bytes read at once."""
_PAGE_BYTES = os.sysconf("SC_PAGE_SIZE") if hasattr(os, "sysconf") else 4096


def helper_command(door: int, memory: int, niceness: int) -> list[str]:
    """The command that starts a helper."""
    numbers = [str(door), str(memory), str(niceness)]
    if getattr(sys, "frozen", False):
        return [sys.executable, "pdf-helper", *numbers]
    return [sys.executable, "-m", "ecabinet_desktop.pdf.worker", *numbers]


class Link:
    """One helper. `say` may be called on any thread, `hear` on one."""

    def __init__(self, niceness: int = 0) -> None:
        self.memory_descriptor = os.memfd_create("tiles", os.MFD_CLOEXEC)
        os.ftruncate(self.memory_descriptor, SLOTS * SLOT_BYTES)
        self.memory = mmap.mmap(self.memory_descriptor, SLOTS * SLOT_BYTES)
        self.door, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_STREAM)
        self.process = subprocess.Popen(
            helper_command(theirs.fileno(), self.memory_descriptor, niceness),
            pass_fds=(theirs.fileno(), self.memory_descriptor),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            env={"PATH": os.defpath, "PYTHONPATH": os.pathsep.join(sys.path), "LC_ALL": "C.UTF-8"},
        )
        theirs.close()
        self._heard = bytearray()
        self._unsaid: deque[tuple[bytes, tuple[int, ...], bool]] = deque()
        self._lock = threading.Lock()

    @property
    def is_ready(self) -> bool:
        """Whether something was said that is not heard yet; of a helper just started: that it runs."""
        return bool(select.select([self.door], [], [], 0)[0])

    @property
    def resident_bytes(self) -> int:
        """Memory the helper holds; 0 where the system does not tell."""
        try:
            return int(Path(f"/proc/{self.process.pid}/statm").read_text().split()[1]) * _PAGE_BYTES
        except (OSError, IndexError, ValueError):
            return 0

    def say(self, message: protocol.Message, descriptors: tuple[int, ...] = ()) -> None:
        """Say something, now or when the helper has room; the caller keeps its descriptors.

        OSError when the helper is gone.
        """
        body = protocol.framed(message)
        with self._lock:
            if isinstance(message, Wishes) and self._unsaid and self._unsaid[-1][2]:
                self._unsaid.pop()  # newer wishes replace older ones that nobody has read a word of
            kept = tuple(os.dup(descriptor) for descriptor in descriptors)
            self._unsaid.append((body, kept, isinstance(message, Wishes)))
            self._flush()

    def hear(self, seconds: float) -> protocol.Answer | None:
        """The next answer, None when the time is over.

        EOFError when the helper is gone or says what no helper of ours says, OSError when the link has ended.
        """
        while (answer := self._whole()) is None:
            wanting = [self.door] if self._unsaid else []
            readable, writable, _ = select.select([self.door], wanting, [], seconds)
            if writable:
                with self._lock:
                    self._flush()
            if readable:
                self._heard += self._part()
            elif not writable:
                return None
        return answer

    def end(self) -> None:
        """Kill and clean up."""
        self.process.kill()
        self.process.wait()
        with self._lock:
            while self._unsaid:
                self._drop_first()
        self.door.close()
        self.memory.close()
        os.close(self.memory_descriptor)

    def _flush(self) -> None:
        """As much as the socket takes; descriptors ride on the first byte of their message."""
        while self._unsaid:
            body, descriptors, _ = self._unsaid[0]
            try:
                if descriptors:
                    sent = socket.send_fds(self.door, [body[:1]], list(descriptors), socket.MSG_DONTWAIT)
                else:
                    sent = self.door.send(body, socket.MSG_DONTWAIT)
            except BlockingIOError:
                return
            if sent < len(body):
                for descriptor in descriptors:
                    os.close(descriptor)
                self._unsaid[0] = (body[sent:], (), False)
            else:
                self._drop_first()

    def _drop_first(self) -> None:
        for descriptor in self._unsaid.popleft()[1]:
            os.close(descriptor)

    def _part(self) -> bytes:
        with contextlib.suppress(BlockingIOError):
            if part := self.door.recv(PART, socket.MSG_DONTWAIT):
                return part
            raise EOFError
        return b""

    def _whole(self) -> protocol.Answer | None:
        """The first message, once all of it is here."""
        length = protocol.length_of(self._heard)
        if length is None:
            return None
        if length > protocol.MAX_MESSAGE:
            raise EOFError("message too long")
        end = protocol.LENGTH_BYTES + length
        if len(self._heard) < end:
            return None
        body = bytes(self._heard[protocol.LENGTH_BYTES : end])
        del self._heard[:end]
        try:
            answer: protocol.Answer = protocol.ANSWERS.decode(body)
        except msgspec.DecodeError as error:
            raise EOFError("not an answer") from error
        if not _is_sound(answer):
            raise EOFError("a tile outside the memory, or what stands nowhere")
        return answer


def _is_sound(answer: protocol.Answer) -> bool:
    """Whether the window can work with it: tiles in slots, places that are places, an edge for each letter."""
    match answer:
        case Drawn():
            side = protocol.TILE
            return 0 <= answer.slot < SLOTS and 0 < answer.width <= side and 0 < answer.height <= side
        case protocol.Words():
            return all(_stands(w.left, w.top, w.right, w.bottom) for w in answer.words) and all(
                len(word.edges) in (0, len(word.text)) for word in answer.words
            )
        case protocol.Links():
            return all(_stands(link.left, link.top, link.right, link.bottom) for link in answer.links)
        case protocol.Found():
            return all(match and all(_stands(*box) for box in match) for match in answer.matches)
        case protocol.Resolved():
            return _stands(answer.top, 0.0, 0.0, 0.0)
    return True


def _stands(left: float, top: float, right: float, bottom: float) -> bool:
    """Whether these are places a window can go to; a sum, since of a crowded page there are thousands."""
    return abs(left) + abs(top) + abs(right) + abs(bottom) < _FARTHEST
