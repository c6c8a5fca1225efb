"""A hundred mutants of each `make test`; `make fuzz` shows twenty thousand."""

import random
from pathlib import Path

import pytest

from tests.fuzz import mutation
from tests.fuzz.originals import own
from tests.fuzz.run import Tally, Window, run
from tests.helpers import bombs, pdfs

SEED = 4711
MUTANTS = 100


def test_a_hundred_damaged_papers_trouble_nobody() -> None:
    tally = run(own(), range(MUTANTS), SEED, 1.0, None)
    print(tally.line(SEED, len(own()), 0.0))
    assert tally.defects == []
    assert tally.mutants == MUTANTS
    assert tally.opened + tally.refused >= MUTANTS
    assert tally.opened > MUTANTS / 3, "what nobody can open tries nothing"
    assert tally.inspected > MUTANTS / 3


def test_a_paper_that_kills_is_counted_and_the_next_one_reads_on() -> None:
    tally = Tally()
    window = Window(1.0, tally)
    try:
        assert window.show(bombs.BOMBS["laughing forms"]())
        window.inspect(bombs.BOMBS["deep outline"]())
        assert window.show(pdfs.text_pdf(["một"]))
    finally:
        window.close()
    assert (tally.died, tally.hung, tally.pages_failed, tally.inspector_died) == (1, 1, 1, 1)
    assert tally.defects == []


def test_a_defect_is_found_and_its_mutant_kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The checker checked: a window that believes in words that stand nowhere."""
    monkeypatch.setattr("tests.fuzz.run.limits.within_reach", lambda *_places: False)
    tally = run([pdfs.text_pdf(["một"])], range(3), SEED, 1.0, tmp_path)
    assert set(tally.defects) == {"a word that stands nowhere"}
    assert tmp_path.joinpath(f"{SEED}-0.pdf").read_bytes().startswith(b"%PDF")


def test_the_same_seed_damages_alike_and_another_otherwise() -> None:
    paper = pdfs.text_pdf(["Nghị quyết", "Điều 1"])
    assert mutation.mutant(paper, "1-7") == mutation.mutant(paper, "1-7")
    assert len({mutation.mutant(paper, f"1-{number}") for number in range(50)}) > 40


@pytest.mark.parametrize("damage", mutation.DAMAGES, ids=lambda damage: damage.__name__)
def test_every_damage_changes_a_paper_and_leaves_something(damage: mutation.Damage) -> None:
    paper = pdfs.text_pdf(["Nghị quyết", "Điều 1"])
    made = {bytes(damage(random.Random(seed), bytearray(paper))) for seed in range(20)}
    assert len(made - {paper}) > 5
    assert all(made)
