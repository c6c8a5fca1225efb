from typing import Any

import pytest
from ecabinet_desktop.crypto import sealed
from ecabinet_desktop.domain.ballot import Ballot, BallotState
from ecabinet_desktop.domain.meeting import MeetingState
from ecabinet_desktop.domain.paper import Level, PaperState, PaperVersion
from ecabinet_desktop.wire import commands
from ecabinet_desktop.wire.answers import UploadRequest
from ecabinet_desktop.wire.votes import hash_hex
from msgspec.structs import replace

from tests.unit.server.cabinet import PDF, CabinetAtWork, announcement, approval, item


def withdrawal(version_id: str = "version1", reason: str = "Sai số liệu") -> commands.WithdrawPaper:
    return commands.WithdrawPaper(version_id=version_id, reason=reason)


def paper(cabinet: CabinetAtWork, version_id: str) -> PaperVersion:
    return cabinet.row(PaperVersion, version_id)


def test_a_filed_paper_waits_as_a_draft_with_the_facts_of_its_upload(cabinet: CabinetAtWork) -> None:
    cabinet.plan()
    cabinet.do("secretary", replace(cabinet.filing("version1"), title="  Tờ trình  "))
    filed = paper(cabinet, "version1")
    content = PDF + b"version1"
    assert (filed.state, filed.version, filed.place, filed.title) == (PaperState.DRAFT, 1, 1, "Tờ trình")
    assert (filed.sha256, filed.size) == (hash_hex(content), len(content))
    assert (filed.skeleton.pages, filed.received_at) == (6, cabinet.clock())
    sealed_file = b"".join(cabinet.service("secretary").blob(filed.blob, 0, filed.blob_size))
    assert hash_hex(sealed_file) == filed.blob
    key = cabinet.key_of("secretary", "version1")
    assert key is not None
    assert sealed.unseal(sealed_file, key, "version1") == content
    assert cabinet.holders(PaperVersion, "version1", "minister-one", "assistant", "clerk") == set()


def test_papers_of_an_item_are_numbered_and_versions_keep_the_place(cabinet: CabinetAtWork) -> None:
    cabinet.plan()
    cabinet.do(
        "secretary",
        cabinet.filing("version1"),
        cabinet.filing("annexone"),
        cabinet.filing("version2", paper_id="paper-version1", reason="Sửa lỗi"),
    )
    places = {name: (paper(cabinet, name).place, paper(cabinet, name).version) for name in ("version1", "version2")}
    assert places == {"version1": (1, 1), "version2": (1, 2)}
    assert paper(cabinet, "annexone").place == 2
    assert paper(cabinet, "version2").reason == "Sửa lỗi"


def test_a_new_version_follows_the_highest_even_when_that_was_withdrawn(cabinet: CabinetAtWork) -> None:
    cabinet.plan()
    cabinet.do("secretary", cabinet.filing("version1"))
    cabinet.do("secretary", cabinet.filing("version2", paper_id="paper-version1", reason="Sửa"))
    cabinet.do("secretary", withdrawal("version2"))
    cabinet.do("secretary", cabinet.filing("version3", paper_id="paper-version1", reason="Sửa lại"))
    assert paper(cabinet, "version3").version == 3


def test_a_correction_needs_its_reason(cabinet: CabinetAtWork) -> None:
    cabinet.plan()
    cabinet.do("secretary", cabinet.filing("version1"))
    second = cabinet.filing("version2", paper_id="paper-version1", reason="  ")
    assert cabinet.code("secretary", second) == "reason_needed"


@pytest.mark.parametrize(("days", "code"), [(4, "ok"), (3, "reason_needed")])
def test_a_paper_filed_after_the_freeze_is_late_and_needs_a_reason(
    cabinet: CabinetAtWork, days: int, code: str
) -> None:
    cabinet.publish(days=days)
    cabinet.pass_(seconds=1)
    assert cabinet.code("secretary", cabinet.filing("lateone1")) == code
    assert cabinet.code("secretary", cabinet.filing("lateone2", reason="Bổ sung theo yêu cầu")) == "ok"


def test_no_paper_is_filed_with_a_meeting_that_is_over(cabinet: CabinetAtWork) -> None:
    cabinet.convene()
    cabinet.do("pm", commands.MoveMeeting(meeting_id="m1", state=MeetingState.ENDED))
    assert cabinet.code("secretary", cabinet.filing("version2", reason="Muộn")) == "wrong_state"


def test_no_file_is_kept_for_a_classified_item(cabinet: CabinetAtWork) -> None:
    cabinet.plan()
    cabinet.do("secretary", item("i2", listed_only=True, notice="Bản giấy"))
    assert cabinet.code("secretary", cabinet.filing("version1", "i2")) == "classified"
    assert cabinet.rows("secretary", PaperVersion) == {}


@pytest.mark.parametrize(
    ("changed", "code"),
    [
        ({"title": " "}, "title"),
        ({"title": "x" * 501}, "title"),
        ({"upload_id": "neverbegun"}, "upload_incomplete"),
        ({"version_id": "anothername"}, "upload_incomplete"),
        ({"item_id": "i9"}, "unknown"),
    ],
)
def test_a_paper_that_does_not_fit_is_refused(cabinet: CabinetAtWork, changed: dict[str, Any], code: str) -> None:
    cabinet.plan()
    assert cabinet.code("secretary", replace(cabinet.filing("version1"), **changed)) == code


def test_an_upload_that_has_not_arrived_whole_becomes_no_paper(cabinet: CabinetAtWork) -> None:
    cabinet.plan()
    filing = cabinet.filing("version1")
    service = cabinet.service("secretary")
    service.begin_upload(UploadRequest(id="halfway1", size=100, sha256="0" * 64))
    service.continue_upload("halfway1", 0, PDF)
    half = replace(filing, upload_id="halfway1", version_id="halfway1")
    assert cabinet.code("secretary", half) == "upload_incomplete"


def test_what_is_no_pdf_is_refused_by_its_problem(cabinet: CabinetAtWork) -> None:
    cabinet.plan()
    filing = cabinet.filing("version1")
    cabinet.upload("pretends", b"PK a renamed document")
    pretends = replace(filing, upload_id="pretends", version_id="pretends")
    assert cabinet.code("secretary", pretends) == "not_pdf"


def test_an_upload_becomes_one_paper_only(cabinet: CabinetAtWork) -> None:
    cabinet.plan()
    filing = cabinet.filing("version1")
    cabinet.do("secretary", filing, item("i2"))
    assert cabinet.code("secretary", filing) == "exists"
    assert cabinet.code("secretary", replace(filing, item_id="i2", paper_id="another")) == "exists"


def test_a_paper_belongs_to_one_item(cabinet: CabinetAtWork) -> None:
    cabinet.plan()
    cabinet.do("secretary", cabinet.filing("version1"), item("i2"))
    stray = cabinet.filing("version2", "i2", paper_id="paper-version1", reason="Sửa")
    assert cabinet.code("secretary", stray) == "other_item"


@pytest.mark.parametrize("who", ["pm", "minister-one", "clerk", "assistant", "admin"])
def test_only_secretaries_file_and_withdraw(cabinet: CabinetAtWork, who: str) -> None:
    cabinet.plan()
    filing = cabinet.filing("version1")
    assert cabinet.code(who, filing) == "not_allowed"
    cabinet.do("secretary", filing)
    assert cabinet.code(who, withdrawal()) == "not_allowed"


# levels


def test_a_stricter_level_reaches_back_to_older_versions(cabinet: CabinetAtWork) -> None:
    cabinet.publish()
    watchers = ("minister-one", "assistant")
    assert cabinet.holders(PaperVersion, "version1", *watchers) == set(watchers)
    stricter = cabinet.filing("version2", paper_id="paper-version1", level=Level.CONFIDENTIAL, reason="Mật")
    cabinet.do("secretary", stricter)
    assert paper(cabinet, "version1").level is Level.CONFIDENTIAL
    assert cabinet.holders(PaperVersion, "version1", *watchers) == {"minister-one"}


def test_a_looser_level_never_reaches_back(cabinet: CabinetAtWork) -> None:
    cabinet.plan()
    cabinet.do("secretary", cabinet.filing("version1", level=Level.CONFIDENTIAL))
    looser = cabinet.filing("version2", paper_id="paper-version1", level=Level.PUBLIC, reason="Giải mật")
    cabinet.do("secretary", looser)
    levels = [paper(cabinet, name).level for name in ("version1", "version2")]
    assert levels == [Level.CONFIDENTIAL, Level.PUBLIC]


def test_a_paper_for_the_secretariat_stays_there_though_it_is_on_the_agenda(cabinet: CabinetAtWork) -> None:
    cabinet.plan()
    cabinet.do("secretary", cabinet.filing("version1", level=Level.SECRETARIAT), approval())
    watchers = ("secretary", "pm", "minister-one")
    assert cabinet.holders(PaperVersion, "version1", *watchers) == {"secretary"}


# withdrawal


def test_a_withdrawn_paper_leaves_every_device_and_its_key_is_destroyed(cabinet: CabinetAtWork) -> None:
    cabinet.publish()
    one = cabinet.service("minister-one")
    before = one.changes("", 0)
    assert cabinet.key_of("minister-one", "version1") is not None
    cabinet.do("secretary", withdrawal())
    after = one.changes(before.epoch, before.next)
    assert [(gone.kind, gone.id) for gone in after.gone] == [("paper", "version1")]
    kept = cabinet.rows("secretary", PaperVersion)["version1"]
    assert (kept.state, kept.reason) == (PaperState.WITHDRAWN, "Sai số liệu")
    assert cabinet.key_of("secretary", "version1") is None
    assert [leaf["sha256"] for leaf in cabinet.leaves("withdrawal")] == [kept.sha256]


def test_withdrawing_needs_a_reason_and_is_done_once(cabinet: CabinetAtWork) -> None:
    cabinet.publish()
    assert cabinet.code("secretary", withdrawal(reason=" ")) == "reason_needed"
    cabinet.do("secretary", withdrawal())
    assert cabinet.code("secretary", withdrawal()) == "wrong_state"
    assert cabinet.code("secretary", withdrawal("version9")) == "unknown"


def test_ballots_on_a_withdrawn_paper_are_void_and_others_go_on(cabinet: CabinetAtWork) -> None:
    written = cabinet.open_written()
    cabinet.do("secretary", announcement("b2", papers=(), deadline=written.deadline))
    cabinet.do("secretary", withdrawal())
    states = [cabinet.row(Ballot, name).state for name in ("b1", "b2")]
    assert states == [BallotState.VOID, BallotState.ANNOUNCED]
    assert [leaf["id"] for leaf in cabinet.leaves("ballot_void")] == ["b1"]


def test_the_next_agenda_goes_without_the_withdrawn_version(cabinet: CabinetAtWork) -> None:
    cabinet.publish()
    cabinet.do("secretary", withdrawal())
    assert cabinet.send("secretary", approval()).detail == "1: paper"
