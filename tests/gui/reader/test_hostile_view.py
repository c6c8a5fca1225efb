"""Hostile papers in the real view: a picture, a calm line on the page or one sentence, and reading goes on."""

from pathlib import Path

import pytest
from ecabinet_desktop.errors import Unreadable
from ecabinet_desktop.pdf import extract
from PySide6.QtCore import Qt

from tests.gui.reader.conftest import OTHER, PAPER, Reading, plain, put
from tests.helpers.bombs import BOMBS
from tests.helpers.dialogs import ScriptedDialogs
from tests.helpers.hands import press

SHOWN = ["page of a million inches", "page of nothing", "page of no numbers", "page beyond numbers", "thin page",
         "giant unit", "giant crop", "circling outline", "javascript", "embedding", "picture beyond numbers",
         "moved table"]  # fmt: skip
REFUSED = ["million pages", "object stream bomb", "noise", "weird lock"]


def show(reading: Reading, name: str, tmp_path: Path) -> None:
    """File the bomb with the skeleton the server would give it, and open it."""
    content = BOMBS[name]()
    path = tmp_path / "bomb.pdf"
    path.write_bytes(content)
    try:
        skeleton = extract.inspect(path)
    except Unreadable:
        skeleton = plain(2)  # as an older server may have let it pass
    put(reading.bench, content, skeleton, OTHER)
    reading.go(OTHER)


@pytest.mark.parametrize("name", SHOWN)
def test_it_is_shown_zoomed_turned_and_left_again(
    name: str, reading: Reading, dialogs: ScriptedDialogs, bugs: list[BaseException], tmp_path: Path
) -> None:
    show(reading, name, tmp_path)
    canvas = reading.canvas
    reading.until(lambda: canvas.tiles.bytes > 0 or 0 in canvas.painter.failed)
    for zoom in ("page", "0.1", "6.0", "width"):
        canvas.set_zoom(zoom)
        canvas.viewport().repaint()
    for key in (Qt.Key.Key_End, Qt.Key.Key_PageDown, Qt.Key.Key_Home):
        press(canvas, key)
    reading.view.find_bar.open_bar("plain")
    reading.settle()
    assert (dialogs.told, bugs) == ([], [])
    reading.open(PAPER)


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_in_one_sentence(
    name: str, reading: Reading, dialogs: ScriptedDialogs, bugs: list[BaseException], tmp_path: Path
) -> None:
    show(reading, name, tmp_path)
    reading.until(lambda: dialogs.told)
    reading.open(PAPER)
    assert (len(dialogs.told), bugs) == (1, [])


def test_a_page_without_end_gets_its_line_and_the_view_stays_where_it_was(
    reading: Reading, dialogs: ScriptedDialogs, bugs: list[BaseException]
) -> None:
    reading.helper._page_seconds = 1.0
    put(reading.bench, BOMBS["laughing forms"](), plain(1), OTHER)
    reading.go(OTHER)
    canvas = reading.canvas
    canvas.set_zoom("2.0")
    canvas.verticalScrollBar().setValue(300)
    before = (canvas.verticalScrollBar().value(), canvas.scale, canvas.page)
    reading.until(lambda: canvas.painter.failed == {0})
    assert (canvas.verticalScrollBar().value(), canvas.scale, canvas.page) == before
    assert (dialogs.told, bugs) == ([], [])
    reading.open(PAPER)
