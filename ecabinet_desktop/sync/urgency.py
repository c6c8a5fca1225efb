"""In what order papers are fetched: what is being voted on, what is being spoken about, what comes next.

Pure: rows in, order out. Open ballots, the running item ± 1, the next meeting in agenda order, small first; then
the rest, newest meeting first (DESIGN 7).
"""

from collections.abc import Iterable
from datetime import datetime

from ecabinet_desktop.domain.agenda import Line
from ecabinet_desktop.domain.ballot import Ballot, BallotState
from ecabinet_desktop.domain.meeting import OVER, Meeting
from ecabinet_desktop.domain.paper import PaperVersion


def by_urgency(
    papers: Iterable[PaperVersion],
    *,
    meetings: Iterable[Meeting],
    lines: Iterable[Line],
    ballots: Iterable[Ballot],
) -> list[PaperVersion]:
    """`papers`, most urgent first."""
    meeting_by_id = {meeting.id: meeting for meeting in meetings}
    voted = {version for b in ballots if b.state is BallotState.OPEN for version in b.papers}
    number = {(line.meeting_id, line.item_id): line.number for line in lines}
    coming = sorted((m for m in meeting_by_id.values() if m.state not in OVER), key=lambda m: m.starts_at)
    next_meeting = coming[0].id if coming else ""

    def key(paper: PaperVersion) -> tuple[int, float, int, int, str]:
        meeting = meeting_by_id.get(paper.meeting_id)
        place = number.get((paper.meeting_id, paper.item_id), paper.place)
        starts = -_seconds(meeting.starts_at) if meeting else 0.0
        if paper.id in voted:
            return 0, 0.0, place, paper.blob_size, paper.id
        if meeting is not None and meeting.current_item is not None:
            running = number.get((meeting.id, meeting.current_item))
            if running is not None and abs(place - running) <= 1:
                return 1, 0.0, abs(place - running), paper.blob_size, paper.id
        if paper.meeting_id == next_meeting:
            return 2, 0.0, place, paper.blob_size, paper.id
        return 3, starts, place, paper.blob_size, paper.id

    return sorted(papers, key=key)


def _seconds(moment: datetime) -> float:
    return moment.timestamp()
