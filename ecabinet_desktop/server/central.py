"""The central server as one object, without a network: what `app` serves and the demo drives on its own clock.

Built once, top to bottom; no logic but the order of things.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import TypeVar

from ecabinet_desktop.clock import NewId, Now
from ecabinet_desktop.domain.people import Person, Role
from ecabinet_desktop.errors import ECabinetError
from ecabinet_desktop.server import accounts, enrolment, papers
from ecabinet_desktop.server.blobs import Blobs
from ecabinet_desktop.server.config import Config
from ecabinet_desktop.server.delivery import Delivery, Handler
from ecabinet_desktop.server.handlers import HANDLERS, TIMED
from ecabinet_desktop.server.history import HighWater
from ecabinet_desktop.server.keys import ServerKeys
from ecabinet_desktop.server.papers import Inspect
from ecabinet_desktop.server.service import House, Service
from ecabinet_desktop.server.store import Store
from ecabinet_desktop.server.transaction import Transaction
from ecabinet_desktop.server.uploads import Uploads
from ecabinet_desktop.server.work import Work
from ecabinet_desktop.server.writer import Job, Writer
from ecabinet_desktop.wire.answers import Enrolment, EnrolRequest, TokenAnswer, TokenRequest
from ecabinet_desktop.wire.commands import Command

T = TypeVar("T")

SYSTEM = Person(id="system", name="", office="", role=Role.ADMINISTRATOR, rank=0, mandate_from=date.min)
"""Who acts when the clock does, or an administrator at the server itself."""


class Central:
    """Store, writer, papers and keys of one government."""

    def __init__(
        self,
        config: Config,
        now: Now,
        new_id: NewId,
        *,
        commands: Mapping[type[Command], Handler] = HANDLERS,
        timed: tuple[Callable[[Work], None], ...] = TIMED,
        inspect: Inspect = papers.look_into,
    ) -> None:
        config.data.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.config = config
        self.now = now
        self.keys = ServerKeys(config.keys_folder)
        self.blobs = Blobs(config.blobs_url)
        self.store = Store(config.database_url, new_id=new_id)
        self._delivery = Delivery(handlers=commands, keys=self.keys, now=now, new_id=new_id)
        self._high_water = HighWater(config.data / "high-water", self.store, new_id)
        self.writer = Writer(
            self.store,
            [lambda _transaction: self._high_water.keep_now_and_then(), *map(self._timed_job, timed)],
        )
        uploads = Uploads(
            config.data / "uploads",
            store=self.store,
            writer=self.writer,
            blobs=self.blobs,
            keys=self.keys,
            inspect=inspect,
            now=now,
        )
        self.house = House(
            store=self.store,
            writer=self.writer,
            blobs=self.blobs,
            uploads=uploads,
            keys=self.keys,
            delivery=self._delivery,
            now=now,
        )

    def service_for(self, device_id: str) -> Service:
        """The SyncApi of one device."""
        return Service(self.house, device_id)

    def enrol(self, request: EnrolRequest, source: str = "direct") -> Enrolment:
        """Ask to be let in; raises Refused (see `enrolment.enrol`). `source` is where the caller comes from."""
        answer = self.as_system(lambda work: enrolment.enrol(work, request, source))
        if isinstance(answer, ECabinetError):
            raise answer
        return answer

    def enrolment(self, device_id: str) -> Enrolment:
        """Where an enrolment stands; raises Refused("unknown")."""
        with self.store.reading() as db:
            return enrolment.standing(db, self.keys, device_id)

    def token(self, request: TokenRequest) -> TokenAnswer:
        """A nonce, or a token for a signed one; raises SignInNeeded or NotAllowed."""
        if not request.nonce:
            return accounts.new_nonce(self.keys, request.device_id, self.now())
        return self.writer.run(lambda transaction: accounts.new_token(transaction, self.keys, request, self.now()))

    def device_of(self, token: str) -> str:
        """The device a living token was given to; raises SignInNeeded."""
        with self.store.reading() as db:
            return accounts.device_of(db, token, self.now())

    def as_system(self, act: Callable[[Work], T]) -> T:
        """Do something nobody's device asked for, in a transaction of its own."""

        def job(transaction: Transaction) -> T:
            work = self._delivery.work(transaction, SYSTEM, "")
            answer = act(work)
            work.settle()
            return answer

        return self.writer.run(job)

    def tick(self) -> None:
        """Let the clock act now: for a scripted clock that has just been moved."""
        self.writer.run(lambda _transaction: None)

    def close(self) -> None:
        """Finish what is queued, then close every file."""
        self.writer.close()
        self._high_water.keep()
        self.store.close()

    def _timed_job(self, act: Callable[[Work], None]) -> Job[None]:
        def job(transaction: Transaction) -> None:
            work = self._delivery.work(transaction, SYSTEM, "")
            act(work)
            work.settle()

        return job
