"""Votes that do not count because of what was voted on, who voted, or what was signed."""

from typing import Any

import pytest
from ecabinet_desktop.crypto import signing
from ecabinet_desktop.domain.ballot import (
    Answer,
    Ballot,
    BallotState,
    VoteOutcome,
)
from ecabinet_desktop.domain.people import Person
from ecabinet_desktop.server.work import Work
from ecabinet_desktop.wire import commands
from ecabinet_desktop.wire.commands import CastVote
from ecabinet_desktop.wire.votes import (
    VOTE,
)
from msgspec.structs import replace

from tests.helpers.server import person
from tests.unit.server.cabinet import CabinetAtWork, approval
from tests.unit.server.voters import refused_with, stored

O = VoteOutcome  # noqa: E741
AGREE, DISAGREE, OTHER = Answer.AGREE, Answer.DISAGREE, Answer.OTHER_OPINION


# what was voted on


def test_a_vote_waiting_offline_whose_ballot_was_recalled_is_not_counted(cabinet: CabinetAtWork) -> None:
    cabinet.open_written()
    vote = cabinet.vote("pm")
    cabinet.do("secretary", commands.RecallBallot(ballot_id="b1", reason="Câu hỏi sai"))
    refused_with(cabinet, "pm", vote, O.RECALLED)


def test_a_vote_waiting_offline_whose_paper_was_replaced_is_not_counted(cabinet: CabinetAtWork) -> None:
    cabinet.open_written()
    vote = cabinet.vote("pm")
    cabinet.do("secretary", cabinet.filing("version2", paper_id="paper-version1", reason="Sửa"), approval())
    assert cabinet.row(Ballot, "b1").state is BallotState.VOID
    refused_with(cabinet, "pm", vote, O.VOID)


@pytest.mark.parametrize("particular", [{"definition": "0" * 64}, {"text": "0" * 64}])
def test_a_vote_on_another_text_is_stale(cabinet: CabinetAtWork, particular: dict[str, Any]) -> None:
    cabinet.open_written()
    refused_with(cabinet, "pm", cabinet.vote("pm", **particular), O.STALE_TEXT)


# who voted


def test_a_recused_member_has_no_vote(cabinet: CabinetAtWork) -> None:
    cabinet.open_written()
    vote = cabinet.vote("minister-one")
    cabinet.do("pm", commands.Recuse(item_id="i1", member_id="minister-one", recused=True))
    refused_with(cabinet, "minister-one", vote, O.RECUSED)


def test_a_member_appointed_after_the_announcement_is_not_on_the_list(cabinet: CabinetAtWork) -> None:
    cabinet.open_written()
    cabinet.central.as_system(lambda work: work.put(person("minister-new", rank=9)))
    refused_with(cabinet, "minister-new", cabinet.vote("minister-new"), O.NOT_ELIGIBLE)


@pytest.mark.parametrize("who", ["secretary", "assistant", "clerk", "admin"])
def test_whoever_is_no_member_casts_nothing(cabinet: CabinetAtWork, who: str) -> None:
    cabinet.open_written()
    verdict = cabinet.send(who, cabinet.vote(who))
    assert (verdict.accepted, verdict.code, verdict.receipt) == (False, "not_allowed", None)
    assert stored(cabinet) == []


def test_who_left_office_is_no_longer_heard(cabinet: CabinetAtWork) -> None:
    cabinet.open_written()
    vote = cabinet.vote("minister-one")

    def retire(work: Work) -> None:
        gone = work.get(Person, "minister-one")
        work.put(replace(gone, role=gone.role.ALTERNATE))

    cabinet.central.as_system(retire)
    assert cabinet.send("minister-one", vote).code == "not_allowed"


# the signature


@pytest.mark.parametrize(
    "particular",
    [{"member": "minister-two"}, {"device": "another-laptop"}, {"ballot": "another-ballot"}],
    ids=["member", "device", "ballot"],
)
def test_a_vote_that_names_somebody_or_something_else_is_not_signed_for_this(
    cabinet: CabinetAtWork, particular: dict[str, Any]
) -> None:
    cabinet.open_written()
    receipt = refused_with(cabinet, "minister-one", cabinet.vote("minister-one", **particular), O.BAD_SIGNATURE)
    assert (receipt.member, receipt.ballot) == ("minister-one", "b1")


def test_a_vote_signed_by_another_key_is_not_counted(cabinet: CabinetAtWork) -> None:
    cabinet.open_written()
    device_key = cabinet.computer("pm").device_seed
    refused_with(cabinet, "pm", cabinet.vote("pm", seed=signing.new_seed()), O.BAD_SIGNATURE)
    refused_with(cabinet, "pm", cabinet.vote("pm", seed=device_key), O.BAD_SIGNATURE)


def test_a_vote_changed_by_one_letter_is_not_counted(cabinet: CabinetAtWork) -> None:
    cabinet.open_written()
    vote = cabinet.vote("pm", answer=DISAGREE)
    changed = replace(vote, statement=vote.statement.replace(b'"disagree"', b'"agree"'))
    refused_with(cabinet, "pm", changed, O.BAD_SIGNATURE)


def test_a_broken_signature_does_not_stand_in_the_way_of_the_right_one(any_cabinet: CabinetAtWork) -> None:
    any_cabinet.open_written()
    vote = any_cabinet.vote("pm")
    broken = replace(vote, signature=bytes(64))
    refused_with(any_cabinet, "pm", broken, O.BAD_SIGNATURE)
    assert any_cabinet.send("pm", broken).outcome is O.BAD_SIGNATURE
    any_cabinet.do("pm", vote)
    assert any_cabinet.send("pm", broken).outcome is O.BAD_SIGNATURE
    assert any_cabinet.send("pm", vote).outcome is O.ACCEPTED
    assert [row.outcome for row in stored(any_cabinet)] == ["bad_signature", "accepted"]


# what is no vote at all


@pytest.mark.parametrize("statement", [b"", VOTE, VOTE + b"{}", b"ecab/vote/v2\n{}"])
def test_bytes_that_are_no_vote_are_refused(cabinet: CabinetAtWork, statement: bytes) -> None:
    cabinet.open_written()
    assert cabinet.code("pm", CastVote(ballot_id="b1", statement=statement, signature=b"")) == "bad_vote"
    assert stored(cabinet) == []


def test_a_vote_on_no_ballot_is_refused(cabinet: CabinetAtWork) -> None:
    cabinet.open_written()
    assert cabinet.code("pm", replace(cabinet.vote("pm"), ballot_id="b9")) == "unknown"


def test_an_other_opinion_without_its_text_is_refused(cabinet: CabinetAtWork) -> None:
    cabinet.open_written()
    assert cabinet.code("pm", cabinet.vote("pm", answer=OTHER, opinion=" ")) == "text_needed"
    assert stored(cabinet) == []
