"""One handler per command, in one explicit table.

A handler authenticates nothing: by the time it runs, `domain.access` has allowed its command. It decides with
`domain`, and writes effect and ledger leaf through its unit of work; what it raises leaves nothing behind.
"""

from collections.abc import Callable
from typing import Any

from ecabinet_desktop.server import voting
from ecabinet_desktop.server.handlers import agenda, ballots, devices, meetings, notes, papers, positions, sharing
from ecabinet_desktop.server.work import Outcome, Work
from ecabinet_desktop.wire import commands
from ecabinet_desktop.wire.commands import Command

HANDLERS: dict[type[Command], Callable[[Work, Any], Outcome]] = {
    commands.CreateMeeting: meetings.create,
    commands.EditMeeting: meetings.edit,
    commands.MoveMeeting: meetings.move,
    commands.RecordPresence: meetings.record_presence,
    commands.CheckIn: meetings.check_in,
    commands.CallItem: meetings.call_item,
    commands.RecordDecision: meetings.record_decision,
    commands.AddItem: agenda.add_item,
    commands.EditItem: agenda.edit_item,
    commands.PlaceItem: agenda.place_item,
    commands.RemoveItem: agenda.remove_item,
    commands.ApproveAgenda: agenda.approve,
    commands.Recuse: agenda.recuse,
    commands.FilePaper: papers.file_paper,
    commands.WithdrawPaper: papers.withdraw,
    commands.AnnounceBallot: ballots.announce,
    commands.OpenBallot: ballots.open_ballot,
    commands.CloseBallot: ballots.close_ballot,
    commands.RecallBallot: ballots.recall,
    commands.CastVote: voting.cast,
    commands.StatePosition: positions.state,
    commands.SaveNote: notes.save,
    commands.DeleteNote: notes.delete,
    commands.PublishNoteKey: sharing.publish_key,
    commands.ShareNote: sharing.share,
    commands.FormalComment: sharing.comment,
    commands.WithdrawComment: sharing.withdraw_comment,
    commands.IssueCode: devices.issue_code,
    commands.ApproveDevice: devices.approve,
    commands.RevokeDevice: devices.revoke,
}

TIMED: tuple[Callable[[Work], None], ...] = (ballots.settle_due, meetings.freeze_due)
"""What the clock does: close ballots whose time has come, freeze meetings that are near."""
