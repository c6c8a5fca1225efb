"""A small cabinet at work on a real server: a published item, with papers or with an open ballot."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

from ecabinet_desktop.clock import new_id
from ecabinet_desktop.domain.agenda import Item, ItemType, Line
from ecabinet_desktop.domain.ballot import Ballot, BallotKind
from ecabinet_desktop.domain.meeting import Meeting, MeetingKind
from ecabinet_desktop.domain.paper import Level, PaperVersion
from ecabinet_desktop.server.central import Central
from ecabinet_desktop.usecases.filing import Filing
from ecabinet_desktop.usecases.secretariat import ItemForm

from tests.helpers.desktop import Desktop, desktop
from tests.helpers.server import ScriptedClock, new_central


@dataclass
class Scene:
    """`member` is minister-one's computer; all are in step when a way of acting returns."""

    central: Central
    clock: ScriptedClock
    secretary: Desktop
    member: Desktop
    folder: Path
    meeting_id: str = ""
    item_id: str = ""

    def plan(self) -> None:
        """A meeting in ten days with one item."""
        desk = self.secretary.secretariat
        starts = self.clock() + timedelta(days=10)
        self.meeting_id = desk.plan("Phiên họp", MeetingKind.REGULAR, starts, "Hà Nội", "pm")
        self.secretary.sync()
        form = ItemForm(title="Ngân sách", item_type=ItemType.INFORMATION, sponsors=("minister-one",), minutes=10)
        self.item_id = desk.add_item(self.meeting, form)
        self.secretary.sync()

    @property
    def meeting(self) -> Meeting:
        meeting = self.secretary.store.replica.get(Meeting, self.meeting_id)
        assert meeting is not None
        return meeting

    @property
    def line(self) -> Line:
        (line,) = self.member.meetings.lines(self.meeting)
        return line

    def file(self, *documents: bytes) -> None:
        """Papers on the item, not yet published."""
        item = self.secretary.store.replica.get(Item, self.item_id)
        assert item is not None
        for number, data in enumerate(documents):
            path = self.folder / f"{new_id()}.pdf"
            path.write_bytes(data)
            filing = Filing(self.secretary.api, self.secretary.delivering, new_id)
            filing.file(path, item, title=f"Paper {number}", level=Level.CABINET, language="vi")
        self.secretary.sync()

    def publish(self) -> list[PaperVersion]:
        """Approve the agenda; returns the papers as the member knows them."""
        self.secretary.secretariat.approve(self.meeting)
        self.secretary.sync()
        self.member.sync()
        return sorted(self.member.store.replica.all(PaperVersion), key=lambda p: p.title)

    def open_ballot(self) -> Ballot:
        """A written ballot on the item, open for two days."""
        desk = self.secretary.secretariat
        deadline = self.clock() + timedelta(days=2)
        ballot_id = desk.announce(
            self.meeting_id, self.item_id, BallotKind.WRITTEN, "Thông qua?", "Thông qua.", (), deadline
        )
        self.secretary.sync()
        announced = self.secretary.store.replica.get(Ballot, ballot_id)
        assert announced is not None
        desk.open_ballot(announced)
        self.secretary.sync()
        self.member.sync()
        ballot = self.member.store.replica.get(Ballot, ballot_id)
        assert ballot is not None
        return ballot


class Faulty:
    """A way to the server with one call replaced: `calls["send"] = lambda real, *arguments: ...`."""

    def __init__(self, real: Any, **calls: Callable[..., Any]) -> None:
        self._real = real
        self._calls = calls

    def __getattr__(self, name: str) -> Any:
        real = getattr(self._real, name)
        wanted = self._calls.get(name)
        return real if wanted is None else lambda *arguments: wanted(real, *arguments)


@contextmanager
def sitting(folder: Path) -> Iterator[Scene]:
    """A scene with nothing in it yet but people."""
    clock = ScriptedClock()
    central = new_central(folder / "server", clock=clock)
    secretary = desktop(central, "secretary", folder, clock)
    member = desktop(central, "minister-one", folder, clock)
    try:
        yield Scene(central, clock, secretary, member, folder)
    finally:
        member.close()
        secretary.close()
        central.close()
