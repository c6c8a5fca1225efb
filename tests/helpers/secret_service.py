"""A real Secret Service for the tests: a private message bus and gnome-keyring in a home of their own.

The bus starts nothing by itself and both programs end with the block, so no test touches a person's keyring and
none is left behind.
"""

import contextlib
import os
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import keyring
import keyring.backends.SecretService
import pytest
from jeepney import DBusAddress, HeaderFields, MatchRule, message_bus, new_method_call  # type: ignore[import-untyped]
from jeepney.io.blocking import DBusConnection, Proxy, open_dbus_connection  # type: ignore[import-untyped]

NAME = "org.freedesktop.secrets"
READY_SECONDS = 30
PROGRAMS = ("dbus-daemon", "gnome-keyring-daemon", "setpriv")
# Without a <servicedir>: a bus that could start a keyring by itself would start one that is locked.
BUS = """<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:dir={folder}</listen><auth>EXTERNAL</auth>
<policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
<allow own="*"/></policy></busconfig>
"""


@dataclass(slots=True)
class SecretService:
    """A running bus; `environ` lets a program use it, `stop_keyring` and `start_keyring` take the keyring away."""

    folder: Path
    address: str
    password: str = "login"
    _daemon: subprocess.Popen[bytes] | None = field(default=None)

    @property
    def environ(self) -> dict[str, str]:
        return {
            **{name: value for name, value in os.environ.items() if name != "PYTHON_KEYRING_BACKEND"},
            "DBUS_SESSION_BUS_ADDRESS": self.address,
            "HOME": str(self.folder / "home"),
            "XDG_CONFIG_HOME": str(self.folder / "config"),
            "XDG_DATA_HOME": str(self.folder / "data"),
            "XDG_CACHE_HOME": str(self.folder / "cache"),
            "XDG_RUNTIME_DIR": str(self.folder / "run"),
        }

    def start_keyring(self) -> None:
        """Start gnome-keyring unlocked and wait until it answers on the bus."""
        self._daemon = subprocess.Popen(
            ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"],
            env=self.environ,
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        assert self._daemon.stdin is not None
        self._daemon.stdin.write(self.password.encode())
        self._daemon.stdin.close()
        _wait_for_name(self.address)

    def stop_keyring(self) -> None:
        """End gnome-keyring; what it keeps stays in the home and is there again at the next start."""
        if self._daemon is not None:
            _end(self._daemon)
            self._daemon = None

    @contextlib.contextmanager
    def used_here(self) -> Iterator[None]:
        """Let the code of this very process use the keyring."""
        before, backend = os.environ.get("DBUS_SESSION_BUS_ADDRESS"), keyring.get_keyring()
        os.environ["DBUS_SESSION_BUS_ADDRESS"] = self.address
        keyring.set_keyring(keyring.backends.SecretService.Keyring())  # type: ignore[no-untyped-call]
        try:
            yield
        finally:
            keyring.set_keyring(backend)
            os.environ.pop("DBUS_SESSION_BUS_ADDRESS")
            if before is not None:
                os.environ["DBUS_SESSION_BUS_ADDRESS"] = before


@contextlib.contextmanager
def secret_service(*, with_keyring: bool = True) -> Iterator[SecretService]:
    """Start a bus and, unless told otherwise, a keyring on it; both are gone afterwards, also when a test fails."""
    need_programs()
    # A socket's path may have 107 bytes at most, so not under pytest's long folders.
    with tempfile.TemporaryDirectory(prefix="ecabinet-ring-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        for part in ("home", "config", "data", "cache", "run"):
            (folder / part).mkdir(mode=0o700)
        with _bus(folder) as address:
            service = SecretService(folder, address)
            try:
                if with_keyring:
                    service.start_keyring()
                yield service
            finally:
                service.stop_keyring()


def need_programs() -> None:
    """Skip the test where Debian's packages are missing; where everything must hold, fail it."""
    missing = [program for program in PROGRAMS if shutil.which(program) is None]
    if missing:
        reason = f"{', '.join(missing)} not installed (packaging/bootstrap.sh test installs it)"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)


@contextlib.contextmanager
def _bus(folder: Path) -> Iterator[str]:
    config = folder / "bus.conf"
    config.write_text(BUS.format(folder=folder))
    reader, writer = os.pipe()
    # The bus dies with us even when we are killed, and the keyring leaves when its bus does.
    command = ["setpriv", "--pdeathsig", "TERM", "dbus-daemon", "--nofork", "--nopidfile", "--nosyslog"]
    daemon = subprocess.Popen(
        [*command, f"--config-file={config}", f"--print-address={writer}"],
        pass_fds=[writer],
        stdin=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    os.close(writer)
    try:
        with os.fdopen(reader) as answers:
            address = answers.readline().strip()
        assert address, "dbus-daemon did not start"
        yield address
    finally:
        _end(daemon)


def _wait_for_name(address: str) -> None:
    """Until somebody owns the Secret Service's name: told by the bus, not asked again and again."""
    with contextlib.closing(open_dbus_connection(address)) as connection:
        rule = MatchRule(type="signal", interface=message_bus.interface, member="NameOwnerChanged")
        rule.add_arg_condition(0, NAME)
        Proxy(message_bus, connection, timeout=READY_SECONDS).AddMatch(rule)
        with connection.filter(rule) as changes:
            if not _is_owned(connection):
                connection.recv_until_filtered(changes, timeout=READY_SECONDS)


def _is_owned(connection: DBusConnection) -> bool:
    bus = DBusAddress(message_bus.object_path, message_bus.bus_name, message_bus.interface)
    reply = connection.send_and_get_reply(new_method_call(bus, "NameHasOwner", "s", (NAME,)), timeout=READY_SECONDS)
    assert HeaderFields.error_name not in reply.header.fields
    return bool(reply.body[0])


def _end(program: subprocess.Popen[bytes]) -> None:
    program.terminate()
    try:
        program.wait(timeout=10)
    except subprocess.TimeoutExpired:
        program.kill()
        program.wait(timeout=10)
