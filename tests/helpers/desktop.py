"""Headless desktops for tests: a real vault on disk and the real engine, driven against a real server."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from ecabinet_desktop.clock import new_id
from ecabinet_desktop.crypto import signing
from ecabinet_desktop.domain.people import Person
from ecabinet_desktop.server.central import Central
from ecabinet_desktop.sync.engine import Engine, Outcome, drive
from ecabinet_desktop.sync.http_api import Gate, HttpApi
from ecabinet_desktop.usecases.change import Changes
from ecabinet_desktop.usecases.delivery import Delivering
from ecabinet_desktop.usecases.desk import Store
from ecabinet_desktop.usecases.meetings import Meetings
from ecabinet_desktop.usecases.positions import Positions
from ecabinet_desktop.usecases.secretariat import Secretariat
from ecabinet_desktop.usecases.voting import Voting
from ecabinet_desktop.vault.vault import Vault
from ecabinet_desktop.wire.api import SyncApi

from tests.helpers.server import Computer, enrolled

DB_KEY = bytes(range(32))
PASSPHRASE = "a passphrase for tests"


def vote_key(computer: Computer) -> Callable[[str], bytes]:
    """Opens the vote key; the passphrase itself is the keyfile's business and tested there."""
    return lambda _passphrase: computer.vote_seed


class Desktop:
    """One person's computer without a window. `sync()` runs one pass now."""

    def __init__(
        self, central: Central, computer: Computer, folder: Path, now: Callable[[], datetime], address: str = ""
    ) -> None:
        self.computer = computer
        self.folder = folder
        self.store = Store(Vault.open(folder, DB_KEY), now)
        self.api: SyncApi
        if address:
            self.api = HttpApi(Gate(address), computer.device_id, computer.sign)
        else:
            self.api = central.service_for(computer.device_id)
        self.engine = Engine(
            self.store.replica,
            self.store.outbox,
            self.store.receipts,
            server_key=central.keys.public,
            device_id=computer.device_id,
            now=now,
        )
        self.now = now
        self.changes = Changes()
        self.delivering = Delivering(self.store.outbox, self.changes, new_id, lambda: None)

    @property
    def me(self) -> Person:
        """Whose computer this is; known after the first pass."""
        me = self.store.replica.get(Person, self.computer.person_id)
        assert me is not None
        return me

    def sync(self) -> Outcome:
        """One pass."""
        return drive(self.engine.steps(), self.api)

    @property
    def secretariat(self) -> Secretariat:
        return Secretariat(self.store.replica, self.delivering, self.me, self.now, new_id)

    @property
    def voting(self) -> Voting:
        return Voting(
            self.store.replica,
            self.store.outbox,
            self.delivering,
            self.changes,
            self.me,
            device_id=self.computer.device_id,
            open_vote_key=vote_key(self.computer),
            new_id=new_id,
        )

    @property
    def positions(self) -> Positions:
        return Positions(self.store.replica, self.delivering, self.me)

    @property
    def meetings(self) -> Meetings:
        return Meetings(self.store.replica, self.store.papers, self.store.reading, self.positions)

    def close(self) -> None:
        self.store.vault.close()


def desktop(
    central: Central, person_id: str, folder: Path, now: Callable[[], datetime], address: str = ""
) -> Desktop:
    """A newly enrolled computer that has synced once."""
    new = Desktop(central, enrolled(central, person_id), folder / f"{person_id}-{new_id()}", now, address)
    new.sync()
    return new


__all__ = ["DB_KEY", "PASSPHRASE", "Desktop", "desktop", "signing", "vote_key"]
