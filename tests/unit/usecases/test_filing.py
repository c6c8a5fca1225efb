from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from ecabinet_desktop.clock import new_id
from ecabinet_desktop.domain.agenda import Item
from ecabinet_desktop.domain.paper import Level, PaperVersion
from ecabinet_desktop.errors import Cancelled, NotAllowed, Offline, Refused, Unreadable
from ecabinet_desktop.usecases import filing as filing_module
from ecabinet_desktop.usecases.filing import PART, Filing

from tests.helpers import pdfs
from tests.helpers.desktop import Desktop
from tests.unit.sync.scene import Faulty, Scene, sitting

LARGE = pdfs.large_pdf(2 * PART + 1000)
FORM: dict[str, Any] = {"title": "Tờ trình", "level": Level.CABINET, "language": "vi"}


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    with sitting(tmp_path) as made:
        made.plan()
        yield made


def filing(desk: Desktop, **calls: Any) -> Filing:
    return Filing(Faulty(desk.api, **calls), desk.delivering, new_id)


def item_of(scene: Scene) -> Item:
    item = scene.secretary.store.replica.get(Item, scene.item_id)
    assert item is not None
    return item


def written(scene: Scene, data: bytes) -> Path:
    path = scene.folder / "handed in.pdf"
    path.write_bytes(data)
    return path


def filed(scene: Scene) -> list[PaperVersion]:
    scene.secretary.sync()
    return sorted(scene.secretary.store.replica.all(PaperVersion), key=lambda p: p.version)


def test_a_file_is_uploaded_in_parts_and_filed_with_its_item(scene: Scene) -> None:
    shares: list[float] = []
    filing(scene.secretary).file(written(scene, LARGE), item_of(scene), progress=shares.append, **FORM)
    (paper,) = filed(scene)
    assert (paper.item_id, paper.title, paper.size, paper.version) == (scene.item_id, "Tờ trình", len(LARGE), 1)
    assert len(shares) >= 3
    assert shares == sorted(shares)
    assert shares[-1] == 1.0


def test_an_upload_cut_off_goes_on_where_it_was(scene: Scene) -> None:
    starts: list[int] = []

    def cut(real: Any, upload_id: str, start: int, data: bytes) -> Any:
        starts.append(start)
        answer = real(upload_id, start, data)
        if len(starts) == 2:
            raise Offline("the answer was lost")
        return answer

    way = filing(scene.secretary, continue_upload=cut)
    path = written(scene, LARGE)
    with pytest.raises(Offline):
        way.file(path, item_of(scene), **FORM)
    assert scene.secretary.store.outbox.unsent() == []
    way.file(path, item_of(scene), **FORM)
    assert starts == [0, PART, 2 * PART]
    assert [paper.size for paper in filed(scene)] == [len(LARGE)]


def test_a_newer_version_belongs_to_the_same_paper(scene: Scene) -> None:
    way, path = filing(scene.secretary), written(scene, pdfs.text_pdf(["một"]))
    way.file(path, item_of(scene), **FORM)
    (first,) = filed(scene)
    path.write_bytes(pdfs.text_pdf(["hai"]))
    way.file(path, item_of(scene), replaces=first, reason="Sửa số liệu", **FORM)
    versions = filed(scene)
    assert {paper.paper_id for paper in versions} == {first.paper_id}
    assert (versions[-1].version, versions[-1].reason) == (2, "Sửa số liệu")


def test_a_person_may_stop_it_and_nothing_is_filed(scene: Scene) -> None:
    answers = iter([False, True])
    with pytest.raises(Cancelled):
        filing(scene.secretary).file(written(scene, LARGE), item_of(scene), cancelled=lambda: next(answers), **FORM)
    assert scene.secretary.store.outbox.unsent() == []
    assert filed(scene) == []


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "empty"), (b"a letter", "not_pdf"), (pdfs.encrypted_pdf(), "encrypted")],
    ids=["empty", "letter", "encrypted"],
)
def test_what_is_no_good_pdf_is_refused_by_what_is_wrong_with_it(data: bytes, code: str, scene: Scene) -> None:
    with pytest.raises(Unreadable) as caught:
        filing(scene.secretary).file(written(scene, data), item_of(scene), **FORM)
    assert caught.value.code == code
    assert filed(scene) == []


def test_a_file_that_cannot_be_read_or_is_too_big_never_leaves(
    scene: Scene, monkeypatch: pytest.MonkeyPatch
) -> None:
    def never(*_arguments: Any) -> Any:
        pytest.fail("something was sent")

    way = filing(scene.secretary, begin_upload=never)
    with pytest.raises(Unreadable):
        way.file(scene.folder / "not there.pdf", item_of(scene), **FORM)
    with pytest.raises(Unreadable):
        way.file(scene.folder, item_of(scene), **FORM)
    monkeypatch.setattr(filing_module, "LARGEST", 1000)
    with pytest.raises(Refused, match="too_big"):
        way.file(written(scene, LARGE), item_of(scene), **FORM)


def test_a_member_may_not_hand_in_a_file(scene: Scene) -> None:
    with pytest.raises(NotAllowed):
        filing(scene.member).file(written(scene, pdfs.text_pdf(["một"])), item_of(scene), **FORM)
