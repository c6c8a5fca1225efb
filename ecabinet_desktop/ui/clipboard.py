"""What is copied out of a paper leaves the clipboard after a while, and when the program locks or ends.

Only what is still ours is taken away; programs that keep what was copied are told that this is secret.
"""

from PySide6.QtCore import QCoreApplication, QMimeData, QObject, QTimer
from PySide6.QtGui import QClipboard, QGuiApplication

from ecabinet_desktop.domain.exporting import may_copy
from ecabinet_desktop.domain.paper import Level

STAYS = 90_000
"""Milliseconds that a copied text can be pasted."""
SECRET = {
    "x-kde-passwordManagerHint": b"secret",
    "application/x-nspasteboard-concealed-type": b"",
    "ExcludeClipboardContentFromMonitorProcessing": b"\x01",
}
"""What clipboard managers of KDE, of the Mac and of Windows look for."""


class Clipboard(QObject):
    """The system's clipboard for texts of papers. Keep one for the program."""

    def __init__(
        self, clipboard: QClipboard | None = None, milliseconds: int = STAYS, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._clipboard = clipboard or QGuiApplication.clipboard()
        self._ours = ""
        self._rest = QTimer(self, interval=milliseconds, singleShot=True)
        self._rest.timeout.connect(self.clear)
        application = QCoreApplication.instance()
        if application is not None:
            application.aboutToQuit.connect(self.clear)  # a lock ends the program as well

    @property
    def milliseconds(self) -> int:
        """How long a copied text can be pasted."""
        return self._rest.interval()

    def put(self, text: str, level: Level | None = None) -> bool:
        """Copy a text of a paper of this level (None: the person's own words); False where it may not be copied."""
        if level is not None and not may_copy(level):
            return False
        content = QMimeData()
        content.setText(text)
        for kind, hint in SECRET.items():
            content.setData(kind, hint)
        self._ours = text
        self._clipboard.setMimeData(content)
        self._rest.start()
        return True

    def clear(self) -> None:
        """Take away what was copied, if it is still there."""
        self._rest.stop()
        ours, self._ours = self._ours, ""
        if ours and self._clipboard.text() == ours:
            self._clipboard.clear()
