import pytest
from ecabinet_desktop.errors import WrongPassphrase
from ecabinet_desktop.ui.failures import words_for
from ecabinet_desktop.ui.i18n import Language, Languages
from ecabinet_desktop.ui.theme import Theme
from ecabinet_desktop.ui.tokens import LOOKS, Look
from ecabinet_desktop.ui.unlock import UnlockPage
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from tests.helpers.sweeps import check_window

PHRASE = "núi Bà Đen mùa mưa"


@pytest.fixture
def page(qtbot: QtBot, theme: Theme) -> UnlockPage:
    return shown(qtbot)


def shown(qtbot: QtBot) -> UnlockPage:
    made = UnlockPage()
    qtbot.addWidget(made)
    made.resize(1366, 768)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    made.passphrase.line.setFocus()
    return made


def words_on(page: UnlockPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible() and label.text()]


def press(qtbot: QtBot, page: UnlockPage, words: str) -> None:
    found = [one for one in page.findChildren(QPushButton) if one.isVisible() and one.text() == words]
    assert len(found) == 1, words
    qtbot.mouseClick(found[0], Qt.MouseButton.LeftButton)


def asked(page: UnlockPage) -> list[tuple[str, ...]]:
    """What the page asks of the root from now on."""
    seen: list[tuple[str, ...]] = []
    page.unlock_wanted.connect(lambda typed: seen.append((typed,)))
    page.recover_wanted.connect(lambda code, new: seen.append((code, new)))
    page.enrol_again_wanted.connect(lambda: seen.append(()))
    return seen


def test_it_shows_nothing_of_what_lies_behind_it(page: UnlockPage) -> None:
    assert words_on(page) == ["eCabinet is locked", "Passphrase"]


@pytest.mark.parametrize("key", [Qt.Key.Key_Return, Qt.Key.Key_Enter])
def test_enter_asks_to_unlock_with_exactly_what_was_typed(qtbot: QtBot, page: UnlockPage, key: Qt.Key) -> None:
    seen = asked(page)
    page.passphrase.line.setText(f" {PHRASE} ")
    qtbot.keyClick(page.passphrase.line, key)
    assert seen == [(f" {PHRASE} ",)]


def test_an_empty_passphrase_asks_nothing(qtbot: QtBot, page: UnlockPage) -> None:
    seen = asked(page)
    qtbot.keyClick(page.passphrase.line, Qt.Key.Key_Return)
    press(qtbot, page, "Unlock")
    assert seen == []


def test_while_it_is_checked_a_second_enter_asks_nothing(qtbot: QtBot, page: UnlockPage) -> None:
    seen = asked(page)
    page.passphrase.line.setText(PHRASE)
    press(qtbot, page, "Unlock")
    assert [one.isEnabled() for one in page.findChildren(QPushButton) if one.text() == "Opening…"] == [False]
    qtbot.keyClick(page.passphrase.line, Qt.Key.Key_Return)
    assert seen == [(PHRASE,)]


def test_a_wrong_passphrase_says_so_and_the_next_letter_replaces_it(qtbot: QtBot, page: UnlockPage) -> None:
    seen = asked(page)
    page.passphrase.line.setText("wrong one")
    press(qtbot, page, "Unlock")
    said = words_for(WrongPassphrase()).words
    page.show_error(said)
    assert said in words_on(page)
    assert page.passphrase.accessibleDescription() == said
    assert QApplication.focusWidget() is page.passphrase.line
    assert page.passphrase.line.selectedText() == "wrong one"
    assert "wrong" not in page.passphrase.line.displayText(), "it stays hidden"
    qtbot.keyClicks(page.passphrase.line, "right")
    qtbot.keyClick(page.passphrase.line, Qt.Key.Key_Return)
    assert seen == [("wrong one",), ("right",)]
    assert said not in words_on(page), "the old complaint goes when the next try begins"


@pytest.mark.parametrize(
    ("votes", "words"),
    [(0, []), (1, ["1 vote waits to be sent."]), (12, ["12 votes wait to be sent."])],
)
def test_only_the_number_of_waiting_votes_is_told(page: UnlockPage, votes: int, words: list[str]) -> None:
    page.show_waiting(7)
    page.show_waiting(votes)
    assert words_on(page) == ["eCabinet is locked", *words, "Passphrase"]


def test_forgotten_leads_to_the_recovery_code_and_back(qtbot: QtBot, page: UnlockPage) -> None:
    press(qtbot, page, "Forgotten?")
    assert "Passphrase forgotten" in words_on(page)
    assert not page.passphrase.isVisible()
    press(qtbot, page, "Back")
    assert page.passphrase.isVisible()


def recovery_fields(page: UnlockPage) -> tuple[QLineEdit, QLineEdit]:
    code, new = [field for field in page.findChildren(QLineEdit) if field.isVisible()]
    assert (code.accessibleName(), new.accessibleName()) == ("Recovery code", "New passphrase")
    return code, new


def test_the_recovery_code_and_a_new_passphrase_are_both_needed(qtbot: QtBot, page: UnlockPage) -> None:
    seen = asked(page)
    press(qtbot, page, "Forgotten?")
    code, new = recovery_fields(page)
    assert (code.echoMode(), new.echoMode()) == (QLineEdit.EchoMode.Normal, QLineEdit.EchoMode.Password)
    press(qtbot, page, "Unlock with the code")
    code.setText("ABCD-EFGH")
    press(qtbot, page, "Unlock with the code")
    assert seen == []
    new.setText(PHRASE)
    qtbot.keyClick(new, Qt.Key.Key_Return)
    assert seen == [("ABCD-EFGH", PHRASE)]


def test_a_refused_recovery_is_said_on_its_card_and_loses_nothing(qtbot: QtBot, page: UnlockPage) -> None:
    seen = asked(page)
    press(qtbot, page, "Forgotten?")
    code, new = recovery_fields(page)
    code.setText("ABCD-EFGH")
    new.setText(PHRASE)
    press(qtbot, page, "Unlock with the code")
    page.show_error("The code does not fit.")
    assert "The code does not fit." in words_on(page)
    assert QApplication.focusWidget() is code
    press(qtbot, page, "Unlock with the code")
    assert "The code does not fit." not in words_on(page)
    assert seen == [("ABCD-EFGH", PHRASE)] * 2
    page.set_busy(False)
    press(qtbot, page, "Back")
    assert words_on(page) == ["eCabinet is locked", "Passphrase"], "the other card was never blamed"


def test_without_the_code_one_enrols_again(qtbot: QtBot, page: UnlockPage) -> None:
    seen = asked(page)
    press(qtbot, page, "Forgotten?")
    press(qtbot, page, "Enrol this computer again")
    assert seen == [()]


def test_everything_has_a_name_and_a_sane_order_on_both_cards(qtbot: QtBot, page: UnlockPage) -> None:
    check_window(page)
    press(qtbot, page, "Forgotten?")
    check_window(page)


@pytest.mark.parametrize("look", list(Look))
def test_the_complaint_stands_in_the_urgent_colour_of_each_look(
    qtbot: QtBot, theme: Theme, page: UnlockPage, look: Look
) -> None:
    theme.use(look)
    page.show_error("Wrong.")
    said = next(label for label in page.findChildren(QLabel) if label.isVisible() and label.text() == "Wrong.")
    assert said.palette().windowText().color() == QColor(LOOKS[look].urgent_text)


def test_long_vietnamese_words_wrap_within_the_card(qtbot: QtBot, theme: Theme, languages: Languages) -> None:
    languages.use(Language.VIETNAMESE)
    page = shown(qtbot)
    page.show_waiting(3)
    page.show_error(" ".join([words_for(WrongPassphrase()).words] * 3))
    page.resize(700, 500)
    labels = [label for label in page.findChildren(QLabel) if label.isVisible() and label.text()]
    wrapped = [label for label in labels if label.wordWrap()]
    assert len(wrapped) >= 3
    qtbot.waitUntil(lambda: all(label.height() >= label.heightForWidth(label.width()) for label in wrapped))
    assert all(label.mapTo(page, label.rect().bottomRight()).x() <= page.width() for label in labels)
    assert "eCabinet is locked" not in words_on(page)
