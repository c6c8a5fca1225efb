"""Rules of procedure as data: every number that another cabinet would want to change.

Vietnam's rules are the shipped profile; nothing else in the code knows a share or a number of days.
"""

from enum import StrEnum

import msgspec


class TieRule(StrEnum):
    """What an equal number of votes for and against means."""

    PRIME_MINISTER = "prime_minister"
    NOT_ADOPTED = "not_adopted"


class RulesOfProcedure(msgspec.Struct, frozen=True, kw_only=True):
    """One cabinet's rules. Shares are (numerator, denominator) of **all** members (Law 2015 art. 46)."""

    profile: str
    title: str
    quorum_share: tuple[int, int] = (2, 3)
    majority_share: tuple[int, int] = (1, 2)
    tie: TieRule = TieRule.PRIME_MINISTER
    tie_needs_no_abstention: bool = False
    grace_session_seconds: int = 0
    grace_written_seconds: int = 600
    freeze_days: int = 3

    def quorum(self, members: int) -> int:
        """How many must be present: the share rounded up (R1: 27 → 18, 25 → 17)."""
        over, of = self.quorum_share
        return -(-over * members // of)

    def majority(self, members: int) -> int:
        """How many must agree: more than the share (R2: 27 → 14, 25 → 13, 24 → 13)."""
        over, of = self.majority_share
        return over * members // of + 1


VIETNAM = RulesOfProcedure(profile="vn", title="Government of Vietnam")
"""Law on Organisation of the Government 2015 art. 46; freeze days from Decree 39/2022."""

PROFILES = {rules.profile: rules for rules in (VIETNAM,)}
