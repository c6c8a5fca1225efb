"""Receipts: kept for ever, to the byte."""

from ecabinet_desktop.wire.answers import Receipt, Verdict
from ecabinet_desktop.wire.commands import CastVote

from tests.unit.vault.shelf import NOW, Shelf, shelf, vote


def cast(command_id: str, ballot_id: str = "b1") -> CastVote:
    body = vote(command_id, ballot_id).body
    assert isinstance(body, CastVote)
    return body


def verdict(command_id: str, signature: bytes = b"signed") -> Verdict:
    receipt = Receipt(statement=b"said \xfe", signature=signature)
    return Verdict(id=command_id, accepted=True, code="ok", at=NOW, receipt=receipt)


def test_a_receipt_is_there_after_a_restart_with_the_votes_exact_bytes(shelf_: Shelf) -> None:
    shelf_.receipts.add(cast("c1"), verdict("c1"))
    folder = shelf_.vault.folder
    shelf_.vault.close()
    again = shelf(folder)
    (kept,) = again.receipts.all()
    assert (kept.ballot_id, kept.statement, kept.signature) == ("b1", cast("c1").statement, cast("c1").signature)
    assert kept.verdict == verdict("c1")
    again.vault.close()


def test_the_first_receipt_for_a_vote_stands(shelf_: Shelf) -> None:
    shelf_.receipts.add(cast("c1"), verdict("c1"))
    shelf_.receipts.add(cast("c1"), verdict("c1", b"another"))
    assert [kept.verdict for kept in shelf_.receipts.all()] == [verdict("c1")]


def test_the_receipts_of_one_ballot_are_found(shelf_: Shelf) -> None:
    for command_id, ballot_id in (("c1", "b1"), ("c2", "b2"), ("c3", "b1")):
        shelf_.receipts.add(cast(command_id, ballot_id), verdict(command_id))
    assert [kept.verdict.id for kept in shelf_.receipts.of_ballot("b1")] == ["c1", "c3"]
    assert shelf_.receipts.of_ballot("b3") == []
