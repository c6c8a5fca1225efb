"""Words for ballots and votes that more than one place shows: answers, outcomes, states, results.

The screen claims no more than the use case knows: *queued*, *counted*, or why not (R7).
"""

from datetime import datetime, tzinfo

from ecabinet_desktop.domain.ballot import Answer, Ballot, BallotKind, BallotState, Result, Tally, VoteOutcome
from ecabinet_desktop.errors import Refused
from ecabinet_desktop.ui.dates import format_short_day, format_time
from ecabinet_desktop.ui.failures import words_for
from ecabinet_desktop.ui.i18n import mark, tr
from ecabinet_desktop.usecases.voting import ShownVote, VoteState

ANSWERS = {
    Answer.AGREE: mark("Agree"),
    Answer.DISAGREE: mark("Disagree"),
    Answer.ABSTAIN: mark("Abstain"),
    Answer.OTHER_OPINION: mark("Other opinion"),
}
OUTCOMES = {
    VoteOutcome.ACCEPTED: mark("Your vote counts."),
    VoteOutcome.SUPERSEDED: mark("Not counted: a newer vote of yours has taken its place."),
    VoteOutcome.LATE: mark("Not counted: it reached the server after the close. It is kept as an opinion."),
    VoteOutcome.STALE_TEXT: mark(
        "Not counted: the text put to the vote has changed. Read it again and vote on the new text."
    ),
    VoteOutcome.RECALLED: mark("Not counted: the ballot was taken back. You will be asked again if it returns."),
    VoteOutcome.VOID: mark("Not counted: the ballot was declared void."),
    VoteOutcome.NOT_OPEN: mark("Not counted: the ballot was not open yet when your vote arrived."),
    VoteOutcome.NOT_ELIGIBLE: mark("Not counted: you are not on this ballot's list of voters."),
    VoteOutcome.RECUSED: mark("Not counted: you have been recused from this item."),
    VoteOutcome.CONFLICT: mark(
        "Not counted: you voted on another device meanwhile, and that vote counts. Vote again if it should change."
    ),
    VoteOutcome.BAD_SIGNATURE: mark(
        "Not counted: the server could not confirm that this vote is yours. "
        "Ask the secretariat to check this computer."
    ),
}
KINDS = {
    BallotKind.SESSION: mark("Ballot in session"),
    BallotKind.WRITTEN: mark("Written ballot"),
}
STATES = {
    BallotState.DRAFT: (mark("Draft"), "plain"),
    BallotState.ANNOUNCED: (mark("Announced"), "plain"),
    BallotState.OPEN: (mark("Open now"), "accent"),
    BallotState.CLOSING: (mark("Closing"), "warn"),
    BallotState.CLOSED: (mark("Closed"), "plain"),
    BallotState.CERTIFIED: (mark("Certified"), "plain"),
    BallotState.PUBLISHED: (mark("Published"), "plain"),
    BallotState.RECALLED: (mark("Taken back"), "warn"),
    BallotState.VOID: (mark("Void"), "warn"),
}
RESULTS = {
    Result.ADOPTED: mark("Adopted: {agree} of {members} members agreed; {needed} were needed."),
    Result.ADOPTED_BY_TIE_BREAK: mark(
        "Adopted: {agree} for and {disagree} against, and the prime minister voted for."
    ),
    Result.NOT_ADOPTED_BY_TIE_BREAK: mark(
        "Not adopted: {agree} for and {disagree} against, and the prime minister voted against."
    ),
    Result.NOT_ADOPTED_TIE: mark(
        "Not adopted: {agree} for and {disagree} against, and the prime minister's vote did not decide it."
    ),
    Result.NOT_ADOPTED: mark("Not adopted: {agree} of {members} members agreed; {needed} were needed."),
    Result.NO_QUORUM: mark("Not valid: fewer members were present than the quorum requires."),
}


def vote_line(vote: ShownVote, now: datetime, zone: tzinfo | None = None) -> tuple[str, str]:
    """How my vote stands, and the tone to say it in."""
    if vote.state is VoteState.QUEUED:
        return tr("Queued – not counted yet"), "warn"
    if vote.state is VoteState.COUNTED:
        if vote.in_grace:
            return tr("Counted at {time}, in the time of grace after the close").format(
                time=_when(vote.at, now, zone)
            ), "good"
        return tr("Counted at {time}").format(time=_when(vote.at, now, zone)), "good"
    if vote.outcome is not None:
        return tr(OUTCOMES[vote.outcome]), "urgent"
    return f"{tr('Not counted')}: {words_for(Refused(vote.code)).words}", "urgent"


def vote_badge(vote: ShownVote) -> tuple[str, str]:
    """My vote in a list: the answer, and whether it counts."""
    answer = tr(ANSWERS[vote.answer])
    if vote.state is VoteState.QUEUED:
        return tr("{answer} – queued").format(answer=answer), "warn"
    if vote.state is VoteState.COUNTED:
        return tr("{answer} – counted").format(answer=answer), "good"
    return tr("Not counted"), "urgent"


def result_line(tally: Tally) -> str:
    """One sentence: adopted or not, and why."""
    return tr(RESULTS[tally.result]).format(
        agree=tally.agree, disagree=tally.disagree, members=tally.members, needed=tally.needed
    )


def ballot_badge(ballot: Ballot) -> tuple[str, str]:
    """A ballot's state, or its result once it is counted."""
    if ballot.tally is not None:
        return (tr("Adopted"), "good") if ballot.tally.adopted else (tr("Not adopted"), "urgent")
    words, kind = STATES[ballot.state]
    return tr(words), kind


def _when(at: datetime, now: datetime, zone: tzinfo | None) -> str:
    """The time alone today, with its day otherwise."""
    if at.astimezone(zone).date() == now.astimezone(zone).date():
        return format_time(at, zone)
    return f"{format_time(at, zone)}, {format_short_day(at, zone)}"
