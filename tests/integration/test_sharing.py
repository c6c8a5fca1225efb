"""Notes between people and between one person's devices, through a real server: nothing lost, nobody else reads."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

import pytest
from ecabinet_desktop.clock import new_id
from ecabinet_desktop.crypto.sharing import sharing_public
from ecabinet_desktop.domain.agenda import Item, ItemType
from ecabinet_desktop.domain.annotation import (
    Annotation,
    AnnotationKind,
    Audience,
    Colour,
    Comment,
    Quad,
    SharedNote,
    fingerprint,
)
from ecabinet_desktop.domain.meeting import Meeting, MeetingKind
from ecabinet_desktop.domain.paper import Level, PaperVersion
from ecabinet_desktop.server.central import Central
from ecabinet_desktop.usecases.filing import Filing
from ecabinet_desktop.usecases.secretariat import ItemForm
from ecabinet_desktop.usecases.sharing import NoteDelivery, Sharing
from ecabinet_desktop.wire.commands import PublishNoteKey
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.helpers import pdfs
from tests.helpers.desktop import Desktop, desktop
from tests.helpers.server import ScriptedClock, new_central, running

SECRET = "nguồn vốn chưa rõ"


@dataclass
class Room:
    """A secretary, two ministers and a second computer of the first one, around one published paper."""

    clock: ScriptedClock
    central: Central
    secretary: Desktop
    one: Desktop
    again: Desktop
    two: Desktop
    paper: PaperVersion

    def delivery(self, desk: Desktop) -> NoteDelivery:
        return NoteDelivery(desk.store.notes, desk.store.replica, desk.delivering, desk.me)

    def sharing(self, desk: Desktop) -> Sharing:
        return Sharing(desk.store.replica, desk.store.notes, desk.delivering, desk.positions, desk.me)

    def sync(self, *desks: Desktop) -> None:
        for desk in desks or (self.one, self.again, self.two, self.secretary):
            desk.sync()
            self.delivery(desk).send_unsent()

    def all_agree(self) -> None:
        for _ in range(3):
            self.sync()

    def note(self, text: str, **more: object) -> Annotation:
        fields: dict[str, object] = {
            "id": new_id(), "meeting_id": self.paper.meeting_id, "paper_id": self.paper.paper_id,
            "version_id": self.paper.id, "page": 0, "kind": AnnotationKind.STICKY_NOTE,
            "quads": (Quad(10, 10, 10, 10),), "colour": Colour.YELLOW, "created_at": self.clock(),
            "modified_at": self.clock(), "text": text,
        }  # fmt: skip
        return Annotation(**{**fields, **more})  # type: ignore[arg-type]

    def texts(self, desk: Desktop) -> set[str]:
        return {note.text for note in desk.store.notes.of_version(self.paper.id)}


def room(folder: Path, stack: ExitStack, *, http: bool) -> Room:
    clock = ScriptedClock()
    central = new_central(folder / "server", clock=clock)
    stack.callback(central.close)
    address = stack.enter_context(running(central)).address if http else ""
    names = ("secretary", "minister-one", "minister-one", "minister-two")
    desks = [desktop(central, name, folder, clock, address) for name in names]
    for desk in desks:
        stack.callback(desk.close)
    secretary, one, again, two = desks
    key = one.store.notes.key()
    again.store.vault.set_meta("note_key", key)
    again.store.notes._key = key
    for desk in desks:
        desk.delivering.send(PublishNoteKey(public=sharing_public(desk.store.notes.key())))
        desk.sync()
    paper = _published(secretary, clock)
    for desk in desks:
        desk.sync()
    return Room(clock, central, secretary, one, again, two, paper)


def _published(secretary: Desktop, clock: ScriptedClock) -> PaperVersion:
    desk = secretary.secretariat
    meeting_id = desk.plan("Phiên họp", MeetingKind.REGULAR, clock() + timedelta(days=10), "Hà Nội", "pm")
    secretary.sync()
    meeting = secretary.store.replica.get(Meeting, meeting_id)
    assert meeting is not None
    form = ItemForm(title="Ngân sách", item_type=ItemType.INFORMATION, sponsors=("minister-one",), minutes=10)
    item_id = desk.add_item(meeting, form)
    secretary.sync()
    path = secretary.folder / "paper.pdf"
    path.write_bytes(pdfs.text_pdf(["Tờ trình"]))
    item = secretary.store.replica.get(Item, item_id)
    assert item is not None
    filing = Filing(secretary.api, secretary.delivering, new_id)
    filing.file(path, item, title="Tờ trình", level=Level.CABINET, language="vi")
    secretary.sync()
    desk.approve(meeting)
    secretary.sync()
    (paper,) = secretary.store.replica.all(PaperVersion)
    return paper


@pytest.fixture(params=["direct", "http"])
def four(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Room]:
    with ExitStack() as stack:
        yield room(tmp_path, stack, http=request.param == "http")


def test_a_note_reaches_the_named_reader_and_nobody_else(four: Room) -> None:
    note = four.note(SECRET, audience=Audience.PEOPLE, readers=("minister-two",))
    four.delivery(four.one).store(note)
    four.all_agree()
    (received,) = four.two.store.notes.of_version(four.paper.id)
    assert (received.text, received.author_id, received.is_own) == (SECRET, "minister-one", False)
    assert four.texts(four.secretary) == set()
    assert not four.secretary.store.replica.all(SharedNote)
    assert four.texts(four.again) == {SECRET}, "the author's other computer has the note itself"
    people = four.sharing(four.one).people(four.paper)
    assert {person.id for person in people} == {"minister-two", "secretary"}


def test_an_edit_reaches_the_reader_and_taking_back_takes_it_away(four: Room) -> None:
    delivery = four.delivery(four.one)
    note = four.note("một", audience=Audience.PEOPLE, readers=("minister-two",))
    delivery.store(note)
    four.all_agree()
    changed = four.note("hai", id=note.id, audience=Audience.PEOPLE, readers=("minister-two",))
    delivery.store(changed)
    four.all_agree()
    assert four.texts(four.two) == {"hai"}
    delivery.store(four.note("hai", id=note.id))
    four.all_agree()
    assert four.texts(four.two) == set()
    delivery.store(changed)
    four.all_agree()
    delivery.delete(note.id)
    four.all_agree()
    assert four.texts(four.two) == set()


def test_a_formal_comment_is_read_by_the_secretariat_and_can_be_withdrawn(four: Room) -> None:
    note = four.note("Đề nghị bổ sung nguồn vốn", audience=Audience.SECRETARIAT)
    four.delivery(four.one).store(note)
    four.all_agree()
    (comment,) = four.sharing(four.secretary).comments(four.paper.id, four.paper.meeting_id)
    assert (comment.text, comment.author_id) == (note.text, "minister-one")
    assert four.two.store.replica.all(Comment) == []
    four.delivery(four.one).store(four.note(note.text, id=note.id))
    four.all_agree()
    assert four.sharing(four.secretary).comments(four.paper.id, four.paper.meeting_id) == []


def test_two_edits_at_once_leave_both_texts_on_both_computers(four: Room) -> None:
    note = four.note("chung")
    four.delivery(four.one).store(note)
    four.all_agree()
    four.delivery(four.one).store(four.note("trên máy một", id=note.id))
    four.delivery(four.again).store(four.note("trên máy hai", id=note.id))
    four.all_agree()
    assert four.texts(four.one) == four.texts(four.again) == {"trên máy một", "trên máy hai"}
    copies = [n for n in four.one.store.notes.of_version(four.paper.id) if n.copy_of]
    assert [copy.copy_of for copy in copies] == [note.id]


def test_an_edit_is_worth_more_than_a_deletion(four: Room) -> None:
    note = four.note("chung")
    four.delivery(four.one).store(note)
    four.all_agree()
    four.delivery(four.one).store(four.note("sửa tiếp", id=note.id))
    four.sync(four.one)
    four.delivery(four.again).delete(note.id)
    four.all_agree()
    assert four.texts(four.one) == four.texts(four.again) == {"sửa tiếp"}


def test_a_withdrawn_paper_takes_the_notes_on_it_from_their_readers(four: Room) -> None:
    note = four.note(SECRET, audience=Audience.PEOPLE, readers=("minister-two",))
    four.delivery(four.one).store(note)
    four.all_agree()
    four.secretary.secretariat.withdraw(four.paper, "sai số liệu")
    four.all_agree()
    assert four.texts(four.two) == set()
    assert SECRET in {n.text for n in four.one.store.notes.drawer()}


Step = tuple[str, int, str]
STEPS = st.lists(
    st.tuples(
        st.sampled_from(
            ["edit one", "edit again", "delete one", "delete again", "sync one", "sync again", "share"]
        ),
        st.integers(0, 2),
        st.sampled_from("abcdefgh"),
    ),
    max_size=14,
)


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(steps=STEPS)
def test_whatever_two_devices_do_they_agree_and_no_text_of_the_last_edits_is_lost(
    steps: list[Step], tmp_path_factory: pytest.TempPathFactory
) -> None:
    with ExitStack() as stack:
        here = room(tmp_path_factory.mktemp("room"), stack, http=False)
        ids = [new_id() for _ in range(3)]
        for number, (what, which, letter) in enumerate(steps):
            desk = here.again if "again" in what else here.one
            if what.startswith("sync"):
                here.sync(desk)
            elif what.startswith("delete"):
                if desk.store.notes.get(ids[which]) is not None:
                    here.delivery(desk).delete(ids[which])
            else:
                readers = ("minister-two",) if what == "share" else ()
                audience = Audience.PEOPLE if readers else Audience.PRIVATE
                text = f"{letter}{number}"
                here.delivery(desk).store(here.note(text, id=ids[which], audience=audience, readers=readers))
        wanted = set() if any("delete" in what for what, _, _ in steps) else _must_stay(here)
        here.all_agree()
        assert here.texts(here.one) == here.texts(here.again)
        assert wanted <= here.texts(here.one)
        assert here.texts(here.secretary) == set()


def _must_stay(here: Room) -> set[str]:
    """What stands on either computer, unless the other one has it already in an edited form."""
    found = set()
    for desk, other in ((here.one, here.again), (here.again, here.one)):
        for note in desk.store.notes.of_version(here.paper.id):
            there = other.store.notes.get(note.id)
            if there is None or fingerprint(note) not in there.ancestors:
                found.add(note.text)
    return found
