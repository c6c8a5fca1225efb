from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import msgspec
import pytest
from ecabinet_desktop.crypto.notes import seal_note
from ecabinet_desktop.domain.annotation import Annotation, AnnotationKind, Colour, Quad, Quote, Stroke
from ecabinet_desktop.domain.paper import PageRun, Skeleton
from ecabinet_desktop.pdf.incoming import Incoming, annotations, kind_of
from ecabinet_desktop.pdf.paperwork import FoundMark
from ecabinet_desktop.wire import codec

from tests.helpers.cabinet_sample import Sample

NOW = datetime(2026, 11, 25, 7, 0, tzinfo=UTC)
SKELETON = Skeleton(pages=2, runs=(PageRun(2, 595, 842),))


def found(kind: str, **fields: object) -> FoundMark:
    given = {"page": 0, "quads": (Quad(1, 2, 3, 4),), **fields}
    return FoundMark(type=kind, **given)  # type: ignore[arg-type]


@pytest.fixture
def bring() -> Callable[..., Incoming]:
    paper = msgspec.structs.replace(Sample(NOW).papers[0], skeleton=SKELETON)
    ids = iter(f"new-{n}" for n in range(1000))

    def brought(*marks: FoundMark, known: Sequence[str] = ()) -> Incoming:
        return annotations(
            marks, 0, paper, me="Nguyễn Văn A", known=known, now=lambda: NOW, new_id=lambda: next(ids)
        )

    return brought


@pytest.mark.parametrize(
    ("kind", "note", "ours"),
    [
        ("Highlight", "", AnnotationKind.HIGHLIGHT),
        ("Squiggly", "", AnnotationKind.UNDERLINE),
        ("StrikeOut", "", AnnotationKind.STRIKE_OUT),
        ("Text", "", AnnotationKind.STICKY_NOTE),
        ("Text", "question", AnnotationKind.QUESTION),
        ("Highlight", "speaking_note", AnnotationKind.SPEAKING_NOTE),
        ("Ink", "question", AnnotationKind.INK),
        ("Text", "ink", AnnotationKind.STICKY_NOTE),
        ("Text", "no such kind", AnnotationKind.STICKY_NOTE),
        ("Stamp", "question", None),
    ],
)
def test_our_kind_counts_only_where_it_fits_the_form(kind: str, note: str, ours: AnnotationKind | None) -> None:
    assert kind_of(found(kind, note=note)) is ours


def test_a_mark_brought_in_is_new_private_and_ones_own(bring: Callable[..., Incoming]) -> None:
    quote = Quote(exact="Điều 1")
    made = bring(
        found("Highlight", name="theirs", quote=quote, colour=(1.0, 0.1, 0.1), created="D:20261101")
    ).marks[0]
    assert (made.id, made.author_id, made.audience, made.readers) == ("new-0", "", "private", ())
    assert (made.quote, made.colour) == (quote, Colour.RED)
    assert made.created_at == datetime(2026, 11, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("author", "text"), [("Nguyễn Văn A", "của tôi"), ("", "của tôi"), ("Trần B", "Trần B: của tôi")]
)
def test_who_wrote_it_first_is_said_in_its_text(bring: Callable[..., Incoming], author: str, text: str) -> None:
    assert bring(found("Text", contents=" của tôi\r\n", author=author)).marks[0].text == text


def test_what_is_here_is_not_doubled_and_what_is_unknown_is_counted(bring: Callable[..., Incoming]) -> None:
    came = bring(found("Text", name="here"), found("Text", name="new"), found("Stamp"), found("Text", page=2),
                 known={"here"})  # fmt: skip
    assert (len(came.marks), came.known, came.skipped) == (1, 1, 2)


def test_a_date_nobody_can_read_becomes_now(bring: Callable[..., Incoming]) -> None:
    made = bring(found("Text", created="soon")).marks[0]
    assert (made.created_at, made.modified_at) == (NOW, NOW)


def test_a_drawing_of_any_length_fits_the_servers_notes_and_loses_no_point(bring: Callable[..., Incoming]) -> None:
    flat = [number for n in range(7_000) for number in (n / 7, n / 3, 0.123456)]
    short = Stroke((1.0, 1.0, 1.0, 2.0, 2.0, 1.0), 2.0)
    made = bring(found("Ink", strokes=(Stroke(tuple(flat), 3.0), short), contents="Sơ đồ")).marks
    assert len(made) > 1
    assert [each.text for each in made] == ["Sơ đồ", *[""] * (len(made) - 1)]
    points = {
        (x, y) for each in made for s in each.strokes for x, y in zip(s.points[0::3], s.points[1::3], strict=True)
    }
    assert points >= {(round(n / 7, 2), round(n / 3, 2)) for n in range(7_000)}
    assert made[-1].strokes[-1] == short
    assert max(sealed_size(each) for each in made) < 64 * 1024


def test_the_longest_text_and_the_most_lines_fit_too(bring: Callable[..., Incoming]) -> None:
    quads = tuple(Quad(1.123456789, 2.123456789, 3.123456789, 4.123456789) for _ in range(5_000))
    made = bring(found("Highlight", quads=quads, contents="ữ" * 20_000)).marks[0]
    assert sealed_size(made) < 64 * 1024


def sealed_size(made: Annotation) -> int:
    return len(seal_note(bytes(32), codec.encode(made), made.id))
