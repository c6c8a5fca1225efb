"""`make shots`: a picture of every view, for every role, in both languages and both looks, into build/shots/.

The windows are the real ones, on the sample government, 1366 × 768.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import cast

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from ecabinet_desktop import demo
from ecabinet_desktop.domain.annotation import Colour
from ecabinet_desktop.places import HOME, places
from ecabinet_desktop.ui.features.reader.view import ReaderView
from ecabinet_desktop.ui.features.search.view import SearchView
from ecabinet_desktop.ui.i18n import Language
from ecabinet_desktop.ui.navigator import Place
from ecabinet_desktop.ui.tokens import Look
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.helpers.stories import PASSPHRASE, Story

ROOT = Path(__file__).parents[1]
OUT = ROOT / "build" / "shots"
PEOPLE = {"member": "ta-minh-nguyet", "chair": "doan-quang-thai", "secretary": "nguyen-lan-chi"}
SIZE = (1366, 768)


class Patience:
    """Waits as `qtbot` does, without a test around it."""

    def waitUntil(self, claim: Callable[[], bool], timeout: int) -> None:
        """Process events until `claim` holds; raises TimeoutError after `timeout` milliseconds."""
        end = time.monotonic() + timeout / 1000
        while not claim():
            if time.monotonic() > end:
                raise TimeoutError
            settle(1)


def settle(rounds: int = 30) -> None:
    for _ in range(rounds):
        QApplication.processEvents()
        time.sleep(0.01)


class Photographer:
    """Takes the pictures of one role."""

    def __init__(self, story: Story, role: str) -> None:
        self.story, self.role = story, role
        self.language, self.look = Language.ENGLISH, Look.LIGHT

    def take(self, name: str) -> None:
        settle()
        assert self.story.desktop is not None
        window = self.story.desktop.window
        assert window is not None
        path = OUT / f"{self.role}-{self.language.value}-{self.look.value}-{name}.png"
        window.grab().save(str(path))
        print(path.relative_to(ROOT))

    def first_start(self) -> None:
        self.story.enrol(approve=False)
        self.take("1-code")
        page = self.story.enrol_page()
        page._stack.setCurrentIndex(0)
        self.take("0-enrol")
        page._stack.setCurrentIndex(1)
        assert self.story._secretary is not None
        self.story._secretary.let_in(PEOPLE[self.role])
        desktop = self.story.desktop
        assert desktop is not None
        self.story.until(lambda: desktop.shell is not None, 40)
        self.story.until(lambda: self.story.desk.contact().as_of is not None, 30)
        self.story.window.resize(*SIZE)
        self.story.papers_here()

    def dress(self, language: Language, look: Look) -> None:
        self.language, self.look = language, look
        self.story.window.use_language(language)
        desktop = self.story.desktop
        assert desktop is not None
        desktop.theme.use(look)
        self.story.window.resize(*SIZE)

    def views(self) -> None:
        window, desk = self.story.window, self.story.desk
        navigator = window.stage and self._navigator()
        for name in ("home", "meetings", "ballots"):
            navigator.go(Place(feature=name))
            self.take(f"2-{name}")
        for ballot in desk.voting.ballots()[:1]:
            navigator.go(Place(feature="ballots", ballot=ballot.id))
            self.take("3-ballot")
        navigator.go(Place(feature="search", query="đất đai"))
        view = window.stage.view
        assert isinstance(view, SearchView)
        self.story.until(lambda: view.list.model().rowCount() > 0)
        self.take("4-search")
        self._reader()
        if self.role != "member":
            navigator.go(Place(feature="desk"))
            self.take("6-desk")
        if self.role == "secretary":
            navigator.go(Place(feature="devices"))
            self.take("7-devices")

    def _navigator(self) -> object:
        assert self.story.desktop is not None
        assert self.story.desktop.shell is not None
        return self.story.desktop.shell.around.navigator

    def _reader(self) -> None:
        desk = self.story.desk
        meeting = desk.meetings.next()
        assert meeting is not None
        papers = [p.paper for line in desk.meetings.agenda(meeting) for p in line.papers]
        paper = max(papers, key=lambda p: p.skeleton.pages)
        reader = self.story.go(Place(feature="reader", version=paper.id, page=10), ReaderView)
        self.story.until(lambda: reader.paper is not None and 10 in reader.canvas._words)
        marks = reader.marks
        if marks is not None and not marks.all():
            words = reader.canvas._words[10]
            quads = tuple(words[n].quad() for n in range(12, 20)) if hasattr(words[0], "quad") else ()
            if quads:
                marks.highlight(10, quads, None, Colour.YELLOW)
            marks.stick(10, 90, 200, "Hỏi Bộ Tài chính: nguồn vốn năm 2027 lấy từ đâu?")
            reader.marking.refresh()
        settle(60)
        self.take("5-reader")


def take_role(role: str, folder: Path) -> None:
    story = Story(folder, PEOPLE[role], cast(QtBot, Patience()))
    photographer = Photographer(story, role)
    try:
        photographer.first_start()
        for language, look in ((Language.ENGLISH, Look.LIGHT), (Language.VIETNAMESE, Look.DARK)):
            photographer.dress(language, look)
            photographer.views()
        assert story.desktop is not None
        story.desktop.languages.use(Language.ENGLISH)
        story.lock()
        story.start()
        photographer.take("8-unlock")
        story.unlock(PASSPHRASE)
        story.until(lambda: story.desktop is not None and story.desktop.shell is not None, 30)
        assert story.desktop is not None
        story.desktop.languages.use(Language.ENGLISH)
    finally:
        story.close()


def main() -> None:
    OUT.mkdir(parents=True, exist_ok=True)
    _application = QApplication(sys.argv[:1])
    with tempfile.TemporaryDirectory(prefix="ecabinet-shots-") as home:
        os.environ[HOME] = home
        demo.run("member", prepare_only=True)
        folder = places(demo.SERVER).data
        try:
            for role in sys.argv[1:] or PEOPLE:
                take_role(role, folder)
        finally:
            demo.cut(folder)


if __name__ == "__main__":
    main()
