"""Devices: codes to enrol with, approval after comparing six digits, revocation for ever."""

from datetime import timedelta

from msgspec.structs import replace
from sqlalchemy import select

from ecabinet_desktop.domain.people import Device, DeviceState, Person, Role
from ecabinet_desktop.errors import NotAllowed, Refused
from ecabinet_desktop.server import enrolment, ledger, schema
from ecabinet_desktop.server.work import Outcome, Work
from ecabinet_desktop.wire import commands

HASH_BYTES = 32
LONGEST_LIFE = timedelta(days=31)
"""Of a code; one that lies about for longer is found by somebody."""


def issue_code(work: Work, command: commands.IssueCode) -> Outcome:
    """Make a code good for one enrolment; only its hash is known here."""
    person = work.get(Person, command.person_id)
    if not person.holds_mandate(work.today()):
        raise Refused("mandate_over")
    if len(command.code_hash) != HASH_BYTES or not work.now < command.expires_at <= work.now + LONGEST_LIFE:
        raise Refused("bad_code")
    same = select(schema.codes.c.hash).where(schema.codes.c.hash == command.code_hash)
    if work.db.execute(same).first() is not None:
        raise Refused("bad_code")
    enrolment.add_code(
        work,
        code_hash=command.code_hash,
        person_id=person.id,
        expires_at=command.expires_at,
        bootstrap=False,
    )
    return Outcome()


def approve(work: Work, command: commands.ApproveDevice) -> Outcome:
    """Let a waiting device in; nobody approves a device of their own."""
    device = work.get(Device, command.device_id)
    if device.state is not DeviceState.PENDING:
        raise Refused("wrong_state")
    if device.person_id == work.actor.id:
        raise NotAllowed
    work.put(replace(device, state=DeviceState.APPROVED))
    work.leaf(ledger.event("device", work.now, id=device.id, person=device.person_id, key=device.vote_key.hex()))
    return Outcome()


def revoke(work: Work, command: commands.RevokeDevice) -> Outcome:
    """Shut a device out: one's own, or any by a secretary. A second time changes nothing."""
    device = work.get(Device, command.device_id)
    if device.person_id != work.actor.id and work.actor.role is not Role.SECRETARY:
        raise NotAllowed
    if device.state is not DeviceState.REVOKED:
        work.put(replace(device, state=DeviceState.REVOKED))
        work.leaf(ledger.event("device_revoked", work.now, id=device.id))
    return Outcome()
