"""What meetings, agenda lines and papers look like as rows."""

from datetime import tzinfo

from ecabinet_desktop.domain.ballot import BallotState
from ecabinet_desktop.domain.meeting import ItemResult, Meeting, MeetingState
from ecabinet_desktop.domain.position import Stance
from ecabinet_desktop.errors import Offline
from ecabinet_desktop.ui.dates import format_short_day, format_time
from ecabinet_desktop.ui.failures import words_for
from ecabinet_desktop.ui.i18n import count_of, mark, tr
from ecabinet_desktop.ui.widgets.rows import Row
from ecabinet_desktop.usecases.delivery import Delivery
from ecabinet_desktop.usecases.desk import Progress
from ecabinet_desktop.usecases.meetings import ShownLine, ShownPaper
from ecabinet_desktop.usecases.positions import ShownPosition

STATES = {
    MeetingState.PLANNED: (mark("Planned"), "plain"),
    MeetingState.CONVENED: (mark("Convened"), "accent"),
    MeetingState.FROZEN: (mark("Convened"), "accent"),
    MeetingState.IN_SESSION: (mark("In session"), "strong"),
    MeetingState.SUSPENDED: (mark("Suspended"), "warn"),
    MeetingState.ENDED: (mark("Ended"), "plain"),
    MeetingState.MINUTES_DRAFTED: (mark("Minutes drafted"), "plain"),
    MeetingState.CLOSED: (mark("Closed"), "plain"),
    MeetingState.ARCHIVED: (mark("Archived"), "plain"),
    MeetingState.CANCELLED: (mark("Cancelled"), "warn"),
}
STANCES = {
    Stance.NO_OBJECTION: mark("No objection"),
    Stance.OBJECTION: mark("Objection"),
    Stance.WANTS_TO_SPEAK: mark("Wants to speak"),
}
RESULTS = {
    ItemResult.APPROVED: mark("Approved"),
    ItemResult.APPROVED_AS_AMENDED: mark("Approved as amended"),
    ItemResult.NOTED: mark("Noted"),
    ItemResult.POSTPONED: mark("Postponed"),
    ItemResult.WITHDRAWN: mark("Withdrawn"),
    ItemResult.REFUSED: mark("Refused"),
    ItemResult.REFERRED: mark("Referred"),
}


def meeting_row(meeting: Meeting, zone: tzinfo | None) -> Row:
    """A meeting in the list."""
    words, _kind = STATES[meeting.state]
    when = f"{format_short_day(meeting.starts_at, zone)}, {format_time(meeting.starts_at, zone)}"
    return Row(id=meeting.id, title=meeting.title, subtitle=f"{when} · {tr(words)}")


def line_row(shown: ShownLine) -> Row:
    """A line of the agenda: number, title, sponsor, minutes, papers, my position, a mark for unread."""
    line = shown.line
    badges: list[tuple[str, str]] = []
    if shown.is_current:
        badges.append((tr("Now"), "strong"))
    if shown.decision is not None:
        badges.append((tr(RESULTS[shown.decision.result]), "good"))
    if any(ballot.state is BallotState.OPEN for ballot in shown.ballots):
        badges.append((tr("Ballot open"), "warn"))
    if shown.position is not None:
        badges.append(position_badge(shown.position))
    sponsors = ", ".join(person.name for person in shown.sponsors)
    papers = count_of(len(shown.papers), "%n paper", "%n papers") if shown.papers else ""
    what = line.notice if line.listed_only else papers
    return Row(
        id=line.item_id,
        lead=str(line.number),
        title=line.title,
        subtitle=" · ".join(part for part in (sponsors, what) if part),
        badges=tuple(badges),
        trail=tr("{minutes} min").format(minutes=line.minutes),
        is_unread=shown.is_unread,
    )


def position_badge(position: ShownPosition) -> tuple[str, str]:
    """My position, and what is the matter with it if anything is."""
    words = tr(STANCES[position.stance])
    if position.delivery is Delivery.QUEUED:
        return tr("{position} – queued").format(position=words), "warn"
    if position.delivery is Delivery.REFUSED:
        return tr("{position} – not accepted").format(position=words), "warn"
    if position.confirm:
        return tr("{position} – confirm").format(position=words), "warn"
    return words, "plain"


def paper_row(shown: ShownPaper, progress: Progress | None) -> Row:
    """A paper of the chosen item; while it loads, how much has arrived, and what stopped it."""
    paper = shown.paper
    badges: list[tuple[str, str]] = []
    if shown.news:
        badges.append((tr("New"), "accent") if shown.news == "new" else (tr("Changed"), "warn"))
    pages = count_of(paper.skeleton.pages, "%n page", "%n pages")
    if not shown.is_here:
        share = 100 * progress.received // max(1, progress.total) if progress else 0
        pages = f"{pages} · {tr('{percent} % here').format(percent=share)}"
        if progress is not None and progress.error is not None and not isinstance(progress.error, Offline):
            badges.append((words_for(progress.error).title, "warn"))
    reason = f" · {paper.reason}" if paper.reason else ""
    return Row(
        id=paper.id,
        title=f"{paper.title} {paper.label}".strip(),
        subtitle=pages + reason,
        icon="paper",
        badges=tuple(badges),
        is_unread=bool(shown.news),
        is_dim=not shown.is_here,
    )
