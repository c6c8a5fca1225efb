import pytest
from ecabinet_desktop.ui.theme import Theme
from ecabinet_desktop.ui.tokens import LOOKS, Look
from ecabinet_desktop.ui.widgets.buttons import button
from ecabinet_desktop.ui.widgets.empty import WIDTH, EmptyState
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from tests.helpers.sweeps import check_window

WHY = "Chưa có phiên họp nào được triệu tập trong thời gian tới"
NEXT = "Văn phòng Chính phủ sẽ triệu tập phiên họp tiếp theo; giấy mời và tài liệu sẽ tự động xuất hiện ở đây"


def words_of(empty: EmptyState) -> list[QLabel]:
    return [label for label in empty.findChildren(QLabel) if label.text()]


def test_it_says_why_nothing_is_here_and_what_comes_next_to_eye_and_ear(qtbot: QtBot, theme: Theme) -> None:
    empty = EmptyState("meetings", "No meeting is planned.", "The secretariat convenes the next one.")
    qtbot.addWidget(empty)
    assert [label.text() for label in words_of(empty)] == [
        "No meeting is planned.",
        "The secretariat convenes the next one.",
    ]
    assert empty.accessibleName() == "No meeting is planned. The secretariat convenes the next one."


@pytest.mark.parametrize("width", [300, 1366])
def test_long_words_wrap_within_a_readable_column(qtbot: QtBot, theme: Theme, width: int) -> None:
    empty = EmptyState("meetings", WHY, NEXT)
    qtbot.addWidget(empty)
    empty.resize(width, 500)
    empty.show()
    for label in words_of(empty):
        assert label.width() <= min(width, WIDTH)
        assert label.height() >= label.heightForWidth(label.width())
        left, right = (
            label.mapTo(empty, label.rect().topLeft()).x(),
            label.mapTo(empty, label.rect().topRight()).x(),
        )
        assert abs(left - (width - right)) <= 2, "it stands in the middle"


def test_a_way_on_is_offered_below_and_works_by_keyboard(qtbot: QtBot, theme: Theme) -> None:
    done: list[str] = []
    way = button("Convene a meeting", lambda: done.append("convened"), "primary")
    empty = EmptyState("meetings", WHY, NEXT, way)
    qtbot.addWidget(empty)
    empty.resize(600, 500)
    empty.show()
    assert way.y() > max(label.geometry().bottom() for label in words_of(empty))
    qtbot.keyClick(way, Qt.Key.Key_Space)
    assert done == ["convened"]
    check_window(empty)


def test_its_picture_turns_with_the_look(qtbot: QtBot, theme: Theme) -> None:
    empty = EmptyState("meetings", WHY, NEXT)
    qtbot.addWidget(empty)
    picture = next(label for label in empty.findChildren(QLabel) if not label.text())
    for look in Look:
        theme.use(look)
        image = picture.pixmap().toImage()
        inks = {image.pixel(x, y) for x in range(image.width()) for y in range(image.height())}
        assert QColor(LOOKS[look].faint).rgba() in inks
