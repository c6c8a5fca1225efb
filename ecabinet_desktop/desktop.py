"""The window process: builds every object once, from the first start or the unlock window to the desk.

Locking ends this process; the supervisor starts the next one. No logic lives here beyond what leads from one
window to the next.
"""

import contextlib
import sys
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path

from PySide6.QtCore import QEvent, QLocale, QObject, QTimer
from PySide6.QtNetwork import QLocalServer
from PySide6.QtWidgets import QApplication, QMainWindow, QWidget

from ecabinet_desktop import __version__, logs, settings
from ecabinet_desktop.clock import new_id, utc_now
from ecabinet_desktop.crypto.keyfile import Unlocked
from ecabinet_desktop.domain.people import Person
from ecabinet_desktop.errors import ECabinetError, Offline
from ecabinet_desktop.hardening import keep_to_itself
from ecabinet_desktop.places import places
from ecabinet_desktop.shell import Shell
from ecabinet_desktop.supervisor import DOOR_NAME, LOCKED, RAISE
from ecabinet_desktop.ui import icons
from ecabinet_desktop.ui.dialogs import Dialogs
from ecabinet_desktop.ui.enrol import EnrolPage
from ecabinet_desktop.ui.failures import Failures, words_for
from ecabinet_desktop.ui.i18n import Language, Languages
from ecabinet_desktop.ui.tasks import Tasks
from ecabinet_desktop.ui.theme import Theme
from ecabinet_desktop.ui.tokens import Look
from ecabinet_desktop.ui.unlock import UnlockPage
from ecabinet_desktop.usecases import profile as profiles
from ecabinet_desktop.usecases.desk import Desk, Store, api_for, first_listing
from ecabinet_desktop.usecases.enrolment import Begun, Enrolling, Unlocking
from ecabinet_desktop.usecases.profile import Profile

ASK_AGAIN = 1500
"""Milliseconds between two questions whether the secretariat has let this computer in."""


@dataclass(frozen=True, slots=True)
class Prefilled:
    """What the person need not type: for the demo, and for an invitation that was clicked."""

    address: str = ""
    code: str = ""


class Desktop(QObject):
    """One window process of one profile."""

    def __init__(
        self,
        application: QApplication,
        profile_name: str,
        prefilled: Prefilled,
        network: tuple[Callable[[], None], Callable[[], None]] | None,
        dialogs: Dialogs | None = None,
    ) -> None:
        super().__init__(application)
        self._application = application
        self._prefilled = prefilled
        self._network = network
        self._places = places(profile_name)
        self.folder = self._places.data
        self._settings = settings.load(self.folder)
        self.theme = Theme(application)
        self.languages = Languages(application)
        self._dress()
        self.dialogs = dialogs or Dialogs()
        self.failures = Failures(self.dialogs, new_id, __version__)
        self.tasks = Tasks(self, self.failures.tell_bug)
        self.window: QMainWindow | None = None
        self.desk: Desk | None = None
        self.shell: Shell | None = None
        self._pending: tuple[Profile, Unlocked] | None = None
        self._asking = QTimer(self, interval=ASK_AGAIN)
        self._asking.timeout.connect(self._ask_again)
        self._door = QLocalServer(self)
        self._open_door(self._places.runtime / DOOR_NAME)

    # the way in

    def start(self) -> None:
        """Show the first window: enrol, or unlock."""
        try:
            profile = profiles.load(self.folder)
        except ECabinetError as error:
            self.failures.tell(None, error)
            profile = None
        if profile is None:
            self._show_enrol()
        else:
            self._show_unlock(profile)

    def _show_enrol(self) -> None:
        enrolling = Enrolling(self.folder, utc_now, new_id)
        page = EnrolPage(self.dialogs, has_keyring=enrolling.has_keyring())
        page.fill_in(self._prefilled.address, self._prefilled.code)

        def enrol(address: str, ca: str, code: str, passphrase: str, computer: str) -> None:
            trusted = Path(ca) if ca else None
            self.tasks.run(
                page,
                lambda _p: enrolling.begin(address, trusted, code, passphrase, computer),
                lambda begun: self._on_begun(page, begun),
                lambda error: page.show_error(words_for(error).words),
            )

        page.enrol_wanted.connect(enrol)
        page.noted.connect(lambda: self._on_noted(page))
        self._show(page)

    def _on_begun(self, page: EnrolPage, begun: Begun) -> None:
        self._pending = begun.profile, begun.unlocked
        self._digits = begun.enrolment.six_digits
        page.show_recovery(begun.recovery_code)

    def _on_noted(self, page: EnrolPage) -> None:
        page.show_waiting(self._digits)
        self._ask_again()
        self._asking.start()

    def _ask_again(self) -> None:
        """Poll until a secretary has let this computer in; an unreachable server is asked again."""
        if self._pending is None or self.window is None:
            return
        profile, unlocked = self._pending
        enrolling = Enrolling(self.folder, utc_now, new_id)

        def failed(error: ECabinetError) -> None:
            if not isinstance(error, Offline):
                self._asking.stop()
                self.failures.tell(self.window, error)

        def answered(now: Profile) -> None:
            if now.approved and self._pending is not None:
                self._pending = None
                self._asking.stop()
                unlocking = Unlocking(self.folder, now, utc_now)
                self._enter(now, unlocking, unlocked, None)

        self.tasks.run(self.window, lambda _p: enrolling.ask_again(profile)[0], answered, failed, key="approval")

    def _show_unlock(self, profile: Profile) -> None:
        unlocking = Unlocking(self.folder, profile, utc_now)
        page = UnlockPage()
        page.show_waiting(self._settings.waiting_votes)

        def opened(result: tuple[Unlocked, Store]) -> None:
            if profile.approved:
                self._enter(profile, unlocking, *result)
            else:
                self._wait_again(profile, *result)

        def failed(error: ECabinetError) -> None:
            page.show_error(words_for(error).words)

        page.unlock_wanted.connect(
            lambda typed: self.tasks.run(page, lambda _p: unlocking.unlock(typed), opened, failed)
        )
        page.recover_wanted.connect(
            lambda code, new: self.tasks.run(page, lambda _p: unlocking.recover(code, new), opened, failed)
        )
        page.enrol_again_wanted.connect(self._enrol_again)
        self._show(page)
        page.passphrase.line.setFocus()

    def _enrol_again(self) -> None:
        """The old vault is kept aside; the person starts anew."""
        try:
            profiles.set_aside(self.folder)
        except OSError as error:
            self.failures.tell(self.window, error)
            return
        self.folder = self._places.data
        self._show_enrol()

    def _wait_again(self, profile: Profile, unlocked: Unlocked, store: Store) -> None:
        store.vault.close()
        self._pending = profile, unlocked
        page = EnrolPage(self.dialogs, has_keyring=unlocked.has_keyring)
        self._digits = ""
        self._show(page)
        self._on_noted(page)

    # the desk

    def _enter(self, profile: Profile, unlocking: Unlocking, unlocked: Unlocked, store: Store | None) -> None:
        """Open the desk; a store that does not know yet whose it is asks the server first."""
        api = api_for(self.folder, profile, unlocked)

        def ready(result: tuple[Store, Person]) -> None:
            opened, me = result
            self.desk = Desk(
                opened,
                api,
                me,
                server_key=profile.server_key,
                device_id=profile.device_id,
                open_vote_key=unlocking.vote_key(),
                now=utc_now,
                new_id=new_id,
            )
            self._open_shell(self.desk, has_keyring=unlocked.has_keyring)

        def work() -> tuple[Store, Person]:
            from ecabinet_desktop.usecases.desk import open_store

            opened = store or open_store(self.folder, unlocked, utc_now)
            me = opened.me()
            return opened, me or first_listing(opened, api, profile, utc_now)

        def failed(error: ECabinetError) -> None:
            self.failures.tell(self.window, error)
            self._show_unlock(profile)

        if self.window is not None:
            self.tasks.run(self.window, lambda _p: work(), ready, failed)

    def _open_shell(self, desk: Desk, *, has_keyring: bool) -> None:
        self.shell = Shell(
            desk,
            theme=self.theme,
            languages=self.languages,
            tasks=self.tasks,
            dialogs=self.dialogs,
            failures=self.failures,
            has_keyring=has_keyring,
            network=self._network,
        )
        self.shell.lock_wanted.connect(self.lock)
        self.shell.settings_changed.connect(self._on_settings)
        old = self.window
        self.window = self.shell.window
        self.window.show()
        if old is not None:
            old.close()
            old.deleteLater()
        desk.start()

    def lock(self) -> None:
        """Save, close and end this process; the next one asks for the passphrase."""
        self._close_desk()
        self._application.exit(LOCKED)

    def quit(self) -> None:
        """Save and close; called when the last window has been closed."""
        self._close_desk()

    def _close_desk(self) -> None:
        if self.desk is None or self.shell is None:
            return
        self.shell.leave()
        self.save_settings(waiting_votes=self.desk.unsent_votes())
        self.desk.close()
        self.desk = None

    # looks

    def _dress(self) -> None:
        chosen = self._settings.language
        system = QLocale.system().language() == QLocale.Language.Vietnamese
        fallback = Language.VIETNAMESE if system else Language.ENGLISH
        with contextlib.suppress(ValueError):
            fallback = Language(chosen) if chosen else fallback
        self.languages.use(fallback)
        look = Look.LIGHT
        with contextlib.suppress(ValueError):
            look = Look(self._settings.look) if self._settings.look else look
        self.theme.use(look)

    def _on_settings(self, language: str, look: str) -> None:
        self._settings = replace(self._settings, language=language, look=look)
        settings.save(self.folder, self._settings)

    def save_settings(self, *, waiting_votes: int) -> None:
        """Keep how many votes wait, for the unlock window."""
        self._settings = replace(self._settings, waiting_votes=waiting_votes)
        settings.save(self.folder, self._settings)

    def on_thread_defect(self, met: threading.ExceptHookArgs) -> None:
        """Say a defect of the sync's threads on the UI thread."""
        if met.exc_value is not None:
            self.tasks.post(partial(self.failures.tell_bug, met.exc_value))

    def _show(self, page: QWidget) -> None:
        old = self.window
        self.window = QMainWindow()
        self.window.setWindowTitle("eCabinet")
        self.window.setWindowIcon(icons.icon("mark", "accent_text"))
        self.window.setCentralWidget(page)
        self.window.resize(960, 760)
        self.window.show()
        if old is not None:
            old.close()
            old.deleteLater()

    def _open_door(self, path: Path) -> None:
        """A second start of the same profile knocks here and raises this window."""
        QLocalServer.removeServer(str(path))
        self._door.setSocketOptions(QLocalServer.SocketOption.UserAccessOption)
        self._door.newConnection.connect(self._on_knock)
        self._door.listen(str(path))

    def _on_knock(self) -> None:
        caller = self._door.nextPendingConnection()

        def read() -> None:
            if caller.readAll().data() == RAISE and self.window is not None:
                self.window.showNormal()
                self.window.raise_()
                self.window.activateWindow()
                caller.write(b"ok\n")
                caller.flush()
            caller.disconnectFromServer()

        caller.readyRead.connect(read)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Any key, click or touch is a sign of life for the idle lock."""
        if self.shell is not None and event.type() in (
            QEvent.Type.KeyPress,
            QEvent.Type.MouseButtonPress,
            QEvent.Type.MouseMove,
            QEvent.Type.Wheel,
            QEvent.Type.TouchBegin,
        ):
            self.shell.stir()
        return super().eventFilter(watched, event)


def run_window(
    profile_name: str,
    prefilled: Prefilled | None = None,
    network: tuple[Callable[[], None], Callable[[], None]] | None = None,
) -> int:
    """Run one window process; returns its exit code, LOCKED when it was locked."""
    keep_to_itself()
    application = QApplication(sys.argv[:1])
    application.setApplicationName("eCabinet Desktop")
    application.setDesktopFileName("org.ecabinet.Desktop")
    logs.keep(places(profile_name).logs)
    desktop = Desktop(application, profile_name, prefilled or Prefilled(), network)
    application.installEventFilter(desktop)
    sys.excepthook = lambda _kind, error, _trace: desktop.failures.tell_bug(error)
    threading.excepthook = desktop.on_thread_defect
    desktop.start()
    code = application.exec()
    desktop.quit()
    desktop.tasks.close()
    return code
