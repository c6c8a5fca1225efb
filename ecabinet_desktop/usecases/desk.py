"""The desk: everything an unlocked desktop has, built once, top to bottom.

Whoever holds a `Desk` may do what its person may do; closing it ends every thread and drops the keys.
"""

import contextlib
from collections.abc import Callable
from pathlib import Path

from ecabinet_desktop.clock import NewId, Now
from ecabinet_desktop.crypto import signing
from ecabinet_desktop.crypto.keyfile import Unlocked
from ecabinet_desktop.domain.people import Person
from ecabinet_desktop.errors import ECabinetError, SignInNeeded
from ecabinet_desktop.sync.downloads import Downloads, Progress
from ecabinet_desktop.sync.engine import Engine, Outcome, drive
from ecabinet_desktop.sync.http_api import Gate, HttpApi
from ecabinet_desktop.sync.schedule import Contact, Schedule, Status
from ecabinet_desktop.usecases.carrying import Carrying
from ecabinet_desktop.usecases.change import Change, Changes, of_kinds
from ecabinet_desktop.usecases.comparing import Comparing
from ecabinet_desktop.usecases.delivery import Delivering
from ecabinet_desktop.usecases.drafts import Drafts
from ecabinet_desktop.usecases.exporting import Exporting
from ecabinet_desktop.usecases.filing import Filing
from ecabinet_desktop.usecases.finding import Finding
from ecabinet_desktop.usecases.home import Home
from ecabinet_desktop.usecases.indexing import Indexing
from ecabinet_desktop.usecases.meetings import Meetings
from ecabinet_desktop.usecases.notebook import Notebook
from ecabinet_desktop.usecases.papers import PaperShelf
from ecabinet_desktop.usecases.positions import Positions
from ecabinet_desktop.usecases.profile import VAULT, Profile
from ecabinet_desktop.usecases.reading_plan import ReadingPlan
from ecabinet_desktop.usecases.secretariat import Secretariat
from ecabinet_desktop.usecases.sharing import NoteDelivery, Sharing
from ecabinet_desktop.usecases.since import LastRead
from ecabinet_desktop.usecases.traces import Traces
from ecabinet_desktop.usecases.voting import Voting
from ecabinet_desktop.vault.notes import Notes
from ecabinet_desktop.vault.outbox import Outbox
from ecabinet_desktop.vault.papers import Papers
from ecabinet_desktop.vault.reading import Reading
from ecabinet_desktop.vault.receipts import Receipts
from ecabinet_desktop.vault.replica import Replica
from ecabinet_desktop.vault.search import Search
from ecabinet_desktop.vault.vault import Vault
from ecabinet_desktop.wire.api import SyncApi

PERSON = "person_id"
"""Under this name the vault knows whose it is."""


class Store:
    """The vault's parts around one open store."""

    def __init__(self, vault: Vault, now: Now) -> None:
        self.vault = vault
        self.notes = Notes(vault)
        self.notes.key()
        self.replica = Replica(vault, self.notes)
        self.outbox = Outbox(vault, now)
        self.receipts = Receipts(vault)
        self.papers = Papers(vault)
        self.reading = Reading(vault)
        self.search = Search(vault)

    def me(self) -> Person | None:
        """Whose store this is; None until the first page has arrived."""
        person_id = self.vault.meta(PERSON)
        return None if person_id is None else self.replica.get(Person, person_id.decode())


class Syncing:
    """The sync of one store: engine, downloads and schedule, with their news told as changes."""

    def __init__(
        self, store: Store, api: SyncApi, changes: Changes, *, server_key: bytes, device_id: str, now: Now
    ) -> None:
        self.progress: dict[str, Progress] = {}
        self.after_pass: Callable[[bool], object] = bool
        self._changes = changes
        self._engine = Engine(
            store.replica, store.outbox, store.receipts, server_key=server_key, device_id=device_id, now=now
        )
        self._downloads = Downloads(api, store.papers, store.replica, self._on_progress)
        self.schedule = Schedule(
            self._engine,
            api,
            store.replica,
            store.papers,
            self._downloads,
            now=now,
            on_status=self._on_status,
            on_outcome=self._on_outcome,
        )

    @property
    def status(self) -> Status:
        """How it stands with the server."""
        return self.schedule.status

    def _on_progress(self, progress: Progress) -> None:
        self.progress[progress.version_id] = progress
        self._changes.tell(Change.FILES)

    def _on_status(self, _status: Status) -> None:
        self._changes.tell(Change.CONTACT)

    def _on_outcome(self, outcome: Outcome) -> None:
        self.after_pass("note" in outcome.changed)
        self._changes.tell(of_kinds(outcome.changed))


class Desk:
    """The use cases of one person. `open_vote_key` asks for the vote key by passphrase."""

    def __init__(
        self,
        store: Store,
        api: SyncApi,
        me: Person,
        *,
        server_key: bytes,
        device_id: str,
        open_vote_key: Callable[[str], bytes],
        now: Now,
        new_id: NewId,
    ) -> None:
        self.store = store
        self.me = me
        self.now = now
        self.changes = Changes()
        self.syncing = Syncing(store, api, self.changes, server_key=server_key, device_id=device_id, now=now)
        self.delivering = Delivering(store.outbox, self.changes, new_id, self.syncing.schedule.poke)
        self.positions = Positions(store.replica, self.delivering, me)
        self.meetings = Meetings(store.replica, store.papers, store.reading, self.positions)
        self.voting = self._voting(device_id, open_vote_key, new_id)
        self._build_reading()
        self.secretariat = Secretariat(store.replica, self.delivering, me, now, new_id)
        self.filing = Filing(api, self.delivering, new_id)
        self.finding = Finding(store.search, store.replica, me)
        self.drafts = Drafts(store.vault)
        self.indexing = Indexing(store.replica, store.papers, store.search, self.changes)
        self.notebook = Notebook(store.notes, store.replica)
        self.carrying = Carrying(
            store.replica, store.papers, store.notes, store.vault, self.delivering, self.changes
        )
        self.comparing = Comparing(store.replica, store.papers)
        self.note_delivery = NoteDelivery(store.notes, store.replica, self.delivering, me)
        self.sharing = Sharing(store.replica, store.notes, self.delivering, self.positions, me)
        self.shelf = self._shelf(new_id)
        self.exporting = Exporting(self.shelf, store.replica, me, now, new_id)

    def _voting(self, device_id: str, open_vote_key: Callable[[str], bytes], new_id: NewId) -> Voting:
        return Voting(
            self.store.replica,
            self.store.outbox,
            self.delivering,
            self.changes,
            self.me,
            device_id=device_id,
            open_vote_key=open_vote_key,
            new_id=new_id,
        )

    def _build_reading(self) -> None:
        """What was read, here and on the person's other computers, and what is left to read."""
        kept, me = self.store, self.me
        self.last_read = LastRead(kept.replica, self.meetings, kept.reading, self.changes, self.now)
        self.plan = ReadingPlan(self.meetings, kept.reading, self.last_read, me)
        self.traces = Traces(
            kept.replica, kept.reading, kept.notes, kept.outbox, self.delivering, self.changes, self.now
        )
        self.syncing.after_pass = self._absorb_traces
        self.home = Home(
            kept.replica, self.meetings, self.voting, self.delivering, self.plan, me, self.traces.is_trace
        )

    def _shelf(self, new_id: NewId) -> PaperShelf:
        kept = self.store
        return PaperShelf(
            kept.replica,
            kept.papers,
            kept.reading,
            kept.notes,
            self.meetings,
            self.last_read,
            self.traces,
            self.note_delivery,
            self.changes,
            self.now,
            new_id,
        )

    def contact(self) -> Status:
        """How it stands with the server."""
        return self.syncing.status

    def progress(self, version_id: str) -> Progress | None:
        """How far a paper's download is; None when nothing was heard of it."""
        return self.syncing.progress.get(version_id)

    def papers_to_come(self) -> tuple[int, int]:
        """How many papers are here, and how many there are to have."""
        wanted = len(self.store.papers.wanted(self.store.replica))
        return self.store.papers.count(self.store.replica) - wanted, wanted

    def unsent_votes(self) -> int:
        """Votes that wait for the server: a lock or a quit warns about them."""
        return len(self.store.outbox.unsent_votes())

    def _absorb_traces(self, arrived: bool) -> None:
        with contextlib.suppress(ECabinetError):  # after the next pass again
            self.traces.absorb(arrived=arrived)
            if arrived:
                self.note_delivery.send_unsent()

    def start(self) -> None:
        """Begin to sync."""
        self.sharing.ensure_published()
        self.syncing.schedule.start()

    def close(self) -> None:
        """End the threads and close the store."""
        self.syncing.schedule.stop()
        with contextlib.suppress(ECabinetError):  # what was read stays on this computer in any case
            self.traces.leave()
        self.store.vault.close()


def open_store(folder: Path, unlocked: Unlocked, now: Now) -> Store:
    """Open the vault of a profile; raises as Vault.open does."""
    return Store(Vault.open(folder / VAULT, unlocked.db_key), now)


def api_for(folder: Path, profile: Profile, unlocked: Unlocked) -> HttpApi:
    """The server as this device reaches it."""
    seed = unlocked.device_seed
    gate = Gate(profile.address, profile.ca(folder))
    return HttpApi(gate, profile.device_id, lambda message: signing.sign(seed, message))


def first_listing(store: Store, api: SyncApi, profile: Profile, now: Now) -> Person:
    """One pass before the desk opens, so that it knows whose it is. Blocking; raises as a pass does."""
    engine = Engine(
        store.replica,
        store.outbox,
        store.receipts,
        server_key=profile.server_key,
        device_id=profile.device_id,
        now=now,
    )
    drive(engine.steps(), api)
    me = store.me()
    if me is None:
        raise SignInNeeded("no such person")
    return me


__all__ = ["Contact", "Desk", "Progress", "Store", "api_for", "first_listing", "open_store"]
