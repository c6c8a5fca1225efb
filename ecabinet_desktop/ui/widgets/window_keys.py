"""Keeps the window's keys when a text field has the keyboard: on Linux Qt's fields take Ctrl+K to cut a line.

Only the field in focus is watched; a filter on the whole application would see every event of a scroll.
"""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QApplication, QWidget
from shiboken6 import isValid


class WindowKeys(QObject):
    """`keys` are the portable texts of the shortcuts no field may take."""

    def __init__(self, keys: Sequence[str], window: QWidget) -> None:
        super().__init__(window)
        self._keys = {QKeySequence(key) for key in keys}
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._on_focus)

    def _on_focus(self, former: QWidget | None, latter: QWidget | None) -> None:
        if former is not None and isValid(former):
            former.removeEventFilter(self)
        if latter is not None:
            latter.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and QKeySequence(event.keyCombination()) in self._keys
        ):
            event.ignore()
            return True
        return super().eventFilter(watched, event)
