"""What one person reads on several computers comes together, and the server learns nothing of it."""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from ecabinet_desktop.crypto.notes import new_note_key, open_note, seal_note
from ecabinet_desktop.domain.annotation import SealedNote
from ecabinet_desktop.domain.meeting import MeetingState
from ecabinet_desktop.domain.paper import PaperState
from ecabinet_desktop.usecases.change import Change
from ecabinet_desktop.usecases.desk import Desk
from ecabinet_desktop.usecases.papers import Place
from ecabinet_desktop.usecases.traces import EVERY, ROUND, opened, trace_id
from ecabinet_desktop.wire.commands import SaveNote
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.helpers.desk import Bench, sample_bench

PAPER = "next-1-1.1"
OTHER = "next-1-2.1"


@dataclass
class Server:
    """Keeps the last note of each id, as the real one does, and counts what it was sent."""

    rows: dict[str, SealedNote] = field(default_factory=dict)
    sent: list[SaveNote] = field(default_factory=list)

    def push(self, bench: Bench) -> None:
        """Take what waits on a computer."""
        for entry in bench.store.outbox.unsent():
            body = entry.envelope.body
            if isinstance(body, SaveNote):
                self.sent.append(body)
                self.rows[body.note_id] = SealedNote(
                    id=body.note_id,
                    meeting_id="next",
                    version_id=body.version_id,
                    author_id="m07",
                    sealed=body.sealed,
                )
        bench.answer()

    def pull(self, bench: Bench) -> None:
        """Bring a computer up to date, as the sync does after each pass."""
        if self.rows:
            bench.put(*self.rows.values())
        bench.desk.traces.absorb()


@contextmanager
def computers(folder: Path, number: int) -> Iterator[list[Bench]]:
    """So many computers of one member, who has brought the note key to each."""
    with ExitStack() as stack:
        made = [stack.enter_context(sample_bench(folder / str(n))) for n in range(number)]
        for bench in made[1:]:
            bench.store.vault.set_meta("note_key", made[0].store.notes.key())
            bench.store.notes._key = made[0].store.notes.key()
            bench.desk.traces._key = made[0].store.notes.key()
        for bench in made:
            bench.desk.traces.leave()
            bench.answer()
        yield made


def notes_waiting(bench: Bench) -> list[SaveNote]:
    bodies = [entry.envelope.body for entry in bench.store.outbox.unsent()]
    return [body for body in bodies if isinstance(body, SaveNote)]


def state(desk: Desk, version: str) -> tuple[frozenset[int], Place | None]:
    return desk.shelf.seen(version), desk.store.reading.place(version)


def test_place_and_pages_come_to_the_other_computer(tmp_path: Path) -> None:
    with computers(tmp_path, 2) as (one, other):
        server = Server()
        heard: list[Change] = []
        one.desk.shelf.saw(PAPER, [0, 1, 2, 9])
        one.desk.shelf.remember(PAPER, Place(page=9, offset=12.5, zoom="1.5"))
        one.desk.traces.leave()
        server.push(one)
        other.desk.changes.subscribe(heard.append)
        server.pull(other)
        assert state(other.desk, PAPER) == (frozenset({0, 1, 2, 9}), Place(page=9, offset=12.5, zoom="1.5"))
        assert Change.READING in heard


def test_pages_add_up_and_the_place_left_last_stands_whatever_the_clocks_say(tmp_path: Path) -> None:
    with computers(tmp_path, 2) as (one, other):
        server = Server()
        one.clock.time = one.clock.time + timedelta(days=400)  # its clock is wrong
        one.desk.shelf.saw(PAPER, [0, 1])
        one.desk.shelf.remember(PAPER, Place(page=1))
        one.desk.traces.leave()
        server.push(one)
        server.pull(other)
        other.desk.shelf.saw(PAPER, [7])
        other.desk.shelf.remember(PAPER, Place(page=7))
        other.desk.traces.leave()
        server.push(other)
        server.pull(one)
        for bench in (one, other):
            assert state(bench.desk, PAPER) == (frozenset({0, 1, 7}), Place(page=7))


def test_what_was_opened_elsewhere_is_no_news_here(tmp_path: Path) -> None:
    with computers(tmp_path, 2) as (one, other):
        server = Server()
        paper = one.desk.meetings.paper(OTHER)
        assert paper is not None
        assert other.desk.meetings.news(paper) == "new"
        one.desk.shelf.mark_read(paper)
        one.desk.traces.leave()
        server.push(one)
        server.pull(other)
        assert other.desk.meetings.news(paper) == ""


ACTS = st.lists(
    st.tuples(
        st.sampled_from(["saw", "moved", "push", "pull"]),
        st.integers(0, 2),
        st.integers(0, 11),
    ),
    max_size=25,
)


@given(acts=ACTS)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_three_computers_come_to_the_same_in_whatever_order_they_meet_the_server(
    tmp_path_factory: pytest.TempPathFactory, acts: list[tuple[str, int, int]]
) -> None:
    with computers(tmp_path_factory.mktemp("three"), 3) as benches:
        server = Server()
        saw: set[int] = set()
        for what, which, page in acts:
            bench = benches[which]
            if what == "saw":
                saw.add(page)
                bench.desk.shelf.saw(PAPER, [page])
            elif what == "moved":
                bench.desk.shelf.remember(PAPER, Place(page=page))
            elif what == "push":
                bench.desk.traces.leave()
                server.push(bench)
            else:
                server.pull(bench)
        for _round in range(3):
            for bench in benches:
                server.pull(bench)
                bench.desk.traces.leave()
                server.push(bench)
        settled = len(server.sent)
        for bench in benches:
            server.pull(bench)
            bench.desk.traces.leave()
            server.push(bench)
        states = {state(bench.desk, PAPER) for bench in benches}
        assert len(states) == 1
        assert next(iter(states))[0] == saw
        assert len(server.sent) == settled


def test_an_hour_of_reading_offline_is_one_command_a_paper(bench: Bench) -> None:
    bench.desk.traces.leave()
    bench.answer()
    for minute in range(60):
        bench.desk.shelf.saw(PAPER, [minute % 12])
        bench.desk.shelf.remember(PAPER, Place(page=minute % 12, offset=float(minute)))
        bench.clock.time = bench.clock.time + timedelta(minutes=1)
    bench.desk.traces.absorb(arrived=False)
    assert len(notes_waiting(bench)) == 1
    trace = opened(bench.store.notes.key(), as_row(notes_waiting(bench)[0]))
    assert trace is not None
    assert (trace.place, trace.seen) == (Place(page=11, offset=59.0), ((0, 12),))


def test_online_at_most_one_command_a_minute_leaves(bench: Bench) -> None:
    bench.desk.traces.leave()
    bench.answer()
    server = Server()
    for second in range(180):
        bench.desk.shelf.remember(PAPER, Place(offset=float(second)))
        bench.desk.traces.absorb(arrived=False)
        server.push(bench)
        bench.clock.time = bench.clock.time + timedelta(seconds=1)
    assert len(server.sent) == 2
    bench.desk.shelf.left(PAPER)
    assert len(notes_waiting(bench)) == 1
    bench.desk.shelf.left(PAPER)
    assert len(notes_waiting(bench)) == 1


def test_a_clock_that_was_put_back_silences_nothing(bench: Bench) -> None:
    bench.desk.traces.leave()
    bench.answer()
    bench.desk.shelf.remember(PAPER, Place(page=1))
    bench.clock.time = bench.clock.time - timedelta(days=1)
    bench.desk.traces.absorb(arrived=False)
    assert len(notes_waiting(bench)) == 1


def test_the_server_sees_a_note_like_any_other(bench: Bench) -> None:
    bench.desk.shelf.saw(PAPER, [0])
    bench.desk.traces.leave()
    few = next(note for note in notes_waiting(bench) if note.version_id == PAPER)
    bench.answer()
    bench.desk.shelf.saw(PAPER, range(12))
    bench.desk.traces.leave()
    (many,) = notes_waiting(bench)
    assert few.note_id == many.note_id
    assert len(few.sealed) == len(many.sealed)
    assert b"seen" not in many.sealed
    assert trace_id(new_note_key(), PAPER) != few.note_id
    assert (len(few.note_id), set(few.note_id) <= set("0123456789abcdefghjkmnpqrstvwxyz")) == (26, True)
    plain = open_note(bench.store.notes.key(), many.sealed, many.note_id)
    assert len(plain) % ROUND == 0


def test_a_trace_is_no_note_to_the_marks_and_no_act_to_home(bench: Bench) -> None:
    bench.desk.shelf.saw(PAPER, [0])
    bench.desk.traces.leave()
    for note in notes_waiting(bench):
        bench.put(as_row(note))
    assert bench.store.notes.of_version(PAPER) == []
    assert bench.desk.delivering.queued()
    assert bench.desk.home.today().queued == ()


def test_a_trace_of_another_key_or_paper_is_left_alone(bench: Bench) -> None:
    key = bench.store.notes.key()
    name = trace_id(key, PAPER)
    row = SealedNote(id=name, meeting_id="next", version_id=PAPER, author_id="m07", sealed=b"x" * 80)
    stranger = msgspec.structs.replace(row, sealed=seal_note(key, b'{"type":"trace","version_id":"v9"}', name))
    for broken in (row, stranger):
        bench.put(broken)
        bench.desk.traces.absorb()
        assert opened(key, broken) is None
    assert bench.desk.shelf.seen(PAPER) == frozenset()


@pytest.mark.parametrize("why", ["closed", "withdrawn"])
def test_nothing_is_sent_that_the_server_would_refuse(why: str, bench: Bench) -> None:
    bench.desk.traces.leave()
    bench.answer()
    bench.desk.shelf.saw(PAPER, [3])
    meeting, paper = bench.desk.meetings.get("next"), bench.desk.meetings.paper(PAPER)
    assert meeting is not None
    assert paper is not None
    if why == "closed":
        bench.put(msgspec.structs.replace(meeting, state=MeetingState.CLOSED))
    else:
        bench.put(msgspec.structs.replace(paper, state=PaperState.WITHDRAWN))
    bench.clock.time = bench.clock.time + 2 * EVERY
    bench.desk.traces.absorb()
    bench.desk.traces.leave()
    assert notes_waiting(bench) == []


def test_what_a_run_could_send_no_more_goes_with_the_next(tmp_path: Path) -> None:
    with sample_bench(tmp_path / "vault") as bench:
        bench.store.reading.saw(PAPER, [4])  # and then the power failed
        bench.desk.traces.absorb()
        bench.clock.time = bench.clock.time + EVERY
        bench.desk.traces.absorb(arrived=False)
        assert PAPER in {note.version_id for note in notes_waiting(bench)}


def test_closing_the_desk_queues_what_waits(tmp_path: Path) -> None:
    with sample_bench(tmp_path / "vault") as bench:
        bench.desk.shelf.saw(OTHER, [4])
        bench.desk.close()
    with sample_bench(tmp_path / "vault") as again:
        assert OTHER in {note.version_id for note in notes_waiting(again)}


def as_row(note: SaveNote) -> SealedNote:
    return SealedNote(
        id=note.note_id, meeting_id="next", version_id=note.version_id, author_id="m07", sealed=note.sealed
    )
