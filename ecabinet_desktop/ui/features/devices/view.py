"""The secretariat's list of computers: compare six digits, let in, shut out, hand out codes."""

from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from ecabinet_desktop.domain.people import Device, DeviceState
from ecabinet_desktop.ui.dialogs import Question
from ecabinet_desktop.ui.feature import Surroundings, View
from ecabinet_desktop.ui.i18n import mark, tr
from ecabinet_desktop.ui.tokens import tokens
from ecabinet_desktop.ui.watch import Watch
from ecabinet_desktop.ui.widgets.buttons import button
from ecabinet_desktop.ui.widgets.card import Card
from ecabinet_desktop.ui.widgets.labels import heading, text
from ecabinet_desktop.ui.widgets.row_list import RowList
from ecabinet_desktop.ui.widgets.rows import Row
from ecabinet_desktop.usecases.change import Change
from ecabinet_desktop.usecases.desk import Desk

STATES = {
    DeviceState.PENDING: (mark("Waiting"), "warn"),
    DeviceState.APPROVED: (mark("Has access"), "good"),
    DeviceState.REVOKED: (mark("Shut out for ever"), "plain"),
}


class DevicesView(View):
    """A list, what can be done with the chosen one, and a card for new codes."""

    def __init__(self, desk: Desk, around: Surroundings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._around = around
        self.list = RowList(tr("Computers"))
        self.list.chosen.connect(lambda _id: self._show_buttons())
        self._approve = button(tr("Let in"), self._on_approve, "primary", "check")
        self._revoke = button(tr("Shut out for ever"), self._on_revoke, "danger", "close")
        row = QHBoxLayout()
        row.addWidget(self._approve)
        row.addWidget(self._revoke)
        row.addStretch()
        column = QVBoxLayout(self)
        space = tokens().space_6
        column.setContentsMargins(space, space, space, space)
        column.setSpacing(tokens().space_3)
        column.addWidget(heading(tr("Computers"), title=True))
        column.addWidget(text(tr("Let a computer in only when its person reads you the same six digits."), "muted"))
        column.addWidget(self.list, 1)
        column.addLayout(row)
        column.addWidget(self._code_card())
        shows = Change.DEVICES | Change.PEOPLE
        self._watch = Watch(self, desk.changes, around.tasks, shows, self.refresh)
        self.refresh()

    def showEvent(self, _event: object) -> None:
        self.refresh()

    def refresh(self) -> None:
        """Read everything anew; a person being chosen for a code stays chosen."""
        people = self._desk.meetings.people()
        rows = []
        for device in self._desk.secretariat.devices():
            words, kind = STATES[device.state]
            owner = people.get(device.person_id)
            waiting = device.state is DeviceState.PENDING
            rows.append(
                Row(
                    id=device.id,
                    title=owner.name if owner else tr("Unknown person"),
                    subtitle=device.name,
                    badges=((tr(words), kind),),
                    trail=device.six_digits if waiting else "",
                    is_dim=device.state is DeviceState.REVOKED,
                )
            )
        self.list.show_rows(rows)
        if self._person.count() == 0:
            for person in self._desk.secretariat.people():
                self._person.addItem(f"{person.name} – {person.office}", person.id)
        self._show_buttons()

    def _code_card(self) -> QWidget:
        card = Card(tr("A code for a new computer"))
        self._person = QComboBox()
        self._person.setAccessibleName(tr("Person"))
        self._code = text("", selectable=True)
        self._code.setAccessibleName(tr("One-time code"))
        self._code.setStyleSheet("font-size: 14pt; font-weight: 600;")
        row = QHBoxLayout()
        row.addWidget(self._person, 1)
        row.addWidget(button(tr("Make a code"), self._on_code, icon="plus"))
        card.add(row)
        card.add(self._code)
        card.add(text(tr("A code is good for one computer and three days. It is shown only now."), "muted"))
        return card

    def _chosen(self) -> Device | None:
        chosen = self.list.current
        return next((d for d in self._desk.secretariat.devices() if d.id == chosen), None)

    def _show_buttons(self) -> None:
        device = self._chosen()
        self._approve.setEnabled(device is not None and device.state is DeviceState.PENDING)
        self._revoke.setEnabled(device is not None and device.state is not DeviceState.REVOKED)

    def _on_approve(self) -> None:
        device = self._chosen()
        if device is not None:
            self._run(lambda: self._desk.secretariat.approve_device(device))

    def _on_revoke(self) -> None:
        device = self._chosen()
        question = Question(
            title=tr("Shut this computer out?"),
            words=tr("It can never be let in again. Its person can enrol another one with a new code."),
            consequence=tr("Shut out for ever"),
            danger=True,
        )
        if device is not None and self._around.dialogs.confirm(self, question):
            self._run(lambda: self._desk.secretariat.revoke_device(device))

    def _on_code(self) -> None:
        person = str(self._person.currentData())
        self._around.tasks.run(
            self,
            lambda _p: self._desk.secretariat.issue_code(person),
            self._code.setText,
            lambda error: self._around.failures.tell(self, error),
        )

    def _run(self, act: object) -> None:
        if callable(act):
            self._around.tasks.run(
                self, lambda _p: act(), lambda _c: self.refresh(), lambda e: self._around.failures.tell(self, e)
            )
