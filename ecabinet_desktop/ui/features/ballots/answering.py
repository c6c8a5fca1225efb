"""My answer: four choices, a text for an opinion of my own, and how my vote stands.

What a person has begun to fill in is never reset by news from elsewhere; only another ballot starts afresh.
"""

from collections.abc import Callable
from datetime import datetime, tzinfo

from PySide6.QtWidgets import QPlainTextEdit, QWidget

from ecabinet_desktop.domain.ballot import Answer, Ballot, BallotState, refusal_of_answer
from ecabinet_desktop.domain.people import Role
from ecabinet_desktop.errors import Damaged
from ecabinet_desktop.ui.i18n import tr
from ecabinet_desktop.ui.tokens import tokens
from ecabinet_desktop.ui.vote_words import ANSWERS, vote_line
from ecabinet_desktop.ui.widgets.buttons import button
from ecabinet_desktop.ui.widgets.card import Card
from ecabinet_desktop.ui.widgets.choice import Choice
from ecabinet_desktop.ui.widgets.form import FormRow
from ecabinet_desktop.ui.widgets.labels import set_tone, text
from ecabinet_desktop.usecases.desk import Desk
from ecabinet_desktop.usecases.voting import ShownVote, VoteState

Send = Callable[[Ballot, Answer, str], None]


class AnswerCard(Card):
    """`on_send` gets the ballot as it is shown, the answer, and the opinion's text."""

    def __init__(self, desk: Desk, on_send: Send, parent: QWidget | None = None) -> None:
        super().__init__(tr("Your answer"), parent)
        self._desk = desk
        self._on_send = on_send
        self._ballot: Ballot | None = None
        self._begun = False
        self._voted = False
        self.choice = Choice([(answer.value, tr(ANSWERS[answer])) for answer in Answer], tr("Your answer"))
        self.choice.chosen.connect(self._on_chosen)
        self.opinion = QPlainTextEdit()
        self.opinion.setTabChangesFocus(True)
        self.opinion.setFixedHeight(self.opinion.fontMetrics().lineSpacing() * 4 + 24)
        self.opinion.textChanged.connect(self._on_typed)
        self.opinion_row = FormRow(
            tr("Your opinion"),
            self.opinion,
            tr("An opinion of your own is recorded and does not count as agreeing."),
        )
        self.state = text("")
        self.before = text("", "muted")
        self.send = button(tr("Vote…"), self._send, "primary", "ballot", touch=True)
        policy = self.send.sizePolicy().Policy
        self.send.setSizePolicy(policy.Maximum, policy.Fixed)
        for part in (self.state, self.before, self.choice, self.opinion_row, self.send):
            self.add(part)
        self.body.setSpacing(tokens().space_3)

    @property
    def begun(self) -> bool:
        """True while an answer is chosen or written that was not sent."""
        return self._begun

    def show_ballot(self, ballot: Ballot, now: datetime, zone: tzinfo | None) -> None:
        """Show how my vote on `ballot` stands, and what I may still do."""
        is_other = self._ballot is None or self._ballot.id != ballot.id
        if is_other:
            self.keep_begun()
            self._begun = False
            self._fill(None)
        self._ballot = ballot
        if is_other:
            self._take_up(ballot)
        vote = self._desk.voting.of(ballot)
        may, why = _may_vote(self._desk, ballot)
        self.setVisible(self._desk.me.role is Role.MEMBER)
        if not self._begun:
            self._fill(vote)
        self._say_state(vote, why, now, zone)
        self.choice.setVisible(may)
        self.send.setVisible(may)
        self.call("true" if may and vote is None else "")
        self._refresh_form()

    def sent(self) -> None:
        """What was begun is a vote now."""
        self._begun = False
        self.keep_begun()

    def keep_begun(self) -> None:
        """Remember an answer that was begun and not sent, until the person comes back to this ballot."""
        if self._ballot is not None:
            begun = f"{self.choice.value or ''}\n{self.opinion.toPlainText()}" if self._begun else ""
            self._desk.drafts.put(_draft(self._ballot), begun)

    def _take_up(self, ballot: Ballot) -> None:
        answer, _, opinion = self._desk.drafts.of(_draft(ballot)).partition("\n")
        if answer or opinion:
            self.choice.choose(answer or None)
            self.opinion.setPlainText(opinion)
            self._begun = True

    def _say_state(self, vote: ShownVote | None, why: str, now: datetime, zone: tzinfo | None) -> None:
        words, tone = vote_line(vote, now, zone) if vote else (why, "muted")
        if vote is not None:
            answered = tr("{answer}. {state}").format(answer=tr(ANSWERS[vote.answer]), state=words)
            words = answered if vote.state is not VoteState.NOT_COUNTED else words
        self.state.setText(words)
        self.state.setVisible(bool(words))
        set_tone(self.state, tone)
        before = vote.before if vote else None
        self.before.setVisible(before is not None)
        if before is not None:
            self.before.setText(
                tr("Until then your earlier vote counts: {answer}.").format(answer=tr(ANSWERS[before]))
            )
        self._voted = vote is not None and vote.state is not VoteState.NOT_COUNTED

    def _fill(self, vote: ShownVote | None) -> None:
        self.choice.choose(vote.answer.value if vote else None)
        self.opinion.blockSignals(True)
        opinion = vote.opinion if vote else ""
        if self.opinion.toPlainText() != opinion:
            self.opinion.setPlainText(opinion)
        self.opinion.blockSignals(False)

    def _refresh_form(self) -> None:
        value = self.choice.value
        writes = value == Answer.OTHER_OPINION.value and not self.choice.isHidden()
        self.opinion_row.setVisible(writes)
        ready = value is not None and refusal_of_answer(Answer(value), self.opinion.toPlainText()) is None
        self.send.setEnabled(ready and (self._begun or not self._voted))
        self.send.setText(tr("Change my vote…") if self._voted else tr("Vote…"))

    def _on_chosen(self, value: str) -> None:
        self._begun = True
        self._refresh_form()
        if value == Answer.OTHER_OPINION.value:
            self.opinion.setFocus()

    def _on_typed(self) -> None:
        self._begun = True
        self._refresh_form()

    def _send(self) -> None:
        value = self.choice.value
        if self._ballot is not None and value is not None:
            self._on_send(self._ballot, Answer(value), self.opinion.toPlainText().strip())


def _may_vote(desk: Desk, ballot: Ballot) -> tuple[bool, str]:
    """Whether I may answer now, and if not, why."""
    try:
        may = desk.voting.may_vote(ballot)
    except Damaged:
        return False, tr("This ballot arrived damaged and is fetched again. Wait for it before you vote.")
    if may:
        return True, ""
    if ballot.state is BallotState.OPEN:
        return False, tr("You are not on this ballot's list of voters.")
    if ballot.state in (BallotState.DRAFT, BallotState.ANNOUNCED):
        return False, tr("Voting has not begun yet.")
    if ballot.state is BallotState.RECALLED:
        return False, tr("This ballot was taken back. No answer is needed.")
    return False, tr("You gave no answer.")


def _draft(ballot: Ballot) -> str:
    return f"vote:{ballot.id}"
