"""What the reader's keys, buttons and menus do: each entry of the action table, and each wish of the notes panel.

An act works on the pane in use; it holds nothing but what is being read aloud.
"""

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog

from ecabinet_desktop.domain.annotation import Anchoring, Annotation, AnnotationKind, Audience
from ecabinet_desktop.domain.paper import PaperVersion
from ecabinet_desktop.errors import ECabinetError
from ecabinet_desktop.pdf.protocol import Tint
from ecabinet_desktop.ui.clipboard import Clipboard
from ecabinet_desktop.ui.feature import Surroundings
from ecabinet_desktop.ui.features.reader import importing
from ecabinet_desktop.ui.features.reader.aloud import ReadAloud, speech_program
from ecabinet_desktop.ui.features.reader.canvas import PageCanvas
from ecabinet_desktop.ui.features.reader.exporting import ExportDialog
from ecabinet_desktop.ui.features.reader.layout import Arrangement
from ecabinet_desktop.ui.features.reader.marking import Marking
from ecabinet_desktop.ui.features.reader.printing import Printers
from ecabinet_desktop.ui.features.reader.sharing import ShareDialog
from ecabinet_desktop.ui.features.reader.toolbar import TOOLS
from ecabinet_desktop.ui.i18n import tr
from ecabinet_desktop.ui.navigator import Place as NavigatorPlace
from ecabinet_desktop.usecases.desk import Desk
from ecabinet_desktop.usecases.marks import Marks

if TYPE_CHECKING:
    from ecabinet_desktop.ui.features.reader.view import ReaderView

KINDS = {kind.value: kind for kind in AnnotationKind}


class Acts:
    """The acts of one reader."""

    def __init__(self, view: "ReaderView", desk: Desk, around: Surroundings) -> None:
        self._view = view
        self._desk = desk
        self._around = around
        self._clipboard = Clipboard(parent=view)
        self._aloud: ReadAloud | None = None

    @property
    def canvas(self) -> PageCanvas:
        """The pages in use."""
        return self._view.canvas

    @property
    def marking(self) -> Marking:
        """The marking in use."""
        return self._view.marking

    def slots(self) -> dict[str, Callable[[], object]]:
        marks = {
            "highlight": AnnotationKind.HIGHLIGHT, "underline": AnnotationKind.UNDERLINE,
            "strike_out": AnnotationKind.STRIKE_OUT,
        }  # fmt: skip
        signs = {
            "sticky": AnnotationKind.STICKY_NOTE, "bookmark": AnnotationKind.BOOKMARK,
            "speaking_note": AnnotationKind.SPEAKING_NOTE, "question": AnnotationKind.QUESTION,
        }  # fmt: skip
        arrangements = {f"arrange_{each.value}": each for each in Arrangement}
        return {
            **{name: partial(self._mark, kind) for name, kind in marks.items()},
            **{name: partial(self._put_sign, kind) for name, kind in signs.items()},
            **{name: partial(self._use, tool) for name, tool in TOOLS.items()},
            **{name: partial(self._arrange, how) for name, how in arrangements.items()},
            **self._reading_slots(),
            **self._editing_slots(),
        }

    def _reading_slots(self) -> dict[str, Callable[[], object]]:
        return {
            "outline": lambda: self._view.side.toggle("contents"),
            "thumbnails": lambda: self._view.side.toggle("pages"),
            "zoom_in": lambda: self.canvas.step_zoom(1),
            "zoom_out": lambda: self.canvas.step_zoom(-1),
            "fit_width": lambda: self.canvas.set_zoom("width"),
            "fit_page": lambda: self.canvas.set_zoom("page"),
            "fit_content": lambda: self.canvas.set_zoom("content"),
            "rotate": lambda: self.canvas.rotate(1),
            "night": lambda: self._use_tint(Tint.NIGHT),
            "sepia": lambda: self._use_tint(Tint.SEPIA),
            "split": lambda: self._view.split(),
            "compare": lambda: self._view.compare(),
            "present": lambda: self._view.present(),
            "next_paper": lambda: self._go_beside(1),
            "previous_paper": lambda: self._go_beside(0),
            "go_to_page": lambda: self._view.bar.go_to_page(),
            "find": lambda: self._view.find_bar.open_bar(),
            "find_next": lambda: self._view.pane.search.step_hit(1),
            "find_previous": lambda: self._view.pane.search.step_hit(-1),
        }

    def _editing_slots(self) -> dict[str, Callable[[], object]]:
        return {
            "undo": lambda: self.marking.step(Marks.undo),
            "redo": lambda: self.marking.step(Marks.redo),
            "copy": self._copy,
            "copy_lines": lambda: self._copy_text(with_lines=True),
            "paste": lambda: self.marking.paste(),
            "notes_list": lambda: self._view.notes.list.setFocus(),
            "delete_note": lambda: self.marking.delete(),
            "accept_note": partial(self.asked, "accept", ""),
            "next_note": lambda: self._step_note(1),
            "previous_note": lambda: self._step_note(-1),
            "share_note": partial(self.asked, "share", ""),
            "read_aloud": self._read_aloud,
            "export": self._export,
            "bring_in": partial(self._bring_in, importing.from_file),
            "bring_out": partial(self._bring_in, importing.from_paper),
        }

    def _mark(self, kind: AnnotationKind) -> None:
        if self.canvas.selection is None:
            self.canvas.select(self._view.pane.search.selection_of_hit())
        self.marking.mark_selection(kind)

    def _put_sign(self, kind: AnnotationKind) -> None:
        self.marking.put_sign(kind)

    def _use(self, tool: str) -> None:
        self.marking.use(tool)

    def _copy(self) -> None:
        if self.canvas.selection is not None:
            self._copy_text(with_lines=False)
        else:
            self.marking.copy()

    def _copy_text(self, *, with_lines: bool) -> None:
        selection, paper = self.canvas.selection, self._view.paper
        if selection is None or paper is None:
            return
        words = selection.text if with_lines else selection.flowing
        if not self._clipboard.put(words, paper.level):
            said = tr("Words of this paper cannot be copied: it is confidential.")
            self._around.dialogs.tell(self._view, tr("Not copied"), said)

    def _arrange(self, how: Arrangement) -> None:
        self.canvas.arrange(how)
        self._view.show_looks()

    def _use_tint(self, tint: Tint) -> None:
        wanted = Tint.NONE if self.canvas.painter.tint is tint else tint
        for pane in self._view.panes:
            pane.canvas.set_tint(wanted)
        self._view.show_looks()

    def _go_beside(self, which: int) -> None:
        paper = self._view.pane.paper
        other: PaperVersion | None = self._desk.shelf.neighbours(paper)[which] if paper is not None else None
        if other is not None:
            self._around.navigator.go(NavigatorPlace(feature="reader", version=other.id))

    def _step_note(self, step: int) -> None:
        marks = self.marking.marks.all() if self.marking.marks is not None else []
        if marks:
            here = next((n for n, mark in enumerate(marks) if mark.id in self.marking.chosen), None)
            start = -1 if step > 0 else 0
            self._view.pane.go_to_mark(marks[((start if here is None else here) + step) % len(marks)].id)

    def asked(self, what: str, note_id: str) -> None:
        """What the panel, a key or a menu wants done with a note; without an id with the chosen ones."""
        marks = self.marking.marks
        ids = [note_id] if note_id else sorted(self.marking.chosen)
        if marks is None or not ids:
            return
        if what == "delete":
            self.marking.delete(ids)
            return
        found = marks.get(ids[0])
        if found is None:
            return
        if what == "speak":
            self._ask_to_speak(found)
            return
        acts: dict[str, Callable[[], object]] = {
            "accept": lambda: self._accept(marks, ids),
            "share": lambda: self._share(marks, found),
            "unshare": lambda: marks.share(ids, Audience.PRIVATE),
            "comment": lambda: marks.share([found.id], Audience.SECRETARIAT),
            "reply": lambda: self._reply(marks, found),
        }
        if what in KINDS:
            marks.become(ids[0], KINDS[what])
        elif what in acts:
            acts[what]()
        self.marking.refresh()
        self._view.notes.choose(ids[0])

    def open_note(self, note_id: str) -> None:
        """Go to a note of this paper, or of another one."""
        if self.marking.marks is not None and self.marking.marks.get(note_id) is not None:
            self._view.pane.go_to_mark(note_id)
            return
        line = self._desk.notebook.find(note_id)
        if line is not None and line.can_open:
            place = NavigatorPlace(feature="reader", version=line.mark.version_id, note=note_id)
            self._around.navigator.go(place)

    def _accept(self, marks: Marks, ids: list[str]) -> None:
        """Keep carried notes where they were put; with words selected the note goes to those instead."""
        selection = self.canvas.selection
        if selection is None or len(ids) != 1:
            for each in ids:
                marks.accept(each)
            return
        page, part = selection.parts[0]
        marks.change(ids, page=page, quads=part.quads, quote=part.quote, anchoring=Anchoring.PLACED)
        self.canvas.select(None)

    # notes that leave the desk

    def _share(self, marks: Marks, note: Annotation) -> None:
        paper = self._view.paper
        if paper is None or not note.is_own:
            return
        dialog = ShareDialog(self._desk.sharing.people(paper), note.readers, self._view)
        if self._around.dialogs.run(dialog) == QDialog.DialogCode.Accepted:
            marks.share([note.id], Audience.PEOPLE if dialog.chosen else Audience.PRIVATE, dialog.chosen)

    def _ask_to_speak(self, note: Annotation) -> None:
        try:
            self._desk.sharing.request_to_speak(note)
        except ECabinetError as error:
            self._around.failures.tell(self._view, error)
            return
        self._view.notes.say(tr("Your request to speak is on its way."))

    def _reply(self, marks: Marks, note: Annotation) -> None:
        """An answer stands where the note stands, and is read by its author."""
        drafted = marks.draft(note.page, AnnotationKind.STICKY_NOTE, note.quads[:1], note.colour, reply_to=note.id)
        marks.add_all([drafted])
        marks.share([drafted.id], Audience.PEOPLE, tuple({note.author_id, *note.readers} - {self._desk.me.id}))
        self.marking.choose(drafted.id)
        self.marking.written.emit(drafted.id)

    # papers that leave the program

    def _export(self) -> None:
        paper, marks = self._view.paper, self.marking.marks
        if paper is not None and marks is not None:
            dialog = ExportDialog(self._desk, self._around, paper, marks.all(), Printers(), self._view)
            self._around.dialogs.run(dialog)

    def _bring_in(self, source: Callable[..., None]) -> None:
        """Notes of other programs become one's own, from a file or from the paper itself."""
        paper, marks = self._view.paper, self.marking.marks
        if paper is None or marks is None or not self.marking.may_mark:
            return

        def add(found: tuple[Annotation, ...]) -> None:
            marks.add_all(found)
            self.marking.refresh()

        known = {mark.id for mark in marks.all()}
        source(self._view, self._desk, self._around, paper, known, add)

    # reading aloud

    def can_read_aloud(self) -> bool:
        """Whether this computer has a voice."""
        return speech_program() is not None

    def _read_aloud(self) -> None:
        """From the selection or the page in view on; once more to fall silent."""
        program, paper = speech_program(), self._view.paper
        if self._aloud is not None:
            self._aloud.stop()
            self._aloud = None
            return
        if program is None or paper is None:
            return
        selection = self.canvas.selection
        self._aloud = ReadAloud(self.canvas, paper.language or "vi", program, self._view)
        self._aloud.changed.connect(self._on_aloud)
        page, part = selection.parts[0] if selection is not None else (self.canvas.page, None)
        self._aloud.start(page, part.quads[0].top if part is not None else 0.0)

    def _on_aloud(self, is_speaking: bool) -> None:
        self._view.bar.check("read_aloud", is_speaking)
        if not is_speaking:
            self._aloud = None
