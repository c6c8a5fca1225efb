import hashlib
from datetime import UTC, datetime
from typing import Any

import pytest
from ecabinet_desktop.domain.ballot import (
    ALL_OPTIONS,
    LONGEST_OPINION,
    Answer,
    BallotKind,
    BoundPaper,
    Definition,
    VoteOutcome,
)
from ecabinet_desktop.domain.rules import VIETNAM
from ecabinet_desktop.errors import Damaged
from ecabinet_desktop.wire import votes
from ecabinet_desktop.wire.votes import (
    ReceiptStatement,
    VoteStatement,
    definition_bytes,
    hash_hex,
    parse_definition,
    parse_receipt,
    parse_vote,
    receipt_bytes,
    vote_bytes,
)
from msgspec.structs import replace

MOMENT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
VOTE = VoteStatement(
    ballot="b",
    definition="d" * 64,
    text="e" * 64,
    member="one",
    device="laptop",
    answer=Answer.OTHER_OPINION,
    opinion="Cần thêm số liệu\nvề đất đai",
    version=2,
    previous="a" * 64,
    checkpoint="",
    salt="00ff",
)
RECEIPT = ReceiptStatement(
    ballot="b",
    member="one",
    device="laptop",
    vote="c" * 64,
    outcome=VoteOutcome.ACCEPTED,
    in_grace=True,
    received_at=MOMENT,
    leaf=7,
)
DEFINITION = Definition(
    ballot_id="b",
    meeting_id="m",
    item_id="i",
    kind=BallotKind.WRITTEN,
    question="Thông qua?",
    decision_text="Chính phủ thông qua.",
    papers=(BoundPaper(version_id="v1", sha256="f" * 64),),
    options=ALL_OPTIONS,
    rules=VIETNAM,
    electorate=("pm", "one"),
    prime_minister="pm",
    deadline=MOMENT,
)


def test_the_bytes_of_a_vote_never_change() -> None:
    # Old votes are verified for ever: whoever changes these bytes writes a version 2 beside them.
    assert vote_bytes(VOTE).decode() == (
        'ecab/vote/v1\n{"answer":"other_opinion","ballot":"b","checkpoint":"","definition":"'
        + "d" * 64
        + '","device":"laptop","member":"one","opinion":"Cần thêm số liệu\\nvề đất đai","previous":"'
        + "a" * 64
        + '","salt":"00ff","text":"'
        + "e" * 64
        + '","version":2}'
    )


def test_the_bytes_of_a_receipt_never_change() -> None:
    assert receipt_bytes(RECEIPT).decode() == (
        'ecab/receipt/v1\n{"ballot":"b","device":"laptop","in_grace":true,"leaf":7,"member":"one",'
        '"outcome":"accepted","received_at":"2026-03-02T08:00:00Z","vote":"' + "c" * 64 + '"}'
    )


def test_statements_come_back_as_they_were_signed() -> None:
    assert parse_vote(vote_bytes(VOTE)) == VOTE
    assert parse_receipt(receipt_bytes(RECEIPT)) == RECEIPT
    assert parse_definition(definition_bytes(DEFINITION)) == DEFINITION


def test_no_statement_can_pass_for_one_of_another_kind() -> None:
    prefixes = {votes.VOTE, votes.RECEIPT, votes.DEFINITION, votes.ENROL, votes.TOKEN}
    assert len(prefixes) == 5
    assert not any(a != b and a.startswith(b) for a in prefixes for b in prefixes)
    for parse, data in (
        (parse_vote, receipt_bytes(RECEIPT)),
        (parse_receipt, vote_bytes(VOTE)),
        (parse_definition, vote_bytes(VOTE)),
    ):
        with pytest.raises(Damaged):
            parse(data)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        votes.VOTE,
        votes.VOTE + b"{}",
        votes.VOTE + b"\xff\xfe",
        vote_bytes(VOTE)[:-1],
        vote_bytes(VOTE) + b"}",
        b" " + vote_bytes(VOTE),
        vote_bytes(VOTE).replace(b"other_opinion", b"perhaps"),
    ],
)
def test_bytes_that_are_no_vote_are_damaged(data: bytes) -> None:
    with pytest.raises(Damaged):
        parse_vote(data)


@pytest.mark.parametrize(
    "changed",
    [
        {"version": 0},
        {"version": 2**40},
        {"previous": "a" * 63},
        {"previous": "A" * 64},
        {"previous": "a" * 64 + "\n"},
        {"opinion": "one\x00two"},
        {"opinion": "a" * (LONGEST_OPINION + 1)},
    ],
)
def test_a_vote_with_impossible_particulars_is_damaged(changed: dict[str, Any]) -> None:
    with pytest.raises(Damaged):
        parse_vote(vote_bytes(replace(VOTE, **changed)))


def test_every_particular_of_a_definition_is_bound_by_its_hash() -> None:
    others: list[dict[str, Any]] = [
        {"question": "Thông qua"},
        {"decision_text": "Chính phủ không thông qua."},
        {"papers": ()},
        {"electorate": ("pm",)},
        {"prime_minister": None},
        {"deadline": None},
        {"kind": BallotKind.SESSION},
        {"rules": replace(VIETNAM, grace_written_seconds=0)},
    ]
    hashes = {hash_hex(definition_bytes(replace(DEFINITION, **other))) for other in others}
    assert len(hashes) == len(others)
    assert hash_hex(definition_bytes(DEFINITION)) not in hashes


def test_hashes_are_sha256_in_hex() -> None:
    assert hash_hex(b"abc") == hashlib.sha256(b"abc").hexdigest()


def test_what_a_device_key_signs_names_code_keys_and_nonce() -> None:
    enrol = votes.enrol_bytes("CODE", b"\x01", b"\x02")
    assert enrol == b'ecab/enrol/v1\n{"code":"CODE","device_key":"01","vote_key":"02"}'
    assert votes.token_bytes("laptop", "n1") == b'ecab/token/v1\n{"device":"laptop","nonce":"n1"}'
