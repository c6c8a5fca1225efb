"""A certificate authority of the government's own, and the server certificate it signs.

The authority signs this one server and nothing else; desktops are given its certificate or its fingerprint.
"""

import ipaddress
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from ecabinet_desktop.errors import Refused

AUTHORITY_LIFE = timedelta(days=3650)
SERVER_LIFE = timedelta(days=825)
"""The longest that systems accept for a certificate below an authority of one's own."""
BACKDATED = timedelta(days=1)
"""Laptops' clocks are off by a day now and then."""


@dataclass(frozen=True, slots=True)
class Certificates:
    """Where they are, and the authority's SHA-256 fingerprint as people compare it."""

    authority: Path
    certificate: Path
    key: Path
    fingerprint: str


def make(folder: Path, hosts: Sequence[str], government: str, now: datetime) -> Certificates:
    """Make an authority (once) and a server certificate for these names or addresses; keys have mode 0600.

    Raises Refused("bad_host") for what is neither a name nor an address.
    """
    names = [_general_name(host) for host in hosts]
    if not names:
        raise Refused("bad_host", "no host given")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    made = Certificates(folder / "ca.pem", folder / "server.pem", folder / "server.key", "")
    ca_key, ca = _authority(folder / "ca.key", made.authority, government, now)
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = (
        _builder(hosts[0], ca.subject, key, now, SERVER_LIFE)
        .add_extension(x509.SubjectAlternativeName(names), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(ca_key.public_key()), critical=False)
        .sign(ca_key, hashes.SHA256())
    )
    _write(made.key, _pem(key), 0o600)
    _write(made.certificate, certificate.public_bytes(Encoding.PEM), 0o644)
    return Certificates(made.authority, made.certificate, made.key, fingerprint(ca))


def fingerprint(certificate: x509.Certificate) -> str:
    """SHA-256 over the certificate, as pairs of hex digits."""
    return certificate.fingerprint(hashes.SHA256()).hex(":").upper()


def _authority(
    key_file: Path, file: Path, government: str, now: datetime
) -> tuple[ec.EllipticCurvePrivateKey, x509.Certificate]:
    """The authority that is there, or a new one."""
    if key_file.exists() and file.exists():
        loaded = load_pem_private_key(key_file.read_bytes(), None)
        if not isinstance(loaded, ec.EllipticCurvePrivateKey):
            raise Refused("bad_config", f"{key_file} is not a key this program made")
        return loaded, x509.load_pem_x509_certificate(file.read_bytes())
    key = ec.generate_private_key(ec.SECP256R1())
    usage = x509.KeyUsage(
        digital_signature=False,
        content_commitment=False,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=True,
        crl_sign=True,
        encipher_only=False,
        decipher_only=False,
    )
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"{government} eCabinet"[:64])])
    certificate = (
        _builder(f"{government} eCabinet", name, key, now, AUTHORITY_LIFE)
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(usage, critical=True)
        .sign(key, hashes.SHA256())
    )
    _write(key_file, _pem(key), 0o600)
    _write(file, certificate.public_bytes(Encoding.PEM), 0o644)
    return key, certificate


def _builder(
    subject: str, issuer: x509.Name, key: ec.EllipticCurvePrivateKey, now: datetime, life: timedelta
) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, subject[:64])]))
        .issuer_name(issuer)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - BACKDATED)
        .not_valid_after(now + life)
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _general_name(host: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(host))
    except ValueError:
        pass
    try:
        ascii_name = host.encode("idna").decode()
    except UnicodeError as error:
        raise Refused("bad_host", host) from error
    if not ascii_name or any(c in ascii_name for c in " /:@"):
        raise Refused("bad_host", host)
    return x509.DNSName(ascii_name)


def _pem(key: ec.EllipticCurvePrivateKey) -> bytes:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())


def _write(file: Path, data: bytes, mode: int) -> None:
    """The file appears with its final mode; an earlier one is replaced whole."""
    draft = file.with_name(f"{file.name}.new")
    draft.unlink(missing_ok=True)
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as target:
        target.write(data)
    os.replace(draft, file)
