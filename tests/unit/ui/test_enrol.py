from pathlib import Path

import pytest
from ecabinet_desktop.errors import Refused
from ecabinet_desktop.ui.enrol import SHORTEST, SHORTEST_ALONE, EnrolPage
from ecabinet_desktop.ui.failures import words_for
from ecabinet_desktop.ui.i18n import Language, Languages
from ecabinet_desktop.ui.theme import Theme
from ecabinet_desktop.ui.tokens import LOOKS, Look
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QScrollArea, QWidget
from pytestqt.qtbot import QtBot

from tests.helpers.dialogs import ScriptedDialogs
from tests.helpers.sweeps import check_window, tab_order

PHRASE = "núi Bà Đen mùa mưa"
ADDRESS, CODE = "https://cabinet.example", "ABC-DEF-GHJ"


@pytest.fixture
def page(qtbot: QtBot, theme: Theme, dialogs: ScriptedDialogs) -> EnrolPage:
    return shown(qtbot, dialogs)


def shown(qtbot: QtBot, dialogs: ScriptedDialogs, *, has_keyring: bool = True) -> EnrolPage:
    made = EnrolPage(dialogs, has_keyring=has_keyring)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def asked(page: EnrolPage) -> list[tuple[str, ...]]:
    """What the page asks of the root from now on."""
    seen: list[tuple[str, ...]] = []
    page.enrol_wanted.connect(lambda *told: seen.append(told))
    return seen


def label(page: EnrolPage, words: str) -> QLabel | None:
    return next((one for one in page.findChildren(QLabel) if one.isVisible() and one.text() == words), None)


def button(page: EnrolPage, words: str) -> QPushButton:
    return next(one for one in page.findChildren(QPushButton) if one.text() == words)


def type_passphrase(page: EnrolPage, first: str, again: str) -> None:
    page.passphrase.line.setText(first)
    page.again.line.setText(again)


def enrol(qtbot: QtBot, page: EnrolPage) -> None:
    qtbot.mouseClick(button(page, "Enrol this computer"), Qt.MouseButton.LeftButton)


def test_everything_typed_is_asked_for_as_it_stands(qtbot: QtBot, page: EnrolPage) -> None:
    seen = asked(page)
    page.fill_in(ADDRESS, CODE)
    page.computer.setText("Máy tính phòng họp")
    type_passphrase(page, PHRASE, PHRASE)
    enrol(qtbot, page)
    assert seen == [(ADDRESS, "", CODE, PHRASE, "Máy tính phòng họp")]


def test_enter_in_the_last_field_enrols(qtbot: QtBot, page: EnrolPage) -> None:
    seen = asked(page)
    type_passphrase(page, PHRASE, PHRASE)
    qtbot.keyClick(page.again.line, Qt.Key.Key_Return)
    assert len(seen) == 1


def test_what_is_known_already_leads_straight_to_the_passphrase(qtbot: QtBot, page: EnrolPage) -> None:
    page.address.setFocus()
    page.fill_in(ADDRESS, "")
    assert QApplication.focusWidget() is page.address
    page.fill_in(ADDRESS, CODE)
    assert QApplication.focusWidget() is page.passphrase.line


@pytest.mark.parametrize(("has_keyring", "least"), [(True, SHORTEST), (False, SHORTEST_ALONE)])
def test_a_passphrase_one_sign_too_short_is_refused_and_the_next_one_is_not(
    qtbot: QtBot, theme: Theme, dialogs: ScriptedDialogs, has_keyring: bool, least: int
) -> None:
    page = shown(qtbot, dialogs, has_keyring=has_keyring)
    seen = asked(page)
    almost = "đ" * (least - 1)
    type_passphrase(page, almost, almost)
    enrol(qtbot, page)
    wrong = f"At least {least} signs, please."
    assert (seen, label(page, wrong) is not None) == ([], True)
    assert page.passphrase.accessibleDescription() == wrong
    assert label(page, "The two are not the same.") is None
    type_passphrase(page, almost + "a", almost + "a")
    enrol(qtbot, page)
    assert (len(seen), label(page, wrong)) == (1, None)


@pytest.mark.parametrize("again", ["", "núi bà đen mùa mưa", PHRASE + " "])
def test_two_that_differ_are_refused_where_they_differ(qtbot: QtBot, page: EnrolPage, again: str) -> None:
    seen = asked(page)
    type_passphrase(page, PHRASE, again)
    enrol(qtbot, page)
    assert seen == []
    assert label(page, "The two are not the same.") is not None
    assert page.again.accessibleDescription() == "The two are not the same."
    assert (page.passphrase.text, page.again.text) == (PHRASE, again), "nothing typed is lost"
    type_passphrase(page, PHRASE, PHRASE)
    enrol(qtbot, page)
    assert (len(seen), label(page, "The two are not the same.")) == (1, None)


def test_while_the_server_is_asked_a_second_try_does_nothing(qtbot: QtBot, page: EnrolPage) -> None:
    seen = asked(page)
    type_passphrase(page, PHRASE, PHRASE)
    enrol(qtbot, page)
    assert not button(page, "Enrolling…").isEnabled()
    qtbot.keyClick(page.again.line, Qt.Key.Key_Return)
    assert len(seen) == 1


@pytest.mark.parametrize("code", ["bad_code", "expired_code", "too_many_tries", "bad_address", "too_simple"])
def test_a_refusal_is_shown_in_its_words_and_nothing_typed_is_lost(
    qtbot: QtBot, page: EnrolPage, code: str
) -> None:
    seen = asked(page)
    page.fill_in(ADDRESS, CODE)
    type_passphrase(page, PHRASE, PHRASE)
    enrol(qtbot, page)
    words = words_for(Refused(code)).words
    page.show_error(words)
    assert label(page, words) is not None
    typed = (page.address.text(), page.code.text(), page.passphrase.text, page.again.text)
    assert typed == (ADDRESS, CODE, PHRASE, PHRASE)
    enrol(qtbot, page)
    assert (len(seen), label(page, words)) == (2, None)


def test_a_certificate_is_chosen_shown_by_name_and_can_be_taken_back(
    qtbot: QtBot, page: EnrolPage, dialogs: ScriptedDialogs, tmp_path: Path
) -> None:
    seen, file = asked(page), tmp_path / "chứng thư.pem"
    dialogs.files = [[file], []]
    choose = button(page, "Certificate of the government…")
    type_passphrase(page, PHRASE, PHRASE)
    qtbot.mouseClick(choose, Qt.MouseButton.LeftButton)
    assert label(page, "chứng thư.pem") is not None
    enrol(qtbot, page)
    page.set_busy(False)
    qtbot.mouseClick(choose, Qt.MouseButton.LeftButton)
    assert label(page, "chứng thư.pem") is None
    enrol(qtbot, page)
    assert [told[1] for told in seen] == [str(file), ""]


def test_a_computer_without_a_keyring_is_told_what_that_means(
    qtbot: QtBot, theme: Theme, page: EnrolPage, dialogs: ScriptedDialogs
) -> None:
    words = "This computer has no keyring, so the passphrase alone protects your papers."
    assert label(page, words) is None
    assert label(shown(qtbot, dialogs, has_keyring=False), words) is not None


def test_the_recovery_code_is_shown_and_confirmed_by_keyboard(qtbot: QtBot, page: EnrolPage) -> None:
    noted: list[bool] = []
    page.noted.connect(lambda: noted.append(True))
    page.show_recovery("ABC-DEF-GHJ-KMN-PQR-STV-WXY-Z12-345")
    found = label(page, "ABC-DEF-GHJ-KMN-PQR-STV-WXY-Z12-345")
    assert found is not None
    assert found.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByMouse
    confirm = button(page, "I have written it down")
    assert QApplication.focusWidget() is confirm
    qtbot.keyClick(confirm, Qt.Key.Key_Space)
    assert noted == [True]


def test_while_it_waits_the_six_digits_are_large_and_no_field_can_be_typed_into(page: EnrolPage) -> None:
    page.show_waiting("482 913")
    digits = label(page, "482 913")
    assert digits is not None
    assert digits.fontInfo().pixelSize() > 2 * page.fontInfo().pixelSize()
    assert not page.passphrase.isVisible()


def test_every_step_has_names_and_a_sane_order(page: EnrolPage) -> None:
    check_window(page)
    order = tab_order(page)
    wanted: list[QWidget] = [page.address, page.code, page.computer, page.passphrase.line, page.again.line]
    assert [field for field in order if field in wanted] == wanted
    page.show_recovery("ABC")
    check_window(page)
    page.show_waiting("1")
    check_window(page)


@pytest.mark.parametrize("look", list(Look))
def test_complaints_stand_in_the_urgent_colour_of_each_look(theme: Theme, page: EnrolPage, look: Look) -> None:
    theme.use(look)
    page.show_error("The code has expired.")
    said = label(page, "The code has expired.")
    assert said is not None
    assert said.palette().windowText().color() == QColor(LOOKS[look].urgent_text)


def test_on_a_small_screen_it_scrolls_to_the_button_and_cuts_no_vietnamese_words(
    qtbot: QtBot, theme: Theme, languages: Languages, dialogs: ScriptedDialogs
) -> None:
    languages.use(Language.VIETNAMESE)
    page = shown(qtbot, dialogs, has_keyring=False)
    page.show_error(words_for(Refused("bad_code")).words)
    page.resize(800, 480)
    area = page.findChildren(QScrollArea)[0]
    qtbot.waitUntil(lambda: area.verticalScrollBar().maximum() > 0)
    assert area.horizontalScrollBar().maximum() == 0
    wrapped = [one for one in page.findChildren(QLabel) if one.isVisible() and one.wordWrap()]
    assert len(wrapped) >= 4
    qtbot.waitUntil(lambda: all(one.height() >= one.heightForWidth(one.width()) for one in wrapped))
    enrol_button = page._enrol
    area.ensureWidgetVisible(enrol_button)
    assert area.viewport().rect().contains(enrol_button.mapTo(area.viewport(), enrol_button.rect().center()))
