"""All notes of a paper, an item or a meeting, with names."""

import msgspec
from ecabinet_desktop.domain.annotation import Annotation
from ecabinet_desktop.domain.paper import PaperVersion
from ecabinet_desktop.domain.people import Person

from tests.helpers.desk import Bench


def noted(bench: Bench, version: str, text: str) -> Annotation:
    paper = bench.desk.meetings.paper(version)
    assert paper is not None
    marks = bench.desk.shelf.marks(paper, lambda: None)
    made = marks.stick(0, 10, 10, text)
    marks.save()
    return made


def test_notes_are_gathered_by_item_and_meeting_with_their_papers(bench: Bench) -> None:
    first, second = noted(bench, "next-1-1.1", "một"), noted(bench, "next-2-1.1", "hai")
    book = bench.desk.notebook
    assert {line.mark.id for line in book.of_meeting("next")} == {first.id, second.id}
    paper = bench.store.replica.get(PaperVersion, "next-1-1.1")
    assert paper is not None
    (line,) = book.of_item("next", paper.item_id)
    assert line.mark.text == "một"
    assert line.paper_title.startswith(paper.title)
    assert (line.author, line.can_open) == ("", True)
    found = book.find(second.id)
    assert found is not None
    assert found.mark.text == "hai"
    assert book.find("unheard of") is None


def test_a_note_shared_by_somebody_bears_their_name(bench: Bench) -> None:
    mine = noted(bench, "next-1-1.1", "một")
    other = next(person for person in bench.store.replica.all(Person) if person.id != bench.desk.me.id)
    bench.store.notes.save(msgspec.structs.replace(mine, id="theirs", author_id=other.id))
    names = {line.mark.id: line.author for line in bench.desk.notebook.of_meeting("next")}
    assert names == {mine.id: "", "theirs": other.name}


def test_notes_on_what_is_gone_lie_in_the_drawer(bench: Bench) -> None:
    made = noted(bench, "next-1-1.1", "một")
    bench.take("paper", "next-1-1.1")
    (line,) = bench.desk.notebook.drawer()
    assert (line.mark.id, line.can_open) == (made.id, False)
