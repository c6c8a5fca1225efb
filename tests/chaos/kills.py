"""Real processes, killed at random instants: a server behind a socket and two members who vote without rest.

What a member's process has said on its output before it died is what a person was told; nothing else is believed.
"""

import os
import random
import select
import signal
import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import IO

import msgspec
from ecabinet_desktop.clock import utc_now
from ecabinet_desktop.domain.agenda import ItemType
from ecabinet_desktop.domain.ballot import Ballot, BallotKind
from ecabinet_desktop.domain.meeting import Meeting, MeetingKind
from ecabinet_desktop.server.app import READY
from ecabinet_desktop.server.central import Central
from ecabinet_desktop.usecases.secretariat import ItemForm

from tests.chaos.cabinet import CHAIR, EVERYBODY, ONE, SECRETARY, TWO
from tests.helpers.desktop import DB_KEY, Desktop, desktop
from tests.helpers.server import Computer, new_central
from tests.integration.headless_member import Card, Told

ROOT = Path(__file__).parents[2]
BALLOTS = 12
MOST_LINES = 15
"""Lines of a member after which somebody is killed at the latest; a round of its writes two to seven."""
CUT_OFF = 0.5
"""How many of the members' deaths come while the server is away as well."""
MOST_SPINS = 300_000
"""Empty loops after that, up to some 10 ms: longer than any one write or answer takes."""
MEMBERS = (ONE, TWO)


def free_port() -> int:
    """One that no outgoing call may be given: a member calling a dead server could else connect to itself."""
    for port in random.Random().sample(range(20_000, 32_000), 100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)):
                return port
    raise AssertionError("no free port")


class ServerProcess:
    """`ecabinet-desktop server`, started again and again on the same data and the same port."""

    def __init__(self, folder: Path) -> None:
        port = free_port()
        self.address = f"http://127.0.0.1:{port}"
        self._config = folder / "server.toml"
        self._config.write_text(f'listen = "127.0.0.1:{port}"\ndata = "{folder / "server"}"\n', encoding="utf-8")
        self.log = folder / "server.log"

    def start(self) -> None:
        """Start it; `wait` before it is asked anything."""
        command = [sys.executable, "-m", "ecabinet_desktop", "server", "--config", str(self._config)]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=log)

    def wait(self) -> None:
        """Until it listens."""
        line = _out(self._process).readline().decode()
        assert line.startswith(READY), self.log.read_text(encoding="utf-8")

    def kill(self) -> None:
        """At once, with nothing said."""
        _kill(self._process)
        _out(self._process).close()


@dataclass
class MemberProcess:
    """`headless_member`, started again and again on the same vault. `told` is all it ever said."""

    name: str
    card: Path
    told: list[Told] = field(default_factory=list)
    starts: int = 0
    _begun: bytes = b""

    def start(self) -> None:
        """Start it; it goes on where the vault says."""
        self.starts += 1
        command = [sys.executable, "-m", "tests.integration.headless_member", str(self.card), str(self.starts)]
        self._process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE)

    def listen(self, lines: int) -> None:
        """Wait until it says so much more than it has said by now."""
        pipe = _out(self._process).fileno()
        while select.select([pipe], [], [], 0)[0]:
            self._hear(pipe)
        enough = len(self.told) + lines
        while len(self.told) < enough:
            self._hear(pipe)

    def kill(self) -> None:
        """At once; what stands in the pipe was said before."""
        _kill(self._process)
        while self._hear(_out(self._process).fileno(), is_over=True):
            pass
        self._begun = b""
        _out(self._process).close()

    def _hear(self, pipe: int, *, is_over: bool = False) -> bool:
        """Take what is in the pipe, waiting for something to be there; False at its end."""
        heard = os.read(pipe, 65536)
        assert heard or is_over, f"{self.name} died by itself"
        *lines, self._begun = (self._begun + heard).split(b"\n")
        self.told += [msgspec.json.decode(line, type=Told) for line in lines]
        return bool(heard)


@dataclass(frozen=True)
class Scene:
    """Everything on disk before the first process starts: ballots that stay open for days."""

    folder: Path
    computers: dict[str, Computer]
    ballots: tuple[str, ...]
    server: ServerProcess
    members: dict[str, MemberProcess]


def set_up(folder: Path, seed: int) -> Scene:
    """A cabinet with many written ballots open, as the two members know it."""
    central = new_central(folder / "server", clock=utc_now)
    desks = {name: desktop(central, name, folder / "desks", utc_now) for name in EVERYBODY}
    ballots = _open_ballots(desks[SECRETARY])
    server = ServerProcess(folder)
    for name, desk in desks.items():
        desk.sync()
        desk.close()
        desk.folder.rename(folder / name)
    computers = {name: desk.computer for name, desk in desks.items()}
    members = {name: _member(folder, computers[name], server.address, central, seed) for name in MEMBERS}
    central.close()
    return Scene(folder, computers, ballots, server, members)


def _open_ballots(secretary: Desktop) -> tuple[str, ...]:
    desk = secretary.secretariat
    meeting_id = desk.plan("Phiên họp", MeetingKind.REGULAR, utc_now() + timedelta(days=9), "Hà Nội", CHAIR)
    secretary.sync()
    meeting = secretary.store.replica.get(Meeting, meeting_id)
    assert meeting is not None
    form = ItemForm(title="Ngân sách", item_type=ItemType.INFORMATION, sponsors=(ONE,), minutes=10)
    item_id = desk.add_item(meeting, form)
    desk.approve(meeting)
    deadline = utc_now() + timedelta(days=2)
    for number in range(BALLOTS):
        question = f"Thông qua nội dung {number}?"
        desk.announce(meeting_id, item_id, BallotKind.WRITTEN, question, "Thông qua.", (), deadline)
    secretary.sync()
    announced = secretary.store.replica.all(Ballot)
    for ballot in announced:
        desk.open_ballot(ballot)
    secretary.sync()
    return tuple(ballot.id for ballot in announced)


def _member(folder: Path, computer: Computer, address: str, central: Central, seed: int) -> MemberProcess:
    card = Card(
        address=address,
        folder=str(folder / computer.person_id),
        person_id=computer.person_id,
        device_id=computer.device_id,
        db_key=DB_KEY,
        device_seed=computer.device_seed,
        vote_seed=computer.vote_seed,
        server_key=central.keys.public,
        seed=seed,
    )
    file = folder / f"{computer.person_id}.json"
    file.write_bytes(msgspec.json.encode(card))
    return MemberProcess(computer.person_id, file)


def kill_again_and_again(scene: Scene, kills: int, chance: random.Random, say: Callable[[str], None]) -> None:
    """Kill the server `kills` times and a member as often, each at a random instant of voting and syncing."""
    with _all_running(scene) as members:
        for number in range(1, kills + 1):
            _let_pass(chance.choice(members), chance, MOST_LINES)
            scene.server.kill()
            scene.server.start()
            victim, is_cut_off = chance.choice(members), chance.random() < CUT_OFF
            if not is_cut_off:
                scene.server.wait()
            _let_pass(victim, chance, 3 if is_cut_off else MOST_LINES)
            victim.kill()
            victim.start()
            if is_cut_off:
                scene.server.wait()
            if number % 20 == 0:
                say(f"{number} kills of the server and {number} of members")


@contextmanager
def _all_running(scene: Scene) -> Iterator[list[MemberProcess]]:
    scene.server.start()
    scene.server.wait()
    members = list(scene.members.values())
    for member in members:
        member.start()
    try:
        yield members
    finally:
        for member in members:
            member.kill()
        scene.server.kill()


def _let_pass(member: MemberProcess, chance: random.Random, most_lines: int) -> None:
    member.listen(chance.randint(1, most_lines))
    for _ in range(chance.randint(0, MOST_SPINS)):
        pass


def _kill(process: "subprocess.Popen[bytes]") -> None:
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert process.returncode == -signal.SIGKILL, "it died of the kill and of nothing else"


def _out(process: "subprocess.Popen[bytes]") -> IO[bytes]:
    assert process.stdout is not None
    return process.stdout
