"""Golden vaults: one per released schema, made by that release and never again; every later one must open them.

`python -m tests.unit.vault.golden` writes the vault of this release into tests/data/golden, if there is none.
"""

import sys
from pathlib import Path

from ecabinet_desktop.vault.reading import Place
from ecabinet_desktop.vault.vault import migrations
from ecabinet_desktop.wire.answers import Receipt, Verdict
from ecabinet_desktop.wire.commands import CastVote

from tests.unit.vault.shelf import (
    NOW,
    Shelf,
    gone,
    line,
    meeting,
    note,
    page,
    paper,
    position,
    row,
    sealed,
    shelf,
    vote,
)

GOLDEN = Path(__file__).parents[2] / "data" / "golden"
PLAIN = b"%PDF-1.7 the golden paper"
COUNTED = Verdict(
    id="c-vote", accepted=True, code="ok", at=NOW, seq=5, receipt=Receipt(statement=b"said", signature=b"signed")
)
REFUSED = Verdict(id="c-refused", accepted=False, code="wrong_state", at=NOW)


def fill(store: Shelf) -> None:
    """Something in every table."""
    blob = sealed("v1", PLAIN)
    rows = [meeting(), line("i1", "Luật Đất đai", papers=("v1",)), paper("v1", blob=blob), paper("v2")]
    store.replica.apply(page([row(entity, seq=n) for n, entity in enumerate(rows, 1)], upto=4))
    with store.papers.open_part(paper("v1", blob=blob).blob) as part:
        part.write(blob)
    store.papers.accept(paper("v1", blob=blob).blob)
    store.search.index_pages("v1", [(0, "Quản lý đất đai"), (1, "ngân sách")])
    store.search.finish("v1")
    store.notes.save(note("n1", text="của tôi"))
    store.notes.save(note("n2", version_id="v2", text="trong ngăn kéo"))
    store.notes.set_history("v1", b"steps")
    store.reading.remember("v1", Place(page=1, offset=42.5, zoom="page"))
    store.reading.saw("v1", [0, 1])
    store.reading.mark_read("p-v1", 1, NOW)
    for envelope in (position("c-queued"), vote("c-vote"), position("c-refused")):
        store.outbox.put(envelope)
    body = vote("c-vote").body
    if isinstance(body, CastVote):
        store.receipts.add(body, COUNTED)
    store.outbox.answer(COUNTED)
    store.outbox.answer(REFUSED)
    store.vault.set_meta("person_id", b"me")
    store.replica.apply(page(gone=[gone("paper", "v2")], upto=5))


def main() -> None:
    folder = GOLDEN / f"vault-{len(migrations()):04}"
    if folder.exists():
        sys.exit(f"{folder.name} is there and stays as it is")
    store = shelf(folder)
    store.notes.key()
    fill(store)
    store.vault.close()


if __name__ == "__main__":
    main()
