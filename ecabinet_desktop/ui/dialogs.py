"""Every modal question goes through here, so that tests answer it and all of them look alike.

A question repeats what is decided and says the consequence on its button; there is no "Are you sure?" with OK.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QFileDialog,  # noqa: TID251 - this is the door
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from ecabinet_desktop.ui.i18n import tr
from ecabinet_desktop.ui.tokens import tokens


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """`consequence` is the button that does it ("Send my vote: agree"); `detail` repeats the thing decided."""

    title: str
    words: str
    consequence: str
    detail: str = ""
    refuse: str = ""
    danger: bool = False


class Dialogs:
    """Asks the person. Tests put a subclass in its place (`tests/helpers/dialogs.py`)."""

    def confirm(self, parent: QWidget | None, question: Question) -> bool:
        """True when the person chose the consequence."""
        return MessageDialog(question, parent).exec() == QDialog.DialogCode.Accepted

    def tell(self, parent: QWidget | None, title: str, words: str, button: str = "", detail: str = "") -> None:
        """Say something that must be read; quiet news belongs in a banner."""
        said = Question(title=title, words=words, consequence=button or tr("Close"), detail=detail)
        MessageDialog(said, parent, can_refuse=False).exec()

    def ask_text(
        self,
        parent: QWidget | None,
        title: str,
        label: str,
        *,
        start: str = "",
        button: str = "",
        lines: int = 1,
        required: bool = True,
    ) -> str | None:
        """One text, trimmed; None when the person changed their mind."""
        dialog = TextDialog(title, label, parent, start=start, button=button, lines=lines, required=required)
        return dialog.text() if dialog.exec() == QDialog.DialogCode.Accepted else None

    def run(self, dialog: QDialog) -> int:
        """Show a dialog of a feature's own and wait for its end; the code it ended with."""
        return dialog.exec()

    def ask_open(self, parent: QWidget | None, title: str, kinds: str = "") -> list[Path]:
        """Files to read; empty when the person changed their mind. `kinds` as Qt's filters: "PDF (*.pdf)"."""
        names, _ = QFileDialog.getOpenFileNames(parent, title, "", kinds)
        return [Path(name) for name in names]

    def ask_save(self, parent: QWidget | None, title: str, proposal: str, kinds: str = "") -> Path | None:
        """Where to write a file; None when the person changed their mind."""
        name, _ = QFileDialog.getSaveFileName(parent, title, proposal, kinds)
        return Path(name) if name else None


class MessageDialog(QDialog):
    """A title, words, the thing decided, and buttons that say what they do."""

    def __init__(self, question: Question, parent: QWidget | None = None, *, can_refuse: bool = True) -> None:
        super().__init__(parent)
        self.setWindowTitle(question.title)
        self.setMinimumWidth(420)
        self.setMaximumWidth(620)
        column = _column(self)
        title = QLabel(question.title)
        title.setProperty("tone", "heading")
        title.setWordWrap(True)
        column.addWidget(title)
        column.addWidget(_wrapped(question.words))
        if question.detail:
            detail = _wrapped(question.detail)
            detail.setProperty("tone", "label")
            detail.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            column.addWidget(detail)
        accept = QPushButton(question.consequence)
        accept.setObjectName("accept")
        accept.setProperty("kind", "danger" if question.danger else "primary")
        accept.clicked.connect(self.accept)
        buttons: Sequence[QPushButton] = (accept,)
        if can_refuse:
            refuse = QPushButton(question.refuse or tr("Cancel"))
            refuse.setObjectName("refuse")
            refuse.clicked.connect(self.reject)
            buttons = (refuse, accept)
        _add_buttons(column, buttons)
        (buttons[0] if question.danger else accept).setDefault(True)
        (buttons[0] if question.danger else accept).setFocus()


def _text_field(start: str, lines: int) -> QLineEdit | QPlainTextEdit:
    if lines == 1:
        return QLineEdit(start)
    field = QPlainTextEdit(start)
    field.setTabChangesFocus(True)
    field.setFixedHeight(field.fontMetrics().lineSpacing() * lines + 24)
    return field


class TextDialog(QDialog):
    """Asks for one text. Enter sends a single line; the button waits until something is written."""

    def __init__(
        self,
        title: str,
        label: str,
        parent: QWidget | None = None,
        *,
        start: str = "",
        button: str = "",
        lines: int = 1,
        required: bool = True,
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(title)
        self.setMinimumWidth(460)
        self._required = required
        column = _column(self)
        caption = QLabel(label)
        caption.setWordWrap(True)
        column.addWidget(caption)
        self.field = _text_field(start, lines)
        self.field.setObjectName("text")
        self.field.setAccessibleName(label)
        self.field.textChanged.connect(self._on_changed)
        caption.setBuddy(self.field)
        column.addWidget(self.field)
        refuse = QPushButton(tr("Cancel"))
        refuse.setObjectName("refuse")
        refuse.clicked.connect(self.reject)
        self._accept = QPushButton(button or tr("Save"))
        self._accept.setObjectName("accept")
        self._accept.setProperty("kind", "primary")
        self._accept.setDefault(True)
        self._accept.clicked.connect(self.accept)
        _add_buttons(column, (refuse, self._accept))
        self._on_changed()
        self.field.setFocus()

    def text(self) -> str:
        """What was written, trimmed."""
        field = self.field
        return (field.text() if isinstance(field, QLineEdit) else field.toPlainText()).strip()

    def _on_changed(self) -> None:
        self._accept.setEnabled(bool(self.text()) or not self._required)


def _column(dialog: QDialog) -> QVBoxLayout:
    look = tokens()
    column = QVBoxLayout(dialog)
    column.setContentsMargins(look.space_6, look.space_6, look.space_6, look.space_4)
    column.setSpacing(look.space_3)
    return column


def _wrapped(words: str) -> QLabel:
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    return label


def _add_buttons(column: QVBoxLayout, buttons: Sequence[QPushButton]) -> None:
    look = tokens()
    row = QHBoxLayout()
    row.setContentsMargins(0, look.space_2, 0, 0)
    row.setSpacing(look.space_2)
    row.addStretch(1)
    for button in buttons:
        button.setAutoDefault(False)
        row.addWidget(button)
    column.addLayout(row)
