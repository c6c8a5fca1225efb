import pytest
from ecabinet_desktop.domain.paper import PageRun, Skeleton
from ecabinet_desktop.pdf.protocol import Word
from ecabinet_desktop.ui.features.reader.canvas import PageCanvas
from ecabinet_desktop.ui.features.reader.layout import Arrangement
from ecabinet_desktop.ui.features.reader.selecting import Grip, select
from ecabinet_desktop.ui.features.reader.spoken import SpokenText, Voice, give_voice
from ecabinet_desktop.ui.i18n import Language, Languages
from ecabinet_desktop.ui.theme import Theme
from PySide6.QtCore import QPoint, QRect
from PySide6.QtGui import QAccessible, QAccessibleInterface, QAccessibleTextInterface
from pytestqt.qtbot import QtBot

SKELETON = Skeleton(pages=6, runs=(PageRun(6, 595.0, 842.0),), labels=("i", "ii", "1", "2", "3", "4"))
FIRST = (
    Word(72, 80, 110, 96, "Điều", 0, 0, (72.0, 84.0, 90.0, 100.0)),
    Word(114, 80, 130, 96, "1.", 0, 0),
    Word(72, 100, 120, 116, "Ngân", 0, 1),
    Word(124, 100, 160, 116, "sách", 0, 1),
    Word(72, 140, 110, 156, "Đất", 1, 0),
)
SECOND = (Word(72, 80, 130, 96, "Phụ", 0, 0), Word(134, 80, 170, 96, "lục", 0, 0))
TEXT = "Điều 1.\nNgân sách\n\nĐất"


@pytest.fixture
def canvas(qtbot: QtBot, theme: Theme) -> PageCanvas:
    """A page canvas with a voice; the words of two pages have arrived."""
    made = PageCanvas()
    give_voice(made)
    qtbot.addWidget(made)
    made.resize(600, 500)
    with qtbot.waitExposed(made):
        made.show()
    made.show_paper(SKELETON, "width")
    made.add_words(0, FIRST)
    made.add_words(1, SECOND)
    return made


def heard(canvas: PageCanvas) -> QAccessibleInterface:
    found = QAccessible.queryAccessibleInterface(canvas)
    assert found is not None
    return found


def read(canvas: PageCanvas) -> QAccessibleTextInterface:
    found = heard(canvas).textInterface()
    assert found is not None
    return found


def test_a_page_is_a_document_that_can_be_read_and_not_written(canvas: PageCanvas) -> None:
    page = heard(canvas)
    assert page.role() == QAccessible.Role.Document
    assert page.object() is canvas
    state = page.state()
    assert state.readOnly
    assert state.multiLine
    assert state.focusable
    assert not state.editable


def test_its_name_is_the_number_printed_on_the_page(canvas: PageCanvas) -> None:
    assert heard(canvas).text(QAccessible.Text.Name) == "Page i"
    assert heard(canvas).text(QAccessible.Text.Description) == "Pages of the paper"
    canvas.go_to(2)
    assert heard(canvas).text(QAccessible.Text.Name) == "Page 1", "the edge of the page before does not count"


def test_its_name_is_told_in_vietnamese(canvas: PageCanvas, languages: Languages) -> None:
    languages.use(Language.VIETNAMESE)
    assert heard(canvas).text(QAccessible.Text.Name) == "Trang i"


def test_the_text_keeps_lines_and_blocks(canvas: PageCanvas) -> None:
    text = read(canvas)
    assert text.characterCount() == len(TEXT)
    assert text.text(0, text.characterCount()) == TEXT
    assert text.text(5, 7) == "1."
    assert text.text(8, -1) == TEXT[8:]


def test_two_pages_in_view_are_one_text_and_one_name(canvas: PageCanvas) -> None:
    canvas.set_zoom("0.2")
    canvas.go_to(0)
    canvas.resize(600, 360)
    assert heard(canvas).text(QAccessible.Text.Name) == "Pages i to ii"
    assert read(canvas).text(0, -1) == f"{TEXT}\n\nPhụ lục"


def test_one_page_at_a_time_says_only_that_page(canvas: PageCanvas) -> None:
    canvas.set_zoom("0.2")
    canvas.arrange(Arrangement.SINGLE)
    canvas.go_to(1)
    assert read(canvas).text(0, -1) == "Phụ lục"
    assert heard(canvas).text(QAccessible.Text.Name) == "Page ii"


def test_a_page_whose_words_have_not_come_is_silent_and_speaks_when_they_come(canvas: PageCanvas) -> None:
    canvas.go_to(3)
    assert read(canvas).characterCount() == 0
    assert read(canvas).characterRect(0) == QRect()
    canvas.add_words(3, SECOND)
    assert read(canvas).text(0, 3) == "Phụ"


def test_a_letter_lies_where_it_is_painted(canvas: PageCanvas) -> None:
    scale = canvas.scale
    corner = canvas.viewport().mapToGlobal(canvas.sheet(0).frame.topLeft().toPoint())
    second = read(canvas).characterRect(1)
    assert abs(second.left() - (corner.x() + 84 * scale)) <= 1
    assert abs(second.width() - 6 * scale) <= 2
    assert abs(second.top() - (corner.y() + 80 * scale)) <= 1


def test_every_letter_is_found_where_it_lies(canvas: PageCanvas) -> None:
    text = read(canvas)
    for offset in (n for n, letter in enumerate(TEXT) if not letter.isspace()):
        assert text.offsetAtPoint(text.characterRect(offset).center()) == offset
    assert text.offsetAtPoint(QPoint(-50, -50)) == -1


def test_a_turned_page_is_found_all_the_same(canvas: PageCanvas) -> None:
    canvas.rotate(1)
    text = read(canvas)
    rect = text.characterRect(0)
    assert rect.height() < rect.width()
    assert text.offsetAtPoint(rect.center()) == 0


def test_the_reader_s_caret_brings_its_letter_into_view(canvas: PageCanvas) -> None:
    canvas.set_zoom("3")
    text = read(canvas)
    last = text.characterCount() - 1
    before = canvas.verticalScrollBar().value()
    text.setCursorPosition(last)
    assert text.cursorPosition() == last
    assert canvas.verticalScrollBar().value() > before or canvas.viewport().rect().contains(
        canvas.viewport().mapFromGlobal(text.characterRect(last).center())
    )
    canvas.go_to(4)
    assert text.cursorPosition() == 0, "a page without words has no other place"


def test_a_selection_is_said(canvas: PageCanvas, monkeypatch: pytest.MonkeyPatch) -> None:
    said: list[str] = []
    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", lambda event: said.append(event.message()))
    canvas.select(select(canvas.words, Grip(0, (74, 90)), Grip(0, (128, 90))))
    assert said == ["Selected: Điều 1."]
    assert read(canvas).selectionCount() == 0, "Qt for Python cannot tell where it lies"


def test_a_screen_reader_that_was_there_first_hears_the_pages_too(qtbot: QtBot, theme: Theme) -> None:
    QAccessible.setActive(True)
    try:
        made = PageCanvas()
        assert heard(made).role() != QAccessible.Role.Document, "made before there was a voice"
        give_voice(made)
        qtbot.addWidget(made)
        assert heard(made).role() == QAccessible.Role.Document
        made.show_paper(SKELETON, "width")
        made.add_words(0, FIRST)
        assert read(made).text(0, 4) == "Điều"
    finally:
        QAccessible.setActive(False)


def test_a_canvas_without_a_paper_has_nothing_to_say(qtbot: QtBot, theme: Theme) -> None:
    made = PageCanvas()
    give_voice(made)
    qtbot.addWidget(made)
    assert heard(made).text(QAccessible.Text.Name) == "Pages of the paper"
    assert read(made).characterCount() == 0
    assert [type(child) for child in made.children()].count(Voice) == 1


def test_an_offset_in_a_gap_belongs_to_the_word_before() -> None:
    text = SpokenText([(0, FIRST)])
    place = text.place(4)
    assert place is not None
    assert (place.word.text, place.letter) == ("Điều", 4)
    assert SpokenText([]).place(0) is None
