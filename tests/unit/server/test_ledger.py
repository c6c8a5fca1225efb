import json
from datetime import UTC, datetime

from ecabinet_desktop.crypto import merkle
from ecabinet_desktop.domain.ballot import Answer, count
from ecabinet_desktop.domain.rules import VIETNAM
from ecabinet_desktop.server import ledger, schema
from ecabinet_desktop.server.central import Central
from sqlalchemy import select

MOMENT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def test_the_bytes_of_a_leaf_never_change() -> None:
    # Audits of many years read them: whoever changes them writes a version 2 beside them.
    assert ledger.event("ballot_opened", MOMENT, id="b1") == (
        b'ecab/leaf/v1\n{"at":"2026-03-02T08:00:00Z","id":"b1","kind":"ballot_opened"}'
    )
    assert ledger.vote("b1", "one", "ab" * 32, "accepted", MOMENT) == (
        b'ecab/leaf/v1\n{"at":"2026-03-02T08:00:00Z","ballot":"b1","commitment":"' + b"ab" * 32 + b'",'
        b'"kind":"vote","member":"one","outcome":"accepted"}'
    )


def test_the_order_in_which_facts_are_named_does_not_matter() -> None:
    assert ledger.event("x", MOMENT, b="2", a="1") == ledger.event("x", MOMENT, a="1", b="2")


def test_a_tallys_leaf_holds_every_number_of_the_count() -> None:
    votes = {"pm": Answer.AGREE, "one": Answer.OTHER_OPINION, "two": Answer.ABSTAIN}
    tally = count(votes, members=5, rules=VIETNAM, prime_minister="pm", present=None)
    said = json.loads(ledger.tally("b1", tally, MOMENT).removeprefix(ledger.PREFIX))
    assert said == {
        "kind": "tally",
        "at": "2026-03-02T08:00:00Z",
        "id": "b1",
        "result": "not_adopted",
        "agree": 1,
        "disagree": 0,
        "abstain": 1,
        "other_opinion": 1,
        "not_voted": 2,
        "members": 5,
    }


def test_a_votes_leaf_does_not_tell_the_answer() -> None:
    leaf = ledger.vote("b1", "one", "ab" * 32, "accepted", MOMENT)
    assert not any(answer.value.encode() in leaf for answer in Answer)


def test_leaves_are_numbered_from_zero_and_hashed_as_rfc_6962_says(any_central: Central) -> None:
    data = [ledger.event("x", MOMENT, n=n) for n in range(3)]
    for number, leaf in enumerate(data):
        assert any_central.as_system(lambda work, leaf=leaf: work.leaf(leaf)) == number  # type: ignore[misc]
    with any_central.store.reading() as db:
        rows = db.execute(select(schema.leaves).order_by(schema.leaves.c.n)).all()
    assert [(row.n, row.data) for row in rows] == list(enumerate(data))
    tree = merkle.Tree()
    for row in rows:
        tree.append_hash(row.hash)
    assert tree.root() == merkle.root_of(data)
