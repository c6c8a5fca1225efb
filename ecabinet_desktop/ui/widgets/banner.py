"""Calm notices above the content: one line each, with what to do about it; they never block."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from ecabinet_desktop.ui import icons
from ecabinet_desktop.ui.i18n import tr
from ecabinet_desktop.ui.tokens import tokens
from ecabinet_desktop.ui.widgets.buttons import button, icon_button
from ecabinet_desktop.ui.widgets.labels import text

_SIGNS = {
    "info": ("info", "accent_text"),
    "good": ("check", "good_text"),
    "warn": ("warning", "warn_text"),
    "urgent": ("warning", "urgent_text"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """Words, already translated; `kind`: info, good, warn, urgent. One of the same `id` replaces the former."""

    id: str
    words: str
    kind: str = "info"
    button: str = ""
    action: Callable[[], object] | None = None
    can_close: bool = True


class Banner(QFrame):
    """One notice."""

    def __init__(self, notice: Notice, on_close: Callable[[], object], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        look = tokens()
        self.setProperty("banner", notice.kind)
        self.setAccessibleName(notice.words)
        row = QHBoxLayout(self)
        row.setContentsMargins(look.space_4, look.space_1, look.space_2, look.space_1)
        row.setSpacing(look.space_3)
        sign, ink = _SIGNS[notice.kind]
        row.addWidget(icons.picture(sign, ink))
        row.addWidget(text(notice.words), 1)
        if notice.button and notice.action is not None:
            row.addWidget(button(notice.button, notice.action, "quiet"))
        if notice.can_close:
            row.addWidget(icon_button("close", tr("Close this notice"), on_close))


class Banners(QWidget):
    """The notices in force, newest last."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._shown: dict[str, tuple[Notice, Banner]] = {}
        self.hide()

    @property
    def notices(self) -> tuple[Notice, ...]:
        """What is shown."""
        return tuple(notice for notice, _ in self._shown.values())

    def show_notice(self, notice: Notice) -> None:
        """Show `notice`, in the place of the former one with its id."""
        known = self._shown.get(notice.id)
        if known is not None and known[0] == notice:
            return
        self.clear(notice.id)
        banner = Banner(notice, lambda: self.clear(notice.id), self)
        self._shown[notice.id] = (notice, banner)
        self._column.addWidget(banner)
        self.show()

    def clear(self, notice_id: str) -> None:
        """Take a notice away; nothing happens when there is none."""
        known = self._shown.pop(notice_id, None)
        if known is not None:
            self._column.removeWidget(known[1])
            known[1].hide()
            known[1].deleteLater()
        self.setVisible(bool(self._shown))
