"""What a changed row means for who may see it and the rows around it.

The decision itself is `domain.access`'s alone. This module only says when it need not be asked again (a ballot
rewritten at each vote) and what else to ask about (everything of a meeting whose agenda was approved). When in
doubt it says: ask again.
"""

from ecabinet_desktop.domain.access import Entity
from ecabinet_desktop.domain.agenda import Agenda, Item
from ecabinet_desktop.domain.ballot import Ballot, Progress, Vote
from ecabinet_desktop.domain.meeting import Decision, Meeting
from ecabinet_desktop.domain.people import Person

UNKNOWN = object()
"""Equal to nothing, not even to itself: ask again."""


def bearing(entity: Entity) -> object:
    """A value that stays equal as long as the entity's change cannot alter any audience, its own included."""
    match entity:
        case Meeting():
            return entity.state, entity.agenda, entity.chair_id, entity.guests, entity.alternates
        case Ballot():
            return entity.state, entity.meeting_id, entity.item_id, entity.definition_hash
        case Progress():
            return entity.meeting_id
        case Vote():
            return entity.member_id
        case Item():
            return (
                entity.meeting_id,
                entity.recused,
                entity.need_to_know,
                entity.ministry,
                entity.sponsors,
                entity.listed_only,
            )
        case Person():
            return entity.role, entity.organisation, entity.works_for, entity.is_file_manager
    return UNKNOWN


def unchanged(before: Entity | None, after: Entity) -> bool:
    """True when nobody's view of anything can have changed between two states of one row."""
    if before is None:
        return False
    was, now = bearing(before), bearing(after)
    return was is not UNKNOWN and now is not UNKNOWN and was == now


def dependants(entity: Entity) -> tuple[str, str] | None:
    """Whose audiences hang on this row: ("meeting", id), ("item", id), ("all", ""), or None for its own only."""
    match entity:
        case Person():
            return "all", ""
        case Meeting():
            return "meeting", entity.id
        case Agenda():
            return "meeting", entity.meeting_id
        case Item():
            return "item", entity.id
        case Decision():
            return "item", entity.id
    return None


def place_of(entity: Entity) -> tuple[str | None, str | None]:
    """The meeting and the item a row belongs to, for the indexed columns."""
    match entity:
        case Meeting():
            return entity.id, None
        case Item() | Decision():
            return entity.meeting_id, entity.id
    return getattr(entity, "meeting_id", None), getattr(entity, "item_id", None)
