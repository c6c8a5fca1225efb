import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from queue import Queue
from typing import Any

import pytest
from ecabinet_desktop.domain.position import Stance
from ecabinet_desktop.errors import NotAllowed, Offline, SignInNeeded
from ecabinet_desktop.sync.downloads import Downloads
from ecabinet_desktop.sync.engine import Outcome
from ecabinet_desktop.sync.schedule import LONGEST_BACK_OFF, SHORTEST_BACK_OFF, Contact, Schedule, Status

from tests.helpers import pdfs
from tests.unit.sync.scene import Faulty, Scene

SECONDS = 20


class Told:
    """What a schedule tells, waited for."""

    def __init__(self) -> None:
        self.statuses: Queue[Status] = Queue()
        self.outcomes: Queue[Outcome] = Queue()

    def next(self, contact: Contact) -> Status:
        while True:
            status = self.statuses.get(timeout=SECONDS)
            if status.contact is contact:
                return status


@contextmanager
def schedule(
    scene: Scene, *, poll_seconds: float = 3600, **calls: Callable[..., Any]
) -> Iterator[tuple[Schedule, Told]]:
    """The member's schedule, not yet started, over a way with faults."""
    told, store = Told(), scene.member.store
    api = Faulty(scene.member.api, **calls)
    made = Schedule(
        scene.member.engine,
        api,
        store.replica,
        store.papers,
        Downloads(api, store.papers, store.replica, lambda _progress: None, connections=1),
        now=scene.clock,
        on_status=told.statuses.put,
        on_outcome=told.outcomes.put,
        poll_seconds=poll_seconds,
    )
    try:
        yield made, told
    finally:
        made.stop()


def failing(error: Exception) -> Callable[..., Any]:
    def call(_real: Any, *_arguments: Any) -> Any:
        raise error

    return call


def test_it_begins_at_once_and_says_since_when_it_is_up_to_date(scene: Scene) -> None:
    with schedule(scene) as (syncing, told):
        assert syncing.status == Status(Contact.NEVER, None)
        syncing.start()
        assert told.statuses.get(timeout=SECONDS).contact is Contact.SYNCING
        assert told.next(Contact.UP_TO_DATE).as_of == scene.clock()
        assert syncing.status.contact is Contact.UP_TO_DATE


def test_a_poke_runs_a_pass_now_and_delivers_what_waits(scene: Scene) -> None:
    scene.publish()
    with schedule(scene) as (syncing, told):
        syncing.start()
        told.next(Contact.UP_TO_DATE)
        told.outcomes.get(timeout=SECONDS)
        scene.member.positions.state(scene.line, Stance.NO_OBJECTION)
        syncing.poke()
        outcome = told.outcomes.get(timeout=SECONDS)
        assert [verdict.accepted for verdict in outcome.verdicts] == [True]
        assert scene.member.store.outbox.unsent() == []


def test_it_looks_again_by_itself_while_the_server_answers(scene: Scene) -> None:
    with schedule(scene, poll_seconds=0.05) as (syncing, told):
        syncing.start()
        for _ in range(3):
            told.next(Contact.UP_TO_DATE)


def test_offline_keeps_the_time_of_the_last_good_pass_and_the_error(scene: Scene) -> None:
    away = threading.Event()

    def flaky(real: Any, *arguments: Any) -> Any:
        if away.is_set():
            raise Offline("away")
        return real(*arguments)

    with schedule(scene, changes=flaky) as (syncing, told):
        syncing.start()
        good = told.next(Contact.UP_TO_DATE).as_of
        scene.clock.pass_(hours=1)
        away.set()
        syncing.poke()
        status = told.next(Contact.OFFLINE)
        assert status.as_of == good
        assert isinstance(status.error, Offline)
        away.clear()
        syncing.poke()
        assert told.next(Contact.UP_TO_DATE).as_of == scene.clock()


@pytest.mark.parametrize("error", [SignInNeeded("revoked"), NotAllowed("no")])
def test_an_error_that_waiting_does_not_heal_is_said_and_not_hidden_as_offline(error: Any, scene: Scene) -> None:
    with schedule(scene, changes=failing(error)) as (syncing, told):
        syncing.start()
        assert told.next(Contact.STOPPED).error is error


def test_waiting_grows_to_five_minutes_at_most_and_a_poke_begins_anew(scene: Scene) -> None:
    with schedule(scene, changes=failing(Offline("away"))) as (syncing, _told):
        bound = SHORTEST_BACK_OFF
        for _ in range(40):
            bound = min(2 * bound, LONGEST_BACK_OFF)
            assert SHORTEST_BACK_OFF <= syncing._pass() <= bound
        assert bound == LONGEST_BACK_OFF
        assert max(syncing._pass() for _ in range(30)) > LONGEST_BACK_OFF / 4
        syncing.poke()
        assert syncing._pass() <= 2 * SHORTEST_BACK_OFF


def test_a_good_pass_ends_the_back_off(scene: Scene) -> None:
    faults = [Offline("away")] * 8

    def flaky(real: Any, *arguments: Any) -> Any:
        if faults:
            raise faults.pop()
        return real(*arguments)

    with schedule(scene, changes=flaky, poll_seconds=7.0) as (syncing, _told):
        for _ in range(8):
            syncing._pass()
        assert syncing._pass() == 7.0
        faults.append(Offline("away"))
        assert syncing._pass() <= 2 * SHORTEST_BACK_OFF


def test_papers_are_fetched_after_a_pass_and_swept_when_they_are_withdrawn(scene: Scene) -> None:
    scene.file(pdfs.text_pdf(["Tờ trình"]))
    (paper,) = scene.publish()
    papers = scene.member.store.papers
    arrived = threading.Event()

    def note(real: Any, *arguments: Any) -> Any:
        arrived.set()
        return real(*arguments)

    with schedule(scene, poll_seconds=0.05, blob=note) as (syncing, told):
        syncing.start()
        assert arrived.wait(SECONDS)
        while not papers.have(paper.blob):
            told.next(Contact.UP_TO_DATE)
        scene.secretary.secretariat.withdraw(paper, "Sai số liệu")
        scene.secretary.sync()
        syncing.poke()
        while papers.have(paper.blob):
            told.next(Contact.UP_TO_DATE)


def test_it_stops_in_the_middle_of_its_longest_wait(scene: Scene) -> None:
    with schedule(scene) as (syncing, told):
        syncing.start()
        told.next(Contact.UP_TO_DATE)
        syncing.stop()
        assert "sync" not in {thread.name for thread in threading.enumerate()}


def test_what_a_pass_changed_before_it_broke_off_is_told_all_the_same(scene: Scene) -> None:
    scene.publish()
    away = threading.Event()

    def flaky(real: Any, *arguments: Any) -> Any:
        if away.is_set():
            raise Offline("away")
        return real(*arguments)

    with schedule(scene, changes=flaky) as (syncing, told):
        syncing.start()
        told.next(Contact.UP_TO_DATE)
        told.outcomes.get(timeout=SECONDS)
        scene.member.positions.state(scene.line, Stance.NO_OBJECTION)
        away.set()
        syncing.poke()
        outcome = told.outcomes.get(timeout=SECONDS)
        assert [verdict.accepted for verdict in outcome.verdicts] == [True]
        assert outcome.changed == {"outbox"}
        told.next(Contact.OFFLINE)


def test_a_defect_stops_one_pass_and_not_the_sync(scene: Scene, monkeypatch: pytest.MonkeyPatch) -> None:
    met: Queue[Any] = Queue()
    monkeypatch.setattr(threading, "excepthook", met.put)
    broken = threading.Event()
    broken.set()

    def defective(real: Any, *arguments: Any) -> Any:
        if broken.is_set():
            raise ZeroDivisionError
        return real(*arguments)

    with schedule(scene, changes=defective) as (syncing, told):
        syncing.start()
        assert told.next(Contact.STOPPED).error is not None
        assert met.get(timeout=SECONDS).exc_type is ZeroDivisionError
        broken.clear()
        syncing.poke()
        told.next(Contact.UP_TO_DATE)
