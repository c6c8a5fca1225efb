import os
import signal
import socket
import ssl
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
import requests
from ecabinet_desktop.clock import monotonic, new_id
from ecabinet_desktop.errors import Refused
from ecabinet_desktop.server import app, tls
from ecabinet_desktop.server.app import Listener, the_only_server
from ecabinet_desktop.server.config import Config

from tests.helpers.server import START, ScriptedClock, running
from tests.unit.server.desk import note_central

PROGRAM = textwrap.dedent(
    """
    import sys
    from pathlib import Path
    from ecabinet_desktop.clock import new_id, utc_now
    from ecabinet_desktop.server.app import serve
    from ecabinet_desktop.server.config import Config

    serve(Config(data=Path(sys.argv[1])), now=utc_now, new_id=new_id, say=lambda line: print(line, flush=True))
    print("stopped")
    """
)


def started(folder: Path) -> tuple[subprocess.Popen[str], str]:
    process = subprocess.Popen(
        [sys.executable, "-c", PROGRAM, str(folder)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    line = process.stdout.readline().strip()
    assert line.startswith(app.READY), process.communicate()
    return process, line.removeprefix(app.READY)


def test_a_server_process_says_where_it_listens_and_stops_when_told(tmp_path: Path) -> None:
    note_central(tmp_path, ScriptedClock()).close()
    process, address = started(tmp_path)
    assert requests.get(address + "/v1/meta", timeout=20).json()["government"] == "Test Government"
    process.send_signal(signal.SIGTERM)
    out, err = process.communicate(timeout=30)
    assert (process.returncode, out, err) == (0, "stopped\n", "")


def test_a_killed_server_starts_again_on_what_it_left(tmp_path: Path) -> None:
    note_central(tmp_path, ScriptedClock()).close()
    for _ in range(2):
        process, address = started(tmp_path)
        assert requests.get(address + "/v1/meta", timeout=20).ok
        os.kill(process.pid, signal.SIGKILL)
        process.communicate(timeout=30)
    central = note_central(tmp_path, ScriptedClock())
    assert central.house.meta().government == "Test Government"
    central.close()


def test_one_process_serves_a_folder(tmp_path: Path) -> None:
    config = Config(data=tmp_path)
    with the_only_server(config), pytest.raises(Refused) as caught:
        app.serve(config, now=ScriptedClock(), new_id=new_id, say=lambda _line: None)
    assert caught.value.code == "already_running"


def test_plain_http_is_for_this_computer_only(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="plain_http"):
        Listener(Config(data=tmp_path, host="0.0.0.0"))


def test_a_port_in_use_is_said_so(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        with pytest.raises(Refused) as caught:
            Listener(Config(data=tmp_path, port=taken.getsockname()[1]))
        assert caught.value.code == "address_taken"


def test_answers_do_not_wait_for_more_to_send(tmp_path: Path) -> None:
    central = note_central(tmp_path, ScriptedClock())
    with running(central) as server, requests.Session() as session:
        waits = []
        for _ in range(10):
            begun = monotonic()
            assert session.get(server.address + "/v1/meta", timeout=20).ok
            waits.append(monotonic() - begun)
    central.close()
    # Nagle's algorithm against delayed acknowledgements costs 40 ms each time, or never.
    assert min(waits[1:]) < 0.035


def test_over_tls_only_those_who_know_the_authority_get_an_answer(tmp_path: Path) -> None:
    clock = ScriptedClock()
    made = tls.make(tmp_path / "tls", ["127.0.0.1"], "Test Government", clock())
    later = tls.make(tmp_path / "other", ["127.0.0.1"], "Somebody else", START)
    central = note_central(tmp_path / "server", clock)
    central.config = Config(data=central.config.data, tls_cert=made.certificate, tls_key=made.key)
    with running(central) as server:
        assert server.address.startswith("https://127.0.0.1:")
        answer = requests.get(server.address + "/v1/meta", verify=str(made.authority), timeout=20)
        assert answer.json()["government"] == "Test Government"
        with pytest.raises(requests.exceptions.SSLError):
            requests.get(server.address + "/v1/meta", verify=str(later.authority), timeout=20)
        context = ssl.create_default_context(cafile=str(made.authority))
        host, port = server.address.removeprefix("https://").split(":")
        with (
            socket.create_connection((host, int(port))) as raw,
            context.wrap_socket(raw, server_hostname=host) as s,
        ):
            assert s.version() in ("TLSv1.2", "TLSv1.3")
    central.close()
