"""The unlock window: a passphrase, and nothing of what lies behind it but how much still waits to be sent.

No I/O here: the root opens the vault and says how it went.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QStackedWidget, QVBoxLayout, QWidget

from ecabinet_desktop.ui.i18n import count_of, tr
from ecabinet_desktop.ui.tokens import tokens
from ecabinet_desktop.ui.widgets.buttons import button
from ecabinet_desktop.ui.widgets.card import Card, centred
from ecabinet_desktop.ui.widgets.form import FormRow
from ecabinet_desktop.ui.widgets.labels import text
from ecabinet_desktop.ui.widgets.password import PasswordField

WIDTH = 440


class UnlockPage(QWidget):
    """Asks for the passphrase; "Forgotten?" leads to the recovery code or to enrolling again."""

    unlock_wanted = Signal(str)
    recover_wanted = Signal(str, str)
    enrol_again_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stack = QStackedWidget()
        self._stack.setMaximumWidth(WIDTH)
        self._stack.addWidget(centred(self._unlock_card()))
        self._stack.addWidget(centred(self._recover_card()))
        outer = QVBoxLayout(self)
        outer.addStretch(1)
        outer.addWidget(self._stack, 0, Qt.AlignmentFlag.AlignHCenter)
        outer.addStretch(2)

    def show_waiting(self, votes: int) -> None:
        """How many votes wait on this computer; nothing else shows before it is unlocked."""
        self._waiting.setVisible(votes > 0)
        self._waiting.setText(
            count_of(votes, "%n vote waits to be sent.", "%n votes wait to be sent.") if votes else ""
        )

    def show_error(self, words: str) -> None:
        """Say why it did not open, on the card in view; what was typed can be corrected."""
        self.set_busy(False)
        if self._stack.currentIndex() == 1:
            self._new_row.say_wrong(words)
            self._code.setFocus()
            return
        self._passphrase_row.say_wrong(words)
        self.passphrase.line.selectAll()
        self.passphrase.line.setFocus()

    def set_busy(self, busy: bool) -> None:
        """While the passphrase is checked."""
        self._unlock.setEnabled(not busy)
        self._recover.setEnabled(not busy)
        self._unlock.setText(tr("Opening…") if busy else tr("Unlock"))

    def _unlock_card(self) -> QWidget:
        card = Card(tr("eCabinet is locked"))
        card.setMinimumWidth(WIDTH)
        self._waiting = text("", "muted")
        self._waiting.hide()
        self.passphrase = PasswordField(tr("Passphrase"))
        self.passphrase.entered.connect(self._on_unlock)
        self._passphrase_row = FormRow(tr("Passphrase"), self.passphrase)
        self._unlock = button(tr("Unlock"), self._on_unlock, "primary", "lock", touch=True)
        card.add(self._waiting)
        card.add(self._passphrase_row)
        card.add(self._unlock)
        card.add(button(tr("Forgotten?"), lambda: self._stack.setCurrentIndex(1), "quiet"))
        return card

    def _recover_card(self) -> QWidget:
        card = Card(tr("Passphrase forgotten"))
        why = text(tr("Type the recovery code that was shown when this computer was enrolled."), "muted")
        why.setWordWrap(True)
        self._code = QLineEdit()
        self._code.setAccessibleName(tr("Recovery code"))
        self._code.setMinimumHeight(tokens().touch - 6)
        self._new = PasswordField(tr("New passphrase"))
        self._new.entered.connect(self._on_recover)
        self._new_row = FormRow(tr("New passphrase"), self._new)
        self._recover = button(tr("Unlock with the code"), self._on_recover, "primary", touch=True)
        card.add(why)
        card.add(FormRow(tr("Recovery code"), self._code))
        card.add(self._new_row)
        card.add(self._recover)
        again = text(
            tr("Without the code, ask the secretariat for a new enrolment code. What was not sent is kept aside."),
            "muted",
        )
        again.setWordWrap(True)
        card.add(again)
        card.add(button(tr("Enrol this computer again"), self.enrol_again_wanted.emit, "quiet"))
        card.add(button(tr("Back"), lambda: self._stack.setCurrentIndex(0), "quiet", "arrow-left"))
        return card

    def _on_unlock(self) -> None:
        if self._unlock.isEnabled() and self.passphrase.text:
            self.set_busy(True)
            self._passphrase_row.say_wrong("")
            self.unlock_wanted.emit(self.passphrase.text)

    def _on_recover(self) -> None:
        if self._recover.isEnabled() and self._code.text() and self._new.text:
            self.set_busy(True)
            self._new_row.say_wrong("")
            self.recover_wanted.emit(self._code.text(), self._new.text)
