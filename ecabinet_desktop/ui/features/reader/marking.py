"""Marking with the hand and with keys: makes, chooses, moves and changes the marks of one paper.

What a mark is and how it is kept is `usecases/marks`' business; here a gesture becomes a call of it.
"""

from collections.abc import Callable, Sequence

import msgspec
from PySide6.QtCore import QObject, Qt, QTimer, Signal

from ecabinet_desktop.domain.annotation import Annotation, AnnotationKind, Colour, Quad, Stroke
from ecabinet_desktop.ui.features.reader.canvas import PageCanvas
from ecabinet_desktop.ui.features.reader.grips import grip_at, shifted
from ecabinet_desktop.ui.features.reader.mark_painting import is_on, mark_at
from ecabinet_desktop.ui.features.reader.selecting import TextSelection
from ecabinet_desktop.ui.features.reader.spots import Spot, Tool
from ecabinet_desktop.ui.features.reader.tools import (
    Drag,
    EraserTool,
    FrameTool,
    HandTool,
    MarkerTool,
    PenTool,
    SelectTool,
)
from ecabinet_desktop.usecases.marks import Edit, Marks

SAVE_AFTER, SAVE_AT_MOST = 1000, 10_000
"""Milliseconds of rest before marks are saved, and how long they wait at the most."""
TEXT_BOX = (180.0, 44.0)
"""Points of a text box made by a tap."""
RUBBER = 6.0
"""Pixels around the eraser's point."""
PASTE_SHIFT = 12.0
Kind = AnnotationKind


class Marking(QObject):
    """`changed` follows every change of a mark, `chosen_changed` of what is chosen; `written` asks for the words of
    a new note; `save_due` that the marks should be saved."""

    changed = Signal()
    chosen_changed = Signal()
    written = Signal(str)
    save_due = Signal()
    tapped = Signal(object)
    tool_changed = Signal(str)

    def __init__(self, canvas: PageCanvas, parent: QObject) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self.marks: Marks | None = None
        self.may_mark = True
        self.colour = Colour.YELLOW
        self.kind = Kind.HIGHLIGHT
        self.pen_width = 1.8
        self.tool_name = ""
        self._copied: tuple[Annotation, ...] = ()
        self._is_erasing = False
        self._rest = QTimer(self, interval=SAVE_AFTER, singleShot=True)
        self._most = QTimer(self, interval=SAVE_AT_MOST, singleShot=True)
        for timer in (self._rest, self._most):
            timer.timeout.connect(self.save_due)
        canvas.erase_with(self._eraser())
        self.use("select")

    # whose marks

    def show(self, marks: Marks | None, *, may_mark: bool) -> None:
        """Work on the marks of another paper."""
        self.marks = marks
        self.may_mark = may_mark and marks is not None
        self._canvas.painter.chosen = frozenset()
        self.use("select")
        self.refresh()

    def on_dirty(self) -> None:
        """Marks wait to be saved."""
        self._rest.start()
        if not self._most.isActive():
            self._most.start()

    def saved(self) -> None:
        """They need not wait any longer."""
        self._rest.stop()
        self._most.stop()

    def refresh(self) -> None:
        """Show the marks as they are."""
        self._canvas.painter.show_marks(dict(self.marks.by_page()) if self.marks is not None else {})
        self._canvas.refresh()
        self.changed.emit()

    # tools

    def use(self, name: str) -> None:
        """Take a tool: select, hand, marker, pen, eraser, text_box or zoom_area."""
        canvas = self._canvas
        made: dict[str, Callable[[], Tool]] = {
            "select": lambda: SelectTool(canvas, self._on_tap, self._grab),
            "hand": lambda: HandTool(canvas, self._on_tap),
            "marker": lambda: MarkerTool(canvas, self._on_tap, self._mark_text, self._mark_band),
            "pen": lambda: PenTool(canvas, self._draw, self.colour, self.pen_width),
            "eraser": self._eraser,
            "text_box": lambda: FrameTool(canvas, self._frame_text, self._tap_text),
            "zoom_area": lambda: FrameTool(canvas, self._zoom_area),
        }
        is_marking = name in ("marker", "pen", "eraser", "text_box")
        self.tool_name = "select" if is_marking and not self.may_mark else name
        canvas.take(made[self.tool_name]())
        self.tool_changed.emit(self.tool_name)

    def use_colour(self, colour: Colour) -> None:
        """Another pen; what is chosen takes its colour, too."""
        self.colour = colour
        if self.marks is not None and self.chosen:
            self._did(self.marks.recolour(self.chosen, colour))
        if self.tool_name == "pen":
            self.use("pen")

    def _eraser(self) -> EraserTool:
        return EraserTool(self._rub, self._end_step)

    # choosing

    @property
    def chosen(self) -> frozenset[str]:
        """Ids of the chosen marks."""
        return self._canvas.painter.chosen

    def choose(self, *mark_ids: str) -> None:
        """Choose these marks and no others."""
        self._canvas.painter.chosen = frozenset(mark_ids)
        self._canvas.refresh()
        self.chosen_changed.emit()

    def chosen_marks(self) -> list[Annotation]:
        """The chosen marks that are still there."""
        marks = self.marks
        found = [marks.get(each) for each in self.chosen] if marks is not None else []
        return [mark for mark in found if mark is not None]

    def _on_tap(self, spot: Spot) -> None:
        found = mark_at(self.marks.on_page(spot.page), spot.x, spot.y, self._canvas.scale) if self.marks else None
        if found is None:
            self.choose()
            self.tapped.emit(spot)
            return
        if spot.held & Qt.KeyboardModifier.ControlModifier:
            self.choose(*(self.chosen ^ {found.id}))
        else:
            self.choose(found.id)

    def _grab(self, spot: Spot) -> Drag | None:
        """Take hold of a chosen mark, or of any sign, to move it."""
        if self.marks is None or not self.may_mark:
            return None
        return grip_at(self._canvas, self.marks, self.chosen, spot, self._on_dragged, self._end_step)

    def _on_dragged(self, mark_id: str) -> None:
        if mark_id not in self.chosen:
            self.choose(mark_id)
        self.refresh()

    # making

    def mark_selection(self, kind: AnnotationKind) -> None:
        """Mark the selected words; one mark a page, one step."""
        selection = self._canvas.selection
        if selection is not None:
            self.kind = kind
            self._mark_text(selection)

    def _mark_text(self, selection: TextSelection) -> None:
        if self.marks is None or not self.may_mark:
            return
        drafts = [
            self.marks.draft(page, self.kind, part.quads, self.colour, quote=part.quote)
            for page, part in selection.parts
        ]
        self._canvas.select(None)
        self._made(drafts)

    def _mark_band(self, page: int, quad: Quad) -> None:
        """Freehand, where the paper is a picture."""
        if self.marks is not None:
            self._made([self.marks.draft(page, self.kind, (quad,), self.colour)])

    def _draw(self, page: int, stroke: Stroke) -> None:
        if self.marks is not None:
            xs, ys = stroke.points[0::3], stroke.points[1::3]
            box = Quad(min(xs), min(ys), max(xs), max(ys))
            self._did(self.marks.add(page, Kind.INK, (box,), self.colour, strokes=(stroke,)))

    def put_sign(self, kind: AnnotationKind) -> None:
        """A note, bookmark, speaking note or question: beside the selected words, else in mid-view."""
        if self.marks is None or not self.may_mark:
            return
        selection = self._canvas.selection
        if selection is not None:
            page, part = selection.parts[0]
            quads: Sequence[Quad] = (
                Quad(part.quads[0].left, part.quads[0].top, part.quads[0].left, part.quads[0].top),
            )
            draft = self.marks.draft(page, kind, quads, self.colour, quote=part.quote)
        else:
            page, (x, y) = self._canvas.middle()
            x, y = (18.0, 24.0) if kind is Kind.BOOKMARK else (x, y)
            draft = self.marks.draft(page, kind, (Quad(x, y, x, y),), self.colour)
        self._canvas.select(None)
        self._made([draft])
        if kind is not Kind.BOOKMARK:
            self.written.emit(draft.id)

    def _frame_text(self, page: int, quad: Quad) -> None:
        if self.marks is not None:
            draft = self.marks.draft(page, Kind.TEXT_BOX, (quad,), self.colour)
            self._made([draft])
            self.use("select")
            self.written.emit(draft.id)

    def _tap_text(self, spot: Spot) -> None:
        width, height = TEXT_BOX
        self._frame_text(spot.page, Quad(spot.x, spot.y, spot.x + width, spot.y + height))

    def _zoom_area(self, page: int, quad: Quad) -> None:
        sheet = self._canvas.sheet(page)
        self._canvas.zoom_to(sheet, sheet.rect(quad))
        self.use("select")

    def _made(self, drafts: Sequence[Annotation]) -> None:
        if self.marks is not None and drafts:
            self.marks.add_all(drafts)
            self.refresh()
            self.choose(*(draft.id for draft in drafts))

    # changing

    def _rub(self, spot: Spot) -> None:
        """Lines under the eraser go whole, as pencil strokes do; one rubbing is one step."""
        if self.marks is None or not self.may_mark:
            return
        reach = RUBBER / self._canvas.scale
        for mark in self.marks.on_page(spot.page):
            if mark.kind is not Kind.INK or not mark.is_own:
                continue
            left = tuple(s for s in mark.strokes if not is_on(s, spot.x, spot.y, max(reach, s.width)))
            if len(left) < len(mark.strokes):
                after = msgspec.structs.replace(mark, strokes=left) if left else None
                self._did(self.marks.apply([Edit(mark, after)]))

    def _end_step(self) -> None:
        if self.marks is not None:
            self.marks.end_step()

    def write(self, mark_id: str, words: str) -> None:
        """Keystrokes in the words of a mark."""
        if self.marks is not None:
            self._did(self.marks.write(mark_id, words))

    def delete(self, mark_ids: Sequence[str] | None = None) -> None:
        """Delete these marks, or the chosen ones."""
        if self.marks is not None:
            self.marks.delete(self.chosen if mark_ids is None else mark_ids)
            self.refresh()
            self.choose()

    def copy(self) -> bool:
        """Remember the chosen marks; False when none is chosen."""
        self._copied = tuple(self.chosen_marks())
        return bool(self._copied)

    def paste(self) -> None:
        """Put copies on the page in view, a little lower."""
        if self.marks is None or not self._copied or not self.may_mark:
            return
        self._made([_copy_of(self.marks, mark, self._canvas.page) for mark in self._copied])

    def step(self, act: Callable[[Marks], object]) -> None:
        """Undo or redo."""
        if self.marks is not None:
            act(self.marks)
            self.refresh()
            self.choose(*(mark.id for mark in self.chosen_marks()))

    def _did(self, _result: object) -> None:
        self.refresh()


def _copy_of(marks: Marks, mark: Annotation, page: int) -> Annotation:
    """A copy for a page; on the mark's own page it stands a little lower."""
    by = PASTE_SHIFT if page == mark.page else 0.0
    quads = tuple(Quad(q.left + by, q.top + by, q.right + by, q.bottom + by) for q in mark.quads)
    strokes = tuple(shifted(stroke, by, by) for stroke in mark.strokes)
    return marks.draft(page, mark.kind, quads, mark.colour, text=mark.text, quote=mark.quote, strokes=strokes)
