"""What tests ask about delivered votes: their receipts, what is kept of them, what counts."""

from typing import Any

from ecabinet_desktop.crypto import signing
from ecabinet_desktop.domain.ballot import (
    Answer,
    Vote,
    VoteOutcome,
)
from ecabinet_desktop.server import schema, voting
from ecabinet_desktop.wire.answers import Verdict
from ecabinet_desktop.wire.commands import CastVote
from ecabinet_desktop.wire.votes import (
    ReceiptStatement,
    hash_hex,
    parse_receipt,
    parse_vote,
)
from sqlalchemy import select

from tests.unit.server.cabinet import CabinetAtWork


def receipt_of(cabinet: CabinetAtWork, verdict: Verdict) -> ReceiptStatement:
    """What the server signed; its signature is checked with the key devices pinned."""
    assert verdict.receipt is not None
    assert signing.verify(cabinet.central.keys.public, verdict.receipt.statement, verdict.receipt.signature)
    return parse_receipt(verdict.receipt.statement)


def stored(cabinet: CabinetAtWork) -> list[Any]:
    """All votes ever delivered, in the order of their leaves."""
    with cabinet.central.store.reading() as db:
        return list(db.execute(select(schema.votes).order_by(schema.votes.c.leaf)))


def counted(cabinet: CabinetAtWork, ballot_id: str = "b1") -> dict[str, Answer]:
    return cabinet.central.as_system(lambda work: voting.counted(work, ballot_id))


def after(vote: CastVote) -> dict[str, Any]:
    """The particulars of a vote that replaces `vote`."""
    return {"version": parse_vote(vote.statement).version + 1, "previous": hash_hex(vote.statement)}


def refused_with(cabinet: CabinetAtWork, who: str, vote: CastVote, outcome: VoteOutcome) -> ReceiptStatement:
    """A vote that is kept with its leaf and receipt, and does not count."""
    before = counted(cabinet)
    verdict = cabinet.send(who, vote)
    assert (verdict.accepted, verdict.code, verdict.outcome) == (False, outcome.value, outcome)
    receipt = receipt_of(cabinet, verdict)
    assert (receipt.outcome, receipt.vote) == (outcome, hash_hex(vote.statement))
    last = stored(cabinet)[-1]
    assert (last.outcome, last.statement, last.leaf) == (outcome.value, vote.statement, receipt.leaf)
    assert cabinet.leaves("vote")[-1]["outcome"] == outcome.value
    assert cabinet.rows(who, Vote)[last.id].outcome is outcome
    assert counted(cabinet) == before
    return receipt
