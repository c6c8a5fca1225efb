import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from ecabinet_desktop.clock import new_id
from ecabinet_desktop.domain.ballot import Answer
from ecabinet_desktop.sync.downloads import Fetch
from ecabinet_desktop.usecases.change import Change
from ecabinet_desktop.usecases.desk import PERSON, Contact, Desk

from tests.helpers import pdfs
from tests.helpers.desk import PASSPHRASE, Bench
from tests.helpers.desktop import vote_key
from tests.unit.sync.scene import Scene, sitting

SECONDS = 20


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    with sitting(tmp_path) as made:
        made.plan()
        yield made


def test_a_desk_that_starts_brings_papers_and_tells_of_it(scene: Scene) -> None:
    scene.file(pdfs.text_pdf(["Tờ trình"]))
    (paper,) = scene.publish()
    member = scene.member
    desk = Desk(
        member.store,
        member.api,
        member.me,
        server_key=scene.central.keys.public,
        device_id=member.computer.device_id,
        open_vote_key=vote_key(member.computer),
        now=scene.clock,
        new_id=new_id,
    )
    arrived, told = threading.Event(), Change.NONE

    def listen(change: Change) -> None:
        nonlocal told
        told |= change
        progress = desk.progress(paper.id)
        if progress is not None and progress.state is Fetch.HERE:
            arrived.set()

    desk.changes.subscribe(listen)
    assert desk.papers_to_come() == (0, 1)
    assert desk.progress(paper.id) is None
    desk.start()
    assert arrived.wait(SECONDS)
    assert desk.papers_to_come() == (1, 0)
    assert told & (Change.FILES | Change.CONTACT) == Change.FILES | Change.CONTACT
    desk.syncing.schedule.stop()
    names = {thread.name for thread in threading.enumerate()}
    assert not {name for name in names if name == "sync" or name.startswith("download-")}


def test_votes_that_wait_are_counted_for_the_warning_at_the_door(bench: Bench) -> None:
    assert bench.desk.unsent_votes() == 0
    ballot = bench.desk.voting.ballot("b-open")
    assert ballot is not None
    bench.desk.voting.cast(ballot, Answer.AGREE, "", PASSPHRASE)
    assert bench.desk.unsent_votes() == 1
    assert bench.desk.contact().contact is Contact.NEVER


def test_a_store_knows_whose_it_is_once_it_was_told(bench: Bench) -> None:
    assert bench.store.me() is None
    bench.store.vault.set_meta(PERSON, b"m07")
    me = bench.store.me()
    assert me is not None
    assert me.id == "m07"
