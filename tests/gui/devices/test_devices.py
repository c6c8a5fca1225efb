"""The secretariat's list of computers: the digits are compared, then a computer is let in or shut out."""

from collections.abc import Iterator
from pathlib import Path

import msgspec
import pytest
from ecabinet_desktop.domain.people import DeviceState
from ecabinet_desktop.ui.features.devices.view import DevicesView
from ecabinet_desktop.ui.navigator import Place
from ecabinet_desktop.ui.tasks import Tasks
from ecabinet_desktop.ui.theme import Theme
from pytestqt.qtbot import QtBot

from tests.helpers.desk import Bench, sample_bench, surroundings
from tests.helpers.dialogs import ScriptedDialogs
from tests.helpers.hands import button, click
from tests.helpers.sweeps import check_window


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with sample_bench(tmp_path, "s01") as made:
        yield made


@pytest.fixture
def view(qtbot: QtBot, theme: Theme, tasks: Tasks, bench: Bench, dialogs: ScriptedDialogs) -> DevicesView:
    made = DevicesView(bench.desk, surroundings(bench, tasks, dialogs, Place(feature="devices")))
    qtbot.addWidget(made)
    made.resize(1266, 712)
    made.show()
    return made


def queued(bench: Bench) -> list[str]:
    return [entry.type for entry in bench.desk.delivering.queued()]


def test_a_waiting_computer_shows_its_digits_and_is_let_in(view: DevicesView, bench: Bench, qtbot: QtBot) -> None:
    (row,) = view.list.rows.rows
    assert row.trail == "204 517"
    view.list.select("d-new")
    click(view._approve)
    qtbot.waitUntil(lambda: queued(bench) == ["approve_device"])
    device = bench.desk.secretariat.devices()[0]
    bench.put(msgspec.structs.replace(device, state=DeviceState.APPROVED))
    qtbot.waitUntil(lambda: view.list.rows.rows[0].trail == "")
    assert view.list.rows.rows[0].badges[0][0] == "Has access"
    assert not view._approve.isEnabled()
    check_window(view)


def test_shutting_out_asks_first(view: DevicesView, bench: Bench, dialogs: ScriptedDialogs, qtbot: QtBot) -> None:
    view.list.select("d-new")
    click(view._revoke)
    assert queued(bench) == []
    assert dialogs.questions[0].danger
    dialogs.answers.append(True)
    click(view._revoke)
    qtbot.waitUntil(lambda: queued(bench) == ["revoke_device"])


def test_a_code_is_shown_once_and_its_hash_is_sent(view: DevicesView, bench: Bench, qtbot: QtBot) -> None:
    view._person.setCurrentIndex(view._person.findData("m05"))
    click(button(view, "Make a code"))
    qtbot.waitUntil(lambda: bool(view._code.text()))
    qtbot.waitUntil(lambda: queued(bench) == ["issue_code"])
    (body,) = [entry.body for entry in bench.desk.delivering.queued()]
    assert body.person_id == "m05"  # type: ignore[union-attr]
    assert view._code.text().replace("-", "") not in str(msgspec.to_builtins(body))
