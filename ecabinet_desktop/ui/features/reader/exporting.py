"""Saving or printing a copy of a paper: what, where to, how far it is; or why this paper may not leave.

Whether it may is decided in the domain; here it is said in plain words. The dialog stays until the file is written
or the pages are with the printer, and stopping it leaves nothing behind.
"""

from collections.abc import Callable, Sequence
from contextlib import closing
from functools import partial
from pathlib import Path

from PySide6.QtCore import QStandardPaths, Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from ecabinet_desktop.domain.annotation import Annotation
from ecabinet_desktop.domain.exporting import SUFFIXES, Form, file_name, may_export, may_print
from ecabinet_desktop.domain.paper import PaperVersion
from ecabinet_desktop.errors import ECabinetError
from ecabinet_desktop.pdf.summary import Wording
from ecabinet_desktop.ui.dates import format_short_day
from ecabinet_desktop.ui.dialogs import Question
from ecabinet_desktop.ui.feature import Surroundings
from ecabinet_desktop.ui.features.reader.note_words import KINDS
from ecabinet_desktop.ui.features.reader.printing import DOTS, Printers, chosen_pages, print_on, set_up
from ecabinet_desktop.ui.i18n import count_of, mark, tr
from ecabinet_desktop.ui.tasks import Progress, Task
from ecabinet_desktop.ui.tokens import tokens
from ecabinet_desktop.ui.widgets.choice import Choice
from ecabinet_desktop.ui.widgets.form import FormRow
from ecabinet_desktop.ui.widgets.labels import heading, text
from ecabinet_desktop.ui.widgets.progress import ProgressRow
from ecabinet_desktop.usecases.desk import Desk
from ecabinet_desktop.usecases.exporting import Outgoing

PRINT = "print"
CHOICES: dict[str, tuple[str, str]] = {
    Form.NOTES: (
        mark("PDF with my notes"),
        mark("Other programs show your notes as notes: they can be opened, answered and taken out again."),
    ),
    Form.DRAWN: (
        mark("PDF with my notes drawn in"),
        mark("Your marks become part of the pages; what you wrote stands on sheets at the end, by number."),
    ),
    Form.ORIGINAL: (mark("PDF without notes"), mark("The paper exactly as it was handed in.")),
    Form.SUMMARY_DOCX: (
        mark("List of my notes as a text document"),
        mark("Page by page: what you marked and what you wrote, to go on working with (DOCX)."),
    ),
    Form.SUMMARY_PDF: (
        mark("List of my notes as PDF"),
        mark("Page by page: what you marked and what you wrote, to hand on or print."),
    ),
    Form.XFDF: (
        mark("Only my notes, without the paper"),
        mark("A file for other PDF programs that have the same paper (XFDF)."),
    ),
    PRINT: (mark("Print on paper"), mark("Each page bears your name and the date at its foot.")),
}
"""What may be handed out, and what that means."""
WITHOUT_NOTES = (Form.ORIGINAL, PRINT)
FILTERS = {
    ".pdf": mark("PDF documents (*.pdf)"),
    ".docx": mark("Text documents (*.docx)"),
    ".xfdf": mark("Notes for PDF programs (*.xfdf)"),
}
MOST_COPIES = 50
WIDTH, CHOICE_WIDTH = 760, 320


def wording(desk: Desk, paper: PaperVersion, now_words: str) -> Wording:
    """The words of the language in force for lists of notes; `now_words` is today's date."""
    version = tr("Version {label}").format(label=paper.label or "1")
    return Wording(
        kinds={kind: tr(words) for kind, (words, _icon) in KINDS.items()},
        heading=tr("My notes"),
        page=tr("Page {page}"),
        nowhere=tr("No longer in this version"),
        empty=tr("There are no notes in this paper yet."),
        footer=tr("{name} · {date} · page {page}").format(name=desk.me.name, date=now_words, page="{page}"),
        about=(f"{version} · {desk.me.name} · {now_words}",),
        day=format_short_day,
    )


class ExportDialog(QDialog):
    """One paper's ways out. Everything it starts ends with it."""

    def __init__(
        self,
        desk: Desk,
        around: Surroundings,
        paper: PaperVersion,
        marks: Sequence[Annotation],
        printers: Printers,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._around = around
        self._paper = paper
        self._marks = tuple(marks)
        self._printers = printers
        self._task: Task[object] | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Save or print a copy"))
        self.setFixedWidth(WIDTH)
        look = tokens()
        column = QVBoxLayout(self)
        column.setContentsMargins(look.space_6, look.space_6, look.space_6, look.space_4)
        column.setSpacing(look.space_3)
        column.addWidget(heading(tr("Save or print a copy")))
        column.addWidget(text(f"{paper.title} {paper.label}".strip(), "muted"))
        if may_export(paper.level) or may_print(paper.level):
            self._build_choice(column)
        else:
            self._build_refusal(column)

    # building

    def _build_refusal(self, column: QVBoxLayout) -> None:
        """Why there is nothing to choose."""
        why = tr(
            "Confidential papers and those of the secretariat stay in this program: they cannot be saved, printed "
            "or copied from. If you need a copy, ask the secretariat."
        )
        column.addWidget(text(why))
        self._add_buttons(column, None)
        self.refuse.setText(tr("Close"))
        self.refuse.setFocus()

    def _build_choice(self, column: QVBoxLayout) -> None:
        self.choice = Choice([(form, tr(words)) for form, (words, _) in CHOICES.items()], tr("What"), upright=True)
        self._names = self._printers.names() if may_print(self._paper.level) else []
        for form in CHOICES:
            self.choice.button(form).setEnabled(self._is_possible(form))
        self.choice.chosen.connect(self._on_chosen)
        self.choice.setFixedWidth(CHOICE_WIDTH)
        self.choice.setMinimumHeight(self.choice.sizeHint().height())
        self._meaning = text(self._first_words(), "muted")
        self._printing = self._made_printing()
        self._printing.hide()
        self._progress = ProgressRow("")
        self._progress.hide()
        beside = QVBoxLayout()
        beside.setSpacing(tokens().space_3)
        for widget in (self._meaning, self._printing, self._progress):
            beside.addWidget(widget)
        beside.addStretch(1)
        row = QHBoxLayout()
        row.setSpacing(tokens().space_6)
        row.addWidget(self.choice, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(beside, 1)
        column.addLayout(row)
        self.go = QPushButton(tr("Choose where to save…"))
        self._add_buttons(column, self.go)
        self.go.setEnabled(False)

    def _first_words(self) -> str:
        notes = count_of(len(self._marks), "You have %n note in this paper.", "You have %n notes in this paper.")
        said = [notes if self._marks else tr("You have no notes in this paper yet.")]
        if not self._names:
            said.append(tr("No printer is set up on this computer."))
        return " ".join(said)

    def _is_possible(self, form: str) -> bool:
        if form == PRINT:
            return may_print(self._paper.level) and bool(self._names)
        return may_export(self._paper.level) and (bool(self._marks) or form in WITHOUT_NOTES)

    def _made_printing(self) -> QWidget:
        look = tokens()
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(look.space_2)
        self.printer = QComboBox()
        self.printer.addItems(self._names)
        self.pages = QLineEdit()
        self.pages.setPlaceholderText(tr("all"))
        self._pages_row = FormRow(tr("Pages"), self.pages, tr("For example 1-3, 7; empty for all"))
        self.pages.textChanged.connect(lambda _text: self._pages_row.say_wrong(""))
        self.copies = QSpinBox()
        self.copies.setRange(1, MOST_COPIES)
        row = QHBoxLayout()
        row.setSpacing(look.space_4)
        row.addWidget(self._pages_row, 1)
        row.addWidget(FormRow(tr("Copies"), self.copies), 0, Qt.AlignmentFlag.AlignTop)
        self.with_notes = QCheckBox(tr("With my notes drawn in"))
        self.with_notes.setChecked(bool(self._marks))
        self.with_notes.setEnabled(bool(self._marks))
        self.both_sides = QCheckBox(tr("On both sides"))
        column.addWidget(FormRow(tr("Printer"), self.printer))
        column.addLayout(row)
        boxes = QHBoxLayout()
        boxes.addWidget(self.with_notes)
        boxes.addWidget(self.both_sides)
        boxes.addStretch(1)
        column.addLayout(boxes)
        return made

    def _add_buttons(self, column: QVBoxLayout, go: QPushButton | None) -> None:
        look = tokens()
        row = QHBoxLayout()
        row.setSpacing(look.space_2)
        row.addStretch(1)
        self.refuse = QPushButton(tr("Cancel"))
        self.refuse.setObjectName("refuse")
        self.refuse.clicked.connect(self.reject)
        buttons = [self.refuse]
        if go is not None:
            go.setObjectName("accept")
            go.setProperty("kind", "primary")
            go.clicked.connect(self._on_go)
            buttons.append(go)
        for made in buttons:
            made.setAutoDefault(False)
            made.setProperty("touch", "true")
            made.setMinimumHeight(look.touch)
            row.addWidget(made)
        column.addLayout(row)

    # choosing

    def _on_chosen(self, form: str) -> None:
        self._meaning.setText(tr(CHOICES[form][1]))
        self._printing.setVisible(form == PRINT)
        self.go.setText(tr("Print") if form == PRINT else tr("Choose where to save…"))
        self.go.setEnabled(True)

    def _on_go(self) -> None:
        form = self.choice.value
        if form == PRINT:
            self._print()
        elif form is not None:
            self._save(Form(form))

    def _outgoing(self) -> Outgoing:
        words = wording(self._desk, self._paper, format_short_day(self._around.now()))
        return Outgoing(paper=self._paper, marks=self._marks, wording=words)

    # saving

    def _save(self, form: Form) -> None:
        path = self._place(form)
        if path is None:
            return
        outgoing, replace = self._outgoing(), path.exists()
        writes = self._desk.exporting.write

        def work(progress: Progress) -> object:
            writes(outgoing, form, path, progress.tell, replace=replace)
            return None

        self._run(work, tr("Writing the file"), lambda _done: self._say_done(tr("Saved"), path.name))

    def _place(self, form: Form) -> Path | None:
        """Where to; the file picker asks before it replaces, unless the ending is added afterwards."""
        suffix = SUFFIXES[form]
        folder = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        proposal = str(Path(folder) / file_name(self._paper.title, self._paper.label, form))
        chosen = self._around.dialogs.ask_save(self, tr("Save a copy"), proposal, tr(FILTERS[suffix]))
        if chosen is None or chosen.suffix.lower() == suffix:
            return chosen
        path = chosen.with_name(chosen.name + suffix)
        if not path.exists():
            return path
        question = Question(
            title=tr("Replace the file?"),
            words=tr("There is a file of this name already. Its content would be lost."),
            detail=path.name,
            consequence=tr("Replace it"),
            danger=True,
        )
        return path if self._around.dialogs.confirm(self, question) else None

    # printing

    def _print(self) -> None:
        pages = chosen_pages(self.pages.text(), self._paper.skeleton.pages)
        if pages is None:
            count = self._paper.skeleton.pages
            self._pages_row.say_wrong(tr("Write pages between 1 and {count}, such as 1-3, 7.").format(count=count))
            self.pages.setFocus()
            return
        try:
            printer = self._printers.make(self.printer.currentText())
        except ECabinetError as error:
            self._on_failed(error)
            return
        set_up(printer, copies=self.copies.value(), both_sides=self.both_sides.isChecked())
        work = partial(self._printed, printer, self._outgoing(), pages, self._footer(), self.with_notes.isChecked())
        self._run(work, tr("Printing"), self._on_printed)

    def _footer(self) -> str:
        date = format_short_day(self._around.now())
        return tr("{name} · {date}").format(name=self._desk.me.name, date=date)

    def _printed(
        self,
        printer: QPrinter,
        outgoing: Outgoing,
        pages: list[int],
        footer: str,
        with_notes: bool,
        progress: Progress,
    ) -> object:
        """On a worker thread: how many sheets went to the printer."""
        pictures = self._desk.exporting.pictures(outgoing, pages, DOTS, progress.tell, with_notes=with_notes)
        with closing(pictures):
            return print_on(printer, pictures, footer)

    def _on_printed(self, count: object) -> None:
        number = count if isinstance(count, int) else 0
        said = count_of(number, "%n page is with the printer", "%n pages are with the printer")
        self._say_done(said, self.printer.currentText())

    # under way

    def _run(self, work: Callable[[Progress], object], words: str, done: Callable[[object], None]) -> None:
        self.choice.setEnabled(False)
        self._printing.setEnabled(False)
        self.go.setEnabled(False)
        self.refuse.setText(tr("Stop"))
        self.refuse.setFocus()
        self._meaning.setText(words)
        self._progress.show_share(0.0, "")
        self._progress.show()
        self._task = self._around.tasks.run(
            self, work, done, self._on_failed, progress=lambda share, _words: self._progress.show_share(share, "")
        )

    def _say_done(self, words: str, what: str) -> None:
        self._task = None
        self._progress.hide()
        self.choice.hide()
        self._printing.hide()
        self._meaning.setText(f"{words}: {what}")
        self.go.hide()
        self.refuse.setText(tr("Close"))
        self.refuse.setFocus()
        self.adjustSize()

    def _on_failed(self, error: ECabinetError) -> None:
        """Say it, and let the person choose again."""
        self._task = None
        self._progress.hide()
        self.choice.setEnabled(True)
        self._printing.setEnabled(True)
        self.go.setEnabled(True)
        self.refuse.setText(tr("Cancel"))
        self._on_chosen(self.choice.value or Form.ORIGINAL)
        self._around.failures.tell(self, error)

    def done(self, result: int) -> None:
        """Closed in whichever way: what is under way stops."""
        if self._task is not None:
            self._task.cancel()
        super().done(result)
