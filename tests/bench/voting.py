"""How many votes a second the server makes durable: each in its own call, its receipt only after the commit."""

import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from pathlib import Path

from ecabinet_desktop.clock import new_id, utc_now
from ecabinet_desktop.crypto import signing
from ecabinet_desktop.domain.agenda import ItemType
from ecabinet_desktop.domain.ballot import Answer, Ballot, BallotKind, BallotState
from ecabinet_desktop.domain.meeting import Meeting, MeetingKind
from ecabinet_desktop.server.central import Central
from ecabinet_desktop.server.config import load
from ecabinet_desktop.sync.http_api import Gate, HttpApi
from ecabinet_desktop.usecases.secretariat import ItemForm
from ecabinet_desktop.wire.api import SyncApi
from ecabinet_desktop.wire.commands import CastVote, Envelope
from ecabinet_desktop.wire.votes import VoteStatement, vote_bytes

from tests.bench.measure import Row, in_turn, median
from tests.helpers.desktop import Desktop, desktop
from tests.helpers.server import CABINET, Computer, enrolled, new_central, person

MEMBERS, CONNECTIONS, TIMES = 120, 8, 5
"""Each round every member votes on a ballot of its own round."""


def votes_durable(members: int = MEMBERS, times: int = TIMES) -> Row:
    """Real server process, several connections, one vote a call."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ballots, computers, server_config = _prepared(folder, members, times)
        with _Server(server_config) as address:
            gate = Gate(address)
            apis = [HttpApi(gate, computer.device_id, computer.sign) for computer in computers]
            for api in apis:
                api.changes("", 0)
            rounds = iter(ballots)

            def ours() -> float:
                ballot = next(rounds)
                votes = [_vote(ballot, computer) for computer in computers]
                return _rate(apis, votes)

            rates, bare = in_turn(ours, lambda: _bare(folder, members), times)
    return Row(
        name="votes_durable_per_s", ours=median(rates), anchor=median(bare), unit="votes/s",
        goal="many more than 27 members cast",
        anchor_name="bare SQLite commits of one row, synchronous=FULL, one at a time", samples=tuple(rates),
        anchor_samples=tuple(bare),
        note=f"{members} members over {CONNECTIONS} connections, clients on the same cores",
    )  # fmt: skip


def votes_durable_direct(members: int = MEMBERS, times: int = TIMES) -> Row:
    """The same at the server's own door, without HTTP: what signature, rules, ledger and commit cost."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        ballots, computers, config = _prepared(folder, members, times)
        central = Central(load(config, {}), utc_now, new_id)
        services = [central.service_for(computer.device_id) for computer in computers]
        rounds = iter(ballots)

        def ours() -> float:
            ballot = next(rounds)
            return _rate(services, [_vote(ballot, computer) for computer in computers])

        rates, bare = in_turn(ours, lambda: _bare(folder, members), times)
        central.close()
    return Row(
        name="votes_durable_direct", ours=median(rates), anchor=median(bare), unit="votes/s", goal="≥ 500",
        anchor_name="bare SQLite commits of one row, synchronous=FULL, one at a time", samples=tuple(rates),
        anchor_samples=tuple(bare), note=f"{members} members, {CONNECTIONS} threads in the server's process",
    )  # fmt: skip


def _prepared(folder: Path, members: int, rounds: int) -> tuple[list[Ballot], list[Computer], Path]:
    people = (*CABINET, *(person(f"voter-{n}", rank=20 + n) for n in range(members)))
    central = new_central(folder / "data", clock=utc_now, people=people)
    secretary = desktop(central, "secretary", folder, utc_now)
    ballots = [_opened(central, secretary) for _ in range(rounds)]
    computers = [enrolled(central, f"voter-{n}") for n in range(members)]
    secretary.close()
    central.close()
    config = folder / "server.toml"
    config.write_text(f'listen = "127.0.0.1:0"\ndata = "{folder / "data"}"\n')
    return ballots, computers, config


def _opened(central: Central, secretary: Desktop) -> Ballot:
    desk = secretary.secretariat
    meeting_id = desk.plan("Phiên họp", MeetingKind.REGULAR, utc_now() + timedelta(days=9), "Hà Nội", "pm")
    secretary.sync()
    meeting = secretary.store.replica.get(Meeting, meeting_id)
    assert meeting is not None
    form = ItemForm(title="Việc", item_type=ItemType.INFORMATION, sponsors=("minister-one",), minutes=10)
    item_id = desk.add_item(meeting, form)
    desk.approve(meeting)
    deadline = utc_now() + timedelta(days=2)
    ballot_id = desk.announce(meeting_id, item_id, BallotKind.WRITTEN, "Thông qua?", "Thông qua.", (), deadline)
    secretary.sync()
    announced = secretary.store.replica.get(Ballot, ballot_id)
    assert announced is not None
    desk.open_ballot(announced)
    secretary.sync()
    ballot = secretary.store.replica.get(Ballot, ballot_id)
    assert ballot is not None
    assert ballot.state is BallotState.OPEN
    return ballot


def _vote(ballot: Ballot, computer: Computer) -> Envelope:
    statement = vote_bytes(
        VoteStatement(
            ballot=ballot.id,
            definition=ballot.definition_hash,
            text=ballot.text_hash,
            member=computer.person_id,
            device=computer.device_id,
            answer=Answer.AGREE,
            opinion="",
            version=1,
            previous="",
            checkpoint="",
            salt=new_id(),
        )
    )
    signature = signing.sign(computer.vote_seed, statement)
    return Envelope(id=new_id(), body=CastVote(ballot_id=ballot.id, statement=statement, signature=signature))


def _rate(apis: Sequence[SyncApi], votes: Sequence[Envelope]) -> float:
    pairs = list(zip(apis, votes, strict=True))
    with ThreadPoolExecutor(CONNECTIONS) as pool:
        start = time.perf_counter()
        verdicts = list(pool.map(lambda pair: pair[0].send((pair[1],))[0], pairs))
        took = time.perf_counter() - start
    assert all(verdict.accepted and verdict.receipt is not None for verdict in verdicts)
    return len(votes) / took


def _bare(folder: Path, rows: int) -> float:
    path = folder / f"bare-{new_id()}.db"
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    database.execute("CREATE TABLE votes (id TEXT PRIMARY KEY, body BLOB)")
    body = os.urandom(600)
    start = time.perf_counter()
    for number in range(rows):
        database.execute("INSERT INTO votes VALUES (?, ?)", (str(number), body))
    took = time.perf_counter() - start
    database.close()
    return rows / took


class _Server:
    """The real server process, for as long as the block lasts."""

    def __init__(self, config: Path) -> None:
        self._config = config

    def __enter__(self) -> str:
        self._process = subprocess.Popen(
            [sys.executable, "-u", "-m", "ecabinet_desktop", "server", "--config", str(self._config)],
            stdout=subprocess.PIPE,
            text=True,
        )
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line.startswith("listening on "):
                threading.Thread(target=self._process.stdout.read, daemon=True).start()
                return line.removeprefix("listening on ").strip()
        raise RuntimeError("the server did not start")

    def __exit__(self, *_error: object) -> None:
        self._process.send_signal(signal.SIGTERM)
        self._process.wait(20)
