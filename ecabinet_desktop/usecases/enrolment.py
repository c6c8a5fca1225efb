"""Enrolling this computer, unlocking it, and finding back in: what happens before there is a desk.

Keys are made before the code is spent. A lost answer is asked for again with the same keys; after a crash before
the profile was saved a new code is needed.
"""

import ssl
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from msgspec.structs import replace

from ecabinet_desktop.clock import NewId, Now
from ecabinet_desktop.crypto import codes, keyfile, signing
from ecabinet_desktop.crypto.keyfile import Ring, Unlocked
from ecabinet_desktop.crypto.slots import Cost
from ecabinet_desktop.domain.people import DeviceState
from ecabinet_desktop.errors import Refused, SignInNeeded, WrongPassphrase
from ecabinet_desktop.sync.http_api import Gate
from ecabinet_desktop.usecases import profile as profiles
from ecabinet_desktop.usecases.desk import PERSON, Store, open_store
from ecabinet_desktop.usecases.profile import KEYFILE, Profile
from ecabinet_desktop.wire.answers import Enrolment, EnrolRequest
from ecabinet_desktop.wire.votes import enrol_bytes


@dataclass(frozen=True, slots=True)
class Begun:
    """An enrolment under way: what both sides show, the code to print, and the keys."""

    profile: Profile
    enrolment: Enrolment
    recovery_code: str
    unlocked: Unlocked


@dataclass(frozen=True, slots=True)
class _Made:
    """Keys under way to the server."""

    code: str
    passphrase: str
    profile_id: str
    unlocked: Unlocked
    recovery: str
    vote_key: bytes


class Enrolling:
    """Everything here talks to the server or stretches a passphrase: not for the UI thread."""

    def __init__(self, folder: Path, now: Now, new_id: NewId, cost: Cost | None = None) -> None:
        self._folder = folder
        self._now = now
        self._new_id = new_id
        self._cost = cost or Cost()
        self._made: _Made | None = None

    @staticmethod
    def has_keyring() -> bool:
        """True when this computer's keyring can keep a secret."""
        return Ring.available()

    def begin(self, address: str, ca: Path | None, code: str, passphrase: str, computer: str) -> Begun:
        """Make the keys, then ask the server to let this computer in.

        The same code and passphrase after a lost answer send the same keys again, so that the code is not spent
        twice. Raises Refused (a bad address, certificate, code or passphrase), Offline, KeyringGone, Full.
        """
        if profiles.load(self._folder) is not None:
            raise Refused("profile_exists")
        normal = codes.normalise(code)
        trusted = self._keep_ca(ca)
        gate = Gate(address, trusted)
        meta = gate.meta()
        made = self._keys(normal, passphrase)
        unlocked, device, vote = made.unlocked, signing.public_key(made.unlocked.device_seed), made.vote_key
        proof = signing.sign(unlocked.device_seed, enrol_bytes(normal, device, vote))
        request = EnrolRequest(code=normal, name=computer, device_key=device, vote_key=vote, proof=proof)
        enrolment = gate.enrol(request)
        profile = Profile(
            profile_id=made.profile_id,
            address=gate.address,
            has_ca=trusted is not None,
            server_key=meta.server_key,
            device_id=enrolment.device_id,
        )
        profiles.save(self._folder, profile)
        self._made = None
        store = open_store(self._folder, unlocked, self._now)
        store.vault.set_meta(PERSON, enrolment.person_id.encode())
        store.vault.close()
        return Begun(self._approved(profile, enrolment), enrolment, made.recovery, unlocked)

    def ask_again(self, profile: Profile) -> tuple[Profile, Enrolment]:
        """Whether a secretary has let this computer in meanwhile; raises SignInNeeded when it was shut out."""
        enrolment = Gate(profile.address, profile.ca(self._folder)).enrolment(profile.device_id)
        if enrolment.state is DeviceState.REVOKED:
            raise SignInNeeded("revoked")
        return self._approved(profile, enrolment), enrolment

    def _keys(self, code: str, passphrase: str) -> "_Made":
        """The keys made for this code and passphrase before, or new ones."""
        if self._made is not None and (self._made.code, self._made.passphrase) == (code, passphrase):
            return self._made
        profile_id = self._new_id()
        ring = self._ring(profile_id)
        path = self._folder / KEYFILE
        # Keys of an enrolment that never came about: no store was made with them, so nothing is lost.
        path.unlink(missing_ok=True)
        unlocked, recovery = keyfile.create(path, profile_id, passphrase, ring, self._cost)
        vote_key = signing.public_key(keyfile.open_vote_key(path, passphrase, ring))
        self._made = _Made(code, passphrase, profile_id, unlocked, recovery, vote_key)
        return self._made

    def _approved(self, profile: Profile, enrolment: Enrolment) -> Profile:
        if enrolment.state is DeviceState.APPROVED and not profile.approved:
            profile = replace(profile, approved=True)
            profiles.save(self._folder, profile)
        return profile

    def _keep_ca(self, ca: Path | None) -> Path | None:
        if ca is None:
            return None
        try:
            ssl.create_default_context(cafile=str(ca))
            content = ca.read_bytes()
        except OSError as error:
            # Not there, not ours to read, or (ssl.SSLError is an OSError) no certificate in it.
            raise Refused("bad_ca") from error
        profiles.write_whole(self._folder / profiles.CA, content)
        return self._folder / profiles.CA

    def _ring(self, profile_id: str) -> Ring | None:
        return Ring(profile_id) if Ring.available() else None


class Unlocking:
    """Opens an enrolled profile."""

    def __init__(self, folder: Path, profile: Profile, now: Now) -> None:
        self._folder = folder
        self._profile = profile
        self._now = now
        self._path = folder / KEYFILE

    def unlock(self, passphrase: str) -> tuple[Unlocked, Store]:
        """Open keys and store; half a second. Raises WrongPassphrase, KeyringGone, Damaged, TooOld."""
        unlocked = keyfile.unlock(self._path, passphrase, self._ring())
        return unlocked, open_store(self._folder, unlocked, self._now)

    def recover(self, code: str, new_passphrase: str) -> tuple[Unlocked, Store]:
        """Open by the printed recovery code and use a new passphrase from now on.

        Raises Refused ("bad_recovery", or what is wrong with the new passphrase), Damaged, TooOld, Full.
        """
        ring = Ring(self._profile.profile_id) if Ring.available() else None
        try:
            unlocked = keyfile.unlock_with_recovery(self._path, code, new_passphrase, ring)
        except WrongPassphrase as error:
            raise Refused("bad_recovery") from error
        except Refused as error:
            raise Refused("bad_recovery" if error.code == "bad_code" else error.code) from error
        return unlocked, open_store(self._folder, unlocked, self._now)

    def vote_key(self) -> Callable[[str], bytes]:
        """Opens the vote key for one signature, by the passphrase given afresh."""
        return lambda passphrase: keyfile.open_vote_key(self._path, passphrase, self._ring())

    def has_keyring(self) -> bool:
        """True when the keyring shares the burden in this profile."""
        return keyfile.needs_keyring(self._path)

    def _ring(self) -> Ring | None:
        return Ring(self._profile.profile_id) if Ring.available() else None
