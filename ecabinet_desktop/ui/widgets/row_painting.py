"""Paints rich rows: number, title on two lines at most, a muted line, badges at the right.

Distances and colours are tokens; text is measured with the fonts it is drawn with, so nothing is cut.
"""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QApplication, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from ecabinet_desktop.ui import icons
from ecabinet_desktop.ui.tokens import Tokens, tokens
from ecabinet_desktop.ui.widgets.labels import wrap
from ecabinet_desktop.ui.widgets.rows import Row, RowRole

_LEAD = 40.0
_BADGE_INKS = {
    "plain": ("muted", "sunken"),
    "accent": ("accent_text", "accent_soft"),
    "good": ("good_text", "good_soft"),
    "warn": ("warn_text", "warn_soft"),
    "urgent": ("urgent_text", "urgent_soft"),
    "strong": ("on_urgent", "urgent"),
}


@dataclass(frozen=True, slots=True)
class _Fonts:
    plain: QFont
    bold: QFont
    small: QFont
    small_bold: QFont


class RowDelegate(QStyledItemDelegate):
    """Paints a `Row`. Subclass and override `paint_more` to add to it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        row = index.data(RowRole.ROW)
        view = option.widget
        width = float(view.viewport().width() if isinstance(view, QListView) else 480)
        look, fonts = tokens(), _fonts()
        if row.is_heading:
            return QSize(int(width), int(QFontMetricsF(fonts.small_bold).height() + look.space_4 + look.space_1))
        height = 2 * look.space_3 + _text_height(row, _text_width(row, width, look, fonts), fonts)
        return QSize(int(width), max(look.touch, int(height + 0.5)))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row = index.data(RowRole.ROW)
        look, fonts = tokens(), _fonts()
        area = QRectF(option.rect)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if row.is_heading:
            _paint_heading(painter, area, row, look, fonts)
        else:
            _paint_ground(painter, area, option.state, look)
            _paint_lead(painter, area, row, look, fonts)
            left = area.left() + look.space_4 + _lead_width(row)
            width = _text_width(row, area.width(), look, fonts)
            _paint_text(painter, QRectF(left, area.top() + look.space_3, width, area.height()), row, look, fonts)
            _paint_right(painter, area, row, look, fonts)
            self.paint_more(painter, area, row, look)
        painter.restore()

    def paint_more(self, painter: QPainter, area: QRectF, row: Row, look: Tokens) -> None:
        """For subclasses: paint on top of the row."""


def paint_badge(painter: QPainter, right: float, middle: float, words: str, kind: str) -> float:
    """Paint a pill that ends at `right`, centred on `middle`; returns its left edge."""
    look, font = tokens(), _fonts().small_bold
    metrics = QFontMetricsF(font)
    width, height = metrics.horizontalAdvance(words) + 2 * look.space_2, metrics.height() + 2
    ink, ground = _BADGE_INKS[kind]
    area = QRectF(right - width, middle - height / 2, width, height)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(getattr(look, ground)))
    painter.drawRoundedRect(area, look.radius, look.radius)
    painter.setPen(QColor(getattr(look, ink)))
    painter.setFont(font)
    painter.drawText(area, Qt.AlignmentFlag.AlignCenter, words)
    return area.left()


def _fonts() -> _Fonts:
    plain = QApplication.font()
    bold, small, small_bold = QFont(plain), QFont(plain), QFont(plain)
    bold.setWeight(QFont.Weight.DemiBold)
    small.setPointSizeF(tokens().size_small)
    small_bold.setPointSizeF(tokens().size_small)
    small_bold.setWeight(QFont.Weight.DemiBold)
    return _Fonts(plain, bold, small, small_bold)


def _lead_width(row: Row) -> float:
    return _LEAD if row.lead or row.icon or row.is_unread else 0.0


def _right_width(row: Row, look: Tokens, fonts: _Fonts) -> float:
    badge = QFontMetricsF(fonts.small_bold)
    width = sum(badge.horizontalAdvance(words) + 2 * look.space_2 + look.space_1 for words, _ in row.badges)
    if row.trail:
        width += QFontMetricsF(fonts.small).horizontalAdvance(row.trail) + look.space_2
    return width


def _text_width(row: Row, width: float, look: Tokens, fonts: _Fonts) -> float:
    return max(120.0, width - 2 * look.space_4 - _lead_width(row) - _right_width(row, look, fonts) - look.space_2)


def _title_font(row: Row, fonts: _Fonts) -> QFont:
    return fonts.bold if row.is_unread else fonts.plain


def _text_height(row: Row, width: float, fonts: _Fonts) -> float:
    font = _title_font(row, fonts)
    height = QFontMetricsF(font).lineSpacing() * max(1, len(wrap(row.title, font, width, 2)))
    if row.subtitle:
        height += QFontMetricsF(fonts.small).lineSpacing() + 2
    return height


def _paint_heading(painter: QPainter, area: QRectF, row: Row, look: Tokens, fonts: _Fonts) -> None:
    painter.setFont(fonts.small_bold)
    painter.setPen(QColor(look.muted))
    inner = area.adjusted(look.space_4, look.space_3, -look.space_4, -look.space_1)
    words = QFontMetricsF(fonts.small_bold).elidedText(row.title, Qt.TextElideMode.ElideRight, inner.width())
    painter.drawText(inner, Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft, words)


def _paint_ground(painter: QPainter, area: QRectF, state: QStyle.StateFlag, look: Tokens) -> None:
    selected = bool(state & QStyle.StateFlag.State_Selected)
    if selected or state & QStyle.StateFlag.State_MouseOver:
        painter.fillRect(area, QColor(look.accent_soft if selected else look.ground))
    painter.fillRect(QRectF(area.left(), area.bottom() - 1, area.width(), 1), QColor(look.line))
    if selected:
        painter.fillRect(QRectF(area.left(), area.top(), 3, area.height()), QColor(look.accent))
    if state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(QPen(QColor(look.focus), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area.adjusted(2, 2, -2, -3), look.radius, look.radius)


def _paint_lead(painter: QPainter, area: QRectF, row: Row, look: Tokens, fonts: _Fonts) -> None:
    line = QFontMetricsF(fonts.plain).lineSpacing()
    middle = area.top() + look.space_3 + line / 2
    left = area.left() + look.space_4
    if row.is_unread:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.accent))
        painter.drawEllipse(QPointF(area.left() + look.space_2 + 1, middle), 3.5, 3.5)
    if row.lead:
        painter.setFont(fonts.bold)
        painter.setPen(QColor(look.muted))
        painter.drawText(QRectF(left, middle - line, _LEAD, 2 * line), Qt.AlignmentFlag.AlignVCenter, row.lead)
    elif row.icon:
        ratio = painter.device().devicePixelRatioF()
        painter.drawPixmap(QPointF(left, middle - 10), icons.pixmap(row.icon, "muted", 20, ratio))


def _paint_text(painter: QPainter, area: QRectF, row: Row, look: Tokens, fonts: _Fonts) -> None:
    font = _title_font(row, fonts)
    metrics = QFontMetricsF(font)
    painter.setFont(font)
    painter.setPen(QColor(look.muted if row.is_dim else look.text))
    top = area.top()
    for words in wrap(row.title, font, area.width(), 2):
        painter.drawText(QPointF(area.left(), top + metrics.ascent()), words)
        top += metrics.lineSpacing()
    if row.subtitle:
        _paint_subtitle(painter, QPointF(area.left(), top + 2), area.width(), row, look, fonts)


def _paint_subtitle(painter: QPainter, at: QPointF, width: float, row: Row, look: Tokens, fonts: _Fonts) -> None:
    """The muted line; what was searched for stands out in it."""
    painter.setPen(QColor(look.muted))
    if not row.bold:
        small = QFontMetricsF(fonts.small)
        painter.setFont(fonts.small)
        words = small.elidedText(row.subtitle, Qt.TextElideMode.ElideRight, width)
        painter.drawText(QPointF(at.x(), at.y() + small.ascent()), words)
        return
    left, end = at.x(), at.x() + width
    for words, is_bold in pieces(row.subtitle, row.bold):
        font = fonts.small_bold if is_bold else fonts.small
        metrics = QFontMetricsF(font)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, end - left)
        painter.setFont(font)
        painter.setPen(QColor(look.text if is_bold else look.muted))
        painter.drawText(QPointF(left, at.y() + metrics.ascent()), shown)
        left += metrics.horizontalAdvance(shown)
        if shown != words:
            return


def pieces(words: str, bold: tuple[tuple[int, int], ...]) -> list[tuple[str, bool]]:
    """`words` cut where bold begins and ends; spans that overlap or lie outside are put right."""
    cut, done = [], 0
    for start, end in sorted(bold):
        start, end = max(start, done), min(end, len(words))
        if start < end:
            cut += [(words[done:start], False), (words[start:end], True)]
            done = end
    return [piece for piece in (*cut, (words[done:], False)) if piece[0]]


def _paint_right(painter: QPainter, area: QRectF, row: Row, look: Tokens, fonts: _Fonts) -> None:
    right = area.right() - look.space_4
    middle = area.center().y()
    for words, kind in reversed(row.badges):
        right = paint_badge(painter, right, middle, words, kind) - look.space_1
    if row.trail:
        metrics = QFontMetricsF(fonts.small)
        painter.setFont(fonts.small)
        painter.setPen(QColor(look.muted))
        width = metrics.horizontalAdvance(row.trail)
        where = QRectF(right - width - 1, middle - metrics.height(), width + 2, 2 * metrics.height())
        painter.drawText(where, Qt.AlignmentFlag.AlignVCenter, row.trail)
