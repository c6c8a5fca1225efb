"""The chosen item: its papers, its ballots, its result, and my position on it."""

from datetime import tzinfo

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from ecabinet_desktop.domain.ballot import Ballot
from ecabinet_desktop.domain.meeting import Meeting
from ecabinet_desktop.domain.position import Stance
from ecabinet_desktop.ui.dates import format_moment
from ecabinet_desktop.ui.feature import Surroundings
from ecabinet_desktop.ui.features.meetings.rows import RESULTS, STANCES, paper_row, position_badge
from ecabinet_desktop.ui.i18n import tr
from ecabinet_desktop.ui.refusals import REFUSALS
from ecabinet_desktop.ui.tokens import tokens
from ecabinet_desktop.ui.vote_words import STATES
from ecabinet_desktop.ui.widgets.buttons import button
from ecabinet_desktop.ui.widgets.choice import Choice
from ecabinet_desktop.ui.widgets.labels import Badge, ElidedLabel, text
from ecabinet_desktop.ui.widgets.rows import Row
from ecabinet_desktop.ui.widgets.whole_list import WholeList
from ecabinet_desktop.usecases.delivery import Delivery
from ecabinet_desktop.usecases.desk import Desk
from ecabinet_desktop.usecases.meetings import ShownLine
from ecabinet_desktop.usecases.positions import ShownPosition


class ItemCard(QWidget):
    """`paper_wanted` and `ballot_wanted` carry ids. A half-written reason is never reset by what others do."""

    paper_wanted = Signal(str)
    ballot_wanted = Signal(str)

    def __init__(self, desk: Desk, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._around = around
        self._line: ShownLine | None = None
        self._zone: tzinfo | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens().space_2)
        self._title = ElidedLabel(lines=3, tone="label")
        self._notice = text("", "muted")
        self._result = text("")
        for label in (self._notice, self._result):
            label.setWordWrap(True)
        self.papers = WholeList(tr("Papers of the item"))
        self.papers.opened.connect(self.paper_wanted)
        self.ballots = WholeList(tr("Ballots of the item"))
        self.ballots.opened.connect(self.ballot_wanted)
        for widget in (self._title, self._notice, self._result, self.papers, self.ballots):
            column.addWidget(widget)
        column.addWidget(self._position_part())
        column.addStretch()

    def show_line(self, shown: ShownLine | None, meeting: Meeting | None, zone: tzinfo | None = None) -> None:
        """Show a line, or nothing; times in `zone`."""
        changed = self._line is None or shown is None or self._line.line.item_id != shown.line.item_id
        if changed:
            self.keep_begun()
        elif self._line is not None and shown is not None:
            # Stated on another computer: show it, unless something else was begun here.
            changed = not (self._is_begun(self._line.position) and self._is_begun(shown.position))
        self._line, self._zone = shown, zone
        self.setVisible(shown is not None)
        if shown is None:
            return
        self._title.set_text(f"{shown.line.number}. {shown.line.title}")
        self._notice.setText(shown.line.notice)
        self._notice.setVisible(shown.line.listed_only)
        decision = shown.decision
        self._result.setVisible(decision is not None)
        if decision is not None:
            self._result.setText(f"{tr(RESULTS[decision.result])}. {decision.text}")
        self.papers.setVisible(bool(shown.papers))
        self.papers.show_rows([paper_row(p, self._desk.progress(p.paper.id)) for p in shown.papers])
        self.ballots.setVisible(bool(shown.ballots))
        self.ballots.show_rows([_ballot_row(ballot) for ballot in shown.ballots])
        may_state = meeting is not None and self._desk.positions.may_state(meeting)
        self._part.setVisible(may_state or shown.position is not None)
        for control in (self._choice, self._reason, self._give):
            control.setEnabled(may_state)
        self._show_position(shown, reset=changed)

    def _position_part(self) -> QWidget:
        self._part = QWidget()
        column = QVBoxLayout(self._part)
        column.setContentsMargins(0, tokens().space_2, 0, 0)
        row = QHBoxLayout()
        row.addWidget(text(tr("My position"), "label"))
        self._state = Badge("", "plain")
        row.addWidget(self._state)
        row.addStretch()
        self._choice = Choice([(stance.value, tr(words)) for stance, words in STANCES.items()], tr("My position"))
        self._choice.chosen.connect(self._on_chosen)
        self._reason = QLineEdit()
        self._reason.setAccessibleName(tr("Reason of the objection"))
        self._reason.setPlaceholderText(tr("Reason of the objection"))
        self._reason.returnPressed.connect(self._on_give)
        self._give = button(tr("State the objection"), self._on_give, "primary")
        self._words = text("", "muted")
        self._words.setWordWrap(True)
        foot = QHBoxLayout()
        foot.addWidget(self._reason, 1)
        foot.addWidget(self._give)
        column.addLayout(row)
        column.addWidget(self._choice)
        column.addLayout(foot)
        column.addWidget(self._words)
        return self._part

    def _show_position(self, shown: ShownLine, *, reset: bool) -> None:
        position = shown.position
        if position is None:
            self._state.say("", "plain")
            self._words.setText("")
        else:
            self._state.say(*position_badge(position))
            given = tr("Given {when}").format(when=format_moment(position.given_at, self._around.now(), self._zone))
            why = tr(REFUSALS[position.code].words) if position.code in REFUSALS else ""
            self._words.setText(why if position.delivery is Delivery.REFUSED else given)
        if reset:
            self._choice.choose(position.stance.value if position else None)
            self._reason.setText(position.reason if position else "")
            self._ask_reason(position is not None and position.stance is Stance.OBJECTION)
            self._take_up(shown.line.item_id)

    def keep_begun(self) -> None:
        """Remember a reason that was begun and not sent, until the person comes back to this item."""
        if self._line is None:
            return
        sent, words = self._line.position, self._reason.text()
        begun = self._choice.value == Stance.OBJECTION.value and words != (sent.reason if sent else "")
        self._desk.drafts.put(_draft(self._line.line.item_id), words if begun else "")

    def _is_begun(self, stated: ShownPosition | None) -> bool:
        """Whether an objection stands here that is not the one stated."""
        if self._choice.value != Stance.OBJECTION.value:
            return False
        if stated is None or stated.stance is not Stance.OBJECTION:
            return True
        return self._reason.text().strip() != stated.reason

    def _take_up(self, item_id: str) -> None:
        reason = self._desk.drafts.of(_draft(item_id))
        if reason:
            self._choice.choose(Stance.OBJECTION.value)
            self._reason.setText(reason)
            self._ask_reason(True)

    def _ask_reason(self, objects: bool) -> None:
        self._reason.setVisible(objects)
        self._give.setVisible(objects)

    def _on_chosen(self, value: str) -> None:
        stance = Stance(value)
        self._ask_reason(stance is Stance.OBJECTION)
        if stance is Stance.OBJECTION:
            self._reason.setFocus()
        else:
            self._state_it(stance, "")

    def _on_give(self) -> None:
        self._state_it(Stance.OBJECTION, self._reason.text())

    def _state_it(self, stance: Stance, reason: str) -> None:
        if self._line is None:
            return
        line = self._line.line
        self._desk.drafts.put(_draft(line.item_id), "")
        self._around.tasks.run(
            self,
            lambda _p: self._desk.positions.state(line, stance, reason),
            lambda _change: None,
            lambda error: self._around.failures.tell(self, error),
        )


def _ballot_row(ballot: Ballot) -> Row:
    words, kind = STATES[ballot.state]
    return Row(id=ballot.id, title=ballot.question, icon="ballot", badges=((tr(words), kind),))


def _draft(item_id: str) -> str:
    return f"objection:{item_id}"
