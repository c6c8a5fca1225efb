"""Who has answered and who has not, for the chair and the secretariat; never how anybody answered."""

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QLabel, QVBoxLayout, QWidget

from ecabinet_desktop.domain.ballot import Definition, Progress
from ecabinet_desktop.domain.people import Person
from ecabinet_desktop.ui.i18n import tr
from ecabinet_desktop.ui.tokens import tokens
from ecabinet_desktop.ui.widgets.card import Card
from ecabinet_desktop.ui.widgets.labels import text


class AnsweredCard(Card):
    """Two columns of names in the order of the cabinet table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Who has answered"), parent)
        row = QHBoxLayout()
        row.setSpacing(tokens().space_6)
        self.not_yet, self._not_yet_title = _column(row)
        self.answered, self._answered_title = _column(row)
        self.add(row)

    def show_progress(
        self, progress: Progress | None, definition: Definition | None, people: dict[str, Person]
    ) -> None:
        """Show who has answered; hidden from those who may not know."""
        self.setVisible(progress is not None and definition is not None)
        if progress is None or definition is None:
            return
        voters = sorted(
            (people[voter] for voter in definition.electorate if voter in people), key=lambda p: (p.rank, p.name)
        )
        answered = [person for person in voters if person.id in progress.answered]
        missing = [person for person in voters if person.id not in progress.answered]
        self._answered_title.setText(tr("Answered: {count}").format(count=len(answered)))
        self._not_yet_title.setText(tr("Not yet: {count}").format(count=len(missing)))
        self.answered.setText(_names(answered))
        self.not_yet.setText(_names(missing))


def _column(row: QHBoxLayout) -> tuple[QLabel, QLabel]:
    column = QVBoxLayout()
    title = text("", "label")
    names = text("", "muted", selectable=True)
    column.addWidget(title)
    column.addWidget(names)
    column.addStretch(1)
    row.addLayout(column, 1)
    return names, title


def _names(people: Sequence[Person]) -> str:
    return "\n".join(person.name for person in people)
