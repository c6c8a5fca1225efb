"""Passwords of papers: kept over a restart, never in plain on the disk, gone with their paper."""

import pytest
from ecabinet_desktop.domain.paper import PaperState

from tests.unit.vault.shelf import Shelf, gone, page, paper, row, shelf

WORD = "mat-khau-4711-rieng"


def test_a_password_is_kept_over_a_restart_and_can_be_forgotten(shelf_: Shelf) -> None:
    passwords = shelf_.papers.passwords
    assert passwords.get("v1") == ""
    passwords.keep("v1", "former")
    passwords.keep("v1", WORD)
    passwords.keep("v2", "other")
    folder = shelf_.vault.folder
    shelf_.vault.close()
    again = shelf(folder)
    assert (again.papers.passwords.get("v1"), again.papers.passwords.get("v2")) == (WORD, "other")
    again.papers.passwords.keep("v1", "")
    assert (again.papers.passwords.get("v1"), again.papers.passwords.get("v2")) == ("", "other")
    again.vault.close()


def test_no_file_of_the_vault_holds_it_in_plain(shelf_: Shelf) -> None:
    shelf_.papers.passwords.keep("v1", WORD)
    held = [path.read_bytes() for path in shelf_.vault.folder.rglob("*") if path.is_file()]
    assert held
    assert not any(WORD.encode() in content for content in held)


@pytest.mark.parametrize("how", ["withdrawn", "gone", "no longer theirs"])
def test_it_goes_with_its_paper(how: str, shelf_: Shelf) -> None:
    shelf_.replica.apply(page([row(paper("v1")), row(paper("v2"))]))
    for version in ("v1", "v2"):
        shelf_.papers.passwords.keep(version, WORD)
    if how == "withdrawn":
        shelf_.replica.apply(page([row(paper("v1", state=PaperState.WITHDRAWN), rev=2)], upto=2))
    elif how == "gone":
        shelf_.replica.apply(page(gone=[gone("paper", "v1")], upto=2))
    else:
        shelf_.replica.begin_relist()
        shelf_.replica.apply(page([row(paper("v2"))], upto=2))
    assert (shelf_.papers.passwords.get("v1"), shelf_.papers.passwords.get("v2")) == ("", WORD)
