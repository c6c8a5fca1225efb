"""What is left when all processes are dead: every promise they made is held against vaults, ledger and tallies.

The members' last word counts, and it counts once; that is worked out here from their output alone.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from ecabinet_desktop.clock import new_id, utc_now
from ecabinet_desktop.domain.ballot import Answer, Ballot
from ecabinet_desktop.server.central import Central
from ecabinet_desktop.wire.commands import CastVote
from ecabinet_desktop.wire.votes import hash_hex, parse_vote

from tests.chaos.cabinet import EVERYBODY, VOTERS, Act
from tests.chaos.kills import MEMBERS, MemberProcess, Scene
from tests.chaos.oracle import Oracle
from tests.helpers.desktop import Desktop
from tests.helpers.server import ScriptedClock, configured


@dataclass(frozen=True)
class Figures:
    """How much was at stake."""

    acknowledged: int
    receipts: int
    offline: int
    delivered: int


@dataclass
class Remains:
    """The server and the desktops, opened here after their processes have died."""

    central: Central
    desks: dict[str, Desktop]
    ballots: tuple[str, ...]
    acts: dict[str, Act]
    clock: ScriptedClock

    def sync(self) -> None:
        """Everybody, twice."""
        for desk in (*self.desks.values(), *self.desks.values()):
            desk.sync()


@contextmanager
def opened(scene: Scene) -> Iterator[Remains]:
    """Open everything where the processes left it."""
    clock = ScriptedClock(utc_now())
    central = Central(configured(scene.folder / "server"), clock, new_id)
    desks = {name: Desktop(central, scene.computers[name], scene.folder / name, clock) for name in EVERYBODY}
    try:
        yield Remains(central, desks, scene.ballots, _acts(scene, desks), clock)
    finally:
        for desk in desks.values():
            desk.close()
        central.close()


def _acts(scene: Scene, desks: dict[str, Desktop]) -> dict[str, Act]:
    """What stands in the outboxes; a vote's answer is what its caster was told, not what its bytes say."""
    meant = {told.vote: told.answer for member in scene.members.values() for told in member.told}
    acts = {}
    for name, desk in desks.items():
        for entry in desk.store.outbox.entries():
            body, answer = entry.envelope.body, None
            if isinstance(body, CastVote):
                answer = meant.get(hash_hex(body.statement)) or parse_vote(body.statement).answer
            acts[entry.id] = Act(name, entry.envelope, answer)
    return acts


def check(scene: Scene) -> Figures:
    """Nothing acknowledged is lost, nothing counts twice, and the tallies are what members said last."""
    with opened(scene) as remains:
        for name in MEMBERS:
            _promises_are_kept(scene.members[name], remains.desks[name])
        last = {name: _last_words(scene.members[name], remains.desks[name]) for name in MEMBERS}
        remains.sync()
        oracle = Oracle(remains)
        oracle.check_agreement()
        expected = {(ballot, name): vote for name in MEMBERS for ballot, vote in last[name].items()}
        assert oracle.counting() == expected, "what counts is not what members said last"
        remains.clock.pass_(days=3)
        remains.central.tick()
        remains.sync()
        oracle.check_agreement()
        _tallies_are_right(remains, expected)
        told = [line.what for member in scene.members.values() for line in member.told]
        return Figures(told.count("cast"), told.count("receipt"), told.count("offline"), oracle.delivered)


def _votes(desk: Desktop) -> list[CastVote]:
    bodies = [entry.envelope.body for entry in desk.store.outbox.entries()]
    return [body for body in bodies if isinstance(body, CastVote)]


def _promises_are_kept(member: MemberProcess, desk: Desktop) -> None:
    """A vote once acknowledged is in the outbox, or a later one stands in its place that never left before it."""
    places = {told.vote: place for place, told in enumerate(member.told) if told.what == "cast"}
    queued = {hash_hex(body.statement): parse_vote(body.statement) for body in _votes(desk)}
    standing = {(said.ballot, said.version): vote for vote, said in queued.items()}
    assert len(standing) == len(queued), "two votes of one version"
    for place, told in enumerate(member.told):
        if told.what == "cast":
            heir = standing.get((told.ballot, told.version))
            assert heir is not None, f"{member.name} has lost a vote"
            assert places.get(heir, len(member.told)) >= place, (
                f"{member.name} has an older vote in place of a newer"
            )
    kept = {hash_hex(receipt.statement) for receipt in desk.store.receipts.all()}
    receipts = {told.vote for told in member.told if told.what == "receipt"}
    assert receipts <= kept, f"{member.name} has lost a receipt"
    assert receipts <= set(queued), f"{member.name} has a receipt for a vote that was replaced"


def _last_words(member: MemberProcess, desk: Desktop) -> dict[str, str]:
    """Ballot → the vote that must count: the last one told of, or one cast while its process died."""
    told = {told.vote for told in member.told if told.what == "cast"}
    last = {line.ballot: line.vote for line in member.told if line.what == "cast"}
    for body in _votes(desk):
        vote = hash_hex(body.statement)
        if vote not in told and parse_vote(body.statement).version >= _version(desk, last.get(body.ballot_id)):
            last[body.ballot_id] = vote
    return last


def _version(desk: Desktop, vote: str | None) -> int:
    """Of a vote in the outbox; 0 of one that is not there, since it was replaced."""
    return next((parse_vote(b.statement).version for b in _votes(desk) if hash_hex(b.statement) == vote), 0)


def _tallies_are_right(remains: Remains, counting: dict[tuple[str, str], str]) -> None:
    answers = {hash_hex(act.vote.statement): act.answer for act in remains.acts.values() if act.vote is not None}
    for desk in remains.desks.values():
        for ballot in desk.store.replica.all(Ballot):
            given = Counter(answers[vote] for (of, _), vote in counting.items() if of == ballot.id)
            assert ballot.tally is not None, "a ballot was never counted"
            counted = {answer: getattr(ballot.tally, answer.value) for answer in Answer}
            assert counted == {answer: given[answer] for answer in Answer}
            assert ballot.tally.not_voted == len(VOTERS) - given.total()
