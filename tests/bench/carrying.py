"""How many marks come to lie on the very words they were made on, when a paper gets a new version.

What became of each word is known from how the edition was made, never from what is measured. *Right*: on the very
words, or, where these were changed, not put anywhere without asking. *Wrong*: put on other words without asking.
"""

import random
import tempfile
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from ecabinet_desktop.domain.annotation import Anchoring, Annotation, AnnotationKind, Colour
from ecabinet_desktop.pdf import anchors
from ecabinet_desktop.pdf.align import align
from ecabinet_desktop.pdf.carry import Carried, carry

from tests.bench.measure import Row
from tests.helpers import editions
from tests.helpers.editions import ELSE, LETTER, PLAIN, SANS, Edit, Edition, Look

THEN = datetime(2026, 11, 23, tzinfo=UTC)
Case = tuple[tuple[str, ...], tuple[Edit, ...], Look]
LONG = ("dd-nghidinh", "ns-totrinh", "dd-tonghop", "hq-nghidinh", "yt-nghidinh", "dien-totrinh")
MIXED = ("dd-totrinh", "kt-baocao", "qh-totrinh", "bb-41", "dd-thamdinh", "ds-baocao", "gd-baocao")
SECOND: tuple[Case, ...] = (
    (LONG, (editions.redated, editions.reworded(0.1, 0.08), editions.inserted("yt-totrinh", 2, 2)), PLAIN),
    (MIXED, (editions.redated, editions.reworded(0.08, 0.1), editions.deleted(0.04)), LETTER),
    (("dd-totrinh",), (editions.redated, editions.reworded(0.1, 0.05)), PLAIN),
    (("kt-baocao", "dtc-baocao"), (editions.renumbered,), PLAIN),
    (("qh-totrinh", "cds-baocao"), (editions.redated, editions.inserted("kt-baocao", 2, 3)), SANS),
)
"""Second versions as ministries make them: some words, some figures, a paragraph more or less, set anew."""
HEAVY: tuple[Case, ...] = (
    (LONG, (editions.inserted("kt-baocao", 3, 30), editions.renumbered), PLAIN),
    (MIXED, (editions.reworded(0.5, 0.3), editions.deleted(0.1)), PLAIN),
    (("dd-nghidinh",), (editions.renumbered, editions.reworded(0.3, 0.2)), LETTER),
    (("dd-totrinh", "ns-totrinh"), (editions.deleted(0.3), editions.reworded(0.2, 0.2)), SANS),
    (("bb-41", "yt-totrinh"), (editions.moved, editions.redated), PLAIN),
    (
        ("cds-baocao", "vay-totrinh", "lu-totrinh"),
        (
            editions.moved, editions.deleted(0.15), editions.reworded(0.3, 0.25), editions.renumbered,
            editions.inserted("yt-nghidinh", 2, 20),
        ),
        SANS,
    ),
)  # fmt: skip
RIGHT, CHECKED, MISSED, WRONG = "right", "check", "missed", "wrong"


@dataclass(frozen=True, slots=True)
class Pair:
    """Two editions of a paper."""

    name: str
    old: Edition
    new: Edition


def made(cases: Sequence[Case], folder: Path | None = None) -> Iterator[Pair]:
    """The editions of the sample's papers, typeset, and read through the helper where there is a folder."""
    for seed, (keys, edits, look) in enumerate(cases):
        source = editions.Source()
        parts = [part for key in keys for part in source.text(key)]
        later = editions.edited(parts, edits, source, seed)
        old = editions.edition(editions.typeset(parts), folder)
        yield Pair(keys[0], old, editions.edition(editions.typeset(later, look), folder))


def marks_on(old: Edition, number: int, seed: int) -> list[tuple[Annotation, list[int]]]:
    """Passages marked as a hand would, on one page each, of one word to sixty; with their words."""
    chance = random.Random(seed)
    flow, found = old.flow, []
    while len(found) < number:
        first = chance.randrange(len(flow.words))
        length = chance.choice((1, 2, 3, 5, 8, 12, 16, 25, 40, 60))
        span = range(first, min(first + length, flow.span(flow.page_of(first)).stop))
        if ELSE in {old.numbers[word] for word in span}:
            continue
        page = flow.page_of(first)
        offset = flow.span(page).start
        chosen = anchors.selection(flow.on(page), span.start - offset, span.stop - 1 - offset)
        mark = Annotation(
            id=f"mark-{len(found)}", meeting_id="m", paper_id="p", version_id="v1", page=page,
            kind=AnnotationKind.HIGHLIGHT, quads=chosen.quads, quote=chosen.quote, colour=Colour.YELLOW,
            created_at=THEN, modified_at=THEN,
        )  # fmt: skip
        found.append((mark, list(span)))
    return found


def judged(pair: Pair, words: Sequence[int], carried: Sequence[Carried]) -> str:
    """What came of one mark."""
    wanted = [pair.old.numbers[word] for word in words]
    sought = set(wanted)
    there = [number for number in pair.new.numbers if number in sought]
    if carried[0].anchoring is Anchoring.PAGE_ONLY:
        return MISSED if len(there) > 0.5 * len(wanted) else RIGHT
    lies = [pair.new.numbers[word] for each in carried for word in under(pair.new, each)]
    lies = [number for number in lies if number != ELSE]
    if carried[0].anchoring is Anchoring.PLACED:
        return RIGHT if lies == wanted else WRONG
    is_near = 2 * len(set(lies) & set(wanted)) >= len(there)
    is_changed = there != wanted or not _together(wanted, pair.new)
    return (RIGHT if is_changed else CHECKED) if is_near else MISSED


def under(edition: Edition, carried: Carried) -> list[int]:
    """The words whose middle lies under a mark."""
    found = []
    for word in edition.flow.span(carried.page):
        box = edition.flow.words[word]
        x, y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
        if any(q.left <= x <= q.right and q.top <= y <= q.bottom for q in carried.quads):
            found.append(word)
    return found


def _together(wanted: Sequence[int], new: Edition) -> bool:
    """Whether nothing has come between the words."""
    plain = [number for number in new.numbers if number != ELSE]
    at = plain.index(wanted[0])
    return plain[at : at + len(wanted)] == list(wanted)


def counted(pair: Pair, number: int, seed: int) -> Counter[str]:
    """How many of so many marks came to what."""
    alignment = align(pair.old.flow, pair.new.flow)
    return Counter(judged(pair, words, carry(mark, alignment)) for mark, words in marks_on(pair.old, number, seed))


def carrying(each: int = 60) -> list[Row]:
    """Marks carried over real second versions and over heavy edits."""
    with tempfile.TemporaryDirectory() as name:
        start = time.perf_counter()
        real = sum((counted(pair, each, 1) for pair in made(SECOND, Path(name))), Counter())
        heavy = sum((counted(pair, each, 2) for pair in made(HEAVY, Path(name))), Counter())
        taken = time.perf_counter() - start
    print(real, heavy, taken)
    return []
