"""The sheet of pages under the hand: scrolling, zooming, selecting."""

from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QApplication

from tests.gui.reader.conftest import TEXTS, Reading


def wheel(reading: Reading, turn: int, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    viewport = reading.canvas.viewport()
    at = QPointF(viewport.width() / 2, viewport.height() / 2)
    event = QWheelEvent(
        at, viewport.mapToGlobal(at), QPoint(), QPoint(0, turn), Qt.MouseButton.NoButton, held,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(viewport, event)


def test_pages_are_painted_as_one_scrolls_by_keys(reading: Reading) -> None:
    reading.open()
    assert reading.canvas.page == 0
    for _ in range(2):
        reading.keys(Qt.Key.Key_Space)
    reading.until(lambda: reading.canvas.page == 1 and reading.inked(1))
    reading.keys(Qt.Key.Key_PageUp)
    reading.keys(Qt.Key.Key_PageUp)
    assert reading.canvas.page == 0
    reading.keys(Qt.Key.Key_End)
    assert reading.canvas.page == len(TEXTS) - 1
    reading.until(lambda: reading.inked(len(TEXTS) - 1))
    reading.keys(Qt.Key.Key_Home)
    assert reading.canvas.page == 0
    before = reading.canvas.verticalScrollBar().value()
    reading.keys(Qt.Key.Key_Down)
    assert reading.canvas.verticalScrollBar().value() > before


def test_the_wheel_scrolls_and_with_ctrl_it_zooms(reading: Reading) -> None:
    reading.open()
    wide = reading.canvas.scale
    wheel(reading, -120)
    assert reading.canvas.verticalScrollBar().value() > 0
    assert reading.canvas.scale == wide
    wheel(reading, -120, Qt.KeyboardModifier.ControlModifier)
    assert reading.canvas.scale < wide
    wheel(reading, 120, Qt.KeyboardModifier.ControlModifier)
    wheel(reading, 120, Qt.KeyboardModifier.ControlModifier)
    assert reading.canvas.scale > wide


def test_zooming_keeps_the_place_and_paints_sharp_tiles_of_the_new_scale(reading: Reading) -> None:
    reading.open(page=3)
    for steps in (1, 1, -1, -1, -1):
        reading.canvas.step_zoom(steps)
        assert reading.canvas.page == 3
    scale = reading.canvas.scale
    reading.until(lambda: not [wish for wish in reading.canvas._wishes() if wish.page == 3])
    assert reading.canvas.scale == scale
    assert reading.inked(3)


def test_a_narrower_window_keeps_the_page_and_fits_its_width_again(reading: Reading) -> None:
    reading.open(page=4)
    wide = reading.canvas.scale
    offset = reading.canvas.offset()
    reading.window.resize(1000, 712)
    reading.until(lambda: reading.canvas.scale < wide)
    assert reading.canvas.page == 4
    assert abs(reading.canvas.offset() - offset) * reading.canvas.scale < 2
    assert reading.canvas._layout.width <= reading.canvas.viewport().width() + 1


def test_a_drag_selects_words_backwards_too_and_a_tap_selects_nothing(reading: Reading) -> None:
    reading.open()
    spy = QSignalSpy(reading.canvas.selected)
    reading.drag(0, 0, 2)
    selected = reading.canvas.selection
    assert selected is not None
    assert [page for page, _ in selected.parts] == [0]
    assert selected.text in "Tờ trình về"
    assert "trình" in selected.text
    reading.drag(0, 9, 5)
    selected = reading.canvas.selection
    assert selected is not None
    assert "nước\nCăn" in selected.text
    assert len(selected.parts[0][1].quads) == 2
    taps = QSignalSpy(reading.view.marking.tapped)
    reading.tap(reading.at(0, 300, 600))
    assert reading.canvas.selection is None
    assert taps.count() == 1
    assert [spy.at(spy.count() - 1)[0]] == [False]


def test_a_tremor_of_the_hand_is_a_tap_and_no_selection(reading: Reading) -> None:
    reading.open()
    taps = QSignalSpy(reading.view.marking.tapped)
    where = reading.word(0, 1)
    QTest.mousePress(reading.canvas.viewport(), Qt.MouseButton.LeftButton, pos=where)
    QTest.mouseMove(reading.canvas.viewport(), where + QPoint(1, 1))
    QTest.mouseRelease(reading.canvas.viewport(), Qt.MouseButton.LeftButton, pos=where + QPoint(1, 1))
    assert reading.canvas.selection is None
    assert taps.count() == 1
    (spot,) = taps.at(0)
    page, x, y = spot.page, spot.x, spot.y
    word = reading.canvas._words[0][1]
    assert page == 0
    assert word.left <= x <= word.right
    assert word.top <= y <= word.bottom


def test_where_one_is_comes_back_to_the_dot(reading: Reading) -> None:
    reading.open(page=2)
    bar = reading.canvas.verticalScrollBar()
    bar.setValue(bar.value() + 137)
    page, offset, value = reading.canvas.page, reading.canvas.offset(), bar.value()
    reading.canvas.go_to(0)
    reading.canvas.go_to(page, offset)
    assert abs(bar.value() - value) <= 1


def test_what_is_seen_is_wished_for_first_and_never_the_whole_paper(reading: Reading) -> None:
    reading.open(page=2)
    reading.canvas.tiles.clear()
    wishes = reading.canvas._wishes()
    assert wishes[0].page == 2
    assert len(TEXTS) - 1 not in {wish.page for wish in wishes}
    assert len(wishes) < 12
