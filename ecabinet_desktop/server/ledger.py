"""What stands in the ledger: one leaf per vote and per act that a later audit must see.

A leaf is exact bytes, `ecab/leaf/v1` and canonical JSON. A vote's leaf holds a commitment only, the hash of its
salted statement, so that the open ledger does not tell how anybody voted.
"""

from datetime import datetime

import msgspec

from ecabinet_desktop.domain.ballot import Tally

PREFIX = b"ecab/leaf/v1\n"
_json = msgspec.json.Encoder(order="sorted")


def event(kind: str, at: datetime, **facts: str | int) -> bytes:
    """The leaf of an act: its kind, the server's time and plain facts."""
    return PREFIX + _json.encode({"kind": kind, "at": at, **facts})


def tally(ballot_id: str, result: Tally, at: datetime) -> bytes:
    """The leaf of a count: every number of it, so that an audit can add up the same."""
    return event(
        "tally",
        at,
        id=ballot_id,
        result=result.result.value,
        agree=result.agree,
        disagree=result.disagree,
        abstain=result.abstain,
        other_opinion=result.other_opinion,
        not_voted=result.not_voted,
        members=result.members,
    )


def vote(ballot_id: str, member_id: str, commitment: str, outcome: str, at: datetime) -> bytes:
    """The leaf of a delivered vote; `commitment` is the hex SHA-256 of its statement."""
    return event("vote", at, ballot=ballot_id, member=member_id, commitment=commitment, outcome=outcome)
