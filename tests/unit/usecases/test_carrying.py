from collections.abc import Sequence
from contextlib import closing
from typing import Any

import pytest
from ecabinet_desktop.crypto.notes import open_note
from ecabinet_desktop.domain.annotation import Anchoring, Annotation, AnnotationKind, Audience, Colour
from ecabinet_desktop.domain.meeting import Meeting, MeetingState
from ecabinet_desktop.domain.paper import PageRun, PaperState, PaperVersion, Skeleton
from ecabinet_desktop.pdf import anchors
from ecabinet_desktop.pdf.extract import TextReader
from ecabinet_desktop.pdf.flow import Flow
from ecabinet_desktop.pdf.words import text_of
from ecabinet_desktop.usecases.carrying import Carrying
from ecabinet_desktop.usecases.change import Change
from ecabinet_desktop.usecases.comparing import words_of
from ecabinet_desktop.wire import codec
from ecabinet_desktop.wire.commands import SaveNote
from msgspec.structs import replace

from tests.helpers import pdfs
from tests.helpers.desk import Bench, sample_bench

OLD = (
    "Tờ trình về giá đất\nChính phủ giao Bộ Tài chính trình phương án\ntrước ngày 31 tháng 12 năm 2026.",
    "Điều 1. Bồi thường theo giá thị trường\nĐiều 2. Nhà nước bố trí tái định cư trước khi thu hồi đất",
)
NEW = (
    "Tờ trình về giá đất\nCăn cứ ý kiến của các bộ ngành địa phương",
    OLD[0].partition("\n")[2],
    "Điều 1. Bồi thường theo giá thị trường\nĐiều 2. Uỷ ban nhân dân tỉnh lo chỗ ở mới",
)
READ: dict[str, Flow] = {}
SETTLED = "tái định cư trước khi thu hồi đất"


def no() -> bool:
    return False


def version(bench: Bench, pages: Sequence[str], number: int) -> PaperVersion:
    """A version of the first paper, filed and here."""
    first = bench.desk.meetings.paper("next-1-1.1")
    assert first is not None
    made = replace(
        first,
        id=f"next-1-1.{number}",
        version=number,
        skeleton=Skeleton(pages=len(pages), runs=(PageRun(len(pages), 595, 842),)),
    )
    return bench.file(made, pdfs.text_pdf(pages))


def read(bench: Bench, paper: PaperVersion) -> Flow:
    """The words of a version, read but once."""
    if paper.blob not in READ:
        with closing(TextReader()) as reader:
            READ[paper.blob] = words_of(reader, bench.store.replica, bench.store.papers, paper, no)
    return READ[paper.blob]


def mark(bench: Bench, paper: PaperVersion, page: int, words: str, text: str = "") -> Annotation:
    """Highlight these words, by hand."""
    flow = read(bench, paper)
    here, wanted = flow.on(page), words.split()
    first = next(n for n in range(len(here)) if [w.text for w in here[n : n + len(wanted)]] == wanted)
    chosen = anchors.selection(here, first, first + len(wanted) - 1)
    marks = bench.desk.shelf.marks(paper, lambda: None)
    made = marks.add(page, AnnotationKind.HIGHLIGHT, chosen.quads, Colour.GREEN, text=text, quote=chosen.quote)
    marks.save()
    return made


def under(bench: Bench, note: Annotation) -> str:
    """What stands under a mark."""
    paper = bench.store.replica.get(PaperVersion, note.version_id)
    assert paper is not None
    flow = read(bench, paper)
    return text_of(flow.words[word] for word in flow.span(note.page) if _lies_on(note, flow.words[word]))


def _lies_on(note: Annotation, word: Any) -> bool:
    x, y = (word.left + word.right) / 2, (word.top + word.bottom) / 2
    return any(q.left <= x <= q.right and q.top <= y <= q.bottom for q in note.quads)


def on(bench: Bench, paper: PaperVersion) -> list[Annotation]:
    return bench.store.notes.of_version(paper.id)


def sent(bench: Bench) -> list[Any]:
    return [entry.envelope.body for entry in bench.store.outbox.entries()]


@pytest.fixture
def old(bench: Bench) -> PaperVersion:
    return version(bench, OLD, 1)


def test_a_mark_comes_to_the_same_words_of_the_new_version_and_the_old_one_stays(
    bench: Bench, old: PaperVersion
) -> None:
    before = mark(bench, old, 0, "Bộ Tài chính trình phương án", "hỏi lại")
    assert bench.desk.carrying.due() == []
    new = version(bench, NEW, 2)
    heard: list[Change] = []
    bench.desk.changes.subscribe(heard.append)
    assert bench.desk.carrying.run(no) is Change.NOTES
    (after,) = on(bench, new)
    assert (after.page, after.anchoring, after.text) == (1, Anchoring.PLACED, "hỏi lại")
    assert (after.colour, after.kind, after.carried_from) == (before.colour, before.kind, before.id)
    assert under(bench, after) == "Bộ Tài chính trình phương án"
    assert on(bench, old) == [before]
    assert Change.NOTES in heard


def test_what_was_carried_goes_to_the_server_sealed(bench: Bench, old: PaperVersion) -> None:
    mark(bench, old, 0, "Bộ Tài chính")
    new = version(bench, NEW, 2)
    bench.desk.carrying.run(no)
    (after,) = on(bench, new)
    command = sent(bench)[-1]
    assert isinstance(command, SaveNote)
    assert (command.note_id, command.version_id) == (after.id, new.id)
    assert codec.decode(open_note(bench.store.notes.key(), command.sealed, after.id), Annotation) == after


def test_a_passage_taken_out_leaves_its_mark_on_the_page_only(bench: Bench, old: PaperVersion) -> None:
    mark(bench, old, 1, SETTLED, "quan trọng")
    new = version(bench, NEW, 2)
    bench.desk.carrying.run(no)
    (after,) = on(bench, new)
    assert (after.anchoring, after.page, after.text) == (Anchoring.PAGE_ONLY, 2, "quan trọng")
    assert after.quote is not None
    assert after.quote.exact == SETTLED


def test_a_second_run_and_a_deleted_mark_carry_nothing_again(bench: Bench, old: PaperVersion) -> None:
    mark(bench, old, 0, "Bộ Tài chính")
    new = version(bench, NEW, 2)
    bench.desk.carrying.run(no)
    assert bench.desk.carrying.run(no) is Change.NONE
    (after,) = on(bench, new)
    marks = bench.desk.shelf.marks(new, lambda: None)
    marks.delete([after.id])
    marks.save()
    assert bench.desk.carrying.run(no) is Change.NONE
    # Nor after a restart of the program.
    again = Carrying(
        bench.store.replica,
        bench.store.papers,
        bench.store.notes,
        bench.store.vault,
        bench.desk.delivering,
        bench.desk.changes,
    )
    assert again.run(no) is Change.NONE
    assert on(bench, new) == []


def test_a_mark_made_on_the_old_version_later_is_carried_too(bench: Bench, old: PaperVersion) -> None:
    mark(bench, old, 0, "Bộ Tài chính")
    new = version(bench, NEW, 2)
    bench.desk.carrying.run(no)
    mark(bench, old, 1, "giá thị trường")
    bench.desk.carrying.run(no)
    assert sorted(under(bench, note) for note in on(bench, new)) == ["Bộ Tài chính", "giá thị trường"]


def test_the_third_version_takes_over_from_the_second_what_the_person_made_of_it(
    bench: Bench, old: PaperVersion
) -> None:
    mark(bench, old, 0, "Bộ Tài chính")
    gone = mark(bench, old, 1, "giá thị trường")
    second = version(bench, NEW, 2)
    bench.desk.carrying.run(no)
    marks = bench.desk.shelf.marks(second, lambda: None)
    marks.delete([note.id for note in marks.all() if note.carried_from == gone.id])
    marks.write(marks.all()[0].id, "đã hỏi")
    marks.save()
    third = version(bench, ("Trang bìa mới", *NEW), 3)
    bench.desk.carrying.run(no)
    (after,) = on(bench, third)
    assert (under(bench, after), after.text, after.page) == ("Bộ Tài chính", "đã hỏi", 2)


def test_two_computers_come_to_the_same_marks_also_when_one_missed_a_version(
    bench: Bench, old: PaperVersion, tmp_path_factory: pytest.TempPathFactory
) -> None:
    before = mark(bench, old, 0, "Bộ Tài chính")
    version(bench, NEW, 2)
    bench.desk.carrying.run(no)
    third = version(bench, ("Trang bìa mới", *NEW), 3)
    bench.desk.carrying.run(no)
    with sample_bench(tmp_path_factory.mktemp("other") / "vault") as other:
        version(other, OLD, 1)
        other.store.notes.save(before)
        version(other, ("Trang bìa mới", *NEW), 3)
        other.desk.carrying.run(no)
        (there,) = on(other, third)
        (here,) = on(bench, third)
        assert there.id == here.id
        assert (there.page, there.quads, there.modified_at) == (here.page, here.quads, here.modified_at)
        # The rest of what the first computer made arrives by sync: nothing comes of it a second time.
        for note in bench.store.notes.of_meeting(before.meeting_id):
            other.store.notes.save(note)
        assert other.desk.carrying.run(no) is Change.NONE
        assert len(other.store.notes.of_meeting(before.meeting_id)) == 3


def test_what_the_person_changed_on_the_other_computer_is_not_undone(bench: Bench, old: PaperVersion) -> None:
    before = mark(bench, old, 0, "Bộ Tài chính")
    new = version(bench, NEW, 2)
    bench.desk.carrying.run(no)
    (after,) = on(bench, new)
    changed = replace(after, text="sửa", modified_at=bench.clock())
    bench.store.notes.save(changed)
    bench.store.vault.set_meta(f"carried:{before.paper_id}", b"[]")
    bench.desk.carrying.run(no)
    assert on(bench, new) == [changed]


def test_a_quotation_finds_its_place_when_the_old_version_was_withdrawn(bench: Bench, old: PaperVersion) -> None:
    sure = mark(bench, old, 0, "Bộ Tài chính trình phương án")
    mark(bench, old, 1, SETTLED)
    new = version(bench, NEW, 2)
    bench.put(replace(old, state=PaperState.WITHDRAWN))
    bench.desk.carrying.run(no)
    by_origin = {note.carried_from: note for note in on(bench, new)}
    assert len(by_origin) == 2
    placed = by_origin.pop(sure.id)
    assert placed.anchoring is Anchoring.PLACED
    assert under(bench, placed) == "Bộ Tài chính trình phương án"
    (other,) = by_origin.values()
    assert other.anchoring is Anchoring.PAGE_ONLY


def test_what_others_shared_is_theirs_and_what_i_shared_is_private_again(bench: Bench, old: PaperVersion) -> None:
    mine = mark(bench, old, 0, "Bộ Tài chính")
    bench.store.notes.save(replace(mine, audience=Audience.PEOPLE, readers=("m01",)))
    bench.store.notes.save(replace(mine, id="theirs", author_id="m01"))
    new = version(bench, NEW, 2)
    bench.desk.carrying.run(no)
    (after,) = on(bench, new)
    assert (after.carried_from, after.audience, after.readers) == (mine.id, Audience.PRIVATE, ())


def test_an_answer_follows_the_mark_it_answers(bench: Bench, old: PaperVersion) -> None:
    first = mark(bench, old, 0, "Bộ Tài chính")
    answer = mark(bench, old, 0, "Bộ Tài chính")
    bench.store.notes.save(replace(answer, reply_to=first.id))
    new = version(bench, NEW, 2)
    bench.desk.carrying.run(no)
    by_origin = {note.carried_from: note for note in on(bench, new)}
    assert by_origin[answer.id].reply_to == by_origin[first.id].id


def test_a_closed_meeting_takes_nothing_and_a_paper_that_cannot_be_read_waits(
    bench: Bench, old: PaperVersion
) -> None:
    mark(bench, old, 0, "Bộ Tài chính")
    new = version(bench, NEW, 2)
    bench.file(new, b"no PDF at all")
    assert bench.desk.carrying.run(no) is Change.NONE
    assert bench.desk.carrying.due() == []
    version(bench, NEW, 3)
    assert len(bench.desk.carrying.due()) == 1
    meeting = bench.store.replica.get(Meeting, old.meeting_id)
    assert meeting is not None
    bench.put(replace(meeting, state=MeetingState.CLOSED))
    assert bench.desk.carrying.due() == []


def test_what_is_stopped_is_due_again(bench: Bench, old: PaperVersion) -> None:
    mark(bench, old, 0, "Bộ Tài chính")
    new = version(bench, NEW, 2)
    assert bench.desk.carrying.run(lambda: True) is Change.NONE
    assert on(bench, new) == []
    assert len(bench.desk.carrying.due()) == 1
