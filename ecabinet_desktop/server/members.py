"""Reads a list of accounts from a CSV file: all of it, or nothing and why.

Each mistake is named by line and column in words, so that whoever typed the list can mend it in one go.
"""

import csv
import io
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TypeVar

from ecabinet_desktop.domain.people import Person, Role

REQUIRED = ("id", "name", "office", "role", "rank", "mandate_from")
OPTIONAL = ("office_en", "organisation", "mandate_to", "prime_minister", "works_for", "file_manager")
_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,39}")
_YES = {"yes", "true", "1", "x", "có"}
_NO = {"", "no", "false", "0", "không"}

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class RowError:
    """One mistake: the line in the file (the heading is line 1), the column, and what is wrong in words."""

    line: int
    column: str
    problem: str


def read(text: str, known: Sequence[Person]) -> tuple[list[Person], list[RowError]]:
    """The people of a CSV text; `known` are those on the server, whom a row with the same id replaces.

    Columns are separated by commas or semicolons, dates written 2026-04-30 or 30/04/2026.
    """
    text = text.removeprefix("\ufeff")
    heading = text.partition("\n")[0]
    rows = csv.DictReader(io.StringIO(text), delimiter=";" if heading.count(";") > heading.count(",") else ",")
    columns = [(name or "").strip().lower() for name in rows.fieldnames or ()]
    rows.fieldnames = columns
    errors = [RowError(1, name, "this column is missing") for name in REQUIRED if name not in columns]
    errors += [RowError(1, name, "there is no such column") for name in columns if name not in REQUIRED + OPTIONAL]
    if errors:
        return [], errors
    people: dict[str, tuple[int, Person]] = {}
    for row in rows:
        reader = _Row(row, rows.line_num, errors)
        if (someone := reader.person()) is None:
            continue
        if someone.id in people:
            reader.complain("id", f"line {people[someone.id][0]} has the same id")
        people[someone.id] = rows.line_num, someone
    if not people and not errors:
        errors.append(RowError(1, "", "there is nobody in this file"))
    _check_together(people, known, errors)
    return [someone for _line, someone in people.values()], sorted(errors, key=lambda e: (e.line, e.column))


class _Row:
    """One line being read; mistakes go to `errors`."""

    def __init__(self, row: Mapping[str | None, str | list[str] | None], line: int, errors: list[RowError]) -> None:
        self._row = row
        self._line = line
        self._errors = errors

    def complain(self, column: str, problem: str) -> None:
        self._errors.append(RowError(self._line, column, problem))

    def person(self) -> Person | None:
        """The person of this line, None when anything in it is wrong."""
        before = len(self._errors)
        if self._row.get(None):
            self.complain("", "there are more fields than columns")
        person_id = self._text("id")
        if _ID.fullmatch(person_id) is None:
            self.complain("id", "an id is made of small letters, digits and hyphens")
        name, office = self._needed("name"), self._needed("office")
        role = self._read("role", Role, f"must be one of {', '.join(Role)}")
        rank = self._read("rank", int, "must be a whole number, 1 for the first at the table")
        begins = self._read("mandate_from", _date, "must be a date such as 2026-04-30")
        ends = self._read("mandate_to", _date, "must be a date or empty") if self._text("mandate_to") else None
        leads, files = self._claim("prime_minister"), self._claim("file_manager")
        if rank is not None and rank < 1:
            self.complain("rank", "must be 1 or more")
        if begins is not None and ends is not None and ends < begins:
            self.complain("mandate_to", "lies before mandate_from")
        if len(self._errors) > before or role is None or rank is None or begins is None:
            return None
        return Person(
            id=person_id,
            name=name,
            office=office,
            office_en=self._text("office_en"),
            role=role,
            rank=rank,
            organisation=self._text("organisation"),
            mandate_from=begins,
            mandate_to=ends,
            is_prime_minister=leads,
            works_for=self._text("works_for") or None,
            is_file_manager=files,
        )

    def _text(self, column: str) -> str:
        value = self._row.get(column)
        return " ".join(value.split()) if isinstance(value, str) else ""

    def _needed(self, column: str) -> str:
        text = self._text(column)
        if not text:
            self.complain(column, "must not be empty")
        return text

    def _claim(self, column: str) -> bool:
        text = self._text(column).lower()
        if text not in _YES | _NO:
            self.complain(column, "must be yes or no")
        return text in _YES

    def _read(self, column: str, kind: Callable[[str], T], problem: str) -> T | None:
        try:
            return kind(self._text(column))
        except ValueError:
            self.complain(column, problem)
            return None


def _date(text: str) -> date:
    if "/" in text:
        return datetime.strptime(text, "%d/%m/%Y").date()  # noqa: DTZ007 - a day has no time zone
    return date.fromisoformat(text)


def _check_together(
    people: Mapping[str, tuple[int, Person]], known: Sequence[Person], errors: list[RowError]
) -> None:
    """What only shows when all are there: whom assistants work for, and that there is one prime minister."""
    everyone = {p.id: p for p in known} | {person_id: p for person_id, (_line, p) in people.items()}
    for line, someone in people.values():
        serves = everyone.get(someone.works_for) if someone.works_for is not None else None
        if someone.works_for is not None and (serves is None or serves.role is not Role.MEMBER):
            errors.append(RowError(line, "works_for", f"there is no member with the id {someone.works_for}"))
        if someone.role is Role.ASSISTANT and someone.works_for is None:
            errors.append(RowError(line, "works_for", "an assistant works for a member"))
        if someone.is_prime_minister and someone.role is not Role.MEMBER:
            errors.append(RowError(line, "prime_minister", "the prime minister is a member"))
        if someone.is_prime_minister and (others := _also_leading(someone, everyone)):
            errors.append(RowError(line, "prime_minister", f"{others} is prime minister at the same time"))


def _also_leading(someone: Person, everyone: Mapping[str, Person]) -> str:
    """Another prime minister whose mandate overlaps, by id; "" when there is none."""
    for other in everyone.values():
        if other.id != someone.id and other.is_prime_minister:
            first, second = sorted((someone, other), key=lambda p: p.mandate_from)
            if first.mandate_to is None or second.mandate_from <= first.mandate_to:
                return other.id
    return ""
