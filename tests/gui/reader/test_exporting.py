"""Saving, printing and bringing in, through the dialogs, with real files and a printer that prints into a file."""

import os
from collections.abc import Callable, Iterator
from pathlib import Path

import msgspec
import pymupdf
import pytest
from ecabinet_desktop.domain.annotation import Annotation
from ecabinet_desktop.domain.exporting import SUFFIXES, Form
from ecabinet_desktop.domain.paper import Level, PaperVersion
from ecabinet_desktop.errors import Refused
from ecabinet_desktop.pdf.export import PagePicture
from ecabinet_desktop.pdf.incoming import Incoming
from ecabinet_desktop.ui.feature import Surroundings
from ecabinet_desktop.ui.features.reader import exporting, importing
from ecabinet_desktop.ui.features.reader.exporting import PRINT, ExportDialog
from ecabinet_desktop.ui.features.reader.printing import Printers, chosen_pages, print_on, set_up
from ecabinet_desktop.ui.i18n import Language, Languages
from ecabinet_desktop.ui.navigator import Place
from ecabinet_desktop.ui.tasks import Tasks
from ecabinet_desktop.ui.theme import Theme
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tests.gui.reader.conftest import PAPER, WAIT
from tests.helpers.annotations import K, every_kind, mark
from tests.helpers.desk import Bench, surroundings
from tests.helpers.dialogs import ScriptedDialogs
from tests.helpers.sweeps import check_window, nameless


class FilePrinters(Printers):
    """One printer, which prints into a file."""

    def __init__(self, path: Path, *names: str) -> None:
        self.path = path
        self._names = list(names)

    def names(self) -> list[str]:
        return self._names

    def make(self, name: str) -> QPrinter:
        if not self.path.parent.exists():
            raise Refused("no_printer")
        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        printer.setOutputFileName(str(self.path))
        return printer


class Ways:
    """Opens the dialog on the sample's paper and lets a hand work in it."""

    def __init__(self, qtbot: QtBot, bench: Bench, around: Surroundings, folder: Path) -> None:
        self.qtbot = qtbot
        self.bench = bench
        self.around = around
        self.printers = FilePrinters(folder / "printed.pdf", "Máy in phòng họp")
        self.window = QWidget()
        self.window.resize(1366, 768)
        qtbot.addWidget(self.window)
        self.window.show()

    @property
    def paper(self) -> PaperVersion:
        found = self.bench.desk.meetings.paper(PAPER)
        assert found is not None
        return found

    def open(self, *marks: Annotation) -> ExportDialog:
        dialog = ExportDialog(self.bench.desk, self.around, self.paper, marks, self.printers, self.window)
        dialog.open()
        return dialog

    def go(self, dialog: ExportDialog, form: str) -> None:
        self.qtbot.mouseClick(dialog.choice.button(form), Qt.MouseButton.LeftButton)
        self.qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: not self.around.tasks.busy, timeout=WAIT)


@pytest.fixture
def ways(qtbot: QtBot, theme: Theme, bench: Bench, tasks: Tasks, dialogs: ScriptedDialogs, tmp_path: Path) -> Ways:
    folder = tmp_path / "out"
    folder.mkdir()
    return Ways(qtbot, bench, surroundings(bench, tasks, dialogs, Place(feature="reader")), folder)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "out"


def texts(path: Path) -> list[str]:
    with pymupdf.open(str(path)) as document:
        return [page.get_text() for page in document]


def words_in(dialog: ExportDialog) -> str:
    return dialog._meaning.text()


@pytest.mark.parametrize("form", Form)
def test_each_choice_writes_its_file_where_the_person_said(
    form: Form, ways: Ways, dialogs: ScriptedDialogs, folder: Path
) -> None:
    dialog = ways.open(*every_kind())
    path = folder / f"bản{SUFFIXES[form]}"
    dialogs.saves = [path]
    ways.go(dialog, form)
    ways.settle()
    assert path.stat().st_mode & 0o777 == 0o600
    assert os.listdir(folder) == [path.name]
    assert path.name in words_in(dialog)
    assert dialog.refuse.text() == "Close"


def test_nothing_is_chosen_for_the_person_and_each_choice_says_what_it_means(ways: Ways) -> None:
    dialog = ways.open(*every_kind())
    assert not dialog.go.isEnabled()
    assert "9 notes" in words_in(dialog)
    said = set()
    for form in exporting.CHOICES:
        ways.qtbot.mouseClick(dialog.choice.button(form), Qt.MouseButton.LeftButton)
        said.add(words_in(dialog))
        assert dialog.go.isEnabled()
    assert len(said) == len(exporting.CHOICES)


def test_without_notes_only_the_paper_itself_can_go_out(ways: Ways) -> None:
    dialog = ways.open()
    possible = [form for form in exporting.CHOICES if dialog.choice.button(form).isEnabled()]
    assert possible == [Form.ORIGINAL, PRINT]
    assert not dialog.with_notes.isEnabled()
    assert "no notes" in words_in(dialog)


def test_without_a_printer_it_says_so(ways: Ways) -> None:
    ways.printers = FilePrinters(Path("x"))
    dialog = ways.open(*every_kind())
    assert not dialog.choice.button(PRINT).isEnabled()
    assert "No printer" in words_in(dialog)


@pytest.mark.parametrize("level", [Level.CONFIDENTIAL, Level.SECRETARIAT])
def test_a_strict_paper_is_refused_with_the_reason_and_nothing_to_choose(level: Level, ways: Ways) -> None:
    ways.bench.put(msgspec.structs.replace(ways.paper, level=level))
    dialog = ways.open(*every_kind())
    assert not hasattr(dialog, "choice")
    assert dialog.findChild(QWidget, "accept") is None
    assert dialog.refuse.text() == "Close"
    assert nameless(dialog) == []


def test_the_ending_is_added_and_a_file_of_that_name_is_asked_about(
    ways: Ways, dialogs: ScriptedDialogs, folder: Path
) -> None:
    (folder / "ghi chú.xfdf").write_bytes(b"old")
    dialog = ways.open(*every_kind())
    dialogs.saves = [folder / "ghi chú", folder / "ghi chú"]
    dialogs.answers = [False, True]
    ways.go(dialog, Form.XFDF)
    ways.settle()
    assert (folder / "ghi chú.xfdf").read_bytes() == b"old"
    ways.go(dialog, Form.XFDF)
    ways.settle()
    assert (folder / "ghi chú.xfdf").read_bytes().startswith(b"<?xml")
    assert all(question.danger and "ghi chú.xfdf" in question.detail for question in dialogs.questions)


def test_a_file_the_picker_asked_about_is_replaced(ways: Ways, dialogs: ScriptedDialogs, folder: Path) -> None:
    path = folder / "a.pdf"
    path.write_bytes(b"old")
    dialogs.saves = [path]
    ways.go(ways.open(), Form.ORIGINAL)
    ways.settle()
    assert path.read_bytes().startswith(b"%PDF")


def test_who_changes_their_mind_at_the_picker_is_back_at_the_choice(ways: Ways) -> None:
    dialog = ways.open(*every_kind())
    ways.go(dialog, Form.NOTES)
    assert dialog.go.isEnabled()
    assert not ways.around.tasks.busy


def test_a_folder_that_takes_no_files_is_told_and_another_can_be_chosen(
    ways: Ways, dialogs: ScriptedDialogs, folder: Path
) -> None:
    dialog = ways.open(*every_kind())
    dialogs.saves = [folder / "no such" / "a.pdf", folder / "a.pdf"]
    ways.go(dialog, Form.NOTES)
    ways.settle()
    assert [title for title, _ in dialogs.told] == ["The file could not be written"]
    assert dialog.choice.isEnabled()
    ways.qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    ways.settle()
    assert (folder / "a.pdf").exists()


def test_stopping_leaves_nothing_behind(ways: Ways, dialogs: ScriptedDialogs, folder: Path) -> None:
    dialog = ways.open(*every_kind())
    dialogs.saves = [folder / "a.pdf"]
    ways.go(dialog, Form.DRAWN)
    assert dialog.refuse.text() == "Stop"
    ways.qtbot.mouseClick(dialog.refuse, Qt.MouseButton.LeftButton)
    ways.settle()
    assert os.listdir(folder) == []
    assert dialogs.told == []


def test_printed_pages_bear_the_name_and_the_date(ways: Ways, folder: Path) -> None:
    dialog = ways.open(*every_kind())
    ways.qtbot.mouseClick(dialog.choice.button(PRINT), Qt.MouseButton.LeftButton)
    dialog.pages.setText("1, 3")
    ways.qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    ways.settle()
    pages = texts(folder / "printed.pdf")
    assert len(pages) == 3, "two pages and a sheet of notes"
    assert all(ways.bench.desk.me.name in page and "2026" in page for page in pages)
    assert "3 pages" in words_in(dialog)


def test_pages_nobody_can_print_are_named_before_anything_is_printed(ways: Ways, folder: Path) -> None:
    dialog = ways.open()
    dialog.pages.setText("5-99")
    ways.go(dialog, PRINT)
    assert "between 1 and 6" in dialog._pages_row.wrong
    assert os.listdir(folder) == []
    dialog.pages.setText("5")
    assert dialog._pages_row.wrong == ""


def test_a_printer_that_has_gone_is_told(ways: Ways, dialogs: ScriptedDialogs) -> None:
    ways.printers.path = Path("/no/such/folder/a.pdf")
    dialog = ways.open()
    ways.go(dialog, PRINT)
    assert [title for title, _ in dialogs.told] == ["The printer did not take it"]
    assert dialog.choice.isEnabled()


def test_everything_has_a_name_and_speaks_vietnamese(ways: Ways, languages: Languages) -> None:
    languages.use(Language.VIETNAMESE)
    dialog = ways.open(*every_kind())
    check_window(dialog)
    ways.qtbot.mouseClick(dialog.choice.button(PRINT), Qt.MouseButton.LeftButton)
    check_window(dialog)
    shown = {dialog.choice.button(form).text() for form in exporting.CHOICES}
    assert shown.isdisjoint(words for words, _ in exporting.CHOICES.values())
    assert dialog.height() <= 700


# printing


@pytest.mark.parametrize(
    ("text", "pages"),
    [
        ("", [0, 1, 2, 3, 4, 5]),
        (" ", [0, 1, 2, 3, 4, 5]),
        ("2", [1]),
        ("1-3, 6", [0, 1, 2, 5]),
        ("5–6; 1", [4, 5, 0]),
        ("2,2,1-2", [1, 0]),
        ("0", None),
        ("7", None),
        ("3-2", None),
        ("1,", None),
        ("một", None),
        ("99999999", None),
    ],
)
def test_pages_are_understood_as_people_write_them(text: str, pages: list[int] | None) -> None:
    assert chosen_pages(text, 6) == pages


def picture(width: int, height: int, page: int = 0) -> PagePicture:
    return PagePicture(page, width, height, b"\x80\x80\x80" * (width * height))


def test_wide_pages_are_printed_wide_and_nothing_leaves_the_sheet(qtbot: QtBot, tmp_path: Path) -> None:
    printer = FilePrinters(tmp_path / "a.pdf").make("")
    set_up(printer, copies=1, both_sides=False)
    told: list[int] = []
    assert print_on(printer, [picture(100, 140), picture(200, 100, 1)], "A · hôm nay", told.append) == 2
    assert told == [1, 2]
    with pymupdf.open(str(tmp_path / "a.pdf")) as document:
        tall, wide = document[0], document[1]
        assert tall.rect.height > tall.rect.width
        assert wide.rect.width > wide.rect.height
        for page in (tall, wide):
            (image,) = page.get_image_info()
            assert page.rect.contains(pymupdf.Rect(image["bbox"]))
            (line,) = page.search_for("A · hôm nay")
            assert line.y0 >= image["bbox"][3]
            assert page.rect.contains(line)


def test_a_job_called_off_raises_what_stopped_it(qtbot: QtBot, tmp_path: Path) -> None:
    def pictures() -> Iterator[PagePicture]:
        yield picture(100, 140)
        raise Refused("export_level")

    printer = FilePrinters(tmp_path / "a.pdf").make("")
    with pytest.raises(Refused, match="export_level"):
        print_on(printer, pictures(), "A")


@pytest.mark.qt_log_ignore("QPainter::begin", extend=True)
def test_a_printer_that_takes_nothing_is_told(qtbot: QtBot, tmp_path: Path) -> None:
    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "no" / "such" / "a.pdf"))
    with pytest.raises(Refused, match="no_printer"):
        print_on(printer, [picture(10, 10)], "A")


def test_a_printer_nobody_knows_is_refused_and_nothing_is_printed_elsewhere(qtbot: QtBot) -> None:
    with pytest.raises(Refused, match="gone"):
        Printers().make("no such printer")


# bringing in


@pytest.fixture
def bring(ways: Ways) -> Callable[..., list[Annotation]]:
    """Brings notes in from a file or, without one, from the paper; returns what was added."""

    def brought(path: Path | None = None, known: frozenset[str] = frozenset()) -> list[Annotation]:
        added: list[Annotation] = []
        desk, paper = ways.bench.desk, ways.paper
        if path is None:
            importing.from_paper(ways.window, desk, ways.around, paper, set(known), added.extend)
        else:
            importing.from_file(ways.window, desk, ways.around, paper, set(known), added.extend)
        ways.settle()
        return added

    return brought


def test_notes_of_a_file_are_added_once_the_person_agrees(
    ways: Ways, bring: Callable[..., list[Annotation]], dialogs: ScriptedDialogs, folder: Path
) -> None:
    path = folder / "a.xfdf"
    dialogs.saves = [path]
    ways.go(ways.open(*every_kind()), Form.XFDF)
    ways.settle()
    dialogs.files, dialogs.answers = [[path], [path]], [False, True]
    assert bring(path) == []
    assert [made.kind for made in bring(path)] == [made.kind for made in every_kind()]
    question = dialogs.questions[-1]
    assert question.consequence == "Add 9 notes"
    assert "only you can read" in question.words


def test_a_paper_without_notes_in_it_says_so(
    bring: Callable[..., list[Annotation]], dialogs: ScriptedDialogs
) -> None:
    assert bring() == []
    assert dialogs.questions == []
    assert dialogs.told == [("Notes in this paper", "There is nothing to bring in.")]


def test_a_file_without_notes_is_told(
    bring: Callable[..., list[Annotation]], dialogs: ScriptedDialogs, folder: Path
) -> None:
    (folder / "a.xfdf").write_bytes(b"hello")
    dialogs.files = [[folder / "a.xfdf"]]
    assert bring(folder / "a.xfdf") == []
    assert [title for title, _ in dialogs.told] == ["No notes in this file"]


def test_what_was_found_is_said_in_full() -> None:
    note = mark(K.STICKY_NOTE, (1, 1, 1, 1))
    assert importing.found_words(Incoming((note,), 0, 0)) == "1 note can be brought in."
    assert importing.found_words(Incoming((note, note), 1, 3)) == (
        "2 notes can be brought in. 1 is here already. 3 of kinds this program does not have are left out."
    )
    assert importing.found_words(Incoming((), 2, 0)) == "There is nothing to bring in. 2 are here already."
