"""A person's notes on a paper as something to read: by page, each with what it quotes, its words, kind and date.

Pure: the same sections become sheets of a PDF (typeset in the helper) and a text document (`docx.py`).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from html import escape
from itertools import groupby

from ecabinet_desktop.domain.annotation import Anchoring, Annotation, AnnotationKind, reading_order
from ecabinet_desktop.pdf.markup import allowed
from ecabinet_desktop.pdf.pens import LINES

REGULAR, BOLD = "notes-regular.ttf", "notes-bold.ttf"
LONGEST_QUOTE = 1_200
STYLE = f"""
@font-face {{ font-family: notes; src: url({REGULAR}); }}
@font-face {{ font-family: notes; font-weight: bold; src: url({BOLD}); }}
* {{ font-family: notes; }}
body {{ font-size: 10pt; line-height: 1.35; color: #16202e; }}
h1 {{ font-size: 16pt; margin: 0 0 4pt 0; }}
h2 {{ font-size: 11.5pt; margin: 16pt 0 4pt 0; border-bottom: 0.7pt solid #7d8a9a; }}
p {{ margin: 0 0 3pt 0; }}
p.about {{ color: #4d5b6c; font-size: 9pt; }}
p.kind {{ color: #4d5b6c; font-size: 8.5pt; margin-top: 9pt; }}
p.quote {{ margin-left: 12pt; color: #4d5b6c; }}
p.words {{ margin-left: 12pt; }}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """The words of the language in force. `page` has a `{page}`, `footer` a `{page}` of the sheet."""

    kinds: Mapping[AnnotationKind, str]
    heading: str
    page: str
    nowhere: str
    empty: str
    footer: str
    about: Sequence[str]
    day: Callable[[datetime], str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One note. `number` stands beside its sign where the notes are drawn into the paper."""

    number: int | None
    kind: str
    when: str
    author: str
    quote: str
    words: str
    colour: str


@dataclass(frozen=True, slots=True)
class Section:
    """The notes of one page, or those without a place."""

    heading: str
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """All there is to print of a paper's notes."""

    title: str
    wording: Wording
    sections: tuple[Section, ...]


def numbers(marks: Iterable[Annotation]) -> dict[str, int]:
    """The numbers, from 1 in reading order, of the marks whose words do not show on the page itself."""
    silent = [mark for mark in marks if mark.text.strip() and mark.kind is not AnnotationKind.TEXT_BOX]
    placed = sorted((mark for mark in silent if mark.anchoring is not Anchoring.ORPHAN), key=reading_order)
    return {mark.id: number for number, mark in enumerate(placed, 1)}


def summary(
    title: str,
    marks: Sequence[Annotation],
    wording: Wording,
    *,
    labels: Sequence[str] = (),
    names: Mapping[str, str],
    numbered: Mapping[str, int] | None = None,
) -> Summary:
    """The notes by page. `labels` are the pages' own numbers where they differ; `names` the authors by id."""
    known = numbered or {}

    def heading(mark: Annotation) -> str:
        if mark.anchoring is Anchoring.ORPHAN:
            return wording.nowhere
        label = labels[mark.page] if mark.page < len(labels) else ""
        return wording.page.format(page=label or mark.page + 1)

    def entry(mark: Annotation) -> Entry:
        return Entry(
            number=known.get(mark.id),
            kind=wording.kinds[mark.kind],
            when=wording.day(mark.modified_at),
            author="" if mark.is_own else names.get(mark.author_id, ""),
            quote=_shortened(mark.quote.exact) if mark.quote else "",
            words=mark.text.strip(),
            colour=LINES[mark.colour],
        )

    ordered = sorted(marks, key=lambda mark: (mark.anchoring is Anchoring.ORPHAN, *reading_order(mark)))
    sections = tuple(
        Section(above, tuple(entry(mark) for mark in group)) for above, group in groupby(ordered, key=heading)
    )
    return Summary(title=title, wording=wording, sections=sections)


def html(made: Summary) -> str:
    """The summary for the helper's typesetting. No text of a person can become markup."""
    parts = [_line("p", "about", made.wording.heading), f"<h1>{_safe(made.title)}</h1>"]
    parts += [_line("p", "about", line) for line in made.wording.about if line]
    if not made.sections:
        parts.append(_line("p", "words", made.wording.empty))
    for section in made.sections:
        parts.append(f"<h2>{_safe(section.heading)}</h2>")
        for entry in section.entries:
            parts += _entry_html(entry)
    return f"<html><body>{''.join(parts)}</body></html>"


def kind_line(entry: Entry) -> str:
    """ "3 · Sticky note · 23 Nov 2026 · Trần Thị B"."""
    number = "" if entry.number is None else str(entry.number)
    return " · ".join(part for part in (number, entry.kind, entry.when, entry.author) if part)


def _entry_html(entry: Entry) -> list[str]:
    square = f'<span style="color:{entry.colour}">■</span> '
    lines = [f'<p class="kind">{square}{_safe(kind_line(entry))}</p>']
    if entry.quote:
        lines.append(_line("p", "quote", f"“{entry.quote}”"))
    lines += [_line("p", "words", line) for line in entry.words.splitlines() if line.strip()]
    return lines


def _line(tag: str, name: str, words: str) -> str:
    return f'<{tag} class="{name}">{_safe(words)}</{tag}>'


def _safe(words: str) -> str:
    return escape(allowed(words))


def _shortened(quote: str) -> str:
    words = " ".join(quote.split())
    return words if len(words) <= LONGEST_QUOTE else words[: LONGEST_QUOTE - 1] + "…"
