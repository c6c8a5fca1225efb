"""What in one version of a paper is like a passage or a place of another: the evidence that carrying goes by.

Pure; says how much is alike and decides nothing.
"""

import statistics
from collections import Counter
from collections.abc import Iterator, Sequence

from ecabinet_desktop.domain.annotation import Anchoring, Annotation, Quad, Quote
from ecabinet_desktop.pdf.align import Alignment, common
from ecabinet_desktop.pdf.flow import Flow, tokens
from ecabinet_desktop.pdf.protocol import Word

ALIKE, ALIKE_NEAR = 0.6, 0.45
"""Likeness of two passages (twice what they share over both lengths) from which one is proposed for the other:
anywhere, and where it is expected."""
LEAST_SHARE = 1 / 3
"""Of the words marked, that must still be there for what is left of them to be proposed."""
AMID = 4
"""Tokens around a quotation that must be the same."""
MOST_TOKENS = 400
"""Of a quotation, that are looked for."""
RARE = 200
"""Standing oftener, a token says nothing about a place."""
TRIED = 6
REACH = 48.0
"""Points around a mark within which words bear witness to its place."""
LEAST_NEAR, MOST_NEAR = 3, 40
STILL = 3.0
"""Points by which words may have moved apart and yet be where they were to each other."""


def covers(quad: Quad, word: Word) -> bool:
    """Whether a quad lies on a word, or on a good part of it."""
    middle = (word.top + word.bottom) / 2
    across = min(quad.right, word.right) - max(quad.left, word.left)
    return quad.top <= middle <= quad.bottom and across > 0.25 * min(word.right - word.left, 12.0)


def says(flow: Flow, words: Sequence[int], quoted: str) -> bool:
    """Whether these words are the quoted ones, of which the first and the last may be parts."""
    said = "".join(flow.words[word].text for word in words)
    wanted = "".join(quoted.split())
    return bool(wanted) and wanted in said and len(said) - len(wanted) <= _slack(flow, words)


def cuts(
    quote: Quote | None, old: tuple[Flow, list[int]] | None, new: Flow, words: Sequence[int]
) -> tuple[int, int]:
    """From which letter of the first word, and to which of the last, a mark goes that took but parts of words."""
    first, last = new.words[words[0]].text, new.words[words[-1]].text
    whole = (0, len(last))
    if quote is None or old is None:
        return whole
    parts = quote.exact.split()
    before = [old[0].words[word].text for word in old[1]]
    if not parts or len(parts) != len(before):
        return whole
    head, tail = 0, len(last)
    if parts[0] != before[0] and parts[0] in first:
        head = first.find(parts[0]) if len(parts) == 1 else first.rfind(parts[0])
    if parts[-1] != before[-1] and parts[-1] in last:
        tail = last.find(parts[-1], head if len(parts) == 1 else 0) + len(parts[-1])
    return (head, tail) if len(words) > 1 or head < tail else whole


def sign_at(former: Sequence[Quad], words: Sequence[Quad]) -> tuple[Quad, ...]:
    """The quads of a sign that was made from words: a point, or the words again as it was before."""
    if former and former[0].left == former[0].right and former[0].top == former[0].bottom:
        return (Quad(words[0].left, words[0].top, words[0].left, words[0].top),)
    return tuple(words)


def words_of(flow: Flow, place: range) -> list[int]:
    """The words of a run of tokens."""
    return [word for token in place for word in range(flow.first[token], flow.last[token] + 1)]


def places(wanted: Sequence[str], flow: Flow) -> list[range]:
    """Every run of tokens that is exactly the wanted one."""
    if not wanted:
        return []
    length, keys = len(wanted), flow.keys
    starts = _starts(keys, wanted[0])
    return [range(n, n + length) for n in starts if keys[n : n + length] == list(wanted)]


def _starts(keys: list[str], wanted: str) -> Iterator[int]:
    at = -1
    while True:
        try:
            at = keys.index(wanted, at + 1)
        except ValueError:
            return
        yield at


def exactly(quote: Quote, flow: Flow) -> range | None:
    """The one run of tokens that is a quotation amid what stood around it; None when none is, or several are."""
    wanted = tokens(quote.exact)
    before, after = tokens(quote.before)[1:], tokens(quote.after)[:-1]  # the outermost are cut anywhere
    found = [place for place in places(wanted, flow) if _is_amid(place, before, after, flow.keys)]
    return found[0] if len(found) == 1 else None


def _is_amid(place: range, before: list[str], after: list[str], keys: list[str]) -> bool:
    """Whether enough of what stood around a passage, and what touched it, is around this one."""
    left = _shared(before[::-1], keys[max(0, place.start - len(before)) : place.start][::-1])
    right = _shared(after, keys[place.stop : place.stop + len(after)])
    touches = (left or not before) and (right or not after)
    return bool(touches) and left + right >= min(AMID, len(before) + len(after)) and len(place) + left + right >= 6


def _shared(wanted: Sequence[str], there: Sequence[str]) -> int:
    """How many tokens are the same from the first on."""
    count = 0
    for one, other in zip(wanted, there, strict=False):
        if one != other:
            break
        count += 1
    return count


def keeps_order(wanted: Sequence[int], mapped: Sequence[int]) -> bool:
    """Whether tokens that followed each other still do, and no others have come between."""
    steps = zip(wanted, wanted[1:], mapped, mapped[1:], strict=False)
    return all(new == before + 1 if old == former + 1 else new > before for former, old, before, new in steps)


def running(marked: Sequence[int], mapped: Sequence[int], alignment: Alignment) -> list[int] | None:
    """The words of heads and feet among those marked, where the rest is now; None when one is missing."""
    old, new = alignment.old, alignment.new
    pages = dict.fromkeys(new.page_of(new.first[token]) for token in mapped)
    there = [word for page in pages for word in new.span(page) if new.token_of[word] < 0]
    found: list[int] = []
    for word in marked:
        mine = old.words[word]
        same = [n for n in there if new.words[n].text == mine.text and n not in found]
        if not same:
            return None
        found.append(min(same, key=lambda n: abs(new.words[n].top - mine.top) + abs(new.words[n].left - mine.left)))
    return found


def stretch(wanted: Sequence[int], mapped: Sequence[int]) -> range | None:
    """The run of new tokens around the mapped ones; None when they are too few or lie too far apart."""
    known = sorted(place for place in mapped if place >= 0)
    if len(known) < max(1, LEAST_SHARE * len(wanted)):
        return None
    middle = known[len(known) // 2]
    reach = 2 * len(wanted) + 6
    near = [place for place in known if abs(place - middle) <= reach]
    found = range(near[0], near[-1] + 1)
    enough = len(near) >= max(2, LEAST_SHARE * len(wanted)) or len(wanted) == len(near) == 1
    return found if enough and len(found) <= 2 * len(wanted) + 6 else None


def around(wanted: Sequence[int], alignment: Alignment) -> range | None:
    """The new tokens between the nearest that are known before and after the wanted old ones."""
    to_new = alignment.to_new
    if not wanted:
        return None
    before, after = wanted[0] - 1, wanted[-1] + 1
    while before >= 0 and to_new[before] < 0:
        before -= 1
    while after < len(to_new) and to_new[after] < 0:
        after += 1
    start = to_new[before] + 1 if before >= 0 else 0
    end = to_new[after] if after < len(to_new) else len(alignment.new.keys)
    return range(start, end) if start < end else None


def most_like(wanted: Sequence[str], flow: Flow, near: range | None) -> range | None:
    """The run of tokens most like the wanted ones, if it is like enough."""
    return most_like_part(wanted, range(len(wanted)), flow, near)


def most_like_part(wanted: Sequence[str], core: range, flow: Flow, near: range | None) -> range | None:
    """What is the `core` of the wanted tokens in the run of tokens that is most like all of them."""
    if not core or core.stop > MOST_TOKENS:
        return None
    wanted = list(wanted[:MOST_TOKENS])
    if near is not None and len(near) <= 4 * len(wanted) + 40:
        score, found = _likeness(wanted, core, flow, near)
        if found is not None and score >= ALIKE_NEAR:
            return found
    best, place = 0.0, None
    for window in _windows(wanted, flow):
        score, found = _likeness(wanted, core, flow, window)
        if found is not None and score > best:
            best, place = score, found
    return place if best >= ALIKE else None


def _windows(wanted: Sequence[str], flow: Flow) -> list[range]:
    """Where the wanted tokens, the rarer ones, stand at the right distances from each other."""
    where: dict[str, list[int]] = {key: [] for key in wanted}
    for place, key in enumerate(flow.keys):
        if key in where:
            where[key].append(place)
    votes: Counter[int] = Counter()
    width = max(4, len(wanted) // 4)
    for offset, key in enumerate(wanted):
        if len(where[key]) <= RARE:
            votes.update((place - offset) // width for place in where[key])
    chosen = [bucket for bucket, _ in votes.most_common(TRIED)]
    last = len(flow.keys)
    return [range(max(0, (b - 1) * width), min(last, (b + 2) * width + len(wanted))) for b in chosen]


def _likeness(wanted: Sequence[str], core: range, flow: Flow, window: range) -> tuple[float, range | None]:
    """How alike the wanted tokens and the best part of a window are, and which of that is the core."""
    numbers: dict[str, int] = {}
    one = [numbers.setdefault(key, len(numbers)) for key in wanted]
    other = [numbers.setdefault(key, len(numbers)) for key in flow.keys[window.start : window.stop]]
    pairs = _without_strays(common(one, other))
    within = [place for mine, place in pairs if mine in core]
    if not within or 2 * len(within) < len(core):
        return 0.0, None
    length = pairs[-1][1] - pairs[0][1] + 1
    found = range(window.start + within[0], window.start + within[-1] + 1)
    return 2 * len(pairs) / (len(wanted) + length), found


def _without_strays(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Common words far before the passage or behind it are not of it."""
    while len(pairs) > 2 and pairs[1][1] - pairs[0][1] > 4 + 2 * (pairs[1][0] - pairs[0][0]):
        pairs = pairs[1:]
    while len(pairs) > 2 and pairs[-1][1] - pairs[-2][1] > 4 + 2 * (pairs[-1][0] - pairs[-2][0]):
        pairs = pairs[:-1]
    return pairs


def bounds(quads: Sequence[Quad]) -> Quad:
    """The rectangle around some quads."""
    if not quads:
        return Quad(0.0, 0.0, 0.0, 0.0)
    return Quad(
        min(quad.left for quad in quads),
        min(quad.top for quad in quads),
        max(quad.right for quad in quads),
        max(quad.bottom for quad in quads),
    )


def beside(mark: Annotation, alignment: Alignment) -> tuple[int, float, float, Anchoring] | None:
    """Where a mark without words of its own goes by the words around it: page, shift, and how sure that is.

    None when too few words near it are known in the new version.
    """
    old, box = alignment.old, bounds(mark.quads)
    span = old.span(mark.page)
    near = sorted(
        (n for n in span if _distance(box, old.words[n]) <= REACH), key=lambda n: _distance(box, old.words[n])
    )
    on = [n for n in near if _distance(box, old.words[n]) == 0.0]
    level = [n for n in near if old.words[n].top < box.bottom and old.words[n].bottom > box.top]
    for chosen, is_still in ((on, True), (level, False), (near[:MOST_NEAR], False)):
        if len(chosen) >= LEAST_NEAR:
            return _shift_of(chosen, alignment, is_still)
    return _shift_of(near, alignment, False) if near else None


def _shift_of(
    chosen: Sequence[int], alignment: Alignment, is_still: bool
) -> tuple[int, float, float, Anchoring] | None:
    """The common shift of some words; sure when (nearly) all made it, and `is_still` sideways too."""
    old, new = alignment.old, alignment.new
    pairs = [(n, m) for n in chosen if (m := alignment.new_word(n)) is not None]
    if not pairs:
        return None
    page = Counter(new.page_of(m) for _, m in pairs).most_common(1)[0][0]
    pairs = [(n, m) for n, m in pairs if new.page_of(m) == page]
    across = [new.words[m].left - old.words[n].left for n, m in pairs]
    down = [new.words[m].top - old.words[n].top for n, m in pairs]
    dx, dy = statistics.median(across), statistics.median(down)
    steady = sum(
        abs(y - dy) <= STILL and (abs(x - dx) <= STILL or not is_still) for x, y in zip(across, down, strict=True)
    )
    is_sure = len(chosen) >= LEAST_NEAR and steady >= 0.8 * len(chosen)
    sideways = sum(abs(x - dx) <= STILL for x in across) >= 0.6 * len(across)
    return page, dx if sideways else 0.0, dy, Anchoring.PLACED if is_sure else Anchoring.CHECK


def page_near(mark: Annotation, alignment: Alignment) -> int:
    """The page on which what stands around a mark is now; the same number when nothing of it is known."""
    old, new = alignment.old, alignment.new
    span = old.span(mark.page)
    top = bounds(mark.quads).top
    known = [(abs(old.words[n].top - top), m) for n in span if (m := alignment.new_word(n)) is not None]
    return new.page_of(min(known)[1]) if known else mark.page


def _distance(box: Quad, word: Word) -> float:
    """Points between a rectangle and a word; a line up or down counts as far as it is."""
    dx = max(word.left - box.right, 0.0, box.left - word.right)
    dy = max(word.top - box.bottom, 0.0, box.top - word.bottom)
    return max(dx, dy)


def _slack(flow: Flow, words: Sequence[int]) -> int:
    """Letters of the first and the last word that need not be quoted."""
    return max(0, len(flow.words[words[0]].text) - 1) + max(0, len(flow.words[words[-1]].text) - 1)
