"""Stories 6 and 8: a position and a vote given on a plane, locked, unlocked, and counted after landing."""

from collections.abc import Callable

from ecabinet_desktop.domain.ballot import Answer, Ballot, BallotState
from ecabinet_desktop.domain.position import Stance
from ecabinet_desktop.sync.schedule import Contact
from ecabinet_desktop.ui.features.ballots.view import BallotsView
from ecabinet_desktop.ui.features.home.view import HomeView
from ecabinet_desktop.ui.features.meetings.view import MeetingsView
from ecabinet_desktop.ui.i18n import tr
from ecabinet_desktop.ui.navigator import Place
from ecabinet_desktop.ui.unlock import UnlockPage
from ecabinet_desktop.usecases.delivery import Delivery
from ecabinet_desktop.usecases.positions import ShownPosition
from ecabinet_desktop.usecases.voting import ShownVote, VoteState

from tests.helpers.hands import click, type_in
from tests.helpers.stories import PASSPHRASE, Story

MEMBER = "ta-minh-nguyet"


def vote_on(minister: Story, ballot: Ballot, answer: Answer, opinion: str = "") -> BallotsView:
    """Answer through the ballot's page and its dialog."""
    view = minister.go(Place(feature="ballots", ballot=ballot.id), BallotsView)
    card = view.page.answer
    click(card.choice.button(answer.value))
    if opinion:
        type_in(card.opinion, opinion)
    click(card.send)
    dialog = view.page.dialog
    assert dialog is not None
    type_in(dialog.passphrase.line, "not the passphrase")
    click(dialog.vote)
    minister.until(lambda: dialog.row.wrong, 20)
    dialog.passphrase.line.setText(PASSPHRASE)
    click(dialog.vote)
    minister.until(lambda: view.page.dialog is None, 20)
    return view


def vote(minister: Story, ballot: Ballot) -> ShownVote:
    shown = minister.desk.voting.of(ballot)
    assert shown is not None
    return shown


def go_offline(minister: Story) -> None:
    minister.cut()
    minister.sync()
    minister.until(lambda: minister.desk.contact().contact is Contact.OFFLINE)


def unlocked(minister: Story) -> None:
    minister.until(lambda: minister.desktop is not None and minister.desktop.shell is not None, 30)


def test_a_vote_given_on_a_plane_is_queued_survives_a_lock_and_is_counted_after_landing(
    story: Callable[[str], Story],
) -> None:
    minister = story(MEMBER)
    minister.enrol()
    go_offline(minister)
    (ballot, *_) = minister.desk.voting.waiting()
    view = vote_on(minister, ballot, Answer.OTHER_OPINION, "Can them so lieu")
    assert vote(minister, ballot).state is VoteState.QUEUED
    assert tr("Queued – not counted yet") in view.page.answer.state.text()
    home = minister.go(Place(feature="home"), HomeView)
    assert home.queued.isVisible()
    minister.lock()
    minister.unlock()
    unlocked(minister)
    assert vote(minister, ballot).state is VoteState.QUEUED
    minister.restore()
    minister.sync()
    minister.until(lambda: vote(minister, ballot).state is VoteState.COUNTED, 30)
    view = minister.go(Place(feature="ballots", ballot=ballot.id), BallotsView)
    when = vote(minister, ballot).at
    assert when is not None
    assert tr("Counted at {time}").split("{", 1)[0] in view.page.answer.state.text()
    assert (vote(minister, ballot).answer, vote(minister, ballot).opinion) == (
        Answer.OTHER_OPINION,
        "Can them so lieu",
    )
    assert len(minister.desk.store.receipts.of_ballot(ballot.id)) == 1
    now = minister.desk.voting.ballot(ballot.id)
    assert now is not None
    assert now.state is BallotState.OPEN


def test_a_position_is_stated_offline_and_an_objection_needs_its_reason(story: Callable[[str], Story]) -> None:
    minister = story(MEMBER)
    minister.enrol()
    go_offline(minister)
    view = minister.go(Place(feature="meetings"), MeetingsView)
    line = view._agenda[3].line
    view.lines.select(line.item_id)
    card = view.item

    def position() -> ShownPosition | None:
        return minister.desk.positions.of(line)

    click(card._choice.button(Stance.OBJECTION.value))
    click(card._give)
    minister.until(lambda: minister.dialogs.told)
    assert position() is None, "an objection without a reason is refused in words"
    type_in(card._reason, "Thieu nguon von")
    click(card._give)
    minister.until(lambda: (p := position()) is not None and p.delivery is Delivery.QUEUED)
    minister.restore()
    minister.sync()
    minister.until(lambda: (p := position()) is not None and p.delivery is Delivery.DELIVERED, 30)
    shown = position()
    assert shown is not None
    assert (shown.stance, shown.reason) == (Stance.OBJECTION, "Thieu nguon von")


def test_what_was_begun_is_still_there_on_coming_back_and_after_a_lock(
    story: Callable[[str], Story],
) -> None:
    minister = story(MEMBER)
    minister.enrol()
    view = minister.go(Place(feature="meetings"), MeetingsView)
    first, second = view._agenda[4].line.item_id, view._agenda[5].line.item_id
    view.lines.select(first)
    click(view.item._choice.button(Stance.OBJECTION.value))
    type_in(view.item._reason, "Chua dong y")
    view.lines.select(second)
    assert view.item._reason.text() == ""
    view.lines.select(first)
    assert view.item._reason.text() == "Chua dong y"
    assert view.item._reason.isVisible()
    (ballot, *_) = minister.desk.voting.waiting()
    page = minister.go(Place(feature="ballots", ballot=ballot.id), BallotsView).page
    click(page.answer.choice.button(Answer.OTHER_OPINION.value))
    type_in(page.answer.opinion, "Can can nhac")
    minister.lock()
    minister.unlock()
    unlocked(minister)
    view = minister.go(Place(feature="meetings"), MeetingsView)
    view.lines.select(first)
    assert view.item._reason.text() == "Chua dong y"
    page = minister.go(Place(feature="ballots", ballot=ballot.id), BallotsView).page
    assert (page.answer.choice.value, page.answer.opinion.toPlainText()) == ("other_opinion", "Can can nhac")


def test_a_wrong_passphrase_is_refused_in_words_and_loses_nothing(story: Callable[[str], Story]) -> None:
    minister = story(MEMBER)
    minister.enrol()
    assert minister.desktop is not None
    assert minister.desktop.shell is not None
    assert minister.desktop.shell._idle.isActive(), "an idle desktop locks itself"
    minister.lock()
    minister.unlock("not the passphrase at all")
    assert minister.desktop.window is not None
    page = minister.desktop.window.centralWidget()
    assert isinstance(page, UnlockPage)
    minister.until(lambda: page._passphrase_row.wrong, 20)
    page.passphrase.line.setText(PASSPHRASE)
    page._on_unlock()
    unlocked(minister)
    assert len(minister.desk.voting.waiting()) > 0
