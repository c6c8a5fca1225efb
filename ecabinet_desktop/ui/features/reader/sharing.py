"""With whom a note is shared: people to tick, and what the button does written on it."""

from collections.abc import Collection, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ecabinet_desktop.domain.folding import fold
from ecabinet_desktop.domain.people import Person
from ecabinet_desktop.ui.i18n import count_of, tr
from ecabinet_desktop.ui.tokens import tokens
from ecabinet_desktop.ui.widgets.labels import heading, text

ID = Qt.ItemDataRole.UserRole


class ShareDialog(QDialog):
    """Ticks people; `chosen` holds their ids once it is accepted."""

    def __init__(self, people: Sequence[Person], readers: Collection[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Share the note"))
        self.setMinimumSize(420, 480)
        look = tokens()
        column = QVBoxLayout(self)
        column.setContentsMargins(look.space_6, look.space_6, look.space_6, look.space_4)
        column.setSpacing(look.space_3)
        words = text(tr("Only those you tick can read it; neither the server nor the secretariat can."), "muted")
        words.setWordWrap(True)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(tr("Find a person"))
        self.filter.setAccessibleName(tr("Find a person"))
        self.filter.textChanged.connect(self._on_filter)
        self.filter.returnPressed.connect(self._on_return)
        self.list = QListWidget()
        self.list.setAccessibleName(tr("People"))
        self._fill(people, readers)
        self.list.itemChanged.connect(lambda _item: self._on_ticked())
        self.list.itemActivated.connect(_toggle)
        self._go = QPushButton()
        self._go.setObjectName("accept")
        self._go.setProperty("kind", "primary")
        self._go.clicked.connect(self.accept)
        refuse = QPushButton(tr("Cancel"))
        refuse.setObjectName("refuse")
        refuse.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.addStretch(1)
        for made in (refuse, self._go):
            made.setAutoDefault(False)
            row.addWidget(made)
        for widget in (heading(tr("Share the note")), words, self.filter, self.list):
            column.addWidget(widget)
        column.addLayout(row)
        self._had = bool(readers)
        self._on_ticked()
        self.filter.setFocus()

    def _fill(self, people: Sequence[Person], readers: Collection[str]) -> None:
        for person in people:
            item = QListWidgetItem(f"{person.name} – {person.office}" if person.office else person.name)
            item.setData(ID, person.id)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if person.id in readers else Qt.CheckState.Unchecked)
            self.list.addItem(item)

    @property
    def chosen(self) -> tuple[str, ...]:
        """Ids of the people ticked."""
        items = (self.list.item(n) for n in range(self.list.count()))
        return tuple(str(item.data(ID)) for item in items if item.checkState() == Qt.CheckState.Checked)

    def _on_ticked(self) -> None:
        count = len(self.chosen)
        self._go.setEnabled(count > 0 or self._had)
        self._go.setText(
            count_of(count, "Share with %n person", "Share with %n people") if count else tr("Share with nobody")
        )

    def _on_return(self) -> None:
        """Enter ticks the one person left by the filter; with nothing typed it does what the button says."""
        shown = [self.list.item(n) for n in range(self.list.count()) if not self.list.item(n).isHidden()]
        if self.filter.text() and len(shown) == 1:
            _toggle(shown[0])
            self.filter.clear()
        elif not self.filter.text() and self._go.isEnabled():
            self.accept()

    def _on_filter(self, typed: str) -> None:
        words = fold(typed).split()
        for n in range(self.list.count()):
            item = self.list.item(n)
            item.setHidden(not all(word in fold(item.text()) for word in words))


def _toggle(item: QListWidgetItem) -> None:
    is_on = item.checkState() == Qt.CheckState.Checked
    item.setCheckState(Qt.CheckState.Unchecked if is_on else Qt.CheckState.Checked)
