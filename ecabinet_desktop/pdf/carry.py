"""Where a mark on one version of a paper belongs on the next.

`placed` only where the very words marked are known to be the same; what is merely like them is proposed as `check`;
a page without a place is better than the wrong place. Pure.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from msgspec.structs import replace

from ecabinet_desktop.domain.annotation import TEXT_MARKS, Anchoring, Annotation, Quad, Quote, Stroke
from ecabinet_desktop.pdf import anchors, likeness
from ecabinet_desktop.pdf.align import Alignment
from ecabinet_desktop.pdf.flow import Flow, normal, tokens
from ecabinet_desktop.pdf.words import text_of

CONTEXT = 12
"""Tokens before and after a passage that bear witness that it is the same one."""
FAR = 16
"""Tokens away from the passage that they may be in the new version."""
WITNESSES = 4
"""As many of them must be where they are expected, …"""
LONG = 12
"""… or the passage be so long itself, …"""
STRANGE = 4
"""… or be so long and stand once in each version."""
HEAD = 18.0
"""Points from the top left of a page, where marks lie that have found the page but no place on it."""
BAND = 96.0
"""Points that such a marked passage measures, so that it can be seen and taken hold of."""


@dataclass(frozen=True, slots=True)
class Carried:
    """Where a mark goes: what is new of it. `quads` bound `strokes` as they do on a mark."""

    page: int
    quads: tuple[Quad, ...]
    quote: Quote | None
    anchoring: Anchoring
    strokes: tuple[Stroke, ...] = ()

    def put(self, mark: Annotation) -> Annotation:
        """The mark at its new place."""
        return replace(
            mark,
            page=self.page,
            quads=self.quads,
            quote=self.quote,
            anchoring=self.anchoring,
            strokes=self.strokes,
        )


def carry(mark: Annotation, alignment: Alignment) -> tuple[Carried, ...]:
    """Where a mark of the old version lies in the new one: once, or twice where a page ends in its words.

    A mark that had found no place, or whose place nobody has confirmed, is never `placed`.
    """
    if mark.anchoring in (Anchoring.PAGE_ONLY, Anchoring.ORPHAN):
        return by_quote(mark, alignment.new, sure=False)
    marked = under(mark, alignment.old)
    if marked:
        found = _by_words(mark, marked, alignment)
    elif mark.quote is not None:
        found = _quoted(mark, alignment.new)
    else:
        shift = likeness.beside(mark, alignment)
        found = () if shift is None else (_shifted(mark, *shift),)
    if not found:
        found = (on_page(mark, likeness.page_near(mark, alignment), alignment.new.pages),)
    if mark.anchoring is Anchoring.CHECK:
        found = tuple(_unsure(each) for each in found)
    return found


def by_quote(mark: Annotation, new: Flow, *, sure: bool = True) -> tuple[Carried, ...]:
    """The same where nothing but its quotation is left of the old version.

    Its words and what stood around them, found once, are the place (unless `sure` is False); anything like
    them is proposed.
    """
    found = _quoted(mark, new) or (on_page(mark, mark.page, new.pages),)
    return found if sure else tuple(_unsure(each) for each in found)


def on_page(mark: Annotation, page: int, pages: int) -> Carried:
    """The mark at the head of a page, or of the last one; in the drawer when there is no page at all."""
    if pages <= 0:
        return Carried(mark.page, mark.quads, mark.quote, Anchoring.ORPHAN, mark.strokes)
    page = min(max(0, page), pages - 1)
    if mark.kind in TEXT_MARKS:
        return Carried(page, (Quad(HEAD, HEAD, HEAD + BAND, HEAD + 12),), mark.quote, Anchoring.PAGE_ONLY)
    box = likeness.bounds(mark.quads)
    return _shifted(mark, page, HEAD - box.left, HEAD - box.top, Anchoring.PAGE_ONLY)


def under(mark: Annotation, old: Flow) -> list[int]:
    """The words of the old version that a mark lies on; empty when they are not those it quotes."""
    if mark.kind not in TEXT_MARKS and mark.quote is None:
        return []
    span = old.span(mark.page)
    found = [n for n in span if any(likeness.covers(quad, old.words[n]) for quad in mark.quads)]
    if mark.quote is None or (found and likeness.says(old, found, mark.quote.exact)):
        return found
    places = [
        place
        for place in likeness.places(tokens(mark.quote.exact), old)
        if old.first[place.start] in span and place.stop > place.start
    ]
    if not places:
        return []
    top = mark.quads[0].top if mark.quads else 0.0
    nearest = min(places, key=lambda place: abs(old.words[old.first[place.start]].top - top))
    return likeness.words_of(old, nearest)


def _by_words(mark: Annotation, marked: list[int], alignment: Alignment) -> tuple[Carried, ...]:
    """By the new places of the words marked; nothing when too few of them have one."""
    old, new = alignment.old, alignment.new
    each = [old.token_of[word] for word in marked]
    wanted = list(dict.fromkeys(token for token in each if token >= 0))
    mapped = [alignment.to_new[token] for token in wanted]
    is_whole = bool(wanted) and -1 not in mapped
    if is_whole and likeness.keeps_order(wanted, mapped) and _is_witnessed(wanted, mapped, alignment):
        others = likeness.running([word for word in marked if old.token_of[word] < 0], mapped, alignment)
        if others is not None:
            return _pieces(mark, new, sorted((*_words(new, mapped), *others)), Anchoring.PLACED, (old, marked))
    found = likeness.stretch(wanted, mapped)
    if found is None:
        found = _like(wanted, marked, alignment)
    return () if found is None else _pieces(mark, new, _words(new, found), Anchoring.CHECK)


def _like(wanted: Sequence[int], marked: Sequence[int], alignment: Alignment) -> range | None:
    """What is most like the words marked; where nothing is, what stands amid words like those around them."""
    old, new = alignment.old, alignment.new
    keys = [normal(old.words[word].text) for word in marked]
    found = likeness.most_like(keys, new, likeness.around(wanted, alignment)) if len(keys) >= STRANGE else None
    if found is not None or not wanted:
        return found
    start, end = max(0, wanted[0] - CONTEXT), min(len(old.keys), wanted[-1] + 1 + CONTEXT)
    core = range(wanted[0] - start, wanted[-1] + 1 - start)
    return likeness.most_like_part(old.keys[start:end], core, new, None)


def _quoted(mark: Annotation, new: Flow) -> tuple[Carried, ...]:
    """By the quotation alone: the same words amid the same words, or something like them."""
    if mark.quote is None:
        return ()
    exact = likeness.exactly(mark.quote, new)
    if exact is not None:
        return _pieces(mark, new, _words(new, exact), Anchoring.PLACED)
    found = likeness.most_like(tokens(mark.quote.exact), new, None)
    return () if found is None else _pieces(mark, new, _words(new, found), Anchoring.CHECK)


def _is_witnessed(wanted: Sequence[int], mapped: Sequence[int], alignment: Alignment) -> bool:
    """Whether what stands around the words, or their own number, shows that they are the same passage."""
    to_new = alignment.to_new
    first, last = wanted[0], wanted[-1]
    before = [
        t for t in range(max(0, first - CONTEXT), first) if to_new[t] >= 0 and 0 < mapped[0] - to_new[t] <= FAR
    ]
    end = min(len(to_new), last + 1 + CONTEXT)
    after = [t for t in range(last + 1, end) if 0 < to_new[t] - mapped[-1] <= FAR]
    among = set(range(first, last + 1)) - set(wanted)  # the rest of the rows, for a column of a table
    between = [t for t in among if mapped[0] < to_new[t] < mapped[-1]]
    witnesses = len(before) + len(after) + len(between)
    near = _touches(to_new, first - 1, mapped[0] - 1) or _touches(to_new, last + 1, mapped[-1] + 1)
    if witnesses >= WITNESSES and (near or len(wanted) >= STRANGE):
        return True
    if len(wanted) >= LONG:
        return True
    keys = [alignment.old.keys[t] for t in wanted]
    is_once = len(likeness.places(keys, alignment.old)) == 1 == len(likeness.places(keys, alignment.new))
    return len(wanted) >= STRANGE and is_once


def _touches(to_new: Sequence[int], old: int, new: int) -> bool:
    return 0 <= old < len(to_new) and new >= 0 and to_new[old] == new


def _pieces(
    mark: Annotation,
    new: Flow,
    words: Sequence[int],
    anchoring: Anchoring,
    cut_like: tuple[Flow, list[int]] | None = None,
) -> tuple[Carried, ...]:
    """Words of the new version as a mark, one on each page they stand on; a sign only on the first."""
    head, tail = likeness.cuts(mark.quote, cut_like, new, words)
    by_page: dict[int, list[int]] = {}
    for word in words:
        by_page.setdefault(new.page_of(word), []).append(word)
    made = []
    for page in sorted(by_page) if mark.kind in TEXT_MARKS else [min(by_page)]:
        chosen = by_page[page]
        start = head if chosen[0] == words[0] else 0
        end = tail if chosen[-1] == words[-1] else len(new.words[chosen[-1]].text)
        quads, quote = _selected(new, page, chosen, start, end)
        if mark.kind not in TEXT_MARKS:
            quads = likeness.sign_at(mark.quads, quads)
        made.append(Carried(page, quads, quote, anchoring))
    return tuple(made)


def _words(new: Flow, placed: Iterable[int]) -> list[int]:
    return [word for token in placed for word in range(new.first[token], new.last[token] + 1)]


def _selected(
    new: Flow, page: int, chosen: Sequence[int], start: int, end: int
) -> tuple[tuple[Quad, ...], Quote | None]:
    """Quads and quotation of words of one page, as if the hand had drawn over them."""
    there, offset = new.on(page), new.span(page).start
    first, last = chosen[0] - offset, chosen[-1] - offset
    if len(chosen) == last - first + 1:
        selection = anchors.by_letters(there, (first, start), (last, end))
        if selection is not None:
            return selection.quads, selection.quote
    some = [new.words[word] for word in chosen]
    around = anchors.selection(there, first, last).quote
    return anchors.quads(some), replace(around, exact=text_of(some))


def _shifted(mark: Annotation, page: int, dx: float, dy: float, anchoring: Anchoring) -> Carried:
    quads = tuple(Quad(q.left + dx, q.top + dy, q.right + dx, q.bottom + dy) for q in mark.quads)
    strokes = tuple(Stroke(_moved(stroke.points, dx, dy), stroke.width) for stroke in mark.strokes)
    return Carried(page, quads, mark.quote, anchoring, strokes)


def _moved(points: tuple[float, ...], dx: float, dy: float) -> tuple[float, ...]:
    steps = (dx, dy, 0.0)
    return tuple(value + steps[n % 3] for n, value in enumerate(points))


def _unsure(each: Carried) -> Carried:
    if each.anchoring is not Anchoring.PLACED:
        return each
    return Carried(each.page, each.quads, each.quote, Anchoring.CHECK, each.strokes)
