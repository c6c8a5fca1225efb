"""Questions, and the part of a text that answers them."""

import re

import pytest
from ecabinet_desktop.vault.snippets import (
    AFTER,
    BEFORE,
    JOINED,
    MOST_WORDS,
    Question,
    Term,
    ask,
    snippet,
    with_joined,
    without_joined,
)
from hypothesis import given
from hypothesis import strategies as st


def asked(query: str) -> Question:
    question = ask(query)
    assert question is not None
    return question


def marked(text: str, query: str) -> list[str]:
    words, spans = snippet(text, asked(query).pattern())
    return [words[start:end] for start, end in spans]


@pytest.mark.parametrize(
    ("query", "terms", "phrase"),
    [
        ("đất", (Term(("dat",), True),), None),
        ("đất ", (Term(("dat",)),), None),
        ("đất đai", (Term(("dat",)), Term(("dai",), True)), Term(("dat", "dai"), True)),
        ('"đất đai"', (Term(("dat", "dai")),), None),
        ('"đất đai" nhà', (Term(("dat", "dai")), Term(("nha",), True)), Term(("dat", "dai", "nha"), True)),
        ("đất đ", (Term(("dat",)),), Term(("dat", "d"))),
        ("điều 5", (Term(("dieu",)), Term(("5",))), Term(("dieu", "5"))),
        ("đ", (Term(("d",)),), None),
        ("39/2022", (Term(("39", "2022"), True),), None),
    ],
)
def test_a_query_is_terms_and_the_phrase_as_it_was_typed(
    query: str, terms: tuple[Term, ...], phrase: Term | None
) -> None:
    question = asked(query)
    assert (question.terms, question.phrase) == (terms, phrase)


@pytest.mark.parametrize("query", ["", "  ", '"', '""', "* _ (", "…"])
def test_without_a_word_nothing_is_asked(query: str) -> None:
    assert ask(query) is None


def test_of_a_pasted_page_the_first_words_are_looked_at() -> None:
    assert sum(len(term.words) for term in asked("dat " * 500).terms) == MOST_WORDS


@given(query=st.text(max_size=60))
def test_any_query_gives_a_pattern_that_compiles_and_a_harmless_match(query: str) -> None:
    question = ask(query)
    if question is not None:
        question.pattern()
        for term in question.terms:
            assert re.fullmatch(r'"[^"]*"( \*)?', term.match())


def test_a_text_holds_a_question_when_each_term_stands_in_it() -> None:
    assert asked("dat dai").stands_in("dai ngan va dat")
    assert asked("dat da").stands_in("dat dai")
    assert not asked('"dat dai"').stands_in("dai ngan va dat")
    assert not asked("at").stands_in("dat")
    assert not asked("da ").stands_in("dat")


def test_the_snippet_shows_where_most_of_the_words_stand_closest() -> None:
    text = f"ngân hàng {'xa ' * 100} sách {'xa ' * 100} về ngân sách nhà nước {'xa ' * 100} ngân sách"
    words, spans = snippet(text, asked("ngan sach").pattern())
    assert len(words) <= BEFORE + AFTER
    assert [words[start:end] for start, end in spans] == ["ngân", "sách"]
    assert "nhà nước" in words


def test_a_short_text_is_shown_whole_with_all_its_matches() -> None:
    assert marked("Ngân sách và\nngân hàng", "ngan") == ["Ngân", "ngân"]
    assert snippet("Chỉ thị", asked("rung").pattern()) == ("Chỉ thị", ())


def test_words_cut_at_a_line_end_are_kept_whole_as_well_unless_they_are_vietnamese() -> None:
    kept = with_joined("a documenta-\ntion of debian-\nboot, ngân-\nsách 20-\n26")
    assert kept.partition(JOINED)[2] == "documentation debianboot"
    assert without_joined(kept) == "a documenta-\ntion of debian-\nboot, ngân-\nsách 20-\n26"
    assert with_joined("đất\x0cđai") == "đất đai"
    assert without_joined("đất đai") == "đất đai"


def test_a_word_cut_at_a_line_end_is_shown_whole_when_it_was_asked_for() -> None:
    kept = with_joined("a documenta-\ntion of debian-\nboot")
    assert marked(kept, "documentation") == ["documentation"]
    assert marked(kept, "debian boot") == ["debian", "boot"]
    assert "debian- boot" in snippet(kept, asked("debian boot").pattern())[0]
