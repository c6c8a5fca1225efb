"""The encrypted store: what opens it, what it refuses, and what a full disk or a cut upgrade leaves."""

import os
import shutil
import stat
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from ecabinet_desktop.errors import Cancelled, Damaged, Full, TooOld, WrongPassphrase
from ecabinet_desktop.vault import vault as module
from ecabinet_desktop.vault.vault import CHECK, FILE, Vault

from tests.unit.vault.conftest import FullDisk
from tests.unit.vault.shelf import DB_KEY, Shelf, note, page, paper, position, row, shelf

OTHER_KEY = bytes(32)


def test_what_was_stored_is_there_after_closing_and_opening(folder: Path) -> None:
    vault = Vault.open(folder, DB_KEY)
    vault.set_meta("name", b"value")
    vault.close()
    again = Vault.open(folder, DB_KEY)
    assert again.meta("name") == b"value"
    assert again.meta("other") is None
    again.close()


def test_another_key_is_refused_and_prints_nothing(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    Vault.open(folder, DB_KEY).close()
    with pytest.raises(WrongPassphrase):
        Vault.open(folder, OTHER_KEY)
    (folder / CHECK).unlink()
    with pytest.raises(WrongPassphrase):
        Vault.open(folder, OTHER_KEY)
    assert capfd.readouterr() == ("", "")
    Vault.open(folder, DB_KEY).close()
    assert (folder / CHECK).exists()


@pytest.mark.parametrize("harm", ["first page", "emptied", "taken away"])
def test_a_damaged_store_is_not_called_a_wrong_passphrase(folder: Path, harm: str) -> None:
    Vault.open(folder, DB_KEY).close()
    path = folder / FILE
    if harm == "first page":
        flip(path, 100)
    elif harm == "emptied":
        path.write_bytes(b"")
    else:
        path.unlink()
    with pytest.raises(Damaged):
        Vault.open(folder, DB_KEY)
    assert not path.exists() or path.stat().st_size == 0 or harm == "first page", "no new store over the old one"


def flip(path: Path, place: int) -> None:
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)


def test_a_flipped_bit_anywhere_is_noticed_when_it_is_read(folder: Path) -> None:
    opened = shelf(folder)
    opened.replica.apply(page([row(paper(f"v{n}", title="x" * 3000)) for n in range(40)]))
    opened.vault.close()
    size = (folder / FILE).stat().st_size
    flip(folder / FILE, size // 2)
    with pytest.raises(Damaged):
        read_everything(folder)


def read_everything(folder: Path) -> None:
    vault = Vault.open(folder, DB_KEY)
    try:
        with vault.read() as db:
            db.execute("PRAGMA integrity_check").fetchall()
            for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
                db.execute(f"SELECT * FROM {name}").fetchall()
    finally:
        vault.close()


def test_only_the_owner_can_open_the_files_whatever_the_mask(folder: Path) -> None:
    before = os.umask(0o000)
    try:
        opened = shelf(folder)
        opened.outbox.put(position("c1"))
        modes = {path.name: stat.S_IMODE(path.stat().st_mode) for path in folder.iterdir() if path.is_file()}
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    finally:
        os.umask(before)
    opened.vault.close()
    assert FILE + "-wal" in modes
    assert set(modes.values()) == {0o600}


def test_a_store_put_back_from_a_lax_backup_is_the_owners_again(folder: Path) -> None:
    Vault.open(folder, DB_KEY).close()
    (folder / FILE).chmod(0o644)
    Vault.open(folder, DB_KEY).close()
    assert stat.S_IMODE((folder / FILE).stat().st_mode) == 0o600


def test_nothing_readable_stands_in_any_file(folder: Path) -> None:
    canary = "Kim tước chi 4711"
    opened = shelf(folder)
    opened.replica.apply(page([row(paper(title=canary))]))
    opened.notes.save(note(text=canary))
    opened.search.index_pages("v1", [(0, canary)])
    opened.vault.set_meta("secret", canary.encode())
    files = [path for path in folder.rglob("*") if path.is_file()]
    assert {FILE, FILE + "-wal"} <= {path.name for path in files}
    for path in files:
        data = path.read_bytes()
        for form in (canary.encode(), b"Kim", b"4711", b"kim tuoc", opened.notes.key(), DB_KEY, b"SQLite format"):
            assert form not in data, path.name
    opened.vault.close()


def test_the_store_runs_as_the_design_says(shelf_: Shelf) -> None:
    expected = {
        "journal_mode": "wal",
        "synchronous": 2,
        "secure_delete": 1,
        "temp_store": 2,
        "foreign_keys": 1,
        "user_version": 1,
    }
    with shelf_.vault.read() as db:
        assert {name: db.execute(f"PRAGMA {name}").fetchone()[0] for name in expected} == expected
        tables = db.execute("SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table'")
        loose = {name for name, strict in tables if not strict and not name.startswith("sqlite_")}
    assert loose == set()


def test_a_transaction_that_fails_changes_nothing(shelf_: Shelf) -> None:
    with pytest.raises(KeyError), shelf_.vault.transaction():
        raise_after(shelf_.vault.set_meta, "name", b"half")
    assert shelf_.vault.meta("name") is None
    shelf_.vault.set_meta("name", b"whole")
    assert shelf_.vault.meta("name") == b"whole"


def raise_after(act: Callable[[str, bytes], None], name: str, value: bytes) -> None:
    act(name, value)
    raise KeyError(name)


def test_a_reader_on_another_thread_never_sees_half_a_transaction(shelf_: Shelf) -> None:
    seen: list[bytes | None] = []
    reader = threading.Thread(target=lambda: seen.append(shelf_.vault.meta("second")))
    with shelf_.vault.transaction():
        shelf_.vault.set_meta("first", b"1")
        reader.start()
        reader.join(timeout=0.05)
        assert reader.is_alive(), "it waits for the lock"
        shelf_.vault.set_meta("second", b"2")
    reader.join(timeout=10)
    assert seen == [b"2"]


def test_four_threads_write_at_once_and_nothing_is_lost(shelf_: Shelf) -> None:
    def write(thread: int) -> None:
        for n in range(25):
            shelf_.outbox.put(position(f"{thread}-{n}"))

    threads = [threading.Thread(target=write, args=(n,)) for n in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert {e.id for e in shelf_.outbox.entries()} == {f"{t}-{n}" for t in range(4) for n in range(25)}


def test_whoever_comes_after_closing_is_sent_away_quietly(shelf_: Shelf) -> None:
    shelf_.vault.close()
    shelf_.vault.close()
    with pytest.raises(Cancelled):
        shelf_.vault.meta("name")
    with pytest.raises(Cancelled):
        shelf_.vault.set_meta("name", b"")


def test_a_full_disk_leaves_everything_as_it_was(shelf_: Shelf, folder: Path, full_disk: FullDisk) -> None:
    shelf_.outbox.put(position("before"))
    rows = [row(paper(f"v{n}", title="x" * 3000)) for n in range(300)]
    with full_disk((folder / (FILE + "-wal")).stat().st_size + 10_000), pytest.raises(Full):
        shelf_.replica.apply(page(rows))
    assert shelf_.replica.cursor() == ("", 0)
    assert [e.id for e in shelf_.outbox.entries()] == ["before"]
    shelf_.outbox.put(position("after"))
    shelf_.replica.apply(page(rows))
    assert shelf_.replica.digest() != "0" * 64
    assert [e.id for e in shelf_.outbox.entries()] == ["before", "after"]


def test_a_store_that_may_not_grow_says_full(shelf_: Shelf) -> None:
    with shelf_.vault.read() as db:
        db.execute("PRAGMA max_page_count = 1").fetchone()  # as large as it is now
    with pytest.raises(Full):
        shelf_.vault.set_meta("big", bytes(1_000_000))
    assert shelf_.vault.meta("big") is None


def test_a_mistake_of_the_program_is_not_dressed_up_as_damage(shelf_: Shelf) -> None:
    with pytest.raises(Exception, match="no such table") as caught, shelf_.vault.read() as db:
        db.execute("SELECT * FROM nowhere")
    assert not isinstance(caught.value, Damaged | Full)


def test_a_store_of_a_newer_program_is_left_alone(folder: Path) -> None:
    vault = Vault.open(folder, DB_KEY)
    with vault.transaction() as db:
        db.execute("PRAGMA user_version = 999")
    vault.close()
    before = (folder / FILE).read_bytes()
    with pytest.raises(TooOld):
        Vault.open(folder, DB_KEY)
    assert (folder / FILE).read_bytes() == before


@pytest.fixture
def next_schema(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A program with one more step than ours; returns the step."""
    schema = tmp_path / "schema"
    shutil.copytree(module.SCHEMA, schema)
    step = schema / f"{len(module.migrations()) + 1:04}_next.sql"
    step.write_text("CREATE TABLE later (a TEXT) STRICT; INSERT INTO later SELECT name FROM meta;")
    monkeypatch.setattr(module, "SCHEMA", schema)
    return step


def test_an_older_store_is_brought_up_to_date_with_all_it_holds(folder: Path, next_schema: Path) -> None:
    later = next_schema.read_text()
    next_schema.unlink()
    opened = shelf(folder)
    opened.outbox.put(position("c1"))
    opened.vault.close()
    next_schema.write_text(later)
    again = shelf(folder)
    with again.vault.read() as db:
        assert ("note_key",) in db.execute("SELECT a FROM later").fetchall()
    assert [e.id for e in again.outbox.entries()] == ["c1"]
    assert stat.S_IMODE((folder / FILE).stat().st_mode) == 0o600
    again.vault.close()
    assert not list(folder.glob("*.upgrade*"))


@pytest.mark.parametrize("fault", ["broken step", "full disk"])
def test_an_upgrade_that_fails_leaves_the_old_store(
    folder: Path, next_schema: Path, fault: str, full_disk: FullDisk
) -> None:
    next_schema.unlink()
    opened = shelf(folder)
    opened.outbox.put(position("c1"))
    opened.vault.close()
    before = (folder / FILE).read_bytes()
    if fault == "broken step":
        next_schema.write_text("CREATE TABLE later (a TEXT) STRICT; SELECT nonsense;")
        with pytest.raises(Exception, match="nonsense"):
            Vault.open(folder, DB_KEY)
    else:
        next_schema.write_text("CREATE TABLE later AS SELECT zeroblob(3000000) AS a;")
        with full_disk(len(before) + 100_000), pytest.raises(Full):
            Vault.open(folder, DB_KEY)
    assert (folder / FILE).read_bytes() == before
    assert not list(folder.glob("*.upgrade*"))
    next_schema.unlink()
    again = shelf(folder)
    assert [e.id for e in again.outbox.entries()] == ["c1"]
    again.vault.close()


def test_what_a_killed_upgrade_left_is_cleared_away(folder: Path) -> None:
    shelf(folder).vault.close()
    for name in ("vault.upgrade", "vault.upgrade-wal", "vault.upgrade-shm"):
        (folder / name).write_bytes(b"half")
    shelf(folder).vault.close()
    assert not list(folder.glob("*.upgrade*"))
