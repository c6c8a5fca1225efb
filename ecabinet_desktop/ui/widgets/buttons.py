"""Buttons: primary, plain, quiet and dangerous words, and icons with an accessible name.

A button says what it does in its words; a button without words has a name and a tooltip.
"""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QPushButton, QToolButton

from ecabinet_desktop.ui import icons
from ecabinet_desktop.ui.tokens import tokens

_INK = {"primary": "on_accent", "danger": "on_urgent", "quiet": "accent_text", "plain": "text"}


def button(
    words: str, on_click: Callable[[], object], kind: str = "plain", icon: str = "", *, touch: bool = False
) -> QPushButton:
    """A button of a kind: plain, primary (one a view), quiet or danger; `touch` makes it 44 px high."""
    made = QPushButton(words)
    made.setProperty("kind", kind)
    if touch:
        made.setProperty("touch", "true")
        made.setMinimumHeight(tokens().touch)
    if icon:
        icons.dress(made, icon, _INK[kind])
        made.setIconSize(QSize(18, 18))
    made.clicked.connect(lambda _checked=False: on_click())
    return made


def icon_button(
    icon: str,
    name: str,
    on_click: Callable[[], object] | None = None,
    *,
    checkable: bool = False,
    touch: bool = False,
) -> QToolButton:
    """A button with an icon only; `name` is its tooltip and what a screen reader says."""
    made = QToolButton()
    icons.dress(made, icon)
    made.setIconSize(QSize(20, 20))
    made.setToolTip(name)
    made.setAccessibleName(name)
    made.setCheckable(checkable)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    side = tokens().touch if touch else 34
    made.setMinimumSize(side, side)
    if on_click is not None:
        made.clicked.connect(lambda _checked=False: on_click())
    return made


def action_button(action: QAction, *, touch: bool = False) -> QToolButton:
    """A button for an action of the table: its icon, words and keys, following its state."""
    made = icon_button(str(action.property("icon_name") or "more"), action.text(), touch=touch)
    made.setDefaultAction(action)
    made.setAccessibleName(action.text())
    return made
