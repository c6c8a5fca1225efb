"""What the clock must do next gets a table of its own, so that nobody reads every ballot once a second."""

import json

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"

AT_ONCE = 0
RUNNING = ("open", "closing")


def upgrade() -> None:
    """Create the table; every running ballot is looked at once and finds its own moment."""
    due = op.create_table(
        "due",
        sa.Column("ballot_id", sa.String(length=80), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("ballot_id"),
    )
    op.create_index("due_at", "due", ["at"], unique=False)
    entities = sa.table("entities", sa.column("kind"), sa.column("id"), sa.column("body"), sa.column("gone_at"))
    living = sa.select(entities.c.id, entities.c.body).where(
        entities.c.kind == "ballot", entities.c.gone_at.is_(None)
    )
    for row in op.get_bind().execute(living).all():
        if json.loads(bytes(row.body))["state"] in RUNNING:
            op.get_bind().execute(sa.insert(due), {"ballot_id": row.id, "at": AT_ONCE})
