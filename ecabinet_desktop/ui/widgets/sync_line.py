"""The quiet line that says how it stands with the server; a click asks for a sync now."""

from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QToolButton, QWidget

from ecabinet_desktop.ui import icons
from ecabinet_desktop.ui.dates import format_short_day, format_time
from ecabinet_desktop.ui.i18n import tr


class SyncKind(Enum):
    """How it stands."""

    NEVER = auto()
    SYNCING = auto()
    UP_TO_DATE = auto()
    OFFLINE = auto()
    STOPPED = auto()


@dataclass(frozen=True, slots=True)
class SyncView:
    """`as_of` is the last good sync; while papers load, `done` of `total` are here."""

    kind: SyncKind
    as_of: datetime | None = None
    done: int = 0
    total: int = 0


_SIGNS = {
    SyncKind.NEVER: ("sync-offline", "muted"),
    SyncKind.SYNCING: ("syncing", "muted"),
    SyncKind.UP_TO_DATE: ("sync-ok", "good_text"),
    SyncKind.OFFLINE: ("sync-offline", "warn_text"),
    SyncKind.STOPPED: ("warning", "urgent_text"),
}


def sync_words(view: SyncView, now: datetime) -> str:
    """One line: "Offline – as of 08:05", "Syncing 3 of 12 papers", "Up to date"."""
    if view.kind is SyncKind.OFFLINE:
        if view.as_of is None:
            return tr("Offline")
        if view.as_of.astimezone().date() != now.astimezone().date():
            return tr("Offline – as of {day}, {time}").format(
                day=format_short_day(view.as_of), time=format_time(view.as_of)
            )
        return tr("Offline – as of {time}").format(time=format_time(view.as_of))
    if view.kind is SyncKind.STOPPED:
        return tr("Sync has stopped")
    if view.done < view.total:
        return tr("Syncing {done} of {total} papers").format(done=view.done + 1, total=view.total)
    if view.kind is SyncKind.UP_TO_DATE:
        return tr("Up to date")
    return tr("Syncing…") if view.kind is SyncKind.SYNCING else tr("Not synced yet")


class SyncLine(QToolButton):
    """Shows a `SyncView`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setIconSize(QSize(18, 18))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setObjectName("sync-line")

    def show_view(self, view: SyncView, now: datetime) -> None:
        """Show how it stands."""
        words = sync_words(view, now)
        self.setText(f" {words}")  # Qt leaves no space after the icon
        self.setAccessibleName(words)
        self.setToolTip(tr("Sync now"))
        icons.dress(self, *_SIGNS[view.kind])
