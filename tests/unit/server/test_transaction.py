import pytest
from ecabinet_desktop.domain.people import Government, Person
from ecabinet_desktop.errors import Damaged, Refused
from ecabinet_desktop.server import schema
from ecabinet_desktop.server.central import Central
from ecabinet_desktop.server.transaction import Transaction, find_in, government_in
from sqlalchemy import delete, insert, select, update

from tests.helpers.server import person
from tests.unit.server.desk import note_central


def head(central: Central) -> int:
    with central.store.reading() as db:
        return int(db.execute(select(schema.counters.c.value).where(schema.counters.c.name == "seq")).scalar_one())


def test_places_in_the_feed_go_on_from_one_transaction_to_the_next(any_central: Central) -> None:
    before = head(any_central)
    any_central.writer.run(lambda t: [t.next_seq() for _ in range(3)])
    assert head(any_central) == before + 3
    assert any_central.writer.run(lambda t: t.next_seq()) == before + 4


def test_an_undone_attempt_leaves_no_gap_in_counters_or_leaves(any_central: Central) -> None:
    def job(transaction: Transaction) -> tuple[int, int]:
        def fail() -> None:
            transaction.next_seq()
            transaction.leaf(b"undone")
            raise Refused("wrong_state")

        before = transaction.seq
        with pytest.raises(Refused):
            transaction.attempt(fail)
        return transaction.next_seq() - before, transaction.leaf(b"kept")

    assert any_central.writer.run(job) == (1, 0)
    with any_central.store.reading() as db:
        assert db.execute(select(schema.leaves.c.data)).scalars().all() == [b"kept"]


def test_attempts_within_attempts_are_undone_apart(any_central: Central) -> None:
    def job(transaction: Transaction) -> None:
        def inner() -> None:
            transaction.db.execute(insert(schema.settings), {"name": "inner", "value": ""})
            raise Refused("wrong_state")

        transaction.db.execute(insert(schema.settings), {"name": "outer", "value": ""})
        with pytest.raises(Refused):
            transaction.attempt(inner)

    any_central.writer.run(lambda t: t.attempt(lambda: job(t)))
    with any_central.store.reading() as db:
        names = set(db.execute(select(schema.settings.c.name)).scalars())
    assert names == {"epoch", "outer"}


def test_people_added_and_undone_are_not_believed_later(any_central: Central) -> None:
    def add_and_fail() -> None:
        def act(work: object) -> None:
            work.put(person("ghost"))  # type: ignore[attr-defined]
            assert "ghost" in {p.id for p in work.people()}  # type: ignore[attr-defined]
            raise Refused("wrong_state")

        with pytest.raises(Refused):
            any_central.as_system(act)

    add_and_fail()
    assert "ghost" not in {p.id for p in any_central.as_system(lambda work: work.people())}
    any_central.as_system(lambda work: work.put(person("guest-one")))
    names = {p.id for p in any_central.as_system(lambda work: work.people())}
    assert "guest-one" in names
    assert "ghost" not in names


def test_people_another_process_added_are_seen(central: Central) -> None:
    assert len(central.as_system(lambda work: work.people())) == 7
    second = note_central(central.config.data, central.now)
    second.as_system(lambda work: work.put(person("late-comer")))
    second.close()
    assert "late-comer" in {p.id for p in central.as_system(lambda work: work.people())}


def test_a_row_from_a_newer_server_is_not_read_as_something_else(central: Central) -> None:
    with central.store.writing() as transaction:
        transaction.db.execute(update(schema.entities).where(schema.entities.c.id == "clerk").values(kind="oracle"))
    with pytest.raises(Damaged, match="oracle"), central.store.writing() as transaction:
        list(transaction.living(None, None))


def test_a_server_without_a_government_says_so(central: Central) -> None:
    with central.store.writing() as transaction:
        transaction.db.execute(delete(schema.entities).where(schema.entities.c.kind == "government"))
    with pytest.raises(Refused, match="no_government"), central.store.reading() as db:
        government_in(db)


def test_reading_finds_the_living_and_not_the_buried(central: Central) -> None:
    with central.store.reading() as db:
        assert find_in(db, Person, "clerk") is not None
        assert find_in(db, Government, "clerk") is None
    central.as_system(lambda work: work.remove(Person, "clerk"))
    with central.store.reading() as db:
        assert find_in(db, Person, "clerk") is None
