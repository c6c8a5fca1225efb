"""The unlocked window around a desk: the one list of features, the sync line, the index, the idle lock."""

import threading
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QObject, QTimer, Signal
from PySide6.QtDBus import QDBusConnection
from PySide6.QtWidgets import QToolBar

from ecabinet_desktop.clock import monotonic
from ecabinet_desktop.errors import ECabinetError
from ecabinet_desktop.sync.schedule import Contact
from ecabinet_desktop.ui.absence import Absence
from ecabinet_desktop.ui.dialogs import Dialogs, Question
from ecabinet_desktop.ui.failures import Failures, words_for
from ecabinet_desktop.ui.feature import Feature, Surroundings
from ecabinet_desktop.ui.features import ballots, devices, home, meetings, plan, reader, search
from ecabinet_desktop.ui.features import desk as desk_feature
from ecabinet_desktop.ui.i18n import Language, Languages, count_of, tr
from ecabinet_desktop.ui.navigator import Navigator, Place
from ecabinet_desktop.ui.paper_goals import paper_goals
from ecabinet_desktop.ui.tasks import Tasks
from ecabinet_desktop.ui.theme import Theme
from ecabinet_desktop.ui.tokens import Look
from ecabinet_desktop.ui.watch import Watch
from ecabinet_desktop.ui.widgets.banner import Notice
from ecabinet_desktop.ui.widgets.buttons import button
from ecabinet_desktop.ui.widgets.sync_line import SyncKind, SyncView
from ecabinet_desktop.ui.window import MainWindow
from ecabinet_desktop.usecases.change import Change
from ecabinet_desktop.usecases.desk import Desk

IDLE_MINUTES = 10
LEAVE_SECONDS = 5.0
"""How long a lock waits at the most for what is being saved."""
INDEX_EVERY = 2000
"""Milliseconds between two looks for papers to index."""
KINDS = {
    Contact.NEVER: SyncKind.NEVER,
    Contact.SYNCING: SyncKind.SYNCING,
    Contact.UP_TO_DATE: SyncKind.UP_TO_DATE,
    Contact.OFFLINE: SyncKind.OFFLINE,
    Contact.STOPPED: SyncKind.STOPPED,
}


def features(desk: Desk, around: Surroundings) -> list[Feature]:
    """Every feature, in the order of the rail: the only list of them."""
    return [
        home.feature(desk, around),
        meetings.feature(desk, around),
        ballots.feature(desk, around),
        search.feature(desk, around),
        plan.feature(desk, around),
        reader.feature(desk, around),
        desk_feature.feature(desk, around),
        devices.feature(desk, around),
    ]


class Shell(QObject):
    """Owns the window; `settings_changed` carries language and look."""

    lock_wanted = Signal()
    settings_changed = Signal(str, str)

    def __init__(
        self,
        desk: Desk,
        *,
        theme: Theme,
        languages: Languages,
        tasks: Tasks,
        dialogs: Dialogs,
        failures: Failures,
        has_keyring: bool,
        network: tuple[Callable[[], None], Callable[[], None]] | None,
    ) -> None:
        super().__init__()
        self._desk = desk
        self._tasks = tasks
        self._dialogs = dialogs
        self._theme = theme
        self._languages = languages
        self._has_keyring = has_keyring
        self._network = network
        navigator = Navigator(Place(feature="home"))
        self.around = Surroundings(tasks, navigator, dialogs, failures, desk.now)
        finders = (paper_goals(desk.meetings, navigator),)
        self.window = MainWindow(features(desk, self.around), desk.me, self.around, theme, languages, finders)
        self._connect_window()
        self._watch = Watch(
            self.window, desk.changes, tasks, Change.CONTACT | Change.FILES | Change.PAPERS, self._show_contact
        )
        self._lock_when_away()
        self._index = QTimer(self, interval=INDEX_EVERY)
        self._index.timeout.connect(self._index_papers)
        self._index.start()
        self._indexing = False
        self._papers_came = threading.Event()
        self._watch_papers()
        self._stopping = False
        self._show_notices()
        if network is not None:
            self._add_demo_bar(*network)
        self._show_contact()

    def _lock_when_away(self) -> None:
        self._idle = QTimer(self, interval=IDLE_MINUTES * 60_000, singleShot=True)
        self._idle.timeout.connect(self.lock_wanted)
        self._idle.start()
        self._absence = Absence(QDBusConnection.systemBus(), QDBusConnection.sessionBus(), self)
        self._absence.began.connect(self.lock_wanted)

    def _connect_window(self) -> None:
        self.window.lock_wanted.connect(self._on_lock)
        self.window.sync_wanted.connect(self._desk.syncing.schedule.poke)
        self.window.language_chosen.connect(self._on_language)
        self.window.look_chosen.connect(self._on_look)
        self.window.rebuilt.connect(self._show_notices)
        self.window.may_close = self._may_close

    def stir(self) -> None:
        """The person is there."""
        self._idle.start()

    def leave(self) -> None:
        """Let every view save, and wait for it: at most a few seconds."""
        self._index.stop()
        self._idle.stop()
        self._stopping = True
        self.window.stage.leave()
        # Closing the tasks drops what waits; what the views have just begun to save must be on the disk first.
        end = monotonic() + LEAVE_SECONDS
        while self._tasks.busy and monotonic() < end:
            QCoreApplication.processEvents()
        self._tasks.close(wait=True)

    def _on_lock(self) -> None:
        if self._desk.unsent_votes() == 0 or self._may_close():
            self.lock_wanted.emit()

    def _may_close(self) -> bool:
        """Votes that wait are kept, but nobody sends them while the window is closed: say so."""
        votes = self._desk.unsent_votes()
        if votes == 0:
            return True
        waiting = count_of(votes, "%n vote has not been sent.", "%n votes have not been sent.")
        words = tr("It stays on this computer and is sent when you open eCabinet again. It does not count before.")
        return self._dialogs.confirm(
            self.window,
            Question(title=waiting, words=words, consequence=tr("Close all the same"), refuse=tr("Stay")),
        )

    def _on_language(self, language: str) -> None:
        self.window.use_language(Language(language))
        self.settings_changed.emit(language, self._theme.look.value)

    def _on_look(self, look: str) -> None:
        self._theme.use(Look(look))
        self.settings_changed.emit(self._languages.language.value, look)

    def _show_contact(self) -> None:
        status = self._desk.contact()
        kind = KINDS[status.contact]
        here, wanted = self._desk.papers_to_come()
        if wanted and kind is SyncKind.UP_TO_DATE:
            kind = SyncKind.SYNCING
        self.window.show_sync(SyncView(kind, status.as_of, here, here + wanted))
        if status.contact is Contact.STOPPED and isinstance(status.error, ECabinetError):
            words = words_for(status.error)
            self.window.show_notice(Notice(id="stopped", words=f"{words.title}. {words.words}", kind="urgent"))
        else:
            self.window.clear_notice("stopped")

    def _show_notices(self) -> None:
        if not self._has_keyring:
            words = tr("This computer has no keyring, so the passphrase alone protects your papers.")
            self.window.show_notice(Notice(id="keyring", words=words, kind="warn"))

    def _index_papers(self) -> None:
        if self._indexing or not (self._papers_came.is_set() or self._desk.indexing.due()):
            return
        self._indexing = True
        self._papers_came.clear()

        def done(_change: Change) -> None:
            self._indexing = False

        def failed(_error: ECabinetError) -> None:
            self._indexing = False

        self._tasks.run(
            self.window,
            lambda progress: self._work_through_papers(lambda: progress.cancelled or self._stopping),
            done,
            failed,
        )

    def _watch_papers(self) -> None:
        """Whatever came while this program was closed is looked at, too."""
        self._papers_came.set()
        unsubscribe = self._desk.changes.subscribe(self._on_papers)
        self.window.destroyed.connect(lambda: unsubscribe())

    def _work_through_papers(self, stopped: Callable[[], bool]) -> Change:
        """What new papers ask for: their words into the index, and the person's marks from earlier versions."""
        return self._desk.carrying.run(stopped) | self._desk.indexing.run(stopped)

    def _on_papers(self, change: Change) -> None:
        """On any thread."""
        if change & (Change.PAPERS | Change.FILES):
            self._papers_came.set()

    def _add_demo_bar(self, cut: Callable[[], None], restore: Callable[[], None]) -> None:
        """The demo's own: take the server away and bring it back."""
        bar = QToolBar(tr("Demo"))
        bar.setObjectName("demo-bar")
        bar.setMovable(False)

        def run(act: Callable[[], None]) -> None:
            self._tasks.run(self.window, lambda _p: act(), lambda _none: self._desk.syncing.schedule.poke())

        bar.addWidget(button(tr("Cut the network"), lambda: run(cut), "quiet", "sync-offline"))
        bar.addWidget(button(tr("Restore the network"), lambda: run(restore), "quiet", "sync-ok"))
        self.window.addToolBar(bar)
