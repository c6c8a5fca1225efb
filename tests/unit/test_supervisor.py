"""The supervisor with real child processes: what each way of ending leads to, and one window only."""

import os
import signal
import socket
import sys
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from ecabinet_desktop import supervisor
from filelock import FileLock

SCRIPT = """
import os, pathlib, signal, sys
runs = pathlib.Path(sys.argv[1])
runs.write_text((runs.read_text() if runs.exists() else "") + "x")
ends = sys.argv[2].split(",")
end = int(ends[min(len(runs.read_text()), len(ends)) - 1])
if end < 0:
    os.kill(os.getpid(), -end)
sys.exit(end)
"""


@pytest.fixture(autouse=True)
def _windows_are_small_scripts(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(supervisor, "window_command", lambda arguments: [sys.executable, "-c", SCRIPT, *arguments])
    numbers = (signal.SIGTERM, signal.SIGINT, signal.SIGHUP)
    before = {number: signal.getsignal(number) for number in numbers}
    yield
    for number, handler in before.items():
        signal.signal(number, handler)


def ended(folder: Path, ends: str) -> tuple[int, int]:
    """The supervisor's exit code and how many windows it started."""
    runs = folder / "runs"
    code = supervisor.supervise(folder / "profile", [str(runs), ends], os.environ)
    return code, len(runs.read_text())


@pytest.mark.parametrize(
    ("ends", "code", "started"),
    [
        ("0", 0, 1),
        ("3", 3, 1),
        (f"{supervisor.LOCKED},{supervisor.LOCKED},0", 0, 3),
        (f"-{int(signal.SIGTERM)}", 0, 1),
        (f"-{int(signal.SIGKILL)},0", 0, 2),
        (f"-{int(signal.SIGKILL)}", 1, supervisor.CRASHES_ALLOWED + 1),
    ],
    ids=["quit", "error", "locked twice", "asked to end", "one crash", "crashes without end"],
)
def test_each_end_of_a_window_leads_where_it_should(tmp_path: Path, ends: str, code: int, started: int) -> None:
    assert ended(tmp_path, ends) == (code, started)


def test_the_profile_is_free_again_after_the_last_window(tmp_path: Path) -> None:
    assert ended(tmp_path, "0") == (0, 1)
    assert ended(tmp_path, "0,0") == (0, 2)


def test_a_second_start_raises_the_first_window_and_opens_none(tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    profile.mkdir()
    heard: list[bytes] = []
    with FileLock(profile / supervisor.LOCK_NAME), socket.socket(socket.AF_UNIX) as door:
        door.bind(str(profile / supervisor.DOOR_NAME))
        door.listen()
        door.settimeout(10)

        def answer() -> None:
            caller, _ = door.accept()
            with caller:
                heard.append(caller.recv(16))
                caller.sendall(b"ok\n")

        window = threading.Thread(target=answer)
        window.start()
        assert supervisor.supervise(profile, [str(tmp_path / "runs"), "0"]) == 0
        window.join(10)
    assert heard == [supervisor.RAISE]
    assert not (tmp_path / "runs").exists()


def test_a_second_start_without_an_answering_window_says_so_by_its_exit_code(tmp_path: Path) -> None:
    profile = tmp_path / "profile"
    profile.mkdir()
    with FileLock(profile / supervisor.LOCK_NAME):
        assert supervisor.supervise(profile, [str(tmp_path / "runs"), "0"]) == 1
    assert not (tmp_path / "runs").exists()
