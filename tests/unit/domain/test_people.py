from datetime import date

import pytest
from ecabinet_desktop.domain.people import Role, members

from tests.helpers.server import person


@pytest.mark.parametrize(
    ("day", "holds"),
    [
        (date(2025, 12, 31), False),
        (date(2026, 1, 1), True),
        (date(2026, 6, 30), True),
        (date(2026, 7, 1), False),
    ],
)
def test_a_mandate_covers_its_first_and_its_last_day(day: date, holds: bool) -> None:
    assert person("one", mandate_to=date(2026, 6, 30)).holds_mandate(day) is holds


def test_a_mandate_without_an_end_goes_on() -> None:
    assert person("one").holds_mandate(date(2099, 1, 1))


def test_members_are_those_in_office_by_rank_then_by_id() -> None:
    people = [
        person("last", rank=9),
        person("b", rank=2),
        person("a", rank=2),
        person("first", rank=1),
        person("gone", rank=1, mandate_to=date(2026, 2, 1)),
        person("to-come", rank=1, mandate_from=date(2027, 1, 1)),
        *(person(role.value, role, rank=1) for role in Role if role is not Role.MEMBER),
    ]
    assert [p.id for p in members(people, date(2026, 3, 2))] == ["first", "a", "b", "last"]
