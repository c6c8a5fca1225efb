from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from ecabinet_desktop.domain.ballot import (
    Answer,
    Ballot,
    BallotKind,
    BallotState,
    Progress,
    Result,
    VoteOutcome,
)
from ecabinet_desktop.domain.meeting import MeetingState
from ecabinet_desktop.domain.people import Person
from ecabinet_desktop.domain.rules import VIETNAM
from ecabinet_desktop.server import schema
from ecabinet_desktop.server.work import Work
from ecabinet_desktop.wire import commands
from ecabinet_desktop.wire.votes import definition_bytes, hash_hex, parse_definition
from msgspec.structs import replace
from sqlalchemy import select

from tests.helpers.server import CABINET, ScriptedClock, person
from tests.unit.server.cabinet import PDF, CabinetAtWork, announcement, approval, item

B = BallotState
SESSION = BallotKind.SESSION
OPEN = commands.OpenBallot(ballot_id="b1")
CLOSE = commands.CloseBallot(ballot_id="b1")
MEMBERS = ("pm", "minister-one", "minister-two")


def recall(reason: str = "Câu hỏi chưa rõ") -> commands.RecallBallot:
    return commands.RecallBallot(ballot_id="b1", reason=reason)


def ballot(cabinet: CabinetAtWork, ballot_id: str = "b1") -> Ballot:
    return cabinet.row(Ballot, ballot_id)


def appoint(cabinet: CabinetAtWork, someone: Person) -> None:
    cabinet.central.as_system(lambda work: work.put(someone))


def written(cabinet: CabinetAtWork, **more: Any) -> commands.AnnounceBallot:
    return announcement(**{"deadline": cabinet.clock() + timedelta(days=2), **more})


# announcing


def test_an_announced_ballot_freezes_everything_it_is_about(cabinet: CabinetAtWork) -> None:
    cabinet.publish()
    cabinet.do("secretary", commands.Recuse(item_id="i1", member_id="minister-two", recused=True))
    cabinet.do("secretary", written(cabinet, question=" Thông qua? "))
    made = ballot(cabinet)
    frozen = parse_definition(made.definition)
    assert (frozen.question, frozen.decision_text) == ("Thông qua?", "Chính phủ thông qua.")
    assert [(p.version_id, p.sha256) for p in frozen.papers] == [("version1", hash_hex(PDF + b"version1"))]
    assert (frozen.electorate, frozen.prime_minister) == (("pm", "minister-one"), "pm")
    assert (frozen.rules, frozen.options, frozen.deadline) == (VIETNAM, tuple(Answer), made.deadline)
    assert made.definition == definition_bytes(frozen)
    assert made.definition_hash == hash_hex(made.definition)
    assert made.text_hash == hash_hex("Chính phủ thông qua.".encode())
    assert (made.state, made.members, made.answered, made.tally) == (B.ANNOUNCED, 3, 0, None)
    (leaf,) = cabinet.leaves("ballot_announced")
    assert leaf["definition"] == made.definition_hash


def test_a_ballot_is_shown_to_those_it_is_put_to(cabinet: CabinetAtWork) -> None:
    cabinet.publish()
    cabinet.do("secretary", commands.Recuse(item_id="i1", member_id="minister-two", recused=True))
    cabinet.do("secretary", written(cabinet))
    everybody = (*MEMBERS, "secretary", "assistant", "clerk", "admin")
    assert cabinet.holders(Ballot, "b1", *everybody) == {"pm", "minister-one", "secretary"}
    assert cabinet.holders(Progress, "b1", *everybody) == {"pm", "secretary"}


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"question": " "}, "text_needed"),
        ({"decision_text": ""}, "text_needed"),
        ({"question": "x" * 20_001}, "text_too_long"),
        ({"deadline": None}, "deadline_needed"),
        ({"deadline": timedelta(0)}, "deadline_needed"),
        ({"papers": ("version2",)}, "paper_not_published"),
        ({"papers": ("version9",)}, "unknown"),
        ({"item_id": "i2"}, "not_on_agenda"),
        ({"item_id": "i9"}, "unknown"),
        ({"meeting_id": "m2"}, "unknown"),
    ],
)
def test_a_ballot_that_cannot_be_put_is_refused(cabinet: CabinetAtWork, more: dict[str, Any], code: str) -> None:
    cabinet.publish()
    cabinet.do("secretary", item("i2"), cabinet.filing("version2"))
    if isinstance(more.get("deadline"), timedelta):
        more = {"deadline": cabinet.clock() + more["deadline"]}
    assert cabinet.code("secretary", written(cabinet, **more)) == code
    assert cabinet.rows("secretary", Ballot) == {}


def test_a_ballot_is_about_the_current_version_of_a_paper(cabinet: CabinetAtWork) -> None:
    cabinet.publish()
    cabinet.do("secretary", cabinet.filing("version2", paper_id="paper-version1", reason="Sửa"), approval())
    assert cabinet.code("secretary", written(cabinet)) == "papers_changed"
    cabinet.do("secretary", written(cabinet, papers=("version2", "version2")))
    assert ballot(cabinet).papers == ("version2",)


def test_a_session_ballot_has_no_deadline(cabinet: CabinetAtWork) -> None:
    cabinet.publish()
    cabinet.do("pm", announcement("b1", SESSION, deadline=cabinet.clock() + timedelta(hours=1)))
    assert ballot(cabinet).deadline is None


def test_a_ballot_is_announced_once_by_the_chair_or_a_secretary(cabinet: CabinetAtWork) -> None:
    cabinet.publish()
    assert cabinet.code("minister-one", written(cabinet)) == "not_allowed"
    cabinet.do("pm", written(cabinet))
    assert cabinet.code("secretary", written(cabinet)) == "exists"


def test_nothing_is_put_to_the_vote_in_a_cancelled_meeting(cabinet: CabinetAtWork) -> None:
    cabinet.publish()
    cabinet.do("secretary", commands.MoveMeeting(meeting_id="m1", state=MeetingState.CANCELLED))
    assert cabinet.code("secretary", written(cabinet)) == "wrong_state"


# opening


def test_the_chair_opens_in_session_and_the_secretary_in_writing(cabinet: CabinetAtWork) -> None:
    cabinet.convene()
    cabinet.do("secretary", announcement("b1", SESSION), written(cabinet, ballot_id="b2"))
    assert cabinet.code("secretary", OPEN) == "not_allowed"
    assert cabinet.code("pm", commands.OpenBallot(ballot_id="b2")) == "not_allowed"
    cabinet.do("pm", OPEN)
    cabinet.do("secretary", commands.OpenBallot(ballot_id="b2"))
    assert (ballot(cabinet).state, ballot(cabinet).opened_at) == (B.OPEN, cabinet.clock())
    assert [leaf["id"] for leaf in cabinet.leaves("ballot_opened")] == ["b1", "b2"]


def test_a_session_ballot_needs_a_session_with_quorum(cabinet: CabinetAtWork) -> None:
    cabinet.publish()
    cabinet.do("secretary", announcement("b1", SESSION))
    assert cabinet.code("pm", OPEN) == "not_in_session"
    for member in ("pm", "minister-one"):
        cabinet.do(member, commands.CheckIn(meeting_id="m1"))
    cabinet.do("pm", commands.MoveMeeting(meeting_id="m1", state=MeetingState.IN_SESSION))
    cabinet.do("secretary", commands.RecordPresence(meeting_id="m1", member_id="minister-one", present=False))
    assert cabinet.code("pm", OPEN) == "no_quorum"
    cabinet.do("minister-one", commands.CheckIn(meeting_id="m1"))
    cabinet.do("pm", OPEN)


def test_a_written_ballot_needs_no_session_but_time(cabinet: CabinetAtWork) -> None:
    cabinet.publish()
    cabinet.do("secretary", written(cabinet))
    cabinet.pass_(days=2)
    assert cabinet.code("secretary", OPEN) == "deadline_passed"


def test_a_ballot_whose_list_of_voters_is_out_of_date_does_not_open(cabinet: CabinetAtWork) -> None:
    cabinet.publish()
    cabinet.do("secretary", written(cabinet))
    appoint(cabinet, person("minister-new", rank=9))
    assert cabinet.code("secretary", OPEN) == "electorate_changed"
    cabinet.do("secretary", recall(), written(cabinet, ballot_id="b2"))
    cabinet.do("secretary", commands.OpenBallot(ballot_id="b2"))
    assert ballot(cabinet, "b2").members == 4


def test_a_member_let_back_to_an_item_is_not_left_off_its_ballot(cabinet: CabinetAtWork) -> None:
    cabinet.publish()
    recused = commands.Recuse(item_id="i1", member_id="minister-two", recused=True)
    cabinet.do("secretary", recused, written(cabinet), replace(recused, recused=False))
    assert cabinet.code("secretary", OPEN) == "electorate_changed"
    cabinet.do("secretary", recused, OPEN)


# closing and counting


def test_a_session_ballot_is_counted_when_it_is_closed(cabinet: CabinetAtWork) -> None:
    cabinet.open_in_session()
    for who, answer in zip(MEMBERS, (Answer.AGREE, Answer.DISAGREE, Answer.AGREE), strict=True):
        cabinet.do(who, cabinet.vote(who, answer=answer))
    assert cabinet.row(Ballot, "b1").tally is None
    cabinet.do("pm", CLOSE)
    shown = cabinet.rows("minister-two", Ballot)["b1"]
    assert (shown.state, shown.closed_at, shown.counted_at) == (B.CLOSED, cabinet.clock(), cabinet.clock())
    assert shown.tally is not None
    assert (shown.tally.agree, shown.tally.disagree, shown.tally.not_voted) == (2, 1, 0)
    assert (shown.tally.result, shown.tally.needed) == (Result.ADOPTED, 2)
    (leaf,) = cabinet.leaves("tally")
    assert (leaf["agree"], leaf["disagree"], leaf["members"], leaf["result"]) == (2, 1, 3, "adopted")


def test_a_session_that_lost_its_quorum_decides_nothing(cabinet: CabinetAtWork) -> None:
    cabinet.open_in_session()
    for who in MEMBERS:
        cabinet.do(who, cabinet.vote(who))
    for member in ("minister-one", "minister-two"):
        cabinet.do("secretary", commands.RecordPresence(meeting_id="m1", member_id=member, present=False))
    cabinet.do("pm", CLOSE)
    tally = ballot(cabinet).tally
    assert tally is not None
    assert (tally.agree, tally.result) == (3, Result.NO_QUORUM)


def test_a_written_ballot_waits_for_deliveries_in_flight(cabinet: CabinetAtWork) -> None:
    cabinet.open_written()
    cabinet.do("pm", cabinet.vote("pm"))
    cabinet.do("secretary", CLOSE)
    closing = ballot(cabinet)
    assert (closing.state, closing.closed_at, closing.tally) == (B.CLOSING, cabinet.clock(), None)
    cabinet.pass_(minutes=9, seconds=59)
    assert ballot(cabinet).state is B.CLOSING
    cabinet.pass_(seconds=1)
    closed = ballot(cabinet)
    assert (closed.state, closed.closed_at, closed.counted_at) == (B.CLOSED, closing.closed_at, cabinet.clock())
    assert closed.tally is not None
    assert (closed.tally.agree, closed.tally.not_voted, closed.tally.adopted) == (1, 2, False)


def test_a_deadline_closes_by_itself_and_at_its_own_moment(cabinet: CabinetAtWork) -> None:
    opened = cabinet.open_written()
    cabinet.pass_(hours=48)
    assert (ballot(cabinet).state, ballot(cabinet).closed_at) == (B.CLOSING, opened.deadline)
    cabinet.pass_(minutes=10)
    assert ballot(cabinet).state is B.CLOSED


def test_a_server_that_was_asleep_closes_at_the_deadline_all_the_same(cabinet: CabinetAtWork) -> None:
    opened = cabinet.open_written()
    cabinet.pass_(days=9)
    closed = ballot(cabinet)
    assert (closed.state, closed.closed_at, closed.counted_at) == (B.CLOSED, opened.deadline, cabinet.clock())
    (leaf,) = cabinet.leaves("ballot_closed")
    assert opened.deadline is not None
    assert leaf["at"] == opened.deadline.isoformat().replace("+00:00", "Z")


def test_the_recused_stay_in_the_base_of_the_count(cabinet: CabinetAtWork) -> None:
    cabinet.publish()
    cabinet.do("secretary", commands.Recuse(item_id="i1", member_id="minister-two", recused=True))
    cabinet.do("secretary", written(cabinet), OPEN)
    cabinet.do("pm", cabinet.vote("pm"))
    cabinet.do("secretary", CLOSE)
    cabinet.pass_(minutes=10)
    tally = ballot(cabinet).tally
    assert tally is not None
    assert (tally.members, tally.not_voted, tally.result) == (3, 2, Result.NOT_ADOPTED)


def test_a_tie_goes_the_prime_ministers_way(tmp_path: Path, clock: ScriptedClock) -> None:
    cabinet = CabinetAtWork(tmp_path, clock, people=(*CABINET, person("minister-three", rank=4)))
    try:
        cabinet.open_written()
        for who, answer in (
            ("pm", Answer.AGREE),
            ("minister-one", Answer.DISAGREE),
            ("minister-two", Answer.ABSTAIN),
        ):
            cabinet.do(who, cabinet.vote(who, answer=answer))
        cabinet.pass_(days=3)
        tally = ballot(cabinet).tally
        assert tally is not None
        assert (tally.result, tally.prime_minister) == (Result.ADOPTED_BY_TIE_BREAK, Answer.AGREE)
    finally:
        cabinet.close()


def test_only_an_open_ballot_is_closed_and_by_whom_it_was_opened(cabinet: CabinetAtWork) -> None:
    cabinet.publish()
    cabinet.do("secretary", written(cabinet))
    assert cabinet.code("secretary", CLOSE) == "wrong_state"
    cabinet.do("secretary", OPEN)
    assert cabinet.code("pm", CLOSE) == "not_allowed"
    cabinet.do("secretary", CLOSE)
    assert cabinet.code("secretary", CLOSE) == "wrong_state"


# recalling


@pytest.mark.parametrize("after", [0, 1, 2, 3])
def test_a_ballot_is_recalled_with_its_reason_at_any_time_before_certification(
    cabinet: CabinetAtWork, after: int
) -> None:
    cabinet.publish()
    cabinet.do("secretary", written(cabinet), *(OPEN, CLOSE)[:after])
    cabinet.pass_(minutes=11 if after == 3 else 0)
    assert ballot(cabinet).state is (B.ANNOUNCED, B.OPEN, B.CLOSING, B.CLOSED)[after]
    assert cabinet.code("secretary", recall(" ")) == "reason_needed"
    cabinet.do("pm", recall())
    shown = cabinet.rows("minister-one", Ballot)["b1"]
    assert (shown.state, shown.reason, shown.tally) == (B.RECALLED, "Câu hỏi chưa rõ", None)
    assert [leaf["reason"] for leaf in cabinet.leaves("ballot_recalled")] == ["Câu hỏi chưa rõ"]
    assert cabinet.code("pm", recall()) == "wrong_state"
    cabinet.pass_(days=3)
    assert ballot(cabinet).state is B.RECALLED


def test_a_member_does_not_recall(cabinet: CabinetAtWork) -> None:
    cabinet.open_written()
    assert cabinet.code("minister-one", recall()) == "not_allowed"


def test_progress_is_a_number_for_all_and_names_for_the_chair_and_the_secretariat(cabinet: CabinetAtWork) -> None:
    cabinet.open_written()
    cabinet.do("minister-one", cabinet.vote("minister-one", answer=Answer.DISAGREE))
    second = cabinet.send("minister-two", cabinet.vote("minister-two"))
    assert second.outcome is VoteOutcome.ACCEPTED
    assert cabinet.rows("pm", Progress)["b1"].answered == ("minister-one", "minister-two")
    assert cabinet.rows("secretary", Progress)["b1"].answered == ("minister-one", "minister-two")
    shown = cabinet.rows("minister-one", Ballot)["b1"]
    assert (shown.answered, shown.tally) == (2, None)
    assert cabinet.rows("minister-one", Progress) == {}


def due(cabinet: CabinetAtWork) -> dict[str, datetime]:
    with cabinet.central.store.reading() as db:
        return {row.ballot_id: row.at for row in db.execute(select(schema.due))}


def test_the_clock_knows_when_to_look_again_and_forgets_what_is_done(any_cabinet: CabinetAtWork) -> None:
    cabinet = any_cabinet
    deadline = cabinet.open_written().deadline
    assert deadline is not None
    cabinet.do("pm", cabinet.vote("pm"))
    assert due(cabinet) == {"b1": deadline}
    cabinet.pass_(hours=47)
    cabinet.do("secretary", CLOSE)
    assert due(cabinet) == {"b1": cabinet.clock() + timedelta(minutes=10)}
    cabinet.pass_(minutes=10)
    assert due(cabinet) == {}
    assert ballot(cabinet).state is B.CLOSED


@pytest.mark.parametrize("by", ["recall", "void"])
def test_a_ballot_that_ended_early_is_not_closed_later(cabinet: CabinetAtWork, by: str) -> None:
    cabinet.open_written()
    withdrawal = commands.WithdrawPaper(version_id="version1", reason="Sai")
    cabinet.do("secretary", recall() if by == "recall" else withdrawal)
    assert due(cabinet) == {}
    cabinet.pass_(days=3)
    assert ballot(cabinet).state in (B.RECALLED, B.VOID)
    assert cabinet.leaves("tally") == []


def test_nothing_due_writes_nothing(cabinet: CabinetAtWork) -> None:
    cabinet.open_written()
    before = cabinet.service("pm").changes("", 0).next

    def look(work: Work) -> int:
        return len(work.all(Ballot))

    cabinet.pass_(hours=1)
    assert cabinet.central.as_system(look) == 1
    assert cabinet.service("pm").changes("", 0).next == before
