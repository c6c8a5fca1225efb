"""What the desk's lists show: items with what they lack, members with who is present."""

from ecabinet_desktop.ui.i18n import count_of, mark, tr
from ecabinet_desktop.ui.widgets.rows import Row
from ecabinet_desktop.usecases.secretariat import Attendance, ShownItem

GAPS = {
    "title": mark("no title"),
    "sponsor": mark("no sponsor"),
    "duration": mark("no duration"),
    "paper": mark("no paper"),
    "notice": mark("no notice"),
}


def item_row(shown: ShownItem, *, is_current: bool) -> Row:
    """An item of the design."""
    papers = count_of(len(shown.papers), "%n paper", "%n papers")
    badges = tuple((tr(GAPS[gap]), "warn") for gap in shown.gaps)
    if is_current:
        badges = ((tr("Now"), "accent"), *badges)
    return Row(
        id=shown.item.id,
        lead=str(shown.item.place),
        title=shown.item.title,
        subtitle=shown.item.notice if shown.item.listed_only else papers,
        badges=badges,
        trail=tr("{minutes} min").format(minutes=shown.item.minutes),
    )


def presence_rows(attendance: Attendance) -> list[Row]:
    """Every member, by rank."""
    return [
        Row(
            id=person.id,
            title=person.name,
            subtitle=person.office,
            badges=((tr("Present"), "good"),) if person.id in attendance.present else (),
        )
        for person in attendance.members
    ]
