"""A real central server for tests: the object itself, or behind a real port; only its clock is scripted.

The server is never faked.
"""

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from ecabinet_desktop.clock import new_id
from ecabinet_desktop.crypto import codes, signing
from ecabinet_desktop.domain.people import Device, DeviceState, Government, Person, Role
from ecabinet_desktop.domain.rules import VIETNAM
from ecabinet_desktop.server import enrolment
from ecabinet_desktop.server.app import Listener
from ecabinet_desktop.server.central import Central
from ecabinet_desktop.server.config import Config
from ecabinet_desktop.server.service import Service
from ecabinet_desktop.server.work import Work
from ecabinet_desktop.wire.answers import Enrolment, EnrolRequest
from ecabinet_desktop.wire.votes import enrol_bytes

START = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


@dataclass
class ScriptedClock:
    """A clock that moves when it is told to."""

    time: datetime = START

    def __call__(self) -> datetime:
        return self.time

    def pass_(self, **amount: float) -> None:
        """Let time pass: `pass_(minutes=5)`."""
        self.time += timedelta(**amount)


def person(person_id: str, role: Role = Role.MEMBER, **more: object) -> Person:
    """An account in office since the start of the year."""
    fields: dict[str, object] = {
        "name": person_id.replace("-", " ").title(),
        "office": role.value,
        "rank": 10,
        "mandate_from": date(2026, 1, 1),
        **more,
    }
    return Person(id=person_id, role=role, **fields)  # type: ignore[arg-type]


CABINET = (
    person("pm", rank=1, is_prime_minister=True),
    person("minister-one", rank=2),
    person("minister-two", rank=3),
    person("secretary", Role.SECRETARY),
    person("assistant", Role.ASSISTANT, works_for="minister-one"),
    person("clerk", Role.MINISTRY, organisation="Ministry of Finance"),
    person("admin", Role.ADMINISTRATOR),
)
"""The smallest cabinet that has one of every kind."""


@dataclass(frozen=True)
class Computer:
    """An enrolled device with its secret keys."""

    device_id: str
    device_seed: bytes
    vote_seed: bytes
    person_id: str

    def sign(self, message: bytes) -> bytes:
        """With the device key."""
        return signing.sign(self.device_seed, message)


@dataclass
class Request:
    """An enrolment not yet made: a code and two fresh keys."""

    code: str
    name: str = "Laptop"
    device_seed: bytes = field(default_factory=signing.new_seed)
    vote_seed: bytes = field(default_factory=signing.new_seed)

    def build(self) -> EnrolRequest:
        """As it crosses, with its proof."""
        device, vote = signing.public_key(self.device_seed), signing.public_key(self.vote_seed)
        try:
            normal = codes.normalise(self.code)
        except Exception:
            normal = self.code
        proof = signing.sign(self.device_seed, enrol_bytes(normal, device, vote))
        return EnrolRequest(code=self.code, name=self.name, device_key=device, vote_key=vote, proof=proof)


def configured(folder: Path, database_url: str | None = None) -> Config:
    """A server that keeps everything in `folder`, its database elsewhere if said so."""
    return Config(data=folder, database=database_url or "")


def new_central(
    folder: Path,
    *,
    database_url: str | None = None,
    clock: Callable[[], datetime] | None = None,
    people: tuple[Person, ...] = CABINET,
) -> Central:
    """A central server with a government and its people, and nothing else yet."""
    central = Central(configured(folder, database_url), clock or ScriptedClock(), new_id)
    found(central, people)
    return central


def found(central: Central, people: tuple[Person, ...] = CABINET) -> None:
    """Set up the government and its accounts, unless there is one already."""

    def act(work: Work) -> None:
        if work.all(Government):
            return
        work.put(Government(id="government", name="Test Government", rules=VIETNAM))
        for someone in people:
            work.put(someone)

    central.as_system(act)


def issue_code(central: Central, person_id: str, *, bootstrap: bool = True, life: timedelta | None = None) -> str:
    """A one-time code; one marked bootstrap lets its computer in at once."""
    code = codes.new_code()

    def act(work: Work) -> None:
        enrolment.add_code(
            work,
            code_hash=codes.code_hash(codes.normalise(code)),
            person_id=person_id,
            expires_at=central.now() + (life or timedelta(days=1)),
            bootstrap=bootstrap,
        )

    central.as_system(act)
    return code


def enrolled(central: Central, person_id: str) -> Computer:
    """A computer let in for somebody."""
    request = Request(issue_code(central, person_id))
    answer = central.enrol(request.build())
    return Computer(answer.device_id, request.device_seed, request.vote_seed, person_id)


def set_device_state(central: Central, device_id: str, state: DeviceState) -> None:
    """Approve or revoke a device, as the secretariat's commands do."""

    def act(work: Work) -> None:
        device = work.get(Device, device_id)
        work.put(
            Device(
                id=device.id,
                person_id=device.person_id,
                name=device.name,
                state=state,
                device_key=device.device_key,
                vote_key=device.vote_key,
                six_digits=device.six_digits,
                enrolled_at=device.enrolled_at,
            )
        )

    central.as_system(act)


def direct_service(central: Central, person_id: str) -> Service:
    """The server's own SyncApi for a new computer of somebody."""
    return central.service_for(enrolled(central, person_id).device_id)


@dataclass(frozen=True)
class Running:
    """A server behind a real port of this computer."""

    address: str
    central: Central


@contextmanager
def running(central: Central) -> Iterator[Running]:
    """Serve an existing central server on a free port until the block ends."""
    listener = Listener(central.config)
    ready = threading.Event()
    thread = threading.Thread(target=listener.run, args=(central, ready.set), name="server", daemon=True)
    thread.start()
    try:
        if not ready.wait(20):
            raise TimeoutError("the server did not start")
        yield Running(listener.address, central)
    finally:
        listener.stop()
        thread.join(20)
        listener.close()


@contextmanager
def running_server(
    folder: Path,
    database_url: str | None = None,
    clock: Callable[[], datetime] | None = None,
    people: tuple[Person, ...] = CABINET,
) -> Iterator[Running]:
    """A new server with a small cabinet, on a free port; stopped and closed at the end."""
    central = new_central(folder, database_url=database_url, clock=clock, people=people)
    try:
        with running(central) as server:
            yield server
    finally:
        central.close()


def pending_enrolment(central: Central, person_id: str) -> tuple[Request, Enrolment]:
    """A computer that waits for a secretary."""
    request = Request(issue_code(central, person_id, bootstrap=False))
    return request, central.enrol(request.build())
