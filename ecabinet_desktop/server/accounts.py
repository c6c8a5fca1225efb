"""Who a device acts for: mandates, and the tokens that prove a device's key for ten minutes.

A device that was revoked, or whose person's mandate has ended, is refused at the very next call: nothing here
is remembered between calls.
"""

import hashlib
import hmac
import os
from base64 import urlsafe_b64encode
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import TypeVar, cast
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, bindparam, delete, insert, select

from ecabinet_desktop.crypto import signing
from ecabinet_desktop.domain.access import Entity
from ecabinet_desktop.domain.people import Device, DeviceState, Government, Person
from ecabinet_desktop.errors import NotAllowed, SignInNeeded
from ecabinet_desktop.server import schema
from ecabinet_desktop.server.keys import ServerKeys
from ecabinet_desktop.server.transaction import Transaction, find_in, government_in
from ecabinet_desktop.wire.answers import TokenAnswer, TokenRequest
from ecabinet_desktop.wire.codec import KIND_OF
from ecabinet_desktop.wire.votes import token_bytes

TOKEN_LIFE = timedelta(minutes=10)
NONCE_LIFE = timedelta(minutes=2)
TOKEN_BYTES = 32

E = TypeVar("E", bound=Entity)
Find = Callable[[type[Entity], str], Entity | None]


def actor_in(db: Connection, device_id: str, now: datetime) -> Person:
    """Whom an approved device acts for; raises SignInNeeded, or NotAllowed("pending")."""
    return _actor(lambda kind, entity_id: find_in(db, kind, entity_id), government_in(db), device_id, now)


def actor_within(transaction: Transaction, device_id: str, now: datetime) -> Person:
    """The same inside a writing transaction, where what was read once holds."""

    def find(kind: type[Entity], entity_id: str) -> Entity | None:
        stored = transaction.stored(KIND_OF[kind], entity_id)
        return None if stored is None or stored.gone else stored.entity

    return _actor(find, transaction.government(), device_id, now)


def new_nonce(keys: ServerKeys, device_id: str, now: datetime) -> TokenAnswer:
    """Something fresh to sign. Nothing is stored for a caller who has proved nothing yet."""
    expires = int((now + NONCE_LIFE).timestamp())
    text = f"{expires}.{urlsafe_b64encode(os.urandom(18)).decode()}"
    return TokenAnswer(nonce=f"{text}.{keys.seal_nonce(f'{device_id}.{text}')}")


def new_token(transaction: Transaction, keys: ServerKeys, request: TokenRequest, now: datetime) -> TokenAnswer:
    """A token for a signed nonce, which is worth one token only; raises SignInNeeded or NotAllowed."""
    expires = _checked_nonce(keys, request, now)
    device = cast("Device | None", _stored_device(transaction, request.device_id))
    if device is None or not signing.verify(
        device.device_key, token_bytes(device.id, request.nonce), request.signature
    ):
        raise SignInNeeded("bad_signature")
    actor_within(transaction, device.id, now)
    db = transaction.db
    db.execute(_PURGE_NONCES, {"now": now})
    db.execute(_PURGE_TOKENS, {"now": now})
    if db.execute(_NONCE_USED, {"hash": _hash(request.nonce)}).first() is not None:
        raise SignInNeeded("nonce_used")
    db.execute(_USE_NONCE, {"hash": _hash(request.nonce), "expires_at": expires})
    token = urlsafe_b64encode(os.urandom(TOKEN_BYTES)).decode().rstrip("=")
    row = {"hash": _hash(token), "device_id": device.id, "expires_at": now + TOKEN_LIFE}
    db.execute(_KEEP_TOKEN, row)
    return TokenAnswer(token=token, expires_in=int(TOKEN_LIFE.total_seconds()))


def device_of(db: Connection, token: str, now: datetime) -> str:
    """The device that a living token was given to; raises SignInNeeded. Says nothing about its rights."""
    row = db.execute(_FIND_TOKEN, {"hash": _hash(token)}).one_or_none()
    if row is None or row.expires_at <= now:
        raise SignInNeeded("token")
    return str(row.device_id)


def _actor(find: Find, government: Government, device_id: str, now: datetime) -> Person:
    device = cast("Device | None", find(Device, device_id))
    if device is None or device.state is DeviceState.REVOKED:
        raise SignInNeeded("device_unknown" if device is None else "device_revoked")
    if device.state is DeviceState.PENDING:
        raise NotAllowed("pending")
    person = cast("Person | None", find(Person, device.person_id))
    day = now.astimezone(ZoneInfo(government.time_zone)).date()
    if person is None or not person.holds_mandate(day):
        raise SignInNeeded("mandate_ended")
    return person


def _stored_device(transaction: Transaction, device_id: str) -> Entity | None:
    stored = transaction.stored("device", device_id)
    return None if stored is None or stored.gone else stored.entity


def _checked_nonce(keys: ServerKeys, request: TokenRequest, now: datetime) -> datetime:
    """When the nonce expires; raises SignInNeeded when this server did not make it or it is too old."""
    text, _, seal = request.nonce.rpartition(".")
    stamp = text.partition(".")[0]
    if not hmac.compare_digest(seal.encode(), keys.seal_nonce(f"{request.device_id}.{text}").encode()):
        raise SignInNeeded("bad_nonce")
    expires = datetime.fromtimestamp(int(stamp), UTC)
    if expires <= now:
        raise SignInNeeded("nonce_expired")
    return expires


def _hash(secret: str) -> bytes:
    return hashlib.sha256(secret.encode()).digest()


_NONCE_USED = select(schema.nonces.c.hash).where(schema.nonces.c.hash == bindparam("hash"))
_USE_NONCE = insert(schema.nonces)
_KEEP_TOKEN = insert(schema.tokens)
_FIND_TOKEN = select(schema.tokens.c.device_id, schema.tokens.c.expires_at).where(
    schema.tokens.c.hash == bindparam("hash")
)
_PURGE_NONCES = delete(schema.nonces).where(schema.nonces.c.expires_at <= bindparam("now"))
_PURGE_TOKENS = delete(schema.tokens).where(schema.tokens.c.expires_at <= bindparam("now"))
