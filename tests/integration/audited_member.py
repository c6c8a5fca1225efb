"""A minister's desktop in a process of its own: every module, the first start, a sync, a paper, a second start.

Run as python -m tests.integration.audited_member ADDRESS CODE; ends with the line DONE.
"""

import importlib
import pkgutil
import sys
from pathlib import Path
from typing import cast

import ecabinet_desktop
from ecabinet_desktop import logs
from ecabinet_desktop.domain.paper import PaperVersion
from ecabinet_desktop.places import places
from ecabinet_desktop.ui.features.reader.view import ReaderView
from ecabinet_desktop.ui.features.search.view import SearchView
from ecabinet_desktop.ui.navigator import Place
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.helpers.hands import type_in
from tests.helpers.secret_day import Patience
from tests.helpers.stories import Story

STARTS = ("ecabinet_desktop.__main__", "ecabinet_desktop.pdf.worker", "ecabinet_desktop.server.migrations.env")
"""What does something when it is imported: `__main__` starts, the helper is started below."""


class Member(Story):
    """A desktop on a server that is named, not the demo's."""

    def __init__(self, address: str) -> None:
        super().__init__(Path(), "", cast(QtBot, Patience()))
        self._address = address

    @property
    def address(self) -> str:
        return self._address

    def enrol_with(self, code: str) -> None:
        """First start with a code that lets this computer in at once."""
        desktop = self.start(code=code)
        page = self.enrol_page()
        page.passphrase.line.setText(self.passphrase)
        page.again.line.setText(self.passphrase)
        page._on_enrol()
        self.until(lambda: page._stack.currentIndex() == 2, 30)
        page._noted.click()
        self.until(lambda: desktop.shell is not None, 40)
        self.until(lambda: self.desk.contact().as_of is not None, 30)

    def read(self) -> None:
        """Open the only paper, look for a word in it and in all papers, leave a note."""
        (paper,) = self.desk.store.replica.all(PaperVersion)
        reader = self.go(Place(feature="reader", version=paper.id, page=0), ReaderView)
        self.until(lambda: reader.canvas.tiles.bytes > 0 and 0 in reader.canvas._words, 30)
        reader.bar.actions_by_id["sticky"].trigger()
        type_in(reader.notes._words, "Hỏi lại")
        marks = reader.marks
        assert marks is not None
        reader.leave()
        self.until(lambda: marks.is_saved)
        search = self.go(Place(feature="search"), SearchView)
        type_in(search.field, "dat dai")
        self.until(lambda: search.hits)


def import_everything() -> int:
    """Import every module of the program; returns how many."""
    found = [made.name for made in pkgutil.walk_packages(ecabinet_desktop.__path__, "ecabinet_desktop.")]
    wanted = [name for name in found if name not in STARTS and ".migrations.versions." not in name]
    for name in wanted:
        importlib.import_module(name)
    return len(wanted)


def main() -> None:
    """Live from the first start to the end of the second."""
    address, code = sys.argv[1:]
    print(f"IMPORTED {import_everything()}", flush=True)
    application = QApplication(["audited"])
    member = Member(address)
    logs.keep(places(member.profile).logs)
    member.enrol_with(code)
    member.papers_here()
    member.read()
    member.lock()
    member.unlock()
    member.until(lambda: member.desktop is not None and member.desktop.shell is not None, 30)
    member.sync()
    member.close()
    print("DONE", flush=True)
    del application


if __name__ == "__main__":
    main()
