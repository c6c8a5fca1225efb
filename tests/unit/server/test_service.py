import hashlib
from pathlib import Path

import msgspec
import pytest
from ecabinet_desktop.clock import new_id
from ecabinet_desktop.crypto import sealed
from ecabinet_desktop.domain.agenda import Agenda, Item, ItemType
from ecabinet_desktop.domain.meeting import Meeting, MeetingState
from ecabinet_desktop.domain.paper import Level, PaperState, PaperVersion
from ecabinet_desktop.errors import NotAllowed, Refused
from ecabinet_desktop.server.central import Central
from ecabinet_desktop.server.work import Work
from ecabinet_desktop.wire.answers import Row, UploadRequest
from ecabinet_desktop.wire.api import SyncApi

from tests.helpers.server import START, direct_service
from tests.unit.server.desk import PDF, meeting


def filed(central: Central, secretary: SyncApi) -> PaperVersion:
    """A confidential paper on the design of meeting m1, filed with item i1."""
    secretary.send([meeting("m1")])
    request = UploadRequest(id=new_id(), size=len(PDF), sha256=hashlib.sha256(PDF).hexdigest())
    secretary.begin_upload(request)
    secretary.continue_upload(request.id, 0, PDF)

    def act(work: Work) -> PaperVersion:
        upload = work.upload(request.id)
        assert upload is not None
        assert upload.skeleton is not None
        paper = PaperVersion(
            id=request.id,
            paper_id="p1",
            meeting_id="m1",
            item_id="i1",
            place=1,
            title="Budget",
            version=1,
            level=Level.CONFIDENTIAL,
            language="vi",
            state=PaperState.PUBLISHED,
            sha256=upload.sha256,
            size=upload.size,
            blob=upload.blob,
            blob_size=upload.blob_size,
            skeleton=upload.skeleton,
            received_at=work.now,
        )
        work.put(Item(id="i1", meeting_id="m1", place=1, title="Budget", type=ItemType.DECISION))
        work.put(paper)
        work.keep_key(paper.id, upload.key)
        return paper

    return central.as_system(act)


def approve(work: Work, version_id: str) -> None:
    agenda = Agenda(
        id="a", meeting_id="m1", label="A", approved_at=START, approved_by="s", manifest={version_id: "hash"}
    )
    work.put(agenda)
    work.put(msgspec.structs.replace(work.get(Meeting, "m1"), agenda="A", state=MeetingState.CONVENED))


def papers(service: SyncApi) -> list[Row]:
    return [row for row in service.changes("", 0).rows if row.kind == "paper"]


def test_a_member_gets_paper_key_and_bytes_once_it_is_approved_and_not_before(any_central: Central) -> None:
    secretary, member = direct_service(any_central, "secretary"), direct_service(any_central, "minister-one")
    paper = filed(any_central, secretary)
    assert papers(member) == []
    with pytest.raises(NotAllowed):
        list(member.blob(paper.blob, 0, paper.blob_size))
    any_central.as_system(lambda work: approve(work, paper.id))
    (row,) = papers(member)
    data = b"".join(member.blob(paper.blob, 0, paper.blob_size))
    assert row.key is not None
    assert sealed.unseal(data, row.key, paper.id) == PDF
    assert b"".join(member.blob(paper.blob, 10, 20)) == data[10:20]


@pytest.mark.parametrize("who", ["assistant", "clerk", "admin"])
def test_nobody_else_may_fetch_a_confidential_paper(central: Central, who: str) -> None:
    paper = filed(central, direct_service(central, "secretary"))
    central.as_system(lambda work: approve(work, paper.id))
    service = direct_service(central, who)
    assert papers(service) == []
    with pytest.raises(NotAllowed):
        service.blob(paper.blob, 0, 10)


def test_a_withdrawn_paper_can_no_longer_be_fetched(central: Central) -> None:
    member = direct_service(central, "minister-one")
    paper = filed(central, direct_service(central, "secretary"))
    central.as_system(lambda work: approve(work, paper.id))
    (row,) = papers(member)
    page = member.changes("", 0)
    central.as_system(lambda work: work.put(msgspec.structs.replace(paper, state=PaperState.WITHDRAWN)))
    assert [gone.id for gone in member.changes(page.epoch, page.next).gone] == [row.id]
    with pytest.raises(NotAllowed):
        member.blob(paper.blob, 0, 10)


def test_recusal_takes_the_paper_away(central: Central) -> None:
    member, other = direct_service(central, "minister-one"), direct_service(central, "minister-two")
    paper = filed(central, direct_service(central, "secretary"))
    central.as_system(lambda work: approve(work, paper.id))
    central.as_system(
        lambda work: work.put(msgspec.structs.replace(work.get(Item, "i1"), recused=("minister-one",)))
    )
    assert papers(member) == []
    assert len(papers(other)) == 1
    with pytest.raises(NotAllowed):
        member.blob(paper.blob, 0, 10)


def test_a_range_beyond_the_file_is_refused(central: Central) -> None:
    secretary = direct_service(central, "secretary")
    paper = filed(central, secretary)
    with pytest.raises(Refused, match="bad_range"):
        secretary.blob(paper.blob, 0, paper.blob_size + 1)


def test_a_file_nobody_has_is_not_told_apart_from_one_not_allowed(central: Central) -> None:
    with pytest.raises(NotAllowed):
        direct_service(central, "pm").blob("ab" * 32, 0, 1)


def test_meta_says_who_and_when(central: Central, tmp_path: Path) -> None:
    meta = direct_service(central, "pm").meta()
    assert meta.government == "Test Government"
    assert meta.server_time == START
    assert meta.server_key == central.keys.public
