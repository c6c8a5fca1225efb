"""The tables of the central server, one definition for SQLite and PostgreSQL.

Entities are current state in one table; what must never change (votes, leaves, verdicts) has a table of its own.
"""

from datetime import UTC, datetime, timedelta

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Dialect,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
)
from sqlalchemy.types import TypeDecorator

METADATA = MetaData()

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)


class Moment(TypeDecorator[datetime]):
    """An aware UTC time as microseconds since 1970: the same order and precision on both databases."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> int | None:  # noqa: ARG002
        """To microseconds."""
        return None if value is None else (value - _EPOCH) // _MICROSECOND

    def process_result_value(self, value: int | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Back to an aware time."""
        return None if value is None else _EPOCH + value * _MICROSECOND


settings = Table(
    "settings",
    METADATA,
    Column("name", String(40), primary_key=True),
    Column("value", Text, nullable=False),
)
"""`epoch` and the like: one value each."""

counters = Table(
    "counters",
    METADATA,
    Column("name", String(40), primary_key=True),
    Column("value", BigInteger, nullable=False),
)
"""`seq` (the feed), `leaf` (the next ledger index), `people` (the seq of the last change to any person)."""

entities = Table(
    "entities",
    METADATA,
    Column("kind", String(20), primary_key=True),
    Column("id", String(80), primary_key=True),
    Column("meeting_id", String(80)),
    Column("item_id", String(80)),
    Column("rev", BigInteger, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Column("mark", LargeBinary, nullable=False),
    Column("body", LargeBinary, nullable=False),
    Column("gone_at", Moment),
    Index("entities_seq", "seq"),
    Index("entities_meeting", "meeting_id", "kind"),
    Index("entities_item", "item_id", "kind"),
)
"""Current state of everything that is fed to desktops. `mark` is the row's share of the digest."""

audience = Table(
    "audience",
    METADATA,
    Column("kind", String(20), primary_key=True),
    Column("id", String(80), primary_key=True),
    Column("person_id", String(80), primary_key=True),
    Column("may_see", Boolean, nullable=False),
    Column("seq", BigInteger, nullable=False),
    Index("audience_person", "person_id", "seq"),
)
"""Who may see an entity and who ever could; `seq` is when that last changed (DESIGN 4, rule 3)."""

paper_blobs = Table(
    "paper_blobs",
    METADATA,
    Column("version_id", String(80), primary_key=True),
    Column("blob", String(64), nullable=False),
    Index("paper_blobs_blob", "blob"),
)
"""Which sealed file a paper version has: decides who may fetch it."""

paper_keys = Table(
    "paper_keys",
    METADATA,
    Column("version_id", String(80), primary_key=True),
    Column("wrapped", LargeBinary, nullable=False),
)
"""Keys of sealed papers, wrapped by the server key that is kept outside the database."""

uploads = Table(
    "uploads",
    METADATA,
    Column("id", String(80), primary_key=True),
    Column("device_id", String(80), nullable=False),
    Column("size", BigInteger, nullable=False),
    Column("sha256", String(64), nullable=False),
    Column("received", BigInteger, nullable=False),
    Column("complete", Boolean, nullable=False),
    Column("problem", String(40), nullable=False),
    Column("skeleton", LargeBinary, nullable=False),
    Column("blob", String(64), nullable=False),
    Column("blob_size", BigInteger, nullable=False),
    Column("wrapped", LargeBinary, nullable=False),
    Column("begun_at", Moment, nullable=False),
)
"""Files on their way in. An upload is named as the paper version it becomes: that name is sealed into `blob`."""

codes = Table(
    "codes",
    METADATA,
    Column("hash", LargeBinary, primary_key=True),
    Column("person_id", String(80), nullable=False),
    Column("issued_by", String(80), nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("used_by", String(80)),
    Column("bootstrap", Boolean, nullable=False),
)
"""One-time enrolment codes, as hashes; `used_by` is the device that took one."""

guesses = Table(
    "guesses",
    METADATA,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("source", String(80), nullable=False),
    Column("at", Moment, nullable=False),
    Index("guesses_at", "at"),
)
"""Wrong codes of the last while, by where they came from."""

tokens = Table(
    "tokens",
    METADATA,
    Column("hash", LargeBinary, primary_key=True),
    Column("device_id", String(80), nullable=False),
    Column("expires_at", Moment, nullable=False),
    Index("tokens_expiry", "expires_at"),
)

nonces = Table(
    "nonces",
    METADATA,
    Column("hash", LargeBinary, primary_key=True),
    Column("expires_at", Moment, nullable=False),
)
"""Nonces already used, until they would have expired anyway."""

verdicts = Table(
    "verdicts",
    METADATA,
    Column("command_id", String(80), primary_key=True),
    Column("device_id", String(80), nullable=False),
    Column("request_hash", LargeBinary, nullable=False),
    Column("verdict", LargeBinary, nullable=False),
    Column("at", Moment, nullable=False),
)

votes = Table(
    "votes",
    METADATA,
    Column("id", String(80), primary_key=True),
    Column("ballot_id", String(80), nullable=False),
    Column("member_id", String(80), nullable=False),
    Column("device_id", String(80), nullable=False),
    Column("statement", LargeBinary, nullable=False),
    Column("signature", LargeBinary, nullable=False),
    Column("statement_hash", String(64), nullable=False),
    Column("answer", String(20), nullable=False),
    Column("opinion", Text, nullable=False),
    Column("version", Integer, nullable=False),
    Column("previous", String(64), nullable=False),
    Column("outcome", String(20), nullable=False),
    Column("in_grace", Boolean, nullable=False),
    Column("received_at", Moment, nullable=False),
    Column("leaf", BigInteger, nullable=False),
    Column("receipt", LargeBinary, nullable=False),
    Column("receipt_signature", LargeBinary, nullable=False),
    Index("votes_ballot", "ballot_id", "member_id", "version"),
)
"""Every delivered vote, for ever, as the exact bytes that were signed; `outcome` alone may become superseded."""

due = Table(
    "due",
    METADATA,
    Column("ballot_id", String(80), primary_key=True),
    Column("at", Moment, nullable=False),
    Index("due_at", "at"),
)
"""When the clock must look at a running ballot again: its deadline, or the end of its grace window."""

leaves = Table(
    "leaves",
    METADATA,
    Column("n", BigInteger, primary_key=True, autoincrement=False),
    Column("data", LargeBinary, nullable=False),
    Column("hash", LargeBinary, nullable=False),
)
"""The append-only log: RFC 6962 leaves, numbered from 0 without gaps."""
