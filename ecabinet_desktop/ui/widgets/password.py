"""A passphrase field: hidden by default, with a button to show it and a hint while Caps Lock seems on.

The text leaves this widget through `text` only; undo history and drag are off so that no copy stays behind.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ecabinet_desktop.ui import icons
from ecabinet_desktop.ui.i18n import tr
from ecabinet_desktop.ui.tokens import tokens
from ecabinet_desktop.ui.widgets.buttons import icon_button
from ecabinet_desktop.ui.widgets.labels import text

_STANDARD = QKeySequence.StandardKey
_KEEPS_COPIES = (_STANDARD.Copy, _STANDARD.Cut, _STANDARD.Undo, _STANDARD.Redo)


class _Line(QLineEdit):
    """Tells what each key says about Caps Lock, which Qt cannot ask the system; copies and undoes nothing."""

    caps = Signal(bool)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if any(event.matches(one) for one in _KEEPS_COPIES):
            event.accept()  # Qt obeys these while the passphrase is shown
            return
        if event.key() == Qt.Key.Key_CapsLock:
            self.caps.emit(False)
        typed = event.text()
        if typed.isalpha() and typed.upper() != typed.lower():
            shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.caps.emit(typed.isupper() != shifted)
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        event.accept()


class PasswordField(QWidget):
    """`edited` follows each change, `entered` the Enter key."""

    edited = Signal()
    entered = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = tokens()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space_1)
        row = QHBoxLayout()
        row.setSpacing(look.space_1)
        self.line = _Line()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.setInputMethodHints(
            Qt.InputMethodHint.ImhSensitiveData
            | Qt.InputMethodHint.ImhNoPredictiveText
            | Qt.InputMethodHint.ImhNoAutoUppercase
        )
        self.line.setMinimumHeight(look.touch - 6)
        self.line.textChanged.connect(lambda _text: self.edited.emit())
        self.line.returnPressed.connect(self.entered)
        self.line.caps.connect(self._on_caps)
        self._reveal = icon_button("eye", tr("Show the passphrase"), checkable=True)
        self._reveal.toggled.connect(self._on_reveal)
        row.addWidget(self.line, 1)
        row.addWidget(self._reveal)
        column.addLayout(row)
        self._hint = text(tr("Caps Lock seems to be on."), "warn")
        self._hint.hide()
        column.addWidget(self._hint)
        self.setFocusProxy(self.line)
        self.setAccessibleName(name)

    def setAccessibleName(self, name: str) -> None:
        super().setAccessibleName(name)
        self.line.setAccessibleName(name)

    @property
    def text(self) -> str:
        """What is written, as it is."""
        return self.line.text()

    @property
    def warns_of_caps(self) -> bool:
        """True while the hint is shown."""
        return not self._hint.isHidden()

    def clear(self) -> None:
        """Empty the field and hide it again."""
        self._reveal.setChecked(False)
        self.line.setText("")  # unlike clear(), forgets what an undo would bring back
        self._hint.hide()

    def _on_caps(self, on: bool) -> None:
        self._hint.setVisible(on)

    def _on_reveal(self, shown: bool) -> None:
        self.line.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        icons.dress(self._reveal, "eye-off" if shown else "eye")
        name = tr("Hide the passphrase") if shown else tr("Show the passphrase")
        self._reveal.setToolTip(name)
        self._reveal.setAccessibleName(name)
