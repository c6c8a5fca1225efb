"""A member's two computers and the real server: what was read comes together, and the server holds noise."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ecabinet_desktop.domain.annotation import SealedNote
from ecabinet_desktop.usecases.traces import Traces
from ecabinet_desktop.vault.reading import Place

from tests.helpers.desktop import Desktop, desktop
from tests.helpers.pdfs import text_pdf
from tests.unit.sync.scene import Scene, sitting


def traces(member: Desktop) -> Traces:
    store = member.store
    return Traces(
        store.replica, store.reading, store.notes, store.outbox, member.delivering, member.changes, member.now
    )


@contextmanager
def second_computer(scene: Scene) -> Iterator[Desktop]:
    """With the member's note key, as enrolling a further computer brings it."""
    other = desktop(scene.central, "minister-one", scene.folder, scene.clock)
    key = scene.member.store.notes.key()
    other.store.vault.set_meta("note_key", key)
    other.store.notes._key = key
    try:
        yield other
    finally:
        other.close()


def test_two_computers_of_a_member_agree_on_what_was_read(tmp_path: Path) -> None:
    with sitting(tmp_path) as scene:
        scene.plan()
        scene.file(text_pdf(["một", "hai", "ba", "bốn"]))
        (paper,) = scene.publish()
        with second_computer(scene) as other:
            here, there = traces(scene.member), traces(other)
            scene.member.store.reading.saw(paper.id, [0, 1])
            scene.member.store.reading.remember(paper.id, Place(page=1))
            other.store.reading.saw(paper.id, [3])
            for _round in range(3):
                for computer, own in ((scene.member, here), (other, there)):
                    computer.sync()
                    own.absorb()
                    own.leave()
                    computer.sync()
            for computer in (scene.member, other):
                assert computer.store.reading.seen(paper.id) == {0, 1, 3}
                assert computer.store.reading.place(paper.id) == Place(page=1)
                assert computer.store.outbox.unsent() == []
                codes = [entry.verdict.code for entry in computer.store.outbox.entries() if entry.verdict]
                assert set(codes) == {"ok"}
            (row,) = other.store.replica.all(SealedNote)
            assert b"seen" not in row.sealed
            scene.secretary.sync()
            assert scene.secretary.store.replica.all(SealedNote) == []
