"""People, their roles and their mandates.

One account is one person in one office; when the mandate ends, access ends with it (DOMAIN, Roles).
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum

import msgspec

from ecabinet_desktop.domain.rules import RulesOfProcedure


class Role(StrEnum):
    """What an account is for. *Chair* is no role: it is a member charged with a session."""

    MEMBER = "member"
    ALTERNATE = "alternate"
    ASSISTANT = "assistant"
    MINISTRY = "ministry"
    SECRETARY = "secretary"
    GUEST = "guest"
    ADMINISTRATOR = "administrator"
    AUDITOR = "auditor"


class Person(msgspec.Struct, frozen=True, kw_only=True):
    """A person in an office. `rank` orders the cabinet table, 1 first; `works_for` is the member served."""

    id: str
    name: str
    office: str
    role: Role
    rank: int
    mandate_from: date
    mandate_to: date | None = None
    office_en: str = ""
    organisation: str = ""
    is_prime_minister: bool = False
    works_for: str | None = None
    is_file_manager: bool = False

    def holds_mandate(self, day: date) -> bool:
        """True when the mandate covers `day`; the last day counts."""
        return self.mandate_from <= day and (self.mandate_to is None or day <= self.mandate_to)


class Government(msgspec.Struct, frozen=True, kw_only=True):
    """The government whose central server this is: one row, seen by every account."""

    id: str
    name: str
    rules: RulesOfProcedure
    name_en: str = ""
    time_zone: str = "Asia/Ho_Chi_Minh"


class DeviceState(StrEnum):
    """A device waits for a secretary's approval, works, or is shut out for ever."""

    PENDING = "pending"
    APPROVED = "approved"
    REVOKED = "revoked"


class Device(msgspec.Struct, frozen=True, kw_only=True):
    """A computer enrolled for one person. Keys are raw Ed25519 public keys, 32 bytes."""

    id: str
    person_id: str
    name: str
    state: DeviceState
    device_key: bytes
    vote_key: bytes
    six_digits: str
    enrolled_at: str


def members(people: Iterable[Person], day: date) -> tuple[Person, ...]:
    """All members in office on `day`, by rank: the base M of every share (Law 2015 art. 46)."""
    sitting = (p for p in people if p.role is Role.MEMBER and p.holds_mandate(day))
    return tuple(sorted(sitting, key=lambda p: (p.rank, p.id)))
