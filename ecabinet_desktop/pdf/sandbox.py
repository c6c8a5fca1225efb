"""Locking the helper in, on Linux: it draws and answers, and can do nothing else.

Everything is imported before; afterwards opening files, sockets, programs and other processes fail. Where the
kernel lacks a protection the others stand; what is active is reported.
"""

import ctypes
import platform
import resource
import signal
import struct
import sys

MEMORY = 2 * 1024**3
"""Bytes of data the helper may ever have."""
ROOM = 1024**3
"""Bytes of data beside a document of some size; a decompression bomb ends at it."""
COPIES = 3
"""How often a document lies in memory while it is opened."""

_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP = 1, 4, 38, 22
_LANDLOCK_CREATE, _LANDLOCK_RESTRICT = 444, 446
_EPERM, _ENOSYS = 1, 38
_ALLOW, _ERRNO, _KILL = 0x7FFF0000, 0x00050000, 0x80000000
_AUDIT_ARCH = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
# open openat creat socket connect bind fork vfork execve kill ptrace unlink rename mkdir link symlink chmod …
_DENIED = {
    "x86_64": (
        *(2, 257, 437, 85, 41, 42, 49, 57, 58, 59, 322, 62, 200, 234, 101, 87, 263, 82, 264, 316, 83, 258),
        *(86, 265, 88, 266, 90, 91, 268, 310, 311, 434, 438, 425, 321, 298, 165, 166, 161, 129, 297, 424),
        # … truncate chown setxattr utime mknod unshare setns keyctl userfaultfd shmget semget msgget inotify …
        *(76, 92, 93, 94, 260, 188, 189, 190, 132, 235, 261, 280, 133, 259, 272, 308, 248, 249, 250, 323, 29, 64),
        *(68, 240, 253, 294, 300, 304, 452),
    ),
    "aarch64": (
        *(56, 437, 198, 203, 200, 221, 281, 129, 130, 131, 117, 35, 38, 276, 34, 37, 36, 52, 53, 270, 271),
        *(434, 438, 425, 280, 241, 40, 39, 51, 138, 240, 424),
        *(45, 54, 55, 5, 6, 7, 88, 33, 97, 268, 217, 218, 219, 282, 194, 190, 186, 180, 26, 262, 265, 452),
    ),
}
_CLONE = {"x86_64": 56, "aarch64": 220}
_CLONE3 = 435
_FOREIGN = 0x40000000
"""From here on x86-64 numbers the same calls once more, for the x32 programs of some kernels."""
_CLONE_THREAD = 0x00010000


def die_with_parent() -> None:
    """First thing: no helper outlives its window, none leaves a core."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        libc = ctypes.CDLL(None, use_errno=True)
        libc.prctl(_PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)
        libc.prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)


def lock_in(memory: int = MEMORY) -> tuple[str, ...]:
    """Give everything up for good; returns the names of the protections that are active."""
    resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    active = ["rlimits"]
    if sys.platform != "linux":
        return tuple(active)
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0:
        active.append("no_new_privs")
    if _landlock(libc):
        active.append("landlock")
    if _seccomp(libc, platform.machine()):
        active.append("seccomp")
    return tuple(active)


def make_room(document: int, memory: int = MEMORY) -> None:
    """Allow as much memory as a document of so many bytes can need; call it again for the next document."""
    _, most = resource.getrlimit(resource.RLIMIT_DATA)
    wanted = min(memory, ROOM + COPIES * document)
    resource.setrlimit(resource.RLIMIT_DATA, (wanted if most < 0 else min(wanted, most), most))


def _landlock(libc: ctypes.CDLL) -> bool:
    """Handle every kind of file access of the first Landlock and allow none."""
    attributes = struct.pack("<Q", (1 << 13) - 1)
    ruleset = int(libc.syscall(_LANDLOCK_CREATE, attributes, len(attributes), 0))
    return ruleset >= 0 and int(libc.syscall(_LANDLOCK_RESTRICT, ruleset, 0)) == 0


def _seccomp(libc: ctypes.CDLL, machine: str) -> bool:
    """A filter that answers EPERM to what is denied, and allows clone only for threads."""
    if machine not in _DENIED:
        return False
    rules = [_load(4), _jump(0x15, _AUDIT_ARCH[machine], 1, 0), _give(_KILL), _load(0)]
    rules += [_jump(0x35, _FOREIGN, 0, 1), _give(_ERRNO | _EPERM)]
    # Its flags lie in memory, where no filter sees them; told that it is missing, the C library uses clone.
    rules += [_jump(0x15, _CLONE3, 0, 1), _give(_ERRNO | _ENOSYS)]
    for number in _DENIED[machine]:
        rules += [_jump(0x15, number, 0, 1), _give(_ERRNO | _EPERM)]
    rules += [_jump(0x15, _CLONE[machine], 0, 3), _load(16), _jump(0x45, _CLONE_THREAD, 1, 0)]
    rules += [_give(_ERRNO | _EPERM), _give(_ALLOW)]
    program = ctypes.create_string_buffer(b"".join(rules))
    header = struct.pack("HxxxxxxP", len(rules), ctypes.addressof(program))
    return int(libc.prctl(_PR_SET_SECCOMP, 2, header, 0, 0)) == 0


def _load(offset: int) -> bytes:
    return struct.pack("<HBBI", 0x20, 0, 0, offset)


def _jump(code: int, value: int, if_true: int, if_false: int) -> bytes:
    return struct.pack("<HBBI", code, if_true, if_false, value)


def _give(value: int) -> bytes:
    return struct.pack("<HBBI", 0x06, 0, 0, value)
