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


class _Copied:
    """What we have put in the clipboard; outlives the widget that copied it."""

    def __init__(self, clipboard: QClipboard) -> None:
        self.clipboard = clipboard
        self.text = ""

    def take_away(self) -> None:
        """Empty the clipboard if it still holds our text."""
        text, self.text = self.text, ""
        if text and self.clipboard.text() == text:
            self.clipboard.clear()


class Clipboard(QObject):
    """The system's clipboard for texts of papers; what was copied goes with this object at the latest."""

    def __init__(
        self, clipboard: QClipboard | None = None, milliseconds: int = STAYS, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._copied = _Copied(clipboard or QGuiApplication.clipboard())
        self._rest = QTimer(self, interval=milliseconds, singleShot=True)
        self._rest.timeout.connect(self.clear)
        if parent is not None:
            copied = self._copied
            parent.destroyed.connect(lambda: copied.take_away())  # a view is built anew when the language changes
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
        self._copied.text = text
        self._copied.clipboard.setMimeData(content)
        self._rest.start()
        return True

    def clear(self) -> None:
        """Take away what was copied, if it is still there."""
        self._rest.stop()
        self._copied.take_away()
