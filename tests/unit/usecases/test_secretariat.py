from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from ecabinet_desktop.crypto import codes
from ecabinet_desktop.domain.agenda import Item, ItemType
from ecabinet_desktop.domain.ballot import BallotKind
from ecabinet_desktop.domain.meeting import Meeting, MeetingState
from ecabinet_desktop.domain.people import Role
from ecabinet_desktop.usecases.change import Change
from ecabinet_desktop.usecases.secretariat import CODE_LIFE, ItemForm
from ecabinet_desktop.wire.commands import IssueCode

from tests.helpers import pdfs
from tests.helpers.desk import sample_bench
from tests.unit.sync.scene import Scene, sitting


@pytest.fixture
def scene(tmp_path: Path) -> Iterator[Scene]:
    with sitting(tmp_path) as made:
        made.plan()
        yield made


def items(scene: Scene) -> list[Item]:
    scene.secretary.sync()
    return [shown.item for shown in scene.secretary.secretariat.design(scene.meeting)]


def form(title: str) -> ItemForm:
    return ItemForm(title=title, item_type=ItemType.INFORMATION, sponsors=("minister-one",), minutes=5)


def test_the_design_is_put_in_order_edited_and_emptied(scene: Scene) -> None:
    desk = scene.secretary.secretariat
    desk.add_item(scene.meeting, form("Nhà ở"))
    first, second = items(scene)
    desk.place_item(second, 1)
    assert [item.title for item in items(scene)] == ["Nhà ở", "Ngân sách"]
    desk.edit_item(items(scene)[0], form("Nhà ở xã hội"))
    assert items(scene)[0].title == "Nhà ở xã hội"
    desk.remove_item(first)
    assert [item.title for item in items(scene)] == ["Nhà ở xã hội"]
    assert scene.secretary.delivering.queued() == []


def test_an_edit_of_what_somebody_changed_meanwhile_is_refused(scene: Scene) -> None:
    desk = scene.secretary.secretariat
    (item,) = items(scene)
    desk.edit_item(item, form("first"))
    desk.edit_item(item, form("second"))
    assert items(scene)[0].title == "first"
    assert len([queued for queued in scene.secretary.delivering.queued() if queued.code]) == 1


def test_the_design_says_what_an_item_still_lacks(scene: Scene) -> None:
    lacking = ItemForm(title="Nghị định", item_type=ItemType.DECISION, sponsors=("minister-one",), minutes=5)
    scene.secretary.secretariat.add_item(scene.meeting, lacking)
    scene.secretary.sync()
    plain, decision = scene.secretary.secretariat.design(scene.meeting)
    assert decision.gaps
    scene.file(pdfs.text_pdf(["Tờ trình"]))
    assert len(scene.secretary.secretariat.design(scene.meeting)[0].papers) == len(plain.papers) + 1


def test_presence_adds_up_to_a_quorum(scene: Scene) -> None:
    desk = scene.secretary.secretariat
    scene.publish()
    assert desk.attendance(scene.meeting).quorum == 2
    desk.record_presence(scene.meeting, "pm", True)
    scene.secretary.sync()
    assert not desk.attendance(scene.meeting).is_quorate
    desk.record_presence(scene.meeting, "minister-one", True)
    scene.secretary.sync()
    attendance = desk.attendance(scene.meeting)
    assert attendance.present == {"pm", "minister-one"}
    assert attendance.is_quorate
    desk.record_presence(scene.meeting, "pm", False)
    scene.secretary.sync()
    assert not desk.attendance(scene.meeting).is_quorate


def test_what_a_desk_permits_follows_the_person(scene: Scene) -> None:
    secretary, member = scene.secretary.secretariat, scene.member.secretariat
    assert secretary.may("create_meeting")
    assert not member.may("create_meeting")
    assert secretary.may_put(BallotKind.WRITTEN, scene.meeting)
    assert not member.may_put(BallotKind.WRITTEN, scene.meeting)


def test_a_code_is_shown_once_and_only_its_hash_leaves(scene: Scene) -> None:
    code = scene.secretary.secretariat.issue_code("minister-two")
    (entry,) = scene.secretary.store.outbox.unsent()
    body = entry.envelope.body
    assert isinstance(body, IssueCode)
    assert body.code_hash == codes.code_hash(codes.normalise(code))
    assert body.expires_at == scene.clock() + CODE_LIFE
    scene.secretary.sync()
    assert scene.secretary.delivering.queued() == []


def test_a_meeting_is_edited_and_moved_along(scene: Scene) -> None:
    desk = scene.secretary.secretariat
    starts = scene.clock() + timedelta(days=11)
    assert desk.edit_meeting(scene.meeting, "Phiên họp bất thường", starts, "Đà Nẵng", "pm") & Change.MEETINGS
    scene.publish()
    assert (scene.meeting.title, scene.meeting.place) == ("Phiên họp bất thường", "Đà Nẵng")
    assert scene.meeting.starts_at == starts
    found = scene.member.store.replica.get(Meeting, scene.meeting_id)
    assert found is not None
    assert found.state is not MeetingState.IN_SESSION


def test_devices_that_wait_come_first_and_members_before_others(tmp_path: Path) -> None:
    with sample_bench(tmp_path / "vault", me="s01") as bench:
        desk = bench.desk.secretariat
        assert desk.devices()[0].id == "d-new"
        roles = [person.role for person in desk.people()]
        assert roles == [Role.MEMBER] * 27 + [Role.SECRETARY]
        assert [person.rank for person in desk.chairs()] == sorted(person.rank for person in desk.chairs())
