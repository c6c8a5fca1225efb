from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from ecabinet_desktop.clock import new_id
from ecabinet_desktop.domain.people import Person
from ecabinet_desktop.errors import Refused
from ecabinet_desktop.server.central import SYSTEM, Central
from ecabinet_desktop.server.config import Config
from ecabinet_desktop.server.work import Work

from tests.helpers.server import ScriptedClock, configured, direct_service, found
from tests.unit.server.desk import HANDLERS, note, note_central


def retire_clerk_at_nine(work: Work) -> None:
    clerk = work.find(Person, "clerk")
    if clerk is not None and work.now.hour >= 9 and clerk.mandate_to is None:
        assert work.actor is SYSTEM
        work.put(msgspec.structs.replace(clerk, mandate_to=work.today()))


@pytest.fixture
def timed(tmp_path: Path, clock: ScriptedClock) -> Iterator[Central]:
    central = Central(configured(tmp_path), clock, new_id, commands=HANDLERS, timed=(retire_clerk_at_nine,))
    found(central)
    yield central
    central.close()


def test_what_is_due_happens_when_the_clock_says_so(timed: Central, clock: ScriptedClock) -> None:
    timed.tick()
    assert timed.as_system(lambda work: work.get(Person, "clerk")).mandate_to is None
    clock.pass_(hours=1)
    timed.tick()
    with timed.store.reading() as db:
        assert db.exec_driver_sql("SELECT rev FROM entities WHERE id='clerk'").scalar() == 2


def test_what_is_due_happens_before_the_next_command(timed: Central, clock: ScriptedClock) -> None:
    service = direct_service(timed, "pm")
    page = service.changes("", 0)
    clock.pass_(hours=1)
    service.send([note("n1")])
    assert [row.id for row in service.changes(page.epoch, page.next).rows] == ["clerk", "n1"]


def test_everything_is_there_after_a_restart(tmp_path: Path, clock: ScriptedClock) -> None:
    central = note_central(tmp_path, clock)
    direct_service(central, "pm").send([note("n1")])
    key = central.keys.public
    central.close()
    central = note_central(tmp_path, clock)
    assert "n1" in {row.id for row in direct_service(central, "pm").changes("", 0).rows}
    assert central.keys.public == key
    central.close()


def test_a_wrong_place_for_papers_is_said_before_a_database_is_made(tmp_path: Path, clock: ScriptedClock) -> None:
    with pytest.raises(Refused, match="bad_blob_url"):
        Central(Config(data=tmp_path, blobs="s3://bucket"), clock, new_id)
    assert not (tmp_path / "ecabinet.db").exists()


def test_what_the_system_does_is_undone_when_it_fails(central: Central) -> None:
    def act(work: Work) -> None:
        work.remove(Person, "clerk")
        raise Refused("wrong_state")

    with pytest.raises(Refused):
        central.as_system(act)
    assert central.as_system(lambda work: work.find(Person, "clerk")) is not None
