"""A real keyring for the tests of the keyfile, one for all of them; each test has a profile of its own in it."""

from collections.abc import Iterator

import pytest
from ecabinet_desktop.clock import new_id
from ecabinet_desktop.crypto.keyfile import Ring

from tests.helpers.secret_service import SecretService, secret_service


@pytest.fixture(scope="session")
def service() -> Iterator[SecretService]:
    with secret_service() as running:
        yield running


@pytest.fixture
def ring(service: SecretService) -> Iterator[Ring]:
    with service.used_here():
        yield Ring(new_id())
