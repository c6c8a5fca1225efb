"""Find in the paper, without regard to marks and case: hits appear page by page while the helper reads on."""

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from ecabinet_desktop.ui.i18n import count_of, tr
from ecabinet_desktop.ui.tokens import tokens
from ecabinet_desktop.ui.widgets.buttons import icon_button
from ecabinet_desktop.ui.widgets.labels import text

PAUSE = 200
"""Milliseconds after the last key before the search starts."""
Box = tuple[float, float, float, float]


class FindBar(QWidget):
    """`wanted` carries the words; `step` +1 or -1; `closed` that the bar was left."""

    wanted = Signal(str)
    step = Signal(int)
    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens().space_3, tokens().space_1, tokens().space_3, tokens().space_1)
        self._field = QLineEdit()
        self._field.setPlaceholderText(tr("Find in this paper"))
        self._field.setAccessibleName(tr("Find in this paper"))
        self._field.setClearButtonEnabled(True)
        self._count = text("", "muted")
        self._pause = QTimer(self, interval=PAUSE, singleShot=True)
        self._pause.timeout.connect(self._on_pause)
        self._field.textEdited.connect(lambda _text: self._pause.start())
        self._field.returnPressed.connect(self._on_return)
        row.addWidget(self._field, 1)
        row.addWidget(self._count)
        row.addWidget(icon_button("chevron-up", tr("Previous hit"), lambda: self.step.emit(-1)))
        row.addWidget(icon_button("chevron-down", tr("Next hit"), lambda: self.step.emit(1)))
        row.addWidget(icon_button("close", tr("Close the search"), self.close_bar))
        self._asked = ""
        self.hide()

    def open_bar(self, words: str = "") -> None:
        """Show the bar and type."""
        self.show()
        if words:
            self._field.setText(words)
            self._on_pause()
        self._field.setFocus()
        self._field.selectAll()

    def forget(self) -> None:
        """Another paper: hide the bar; the same words will be asked for anew."""
        self.hide()
        self._pause.stop()
        self._asked = ""

    def close_bar(self) -> None:
        """Hide the bar and forget the hits."""
        self.forget()
        self.wanted.emit("")
        self.closed.emit()

    def show_count(self, current: int, total: int, *, done: bool) -> None:
        """Say how many hits there are so far."""
        if not self._asked:
            self._count.setText("")
        elif total == 0:
            self._count.setText(tr("Nothing found") if done else tr("Searching…"))
        else:
            hits = count_of(total, "%n hit", "%n hits")
            self._count.setText(f"{current} / {hits}" if done else f"{current} / {hits}…")

    def _on_pause(self) -> None:
        self._pause.stop()
        words = self._field.text().strip()
        if words != self._asked:
            self._asked = words
            self.wanted.emit(words)

    def _on_return(self) -> None:
        if self._field.text().strip() != self._asked:
            self._on_pause()
        else:
            self.step.emit(1)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_bar()
        else:
            super().keyPressEvent(event)


class Hits:
    """The hits found so far, in page order, and the current one."""

    def __init__(self, number: int = 0) -> None:
        self.by_page: dict[int, list[tuple[Box, ...]]] = {}
        self.number = number
        self.done = True
        self.current: tuple[int, int] | None = None

    def start(self) -> int:
        """A new search; returns its number, so that late answers of the old one are known."""
        self.number += 1
        self.by_page = {}
        self.current = None
        self.done = False
        return self.number

    def add(self, page: int, matches: tuple[tuple[Box, ...], ...]) -> bool:
        """Add a page's hits; True when they are the first."""
        first = not self.by_page
        if matches:
            self.by_page[page] = list(matches)
        return first and bool(matches)

    def all(self) -> list[tuple[int, int]]:
        """Every hit as (page, index on the page)."""
        return [(page, n) for page in sorted(self.by_page) for n in range(len(self.by_page[page]))]

    def move(self, step: int, page: int) -> tuple[int, int] | None:
        """The next or previous hit, from the current one or else from `page`; around at the ends."""
        hits = self.all()
        if not hits:
            return None
        if self.current in hits:
            index = (hits.index(self.current) + step) % len(hits)
        else:
            index = next((n for n, hit in enumerate(hits) if hit[0] >= page), 0)
        self.current = hits[index]
        return self.current

    def position(self) -> int:
        """The current hit's number, from 1; 0 for none."""
        hits = self.all()
        return hits.index(self.current) + 1 if self.current in hits else 0
