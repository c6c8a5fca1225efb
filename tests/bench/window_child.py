"""A window process that is measured: `cold PROFILE` says when it has painted, the others take how long (ms)."""

import sys
import time

from ecabinet_desktop.clock import utc_now
from ecabinet_desktop.desktop import Desktop, Prefilled
from ecabinet_desktop.places import places
from ecabinet_desktop.ui.navigator import Place
from ecabinet_desktop.ui.unlock import UnlockPage
from ecabinet_desktop.usecases import profile as profiles
from ecabinet_desktop.usecases.enrolment import Unlocking
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication


class Painted(QObject):
    """Notes the first painting."""

    seen = False

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.seen = self.seen or event.type() == QEvent.Type.Paint
        return False


def until(claim: object) -> None:
    while callable(claim) and not claim():
        QApplication.processEvents()


def main() -> None:
    what, name, passphrase = sys.argv[1:4]
    if what == "argon2id":
        folder = places(name).data
        profile = profiles.load(folder)
        assert profile is not None
        start = time.perf_counter()
        Unlocking(folder, profile, utc_now).vote_key()(passphrase)
        print((time.perf_counter() - start) * 1000)
        return
    application = QApplication(sys.argv[:1])
    painted = Painted()
    application.installEventFilter(painted)
    desktop = Desktop(application, name, Prefilled(), None)
    desktop.start()
    until(lambda: painted.seen)
    if what == "cold":
        print("painted", flush=True)
    else:
        assert desktop.window is not None
        page = desktop.window.centralWidget()
        assert isinstance(page, UnlockPage)
        page.passphrase.line.setText(passphrase)
        start = time.perf_counter()
        page._on_unlock()
        until(lambda: desktop.shell is not None)
        assert desktop.shell is not None
        desktop.shell.around.navigator.go(Place(feature="meetings"))
        painted.seen = False
        until(lambda: painted.seen)
        print((time.perf_counter() - start) * 1000)
    desktop.quit()
    desktop.tasks.close()


if __name__ == "__main__":
    main()
