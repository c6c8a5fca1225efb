"""One person's desktop for the stories: the real windows and vault, the real server process of the sample."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from ecabinet_desktop import demo
from ecabinet_desktop.clock import new_id
from ecabinet_desktop.desktop import Desktop, Prefilled
from ecabinet_desktop.ui.enrol import EnrolPage
from ecabinet_desktop.ui.feature import View
from ecabinet_desktop.ui.navigator import Place
from ecabinet_desktop.ui.unlock import UnlockPage
from ecabinet_desktop.ui.window import MainWindow
from ecabinet_desktop.usecases.desk import Desk
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from tests.helpers.dialogs import ScriptedDialogs

PASSPHRASE = "mật khẩu đủ dài 12345"
V = TypeVar("V", bound=View)


class Story:
    """Steps a person takes; each waits until the screen shows that it happened."""

    def __init__(self, sample: Path, person: str, qtbot: QtBot) -> None:
        self.sample = sample
        self.qtbot = qtbot
        self.profile = f"p-{new_id()[:12]}"
        self.dialogs = ScriptedDialogs()
        self.passphrase = PASSPHRASE
        self.code = self.recovery = ""
        self._person = person
        self._secretary: demo._Secretary | None = None
        self.desktop: Desktop | None = None

    @property
    def address(self) -> str:
        return str(demo.restore(self.sample))

    def start(self, *, code: str = "") -> Desktop:
        """Start the window process's objects, as the supervisor would."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self.desktop = Desktop(
            application, self.profile, Prefilled(self.address if code else "", code), None, self.dialogs
        )
        self.desktop.start()
        return self.desktop

    def enrol(self, *, approve: bool = True) -> None:
        """First start: code, passphrase, recovery code, approval, and the first listing."""
        self._secretary = demo._Secretary(self.sample, self.address)
        if approve:
            self._secretary.let_in(self._person)
        self.code = self._secretary.code_for(self._person)
        desktop = self.start(code=self.code)
        page = self.enrol_page()
        page.passphrase.line.setText(self.passphrase)
        page.again.line.setText(self.passphrase)
        page._on_enrol()
        self.until(lambda: page._stack.currentIndex() == 2, 30)
        self.recovery = page._recovery.text()
        assert len(self.recovery.replace("-", "")) == 27
        page._noted.click()
        if approve:
            self.until(lambda: desktop.shell is not None, 40)
            self.until(lambda: self.desk.contact().as_of is not None, 30)

    def unlock(self, passphrase: str = "") -> None:
        """Start again and open with the passphrase, or with what is typed in its stead."""
        desktop = self.start()
        assert desktop.window is not None
        page = desktop.window.centralWidget()
        assert isinstance(page, UnlockPage)
        page.passphrase.line.setText(passphrase or self.passphrase)
        page._on_unlock()

    def lock(self) -> None:
        """Lock: everything is saved and closed, as before the process ends."""
        assert self.desktop is not None
        self.desktop._close_desk()
        self._drop()

    def cut(self) -> None:
        """The server process is stopped."""
        demo.cut(self.sample)

    def restore(self) -> None:
        """The server process runs again, at the same address."""
        demo.restore(self.sample)

    def go(self, place: Place, kind: type[V]) -> V:
        """Go to a place and return its view."""
        assert self.desktop is not None
        assert self.desktop.shell is not None
        self.desktop.shell.around.navigator.go(place)
        view = self.window.stage.view
        assert isinstance(view, kind)
        return view

    def sync(self) -> None:
        """Ask for a pass now."""
        self.desk.syncing.schedule.poke()

    @property
    def desk(self) -> Desk:
        assert self.desktop is not None
        assert self.desktop.desk is not None
        return self.desktop.desk

    @property
    def window(self) -> MainWindow:
        assert self.desktop is not None
        assert isinstance(self.desktop.window, MainWindow)
        return self.desktop.window

    def enrol_page(self) -> EnrolPage:
        assert self.desktop is not None
        assert self.desktop.window is not None
        page = self.desktop.window.centralWidget()
        assert isinstance(page, EnrolPage)
        return page

    def until(self, claim: Callable[[], object], seconds: float = 20) -> None:
        """Wait, while the window lives, until `claim` holds."""
        self.qtbot.waitUntil(lambda: bool(claim()), timeout=int(seconds * 1000))

    def papers_here(self) -> None:
        """Wait until every paper has arrived and can be searched."""
        self.until(lambda: self.desk.papers_to_come()[1] == 0, 60)
        self.until(lambda: not self.desk.indexing.due(), 90)

    def close(self) -> None:
        if self._secretary is not None:
            self._secretary.stop()
        if self.desktop is not None:
            self.desktop._close_desk()
            self._drop()

    def _drop(self) -> None:
        desktop = self.desktop
        self.desktop = None
        if desktop is None:
            return
        desktop.tasks.close()
        desktop._door.close()
        if desktop.window is not None:
            desktop.window.hide()
            desktop.window.deleteLater()
        desktop.deleteLater()
        QApplication.processEvents()
        QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
