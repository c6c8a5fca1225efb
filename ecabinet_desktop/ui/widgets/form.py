"""Form rows: label above, field, and one line below for help or for what is wrong."""

from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout, QWidget

from ecabinet_desktop.ui.tokens import tokens
from ecabinet_desktop.ui.widgets.labels import repolish, set_tone, text


class FormRow(QWidget):
    """The label names the field for screen readers as well. `say_wrong` marks the field and says why."""

    def __init__(self, label: str, field: QWidget, hint: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        self._hint = hint
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(tokens().space_1)
        caption = QLabel(label)
        caption.setProperty("tone", "label")
        caption.setBuddy(field)
        column.addWidget(caption)
        column.addWidget(field)
        self._below = text(hint, "small")
        self._below.setVisible(bool(hint))
        column.addWidget(self._below)
        if not field.accessibleName():
            field.setAccessibleName(label)
        field.setAccessibleDescription(hint)

    def say_wrong(self, why: str) -> None:
        """Say what is wrong, or with "" that nothing is."""
        self._below.setText(why or self._hint)
        self._below.setVisible(bool(why or self._hint))
        set_tone(self._below, "urgent" if why else "small")
        self.field.setAccessibleDescription(why or self._hint)
        inner = self.field if isinstance(self.field, QLineEdit) else self.field.findChild(QLineEdit)
        if inner is not None:
            inner.setProperty("wrong", "true" if why else "")
            repolish(inner)

    @property
    def wrong(self) -> str:
        """What is said to be wrong, "" when nothing is."""
        return "" if self._below.text() == self._hint else self._below.text()
