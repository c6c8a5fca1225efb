"""Words for what waits in the outbox or was refused: what the person did, and how it stands.

Nothing a person did vanishes from here before the server took it or the person has read why it did not.
"""

from collections.abc import Callable, Sequence
from datetime import datetime, tzinfo

from ecabinet_desktop.domain.ballot import VoteOutcome
from ecabinet_desktop.errors import Refused
from ecabinet_desktop.ui.dates import format_moment
from ecabinet_desktop.ui.failures import words_for
from ecabinet_desktop.ui.i18n import count_of, mark, tr
from ecabinet_desktop.ui.vote_words import OUTCOMES
from ecabinet_desktop.ui.widgets.rows import Row
from ecabinet_desktop.usecases.delivery import Delivery, Queued

DEEDS = {
    "create_meeting": mark("Plan a meeting"),
    "edit_meeting": mark("Change a meeting"),
    "move_meeting": mark("Move a meeting on"),
    "add_item": mark("Add an item"),
    "edit_item": mark("Change an item"),
    "place_item": mark("Move an item"),
    "remove_item": mark("Remove an item"),
    "call_item": mark("Call an item"),
    "file_paper": mark("File a paper"),
    "withdraw_paper": mark("Withdraw a paper"),
    "approve_agenda": mark("Approve the agenda"),
    "record_presence": mark("Record who is present"),
    "check_in": mark("Your check-in"),
    "recuse": mark("Record a recusal"),
    "announce_ballot": mark("Announce a ballot"),
    "open_ballot": mark("Open a ballot"),
    "close_ballot": mark("Close a ballot"),
    "recall_ballot": mark("Take a ballot back"),
    "record_decision": mark("Record a decision"),
    "state_position": mark("Your position"),
    "cast_vote": mark("Your vote"),
    "save_note": mark("A note"),
    "delete_note": mark("Deleting a note"),
    "issue_code": mark("Issue an enrolment code"),
    "approve_device": mark("Let a computer in"),
    "revoke_device": mark("Shut a computer out"),
}
NOTES = ("save_note", "delete_note")

Subject = Callable[[Queued], str]
"""The title of what an act was about, "" when there is none to show."""


def refusal_words(queued: Queued) -> str:
    """Why the server did not take it."""
    if queued.type == "cast_vote" and queued.code in set(VoteOutcome):
        return tr(OUTCOMES[VoteOutcome(queued.code)])
    return words_for(Refused(queued.code)).words


def rows(queued: Sequence[Queued], subject: Subject, now: datetime, zone: tzinfo | None = None) -> list[Row]:
    """What waits, the oldest first; waiting notes are one row."""
    waiting = [entry for entry in queued if entry.delivery is Delivery.QUEUED]
    notes = [entry for entry in waiting if entry.type in NOTES]
    shown = [_waiting(entry, subject, now, zone) for entry in waiting if entry.type not in NOTES]
    if notes:
        words = count_of(len(notes), "%n change to your notes", "%n changes to your notes")
        shown.append(Row(id="notes", title=words, icon="notes", badges=((tr("Not sent yet"), "plain"),)))
    return shown


def title(entry: Queued, subject: Subject) -> str:
    """What was done, and about what."""
    deed = tr(DEEDS.get(entry.type, mark("A change of yours")))
    about = subject(entry)
    return tr("{deed}: {subject}").format(deed=deed, subject=about) if about else deed


def _waiting(entry: Queued, subject: Subject, now: datetime, zone: tzinfo | None) -> Row:
    vote = entry.type == "cast_vote"
    return Row(
        id=entry.id,
        title=title(entry, subject),
        subtitle=tr("Done {when}").format(when=format_moment(entry.queued_at, now, zone)),
        icon="clock",
        badges=((tr("Queued – not counted yet"), "warn") if vote else (tr("Not sent yet"), "plain"),),
    )
