from collections.abc import Iterator
from pathlib import Path

import pytest
from ecabinet_desktop.clock import new_id
from ecabinet_desktop.crypto import signing
from ecabinet_desktop.crypto.slots import Cost
from ecabinet_desktop.domain.people import Device, DeviceState, Person
from ecabinet_desktop.errors import Offline, Refused, SignInNeeded, WrongPassphrase
from ecabinet_desktop.sync.engine import Engine, drive
from ecabinet_desktop.sync.http_api import Gate
from ecabinet_desktop.usecases import profile as profiles
from ecabinet_desktop.usecases.desk import api_for
from ecabinet_desktop.usecases.enrolment import Begun, Enrolling, Unlocking
from ecabinet_desktop.wire.answers import Enrolment, EnrolRequest

from tests.helpers.server import Running, ScriptedClock, issue_code, running_server, set_device_state

PASSPHRASE = "một câu đủ dài để mở máy"
QUICK = Cost(memory=1024, passes=1, lanes=1)


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Running]:
    with running_server(tmp_path / "server") as found:
        yield found


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "profile"


def begin(server: Running, folder: Path, *, bootstrap: bool = True, code: str = "", address: str = "") -> Begun:
    enrolling = Enrolling(folder, ScriptedClock(), new_id, QUICK)
    typed = code or issue_code(server.central, "minister-one", bootstrap=bootstrap)
    return enrolling.begin(address or server.address, None, typed, PASSPHRASE, "Laptop")


def test_an_enrolled_computer_unlocks_syncs_and_signs_with_keys_the_server_knows(
    server: Running, folder: Path
) -> None:
    begun = begin(server, folder)
    assert begun.profile.approved
    assert begun.profile.server_key == server.central.keys.public
    profile = profiles.load(folder)
    assert profile == begun.profile
    unlocking = Unlocking(folder, begun.profile, ScriptedClock())
    unlocked, store = unlocking.unlock(PASSPHRASE)
    engine = Engine(
        store.replica,
        store.outbox,
        store.receipts,
        server_key=begun.profile.server_key,
        device_id=begun.profile.device_id,
        now=ScriptedClock(),
    )
    drive(engine.steps(), api_for(folder, begun.profile, unlocked))
    me = store.me()
    assert isinstance(me, Person)
    assert me.id == "minister-one"
    store.vault.close()
    device = server.central.as_system(lambda work: work.get(Device, begun.profile.device_id))
    assert device.vote_key == signing.public_key(unlocking.vote_key()(PASSPHRASE))
    assert device.device_key == signing.public_key(unlocked.device_seed)


def test_a_wrong_passphrase_opens_neither_store_nor_vote_key(server: Running, folder: Path) -> None:
    begun = begin(server, folder)
    unlocking = Unlocking(folder, begun.profile, ScriptedClock())
    with pytest.raises(WrongPassphrase):
        unlocking.unlock(PASSPHRASE + "!")
    with pytest.raises(WrongPassphrase):
        unlocking.vote_key()(PASSPHRASE + "!")


def test_the_recovery_code_opens_the_same_store_under_a_new_passphrase(server: Running, folder: Path) -> None:
    begun = begin(server, folder)
    unlocking = Unlocking(folder, begun.profile, ScriptedClock())
    new = "một câu khác cũng đủ dài"
    recovered, store = unlocking.recover(begun.recovery_code, new)
    store.vault.close()
    assert recovered.db_key == begun.unlocked.db_key
    with pytest.raises(WrongPassphrase):
        unlocking.unlock(PASSPHRASE)
    _unlocked, store = unlocking.unlock(new)
    store.vault.close()


def test_a_computer_waits_until_a_secretary_has_let_it_in(server: Running, folder: Path) -> None:
    begun = begin(server, folder, bootstrap=False)
    enrolling = Enrolling(folder, ScriptedClock(), new_id, QUICK)
    assert not begun.profile.approved
    profile, enrolment = enrolling.ask_again(begun.profile)
    assert (profile.approved, enrolment.state) == (False, DeviceState.PENDING)
    set_device_state(server.central, begun.profile.device_id, DeviceState.APPROVED)
    profile, _enrolment = enrolling.ask_again(profile)
    assert profile.approved
    assert profiles.load(folder) == profile
    set_device_state(server.central, profile.device_id, DeviceState.REVOKED)
    with pytest.raises(SignInNeeded):
        enrolling.ask_again(profile)


def test_an_enrolment_that_failed_leaves_no_profile_and_can_be_tried_again(server: Running, folder: Path) -> None:
    with pytest.raises(Refused):
        begin(server, folder, code="0000-0000")
    with pytest.raises(Offline):
        begin(server, folder, address="http://127.0.0.1:1")
    with pytest.raises(Refused):
        begin(server, folder, address="http://cabinet.example")
    with pytest.raises(Refused):
        begin(server, folder, code="ZZZZ-" * 6 + "ZZZ")
    assert profiles.load(folder) is None
    assert begin(server, folder).profile.approved


def test_a_certificate_file_that_is_none_is_refused_and_not_kept(server: Running, folder: Path) -> None:
    empty = folder.with_name("authority.pem")
    empty.write_bytes(b"no certificate")
    for ca in (empty, folder.with_name("absent.pem"), folder.parent):
        with pytest.raises(Refused, match="bad_ca"):
            Enrolling(folder, ScriptedClock(), new_id, QUICK).begin(
                server.address, ca, issue_code(server.central, "minister-one"), PASSPHRASE, "Laptop"
            )
    assert not (folder / profiles.CA).exists()


def test_a_second_enrolment_never_takes_the_place_of_the_first(server: Running, folder: Path) -> None:
    first = begin(server, folder)
    with pytest.raises(Refused, match="profile_exists"):
        begin(server, folder)
    assert profiles.load(folder) == first.profile


def test_nothing_secret_and_no_name_lies_in_the_open(server: Running, folder: Path) -> None:
    begun = begin(server, folder)
    secrets = [begun.unlocked.db_key, begun.unlocked.device_seed, PASSPHRASE.encode(), b"minister-one"]
    secrets += [begun.recovery_code.encode(), begun.recovery_code.replace("-", "").encode()]
    for file in folder.rglob("*"):
        if file.is_file():
            data = file.read_bytes()
            assert not any(secret in data for secret in secrets), file


def test_an_answer_lost_on_the_way_does_not_spend_the_code(
    server: Running, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = issue_code(server.central, "minister-one")
    enrolling = Enrolling(folder, ScriptedClock(), new_id, QUICK)
    whole = Gate.enrol

    def losing(gate: Gate, request: EnrolRequest) -> Enrolment:
        whole(gate, request)
        raise Offline("the answer was lost")

    with monkeypatch.context() as patch:
        patch.setattr(Gate, "enrol", losing)
        with pytest.raises(Offline):
            enrolling.begin(server.address, None, code, PASSPHRASE, "Laptop")
    begun = enrolling.begin(server.address, None, code, PASSPHRASE, "Laptop")
    assert begun.profile.approved
    unlocked, store = Unlocking(folder, begun.profile, ScriptedClock()).unlock(PASSPHRASE)
    assert unlocked.device_seed == begun.unlocked.device_seed
    store.vault.close()


@pytest.mark.parametrize("typed", ["not a code at all", "0000-0000-0000-0000-0000-0000-000"])
def test_a_wrong_recovery_code_is_named_so_and_opens_nothing(server: Running, folder: Path, typed: str) -> None:
    begun = begin(server, folder)
    unlocking = Unlocking(folder, begun.profile, ScriptedClock())
    with pytest.raises(Refused, match="bad_recovery"):
        unlocking.recover(typed, PASSPHRASE + " mới")
    _unlocked, store = unlocking.unlock(PASSPHRASE)
    store.vault.close()


def test_the_printed_code_of_another_computer_is_named_so(server: Running, folder: Path) -> None:
    begun, other = begin(server, folder), begin(server, folder.with_name("other"))
    with pytest.raises(Refused, match="bad_recovery"):
        Unlocking(folder, begun.profile, ScriptedClock()).recover(other.recovery_code, PASSPHRASE + " mới")
