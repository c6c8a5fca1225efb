"""Hits as rows: under each meeting its items, under each item its papers' pages, titles and notes.

A row's id names what was found and not its place, so that the chosen row stays chosen while more hits come in.
"""

from collections.abc import Sequence

from ecabinet_desktop.domain.folding import fold
from ecabinet_desktop.ui.dates import format_short_day
from ecabinet_desktop.ui.i18n import tr
from ecabinet_desktop.ui.navigator import Place
from ecabinet_desktop.ui.widgets.rows import Row
from ecabinet_desktop.usecases.finding import Hit, HitKind, ItemHits, MeetingHits

_ICONS = {HitKind.PAGE: "paper", HitKind.TITLE: "bookmark", HitKind.NOTE: "sticky"}


def row_id(hit: Hit) -> str:
    """The id of a hit's row."""
    return f"{hit.kind}:{hit.item_id}:{hit.version_id}:{hit.page}:{hit.note_id}"


def rows_of(meetings: Sequence[MeetingHits]) -> list[Row]:
    """The rows of all hits, with a heading for each meeting and each item."""
    rows: list[Row] = []
    for meeting in meetings:
        rows.append(Row(id=f"meeting:{meeting.meeting_id}", title=_meeting_words(meeting), is_heading=True))
        for item in meeting.items:
            heading = f"item:{meeting.meeting_id}:{item.item_id}"
            rows.append(Row(id=heading, title=_item_words(item), is_heading=True))
            rows += _item_rows(item.hits)
    return rows


def place_of(hit: Hit, typed: str) -> Place:
    """Where a hit leads: the page with the words marked, the note, the paper, or the item without one."""
    if not hit.version_id:
        return Place(feature="meetings", meeting=hit.meeting_id, item=hit.item_id)
    if hit.kind is HitKind.NOTE:
        return Place(feature="reader", version=hit.version_id, page=hit.page, note=hit.note_id)
    query = looked_for(hit, typed) if hit.kind is HitKind.PAGE else ""
    return Place(feature="reader", version=hit.version_id, page=hit.page, query=query)


def looked_for(hit: Hit, typed: str) -> str:
    """What the reader is to look for: what was typed where it stands so, else the longest of the words found."""
    words = typed.strip('" ')
    found = [hit.snippet[start:end] for start, end in hit.spans]
    if not found or fold(words) in fold(hit.snippet):
        return words
    return max(found, key=len)


def _meeting_words(meeting: MeetingHits) -> str:
    if not meeting.title:
        return tr("Papers of no meeting")
    day = f" – {format_short_day(meeting.starts_at)}" if meeting.starts_at else ""
    return f"{meeting.title}{day}"


def _item_words(item: ItemHits) -> str:
    return f"{item.number}. {item.title}" if item.title else tr("Not on the agenda in force")


def _item_rows(hits: Sequence[Hit]) -> list[Row]:
    """One row a hit; a paper's title is dimmed where it only repeats the row above."""
    former = ""
    rows = []
    for hit in hits:
        rows.append(_row(hit, is_repeated=hit.version_id != "" and hit.version_id == former))
        former = hit.version_id
    return rows


def _row(hit: Hit, *, is_repeated: bool) -> Row:
    page = "" if hit.page is None else tr("p. {page}").format(page=hit.page + 1)
    is_title = hit.kind is HitKind.TITLE
    return Row(
        id=row_id(hit),
        title=hit.paper_title,
        subtitle="" if is_title else hit.snippet,
        bold=() if is_title else hit.spans,
        icon=_ICONS[hit.kind],
        badges=((tr("Note"), "accent"),) if hit.kind is HitKind.NOTE else (),
        trail=tr("Title") if is_title else page,
        is_dim=is_repeated,
    )
