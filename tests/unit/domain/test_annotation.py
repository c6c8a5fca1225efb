from ecabinet_desktop.domain.annotation import Annotation, AnnotationKind, Colour, Quad, reading_order

from tests.unit.domain.samples import MOMENT


def mark(mark_id: str, page: int, *quads: Quad) -> Annotation:
    return Annotation(
        id=mark_id,
        meeting_id="m",
        paper_id="p",
        version_id="v",
        page=page,
        kind=AnnotationKind.HIGHLIGHT,
        quads=quads,
        colour=Colour.YELLOW,
        created_at=MOMENT,
        modified_at=MOMENT,
    )


def test_marks_are_listed_by_page_then_downwards_then_from_the_left() -> None:
    marks = [
        mark("next page", 1, Quad(0, 0, 9, 9)),
        mark("lower", 0, Quad(10, 300, 90, 312)),
        mark("upper right", 0, Quad(200, 100, 290, 112), Quad(10, 114, 90, 126)),
        mark("upper left", 0, Quad(10, 100, 90, 112)),
        mark("without a place", 0),
    ]
    assert [m.id for m in sorted(marks, key=reading_order)] == [
        "without a place",
        "upper left",
        "upper right",
        "lower",
        "next page",
    ]
