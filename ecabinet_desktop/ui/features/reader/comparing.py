"""Two versions of a paper side by side: what changed is marked in both and listed, and they scroll together.

The older version stands at the left and is only read; the newer one keeps its notes and tools.
"""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QObject, QPointF, Signal

from ecabinet_desktop.domain.annotation import Quad
from ecabinet_desktop.domain.paper import PaperVersion
from ecabinet_desktop.errors import ECabinetError
from ecabinet_desktop.pdf.compare import Changed, ChangeKind, Comparison, Part
from ecabinet_desktop.ui.feature import Surroundings
from ecabinet_desktop.ui.features.reader.painting import Band
from ecabinet_desktop.ui.features.reader.pane import PaperPane
from ecabinet_desktop.ui.i18n import count_of, mark, tr
from ecabinet_desktop.ui.tasks import Progress, Task
from ecabinet_desktop.ui.widgets.rows import Row
from ecabinet_desktop.usecases.desk import Desk

WORDS = {
    ChangeKind.ADDED: mark("Added"),
    ChangeKind.REMOVED: mark("Removed"),
    ChangeKind.REWORDED: mark("Reworded"),
    ChangeKind.MOVED: mark("Moved"),
}
COLOURS = {
    ChangeKind.ADDED: "#bfe8c4",
    ChangeKind.REMOVED: "#f6c4c0",
    ChangeKind.REWORDED: "#ffe3a3",
    ChangeKind.MOVED: "#cfd8f7",
}
LONGEST = 160


class VersionComparison(QObject):
    """Works the comparison of two open panes out and shows it. `ready` carries it, `progressed` a share of it."""

    ready = Signal(object)
    progressed = Signal(float)

    def __init__(
        self, desk: Desk, around: Surroundings, older: PaperPane, newer: PaperPane, on_end: Callable[[], object]
    ) -> None:
        super().__init__(newer)
        self._desk = desk
        self._around = around
        self._on_end = on_end
        self._older = older
        self._newer = newer
        self._task: Task[Comparison] | None = None
        self._follows = False
        self.comparison: Comparison | None = None
        newer.canvas.moved.connect(self._on_newer_moved)
        older.canvas.moved.connect(self._on_older_moved)

    def start(self, old: PaperVersion, new: PaperVersion) -> None:
        """Compare; the panes may be read meanwhile."""
        compare = self._desk.comparing.compare

        def work(progress: Progress) -> Comparison:
            return compare(
                old.id, new.id, cancelled=lambda: progress.cancelled, progress=lambda share: progress.tell(share)
            )

        self._task = self._around.tasks.run(
            self, work, self._on_compared, self._on_failed, key="compare",
            progress=lambda share, _words: self.progressed.emit(share),
        )  # fmt: skip

    def end(self) -> None:
        """Stop, and take the colours away."""
        if self._task is not None:
            self._task.cancel()
        self._newer.canvas.moved.disconnect(self._on_newer_moved)
        self._older.canvas.moved.disconnect(self._on_older_moved)
        for pane in (self._older, self._newer):
            pane.canvas.painter.changes = {}
            pane.canvas.refresh()

    def show_change(self, number: int) -> None:
        """Bring one change into view in both."""
        if self.comparison is None:
            return
        change = self.comparison.changes[number]
        self._follows = True
        _reveal(self._newer, change.new_page, change.new_quads)
        _reveal(self._older, change.old_page, change.old_quads)
        self._follows = False

    def _on_compared(self, comparison: Comparison) -> None:
        self.comparison = comparison
        self._older.canvas.painter.changes = bands((change, change.old) for change in comparison.changes)
        self._newer.canvas.painter.changes = bands((change, change.new) for change in comparison.changes)
        for pane in (self._older, self._newer):
            pane.canvas.refresh()
        self._on_newer_moved()
        self.ready.emit(comparison)

    def _on_failed(self, error: ECabinetError) -> None:
        self._around.failures.tell(self._newer, error)
        self._on_end()

    # scrolling together

    def _on_newer_moved(self) -> None:
        if self.comparison is not None:
            self._follow(self._newer, self._older, self.comparison.page_map.to_old)

    def _on_older_moved(self) -> None:
        if self.comparison is not None:
            self._follow(self._older, self._newer, self.comparison.page_map.to_new)

    def _follow(
        self, leader: PaperPane, other: PaperPane, to_other: Callable[[int, float], tuple[int, float]]
    ) -> None:
        """The other version shows the same passage at the same height of the view."""
        if self._follows or leader.paper is None or other.paper is None:
            return
        self._follows = True
        height = leader.canvas.viewport().height() / 3
        spot = leader.canvas.spot(QPointF(leader.canvas.viewport().width() / 2, height))
        page, y = to_other(spot.page, spot.y)
        other.canvas.go_to(page, y - height / other.canvas.scale)
        self._follows = False


def bands(passages: Iterable[tuple[Changed, tuple[Part, ...]]]) -> dict[int, list[Band]]:
    """The coloured rectangles of each page."""
    found: dict[int, list[Band]] = {}
    for change, parts in passages:
        for part in parts:
            found.setdefault(part.page, []).extend((quad, COLOURS[change.kind]) for quad in part.quads)
    return found


def rows_of(comparison: Comparison) -> list[Row]:
    """The list of changes; a row's id is the change's number."""
    return [_row(number, change) for number, change in enumerate(comparison.changes)]


def summary(comparison: Comparison) -> str:
    """How much has changed, in words."""
    if not comparison.changes:
        return tr("The words of both versions are the same.")
    return count_of(len(comparison.changes), "%n change", "%n changes")


def _row(number: int, change: Changed) -> Row:
    new = " ".join(change.new_text.split())[:LONGEST]
    old = " ".join(change.old_text.split())[:LONGEST]
    return Row(
        id=str(number),
        title=new or old,
        subtitle=tr("before: {words}").format(words=old) if new and old else "",
        badges=((tr(WORDS[change.kind]), "plain"),),
        trail=tr("p. {page}").format(page=change.new_page + 1),
    )


def _reveal(pane: PaperPane, page: int, quads: Sequence[Quad]) -> None:
    pane.canvas.reveal(page, quads[0].top if quads else 0.0)
