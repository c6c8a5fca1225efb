"""A real PostgreSQL for the tests: Debian's binaries, a folder of its own, one fresh database per test.

It listens on a Unix socket only, never touches the system's cluster, and is stopped with the last test.
"""

import os
import secrets
import shutil
import signal
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest

FASTER = ["-c", "fsync=off", "-c", "full_page_writes=off", "-c", "synchronous_commit=off"]
"""The folder is thrown away, so nothing needs to survive a power cut."""


def binaries() -> Path | None:
    """The folder with `initdb` and `postgres` of the newest installed release."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


class Postgres:
    """One running server; `new_database` gives the SQLAlchemy URL of an empty database."""

    def __init__(self, programs: Path) -> None:
        self._programs = programs
        # A socket's path may have 107 bytes at most, so not under pytest's long folders.
        self._folder = Path(tempfile.mkdtemp(prefix="ecabinet-pg-"))
        if os.geteuid() == 0:
            shutil.chown(self._folder, "postgres", "postgres")
        self._data = self._folder / "data"
        self._control(
            "initdb", "--auth=trust", "--username=tests", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"
        )
        options = " ".join(["-c listen_addresses=", "-k", str(self._folder), *FASTER])
        log = self._folder / "log"
        self._control("start", f"--log={log}", "--wait", f"--options={options}")

    def new_database(self) -> str:
        name = f"t{secrets.token_hex(6)}"
        self._execute(f'CREATE DATABASE "{name}"')
        return f"postgresql+psycopg://tests@/{name}?host={self._folder}"

    def drop(self, url: str) -> None:
        name = url.split("@/")[1].split("?")[0]
        self._execute(f'DROP DATABASE "{name}" WITH (FORCE)')

    def stop(self) -> None:
        self._control("stop", "--mode=immediate")
        shutil.rmtree(self._folder)

    def kill(self) -> None:
        """What a power cut does to its processes."""
        os.kill(int((self._data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)

    def _execute(self, statement: str) -> None:
        with psycopg.connect(f"host={self._folder} user=tests dbname=postgres", autocommit=True) as connection:
            connection.execute(statement.encode())

    def _control(self, action: str, *arguments: str) -> None:
        """Run `initdb` or `pg_ctl ACTION`; as root through the account that Debian made for it."""
        program = ["initdb"] if action == "initdb" else ["pg_ctl", action]
        command = [str(self._programs / program[0]), *program[1:], f"--pgdata={self._data}", *arguments]
        if os.geteuid() == 0:
            command = ["runuser", "-u", "postgres", "--", *command]
        # The server inherits the output, so it must not be a pipe that somebody waits for.
        with tempfile.TemporaryFile() as output:
            done = subprocess.run(
                command, stdin=subprocess.DEVNULL, stdout=output, stderr=output, cwd="/", timeout=60
            )
            output.seek(0)
            assert done.returncode == 0, f"{command}: {output.read().decode()}"


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    programs = binaries()
    if programs is None:
        reason = "PostgreSQL is not installed (packaging/bootstrap.sh test installs it)"
        (pytest.fail if os.environ.get("CI") else pytest.skip)(reason)
    server = Postgres(programs)
    yield server
    server.stop()


@pytest.fixture
def postgres_url(postgres: Postgres) -> Iterator[str]:
    """The SQLAlchemy URL of a database made for this test."""
    url = postgres.new_database()
    yield url
    postgres.drop(url)
