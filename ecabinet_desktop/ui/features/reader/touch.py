"""Mouse, pen and finger become one hand: spots for the tool, two fingers zoom, one finger scrolls.

The blunt end of a pen erases, whatever tool is in hand.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, Qt, QTimer
from PySide6.QtGui import QInputDevice, QMouseEvent, QNativeGestureEvent, QPointingDevice, QTabletEvent
from PySide6.QtWidgets import QApplication, QGestureEvent, QPinchGesture, QScroller, QTapAndHoldGesture

from ecabinet_desktop.ui.features.reader.spots import Tool

if TYPE_CHECKING:
    from ecabinet_desktop.ui.features.reader.canvas import PageCanvas

NEAR = 6
"""Pixels between two clicks that belong together."""
MOST_CLICKS = 4


class Touch:
    """Brings what comes from Qt to the tool of one canvas."""

    def __init__(self, canvas: "PageCanvas") -> None:
        self._canvas = canvas
        self._is_down = False
        self._clicks = 0
        self._last: QPointF | None = None
        self._eraser: Tool | None = None
        self._is_erasing = False
        self._lets_scroll = True
        self._again = QTimer(canvas, interval=QApplication.doubleClickInterval(), singleShot=True)
        self._again.timeout.connect(self._forget_clicks)
        view = canvas.viewport()
        view.setAttribute(Qt.WidgetAttribute.WA_AcceptTouchEvents)
        view.grabGesture(Qt.GestureType.PinchGesture)
        view.grabGesture(Qt.GestureType.TapAndHoldGesture)
        QScroller.grabGesture(view, QScroller.ScrollerGestureType.TouchGesture)

    def lets_scroll(self, on: bool) -> None:
        """Whether a finger scrolls or draws."""
        view = self._canvas.viewport()
        if on and not self._lets_scroll:
            QScroller.grabGesture(view, QScroller.ScrollerGestureType.TouchGesture)
        elif not on:
            QScroller.ungrabGesture(view)
        self._lets_scroll = on

    def erase_with(self, eraser: Tool) -> None:
        """The tool of a pen's blunt end."""
        self._eraser = eraser

    def takes(self, event: QEvent) -> bool:
        """Gestures of the viewport; True when one was for us."""
        if isinstance(event, QNativeGestureEvent):
            if event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
                self._canvas.step_zoom(event.value() * 4, event.position())
                return True
            return False
        if event.type() == QEvent.Type.Gesture and isinstance(event, QGestureEvent):
            return self._gesture(event)
        return False

    def _gesture(self, event: QGestureEvent) -> bool:
        pinch = event.gesture(Qt.GestureType.PinchGesture)
        view = self._canvas.viewport()
        if isinstance(pinch, QPinchGesture):
            centre = QPointF(view.mapFromGlobal(pinch.centerPoint().toPoint()))
            self._canvas.zoom_by(pinch.scaleFactor(), centre)
            return True
        held = event.gesture(Qt.GestureType.TapAndHoldGesture)
        if isinstance(held, QTapAndHoldGesture) and held.state() == Qt.GestureState.GestureFinished:
            at = QPointF(view.mapFromGlobal(held.position().toPoint()))
            self._canvas.tool.press(self._canvas.spot(at, clicks=2))
            self._canvas.tool.release(self._canvas.spot(at, clicks=2))
            self._canvas.menu_wanted.emit(view.mapToGlobal(at.toPoint()))
            return True
        return False

    # mouse

    def pressed(self, event: QMouseEvent) -> None:
        """A button, or a finger's tap."""
        at = event.position()
        near = self._last is not None and (at - self._last).manhattanLength() <= NEAR
        self._clicks = self._clicks % MOST_CLICKS + 1 if near and self._again.isActive() else 1
        self._last = at
        self._again.start()
        self._is_down = not (_is_finger(event) and self._lets_scroll)
        spot = self._canvas.spot(at, clicks=self._clicks, held=event.modifiers())
        self._canvas.tool.press(spot)

    def moved(self, event: QMouseEvent) -> None:
        """The hand moves."""
        spot = self._canvas.spot(event.position(), clicks=self._clicks, held=event.modifiers())
        if self._is_down and event.buttons() & Qt.MouseButton.LeftButton:
            self._canvas.tool.move(spot)
        elif not event.buttons():
            self._canvas.tool.hover(spot)

    def released(self, event: QMouseEvent) -> None:
        """The hand goes up."""
        self._is_down = False
        self._canvas.tool.release(self._canvas.spot(event.position(), clicks=self._clicks, held=event.modifiers()))

    # pen

    def pen(self, event: QTabletEvent) -> None:
        """A pen draws with its point and erases with its other end; taken here, so that no mouse events follow."""
        is_blunt = event.pointerType() == QPointingDevice.PointerType.Eraser
        tool = self._eraser if is_blunt and self._eraser is not None else self._canvas.tool
        spot = self._canvas.spot(event.position(), pressure=event.pressure() or 1.0, held=event.modifiers())
        match event.type():
            case QEvent.Type.TabletPress if event.button() == Qt.MouseButton.LeftButton:
                self._is_down = True
                tool.press(spot)
            case QEvent.Type.TabletMove if self._is_down:
                tool.move(spot)
            case QEvent.Type.TabletRelease if self._is_down:
                self._is_down = False
                tool.release(spot)
            case _:
                tool.hover(spot)
        event.accept()

    def _forget_clicks(self) -> None:
        self._clicks = 0


def _is_finger(event: QMouseEvent) -> bool:
    return event.device().type() == QInputDevice.DeviceType.TouchScreen
