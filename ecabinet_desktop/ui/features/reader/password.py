"""Asks for the password that a paper itself wants, in the place of its pages, and tries what the person gives.

One that opens the paper is kept in the vault and nowhere else; this module holds it no longer than it is tried.
"""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from ecabinet_desktop.errors import ECabinetError
from ecabinet_desktop.ui.feature import Surroundings
from ecabinet_desktop.ui.i18n import tr
from ecabinet_desktop.ui.tokens import tokens
from ecabinet_desktop.ui.widgets.buttons import button
from ecabinet_desktop.ui.widgets.card import Card, centred
from ecabinet_desktop.ui.widgets.form import FormRow
from ecabinet_desktop.ui.widgets.labels import text
from ecabinet_desktop.ui.widgets.password import PasswordField
from ecabinet_desktop.usecases.papers import OpenPaper, PaperShelf

LOCKED = "encrypted"
"""The code of a paper that wants a password, or another one."""
WIDTH = 460


class PasswordCard(QWidget):
    """`given` carries what the person wrote."""

    given = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = PasswordField(tr("Password of this paper"))
        self.row = FormRow(tr("Password of this paper"), self.field)
        self.button = button(tr("Open the paper"), self._give, "primary", touch=True)
        card = Card(tr("This paper is locked with a password"))
        card.setFixedWidth(WIDTH)
        card.add(
            text(tr("Whoever wrote it can tell you the password. It stays on this computer, encrypted."), "muted")
        )
        card.add(self.row)
        card.body.addSpacing(tokens().space_1)
        card.add(self.button)
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addWidget(centred(card))
        row.addStretch(1)
        self.field.edited.connect(self._on_edited)
        self.field.entered.connect(self._give)
        self._on_edited()

    def ask(self, *, is_wrong: bool) -> None:
        """Ask, or ask again because what was given did not open the paper."""
        self.field.clear()
        self.setEnabled(True)
        self.row.say_wrong(tr("That did not open the paper. Please try again.") if is_wrong else "")
        self.field.setFocus()

    def clear(self) -> None:
        """Forget what was written."""
        self.field.clear()
        self.row.say_wrong("")

    def _on_edited(self) -> None:
        self.button.setEnabled(bool(self.field.text))

    def _give(self) -> None:
        if self.field.text:
            password = self.field.text
            self.field.clear()
            self.setEnabled(False)
            self.given.emit(password)


class Unlocking(QObject):
    """Leads a locked paper to its pages; shows and hides its card, and says so by `asked` and `settled`.

    Tell it of each opening that failed (`refuses`) or went well (`opened`); `reopen` is called with the paper and
    the password to try, on the UI thread.
    """

    asked = Signal()
    settled = Signal()

    def __init__(
        self, shelf: PaperShelf, around: Surroundings, reopen: Callable[[OpenPaper], None], parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self._around = around
        self._reopen = reopen
        self._version = ""
        self._tried = ""
        self.card = PasswordCard(parent)
        self.card.hide()
        self.card.given.connect(self._on_given)

    def refuses(self, version_id: str, code: str) -> bool:
        """Whether a failed opening was for want of a password; then it is asked for."""
        if code != LOCKED:
            self._settle()
            return False
        is_wrong = bool(self._tried) and self._version == version_id
        self._version, self._tried = version_id, ""
        self.asked.emit()
        self.card.show()
        self.card.ask(is_wrong=is_wrong)
        return True

    def opened(self, version_id: str) -> None:
        """A paper is open: if by a password, it is kept."""
        password = self._tried if version_id == self._version else ""
        self._settle()
        if password:
            self._around.tasks.run(
                self, lambda _p: self._shelf.keep_password(version_id, password), _nothing, self._on_failed
            )

    def _settle(self) -> None:
        self._version, self._tried = "", ""
        self.card.clear()
        self.card.hide()
        self.settled.emit()

    def _on_given(self, password: str) -> None:
        version = self._version
        self._tried = password

        def open_again(_progress: object) -> OpenPaper:
            return replace(self._shelf.open(version), password=password)

        self._around.tasks.run(self, open_again, self._reopen, self._on_failed, key="open")

    def _on_failed(self, error: ECabinetError) -> None:
        self.card.setEnabled(True)
        self._around.failures.tell(self.card, error)


def _nothing(_none: object) -> None:
    """Kept; there is nothing to show for it."""
