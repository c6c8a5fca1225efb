"""The chosen item: papers, ballots, and my position, stated with the keyboard or the mouse."""

import msgspec
import pytest
from ecabinet_desktop.domain.agenda import Line
from ecabinet_desktop.domain.meeting import MeetingState
from ecabinet_desktop.domain.position import Position, Stance, position_id
from ecabinet_desktop.ui.feature import Surroundings
from ecabinet_desktop.ui.features.meetings.view import MeetingsView
from ecabinet_desktop.ui.navigator import Place
from ecabinet_desktop.usecases.change import Change
from ecabinet_desktop.wire.commands import StatePosition
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QToolButton
from pytestqt.qtbot import QtBot

from tests.helpers.desk import NOON, Bench
from tests.helpers.dialogs import ScriptedDialogs
from tests.helpers.hands import click, press, type_in

ITEM = "next-5"


@pytest.fixture
def card(view: MeetingsView) -> MeetingsView:
    """The view with an item chosen that has no papers and no ballot."""
    view.lines.select(ITEM)
    return view


def queued(bench: Bench) -> list[tuple[Stance, str]]:
    bodies = (entry.body for entry in bench.desk.delivering.queued())
    return [(body.stance, body.reason) for body in bodies if isinstance(body, StatePosition)]


def choice(view: MeetingsView, stance: Stance) -> QToolButton:
    return view.item._choice.button(stance.value)


def state_of(view: MeetingsView) -> str:
    return view.item._state.text()


def line_of(bench: Bench, item: str) -> Line:
    meeting = bench.desk.meetings.get("next")
    assert meeting is not None
    return next(line for line in bench.desk.meetings.lines(meeting) if line.item_id == item)


def given(bench: Bench, item: str, stance: Stance, reason: str = "", bound: tuple[str, ...] | None = None) -> None:
    """My position as the server has it."""
    bench.put(
        Position(
            id=position_id(item, "m07"), meeting_id="next", item_id=item, member_id="m07", stance=stance,
            given_at=NOON, bound=line_of(bench, item).papers if bound is None else bound, reason=reason,
        )
    )  # fmt: skip


def tab_to(widget: QToolButton) -> None:
    """Press Tab until the keyboard is there."""
    for _ in range(60):
        focus = QApplication.focusWidget()
        if focus is widget:
            return
        assert focus is not None
        press(focus, Qt.Key.Key_Tab)
    raise AssertionError("Tab does not lead there")


def test_a_position_is_stated_by_keyboard_and_queued(qtbot: QtBot, card: MeetingsView, bench: Bench) -> None:
    card.lines.setFocus()
    tab_to(choice(card, Stance.NO_OBJECTION))
    press(choice(card, Stance.NO_OBJECTION), Qt.Key.Key_Space)
    qtbot.waitUntil(lambda: state_of(card) == "No objection – queued")
    assert queued(bench) == [(Stance.NO_OBJECTION, "")]
    row = next(row for row in card.lines.rows.rows if row.id == ITEM)
    assert row.badges == (("No objection – queued", "warn"),)
    given(bench, ITEM, Stance.NO_OBJECTION)
    bench.answer()
    qtbot.waitUntil(lambda: state_of(card) == "No objection")
    assert card.item._words.text() == "Given today at 12:00"


def test_arrow_keys_look_at_the_choices_and_state_nothing(qtbot: QtBot, card: MeetingsView, bench: Bench) -> None:
    given(bench, ITEM, Stance.NO_OBJECTION)
    card.lines.select("next-3")
    card.lines.select(ITEM)
    first = choice(card, Stance.NO_OBJECTION)
    first.setFocus()
    for _ in range(2):
        focus = QApplication.focusWidget()
        assert focus is not None
        press(focus, Qt.Key.Key_Right)
    assert QApplication.focusWidget() is choice(card, Stance.WANTS_TO_SPEAK)
    qtbot.waitUntil(lambda: not card._around.tasks.busy)
    assert queued(bench) == []


def test_an_objection_without_a_reason_is_refused_in_words(
    qtbot: QtBot, card: MeetingsView, bench: Bench, dialogs: ScriptedDialogs
) -> None:
    click(choice(card, Stance.OBJECTION))
    assert card.item._reason.hasFocus()
    assert queued(bench) == []
    for words in ("", "   "):
        dialogs.told.clear()
        card.item._reason.setText(words)
        press(card.item._reason, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: bool(dialogs.told))
        assert dialogs.told[0][1] == "Give a reason."
    assert queued(bench) == []
    assert card.item._reason.isVisible()


@pytest.mark.parametrize("by", ["Return", "button"])
def test_an_objection_goes_with_its_reason(qtbot: QtBot, card: MeetingsView, bench: Bench, by: str) -> None:
    click(choice(card, Stance.OBJECTION))
    type_in(card.item._reason, " chua ro nguon von ")
    if by == "Return":
        press(card.item._reason, Qt.Key.Key_Return)
    else:
        click(card.item._give)
    qtbot.waitUntil(lambda: state_of(card) == "Objection – queued")
    assert queued(bench) == [(Stance.OBJECTION, "chua ro nguon von")]


def test_a_begun_reason_outlives_news_and_a_look_at_other_items(
    qtbot: QtBot, card: MeetingsView, bench: Bench
) -> None:
    click(choice(card, Stance.OBJECTION))
    type_in(card.item._reason, "chua ro")
    bench.desk.changes.tell(Change.POSITIONS)
    given(bench, "next-3", Stance.NO_OBJECTION)
    qtbot.waitUntil(lambda: any(row.badges == (("No objection", "plain"),) for row in card.lines.rows.rows))
    assert card.item._reason.text() == "chua ro"
    card.lines.select("next-3")
    assert not card.item._reason.isVisible()
    assert choice(card, Stance.NO_OBJECTION).isChecked()
    card.lines.select(ITEM)
    assert (card.item._reason.text(), card.item._reason.isVisible()) == ("chua ro", True)
    assert choice(card, Stance.OBJECTION).isChecked()


def test_a_refused_position_says_why(qtbot: QtBot, card: MeetingsView, bench: Bench) -> None:
    click(choice(card, Stance.WANTS_TO_SPEAK))
    qtbot.waitUntil(lambda: state_of(card) == "Wants to speak – queued")
    bench.answer("session_begun")
    qtbot.waitUntil(lambda: state_of(card) == "Wants to speak – not accepted")
    assert "session" in card.item._words.text().lower()


def test_a_position_on_papers_that_were_replaced_asks_to_be_confirmed(
    qtbot: QtBot, view: MeetingsView, bench: Bench
) -> None:
    given(bench, "next-1", Stance.NO_OBJECTION, bound=("next-1-1.0",))
    qtbot.waitUntil(lambda: state_of(view) == "No objection – confirm")
    click(choice(view, Stance.NO_OBJECTION))
    qtbot.waitUntil(lambda: state_of(view) == "No objection – queued")
    (entry,) = bench.desk.delivering.queued()
    assert isinstance(entry.body, StatePosition)
    assert entry.body.bound == ("next-1-1.1", "next-1-2.1", "next-1-3.1")


def test_once_the_session_is_open_a_position_can_be_seen_and_not_changed(
    qtbot: QtBot, card: MeetingsView, bench: Bench
) -> None:
    given(bench, ITEM, Stance.OBJECTION, "Chưa rõ nguồn vốn")
    meeting = bench.desk.meetings.get("next")
    assert meeting is not None
    bench.put(msgspec.structs.replace(meeting, state=MeetingState.IN_SESSION))
    qtbot.waitUntil(lambda: state_of(card) == "Objection")
    assert not choice(card, Stance.WANTS_TO_SPEAK).isEnabled()
    card.lines.select("next-3")
    assert not card.item._part.isVisible()
    card.lines.select(ITEM)
    assert card.item._reason.text() == "Chưa rõ nguồn vốn"
    assert not card.item._give.isEnabled()
    assert not card.item._reason.isEnabled()


def test_ballots_and_papers_of_the_item_lead_to_their_places(view: MeetingsView, around: Surroundings) -> None:
    assert [(row.id, row.badges[0][0]) for row in view.item.ballots.rows.rows] == [("b-open", "Open now")]
    press(view.item.ballots, Qt.Key.Key_Home)
    press(view.item.ballots, Qt.Key.Key_Return)
    assert around.navigator.place == Place(feature="ballots", ballot="b-open")
    papers = view.item.papers
    assert [row.subtitle for row in papers.rows.rows] == ["12 pages", "24 pages", "36 pages"]
    third = papers.visualRect(papers.rows.index_of("next-1-3.1")).center()
    QTest.mouseClick(papers.viewport(), Qt.MouseButton.LeftButton, pos=third)
    assert around.navigator.place == Place(feature="reader", version="next-1-3.1")


def test_a_position_given_on_another_computer_is_shown_as_chosen(
    qtbot: QtBot, card: MeetingsView, bench: Bench
) -> None:
    given(bench, ITEM, Stance.WANTS_TO_SPEAK)
    qtbot.waitUntil(lambda: state_of(card) == "Wants to speak")
    assert choice(card, Stance.WANTS_TO_SPEAK).isChecked()
    given(bench, ITEM, Stance.OBJECTION, "Chưa rõ nguồn vốn")
    qtbot.waitUntil(lambda: card.item._reason.text() == "Chưa rõ nguồn vốn")
    assert card.item._reason.isVisible()
    given(bench, ITEM, Stance.NO_OBJECTION)
    qtbot.waitUntil(lambda: choice(card, Stance.NO_OBJECTION).isChecked())
    assert not card.item._reason.isVisible()


def test_an_objection_just_begun_is_not_taken_away_by_another_computer(
    qtbot: QtBot, card: MeetingsView, bench: Bench
) -> None:
    click(choice(card, Stance.OBJECTION))
    given(bench, ITEM, Stance.WANTS_TO_SPEAK)
    qtbot.waitUntil(lambda: state_of(card) == "Wants to speak")
    assert choice(card, Stance.OBJECTION).isChecked()
    assert card.item._reason.hasFocus()
