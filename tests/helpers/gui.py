"""Fixtures for every test with widgets; a conftest takes them in by `from tests.helpers.gui import *`."""

from collections.abc import Iterator

import pytest
from ecabinet_desktop.ui.i18n import Language, Languages
from ecabinet_desktop.ui.tasks import Tasks
from ecabinet_desktop.ui.theme import Theme
from ecabinet_desktop.ui.tokens import Look
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from tests.helpers.dialogs import ScriptedDialogs

__all__ = ["app_theme", "bugs", "clean_windows", "dialogs", "languages", "tasks", "theme"]


@pytest.fixture(scope="session")
def app_theme(qapp: QApplication) -> Theme:
    return Theme(qapp)


@pytest.fixture
def theme(app_theme: Theme) -> Theme:
    """The application's theme, light at the beginning of each test."""
    app_theme.use(Look.LIGHT)
    return app_theme


@pytest.fixture
def languages(qapp: QApplication) -> Iterator[Languages]:
    """English at the beginning, and again for the next test."""
    switch = Languages(qapp)
    yield switch
    switch.use(Language.ENGLISH)


@pytest.fixture
def bugs() -> list[BaseException]:
    """What `tasks` calls bugs; assert on it when a test expects one."""
    return []


@pytest.fixture
def tasks(qapp: QApplication, bugs: list[BaseException]) -> Iterator[Tasks]:
    """Real threads, ended after the test."""
    made = Tasks(bug=bugs.append)
    yield made
    made.close()


@pytest.fixture
def dialogs() -> ScriptedDialogs:
    """Dialogs that answer from a script."""
    return ScriptedDialogs()


@pytest.fixture(autouse=True)
def clean_windows(qapp: QApplication) -> Iterator[None]:
    """No widget outlives its test."""
    yield
    for widget in QApplication.topLevelWidgets():
        widget.close()
        widget.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    qapp.processEvents()
