import msgspec
import pytest
from ecabinet_desktop.crypto import signing
from ecabinet_desktop.domain.ballot import Answer, Ballot, BallotState, Vote, VoteOutcome
from ecabinet_desktop.errors import Damaged, Refused, WrongPassphrase
from ecabinet_desktop.usecases.change import Change
from ecabinet_desktop.usecases.voting import VoteState, shown
from ecabinet_desktop.wire.answers import Receipt, Verdict
from ecabinet_desktop.wire.commands import CastVote
from ecabinet_desktop.wire.votes import ReceiptStatement, VoteStatement, hash_hex, parse_vote, receipt_bytes

from tests.helpers.desk import DEVICE, PASSPHRASE, VOTE_SEED, Bench


@pytest.fixture
def ballot(bench: Bench) -> Ballot:
    found = bench.desk.voting.ballot("b-open")
    assert found is not None
    return found


def queued(bench: Bench) -> list[CastVote]:
    bodies = [entry.envelope.body for entry in bench.store.outbox.entries()]
    return [body for body in bodies if isinstance(body, CastVote)]


def said(bench: Bench) -> VoteStatement:
    """The newest vote in the outbox."""
    return parse_vote(queued(bench)[-1].statement)


def receipt_for(bench: Bench, body: CastVote, outcome: VoteOutcome = VoteOutcome.ACCEPTED) -> None:
    """The verdict the engine stores after it has checked the receipt; its signature is tested there."""
    statement = receipt_bytes(
        ReceiptStatement(
            ballot=body.ballot_id,
            member=bench.desk.me.id,
            device=DEVICE,
            vote=hash_hex(body.statement),
            outcome=outcome,
            in_grace=False,
            received_at=bench.clock(),
            leaf=0,
        )
    )
    for entry in bench.store.outbox.unsent():
        accepted = outcome is VoteOutcome.ACCEPTED
        receipt = Receipt(statement=statement, signature=b"")
        code = "ok" if accepted else outcome.value
        verdict = Verdict(
            id=entry.id, accepted=accepted, code=code, at=bench.clock(), outcome=outcome, receipt=receipt
        )
        bench.store.outbox.answer(verdict)


def row(bench: Bench, ballot: Ballot, version: int, outcome: VoteOutcome = VoteOutcome.ACCEPTED) -> Vote:
    return Vote(
        id=f"vote-{version}",
        meeting_id=ballot.meeting_id,
        ballot_id=ballot.id,
        member_id=bench.desk.me.id,
        answer=Answer.DISAGREE,
        text="",
        version=version,
        outcome=outcome,
        received_at=bench.clock(),
        statement=b"statement %d" % version,
    )


def test_a_vote_is_signed_with_the_vote_key_over_what_the_ballot_froze(bench: Bench, ballot: Ballot) -> None:
    change = bench.desk.voting.cast(ballot, Answer.OTHER_OPINION, "  Cần thêm số liệu ", PASSPHRASE)
    assert change == Change.OUTBOX | Change.BALLOTS
    (body,) = queued(bench)
    assert signing.verify(signing.public_key(VOTE_SEED), body.statement, body.signature)
    statement = parse_vote(body.statement)
    assert (statement.ballot, statement.definition, statement.text) == (
        ballot.id,
        ballot.definition_hash,
        ballot.text_hash,
    )
    assert (statement.member, statement.device) == ("m07", DEVICE)
    assert (statement.answer, statement.opinion) == (Answer.OTHER_OPINION, "Cần thêm số liệu")
    assert (statement.version, statement.previous) == (1, "")


def test_an_opinion_goes_only_with_the_answer_that_asks_for_one(bench: Bench, ballot: Ballot) -> None:
    bench.desk.voting.cast(ballot, Answer.AGREE, "written and then thought better of", PASSPHRASE)
    assert said(bench).opinion == ""
    with pytest.raises(Refused, match="text_needed"):
        bench.desk.voting.cast(ballot, Answer.OTHER_OPINION, "  ", PASSPHRASE)


def test_a_wrong_passphrase_queues_nothing(bench: Bench, ballot: Ballot) -> None:
    with pytest.raises(WrongPassphrase):
        bench.desk.voting.cast(ballot, Answer.AGREE, "", "wrong")
    assert queued(bench) == []


def test_a_ballot_that_is_not_open_is_refused_before_the_key_is_opened(bench: Bench) -> None:
    announced = bench.desk.voting.ballot("b-announced")
    assert announced is not None
    with pytest.raises(Refused, match="not_open"):
        bench.desk.voting.cast(announced, Answer.AGREE, "", "wrong")


def test_a_definition_that_was_altered_is_never_voted_on(bench: Bench, ballot: Ballot) -> None:
    altered = ballot.definition.replace(b"Th", b"th", 1)
    assert altered != ballot.definition
    with pytest.raises(Damaged):
        bench.desk.voting.cast(msgspec.structs.replace(ballot, definition=altered), Answer.AGREE, "", PASSPHRASE)
    assert queued(bench) == []


def test_queued_is_not_counted_and_counted_needs_the_receipt(bench: Bench, ballot: Ballot) -> None:
    voting = bench.desk.voting
    voting.cast(ballot, Answer.AGREE, "", PASSPHRASE)
    mine = voting.of(ballot)
    assert mine is not None
    assert (mine.state, mine.answer, mine.before) == (VoteState.QUEUED, Answer.AGREE, None)
    receipt_for(bench, queued(bench)[0])
    mine = voting.of(ballot)
    assert mine is not None
    assert (mine.state, mine.outcome) == (VoteState.COUNTED, VoteOutcome.ACCEPTED)


def test_a_verdict_without_a_receipt_never_counts(bench: Bench, ballot: Ballot) -> None:
    bench.desk.voting.cast(ballot, Answer.AGREE, "", PASSPHRASE)
    bench.answer("ok", VoteOutcome.ACCEPTED)
    mine = bench.desk.voting.of(ballot)
    assert mine is not None
    assert mine.state is VoteState.NOT_COUNTED


def test_a_late_vote_is_shown_as_not_counted_with_its_reason(bench: Bench, ballot: Ballot) -> None:
    bench.desk.voting.cast(ballot, Answer.AGREE, "", PASSPHRASE)
    receipt_for(bench, queued(bench)[0], VoteOutcome.LATE)
    mine = bench.desk.voting.of(ballot)
    assert mine is not None
    assert (mine.state, mine.outcome, mine.code) == (VoteState.NOT_COUNTED, VoteOutcome.LATE, "late")


def test_an_unsent_vote_is_replaced_without_a_trace(bench: Bench, ballot: Ballot) -> None:
    bench.desk.voting.cast(ballot, Answer.AGREE, "", PASSPHRASE)
    bench.desk.voting.cast(ballot, Answer.ABSTAIN, "", PASSPHRASE)
    assert len(queued(bench)) == 1
    assert (said(bench).answer, said(bench).version, said(bench).previous) == (Answer.ABSTAIN, 1, "")


def test_a_vote_that_may_have_arrived_is_named_by_its_successor(bench: Bench, ballot: Ballot) -> None:
    bench.desk.voting.cast(ballot, Answer.AGREE, "", PASSPHRASE)
    bench.store.outbox.waiting(100)  # handed to the network, no answer yet
    bench.desk.voting.cast(ballot, Answer.DISAGREE, "", PASSPHRASE)
    first, second = queued(bench)
    assert (said(bench).version, said(bench).previous) == (2, hash_hex(first.statement))
    assert second is not first


def test_a_vote_from_my_other_computer_is_the_predecessor(bench: Bench, ballot: Ballot) -> None:
    theirs = row(bench, ballot, 3)
    bench.put(theirs)
    bench.desk.voting.cast(ballot, Answer.AGREE, "", PASSPHRASE)
    assert (said(bench).version, said(bench).previous) == (4, hash_hex(theirs.statement))
    mine = bench.desk.voting.of(ballot)
    assert mine is not None
    assert (mine.state, mine.answer, mine.before) == (VoteState.QUEUED, Answer.AGREE, Answer.DISAGREE)


def test_a_refused_vote_is_nobodys_predecessor(bench: Bench, ballot: Ballot) -> None:
    bench.desk.voting.cast(ballot, Answer.AGREE, "", PASSPHRASE)
    receipt_for(bench, queued(bench)[0], VoteOutcome.STALE_TEXT)
    bench.desk.voting.cast(ballot, Answer.AGREE, "", PASSPHRASE)
    assert (said(bench).version, said(bench).previous) == (1, "")


def test_the_servers_row_wins_over_an_older_answer_of_this_computer(bench: Bench, ballot: Ballot) -> None:
    bench.desk.voting.cast(ballot, Answer.AGREE, "", PASSPHRASE)
    receipt_for(bench, queued(bench)[0])
    bench.put(row(bench, ballot, 2))
    mine = bench.desk.voting.of(ballot)
    assert mine is not None
    assert (mine.state, mine.answer) == (VoteState.COUNTED, Answer.DISAGREE)


@pytest.mark.parametrize("outcome", [o for o in VoteOutcome if o is not VoteOutcome.ACCEPTED])
def test_only_an_accepted_row_is_shown_as_counted(outcome: VoteOutcome, bench: Bench, ballot: Ballot) -> None:
    found = shown(row(bench, ballot, 1, outcome), [], ballot.id)
    assert found is not None
    assert found.state is VoteState.NOT_COUNTED
    counted = shown(row(bench, ballot, 1), [], ballot.id)
    assert counted is not None
    assert counted.state is VoteState.COUNTED
    assert shown(None, [], ballot.id) is None


def test_what_waits_for_me_is_what_i_have_neither_answered_nor_queued(bench: Bench, ballot: Ballot) -> None:
    assert [b.id for b in bench.desk.voting.waiting()] == [ballot.id]
    bench.desk.voting.cast(ballot, Answer.AGREE, "", PASSPHRASE)
    assert bench.desk.voting.waiting() == []


def test_open_ballots_come_first(bench: Bench) -> None:
    states = [ballot.state for ballot in bench.desk.voting.ballots()]
    assert states[0] is BallotState.OPEN
    assert BallotState.OPEN not in states[1:]
