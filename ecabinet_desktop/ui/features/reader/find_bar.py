"""Find in the paper, without regard to case and – unless asked – marks: hits appear while the helper reads on.

The bar only says what is wanted; where the hits are is kept in `Hits`, and `FindList` shows them all.
"""

from bisect import insort

from PySide6.QtCore import QLocale, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from ecabinet_desktop.pdf.protocol import MOST_HITS, Box
from ecabinet_desktop.ui.i18n import tr
from ecabinet_desktop.ui.tokens import tokens
from ecabinet_desktop.ui.widgets.buttons import icon_button
from ecabinet_desktop.ui.widgets.labels import text

PAUSE = 120
"""Milliseconds after the last key before the search starts."""


class FindBar(QWidget):
    """`wanted` carries the words when they or `whole_word` or `exact` have changed; `step` +1 or -1.

    `closed` tells that the bar was left, `list_wanted` that the person goes down to the list of hits.
    """

    wanted = Signal(str)
    step = Signal(int)
    closed = Signal()
    list_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._field = QLineEdit()
        self._field.setPlaceholderText(tr("Find in this paper"))
        self._field.setAccessibleName(tr("Find in this paper"))
        self._field.setClearButtonEnabled(True)
        self._count = text("", "muted")
        self._whole = _toggle(tr("Whole words"), tr("“an” does not find “toàn”"))
        self._exact = _toggle(tr("Exact marks"), tr("“đất” finds neither “dat” nor “dát”"))
        self._pause = QTimer(self, interval=PAUSE, singleShot=True)
        self._pause.timeout.connect(self._on_pause)
        self._field.textEdited.connect(lambda _text: self._pause.start())
        for toggle in (self._whole, self._exact):
            toggle.toggled.connect(lambda _on: self._on_pause())
        row = QHBoxLayout(self)
        row.setContentsMargins(tokens().space_3, tokens().space_1, tokens().space_3, tokens().space_1)
        row.addWidget(self._field, 1)
        row.addWidget(self._count)
        row.addWidget(self._whole)
        row.addWidget(self._exact)
        row.addWidget(icon_button("chevron-up", tr("Previous hit"), lambda: self.step.emit(-1)))
        row.addWidget(icon_button("chevron-down", tr("Next hit"), lambda: self.step.emit(1)))
        row.addWidget(icon_button("close", tr("Close the search"), self.close_bar))
        self._asked: tuple[str, bool, bool] = ("", False, False)
        self.hide()

    @property
    def words(self) -> str:
        """What is searched for, "" for nothing."""
        return self._asked[0]

    @property
    def whole_word(self) -> bool:
        """Whether only whole words are hits."""
        return self._whole.isChecked()

    @property
    def exact(self) -> bool:
        """Whether marks count."""
        return self._exact.isChecked()

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
        self._asked = ("", False, False)

    def close_bar(self) -> None:
        """Hide the bar and forget the hits."""
        self.forget()
        self.wanted.emit("")
        self.closed.emit()

    def show_count(self, current: int, total: int, *, done: bool) -> None:
        """Say how many hits there are so far, and which of them is shown (0 for none)."""
        if not self.words:
            said = ""
        elif total == 0:
            said = tr("Nothing found") if done else tr("Searching…")
        else:
            number = QLocale()
            of = tr("{n} or more") if total >= MOST_HITS else "{n}"
            said = tr("{current} of {total}").format(
                current=number.toString(current), total=of.format(n=number.toString(total))
            )
            said += "" if done else "…"
        self._count.setText(said)

    def _on_pause(self) -> None:
        self._pause.stop()
        asked = (self._field.text().strip(), self.whole_word, self.exact)
        if asked != self._asked and (asked[0] or self._asked[0]):
            self._asked = asked
            self.wanted.emit(asked[0])

    def _on_return(self, step: int) -> None:
        if self._field.text().strip() != self.words:
            self._on_pause()
        else:
            self.step.emit(step)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        match event.key():
            case Qt.Key.Key_Escape:
                self.close_bar()
            case Qt.Key.Key_Return | Qt.Key.Key_Enter if self._field.hasFocus():
                self._on_return(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
            case Qt.Key.Key_Down if self._field.hasFocus():
                self.list_wanted.emit()
            case _:
                super().keyPressEvent(event)


class Hits:
    """The hits found so far, in page order, and the current one. Adding a page does not cost more with each."""

    def __init__(self, number: int = 0) -> None:
        self.by_page: dict[int, list[tuple[Box, ...]]] = {}
        self.number = number
        self.done = True
        self.current: tuple[int, int] | None = None
        self.total = 0
        self._pages: list[int] = []

    def start(self) -> int:
        """A new search; returns its number, so that late answers of the old one are known."""
        self.number += 1
        self.by_page = {}
        self._pages = []
        self.total = 0
        self.current = None
        self.done = False
        return self.number

    def add(self, page: int, matches: tuple[tuple[Box, ...], ...]) -> bool:
        """Add a page's hits; True when they are the first."""
        first = not self._pages
        if not matches:
            return False
        if page in self.by_page:
            self.total -= len(self.by_page[page])
        else:
            insort(self._pages, page)
        self.by_page[page] = list(matches)
        self.total += len(matches)
        return first

    def all(self) -> list[tuple[int, int]]:
        """Every hit as (page, index on the page)."""
        return [(page, n) for page in self._pages for n in range(len(self.by_page[page]))]

    def choose(self, page: int, index: int) -> bool:
        """Make a hit the current one; False when it is not there."""
        is_there = index < len(self.by_page.get(page, ()))
        if is_there:
            self.current = (page, index)
        return is_there

    def move(self, step: int, page: int) -> tuple[int, int] | None:
        """The next or previous hit, from the current one or else from `page`; around at the ends."""
        if not self._pages:
            return None
        if self.current is None or self.current[0] not in self.by_page:
            self.current = (next((each for each in self._pages if each >= page), self._pages[0]), 0)
            return self.current
        here, index = self.current
        index += step
        if not 0 <= index < len(self.by_page[here]):
            here = self._pages[(self._pages.index(here) + step) % len(self._pages)]
            index = 0 if step > 0 else len(self.by_page[here]) - 1
        self.current = (here, index)
        return self.current

    def position(self) -> int:
        """The current hit's number, from 1; 0 for none."""
        if self.current is None or self.current[0] not in self.by_page:
            return 0
        page, index = self.current
        return sum(len(self.by_page[each]) for each in self._pages if each < page) + index + 1


def _toggle(words: str, example: str) -> QToolButton:
    made = QToolButton()
    made.setText(words)
    made.setProperty("kind", "choice")
    made.setCheckable(True)
    made.setAccessibleName(words)
    made.setAccessibleDescription(example)
    made.setToolTip(example)
    made.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    made.setMinimumSize(QSize(64, 32))
    return made
