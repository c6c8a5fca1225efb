"""The outbox: votes first, the rest as it came; nothing is dropped silently."""

import threading
from datetime import timedelta

import pytest
from ecabinet_desktop.vault import outbox as module
from ecabinet_desktop.wire.answers import Receipt, Verdict

from tests.unit.vault.shelf import NOW, Shelf, page, position, shelf, vote


def verdict(command_id: str, *, accepted: bool = True, code: str = "ok", seq: int = 0) -> Verdict:
    return Verdict(id=command_id, accepted=accepted, code=code, at=NOW, seq=seq)


def ids(shelf_: Shelf) -> list[str]:
    return [entry.id for entry in shelf_.outbox.entries()]


def test_votes_go_first_and_the_rest_in_the_order_it_came(shelf_: Shelf) -> None:
    for envelope in (position("c1"), vote("c2"), position("c3"), vote("c4")):
        shelf_.outbox.put(envelope)
    assert [e.id for e in shelf_.outbox.waiting(3)] == ["c2", "c4", "c1"]
    assert ids(shelf_) == ["c1", "c2", "c3", "c4"]


def test_a_command_crosses_as_it_was_put_in_even_after_a_restart(shelf_: Shelf) -> None:
    shelf_.outbox.put(vote("c1"))
    folder = shelf_.vault.folder
    shelf_.vault.close()
    again = shelf(folder)
    assert again.outbox.waiting(10) == [vote("c1")]
    entry = again.outbox.entries()[0]
    assert (entry.queued_at, entry.was_sent, entry.verdict) == (NOW, True, None)
    again.vault.close()


def test_what_was_sent_without_an_answer_is_sent_again(shelf_: Shelf) -> None:
    shelf_.outbox.put(position("c1"))
    assert shelf_.outbox.waiting(10) == shelf_.outbox.waiting(10) == [position("c1")]


def test_an_answered_command_is_not_sent_again_and_the_first_verdict_stands(shelf_: Shelf) -> None:
    shelf_.outbox.put(position("c1"))
    shelf_.outbox.answer(verdict("c1"))
    shelf_.outbox.answer(verdict("c1", accepted=False, code="not_open"))
    assert shelf_.outbox.waiting(10) == []
    assert shelf_.outbox.entries()[0].verdict == verdict("c1")


def test_a_verdict_with_its_receipt_is_kept_to_the_byte(shelf_: Shelf) -> None:
    shelf_.outbox.put(vote("c1"))
    said = Verdict(
        id="c1", accepted=True, code="ok", at=NOW, receipt=Receipt(statement=b"\x00\xff", signature=b"s")
    )
    shelf_.outbox.answer(said)
    assert shelf_.outbox.entries()[0].verdict == said


def test_a_vote_that_was_never_sent_is_replaced(shelf_: Shelf) -> None:
    shelf_.outbox.put(vote("c1", statement=b"agree"))
    assert shelf_.outbox.replace("c1", vote("c2", statement=b"disagree"))
    assert shelf_.outbox.waiting(10) == [vote("c2", statement=b"disagree")]


def test_a_vote_on_its_way_is_never_replaced(shelf_: Shelf) -> None:
    shelf_.outbox.put(vote("c1"))
    shelf_.outbox.waiting(10)
    assert not shelf_.outbox.replace("c1", vote("c2"))
    assert not shelf_.outbox.replace("unknown", vote("c3"))
    assert ids(shelf_) == ["c1"]


def test_the_list_shows_at_once_that_a_vote_is_on_its_way(shelf_: Shelf) -> None:
    shelf_.outbox.put(vote("c1"))
    assert not shelf_.outbox.entries()[0].was_sent
    shelf_.outbox.waiting(10)
    assert shelf_.outbox.entries()[0].was_sent


def test_a_refusal_stays_until_it_is_dismissed_and_what_waits_cannot_be(shelf_: Shelf) -> None:
    shelf_.outbox.put(position("c1"))
    shelf_.outbox.put(position("c2"))
    shelf_.outbox.answer(verdict("c1", accepted=False, code="wrong_state"))
    shelf_.outbox.dismiss("c2")
    assert ids(shelf_) == ["c1", "c2"]
    shelf_.outbox.dismiss("c1")
    assert ids(shelf_) == ["c2"]
    with shelf_.vault.read() as db:
        assert db.execute("SELECT count(*) FROM outbox").fetchone() == (2,), "it stays in the store"


def test_what_waits_is_counted_votes_apart(shelf_: Shelf) -> None:
    for envelope in (position("c1"), vote("c2"), vote("c3")):
        shelf_.outbox.put(envelope)
    shelf_.outbox.answer(verdict("c3"))
    assert [e.id for e in shelf_.outbox.unsent()] == ["c1", "c2"]
    assert [e.id for e in shelf_.outbox.unsent_votes()] == ["c2"]


def test_old_accepted_commands_go_once_their_rows_came_back_but_votes_and_refusals_stay(
    shelf_: Shelf, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "KEPT_ANSWERED", 2)
    for n, envelope in enumerate((vote("v1"), position("refused"), position("c1"), position("c2"))):
        shelf_.outbox.put(envelope)
        shelf_.outbox.answer(verdict(envelope.id, accepted=envelope.id != "refused", seq=n))
    shelf_.replica.apply(page(upto=2))
    for n in range(3, 9):
        shelf_.outbox.put(position(f"c{n}"))
    assert "c1" in ids(shelf_)
    shelf_.outbox.answer(verdict("c8", seq=50))
    kept = ids(shelf_)
    assert "c1" not in kept
    assert {"v1", "refused", "c2", "c3", "c8"} <= set(kept), "the row of c2 has not come back; c3 was not answered"


def test_the_time_of_queuing_is_the_clocks(shelf_: Shelf) -> None:
    times = iter([NOW, NOW + timedelta(hours=1)])
    box = module.Outbox(shelf_.vault, lambda: next(times))
    box.put(position("c1"))
    box.put(position("c2"))
    assert [e.queued_at for e in box.entries()] == [NOW, NOW + timedelta(hours=1)]


def test_reading_while_others_write_always_yields_a_list(shelf_: Shelf) -> None:
    stop = threading.Event()
    broken: list[object] = []

    def read() -> None:
        while not stop.is_set():
            entries = shelf_.outbox.entries()
            if not isinstance(entries, list):
                broken.append(entries)

    reader = threading.Thread(target=read)
    reader.start()
    for n in range(60):
        shelf_.outbox.put(position(f"c{n}"))
        assert len(shelf_.outbox.entries()) == n + 1
    stop.set()
    reader.join(timeout=10)
    assert broken == []
