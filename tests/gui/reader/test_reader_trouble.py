"""When a file or the helper process fails: it is said plainly, and reading goes on."""

import os
import signal
from collections.abc import Callable

import msgspec
import pytest
from PySide6.QtCore import Qt

from tests.gui.reader.conftest import OTHER, PAPER, TEXTS, Reading, plain, put
from tests.helpers import pdfs
from tests.helpers.dialogs import ScriptedDialogs
from tests.helpers.hands import press

BROKEN = {
    "corrupted": (lambda: b"%PDF-1.7\n" + b"\x00garbage\xff" * 400, "This document is damaged"),
    "truncated": (lambda: pdfs.text_pdf(TEXTS)[:300], "This document is damaged"),
    "empty": (lambda: b"", "This document is empty"),
    "renamed": (lambda: b"PK\x03\x04 a word processor's file" * 50, "This is not a PDF"),
}


@pytest.mark.parametrize(("content", "title"), BROKEN.values(), ids=BROKEN.keys())
def test_a_file_that_cannot_be_read_is_said_plainly_and_the_next_paper_opens(
    reading: Reading, dialogs: ScriptedDialogs, content: Callable[[], bytes], title: str
) -> None:
    put(reading.bench, content(), plain(3), OTHER)
    reading.go(OTHER)
    reading.until(lambda: dialogs.told)
    told, words = dialogs.told[0]
    assert told == title
    assert words
    assert reading.window.isVisible()
    press(reading.canvas, Qt.Key.Key_End)
    assert reading.canvas.page == 2
    reading.open(PAPER)
    assert len(dialogs.told) == 1


def test_a_sealed_file_changed_on_the_disk_is_not_shown(reading: Reading, dialogs: ScriptedDialogs) -> None:
    paper = reading.bench.desk.meetings.paper(OTHER)
    assert paper is not None
    descriptor = reading.bench.store.papers.descriptor(paper.blob)
    path = os.readlink(f"/proc/self/fd/{descriptor}")
    os.close(descriptor)
    os.chmod(path, 0o600)
    with open(path, "r+b") as file:
        file.seek(200)
        file.write(b"\x00" * 8)
    reading.go(OTHER)
    reading.until(lambda: dialogs.told)
    assert dialogs.told[0][0] == "This document cannot be opened"
    assert reading.canvas.tiles.bytes == 0
    reading.open(PAPER)


def test_a_killed_helper_is_replaced_and_the_page_is_painted_again(
    reading: Reading, dialogs: ScriptedDialogs
) -> None:
    reading.open()
    for _ in range(2):
        former = reading.helper.process_id
        os.kill(former, signal.SIGKILL)
        reading.canvas.step_zoom(1)  # every tile of the page is wanted anew
        reading.until(lambda: reading.inked(0) and not [w for w in reading.canvas._wishes() if w.page == 0])
        assert reading.helper.process_id != former
        assert reading.canvas.painter.failed == set()
    press(reading.canvas, Qt.Key.Key_End)
    last = len(TEXTS) - 1
    reading.until(lambda: reading.inked(last) and last in reading.canvas._words)
    assert dialogs.told == []


def test_what_was_asked_of_a_killed_helper_is_asked_of_the_next_one(reading: Reading) -> None:
    reading.open()
    os.kill(reading.helper.process_id, signal.SIGSTOP)
    reading.view.find_bar.open_bar("ngan sach")
    reading.canvas.go_to(4)
    reading.until(lambda: not reading.canvas._settle.isActive())  # words and pictures have been asked for
    os.kill(reading.helper.process_id, signal.SIGKILL)
    reading.until(lambda: reading.view.find_bar._count.text().endswith("of 2"))
    page = reading.canvas.page
    reading.until(lambda: reading.inked(page) and page in reading.canvas._words)


def test_a_page_that_kills_the_helper_is_named_in_its_place_and_the_others_are_read(
    reading: Reading, dialogs: ScriptedDialogs
) -> None:
    put(reading.bench, pdfs.heavy_pdf(), plain(2), OTHER)
    reading.go(OTHER)  # the second page is drawn ahead, and takes its time
    reading.until(lambda: reading.helper.working_on == 1)
    os.kill(reading.helper.process_id, signal.SIGKILL)
    reading.until(lambda: reading.canvas.painter.failed == {1})
    assert dialogs.told == []
    press(reading.canvas, Qt.Key.Key_Home)
    reading.canvas.step_zoom(-1)
    sharp = reading.canvas.scale
    reading.until(lambda: any(wish.scale == sharp for wish in reading.canvas.tiles._tiles))
    assert reading.inked(0)


def test_pages_the_file_does_not_have_fail_alone(reading: Reading, dialogs: ScriptedDialogs) -> None:
    paper = reading.bench.desk.meetings.paper(PAPER)
    assert paper is not None
    put(reading.bench, pdfs.text_pdf(["một"]), msgspec.structs.replace(paper.skeleton, outline=()), OTHER)
    reading.view.canvas.set_zoom("page")
    reading.go(OTHER)
    reading.canvas.go_to(0)
    reading.until(lambda: reading.inked(0))
    reading.canvas.go_to(3)
    reading.until(lambda: 3 in reading.canvas.painter.failed)
    assert 0 not in reading.canvas.painter.failed
    assert dialogs.told == []
