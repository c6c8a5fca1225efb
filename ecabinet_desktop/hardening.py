"""What a process that holds keys does first: its memory goes into no core file and is read by no other process.

The owner of the account is no enemy; a crash report that is sent away, or a program started by mistake, is.
"""

import ctypes
import resource
import sys

_PR_SET_DUMPABLE = 4


def keep_to_itself() -> None:
    """No core files; on Linux also no tracing and no reading of this process's memory (DESIGN 6)."""
    _soft, hard = resource.getrlimit(resource.RLIMIT_CORE)
    resource.setrlimit(resource.RLIMIT_CORE, (0, hard))
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_DUMPABLE, 0, 0, 0, 0)
