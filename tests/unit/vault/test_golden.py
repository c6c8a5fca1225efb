"""The vault of every release still opens, with all that was in it."""

import os
import shutil
from pathlib import Path

import pytest
from ecabinet_desktop.crypto.sealed import unseal
from ecabinet_desktop.domain.agenda import Line
from ecabinet_desktop.domain.meeting import Meeting
from ecabinet_desktop.domain.paper import PaperVersion
from ecabinet_desktop.errors import WrongPassphrase
from ecabinet_desktop.vault.reading import Place
from ecabinet_desktop.vault.vault import Vault, migrations

from tests.unit.vault.golden import COUNTED, GOLDEN, PLAIN, REFUSED
from tests.unit.vault.shelf import NOW, PAPER_KEY, gone, line, meeting, note, page, shelf, vote

VAULTS = sorted(GOLDEN.glob("vault-*"))


@pytest.fixture(params=VAULTS, ids=lambda path: path.name)
def old(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """A copy that the test may change."""
    copy = tmp_path / "vault"
    shutil.copytree(request.param, copy)
    return copy


def test_there_is_one_for_every_schema() -> None:
    assert [path.name for path in VAULTS] == [f"vault-{n:04}" for n in range(1, len(migrations()) + 1)]


def test_it_opens_with_everything_in_it(old: Path) -> None:
    store = shelf(old)
    assert store.replica.cursor() == ("e1", 5)
    assert store.replica.get(Meeting, "m1") == meeting()
    assert store.replica.all(Line) == [line("i1", "Luật Đất đai", papers=("v1",))]
    (kept,) = store.replica.all(PaperVersion)
    with open(store.papers.descriptor(kept.blob), "rb") as file:
        assert unseal(file.read(), PAPER_KEY, kept.id) == PLAIN
    assert [(hit.version_id, hit.page) for hit in store.search.search("dat dai")] == [("v1", None), ("v1", 0)]
    assert store.search.indexed("v1")
    assert store.notes.of_version("v1") == [note("n1", text="của tôi")]
    assert store.notes.drawer() == [note("n2", version_id="v2", text="trong ngăn kéo")]
    assert store.notes.history("v1") == b"steps"
    assert store.reading.place("v1") == Place(page=1, offset=42.5, zoom="page")
    assert store.reading.seen("v1") == {0, 1}
    assert (store.reading.last_read_version("p-v1"), store.reading.last_read_at("p-v1")) == (1, NOW)
    verdicts = {entry.id: entry.verdict for entry in store.outbox.entries()}
    assert verdicts == {"c-queued": None, "c-vote": COUNTED, "c-refused": REFUSED}
    (receipt,) = store.receipts.of_ballot("b1")
    assert (receipt.statement, receipt.verdict) == (vote("c-vote").body.statement, COUNTED)  # type: ignore[union-attr]
    assert store.vault.meta("person_id") == b"me"
    store.vault.close()


def test_it_can_be_worked_with(old: Path) -> None:
    store = shelf(old)
    store.outbox.put(vote("c-new"))
    store.replica.apply(page(gone=[gone("paper", "v1")], upto=6))
    assert store.papers.sweep(store.replica) == 1
    assert store.search.search("ngan sach") == []
    assert [envelope.id for envelope in store.outbox.waiting(9)] == ["c-new", "c-queued"]
    store.vault.close()


def test_another_key_does_not_open_it(old: Path) -> None:
    with pytest.raises(WrongPassphrase):
        Vault.open(old, os.urandom(32))
