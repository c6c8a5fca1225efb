"""Opening, closing and taking back a ballot: for whoever may put one of its kind; each asks once, with the deed.

The buttons only send; what the ballot is, the server says.
"""

from collections.abc import Callable

from PySide6.QtWidgets import QHBoxLayout, QWidget

from ecabinet_desktop.domain.ballot import Ballot, BallotState
from ecabinet_desktop.errors import ECabinetError, Refused
from ecabinet_desktop.ui.dialogs import Question
from ecabinet_desktop.ui.failures import words_for
from ecabinet_desktop.ui.feature import Surroundings
from ecabinet_desktop.ui.i18n import tr
from ecabinet_desktop.ui.tokens import tokens
from ecabinet_desktop.ui.widgets.buttons import button
from ecabinet_desktop.ui.widgets.card import Card
from ecabinet_desktop.ui.widgets.labels import set_tone, text
from ecabinet_desktop.usecases.change import Change
from ecabinet_desktop.usecases.delivery import Delivery, Queued
from ecabinet_desktop.usecases.desk import Desk

ACTS = ("open_ballot", "close_ballot", "recall_ballot")


class SteeringCard(Card):
    """Hidden from everybody who may not put the ballot."""

    def __init__(self, desk: Desk, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(tr("Conducting the ballot"), parent)
        self._desk = desk
        self._around = around
        self._ballot: Ballot | None = None
        self.state = text("", "muted")
        self.add(self.state)
        row = QHBoxLayout()
        row.setSpacing(tokens().space_2)
        self.open = button(tr("Open the ballot"), self._open, "primary", "ballot", touch=True)
        self.close_ballot = button(tr("Close the ballot"), self._close, "primary", "ballot", touch=True)
        self.recall = button(tr("Take it back…"), self._recall, "plain", touch=True)
        for made in (self.open, self.close_ballot, self.recall):
            row.addWidget(made)
        row.addStretch(1)
        self.add(row)

    def show_ballot(self, ballot: Ballot) -> None:
        """Show what may be done with `ballot` now."""
        self._ballot = ballot
        meeting = self._desk.meetings.get(ballot.meeting_id)
        secretariat = self._desk.secretariat
        puts = meeting is not None and secretariat.may_put(ballot.kind, meeting)
        recalls = meeting is not None and secretariat.may("recall_ballot", meeting, ballot)
        live = ballot.state in (BallotState.ANNOUNCED, BallotState.OPEN)
        self.setVisible(live and (puts or recalls))
        self.open.setVisible(puts and ballot.state is BallotState.ANNOUNCED)
        self.close_ballot.setVisible(puts and ballot.state is BallotState.OPEN)
        self.recall.setVisible(recalls and live)
        sent = self._sent(ballot)
        waits = sent is not None and sent.delivery is Delivery.QUEUED
        for made in (self.open, self.close_ballot, self.recall):
            made.setEnabled(not waits)
        self._say(ballot, sent)

    def _say(self, ballot: Ballot, sent: Queued | None) -> None:
        if sent is not None and sent.delivery is Delivery.REFUSED:
            words = words_for(Refused(sent.code))
            self.state.setText(f"{words.title}. {words.words}")
            set_tone(self.state, "urgent")
            return
        set_tone(self.state, "muted")
        if sent is not None:
            self.state.setText(tr("Waiting for the server to confirm"))
        elif ballot.state is BallotState.ANNOUNCED:
            self.state.setText(tr("Announced, not open yet. Members can read it and cannot answer."))
        else:
            self.state.setText(
                tr("Open: {answered} of {members} have answered.").format(
                    answered=ballot.answered, members=ballot.members
                )
            )

    def _sent(self, ballot: Ballot) -> Queued | None:
        """The newest of my acts on this ballot that waits or was refused."""
        mine = [
            entry
            for entry in self._desk.delivering.queued()
            if entry.type in ACTS and getattr(entry.body, "ballot_id", "") == ballot.id
        ]
        return mine[-1] if mine else None

    def _open(self) -> None:
        self._ask(
            tr("Open this ballot?"),
            tr("From now on the members on its list can answer."),
            tr("Open the ballot"),
            self._desk.secretariat.open_ballot,
        )

    def _close(self) -> None:
        self._ask(
            tr("Close this ballot?"),
            tr("Nobody can answer any more, and the votes are counted."),
            tr("Close the ballot"),
            self._desk.secretariat.close_ballot,
        )

    def _ask(self, title: str, words: str, consequence: str, act: Callable[[Ballot], Change]) -> None:
        ballot = self._ballot
        if ballot is None:
            return
        question = Question(title=title, words=words, detail=ballot.question, consequence=consequence)
        if self._around.dialogs.confirm(self, question):
            self._send(lambda: act(ballot))

    def _recall(self) -> None:
        ballot = self._ballot
        if ballot is None:
            return
        reason = self._around.dialogs.ask_text(
            self,
            tr("Take the ballot back"),
            tr("Why is it taken back? Members will read this; no answer counts."),
            button=tr("Take it back"),
            lines=3,
        )
        if reason:
            self._send(lambda: self._desk.secretariat.recall_ballot(ballot, reason))

    def _send(self, act: Callable[[], Change]) -> None:
        self._around.tasks.run(self, lambda _progress: act(), lambda _change: None, self._failed)

    def _failed(self, error: ECabinetError) -> None:
        self._around.failures.tell(self, error)
