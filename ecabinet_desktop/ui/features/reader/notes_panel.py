"""The side list of a paper's marks: it jumps to them, and holds the words of the chosen one."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from ecabinet_desktop.domain.annotation import Annotation, AnnotationKind
from ecabinet_desktop.ui.i18n import count_of, tr
from ecabinet_desktop.ui.tokens import tokens
from ecabinet_desktop.ui.widgets.buttons import button
from ecabinet_desktop.ui.widgets.labels import heading, text
from ecabinet_desktop.ui.widgets.row_list import RowList
from ecabinet_desktop.ui.widgets.rows import Row

LONGEST = 120


class NotesPanel(QWidget):
    """`opened` a mark's id; `written` id and words while typing; `deleted` an id."""

    opened = Signal(str)
    written = Signal(str, str)
    deleted = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = QVBoxLayout(self)
        space = tokens().space_3
        column.setContentsMargins(space, space, space, space)
        self._title = heading(tr("My notes"))
        self._hint = text(tr("Only you can read these. Select words and press Ctrl+H to mark them."), "muted")
        self._hint.setWordWrap(True)
        self.list = RowList(tr("Notes in this paper"))
        self._words = QPlainTextEdit()
        self._words.setAccessibleName(tr("Words of the chosen note"))
        self._words.setPlaceholderText(tr("Write a note…"))
        self._words.setMaximumHeight(130)
        self._delete = button(tr("Delete"), self._on_delete, "quiet", "trash")
        foot = QHBoxLayout()
        foot.addStretch()
        foot.addWidget(self._delete)
        for widget in (self._title, self._hint):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        column.addWidget(self._words)
        column.addLayout(foot)
        self._shown = ""
        self.list.opened.connect(self.opened)
        self.list.chosen.connect(self.opened)
        self._words.textChanged.connect(self._on_typed)
        self.choose(None)

    def show_marks(self, marks: list[Annotation]) -> None:
        """Show all marks, in reading order."""
        self._title.setText(count_of(len(marks), "%n note", "%n notes") if marks else tr("My notes"))
        self.list.show_rows([_row(mark) for mark in marks])

    def choose(self, mark: Annotation | None) -> None:
        """Show the words of a mark for editing; a field being typed in is never reset."""
        self._words.setVisible(mark is not None)
        self._delete.setVisible(mark is not None)
        if mark is None:
            self._shown = ""
            return
        silent = self.list.blockSignals(True)  # chosen on the page or just made: the page must not jump
        self.list.select(mark.id)
        self.list.blockSignals(silent)
        if self._shown != mark.id or not self._words.hasFocus():
            self._shown = mark.id
            if self._words.toPlainText() != mark.text:
                self._words.blockSignals(True)
                self._words.setPlainText(mark.text)
                self._words.blockSignals(False)

    def write(self) -> None:
        """Put the cursor into the words."""
        self._words.setFocus()

    def _on_typed(self) -> None:
        if self._shown:
            self.written.emit(self._shown, self._words.toPlainText())

    def _on_delete(self) -> None:
        if self._shown:
            self.deleted.emit(self._shown)


def _row(mark: Annotation) -> Row:
    """A mark as a row: its words, else what it quotes."""
    quoted = " ".join((mark.quote.exact if mark.quote else "").split())[:LONGEST]
    is_note = mark.kind is AnnotationKind.STICKY_NOTE
    title = mark.text.strip().splitlines()[0][:LONGEST] if mark.text.strip() else quoted
    return Row(
        id=mark.id,
        title=title or tr("Empty note"),
        subtitle=quoted if mark.text.strip() and quoted else "",
        icon="sticky" if is_note else "highlight",
        trail=tr("p. {page}").format(page=mark.page + 1),
    )
