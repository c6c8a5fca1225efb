from datetime import UTC, datetime
from typing import Any, get_args

import msgspec
import pytest
from ecabinet_desktop.domain.access import PERMITTED
from ecabinet_desktop.domain.agenda import ItemType
from ecabinet_desktop.domain.ballot import BallotKind
from ecabinet_desktop.domain.meeting import MeetingKind
from ecabinet_desktop.domain.position import Stance
from ecabinet_desktop.errors import Damaged
from ecabinet_desktop.wire import codec, commands
from ecabinet_desktop.wire.commands import AnyCommand, CastVote, Command, Envelope, command_type

MOMENT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def every_command() -> set[type[Command]]:
    return {
        kind
        for kind in vars(commands).values()
        if isinstance(kind, type) and issubclass(kind, Command) and kind is not Command
    }


def test_every_command_is_in_the_union_and_permitted_to_somebody() -> None:
    assert set(get_args(AnyCommand)) == every_command()
    tags = {str(kind.__struct_config__.tag) for kind in every_command()}
    assert tags == set(PERMITTED)
    assert all(PERMITTED.values())


def test_a_commands_tag_is_its_name_in_snake_case() -> None:
    assert command_type(CastVote(ballot_id="b", statement=b"", signature=b"")) == "cast_vote"
    assert command_type(commands.ApproveAgenda(meeting_id="m", agenda_id="a")) == "approve_agenda"


@pytest.mark.parametrize(
    "body",
    [
        CastVote(ballot_id="b", statement=b"\x00\xffbytes", signature=b"s" * 64),
        commands.CreateMeeting(
            meeting_id="m", title="Phiên họp", kind=MeetingKind.REGULAR, starts_at=MOMENT, place="", chair_id="pm"
        ),
        commands.AddItem(
            meeting_id="m", item_id="i", title="Đất đai", item_type=ItemType.DECISION, sponsors=("pm",), minutes=5
        ),
        commands.AnnounceBallot(
            ballot_id="b",
            meeting_id="m",
            item_id="i",
            kind=BallotKind.WRITTEN,
            question="?",
            decision_text="t",
            papers=("v1", "v2"),
            deadline=MOMENT,
        ),
        commands.StatePosition(item_id="i", stance=Stance.OBJECTION, bound=("v1",), reason="Thiếu"),
        commands.CallItem(meeting_id="m", item_id=None),
    ],
)
def test_a_command_comes_back_as_it_was_sent(body: AnyCommand) -> None:
    envelope = Envelope(id="c1", body=body, base_rev=3)
    data = codec.encode(envelope)
    assert codec.decode(data, Envelope) == envelope
    assert codec.encode(codec.decode(data, Envelope)) == data


def sent(**changed: Any) -> bytes:
    body = {
        "type": "announce_ballot",
        "ballot_id": "b",
        "meeting_id": "m",
        "item_id": "i",
        "kind": "written",
        "question": "?",
        "decision_text": "t",
        "deadline": "2026-03-09T08:00:00Z",
        **changed,
    }
    return msgspec.json.encode({"id": "c1", "body": body})


def test_what_fits_is_read() -> None:
    body = codec.decode(sent(deadline="2026-03-09T15:00:00+07:00"), Envelope).body
    assert isinstance(body, commands.AnnounceBallot)
    assert body.deadline == datetime(2026, 3, 9, 8, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "changed",
    [
        {"type": "abolish_ballot"},
        {"kind": "secret"},
        {"question": None},
        {"deadline": "2026-03-09T08:00:00"},
        {"deadline": "next week"},
        {"ballot_id": ""},
        {"ballot_id": "b" * 37},
        {"ballot_id": "a b"},
        {"ballot_id": "b\n"},
        {"ballot_id": "b\x00"},
        {"papers": ["v1", "v/2"]},
    ],
)
def test_what_does_not_fit_its_types_is_damaged(changed: dict[str, Any]) -> None:
    with pytest.raises(Damaged):
        codec.decode(sent(**changed), Envelope)


def test_an_envelope_without_an_id_is_damaged() -> None:
    body = {"type": "delete_note", "note_id": "n"}
    with pytest.raises(Damaged):
        codec.decode(msgspec.json.encode({"id": "", "body": body}), Envelope)
    assert codec.decode(msgspec.json.encode({"id": "c", "body": body}), Envelope).base_rev is None
