import re
from pathlib import Path

import pytest
from ecabinet_desktop.ui import resources
from ecabinet_desktop.ui.i18n import Catalogue, read_entries

from tests.helpers.translations import collect, file_for, missing

FREE_ORDER = {"{weekday} {day} {month_name} {year}", "{day} {month_short} {year}"}
"""Patterns of dates, whose parts each language chooses itself."""


def test_every_text_of_the_desktop_has_vietnamese() -> None:
    found = collect()
    assert len(found) > 150
    lacking = {text: file_for(path).name for (text, _), path in missing(found).items()}
    assert lacking == {}, "run python -m tests.helpers.translations and fill in what it appends"


def test_a_translation_keeps_the_fields_of_its_source() -> None:
    wrong = {
        source: text
        for (source, _), text in Catalogue().texts.items()
        if source not in FREE_ORDER and fields(source) != fields(text)
    }
    assert wrong == {}


def test_the_collector_sees_each_way_of_marking_a_text(tmp_path: Path) -> None:
    (tmp_path / "view.py").write_text(
        "self.tr('one')\ntr('two', 'note')\nmark('three')\ncount_of(n, '%n a', '%n b')\n"
        "QCoreApplication.translate('Context', 'four')\nself.tr('half ' 'and half')\ntr(variable)\n"
    )
    assert set(collect(tmp_path)) == {
        ("one", ""), ("two", "note"), ("three", ""), ("%n a", ""), ("%n b", ""), ("four", ""),
        ("half and half", ""),
    }  # fmt: skip


def test_a_text_without_vietnamese_is_found_missing() -> None:
    assert missing({("No such text", ""): Path("x"), ("Lock", ""): Path("x")}) == {("No such text", ""): Path("x")}


@pytest.mark.parametrize("path", sorted(resources.folder("i18n").glob("*.ts")), ids=lambda path: path.name)
def test_a_translation_file_holds_each_text_once(path: Path) -> None:
    keys = [(context, source, note) for context, source, note, _ in read_entries(path)]
    assert len(keys) == len(set(keys))


def fields(text: str) -> set[str]:
    return set(re.findall(r"\{\w*\}|%n|%\d", text))
