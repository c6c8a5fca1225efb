from ecabinet_desktop.ui.theme import Theme
from ecabinet_desktop.ui.widgets.choice import Choice
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from tests.helpers.sweeps import check_window

ANSWERS = [("agree", "Agree"), ("disagree", "Disagree"), ("abstain", "Abstain")]


def shown(qtbot: QtBot, choice: Choice) -> Choice:
    qtbot.addWidget(choice)
    with qtbot.waitActive(choice):
        choice.show()
        choice.activateWindow()
    return choice


def focused() -> QWidget | None:
    return QApplication.focusWidget()


def test_a_choice_tells_only_what_a_person_chose(qtbot: QtBot, theme: Theme) -> None:
    choice, chosen = Choice(ANSWERS, "Answer"), []
    qtbot.addWidget(choice)
    choice.chosen.connect(chosen.append)
    assert choice.value is None
    choice.choose("agree")
    assert (choice.value, chosen) == ("agree", [])
    qtbot.mouseClick(choice.button("disagree"), Qt.MouseButton.LeftButton)
    assert (choice.value, chosen) == ("disagree", ["disagree"])


def test_nothing_can_be_chosen_again_by_the_program_but_not_by_a_click(qtbot: QtBot, theme: Theme) -> None:
    choice = shown(qtbot, Choice(ANSWERS, "Answer"))
    for _ in range(2):
        qtbot.mouseClick(choice.button("agree"), Qt.MouseButton.LeftButton)
    assert choice.value == "agree"
    choice.choose(None)
    assert choice.value is None
    choice.choose("from_a_newer_server")
    assert choice.value is None


def test_arrows_only_move_and_space_chooses(qtbot: QtBot, theme: Theme) -> None:
    choice, chosen = shown(qtbot, Choice(ANSWERS, "Answer")), []
    choice.chosen.connect(chosen.append)
    choice.button("agree").setFocus()
    qtbot.keyClick(choice.button("agree"), Qt.Key.Key_Right)
    assert focused() is choice.button("disagree")
    assert (choice.value, chosen) == (None, [])
    qtbot.keyClick(choice.button("disagree"), Qt.Key.Key_Space)
    assert (choice.value, chosen) == ("disagree", ["disagree"])


def test_arrows_do_not_take_an_answer_along_once_one_is_chosen(qtbot: QtBot, theme: Theme) -> None:
    choice, chosen = shown(qtbot, Choice(ANSWERS, "Answer")), []
    choice.chosen.connect(chosen.append)
    choice.choose("agree")
    choice.button("agree").setFocus()
    qtbot.keyClick(choice.button("agree"), Qt.Key.Key_Right)
    assert focused() is choice.button("disagree")
    assert (choice.value, chosen) == ("agree", [])


def test_each_option_says_what_it_answers_to_a_screen_reader(qtbot: QtBot, theme: Theme) -> None:
    choice = shown(qtbot, Choice(ANSWERS, "Answer"))
    assert choice.accessibleName() == "Answer"
    assert [choice.button(value).accessibleName() for value, _ in ANSWERS] == [
        "Answer: Agree",
        "Answer: Disagree",
        "Answer: Abstain",
    ]
    check_window(choice)


def test_options_are_as_high_as_a_finger_needs_unless_told_otherwise(qtbot: QtBot, theme: Theme) -> None:
    touched, small = shown(qtbot, Choice(ANSWERS, "Answer")), shown(qtbot, Choice(ANSWERS, "Filter", touch=False))
    assert {touched.button(value).height() >= 44 for value, _ in ANSWERS} == {True}
    assert 32 <= small.button("agree").height() < 44


def test_upright_options_stand_below_one_another_and_keep_long_words_whole(qtbot: QtBot, theme: Theme) -> None:
    words = "Đồng ý với dự thảo, kèm ý kiến bổ sung bằng văn bản"
    choice = shown(qtbot, Choice([("yes", words), ("no", "Không")], "Ý kiến", upright=True))
    upper, lower = choice.button("yes"), choice.button("no")
    assert upper.geometry().bottom() < lower.geometry().top()
    assert upper.width() >= upper.fontMetrics().horizontalAdvance(words)
