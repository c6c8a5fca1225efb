"""The real clipboard of a screenless Qt, and a rest short enough to wait for."""

from collections.abc import Iterator

import pytest
from ecabinet_desktop.domain.paper import Level
from ecabinet_desktop.ui.clipboard import STAYS, Clipboard
from PySide6.QtCore import QCoreApplication, QObject
from PySide6.QtGui import QClipboard, QGuiApplication
from pytestqt.qtbot import QtBot

TEXT = "Bồi thường về đất"
SOON = 80


@pytest.fixture
def system(qtbot: QtBot) -> Iterator[QClipboard]:
    clipboard = QGuiApplication.clipboard()
    clipboard.clear()
    yield clipboard
    clipboard.clear()


def test_a_copied_text_leaves_by_itself_and_not_at_once(system: QClipboard, qtbot: QtBot) -> None:
    clipboard = Clipboard(system, SOON)
    assert clipboard.put(TEXT, Level.CABINET)
    assert system.text() == TEXT
    qtbot.waitUntil(lambda: system.text() == "", timeout=5000)


def test_it_stays_for_a_minute_and_a_half_unless_told_otherwise(system: QClipboard) -> None:
    assert Clipboard(system).milliseconds == STAYS == 90_000


def test_what_somebody_else_has_copied_since_is_left_alone(system: QClipboard, qtbot: QtBot) -> None:
    clipboard = Clipboard(system, SOON)
    clipboard.put(TEXT)
    system.setText("from another program")
    qtbot.wait(3 * SOON)
    assert system.text() == "from another program"


def test_a_newer_copy_has_its_whole_time(system: QClipboard, qtbot: QtBot) -> None:
    clipboard = Clipboard(system, 10 * SOON)
    clipboard.put("first")
    qtbot.wait(6 * SOON)
    clipboard.put(TEXT)
    qtbot.wait(6 * SOON)
    assert system.text() == TEXT
    qtbot.waitUntil(lambda: system.text() == "", timeout=5000)


@pytest.mark.parametrize("level", [Level.SECRETARIAT, Level.CONFIDENTIAL])
def test_nothing_is_copied_out_of_a_confidential_paper(level: Level, system: QClipboard) -> None:
    system.setText("before")
    assert not Clipboard(system).put(TEXT, level)
    assert system.text() == "before"


def test_clipboard_managers_are_told_that_it_is_secret(system: QClipboard) -> None:
    clipboard = Clipboard(system)
    clipboard.put(TEXT)
    content = system.mimeData()
    assert bytes(content.data("x-kde-passwordManagerHint").data()) == b"secret"
    assert content.text() == TEXT
    clipboard.clear()
    assert system.text() == ""


def test_it_is_empty_when_the_program_ends_or_locks(system: QClipboard) -> None:
    clipboard = Clipboard(system)
    clipboard.put(TEXT)
    application = QCoreApplication.instance()
    assert application is not None
    application.aboutToQuit.emit()
    assert system.text() == ""


def test_it_goes_with_the_view_that_copied(system: QClipboard, qtbot: QtBot) -> None:
    view = QObject()
    Clipboard(system, parent=view).put(TEXT)
    view.deleteLater()
    qtbot.waitUntil(lambda: system.text() == "", timeout=5000)
