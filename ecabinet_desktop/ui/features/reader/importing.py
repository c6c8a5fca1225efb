"""Bringing notes in: those that came inside a paper, or those of a file from another program.

Nothing is added before the person has been told what was found; what is added is one step to undo, and private.
"""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtWidgets import QWidget

from ecabinet_desktop.domain.annotation import Annotation
from ecabinet_desktop.domain.paper import PaperVersion
from ecabinet_desktop.errors import ECabinetError
from ecabinet_desktop.pdf.incoming import Incoming
from ecabinet_desktop.ui.dialogs import Question
from ecabinet_desktop.ui.feature import Surroundings
from ecabinet_desktop.ui.i18n import count_of, tr
from ecabinet_desktop.ui.tasks import Progress
from ecabinet_desktop.usecases.desk import Desk

Add = Callable[[tuple[Annotation, ...]], object]


def from_file(
    owner: QWidget, desk: Desk, around: Surroundings, paper: PaperVersion, known: set[str], add: Add
) -> None:
    """Ask for a file, say what it holds, and give the notes to `add` when the person wants them."""
    kinds = tr("PDF documents and notes (*.pdf *.xfdf)")
    chosen = around.dialogs.ask_open(owner, tr("Bring in notes from a file"), kinds)
    if chosen:
        path: Path = chosen[0]
        _run(
            owner,
            around,
            lambda progress: desk.exporting.found_in_file(path, paper, known, progress.tell),
            add,
            path.name,
        )


def from_paper(
    owner: QWidget, desk: Desk, around: Surroundings, paper: PaperVersion, known: set[str], add: Add
) -> None:
    """Say which notes came inside the paper itself, and give them to `add` when the person wants them."""
    _run(
        owner,
        around,
        lambda progress: desk.exporting.found_in_paper(paper, known, progress.tell),
        add,
        tr("this paper"),
    )


def found_words(found: Incoming) -> str:
    """What was found, in a sentence or three."""
    said = [count_of(len(found.marks), "%n note can be brought in.", "%n notes can be brought in.")]
    if not found.marks:
        said = [tr("There is nothing to bring in.")]
    if found.known:
        said.append(count_of(found.known, "%n is here already.", "%n are here already."))
    if found.skipped:
        said.append(
            count_of(
                found.skipped,
                "%n of a kind this program does not have is left out.",
                "%n of kinds this program does not have are left out.",
            )
        )
    return " ".join(said)


def _run(owner: QWidget, around: Surroundings, work: Callable[[Progress], Incoming], add: Add, where: str) -> None:
    def failed(error: ECabinetError) -> None:
        around.failures.tell(owner, error)

    around.tasks.run(
        owner, work, lambda found: _on_found(owner, around, found, add, where), failed, key="bring in notes"
    )


def _on_found(owner: QWidget, around: Surroundings, found: Incoming, add: Add, where: str) -> None:
    title = tr("Notes in {where}").format(where=where)
    if not found.marks:
        around.dialogs.tell(owner, title, found_words(found))
        return
    question = Question(
        title=title,
        words=f"{found_words(found)} {tr('They become notes of your own, which only you can read.')}",
        consequence=count_of(len(found.marks), "Add %n note", "Add %n notes"),
    )
    if around.dialogs.confirm(owner, question):
        add(found.marks)
