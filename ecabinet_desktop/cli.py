"""The `ecabinet-desktop` command: opens the desktop, runs the server, administers it, shows the demo.

Each part is imported only when it is asked for: the supervisor and the PDF helper must start at once. A known
error is one plain sentence and exit code 1.
"""

import contextlib
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ecabinet_desktop import __version__
from ecabinet_desktop.clock import new_id, utc_now
from ecabinet_desktop.errors import ECabinetError, Refused

if TYPE_CHECKING:
    from ecabinet_desktop.server.central import Central

CONFIG_NAME = "server.toml"
CONFIG_FILE = click.Path(dir_okay=False, path_type=Path)
WORDS = {
    "already_set_up": "there is a government in this folder already; choose an empty one",
    "unknown_profile": "there is no such profile of rules; there are:",
    "bad_name": "the government and both persons need a name",
    "bad_host": "this is neither a name nor an address of a server:",
    "bad_config": "the settings are wrong:",
    "bad_database_url": "the address of the database is wrong:",
    "bad_blob_url": "the place for sealed papers is wrong:",
    "plain_http": "without a certificate the server may only be used from this computer",
    "address_taken": "another program listens there already:",
    "already_running": "a server uses this data; stop it first:",
    "unknown": "there is nobody with this id",
    "no_backup": "there is no backup in this folder:",
    "use_pg_dump": "the data lie in PostgreSQL: back them up with pg_dump, and the folder of papers too",
    "use_pg_restore": "the data lie in PostgreSQL: restore them with pg_restore, and the folder of papers too",
    "bad_encoding": "the list is not UTF-8; save it as “CSV UTF-8”",
}
"""What an administrator is told, by the code of the refusal."""


def run() -> None:
    """Run the command line; called by `__main__` alone."""
    if sys.argv[1:2] == ["pdf-helper"]:
        from ecabinet_desktop.pdf import worker

        worker.main(sys.argv[2:])
        return
    try:
        main(standalone_mode=False)
    except click.ClickException as error:
        error.show()
        sys.exit(error.exit_code)
    except click.Abort:
        sys.exit(130)
    except ECabinetError as error:
        click.echo(said(error), err=True)
        sys.exit(1)


def said(error: ECabinetError) -> str:
    """One plain sentence for an error, with what it was about."""
    code = getattr(error, "code", "")
    words = WORDS.get(code) or f"{code or type(error).__name__}:"
    return f"Not done: {words} {error.detail}" if words.endswith(":") else f"Not done: {words}"


@click.group(invoke_without_command=True)
@click.version_option(__version__)
@click.option("--profile", default="main", help="Which profile of this computer's user.")
@click.pass_context
def main(context: click.Context, profile: str) -> None:
    """Read, mark and decide on cabinet papers. Without a command: open the desktop."""
    if context.invoked_subcommand is None:
        from ecabinet_desktop.places import places
        from ecabinet_desktop.supervisor import supervise

        sys.exit(supervise(places(profile).runtime, ["--profile", profile]))


@main.command(hidden=True)
@click.option("--profile", default="main")
@click.option("--address", default="")
@click.option("--code", default="")
@click.option("--demo", "demo_folder", type=click.Path(path_type=Path))
def window(profile: str, address: str, code: str, demo_folder: Path | None) -> None:
    """One window process; the supervisor starts it."""
    from ecabinet_desktop.desktop import Prefilled, run_window

    network: tuple[Callable[[], None], Callable[[], None]] | None = None
    if demo_folder is not None:
        from ecabinet_desktop import demo

        folder = demo_folder
        network = (lambda: demo.cut(folder), lambda: demo.bring_back(folder))
    sys.exit(run_window(profile, Prefilled(address, code), network))


@main.command()
@click.option("--role", type=click.Choice(["member", "chair", "secretary"]), default="member")
@click.option("--prepare", is_flag=True, help="Only set the sample government up and start its server.")
def demo(role: str, prepare: bool) -> None:
    """Open the desktop on a sample government."""
    from ecabinet_desktop import demo as demonstration

    sys.exit(demonstration.run(role, prepare_only=prepare))


@main.command()
@click.option("--config", type=CONFIG_FILE, help="A TOML file; ECABINET_* variables come before it.")
def server(config: Path | None) -> None:
    """Run the central server."""
    from ecabinet_desktop.server import app
    from ecabinet_desktop.server.config import load

    app.serve(load(config, os.environ), now=utc_now, new_id=new_id, say=click.echo)


@main.group()
def admin() -> None:
    """Set up and look after a central server."""


@admin.command()
@click.option(
    "--folder", type=click.Path(file_okay=False, path_type=Path), required=True, help="For settings and keys."
)
@click.option("--data", type=click.Path(file_okay=False, path_type=Path), help="For the database and papers.")
@click.option("--name", required=True, help="The government's name.")
@click.option("--rules", default="vn", help="The profile of rules of procedure.")
@click.option("--administrator", required=True, help="Name of the first administrator.")
@click.option("--secretary", required=True, help="Name of the first secretary.")
@click.option("--host", "hosts", multiple=True, default=("localhost",), help="Names or addresses of the server.")
@click.option("--listen", default="0.0.0.0:8443", help="Where the server listens.")
@click.option("--cert", type=CONFIG_FILE, help="An own server certificate instead of a new authority.")
@click.option("--key", type=CONFIG_FILE, help="Its key.")
def init(
    folder: Path,
    data: Path | None,
    name: str,
    rules: str,
    administrator: str,
    secretary: str,
    hosts: tuple[str, ...],
    listen: str,
    cert: Path | None,
    key: Path | None,
) -> None:
    """From nothing to a server that the first secretary can enrol with."""
    from ecabinet_desktop.server import admin as administration
    from ecabinet_desktop.server import tls
    from ecabinet_desktop.server.central import Central
    from ecabinet_desktop.server.config import load

    folder = folder.absolute()
    if (folder / CONFIG_NAME).exists():
        raise Refused("already_set_up")
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    fingerprint, authority = "", None
    if cert is None or key is None:
        made = tls.make(folder / "tls", hosts, name, utc_now())
        cert, key, authority, fingerprint = made.certificate, made.key, made.authority, made.fingerprint
    config_file = _write_config(folder, (data or folder / "data").absolute(), listen, cert, key)
    central = Central(load(config_file, {}), utc_now, new_id)
    try:
        codes = administration.init(
            central, name=name, profile=rules, administrator=administrator, secretary=secretary
        )
    finally:
        central.close()
    click.echo(f"Set up in {folder}. Start it with: ecabinet-desktop server --config {config_file}")
    if authority is not None:
        click.echo(f"Give this certificate to every desktop: {authority}\n  fingerprint {fingerprint}")
    for code in codes:
        click.echo(f"One-time code for {code.name} ({code.person_id}): {code.code}")


def _write_config(folder: Path, data: Path, listen: str, cert: Path, key: Path) -> Path:
    """The server's key lies beside the settings, apart from the data and from their backups."""
    config_file = folder / CONFIG_NAME
    config_file.write_text(
        f'listen = "{listen}"\ndata = "{data}"\nkeys = "{folder / "keys"}"\n'
        f'tls_cert = "{cert.absolute()}"\ntls_key = "{key.absolute()}"\n',
        encoding="utf-8",
    )
    return config_file


@admin.command("import-members")
@click.option("--config", type=CONFIG_FILE, required=True)
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def import_members(config: Path, file: Path) -> None:
    """Take over people from a CSV file; with any error in a row, nobody."""
    from ecabinet_desktop.server import admin as administration

    with _central(config) as central:
        imported = administration.import_members(central, _text_of(file))
    for error in imported.errors:
        click.echo(f"line {error.line}, {error.column}: {error.problem}", err=True)
    if imported.errors:
        sys.exit(1)
    click.echo(f"{imported.people} people taken over")


def _text_of(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused("bad_encoding") from error


@admin.command("issue-code")
@click.option("--config", type=CONFIG_FILE, required=True)
@click.argument("person")
def issue_code(config: Path, person: str) -> None:
    """A one-time enrolment code for a person; a secretary still compares the six digits."""
    from ecabinet_desktop.server import admin as administration

    with _central(config) as central:
        code = administration.issue_code(central, person)
    click.echo(f"One-time code for {code.name}: {code.code}")


@admin.command()
@click.option("--config", type=CONFIG_FILE, required=True)
@click.argument("target", type=click.Path(file_okay=False, path_type=Path))
def backup(config: Path, target: Path) -> None:
    """Copy database and sealed papers while the server runs. Keys are not in it: keep them elsewhere."""
    from ecabinet_desktop.server import admin as administration
    from ecabinet_desktop.server.config import load

    done = administration.backup(load(config, os.environ), target)
    click.echo(f"Backed up to {target}: the database and {done.papers} sealed papers, {done.copied} of them new")


@admin.command()
@click.option("--config", type=CONFIG_FILE, required=True)
@click.argument("source", type=click.Path(file_okay=False, exists=True, path_type=Path))
def restore(config: Path, source: Path) -> None:
    """Put a backup in the place of a stopped server's data; desktops list everything anew."""
    from ecabinet_desktop.server import admin as administration
    from ecabinet_desktop.server.config import load

    aside = administration.restore(load(config, os.environ), source, now=utc_now, new_id=new_id)
    click.echo(f"Restored. The former data is kept in {aside}." if aside else "Restored.")


@main.command()
def doctor() -> None:
    """What of this computer eCabinet can use."""
    from ecabinet_desktop.crypto.keyfile import Ring
    from ecabinet_desktop.pdf import protocol
    from ecabinet_desktop.pdf.reader import Link
    from ecabinet_desktop.places import places

    click.echo(f"eCabinet Desktop {__version__}, Python {sys.version.split()[0]}")
    click.echo(f"keyring: {'yes' if Ring.available() else 'none – a longer passphrase is needed'}")
    link = Link()
    link.door.settimeout(20)
    answer = protocol.ANSWERS.decode(protocol.receive(link.door)[0])
    link.end()
    click.echo(
        f"PDF helper: {', '.join(answer.guards) if isinstance(answer, protocol.Ready) else 'does not answer'}"
    )
    click.echo(f"profile folder: {places().data}")


def _central(config: Path) -> "contextlib.closing[Central]":
    """The server's data, opened for one administrator's act."""
    from ecabinet_desktop.server.central import Central
    from ecabinet_desktop.server.config import load

    return contextlib.closing(Central(load(config, os.environ), utc_now, new_id))
