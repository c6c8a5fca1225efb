from datetime import UTC, datetime, timedelta
from pathlib import Path

from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from ecabinet_desktop.clock import new_id
from ecabinet_desktop.server.schema import METADATA, Moment
from ecabinet_desktop.server.store import Store
from sqlalchemy.dialects import sqlite


def test_the_migrations_build_exactly_these_tables(tmp_path: Path, database_url: str | None) -> None:
    store = Store(database_url or f"sqlite:///{tmp_path / 'new.db'}", new_id=new_id)
    with store.reading() as db:
        context = MigrationContext.configure(db, opts={"compare_type": True})
        assert compare_metadata(context, METADATA) == []
    store.close()


def test_times_keep_their_microseconds_and_order() -> None:
    kind, dialect = Moment(), sqlite.dialect()
    early = datetime(2026, 3, 2, 8, 0, 0, 1, tzinfo=UTC)
    late = early + timedelta(microseconds=1)
    stored = [kind.process_bind_param(value, dialect) for value in (early, late, None)]
    assert stored[0] is not None
    assert stored[1] == stored[0] + 1
    assert stored[2] is None
    assert kind.process_result_value(stored[0], dialect) == early
    assert kind.process_result_value(None, dialect) is None
