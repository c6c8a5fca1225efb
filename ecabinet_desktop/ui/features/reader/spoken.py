"""Pages for people who hear them: gives a screen reader the text of the pages in view, letter by letter in place.

One rule: nothing here keeps a page. The text is put together from the words that the canvas knows when it is asked.

Qt for Python cannot answer where a selection lies (`QAccessibleTextInterface.selection` returns its numbers through
pointers), and what it does not answer is not zero but anything. So no selection is reported as such: a text that
becomes selected is said instead.
"""

from bisect import bisect_right
from dataclasses import dataclass
from functools import cache

from PySide6.QtCore import QObject, QPoint, QRect
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QAccessibleEvent,
    QAccessibleInterface,
    QAccessibleTextInterface,
)
from PySide6.QtWidgets import QAccessibleWidget

from ecabinet_desktop.domain.annotation import Quad
from ecabinet_desktop.pdf.protocol import Word
from ecabinet_desktop.ui.features.reader.canvas import PageCanvas
from ecabinet_desktop.ui.features.reader.layout import Arrangement
from ecabinet_desktop.ui.i18n import tr

BETWEEN_PAGES = "\n\n"
SEEN = 8
"""Pixels of a page in view from which on it is read: its mere edge is not."""
MOST_SAID = 2000
"""Letters of a selection that are said; whoever selects more wants to copy it."""


def give_voice(canvas: PageCanvas) -> None:
    """Let screen readers read this canvas. Call it when the canvas has just been made."""
    _install()
    voice = Voice(canvas)
    if QAccessible.isActive():
        # Its name was set while nobody knew of the voice: the interface made then would stay for ever.
        former = QAccessible.queryAccessibleInterface(canvas)
        QAccessible.deleteAccessibleInterface(QAccessible.uniqueId(former))
    canvas.page_changed.connect(voice.on_page)
    canvas.selected.connect(voice.on_selected)


@dataclass(frozen=True, slots=True)
class Place:
    """A letter of the text: page, word, and which letter of it."""

    page: int
    word: Word
    letter: int


class SpokenText:
    """The words of some pages as one text: a line of the page is a line, a block ends with an empty one."""

    def __init__(self, pages: list[tuple[int, tuple[Word, ...]]]) -> None:
        self.words: list[tuple[int, Word]] = []
        self._starts: list[int] = []
        parts: list[str] = []
        length = 0
        for page, words in pages:
            former: Word | None = None
            for word in words:
                gap = (BETWEEN_PAGES if parts else "") if former is None else _gap(former, word)
                parts += [gap, word.text]
                self._starts.append(length + len(gap))
                self.words.append((page, word))
                length += len(gap) + len(word.text)
                former = word
        self.text = "".join(parts)

    def place(self, offset: int) -> Place | None:
        """What stands at an offset; a gap belongs to the word before it."""
        number = bisect_right(self._starts, offset) - 1
        if number < 0:
            return None
        page, word = self.words[number]
        return Place(page, word, min(offset - self._starts[number], len(word.text)))

    def offset(self, number: int, letter: int) -> int:
        """Where a letter of a word stands in the text."""
        return self._starts[number] + min(letter, len(self.words[number][1].text) - 1)


class Voice(QObject):
    """What the interfaces below ask of their canvas; it lives and dies with it."""

    def __init__(self, canvas: PageCanvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._known: tuple[object, ...] = ()
        self._text = SpokenText([])

    def visible_pages(self) -> list[int]:
        """The pages in view, in order."""
        canvas = self._canvas
        if not canvas.pages:
            return []
        if canvas.arrangement is Arrangement.SINGLE:
            return [canvas.page]
        first = last = canvas.page
        while first > 0 and self._is_seen(first - 1):
            first -= 1
        while last + 1 < canvas.pages and self._is_seen(last + 1):
            last += 1
        return list(range(first, last + 1))

    def text(self) -> SpokenText:
        """The text of the pages in view, as far as their words are known."""
        pages = [(page, self._canvas.words(page) or ()) for page in self.visible_pages()]
        known = tuple((page, id(words)) for page, words in pages)
        if known != self._known:
            self._known, self._text = known, SpokenText(pages)
        return self._text

    def name(self) -> str:
        """Which pages these are, as they are numbered in the paper."""
        seen = self.visible_pages()
        if not seen:
            return self._canvas.accessibleName()
        label = self._canvas.painter.label
        if len(seen) == 1:
            return tr("Page {number}").format(number=label(seen[0]))
        return tr("Pages {first} to {last}").format(first=label(seen[0]), last=label(seen[-1]))

    def rect(self, place: Place) -> QRect:
        """Where a letter lies on the screen."""
        left, right = _edges(place.word, place.letter)
        quad = Quad(left=left, top=place.word.top, right=right, bottom=place.word.bottom)
        inside = self._canvas.sheet(place.page).rect(quad).toAlignedRect()
        return QRect(self._canvas.viewport().mapToGlobal(inside.topLeft()), inside.size())

    def offset_at(self, point: QPoint) -> int:
        """The letter at a point of the screen, -1 where there is none."""
        spoken, inside = self.text(), self._canvas.viewport().mapFromGlobal(point).toPointF()
        spots = {page: self._canvas.sheet(page).to_page(inside) for page in self.visible_pages()}
        for number, (page, word) in enumerate(spoken.words):
            x, y = spots[page]
            if word.left <= x <= word.right and word.top <= y <= word.bottom:
                letters = range(len(word.text))
                letter = next((n for n in letters if x < _edges(word, n)[1]), len(word.text) - 1)
                return spoken.offset(number, letter)
        return -1

    def show(self, offset: int) -> None:
        """Bring a letter into view."""
        place = self.text().place(offset)
        if place is not None and not self._canvas.viewport().rect().contains(
            self._canvas.sheet(place.page).to_view(place.word.left, place.word.top).toPoint()
        ):
            self._canvas.reveal(place.page, place.word.top)

    def on_page(self, _page: int) -> None:
        """Other pages stand here: their name has changed, and with it the text."""
        if QAccessible.isActive():
            for kind in (QAccessible.Event.NameChanged, QAccessible.Event.VisibleDataChanged):
                QAccessible.updateAccessibility(QAccessibleEvent(self._canvas, kind))

    def on_selected(self, is_selected: bool) -> None:
        """Say what has been selected."""
        chosen = self._canvas.selection
        if is_selected and chosen is not None and QAccessible.isActive():
            words = tr("Selected: {text}").format(text=chosen.text[:MOST_SAID])
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self._canvas, words))

    def _is_seen(self, page: int) -> bool:
        seen = self._canvas.sheet(page).frame & self._canvas.viewport().rect().toRectF()
        return seen.height() >= SEEN and seen.width() >= SEEN


class SpokenPages(QAccessibleWidget):
    """The canvas as a screen reader sees it: a document that can be read."""

    def __init__(self, canvas: PageCanvas, voice: Voice) -> None:
        super().__init__(canvas, QAccessible.Role.Document)
        self._voice = voice
        self._reading = Reading(voice)

    def text(self, kind: QAccessible.Text) -> str:
        """The pages in view as its name, what it is as its description."""
        if kind == QAccessible.Text.Name:
            return self._voice.name()
        if kind == QAccessible.Text.Description:
            return tr("Pages of the paper")
        return super().text(kind)

    def state(self) -> QAccessible.State:
        """It can be read and selected from, never written."""
        state = super().state()
        state.readOnly = state.multiLine = state.selectableText = True
        return state

    def interface_cast(self, kind: QAccessible.InterfaceType) -> int:
        """The text besides what every widget has."""
        if kind == QAccessible.InterfaceType.TextInterface:
            return self._reading  # type: ignore[return-value] # a pointer; the object is what Qt for Python turns into one
        return super().interface_cast(kind)


class Reading(QAccessibleTextInterface):
    """The text with a caret of its own, which only the screen reader moves."""

    def __init__(self, voice: Voice) -> None:
        super().__init__()
        self._voice = voice
        self._caret = 0

    def text(self, start: int, end: int) -> str:
        """From one offset to before another; -1 is the end."""
        whole = self._voice.text().text
        return whole[max(0, start) : len(whole) if end < 0 else end]

    def characterCount(self) -> int:
        return len(self._voice.text().text)

    def characterRect(self, offset: int) -> QRect:
        place = self._voice.text().place(offset)
        return QRect() if place is None else self._voice.rect(place)

    def offsetAtPoint(self, point: QPoint) -> int:
        return self._voice.offset_at(point)

    def cursorPosition(self) -> int:
        return min(self._caret, self.characterCount())

    def setCursorPosition(self, position: int) -> None:
        self._caret = max(0, position)
        self._voice.show(position)

    def scrollToSubstring(self, start: int, _end: int) -> None:
        self._voice.show(start)

    def selectionCount(self) -> int:
        return 0

    def addSelection(self, start: int, end: int) -> None:
        """Selecting is done on the page, by hand or by keys."""

    def removeSelection(self, number: int) -> None:
        """There is none."""

    def setSelection(self, number: int, start: int, end: int) -> None:
        """See `addSelection`."""


@cache
def _install() -> None:
    QAccessible.installFactory(_interface)


def _interface(_kind: str, thing: QObject) -> QAccessibleInterface | None:
    """Qt asks for each object; only canvases with a voice are ours."""
    if not isinstance(thing, PageCanvas):
        return None
    voice = next((child for child in thing.children() if isinstance(child, Voice)), None)
    return None if voice is None else SpokenPages(thing, voice)


def _gap(former: Word, word: Word) -> str:
    if former.block != word.block:
        return "\n\n"
    return "\n" if former.line != word.line else " "


def _edges(word: Word, letter: int) -> tuple[float, float]:
    """Left and right of a letter; where the edges are not known, letters are equally wide."""
    count = max(1, len(word.text))
    if letter >= count:
        return word.right, word.right
    if len(word.edges) == count:
        edges = (*word.edges, word.right)
    else:
        edges = tuple(word.left + (word.right - word.left) * n / count for n in range(count + 1))
    return edges[letter], edges[letter + 1]
