"""Hands on the windows: what a person clicks, types and fills in, and nothing a person could not do."""

from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt, QTimer
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QWidget

D = TypeVar("D", bound=QDialog)
ONCE_MORE = 20
"""Milliseconds between two looks for a form that is about to open."""


def click(button: QAbstractButton) -> None:
    """Click a button that can be seen and pressed."""
    assert button.isVisible(), f"{button.text()!r} is not to be seen"
    assert button.isEnabled(), f"{button.text()!r} cannot be pressed"
    QTest.mouseClick(button, Qt.MouseButton.LeftButton, pos=QPoint(button.width() // 2, button.height() // 2))


def button(inside: QWidget, words: str) -> QAbstractButton:
    """The visible button that says `words`."""
    found = [made for made in inside.findChildren(QAbstractButton) if made.text() == words and made.isVisible()]
    assert found, f"no button says {words!r}"
    return found[0]


def type_in(field: QWidget, words: str) -> None:
    """Type words into a field: as keys, or as an input method commits them when letters with marks are in them."""
    field.setFocus()
    QTest.keyClick(field, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    if words.isascii():
        QTest.keyClicks(field, words)
        return
    committed = QInputMethodEvent()
    committed.setCommitString(words)
    QApplication.sendEvent(field, committed)


def press(widget: QWidget, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    """Press one key."""
    QTest.keyClick(widget, key, held)


def fill(kind: type[D], with_: Callable[[D], None], opened_by: Callable[[], None]) -> None:
    """Open a form, fill it in and press its primary button; fails when it does not open or cannot be sent."""
    met: list[Exception | None] = []
    over = False

    def look() -> None:
        form = QApplication.activeModalWidget()
        if not isinstance(form, kind):
            if not over:
                QTimer.singleShot(ONCE_MORE, look)
            return
        try:
            with_(form)
            sends = [made for made in form.findChildren(QAbstractButton) if made.property("kind") == "primary"]
            click(sends[0])
            met.append(None)
        except Exception as problem:
            met.append(problem)
        finally:
            if form.isVisible():
                form.reject()

    QTimer.singleShot(0, look)
    opened_by()
    over = True
    assert met, f"{kind.__name__} did not open"
    if met[0] is not None:
        raise met[0]
