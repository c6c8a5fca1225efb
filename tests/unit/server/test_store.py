import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from ecabinet_desktop.clock import new_id
from ecabinet_desktop.errors import Full, Offline, Refused, TooOld
from ecabinet_desktop.server import schema
from ecabinet_desktop.server.store import Store, checked_url, translated
from sqlalchemy import func, select, text
from sqlalchemy.exc import OperationalError


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "ecabinet.db"


def opened(file: Path) -> Store:
    return Store(f"sqlite:///{file}", new_id=new_id)


def test_a_new_store_has_an_epoch_that_stays(file: Path) -> None:
    store = opened(file)
    epoch = store.epoch()
    store.close()
    again = opened(file)
    assert again.epoch() == epoch
    assert len(epoch) == 26
    again.close()


def test_sqlite_is_opened_durable_and_with_readers_beside_the_writer(file: Path) -> None:
    store = opened(file)
    with store.reading() as db:
        assert db.execute(text("PRAGMA journal_mode")).scalar() == "wal"
        assert db.execute(text("PRAGMA synchronous")).scalar() == 2
    store.close()


def test_a_reader_sees_one_moment_while_others_write(any_store: Store) -> None:
    count = select(func.count()).select_from(schema.leaves)
    with any_store.reading() as db:
        assert db.execute(count).scalar() == 0
        with any_store.writing() as transaction:
            transaction.leaf(b"x")
        assert db.execute(count).scalar() == 0
    with any_store.reading() as db:
        assert db.execute(count).scalar() == 1


@pytest.fixture
def any_store(tmp_path: Path, database_url: str | None) -> Iterator[Store]:
    store = Store(database_url or f"sqlite:///{tmp_path / 'any.db'}", new_id=new_id)
    yield store
    store.close()


def test_a_transaction_that_raises_leaves_nothing(any_store: Store) -> None:
    def write_and_fail() -> None:
        with any_store.writing() as transaction:
            transaction.leaf(b"x")
            raise Refused("wrong_state")

    with pytest.raises(Refused):
        write_and_fail()
    with any_store.reading() as db:
        assert db.execute(select(func.count()).select_from(schema.leaves)).scalar() == 0


def test_a_store_of_a_newer_server_is_left_alone(file: Path) -> None:
    opened(file).close()
    with sqlite3.connect(file) as db:
        db.execute("UPDATE alembic_version SET version_num='9999'")
    db.close()
    with pytest.raises(TooOld):
        opened(file)


def test_a_file_that_is_no_database_is_not_overwritten(file: Path) -> None:
    file.write_bytes(b"minutes of a meeting" * 200)
    with pytest.raises(Offline):
        opened(file)
    assert file.read_bytes() == b"minutes of a meeting" * 200


@pytest.mark.parametrize("url", ["mysql://host/db", "nonsense", "sqlite+aiosqlite:///x", ""])
def test_other_databases_are_refused_by_name(url: str) -> None:
    with pytest.raises(Refused) as caught:
        checked_url(url)
    assert caught.value.code == "bad_database_url"


def test_postgresql_is_reached_by_the_driver_that_is_here() -> None:
    assert checked_url("postgresql://u@h/d") == "postgresql+psycopg://u@h/d"
    assert checked_url("postgres://u@h/d") == "postgresql+psycopg://u@h/d"
    assert checked_url("postgresql+psycopg://u@h/d") == "postgresql+psycopg://u@h/d"


def test_a_full_disk_is_told_apart_and_values_are_not_repeated() -> None:
    full = OperationalError("INSERT", {}, sqlite3.OperationalError("database or disk is full"))
    assert isinstance(translated(full), Full)
    other = translated(OperationalError("INSERT secret", {}, sqlite3.OperationalError("near secret: syntax error")))
    assert isinstance(other, Offline)
    assert "secret" not in other.detail
