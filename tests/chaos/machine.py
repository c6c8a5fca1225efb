"""The state machine: a chair, two ministers and a secretary, and everything that can go wrong between them.

Rules ask nothing of the state they find (what makes no sense does nothing), so that a run is the same every time.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta

from ecabinet_desktop.domain.ballot import Answer, Ballot, BallotKind
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from tests.chaos.cabinet import CHAIR, EVERYBODY, SECRETARY, VOTERS, Cabinet
from tests.chaos.faults import Fate
from tests.chaos.oracle import Oracle

PEOPLE = st.sampled_from(EVERYBODY)
MEMBERS = st.sampled_from(VOTERS)
ANSWERS = st.sampled_from(Answer)
FATES = st.lists(st.sampled_from(Fate), max_size=4)
WHICH = st.integers(0, 5)
MOMENT = st.integers(0, 40)
"""Which write a death comes before; a pass with one vote writes about twenty times on either side."""


class Chaos(RuleBasedStateMachine):
    """On the server object itself."""

    over_http = False

    def __init__(self) -> None:
        super().__init__()
        self.cabinet = Cabinet(self.over_http)
        self.oracle = Oracle(self.cabinet)
        self.is_sound = True

    @contextmanager
    def step(self) -> Iterator[None]:
        """After a failure the end is not looked at: it would hide what failed."""
        self.is_sound = False
        yield
        self.is_sound = True

    # what people do

    @rule(kind=st.sampled_from(BallotKind), hours=st.integers(1, 3))
    def announce(self, kind: BallotKind, hours: int) -> None:
        with self.step():
            desk = self.cabinet.desks[SECRETARY]
            (known, *_) = desk.store.replica.all(Ballot)
            deadline = self.cabinet.clock() + timedelta(hours=hours) if kind is BallotKind.WRITTEN else None
            ballot_id = desk.secretariat.announce(
                known.meeting_id, known.item_id, kind, "Thông qua?", "Thông qua.", (), deadline
            )
            self.cabinet.ballots.append(ballot_id)
            self.cabinet.write_down(SECRETARY)

    @rule(which=WHICH)
    def open_ballot(self, which: int) -> None:
        with self.step():
            self.steer(which, opening=True)

    @rule(which=WHICH)
    def close_ballot(self, which: int) -> None:
        with self.step():
            self.steer(which, opening=False)

    def steer(self, which: int, *, opening: bool) -> None:
        """Session ballots are the chair's, written ones the secretary's; the newest ballots first."""
        ballot_id = self.cabinet.ballots[-1 - which % len(self.cabinet.ballots)]
        for name in (SECRETARY, CHAIR):
            desk = self.cabinet.desks[name]
            ballot = desk.store.replica.get(Ballot, ballot_id)
            if ballot is not None and (ballot.kind is BallotKind.SESSION) == (name == CHAIR):
                act = desk.secretariat.open_ballot if opening else desk.secretariat.close_ballot
                act(ballot)
                self.cabinet.write_down(name)

    @rule(name=MEMBERS, which=WHICH, answer=ANSWERS)
    def cast(self, name: str, which: int, answer: Answer) -> None:
        with self.step():
            self.vote(name, which, answer)
            self.cabinet.write_down(name, answer)

    @rule(which=WHICH, answer=ANSWERS)
    def everyone_casts(self, which: int, answer: Answer) -> None:
        with self.step():
            for name in VOTERS:
                self.vote(name, which, answer)
                self.cabinet.write_down(name, answer)

    @rule(name=MEMBERS, which=WHICH, answers=st.tuples(ANSWERS, ANSWERS), fates=FATES)
    def change_ones_mind(self, name: str, which: int, answers: tuple[Answer, Answer], fates: list[Fate]) -> None:
        """While the first answer may or may not have reached the server."""
        with self.step():
            for answer in answers:
                self.vote(name, which, answer)
                self.cabinet.write_down(name, answer)
                self.cabinet.sync(name, fates)

    def vote(self, name: str, which: int, answer: Answer) -> None:
        """Cast a vote as far as the desktop lets; the oldest ballots first."""
        ballot_id = self.cabinet.ballots[which % len(self.cabinet.ballots)]
        voting = self.cabinet.desks[name].voting
        ballot = voting.ballot(ballot_id)
        if ballot is not None and voting.may_vote(ballot):
            voting.cast(ballot, answer, "Cần thêm số liệu", "")

    # the network

    @rule()
    def everyone_syncs(self) -> None:
        with self.step():
            for name in EVERYBODY:
                self.cabinet.sync(name)

    @rule(name=PEOPLE, fates=FATES)
    def sync(self, name: str, fates: list[Fate]) -> None:
        with self.step():
            self.cabinet.sync(name, fates)

    @rule(index=st.integers(0, 3))
    def a_lost_call_arrives_after_all(self, index: int) -> None:
        with self.step():
            self.cabinet.late_arrival(index)

    # deaths and time

    @rule(name=PEOPLE, writes=MOMENT, fates=FATES)
    def desktop_dies_in_a_pass(self, name: str, writes: int, fates: list[Fate]) -> None:
        with self.step(), self.cabinet.desk_dies(name, writes):
            self.cabinet.sync(name, fates)

    @rule(name=MEMBERS, which=WHICH, answer=ANSWERS, writes=st.integers(0, 5))
    def desktop_dies_in_a_vote(self, name: str, which: int, answer: Answer, writes: int) -> None:
        with self.step():
            with self.cabinet.desk_dies(name, writes):
                self.vote(name, which, answer)
            self.cabinet.write_down(name, answer)

    @rule(name=PEOPLE, statements=MOMENT)
    def server_dies_in_a_pass(self, name: str, statements: int) -> None:
        with self.step(), self.cabinet.server_dies(statements):
            self.cabinet.desks[name].sync()

    @rule(minutes=st.sampled_from((1, 9, 30, 61, 180)))
    def time_passes(self, minutes: int) -> None:
        with self.step():
            self.cabinet.later(minutes=minutes)

    # what must hold

    @invariant()
    def everything_adds_up(self) -> None:
        with self.step():
            self.oracle.check()

    def teardown(self) -> None:
        try:
            if self.is_sound:
                self.settle()
                self.oracle.check_agreement()
        finally:
            self.cabinet.close()

    def settle(self) -> None:
        """Every call arrives, everybody syncs, every ballot comes to its end, everybody syncs twice."""
        while self.cabinet.delayed:
            self.cabinet.late_arrival(0)
        self.sync_all()
        for which in range(len(self.cabinet.ballots)):
            self.steer(which, opening=False)
        self.sync_all()
        self.cabinet.later(hours=6)
        self.sync_all()
        self.sync_all()

    def sync_all(self) -> None:
        for name in EVERYBODY:
            self.cabinet.sync(name)


class ChaosOverHttp(Chaos):
    """The same behind a real port."""

    over_http = True
