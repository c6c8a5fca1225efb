from datetime import date

import msgspec
from ecabinet_desktop.domain.agenda import Item, ItemType
from ecabinet_desktop.domain.annotation import SealedNote
from ecabinet_desktop.domain.ballot import Ballot, BallotKind, BallotState
from ecabinet_desktop.domain.meeting import Decision, ItemResult, Meeting, MeetingKind, MeetingState
from ecabinet_desktop.server.bearing import dependants, place_of, unchanged

from tests.helpers.server import START, person

MEETING = Meeting(
    id="m",
    title="t",
    kind=MeetingKind.REGULAR,
    state=MeetingState.PLANNED,
    starts_at=START,
    place="here",
    chair_id="pm",
)
ITEM = Item(id="i", meeting_id="m", place=1, title="t", type=ItemType.ORAL)
BALLOT = Ballot(
    id="b",
    meeting_id="m",
    item_id="i",
    kind=BallotKind.SESSION,
    state=BallotState.OPEN,
    question="?",
    decision_text="",
)
NOTE = SealedNote(id="n", meeting_id="m", version_id="v", author_id="pm", sealed=b"")
DECISION = Decision(id="i", meeting_id="m", result=ItemResult.NOTED, text="", decided_at=START)


def test_counting_a_vote_or_a_presence_changes_nobodys_view() -> None:
    assert unchanged(BALLOT, msgspec.structs.replace(BALLOT, answered=5))
    assert unchanged(MEETING, msgspec.structs.replace(MEETING, present=("pm",), current_item="i"))
    assert unchanged(person("pm"), person("pm", office="other"))


def test_what_access_looks_at_is_asked_about_again() -> None:
    assert not unchanged(None, BALLOT)
    assert not unchanged(BALLOT, msgspec.structs.replace(BALLOT, state=BallotState.CLOSED))
    assert not unchanged(MEETING, msgspec.structs.replace(MEETING, alternates=("x",)))
    assert not unchanged(MEETING, msgspec.structs.replace(MEETING, guests={"g": ("i",)}))
    assert not unchanged(ITEM, msgspec.structs.replace(ITEM, recused=("pm",)))
    assert not unchanged(ITEM, msgspec.structs.replace(ITEM, need_to_know=("pm",)))
    assert not unchanged(person("pm"), person("pm", works_for="x"))


def test_a_kind_nobody_thought_about_is_always_asked_about_again() -> None:
    assert not unchanged(NOTE, NOTE)


def test_what_hangs_on_a_row_is_named() -> None:
    assert dependants(MEETING) == ("meeting", "m")
    assert dependants(ITEM) == dependants(DECISION) == ("item", "i")
    assert dependants(person("pm", mandate_from=date(2026, 1, 1))) == ("all", "")
    assert dependants(NOTE) is None


def test_rows_lie_where_their_meeting_and_item_find_them() -> None:
    assert place_of(MEETING) == ("m", None)
    assert place_of(ITEM) == place_of(DECISION) == place_of(BALLOT) == ("m", "i")
    assert place_of(NOTE) == ("m", None)
    assert place_of(person("pm")) == (None, None)
