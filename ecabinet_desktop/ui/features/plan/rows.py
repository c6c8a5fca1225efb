"""Rows of the reading plan and of what changed, in words; and the delegate that adds the bar of pages read.

Minutes are estimates and are said as such: rounded, and never to the second.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from ecabinet_desktop.ui.dates import format_duration, format_moment
from ecabinet_desktop.ui.i18n import count_of, mark, tr
from ecabinet_desktop.ui.tokens import Tokens, tokens
from ecabinet_desktop.ui.widgets.row_painting import RowDelegate
from ecabinet_desktop.ui.widgets.rows import Row, RowRole
from ecabinet_desktop.usecases.reading_plan import Mine, Plan, PlannedItem, PlannedPaper
from ecabinet_desktop.usecases.since import News, Since

BAR = 4.0
"""Height of the bar, in pixels."""
LEAD = 40.0
"""Where the words of a row with a number or a picture begin."""
OWN = {
    Mine.SPONSOR: (mark("Your ministry"), "accent"),
    Mine.OBJECT: (mark("You object"), "warn"),
    Mine.SPEAK: (mark("You want to speak"), "accent"),
}
NEWS = {
    News.NEW: (mark("New"), "accent"),
    News.NEW_VERSION: (mark("New version"), "warn"),
    News.MOVED: (mark("Moved"), "plain"),
    News.WITHDRAWN: (mark("Withdrawn"), "urgent"),
}
HEADINGS = ((True, mark("Your items")), (False, mark("Other items")))


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanRow(Row):
    """A row with a bar: `share` of its pages that are read, 0 to 1; none below 0."""

    share: float = -1.0


class PlanDelegate(RowDelegate):
    """Paints a bar under the words of a `PlanRow`."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        size = super().sizeHint(option, index)
        if _share(index.data(RowRole.ROW)) < 0:
            return size
        return QSize(size.width(), size.height() + int(BAR) + tokens().space_2)

    def paint_more(self, painter: QPainter, area: QRectF, row: Row, look: Tokens) -> None:
        share = _share(row)
        if share < 0:
            return
        left = area.left() + look.space_4 + LEAD
        track = QRectF(left, area.bottom() - look.space_3 - BAR, area.right() - look.space_4 - left, BAR)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(look.line))
        painter.drawRoundedRect(track, BAR / 2, BAR / 2)
        if share > 0:
            # A single page of a thousand shows as well.
            done = QRectF(track.left(), track.top(), max(BAR, track.width() * share), BAR)
            painter.setBrush(QColor(look.good_text if share >= 1 else look.accent))
            painter.drawRoundedRect(done, BAR / 2, BAR / 2)


def plan_rows(items: Sequence[PlannedItem]) -> list[Row]:
    """The items, mine first, each with its papers; an item of one paper is one row."""
    rows: list[Row] = []
    for is_mine, words in HEADINGS:
        group = [item for item in items if (item.mine is not Mine.NO) is is_mine]
        if group and any(item.mine is not Mine.NO for item in items):
            rows.append(Row(id=f"heading-{is_mine}", title=tr(words), is_heading=True))
        for item in group:
            rows += _item_rows(item)
    return rows


def changed_row(one: Since, now: datetime, zone: tzinfo | None) -> Row:
    """A paper that is not as the person knows it: what, when and why, and what Enter does."""
    paper = one.paper
    parts = [
        format_moment(one.at, now, zone) if one.at is not None else "",
        tr("was item {was}, now item {now}").format(was=one.was, now=one.number) if one.news is News.MOVED else "",
        one.reason,
    ]
    action = "" if one.news is News.WITHDRAWN else tr("Compare") if one.against else tr("Open")
    words, kind = NEWS[one.news]
    return Row(
        id=one.paper_id,
        lead=str(one.number or one.was or ""),
        title=f"{paper.title} {paper.label}".strip() if paper else tr("A paper you may no longer see"),
        subtitle=" · ".join(part for part in parts if part),
        badges=((tr(words), kind),),
        trail=action,
        is_dim=one.news is News.WITHDRAWN,
    )


def pages_words(read: int, pages: int) -> str:
    """ "40 pages" before, "12 of 40 pages" on the way."""
    if read == 0:
        return count_of(pages, "%n page", "%n pages")
    return tr("{read} of {all} pages").format(read=read, all=pages)


def sum_words(plan: Plan) -> str:
    """How much is left of all."""
    if plan.minutes == 0:
        return tr("Everything is read")
    return tr("{time} of reading left").format(time=format_duration(plan.minutes))


def pace_words(plan: Plan, now: datetime) -> tuple[str, str]:
    """What that takes until the meeting, and the tone to say it in."""
    if plan.minutes == 0 or plan.meeting.starts_at <= now:
        return "", "muted"
    spare = plan.spare(now)
    if spare < 0:
        words = tr("That is {time} more than is left until the meeting. Begin with your items.")
        return words.format(time=format_duration(-spare)), "warn"
    a_day = plan.a_day(now)
    if a_day is not None:
        words = tr("With {time} a day, everything is read by the meeting.")
        return words.format(time=format_duration(max(1, a_day))), "muted"
    return tr("If you begin now, you have {time} to spare.").format(time=format_duration(spare)), "muted"


def _item_rows(item: PlannedItem) -> list[Row]:
    own = ((tr(OWN[item.mine][0]), OWN[item.mine][1]),) if item.mine is not Mine.NO else ()
    number, row_id = str(item.line.number), f"item:{item.line.item_id}"
    if len(item.papers) == 1:
        paper = item.papers[0]
        subtitle = " · ".join([_title(paper), *_counts(paper.read, paper.pages, paper.left)])
        return [
            PlanRow(
                id=row_id,
                lead=number,
                title=item.line.title,
                subtitle=subtitle,
                badges=(*own, *_news(paper)),
                is_dim=paper.is_read,
                share=_part(paper),
            )
        ]
    sponsors = ", ".join(sponsor.office for sponsor in item.sponsors)
    counts = _counts(item.read, item.pages, item.left)
    subtitle = " · ".join(part for part in (*counts, sponsors) if part)
    head = Row(id=row_id, lead=number, title=item.line.title, subtitle=subtitle, badges=own, is_dim=item.is_read)
    return [head, *(_paper_row(paper) for paper in item.papers)]


def _paper_row(paper: PlannedPaper) -> Row:
    return PlanRow(
        id=f"paper:{paper.paper.id}",
        icon="paper",
        title=_title(paper),
        subtitle=" · ".join(_counts(paper.read, paper.pages, paper.left)),
        badges=_news(paper),
        is_dim=paper.is_read,
        share=_part(paper),
    )


def _counts(read: int, pages: int, left: float) -> list[str]:
    counts = [pages_words(read, pages)]
    if left > 0:
        counts.append(tr("{time} to read").format(time=format_duration(max(1, round(left)))))
    return counts


def _news(paper: PlannedPaper) -> tuple[tuple[str, str], ...]:
    if paper.is_read and paper.since.news in (News.NEW, News.UNCHANGED):
        return ((tr("Read"), "good"),)
    found = NEWS.get(paper.since.news)
    return ((tr(found[0]), found[1]),) if found is not None else ()


def _title(paper: PlannedPaper) -> str:
    return f"{paper.paper.title} {paper.paper.label}".strip()


def _part(paper: PlannedPaper) -> float:
    return paper.read / paper.pages if paper.pages else 1.0


def _share(row: Row) -> float:
    return row.share if isinstance(row, PlanRow) else -1.0
