"""What reading a confidential paper leaves behind: no title for window lists, no file, no recent file."""

import os
import tempfile
from pathlib import Path

import msgspec
import pytest
from ecabinet_desktop.domain.paper import Level
from ecabinet_desktop.ui.features import reader
from ecabinet_desktop.ui.features.reader.view import ReaderView
from ecabinet_desktop.ui.i18n import Languages
from ecabinet_desktop.ui.navigator import Place
from ecabinet_desktop.ui.tasks import Tasks
from ecabinet_desktop.ui.theme import Theme
from ecabinet_desktop.ui.window import TITLE, MainWindow
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.conftest import HOME
from tests.gui.reader.conftest import PAPER, TEXTS, WAIT, plain, put
from tests.helpers import pdfs
from tests.helpers.desk import Bench, surroundings
from tests.helpers.dialogs import ScriptedDialogs

SECRET = "Chuyên đề Kim Tước"


def titles() -> set[str]:
    """All that the system is told of our windows."""
    return {
        said
        for window in QApplication.topLevelWidgets()
        for said in (window.windowTitle(), window.windowFilePath(), window.windowRole(), window.windowIconText())
    }


def files_below(*folders: Path) -> set[Path]:
    return {path for folder in folders for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("level", [Level.SECRETARIAT, Level.CONFIDENTIAL, Level.CABINET])
def test_a_paper_is_read_and_neither_title_nor_text_stands_anywhere(
    level: Level, qtbot: QtBot, qapp: QApplication, theme: Theme, tasks: Tasks, bench: Bench,
    dialogs: ScriptedDialogs, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
) -> None:  # fmt: skip
    scratch = tmp_path / "scratch"
    scratch.mkdir()
    monkeypatch.setenv("TMPDIR", str(scratch))
    monkeypatch.setattr(tempfile, "tempdir", str(scratch))
    put(bench, pdfs.text_pdf([f"{SECRET} {text}" for text in TEXTS]), plain(len(TEXTS)))
    paper = bench.desk.meetings.paper(PAPER)
    assert paper is not None
    bench.put(
        msgspec.structs.replace(paper, title=SECRET, level=level),
        keys={PAPER: bench.store.replica.paper_key(PAPER) or b""},
    )
    before = files_below(HOME, scratch)
    around = surroundings(bench, tasks, dialogs, Place(feature="reader"))
    window = MainWindow([reader.feature(bench.desk, around)], bench.desk.me, around, theme, Languages(qapp))
    qtbot.addWidget(window)
    window.show()
    around.navigator.go(Place(feature="reader", version=PAPER, page=2))
    view = window.stage.view
    assert isinstance(view, ReaderView)
    qtbot.waitUntil(lambda: view.canvas.tiles.bytes > 0, timeout=WAIT)
    view.find_bar.open_bar("Kim Tước")
    qtbot.waitUntil(lambda: not tasks.busy, timeout=WAIT)
    assert titles() <= {TITLE, ""}
    window.close()
    qtbot.waitUntil(lambda: not tasks.busy, timeout=WAIT)
    assert files_below(HOME, scratch) == before
    assert not any(os.path.exists(HOME / name) for name in ("data/recently-used.xbel", "data/RecentDocuments"))
