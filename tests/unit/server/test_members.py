from datetime import date

import pytest
from ecabinet_desktop.domain.people import Role
from ecabinet_desktop.server.members import read

from tests.helpers.server import CABINET

HEAD = "id,name,office,role,rank,mandate_from,mandate_to,prime_minister,works_for,organisation\n"
GOOD = (
    HEAD
    + "an,Nguyễn Văn An,Thủ tướng,member,1,2026-04-07,,yes,,\n"
    + '"binh","Trần  Bình","Minister of Finance, acting",member,2,07/04/2026,31/12/2026,no,,\n'
    + "lan,Lê Lan,Assistant,assistant,50,2026-04-07,,,an,Office of the Government\n"
)


def mistakes(rows: str) -> list[tuple[int, str]]:
    people, errors = read(HEAD + rows, ())
    assert errors
    assert all(error.problem for error in errors)
    assert isinstance(people, list)
    return [(error.line, error.column) for error in errors]


def test_a_good_list_is_read_whole() -> None:
    people, errors = read(GOOD, ())
    assert errors == []
    assert [(p.id, p.role, p.rank) for p in people] == [
        ("an", Role.MEMBER, 1),
        ("binh", Role.MEMBER, 2),
        ("lan", Role.ASSISTANT, 50),
    ]
    assert people[0].is_prime_minister
    assert people[1].name == "Trần Bình"
    assert people[1].office == "Minister of Finance, acting"
    assert (people[1].mandate_from, people[1].mandate_to) == (date(2026, 4, 7), date(2026, 12, 31))
    assert people[2].works_for == "an"


def test_semicolons_and_a_byte_order_mark_from_a_spreadsheet_are_fine() -> None:
    people, errors = read("\ufeff" + GOOD.replace(",", ";").replace("Finance;", "Finance,"), ())
    assert errors == []
    assert len(people) == 3


@pytest.mark.parametrize(
    ("row", "place"),
    [
        ("An,N,O,member,1,2026-04-07,,,,", (2, "id")),
        ("an,,O,member,1,2026-04-07,,,,", (2, "name")),
        ("an,N, ,member,1,2026-04-07,,,,", (2, "office")),
        ("an,N,O,king,1,2026-04-07,,,,", (2, "role")),
        ("an,N,O,member,first,2026-04-07,,,,", (2, "rank")),
        ("an,N,O,member,0,2026-04-07,,,,", (2, "rank")),
        ("an,N,O,member,1,7.4.2026,,,,", (2, "mandate_from")),
        ("an,N,O,member,1,31/02/2026,,,,", (2, "mandate_from")),
        ("an,N,O,member,1,2026-04-07,soon,,,", (2, "mandate_to")),
        ("an,N,O,member,1,2026-04-07,2026-04-06,,,", (2, "mandate_to")),
        ("an,N,O,member,1,2026-04-07,,maybe,,", (2, "prime_minister")),
        ("an,N,O,secretary,1,2026-04-07,,yes,,", (2, "prime_minister")),
        ("an,N,O,assistant,1,2026-04-07,,,,", (2, "works_for")),
        ("an,N,O,assistant,1,2026-04-07,,,nobody,", (2, "works_for")),
        ("an,N,O,member,1,2026-04-07,,,,,,extra", (2, "")),
    ],
)
def test_each_mistake_is_named_by_line_and_column(row: str, place: tuple[int, str]) -> None:
    assert mistakes(row) == [place]


def test_all_mistakes_are_named_at_once() -> None:
    rows = "an,,O,king,1,2026-04-07,,,,\nan,N,O,member,1,2026-04-07,,,,\nan,N,O,member,2,2026-04-07,,,,\n"
    assert mistakes(rows) == [(2, "name"), (2, "role"), (4, "id")]


def test_missing_and_unknown_columns_are_named() -> None:
    _people, errors = read("id,name,nickname\nan,A,B\n", ())
    assert {error.column for error in errors} == {"office", "role", "rank", "mandate_from", "nickname"}
    assert {error.line for error in errors} == {1}
    assert [error.line for error in read("", ())[1]] == [1] * 6
    assert read(HEAD, ())[1][0].problem == "there is nobody in this file"


def test_there_is_one_prime_minister_at_a_time_counting_those_already_here() -> None:
    row = "an,N,O,member,1,2026-04-07,,yes,,\n"
    _people, errors = read(HEAD + row, CABINET)
    assert [(error.line, error.column) for error in errors] == [(2, "prime_minister")]
    assert "pm" in errors[0].problem
    assert read(HEAD + row.replace("an,", "pm,", 1), CABINET)[1] == []


def test_an_assistant_may_work_for_a_member_already_here() -> None:
    people, errors = read(HEAD + "lan,L,O,assistant,50,2026-04-07,,,minister-one,\n", CABINET)
    assert errors == []
    assert people[0].works_for == "minister-one"
