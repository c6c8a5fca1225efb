"""The design agenda and its approval: what is approved is copied into lines that never change."""

from msgspec.structs import replace

from ecabinet_desktop.domain.agenda import Agenda, Item, Line, in_order, missing, moved, next_label
from ecabinet_desktop.domain.ballot import Ballot
from ecabinet_desktop.domain.meeting import BEFORE_SESSION, Meeting, MeetingState
from ecabinet_desktop.domain.paper import PaperState, PaperVersion, latest
from ecabinet_desktop.errors import Refused
from ecabinet_desktop.server import ledger, voting
from ecabinet_desktop.server.handlers.ballots import UNDECIDED, void_bound
from ecabinet_desktop.server.work import Outcome, Work
from ecabinet_desktop.wire import commands

LONGEST_TITLE = 1000


def add_item(work: Work, command: commands.AddItem) -> Outcome:
    """Put an item at the end of the design."""
    meeting = _editable(work, command.meeting_id)
    if work.find(Item, command.item_id) is not None:
        raise Refused("exists")
    place = len(work.all(Item, meeting_id=meeting.id)) + 1
    work.put(_item(work, command, command.item_id, meeting.id, place, recused=()))
    return Outcome()


def edit_item(work: Work, command: commands.EditItem) -> Outcome:
    """Replace an item's particulars; members see it with the next version."""
    item = work.get(Item, command.item_id)
    _editable(work, item.meeting_id)
    if command.listed_only and _papers(work, item):
        raise Refused("classified")
    work.put(_item(work, command, item.id, item.meeting_id, item.place, recused=item.recused))
    return Outcome()


def place_item(work: Work, command: commands.PlaceItem) -> Outcome:
    """Move an item; the others close up."""
    item = work.get(Item, command.item_id)
    _editable(work, item.meeting_id)
    _renumber(work, moved(work.all(Item, meeting_id=item.meeting_id), item.id, command.place))
    return Outcome()


def remove_item(work: Work, command: commands.RemoveItem) -> Outcome:
    """Take an item off the design; once approved it is postponed or withdrawn, never deleted (Kaleidos)."""
    item = work.get(Item, command.item_id)
    _editable(work, item.meeting_id)
    if any(line.item_id == item.id for line in work.all(Line, meeting_id=item.meeting_id)):
        raise Refused("on_approved_agenda")
    for paper in work.all(PaperVersion, item_id=item.id):
        work.drop_key(paper.id)
        work.remove(PaperVersion, paper.id)
    work.remove(Item, item.id)
    rest = in_order(work.all(Item, meeting_id=item.meeting_id))
    _renumber(work, tuple(replace(other, place=n) for n, other in enumerate(rest, 1)))
    return Outcome()


def recuse(work: Work, command: commands.Recuse) -> Outcome:
    """Keep a member and the private office away from an item (R9); M stays the total."""
    item = work.get(Item, command.item_id)
    if command.recused is (command.member_id in item.recused):
        return Outcome()
    if command.recused and command.member_id not in {person.id for person in work.members()}:
        raise Refused("not_member")
    if command.recused and _has_voted(work, item, command.member_id):
        raise Refused("already_voted")
    others = tuple(member for member in item.recused if member != command.member_id)
    recused = (*others, command.member_id) if command.recused else others
    work.put(replace(item, recused=recused))
    kind = "recusal" if command.recused else "recusal_ended"
    work.leaf(ledger.event(kind, work.now, item=item.id, member=command.member_id))
    return Outcome()


def approve(work: Work, command: commands.ApproveAgenda) -> Outcome:
    """Approve the design as the next version and publish its pack; refused while an item is not formally OK."""
    meeting = work.get(Meeting, command.meeting_id)
    if meeting.state not in BEFORE_SESSION | {MeetingState.IN_SESSION, MeetingState.SUSPENDED}:
        raise Refused("wrong_state")
    if work.find(Agenda, command.agenda_id) is not None:
        raise Refused("exists")
    items = in_order(work.all(Item, meeting_id=meeting.id))
    papers = {item.id: latest(work.all(PaperVersion, item_id=item.id)) for item in items}
    _check_formally(items, papers)
    label = next_label(meeting.agenda)
    published = [paper for item in items for paper in papers[item.id]]
    agenda = Agenda(
        id=command.agenda_id,
        meeting_id=meeting.id,
        label=label,
        approved_at=work.now,
        approved_by=work.actor.id,
        manifest={paper.id: paper.sha256 for paper in published},
    )
    work.put(agenda)
    state = MeetingState.CONVENED if meeting.state is MeetingState.PLANNED else meeting.state
    work.put(replace(meeting, agenda=label, state=state))
    for item in items:
        work.put(_line(item, label, tuple(paper.id for paper in papers[item.id])))
    for paper in published:
        if paper.state is PaperState.DRAFT:
            work.put(replace(paper, state=PaperState.PUBLISHED))
            work.leaf(ledger.event("paper", work.now, id=paper.id, sha256=paper.sha256))
    work.leaf(ledger.event("agenda", work.now, id=agenda.id, meeting=meeting.id, label=label))
    for item in items:
        void_bound(work, item.id, {paper.id for paper in papers[item.id]})
    return Outcome(detail=label)


def _check_formally(items: tuple[Item, ...], papers: dict[str, tuple[PaperVersion, ...]]) -> None:
    if not items:
        raise Refused("no_items")
    gaps = {item.place: missing(item, papers[item.id]) for item in items}
    lacking = [f"{place}: {', '.join(codes)}" for place, codes in gaps.items() if codes]
    if lacking:
        raise Refused("not_formally_ok", "; ".join(lacking))


def _line(item: Item, label: str, papers: tuple[str, ...]) -> Line:
    return Line(
        id=f"{item.id}.{label}",
        meeting_id=item.meeting_id,
        agenda=label,
        item_id=item.id,
        number=item.place,
        title=item.title,
        type=item.type,
        sponsors=item.sponsors,
        speaker=item.speaker,
        minutes=item.minutes,
        listed_only=item.listed_only,
        notice=item.notice,
        papers=papers,
    )


def _item(
    work: Work,
    command: commands.AddItem | commands.EditItem,
    item_id: str,
    meeting_id: str,
    place: int,
    *,
    recused: tuple[str, ...],
) -> Item:
    sitting = {person.id for person in work.members()}
    if not command.title.strip() or len(command.title) > LONGEST_TITLE:
        raise Refused("title")
    if not set(command.sponsors) <= sitting:
        raise Refused("sponsor_not_member")
    if not set(command.need_to_know) <= {person.id for person in work.people()}:
        raise Refused("unknown")
    if not 0 <= command.minutes <= 24 * 60:
        raise Refused("duration")
    return Item(
        id=item_id,
        meeting_id=meeting_id,
        place=place,
        title=command.title.strip(),
        type=command.item_type,
        sponsors=command.sponsors,
        speaker=command.speaker.strip(),
        minutes=command.minutes,
        ministry=command.ministry.strip(),
        listed_only=command.listed_only,
        notice=command.notice.strip(),
        need_to_know=command.need_to_know,
        recused=recused,
    )


def _editable(work: Work, meeting_id: str) -> Meeting:
    """The meeting while its design may change: once the session has begun, items are dealt with as they stand."""
    meeting = work.get(Meeting, meeting_id)
    if meeting.state not in BEFORE_SESSION:
        raise Refused("wrong_state")
    return meeting


def _has_voted(work: Work, item: Item, member_id: str) -> bool:
    """Who has voted on an item cannot be taken off it while that vote waits to be counted (R9)."""
    undecided = (b for b in work.all(Ballot, item_id=item.id) if b.state in UNDECIDED)
    return any(member_id in voting.counted(work, ballot.id) for ballot in undecided)


def _papers(work: Work, item: Item) -> tuple[PaperVersion, ...]:
    return latest(work.all(PaperVersion, item_id=item.id))


def _renumber(work: Work, items: tuple[Item, ...]) -> None:
    for item in items:
        if work.get(Item, item.id).place != item.place:
            work.put(item)
