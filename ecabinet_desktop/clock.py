"""The one clock and the one source of identities.

Everything else takes `Now` and `NewId` as parameters, so that tests and the simulator own time. Always UTC and
aware; local time exists only on screen.
"""

import os
import time
from collections.abc import Callable
from datetime import UTC, datetime

Now = Callable[[], datetime]
NewId = Callable[[], str]


def utc_now() -> datetime:
    """The computer's time, in UTC. For display and back-off only: the server's clock is the legal one (R7)."""
    return datetime.now(UTC)  # noqa: TID251 - this is the door


def monotonic() -> float:
    """Seconds from an arbitrary start that never go back."""
    return time.monotonic()


def new_id() -> str:
    """128 random bits as 26 lower-case base-32 letters: safe in URLs, file names and JSON."""
    number = int.from_bytes(os.urandom(16), "big")
    letters = "0123456789abcdefghjkmnpqrstvwxyz"
    return "".join(letters[(number >> shift) & 31] for shift in range(125, -1, -5))
