"""A server that lies, stammers or falls silent: the person is told the right thing, and nothing is lost.

Every fault crosses a real socket; afterwards the same desktop, on the good server, delivers what waited.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from queue import Queue
from typing import Any

import pytest
from ecabinet_desktop.clock import new_id, utc_now
from ecabinet_desktop.crypto import sealed
from ecabinet_desktop.crypto.slots import Cost
from ecabinet_desktop.domain.annotation import Annotation, AnnotationKind, Colour, Quad
from ecabinet_desktop.domain.ballot import Answer, Ballot, Vote
from ecabinet_desktop.domain.meeting import Meeting
from ecabinet_desktop.domain.paper import PaperVersion
from ecabinet_desktop.domain.people import DeviceState, Person
from ecabinet_desktop.domain.position import Position, Stance
from ecabinet_desktop.errors import Damaged, ECabinetError, NotAllowed, Offline, Refused, SignInNeeded, TooOld
from ecabinet_desktop.server import tls
from ecabinet_desktop.server.central import Central
from ecabinet_desktop.server.config import Config
from ecabinet_desktop.sync import http_api
from ecabinet_desktop.sync.downloads import Downloads, Fetch, Progress
from ecabinet_desktop.sync.http_api import Gate
from ecabinet_desktop.ui.failures import words_for
from ecabinet_desktop.usecases import profile as profiles
from ecabinet_desktop.usecases.enrolment import Enrolling
from ecabinet_desktop.usecases.voting import VoteState

from tests.helpers import pdfs
from tests.helpers.desktop import Desktop, desktop
from tests.helpers.hostile import Between, Good, Mood, between, honest, only, page, problem, saying
from tests.helpers.server import ScriptedClock, found, issue_code, running, set_device_state
from tests.unit.sync.scene import Scene, sitting

pytestmark = pytest.mark.usefixtures("qapp")

NO_CONNECTION, DAMAGED = "No connection to the server", "A file is damaged"
UNKNOWN, NOT_ALLOWED, UPDATE = "This computer is no longer known", "Not allowed", "This program must be updated"
PAPERS = (pdfs.text_pdf(["Tờ trình"]) + b"%a" * 200_000, pdfs.text_pdf(["Tờ trình"]) + b"%b" * 200_000)
"""Of the same size, so that one can be given for the other."""


@dataclass
class Table:
    """A minister's desktop whose way to the server leads through a relay; votes and words wait in its outbox."""

    scene: Scene
    relay: Between
    member: Desktop
    ballot: Ballot
    now: ScriptedClock

    def kept(self) -> tuple[Any, ...]:
        """Everything in the vault that somebody could miss."""
        store = self.member.store
        rows = {kind: store.replica.all(kind) for kind in (Person, Meeting, PaperVersion, Ballot)}
        notes = store.notes.of_meeting(self.scene.meeting_id)
        return rows, notes, [(entry.id, entry.envelope) for entry in store.outbox.unsent()]

    def work_offline(self) -> None:
        """A vote, a position and a note, none of them sent."""
        self.member.voting.cast(self.ballot, Answer.OTHER_OPINION, "Cần thêm số liệu", "")
        (line,) = self.member.meetings.lines(self.scene.meeting)
        self.member.positions.state(line, Stance.OBJECTION, "Thiếu vốn")
        (paper, *_) = self.member.store.replica.all(PaperVersion)
        self.member.store.notes.save(note_on(paper, self.now()))

    def arrives(self) -> None:
        """On the good server everything that waited is delivered, and takes effect once."""
        self.relay.mood = honest
        self.member.sync()
        assert self.member.store.outbox.unsent() == []
        shown = self.member.voting.of(self.ballot)
        assert shown is not None
        assert (shown.state, shown.opinion) == (VoteState.COUNTED, "Cần thêm số liệu")
        votes: tuple[Vote, ...] = self.scene.central.as_system(lambda work: work.all(Vote))
        positions: tuple[Position, ...] = self.scene.central.as_system(lambda work: work.all(Position))
        assert [vote.member_id for vote in votes] == ["minister-two"]
        assert [position.reason for position in positions] == ["Thiếu vốn"]


def note_on(paper: PaperVersion, at: Any) -> Annotation:
    return Annotation(
        id=new_id(),
        meeting_id=paper.meeting_id,
        paper_id=paper.paper_id,
        version_id=paper.id,
        page=0,
        kind=AnnotationKind.STICKY_NOTE,
        quads=(Quad(left=9.0, top=9.0, right=9.0, bottom=9.0),),
        colour=Colour.YELLOW,
        created_at=at,
        modified_at=at,
        text="Hỏi Bộ Tài chính",
    )


@pytest.fixture
def table(tmp_path: Path) -> Iterator[Table]:
    with sitting(tmp_path) as scene:
        scene.plan()
        scene.file(*PAPERS)
        scene.publish()
        ballot = scene.open_ballot()
        with running(scene.central) as server, between(server.address) as relay:
            now = ScriptedClock(scene.clock())
            member = desktop(scene.central, "minister-two", tmp_path, now, relay.address)
            try:
                yield Table(scene, relay, member, ballot, now)
            finally:
                relay.ended.set()
                member.close()


HTML = b"<html><body>Please accept the hotel's terms</body></html>"
MOODS: dict[str, tuple[Mood, type[ECabinetError], str]] = {
    "silence": (lambda _good: None, Offline, NO_CONNECTION),
    "silence after the token": (only("/v1/commands", lambda _good: None), Offline, NO_CONNECTION),
    "garbage": (lambda _good: bytes(range(256)) * 40, Offline, NO_CONNECTION),
    "garbage as json": (saying(200, bytes(range(256))), Damaged, DAMAGED),
    "a page of a hotel": (saying(200, HTML, "text/html; charset=utf-8"), Offline, NO_CONNECTION),
    "a page that refuses": (saying(403, HTML, "text/html"), Offline, NO_CONNECTION),
    "hung up at once": (lambda _good: b"", Offline, NO_CONNECTION),
    "verdicts cut": (only("/v1/commands", lambda g: g.raw(length=len(g.body) + 500)), Offline, NO_CONNECTION),
    "changes cut": (
        only("/v1/changes", lambda good: good.raw(body=good.body[:-9], length=len(good.body))),
        *(Offline, NO_CONNECTION),
    ),
    "a wrong digest": (page(digest="0" * 64), Damaged, DAMAGED),
    "verdicts of nobody": (only("/v1/commands", lambda good: good.raw(body=b"[]")), Damaged, DAMAGED),
    "an empty country": (page(rows=[], gone=[], digest="1" * 64), Damaged, DAMAGED),
    "an error of its own": (problem(500, "broken"), Offline, NO_CONNECTION),
    "too many": (problem(429, "too_many_tries"), Offline, NO_CONNECTION),
    "not for you": (problem(403, "not_allowed"), NotAllowed, NOT_ALLOWED),
    "never heard of you": (problem(401, "unknown_device"), SignInNeeded, UNKNOWN),
    "too old": (problem(426, "too_old"), TooOld, UPDATE),
}


@pytest.mark.parametrize(("mood", "kind", "title"), MOODS.values(), ids=MOODS)
def test_a_hostile_answer_is_told_in_words_loses_nothing_and_all_is_delivered_afterwards(
    mood: Mood, kind: type[ECabinetError], title: str, table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_api, "READ_SECONDS", 1.0)
    table.work_offline()
    before = table.kept()
    table.relay.mood = mood
    with pytest.raises(kind) as caught:
        table.member.sync()
    assert type(caught.value) is kind
    words = words_for(caught.value)
    assert words.title == title
    assert words.words
    _, notes, waiting = table.kept()
    assert notes == before[1]
    assert notes
    assert len(before[2]) == 2
    assert [entry for entry in waiting if entry not in before[2]] == [], "nothing is sent as something else"
    table.arrives()
    assert table.kept()[1] == notes


@pytest.mark.parametrize("name", ["silence", "garbage", "a page of a hotel", "changes cut", "never heard of you"])
def test_rows_and_papers_stay_when_the_server_answers_no_sense(
    name: str, table: Table, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(http_api, "READ_SECONDS", 1.0)
    assert fetch(table)[0].state is Fetch.HERE
    before = table.kept()
    papers = table.member.store.papers
    table.relay.mood = MOODS[name][0]
    with pytest.raises(ECabinetError):
        table.member.sync()
    papers.sweep(table.member.store.replica)
    assert table.kept() == before
    assert papers.count(table.member.store.replica) == 2
    assert papers.wanted(table.member.store.replica) == []


def test_a_server_that_has_forgotten_everything_takes_no_note_and_no_vote(table: Table) -> None:
    table.work_offline()
    rows, notes, _ = table.kept()
    table.relay.mood = page(rows=[], gone=[], digest="0" * 64)
    table.member.sync()
    assert table.kept()[0] != rows, "an empty list that agrees with itself is believed"
    assert table.kept()[1] == notes
    table.relay.mood = honest
    table.member.sync()
    assert {kind: len(found) for kind, found in table.kept()[0].items()} == {k: len(f) for k, f in rows.items()}
    assert table.kept()[1] == notes
    table.arrives()


def test_an_unreachable_server_is_waited_for(table: Table) -> None:
    table.work_offline()
    before = table.kept()
    table.member.api = http_api.HttpApi(
        Gate("http://127.0.0.1:1"), table.member.computer.device_id, table.member.computer.sign
    )
    with pytest.raises(Offline) as caught:
        table.member.sync()
    assert words_for(caught.value).title == NO_CONNECTION
    assert "Nothing is lost" in words_for(caught.value).words
    assert table.kept() == before
    computer = table.member.computer
    table.member.api = http_api.HttpApi(Gate(table.relay.address), computer.device_id, computer.sign)
    table.arrives()


# papers


def fetch(table: Table) -> list[Progress]:
    """Fetch both papers; how each of them ended last."""
    store, told = table.member.store, Queue[Progress]()
    downloads = Downloads(table.member.api, store.papers, store.replica, told.put, 1)
    wanted = store.papers.wanted(store.replica)
    ends: dict[str, Progress] = {}
    try:
        downloads.want(wanted)
        while len(ends) < len(wanted) or not downloads.idle():
            progress = told.get(timeout=20)
            if progress.state in (Fetch.HERE, Fetch.FAILED):
                ends[progress.version_id] = progress
    finally:
        downloads.stop()
    return list(ends.values())


def halved(good: Good) -> bytes:
    """The first half, then the line is dead."""
    return good.raw(body=good.body[: len(good.body) // 2], length=len(good.body))


def flipped(good: Good) -> bytes:
    return good.raw(body=good.body[:-100] + bytes([good.body[-100] ^ 1]) + good.body[-99:])


def whole(good: Good) -> bytes:
    """As if no range had been asked for."""
    return Good(good.path, 200, good.kind, good.body).raw()


BLOBS: dict[str, tuple[Mood, type[ECabinetError], str]] = {
    "cut in the middle": (halved, Offline, NO_CONNECTION),
    "tampered with": (flipped, Damaged, DAMAGED),
    "longer than asked": (lambda good: good.raw(body=good.body + b"more"), Damaged, DAMAGED),
    "a page": (saying(206, HTML, "text/html"), Offline, NO_CONNECTION),
    "not the range": (whole, Damaged, DAMAGED),
    "refused": (problem(403, "not_allowed"), NotAllowed, NOT_ALLOWED),
}


@pytest.mark.parametrize(("mood", "kind", "title"), BLOBS.values(), ids=BLOBS)
def test_a_bad_paper_is_never_taken_and_the_good_one_comes_later(
    mood: Mood, kind: type[ECabinetError], title: str, table: Table
) -> None:
    table.relay.mood = only("/v1/blobs", mood)
    ends = fetch(table)
    assert [end.state for end in ends] == [Fetch.FAILED] * 2
    for end in ends:
        assert type(end.error) is kind
        assert words_for(end.error).title == title
    store = table.member.store
    assert len(store.papers.wanted(store.replica)) == 2, "neither was accepted"
    table.relay.mood = honest
    assert [end.state for end in fetch(table)] == [Fetch.HERE] * 2
    assert sorted(opened(table)) == sorted(PAPERS)


def test_another_paper_in_a_papers_place_is_refused(table: Table) -> None:
    store = table.member.store
    first, second = store.papers.wanted(store.replica)
    assert first.blob_size == second.blob_size
    assert fetch(table)[0].state is Fetch.HERE
    data = {paper.blob: sealed_bytes(table, paper) for paper in (first, second)}
    store.papers.drop(first.blob)
    table.relay.mood = only(first.blob, lambda good: good.raw(body=data[second.blob]))
    (end,) = fetch(table)
    assert isinstance(end.error, Damaged)
    assert [paper.id for paper in store.papers.wanted(store.replica)] == [first.id]
    table.relay.mood = honest
    assert fetch(table)[0].state is Fetch.HERE


def test_a_paper_cut_off_goes_on_from_what_had_arrived(table: Table) -> None:
    table.relay.mood = only("/v1/blobs", halved)
    fetch(table)
    store = table.member.store
    sizes = [store.papers.part_size(paper.blob) for paper in store.papers.wanted(store.replica)]
    assert all(size > 0 for size in sizes), "what had crossed is kept"
    rests: list[int] = []

    def measure(good: Good) -> bytes:
        rests.append(len(good.body))
        return good.raw()

    table.relay.mood = only("/v1/blobs", measure)
    assert [end.state for end in fetch(table)] == [Fetch.HERE] * 2
    assert all(rest < paper.blob_size for rest, paper in zip(rests, store.replica.all(PaperVersion), strict=True))


def sealed_bytes(table: Table, paper: PaperVersion) -> bytes:
    with open(table.member.store.papers.descriptor(paper.blob), "rb") as file:
        return file.read()


def opened(table: Table) -> list[bytes]:
    store = table.member.store
    found = store.replica.all(PaperVersion)
    keys = [store.replica.paper_key(paper.id) or b"" for paper in found]
    return [sealed.unseal(sealed_bytes(table, p), key, p.id) for p, key in zip(found, keys, strict=True)]


# clocks, devices, codes


@pytest.mark.parametrize("days", [-1, 1])
def test_a_clock_that_is_a_day_off_changes_nothing_that_counts(days: int, table: Table) -> None:
    table.now.pass_(days=days)
    table.work_offline()
    table.arrives()
    (vote,) = table.scene.central.as_system(lambda work: work.all(Vote))
    assert vote.received_at == table.scene.clock(), "the server's clock is the legal one (R7)"
    assert fetch(table)[0].state is Fetch.HERE
    table.scene.clock.pass_(hours=30)
    table.member.sync()


@pytest.mark.parametrize("behind", [timedelta(hours=23), -timedelta(hours=23)])
def test_a_certificate_made_today_is_trusted_by_a_computer_a_day_off(behind: timedelta, tmp_path: Path) -> None:
    made = tls.make(tmp_path / "tls", ["127.0.0.1"], "Test Government", utc_now() + behind)
    config = Config(data=tmp_path / "data", tls_cert=made.certificate, tls_key=made.key)
    central = Central(config, ScriptedClock(), new_id)
    try:
        found(central)
        with running(central) as server:
            assert Gate(server.address, made.authority).meta().government == "Test Government"
    finally:
        central.close()


def test_a_computer_shut_out_is_told_so_and_keeps_what_it_has(table: Table) -> None:
    table.work_offline()
    before = table.kept()
    set_device_state(table.scene.central, table.member.computer.device_id, DeviceState.REVOKED)
    for _ in range(2):
        with pytest.raises(SignInNeeded) as caught:
            table.member.sync()
    words = words_for(caught.value)
    assert words.title == UNKNOWN
    assert "enrol again" in words.words
    assert table.kept() == before
    assert not table.scene.central.as_system(lambda work: work.all(Vote))


def test_an_expired_code_is_told_so_leaves_nothing_behind_and_the_next_one_works(
    table: Table, tmp_path: Path
) -> None:
    folder, central = tmp_path / "profile", table.scene.central
    enrolling = Enrolling(folder, table.now, new_id, Cost(memory=1024, passes=1, lanes=1))

    def begin(code: str) -> Callable[[], Any]:
        return lambda: enrolling.begin(table.relay.address, None, code, "một câu đủ dài để mở máy", "Laptop")

    late = issue_code(central, "pm", life=timedelta(hours=1))
    table.scene.clock.pass_(hours=2)
    with pytest.raises(Refused) as caught:
        begin(late)()
    assert caught.value.code == "expired_code"
    assert words_for(caught.value).title == "Code no longer valid"
    assert profiles.load(folder) is None
    code = issue_code(central, "pm")
    table.relay.mood = only("/v1/devices", lambda good: good.raw(length=len(good.body) + 9))
    with pytest.raises(Offline):
        begin(code)()
    assert profiles.load(folder) is None, "an answer that was cut is no enrolment"
    table.relay.mood = honest
    assert begin(issue_code(central, "pm"))().profile.approved
