"""What a thread of our own does with an error nobody expected: it tells `threading.excepthook`, and lives.

A sync that silently stopped would be worse than any message.
"""

import sys
import threading

from ecabinet_desktop.errors import ECabinetError


def told(error: Exception) -> ECabinetError:
    """Hand `error` to the hook of this process; returns what the screen may say in the meantime."""
    threading.excepthook(
        threading.ExceptHookArgs((type(error), error, error.__traceback__, threading.current_thread()))
    )
    return ECabinetError(f"{type(error).__name__} in {threading.current_thread().name}, {sys.platform}")
