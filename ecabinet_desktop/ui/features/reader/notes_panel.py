"""The side list of notes: of the paper, the item or the meeting; it filters, jumps, and holds the words of one.

A field being typed in is never reset by what arrives from elsewhere.
"""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from ecabinet_desktop.domain.annotation import Anchoring, Annotation, AnnotationKind, Audience, Colour
from ecabinet_desktop.ui.features.reader.note_words import KINDS, MEANINGS, Wanted, chosen, readers_of, row_of
from ecabinet_desktop.ui.i18n import count_of, tr
from ecabinet_desktop.ui.tokens import tokens
from ecabinet_desktop.ui.widgets.buttons import button, icon_button
from ecabinet_desktop.ui.widgets.choice import Choice
from ecabinet_desktop.ui.widgets.labels import heading, text
from ecabinet_desktop.ui.widgets.row_list import RowList
from ecabinet_desktop.ui.widgets.rows import Row
from ecabinet_desktop.usecases.notebook import NoteLine

PAUSE = 120
"""Milliseconds after the last key before the list is filtered."""
MANY = 400
"""So many rows are laid out as equally high: measuring each would take longer than a frame."""


class WordsField(QPlainTextEdit):
    """The words of a note; `left` when the focus goes."""

    left = Signal()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.left.emit()


class NotesPanel(QWidget):
    """`opened` a note's id; `written` id and words while typing; `asked` what to do (accept, share, comment, speak,
    reply, delete, or a kind) and a note's id; `scope_changed` paper, item or meeting."""

    opened = Signal(str)
    written = Signal(str, str)
    left = Signal()
    asked = Signal(str, str)
    scope_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines: dict[str, NoteLine] = {}
        self._kept: dict[str, tuple[tuple[Annotation, bool], Row]] = {}
        self._shown = ""
        self._may_mark = True
        column = QVBoxLayout(self)
        space = tokens().space_3
        column.setContentsMargins(space, space, space, space)
        self._title = heading(tr("My notes"))
        self._hint = text(tr("Only you can read these. Select words and press Ctrl+H to mark them."), "muted")
        self._hint.setWordWrap(True)
        self.list = RowList(tr("Notes"))
        self._pause = QTimer(self, interval=PAUSE, singleShot=True)
        self._pause.timeout.connect(self._filter)
        column.addWidget(self._title)
        column.addWidget(self._hint)
        column.addLayout(self._filters())
        column.addWidget(self.list, 1)
        column.addWidget(self._editor())
        self.list.opened.connect(self.opened)
        self.list.chosen.connect(self.opened)
        self.choose(None)

    def _filters(self) -> QVBoxLayout:
        box = QVBoxLayout()
        self.scope = Choice(
            [("paper", tr("Paper")), ("item", tr("Item")), ("meeting", tr("Meeting"))], tr("Notes of"), touch=False
        )
        self.scope.choose("paper")
        self.scope.chosen.connect(self.scope_changed)
        self.words = QLineEdit()
        self.words.setPlaceholderText(tr("Filter notes"))
        self.words.setAccessibleName(tr("Filter notes"))
        self.words.setClearButtonEnabled(True)
        self.words.textChanged.connect(lambda _text: self._pause.start())
        kinds = [("", tr("All kinds")), *((kind.value, tr(words)) for kind, (words, _) in KINDS.items())]
        self.kind = _combo(tr("Kind of note"), kinds)
        colours = [("", tr("All colours")), *((colour.value, tr(words)) for colour, words in MEANINGS.items())]
        self.colour = _combo(tr("Colour"), colours)
        self.whose = _combo(
            tr("Whose notes"), [("", tr("Everybody’s")), ("mine", tr("Mine")), ("others", tr("Shared with me"))]
        )
        self.order = _combo(tr("Order"), [("place", tr("By page")), ("time", tr("Newest first"))])
        self._narrow = icon_button("more", tr("Filter by kind, colour and author; sort"), checkable=True)
        search = QHBoxLayout()
        search.addWidget(self.words, 1)
        search.addWidget(self._narrow)
        self._combos = QWidget()
        grid = QGridLayout(self._combos)
        grid.setContentsMargins(0, 0, 0, 0)
        for place, combo in enumerate((self.kind, self.colour, self.whose, self.order)):
            combo.currentIndexChanged.connect(lambda _index: self._filter())
            grid.addWidget(combo, place // 2, place % 2)
        self._combos.hide()
        self._narrow.toggled.connect(self._combos.setVisible)
        box.addWidget(self.scope)
        box.addLayout(search)
        box.addWidget(self._combos)
        return box

    def _editor(self) -> QWidget:
        self.editor = QWidget()
        column = QVBoxLayout(self.editor)
        column.setContentsMargins(0, 0, 0, 0)
        self._readers = text("", "muted")
        self._readers.setWordWrap(True)
        self._words = WordsField()
        self._words.setAccessibleName(tr("Words of the chosen note"))
        self._words.setPlaceholderText(tr("Write a note…"))
        self._words.setMaximumHeight(130)
        self._words.setTabChangesFocus(True)
        self._words.textChanged.connect(self._on_typed)
        self._words.left.connect(self.left)
        self._keep = button(tr("Keep it here"), lambda: self._ask("accept"), "primary", "check")
        row = QHBoxLayout()
        self._share = button(tr("Share…"), lambda: self._ask("share"), "quiet", "people")
        self._reply = button(tr("Reply"), lambda: self._ask("reply"), "quiet", "reply")
        self._more = icon_button("more", tr("More about this note"), self._open_menu)
        self._delete = button(tr("Delete"), lambda: self._ask("delete"), "quiet", "trash")
        for widget in (self._share, self._reply, self._more):
            row.addWidget(widget)
        row.addStretch()
        row.addWidget(self._delete)
        column.addWidget(self._readers)
        column.addWidget(self._keep)
        column.addWidget(self._words)
        column.addLayout(row)
        return self.editor

    # what is shown

    def show_lines(self, lines: Sequence[NoteLine], *, may_mark: bool = True) -> None:
        """Show these notes, filtered as the person wishes."""
        self._lines = {line.mark.id: line for line in lines}
        if len(self._kept) > 2 * len(self._lines) + MANY:
            self._kept.clear()
        self._may_mark = may_mark
        self._title.setText(count_of(len(lines), "%n note", "%n notes") if lines else tr("My notes"))
        self._hint.setVisible(not lines)
        if not may_mark:
            self._hint.setText(tr("The meeting is closed: its papers take no new notes."))
            self._hint.show()
        self._filter()

    def choose(self, note_id: str | None) -> None:
        """Show the words of a note for editing."""
        line = self._lines.get(note_id or "")
        self.editor.setVisible(line is not None)
        if line is None:
            self._shown = ""
            return
        note = line.mark
        silent = self.list.blockSignals(True)  # chosen on the page or just made: the page must not jump
        self.list.select(note.id)
        self.list.blockSignals(silent)
        self._readers.setText(readers_of(line))
        self._keep.setVisible(note.anchoring not in (Anchoring.HERE, Anchoring.PLACED) and note.is_own)
        self._share.setVisible(note.is_own)
        self._delete.setVisible(note.is_own)
        self._reply.setVisible(not note.is_own)
        self._more.setVisible(note.is_own)
        self._words.setReadOnly(not note.is_own or not self._may_mark)
        if self._shown != note.id or not self._words.hasFocus():
            self._shown = note.id
            if self._words.toPlainText() != note.text:
                self._words.blockSignals(True)
                self._words.setPlainText(note.text)
                self._words.blockSignals(False)

    def say(self, words: str) -> None:
        """Say what became of the chosen note, until another one is chosen."""
        self._readers.setText(words)

    def write(self) -> None:
        """Put the cursor into the words."""
        self._words.setFocus()

    @property
    def wanted(self) -> Wanted:
        """The filter as it stands."""
        kind, colour = self.kind.currentData(), self.colour.currentData()
        return Wanted(
            AnnotationKind(kind) if kind else None,
            Colour(colour) if colour else None,
            self.whose.currentData(),
            self.words.text(),
            by_time=self.order.currentData() == "time",
        )

    def _filter(self) -> None:
        with_paper = self.scope.value != "paper"
        rows = [self._row(line, with_paper) for line in chosen(self._lines.values(), self.wanted)]
        self.list.setUniformItemSizes(len(rows) > MANY)
        self.list.show_rows(rows)

    def _row(self, line: NoteLine, with_paper: bool) -> Row:
        """Rows are kept: of ten thousand notes one has changed."""
        kept = self._kept.get(line.mark.id)
        if kept is None or kept[0] != (line.mark, with_paper):
            kept = ((line.mark, with_paper), row_of(line, with_paper=with_paper))
            self._kept[line.mark.id] = kept
        return kept[1]

    # acts

    def _on_typed(self) -> None:
        if self._shown and not self._words.isReadOnly():
            self.written.emit(self._shown, self._words.toPlainText())

    def _ask(self, what: str) -> None:
        if self._shown:
            self.asked.emit(what, self._shown)

    def _open_menu(self) -> None:
        self.menu().exec(self._more.mapToGlobal(self._more.rect().bottomLeft()))

    def menu(self) -> QMenu:
        """What else can become of the chosen note."""
        made = QMenu(self)
        made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        line = self._lines.get(self._shown)
        acts = [
            (AnnotationKind.SPEAKING_NOTE.value, tr("Make it a speaking note")),
            (AnnotationKind.QUESTION.value, tr("Make it a question to the sponsor")),
            ("speak", tr("Ask to speak on this item, with these words")),
            ("comment", tr("Send it to the secretariat as a formal comment")),
        ]
        if line is not None and line.mark.audience is not Audience.PRIVATE:
            acts.append(("unshare", tr("Take it back: only I read it")))
        for what, words in acts:
            made.addAction(words, lambda what=what: self._ask(what))  # type: ignore[misc]
        return made


def _combo(name: str, options: Sequence[tuple[str, str]]) -> QComboBox:
    made = QComboBox()
    made.setAccessibleName(name)
    made.setToolTip(name)
    made.setMinimumContentsLength(8)
    made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    for value, words in options:
        made.addItem(words, value)
    return made
