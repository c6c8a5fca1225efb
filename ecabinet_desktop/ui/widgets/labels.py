"""Words on screen: headings, plain wrapped text, badges, and labels that shorten long titles honestly.

Text is always plain: a title from the server is never read as markup.
"""

from functools import lru_cache

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QLabel, QSizePolicy, QStyle, QStyleOption, QWidget


def heading(words: str, *, title: bool = False) -> QLabel:
    """A heading of a section, or the title of a view."""
    return text(words, tone="title" if title else "heading")


def text(words: str, tone: str = "", *, selectable: bool = False) -> QLabel:
    """Wrapped plain text in a tone of the stylesheet: muted, faint, small, label, urgent, good, warn, accent."""
    label = QLabel(words)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    if tone:
        label.setProperty("tone", tone)
    if selectable:
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
    return label


def set_tone(label: QLabel, tone: str) -> None:
    """Change the tone of a label that is already shown."""
    label.setProperty("tone", tone)
    repolish(label)


def repolish(widget: QWidget) -> None:
    """Let the stylesheet look at a widget's properties again."""
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)
    widget.update()


class Badge(QLabel):
    """A short state in a pill: plain, accent, good, warn, urgent or strong. The words carry it, not the colour."""

    def __init__(self, words: str, kind: str = "plain", parent: QWidget | None = None) -> None:
        super().__init__(words, parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setProperty("badge", kind)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Maximum)

    def say(self, words: str, kind: str) -> None:
        """Show another state; hidden while there is nothing to say."""
        self.setText(words)
        self.setVisible(bool(words))
        if self.property("badge") != kind:
            self.setProperty("badge", kind)
            repolish(self)


class ElidedLabel(QWidget):
    """A title on at most `lines` lines. What does not fit ends in "…", and the whole stands in the tooltip."""

    def __init__(self, words: str = "", *, lines: int = 1, tone: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = lines
        self._label = QLabel(self)  # takes tone and font from the stylesheet; this widget paints
        self._label.setProperty("tone", tone)
        self._label.hide()
        self._words = ""
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.set_text(words)

    @property
    def text(self) -> str:
        """The whole text."""
        return self._words

    def set_text(self, words: str) -> None:
        """Show `words`."""
        self._words = words
        self.setAccessibleName(words)
        self.updateGeometry()
        self.update()

    def shown_lines(self) -> list[str]:
        """The lines as painted at the present width."""
        return wrap(self._words, self._label.font(), max(1, self.width()), self._lines)

    def sizeHint(self) -> QSize:
        self._label.ensurePolished()
        metrics = self._label.fontMetrics()
        width = min(metrics.horizontalAdvance(self._words) + 2, 560)
        return QSize(
            width, metrics.lineSpacing() * max(1, len(wrap(self._words, self._label.font(), width, self._lines)))
        )

    def minimumSizeHint(self) -> QSize:
        self._label.ensurePolished()
        metrics = self._label.fontMetrics()
        return QSize(metrics.averageCharWidth() * 6, metrics.lineSpacing())

    def hasHeightForWidth(self) -> bool:
        return self._lines > 1

    def heightForWidth(self, width: int) -> int:
        self._label.ensurePolished()
        lines = wrap(self._words, self._label.font(), max(1, width), self._lines)
        return self._label.fontMetrics().lineSpacing() * max(1, len(lines))

    def paintEvent(self, _event: QPaintEvent) -> None:
        self._label.ensurePolished()
        lines = self.shown_lines()
        self.setToolTip(self._words if lines and lines[-1].endswith("…") and lines[-1] != self._words else "")
        option = QStyleOption()
        option.initFrom(self._label)
        painter = QPainter(self)
        self.style().drawPrimitive(QStyle.PrimitiveElement.PE_Widget, option, painter, self)
        painter.setFont(self._label.font())
        painter.setPen(self._label.palette().color(QPalette.ColorRole.WindowText))
        metrics = self._label.fontMetrics()
        top = (self.height() - metrics.lineSpacing() * len(lines)) // 2
        for number, line in enumerate(lines):
            painter.drawText(0, top + number * metrics.lineSpacing() + metrics.ascent(), line)
        painter.end()


def wrap(words: str, font: QFont, width: float, lines: int) -> list[str]:
    """Break `words` at spaces into at most `lines` lines of `width`; the last one ends in "…" if it must."""
    return list(_wrapped(words, font.toString(), width, lines))


@lru_cache(maxsize=4096)
def _wrapped(words: str, described: str, width: float, lines: int) -> tuple[str, ...]:
    """Measuring an agenda of 22 items took 6 ms of each refresh; nothing changes between two."""
    font = QFont()
    font.fromString(described)
    metrics = QFontMetricsF(font)
    rest = words.split()
    made: list[str] = []
    while rest and len(made) < lines - 1:
        taken = 1
        while taken < len(rest) and metrics.horizontalAdvance(" ".join(rest[: taken + 1])) <= width:
            taken += 1
        made.append(metrics.elidedText(" ".join(rest[:taken]), Qt.TextElideMode.ElideRight, width))
        rest = rest[taken:]
    if rest:
        made.append(metrics.elidedText(" ".join(rest), Qt.TextElideMode.ElideRight, width))
    return tuple(made)
