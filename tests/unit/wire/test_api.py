import inspect

import pytest
from ecabinet_desktop.server.service import Service
from ecabinet_desktop.sync.http_api import HttpApi
from ecabinet_desktop.wire.api import MAX_COMMANDS, PAGE_ROWS, PIECE, SyncApi

CALLS = sorted(name for name in vars(SyncApi) if not name.startswith("_"))


@pytest.mark.parametrize("call", CALLS)
@pytest.mark.parametrize("implementation", [Service, HttpApi])
def test_the_server_and_the_wire_take_the_same_calls(implementation: type, call: str) -> None:
    """What a test does to the one it can do to the other."""
    wanted = inspect.signature(getattr(SyncApi, call)).parameters
    given = inspect.signature(getattr(implementation, call)).parameters
    assert list(given) == list(wanted)


def test_the_limits_of_one_call_leave_room_for_an_urgent_one() -> None:
    assert (MAX_COMMANDS, PAGE_ROWS, PIECE) == (100, 500, 4 * 1024 * 1024)
