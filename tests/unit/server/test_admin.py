import shutil
import stat
from collections.abc import Iterator
from pathlib import Path

import pytest
from ecabinet_desktop.clock import new_id
from ecabinet_desktop.domain.people import DeviceState, Person, Role
from ecabinet_desktop.errors import Refused
from ecabinet_desktop.server import admin
from ecabinet_desktop.server.app import the_only_server
from ecabinet_desktop.server.central import Central

from tests.helpers.server import Request, ScriptedClock, configured, direct_service, enrolled
from tests.unit.server.desk import HANDLERS, look_at_header, note, note_central
from tests.unit.server.test_service import approve, filed

CSV = "id,name,office,role,rank,mandate_from\nan,An,Minister,member,5,2026-01-01\n"


@pytest.fixture
def empty(tmp_path: Path, clock: ScriptedClock, database_url: str | None) -> Iterator[Central]:
    config = configured(tmp_path / "empty", database_url)
    central = Central(config, clock, new_id, commands=HANDLERS, timed=(), inspect=look_at_header)
    yield central
    central.close()


def init(central: Central) -> tuple[admin.FirstCode, ...]:
    return admin.init(central, name="Government", profile="vn", administrator="Ada", secretary="Sam")


def test_setting_up_lets_the_first_administrator_and_secretary_in(empty: Central) -> None:
    with pytest.raises(Refused, match="no_government"):
        empty.house.meta()
    first, second = init(empty)
    assert empty.house.meta().government == "Government"
    for code, role in ((first, Role.ADMINISTRATOR), (second, Role.SECRETARY)):
        answer = empty.enrol(Request(code.code).build())
        assert answer.state is DeviceState.APPROVED
        assert empty.as_system(lambda work, i=answer.person_id: work.get(Person, i)).role is role  # type: ignore[misc]


def test_a_government_is_set_up_once_and_with_known_rules(empty: Central) -> None:
    with pytest.raises(Refused) as caught:
        admin.init(empty, name="G", profile="atlantis", administrator="A", secretary="S")
    assert caught.value.code == "unknown_profile"
    with pytest.raises(Refused, match="bad_name"):
        admin.init(empty, name=" ", profile="vn", administrator="A", secretary="S")
    init(empty)
    with pytest.raises(Refused, match="already_set_up"):
        init(empty)


def test_members_are_imported_all_or_none(any_central: Central) -> None:
    bad = admin.import_members(any_central, CSV + "bo,Bo,Minister,king,6,2026-01-01\n")
    assert bad.people == 0
    assert [(e.line, e.column) for e in bad.errors] == [(3, "role")]
    assert any_central.as_system(lambda work: work.find(Person, "an")) is None
    assert admin.import_members(any_central, CSV) == admin.Imported(people=1, errors=())
    assert any_central.as_system(lambda work: work.get(Person, "an")).office == "Minister"
    admin.import_members(any_central, CSV.replace("Minister", "Deputy"))
    assert any_central.as_system(lambda work: work.get(Person, "an")).office == "Deputy"


def test_a_code_for_an_account_waits_for_the_secretariat_unless_said_otherwise(central: Central) -> None:
    waiting = central.enrol(Request(admin.issue_code(central, "pm").code).build())
    assert waiting.state is DeviceState.PENDING
    at_once = central.enrol(Request(admin.issue_code(central, "pm", lets_in_at_once=True).code).build())
    assert at_once.state is DeviceState.APPROVED
    with pytest.raises(Refused):
        admin.issue_code(central, "nobody")


def test_a_backup_of_a_running_server_can_be_put_in_place_of_a_lost_one(
    tmp_path: Path, clock: ScriptedClock
) -> None:
    central = note_central(tmp_path / "server", clock)
    computer = enrolled(central, "pm")
    paper = filed(central, direct_service(central, "secretary"))
    central.as_system(lambda work: approve(work, paper.id))
    done = admin.backup(central.config, tmp_path / "backup")
    assert (done.papers, done.copied) == (1, 1)
    assert admin.backup(central.config, tmp_path / "backup").copied == 0
    central.service_for(computer.device_id).send([note("after-the-backup")])
    epoch = central.store.epoch()
    key_files = {file.name for file in central.config.keys_folder.iterdir()}
    assert not {file.name for file in (tmp_path / "backup").rglob("*")} & key_files
    central.close()

    shutil.rmtree(tmp_path / "server" / "papers")
    aside = admin.restore(central.config, tmp_path / "backup", now=clock, new_id=new_id)
    assert aside is not None
    assert aside.exists()
    central = note_central(tmp_path / "server", clock)
    service = central.service_for(computer.device_id)
    page = service.changes("", 0)
    assert page.epoch != epoch
    assert "after-the-backup" not in {row.id for row in page.rows}
    with pytest.raises(Refused, match="epoch"):
        service.changes(epoch, 1)
    assert admin.missing_papers(central) == []
    assert b"".join(service.blob(paper.blob, 0, paper.blob_size))
    central.close()


def test_a_backup_is_for_its_owner_only_and_names_what_it_lacks(central: Central, tmp_path: Path) -> None:
    paper = filed(central, direct_service(central, "secretary"))
    admin.backup(central.config, tmp_path / "backup")
    assert stat.S_IMODE((tmp_path / "backup").stat().st_mode) == 0o700
    (central.blobs.folder / paper.blob[:2] / paper.blob).unlink()
    assert admin.missing_papers(central) == [paper.blob]


def test_a_running_server_is_not_restored_over(central: Central, tmp_path: Path, clock: ScriptedClock) -> None:
    admin.backup(central.config, tmp_path / "backup")
    with the_only_server(central.config), pytest.raises(Refused) as caught:
        admin.restore(central.config, tmp_path / "backup", now=clock, new_id=new_id)
    assert caught.value.code == "already_running"
    with pytest.raises(Refused) as caught:
        admin.restore(central.config, tmp_path / "nothing", now=clock, new_id=new_id)
    assert caught.value.code == "no_backup"


def test_postgresql_is_backed_up_by_its_own_programs(tmp_path: Path, clock: ScriptedClock) -> None:
    config = configured(tmp_path, "postgresql://u@h/d")
    with pytest.raises(Refused, match="use_pg_dump"):
        admin.backup(config, tmp_path / "backup")
    with pytest.raises(Refused, match="use_pg_restore"):
        admin.restore(config, tmp_path, now=clock, new_id=new_id)
