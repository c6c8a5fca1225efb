"""Story: a member who cannot see opens a paper; a screen reader, asking over AT-SPI, gets its text."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from pathlib import Path
from threading import Event
from typing import Any

import pytest
from ecabinet_desktop.clock import monotonic
from jeepney import DBusAddress, MessageType, Properties, new_method_call  # type: ignore[import-untyped]
from jeepney.io.blocking import DBusConnection, open_dbus_connection  # type: ignore[import-untyped]

from tests.helpers.secret_service import secret_service
from tests.helpers.speaking_window import LINES
from tests.helpers.xvfb import screen

REGISTRY = "org.a11y.atspi.Registry"
ROOT = "/org/a11y/atspi/accessible/root"
DOCUMENT = 82
"""ATSPI_ROLE_DOCUMENT_FRAME."""
BY_CHARACTER, BY_WORD, BY_LINE = 0, 1, 3
"""Granularities of AT-SPI."""
ON_SCREEN = 0
SECONDS = 60.0
PLACES = ("/usr/libexec", "/usr/lib/at-spi2-core", "/usr/lib")
Thing = tuple[str, str]
"""An accessible: who answers, and its path."""


class Listener:
    """What a screen reader does: looks through the windows of all programs and asks."""

    def __init__(self, connection: DBusConnection) -> None:
        self._connection = connection

    def ask(self, thing: Thing, interface: str, method: str, signature: str = "", *values: Any) -> tuple[Any, ...]:
        address = DBusAddress(thing[1], thing[0], f"org.a11y.atspi.{interface}")
        call = new_method_call(address, method, signature or None, values)
        reply = self._connection.send_and_get_reply(call, timeout=10)
        assert reply.header.message_type == MessageType.method_return, reply.body
        return tuple(reply.body)

    def get(self, thing: Thing, interface: str, name: str) -> Any:
        address = DBusAddress(thing[1], thing[0], f"org.a11y.atspi.{interface}")
        reply = self._connection.send_and_get_reply(Properties(address).get(name), timeout=10)
        assert reply.header.message_type == MessageType.method_return, reply.body
        return reply.body[0][1]

    def children(self, thing: Thing) -> list[Thing]:
        (found,) = self.ask(thing, "Accessible", "GetChildren")
        return [(str(who), str(path)) for who, path in found]

    def role(self, thing: Thing) -> int:
        (role,) = self.ask(thing, "Accessible", "GetRole")
        return int(role)

    def document(self) -> Thing | None:
        """The first document anywhere on the screen."""
        ahead = self.children((REGISTRY, ROOT))
        while ahead:
            thing = ahead.pop()
            if self.role(thing) == DOCUMENT:
                return thing
            ahead += self.children(thing)
        return None

    def text(self, thing: Thing) -> str:
        (text,) = self.ask(thing, "Text", "GetText", "ii", 0, -1)
        return str(text)

    def said(self, thing: Thing, offset: int, granularity: int) -> str:
        """The letter, word or line at an offset, as it is read aloud."""
        text, *_ = self.ask(thing, "Text", "GetStringAtOffset", "iu", offset, granularity)
        return str(text)


@pytest.fixture
def listener() -> Iterator[Listener]:
    """A reader's window on a real screen, and somebody who listens to it from another process."""
    registry = next((path for place in PLACES if (path := Path(place, "at-spi2-registryd")).exists()), None)
    if registry is None:
        reason = "at-spi2-core not installed (packaging/bootstrap.sh test installs it)"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    with ExitStack() as stack:
        shown = stack.enter_context(screen())
        bus = stack.enter_context(secret_service(with_keyring=False))
        spoken = {"AT_SPI_BUS_ADDRESS": bus.address, "QT_LINUX_ACCESSIBILITY_ALWAYS_ON": "1"}
        environ = {**bus.environ, **shown.environ, **spoken, "DBUS_SESSION_BUS_ADDRESS": bus.address}
        connection = stack.enter_context(closing(open_dbus_connection(bus.address)))
        _start(stack, [str(registry)], environ)
        made = Listener(connection)
        until(lambda: made.children((REGISTRY, ROOT)) is not None)
        window = _start(stack, [sys.executable, "-m", "tests.helpers.speaking_window"], environ)
        yield made
        window.terminate()
        assert window.wait(20) == 0, "the window ended by itself, or badly"


def _start(stack: ExitStack, command: list[str], environ: dict[str, str]) -> "subprocess.Popen[bytes]":
    process = subprocess.Popen(command, env=environ, cwd=Path(__file__).parents[2], stdout=subprocess.DEVNULL)

    def end() -> None:
        process.kill()
        process.wait(10)

    stack.callback(end)
    return process


def until(claim: Callable[[], Any]) -> Any:
    """What `claim` gives as soon as it gives something; whoever does not answer yet is asked again."""
    end, pause = monotonic() + SECONDS, Event()
    while True:
        try:
            if found := claim():
                return found
        except (AssertionError, TimeoutError):
            pass
        assert monotonic() < end, "it took too long"
        pause.wait(0.1)


@pytest.mark.slow
def test_a_screen_reader_reads_the_page(listener: Listener) -> None:
    page = until(listener.document)
    whole = until(lambda: listener.text(page))
    assert [line for line in whole.splitlines() if line] == list(LINES)
    assert until(lambda: listener.get(page, "Accessible", "Name")) == "Page i"
    assert listener.get(page, "Text", "CharacterCount") == len(whole)

    at = whole.index("Luật")
    assert listener.said(page, at, BY_CHARACTER) == "L"
    assert listener.said(page, at + 1, BY_WORD).strip() == "Luật"
    assert listener.said(page, at, BY_LINE).strip() == LINES[1]

    box = listener.ask(page, "Text", "GetCharacterExtents", "iu", at, ON_SCREEN)
    x, y, width, height = (int(each) for each in box)
    assert width > 3
    assert height > 8
    (found,) = listener.ask(page, "Text", "GetOffsetAtPoint", "iiu", x + width // 2, y + height // 2, ON_SCREEN)
    assert found == at
    (is_set,) = listener.ask(page, "Text", "SetCaretOffset", "i", at)
    assert is_set
    assert listener.get(page, "Text", "CaretOffset") == at
