from datetime import UTC, datetime

import msgspec
import pytest
from ecabinet_desktop.domain.ballot import VoteOutcome
from ecabinet_desktop.errors import Damaged
from ecabinet_desktop.wire import codec
from ecabinet_desktop.wire.answers import Gone, Page, Problem, Receipt, Row, Verdict

MOMENT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def test_a_verdict_keeps_its_receipts_exact_bytes() -> None:
    receipt = Receipt(statement=bytes(range(256)), signature=b"s" * 64)
    verdict = Verdict(
        id="c", accepted=False, code="late", at=MOMENT, seq=9, outcome=VoteOutcome.LATE, receipt=receipt
    )
    assert codec.decode(codec.encode(verdict), Verdict) == verdict


def test_a_rows_body_crosses_without_being_read() -> None:
    body = b'{ "id": "i",  "strange":[1,2] }'
    row = Row(kind="from a newer server", id="i", rev=2, seq=3, body=msgspec.Raw(body), key=b"k" * 32)
    page = Page(epoch="e", rows=(row,), gone=(Gone(kind="paper", id="v", seq=4),), next=4, more=False, digest="00")
    read = codec.decode(codec.encode(page), Page)
    assert bytes(read.rows[0].body) == body
    assert (read.rows[0].key, read.gone, read.next) == (b"k" * 32, page.gone, 4)


def test_an_outcome_from_nowhere_is_damaged() -> None:
    said = {"id": "c", "accepted": True, "code": "ok", "at": "2026-03-02T08:00:00Z", "outcome": "perhaps"}
    with pytest.raises(Damaged):
        codec.decode(msgspec.json.encode(said), Verdict)


def test_a_problem_has_what_programs_and_what_people_read() -> None:
    assert msgspec.json.decode(codec.encode(Problem(status=409, code="reused_id", title="Used before"))) == {
        "status": 409,
        "code": "reused_id",
        "title": "Used before",
    }
