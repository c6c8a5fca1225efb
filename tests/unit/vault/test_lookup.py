"""Titles and notes by their words, and what a scope leaves of them."""

import msgspec
import pytest
from ecabinet_desktop.vault.lookup import EVERYTHING, Lookup, Scope
from ecabinet_desktop.vault.snippets import Question, ask

from tests.unit.vault.shelf import Shelf, gone, line, meeting, note, page, paper, row


@pytest.fixture
def lookup(shelf_: Shelf) -> Lookup:
    """Two papers of two meetings with notes on them, and a note on a paper that is gone."""
    shelf_.replica.apply(
        page(
            [
                row(meeting("m1")),
                row(line("i1", "Luật Đất đai", papers=("v1",))),
                row(line("i1", "Luật cũ", agenda="0")),
                row(paper("v1", title="Tờ trình")),
                row(paper("v2", title="Báo cáo đất", meeting_id="m2", item_id="i2")),
            ]
        )
    )
    shelf_.notes.save(note("n1", text="hỏi về đất", minutes=1))
    shelf_.notes.save(note("n2", version_id="v2", text="Đất ở đâu?", minutes=2))
    shelf_.notes.save(note("n3", version_id="v9", text="đất của giấy đã rút"))
    shelf_.notes.save(msgspec.structs.replace(note("n4", text="đất, theo ý tôi"), author_id="m02", page=4))
    made = Lookup(shelf_.vault)
    made.refresh()
    return made


def asked(query: str) -> Question:
    question = ask(query)
    assert question is not None
    return question


def titles(lookup: Lookup, query: str, scope: Scope = EVERYTHING) -> list[str]:
    return [found.title for found in lookup.titles(asked(query), scope)]


def notes(lookup: Lookup, query: str, scope: Scope = EVERYTHING) -> list[str]:
    return [found.id for found in lookup.notes(asked(query), scope)]


def test_lines_in_force_and_readable_papers_are_found_by_their_titles(lookup: Lookup) -> None:
    assert titles(lookup, "dat") == ["Luật Đất đai", "Báo cáo đất"]
    assert titles(lookup, "luat cu") == []


def test_notes_are_found_by_their_own_words_the_last_written_first(lookup: Lookup) -> None:
    assert notes(lookup, "dat") == ["n2", "n1", "n4"]
    assert notes(lookup, "dat o dau") == ["n2"], "the quotation of a mark is found on its page"
    assert notes(lookup, "dai") == []


def test_a_scope_leaves_out_other_meetings_and_items(lookup: Lookup) -> None:
    for scope in (Scope("m2"), Scope(item_ids=frozenset({"i2"}))):
        assert titles(lookup, "dat", scope) == ["Báo cáo đất"]
        assert notes(lookup, "dat", scope) == ["n2"]
        assert lookup.versions(scope) == ["v2"]
    assert lookup.versions(Scope("m1", frozenset({"i2"}))) == []


def test_what_is_marked_is_own_notes_and_no_titles(lookup: Lookup) -> None:
    scope = Scope(is_marked=True)
    assert titles(lookup, "dat", scope) == []
    assert notes(lookup, "dat", scope) == ["n2", "n1"]
    assert lookup.marked() == ["v1:0", "v2:0", "v9:0"]


def test_what_is_written_later_is_found_after_the_next_look(lookup: Lookup, shelf_: Shelf) -> None:
    shelf_.notes.save(note("n1", text="rừng"))
    shelf_.notes.delete("n2")
    shelf_.replica.apply(page([row(paper("v1", title="Rừng và biển"), rev=2)], upto=2))
    assert notes(lookup, "rung") == []
    lookup.refresh()
    assert notes(lookup, "rung") == ["n1"]
    assert notes(lookup, "dat") == ["n4"]
    assert titles(lookup, "rung") == ["Rừng và biển"]
    shelf_.replica.apply(page(gone=[gone("paper", "v1")], upto=3))
    lookup.refresh()
    assert (notes(lookup, "rung"), titles(lookup, "bien")) == ([], [])
