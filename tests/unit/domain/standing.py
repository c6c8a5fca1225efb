"""Somebody of every standing towards one meeting, and that meeting with one item, for the matrix of rights."""

from ecabinet_desktop.domain.agenda import Agenda, ItemType, Line
from ecabinet_desktop.domain.meeting import Decision, ItemResult, Meeting, MeetingKind, MeetingState
from ecabinet_desktop.domain.people import Role
from msgspec.structs import replace

from tests.helpers.server import person
from tests.unit.domain.samples import MOMENT, an_item

R = Role
S = MeetingState
PEOPLE = {
    p.id: p
    for p in (
        person("chair", rank=1),
        person("sponsor", rank=2),
        person("member", rank=3),
        person("alternate", R.ALTERNATE, works_for="member"),
        person("other-alternate", R.ALTERNATE, works_for="sponsor"),
        person("file-manager", R.ASSISTANT, works_for="sponsor", is_file_manager=True),
        person("sponsors-assistant", R.ASSISTANT, works_for="sponsor"),
        person("assistant", R.ASSISTANT, works_for="member", is_file_manager=True),
        person("submitter", R.MINISTRY, organisation="Bộ Tài chính"),
        person("ministry", R.MINISTRY, organisation="Bộ Y tế"),
        person("secretary", R.SECRETARY),
        person("guest", R.GUEST),
        person("other-guest", R.GUEST),
        person("administrator", R.ADMINISTRATOR),
        person("auditor", R.AUDITOR),
    )
}
MEETING = Meeting(
    id="meeting",
    title="Phiên họp",
    kind=MeetingKind.REGULAR,
    state=S.CONVENED,
    starts_at=MOMENT,
    place="Hà Nội",
    chair_id="chair",
    agenda="A",
    guests={"guest": ("item",), "other-guest": ("another",)},
    alternates=("alternate",),
)
PLANNED = replace(MEETING, state=S.PLANNED, agenda="", guests={}, alternates=())
ITEM = an_item(sponsors=("sponsor",), ministry="Bộ Tài chính")
LINE = Line(
    id="item.A",
    meeting_id="meeting",
    agenda="A",
    item_id="item",
    number=1,
    title="t",
    type=ItemType.DECISION,
    sponsors=("sponsor",),
    speaker="",
    minutes=10,
    listed_only=False,
    notice="",
    papers=("v1",),
)
AGENDA = Agenda(
    id="a", meeting_id="meeting", label="A", approved_at=MOMENT, approved_by="chair", manifest={"v1": "hash"}
)
DECISION = Decision(id="item", meeting_id="meeting", result=ItemResult.APPROVED, text="t", decided_at=MOMENT)
