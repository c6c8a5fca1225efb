"""The first start: where the server is, the one-time code, a passphrase; then waiting, and the recovery code.

No I/O here: the root makes keys, asks the server, and says how it went.
"""

import platform
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from ecabinet_desktop.ui.dialogs import Dialogs
from ecabinet_desktop.ui.i18n import tr
from ecabinet_desktop.ui.tokens import tokens
from ecabinet_desktop.ui.widgets.buttons import button
from ecabinet_desktop.ui.widgets.card import Card, centred
from ecabinet_desktop.ui.widgets.form import FormRow
from ecabinet_desktop.ui.widgets.labels import Badge, heading, set_tone, text
from ecabinet_desktop.ui.widgets.password import PasswordField

WIDTH = 520
SHORTEST, SHORTEST_ALONE = 10, 16


class EnrolPage(QWidget):
    """`enrol_wanted`: address, CA file ("" for none), code, passphrase, computer's name; `noted`: the recovery
    code was written down."""

    enrol_wanted = Signal(str, str, str, str, str)
    noted = Signal()

    def __init__(self, dialogs: Dialogs, *, has_keyring: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._dialogs = dialogs
        self._shortest = SHORTEST if has_keyring else SHORTEST_ALONE
        self._stack = QStackedWidget()
        self._stack.setFixedWidth(WIDTH)
        for page in (self._form(has_keyring), self._waiting_card(), self._recovery_card()):
            self._stack.addWidget(centred(page))
        inner = QWidget()
        middle = QHBoxLayout(inner)
        middle.addStretch(1)
        middle.addWidget(self._stack)
        middle.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QScrollArea.Shape.NoFrame)
        scroll.setWidget(inner)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)

    def fill_in(self, address: str, code: str) -> None:
        """What is known already."""
        self.address.setText(address)
        self.code.setText(code)
        if address and code:
            self.passphrase.line.setFocus()

    def show_error(self, words: str) -> None:
        """Say why it did not work; nothing typed is lost."""
        self._trouble.setText(words)
        self._trouble.show()
        self.set_busy(False)

    def set_busy(self, busy: bool) -> None:
        """While keys are made and the server is asked."""
        self._enrol.setEnabled(not busy)
        self._enrol.setText(tr("Enrolling…") if busy else tr("Enrol this computer"))

    def show_waiting(self, six_digits: str) -> None:
        """A secretary must let this computer in: both sides show the same digits."""
        self._digits.setText(six_digits)
        self._stack.setCurrentIndex(1)

    def show_recovery(self, code: str) -> None:
        """The printed code, shown once."""
        self._recovery.setText(code)
        self._stack.setCurrentIndex(2)
        self._noted.setFocus()

    def _form(self, has_keyring: bool) -> QWidget:
        card = Card(tr("Welcome to eCabinet"))
        why = text(tr("Your secretariat gave you an address and a one-time code for this computer."), "muted")
        why.setWordWrap(True)
        card.add(why)
        self.address, self.code, self.computer = QLineEdit(), QLineEdit(), QLineEdit(platform.node()[:40])
        self.passphrase, self.again = PasswordField(tr("Passphrase")), PasswordField(tr("Passphrase again"))
        names = (
            (self.address, tr("Server address")),
            (self.code, tr("One-time code")),
            (self.computer, tr("Name")),
        )
        for field, name in names:
            field.setAccessibleName(name)
            field.setMinimumHeight(tokens().touch - 6)
        hint = tr("At least {count} signs. It never leaves this computer.").format(count=self._shortest)
        self._passphrase_row = FormRow(tr("Choose a passphrase"), self.passphrase, hint)
        self._again_row = FormRow(tr("Passphrase again"), self.again)
        card.add(FormRow(tr("Server address"), self.address))
        card.add(self._authority_row())
        card.add(FormRow(tr("One-time code"), self.code))
        card.add(FormRow(tr("Name of this computer"), self.computer))
        if not has_keyring:
            card.add(_no_keyring())
        card.add(self._passphrase_row)
        card.add(self._again_row)
        self._trouble = text("")
        set_tone(self._trouble, "urgent")
        self._trouble.setWordWrap(True)
        self._trouble.hide()
        self._enrol = button(tr("Enrol this computer"), self._on_enrol, "primary", touch=True)
        self.again.entered.connect(self._on_enrol)
        card.add(self._trouble)
        card.add(self._enrol)
        return card

    def _authority_row(self) -> QHBoxLayout:
        self._authority = ""
        self._authority_sign = Badge("", "plain")
        self._authority_sign.hide()
        row = QHBoxLayout()
        row.addWidget(button(tr("Certificate of the government…"), self._on_authority, "quiet"))
        row.addWidget(self._authority_sign)
        row.addStretch(1)
        return row

    def _waiting_card(self) -> QWidget:
        card = Card(tr("Waiting for the secretariat"))
        words = text(tr("Tell the secretariat these six digits. When both sides show the same, it lets you in."))
        words.setWordWrap(True)
        self._digits = heading("", title=True)
        self._digits.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._digits.setStyleSheet("font-size: 34pt; letter-spacing: 4px;")
        card.add(words)
        card.add(self._digits)
        return card

    def _recovery_card(self) -> QWidget:
        card = Card(tr("Your recovery code"))
        words = text(
            tr("Write it down and keep it in a safe place. It opens your papers if you forget the passphrase.")
        )
        words.setWordWrap(True)
        self._recovery = text("", selectable=True)
        self._recovery.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        self._recovery.setStyleSheet("font-size: 15pt; font-weight: 600; letter-spacing: 1px;")
        self._recovery.setWordWrap(True)
        self._noted = button(tr("I have written it down"), self.noted.emit, "primary", touch=True)
        card.add(words)
        card.add(self._recovery)
        card.add(self._noted)
        return card

    def _on_authority(self) -> None:
        chosen = self._dialogs.ask_open(self, tr("Certificate of the government"), tr("Certificates (*.pem *.crt)"))
        self._authority = str(chosen[0]) if chosen else ""
        self._authority_sign.say(Path(self._authority).name, "plain")

    def _on_enrol(self) -> None:
        if not self._enrol.isEnabled():
            return
        short = len(self.passphrase.text) < self._shortest
        differs = self.passphrase.text != self.again.text
        hint = tr("At least {count} signs, please.").format(count=self._shortest)
        self._passphrase_row.say_wrong(hint if short else "")
        self._again_row.say_wrong(tr("The two are not the same.") if differs and not short else "")
        if short or differs:
            return
        self._trouble.hide()
        self.set_busy(True)
        self.enrol_wanted.emit(
            self.address.text(), self._authority, self.code.text(), self.passphrase.text, self.computer.text()
        )


def _no_keyring() -> QWidget:
    lone = text(tr("This computer has no keyring, so the passphrase alone protects your papers."), "muted")
    lone.setWordWrap(True)
    set_tone(lone, "warn")
    return lone
