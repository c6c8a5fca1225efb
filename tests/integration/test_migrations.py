"""A database of an earlier release is brought up to date with everything in it."""

from pathlib import Path

import pytest
from alembic import command
from ecabinet_desktop.domain.ballot import Ballot, BallotKind, BallotState
from ecabinet_desktop.server import migrations, schema
from ecabinet_desktop.wire import codec
from sqlalchemy import create_engine, insert, select

RUNNING = {BallotState.OPEN, BallotState.CLOSING}


@pytest.fixture(params=["sqlite", pytest.param("postgres", marks=pytest.mark.postgres)])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'old.db'}"
    url: str = request.getfixturevalue("postgres_url")
    return url


def test_the_clock_learns_of_ballots_that_ran_before_it_had_a_table(address: str) -> None:
    engine = create_engine(address)
    config = migrations._config()
    with engine.begin() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, "0001")
        for number, state in enumerate(BallotState):
            ballot = Ballot(
                id=state.value, meeting_id="m", item_id="i", kind=BallotKind.WRITTEN, state=state, question="?",
                decision_text="t",
            )  # fmt: skip
            row = {"kind": "ballot", "id": ballot.id, "rev": 1, "seq": number, "mark": b"", "gone_at": None}
            connection.execute(insert(schema.entities), {**row, "body": codec.encode(ballot)})
    migrations.upgrade(engine)
    with engine.connect() as connection:
        assert set(connection.execute(select(schema.due.c.ballot_id)).scalars()) == {s.value for s in RUNNING}
    engine.dispose()
