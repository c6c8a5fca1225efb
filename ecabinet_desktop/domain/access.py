"""Who may see what and who may do what: the only place in the program that decides it, refused by default.

Sources: DOMAIN, "Access levels" and "Roles" (Kaleidos). A paper without a level is never distributed; system
administrators see no content.
"""

from collections.abc import Iterable
from enum import StrEnum

import msgspec

from ecabinet_desktop.domain.agenda import Agenda, Item, Line
from ecabinet_desktop.domain.annotation import Comment, NoteKey, SealedNote, SharedNote
from ecabinet_desktop.domain.ballot import Ballot, BallotKind, BallotState, Progress, Vote
from ecabinet_desktop.domain.meeting import PUBLISHED, Decision, ItemResult, Meeting, MeetingState
from ecabinet_desktop.domain.paper import Level, PaperState, PaperVersion
from ecabinet_desktop.domain.people import Device, Government, Person, Role
from ecabinet_desktop.domain.position import Position

Entity = (
    Government
    | Person
    | Device
    | Meeting
    | Item
    | Agenda
    | Line
    | PaperVersion
    | Position
    | Ballot
    | Progress
    | Vote
    | Decision
    | SealedNote
    | NoteKey
    | SharedNote
    | Comment
)


CABINET = frozenset({Role.MEMBER, Role.SECRETARY, Role.ALTERNATE, Role.ASSISTANT})
"""Who reads the cabinet's papers and may be given a note on one, as far as they may read that paper."""


class Facts(msgspec.Struct, frozen=True, kw_only=True):
    """What must be known around an entity to decide about it; unknown facts refuse.

    `approved` are the paper version ids that stand on any approved agenda of the meeting; `electorate` the
    members a ballot is put to.
    """

    meeting: Meeting | None = None
    item: Item | None = None
    decision: Decision | None = None
    approved: frozenset[str] = frozenset()
    electorate: frozenset[str] = frozenset()


class Standing(StrEnum):
    """In what capacity a person acts towards one meeting; several may hold at once."""

    CHAIR = "chair"
    MEMBER = "member"
    ALTERNATE = "alternate"
    ASSISTANT = "assistant"
    MINISTRY = "ministry"
    SECRETARY = "secretary"
    GUEST = "guest"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


def standings(person: Person, meeting: Meeting | None) -> frozenset[Standing]:
    """The capacities of `person` towards `meeting`: a member charged with it is its chair as well."""
    own = Standing(person.role.value)
    chairs = meeting is not None and person.role is Role.MEMBER and meeting.chair_id == person.id
    return frozenset({own, Standing.CHAIR}) if chairs else frozenset({own})


def may_see(viewer: Person, entity: Entity, facts: Facts) -> bool:
    """True when `viewer` may hold this row (for a paper: and its key) in the state described by `facts`."""
    match entity:
        case Government() | Person():
            return True
        case Device():
            return viewer.role is Role.SECRETARY or entity.person_id == viewer.id
        case SealedNote():
            return entity.author_id == viewer.id
        case NoteKey():
            return viewer.role in CABINET or viewer.id == entity.id
        case SharedNote():
            is_reader = viewer.id == entity.reader_id and _sees_line(viewer, facts)
            return is_reader or viewer.id == entity.author_id
        case Comment():
            return viewer.role is Role.SECRETARY or viewer.id == entity.author_id
        case Meeting():
            return _sees_meeting(viewer, entity)
        case Item():
            return _sees_design(viewer, facts) or _own_submission(viewer, entity)
        case Agenda():
            return _sees_meeting(viewer, facts.meeting) and viewer.role not in (Role.GUEST, Role.MINISTRY)
        case Line() | Decision():
            return _sees_line(viewer, facts)
        case PaperVersion():
            return _sees_paper(viewer, entity, facts)
        case Ballot():
            return _sees_ballot(viewer, entity, facts)
        case Progress():
            return _sees_design(viewer, facts)
        case Position():
            return _sees_design(viewer, facts) or viewer.id == entity.member_id or _serves(viewer, entity.member_id)
        case Vote():
            return viewer.id == entity.member_id


def audience(entity: Entity, facts: Facts, people: Iterable[Person]) -> frozenset[str]:
    """The ids of everyone in `people` who may see `entity`."""
    return frozenset(person.id for person in people if may_see(person, entity, facts))


def _sees_design(viewer: Person, facts: Facts) -> bool:
    """The secretariat, and the chair of this meeting."""
    return viewer.role is Role.SECRETARY or Standing.CHAIR in standings(viewer, facts.meeting)


def _own_submission(viewer: Person, item: Item) -> bool:
    return viewer.role is Role.MINISTRY and bool(item.ministry) and viewer.organisation == item.ministry


def _serves(viewer: Person, member_id: str) -> bool:
    return viewer.role is Role.ASSISTANT and viewer.works_for == member_id


def _sees_meeting(viewer: Person, meeting: Meeting | None) -> bool:
    if meeting is None or viewer.role is Role.ADMINISTRATOR:
        return False
    if viewer.role is Role.SECRETARY or meeting.chair_id == viewer.id:
        return True
    if not meeting.agenda or meeting.state not in PUBLISHED:
        return False
    if viewer.role is Role.ALTERNATE:
        return viewer.id in meeting.alternates
    if viewer.role is Role.GUEST:
        return bool(meeting.guests.get(viewer.id))
    return True


def _sees_line(viewer: Person, facts: Facts) -> bool:
    """An item on an approved agenda: need-to-know and recusal come before every role but the secretariat's."""
    meeting, item = facts.meeting, facts.item
    if meeting is None or item is None or not _sees_meeting(viewer, meeting):
        return False
    if viewer.role is Role.SECRETARY:
        return True
    if _kept_away(viewer, item, meeting):
        return False
    match viewer.role:
        case Role.MEMBER | Role.ALTERNATE | Role.ASSISTANT:
            return True
        case Role.MINISTRY:
            return _own_submission(viewer, item)
        case Role.GUEST:
            return item.id in meeting.guests.get(viewer.id, ())
    return False


def _kept_away(viewer: Person, item: Item, meeting: Meeting) -> bool:
    """Recused, serving someone recused, or beyond the need-to-know list (R9: the private office too).

    The chair needs to know everything that is dealt with under them.
    """
    acts_for = {viewer.id, viewer.works_for} - {None}
    if acts_for & set(item.recused):
        return True
    if Standing.CHAIR in standings(viewer, meeting):
        return False
    return bool(item.need_to_know) and not acts_for & set(item.need_to_know)


def _sees_paper(viewer: Person, paper: PaperVersion, facts: Facts) -> bool:
    item = facts.item
    if item is None or viewer.role is Role.ADMINISTRATOR or item.listed_only:
        return False
    if viewer.role is Role.SECRETARY:
        return True
    if paper.state is PaperState.WITHDRAWN:
        return False
    if paper.level is Level.SECRETARIAT:
        return False
    if _own_submission(viewer, item) or _approves(viewer, facts.meeting, item):
        return True
    if paper.state is not PaperState.PUBLISHED or paper.id not in facts.approved:
        return False
    if paper.level is Level.PUBLIC and paper.released:
        return True
    if not _sees_line(viewer, facts) and not _released_to_ministries(viewer, paper, facts):
        return False
    return _level_reaches(viewer, paper, facts, item)


def _approves(viewer: Person, meeting: Meeting | None, item: Item) -> bool:
    """The chair reads on the design what they are asked to approve."""
    if meeting is None or Standing.CHAIR not in standings(viewer, meeting):
        return False
    return not _kept_away(viewer, item, meeting)


def _released_to_ministries(viewer: Person, paper: PaperVersion, facts: Facts) -> bool:
    """Administration: after release, and only when the item was approved or noted."""
    good = (ItemResult.APPROVED, ItemResult.APPROVED_AS_AMENDED, ItemResult.NOTED)
    return (
        viewer.role is Role.MINISTRY
        and paper.level in (Level.ADMINISTRATION, Level.PUBLIC)
        and paper.released
        and facts.decision is not None
        and facts.decision.result in good
    )


def _level_reaches(viewer: Person, paper: PaperVersion, facts: Facts, item: Item) -> bool:
    match viewer.role:
        case Role.MEMBER | Role.ALTERNATE:
            return True
        case Role.ASSISTANT:
            sponsor = viewer.is_file_manager and viewer.works_for in item.sponsors
            return sponsor or paper.level is not Level.CONFIDENTIAL
        case Role.MINISTRY:
            return _released_to_ministries(viewer, paper, facts)
    return False


def _sees_ballot(viewer: Person, ballot: Ballot, facts: Facts) -> bool:
    if _sees_design(viewer, facts):
        return True
    if viewer.role is not Role.MEMBER or ballot.state is BallotState.DRAFT:
        return False
    recused = facts.item is not None and viewer.id in facts.item.recused
    return viewer.id in facts.electorate and not recused


_SECRETARY = frozenset({Standing.SECRETARY})
_MEMBER = frozenset({Standing.MEMBER})
_CHAIR = frozenset({Standing.CHAIR})
_SECRETARY_OR_CHAIR = _SECRETARY | _CHAIR

PERMITTED: dict[str, frozenset[Standing]] = {
    "create_meeting": _SECRETARY,
    "edit_meeting": _SECRETARY,
    "move_meeting": _SECRETARY_OR_CHAIR,
    "add_item": _SECRETARY,
    "edit_item": _SECRETARY,
    "place_item": _SECRETARY,
    "remove_item": _SECRETARY,
    "call_item": _SECRETARY_OR_CHAIR,
    "file_paper": _SECRETARY,
    "withdraw_paper": _SECRETARY,
    "approve_agenda": _SECRETARY_OR_CHAIR,
    "record_presence": _SECRETARY,
    "check_in": _MEMBER,
    "recuse": _SECRETARY_OR_CHAIR,
    "announce_ballot": _SECRETARY_OR_CHAIR,
    "open_ballot": _SECRETARY_OR_CHAIR,
    "close_ballot": _SECRETARY_OR_CHAIR,
    "recall_ballot": _SECRETARY_OR_CHAIR,
    "record_decision": _SECRETARY_OR_CHAIR,
    "state_position": _MEMBER,
    "cast_vote": _MEMBER,
    "save_note": frozenset(Standing) - {Standing.ADMINISTRATOR, Standing.AUDITOR},
    "delete_note": frozenset(Standing) - {Standing.ADMINISTRATOR, Standing.AUDITOR},
    "publish_note_key": frozenset(Standing) - {Standing.ADMINISTRATOR, Standing.AUDITOR},
    "share_note": frozenset({Standing.CHAIR, Standing.MEMBER, Standing.ALTERNATE, Standing.ASSISTANT, *_SECRETARY}),
    "formal_comment": frozenset({Standing.CHAIR, Standing.MEMBER, Standing.ALTERNATE, Standing.ASSISTANT}),
    "withdraw_comment": frozenset({Standing.CHAIR, Standing.MEMBER, Standing.ALTERNATE, Standing.ASSISTANT}),
    "issue_code": _SECRETARY,
    "approve_device": _SECRETARY,
    "revoke_device": frozenset(Standing),
}
"""Command type → the standings that may give it. A command that is not here is nobody's."""

BALLOT_OPENERS = {BallotKind.SESSION: _CHAIR, BallotKind.WRITTEN: _SECRETARY}
"""In session the chair opens and closes, between meetings the secretary (DOMAIN, Roles)."""

CHAIRS_MOVES = frozenset({MeetingState.IN_SESSION, MeetingState.SUSPENDED, MeetingState.ENDED})
"""The chair opens, suspends and closes the session; the rest of a meeting's life is the secretariat's."""


def may_do(actor: Person, command: str, facts: Facts, *, ballot: Ballot | None = None) -> bool:
    """True when `actor` may give a command of this type at all; states and content are judged by its handler."""
    held = standings(actor, facts.meeting)
    if ballot is not None and command in ("open_ballot", "close_ballot"):
        return bool(held & BALLOT_OPENERS[ballot.kind])
    return bool(held & PERMITTED.get(command, frozenset()))


def may_move(actor: Person, meeting: Meeting, target: MeetingState) -> bool:
    """True when `actor` may move a meeting to `target`, as far as standing goes; `meeting.MOVES` has the rest."""
    held = standings(actor, meeting)
    return Standing.SECRETARY in held or (Standing.CHAIR in held and target in CHAIRS_MOVES)
