"""A locked paper asks for its password, tries what is given, and keeps what opened it in the vault only."""

import os
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from ecabinet_desktop.pdf import protocol
from ecabinet_desktop.pdf.reader import Answer, PdfReader, Tile
from ecabinet_desktop.ui.features.reader.password import PasswordCard, Unlocking
from ecabinet_desktop.ui.i18n import Language, Languages
from ecabinet_desktop.ui.navigator import Place
from ecabinet_desktop.ui.tasks import Tasks
from ecabinet_desktop.ui.theme import Theme
from ecabinet_desktop.usecases.papers import OpenPaper
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from tests.gui.reader.conftest import OTHER, PAPER, WAIT, Reading, plain, put
from tests.helpers import pdfs, sweeps
from tests.helpers.desk import Bench, surroundings
from tests.helpers.dialogs import ScriptedDialogs


@dataclass
class Door:
    """A card in a window, and a real helper that opens what it leads to."""

    qtbot: QtBot
    bench: Bench
    window: QWidget
    unlocking: Unlocking
    reader: PdfReader
    told: list[str] = field(default_factory=list)

    @property
    def card(self) -> PasswordCard:
        return self.unlocking.card

    def until_told(self, *told: str) -> None:
        self.qtbot.waitUntil(lambda: self.told == list(told), timeout=WAIT)

    def write(self, password: str) -> None:
        QTest.keyClicks(self.card.field.line, password)
        QTest.keyClick(self.card.field.line, Qt.Key.Key_Return)


@pytest.fixture
def door(qtbot: QtBot, theme: Theme, tasks: Tasks, bench: Bench, dialogs: ScriptedDialogs) -> Iterator[Door]:
    put(bench, pdfs.encrypted_pdf(), plain(1))
    window = QWidget()
    window.resize(1266, 712)
    qtbot.addWidget(window)
    around = surroundings(bench, tasks, dialogs, Place(feature="reader"))

    def hear(answer: Answer) -> None:
        tasks.post(lambda: on_answer(answer), window)

    def on_answer(answer: Answer) -> None:
        match answer:
            case protocol.Opened():
                made.told.append("opened")
                made.unlocking.opened(answer.context)
            case protocol.Failed(page=-1):
                made.told.append(answer.code)
                assert made.unlocking.refuses(PAPER, answer.code)
            case Tile():
                made.told.append("drawn")
            case _:
                pass

    def reopen(opened: OpenPaper) -> None:
        made.reader.open(opened.descriptor, opened.key, opened.paper.id, opened.password)

    unlocking = Unlocking(bench.desk.shelf, around, reopen, window)
    QVBoxLayout(window).addWidget(unlocking.card)
    made = Door(qtbot, bench, window, unlocking, PdfReader(hear))
    with qtbot.waitActive(window):
        window.show()
    reopen(bench.desk.shelf.open(PAPER))
    yield made
    qtbot.waitUntil(lambda: not tasks.busy, timeout=WAIT)
    made.reader.close()


def words_on(card: PasswordCard) -> str:
    return " ".join(label.text() for label in card.findChildren(QLabel) if not label.isHidden())


def test_a_wrong_password_is_asked_for_again_and_the_right_one_is_kept_in_the_vault(door: Door) -> None:
    door.until_told("encrypted")
    assert door.card.isVisible()
    assert not door.card.row.wrong
    assert door.card.field.line.hasFocus()
    assert not door.card.button.isEnabled()
    door.write("wrong")
    door.until_told("encrypted", "encrypted")
    assert door.card.row.wrong
    assert door.card.field.text == ""
    assert door.bench.store.papers.passwords.get(PAPER) == ""
    door.write("user")
    door.until_told("encrypted", "encrypted", "opened")
    assert not door.card.isVisible()
    door.qtbot.waitUntil(lambda: door.bench.store.papers.passwords.get(PAPER) == "user", timeout=WAIT)
    opened = door.bench.desk.shelf.open(PAPER)
    os.close(opened.descriptor)
    assert opened.password == "user"


def test_while_it_is_tried_nothing_else_can_be_given(door: Door) -> None:
    door.until_told("encrypted")
    door.write("user")
    assert not door.card.isEnabled()
    assert door.card.field.text == "", "what was written does not stay in the field"
    door.until_told("encrypted", "opened")


def test_a_paper_whose_password_is_kept_opens_without_a_question(door: Door) -> None:
    door.until_told("encrypted")
    door.bench.desk.shelf.keep_password(PAPER, "user")
    opened = door.bench.desk.shelf.open(PAPER)
    door.reader.open(opened.descriptor, opened.key, opened.paper.id, opened.password)
    door.until_told("encrypted", "opened")


def test_a_kept_password_that_no_longer_opens_is_asked_for_anew_without_blame(door: Door) -> None:
    door.until_told("encrypted")
    door.bench.desk.shelf.keep_password(PAPER, "former")
    opened = door.bench.desk.shelf.open(PAPER)
    door.reader.open(opened.descriptor, opened.key, opened.paper.id, opened.password)
    door.until_told("encrypted", "encrypted")
    assert not door.card.row.wrong


def test_a_paper_withdrawn_meanwhile_is_said_and_nothing_is_tried(door: Door, dialogs: ScriptedDialogs) -> None:
    door.until_told("encrypted")
    door.bench.take("paper", PAPER)
    door.write("user")
    door.qtbot.waitUntil(lambda: bool(dialogs.told), timeout=WAIT)
    assert door.told == ["encrypted"]
    assert door.card.isEnabled()


def test_other_failures_are_not_about_passwords(door: Door) -> None:
    door.until_told("encrypted")
    assert not door.unlocking.refuses(PAPER, "corrupted")
    assert not door.card.isVisible()


def test_a_screen_reader_names_everything_and_the_words_are_vietnamese(
    door: Door, qtbot: QtBot, languages: Languages
) -> None:
    door.until_told("encrypted")
    assert sweeps.nameless(door.card) == []
    languages.use(Language.VIETNAMESE)
    card = PasswordCard()
    qtbot.addWidget(card)
    card.show()
    card.ask(is_wrong=True)
    shown = words_on(card)
    assert "mật khẩu" in shown.casefold()
    assert "paper" not in shown
    assert card.button.text() == "Mở tài liệu"


def test_in_the_reader_the_card_stands_in_the_place_of_the_pages_until_the_paper_opens(
    reading: Reading, dialogs: ScriptedDialogs
) -> None:
    put(reading.bench, pdfs.encrypted_pdf(), plain(1), OTHER)
    reading.go(OTHER)
    card = reading.view.pane.unlocking.card
    reading.until(card.isVisible)
    QTest.keyClicks(card.field.line, "user")
    QTest.keyClick(card.field.line, Qt.Key.Key_Return)
    reading.until(lambda: reading.inked(0))
    assert not card.isVisible()
    reading.until(lambda: reading.bench.store.papers.passwords.get(OTHER) == "user")
    reading.open(PAPER)
    reading.open(OTHER)
    assert not card.isVisible()
    assert dialogs.told == []


def test_another_paper_is_read_while_the_locked_one_waits_for_its_password(reading: Reading) -> None:
    put(reading.bench, pdfs.encrypted_pdf(), plain(1), OTHER)
    reading.go(OTHER)
    card = reading.view.pane.unlocking.card
    reading.until(card.isVisible)
    reading.open(PAPER)
    assert not card.isVisible()
    assert reading.bench.store.papers.passwords.get(PAPER) == ""
