"""What an administrator does at the server itself: set it up, make accounts and codes, back up, restore.

No function here shows content, and each may run beside a serving process but `restore`, which needs it stopped.
"""

import os
import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.engine import make_url

from ecabinet_desktop.clock import NewId, Now
from ecabinet_desktop.crypto import codes
from ecabinet_desktop.domain.people import Government, Person, Role
from ecabinet_desktop.domain.rules import PROFILES
from ecabinet_desktop.errors import Full, Refused
from ecabinet_desktop.server import enrolment, members, schema
from ecabinet_desktop.server.app import the_only_server
from ecabinet_desktop.server.blobs import folder_of
from ecabinet_desktop.server.central import Central
from ecabinet_desktop.server.config import Config
from ecabinet_desktop.server.members import RowError
from ecabinet_desktop.server.store import Store, new_epoch
from ecabinet_desktop.server.work import Work

CODE_LIFE = timedelta(days=7)
GOVERNMENT_ID = "government"
DATABASE_NAME = "ecabinet.db"


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstCode:
    """A code to hand over once; it is stored nowhere."""

    person_id: str
    name: str
    code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Imported:
    """How many people were taken over; none when there are errors."""

    people: int
    errors: tuple[RowError, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class BackedUp:
    """What a backup holds, and how many of its sealed files were new."""

    folder: Path
    papers: int
    copied: int


def init(
    central: Central,
    *,
    name: str,
    profile: str,
    administrator: str,
    secretary: str,
    time_zone: str = "Asia/Ho_Chi_Minh",
    name_en: str = "",
) -> tuple[FirstCode, ...]:
    """Create the government, its first administrator and secretary; their codes let them in at once.

    Raises Refused("already_set_up"), ("unknown_profile") or ("bad_name").
    """
    if profile not in PROFILES:
        raise Refused("unknown_profile", ", ".join(sorted(PROFILES)))
    if not (name.strip() and administrator.strip() and secretary.strip()):
        raise Refused("bad_name")
    government = Government(
        id=GOVERNMENT_ID, name=name.strip(), name_en=name_en.strip(), rules=PROFILES[profile], time_zone=time_zone
    )

    def act(work: Work) -> tuple[FirstCode, ...]:
        if work.all(Government):
            raise Refused("already_set_up")
        work.put(government)
        return (
            _first(work, "administrator", administrator, Role.ADMINISTRATOR),
            _first(work, "secretary", secretary, Role.SECRETARY),
        )

    return central.as_system(act)


def import_members(central: Central, text: str) -> Imported:
    """Take over the people of a CSV text (see `members.read`); with any error, nobody."""

    def act(work: Work) -> Imported:
        people, errors = members.read(text, work.people())
        if errors:
            return Imported(people=0, errors=tuple(errors))
        for someone in people:
            work.put(someone)
        return Imported(people=len(people), errors=())

    return central.as_system(act)


def issue_code(central: Central, person_id: str, *, lets_in_at_once: bool = False) -> FirstCode:
    """A code for an account, valid for a week; its computer waits for a secretary unless said otherwise.

    Raises Refused("unknown").
    """
    return central.as_system(lambda work: _code(work, work.get(Person, person_id), bootstrap=lets_in_at_once))


def backup(config: Config, target: Path) -> BackedUp:
    """Copy the database as it is now and every sealed file into `target`, while the server runs.

    The server's keys are left out on purpose: keep them elsewhere, since backup and keys together open every
    paper. A second backup into the same folder copies only new files. Raises Refused("use_pg_dump"), Full.
    """
    source = _sqlite_file(config)
    target.mkdir(mode=0o700, parents=True, exist_ok=True)
    draft = target / f"{DATABASE_NAME}.new"
    try:
        draft.unlink(missing_ok=True)
        with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(draft)) as copy:
            live.backup(copy, pages=256)
        copied, papers = _copy_missing(folder_of(config.blobs_url), target / "papers")
    except (OSError, sqlite3.OperationalError) as error:
        raise Full(type(error).__name__) from error
    os.replace(draft, target / DATABASE_NAME)
    return BackedUp(folder=target, papers=papers, copied=copied)


def restore(config: Config, source: Path, *, now: Now, new_id: NewId) -> Path | None:
    """Put a backup in place and begin a new history; the database that was there is kept aside and named.

    Raises Refused("already_running"), ("no_backup") or ("use_pg_restore").
    """
    place = _sqlite_file(config, refusal="use_pg_restore")
    if not (source / DATABASE_NAME).is_file():
        raise Refused("no_backup", str(source))
    with the_only_server(config):
        aside = _put_aside(place, now().strftime("%Y%m%dT%H%M%SZ"))
        shutil.copyfile(source / DATABASE_NAME, place)
        place.chmod(0o600)
        _copy_missing(source / "papers", folder_of(config.blobs_url))
        store = Store(config.database_url, new_id=new_id)
        with closing(store), store.writing() as transaction:
            new_epoch(transaction.db, new_id())
            for table in (schema.tokens, schema.nonces):
                transaction.db.execute(table.delete())
    return aside


def missing_papers(central: Central) -> list[str]:
    """Sealed files that the database names and the folder lacks; empty when a backup was whole."""
    with central.store.reading() as db:
        named = set(db.execute(select(schema.paper_blobs.c.blob)).scalars())
    return sorted(named - set(central.blobs.names()))


def _first(work: Work, person_id: str, name: str, role: Role) -> FirstCode:
    office = "Administrator" if role is Role.ADMINISTRATOR else "Cabinet secretariat"
    someone = Person(id=person_id, name=name.strip(), office=office, role=role, rank=900, mandate_from=work.today())
    work.put(someone)
    return _code(work, someone, bootstrap=True)


def _code(work: Work, someone: Person, *, bootstrap: bool) -> FirstCode:
    code = codes.new_code()
    enrolment.add_code(
        work,
        code_hash=codes.code_hash(codes.normalise(code)),
        person_id=someone.id,
        expires_at=work.now + CODE_LIFE,
        bootstrap=bootstrap,
    )
    return FirstCode(person_id=someone.id, name=someone.name, code=code)


def _sqlite_file(config: Config, *, refusal: str = "use_pg_dump") -> Path:
    url = make_url(config.database_url)
    if url.get_backend_name() != "sqlite" or not url.database:
        raise Refused(refusal)
    return Path(url.database)


def _copy_missing(source: Path, target: Path) -> tuple[int, int]:
    """Copy the sealed files that `target` lacks: (copied, in all). They never change, so names are enough."""
    copied = total = 0
    for file in sorted(source.glob("??/*")):
        total += 1
        place = target / file.parent.name / file.name
        if place.exists() and place.stat().st_size == file.stat().st_size:
            continue
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        draft = place.with_name(f"{place.name}.new")
        shutil.copyfile(file, draft)
        os.replace(draft, place)
        copied += 1
    return copied, total


def _put_aside(place: Path, stamp: str) -> Path | None:
    """Move the database and its journals out of the way."""
    if not place.exists():
        return None
    aside = place.with_name(f"{place.name}.before-{stamp}")
    for suffix in ("", "-wal", "-shm"):
        part = Path(f"{place}{suffix}")
        if part.exists():
            os.replace(part, f"{aside}{suffix}")
    return aside
