"""What is said when something fails: one table from error to title, words and button.

Known errors say what the person does next. Anything else is a bug: one dialog with an id and a report without
content. Titles and texts of the cabinet never enter a report: it names types, files and lines only.
"""

import logging
import platform
import sys
import traceback
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtWidgets import QApplication, QWidget

from ecabinet_desktop import errors
from ecabinet_desktop.clock import NewId
from ecabinet_desktop.errors import ECabinetError, Refused, Unreadable
from ecabinet_desktop.ui.dialogs import Dialogs, Question
from ecabinet_desktop.ui.i18n import mark, tr
from ecabinet_desktop.ui.refusals import REFUSALS, UNREADABLE, Words

log = logging.getLogger(__name__)

FAILURES: dict[type[ECabinetError], Words] = {
    ECabinetError: Words(
        mark("This did not work"), mark("Nothing was lost. Try again; if it happens again, tell the secretariat.")
    ),
    errors.Offline: Words(
        mark("No connection to the server"),
        mark("Nothing is lost: what you did is kept on this computer and sent as soon as the server answers."),
    ),
    errors.SignInNeeded: Words(
        mark("This computer is no longer known"),
        mark("The server no longer accepts this computer. Ask the secretariat for a new code and enrol again."),
    ),
    errors.NotAllowed: Words(
        mark("Not allowed"), mark("Your office may not do this now. If you think it should, ask the secretariat.")
    ),
    errors.Refused: Words(mark("Not accepted"), mark("The server did not accept this. Nothing was changed.")),
    errors.WrongPassphrase: Words(
        mark("Wrong passphrase"), mark("The passphrase does not open this computer's papers."), mark("Try again")
    ),
    errors.KeyringGone: Words(
        mark("This computer has lost its key"),
        mark("The key kept by the computer's keyring is missing. Use your recovery code, or enrol again."),
        mark("Use recovery code"),
    ),
    errors.Damaged: Words(
        mark("A file is damaged"),
        mark("It fails its check and is not shown. It is fetched again at the next sync; nothing else is touched."),
    ),
    errors.Unreadable: Words(mark("This document cannot be opened"), mark("Ask the secretariat for a new copy.")),
    errors.Full: Words(
        mark("The disk is full"),
        mark("Free some space and try again. What was there before is unchanged."),
        mark("Try again"),
    ),
    errors.TooOld: Words(
        mark("This program must be updated"),
        mark("The server or the papers on this computer need a newer version. Ask your administrator for it."),
    ),
    errors.Cancelled: Words(mark("Stopped"), mark("You stopped this. Nothing was changed.")),
}


@dataclass(frozen=True, slots=True)
class Bug:
    """A bug as it may be shown and sent: an id and a report without content."""

    id: str
    report: str


def words_for(error: ECabinetError) -> Words:
    """Title, words and button, translated; an unknown code gets the words of its class."""
    found = None
    if isinstance(error, Refused):
        found = REFUSALS.get(error.code)
    elif isinstance(error, Unreadable):
        found = UNREADABLE.get(error.code)
    if found is None:
        found = next(FAILURES[kind] for kind in type(error).__mro__ if kind in FAILURES)
    return Words(tr(found.title), tr(found.words), tr(found.button))


def report_of(error: BaseException, bug_id: str, version: str) -> Bug:
    """A report of types, files, lines and function names; never a message, a value or a whole path."""
    lines = [f"eCabinet {version}, bug {bug_id}", f"Python {platform.python_version()}, {sys.platform}"]
    seen: BaseException | None = error
    while seen is not None:
        lines.append(f"{type(seen).__module__}.{type(seen).__qualname__}")
        frames = traceback.extract_tb(seen.__traceback__)
        lines.extend(f"  {Path(frame.filename).name}:{frame.lineno} {frame.name}" for frame in frames)
        seen = seen.__cause__ or seen.__context__
    return Bug(bug_id, "\n".join(lines))


class Failures:
    """Says what failed. Bugs are shown one at a time; others wait in `bugs` for the report."""

    def __init__(self, dialogs: Dialogs, new_id: NewId, version: str) -> None:
        self._dialogs = dialogs
        self._new_id = new_id
        self._version = version
        self._showing = False
        self.bugs: list[Bug] = []

    def tell(self, parent: QWidget | None, error: BaseException) -> None:
        """Say a known error in its words, anything else as a bug; say nothing when the person stopped it."""
        if isinstance(error, errors.Cancelled):
            return
        if isinstance(error, ECabinetError):
            words = words_for(error)
            self._dialogs.tell(parent, words.title, words.words, words.button)
        else:
            self.tell_bug(error)

    def tell_bug(self, error: BaseException) -> None:
        """Show the bug dialog; the report can be copied. Give this to `Tasks` and to `sys.excepthook`."""
        if isinstance(error, ECabinetError):
            self.tell(QApplication.activeWindow(), error)
            return
        bug = report_of(error, self._new_id()[:8], self._version)
        self.bugs.append(bug)
        log.error("%s", bug.report)
        if self._showing:
            return
        self._showing = True
        try:
            self._ask(bug)
        finally:
            self._showing = False

    def _ask(self, bug: Bug) -> None:
        copy = self._dialogs.confirm(
            QApplication.activeWindow(),
            Question(
                title=tr("Something went wrong in the program"),
                words=tr(
                    "This is our mistake, not yours. Your papers, notes and votes on this computer are safe. "
                    "The report below holds no titles and no text; you may give it to your administrator."
                ),
                detail=tr("Report number {id}").format(id=bug.id),
                consequence=tr("Copy the report"),
                refuse=tr("Close"),
            ),
        )
        if copy:
            QApplication.clipboard().setText(bug.report)
