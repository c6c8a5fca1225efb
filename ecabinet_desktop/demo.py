"""`make demo`: the real program on a sample government, its central server a process of its own.

The server outlives any desktop; the last demo desktop stops it. The sample lies around today, so it is made anew
on another day, aside, and swapped in whole.
"""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from filelock import FileLock

from ecabinet_desktop.clock import monotonic, new_id, utc_now
from ecabinet_desktop.crypto import codes, signing
from ecabinet_desktop.demo_story import build
from ecabinet_desktop.domain.people import Device, DeviceState
from ecabinet_desktop.errors import ECabinetError, Offline
from ecabinet_desktop.places import places, resources
from ecabinet_desktop.supervisor import supervise
from ecabinet_desktop.sync.http_api import Gate, HttpApi
from ecabinet_desktop.usecases import profile as profiles
from ecabinet_desktop.wire import codec
from ecabinet_desktop.wire.commands import ApproveDevice, Envelope, IssueCode

SERVER = "demo-server"
START_SECONDS = 40.0
STOP_SECONDS = 15.0
ASK_SECONDS = 1.0


_STARTED: "dict[int, subprocess.Popen[bytes]]" = {}
"""Servers this process started itself: their ends are waited for, or the system would keep them as zombies."""


def run(role: str, *, prepare_only: bool = False) -> int:
    """Set everything up, then open the desktop of `role`; returns when its window was closed."""
    folder = places(SERVER).data
    with FileLock(folder / "demo.lock"):
        _prepare(folder)
        address = restore(folder)
        if prepare_only:
            return 0
        _register(folder)
    person = json.loads((resources() / "demo" / "government.json").read_text(encoding="utf-8"))["starring"][role]
    place = places(f"demo-{role}")
    arguments = ["--profile", f"demo-{role}", "--demo", str(folder)]
    helper = _Secretary(folder, address)
    profile = profiles.load(place.data)
    if profile is not None and profile.server_key != helper.server_key():
        shutil.rmtree(place.data)
        profile = None
    if profile is None:
        arguments += ["--address", address, "--code", helper.code_for(person)]
    helper.let_in(person)
    try:
        return supervise(place.runtime, arguments)
    finally:
        helper.stop()
        with FileLock(folder / "demo.lock"):
            if _unregister(folder):
                cut(folder)


def restore(folder: Path) -> str:
    """Start the server, on its old port if it had one, or join the one that runs; returns its address."""
    known = _recorded(folder)
    if known is not None and _answers(str(known["address"])):
        return str(known["address"])
    port = str(known["address"]).rsplit(":", 1)[1] if known else "0"
    config = folder / "server.toml"
    config.write_text(f'listen = "127.0.0.1:{port}"\ndata = "{folder / "store"}"\n', encoding="utf-8")
    log_file = folder / "server.log"
    with log_file.open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "ecabinet_desktop", "server", "--config", str(config)],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    _STARTED[process.pid] = process
    address = _wait_for_address(process, log_file)
    (folder / "server.json").write_text(json.dumps({"pid": process.pid, "address": address}), encoding="utf-8")
    return address


def bring_back(folder: Path) -> None:
    """What the demo bar's button does."""
    restore(folder)


def cut(folder: Path) -> None:
    """Stop the server process: the network is gone, as far as the desktops can tell."""
    known = _recorded(folder)
    if known is None:
        return
    pid = int(known["pid"])
    started = _STARTED.pop(pid, None)
    if started is not None:
        started.terminate()
        started.wait(STOP_SECONDS)
        return
    with contextlib.suppress(ProcessLookupError):
        os.kill(pid, signal.SIGTERM)
        end = monotonic() + STOP_SECONDS
        pause = threading.Event()
        while monotonic() < end:
            with contextlib.suppress(ChildProcessError):
                os.waitpid(pid, os.WNOHANG)
            os.kill(pid, 0)
            pause.wait(0.1)
        os.kill(pid, signal.SIGKILL)


def _prepare(folder: Path) -> None:
    """The sample for today: built aside, then swapped in."""
    today = utc_now().date().isoformat()
    mark = folder / "day"
    if mark.exists() and mark.read_text(encoding="utf-8") == today and (folder / "store").is_dir():
        return
    if _others(folder):
        return
    cut(folder)
    print("Setting up the sample government (about 20 seconds) …", flush=True)  # noqa: T201 - the person waits
    building = folder / "building"
    shutil.rmtree(building, ignore_errors=True)
    computer = build(building, utc_now())
    keys = {"device_id": computer.device_id, "seed": computer.device_seed.hex()}
    profiles.write_whole(folder / "secretary.json", codec.encode(keys))
    shutil.rmtree(folder / "store", ignore_errors=True)
    building.rename(folder / "store")
    mark.write_text(today, encoding="utf-8")


def _recorded(folder: Path) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = json.loads((folder / "server.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found


def _answers(address: str) -> bool:
    try:
        Gate(address).meta()
    except ECabinetError:
        return False
    return True


def _wait_for_address(process: "subprocess.Popen[bytes]", log: Path) -> str:
    """The server says where it listens once it is ready."""
    end = monotonic() + START_SECONDS
    pause = threading.Event()
    while monotonic() < end and process.poll() is None:
        for line in log.read_text(encoding="utf-8", errors="replace").splitlines():
            if line.startswith("listening on "):
                return line.removeprefix("listening on ").strip()
        pause.wait(0.1)
    raise Offline("the server of the demo did not start")


def _register(folder: Path) -> None:
    """This desktop uses the server."""
    desktops = folder / "desktops"
    desktops.mkdir(exist_ok=True)
    (desktops / str(os.getpid())).touch()


def _others(folder: Path) -> list[int]:
    return list(_living(folder / "desktops"))


def _living(desktops: Path) -> Iterator[int]:
    for file in desktops.iterdir() if desktops.is_dir() else ():
        try:
            os.kill(int(file.name), 0)
        except (ProcessLookupError, ValueError):
            file.unlink(missing_ok=True)
        else:
            yield int(file.name)


def _unregister(folder: Path) -> bool:
    """This desktop ends; True when it was the last one."""
    (folder / "desktops" / str(os.getpid())).unlink(missing_ok=True)
    return not _others(folder)


class _Secretary:
    """The demo's secretary at work behind the scenes: hands out codes and lets the demo's own computers in."""

    def __init__(self, folder: Path, address: str) -> None:
        keys = json.loads((folder / "secretary.json").read_text(encoding="utf-8"))
        seed = bytes.fromhex(keys["seed"])
        self._gate = Gate(address)
        self._api = HttpApi(self._gate, keys["device_id"], lambda message: signing.sign(seed, message))
        self._stopped = threading.Event()

    def server_key(self) -> bytes:
        """Which server this is."""
        return self._gate.meta().server_key

    def code_for(self, person: str) -> str:
        """A one-time code, by the same command as at a real desk."""
        code = codes.new_code()
        command = IssueCode(
            person_id=person,
            code_hash=codes.code_hash(codes.normalise(code)),
            expires_at=utc_now() + timedelta(days=1),
        )
        self._send(command)
        return code

    def let_in(self, person: str) -> None:
        """From now on approve every waiting computer of `person`, on a thread of its own."""
        thread = threading.Thread(  # noqa: TID251 - the demo has no window here, and no other way to wait
            target=self._watch, args=(person,), name="demo-secretary", daemon=True
        )
        thread.start()

    def stop(self) -> None:
        """Stop watching."""
        self._stopped.set()

    def _watch(self, person: str) -> None:
        epoch, cursor = "", 0
        while not self._stopped.wait(ASK_SECONDS):
            try:
                page = self._api.changes(epoch, cursor)
                epoch, cursor = page.epoch, page.next
                for row in page.rows:
                    if row.kind != "device":
                        continue
                    device = codec.decode(row.body, Device)
                    if device.person_id == person and device.state is DeviceState.PENDING:
                        self._send(ApproveDevice(device_id=device.id))
            except ECabinetError:
                epoch, cursor = "", 0

    def _send(self, command: IssueCode | ApproveDevice) -> None:
        self._api.send((Envelope(id=new_id(), body=command),))
