"""Sleep, a locked session and a screen saver are heard on a real message bus; a return is not a leaving."""

from collections.abc import Iterator

import pytest
from ecabinet_desktop.ui.absence import LOGIN, Absence, session_path
from PySide6.QtDBus import QDBusConnection, QDBusMessage
from pytestqt.qtbot import QtBot

from tests.helpers.secret_service import secret_service

MANAGER = "/org/freedesktop/login1"


@pytest.fixture
def address() -> Iterator[str]:
    with secret_service(with_keyring=False) as service:
        yield service.address


def bus(address: str, name: str) -> QDBusConnection:
    made = QDBusConnection.connectToBus(address, name)
    assert made.isConnected()
    return made


@pytest.mark.keyring
@pytest.mark.parametrize(
    ("path", "interface", "name", "arguments"),
    [
        (MANAGER, f"{LOGIN}.Manager", "PrepareForSleep", [True]),
        (session_path("7"), f"{LOGIN}.Session", "Lock", []),
        ("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver", "ActiveChanged", [True]),
    ],
)
def test_a_sign_of_leaving_is_heard(
    qtbot: QtBot, address: str, path: str, interface: str, name: str, arguments: list[bool]
) -> None:
    absence = Absence(bus(address, "a-system"), bus(address, "a-session"), environ={"XDG_SESSION_ID": "7"})
    speaker = bus(address, "a-speaker")
    with qtbot.waitSignal(absence.began, timeout=5000):
        message = QDBusMessage.createSignal(path, interface, name)
        message.setArguments(arguments)
        assert speaker.send(message)
    for used in ("a-system", "a-session", "a-speaker"):
        QDBusConnection.disconnectFromBus(used)


@pytest.mark.keyring
def test_a_return_and_another_persons_session_are_not_a_leaving(qtbot: QtBot, address: str) -> None:
    absence = Absence(bus(address, "b-system"), bus(address, "b-session"), environ={"XDG_SESSION_ID": "7"})
    heard: list[bool] = []
    absence.began.connect(lambda: heard.append(True))
    speaker = bus(address, "b-speaker")
    woken = QDBusMessage.createSignal(MANAGER, f"{LOGIN}.Manager", "PrepareForSleep")
    woken.setArguments([False])
    speaker.send(woken)
    speaker.send(QDBusMessage.createSignal(session_path("8"), f"{LOGIN}.Session", "Lock"))
    speaker.send(QDBusMessage.createSignal(session_path("7"), f"{LOGIN}.Session", "Lock"))
    qtbot.waitUntil(lambda: bool(heard), timeout=5000)
    assert heard == [True], "messages of one sender arrive in order: the others came before and were no leaving"
    for used in ("b-system", "b-session", "b-speaker"):
        QDBusConnection.disconnectFromBus(used)


def test_without_a_bus_it_is_silent() -> None:
    absence = Absence(QDBusConnection("nowhere"), QDBusConnection("nowhere"))
    assert absence.began is not None


def test_a_session_has_its_place_with_the_login_service() -> None:
    assert session_path("7") == "/org/freedesktop/login1/session/_37"
    assert session_path("c2") == "/org/freedesktop/login1/session/c2"
    assert session_path("1-a") == "/org/freedesktop/login1/session/_31_2da"
