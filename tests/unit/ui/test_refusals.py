import string

import pytest
from ecabinet_desktop.crypto.slots import passphrase_problem
from ecabinet_desktop.errors import Refused, Unreadable
from ecabinet_desktop.ui.failures import words_for
from ecabinet_desktop.ui.i18n import Catalogue, Language, Languages
from ecabinet_desktop.ui.refusals import REFUSALS, UNREADABLE, Words
from pytestqt.qtbot import QtBot

ENTRIES = [*REFUSALS.items(), *UNREADABLE.items()]
JARGON = ("error", "exception", "invalid", "failed", "null", "http ", "server returned", "payload", "token")


@pytest.fixture(scope="module")
def catalogue() -> Catalogue:
    return Catalogue()


@pytest.mark.parametrize(("code", "entry"), ENTRIES)
def test_every_entry_is_whole_sentences_a_minister_understands(code: str, entry: Words) -> None:
    assert entry.title
    assert entry.title[0].isupper()
    assert not entry.title.endswith((".", "!")), "a title has no full stop"
    assert entry.words[0].isupper()
    assert entry.words.endswith(".")
    assert "!" not in entry.words
    assert entry.words != entry.title
    assert entry.button
    assert code not in (entry.title, entry.words)
    assert "_" not in entry.title + entry.words, "no name of the program is shown"
    assert [word for word in JARGON if word in entry.words.lower()] == []


@pytest.mark.parametrize(("code", "entry"), ENTRIES)
def test_every_entry_has_a_vietnamese_text_of_its_own(catalogue: Catalogue, code: str, entry: Words) -> None:
    for english in (entry.title, entry.words, entry.button):
        vietnamese = catalogue.texts.get((english, ""), "")
        assert vietnamese.strip(), f"{code}: {english}"
        assert vietnamese != english
        assert set(vietnamese) - set(string.printable), "Vietnamese has marks"
        assert vietnamese.endswith(".") == english.endswith(".")


@pytest.mark.parametrize("entry", [words for _, words in ENTRIES])
def test_no_entry_has_a_gap_left_to_fill(entry: Words) -> None:
    assert [field for _, field, _, _ in string.Formatter().parse(entry.title + entry.words) if field] == []


def test_codes_are_names_and_no_two_say_the_same() -> None:
    assert [code for code, _ in ENTRIES if not code.replace("_", "").islower()] == []
    said = [entry.words for _, entry in ENTRIES]
    assert sorted(words for words in set(said) if said.count(words) > 1) == []


def test_a_refusal_is_told_in_the_language_in_force(qtbot: QtBot, languages: Languages) -> None:
    assert words_for(Refused("bad_code")).title == "Code not accepted"
    languages.use(Language.VIETNAMESE)
    told, unreadable = words_for(Refused("bad_code")), words_for(Unreadable("empty"))
    assert told.title != "Code not accepted"
    assert told.words != REFUSALS["bad_code"].words
    assert unreadable.words != UNREADABLE["empty"].words
    languages.use(Language.ENGLISH)
    assert words_for(Refused("bad_code")).words == REFUSALS["bad_code"].words


def test_the_same_code_means_another_thing_for_a_document_than_for_the_server(qtbot: QtBot) -> None:
    assert words_for(Refused("too_big")).title == "File too large"
    assert words_for(Unreadable("too_big")).title == "This document is too large"


@pytest.mark.parametrize("weak", ["", "too short", "aaaabbbbccccddddaaaa"])
def test_a_weak_passphrase_is_refused_in_words_of_its_own(qtbot: QtBot, weak: str) -> None:
    problem = passphrase_problem(weak, has_keyring=False)
    assert problem is not None
    assert words_for(Refused(problem)).title in ("Passphrase too short", "Passphrase too simple")
