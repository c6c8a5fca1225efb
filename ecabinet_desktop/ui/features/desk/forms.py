"""The forms of the desk: a meeting, an item, a paper, a ballot, a decision. Each checks what it asks for."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta, tzinfo
from typing import Generic, TypeVar

from PySide6.QtCore import QDateTime, Qt, QTimeZone
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDateTimeEdit,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPlainTextEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ecabinet_desktop.domain.agenda import Item, ItemType
from ecabinet_desktop.domain.ballot import BallotKind
from ecabinet_desktop.domain.meeting import ItemResult, MeetingKind
from ecabinet_desktop.domain.paper import Level
from ecabinet_desktop.domain.people import Person
from ecabinet_desktop.ui.i18n import mark, tr
from ecabinet_desktop.ui.tokens import tokens
from ecabinet_desktop.ui.widgets.buttons import button
from ecabinet_desktop.ui.widgets.form import FormRow
from ecabinet_desktop.ui.widgets.labels import heading
from ecabinet_desktop.usecases.secretariat import ItemForm

TYPES = {
    ItemType.DECISION: mark("For decision"),
    ItemType.DISCUSSION: mark("For discussion"),
    ItemType.INFORMATION: mark("For information"),
    ItemType.MINUTES: mark("Approval of minutes"),
    ItemType.ORAL: mark("Oral"),
}
LEVELS = {
    Level.CABINET: mark("Cabinet"),
    Level.CONFIDENTIAL: mark("Confidential"),
    Level.SECRETARIAT: mark("Secretariat only"),
    Level.ADMINISTRATION: mark("Administration"),
    Level.PUBLIC: mark("Public"),
}
KINDS = {
    MeetingKind.REGULAR: mark("Regular"),
    MeetingKind.THEMATIC: mark("Thematic"),
    MeetingKind.EXTRAORDINARY: mark("Extraordinary"),
}
RESULTS = {
    ItemResult.APPROVED: mark("Approved"),
    ItemResult.APPROVED_AS_AMENDED: mark("Approved as amended"),
    ItemResult.NOTED: mark("Noted"),
    ItemResult.POSTPONED: mark("Postponed"),
    ItemResult.WITHDRAWN: mark("Withdrawn"),
    ItemResult.REFUSED: mark("Refused"),
    ItemResult.REFERRED: mark("Referred"),
}
WIDTH = 560
V = TypeVar("V")


class Form(QDialog):
    """A heading, rows, and two buttons: the one that does it says what it does."""

    def __init__(self, title: str, consequence: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(WIDTH)
        space = tokens().space_4
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(space, space, space, space)
        self._column.addWidget(heading(title))
        self._foot = QHBoxLayout()
        self._foot.addStretch()
        self._foot.addWidget(button(tr("Cancel"), self.reject))
        self._do = button(consequence, self.accept, "primary")
        self._do.setDefault(True)
        self._foot.addWidget(self._do)
        self._needed: list[Callable[[], bool]] = []

    def add(self, label: str, field: QWidget, hint: str = "") -> None:
        """A row."""
        field.setAccessibleName(label)
        self._column.addWidget(FormRow(label, field, hint))

    def need(self, claim: Callable[[], bool]) -> None:
        """The form can be finished only while `claim` holds."""
        self._needed.append(claim)
        self.check()

    def close_with_buttons(self) -> None:
        """No more rows."""
        self._column.addLayout(self._foot)
        self.check()

    def check(self) -> None:
        """Whether everything needed is there."""
        self._do.setEnabled(all(claim() for claim in self._needed))


class ValueBox(QComboBox, Generic[V]):
    """A combo box of values with their words. Qt would give an enumeration's member back as a plain text."""

    def __init__(self, words: Mapping[V, str]) -> None:
        super().__init__()
        self._values = tuple(words)
        self.addItems([tr(text) for text in words.values()])

    @property
    def value(self) -> V:
        """What is chosen."""
        return self._values[self.currentIndex()]

    def choose(self, value: V) -> None:
        """Show `value`."""
        self.setCurrentIndex(self._values.index(value))


def moment_field(moment: datetime, zone: tzinfo | None) -> QDateTimeEdit:
    """Day and time in the government's zone, or this computer's where that is unknown here."""
    named = QTimeZone(str(zone).encode()) if zone is not None else QTimeZone.systemTimeZone()
    used = named if named.isValid() else QTimeZone.systemTimeZone()
    field = QDateTimeEdit(QDateTime.fromSecsSinceEpoch(int(moment.timestamp()), used))
    field.setTimeZone(used)
    field.setCalendarPopup(True)
    field.setDisplayFormat("dd/MM/yyyy HH:mm")
    return field


def moment_of(field: QDateTimeEdit) -> datetime:
    """What the field says, in UTC."""
    return datetime.fromtimestamp(field.dateTime().toSecsSinceEpoch(), UTC)


class MeetingForm(Form):
    """A new meeting."""

    def __init__(
        self, chairs: list[Person], now: datetime, zone: tzinfo | None, parent: QWidget | None = None
    ) -> None:
        super().__init__(tr("New meeting"), tr("Plan the meeting"), parent)
        self.title, self.place = QLineEdit(), QLineEdit()
        self.kind = ValueBox(KINDS)
        rounded = now.replace(minute=0, second=0, microsecond=0)
        self.starts = moment_field(rounded + timedelta(days=7), zone)
        self.chair = QComboBox()
        for person in chairs:
            self.chair.addItem(f"{person.name} – {person.office}", person.id)
        self.add(tr("Title"), self.title)
        self.add(tr("Kind"), self.kind)
        self.add(tr("Begins"), self.starts)
        self.add(tr("Place"), self.place)
        self.add(tr("Chair"), self.chair)
        self.title.textChanged.connect(lambda _t: self.check())
        self.need(lambda: bool(self.title.text().strip()))
        self.close_with_buttons()


class ItemDialog(Form):
    """A new or changed item."""

    def __init__(self, item: Item | None, members: list[Person], parent: QWidget | None = None) -> None:
        done = tr("Add the item") if item is None else tr("Keep the changes")
        super().__init__(tr("Agenda item"), done, parent)
        self._kept = item
        self.title = QPlainTextEdit(item.title if item else "")
        self.title.setMaximumHeight(80)
        self.title.setTabChangesFocus(True)
        self.type = ValueBox(TYPES)
        self.sponsors = QListWidget()
        self.sponsors.setMaximumHeight(130)
        for person in members:
            row = QListWidgetItem(f"{person.name} – {person.office}", self.sponsors)
            row.setData(Qt.ItemDataRole.UserRole, person.id)
            chosen = item is not None and person.id in item.sponsors
            row.setCheckState(Qt.CheckState.Checked if chosen else Qt.CheckState.Unchecked)
        self.speaker = QLineEdit(item.speaker if item else "")
        self.minutes = QSpinBox()
        self.minutes.setRange(1, 480)
        self.minutes.setValue(item.minutes if item else 10)
        self.listed_only = QCheckBox(tr("Classified: listed only, paper copy in the room"))
        self.listed_only.setChecked(item is not None and item.listed_only)
        self.notice = QLineEdit(item.notice if item else "")
        if item is not None:
            self.type.choose(item.type)
        self.add(tr("Title"), self.title)
        self.add(tr("Type"), self.type)
        self.add(tr("Sponsors"), self.sponsors)
        self.add(tr("Speaker"), self.speaker)
        self.add(tr("Minutes"), self.minutes)
        self._column.addWidget(self.listed_only)
        self.add(tr("Notice for a classified item"), self.notice)
        self.title.textChanged.connect(self.check)
        self.need(lambda: bool(self.title.toPlainText().strip()))
        self.close_with_buttons()

    def form(self) -> ItemForm:
        """What was filled in; what this form does not show stays as it was."""
        rows = [self.sponsors.item(n) for n in range(self.sponsors.count())]
        return ItemForm(
            title=" ".join(self.title.toPlainText().split()),
            item_type=self.type.value,
            sponsors=tuple(
                str(row.data(Qt.ItemDataRole.UserRole)) for row in rows if row.checkState() is Qt.CheckState.Checked
            ),
            speaker=self.speaker.text(),
            minutes=self.minutes.value(),
            ministry=self._kept.ministry if self._kept else "",
            listed_only=self.listed_only.isChecked(),
            notice=self.notice.text(),
            need_to_know=self._kept.need_to_know if self._kept else (),
        )


class PaperForm(Form):
    """A PDF to file: its title, level and language, and a reason when it replaces another."""

    def __init__(self, file_name: str, *, needs_reason: bool, parent: QWidget | None = None) -> None:
        super().__init__(tr("File a paper"), tr("File the paper"), parent)
        self.title = QLineEdit(file_name)
        self.level = ValueBox(LEVELS)
        self.language = ValueBox({"vi": mark("Vietnamese"), "en": mark("English")})
        self.reason = QLineEdit()
        self.add(tr("Title"), self.title)
        self.add(tr("Access level"), self.level)
        self.add(tr("Language"), self.language)
        hint = tr("Needed for a new version and for a late paper.")
        self.add(tr("Reason"), self.reason, hint)
        for field in (self.title, self.reason):
            field.textChanged.connect(lambda _t: self.check())
        self.need(lambda: bool(self.title.text().strip()))
        self.need(lambda: not needs_reason or bool(self.reason.text().strip()))
        self.close_with_buttons()


class BallotForm(Form):
    """A ballot to announce; a written one has a deadline."""

    def __init__(self, item: Item, now: datetime, zone: tzinfo | None, parent: QWidget | None = None) -> None:
        super().__init__(tr("New ballot"), tr("Announce the ballot"), parent)
        self.kind = ValueBox({BallotKind.SESSION: mark("In session"), BallotKind.WRITTEN: mark("Written ballot")})
        self.question = QLineEdit(tr("Do you agree?"))
        self.decision = QPlainTextEdit(item.title)
        self.decision.setTabChangesFocus(True)
        self.deadline = moment_field(now + timedelta(days=2), zone)
        self.deadline.setEnabled(False)
        self.kind.currentIndexChanged.connect(
            lambda _n: self.deadline.setEnabled(self.kind.value is BallotKind.WRITTEN)
        )
        self.add(tr("Kind"), self.kind)
        self.add(tr("Question"), self.question)
        self.add(tr("Text decided on"), self.decision)
        self.add(tr("Deadline of a written ballot"), self.deadline)
        self.question.textChanged.connect(lambda _t: self.check())
        self.decision.textChanged.connect(self.check)
        self.need(lambda: bool(self.question.text().strip() and self.decision.toPlainText().strip()))
        self.close_with_buttons()


class DecisionForm(Form):
    """The result of an item."""

    def __init__(self, item: Item, parent: QWidget | None = None) -> None:
        super().__init__(tr("Result of the item"), tr("Record the result"), parent)
        self.result_of_item = ValueBox(RESULTS)
        self.text = QPlainTextEdit()
        self.text.setTabChangesFocus(True)
        self.add(tr("Item"), QLineEdit(item.title, readOnly=True))
        self.add(tr("Result"), self.result_of_item)
        self.add(tr("Words of the decision"), self.text)
        self.close_with_buttons()
