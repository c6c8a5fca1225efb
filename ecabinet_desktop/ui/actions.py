"""The one table of actions: words, keys and icon of everything a key can do.

A key stands here once or not at all; views make their `QAction` with `make` and never write a shortcut themselves.
"""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QKeySequence

from ecabinet_desktop.ui import icons
from ecabinet_desktop.ui.i18n import mark, tr


@dataclass(frozen=True, slots=True)
class ActionEntry:
    """`keys` are portable texts such as "Ctrl+K"; the first is shown."""

    id: str
    group: str
    text: str
    keys: tuple[str, ...] = ()
    icon: str = ""


_WINDOW = mark("Everywhere")
_READER = mark("Reader")
_AGENDA = mark("Agenda and ballots")

ACTIONS: tuple[ActionEntry, ...] = (
    ActionEntry("palette", _WINDOW, mark("Search or go to…"), ("Ctrl+K",), "search"),
    ActionEntry("place_1", _WINDOW, mark("First place of the rail"), ("Ctrl+1",)),
    ActionEntry("place_2", _WINDOW, mark("Second place of the rail"), ("Ctrl+2",)),
    ActionEntry("place_3", _WINDOW, mark("Third place of the rail"), ("Ctrl+3",)),
    ActionEntry("place_4", _WINDOW, mark("Fourth place of the rail"), ("Ctrl+4",)),
    ActionEntry("place_5", _WINDOW, mark("Fifth place of the rail"), ("Ctrl+5",)),
    ActionEntry("place_6", _WINDOW, mark("Sixth place of the rail"), ("Ctrl+6",)),
    ActionEntry("next_area", _WINDOW, mark("Next area of the window"), ("F6",)),
    ActionEntry("previous_area", _WINDOW, mark("Previous area of the window"), ("Shift+F6",)),
    ActionEntry("back", _WINDOW, mark("Back"), ("Alt+Left",), "arrow-left"),
    ActionEntry("forward", _WINDOW, mark("Forward"), ("Alt+Right",), "arrow-right"),
    ActionEntry("sync", _WINDOW, mark("Sync now"), ("F5",), "syncing"),
    ActionEntry("lock", _WINDOW, mark("Lock"), ("Ctrl+L",), "lock"),
    ActionEntry("panel", _WINDOW, mark("Show or hide the side panel"), ("F9",), "panel"),
    ActionEntry("shortcuts", _WINDOW, mark("Keyboard shortcuts"), ("F1",), "keyboard"),
    ActionEntry("quit", _WINDOW, mark("Quit"), ("Ctrl+Q",)),
    ActionEntry("find", _READER, mark("Find in this paper"), ("Ctrl+F",), "search"),
    ActionEntry("find_next", _READER, mark("Next hit"), ("F3", "Ctrl+G"), "chevron-down"),
    ActionEntry("find_previous", _READER, mark("Previous hit"), ("Shift+F3", "Ctrl+Shift+G"), "chevron-up"),
    ActionEntry("zoom_in", _READER, mark("Zoom in"), ("Ctrl++", "Ctrl+="), "zoom-in"),
    ActionEntry("zoom_out", _READER, mark("Zoom out"), ("Ctrl+-",), "zoom-out"),
    ActionEntry("fit_width", _READER, mark("Fit width"), ("Ctrl+Shift+W",), "fit-width"),
    ActionEntry("fit_page", _READER, mark("Fit page"), ("Ctrl+0",), "fit-page"),
    ActionEntry("go_to_page", _READER, mark("Go to page…"), ("Ctrl+Shift+P",), "paper"),
    ActionEntry("outline", _READER, mark("Contents"), ("F7",), "outline"),
    ActionEntry("highlight", _READER, mark("Highlight the selected text"), ("Ctrl+H",), "highlight"),
    ActionEntry("sticky", _READER, mark("Add a note here"), ("Ctrl+Shift+N",), "sticky"),
    ActionEntry("copy", _READER, mark("Copy"), ("Ctrl+C",), "copy"),
    ActionEntry("undo", _READER, mark("Undo"), ("Ctrl+Z",), "undo"),
    ActionEntry("redo", _READER, mark("Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), "redo"),
    ActionEntry("delete_note", _READER, mark("Delete the selected note"), ("Ctrl+Delete",), "trash"),
    ActionEntry("notes_list", _READER, mark("Notes in this paper"), ("Ctrl+Shift+L",), "notes"),
    ActionEntry("next_item", _AGENDA, mark("Next item"), ("Alt+Down",), "arrow-down"),
    ActionEntry("previous_item", _AGENDA, mark("Previous item"), ("Alt+Up",), "arrow-up"),
    ActionEntry("open_paper", _AGENDA, mark("Open the paper"), ("Ctrl+O",), "reader"),
    ActionEntry("answer_ballot", _AGENDA, mark("Answer the ballot"), ("Ctrl+B",), "ballot"),
)
_BY_ID = {entry.id: entry for entry in ACTIONS}


def entry(action: str) -> ActionEntry:
    """The table's entry."""
    return _BY_ID[action]


def make(
    action: str,
    parent: QObject,
    slot: Callable[[], object],
    context: Qt.ShortcutContext = Qt.ShortcutContext.WindowShortcut,
) -> QAction:
    """A `QAction` of the table. Add it to a widget or the keys do nothing.

    Use `WidgetWithChildrenShortcut` for keys that text fields also know (copy, undo).
    """
    found = _BY_ID[action]
    made = QAction(tr(found.text), parent)
    made.setObjectName(f"action-{action}")
    made.setShortcuts([QKeySequence(key) for key in found.keys])
    made.setShortcutContext(context)
    if found.icon:
        icons.dress(made, found.icon)
    if found.keys:
        made.setToolTip(f"{tr(found.text)} ({shown_key(action)})")
    made.triggered.connect(slot)
    return made


def shown_key(action: str) -> str:
    """The first key as this system writes it, "" when there is none."""
    keys = _BY_ID[action].keys
    return QKeySequence(keys[0]).toString(QKeySequence.SequenceFormat.NativeText) if keys else ""


def sheet() -> list[tuple[str, list[tuple[str, str]]]]:
    """Groups of (text, keys) for the sheet of shortcuts, translated."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for found in ACTIONS:
        if found.keys:
            keys = [QKeySequence(key).toString(QKeySequence.SequenceFormat.NativeText) for key in found.keys]
            groups.setdefault(found.group, []).append((tr(found.text), "  ·  ".join(keys)))
    return [(tr(group), rows) for group, rows in groups.items()]
