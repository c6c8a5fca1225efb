from pathlib import Path

from ecabinet_desktop.domain.ballot import Answer
from ecabinet_desktop.domain.people import DeviceState
from ecabinet_desktop.domain.position import Stance

from tests.helpers.desk import PASSPHRASE, Bench, sample_bench


def test_home_names_what_a_member_has_to_do(bench: Bench) -> None:
    today = bench.desk.home.today()
    assert today.meeting is not None
    assert today.meeting.id == "next"
    assert [ballot.id for ballot in today.waiting] == ["b-open"]
    assert [shown.line.number for shown in today.to_state] == [1, 2, 3, 4, 5]
    assert {shown.paper.id for shown in today.unread} >= {"next-1-1.1", "next-3-1.1"}
    assert today.queued == ()
    assert today.devices == ()


def test_what_was_done_is_no_longer_asked_for(bench: Bench) -> None:
    ballot = bench.desk.voting.ballot("b-open")
    assert ballot is not None
    bench.desk.voting.cast(ballot, Answer.AGREE, "", PASSPHRASE)
    (first, *_) = bench.desk.home.today().to_state
    bench.desk.positions.state(first.line, Stance.NO_OBJECTION)
    for shown in bench.desk.home.today().unread:
        bench.desk.shelf.mark_read(shown.paper)
    today = bench.desk.home.today()
    assert today.waiting == ()
    assert [shown.line.number for shown in today.to_state] == [2, 3, 4, 5]
    assert today.unread == ()
    assert {queued.type for queued in today.queued} == {"cast_vote", "state_position"}


def test_a_secretary_has_devices_to_approve_and_no_positions_to_state(tmp_path: Path) -> None:
    with sample_bench(tmp_path / "vault", me="s01") as bench:
        today = bench.desk.home.today()
        assert [(d.id, d.state) for d in today.devices] == [("d-new", DeviceState.PENDING)]
        assert (today.to_state, today.to_confirm, today.waiting) == ((), (), ())


def test_a_store_in_which_nothing_has_arrived_yet_has_an_empty_home(bench: Bench) -> None:
    for meeting_id in ("past", "next"):
        bench.take("meeting", meeting_id)
    for ballot in bench.desk.voting.ballots():
        bench.take("ballot", ballot.id)
    today = bench.desk.home.today()
    assert (today.meeting, today.unread, today.waiting, today.to_state) == (None, (), (), ())


def test_home_says_how_long_there_is_to_read_to_those_who_read(bench: Bench, tmp_path: Path) -> None:
    assert bench.desk.home.today().minutes == 180
    bench.desk.shelf.saw("next-1-1.1", range(12))
    assert bench.desk.home.today().minutes == 162
    with sample_bench(tmp_path / "secretary", me="s01") as secretary:
        assert secretary.desk.home.today().minutes is None
