"""Sweeps over a shown window: spoken names, tab order and touch sizes."""

from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QWidget

_QT_OWN = "qt_"


def focusable(root: QWidget) -> list[QWidget]:
    """Every visible widget under `root` that takes the keyboard."""
    return [
        child
        for child in root.findChildren(QWidget)
        if child.isVisible()
        and child.isEnabled()
        and child.focusPolicy() != Qt.FocusPolicy.NoFocus
        and child.focusProxy() is None
        and not child.objectName().startswith(_QT_OWN)
    ]


def nameless(root: QWidget) -> list[str]:
    """Descriptions of focusable widgets a screen reader could not name; empty when all is well."""
    found = []
    for child in focusable(root):
        spoken = QAccessible.queryAccessibleInterface(child)
        name = spoken.text(QAccessible.Text.Name) if spoken is not None else ""
        if not (name or child.accessibleName()).strip():
            found.append(f"{type(child).__name__} {child.objectName()!r} in {type(child.parent()).__name__}")
    return found


def tab_order(root: QWidget) -> list[QWidget]:
    """The widgets Tab visits, in its order, once round."""
    wanted = {child for child in focusable(root) if child.focusPolicy() & Qt.FocusPolicy.TabFocus}
    order: list[QWidget] = []
    here = root.nextInFocusChain()
    while here is not root:
        if here in wanted:
            order.append(here)
        here = here.nextInFocusChain()
    return order


def jumps_back(root: QWidget) -> list[str]:
    """Pairs of siblings Tab visits bottom-up or, in one row, right to left; empty when the order is sane."""
    order = tab_order(root)
    found = []
    for former, latter in pairwise(order):
        if former.parentWidget() is not latter.parentWidget():
            continue
        above = latter.geometry().bottom() < former.geometry().top()
        same_row = latter.geometry().top() <= former.geometry().bottom() and not above
        if above or (same_row and latter.geometry().right() < former.geometry().left()):
            found.append(f"{former.accessibleName() or former} -> {latter.accessibleName() or latter}")
    return found


def check_window(root: QWidget) -> None:
    """Everything that must hold for each window."""
    assert nameless(root) == []
    assert jumps_back(root) == []
