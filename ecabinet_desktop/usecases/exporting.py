"""Handing a paper and its notes out, on file or on paper, and bringing notes in: each the person's own act.

The paper's level decides (`domain/exporting.py`), here and not only in the window. The plain bytes of a paper exist
in the helper and in the file the person chose, nowhere else. All of it blocks: not for the UI thread.
"""

import os
from collections.abc import Callable, Collection, Generator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ecabinet_desktop import places
from ecabinet_desktop.clock import NewId, Now
from ecabinet_desktop.domain.annotation import Anchoring, Annotation
from ecabinet_desktop.domain.exporting import Form, may_export, may_print
from ecabinet_desktop.domain.paper import Level, PaperVersion
from ecabinet_desktop.domain.people import Person
from ecabinet_desktop.errors import Refused
from ecabinet_desktop.pdf import docx, export, incoming, xfdf
from ecabinet_desktop.pdf.export import Job, PagePicture, Source
from ecabinet_desktop.pdf.incoming import Incoming
from ecabinet_desktop.pdf.markup import LARGEST, NotReadable
from ecabinet_desktop.pdf.paperwork import AddSheets, FoundMark, PutMarks
from ecabinet_desktop.pdf.summary import BOLD, REGULAR, STYLE, Summary, Wording, html, numbers, summary
from ecabinet_desktop.usecases.new_file import Write, new_file
from ecabinet_desktop.usecases.papers import PaperShelf
from ecabinet_desktop.vault.replica import Replica

Tell = Callable[[float], None]
"""Told the share done, 0 to 1; raises Cancelled to stop."""
_FONTS = {REGULAR: "BeVietnamPro-Regular.ttf", BOLD: "BeVietnamPro-Bold.ttf"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """What is handed out: a paper, the notes that go with it, and the words of the language in force."""

    paper: PaperVersion
    marks: tuple[Annotation, ...]
    wording: Wording

    @property
    def title(self) -> str:
        """The paper's title with the mark of its version."""
        return f"{self.paper.title} {self.paper.label}".strip()


class Exporting:
    """Files, prints and incoming notes of the papers on this computer."""

    def __init__(self, shelf: PaperShelf, replica: Replica, me: Person, now: Now, new_id: NewId) -> None:
        self._shelf = shelf
        self._replica = replica
        self._me = me
        self._now = now
        self._new_id = new_id

    def write(self, outgoing: Outgoing, form: Form, path: Path, tell: Tell, *, replace: bool) -> None:
        """Write the paper or its notes to `path` in this form; what stands there only gives way with `replace`.

        Raises Refused (`export_level`, `file_exists`, `cannot_write`), Full, Unreadable, Damaged, Offline,
        NotAllowed, and what `tell` raises; then `path` is as it was.
        """
        if not all(may_export(level) for level in self._levels(outgoing.paper)):
            raise Refused("export_level")
        with new_file(path, self._new_id, replace=replace) as put:
            match form:
                case Form.ORIGINAL | Form.DRAWN | Form.NOTES:
                    self._write_paper(outgoing, form, put, tell)
                case Form.XFDF:
                    put(self._xfdf(outgoing, tell))
                case Form.SUMMARY_DOCX:
                    put(docx.document(self._summary(outgoing), author=self._me.name, at=self._now()))
                case Form.SUMMARY_PDF:
                    self._write_summary(outgoing, put, tell)

    def pictures(
        self, outgoing: Outgoing, pages: Sequence[int], dots: int, tell: Tell, *, with_notes: bool
    ) -> Generator[PagePicture, None, None]:
        """Pages to print, in turn; with notes they are drawn in, and the sheets with their words follow.

        Close it when it is not used up: a helper runs until then.

        Raises Refused with `print_level`, and what reading a paper raises.
        """
        if not all(may_print(level) for level in self._levels(outgoing.paper)):
            raise Refused("print_level")
        course = _Course(tell)
        with export.opened(self._source(outgoing.paper), course) as job:
            wanted = [page for page in pages if 0 <= page < job.pages]
            if with_notes:
                course.step(0.0, 0.05)
                first_sheet = job.pages
                shown = [mark for mark in outgoing.marks if mark.page in set(wanted)]
                self._draw(job, outgoing, shown)
                wanted += range(first_sheet, job.pages)
            for place, page in enumerate(wanted):
                course.step(0.05 + 0.95 * place / len(wanted), 0.05 + 0.95 * (place + 1) / len(wanted))
                yield job.picture(page, dots)
                course(1.0)

    def found_in_paper(self, paper: PaperVersion, known: Collection[str], tell: Tell) -> Incoming:
        """The annotations that came with a paper, as marks to add to it; `known` are the ids of those here."""
        with export.opened(self._source(paper), _Course(tell)) as job:
            found, skipped = job.marks()
        return self._incoming(found, skipped, paper, known)

    def found_in_file(self, path: Path, paper: PaperVersion, known: Collection[str], tell: Tell) -> Incoming:
        """The annotations of a PDF or XFDF file, as marks to add to a paper.

        Raises Refused with `no_notes_file` for any other file.
        """
        try:
            with path.open("rb") as file:
                head = file.read(1024)
                is_pdf = b"%PDF-" in head
                data = b"" if is_pdf else head + file.read(LARGEST + 1)
                descriptor = os.dup(file.fileno()) if is_pdf else None
        except OSError as error:
            raise Refused("no_notes_file", type(error).__name__) from error
        if descriptor is not None:
            with export.opened(Source(descriptor), _Course(tell)) as job:
                found, skipped = job.marks()
            return self._incoming(found, skipped, paper, known)
        try:
            root = xfdf.read(data)
        except NotReadable as error:
            raise Refused("no_notes_file") from error
        with export.opened(self._source(paper), _Course(tell)) as job:
            frames = job.frames(xfdf.pages(root))
        return self._incoming(*xfdf.found(root, frames), paper, known)

    def names(self, marks: Sequence[Annotation]) -> dict[str, str]:
        """The authors of marks by id; the person's own id in a mark is ""."""
        others = {mark.author_id for mark in marks} - {""}
        people = ((author, self._replica.get(Person, author)) for author in others)
        return {"": self._me.name} | {author: person.name for author, person in people if person is not None}

    def _levels(self, paper: PaperVersion) -> set[Level]:
        """The paper's level as the window knows it, and as it is now: it may have become stricter."""
        current = self._replica.get(PaperVersion, paper.id)
        return {paper.level} | ({current.level} if current is not None else set())

    def _source(self, paper: PaperVersion) -> Source:
        opened = self._shelf.open(paper.id)
        return Source(opened.descriptor, opened.key, paper.id, opened.password)

    def _write_paper(self, outgoing: Outgoing, form: Form, put: Write, tell: Tell) -> None:
        course = _Course(tell)
        course.step(0.0, 0.2)
        with export.opened(self._source(outgoing.paper), course) as job:
            course.step(0.2, 0.5)
            if form is Form.DRAWN:
                self._draw(job, outgoing, outgoing.marks)
            elif form is Form.NOTES:
                job.put(self._order(outgoing, outgoing.marks, drawn=False))
            course.step(0.5, 1.0)
            for part in job.file(as_filed=form is Form.ORIGINAL):
                put(part)

    def _draw(self, job: Job, outgoing: Outgoing, marks: Sequence[Annotation]) -> None:
        """The marks into the pages, and sheets behind them with the words that do not show on a page."""
        job.put(self._order(outgoing, marks, drawn=True))
        numbered = numbers(marks)
        silent = [mark for mark in marks if mark.id in numbered or mark.anchoring is Anchoring.ORPHAN]
        if silent:
            job.add_sheets(self._sheets(self._summary(outgoing, silent, numbered)))

    def _write_summary(self, outgoing: Outgoing, put: Write, tell: Tell) -> None:
        course = _Course(tell)
        course.step(0.0, 0.8)
        with export.opened(None, course) as job:
            job.add_sheets(self._sheets(self._summary(outgoing)))
            course.step(0.8, 1.0)
            for part in job.file():
                put(part)

    def _xfdf(self, outgoing: Outgoing, tell: Tell) -> bytes:
        with export.opened(self._source(outgoing.paper), _Course(tell)) as job:
            frames = job.frames(sorted({mark.page for mark in outgoing.marks}))
        return xfdf.written(
            outgoing.marks,
            frames,
            names=self.names(outgoing.marks),
            subjects=outgoing.wording.kinds,
            paper=f"{outgoing.title}.pdf",
        )

    def _order(self, outgoing: Outgoing, marks: Sequence[Annotation], *, drawn: bool) -> PutMarks:
        return PutMarks(
            tuple(marks),
            drawn,
            self.names(marks),
            dict(outgoing.wording.kinds),
            numbers(marks) if drawn else {},
            _font(REGULAR),
        )

    def _summary(
        self,
        outgoing: Outgoing,
        marks: Sequence[Annotation] | None = None,
        numbered: dict[str, int] | None = None,
    ) -> Summary:
        chosen = outgoing.marks if marks is None else marks
        labels = outgoing.paper.skeleton.labels
        return summary(
            outgoing.title, chosen, outgoing.wording, labels=labels, names=self.names(chosen), numbered=numbered
        )

    def _sheets(self, made: Summary) -> AddSheets:
        return AddSheets(html(made), STYLE, {name: _font(name) for name in _FONTS}, made.wording.footer)

    def _incoming(
        self, found: list[FoundMark], skipped: int, paper: PaperVersion, known: Collection[str]
    ) -> Incoming:
        return incoming.annotations(
            found, skipped, paper, me=self._me.name, known=known, now=self._now, new_id=self._new_id
        )


class _Course:
    """Turns the share of one step into that of the whole job; a step that only waits stays where it is."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._start, self._end, self._share = 0.0, 1.0, 0.0

    def step(self, start: float, end: float) -> None:
        """From now on shares are of the part of the job between these."""
        self._start, self._end = start, end
        self(0.0)

    def __call__(self, share: float) -> None:
        if share >= 0:
            self._share = self._start + (self._end - self._start) * min(1.0, share)
        self._tell(self._share)


def _font(name: str) -> bytes:
    return places.resources().joinpath("fonts", _FONTS[name]).read_bytes()
