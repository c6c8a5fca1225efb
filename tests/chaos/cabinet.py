"""A cabinet in which anything may break: one server and four desktops on disk, each of which may die and come back.

What a person was told is kept is written down here as soon as it is told; the oracle compares the rest with that.
"""

import atexit
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import cache
from pathlib import Path
from typing import cast

from ecabinet_desktop.clock import new_id
from ecabinet_desktop.domain.agenda import ItemType
from ecabinet_desktop.domain.ballot import Answer, Ballot, BallotKind
from ecabinet_desktop.domain.meeting import Meeting, MeetingKind, MeetingState
from ecabinet_desktop.errors import Offline
from ecabinet_desktop.server import writer
from ecabinet_desktop.server.central import Central
from ecabinet_desktop.sync.http_api import Gate, HttpApi
from ecabinet_desktop.usecases.secretariat import ItemForm
from ecabinet_desktop.wire.api import SyncApi
from ecabinet_desktop.wire.commands import CastVote, Envelope

from tests.chaos.faults import Fate, Killed, MortalServer, Wire, dying_at, kill_desktop, kill_server
from tests.helpers.desktop import Desktop, desktop
from tests.helpers.server import Computer, ScriptedClock, configured, new_central, running

SECRETARY, CHAIR, ONE, TWO = EVERYBODY = ("secretary", "pm", "minister-one", "minister-two")
VOTERS = (CHAIR, ONE, TWO)
MEMORY = Path("/dev/shm")  # where folders need no disk; the system's temporary folder otherwise


@dataclass
class Act:
    """One thing a person did: the bytes that were queued, what the person meant, and what was made of it."""

    person: str
    envelope: Envelope
    answer: Answer | None = None
    replaced: bool = False

    @property
    def vote(self) -> CastVote | None:
        """The vote in it, if it is one."""
        return self.envelope.body if isinstance(self.envelope.body, CastVote) else None


@dataclass(frozen=True)
class Template:
    """A cabinet in session with a written and a session ballot open, to be copied for each run."""

    folder: Path
    computers: dict[str, Computer]
    ballots: tuple[str, ...]
    time: datetime


def scratch() -> Path:
    """A new folder for one run."""
    place = MEMORY if MEMORY.is_dir() else None
    return Path(tempfile.mkdtemp(prefix="ecabinet-chaos-", dir=place))


@cache
def template() -> Template:
    """Made once a process: enrolling four computers takes longer than a whole run."""
    folder, clock = scratch(), ScriptedClock()
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    central = new_central(folder / "server", clock=clock)
    desks = {name: desktop(central, name, folder / "desks", clock) for name in EVERYBODY}
    ballots = _begin_session(desks, clock)
    for name, desk in desks.items():
        desk.close()
        desk.folder.rename(folder / name)
    central.close()
    return Template(folder, {name: desk.computer for name, desk in desks.items()}, ballots, clock())


def _begin_session(desks: dict[str, Desktop], clock: ScriptedClock) -> tuple[str, ...]:
    secretary, chair = desks[SECRETARY], desks[CHAIR]
    desk = secretary.secretariat
    meeting_id = desk.plan("Phiên họp", MeetingKind.REGULAR, clock() + timedelta(days=1), "Hà Nội", CHAIR)
    secretary.sync()
    meeting = secretary.store.replica.get(Meeting, meeting_id)
    assert meeting is not None
    form = ItemForm(title="Ngân sách", item_type=ItemType.INFORMATION, sponsors=(ONE,), minutes=10)
    item_id = desk.add_item(meeting, form)
    desk.approve(meeting)
    for name in VOTERS:
        desk.record_presence(meeting, name, True)
    desk.move_meeting(meeting, MeetingState.IN_SESSION)
    deadline = clock() + timedelta(hours=2)
    written = desk.announce(meeting_id, item_id, BallotKind.WRITTEN, "Thông qua?", "Thông qua.", (), deadline)
    session = desk.announce(meeting_id, item_id, BallotKind.SESSION, "Thông qua?", "Thông qua.", (), None)
    for each in (secretary, chair):
        each.sync()
    for opener, ballot_id in ((secretary, written), (chair, session)):
        ballot = opener.store.replica.get(Ballot, ballot_id)
        assert ballot is not None
        opener.secretariat.open_ballot(ballot)
    for _ in range(2):
        for each in desks.values():
            each.sync()
    return written, session


@dataclass
class Cabinet:
    """The running copy. `acts` is everything anybody did, by the id of its envelope."""

    over_http: bool
    folder: Path = field(default_factory=scratch)
    clock: ScriptedClock = field(default_factory=ScriptedClock)
    acts: dict[str, Act] = field(default_factory=dict)
    handed: set[str] = field(default_factory=set)
    delayed: list[tuple[str, tuple[Envelope, ...]]] = field(default_factory=list)
    ballots: list[str] = field(default_factory=list)
    desks: dict[str, Desktop] = field(default_factory=dict)
    wires: dict[str, Wire] = field(default_factory=dict)

    def __post_init__(self) -> None:
        known = template()
        # A tick in the middle of a planned fault would make the run another one the next time.
        self._tick_seconds, writer.TICK_SECONDS = writer.TICK_SECONDS, 3600.0
        shutil.copytree(known.folder, self.folder, dirs_exist_ok=True)
        self.clock.time = known.time
        self.ballots.extend(known.ballots)
        self._start_server()
        for name in EVERYBODY:
            self._start_desk(name)
            self.write_down(name)

    # what people do

    def write_down(self, name: str, answer: Answer | None = None) -> None:
        """Note what stands newly in somebody's outbox, and what a newer vote has taken the place of."""
        queued = {entry.id: entry.envelope for entry in self.desks[name].store.outbox.entries()}
        fresh = [Act(name, envelope, answer) for id_, envelope in queued.items() if id_ not in self.acts]
        for act in self.acts.values():
            vote = act.vote
            if act.person != name or act.replaced or act.envelope.id in queued or vote is None:
                continue
            heirs = [new for new in fresh if new.vote is not None and new.vote.ballot_id == vote.ballot_id]
            act.replaced = bool(heirs) and act.envelope.id not in self.handed
        self.acts.update({act.envelope.id: act for act in fresh})

    def sync(self, name: str, fates: list[Fate] | None = None) -> bool:
        """One pass of somebody's; False when a planned fault broke it off."""
        wire = self.wires[name]
        wire.fates = list(fates or [])
        is_faulty = bool(wire.fates)
        try:
            self.desks[name].sync()
        except Offline:
            if not is_faulty:
                raise
            return False
        finally:
            wire.fates.clear()
        return True

    def late_arrival(self, index: int) -> None:
        """A call that its sender gave up reaches the server after all; nobody hears the answer."""
        if self.delayed:
            name, envelopes = self.delayed.pop(index % len(self.delayed))
            self.wires[name].api.send(envelopes)

    def later(self, **amount: float) -> None:
        """Time passes, and the server's clock acts."""
        self.clock.pass_(**amount)
        self.central.tick()

    # deaths

    @contextmanager
    def desk_dies(self, name: str, writes: int) -> Iterator[None]:
        """Somebody's desktop dies at a write of what is done inside, or after it, and is started again."""
        try:
            with dying_at(self.desks[name].store.vault, writes):
                yield
        except Killed:
            pass
        kill_desktop(self.desks[name].store.vault)
        self._start_desk(name)

    @contextmanager
    def server_dies(self, statements: int) -> Iterator[None]:
        """The server dies at a statement of what is done inside, or after it, and is started again."""
        mortal = MortalServer(self.central, statements)
        try:
            yield
        except Offline:
            if not mortal.is_dead:
                raise
        self._stop_server()
        self._start_server()
        for name in self.desks:
            self._connect(name)

    def close(self) -> None:
        """The end of this run."""
        for desk in self.desks.values():
            desk.close()
        self._stop_server()
        writer.TICK_SECONDS = self._tick_seconds
        shutil.rmtree(self.folder, ignore_errors=True)

    def _start_server(self) -> None:
        self.central = Central(configured(self.folder / "server"), self.clock, new_id)
        self._network = ExitStack()
        self._address = self._network.enter_context(running(self.central)).address if self.over_http else ""

    def _stop_server(self) -> None:
        self._network.close()
        kill_server(self.central)

    def _start_desk(self, name: str) -> None:
        computer = template().computers[name]
        self.desks[name] = Desktop(self.central, computer, self.folder / name, self.clock)
        self._connect(name)

    def _connect(self, name: str) -> None:
        desk = self.desks[name]
        api: SyncApi = self.central.service_for(desk.computer.device_id)
        if self._address:
            api = HttpApi(Gate(self._address), desk.computer.device_id, desk.computer.sign)
        self.wires[name] = Wire(name, api, self.handed, self.delayed)
        desk.api = cast(SyncApi, self.wires[name])  # a pass makes no other calls than these two
