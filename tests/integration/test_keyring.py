"""Creating, unlocking and losing a profile with a real Secret Service, each step a process of its own."""

import base64
import json
import os
import select
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.helpers.secret_service import SecretService, need_programs, secret_service

pytestmark = pytest.mark.keyring

PASSPHRASE = "sông Hồng mùa thu"
ROOT = Path(__file__).parents[2]

STEP = """
import json, sys
from pathlib import Path
from ecabinet_desktop.crypto import keyfile
from ecabinet_desktop.crypto.keyfile import Cost, Ring
from ecabinet_desktop.errors import ECabinetError

step, path, profile, *more = sys.argv[1:]
path, ring = Path(path), Ring(profile)
cheap = Cost(memory=32, passes=1, lanes=4)

def keys(unlocked):
    return [unlocked.db_key.hex(), unlocked.device_seed.hex()]

def create(passphrase):
    unlocked, code = keyfile.create(path, profile, passphrase, ring, cheap)
    return [keys(unlocked), code]

def secret():
    found = ring.read()
    return found and [found.value.hex(), found.counter, found.server_time]

steps = {
    "available": lambda: Ring.available(),
    "create": create,
    "unlock": lambda *more: keys(keyfile.unlock(path, *more, ring)),
    "vote": lambda *more: keyfile.open_vote_key(path, *more, ring).hex(),
    "recover": lambda *more: keys(keyfile.unlock_with_recovery(path, *more, ring)),
    "bump": lambda counter, time: ring.bump(int(counter), time),
    "erase": ring.erase,
    "secret": secret,
}
try:
    print(json.dumps({"answer": steps[step](*more)}))
except ECabinetError as error:
    print(json.dumps({"error": type(error).__name__}))
"""

KILLED_WITH_A_KEYRING = """
import os, signal
from tests.helpers.secret_service import secret_service
with secret_service() as service:
    print(service.folder, service._daemon.pid, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


@pytest.fixture
def service() -> Iterator[SecretService]:
    with secret_service() as running:
        yield running


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "profile" / "keyfile.json"


def run(service: SecretService, step: str, path: Path, profile: str, *more: str, **environ: str) -> Any:
    """What a fresh process answers, or the name of the error it met."""
    done = subprocess.run(
        [sys.executable, "-c", STEP, step, str(path), profile, *more],
        env={**service.environ, **environ},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    return said["answer"] if "answer" in said else said["error"]


def test_a_profile_is_created_unlocked_bumped_and_erased(service: SecretService, path: Path) -> None:
    assert run(service, "available", path, "p1") is True
    keys, code = run(service, "create", path, "p1", PASSPHRASE)
    vote = run(service, "vote", path, "p1", PASSPHRASE)

    assert run(service, "unlock", path, "p1", PASSPHRASE) == keys
    assert run(service, "unlock", path, "p1", PASSPHRASE + "!") == "WrongPassphrase"
    run(service, "bump", path, "p1", "41", "2026-03-01T08:00:00Z")
    run(service, "bump", path, "p1", "40", "2026-03-01T07:00:00Z")
    value, *progress = run(service, "secret", path, "p1")
    assert progress == [41, "2026-03-01T08:00:00Z"]
    assert len(bytes.fromhex(value)) == 32

    run(service, "erase", path, "p1")
    run(service, "erase", path, "p1")
    assert run(service, "secret", path, "p1") is None
    assert run(service, "unlock", path, "p1", PASSPHRASE) == "KeyringGone"
    assert run(service, "recover", path, "p1", code, "núi Tản Viên xanh") == keys
    assert run(service, "unlock", path, "p1", "núi Tản Viên xanh") == keys
    assert run(service, "vote", path, "p1", "núi Tản Viên xanh") == vote


def test_a_profile_copied_to_another_computer_needs_the_recovery_code(service: SecretService, path: Path) -> None:
    keys, code = run(service, "create", path, "p1", PASSPHRASE)
    copy = path.parent.with_name("copied") / path.name
    shutil.copytree(path.parent, copy.parent)

    with secret_service() as elsewhere:
        assert run(elsewhere, "available", copy, "p1") is True
        assert run(elsewhere, "unlock", copy, "p1", PASSPHRASE) == "KeyringGone"
        assert run(elsewhere, "vote", copy, "p1", PASSPHRASE) == "KeyringGone"
        assert run(elsewhere, "recover", copy, "p1", code, PASSPHRASE) == keys
        assert run(elsewhere, "unlock", copy, "p1", PASSPHRASE) == keys
    assert run(service, "unlock", path, "p1", PASSPHRASE) == keys


def test_a_restarted_computer_still_has_the_secret_and_never_readable_on_disk(
    service: SecretService, path: Path
) -> None:
    keys, _ = run(service, "create", path, "p1", PASSPHRASE)
    value = bytes.fromhex(run(service, "secret", path, "p1")[0])

    service.stop_keyring()
    assert run(service, "available", path, "p1") is False
    assert run(service, "unlock", path, "p1", PASSPHRASE) == "KeyringGone"
    service.start_keyring()

    assert run(service, "unlock", path, "p1", PASSPHRASE) == keys
    files = [file for file in [*service.folder.rglob("*"), *path.parent.rglob("*")] if file.is_file()]
    assert any(file.suffix == ".keyring" for file in files)
    for file in files:
        data = file.read_bytes()
        assert value not in data, file
        assert base64.b64encode(value) not in data, file
        assert value.hex().encode() not in data, file


def test_a_setting_that_asks_for_a_useless_keyring_is_not_followed(service: SecretService, path: Path) -> None:
    for backend in ("keyring.backends.null.Keyring", "keyring.backends.fail.Keyring", "no.such.Keyring"):
        assert run(service, "available", path, "p1", PYTHON_KEYRING_BACKEND=backend) is False
        outcome = run(service, "create", path, "p1", PASSPHRASE, PYTHON_KEYRING_BACKEND=backend)
        assert outcome == "KeyringGone"
    assert not path.exists()


def test_a_bus_without_a_keyring_is_a_computer_without_one(path: Path) -> None:
    with secret_service(with_keyring=False) as bare:
        assert run(bare, "available", path, "p1") is False
        assert run(bare, "create", path, "p1", PASSPHRASE) == "KeyringGone"
    assert not path.exists()


def test_bus_and_keyring_end_even_when_a_test_run_is_killed() -> None:
    need_programs()
    done = subprocess.run(
        [sys.executable, "-c", KILLED_WITH_A_KEYRING],
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    folder, keyring = done.stdout.split()
    try:
        assert done.returncode == -signal.SIGKILL
        assert ended(int(keyring)), "the keyring outlived its bus"
    finally:
        shutil.rmtree(folder)


def ended(process: int) -> bool:
    """Wait, as long as it takes but not for ever, until a process that is not our child has ended."""
    try:
        watched = os.pidfd_open(process)
    except ProcessLookupError:
        return True
    try:
        readable, _, _ = select.select([watched], [], [], 20)
        return bool(readable)
    finally:
        os.close(watched)
