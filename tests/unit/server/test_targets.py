import msgspec
from ecabinet_desktop.domain.agenda import Item, ItemType
from ecabinet_desktop.server.central import Central
from ecabinet_desktop.server.targets import ROWS, changed_meanwhile, surroundings
from ecabinet_desktop.wire.commands import CallItem, CheckIn, CreateMeeting, Recuse, RemoveItem

from tests.helpers.server import direct_service
from tests.unit.server.desk import meeting


def test_every_command_that_may_carry_a_revision_names_its_row() -> None:
    for command, (_kind, field) in ROWS.items():
        assert field in {found.name for found in msgspec.structs.fields(command)}, command


def test_only_a_row_that_moved_counts_as_changed(central: Central) -> None:
    direct_service(central, "secretary").send([meeting("m1")])
    command = CallItem(meeting_id="m1", item_id=None)
    found = central.as_system(lambda work: [changed_meanwhile(work, command, rev) for rev in (None, 1, 2, 0)])
    assert found == [False, False, True, True]
    assert not central.as_system(lambda work: changed_meanwhile(work, CheckIn(meeting_id="m1"), 7))


def test_a_command_about_an_item_happens_in_its_meeting(central: Central) -> None:
    direct_service(central, "secretary").send([meeting("m1")])
    item = Item(id="i1", meeting_id="m1", place=1, title="t", type=ItemType.ORAL)
    central.as_system(lambda work: work.put(item))
    for command in (RemoveItem(item_id="i1"), Recuse(item_id="i1", member_id="pm", recused=True)):
        facts, ballot = central.as_system(lambda work, c=command: surroundings(work, c))  # type: ignore[misc]
        assert facts.meeting.id == "m1"
        assert facts.item == item
        assert ballot is None


def test_what_does_not_exist_leaves_gaps(central: Central) -> None:
    create = meeting("new").body
    assert isinstance(create, CreateMeeting)
    for command in (RemoveItem(item_id="nothing"), CheckIn(meeting_id="nothing"), create):
        facts, _ballot = central.as_system(lambda work, c=command: surroundings(work, c))  # type: ignore[misc]
        assert facts.meeting is None
