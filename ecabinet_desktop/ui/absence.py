"""Tells when the person goes away as far as the system knows: sleep, a locked session, a screen saver (DESIGN 6).

It only listens; where there is no message bus it stays silent, and the idle lock remains.
"""

import os
from collections.abc import Mapping
from typing import Any, cast

from PySide6.QtCore import SLOT, QObject, Signal, Slot
from PySide6.QtDBus import QDBusConnection

LOGIN = "org.freedesktop.login1"
SAVERS = ("org.freedesktop.ScreenSaver", "org.gnome.ScreenSaver")


class Absence(QObject):
    """`began` follows each sign of leaving, not the return."""

    began = Signal()

    def __init__(
        self,
        system: QDBusConnection,
        session: QDBusConnection,
        parent: QObject | None = None,
        environ: Mapping[str, str] = os.environ,
    ) -> None:
        super().__init__(parent)
        # The connections live as long as this object: a dropped one would no longer deliver.
        self._buses = (system, session)
        # PySide 6.11 wants the text that SLOT() gives and declares bytes.
        flag, plain = cast(Any, SLOT("_on_flag(bool)")), cast(Any, SLOT("_on_lock()"))
        if system.isConnected():
            system.connect("", f"/{LOGIN.replace('.', '/')}", f"{LOGIN}.Manager", "PrepareForSleep", self, flag)
            own = environ.get("XDG_SESSION_ID")
            if own:
                system.connect("", session_path(own), f"{LOGIN}.Session", "Lock", self, plain)
        if session.isConnected():
            for saver in SAVERS:
                session.connect("", "", saver, "ActiveChanged", self, flag)

    @Slot(bool)
    def _on_flag(self, begins: bool) -> None:
        if begins:
            self.began.emit()

    @Slot()
    def _on_lock(self) -> None:
        self.began.emit()


def session_path(session_id: str) -> str:
    """Where the login service has a session: letters stay, what a path cannot hold becomes _ and its code."""
    label = "".join(
        sign if sign.isascii() and (sign.isalpha() or (sign.isdigit() and place)) else f"_{ord(sign):02x}"
        for place, sign in enumerate(session_id)
    )
    return f"/{LOGIN.replace('.', '/')}/session/{label}"
