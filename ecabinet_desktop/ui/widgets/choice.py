"""A choice of one among few, side by side: answers to a ballot, positions, filters.

Nothing is chosen until the person chooses; arrow keys move, Space chooses.
"""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QToolButton, QVBoxLayout, QWidget

from ecabinet_desktop.ui.tokens import tokens

_STEPS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class _Option(QToolButton):
    """Only tells of arrows: in a group Qt would let them choose as soon as one option is chosen."""

    stepped = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = _STEPS.get(Qt.Key(event.key()))
        if step is None:
            super().keyPressEvent(event)
        else:
            self.stepped.emit(step)


class Choice(QWidget):
    """`options` are (value, words). `chosen` carries the value when a person chose, not after `choose`."""

    chosen = Signal(str)

    def __init__(
        self,
        options: Sequence[tuple[str, str]],
        name: str,
        *,
        touch: bool = True,
        upright: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        look = tokens()
        row: QHBoxLayout | QVBoxLayout = QVBoxLayout(self) if upright else QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(look.space_2)
        self.setAccessibleName(name)
        self._group = QButtonGroup(self)
        self._buttons: dict[str, QToolButton] = {}
        for value, words in options:
            made = _Option()
            made.setText(words)
            made.setProperty("kind", "choice")
            made.setCheckable(True)
            made.setAccessibleName(f"{name}: {words}")
            made.setObjectName(f"choice-{value}")
            made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            made.setMinimumSize(QSize(64, look.touch if touch else 32))
            made.setSizePolicy(made.sizePolicy().Policy.Expanding, made.sizePolicy().Policy.Fixed)
            made.stepped.connect(self._on_stepped)
            self._group.addButton(made)
            self._buttons[value] = made
            row.addWidget(made)
        self._group.buttonClicked.connect(self._on_clicked)

    @property
    def value(self) -> str | None:
        """What is chosen, None at first."""
        return next((value for value, made in self._buttons.items() if made.isChecked()), None)

    def choose(self, value: str | None) -> None:
        """Show `value` as chosen, or nothing."""
        self._group.setExclusive(False)
        for known, made in self._buttons.items():
            made.setChecked(known == value)
        self._group.setExclusive(True)

    def button(self, value: str) -> QToolButton:
        """The button of one option."""
        return self._buttons[value]

    def _on_stepped(self, step: int) -> None:
        options = list(self._buttons.values())
        here = next((number for number, made in enumerate(options) if made.hasFocus()), 0)
        options[min(max(here + step, 0), len(options) - 1)].setFocus()

    def _on_clicked(self) -> None:
        value = self.value
        if value is not None:
            self.chosen.emit(value)
