"""Marking by hand: each tool through real mouse and pen events on real pages."""

from collections.abc import Callable

import pytest
from ecabinet_desktop.domain.annotation import Annotation, AnnotationKind, Colour
from ecabinet_desktop.ui.features.reader.mark_painting import handle_of
from ecabinet_desktop.ui.features.reader.marking import TEXT_BOX
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent, QPointingDevice, QTabletEvent
from PySide6.QtTest import QTest

from tests.gui.reader.conftest import OTHER, PAPER, Reading, plain, put
from tests.helpers import pdfs

PEN = QPointingDevice.PointerType.Pen
ERASER = QPointingDevice.PointerType.Eraser


def drag(reading: Reading, *points: tuple[float, float], page: int = 0) -> None:
    """Press at the first point (of the page), move over the others, let go."""
    viewport = reading.canvas.viewport()
    places = [reading.at(page, *point) for point in points]
    QTest.mousePress(viewport, Qt.MouseButton.LeftButton, pos=places[0])
    for place in places[1:]:
        moved = QMouseEvent(
            QEvent.Type.MouseMove, QPointF(place), QPointF(viewport.mapToGlobal(place)), Qt.MouseButton.NoButton,
            Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        QGuiApplication.sendEvent(viewport, moved)
    QTest.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=places[-1])


def pen(
    reading: Reading, kind: QEvent.Type, at: QPoint, pressure: float, pointer: QPointingDevice.PointerType
) -> None:
    button = Qt.MouseButton.NoButton if kind is QEvent.Type.TabletMove else Qt.MouseButton.LeftButton
    device = QPointingDevice(
        "pen", 7, QPointingDevice.DeviceType.Stylus, pointer, QPointingDevice.Capability.Pressure, 1, 1
    )
    viewport = reading.canvas.viewport()
    event = QTabletEvent(
        kind, device, QPointF(at), QPointF(viewport.mapToGlobal(at)), pressure, 0, 0, 0.0, 0.0, 0.0,
        Qt.KeyboardModifier.NoModifier, button, Qt.MouseButton.LeftButton,
    )  # fmt: skip
    QGuiApplication.sendEvent(viewport, event)


def only(reading: Reading) -> Annotation:
    (mark,) = reading.marks.all()
    return mark


def test_the_marker_marks_what_it_goes_over_and_stays_in_hand(reading: Reading) -> None:
    reading.open()
    reading.view.marking.use("marker")
    reading.drag(0, 0, 2)
    assert only(reading).kind is AnnotationKind.HIGHLIGHT
    quote = only(reading).quote
    assert quote is not None
    assert quote.exact == "Tờ trình về"
    assert reading.canvas.selection is None
    reading.drag(0, 4, 5)
    assert len(reading.marks.all()) == 2
    reading.keys(Qt.Key.Key_Escape)


def test_on_a_scan_the_marker_lays_a_band(reading: Reading) -> None:
    put(reading.bench, pdfs.scan_pdf(), plain(1), OTHER)
    reading.go(OTHER)
    reading.until(lambda: reading.canvas.words(0) == ())
    reading.view.marking.use("marker")
    drag(reading, (100, 100), (200, 110), (300, 120))
    mark = only(reading)
    assert (mark.kind, mark.quote) == (AnnotationKind.HIGHLIGHT, None)
    (quad,) = mark.quads
    assert quad.left == pytest.approx(100, abs=2)
    assert quad.bottom == pytest.approx(120, abs=2)


def test_the_pen_draws_with_its_pressure_and_its_other_end_erases(reading: Reading) -> None:
    reading.open()
    reading.view.marking.use("pen")
    places = [reading.at(0, 200 + 20 * n, 400 + 5 * n) for n in range(5)]
    pen(reading, QEvent.Type.TabletPress, places[0], 0.2, PEN)
    for n, place in enumerate(places[1:]):
        pen(reading, QEvent.Type.TabletMove, place, 0.4 + 0.1 * n, PEN)
    pen(reading, QEvent.Type.TabletRelease, places[-1], 0.0, PEN)
    mark = only(reading)
    assert mark.kind is AnnotationKind.INK
    forces = mark.strokes[0].points[2::3]
    assert forces[0] == pytest.approx(0.2, abs=0.01)
    assert max(forces) == pytest.approx(0.7, abs=0.01)
    pen(reading, QEvent.Type.TabletPress, places[2], 1.0, ERASER)
    pen(reading, QEvent.Type.TabletRelease, places[2], 0.0, ERASER)
    assert reading.marks.all() == []
    reading.marks.undo()
    assert only(reading).id == mark.id


def test_the_mouse_draws_too_and_the_eraser_takes_one_line_of_two(reading: Reading) -> None:
    reading.open()
    reading.view.marking.use("pen")
    drag(reading, (100, 300), (150, 300), (200, 300))
    drag(reading, (100, 500), (150, 500), (200, 500))
    assert len(reading.marks.all()) == 2
    reading.view.marking.use("eraser")
    drag(reading, (150, 490), (150, 500), (150, 510))
    assert only(reading).quads[0].top == pytest.approx(300, abs=2)


def test_a_text_box_is_drawn_or_tapped_and_wants_its_words(reading: Reading) -> None:
    reading.open()
    reading.view.marking.use("text_box")
    drag(reading, (100, 300), (200, 340), (300, 380))
    mark = only(reading)
    assert mark.kind is AnnotationKind.TEXT_BOX
    assert reading.view.marking.tool_name == "select"
    assert reading.view.notes._words.hasFocus()
    reading.view.marking.use("text_box")
    reading.tap(reading.at(0, 100, 500))
    second = next(each for each in reading.marks.all() if each.id != mark.id)
    assert second.quads[0].right - second.quads[0].left == pytest.approx(TEXT_BOX[0], abs=1)


def test_a_chosen_sign_moves_and_a_box_grows_by_its_corner_each_as_one_step(reading: Reading) -> None:
    reading.open()
    note = reading.marks.stick(0, 200, 300, "nguồn vốn")
    reading.view.marking.refresh()
    reading.tap(reading.at(0, 200, 300))
    assert reading.view.marking.chosen == {note.id}
    drag(reading, (200, 300), (230, 320), (260, 350))
    moved = reading.marks.get(note.id)
    assert moved is not None
    assert moved.quads[0].left == pytest.approx(260, abs=2)
    reading.marks.undo()
    back = reading.marks.get(note.id)
    assert back is not None
    assert back.quads == note.quads
    reading.view.marking.use("text_box")
    drag(reading, (100, 400), (200, 440))
    box = reading.view.marking.chosen_marks()[0]
    corner = handle_of(box, reading.canvas.sheet(0)).center()
    x, y = reading.canvas.sheet(0).to_page(corner)
    drag(reading, (x, y), (x + 40, y + 20), (x + 80, y + 40))
    grown = reading.marks.get(box.id)
    assert grown is not None
    assert grown.quads[0].right == pytest.approx(box.quads[0].right + 80, abs=2)
    assert grown.quads[0].left == box.quads[0].left


def test_a_frame_fills_the_view_and_the_hand_moves_the_paper(reading: Reading) -> None:
    reading.open()
    before = reading.canvas.scale
    reading.view.marking.use("zoom_area")
    drag(reading, (100, 100), (200, 160), (300, 200))
    assert reading.canvas.scale > 1.5 * before
    x, y = reading.canvas.spot(QPointF(reading.canvas.viewport().rect().center())).point
    assert (x, y) == pytest.approx((200, 150), abs=6)
    reading.view.marking.use("hand")
    value = reading.canvas.verticalScrollBar().value()
    drag(reading, (200, 160), (200, 150), (200, 140))
    assert reading.canvas.verticalScrollBar().value() > value


@pytest.mark.parametrize(
    ("sequence", "kind"),
    [
        ("bookmark", AnnotationKind.BOOKMARK), ("speaking_note", AnnotationKind.SPEAKING_NOTE),
        ("question", AnnotationKind.QUESTION), ("sticky", AnnotationKind.STICKY_NOTE),
    ],
)  # fmt: skip
def test_signs_are_put_by_their_actions(reading: Reading, sequence: str, kind: AnnotationKind) -> None:
    reading.open()
    reading.view.bar.actions_by_id[sequence].trigger()
    assert only(reading).kind is kind


@pytest.mark.parametrize(
    ("name", "kind"), [("underline", AnnotationKind.UNDERLINE), ("strike_out", AnnotationKind.STRIKE_OUT)]
)
def test_selected_text_is_underlined_or_struck_out(reading: Reading, name: str, kind: AnnotationKind) -> None:
    reading.open()
    reading.drag(0, 0, 2)
    reading.view.bar.actions_by_id[name].trigger()
    assert only(reading).kind is kind


def test_several_marks_are_chosen_recoloured_copied_and_deleted_together(reading: Reading) -> None:
    reading.open()
    for y in (300, 360):
        reading.marks.stick(0, 200, y, str(y))
    reading.view.marking.refresh()
    reading.tap(reading.at(0, 200, 300))
    QTest.mouseClick(
        reading.canvas.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.ControlModifier,
        reading.at(0, 200, 360),
    )  # fmt: skip
    marking = reading.view.marking
    assert len(marking.chosen) == 2
    marking.use_colour(Colour.RED)
    assert {mark.colour for mark in reading.marks.all()} == {Colour.RED}
    reading.view.bar.actions_by_id["copy"].trigger()
    reading.view.bar.actions_by_id["paste"].trigger()
    assert len(reading.marks.all()) == 4
    reading.view.bar.actions_by_id["delete_note"].trigger()
    assert len(reading.marks.all()) == 2
    assert marking.chosen == frozenset()


def test_escape_gives_up_what_was_begun(reading: Reading) -> None:
    reading.open()
    reading.view.marking.use("pen")
    QTest.mousePress(reading.canvas.viewport(), Qt.MouseButton.LeftButton, pos=reading.at(0, 100, 300))
    reading.canvas.setFocus()
    reading.keys(Qt.Key.Key_Escape)
    QTest.mouseRelease(reading.canvas.viewport(), Qt.MouseButton.LeftButton, pos=reading.at(0, 160, 300))
    assert reading.marks.all() == []


def clicks(reading: Reading, count: int, where: QPoint) -> None:
    for _ in range(count):
        QTest.mouseClick(reading.canvas.viewport(), Qt.MouseButton.LeftButton, pos=where)


@pytest.mark.parametrize(
    ("count", "claim"),
    [
        (2, lambda text: text == "ngân"),
        (3, lambda text: text == "Tờ trình về ngân sách nhà nước"),
    ],
)
def test_clicks_take_the_word_and_the_line(reading: Reading, count: int, claim: Callable[[str], bool]) -> None:
    reading.open(PAPER)
    clicks(reading, count, reading.word(0, 3))
    assert reading.canvas.selection is not None
    assert claim(reading.canvas.selection.text), reading.canvas.selection.text
