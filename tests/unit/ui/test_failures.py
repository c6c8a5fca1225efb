import ast
from pathlib import Path

import ecabinet_desktop
import pytest
from ecabinet_desktop import errors
from ecabinet_desktop.errors import Cancelled, ECabinetError, Offline, Refused, Unreadable
from ecabinet_desktop.ui.failures import FAILURES, Failures, report_of, words_for
from ecabinet_desktop.ui.refusals import REFUSALS
from pytestqt.qtbot import QtBot

from tests.helpers.dialogs import ScriptedDialogs

CLASSES = [c for c in vars(errors).values() if isinstance(c, type) and issubclass(c, ECabinetError)]


@pytest.mark.parametrize("kind", CLASSES)
def test_every_error_has_words(kind: type[ECabinetError]) -> None:
    assert FAILURES[kind].title
    assert FAILURES[kind].words
    assert FAILURES[kind].button


ADMINISTRATORS = {"admin", "app", "blobs", "config", "members", "store", "tls"}
"""Modules of the server whose refusals only its administrator reads, on the command line."""


def test_every_refusal_code_a_desktop_can_meet_has_words() -> None:
    codes = set()
    root = Path(ecabinet_desktop.__file__).parent
    for path in root.rglob("*.py"):
        if path == root / "cli.py" or (path.parent == root / "server" and path.stem in ADMINISTRATORS):
            continue  # tests/unit/test_cli.py
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Refused" and node.args:
                first = node.args[0]
                if isinstance(first, ast.Constant) and isinstance(first.value, str):
                    codes.add(first.value)
    assert len(codes) > 10
    assert sorted(codes - set(REFUSALS)) == []


def test_a_code_has_its_own_words_and_an_unknown_code_those_of_its_class(qtbot: QtBot) -> None:
    assert words_for(Refused("no_quorum")).title == "No quorum"
    assert words_for(Refused("from_a_newer_server")) == words_for(Refused("another"))
    assert words_for(Unreadable("encrypted")).title == "This document has a password"


def test_a_known_error_is_told_and_a_stopped_job_is_not(qtbot: QtBot, dialogs: ScriptedDialogs) -> None:
    failures = Failures(dialogs, lambda: "0123456789", "0.1.0")
    failures.tell(None, Offline())
    failures.tell(None, Cancelled())
    assert [title for title, _ in dialogs.told] == ["No connection to the server"]
    assert failures.bugs == []


@pytest.mark.allowed_logs("bug 01234567")
def test_a_bug_has_a_number_and_a_report_without_content(qtbot: QtBot, dialogs: ScriptedDialogs) -> None:
    failures = Failures(dialogs, lambda: "0123456789", "0.1.0")
    try:
        raise KeyError("Tờ trình mật về ngân sách")
    except KeyError as error:
        failures.tell(None, error)
    assert dialogs.questions[0].detail == "Report number 01234567"
    report = failures.bugs[0].report
    assert "builtins.KeyError" in report
    assert "test_failures.py:" in report
    assert "ngân sách" not in report
    assert str(Path.home()) not in report


def test_a_report_names_the_cause_too() -> None:
    try:
        try:
            raise OSError("secret path")
        except OSError as cause:
            raise ValueError("secret") from cause
    except ValueError as error:
        report = report_of(error, "x", "0.1.0").report
    assert report.index("builtins.ValueError") < report.index("builtins.OSError")
    assert "secret" not in report
