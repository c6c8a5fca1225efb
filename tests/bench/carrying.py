"""How many marks come to lie on the very words they were made on, when a paper gets a new version.

What became of each word is known from how the edition was made, never from what is measured. *Right*: on the very
words, or, where these were changed, not put anywhere without asking. *Wrong*: put on other words without asking.
"""

import random
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from difflib import SequenceMatcher
from pathlib import Path

from ecabinet_desktop.domain.annotation import Anchoring, Annotation, AnnotationKind, Colour
from ecabinet_desktop.pdf import anchors, likeness
from ecabinet_desktop.pdf.align import Alignment, align
from ecabinet_desktop.pdf.carry import Carried, carry, on_page
from ecabinet_desktop.pdf.flow import flow, tokens
from ecabinet_desktop.pdf.protocol import Word

from tests.bench import papers
from tests.bench.measure import Row, in_turn, median
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
CORPUS = ("cabinet_vi.pdf", "vi_guide.pdf", "lshort_vi.pdf", "gnuplot_311p.pdf", "octave_1158p.pdf", "slides.pdf")
Way = Callable[[Annotation, Alignment], tuple[Carried, ...]]
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
        return RIGHT if set(lies) == _covered(pair.old, words) else WRONG
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


def _covered(old: Edition, words: Sequence[int]) -> set[int]:
    """What lay under the mark as it was made: on a slide words lie over each other."""
    flow, page = old.flow, old.flow.page_of(words[0])
    quads = anchors.quads([flow.words[word] for word in words])
    lies = under(old, Carried(page, quads, None, Anchoring.HERE))
    return {old.numbers[word] for word in lies} - {ELSE}


def _together(wanted: Sequence[int], new: Edition) -> bool:
    """Whether nothing has come between the words."""
    plain = [number for number in new.numbers if number != ELSE]
    at = plain.index(wanted[0])
    return plain[at : at + len(wanted)] == list(wanted)


def counted(pair: Pair, number: int, seed: int, way: Way = carry) -> Counter[str]:
    """How many of so many marks came to what, one way or another."""
    alignment = align(pair.old.flow, pair.new.flow)
    return Counter(judged(pair, words, way(mark, alignment)) for mark, words in marks_on(pair.old, number, seed))


def by_first_quote(mark: Annotation, alignment: Alignment) -> tuple[Carried, ...]:
    """The usual way: where the quotation stands first."""
    new = alignment.new
    found = likeness.places(tokens(mark.quote.exact if mark.quote else ""), new)
    if not found:
        return (on_page(mark, mark.page, new.pages),)
    words = likeness.words_of(new, found[0])
    page = new.page_of(words[0])
    quads = anchors.quads([new.words[word] for word in words if new.page_of(word) == page])
    return (Carried(page, quads, mark.quote, Anchoring.PLACED),)


def by_rectangle(mark: Annotation, alignment: Alignment) -> tuple[Carried, ...]:
    """The poor way: the same rectangle on the page of the same number."""
    return (Carried(min(mark.page, alignment.new.pages - 1), mark.quads, mark.quote, Anchoring.PLACED),)


def real_pairs(folder: Path) -> Iterator[Pair]:
    """A paper as it was published twice, second versions, papers cut with scissors; the corpus where it is."""
    yield Pair("ns-totrinh", *editions.published("ns-totrinh", "ns-totrinh-bis", folder))
    yield from made(SECOND, folder)
    sample = editions.DEMO / "papers"
    cuts = [(sample / f"{key}.pdf").read_bytes() for key in ("quy-hoach-tong-the", "dd-nghidinh")]
    cuts += [data for name in CORPUS if (data := papers.corpus(name)) is not None]
    other = (sample / "yt-totrinh.pdf").read_bytes()
    for seed, data in enumerate(cuts):
        yield Pair(f"cut {seed}", *editions.cut(data, other, seed))


def carrying(each: int = 100) -> list[Row]:
    """Marks carried over real second versions and over heavy edits, against two simpler ways on the same marks."""
    real, quoted, boxed, heavy = (Counter[str]() for _ in range(4))
    with tempfile.TemporaryDirectory() as name:
        for pair in real_pairs(Path(name)):
            real += counted(pair, each, 1)
            quoted += counted(pair, each, 1, by_first_quote)
            boxed += counted(pair, each, 1, by_rectangle)
        for pair in made(HEAVY, Path(name)):
            heavy += counted(pair, each, 2)
    asked, total = heavy[RIGHT] + heavy[CHECKED], sum(heavy.values())
    note = f"{sum(real.values())} marks: {_told(real)}"
    return [
        Row(
            name="carry_right", ours=_share(real, RIGHT), anchor=_share(quoted, RIGHT), unit="%", goal="≥ 99 %",
            anchor_name="where the quotation stands first", note=note,
        ),
        Row(
            name="carry_wrong", ours=_share(real, WRONG), anchor=_share(boxed, WRONG), unit="%", goal="≤ 0.5 %",
            anchor_name="page and rectangle alone", note=f"the quotation: {_share(quoted, WRONG):.1f} %",
        ),
        Row(
            name="carry_heavy", ours=100 * asked / total, anchor=94.0, unit="%", goal="≥ 94 % right or asked",
            anchor_name="the goal", note=f"{total} marks: {_told(heavy)}",
        ),
        _aligning(),
    ]  # fmt: skip


def _share(counts: Counter[str], what: str) -> float:
    return 100 * counts[what] / sum(counts.values())


def _told(counts: Counter[str]) -> str:
    return ", ".join(f"{counts[what]} {what}" for what in (RIGHT, CHECKED, MISSED, WRONG))


def _aligning(words: int = 75_000, part: int = 10) -> Row:
    """How long 75,000 words take, against difflib on a tenth of them."""
    chance = random.Random(1)
    known = ["".join(chance.choices("abcdeghiklmnopqrstuvxy", k=chance.randint(2, 6))) for _ in range(6000)]
    old = chance.choices(known, [1000 / (place + 1) ** 0.9 for place in range(6000)], k=words)
    new = [chance.choice(known) if place % 37 == 0 else word for place, word in enumerate(old)]
    flows = [flow([_sheet(each[n : n + 400]) for n in range(0, words, 400)]) for each in (old, new)]

    def ours() -> float:
        start = time.perf_counter()
        align(flows[0], flows[1])
        return time.perf_counter() - start

    def anchor() -> float:
        start = time.perf_counter()
        SequenceMatcher(None, old[: words // part], new[: words // part], autojunk=False).get_opcodes()
        return time.perf_counter() - start

    mine, theirs = in_turn(ours, anchor)
    return Row(
        name="carry_align", ours=median(mine), anchor=median(theirs), unit="s", goal="0.3 s for 75,000 words",
        anchor_name=f"difflib on {words // part} words", samples=tuple(mine), anchor_samples=tuple(theirs),
    )  # fmt: skip


def _sheet(words: Sequence[str]) -> list[Word]:
    return [Word(72, 90 + n // 10 * 14, 90, 100 + n // 10 * 14, word, 0, n // 10) for n, word in enumerate(words)]
