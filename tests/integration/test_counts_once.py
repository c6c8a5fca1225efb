"""The one sentence of the product: a vote cast in the air counts once, when the server has it."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from ecabinet_desktop.domain.agenda import ItemType
from ecabinet_desktop.domain.ballot import Answer, Ballot, BallotKind, BallotState, Progress, Result, VoteOutcome
from ecabinet_desktop.domain.meeting import Meeting, MeetingKind, MeetingState
from ecabinet_desktop.domain.position import Stance
from ecabinet_desktop.errors import Offline
from ecabinet_desktop.server.central import Central
from ecabinet_desktop.usecases.secretariat import ItemForm
from ecabinet_desktop.usecases.voting import VoteState

from tests.helpers.desktop import Desktop, desktop
from tests.helpers.server import ScriptedClock, new_central, running


@dataclass
class Cabinet:
    clock: ScriptedClock
    secretary: Desktop
    pm: Desktop
    one: Desktop
    two: Desktop
    central: Central

    def later(self, **amount: float) -> None:
        """Time passes, and the server's clock acts."""
        self.clock.pass_(**amount)
        self.central.tick()

    def all_sync(self) -> None:
        for each in (self.secretary, self.pm, self.one, self.two):
            each.sync()


@pytest.fixture(params=["direct", "http"])
def cabinet(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Cabinet]:
    clock = ScriptedClock()
    with ExitStack() as stack:
        central = new_central(tmp_path / "server", clock=clock)
        stack.callback(central.close)
        address = stack.enter_context(running(central)).address if request.param == "http" else ""
        desks = [
            desktop(central, name, tmp_path, clock, address)
            for name in ("secretary", "pm", "minister-one", "minister-two")
        ]
        for desk in desks:
            stack.callback(desk.close)
        yield Cabinet(clock, *desks, central)


def written_ballot(cabinet: Cabinet) -> Ballot:
    """A published item with an open written ballot, as every desktop sees it."""
    desk = cabinet.secretary.secretariat
    meeting_id = desk.plan("Phiên họp", MeetingKind.REGULAR, cabinet.clock() + timedelta(days=10), "Hà Nội", "pm")
    cabinet.secretary.sync()
    meeting = cabinet.secretary.store.replica.get(Meeting, meeting_id)
    assert meeting is not None
    item_id = desk.add_item(
        meeting, ItemForm(title="Ngân sách", item_type=ItemType.INFORMATION, sponsors=("minister-one",), minutes=10)
    )
    desk.approve(meeting)
    ballot_id = desk.announce(
        meeting_id,
        item_id,
        BallotKind.WRITTEN,
        "Thông qua?",
        "Chính phủ thông qua.",
        (),
        cabinet.clock() + timedelta(days=2),
    )
    cabinet.secretary.sync()
    announced = cabinet.secretary.store.replica.get(Ballot, ballot_id)
    assert announced is not None
    desk.open_ballot(announced)
    cabinet.all_sync()
    ballot = cabinet.one.store.replica.get(Ballot, ballot_id)
    assert ballot is not None
    assert ballot.state is BallotState.OPEN
    return ballot


def test_a_vote_cast_in_the_air_counts_once_the_server_has_it(cabinet: Cabinet) -> None:
    ballot = written_ballot(cabinet)
    voting = cabinet.one.voting
    voting.cast(ballot, Answer.AGREE, "", "")
    shown = voting.of(ballot)
    assert shown is not None
    assert shown.state is VoteState.QUEUED
    cabinet.later(hours=3)
    cabinet.one.sync()
    shown = voting.of(ballot)
    assert shown is not None
    assert shown.state is VoteState.COUNTED
    assert shown.at == cabinet.clock()
    cabinet.one.sync()
    cabinet.secretary.sync()
    progress = cabinet.secretary.store.replica.get(Progress, ballot.id)
    assert progress is not None
    assert progress.answered == ("minister-one",)
    assert cabinet.one.store.replica.get(Progress, ballot.id) is None
    assert len(cabinet.one.store.receipts.all()) == 1


def test_a_vote_whose_answer_was_lost_counts_once_when_it_is_sent_again(cabinet: Cabinet) -> None:
    ballot = written_ballot(cabinet)
    cabinet.one.voting.cast(ballot, Answer.DISAGREE, "", "")
    real = cabinet.one.engine, cabinet.one.api

    class Losing:
        def __init__(self, api: object) -> None:
            self._api = api

        def __getattr__(self, name: str) -> object:
            return getattr(self._api, name)

        def send(self, envelopes: object) -> object:
            self._api.send(envelopes)  # type: ignore[attr-defined]
            raise Offline("the answer was lost")

    cabinet.one.api = Losing(real[1])  # type: ignore[assignment]
    with pytest.raises(Offline):
        cabinet.one.sync()
    shown = cabinet.one.voting.of(ballot)
    assert shown is not None
    assert shown.state is VoteState.QUEUED
    cabinet.one.api = real[1]
    cabinet.one.sync()
    shown = cabinet.one.voting.of(ballot)
    assert shown is not None
    assert shown.state is VoteState.COUNTED
    cabinet.pm.voting.cast(ballot, Answer.AGREE, "", "")
    cabinet.two.voting.cast(ballot, Answer.AGREE, "", "")
    cabinet.all_sync()
    cabinet.later(days=3)
    cabinet.all_sync()
    cabinet.all_sync()
    closed = cabinet.secretary.store.replica.get(Ballot, ballot.id)
    assert closed is not None
    assert closed.tally is not None
    assert (closed.tally.agree, closed.tally.disagree, closed.tally.not_voted) == (2, 1, 0)
    assert closed.tally.result is Result.ADOPTED


def test_a_change_of_mind_supersedes_and_a_late_vote_is_kept_but_not_counted(cabinet: Cabinet) -> None:
    ballot = written_ballot(cabinet)
    cabinet.one.voting.cast(ballot, Answer.AGREE, "", "")
    cabinet.one.voting.cast(ballot, Answer.ABSTAIN, "", "")
    assert len(cabinet.one.store.outbox.unsent_votes()) == 1
    cabinet.one.sync()
    cabinet.one.voting.cast(ballot, Answer.OTHER_OPINION, "Cần thêm số liệu", "")
    cabinet.one.sync()
    shown = cabinet.one.voting.of(ballot)
    assert shown is not None
    assert (shown.state, shown.answer) == (VoteState.COUNTED, Answer.OTHER_OPINION)
    cabinet.two.voting.cast(ballot, Answer.AGREE, "", "")
    cabinet.later(days=2, minutes=11)
    cabinet.two.sync()
    late = cabinet.two.voting.of(ballot)
    assert late is not None
    assert (late.state, late.outcome) == (VoteState.NOT_COUNTED, VoteOutcome.LATE)
    cabinet.all_sync()
    closed = cabinet.pm.store.replica.get(Ballot, ballot.id)
    assert closed is not None
    assert closed.tally is not None
    assert (closed.tally.agree, closed.tally.other_opinion, closed.tally.not_voted) == (0, 1, 2)


def test_a_session_ballot_is_refused_without_quorum_and_opens_with_it(cabinet: Cabinet) -> None:
    desk = cabinet.secretary.secretariat
    ballot = written_ballot(cabinet)
    meeting = cabinet.secretary.store.replica.get(Meeting, ballot.meeting_id)
    assert meeting is not None
    desk.record_presence(meeting, "pm", True)
    ballot_id = desk.announce(meeting.id, ballot.item_id, BallotKind.SESSION, "Thông qua?", "Thông qua.", (), None)
    desk.move_meeting(meeting, MeetingState.IN_SESSION)
    cabinet.all_sync()
    refused = [queued for queued in cabinet.secretary.delivering.queued() if queued.code]
    assert [queued.code for queued in refused] == ["no_quorum"]
    desk.record_presence(meeting, "minister-one", True)
    desk.move_meeting(meeting, MeetingState.IN_SESSION)
    cabinet.all_sync()
    chair = cabinet.pm.secretariat
    session = cabinet.pm.store.replica.get(Ballot, ballot_id)
    assert session is not None
    chair.open_ballot(session)
    cabinet.all_sync()
    cabinet.all_sync()
    opened = cabinet.one.store.replica.get(Ballot, ballot_id)
    assert opened is not None
    assert opened.state is BallotState.OPEN


def test_a_position_given_offline_arrives_and_is_seen_by_the_chair(cabinet: Cabinet) -> None:
    ballot = written_ballot(cabinet)
    meeting = cabinet.one.store.replica.get(Meeting, ballot.meeting_id)
    assert meeting is not None
    (line,) = cabinet.one.meetings.lines(meeting)
    cabinet.one.positions.state(line, Stance.OBJECTION, "Thiếu nguồn vốn")
    cabinet.one.sync()
    cabinet.pm.sync()
    (position,) = cabinet.pm.positions.stated(line.item_id, meeting.id)
    assert (position.member_id, position.reason) == ("minister-one", "Thiếu nguồn vốn")
    cabinet.two.sync()
    assert cabinet.two.positions.stated(line.item_id, meeting.id) == []
