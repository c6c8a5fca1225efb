from typing import Any

import msgspec
import pytest
from ecabinet_desktop.crypto import signing
from ecabinet_desktop.domain.ballot import Answer, Ballot, Vote
from ecabinet_desktop.domain.people import Person, Role
from ecabinet_desktop.domain.position import Position, Stance
from ecabinet_desktop.errors import Damaged, Offline, Refused
from ecabinet_desktop.sync.engine import drive
from ecabinet_desktop.usecases.voting import VoteState
from ecabinet_desktop.wire import codec
from ecabinet_desktop.wire.answers import Page, Receipt, Row, Verdict

from tests.helpers.desktop import desktop
from tests.helpers.server import person
from tests.unit.sync.scene import Faulty, Scene


@pytest.fixture
def ballot(scene: Scene) -> Ballot:
    scene.publish()
    return scene.open_ballot()


def pass_with(scene: Scene, **calls: Any) -> Any:
    """One pass of the member's engine over a faulty way."""
    return drive(scene.member.engine.steps(), Faulty(scene.member.api, **calls))


def raising(error: Exception) -> Any:
    def call(real: Any, *arguments: Any) -> Any:
        raise error

    return call


def state_of(scene: Scene, ballot: Ballot) -> VoteState | None:
    shown = scene.member.voting.of(ballot)
    return shown.state if shown else None


def on_server(scene: Scene, kind: type[Any]) -> list[Any]:
    found: list[Any] = scene.central.as_system(lambda work: work.all(kind))
    return found


def test_a_call_that_never_reached_the_server_leaves_all_as_it_was(scene: Scene, ballot: Ballot) -> None:
    scene.member.voting.cast(ballot, Answer.AGREE, "", "")
    scene.member.positions.state(scene.line, Stance.NO_OBJECTION)
    with pytest.raises(Offline):
        pass_with(scene, send=raising(Offline("lost")))
    assert len(scene.member.store.outbox.unsent()) == 2
    assert not on_server(scene, Vote)
    outcome = scene.member.sync()
    assert [verdict.accepted for verdict in outcome.verdicts] == [True, True]
    assert len(on_server(scene, Vote)) == 1


def test_an_answer_lost_on_its_way_is_asked_for_again_and_takes_effect_once(scene: Scene, ballot: Ballot) -> None:
    scene.member.voting.cast(ballot, Answer.DISAGREE, "", "")
    scene.member.positions.state(scene.line, Stance.OBJECTION, "Thiếu vốn")
    answered: list[Any] = []

    def lose(real: Any, envelopes: Any) -> Any:
        answered.append(real(envelopes))
        raise Offline("the answer was lost")

    with pytest.raises(Offline):
        pass_with(scene, send=lose)
    assert state_of(scene, ballot) is VoteState.QUEUED
    outcome = scene.member.sync()
    assert tuple(outcome.verdicts) == answered[0]
    assert state_of(scene, ballot) is VoteState.COUNTED
    assert len(on_server(scene, Vote)) == 1
    assert len(on_server(scene, Position)) == 1


def test_votes_are_sent_before_everything_that_was_queued_earlier(scene: Scene, ballot: Ballot) -> None:
    scene.member.positions.state(scene.line, Stance.NO_OBJECTION)
    scene.member.voting.cast(ballot, Answer.AGREE, "", "")
    sent: list[str] = []

    def note(real: Any, envelopes: Any) -> Any:
        sent.extend(type(envelope.body).__name__ for envelope in envelopes)
        return real(envelopes)

    pass_with(scene, send=note)
    assert sent == ["CastVote", "StatePosition"]


def signed_by_another(verdict: Verdict) -> Verdict:
    assert verdict.receipt is not None
    statement = verdict.receipt.statement
    forged = Receipt(statement=statement, signature=signing.sign(signing.new_seed(), statement))
    return msgspec.structs.replace(verdict, receipt=forged)


def altered(verdict: Verdict) -> Verdict:
    assert verdict.receipt is not None
    statement = verdict.receipt.statement.replace(b'"in_grace":false', b'"in_grace":true')
    assert statement != verdict.receipt.statement
    return msgspec.structs.replace(
        verdict, receipt=Receipt(statement=statement, signature=verdict.receipt.signature)
    )


def without(verdict: Verdict) -> Verdict:
    return msgspec.structs.replace(verdict, receipt=None)


def of_another_command(verdict: Verdict) -> Verdict:
    return msgspec.structs.replace(verdict, id="another")


@pytest.mark.parametrize("forge", [signed_by_another, altered, without, of_another_command])
def test_a_vote_stays_queued_until_the_server_has_signed_for_it(forge: Any, scene: Scene, ballot: Ballot) -> None:
    scene.member.voting.cast(ballot, Answer.AGREE, "", "")
    with pytest.raises(Damaged):
        pass_with(scene, send=lambda real, envelopes: tuple(map(forge, real(envelopes))))
    assert state_of(scene, ballot) is VoteState.QUEUED
    assert scene.member.store.receipts.all() == []
    assert len(scene.member.store.outbox.unsent_votes()) == 1
    scene.member.sync()
    assert state_of(scene, ballot) is VoteState.COUNTED
    assert len(scene.member.store.receipts.all()) == 1


def test_a_true_receipt_for_somebody_elses_vote_is_none_for_mine(scene: Scene, ballot: Ballot) -> None:
    other = desktop(scene.central, "minister-two", scene.folder, scene.clock)
    other.voting.cast(ballot, Answer.DISAGREE, "", "")
    (theirs,) = other.sync().verdicts
    other.close()
    scene.member.voting.cast(ballot, Answer.AGREE, "", "")
    with pytest.raises(Damaged, match="another vote"):
        pass_with(
            scene,
            send=lambda real, sent: tuple(
                msgspec.structs.replace(verdict, receipt=theirs.receipt) for verdict in real(sent)
            ),
        )
    assert state_of(scene, ballot) is VoteState.QUEUED


def test_a_bad_receipt_lets_nothing_of_its_batch_be_taken(scene: Scene, ballot: Ballot) -> None:
    scene.member.voting.cast(ballot, Answer.AGREE, "", "")
    scene.member.positions.state(scene.line, Stance.NO_OBJECTION)

    def forge(real: Any, envelopes: Any) -> Any:
        vote, position = real(envelopes)
        return signed_by_another(vote), position

    with pytest.raises(Damaged):
        pass_with(scene, send=forge)
    assert len(scene.member.store.outbox.unsent()) == 2


def test_a_batch_refused_whole_goes_again_one_by_one(scene: Scene, ballot: Ballot) -> None:
    scene.member.voting.cast(ballot, Answer.AGREE, "", "")
    scene.member.positions.state(scene.line, Stance.NO_OBJECTION)

    def picky(real: Any, envelopes: Any) -> Any:
        if len(envelopes) > 1 or type(envelopes[0].body).__name__ == "StatePosition":
            raise Refused("malformed")
        return real(envelopes)

    outcome = pass_with(scene, send=picky)
    assert [(v.accepted, v.code) for v in outcome.verdicts] == [(True, "ok"), (False, "malformed")]
    assert state_of(scene, ballot) is VoteState.COUNTED
    assert scene.member.store.outbox.unsent() == []


def test_a_server_with_another_epoch_is_listed_again_from_the_start(scene: Scene) -> None:
    replica = scene.member.store.replica
    known = {p.id for p in replica.all(Person)}
    replica.begin_relist()
    stranger = person("stranger", Role.MEMBER)
    row = Row(kind="person", id="stranger", rev=1, seq=1, body=msgspec.Raw(codec.encode(stranger)))
    replica.apply(Page(epoch="before the restore", rows=(row,), gone=(), next=1, more=False))
    outcome = scene.member.sync()
    assert outcome.relisted
    assert {p.id for p in replica.all(Person)} == known


def test_a_row_the_server_does_not_have_is_found_by_the_digest_and_goes(scene: Scene) -> None:
    replica = scene.member.store.replica
    known = {p.id for p in replica.all(Person)}
    epoch, cursor = replica.cursor()
    row = Row(kind="person", id="x", rev=1, seq=cursor, body=msgspec.Raw(codec.encode(person("x"))))
    replica.apply(Page(epoch=epoch, rows=(row,), gone=(), next=cursor, more=False))
    assert {p.id for p in replica.all(Person)} == known | {"x"}
    assert scene.member.sync().relisted
    assert {p.id for p in replica.all(Person)} == known
    assert not scene.member.sync().relisted


def test_a_server_whose_digest_never_fits_is_an_error_and_not_a_loop(scene: Scene) -> None:
    calls: list[int] = []

    def lie(real: Any, *arguments: Any) -> Any:
        calls.append(1)
        return msgspec.structs.replace(real(*arguments), digest="0" * 64)

    with pytest.raises(Damaged, match="digest"):
        pass_with(scene, changes=lie)
    assert len(calls) == 2
    assert scene.member.sync().relisted in (True, False)
    assert scene.member.store.replica.get(Person, "pm") is not None


def test_a_cursor_that_does_not_move_and_an_epoch_that_is_never_right_end_the_pass(scene: Scene) -> None:
    with pytest.raises(Damaged, match="cursor"):
        pass_with(scene, changes=lambda real, *args: msgspec.structs.replace(real(*args), more=True))
    with pytest.raises((Damaged, Refused)):
        pass_with(scene, changes=raising(Refused("epoch")))


def test_a_listing_cut_in_the_middle_goes_on_later_and_loses_nothing(scene: Scene, ballot: Ballot) -> None:
    replica = scene.member.store.replica
    before = replica.digest()
    replica.begin_relist()
    with pytest.raises(Offline):
        pass_with(scene, changes=raising(Offline("cut")))
    assert replica.get(Ballot, ballot.id) is not None
    scene.member.sync()
    assert replica.digest() == before
