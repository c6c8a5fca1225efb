"""A window process leaves no core and lets nobody read its memory."""

import subprocess
import sys

REPORT = """
import ctypes, resource
from ecabinet_desktop.hardening import keep_to_itself
keep_to_itself()
print(resource.getrlimit(resource.RLIMIT_CORE)[0], ctypes.CDLL(None).prctl(3, 0, 0, 0, 0))
"""


def test_a_hardened_process_writes_no_core_and_is_not_dumpable() -> None:
    told = subprocess.run([sys.executable, "-c", REPORT], capture_output=True, text=True, check=True).stdout
    assert told.split() == ["0", "0"]
