"""Runs the migrations on the connection that `migrations.upgrade` hands over; there is no ini file."""

from alembic import context

from ecabinet_desktop.server.schema import METADATA

context.configure(connection=context.config.attributes["connection"], target_metadata=METADATA)
context.run_migrations()
