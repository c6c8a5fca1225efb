"""What the server did not accept: the act, the reason in full, and a button that says it was read."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from ecabinet_desktop.ui.features.home.waiting import Subject, refusal_words, title
from ecabinet_desktop.ui.i18n import tr
from ecabinet_desktop.ui.tokens import tokens
from ecabinet_desktop.ui.widgets.buttons import button
from ecabinet_desktop.ui.widgets.card import Card, rule
from ecabinet_desktop.ui.widgets.labels import ElidedLabel, text
from ecabinet_desktop.usecases.delivery import Delivery, Queued


class RefusedCard(Card):
    """`on_dismiss` gets the id of an act whose refusal was read."""

    def __init__(self, subject: Subject, on_dismiss: Callable[[str], None], parent: QWidget | None = None) -> None:
        super().__init__(tr("Not accepted"), parent)
        self.call("urgent")
        self._subject = subject
        self._on_dismiss = on_dismiss
        self._shown: tuple[str, ...] = ()
        self._inner = QWidget()
        self._column = QVBoxLayout(self._inner)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(tokens().space_2)
        self.add(self._inner)

    def show_acts(self, queued: Sequence[Queued]) -> None:
        """Show those of `queued` that were refused; the card hides when there is none."""
        refused = [entry for entry in queued if entry.delivery is Delivery.REFUSED]
        self.setVisible(bool(refused))
        ids = tuple(entry.id for entry in refused)
        if ids == self._shown:
            return
        self._shown = ids
        while (item := self._column.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for number, entry in enumerate(refused):
            if number:
                self._column.addWidget(rule())
            self._column.addWidget(self._block(entry))

    def _block(self, entry: Queued) -> QWidget:
        block = QWidget()
        row = QHBoxLayout(block)
        row.setContentsMargins(0, 0, 0, 0)
        words = QVBoxLayout()
        words.setSpacing(2)
        what = title(entry, self._subject)
        words.addWidget(ElidedLabel(what, lines=2, tone="label"))
        words.addWidget(text(refusal_words(entry), "muted"))
        row.addLayout(words, 1)
        read = button(tr("Dismiss"), lambda: self._on_dismiss(entry.id), "quiet")
        read.setAccessibleName(tr("Dismiss: {subject}").format(subject=what))
        row.addWidget(read, 0, Qt.AlignmentFlag.AlignTop)
        return block
