"""The table of handlers, and the whole life of one meeting by commands alone."""

from datetime import timedelta
from typing import get_args

from ecabinet_desktop.crypto import merkle, signing
from ecabinet_desktop.domain.agenda import Agenda, ItemType, Line
from ecabinet_desktop.domain.annotation import SealedNote
from ecabinet_desktop.domain.ballot import Answer, Ballot, BallotKind, BallotState, Progress, Result
from ecabinet_desktop.domain.meeting import Decision, ItemResult, Meeting, MeetingState
from ecabinet_desktop.domain.paper import Level, PaperState, PaperVersion
from ecabinet_desktop.domain.position import Position, Stance, on_list_a
from ecabinet_desktop.server import schema
from ecabinet_desktop.server.handlers import HANDLERS
from ecabinet_desktop.wire import codec, commands
from ecabinet_desktop.wire.answers import Verdict
from ecabinet_desktop.wire.commands import AnyCommand
from ecabinet_desktop.wire.votes import parse_receipt
from sqlalchemy import select

from tests.unit.server.cabinet import CabinetAtWork, announcement, approval, edited, item, planned

S = MeetingState
MEMBERS = ("pm", "minister-one", "minister-two")
EVERYBODY = (*MEMBERS, "assistant", "clerk", "secretary", "admin")


def test_every_command_has_one_handler() -> None:
    assert set(HANDLERS) == set(get_args(AnyCommand))
    assert len(set(HANDLERS.values())) == len(HANDLERS)


def move(state: MeetingState) -> commands.MoveMeeting:
    return commands.MoveMeeting(meeting_id="m1", state=state)


def test_the_whole_life_of_a_meeting(any_cabinet: CabinetAtWork) -> None:
    life = any_cabinet
    prepare(life)
    publish(life)
    vote_in_writing(life)
    give_positions(life)
    replace_a_paper(life)
    meet(life)
    conclude(life)
    leave_an_audit_trail(life)


def prepare(life: CabinetAtWork) -> None:
    life.do(
        "secretary",
        planned(starts_at=life.clock() + timedelta(days=12)),
        item("land", title="Dự thảo Nghị định về đất đai", ministry="Ministry of Finance"),
        item("budget", title="Ngân sách", minutes=20),
        item("secret", item_type=ItemType.DISCUSSION, listed_only=True, notice="Bản giấy số 3, phát tại phòng họp"),
        life.filing("land0001", "land"),
        life.filing("budget01", "budget", level=Level.CONFIDENTIAL),
        commands.PlaceItem(item_id="budget", place=1),
    )
    assert life.holders(Meeting, "m1", *EVERYBODY) == {"secretary", "pm"}
    assert life.holders(PaperVersion, "land0001", *EVERYBODY) == {"secretary", "pm", "clerk"}


def publish(life: CabinetAtWork) -> None:
    life.do("pm", approval())
    assert life.holders(Agenda, next(iter(life.rows("pm", Agenda))), *EVERYBODY) == {
        *MEMBERS,
        "assistant",
        "secretary",
    }
    numbers = {line.item_id: line.number for line in life.rows("minister-one", Line).values()}
    assert numbers == {"budget": 1, "land": 2, "secret": 3}
    # minister-one sponsors, but the assistant is no file manager: the confidential paper stays with the members
    assert life.holders(PaperVersion, "budget01", *EVERYBODY) == {*MEMBERS, "secretary"}
    assert life.holders(PaperVersion, "land0001", *EVERYBODY) == {*MEMBERS, "assistant", "clerk", "secretary"}


def vote_in_writing(life: CabinetAtWork) -> None:
    deadline = life.clock() + timedelta(days=2)
    life.do("secretary", announcement("w1", item_id="land", papers=("land0001",), deadline=deadline))
    life.do("secretary", commands.OpenBallot(ballot_id="w1"))
    life.do("minister-one", life.vote("minister-one", "w1"))
    life.do("minister-two", life.vote("minister-two", "w1", Answer.OTHER_OPINION, opinion="Cần thêm thời gian"))
    life.pass_(days=2, minutes=5)
    grace = life.send("pm", life.vote("pm", "w1"))
    assert grace.receipt is not None
    assert parse_receipt(grace.receipt.statement).in_grace
    life.pass_(minutes=5)
    tally = life.rows("minister-two", Ballot)["w1"].tally
    assert tally is not None
    assert (tally.agree, tally.other_opinion, tally.result) == (2, 1, Result.ADOPTED)
    decision = commands.RecordDecision(item_id="land", result=ItemResult.APPROVED, text="Thông qua", ballot_id="w1")
    life.do("secretary", decision)


def give_positions(life: CabinetAtWork) -> None:
    for who, stance in (("minister-one", Stance.NO_OBJECTION), ("minister-two", Stance.OBJECTION)):
        life.do(
            who,
            commands.StatePosition(item_id="budget", stance=stance, bound=("budget01",), reason="Thiếu nguồn vốn"),
        )
    assert not on_list_a(life.rows("pm", Position).values())
    assert len(life.rows("minister-one", Position)) == 1
    life.do("minister-one", commands.SaveNote(note_id="n1", version_id="budget01", sealed=b"only mine"))


def replace_a_paper(life: CabinetAtWork) -> None:
    life.pass_(days=7)
    assert life.row(Meeting, "m1").state is S.FROZEN
    second = life.filing(
        "budget02", "budget", paper_id="paper-budget01", level=Level.CONFIDENTIAL, reason="Sửa biểu 2"
    )
    life.do("secretary", edited("budget", title="Ngân sách 2027", minutes=20), second, approval())
    (current,) = (line for line in life.rows("minister-two", Line).values() if line.id == "budget.B")
    assert (current.papers, current.title) == (("budget02",), "Ngân sách 2027")
    life.do("secretary", commands.WithdrawPaper(version_id="budget01", reason="Sai số liệu"))
    assert life.holders(PaperVersion, "budget01", *EVERYBODY) == {"secretary"}
    assert life.rows("secretary", PaperVersion)["budget01"].state is PaperState.WITHDRAWN
    assert set(life.rows("minister-one", SealedNote)) == {"n1"}


def meet(life: CabinetAtWork) -> None:
    life.pass_(days=3)
    life.do("pm", commands.CheckIn(meeting_id="m1"))
    assert life.code("pm", move(S.IN_SESSION)) == "no_quorum"
    life.do("secretary", commands.RecordPresence(meeting_id="m1", member_id="minister-two", present=True))
    life.do("secretary", commands.Recuse(item_id="budget", member_id="minister-one", recused=True))
    life.do("pm", move(S.IN_SESSION), commands.CallItem(meeting_id="m1", item_id="budget"))
    life.do("pm", announcement("s1", BallotKind.SESSION, item_id="budget", papers=("budget02",)))
    life.do("pm", commands.OpenBallot(ballot_id="s1"))
    assert life.holders(Ballot, "s1", *EVERYBODY) == {"pm", "minister-two", "secretary"}
    first = life.vote("minister-two", "s1", Answer.DISAGREE)
    life.do("pm", life.vote("pm", "s1"))
    life.do("minister-two", first)
    assert life.rows("secretary", Progress)["s1"].answered == ("pm", "minister-two")
    life.do("pm", commands.CloseBallot(ballot_id="s1"))


def conclude(life: CabinetAtWork) -> None:
    shown = life.rows("minister-two", Ballot)["s1"]
    assert shown.tally is not None
    assert (shown.state, shown.tally.result) == (BallotState.CLOSED, Result.ADOPTED_BY_TIE_BREAK)
    assert (shown.tally.members, shown.tally.not_voted) == (3, 1)
    decision = commands.RecordDecision(
        item_id="budget", result=ItemResult.APPROVED, text="Thông qua", ballot_id="s1"
    )
    life.do("pm", decision, move(S.ENDED))
    life.do("secretary", move(S.MINUTES_DRAFTED), move(S.CLOSED), move(S.ARCHIVED))
    assert set(life.rows("minister-two", Decision)) == {"land", "budget"}
    assert set(life.rows("minister-one", Decision)) == {"land"}
    assert {row.kind for row in life.service("admin").changes("", 0).rows} == {"government", "person", "device"}


def leave_an_audit_trail(life: CabinetAtWork) -> None:
    kinds = [leaf["kind"] for leaf in life.leaves() if leaf["kind"] != "device"]
    written = ["ballot_announced", "ballot_opened", "vote", "vote", "ballot_closed", "vote", "tally", "decision"]
    session = ["ballot_announced", "ballot_opened", "vote", "vote", "ballot_closed", "tally", "decision"]
    published = ["paper", "paper", "agenda"]
    assert kinds == [*published, *written, "paper", "agenda", "withdrawal", "recusal", *session]
    with life.central.store.reading() as db:
        leaves = db.execute(select(schema.leaves).order_by(schema.leaves.c.n)).all()
        verdicts = [codec.decode(row.verdict, Verdict) for row in db.execute(select(schema.verdicts))]
    hashes = [leaf.hash for leaf in leaves]
    root = merkle.root_of(leaf.data for leaf in leaves)
    receipts = [verdict.receipt for verdict in verdicts if verdict.receipt is not None]
    assert len(receipts) == 5
    for receipt in receipts:
        assert signing.verify(life.central.keys.public, receipt.statement, receipt.signature)
        said = parse_receipt(receipt.statement)
        assert said.vote.encode() in leaves[said.leaf].data
        proof = merkle.inclusion_proof(hashes, said.leaf)
        assert merkle.verify_inclusion(hashes[said.leaf], said.leaf, len(hashes), proof, root)
