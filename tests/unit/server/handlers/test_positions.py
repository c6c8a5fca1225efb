import pytest
from ecabinet_desktop.domain.meeting import MeetingState
from ecabinet_desktop.domain.position import Position, Stance
from ecabinet_desktop.wire import commands

from tests.unit.server.cabinet import CabinetAtWork, approval, item


def position(
    stance: Stance = Stance.NO_OBJECTION, reason: str = "", bound: tuple[str, ...] = ("version1",)
) -> commands.StatePosition:
    return commands.StatePosition(item_id="i1", stance=stance, bound=bound, reason=reason)


def test_a_position_is_seen_by_its_member_their_office_the_chair_and_the_secretariat(
    cabinet: CabinetAtWork,
) -> None:
    cabinet.publish()
    cabinet.do("minister-one", position(Stance.OBJECTION, " Thiếu nguồn vốn "))
    everybody = ("pm", "minister-one", "minister-two", "secretary", "assistant", "clerk", "admin")
    seen = cabinet.holders(Position, "i1.minister-one", *everybody)
    assert seen == {"pm", "minister-one", "secretary", "assistant"}
    stated = cabinet.row(Position, "i1.minister-one")
    assert (stated.stance, stated.reason, stated.bound) == (Stance.OBJECTION, "Thiếu nguồn vốn", ("version1",))
    assert stated.given_at == cabinet.clock()


def test_a_changed_position_replaces_the_one_before(cabinet: CabinetAtWork) -> None:
    cabinet.publish()
    cabinet.do("minister-one", position(), position(Stance.WANTS_TO_SPEAK))
    (held,) = cabinet.rows("pm", Position).values()
    assert held.stance is Stance.WANTS_TO_SPEAK


def test_an_objection_needs_its_reason(cabinet: CabinetAtWork) -> None:
    cabinet.publish()
    assert cabinet.code("minister-one", position(Stance.OBJECTION)) == "reason_needed"


@pytest.mark.parametrize("bound", [(), ("version2",), ("version1", "version2")])
def test_a_position_on_other_papers_than_the_current_ones_is_refused(
    cabinet: CabinetAtWork, bound: tuple[str, ...]
) -> None:
    cabinet.publish()
    assert cabinet.code("minister-one", position(bound=bound)) == "papers_changed"


def test_a_position_on_the_replaced_paper_is_refused_and_on_the_new_one_taken(cabinet: CabinetAtWork) -> None:
    cabinet.publish()
    cabinet.do("minister-one", position())
    cabinet.do("secretary", cabinet.filing("version2", paper_id="paper-version1", reason="Sửa"), approval())
    assert cabinet.row(Position, "i1.minister-one").bound == ("version1",)
    assert cabinet.code("minister-one", position()) == "papers_changed"
    cabinet.do("minister-one", position(bound=("version2",)))


def test_positions_end_when_the_session_begins(cabinet: CabinetAtWork) -> None:
    cabinet.convene()
    assert cabinet.code("minister-one", position()) == "session_begun"
    cabinet.do("pm", commands.MoveMeeting(meeting_id="m1", state=MeetingState.SUSPENDED))
    assert cabinet.code("minister-one", position()) == "session_begun"


def test_there_is_no_position_on_what_is_only_designed(cabinet: CabinetAtWork) -> None:
    cabinet.plan()
    assert cabinet.code("minister-one", position(bound=())) == "unknown"
    cabinet.do("secretary", cabinet.filing("version1"), approval(), item("i2"))
    on_design = commands.StatePosition(item_id="i2", stance=Stance.NO_OBJECTION)
    assert cabinet.code("minister-one", on_design) == "unknown"


@pytest.mark.parametrize("who", ["secretary", "assistant", "clerk", "admin"])
def test_only_members_state_positions(cabinet: CabinetAtWork, who: str) -> None:
    cabinet.publish()
    assert cabinet.code(who, position()) == "not_allowed"


def test_a_recused_member_states_none(cabinet: CabinetAtWork) -> None:
    cabinet.publish()
    cabinet.do("secretary", commands.Recuse(item_id="i1", member_id="minister-one", recused=True))
    assert cabinet.code("minister-one", position()) == "not_allowed"
    cabinet.do("minister-two", position())
