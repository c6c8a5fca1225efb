import pytest
from ecabinet_desktop.ui.theme import Theme
from ecabinet_desktop.ui.tokens import LOOKS, Look, Tokens
from ecabinet_desktop.ui.widgets.row_list import RowList
from ecabinet_desktop.ui.widgets.row_painting import RowDelegate, paint_badge, pieces
from ecabinet_desktop.ui.widgets.rows import Row
from PySide6.QtCore import QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

LONG = (
    "Tờ trình về dự thảo Nghị định quy định chi tiết một số điều của Luật Đất đai về bồi thường, hỗ trợ, "
    "tái định cư khi Nhà nước thu hồi đất vì mục đích quốc phòng, an ninh và lợi ích công cộng"
)


def shown(qtbot: QtBot, *rows: Row, width: int = 500) -> RowList:
    made = RowList("Agenda")
    qtbot.addWidget(made)
    made.show_rows(rows)
    made.resize(width, 400)
    made.show()
    return made


def area(made: RowList, number: int = 0) -> QRect:
    return made.visualRect(made.rows.index(number, 0))


def inks(made: RowList, number: int = 0) -> set[str]:
    image = made.viewport().grab(area(made, number)).toImage()
    return {QColor(image.pixel(x, y)).name() for x in range(image.width()) for y in range(image.height())}


def test_a_row_is_as_high_as_a_finger_and_grows_for_a_second_line_but_no_third(qtbot: QtBot, theme: Theme) -> None:
    made = shown(qtbot, Row(id="1", title="Một"), Row(id="2", title=LONG), Row(id="3", title=LONG * 4))
    heights = [area(made, number).height() for number in range(3)]
    assert heights[0] >= 44
    assert heights[0] < heights[1] == heights[2]


def test_a_subtitle_and_a_narrow_list_need_more_height(qtbot: QtBot, theme: Theme) -> None:
    made = shown(qtbot, Row(id="1", title=LONG[:60]), Row(id="2", title=LONG[:60], subtitle="Bộ Tài chính"))
    assert area(made, 1).height() > area(made, 0).height()
    narrow = shown(qtbot, Row(id="1", title=LONG[:60]), width=240)
    assert area(narrow).height() > area(made, 0).height()


def test_badges_take_width_from_the_title_so_that_they_never_cover_it(qtbot: QtBot, theme: Theme) -> None:
    title = LONG[:60]
    free = shown(qtbot, Row(id="1", title=title))
    tight = shown(qtbot, Row(id="1", title=title, badges=(("Chưa có ý kiến", "warn"), ("Muộn", "urgent"))))
    assert area(tight).height() > area(free).height()


@pytest.mark.parametrize("look", list(Look))
def test_a_row_is_painted_in_the_inks_of_its_look(qtbot: QtBot, theme: Theme, look: Look) -> None:
    theme.use(look)
    made = shown(
        qtbot,
        Row(id="h", title="Danh mục A", is_heading=True),
        Row(id="1", title="Ngân sách", subtitle="Bộ Tài chính", badges=(("Muộn", "strong"),), is_unread=True),
        Row(id="2", title="Chỉ liệt kê", is_dim=True),
    )
    tokens = LOOKS[look]
    assert {tokens.surface, tokens.muted} <= inks(made, 0)
    assert {tokens.text, tokens.muted, tokens.urgent, tokens.on_urgent, tokens.accent} <= inks(made, 1)
    assert tokens.muted in inks(made, 2)
    if tokens.text != tokens.muted:
        assert tokens.text not in inks(made, 2)


@pytest.mark.parametrize("look", list(Look))
def test_the_current_row_has_an_edge_and_a_ring_while_it_has_the_keyboard(
    qtbot: QtBot, theme: Theme, look: Look
) -> None:
    theme.use(look)
    made = shown(qtbot, Row(id="1", title="Một"), Row(id="2", title="Hai"))
    with qtbot.waitActive(made):
        made.activateWindow()
    made.select("1")
    made.setFocus()
    tokens = LOOKS[look]
    assert {tokens.accent, tokens.focus, tokens.accent_soft} <= inks(made, 0)
    assert {tokens.accent, tokens.focus}.isdisjoint(inks(made, 1))
    made.clearFocus()
    assert tokens.accent in inks(made, 0)
    assert tokens.focus not in inks(made, 0)


def test_an_unread_row_is_marked_by_a_dot_and_not_by_colour_alone(qtbot: QtBot, theme: Theme) -> None:
    made = shown(qtbot, Row(id="1", title="Ngân sách", is_unread=True), Row(id="2", title="Ngân sách"))
    first, second = (made.viewport().grab(area(made, number)).toImage() for number in (0, 1))
    text_of = QRect(60, 0, 430, first.height() - 2)
    assert first.copy(text_of) != second.copy(text_of.translated(-40, 0)), "bolder"
    assert QColor(LOOKS[Look.LIGHT].accent).name() in inks(made, 0)
    assert QColor(LOOKS[Look.LIGHT].accent).name() not in inks(made, 1)


def test_what_was_searched_for_stands_out_in_the_subtitle(qtbot: QtBot, theme: Theme) -> None:
    plain = Row(id="1", title="A", subtitle="bồi thường, hỗ trợ", is_dim=True)
    bold = Row(id="2", title="A", subtitle="bồi thường, hỗ trợ", is_dim=True, bold=((0, 10),))
    made = shown(qtbot, plain, bold)
    text = LOOKS[Look.LIGHT].text
    assert text not in inks(made, 0)
    assert text in inks(made, 1)


def test_a_long_bold_subtitle_stays_within_its_row(qtbot: QtBot, theme: Theme) -> None:
    made = shown(
        qtbot, Row(id="1", title="A", subtitle=LONG * 3, bold=((0, 8), (300, 320)), badges=(("M", "good"),))
    )
    image = made.viewport().grab(area(made)).toImage()
    margin = LOOKS[Look.LIGHT].space_4
    right = {
        QColor(image.pixel(image.width() - x, y)).name()
        for x in range(1, margin)
        for y in range(image.height() - 2)
    }
    assert right == {LOOKS[Look.LIGHT].surface}


def test_a_badge_ends_where_it_is_told_and_says_where_it_begins(qtbot: QtBot, theme: Theme) -> None:
    image = QImage(200, 40, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.white)
    painter = QPainter(image)
    left = paint_badge(painter, 180.0, 20.0, "Muộn", "strong")
    painter.end()
    columns = [x for x in range(200) if QColor(image.pixel(x, 20)).name() != "#ffffff"]
    assert (columns[0], columns[-1]) == (pytest.approx(left, abs=1.5), pytest.approx(180, abs=1.5))
    assert left < 180 - QFontMetricsF(QApplication.font()).horizontalAdvance("M")


@pytest.mark.parametrize(
    ("bold", "expected"),
    [
        ((), [("abcdef", False)]),
        (((0, 2),), [("ab", True), ("cdef", False)]),
        (((2, 4), (4, 6)), [("ab", False), ("cd", True), ("ef", True)]),
        (((1, 4), (2, 5)), [("a", False), ("bcd", True), ("e", True), ("f", False)]),
        (((4, 99),), [("abcd", False), ("ef", True)]),
        (((7, 9), (3, 3), (5, 2)), [("abcdef", False)]),
        (((-3, 2),), [("ab", True), ("cdef", False)]),
    ],
)
def test_pieces_put_spans_right_and_lose_no_letter(
    bold: tuple[tuple[int, int], ...], expected: list[tuple[str, bool]]
) -> None:
    assert pieces("abcdef", bold) == expected
    assert "".join(words for words, _ in pieces("abcdef", bold)) == "abcdef"


def test_a_subclass_paints_on_top_of_rows_but_not_of_headings(qtbot: QtBot, theme: Theme) -> None:
    painted: list[str] = []

    class Marked(RowDelegate):
        def paint_more(self, painter: QPainter, area: QRectF, row: Row, look: Tokens) -> None:
            painted.append(row.id)
            painter.fillRect(area, QColor("#123456"))

    made = shown(qtbot, Row(id="h", title="List", is_heading=True), Row(id="1", title="One"))
    made.setItemDelegate(Marked(made))
    found = inks(made, 1)
    assert set(painted) == {"1"}
    assert found == {"#123456"}
    assert made.indexAt(QPoint(5, area(made, 1).center().y())).row() == 1
