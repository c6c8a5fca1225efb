"""What an administrator is told on the command line: one plain sentence for each refusal, and nothing half done."""

import ast
from pathlib import Path

import ecabinet_desktop
import pytest
from click.testing import CliRunner
from ecabinet_desktop import cli
from ecabinet_desktop.errors import Full, Refused

from tests.unit.ui.test_failures import ADMINISTRATORS

ROOT = Path(ecabinet_desktop.__file__).parent


def test_every_refusal_an_administrator_can_meet_has_words() -> None:
    codes = set()
    for path in [ROOT / "cli.py", *(ROOT / "server" / f"{name}.py" for name in ADMINISTRATORS)]:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Refused" and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    codes.add(first.value)
    assert len(codes) > 8
    assert sorted(codes - set(cli.WORDS) - {"bad_range"}) == []


def test_a_refusal_is_a_sentence_with_its_subject_where_there_is_one() -> None:
    assert cli.said(Refused("bad_host", "no spaces please")) == (
        "Not done: this is neither a name nor an address of a server: no spaces please"
    )
    assert cli.said(Refused("unknown", "person")) == "Not done: there is nobody with this id"
    assert cli.said(Full("disk")) == "Not done: Full: disk"


def test_a_second_init_changes_nothing(tmp_path: Path) -> None:
    folder = tmp_path / "etc"
    arguments = ["admin", "init", "--folder", str(folder), "--data", str(tmp_path / "var"), "--name", "Chính phủ"]
    arguments += ["--administrator", "Lê An", "--secretary", "Trần Bình"]
    first = CliRunner().invoke(cli.main, arguments)
    assert first.exit_code == 0, first.output
    assert first.output.count("One-time code for") == 2
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert folder / "keys" / "wrap.key" in before, "the server's key lies apart from its data"
    again = CliRunner().invoke(cli.main, [*arguments, "--listen", "127.0.0.1:9"])
    assert isinstance(again.exception, Refused)
    assert again.exception.code == "already_set_up"
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_a_list_in_another_encoding_is_refused_in_words(tmp_path: Path) -> None:
    folder = tmp_path / "etc"
    setup = ["--name", "Chính phủ", "--administrator", "Lê An", "--secretary", "Trần Bình"]
    CliRunner().invoke(cli.main, ["admin", "init", "--folder", str(folder), *setup])
    people = tmp_path / "members.csv"
    people.write_bytes("id,name\na,Nguyễn\n".encode("utf-16"))
    config = str(folder / cli.CONFIG_NAME)
    told = CliRunner().invoke(cli.main, ["admin", "import-members", "--config", config, str(people)])
    assert isinstance(told.exception, Refused)
    assert "UTF-8" in cli.said(told.exception)


@pytest.mark.parametrize("command", ["server", "admin", "demo", "doctor"])
def test_every_command_explains_itself(command: str) -> None:
    told = CliRunner().invoke(cli.main, [command, "--help"])
    assert told.exit_code == 0
    assert len(told.output.splitlines()) > 3
