"""The result of a closed ballot: the numbers on both bases, and one sentence why it was adopted or not (R12)."""

from PySide6.QtCore import QLocale, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QGridLayout, QLabel, QSizePolicy, QWidget

from ecabinet_desktop.domain.ballot import Answer, Tally
from ecabinet_desktop.ui.i18n import tr
from ecabinet_desktop.ui.tokens import tokens
from ecabinet_desktop.ui.vote_words import ANSWERS, result_line
from ecabinet_desktop.ui.widgets.card import Card
from ecabinet_desktop.ui.widgets.labels import Badge, set_tone, text

HEIGHT = 22
_INKS = {
    Answer.AGREE: "good_text",
    Answer.DISAGREE: "urgent_text",
    Answer.ABSTAIN: "line_strong",
    Answer.OTHER_OPINION: "warn_text",
}


def counts(tally: Tally) -> dict[Answer, int]:
    """How many gave each answer."""
    return {
        Answer.AGREE: tally.agree,
        Answer.DISAGREE: tally.disagree,
        Answer.ABSTAIN: tally.abstain,
        Answer.OTHER_OPINION: tally.other_opinion,
    }


class TallyBar(QWidget):
    """All members side by side, with a mark where the majority begins. The table below says the same in words."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tally: Tally | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def show_tally(self, tally: Tally) -> None:
        """Show `tally`."""
        self._tally = tally
        self.setAccessibleName(result_line(tally))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(320, HEIGHT + 8)

    def paintEvent(self, _event: QPaintEvent) -> None:
        tally = self._tally
        if tally is None or not tally.members:
            return
        look = tokens()
        painter = QPainter(self)
        unit = self.width() / tally.members
        left = 0.0
        painter.fillRect(QRectF(0, 4, self.width(), HEIGHT), QColor(look.sunken))
        for answer, number in counts(tally).items():
            painter.fillRect(
                QRectF(left, 4, max(0.0, unit * number - 1), HEIGHT), QColor(getattr(look, _INKS[answer]))
            )
            left += unit * number
        painter.setPen(QPen(QColor(look.text), 2, Qt.PenStyle.SolidLine))
        mark = round(unit * tally.needed)
        painter.drawLine(mark, 0, mark, HEIGHT + 8)
        painter.end()


class ResultCard(Card):
    """Shown once there is a tally."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(tr("Result"), parent)
        self._badge = Badge("")
        self.add_to_head(self._badge)
        self.sentence = text("", "label", selectable=True)
        self.add(self.sentence)
        self._bar = TallyBar()
        self.add(self._bar)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(tokens().space_6)
        self._grid.setVerticalSpacing(tokens().space_1)
        self._grid.setColumnStretch(0, 1)
        self.add(self._grid)
        self._cells: dict[tuple[int, int], QLabel] = {}
        heads = ("", tr("Votes"), tr("Of all members"), tr("Of those who answered"))
        for column, head in enumerate(heads):
            self._put(0, column, head, "small")

    def show_tally(self, tally: Tally | None) -> None:
        """Show `tally`, or nothing before the close."""
        self.setVisible(tally is not None)
        if tally is None:
            return
        self._badge.say(*((tr("Adopted"), "good") if tally.adopted else (tr("Not adopted"), "urgent")))
        self.sentence.setText(result_line(tally))
        self._bar.show_tally(tally)
        row = 1
        for answer, number in counts(tally).items():
            self._line(row, tr(ANSWERS[answer]), number, tally, of_answers=True)
            row += 1
        self._line(row, tr("No answer"), tally.not_voted, tally, of_answers=False)
        self._put(row + 1, 0, tr("All members"), "label")
        self._put(row + 1, 1, str(tally.members), "label")

    def cell(self, row: int, column: int) -> str:
        """What stands in the table; row 0 holds the headings."""
        return self._cells[row, column].text()

    def _line(self, row: int, words: str, number: int, tally: Tally, *, of_answers: bool) -> None:
        self._put(row, 0, words, "")
        self._put(row, 1, str(number), "")
        self._put(row, 2, percent(number, tally.members), "")
        self._put(row, 3, percent(number, tally.answered) if of_answers else "–", "")

    def _put(self, row: int, column: int, words: str, tone: str) -> None:
        cell = self._cells.get((row, column))
        if cell is None:
            cell = text("", tone)
            cell.setWordWrap(False)
            side = Qt.AlignmentFlag.AlignLeft if column == 0 else Qt.AlignmentFlag.AlignRight
            self._grid.addWidget(cell, row, column, side)
            self._cells[row, column] = cell
        cell.setText(words)
        set_tone(cell, tone)


def percent(part: int, whole: int) -> str:
    """A share with one decimal as the language writes it; "–" of nothing."""
    return f"{QLocale().toString(100 * part / whole, 'f', 1)} %" if whole else "–"
