"""When to sync: one thread that runs passes, backs off when the server is away, and tells how it stands.

Back-off has full jitter, 1 s to 5 min; a person or a new command resets it (DESIGN 4, rule 8). This module owns
its thread.
"""

import random
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from ecabinet_desktop.clock import Now
from ecabinet_desktop.domain.agenda import Line
from ecabinet_desktop.domain.ballot import Ballot
from ecabinet_desktop.domain.meeting import Meeting
from ecabinet_desktop.domain.paper import PaperVersion
from ecabinet_desktop.errors import ECabinetError, Offline
from ecabinet_desktop.sync.defects import told
from ecabinet_desktop.sync.downloads import Downloads
from ecabinet_desktop.sync.engine import Engine, Outcome, drive
from ecabinet_desktop.sync.urgency import by_urgency
from ecabinet_desktop.vault.papers import Papers
from ecabinet_desktop.vault.replica import Replica
from ecabinet_desktop.wire.api import SyncApi

POLL_SECONDS = 3.0
"""Between two passes while the server answers; a pass without changes is one small call."""
SHORTEST_BACK_OFF = 1.0
LONGEST_BACK_OFF = 300.0


class Contact(StrEnum):
    """How it stands with the server."""

    NEVER = "never"
    SYNCING = "syncing"
    UP_TO_DATE = "up_to_date"
    OFFLINE = "offline"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True)
class Status:
    """`as_of` is the local time of the last good pass; `error` is what ended the last one."""

    contact: Contact
    as_of: datetime | None
    error: ECabinetError | None = None


class Schedule:
    """Runs the engine until stopped. Callbacks come from its own thread."""

    def __init__(
        self,
        engine: Engine,
        api: SyncApi,
        replica: Replica,
        papers: Papers,
        downloads: Downloads,
        *,
        now: Now,
        on_status: Callable[[Status], None],
        on_outcome: Callable[[Outcome], None],
        poll_seconds: float = POLL_SECONDS,
    ) -> None:
        self._engine = engine
        self._api = api
        self._replica = replica
        self._papers = papers
        self._downloads = downloads
        self._now = now
        self._on_status = on_status
        self._on_outcome = on_outcome
        self._poll_seconds = poll_seconds
        self._status = Status(Contact.NEVER, None)
        self._wake = threading.Event()
        self._ended = threading.Event()
        self._back_off = SHORTEST_BACK_OFF
        self._thread = threading.Thread(  # noqa: TID251 - owner
            target=self._work, name="sync", daemon=True
        )

    @property
    def status(self) -> Status:
        """How it stands now."""
        return self._status

    def start(self) -> None:
        """Begin with a pass at once."""
        self._thread.start()

    def poke(self) -> None:
        """Run a pass now: a person asked, or something new waits in the outbox."""
        self._back_off = SHORTEST_BACK_OFF
        self._wake.set()

    def stop(self) -> None:
        """End after the call in flight; waits for the thread a few seconds at most."""
        self._ended.set()
        self._wake.set()
        if self._thread.is_alive():
            self._thread.join(timeout=5)
        self._downloads.stop()

    def _work(self) -> None:
        while not self._ended.is_set():
            wait = self._pass()
            self._wake.wait(wait)
            self._wake.clear()

    def _pass(self) -> float:
        """One pass; returns the seconds until the next one."""
        if self._status.contact is not Contact.UP_TO_DATE:
            self._tell(Contact.SYNCING, self._status.as_of)
        outcome = Outcome()
        try:
            drive(self._engine.steps(outcome), self._api)
            self._downloads.want(self._wanted())
            self._papers.sweep(self._replica)
        except Offline as error:
            self._tell(Contact.OFFLINE, self._status.as_of, error)
            return self._longer()
        except ECabinetError as error:
            self._tell(Contact.STOPPED, self._status.as_of, error)
            return self._longer()
        except Exception as defect:
            if not self._ended.is_set():
                self._tell(Contact.STOPPED, self._status.as_of, told(defect))
            return self._longer()
        finally:
            self._on_outcome(outcome)
        self._back_off = SHORTEST_BACK_OFF
        self._tell(Contact.UP_TO_DATE, self._now())
        return self._poll_seconds

    def _wanted(self) -> list[PaperVersion]:
        """What is to be fetched, in order of urgency."""
        wanted = self._papers.wanted(self._replica)
        if not wanted:
            return wanted
        return by_urgency(
            wanted,
            meetings=self._replica.all(Meeting),
            lines=self._replica.all(Line),
            ballots=self._replica.all(Ballot),
        )

    def _longer(self) -> float:
        """Full jitter: anywhere up to a bound that doubles each time."""
        self._back_off = min(self._back_off * 2, LONGEST_BACK_OFF)
        return max(SHORTEST_BACK_OFF, random.uniform(0, self._back_off))

    def _tell(self, contact: Contact, as_of: datetime | None, error: ECabinetError | None = None) -> None:
        self._status = Status(contact, as_of, error)
        self._on_status(self._status)
