"""Letting computers in: a one-time code, a proof of the device key, and a secretary who compares six digits.

Wrong codes are counted in the database, by source and in all, so that restarting or coming in by another
process gains nobody a guess.
"""

from datetime import datetime, timedelta

from sqlalchemy import Connection, bindparam, case, delete, func, insert, select, update

from ecabinet_desktop.crypto import codes, signing
from ecabinet_desktop.domain.people import Device, DeviceState, Government, Person
from ecabinet_desktop.errors import ECabinetError, Refused
from ecabinet_desktop.server import ledger, schema
from ecabinet_desktop.server.keys import ServerKeys
from ecabinet_desktop.server.transaction import find_in, government_in
from ecabinet_desktop.server.work import Work
from ecabinet_desktop.wire.answers import Enrolment, EnrolRequest
from ecabinet_desktop.wire.votes import enrol_bytes

WINDOW = timedelta(minutes=15)
GUESSES_PER_SOURCE = 10
GUESSES_IN_ALL = 100
"""Wrong codes in one window; a code has far more than these can find."""
PENDING_PER_PERSON = 5
LONGEST_NAME = 100
KEY_BYTES = 32


def enrol(work: Work, request: EnrolRequest, source: str) -> Enrolment | ECabinetError:
    """Enrol a device, or answer what is wrong: errors are returned, since a wrong guess must be kept.

    The same request again gets the same answer. Codes: bad_code, expired_code, too_many_tries, too_many_pending.
    """
    if _guesses_spent(work, source):
        return Refused("too_many_tries")
    if len(request.device_key) != KEY_BYTES or len(request.vote_key) != KEY_BYTES:
        return Refused("bad_keys")
    code = codes.normalise(request.code)
    found = work.db.execute(_FIND, {"hash": codes.code_hash(code)}).one_or_none()
    proved = signing.verify(
        request.device_key, enrol_bytes(code, request.device_key, request.vote_key), request.proof
    )
    if found is None or not proved:
        work.db.execute(_GUESSED, {"source": source, "at": work.now})
        return Refused("bad_code")
    if found.used_by is not None:
        return _again(work, request, found.used_by, source)
    if found.expires_at <= work.now:
        return Refused("expired_code")
    person = work.find(Person, found.person_id)
    if person is None or not person.holds_mandate(work.today()):
        return Refused("expired_code")
    if not found.bootstrap and _pending(work, person.id) >= PENDING_PER_PERSON:
        return Refused("too_many_pending")
    device = _new_device(work, request, person, approved=found.bootstrap)
    work.db.execute(_TAKE, {"of_hash": found.hash, "used_by": device.id})
    work.put(device)
    if found.bootstrap:
        # What a secretary's approval leaves in the ledger for every other device.
        facts = {"id": device.id, "person": person.id, "key": device.vote_key.hex()}
        work.leaf(ledger.event("device", work.now, **facts))
    work.settle()
    return _enrolment(device, work.get(Person, device.person_id), work.government(), work.keys)


def standing(db: Connection, keys: ServerKeys, device_id: str) -> Enrolment:
    """Where an enrolment stands; raises Refused("unknown")."""
    device = find_in(db, Device, device_id)
    person = find_in(db, Person, device.person_id) if device is not None else None
    if device is None or person is None:
        raise Refused("unknown")
    return _enrolment(device, person, government_in(db), keys)


def _new_device(work: Work, request: EnrolRequest, person: Person, *, approved: bool) -> Device:
    return Device(
        id=work.new_id(),
        person_id=person.id,
        name=" ".join(request.name.split())[:LONGEST_NAME],
        state=DeviceState.APPROVED if approved else DeviceState.PENDING,
        device_key=request.device_key,
        vote_key=request.vote_key,
        six_digits=codes.six_digits(request.device_key, request.vote_key),
        enrolled_at=work.now.isoformat(),
    )


def _again(work: Work, request: EnrolRequest, device_id: str, source: str) -> Enrolment | ECabinetError:
    """The answer got lost and the device asks once more; anybody else finds the code spent."""
    device = work.find(Device, device_id)
    if device is None or (device.device_key, device.vote_key) != (request.device_key, request.vote_key):
        work.db.execute(_GUESSED, {"source": source, "at": work.now})
        return Refused("bad_code")
    return _enrolment(device, work.get(Person, device.person_id), work.government(), work.keys)


def _enrolment(device: Device, person: Person, government: Government, keys: ServerKeys) -> Enrolment:
    return Enrolment(
        device_id=device.id,
        state=device.state,
        six_digits=device.six_digits,
        person_id=person.id,
        person_name=person.name,
        government=government.name,
        server_key=keys.public,
    )


def _guesses_spent(work: Work, source: str) -> bool:
    """True when this source, or everybody together, has guessed wrong too often lately."""
    since = work.now - WINDOW
    work.db.execute(_FORGET, {"since": since})
    in_all, own = work.db.execute(_COUNT, {"source": source}).one()
    return in_all >= GUESSES_IN_ALL or (own or 0) >= GUESSES_PER_SOURCE


def _pending(work: Work, person_id: str) -> int:
    waiting = (d for d in work.all(Device) if d.person_id == person_id and d.state is DeviceState.PENDING)
    return sum(1 for _ in waiting)


def add_code(work: Work, *, code_hash: bytes, person_id: str, expires_at: datetime, bootstrap: bool) -> None:
    """Make a code valid; a code marked bootstrap lets its device in at once, for want of a secretary."""
    row = {"hash": code_hash, "person_id": person_id, "expires_at": expires_at, "bootstrap": bootstrap}
    work.db.execute(_ADD, {**row, "issued_by": work.actor.id, "used_by": None})


_C = schema.codes
_G = schema.guesses
_FIND = select(_C).where(_C.c.hash == bindparam("hash"))
_TAKE = update(_C).where(_C.c.hash == bindparam("of_hash"))
_ADD = insert(_C)
_GUESSED = insert(_G)
_FORGET = delete(_G).where(_G.c.at < bindparam("since"))
_COUNT = select(func.count(), func.sum(case((_G.c.source == bindparam("source"), 1), else_=0))).select_from(_G)
