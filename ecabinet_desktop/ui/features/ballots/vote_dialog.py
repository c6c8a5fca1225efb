"""The last step of a vote: the question and the answer once more, the passphrase, and the answer in the button.

The dialog stays until the vote is queued or the person changes their mind; a wrong passphrase loses nothing.
"""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from ecabinet_desktop.domain.ballot import Answer, Ballot
from ecabinet_desktop.errors import ECabinetError, WrongPassphrase
from ecabinet_desktop.ui.failures import words_for
from ecabinet_desktop.ui.i18n import mark, tr
from ecabinet_desktop.ui.tasks import Tasks
from ecabinet_desktop.ui.tokens import tokens
from ecabinet_desktop.ui.vote_words import ANSWERS
from ecabinet_desktop.ui.widgets.form import FormRow
from ecabinet_desktop.ui.widgets.labels import heading, text
from ecabinet_desktop.ui.widgets.password import PasswordField
from ecabinet_desktop.usecases.change import Change
from ecabinet_desktop.usecases.voting import Voting

CONSEQUENCES = {
    Answer.AGREE: mark("Vote: agree"),
    Answer.DISAGREE: mark("Vote: disagree"),
    Answer.ABSTAIN: mark("Vote: abstain"),
    Answer.OTHER_OPINION: mark("Vote: other opinion"),
}


class VoteDialog(QDialog):
    """`queued` follows once the vote is signed and kept on this computer."""

    queued = Signal()

    def __init__(
        self, ballot: Ballot, answer: Answer, opinion: str, voting: Voting, tasks: Tasks, parent: QWidget
    ) -> None:
        super().__init__(parent)
        self._ballot = ballot
        self._answer = answer
        self._opinion = opinion
        self._voting = voting
        self._tasks = tasks
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Your vote"))
        self.setMinimumWidth(520)
        self.setMaximumWidth(680)
        look = tokens()
        column = QVBoxLayout(self)
        column.setContentsMargins(look.space_6, look.space_6, look.space_6, look.space_4)
        column.setSpacing(look.space_3)
        column.addWidget(heading(ballot.question))
        column.addWidget(
            text(tr("Your answer: {answer}").format(answer=tr(ANSWERS[answer])), "accent", selectable=True)
        )
        if answer is Answer.OTHER_OPINION:
            column.addWidget(text(tr("“{opinion}”").format(opinion=opinion)))
        column.addWidget(
            text(
                tr(
                    "It is signed on this computer and sent as soon as the server can be reached. "
                    "It counts once the server has received it; until the close you may change it."
                ),
                "muted",
            )
        )
        self.passphrase = PasswordField(tr("Passphrase"))
        self.row = FormRow(tr("Passphrase"), self.passphrase, tr("The one you unlock this computer's papers with"))
        self.passphrase.edited.connect(self._on_edited)
        self.passphrase.entered.connect(self._vote)
        column.addWidget(self.row)
        column.addLayout(self._buttons())
        self._on_edited()
        self.passphrase.setFocus()

    def _buttons(self) -> QHBoxLayout:
        look = tokens()
        row = QHBoxLayout()
        row.setSpacing(look.space_2)
        row.addStretch(1)
        refuse = QPushButton(tr("Not now"))
        refuse.setObjectName("refuse")
        refuse.clicked.connect(self.reject)
        self.vote = QPushButton(tr(CONSEQUENCES[self._answer]))
        self.vote.setObjectName("accept")
        self.vote.setProperty("kind", "primary")
        self.vote.clicked.connect(self._vote)
        for made in (refuse, self.vote):
            made.setAutoDefault(False)
            made.setProperty("touch", "true")
            made.setMinimumHeight(look.touch)
            row.addWidget(made)
        return row

    def _on_edited(self) -> None:
        self.vote.setEnabled(bool(self.passphrase.text))
        if self.row.wrong:
            self.row.say_wrong("")

    def _vote(self) -> None:
        passphrase = self.passphrase.text
        if not passphrase or not self.passphrase.isEnabled():
            return
        self.passphrase.setEnabled(False)
        self.vote.setEnabled(False)
        self._tasks.run(
            self,
            lambda _progress: self._voting.cast(self._ballot, self._answer, self._opinion, passphrase),
            self._on_queued,
            self._on_failed,
        )

    def _on_queued(self, _change: Change) -> None:
        self.passphrase.clear()
        self.queued.emit()
        self.accept()

    def _on_failed(self, error: ECabinetError) -> None:
        self.passphrase.setEnabled(True)
        if isinstance(error, WrongPassphrase):
            self.passphrase.clear()
        self.vote.setEnabled(bool(self.passphrase.text))
        words = words_for(error)
        self.row.say_wrong(f"{words.title}. {words.words}")
        self.passphrase.setFocus()
