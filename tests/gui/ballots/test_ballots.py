from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from ecabinet_desktop.domain.ballot import Answer, VoteOutcome
from ecabinet_desktop.ui.feature import Surroundings
from ecabinet_desktop.ui.features.ballots.view import BallotsView
from ecabinet_desktop.ui.navigator import Place
from ecabinet_desktop.ui.tasks import Tasks
from ecabinet_desktop.ui.theme import Theme
from ecabinet_desktop.ui.vote_words import OUTCOMES
from ecabinet_desktop.usecases.change import Change
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from tests.helpers.desk import PASSPHRASE, Bench, sample_bench, surroundings
from tests.helpers.dialogs import ScriptedDialogs
from tests.helpers.sweeps import check_window

OPEN = Place(feature="ballots", ballot="b-open")


@pytest.fixture
def bench(tmp_path: Path) -> Iterator[Bench]:
    with sample_bench(tmp_path) as made:
        yield made


def shown(
    qtbot: QtBot, theme: Theme, tasks: Tasks, bench: Bench, dialogs: ScriptedDialogs, place: Place
) -> tuple[BallotsView, Surroundings]:
    around = surroundings(bench, tasks, dialogs, place)
    view = BallotsView(bench.desk, around)
    qtbot.addWidget(view)
    view.resize(1266, 712)
    view.show()
    view.show_place(place)
    return view, around


@pytest.fixture
def view(qtbot: QtBot, theme: Theme, tasks: Tasks, bench: Bench, dialogs: ScriptedDialogs) -> BallotsView:
    return shown(qtbot, theme, tasks, bench, dialogs, OPEN)[0]


def vote(qtbot: QtBot, view: BallotsView, answer: Answer, passphrase: str = PASSPHRASE) -> None:
    qtbot.mouseClick(view.page.answer.choice.button(answer.value), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(view.page.answer.send, Qt.MouseButton.LeftButton)
    dialog = view.page.dialog
    assert dialog is not None
    dialog.passphrase.line.setText(passphrase)  # QTest types Latin letters only
    qtbot.mouseClick(dialog.vote, Qt.MouseButton.LeftButton)


def test_the_list_shows_open_ballots_first(
    qtbot: QtBot, theme: Theme, tasks: Tasks, bench: Bench, dialogs: ScriptedDialogs
) -> None:
    view, around = shown(qtbot, theme, tasks, bench, dialogs, Place(feature="ballots"))
    rows = view.list.rows.rows
    assert [row.id for row in rows if not row.is_heading] == ["b-open", "b-announced", "b-past"]
    assert rows[1].badges == (("Waits for you", "strong"),)
    view.list.opened.emit("b-open")
    assert around.navigator.place == OPEN
    check_window(view)


def test_a_vote_is_queued_and_not_counted_before_the_server_has_it(
    qtbot: QtBot, view: BallotsView, bench: Bench
) -> None:
    vote(qtbot, view, Answer.AGREE)
    qtbot.waitUntil(lambda: view.page.dialog is None)
    qtbot.waitUntil(lambda: view.page.answer.state.text() == "Agree. Queued – not counted yet")
    assert bench.desk.unsent_votes() == 1
    ballot = bench.desk.voting.ballot("b-open")
    assert ballot is not None
    bench.answer()
    bench.count_vote(ballot, Answer.AGREE)
    qtbot.waitUntil(lambda: view.page.answer.state.text() == "Agree. Counted at 12:00")


def test_a_wrong_passphrase_keeps_the_answer_and_says_so(qtbot: QtBot, view: BallotsView, bench: Bench) -> None:
    vote(qtbot, view, Answer.DISAGREE, "wrong")
    dialog = view.page.dialog
    assert dialog is not None
    assert dialog.vote.text() == "Vote: disagree"
    qtbot.waitUntil(lambda: dialog.row.wrong.startswith("Wrong passphrase"))
    assert bench.desk.unsent_votes() == 0
    dialog.reject()
    assert view.page.answer.choice.value == "disagree"


def test_news_from_elsewhere_resets_nothing_that_was_begun(qtbot: QtBot, view: BallotsView, bench: Bench) -> None:
    qtbot.mouseClick(view.page.answer.choice.button("other_opinion"), Qt.MouseButton.LeftButton)
    assert not view.page.answer.send.isEnabled()
    view.page.answer.opinion.setPlainText("Xin làm rõ điều 4.")
    bench.clock.pass_(hours=1)
    bench.desk.changes.tell(Change.BALLOTS)
    qtbot.waitUntil(lambda: "1 day 1 hour left" in view.page._deadline.text())
    assert view.page.answer.opinion.toPlainText() == "Xin làm rõ điều 4."
    assert view.page.answer.send.isEnabled()


@pytest.mark.parametrize("outcome", [o for o in VoteOutcome if o is not VoteOutcome.ACCEPTED])
def test_each_outcome_says_why_a_vote_does_not_count(
    qtbot: QtBot, view: BallotsView, bench: Bench, outcome: VoteOutcome
) -> None:
    ballot = bench.desk.voting.ballot("b-open")
    assert ballot is not None
    bench.count_vote(ballot, Answer.AGREE, outcome)
    qtbot.waitUntil(lambda: view.page.answer.state.text() == OUTCOMES[outcome])
    assert OUTCOMES[outcome].startswith("Not counted")


def test_a_closed_ballot_shows_both_bases_and_why(
    qtbot: QtBot, theme: Theme, tasks: Tasks, bench: Bench, dialogs: ScriptedDialogs
) -> None:
    view, _ = shown(qtbot, theme, tasks, bench, dialogs, Place(feature="ballots", ballot="b-past"))
    result = view.page.result
    assert result.sentence.text() == "Adopted: 18 of 27 members agreed; 14 were needed."
    assert [result.cell(1, column) for column in range(4)] == ["Agree", "18", "66.7 %", "72.0 %"]
    assert view.page.answer.choice.isHidden()


def test_the_secretary_sees_who_has_not_answered_and_closes_after_one_question(
    qtbot: QtBot, theme: Theme, tasks: Tasks, tmp_path: Path, dialogs: ScriptedDialogs
) -> None:
    with sample_bench(tmp_path, "s01") as bench:
        view, _ = shown(qtbot, theme, tasks, bench, dialogs, OPEN)
        assert len(view.page.answered.not_yet.text().splitlines()) == 16
        assert view.page.answer.isHidden()
        dialogs.answers = [False]
        qtbot.mouseClick(view.page.steering.close_ballot, Qt.MouseButton.LeftButton)
        assert bench.desk.delivering.queued() == []
        dialogs.answers = [True]
        qtbot.mouseClick(view.page.steering.close_ballot, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(lambda: [q.type for q in bench.desk.delivering.queued()] == ["close_ballot"])
        qtbot.waitUntil(lambda: not view.page.steering.close_ballot.isEnabled())
        assert dialogs.questions[-1].consequence == "Close the ballot"
        qtbot.waitUntil(lambda: not tasks.busy)


def test_a_member_sees_neither_names_nor_the_conduct(view: BallotsView) -> None:
    assert view.page.answered.isHidden()
    assert view.page.steering.isHidden()


def test_a_ballot_taken_away_says_so(qtbot: QtBot, view: BallotsView, bench: Bench) -> None:
    bench.take("ballot", "b-open")
    qtbot.waitUntil(lambda: view._stack.currentWidget() is view._gone)


def test_a_passed_deadline_is_said(qtbot: QtBot, view: BallotsView, bench: Bench) -> None:
    bench.clock.time += timedelta(days=2)
    view.refresh()
    assert view.page._deadline.text().startswith("The deadline has passed")
