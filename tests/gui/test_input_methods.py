"""Every field takes what an input method composes (Vietnamese Telex): first the letters under way, then the word.

A new field is found here by itself, because the windows are searched for fields.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from ecabinet_desktop.domain.agenda import Item, ItemType
from ecabinet_desktop.ui.dialogs import TextDialog
from ecabinet_desktop.ui.enrol import EnrolPage
from ecabinet_desktop.ui.features.ballots.view import BallotsView
from ecabinet_desktop.ui.features.desk.forms import BallotForm, DecisionForm, ItemDialog, MeetingForm, PaperForm
from ecabinet_desktop.ui.features.meetings.view import MeetingsView
from ecabinet_desktop.ui.features.reader.view import ReaderView
from ecabinet_desktop.ui.features.search.view import SearchView
from ecabinet_desktop.ui.navigator import Place
from ecabinet_desktop.ui.tasks import Tasks
from ecabinet_desktop.ui.theme import Theme
from ecabinet_desktop.ui.unlock import UnlockPage
from ecabinet_desktop.ui.widgets.command_palette import CommandPalette
from PySide6.QtCore import Qt
from PySide6.QtGui import QInputMethodEvent
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from tests.helpers.desk import NOON, Bench, sample_bench, surroundings
from tests.helpers.dialogs import ScriptedDialogs

WORD = "ngân sách"
ITEM = Item(id="i1", meeting_id="next", title="Việc", type=ItemType.DECISION, place=1, sponsors=("m03",))


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with sample_bench(tmp_path, "m07") as made:
        yield made


def fields(inside: QWidget) -> list[QLineEdit | QPlainTextEdit]:
    """Every field for words; numbers and dates take digits only."""
    found = [*inside.findChildren(QLineEdit), *inside.findChildren(QPlainTextEdit)]
    return [field for field in found if not field.isReadOnly() and not isinstance(field.parent(), QAbstractSpinBox)]


def compose(field: QLineEdit | QPlainTextEdit) -> str:
    """What an input method does with Telex keys n g a a n …; returns what stands in the field."""
    field.clear()
    QApplication.sendEvent(field, QInputMethodEvent("nga", []))
    whole = QInputMethodEvent("", [])
    whole.setCommitString(WORD)
    QApplication.sendEvent(field, whole)
    return field.text() if isinstance(field, QLineEdit) else field.toPlainText()


def check(window: QWidget, least: int) -> None:
    found = fields(window)
    assert len(found) >= least
    for field in found:
        name = field.accessibleName() or field.objectName()
        assert field.testAttribute(Qt.WidgetAttribute.WA_InputMethodEnabled), name
        assert compose(field) == WORD, name


FORMS: list[tuple[Callable[[ScriptedDialogs], QWidget], int]] = [
    (lambda dialogs: EnrolPage(dialogs, has_keyring=True), 5),
    (lambda _d: UnlockPage(), 3),
    (lambda _d: MeetingForm([], NOON, None), 2),
    (lambda _d: ItemDialog(ITEM, []), 3),
    (lambda _d: PaperForm("Tờ trình", needs_reason=True), 2),
    (lambda _d: BallotForm(ITEM, NOON, None), 2),
    (lambda _d: DecisionForm(ITEM), 1),
    (lambda _d: TextDialog("Lý do", "Vì sao?", lines=3), 1),
    (lambda _d: TextDialog("Lý do", "Vì sao?"), 1),
]


@pytest.mark.parametrize(("make", "least"), FORMS)
def test_every_form_takes_composed_words(
    qtbot: QtBot, theme: Theme, dialogs: ScriptedDialogs, make: Callable[[ScriptedDialogs], QWidget], least: int
) -> None:
    form = make(dialogs)
    qtbot.addWidget(form)
    form.show()
    check(form, least)


@pytest.mark.parametrize(("kind", "least"), [(MeetingsView, 1), (BallotsView, 1), (SearchView, 1), (ReaderView, 1)])
def test_every_view_takes_composed_words(
    qtbot: QtBot,
    theme: Theme,
    tasks: Tasks,
    bench: Bench,
    dialogs: ScriptedDialogs,
    kind: type[MeetingsView | BallotsView | SearchView | ReaderView],
    least: int,
) -> None:
    view = kind(bench.desk, surroundings(bench, tasks, dialogs, Place(feature="home")))
    qtbot.addWidget(view)
    view.show()
    check(view, least)
    panel = view.panel()
    if panel is not None:
        check(panel, 1)


def test_the_palette_takes_composed_words(qtbot: QtBot, theme: Theme) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    palette = CommandPalette([], parent)
    check(palette, 1)
