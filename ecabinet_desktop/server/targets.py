"""Which row a command is about: for its base revision, and for the meeting in which its sender acts.

One table; a command that is not here names its meeting itself or belongs to none.
"""

from ecabinet_desktop.domain.access import Entity, Facts
from ecabinet_desktop.domain.agenda import Item
from ecabinet_desktop.domain.annotation import SealedNote
from ecabinet_desktop.domain.ballot import Ballot
from ecabinet_desktop.domain.meeting import Decision, Meeting
from ecabinet_desktop.domain.paper import PaperVersion
from ecabinet_desktop.domain.people import Device
from ecabinet_desktop.server.work import Work
from ecabinet_desktop.wire import commands
from ecabinet_desktop.wire.commands import Command

ROWS: dict[type[Command], tuple[type[Entity], str]] = {
    commands.EditMeeting: (Meeting, "meeting_id"),
    commands.MoveMeeting: (Meeting, "meeting_id"),
    commands.ApproveAgenda: (Meeting, "meeting_id"),
    commands.RecordPresence: (Meeting, "meeting_id"),
    commands.CallItem: (Meeting, "meeting_id"),
    commands.EditItem: (Item, "item_id"),
    commands.PlaceItem: (Item, "item_id"),
    commands.RemoveItem: (Item, "item_id"),
    commands.Recuse: (Item, "item_id"),
    commands.RecordDecision: (Decision, "item_id"),
    commands.WithdrawPaper: (PaperVersion, "version_id"),
    commands.OpenBallot: (Ballot, "ballot_id"),
    commands.CloseBallot: (Ballot, "ballot_id"),
    commands.RecallBallot: (Ballot, "ballot_id"),
    commands.DeleteNote: (SealedNote, "note_id"),
    commands.ApproveDevice: (Device, "device_id"),
    commands.RevokeDevice: (Device, "device_id"),
}
"""Command → the row it changes and the field that names it; only these may carry a `base_rev`."""


def changed_meanwhile(work: Work, command: Command, base_rev: int | None) -> bool:
    """True when the command was given on another revision of its row than the one that stands."""
    target = ROWS.get(type(command))
    if base_rev is None or target is None:
        return False
    kind, field = target
    return work.rev(kind, getattr(command, field)) != base_rev


def surroundings(work: Work, command: Command) -> tuple[Facts, Ballot | None]:
    """The meeting, item and ballot a command is about, as far as they exist; gaps refuse the chair's rights."""
    ballot_id: str | None = getattr(command, "ballot_id", None)
    ballot = work.find(Ballot, ballot_id) if ballot_id else None
    if ballot is not None:
        return work.facts(meeting_id=ballot.meeting_id, item_id=ballot.item_id, ballot=ballot), ballot
    item_id: str | None = getattr(command, "item_id", None)
    version_id: str | None = getattr(command, "version_id", None)
    paper = work.find(PaperVersion, version_id) if version_id else None
    if paper is not None:
        item_id = paper.item_id
    item = work.find(Item, item_id) if item_id else None
    meeting_id: str | None = item.meeting_id if item else getattr(command, "meeting_id", None)
    return work.facts(meeting_id=meeting_id, item_id=item.id if item else None), None
