import ssl
import stat
from datetime import UTC, datetime
from pathlib import Path

import pytest
from cryptography import x509
from ecabinet_desktop.errors import Refused
from ecabinet_desktop.server import tls

NOW = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)


def test_the_server_certificate_is_for_its_names_and_signed_by_the_authority(tmp_path: Path) -> None:
    made = tls.make(tmp_path, ["cabinet.example", "10.0.0.5"], "Test Government", NOW)
    ca = x509.load_pem_x509_certificate(made.authority.read_bytes())
    server = x509.load_pem_x509_certificate(made.certificate.read_bytes())
    server.verify_directly_issued_by(ca)
    names = server.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    assert names.get_values_for_type(x509.DNSName) == ["cabinet.example"]
    assert [str(a) for a in names.get_values_for_type(x509.IPAddress)] == ["10.0.0.5"]
    assert server.not_valid_before_utc < NOW < server.not_valid_after_utc
    assert made.fingerprint == tls.fingerprint(ca)
    assert made.fingerprint.count(":") == 31


def test_private_keys_are_for_their_owner_only(tmp_path: Path) -> None:
    made = tls.make(tmp_path, ["localhost"], "T", NOW)
    for file in (made.key, tmp_path / "ca.key"):
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


def test_python_and_openssl_take_the_pair(tmp_path: Path) -> None:
    made = tls.make(tmp_path, ["localhost"], "T", NOW)
    ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(made.certificate, made.key)
    ssl.create_default_context(cafile=str(made.authority))


def test_renewing_keeps_the_authority_that_desktops_know(tmp_path: Path) -> None:
    first = tls.make(tmp_path, ["localhost"], "T", NOW)
    before = first.certificate.read_bytes()
    again = tls.make(tmp_path, ["localhost", "cabinet.example"], "T", NOW)
    assert again.fingerprint == first.fingerprint
    assert again.certificate.read_bytes() != before


@pytest.mark.parametrize("host", ["", "https://cabinet.example", "a b", "x@y"])
def test_what_is_no_host_is_refused(tmp_path: Path, host: str) -> None:
    with pytest.raises(Refused) as caught:
        tls.make(tmp_path, [host], "T", NOW)
    assert caught.value.code == "bad_host"


def test_a_certificate_is_for_somebody(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="no host"):
        tls.make(tmp_path, [], "T", NOW)
