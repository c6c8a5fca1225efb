import pytest
from ecabinet_desktop.ui.theme import Theme
from ecabinet_desktop.ui.widgets.labels import ElidedLabel
from ecabinet_desktop.ui.widgets.progress import ProgressRow
from PySide6.QtWidgets import QLabel, QProgressBar
from pytestqt.qtbot import QtBot

from tests.helpers.sweeps import focusable

LONG = "Phụ lục II – Bảng tổng hợp, giải trình, tiếp thu ý kiến của các bộ, cơ quan ngang bộ và địa phương.pdf"


def shown(qtbot: QtBot, title: str) -> ProgressRow:
    row = ProgressRow(title)
    qtbot.addWidget(row)
    row.resize(320, row.sizeHint().height())
    row.show()
    return row


def test_it_begins_at_nothing_and_follows_what_it_is_told(qtbot: QtBot, theme: Theme) -> None:
    row = shown(qtbot, "Papers")
    assert (row.share, row.accessibleName()) == (0.0, "Papers")
    row.show_share(0.25, "3 of 12")
    assert (row.share, row.accessibleName()) == (0.25, "Papers 3 of 12")
    row.show_share(1.0, "ready")
    assert (row.share, row.accessibleName()) == (1.0, "Papers ready")


@pytest.mark.parametrize(("told", "share"), [(-0.5, 0.0), (1.7, 1.0), (0.0004, 0.0), (0.9996, 1.0)])
def test_a_share_outside_its_range_stays_within_the_bar(
    qtbot: QtBot, theme: Theme, told: float, share: float
) -> None:
    row = shown(qtbot, "Papers")
    row.show_share(told, "")
    assert row.share == share


def test_a_long_title_is_shortened_and_leaves_the_word_whole(qtbot: QtBot, theme: Theme) -> None:
    row = ProgressRow(LONG)
    row.show_share(0.4, "đã tải 5/12")
    qtbot.addWidget(row)
    row.resize(320, row.sizeHint().height())
    row.show()
    title = row.findChildren(ElidedLabel)[0]
    word = next(label for label in row.findChildren(QLabel) if label.text() == "đã tải 5/12")
    assert title.shown_lines()[0].endswith("…")
    assert word.width() >= word.fontMetrics().horizontalAdvance(word.text())
    assert title.geometry().right() < word.geometry().left()
    assert row.accessibleName() == f"{LONG} đã tải 5/12"


def test_the_bar_is_thin_without_numbers_and_never_takes_the_keyboard(qtbot: QtBot, theme: Theme) -> None:
    row = shown(qtbot, "Papers")
    bar = row.findChildren(QProgressBar)[0]
    assert not bar.isTextVisible()
    assert bar.height() <= 12
    assert focusable(row) == []


def test_the_bar_grows_with_the_share(qtbot: QtBot, theme: Theme) -> None:
    row = shown(qtbot, "Papers")
    bar = row.findChildren(QProgressBar)[0]

    def filled() -> int:
        image = bar.grab().toImage()
        edge = image.pixel(image.width() - 3, image.height() // 2)
        return sum(image.pixel(x, image.height() // 2) != edge for x in range(3, image.width() - 3))

    widths = []
    for share in (0.0, 0.3, 0.8):
        row.show_share(share, "")
        widths.append(filled())
    assert widths[0] < 5
    assert widths[1] == pytest.approx(0.3 * bar.width(), abs=6)
    assert widths[2] == pytest.approx(0.8 * bar.width(), abs=6)
