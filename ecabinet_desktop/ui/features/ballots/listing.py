"""The list of ballots: open ones first, each with my answer and how it stands."""

from collections.abc import Sequence
from datetime import datetime, tzinfo

from ecabinet_desktop.domain.ballot import Ballot, BallotState
from ecabinet_desktop.ui.dates import format_moment, format_short_day, time_left
from ecabinet_desktop.ui.i18n import tr
from ecabinet_desktop.ui.vote_words import KINDS, ballot_badge, vote_badge
from ecabinet_desktop.ui.widgets.rows import Row
from ecabinet_desktop.usecases.desk import Desk
from ecabinet_desktop.usecases.voting import ShownVote

_COMING = (BallotState.DRAFT, BallotState.ANNOUNCED)


def ballot_rows(desk: Desk, now: datetime, zone: tzinfo | None) -> list[Row]:
    """Every ballot this person may see, in three groups."""
    ballots = desk.voting.ballots()
    groups = (
        ("open", tr("Open now"), [b for b in ballots if b.state is BallotState.OPEN]),
        ("coming", tr("Coming"), [b for b in ballots if b.state in _COMING]),
        ("done", tr("Closed"), _latest_first(ballots)),
    )
    rows = []
    for name, title, group in groups:
        if group:
            rows.append(Row(id=f"heading-{name}", title=title, is_heading=True))
        rows += [_row(b, desk.voting.of(b), now, zone, waits=desk.voting.waits(b)) for b in group]
    return rows


def _latest_first(ballots: Sequence[Ballot]) -> list[Ballot]:
    done = [b for b in ballots if b.state is not BallotState.OPEN and b.state not in _COMING]
    return sorted(done, key=lambda b: (b.closed_at.timestamp() if b.closed_at else 0.0, b.id), reverse=True)


def _row(ballot: Ballot, vote: ShownVote | None, now: datetime, zone: tzinfo | None, *, waits: bool) -> Row:
    badges = []
    if vote is not None:
        badges.append(vote_badge(vote))
    elif waits:
        badges.append((tr("Waits for you"), "strong"))
    if ballot.state is not BallotState.OPEN:
        badges.append(ballot_badge(ballot))
    return Row(
        id=ballot.id,
        title=ballot.question,
        subtitle=_subtitle(ballot, now, zone),
        icon="ballot",
        badges=tuple(badges),
        is_unread=waits,
    )


def _subtitle(ballot: Ballot, now: datetime, zone: tzinfo | None) -> str:
    parts = [tr(KINDS[ballot.kind])]
    if ballot.state is BallotState.OPEN and ballot.deadline is not None:
        parts.append(
            tr("until {when}, {time} left").format(
                when=format_moment(ballot.deadline, now, zone), time=time_left(ballot.deadline, now)
            )
        )
    elif ballot.closed_at is not None:
        parts.append(tr("closed on {day}").format(day=format_short_day(ballot.closed_at, zone)))
    if ballot.members:
        parts.append(
            tr("{answered} of {members} have answered").format(answered=ballot.answered, members=ballot.members)
        )
    return " · ".join(parts)
