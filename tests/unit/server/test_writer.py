import threading
from collections.abc import Callable

import pytest
from ecabinet_desktop.domain.annotation import SealedNote
from ecabinet_desktop.errors import Offline, Refused
from ecabinet_desktop.server import schema
from ecabinet_desktop.server.central import Central
from ecabinet_desktop.server.transaction import Transaction
from ecabinet_desktop.server.writer import Writer
from sqlalchemy import event, insert, select


def setting(name: str, value: str) -> Callable[[Transaction], str]:
    def job(transaction: Transaction) -> str:
        transaction.db.execute(insert(schema.settings), {"name": name, "value": value})
        return value

    return job


def written(central: Central) -> set[str]:
    with central.store.reading() as db:
        return set(db.execute(select(schema.settings.c.name)).scalars()) - {"epoch"}


def test_jobs_that_wait_together_are_committed_together(central: Central) -> None:
    commits: list[object] = []
    held, go = threading.Event(), threading.Event()

    def hold(_transaction: Transaction) -> None:
        held.set()
        go.wait(10)

    first = central.writer.submit(hold)
    held.wait(10)
    event.listen(central.store.engine, "commit", commits.append)
    futures = [central.writer.submit(setting(f"s{number}", "x")) for number in range(50)]
    assert not any(future.done() for future in futures)
    go.set()
    assert [future.result(10) for future in futures] == ["x"] * 50
    assert first.done()
    assert len(commits) == 2
    assert len(written(central)) == 50


def test_a_job_that_fails_undoes_itself_and_nobody_else(central: Central) -> None:
    def fail(transaction: Transaction) -> None:
        setting("bad", "x")(transaction)
        raise Refused("wrong_state")

    futures = [central.writer.submit(job) for job in (setting("one", "x"), fail, setting("two", "x"))]
    with pytest.raises(Refused, match="wrong_state"):
        futures[1].result(10)
    assert [futures[0].result(10), futures[2].result(10)] == ["x", "x"]
    assert written(central) == {"one", "two"}


def test_nobody_is_answered_when_the_commit_fails(central: Central) -> None:
    def full(_connection: object) -> None:
        raise Offline("disk")

    event.listen(central.store.engine, "commit", full)
    with pytest.raises(Offline):
        central.writer.run(setting("lost", "x"))
    event.remove(central.store.engine, "commit", full)
    assert central.writer.run(setting("kept", "x")) == "x"
    assert written(central) == {"kept"}


def test_closing_finishes_what_waits_and_takes_nothing_more(central: Central) -> None:
    futures = [central.writer.submit(setting(f"s{number}", "x")) for number in range(20)]
    central.writer.close()
    assert all(future.result(0) == "x" for future in futures)
    with pytest.raises(Offline):
        central.writer.run(setting("late", "x"))


def test_the_clock_acts_before_every_group(central: Central) -> None:
    seen: list[int] = []
    writer = Writer(central.store, [lambda transaction: seen.append(transaction.seq)])
    writer.run(lambda transaction: transaction.next_seq())
    writer.run(lambda _transaction: None)
    writer.close()
    assert len(seen) >= 2
    assert seen[-1] == seen[0] + 1


@pytest.mark.allowed_logs("a timed job failed: ValueError")
def test_a_timed_job_with_a_bug_stops_neither_the_others_nor_the_writer(central: Central) -> None:
    ran: list[str] = []

    def broken(transaction: Transaction) -> None:
        setting("half", "done")(transaction)
        raise ValueError

    writer = Writer(central.store, [broken, lambda _transaction: ran.append("next")])
    assert writer.run(setting("kept", "x")) == "x"
    writer.close()
    assert ran
    assert written(central) == {"kept"}


def test_a_note_answered_is_on_the_disk(central: Central) -> None:
    note = SealedNote(id="n", meeting_id="m", version_id="v", author_id="pm", sealed=b"x")
    central.as_system(lambda work: work.put(note))
    with central.store.reading() as db:
        assert db.execute(select(schema.entities.c.rev).where(schema.entities.c.id == "n")).scalar() == 1
