"""Story 9: an administrator comes from nothing to the first enrolled secretary, with the README's commands."""

import re
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from ecabinet_desktop.domain.people import Role
from ecabinet_desktop.places import HOME
from ecabinet_desktop.ui.features.devices.view import DevicesView
from ecabinet_desktop.ui.navigator import Place
from pytestqt.qtbot import QtBot

from tests.helpers.hands import button, click, type_in
from tests.helpers.stories import PASSPHRASE, Story

HEADING = "id,name,office,role,rank,mandate_from,prime_minister\n"
GOOD = (
    HEADING
    + "thu-tuong,Nguyễn Văn A,Thủ tướng,member,1,2026-04-08,yes\n"
    + "bo-truong,Lê Thị B,Bộ trưởng,member,2,08/04/2026,\n"
)
BAD = HEADING + "thu-tuong,,Thủ tướng,member,1,2026-04-08,yes\nbo-truong,Lê Thị B,Bộ trưởng,minister,hai,8/4,\n"


def run(*arguments: str, succeeds: bool = True) -> "subprocess.CompletedProcess[str]":
    """The real command."""
    done = subprocess.run(
        [sys.executable, "-m", "ecabinet_desktop", *arguments], capture_output=True, text=True, timeout=60
    )
    assert (done.returncode == 0) is succeeds, done.stdout + done.stderr
    return done


@contextmanager
def serving(config: Path) -> Iterator[str]:
    """The real server process, as systemd starts it; yields its address."""
    command = [sys.executable, "-u", "-m", "ecabinet_desktop", "server", "--config", str(config)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    try:
        said = next(line for line in process.stdout if line.startswith("listening on "))
        rest = threading.Thread(target=process.stdout.read, daemon=True)
        rest.start()
        yield said.removeprefix("listening on ").strip()
    finally:
        process.send_signal(signal.SIGTERM)
        code = process.wait(20)
        rest.join(5)
        process.stdout.close()
        assert code == 0, "the server ends by itself when it is asked to"


@pytest.fixture
def government(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Path, dict[str, str]]:
    """The folder of settings after `admin init`, and the codes it printed by person."""
    monkeypatch.setenv(HOME, str(tmp_path / "desktops"))
    folder = tmp_path / "etc"
    arguments = [
        "--folder",
        str(folder),
        "--data",
        str(tmp_path / "var"),
        "--name",
        "Chính phủ thử",
        "--rules",
        "vn",
    ]
    arguments += ["--host", "127.0.0.1", "--host", "localhost", "--listen", "127.0.0.1:0"]
    told = run("admin", "init", *arguments, "--administrator", "Lê An", "--secretary", "Trần Bình").stdout
    return folder, dict(re.findall(r"\((\w+)\): (\S+)", told))


class Newcomer(Story):
    """Somebody whose desktop knows nothing yet."""

    def __init__(self, qtbot: QtBot) -> None:
        super().__init__(Path(), "", qtbot)

    def ask_in(self, address: str, authority: Path, code: str) -> None:
        """Fill in the first window as the letter from the secretariat says."""
        self.start()
        page = self.enrol_page()
        assert (page.address.text(), page.code.text()) == ("", ""), "it asks for the address and the code"
        type_in(page.address, address)
        type_in(page.code, code)
        self.dialogs.files.append([authority])
        click(button(page, "Certificate of the government…"))
        page.passphrase.line.setText(PASSPHRASE)
        page.again.line.setText(PASSPHRASE)
        click(page._enrol)

    def refused(self) -> str:
        """What the first window says instead of letting somebody in."""
        page = self.enrol_page()
        self.until(page._trouble.isVisible, 30)
        return page._trouble.text()


@pytest.fixture
def newcomer(qtbot: QtBot) -> Iterator[Newcomer]:
    made = Newcomer(qtbot)
    yield made
    made.close()


def test_from_nothing_to_the_first_enrolled_secretary(
    government: tuple[Path, dict[str, str]], newcomer: Newcomer, tmp_path: Path
) -> None:
    folder, codes = government
    config, members = folder / "server.toml", tmp_path / "members.csv"
    with serving(config) as address:
        assert address.startswith("https://")
        members.write_text(BAD, encoding="utf-8")
        refused = run("admin", "import-members", "--config", str(config), str(members), succeeds=False).stderr
        assert "line 2, name" in refused
        assert "line 3, role" in refused
        assert "line 3, rank" in refused
        members.write_text(GOOD, encoding="utf-8")
        assert "2 people" in run("admin", "import-members", "--config", str(config), str(members)).stdout
        newcomer.ask_in(address, folder / "tls" / "ca.pem", codes["secretary"])
        page = newcomer.enrol_page()
        newcomer.until(lambda: page._stack.currentIndex() == 2, 30)
        click(page._noted)
        newcomer.until(lambda: newcomer.desktop is not None and newcomer.desktop.shell is not None, 40)
        newcomer.until(lambda: len(newcomer.desk.secretariat.people()) == 4, 20)
        assert (newcomer.desk.me.role, newcomer.desk.me.name) == (Role.SECRETARY, "Trần Bình")
        devices = newcomer.go(Place(feature="devices"), DevicesView)
        devices._person.setCurrentIndex(devices._person.findData("bo-truong"))
        click(button(devices, "Make a code"))
        newcomer.until(lambda: len(devices._code.text()) > 20)


def test_a_stranger_is_kept_out_in_words(
    government: tuple[Path, dict[str, str]], newcomer: Newcomer, tmp_path: Path
) -> None:
    folder, _codes = government
    other = tmp_path / "other"
    run("admin", "init", "--folder", str(other), "--name", "X", "--administrator", "A", "--secretary", "B")
    with serving(folder / "server.toml") as address:
        newcomer.ask_in(address, other / "tls" / "ca.pem", "0000-0000-0000-0000-0000-0000-000")
        assert newcomer.refused()
        page = newcomer.enrol_page()
        newcomer.dialogs.files.append([folder / "tls" / "ca.pem"])
        click(button(page, "Certificate of the government…"))
        type_in(page.code, "2222-2222-2222-2222-2222-2222-222")
        click(page._enrol)
        newcomer.until(lambda: page._trouble.isVisible() and "code" in page._trouble.text().lower(), 30)
        assert page.address.text() == address, "nothing typed is lost"


def test_a_backup_made_while_the_server_runs_serves_elsewhere(
    government: tuple[Path, dict[str, str]], tmp_path: Path
) -> None:
    folder, _codes = government
    config, target = folder / "server.toml", tmp_path / "backup"
    with serving(config):
        assert "Backed up" in run("admin", "backup", "--config", str(config), str(target)).stdout
        refused = run("admin", "restore", "--config", str(config), str(target), succeeds=False).stderr
        assert "stop it first" in refused
    assert "Restored" in run("admin", "restore", "--config", str(config), str(target)).stdout
    with serving(config):
        assert "One-time code" in run("admin", "issue-code", "--config", str(config), "secretary").stdout
