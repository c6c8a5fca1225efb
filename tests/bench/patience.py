"""Waits as `qtbot` does, without a test around it."""

import time
from collections.abc import Callable
from typing import cast

from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot


class Patience:
    """Only what a `Story` needs."""

    def waitUntil(self, claim: Callable[[], bool], timeout: int) -> None:
        """Process events until `claim` holds; raises TimeoutError after `timeout` milliseconds."""
        end = time.monotonic() + timeout / 1000
        while not claim():
            if time.monotonic() > end:
                raise TimeoutError
            QApplication.processEvents()
            time.sleep(0.001)


PATIENCE = cast(QtBot, Patience())
