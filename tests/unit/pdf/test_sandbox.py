import os
import platform
import select
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() not in ("x86_64", "aarch64"), reason="the filter is Linux's"
)

LOCKED = """
import ctypes, os, socket, subprocess, sys, threading
from ecabinet_desktop.pdf import sandbox
sandbox.die_with_parent()
open_before = open(sys.argv[1], "rb")
guards = sandbox.lock_in()
libc = ctypes.CDLL(None, use_errno=True)
def call(number, *arguments):
    if libc.syscall(number, *arguments) < 0:
        raise OSError(ctypes.get_errno(), "call")
def tried(act):
    try:
        act()
    except (PermissionError, BlockingIOError) as error:
        return "denied"
    except OSError as error:
        return f"errno {error.errno}"
    return "done"
"""


def locked(script: str, path: Path) -> list[str]:
    """What a process says that has locked itself in."""
    done = subprocess.run(
        [sys.executable, "-c", LOCKED + textwrap.dedent(script), str(path)],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout.split()


@pytest.mark.parametrize(
    "act",
    [
        "open(sys.argv[1], 'rb')",
        "open('/proc/self/mem', 'rb')",
        "open(sys.argv[1] + '.new', 'wb')",
        "os.unlink(sys.argv[1])",
        "os.rename(sys.argv[1], sys.argv[1] + '.old')",
        "os.mkdir(sys.argv[1] + '.folder')",
        "os.link(sys.argv[1], sys.argv[1] + '.link')",
        "socket.socket(socket.AF_INET, socket.SOCK_STREAM)",
        "socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)",
        "os.fork()",
        "os.execv('/bin/true', ['true'])",
        "subprocess.run(['/bin/true'], check=True)",
        "os.posix_spawn('/bin/true', ['true'], {})",
        "os.kill(os.getppid(), 0)",
        "os.truncate(sys.argv[1], 0)",
        "os.chmod(sys.argv[1], 0o777)",
        "os.chown(sys.argv[1], os.getuid(), os.getgid())",
        "os.utime(sys.argv[1])",
        "os.setxattr(sys.argv[1], 'user.a', b'b')",
        "os.mkfifo(sys.argv[1] + '.pipe')",
        "os.symlink('/etc/passwd', sys.argv[1] + '.link')",
        "call(424, 0, 0, None, 0)",  # pidfd_send_signal
        "call(452, -100, sys.argv[1].encode(), 0o777, 0)",  # fchmodat2
        "call({'x86_64': 272, 'aarch64': 97}[os.uname().machine], 0x10000000)",  # unshare, a new user namespace
        "call({'x86_64': 250, 'aarch64': 219}[os.uname().machine], 0, -4, 0)",  # keyctl, the user's keyring
        "call({'x86_64': 29, 'aarch64': 194}[os.uname().machine], 0, 4096, 0o1600)",  # shmget, a new segment
        "call(0x40000000 + 39)",  # getpid by its x32 number
    ],
)
def test_a_locked_in_process_cannot(act: str, tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"untouched")
    assert locked(f"print(tried(lambda: {act}))", path) == ["denied"]
    assert path.read_bytes() == b"untouched"
    assert [name.name for name in tmp_path.iterdir()] == ["file"]


def test_a_locked_in_process_can_still_read_what_it_holds_and_start_threads(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"held")
    script = """
    thread = threading.Thread(target=lambda: print(open_before.read().decode()))
    thread.start()
    thread.join()
    print(*guards)
    """
    assert locked(script, path)[0] == "held"


def test_it_says_which_protections_are_active_and_the_filter_is_among_them(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.touch()
    said = locked("print(*guards)", path)
    assert said[:2] == ["rlimits", "no_new_privs"]
    assert "seccomp" in said


def test_a_decompression_bomb_ends_at_the_memory_limit() -> None:
    script = """
    from ecabinet_desktop.pdf import sandbox
    sandbox.lock_in(300 * 1024**2)
    try:
        bytearray(400 * 1024**2)
    except MemoryError:
        print("stopped")
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stdout.split() == ["stopped"], done.stderr


def test_the_limit_follows_the_document_and_never_passes_what_was_allowed_at_first() -> None:
    script = """
    import resource
    from ecabinet_desktop.pdf import sandbox
    sandbox.lock_in(3 * 1024**3)
    for size in (0, 100 * 1024**2, 5 * 1024**3, 1024**2):
        sandbox.make_room(size)
        print(resource.getrlimit(resource.RLIMIT_DATA)[0] // 1024**2)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(script)], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.stdout.split() == ["1024", "1324", "2048", "1027"], done.stderr


def test_a_helper_dies_with_its_parent() -> None:
    child = (
        "import signal; from ecabinet_desktop.pdf import sandbox; sandbox.die_with_parent();"
        "print('up', flush=True); signal.pause()"
    )
    parent = f"""
    import subprocess, sys, os
    child = subprocess.Popen([sys.executable, "-c", {child!r}], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    child.stdout.readline()
    os.write(1, str(child.pid).encode())
    os.kill(os.getpid(), 9)
    """
    done = subprocess.run(
        [sys.executable, "-c", textwrap.dedent(parent)], capture_output=True, text=True, timeout=60, check=False
    )
    pid = done.stdout.strip()
    assert pid.isdigit(), done.stderr
    try:
        orphan = os.pidfd_open(int(pid))
    except ProcessLookupError:
        return
    try:
        assert select.select([orphan], [], [], 20)[0], "it still runs"
    finally:
        os.close(orphan)
