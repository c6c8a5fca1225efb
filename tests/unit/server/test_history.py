import shutil
from pathlib import Path

from ecabinet_desktop.server.central import Central

from tests.helpers.server import ScriptedClock, direct_service, enrolled
from tests.unit.server.desk import note, note_central


def test_a_restart_keeps_the_history(tmp_path: Path, clock: ScriptedClock) -> None:
    central = note_central(tmp_path, clock)
    direct_service(central, "pm").send([note("n1")])
    epoch = central.store.epoch()
    central.close()
    central = note_central(tmp_path, clock)
    assert central.store.epoch() == epoch
    central.close()


def test_an_old_copy_put_back_by_hand_begins_a_new_history(tmp_path: Path, clock: ScriptedClock) -> None:
    central = note_central(tmp_path / "server", clock)
    computer = enrolled(central, "pm")
    epoch = central.store.epoch()
    central.close()
    copy = tmp_path / "copy.db"
    shutil.copyfile(tmp_path / "server" / "ecabinet.db", copy)

    central = note_central(tmp_path / "server", clock)
    assert central.store.epoch() == epoch
    central.service_for(computer.device_id).send([note("lost")])
    central.close()

    shutil.copyfile(copy, tmp_path / "server" / "ecabinet.db")
    central = note_central(tmp_path / "server", clock)
    restored = central.store.epoch()
    assert restored != epoch
    assert central.service_for(computer.device_id).changes("", 0).epoch == restored
    central.close()
    central = note_central(tmp_path / "server", clock)
    assert central.store.epoch() == restored
    central.close()


def test_another_process_beside_the_server_is_no_old_copy(central: Central, clock: ScriptedClock) -> None:
    epoch = central.store.epoch()
    for number in range(3):
        direct_service(central, "pm").send([note(f"n{number}")])
        beside = note_central(central.config.data, clock)
        assert beside.store.epoch() == epoch
        beside.close()
