"""Stating a position on an item before the meeting, online or not."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from ecabinet_desktop.domain.agenda import Line
from ecabinet_desktop.domain.meeting import BEFORE_SESSION, Meeting
from ecabinet_desktop.domain.people import Person, Role
from ecabinet_desktop.domain.position import Position, Stance, needs_confirming, position_id, refusal
from ecabinet_desktop.errors import Refused
from ecabinet_desktop.usecases.change import Change
from ecabinet_desktop.usecases.delivery import Delivering, Delivery, delivery
from ecabinet_desktop.vault.outbox import Entry
from ecabinet_desktop.vault.replica import Replica
from ecabinet_desktop.wire.commands import StatePosition


@dataclass(frozen=True, slots=True)
class ShownPosition:
    """My position as the screen shows it: the server's, or the newer one that still waits here.

    `confirm` is true when the papers changed since it was given. `code` is the server's reason for a refusal.
    """

    stance: Stance
    reason: str
    given_at: datetime
    delivery: Delivery
    confirm: bool = False
    code: str = ""


def shown(position: Position | None, entries: Iterable[Entry], line: Line) -> ShownPosition | None:
    """Server row + own outbox: what is on screen for one line."""
    mine = [
        (entry, body)
        for entry in entries
        if isinstance(body := entry.envelope.body, StatePosition) and body.item_id == line.item_id
    ]
    if mine:
        newest, body = mine[-1]
        verdict = newest.verdict
        if verdict is None or not verdict.accepted:
            code = verdict.code if verdict else ""
            return ShownPosition(body.stance, body.reason, newest.queued_at, delivery(newest), code=code)
        if position is None or position.given_at < verdict.at:
            # Taken by the server, but its row has not come back yet: nothing may vanish in between.
            return ShownPosition(body.stance, body.reason, verdict.at, Delivery.DELIVERED)
    if position is None:
        return None
    confirm = needs_confirming(position, line.papers)
    return ShownPosition(position.stance, position.reason, position.given_at, Delivery.DELIVERED, confirm)


class Positions:
    """A member's positions."""

    def __init__(self, replica: Replica, delivering: Delivering, me: Person) -> None:
        self._replica = replica
        self._delivering = delivering
        self._me = me

    def may_state(self, meeting: Meeting) -> bool:
        """Members, from publication to the opening of the session."""
        return self._me.role is Role.MEMBER and meeting.state in BEFORE_SESSION

    def of(self, line: Line) -> ShownPosition | None:
        """My position on a line, or None."""
        row = self._replica.get(Position, position_id(line.item_id, self._me.id))
        return shown(row, self._delivering.entries(), line)

    def of_meeting(self, lines: Iterable[Line]) -> dict[str, ShownPosition]:
        """My positions on all lines of a meeting, by item id."""
        entries = self._delivering.entries()
        found: dict[str, ShownPosition] = {}
        for line in lines:
            row = self._replica.get(Position, position_id(line.item_id, self._me.id))
            position = shown(row, entries, line)
            if position is not None:
                found[line.item_id] = position
        return found

    def stated(self, item_id: str, meeting_id: str) -> list[Position]:
        """All positions this person may see on an item (the chair and the secretariat see everyone's)."""
        return [p for p in self._replica.all(Position, meeting_id=meeting_id) if p.item_id == item_id]

    def state(self, line: Line, stance: Stance, reason: str = "") -> Change:
        """State or change a position; raises Refused("reason_needed") for an objection without a reason."""
        problem = refusal(stance, reason)
        if problem is not None:
            raise Refused(problem)
        command = StatePosition(item_id=line.item_id, stance=stance, bound=line.papers, reason=reason.strip())
        return self._delivering.send(command, also=Change.POSITIONS)
