import hashlib
from pathlib import Path

import pytest
from ecabinet_desktop.clock import new_id
from ecabinet_desktop.crypto import sealed
from ecabinet_desktop.errors import NotAllowed, Refused
from ecabinet_desktop.server.central import Central
from ecabinet_desktop.server.service import Service
from ecabinet_desktop.server.work import UploadFacts
from ecabinet_desktop.wire.answers import UploadRequest

from tests.helpers.server import direct_service
from tests.unit.server.desk import PDF


def announced(data: bytes, *, sha256: str | None = None) -> UploadRequest:
    return UploadRequest(id=new_id(), size=len(data), sha256=sha256 or hashlib.sha256(data).hexdigest())


@pytest.fixture
def service(central: Central) -> Service:
    return direct_service(central, "secretary")


def facts(central: Central, upload_id: str) -> UploadFacts:
    found = central.as_system(lambda work: work.upload(upload_id))
    assert found is not None
    return found


def staged(central: Central) -> list[Path]:
    return sorted((central.config.data / "uploads").iterdir())


def test_a_file_sent_in_parts_is_sealed_under_its_own_name_and_its_plain_bytes_go(any_central: Central) -> None:
    service = direct_service(any_central, "secretary")
    request = announced(PDF)
    assert service.begin_upload(request).received == 0
    assert service.continue_upload(request.id, 0, PDF[:5]).received == 5
    done = service.continue_upload(request.id, 5, PDF[5:])
    assert (done.complete, done.pages, done.problem) == (True, 6, "")
    found = facts(any_central, request.id)
    kept = any_central.blobs.read(found.blob, 0, found.blob_size)
    assert hashlib.sha256(kept).hexdigest() == found.blob
    assert sealed.unseal(kept, found.key, request.id) == PDF
    assert found.skeleton is not None
    assert found.skeleton.pages == 6
    assert staged(any_central) == []
    assert not any(PDF in file.read_bytes() for file in any_central.config.data.rglob("*") if file.is_file())


def test_an_upload_cut_off_goes_on_where_it_was(central: Central, service: Service) -> None:
    request = announced(PDF)
    service.begin_upload(request)
    service.continue_upload(request.id, 0, PDF[:5])
    # A part that reached the disk but not the database is simply sent again.
    part = central.config.data / "uploads" / f"{request.id}.part"
    part.write_bytes(PDF[:5] + b"half of the next")
    assert service.begin_upload(request).received == 5
    assert service.continue_upload(request.id, 5, PDF[5:]).complete


def test_a_lost_staging_folder_starts_the_file_again(central: Central, service: Service) -> None:
    request = announced(PDF)
    service.begin_upload(request)
    service.continue_upload(request.id, 0, PDF[:5])
    (central.config.data / "uploads" / f"{request.id}.part").unlink()
    assert service.begin_upload(request).received == 0
    assert service.continue_upload(request.id, 0, PDF).complete


def test_a_part_from_elsewhere_or_beyond_the_end_is_refused(service: Service) -> None:
    request = announced(PDF)
    service.begin_upload(request)
    with pytest.raises(Refused, match="wrong_offset"):
        service.continue_upload(request.id, 3, PDF[3:])
    with pytest.raises(Refused, match="too_big"):
        service.continue_upload(request.id, 0, PDF + b"more")
    with pytest.raises(Refused, match="unknown"):
        service.continue_upload(new_id(), 0, PDF)


def test_a_finished_upload_answers_the_same_again(service: Service) -> None:
    request = announced(PDF)
    service.begin_upload(request)
    done = service.continue_upload(request.id, 0, PDF)
    assert service.continue_upload(request.id, 0, PDF) == done
    assert service.begin_upload(request) == done


def test_bytes_that_are_not_the_announced_ones_are_not_kept(central: Central, service: Service) -> None:
    request = announced(PDF, sha256="ab" * 32)
    service.begin_upload(request)
    with pytest.raises(Refused, match="hash_mismatch"):
        service.continue_upload(request.id, 0, PDF)
    assert service.begin_upload(request).received == 0
    assert staged(central) == []
    assert central.blobs.names() == []


def test_a_file_that_is_no_pdf_is_named_so_and_not_kept(central: Central, service: Service) -> None:
    data = b"PK\x03\x04 a word processor's file"
    request = announced(data)
    service.begin_upload(request)
    answer = service.continue_upload(request.id, 0, data)
    assert (answer.complete, answer.problem) == (False, "not_pdf")
    assert service.begin_upload(request).problem == "not_pdf"
    assert facts(central, request.id).complete is False
    assert staged(central) == []
    assert central.blobs.names() == []


@pytest.mark.parametrize("who", ["pm", "assistant", "clerk", "admin"])
def test_only_the_secretariat_hands_in_files(central: Central, who: str) -> None:
    service = direct_service(central, who)
    with pytest.raises(NotAllowed):
        service.begin_upload(announced(PDF))
    with pytest.raises(NotAllowed):
        service.continue_upload(new_id(), 0, PDF)


def test_an_upload_belongs_to_its_device_and_its_file(central: Central, service: Service) -> None:
    request = announced(PDF)
    service.begin_upload(request)
    other = direct_service(central, "secretary")
    with pytest.raises(Refused, match="reused_id"):
        other.begin_upload(request)
    with pytest.raises(Refused, match="unknown"):
        other.continue_upload(request.id, 0, PDF)
    with pytest.raises(Refused, match="reused_id"):
        service.begin_upload(UploadRequest(id=request.id, size=3, sha256=request.sha256))


@pytest.mark.parametrize(
    ("request_", "code"),
    [
        (UploadRequest(id="../../etc/cron", size=1, sha256="ab" * 32), "bad_upload"),
        (UploadRequest(id="UPPERCASE0", size=1, sha256="ab" * 32), "bad_upload"),
        (UploadRequest(id="abcdefgh", size=1, sha256="zz" * 32), "bad_upload"),
        (UploadRequest(id="abcdefgh", size=0, sha256="ab" * 32), "empty"),
        (UploadRequest(id="abcdefgh", size=2**40, sha256="ab" * 32), "too_big"),
    ],
)
def test_announcements_that_cannot_be_are_refused(service: Service, request_: UploadRequest, code: str) -> None:
    with pytest.raises(Refused) as caught:
        service.begin_upload(request_)
    assert caught.value.code == code


def test_sweeping_deletes_what_a_killed_server_left_and_keeps_what_goes_on(
    central: Central, service: Service
) -> None:
    going, done = announced(PDF), announced(PDF)
    for request in (going, done):
        service.begin_upload(request)
    service.continue_upload(going.id, 0, PDF[:5])
    service.continue_upload(done.id, 0, PDF)
    folder = central.config.data / "uploads"
    (folder / f"{done.id}.part").write_bytes(PDF)
    (folder / "stranger1.part").write_bytes(b"x")
    (folder / f"{going.id}.sealed").write_bytes(b"half")
    central.house.uploads.sweep()
    assert [file.name for file in staged(central)] == [f"{going.id}.part"]
