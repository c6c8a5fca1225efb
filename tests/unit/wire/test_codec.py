import hashlib
from datetime import UTC, date, datetime
from typing import get_args

import msgspec
import pytest
from ecabinet_desktop.domain.access import Entity
from ecabinet_desktop.domain.people import Government, Person, Role
from ecabinet_desktop.domain.rules import VIETNAM
from ecabinet_desktop.errors import Damaged
from ecabinet_desktop.wire import codec
from hypothesis import given
from hypothesis import strategies as st

from tests.helpers.server import person
from tests.unit.domain.samples import an_item, paper


def test_every_entity_has_a_kind_of_its_own() -> None:
    assert set(codec.KINDS.values()) == set(get_args(Entity))
    assert {codec.KINDS[name]: name for name in codec.KINDS} == codec.KIND_OF


@pytest.mark.parametrize(
    "entity",
    [
        person("pm", is_prime_minister=True, mandate_to=date(2030, 1, 1), name="Nguyễn Văn Đường"),
        person("clerk", Role.MINISTRY, organisation="Bộ Tài chính"),
        Government(id="g", name="Chính phủ", rules=VIETNAM),
        an_item(recused=("one",)),
        paper(received_at=datetime(2026, 3, 2, 8, 0, 0, 123456, tzinfo=UTC)),
    ],
)
def test_an_entity_comes_back_as_it_was_sent(entity: Entity) -> None:
    data = codec.encode(entity)
    kind = codec.KIND_OF[type(entity)]
    assert codec.decode_entity(kind, data) == entity
    assert codec.decode_entity(kind, msgspec.Raw(data)) == entity


def test_a_kind_from_a_newer_server_is_left_raw() -> None:
    assert codec.decode_entity("task", b'{"id":"t"}') is None


def test_a_field_from_a_newer_server_is_passed_over() -> None:
    sent = msgspec.json.decode(codec.encode(person("pm")))
    assert codec.decode_entity("person", msgspec.json.encode({**sent, "portrait": "x"})) == person("pm")


@pytest.mark.parametrize("body", [b"", b"{", b"[]", b'{"id":7}', b"\xff", b'{"id":"p","role":"king"}'])
def test_a_broken_body_is_damaged(body: bytes) -> None:
    with pytest.raises(Damaged):
        codec.decode(body, Person)


def test_a_row_digest_covers_kind_id_and_revision() -> None:
    assert codec.row_digest("item", "i", 3) == hashlib.sha256(b"item|i|3").digest()
    digests = {codec.row_digest(*row) for row in (("item", "i", 3), ("item", "i", 4), ("line", "i", 3))}
    assert len(digests) == 3


digests = st.binary(min_size=32, max_size=32)


@given(st.lists(digests), st.randoms())
def test_digests_add_up_in_any_order_and_cancel_out(marks: list[bytes], chance: object) -> None:
    total = codec.NO_ROWS
    for mark in marks:
        total = codec.combine(total, mark)
    chance.shuffle(marks)  # type: ignore[attr-defined]
    for mark in marks:
        total = codec.combine(total, mark)
    assert total == codec.NO_ROWS


def test_digests_of_unequal_length_do_not_combine() -> None:
    with pytest.raises(ValueError, match="argument"):
        codec.combine(bytes(32), bytes(31))
