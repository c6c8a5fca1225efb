"""Brings a server database to the current schema, step by numbered step.

A released step is never edited; the next change is a new file in `versions`.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine

from ecabinet_desktop.errors import TooOld


def upgrade(engine: Engine) -> None:
    """Run the steps a database lacks, in one transaction; raises TooOld for one written by a newer program."""
    config = _config()
    known = {step.revision for step in ScriptDirectory.from_config(config).walk_revisions()}
    with engine.begin() as connection:
        current = MigrationContext.configure(connection).get_current_revision()
        if current is not None and current not in known:
            raise TooOld("the database was written by a newer server")
        config.attributes["connection"] = connection
        command.upgrade(config, "head")


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config
