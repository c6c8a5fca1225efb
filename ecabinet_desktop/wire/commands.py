"""Commands: what a person asks the server to do, one tagged union for both sides and for the outbox.

A command's bytes are fixed when it enters the outbox; its id makes it take effect once. What does not fit its
types, a time without a zone or an id with blanks, is refused before anything else looks at it.
"""

from datetime import datetime
from typing import Annotated

import msgspec
from msgspec import Meta

from ecabinet_desktop.domain.agenda import ItemType
from ecabinet_desktop.domain.ballot import BallotKind
from ecabinet_desktop.domain.meeting import ItemResult, MeetingKind, MeetingState
from ecabinet_desktop.domain.paper import Level
from ecabinet_desktop.domain.position import Stance

Id = Annotated[str, Meta(pattern=r"^[0-9A-Za-z._-]{1,36}$(?!\n)")]
"""Of a row that a client makes; short enough to be joined with a person's in one column of 80."""
PersonId = Annotated[str, Meta(pattern=r"^[0-9A-Za-z._-]{1,40}$(?!\n)")]
Moment = Annotated[datetime, Meta(tz=True)]
"""A time with its zone: one without cannot be compared with the server's."""


def _snake(name: str) -> str:
    return "".join(f"_{c.lower()}" if c.isupper() and n else c.lower() for n, c in enumerate(name))


class Command(msgspec.Struct, frozen=True, kw_only=True, tag_field="type", tag=_snake):
    """Anything that goes into the outbox; the tag is the snake-case class name."""


class CreateMeeting(Command, frozen=True, kw_only=True):
    """Plan a meeting; `meeting_id` is chosen by the client so that items can follow at once."""

    meeting_id: Id
    title: str
    kind: MeetingKind
    starts_at: Moment
    place: str
    chair_id: PersonId


class EditMeeting(Command, frozen=True, kw_only=True):
    """Change the date, place, title or chair of a meeting that has not begun."""

    meeting_id: Id
    title: str
    starts_at: Moment
    place: str
    chair_id: PersonId


class MoveMeeting(Command, frozen=True, kw_only=True):
    """Move a meeting along its lifecycle (DOMAIN, Meeting)."""

    meeting_id: Id
    state: MeetingState


class AddItem(Command, frozen=True, kw_only=True):
    """Put a new item at the end of the design agenda."""

    meeting_id: Id
    item_id: Id
    title: str
    item_type: ItemType
    sponsors: tuple[PersonId, ...] = ()
    speaker: str = ""
    minutes: int = 0
    ministry: str = ""
    listed_only: bool = False
    notice: str = ""
    need_to_know: tuple[PersonId, ...] = ()


class EditItem(Command, frozen=True, kw_only=True):
    """Replace an item's particulars on the design agenda."""

    item_id: Id
    title: str
    item_type: ItemType
    sponsors: tuple[PersonId, ...] = ()
    speaker: str = ""
    minutes: int = 0
    ministry: str = ""
    listed_only: bool = False
    notice: str = ""
    need_to_know: tuple[PersonId, ...] = ()


class PlaceItem(Command, frozen=True, kw_only=True):
    """Move an item to `place` (1 first) on the design agenda; the others close up."""

    item_id: Id
    place: int


class RemoveItem(Command, frozen=True, kw_only=True):
    """Take an item off the design; refused once it stood on an approved agenda."""

    item_id: Id


class FilePaper(Command, frozen=True, kw_only=True):
    """File an uploaded PDF with an item: a new paper, or a new version when `paper_id` exists."""

    upload_id: Id
    version_id: Id
    paper_id: Id
    item_id: Id
    title: str
    level: Level
    language: str
    reason: str = ""


class WithdrawPaper(Command, frozen=True, kw_only=True):
    """Take a paper version back: it leaves every device at the next contact."""

    version_id: Id
    reason: str


class ApproveAgenda(Command, frozen=True, kw_only=True):
    """Approve the design as the next version (A, B …) and publish its pack."""

    meeting_id: Id
    agenda_id: Id


class RecordPresence(Command, frozen=True, kw_only=True):
    """Record whether a member is present (in the room or remotely)."""

    meeting_id: Id
    member_id: PersonId
    present: bool


class CheckIn(Command, frozen=True, kw_only=True):
    """A member's own check-in."""

    meeting_id: Id


class CallItem(Command, frozen=True, kw_only=True):
    """Make an item the current one, or none."""

    meeting_id: Id
    item_id: Id | None


class Recuse(Command, frozen=True, kw_only=True):
    """Keep a member away from an item (R9, *leave*), or let them back."""

    item_id: Id
    member_id: PersonId
    recused: bool


class AnnounceBallot(Command, frozen=True, kw_only=True):
    """Freeze a ballot's definition: question, text, papers, electorate, rules and deadline."""

    ballot_id: Id
    meeting_id: Id
    item_id: Id
    kind: BallotKind
    question: str
    decision_text: str
    papers: tuple[Id, ...] = ()
    deadline: Moment | None = None


class OpenBallot(Command, frozen=True, kw_only=True):
    """Open an announced ballot; the electorate is snapshotted."""

    ballot_id: Id


class CloseBallot(Command, frozen=True, kw_only=True):
    """Close an open ballot; the tally follows when the grace window ends."""

    ballot_id: Id


class RecallBallot(Command, frozen=True, kw_only=True):
    """Take a ballot back before certification, with a reason."""

    ballot_id: Id
    reason: str


class RecordDecision(Command, frozen=True, kw_only=True):
    """Record the result of an item."""

    item_id: Id
    result: ItemResult
    text: str
    ballot_id: Id | None = None


class StatePosition(Command, frozen=True, kw_only=True):
    """A member's position on an item, on the paper versions read."""

    item_id: Id
    stance: Stance
    bound: tuple[Id, ...] = ()
    reason: str = ""


class CastVote(Command, frozen=True, kw_only=True):
    """A vote: the exact bytes of `wire.votes.vote_bytes` and their Ed25519 signature by the device's vote key."""

    ballot_id: Id
    statement: bytes
    signature: bytes


class SaveNote(Command, frozen=True, kw_only=True):
    """Keep a private annotation, sealed with the member's note key."""

    note_id: Id
    version_id: Id
    sealed: bytes


class DeleteNote(Command, frozen=True, kw_only=True):
    """Forget a private annotation."""

    note_id: Id


class PublishNoteKey(Command, frozen=True, kw_only=True):
    """The public key to which others seal notes for this person; 32 bytes."""

    public: bytes


class ShareNote(Command, frozen=True, kw_only=True):
    """Give an annotation to these readers and nobody else: each gets it sealed. None at all takes it back."""

    note_id: Id
    version_id: Id
    sealed_for: dict[PersonId, bytes]


class FormalComment(Command, frozen=True, kw_only=True):
    """Send the words of an annotation to the secretariat, in plain."""

    note_id: Id
    version_id: Id
    page: int
    text: str
    quoted: str = ""


class WithdrawComment(Command, frozen=True, kw_only=True):
    """Take a formal comment back."""

    note_id: Id
    version_id: Id


class IssueCode(Command, frozen=True, kw_only=True):
    """Make a one-time enrolment code valid for a person; only the code's hash crosses."""

    person_id: PersonId
    code_hash: bytes
    expires_at: Moment


class ApproveDevice(Command, frozen=True, kw_only=True):
    """Let a pending device in, after comparing its six digits."""

    device_id: Id


class RevokeDevice(Command, frozen=True, kw_only=True):
    """Shut a device out for ever: one's own, or any by a secretary."""

    device_id: Id


AnyCommand = (
    CreateMeeting
    | EditMeeting
    | MoveMeeting
    | AddItem
    | EditItem
    | PlaceItem
    | RemoveItem
    | FilePaper
    | WithdrawPaper
    | ApproveAgenda
    | RecordPresence
    | CheckIn
    | CallItem
    | Recuse
    | AnnounceBallot
    | OpenBallot
    | CloseBallot
    | RecallBallot
    | RecordDecision
    | StatePosition
    | CastVote
    | SaveNote
    | DeleteNote
    | PublishNoteKey
    | ShareNote
    | FormalComment
    | WithdrawComment
    | IssueCode
    | ApproveDevice
    | RevokeDevice
)


class Envelope(msgspec.Struct, frozen=True, kw_only=True):
    """A command on its way: `base_rev` is the revision of the row it changes, when it must not have moved."""

    id: Id
    body: AnyCommand
    base_rev: int | None = None


def command_type(command: Command) -> str:
    """The command's tag, as `domain.access.PERMITTED` names it."""
    return str(command.__struct_config__.tag)
