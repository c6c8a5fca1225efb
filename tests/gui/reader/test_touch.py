"""The reader under fingers: two zoom, one scrolls, and with a pen in hand one draws."""

from collections.abc import Sequence

import pytest
from ecabinet_desktop.domain.annotation import AnnotationKind
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QNativeGestureEvent, QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from tests.gui.reader.conftest import Reading


@pytest.fixture(scope="module")
def screen(qapp: QApplication) -> QPointingDevice:
    return QTest.createTouchDevice()


def fingers(reading: Reading, screen: QPointingDevice, *paths: Sequence[QPoint]) -> None:
    """Put fingers down at the first points of their paths, move them along, lift them."""
    view = reading.canvas.viewport()
    for step in range(len(paths[0])):
        event = QTest.touchEvent(view, screen)
        for number, path in enumerate(paths):
            if step == 0:
                event.press(number, path[0], view)
            else:
                event.move(number, path[step], view)
        event.commit()
        QTest.qWait(12)  # gestures live on time between the points
    event = QTest.touchEvent(view, screen)
    for number, path in enumerate(paths):
        event.release(number, path[-1], view)
    event.commit()


def test_two_fingers_zoom_around_their_middle(reading: Reading, screen: QPointingDevice) -> None:
    reading.open()
    before = reading.canvas.scale
    centre = QPoint(400, 300)
    left = [centre - QPoint(40 + 10 * n, 0) for n in range(12)]
    right = [centre + QPoint(40 + 10 * n, 0) for n in range(12)]
    fingers(reading, screen, left, right)
    assert reading.canvas.scale > 1.5 * before
    assert reading.canvas.selection is None


def test_one_finger_scrolls_and_selects_nothing(reading: Reading, screen: QPointingDevice) -> None:
    reading.open()
    fingers(reading, screen, [QPoint(400, 450 - 25 * n) for n in range(12)])
    reading.until(lambda: reading.canvas.verticalScrollBar().value() > 100)
    assert reading.canvas.selection is None


def test_with_the_pen_in_hand_a_finger_draws_and_does_not_scroll(reading: Reading, screen: QPointingDevice) -> None:
    reading.open()
    reading.view.marking.use("pen")
    value = reading.canvas.verticalScrollBar().value()
    fingers(reading, screen, [QPoint(300 + 15 * n, 300 + 4 * n) for n in range(12)])
    reading.until(lambda: len(reading.marks.all()) == 1)
    assert reading.marks.all()[0].kind is AnnotationKind.INK
    assert reading.canvas.verticalScrollBar().value() == value


def test_the_touchpad_zooms(reading: Reading) -> None:
    reading.open()
    before = reading.canvas.scale
    view = reading.canvas.viewport()
    at = view.rect().center()
    device = QPointingDevice.primaryPointingDevice()
    event = QNativeGestureEvent(
        Qt.NativeGestureType.ZoomNativeGesture, device, 2, at, view.mapTo(view.window(), at), view.mapToGlobal(at),
        0.2, QPointF(),
    )  # fmt: skip
    QApplication.sendEvent(view, event)
    assert reading.canvas.scale > before
