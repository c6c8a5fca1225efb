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
    ActionEntry("fit_content", _READER, mark("Fit the text"), ("Ctrl+Shift+T",), "fit-width"),
    ActionEntry("rotate", _READER, mark("Turn the pages"), ("Ctrl+R",), "rotate"),
    ActionEntry("arrange_continuous", _READER, mark("Pages one below the other"), ("Alt+1",), "papers"),
    ActionEntry("arrange_single", _READER, mark("One page at a time"), ("Alt+2",), "paper"),
    ActionEntry("arrange_facing", _READER, mark("Two pages side by side"), ("Alt+3",), "pages-two"),
    ActionEntry("night", _READER, mark("Night colours"), ("Ctrl+I",), "moon"),
    ActionEntry("sepia", _READER, mark("Warm paper")),
    ActionEntry("split", _READER, mark("Two papers side by side"), ("F4",), "split"),
    ActionEntry("present", _READER, mark("Full screen"), ("F11",), "present"),
    ActionEntry("next_paper", _READER, mark("Next paper of the agenda"), ("Ctrl+PgDown",), "chevron-right"),
    ActionEntry("previous_paper", _READER, mark("Previous paper of the agenda"), ("Ctrl+PgUp",), "chevron-left"),
    ActionEntry("compare", _READER, mark("Compare with the earlier version"), ("Ctrl+Shift+D",), "compare"),
    ActionEntry("outline", _READER, mark("Contents"), ("F7",), "outline"),
    ActionEntry("thumbnails", _READER, mark("Small pictures of the pages"), ("F8",), "thumbnails"),
    ActionEntry("highlight", _READER, mark("Highlight the selected text"), ("Ctrl+H",), "highlight"),
    ActionEntry("underline", _READER, mark("Underline the selected text"), ("Ctrl+U",), "underline"),
    ActionEntry("strike_out", _READER, mark("Strike the selected text out"), ("Ctrl+Shift+U",), "strike-out"),
    ActionEntry("sticky", _READER, mark("Add a note here"), ("Ctrl+Shift+N",), "sticky"),
    ActionEntry("bookmark", _READER, mark("Bookmark this page"), ("Ctrl+D",), "bookmark"),
    ActionEntry("speaking_note", _READER, mark("Add a speaking note"), ("Ctrl+Shift+S",), "speak"),
    ActionEntry("question", _READER, mark("Ask the sponsor"), ("Ctrl+Shift+Q",), "question"),
    ActionEntry("tool_select", _READER, mark("Select text"), ("V",), "select-text"),
    ActionEntry("tool_hand", _READER, mark("Move the paper"), ("G",), "hand"),
    ActionEntry("tool_marker", _READER, mark("Marker pen"), ("M",), "highlight"),
    ActionEntry("tool_pen", _READER, mark("Draw"), ("P",), "pen"),
    ActionEntry("tool_eraser", _READER, mark("Erase drawings"), ("E",), "eraser"),
    ActionEntry("tool_text", _READER, mark("Write on the page"), ("T",), "text-box"),
    ActionEntry("tool_zoom", _READER, mark("Zoom to a frame"), ("Z",), "zoom-in"),
    ActionEntry("copy", _READER, mark("Copy"), ("Ctrl+C",), "copy"),
    ActionEntry("copy_lines", _READER, mark("Copy with line breaks"), ("Ctrl+Shift+C",), "copy"),
    ActionEntry("paste", _READER, mark("Paste notes"), ("Ctrl+V",), "copy"),
    ActionEntry("undo", _READER, mark("Undo"), ("Ctrl+Z",), "undo"),
    ActionEntry("redo", _READER, mark("Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), "redo"),
    ActionEntry("delete_note", _READER, mark("Delete the selected note"), ("Ctrl+Delete",), "trash"),
    ActionEntry("accept_note", _READER, mark("Keep the note where it was put"), ("Ctrl+Return",), "check"),
    ActionEntry("next_note", _READER, mark("Next note"), ("F2",), "chevron-down"),
    ActionEntry("previous_note", _READER, mark("Previous note"), ("Shift+F2",), "chevron-up"),
    ActionEntry("share_note", _READER, mark("Share the note…"), ("Ctrl+Shift+M",), "share"),
    ActionEntry("notes_list", _READER, mark("Notes in this paper"), ("Ctrl+Shift+L",), "notes"),
    ActionEntry("read_aloud", _READER, mark("Read aloud from here"), ("Ctrl+Shift+A",), "speak"),
    ActionEntry("bring_in", _READER, mark("Bring in notes from a file…"), (), "download"),
    ActionEntry("bring_out", _READER, mark("Notes that came inside this paper…"), (), "notes"),
    ActionEntry("export", _READER, mark("Save or print a copy…"), ("Ctrl+P",), "export"),
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
