"""Ballots: what is put to the vote, and what the delivered answers add up to (R1–R4, R7, R12).

The tally is one pure function, used by the server and by every client that recomputes it.
"""

from collections.abc import Mapping
from datetime import datetime
from enum import StrEnum

import msgspec

from ecabinet_desktop.domain.rules import RulesOfProcedure, TieRule


class Answer(StrEnum):
    """A member's answer. *Other opinion* needs a text and does not count as agreeing; silence is not an answer."""

    AGREE = "agree"
    DISAGREE = "disagree"
    ABSTAIN = "abstain"
    OTHER_OPINION = "other_opinion"


class BallotKind(StrEnum):
    """Put in a session, or between meetings with a deadline ("phiếu lấy ý kiến")."""

    SESSION = "session"
    WRITTEN = "written"


class BallotState(StrEnum):
    """Where a ballot stands."""

    DRAFT = "draft"
    ANNOUNCED = "announced"
    OPEN = "open"
    CLOSING = "closing"
    CLOSED = "closed"
    CERTIFIED = "certified"
    PUBLISHED = "published"
    RECALLED = "recalled"
    VOID = "void"


class VoteOutcome(StrEnum):
    """What the server made of a delivered vote (DESIGN 8)."""

    ACCEPTED = "accepted"
    SUPERSEDED = "superseded"
    LATE = "late"
    STALE_TEXT = "stale_text"
    RECALLED = "recalled"
    VOID = "void"
    NOT_OPEN = "not_open"
    NOT_ELIGIBLE = "not_eligible"
    RECUSED = "recused"
    CONFLICT = "conflict"
    BAD_SIGNATURE = "bad_signature"


class Result(StrEnum):
    """Why a ballot ended as it did."""

    ADOPTED = "adopted"
    ADOPTED_BY_TIE_BREAK = "adopted_by_tie_break"
    NOT_ADOPTED_BY_TIE_BREAK = "not_adopted_by_tie_break"
    NOT_ADOPTED_TIE = "not_adopted_tie"
    NOT_ADOPTED = "not_adopted"
    NO_QUORUM = "no_quorum"


class BoundPaper(msgspec.Struct, frozen=True, kw_only=True):
    """A paper version a ballot is about, with the hash of the file handed in."""

    version_id: str
    sha256: str


class Definition(msgspec.Struct, frozen=True, kw_only=True):
    """What freezes when a ballot is announced; its canonical bytes are hashed and bound by every vote."""

    ballot_id: str
    meeting_id: str
    item_id: str
    kind: BallotKind
    question: str
    decision_text: str
    papers: tuple[BoundPaper, ...]
    options: tuple[Answer, ...]
    rules: RulesOfProcedure
    electorate: tuple[str, ...]
    prime_minister: str | None
    deadline: datetime | None


class Tally(msgspec.Struct, frozen=True, kw_only=True):
    """What the delivered votes add up to. Shares are percentages on both bases (R12)."""

    agree: int
    disagree: int
    abstain: int
    other_opinion: int
    not_voted: int
    members: int
    needed: int
    result: Result
    prime_minister: Answer | None = None

    @property
    def adopted(self) -> bool:
        """True when the question was carried."""
        return self.result in (Result.ADOPTED, Result.ADOPTED_BY_TIE_BREAK)

    @property
    def answered(self) -> int:
        """Members who gave any answer."""
        return self.members - self.not_voted

    @property
    def share_of_members(self) -> float:
        """Agreeing, in per cent of all members."""
        return 100 * self.agree / self.members if self.members else 0.0

    @property
    def share_of_answers(self) -> float:
        """Agreeing, in per cent of those who answered."""
        return 100 * self.agree / self.answered if self.answered else 0.0


class Ballot(msgspec.Struct, frozen=True, kw_only=True):
    """A ballot as everyone entitled sees it: the frozen definition, its state, how many answered.

    `definition` holds the exact frozen bytes (empty while a draft), `definition_hash` and `text_hash` are hex
    SHA-256. `tally` stays None until the ballot is closed: before that only progress shows. `reason` says why a
    ballot was recalled.
    """

    id: str
    meeting_id: str
    item_id: str
    kind: BallotKind
    state: BallotState
    question: str
    decision_text: str
    papers: tuple[str, ...] = ()
    definition: bytes = b""
    definition_hash: str = ""
    text_hash: str = ""
    deadline: datetime | None = None
    opened_at: datetime | None = None
    closed_at: datetime | None = None
    counted_at: datetime | None = None
    answered: int = 0
    members: int = 0
    tally: Tally | None = None
    reason: str = ""


class Progress(msgspec.Struct, frozen=True, kw_only=True):
    """Who has answered a ballot, never how; for the chair and the secretariat. `id` is the ballot's."""

    id: str
    meeting_id: str
    answered: tuple[str, ...]


class Vote(msgspec.Struct, frozen=True, kw_only=True):
    """A delivered vote as its own member sees it again on any device. `statement` are the exact signed bytes."""

    id: str
    meeting_id: str
    ballot_id: str
    member_id: str
    answer: Answer
    text: str
    version: int
    outcome: VoteOutcome
    received_at: datetime
    in_grace: bool = False
    statement: bytes = b""


ALL_OPTIONS = tuple(Answer)
LONGEST_OPINION = 20_000
"""Signs; a longer one belongs in a paper of its own."""


def count(
    votes: Mapping[str, Answer],
    *,
    members: int,
    rules: RulesOfProcedure,
    prime_minister: str | None,
    present: int | None,
) -> Tally:
    """Add up `votes` (member id → the answer that counts) by R1–R4.

    `present` is the number of members present for a session ballot, None for a written one (no quorum needed).
    Abstaining, other opinion and silence are not for (R2); the tie-break is the prime minister's own vote (R3).
    """
    given = list(votes.values())
    agree, disagree, abstain, other = (given.count(answer) for answer in ALL_OPTIONS)
    pm = votes.get(prime_minister) if prime_minister is not None else None
    tally = Tally(
        agree=agree,
        disagree=disagree,
        abstain=abstain,
        other_opinion=other,
        not_voted=members - len(given),
        members=members,
        needed=rules.majority(members),
        prime_minister=pm,
        result=Result.NOT_ADOPTED,
    )
    return msgspec.structs.replace(tally, result=_result(tally, rules, present))


def _result(tally: Tally, rules: RulesOfProcedure, present: int | None) -> Result:
    """The order of R4: quorum, majority of all, tie by the prime minister, else not adopted."""
    if present is not None and present < rules.quorum(tally.members):
        return Result.NO_QUORUM
    if tally.agree >= tally.needed:
        return Result.ADOPTED
    if tally.agree != tally.disagree or tally.agree == 0:
        return Result.NOT_ADOPTED
    if rules.tie is TieRule.NOT_ADOPTED or (rules.tie_needs_no_abstention and tally.abstain):
        return Result.NOT_ADOPTED_TIE
    if tally.prime_minister is Answer.AGREE:
        return Result.ADOPTED_BY_TIE_BREAK
    if tally.prime_minister is Answer.DISAGREE:
        return Result.NOT_ADOPTED_BY_TIE_BREAK
    return Result.NOT_ADOPTED_TIE


def refusal_to_open(ballot: Ballot, *, in_session: bool, present: int, quorum: int) -> str | None:
    """Why a ballot may not open now; a session ballot needs a running session with quorum (R1)."""
    if ballot.state is not BallotState.ANNOUNCED:
        return "wrong_state"
    if ballot.kind is BallotKind.WRITTEN:
        return None
    if not in_session:
        return "not_in_session"
    return "no_quorum" if present < quorum else None


def refusal_of_answer(answer: Answer, text: str) -> str | None:
    """Why an answer cannot be given like this: an other opinion needs its text, and not without end."""
    if len(text) > LONGEST_OPINION:
        return "text_too_long"
    return "text_needed" if answer is Answer.OTHER_OPINION and not text.strip() else None
