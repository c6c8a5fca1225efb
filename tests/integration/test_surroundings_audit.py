"""What the program touches outside itself: its server, local sockets, and the folders of its profile; nothing else.

Two witnesses watch one desktop from import to its second start: Python's own audit events, in the window process
and in the PDF helper, and the kernel's calls as strace sees them, which also cover Qt, SQLCipher and MuPDF.
"""

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from ecabinet_desktop.places import APP

from tests.helpers import pdfs
from tests.helpers.server import issue_code, running
from tests.unit.sync.scene import sitting

ROOT = Path(__file__).parents[2]
SECONDS = 150
WITNESS = """
import json, os, sys
_pipe = os.open({pipe!r}, os.O_WRONLY)
_who = "helper" if "ecabinet_desktop.pdf.worker" in sys.orig_argv else "window"
def _plain(value):
    return value if isinstance(value, (str, int, type(None))) else os.fsdecode(value) if isinstance(
        value, bytes) else [_plain(part) for part in value] if isinstance(value, (tuple, list)) else str(value)
def _hook(event, arguments):
    if event in {events!r}:
        os.write(_pipe, json.dumps([_who, event, _plain(arguments)]).encode()[:4000] + b"\\n")
sys.addaudithook(_hook)
os.write(_pipe, json.dumps([_who, "began", []]).encode() + b"\\n")
"""
EVENTS = (
    *("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo"),
    *("socket.gethostbyname", "socket.gethostbyaddr", "subprocess.Popen", "os.exec", "os.posix_spawn", "os.system"),
    *("open", "os.mkdir", "os.rename", "os.remove", "os.rmdir", "os.link", "os.symlink", "os.truncate"),
    *("os.chmod", "os.chown", "os.utime", "ftplib.connect", "smtplib.connect", "webbrowser.open"),
)
WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
CALLS = (
    "connect,bind,sendto,sendmsg,open,openat,creat,mkdir,mkdirat,rename,renameat,renameat2,unlink,unlinkat,rmdir,"
    "link,linkat,symlink,symlinkat,truncate,chmod,fchmodat,chown,fchownat,mknod,mknodat,execve"
)


def _tracer() -> str:
    """Where strace is, "" when it is not there or this machine lets no process be traced."""
    found = shutil.which("strace") or ""
    tried = [found, "-qq", "-e", "trace=none", sys.executable, "-c", ""]
    return found if found and subprocess.run(tried, capture_output=True, check=False).returncode == 0 else ""


STRACE = _tracer()
DEVICES = ("/dev/null", "/dev/tty", "/dev/ptmx")


@dataclass
class Seen:
    """What the witnesses saw of one desktop."""

    root: Path
    port: int
    events: list[tuple[str, str, list[object]]] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    said: str = ""

    def may_write(self, path: str) -> bool:
        """In the profile's folders, and where the interpreter keeps what it has compiled."""
        wanted = Path(os.path.abspath(path))
        owned = [self.root / name / APP for name in ("data", "cache", "run")]
        above = {self.root / name for name in ("data", "cache", "run")}
        return (
            any(wanted.is_relative_to(folder) for folder in owned)
            or wanted in above
            or "__pycache__" in wanted.parts
            or path in (*DEVICES, str(self.root / "witness" / "pipe"))
        )


def environment(root: Path) -> dict[str, str]:
    """A person's folders under `root`, with the witness where Python looks for it first."""
    names = {
        "HOME": "home",
        "XDG_CONFIG_HOME": "config",
        "XDG_DATA_HOME": "data",
        "XDG_CACHE_HOME": "cache",
        "XDG_STATE_HOME": "state",
        "XDG_RUNTIME_DIR": "run",
        "TMPDIR": "tmp",
    }
    for name in names.values():
        (root / name).mkdir(mode=0o700)
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "LC_ALL") if name in os.environ}
    folders = {variable: str(root / name) for variable, name in names.items()}
    path = os.pathsep.join([str(root / "witness"), str(ROOT)])
    return {**kept, **folders, "PYTHONPATH": path, "QT_QPA_PLATFORM": "offscreen"}


def listen(pipe: int, seen: Seen) -> None:
    """Take down what the witness tells, until nobody holds the pipe any more."""
    with os.fdopen(pipe, "rb") as told:
        for line in told:
            who, event, arguments = json.loads(line)
            seen.events.append((who, event, arguments))


def watched(command: list[str], seen: Seen) -> None:
    """Run the desktop under both witnesses."""
    pipe = seen.root / "witness" / "pipe"
    pipe.parent.mkdir()
    os.mkfifo(pipe)
    text = WITNESS.format(pipe=str(pipe), events=EVENTS)
    (pipe.parent / "sitecustomize.py").write_text(text, encoding="utf-8")
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    holding = os.open(pipe, os.O_WRONLY)
    os.set_blocking(reading, True)
    listener = threading.Thread(target=listen, args=(reading, seen))
    listener.start()
    record = seen.root / "calls"
    before = [STRACE, "-f", "-qq", "-y", "-s", "300", "-e", f"trace={CALLS}", "-o", str(record)] if STRACE else []
    try:
        ran = subprocess.run(
            [*before, *command],
            env=environment(seen.root),
            cwd=seen.root,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=SECONDS,
            check=False,
        )
    finally:
        os.close(holding)
        listener.join(10)
    seen.said = ran.stdout
    seen.calls = record.read_text(errors="replace").splitlines() if STRACE else []


@pytest.fixture(scope="module")
def seen(tmp_path_factory: pytest.TempPathFactory) -> Seen:
    root = tmp_path_factory.mktemp("audit")
    with sitting(root) as scene:
        scene.plan()
        scene.file(pdfs.text_pdf(["Luật Đất đai"] * 3))
        scene.publish()
        with running(scene.central) as server:
            made = Seen(root, int(server.address.rsplit(":", 1)[1]))
            code = issue_code(scene.central, "minister-two")
            program = [sys.executable, "-m", "tests.integration.audited_member", server.address, code]
            watched(program, made)
    return made


def test_the_desktop_lived_its_day_and_both_processes_were_watched(seen: Seen) -> None:
    assert seen.said.rstrip().endswith("DONE"), seen.said
    imported = re.search(r"IMPORTED (\d+)", seen.said)
    assert imported is not None
    assert int(imported[1]) > 120, "every module was imported under the eyes of the witness"
    began = [who for who, event, _ in seen.events if event == "began"]
    assert began.count("window") == 1
    assert began.count("helper") >= 2, "one helper reads, others index"


def test_python_talks_to_the_server_and_to_local_sockets_only(seen: Seen) -> None:
    addresses = [arguments[1] for _, event, arguments in seen.events if event == "socket.connect"]
    over_network = [address for address in addresses if isinstance(address, list)]
    assert over_network, "the server was talked to"
    assert {tuple(address) for address in over_network} == {("127.0.0.1", seen.port)}
    asked = {arguments[0] for _, event, arguments in seen.events if event.startswith("socket.get")}
    assert asked <= {"127.0.0.1", None}, "no name is looked up"
    others = [entry for entry in seen.events if entry[1] in ("socket.bind", "socket.sendto", "webbrowser.open")]
    assert [entry for entry in others if entry[2][1:] != [["::1", 0]]] == [], (
        "urllib3 asks once whether IPv6 is here"
    )


def test_python_writes_nothing_outside_the_profiles_folders(seen: Seen) -> None:
    written = []
    for who, event, arguments in seen.events:
        if event == "open":
            path, _mode, flags = arguments
            if isinstance(path, str) and isinstance(flags, int) and flags & WRITING:
                written.append((who, event, path))
        elif event.startswith("os.") and event not in ("os.exec", "os.posix_spawn", "os.system"):
            written += [(who, event, name) for name in arguments[:2] if isinstance(name, str)]
    assert any("/data/" in path for _, _, path in written), "the profile was written"
    outside = [entry for entry in written if not seen.may_write(entry[2])]
    assert outside == []


def test_python_starts_its_own_helper_and_no_other_program(seen: Seen) -> None:
    started = [arguments[1] for _, event, arguments in seen.events if event == "subprocess.Popen"]
    assert started
    assert all(isinstance(command, list) and command[0] == sys.executable for command in started), started
    assert all("ecabinet_desktop.pdf.worker" in command for command in started if isinstance(command, list))
    assert not [entry for entry in seen.events if entry[1] in ("os.exec", "os.posix_spawn", "os.system")]


def test_the_helper_connects_to_nothing_and_writes_nothing(seen: Seen) -> None:
    acts = [entry for entry in seen.events if entry[0] == "helper" and entry[1] not in ("began", "open")]
    assert [entry for entry in acts if not _is_own_cache(entry[2])] == []


def _is_own_cache(arguments: list[object]) -> bool:
    return all("__pycache__" in name for name in arguments if isinstance(name, str))


needs_strace = pytest.mark.skipif(not STRACE, reason="strace is missing, or this machine lets nothing be traced")


@needs_strace
def test_the_kernel_saw_no_socket_but_the_servers_and_local_ones(seen: Seen) -> None:
    families = [call for call in seen.calls if re.search(r"\b(connect|bind|sendto|sendmsg)\(", call)]
    asks_for_ipv6 = re.compile(r'bind\(.*sin6_port=htons\(0\),.*"::1"')
    over_network = [call for call in families if "sa_family=AF_INET" in call and not asks_for_ipv6.search(call)]
    server = f'sin_port=htons({seen.port}), sin_addr=inet_addr("127.0.0.1")'
    assert [call for call in over_network if " connect(" in call], "the server was talked to"
    assert [call for call in over_network if server not in call] == []
    others = [call for call in families if "sa_family=" in call and "AF_INET" not in call]
    assert [call for call in others if "AF_UNIX" not in call and "AF_NETLINK" not in call] == []


@needs_strace
def test_the_kernel_saw_no_file_written_outside_the_profiles_folders(seen: Seen) -> None:
    written = [path for call in seen.calls for path in paths_written(call)]
    assert any(path.endswith("vault.db") for path in written), "SQLCipher's files are among them"
    outside = sorted({path for path in written if not seen.may_write(path)})
    assert outside == []


@needs_strace
def test_the_kernel_saw_no_program_started_but_the_helper(seen: Seen) -> None:
    started = [call for call in seen.calls if "execve(" in call and call.endswith(" = 0")]
    programs = {Path(found[1]).name for call in started if (found := re.search(r'execve\("([^"]+)"', call))}
    assert all(name.startswith("python") for name in programs), programs
    assert sum("ecabinet_desktop.pdf.worker" in call for call in started) >= 2


STRAY = """
import os, socket, subprocess, sys
open(os.environ["HOME"] + "/stray", "w").close()
os.mkdir(os.environ["TMPDIR"] + "/stray folder")
with socket.socket() as door:
    try:
        door.connect(("127.0.0.2", 9))
    except OSError:
        pass
subprocess.run(["/bin/true"])
"""


def test_a_program_that_strays_is_seen_by_both_witnesses(tmp_path: Path) -> None:
    seen = Seen(tmp_path, 1)
    watched([sys.executable, "-c", STRAY], seen)
    told = [(event, arguments) for _, event, arguments in seen.events]
    strays = [str(tmp_path / "home" / "stray"), str(tmp_path / "tmp" / "stray folder")]
    assert [arguments[0] for event, arguments in told if event in ("open", "os.mkdir")][-2:] == strays
    assert ["127.0.0.2", 9] in [arguments[1] for event, arguments in told if event == "socket.connect"]
    assert [arguments[0] for event, arguments in told if event == "subprocess.Popen"] == ["/bin/true"]
    assert [seen.may_write(path) for path in strays] == [False, False]
    if STRACE:
        written = {path for call in seen.calls for path in paths_written(call)}
        assert written >= set(strays)
        assert any("127.0.0.2" in call for call in seen.calls)


def paths_written(call: str) -> list[str]:
    """The paths a traced call creates, changes or removes."""
    made = re.match(r"\d+\s+(\w+)\((.*)", call)
    if made is None or made[1] in ("connect", "bind", "sendto", "sendmsg", "execve"):
        return []
    name, rest = made.groups()
    if name in ("open", "openat") and not re.search(r"O_(WRONLY|RDWR|CREAT|TRUNC|APPEND)", rest):
        return []
    pairs = re.findall(r'(?:(?:AT_FDCWD|\d+)<([^>]*)>, )?"((?:[^"\\]|\\.)*)"', rest)
    return [os.path.join(folder, path) for folder, path in pairs]
