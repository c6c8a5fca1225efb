"""The command palette: type a few letters, with or without diacritics, and go there.

It lies inside the window, not in a popup, so that input methods work in its field.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QLineEdit, QVBoxLayout, QWidget

from ecabinet_desktop.domain.folding import fold
from ecabinet_desktop.ui.i18n import tr
from ecabinet_desktop.ui.tokens import tokens
from ecabinet_desktop.ui.widgets.row_list import RowList
from ecabinet_desktop.ui.widgets.rows import Row

MOST = 12
WIDTH, HEIGHT = 620, 460
_GOES_AWAY = frozenset(
    {
        Qt.FocusReason.MouseFocusReason,
        Qt.FocusReason.TabFocusReason,
        Qt.FocusReason.BacktabFocusReason,
        Qt.FocusReason.ShortcutFocusReason,
    }
)
"""The person left the field; an input method's own window only borrows the keyboard."""


@dataclass(frozen=True, slots=True)
class Goal:
    """Something one can go to or do. `always` shows it whatever was typed ("Search all papers for …")."""

    id: str
    title: str
    go: Callable[[], object]
    subtitle: str = ""
    icon: str = ""
    trail: str = ""
    always: bool = False


Finder = Callable[[str], Sequence[Goal]]
"""Goals for what was typed; called on the UI thread at each key, so it looks in memory only."""


def rank(goals: Sequence[Goal], typed: str) -> list[Goal]:
    """The goals that hold every word typed, folded; those that begin with it first, then by title length."""
    words = fold(typed).split()
    scored: list[tuple[int, int, int, Goal]] = []
    for number, goal in enumerate(goals):
        title = fold(goal.title)
        text = f"{title} {fold(goal.subtitle)}"
        if goal.always:
            scored.append((9, 0, number, goal))
        elif all(word in text for word in words):
            starts = 0 if not words or title.startswith(words[0]) else 1
            begins = 0 if all(f" {word}" in f" {text}" for word in words) else 1
            scored.append((starts + 2 * begins, len(title) if words else 0, number, goal))
    scored.sort(key=lambda entry: entry[:3])
    return [goal for *_, goal in scored]


class CommandPalette(QFrame):
    """`finders` are asked at each change of the text."""

    def __init__(self, finders: Sequence[Finder], parent: QWidget) -> None:
        super().__init__(parent)
        self._ground = parent
        self._finders = finders
        self._goals: dict[str, Goal] = {}
        self._before: QWidget | None = None
        look = tokens()
        self.setProperty("shape", "card")
        self.setAccessibleName(tr("Search or go to…"))
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(32)
        shadow.setOffset(0, 6)
        self.setGraphicsEffect(shadow)
        column = QVBoxLayout(self)
        column.setContentsMargins(look.space_3, look.space_3, look.space_3, look.space_3)
        self.field = QLineEdit()
        self.field.setPlaceholderText(tr("Type a place, a meeting, a paper or an action"))
        self.field.setAccessibleName(tr("Search or go to…"))
        self.field.setMinimumHeight(look.touch)
        self.field.textChanged.connect(self._on_typed)
        self.field.installEventFilter(self)
        column.addWidget(self.field)
        self.list = RowList(tr("Goals"), bare=True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.opened.connect(self._on_opened)
        column.addWidget(self.list)
        self.hide()

    def open(self) -> None:
        """Show the palette, empty, with the keyboard in its field."""
        window = self._ground
        self._before = window.window().focusWidget()
        width, height = min(WIDTH, window.width() - 80), min(HEIGHT, window.height() - 120)
        self.setGeometry((window.width() - width) // 2, 60, width, height)
        self.field.clear()
        self._on_typed("")
        self.show()
        self.raise_()
        self.field.setFocus()

    def close_palette(self) -> None:
        """Hide, and give the keyboard back to where it was."""
        if self.isHidden():
            return
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus()
        self._before = None

    def _on_typed(self, typed: str) -> None:
        found = rank([goal for finder in self._finders for goal in finder(typed.strip())], typed)
        fixed = [goal for goal in found if goal.always]
        shown = [goal for goal in found if not goal.always][: MOST - len(fixed)] + fixed
        self._goals = {goal.id: goal for goal in shown}
        self.list.show_rows(
            [
                Row(id=goal.id, title=goal.title, subtitle=goal.subtitle, icon=goal.icon, trail=goal.trail)
                for goal in shown
            ]
        )
        if shown:
            self.list.select(shown[0].id)
        rows = sum(self.list.sizeHintForRow(number) for number in range(len(shown)))
        most = min(HEIGHT, self._ground.height() - 120)
        self.resize(self.width(), min(most, rows + self.field.height() + 2 * tokens().space_6))

    def _on_opened(self, goal_id: str) -> None:
        goal = self._goals.get(goal_id)
        self.close_palette()
        if goal is not None:
            goal.go()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() in _GOES_AWAY:
            self.hide()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Escape:
                self.close_palette()
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.list.current is not None:
                self._on_opened(self.list.current)
                return True
            if event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_PageDown, Qt.Key.Key_PageUp):
                self.list.keyPressEvent(event)
                return True
        return super().eventFilter(watched, event)
