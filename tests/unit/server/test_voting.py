"""What becomes of a delivered vote, each outcome by its own test, on both databases where the tables decide."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from ecabinet_desktop.clock import new_id
from ecabinet_desktop.domain.ballot import (
    Answer,
    Ballot,
    BallotKind,
    BallotState,
    Definition,
    Progress,
    Vote,
    VoteOutcome,
)
from ecabinet_desktop.domain.rules import VIETNAM
from ecabinet_desktop.server import voting
from ecabinet_desktop.wire import commands
from ecabinet_desktop.wire.commands import Envelope
from ecabinet_desktop.wire.votes import (
    ReceiptStatement,
    definition_bytes,
    hash_hex,
)
from msgspec.structs import replace

from tests.helpers.server import ScriptedClock, enrolled
from tests.unit.server.cabinet import CabinetAtWork, announcement
from tests.unit.server.voters import after, counted, receipt_of, refused_with, stored

O = VoteOutcome  # noqa: E741
AGREE, DISAGREE, OTHER = Answer.AGREE, Answer.DISAGREE, Answer.OTHER_OPINION


@pytest.fixture
def cabinet(tmp_path: Path, clock: ScriptedClock) -> Iterator[CabinetAtWork]:
    made = CabinetAtWork(tmp_path / "server", clock)
    yield made
    made.close()


@pytest.fixture
def any_cabinet(tmp_path: Path, clock: ScriptedClock, database_url: str | None) -> Iterator[CabinetAtWork]:
    made = CabinetAtWork(tmp_path / "server", clock, database_url)
    yield made
    made.close()


def test_an_accepted_vote_is_kept_with_its_bytes_its_leaf_and_a_signed_receipt(any_cabinet: CabinetAtWork) -> None:
    any_cabinet.open_written()
    any_cabinet.clock.pass_(hours=3)
    vote = any_cabinet.vote("minister-one", answer=OTHER, opinion="Cần thêm số liệu")
    verdict = any_cabinet.send("minister-one", vote)
    assert (verdict.accepted, verdict.code, verdict.outcome) == (True, "ok", O.ACCEPTED)
    (row,) = stored(any_cabinet)
    assert (row.statement, row.signature, row.opinion) == (vote.statement, vote.signature, "Cần thêm số liệu")
    assert (row.received_at, row.in_grace) == (any_cabinet.clock(), False)
    (leaf,) = any_cabinet.leaves("vote")
    assert leaf["commitment"] == hash_hex(vote.statement)
    assert receipt_of(any_cabinet, verdict) == ReceiptStatement(
        ballot="b1",
        member="minister-one",
        device=any_cabinet.computer("minister-one").device_id,
        vote=hash_hex(vote.statement),
        outcome=O.ACCEPTED,
        in_grace=False,
        received_at=any_cabinet.clock(),
        leaf=row.leaf,
    )
    assert any_cabinet.leaves()[row.leaf] == leaf
    (own,) = any_cabinet.rows("minister-one", Vote).values()
    assert (own.answer, own.text, own.statement) == (OTHER, "Cần thêm số liệu", vote.statement)
    assert counted(any_cabinet) == {"minister-one": OTHER}


def test_a_vote_is_shown_to_nobody_else(cabinet: CabinetAtWork) -> None:
    cabinet.open_written()
    cabinet.do("minister-one", cabinet.vote("minister-one"))
    (vote_id,) = cabinet.rows("minister-one", Vote)
    others = ("pm", "minister-two", "secretary", "assistant", "admin")
    assert cabinet.holders(Vote, vote_id, *others) == set()


# counts once


def test_the_same_command_again_gets_the_stored_verdict(any_cabinet: CabinetAtWork) -> None:
    any_cabinet.open_written()
    envelope = Envelope(id=new_id(), body=any_cabinet.vote("pm"))
    service = any_cabinet.service("pm")
    (first,), (again,) = service.send([envelope]), service.send([envelope])
    assert again == first
    assert len(stored(any_cabinet)) == len(any_cabinet.leaves("vote")) == 1


def test_the_same_vote_in_another_command_gets_the_first_receipt(
    any_cabinet: CabinetAtWork,
) -> None:
    any_cabinet.open_written()
    vote = any_cabinet.vote("pm")
    first = any_cabinet.send("pm", vote)
    any_cabinet.clock.pass_(hours=1)
    again = any_cabinet.send("pm", vote)
    assert (again.accepted, again.outcome, again.receipt) == (True, O.ACCEPTED, first.receipt)
    assert len(stored(any_cabinet)) == len(any_cabinet.leaves("vote")) == 1
    assert any_cabinet.row(Ballot, "b1").answered == 1


def test_a_vote_delivered_in_time_stays_counted_when_sent_again_after_the_close(
    cabinet: CabinetAtWork,
) -> None:
    cabinet.open_written()
    vote = cabinet.vote("pm")
    cabinet.do("pm", vote)
    cabinet.pass_(days=5)
    assert cabinet.send("pm", vote).outcome is O.ACCEPTED


def test_a_superseded_vote_sent_again_does_not_come_back(cabinet: CabinetAtWork) -> None:
    cabinet.open_written()
    first = cabinet.vote("pm", answer=AGREE)
    cabinet.do("pm", first, cabinet.vote("pm", answer=DISAGREE, **after(first)), first)
    assert counted(cabinet) == {"pm": DISAGREE}


# changing one's mind


def test_the_last_delivered_vote_counts_and_those_before_are_superseded(
    any_cabinet: CabinetAtWork,
) -> None:
    any_cabinet.open_written()
    first = any_cabinet.vote("pm", answer=AGREE)
    second = any_cabinet.vote("pm", answer=DISAGREE, **after(first))
    third = any_cabinet.vote("pm", answer=Answer.ABSTAIN, **after(second))
    any_cabinet.do("pm", first, second, third)
    assert [row.outcome for row in stored(any_cabinet)] == ["superseded", "superseded", "accepted"]
    shown = sorted(any_cabinet.rows("pm", Vote).values(), key=lambda vote: vote.version)
    assert [vote.outcome for vote in shown] == [O.SUPERSEDED, O.SUPERSEDED, O.ACCEPTED]
    assert counted(any_cabinet) == {"pm": Answer.ABSTAIN}
    assert any_cabinet.row(Progress, "b1").answered == ("pm",)


def test_a_vote_that_does_not_name_the_current_one_is_a_conflict(any_cabinet: CabinetAtWork) -> None:
    any_cabinet.open_written()
    first = any_cabinet.vote("pm", answer=AGREE)
    any_cabinet.do("pm", first)
    blind = any_cabinet.vote("pm", answer=DISAGREE)
    refused_with(any_cabinet, "pm", blind, O.CONFLICT)
    refused_with(any_cabinet, "pm", any_cabinet.vote("pm", answer=DISAGREE, **after(blind)), O.CONFLICT)
    any_cabinet.do("pm", any_cabinet.vote("pm", answer=DISAGREE, **after(first)))
    assert counted(any_cabinet) == {"pm": DISAGREE}


def test_a_first_vote_that_names_one_before_it_is_a_conflict(cabinet: CabinetAtWork) -> None:
    cabinet.open_written()
    refused_with(cabinet, "pm", cabinet.vote("pm", previous="a" * 64, version=2), O.CONFLICT)


def test_a_vote_that_does_not_count_on_from_the_one_before_is_a_conflict(cabinet: CabinetAtWork) -> None:
    cabinet.open_written()
    first = cabinet.vote("pm")
    cabinet.do("pm", first)
    stuck = cabinet.vote("pm", answer=DISAGREE, previous=hash_hex(first.statement), version=1)
    refused_with(cabinet, "pm", stuck, O.CONFLICT)


def test_of_two_laptops_that_vote_apart_the_second_is_a_conflict(cabinet: CabinetAtWork) -> None:
    cabinet.open_written()
    second = enrolled(cabinet.central, "pm")
    here = cabinet.vote("pm", answer=AGREE)
    there = cabinet.vote("pm", answer=DISAGREE, seed=second.vote_seed, device=second.device_id)
    cabinet.do("pm", here)
    (verdict,) = cabinet.central.service_for(second.device_id).send([Envelope(id=new_id(), body=there)])
    assert verdict.outcome is O.CONFLICT
    assert counted(cabinet) == {"pm": AGREE}


# time


@pytest.mark.parametrize(
    ("late_by", "outcome", "in_grace"),
    [
        (timedelta(seconds=-1), O.ACCEPTED, False),
        (timedelta(0), O.ACCEPTED, False),
        (timedelta(seconds=1), O.ACCEPTED, True),
        (timedelta(minutes=9, seconds=59), O.ACCEPTED, True),
        (timedelta(minutes=10), O.LATE, False),
        (timedelta(days=3), O.LATE, False),
    ],
)
@pytest.mark.parametrize("ticked", [True, False], ids=["the clock acted before", "it acts with the vote"])
def test_the_servers_receipt_time_decides(
    cabinet: CabinetAtWork, late_by: timedelta, outcome: VoteOutcome, in_grace: bool, ticked: bool
) -> None:
    opened = cabinet.open_written()
    vote = cabinet.vote("minister-one")
    assert opened.deadline is not None
    cabinet.clock.time = opened.deadline + late_by
    if ticked:
        cabinet.central.tick()
    verdict = cabinet.send("minister-one", vote)
    receipt = receipt_of(cabinet, verdict)
    assert (verdict.outcome, receipt.in_grace) == (outcome, in_grace)
    assert receipt.received_at == cabinet.clock()
    cabinet.pass_(days=1)
    tally = cabinet.row(Ballot, "b1").tally
    assert tally is not None
    assert tally.agree == (1 if outcome is O.ACCEPTED else 0)


def test_a_late_vote_is_kept_and_its_member_and_the_ledger_know(cabinet: CabinetAtWork) -> None:
    cabinet.open_written()
    vote = cabinet.vote("pm")
    cabinet.pass_(days=3)
    refused_with(cabinet, "pm", vote, O.LATE)
    tally = cabinet.row(Ballot, "b1").tally
    assert tally is not None
    assert (tally.agree, tally.not_voted) == (0, 3)


def test_a_session_ballot_has_no_grace(cabinet: CabinetAtWork) -> None:
    cabinet.open_in_session()
    vote = cabinet.vote("minister-one")
    cabinet.do("pm", commands.CloseBallot(ballot_id="b1"))
    refused_with(cabinet, "minister-one", vote, O.LATE)


def test_a_ballot_that_is_not_open_yet_takes_no_vote(cabinet: CabinetAtWork) -> None:
    cabinet.publish()
    cabinet.do("secretary", announcement("b1", deadline=cabinet.clock() + timedelta(days=1)))
    refused_with(cabinet, "pm", cabinet.vote("pm"), O.NOT_OPEN)


# the grace window is data


def test_the_grace_window_is_the_frozen_rules_own() -> None:
    rules = replace(VIETNAM, grace_session_seconds=5, grace_written_seconds=60)
    definition = Definition(
        ballot_id="b",
        meeting_id="m",
        item_id="i",
        kind=BallotKind.SESSION,
        question="?",
        decision_text="t",
        papers=(),
        options=(),
        rules=rules,
        electorate=(),
        prime_minister=None,
        deadline=None,
    )
    for kind, seconds in ((BallotKind.SESSION, 5), (BallotKind.WRITTEN, 60)):
        ballot = Ballot(
            id="b", meeting_id="m", item_id="i", kind=kind, state=BallotState.OPEN, question="?", decision_text="t",
            definition=definition_bytes(definition),
        )  # fmt: skip
        assert voting.grace(ballot) == timedelta(seconds=seconds)


def test_a_hundred_votes_in_one_delivery_are_judged_each_in_turn(cabinet: CabinetAtWork) -> None:
    cabinet.open_written()
    votes = [cabinet.vote("pm")]
    for number in range(99):
        votes.append(cabinet.vote("pm", answer=list(Answer)[number % 3], **after(votes[-1])))
    verdicts = cabinet.service("pm").send([Envelope(id=new_id(), body=vote) for vote in votes])
    assert {verdict.outcome for verdict in verdicts} == {O.ACCEPTED}
    outcomes = [row.outcome for row in stored(cabinet)]
    assert outcomes == ["superseded"] * 99 + ["accepted"]
    assert cabinet.row(Ballot, "b1").answered == 1
