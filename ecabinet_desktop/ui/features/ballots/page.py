"""One ballot: question, text, papers, rule and deadline, my answer, and after the close its result."""

from collections.abc import Callable
from datetime import datetime, tzinfo

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from ecabinet_desktop.domain.ballot import Answer, Ballot, BallotKind, BallotState, Definition
from ecabinet_desktop.domain.rules import TieRule
from ecabinet_desktop.errors import Damaged
from ecabinet_desktop.ui.dates import format_moment, time_left
from ecabinet_desktop.ui.feature import Surroundings
from ecabinet_desktop.ui.features.ballots.answered import AnsweredCard
from ecabinet_desktop.ui.features.ballots.answering import AnswerCard
from ecabinet_desktop.ui.features.ballots.result import ResultCard
from ecabinet_desktop.ui.features.ballots.steering import SteeringCard
from ecabinet_desktop.ui.features.ballots.vote_dialog import VoteDialog
from ecabinet_desktop.ui.i18n import count_of, tr
from ecabinet_desktop.ui.navigator import Place
from ecabinet_desktop.ui.tokens import tokens
from ecabinet_desktop.ui.vote_words import KINDS, ballot_badge
from ecabinet_desktop.ui.widgets.buttons import button
from ecabinet_desktop.ui.widgets.card import Card
from ecabinet_desktop.ui.widgets.labels import Badge, heading, text
from ecabinet_desktop.ui.widgets.rows import Row
from ecabinet_desktop.ui.widgets.whole_list import WholeList
from ecabinet_desktop.usecases.desk import Desk

WIDTH = 920
"""Lines longer than about a hundred signs are hard to read."""


class BallotPage(QScrollArea):
    """Shows one ballot. `on_list` leads back to all of them."""

    def __init__(self, desk: Desk, around: Surroundings, on_list: Callable[[], None]) -> None:
        super().__init__()
        self._desk = desk
        self._around = around
        self._ballot: Ballot | None = None
        self.dialog: VoteDialog | None = None
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._make_head(on_list)
        self._make_text()
        self.answer = AnswerCard(desk, self._ask_passphrase)
        self.result = ResultCard()
        self.steering = SteeringCard(desk, around)
        self.answered = AnsweredCard()
        self._lay_out()

    def show_ballot(self, ballot: Ballot, now: datetime, zone: tzinfo | None) -> None:
        """Show `ballot` as it stands; what the person has begun to fill in stays."""
        fresh = self._ballot is None or self._ballot.id != ballot.id
        self._ballot = ballot
        definition = self._definition(ballot)
        self._question.setText(ballot.question)
        self._kind.say(tr(KINDS[ballot.kind]), "plain")
        self._state.say(*ballot_badge(ballot))
        self._deadline.setText(_deadline(ballot, now, zone))
        self._deadline.setVisible(bool(self._deadline.text()))
        self._rule.setText(rule_line(definition) if definition else "")
        self._rule.setVisible(definition is not None)
        self._reason.setText(ballot.reason)
        self._reason.setVisible(bool(ballot.reason))
        self._decision.setText(ballot.decision_text)
        self._show_papers(ballot)
        self.answer.show_ballot(ballot, now, zone)
        self.result.show_tally(ballot.tally)
        self.steering.show_ballot(ballot)
        self.answered.show_progress(self._desk.voting.progress(ballot), definition, self._desk.meetings.people())
        if fresh:
            self.verticalScrollBar().setValue(0)

    def leave(self) -> None:
        """The person goes elsewhere: an open question is taken back, what was chosen stays."""
        if self.dialog is not None:
            self.dialog.reject()
        self.answer.keep_begun()

    def _make_head(self, on_list: Callable[[], None]) -> None:
        self._back = button(tr("All ballots"), on_list, "quiet", "chevron-left")
        self._question = heading("", title=True)
        self._question.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._kind, self._state = Badge(""), Badge("")
        self._deadline = text("", "label")
        self._reason = text("", selectable=True)

    def _make_text(self) -> None:
        self._text = Card(tr("Text put to the vote"))
        self._decision = text("", selectable=True)
        self._rule = text("", "muted")
        self._papers_title = text(tr("Papers"), "label")
        self.papers = WholeList(tr("Papers of this ballot"))
        self.papers.opened.connect(self._open_paper)
        self._item = button(tr("Show the agenda item"), self._open_item, "quiet", "meetings")
        policy = self._item.sizePolicy().Policy
        self._item.setSizePolicy(policy.Maximum, policy.Fixed)
        for part in (self._decision, self._papers_title, self.papers, self._rule, self._item):
            self._text.add(part)

    def _lay_out(self) -> None:
        look = tokens()
        inner = QWidget()
        inner.setObjectName("scrolled")
        self.setWidget(inner)
        row = QHBoxLayout(inner)
        row.setContentsMargins(look.space_6, look.space_3, look.space_6, look.space_6)
        page = QWidget()
        page.setMaximumWidth(WIDTH)
        row.addStretch(1)
        row.addWidget(page, 100)
        row.addStretch(1)
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space_3)
        column.addWidget(self._back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._question)
        line = QHBoxLayout()
        line.setSpacing(look.space_2)
        line.addWidget(self._state)
        line.addWidget(self._kind)
        line.addWidget(self._deadline, 1)
        column.addLayout(line)
        column.addWidget(self._reason)
        for card in (self.result, self._text, self.answer, self.steering, self.answered):
            column.addWidget(card)
        column.addStretch(1)

    def _definition(self, ballot: Ballot) -> Definition | None:
        try:
            return self._desk.voting.definition(ballot)
        except Damaged:
            return None

    def _show_papers(self, ballot: Ballot) -> None:
        rows = []
        for version_id in ballot.papers:
            paper = self._desk.meetings.paper(version_id)
            if paper is None:
                rows.append(
                    Row(id=version_id, title=tr("A paper that is not on this computer"), icon="paper", is_dim=True)
                )
                continue
            pages = count_of(paper.skeleton.pages, "%n page", "%n pages")
            rows.append(
                Row(id=version_id, title=f"{paper.title} {paper.label}".strip(), icon="paper", subtitle=pages)
            )
        self.papers.show_rows(rows)
        self.papers.setVisible(bool(rows))
        self._papers_title.setVisible(bool(rows))

    def _open_paper(self, version_id: str) -> None:
        paper = self._desk.meetings.paper(version_id)
        if paper is not None:
            self._around.navigator.go(Place(feature="reader", paper=paper.paper_id, version=paper.id))

    def _open_item(self) -> None:
        if self._ballot is not None:
            place = Place(feature="meetings", meeting=self._ballot.meeting_id, item=self._ballot.item_id)
            self._around.navigator.go(place)

    def _ask_passphrase(self, ballot: Ballot, answer: Answer, opinion: str) -> None:
        if self.dialog is not None:
            return
        dialog = VoteDialog(ballot, answer, opinion, self._desk.voting, self._around.tasks, self)
        dialog.queued.connect(self.answer.sent)
        dialog.finished.connect(self._on_finished)
        self.dialog = dialog
        dialog.open()

    def _on_finished(self) -> None:
        self.dialog = None


def rule_line(definition: Definition) -> str:
    """What it takes to be adopted, in one or two sentences."""
    rules, members = definition.rules, len(definition.electorate)
    words = tr(
        "Adopted when at least {needed} of all {members} members agree. "
        "Abstaining, another opinion and no answer do not count as agreeing."
    ).format(needed=rules.majority(members), members=members)
    if rules.tie is TieRule.PRIME_MINISTER:
        words += " " + tr("With equal votes for and against, the prime minister's vote decides.")
    return words


def _deadline(ballot: Ballot, now: datetime, zone: tzinfo | None) -> str:
    if ballot.closed_at is not None:
        return tr("Closed {when}").format(when=format_moment(ballot.closed_at, now, zone))
    if ballot.deadline is not None and ballot.state in (BallotState.ANNOUNCED, BallotState.OPEN):
        when = format_moment(ballot.deadline, now, zone)
        if ballot.deadline <= now:
            return tr("The deadline has passed ({when})").format(when=when)
        return tr("Answer until {when} – {time} left").format(when=when, time=time_left(ballot.deadline, now))
    if ballot.kind is BallotKind.SESSION and ballot.state is BallotState.OPEN:
        return tr("Open until the chair closes it")
    return ""
