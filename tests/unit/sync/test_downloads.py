import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from queue import Queue
from typing import Any

import pytest
from ecabinet_desktop.crypto import sealed
from ecabinet_desktop.domain.paper import PaperVersion
from ecabinet_desktop.errors import Damaged, NotAllowed, Offline
from ecabinet_desktop.sync.downloads import MAX_DAMAGED, Downloads, Fetch, Progress
from ecabinet_desktop.wire.api import PIECE

from tests.helpers import pdfs
from tests.unit.sync.scene import Faulty, Scene

SECONDS = 20
SMALL = pdfs.text_pdf(["Tờ trình"])
LARGE = pdfs.large_pdf(PIECE + 600_000)


@contextmanager
def fetching(scene: Scene, connections: int = 1, **calls: Any) -> Iterator[tuple[Downloads, "Queue[Progress]"]]:
    """Downloads of the member over a way with faults, and what they tell."""
    told: Queue[Progress] = Queue()
    store = scene.member.store
    downloads = Downloads(Faulty(scene.member.api, **calls), store.papers, store.replica, told.put, connections)
    try:
        yield downloads, told
    finally:
        downloads.stop()


def end_of(told: "Queue[Progress]", paper: PaperVersion) -> Progress:
    """The first word that this paper is here or failed."""
    while True:
        progress = told.get(timeout=SECONDS)
        if progress.version_id == paper.id and progress.state in (Fetch.HERE, Fetch.FAILED):
            return progress


def plain(scene: Scene, paper: PaperVersion) -> bytes:
    store = scene.member.store
    key = store.replica.paper_key(paper.id)
    assert key is not None
    with open(store.papers.descriptor(paper.blob), "rb") as file:
        return sealed.unseal(file.read(), key, paper.id)


@pytest.fixture
def published(scene: Scene) -> Callable[..., list[PaperVersion]]:
    def publish(*documents: bytes) -> list[PaperVersion]:
        scene.file(*documents)
        return scene.publish()

    return publish


def test_what_arrives_opens_to_what_was_handed_in(scene: Scene, published: Any) -> None:
    small, large = published(SMALL, LARGE)
    with fetching(scene, connections=2) as (downloads, told):
        downloads.want([large, small])
        ends = [told.get(timeout=SECONDS)]
        while sum(progress.state is Fetch.HERE for progress in ends) < 2:
            ends.append(told.get(timeout=SECONDS))
    assert all(progress.error is None for progress in ends)
    assert plain(scene, small) == SMALL
    assert plain(scene, large) == LARGE
    received = [progress.received for progress in ends if progress.version_id == large.id]
    assert received == sorted(received)
    assert received[-1] == large.blob_size


def test_a_download_cut_off_goes_on_where_it_was(scene: Scene, published: Any) -> None:
    (large,) = published(LARGE)
    starts: list[int] = []

    def cut_once(real: Any, name: str, start: int, stop: int) -> Iterator[bytes]:
        starts.append(start)
        for part in real(name, start, stop):
            yield part
            if len(starts) == 1:
                raise Offline("cut")

    with fetching(scene, blob=cut_once) as (downloads, told):
        downloads.want([large])
        failed = end_of(told, large)
        assert failed.state is Fetch.FAILED
        assert isinstance(failed.error, Offline)
        assert downloads.states() == {large.id: Fetch.FAILED}
        assert downloads.idle()
        kept = scene.member.store.papers.part_size(large.blob)
        assert kept > 0
        downloads.want([large])
        assert end_of(told, large).state is Fetch.HERE
    assert starts[1] == kept
    assert plain(scene, large) == LARGE


def test_a_part_left_torn_by_an_earlier_run_is_cut_back_to_what_is_good(scene: Scene, published: Any) -> None:
    (small,) = published(SMALL + b"%" * 60_000)
    store = scene.member.store
    with store.papers.open_part(small.blob) as part:
        whole = b"".join(scene.member.api.blob(small.blob, 0, small.blob_size))
        part.write(whole[:20_000] + b"torn" * 10_000)
    starts: list[int] = []

    def note(real: Any, name: str, start: int, stop: int) -> Any:
        starts.append(start)
        return real(name, start, stop)

    with fetching(scene, blob=note) as (downloads, told):
        downloads.want([small])
        assert end_of(told, small).state is Fetch.HERE
    assert starts == [sealed.HEADER + sealed.SEALED_CHUNK]


def test_a_tampered_file_is_refused_however_often_it_comes_and_a_good_one_taken(
    scene: Scene, published: Any
) -> None:
    (small,) = published(SMALL)
    bad = [True]

    def flip(real: Any, name: str, start: int, stop: int) -> Iterator[bytes]:
        data = bytearray(b"".join(real(name, start, stop)))
        data[len(data) // 2] ^= bad[0]
        yield bytes(data)

    with fetching(scene, blob=flip) as (downloads, told):
        downloads.want([small])
        for _ in range(MAX_DAMAGED):
            failed = end_of(told, small)
            assert isinstance(failed.error, Damaged)
        assert not scene.member.store.papers.have(small.blob)
        assert scene.member.store.papers.part_size(small.blob) == 0
        bad[0] = False
        downloads.want([small])
        assert end_of(told, small).state is Fetch.HERE
    assert plain(scene, small) == SMALL


def test_a_file_the_server_will_not_give_fails_and_the_next_one_comes(scene: Scene, published: Any) -> None:
    first, second = published(SMALL, SMALL + b"%other")

    def shut(real: Any, name: str, start: int, stop: int) -> Any:
        if name == first.blob:
            raise NotAllowed("blob")
        return real(name, start, stop)

    with fetching(scene, blob=shut) as (downloads, told):
        downloads.want([first, second])
        assert isinstance(end_of(told, first).error, NotAllowed)
        assert end_of(told, second).state is Fetch.HERE


def test_a_piece_that_ends_early_is_kept_and_asked_for_again(scene: Scene, published: Any) -> None:
    (small,) = published(SMALL)
    with fetching(scene, blob=lambda real, *args: iter([b"".join(real(*args))[:5000]])) as (downloads, told):
        downloads.want([small])
        failed = end_of(told, small)
    assert isinstance(failed.error, Offline)
    assert failed.received == 5000


def test_a_more_urgent_paper_overtakes_after_one_piece(scene: Scene, published: Any) -> None:
    small, large = published(SMALL, LARGE)
    asked: list[str] = []
    began, go = threading.Event(), threading.Event()

    def gated(real: Any, name: str, start: int, stop: int) -> Iterator[bytes]:
        asked.append(name)
        began.set()
        assert go.wait(SECONDS)
        yield from real(name, start, stop)

    with fetching(scene, blob=gated) as (downloads, told):
        downloads.want([large])
        assert began.wait(SECONDS)
        downloads.want([small, large])
        go.set()
        assert end_of(told, small).state is Fetch.HERE
        assert end_of(told, large).state is Fetch.HERE
    assert asked == [large.blob, small.blob, large.blob]


def test_what_is_no_longer_wanted_is_left_after_its_piece(scene: Scene, published: Any) -> None:
    (large,) = published(LARGE)
    began, go = threading.Event(), threading.Event()
    asked: list[int] = []

    def gated(real: Any, name: str, start: int, stop: int) -> Iterator[bytes]:
        asked.append(start)
        began.set()
        assert go.wait(SECONDS)
        yield from real(name, start, stop)

    with fetching(scene, blob=gated) as (downloads, told):
        downloads.want([large])
        assert began.wait(SECONDS)
        downloads.want([])
        go.set()
        while told.get(timeout=SECONDS).received < PIECE:
            pass
    assert asked == [0]
    assert not scene.member.store.papers.have(large.blob)
