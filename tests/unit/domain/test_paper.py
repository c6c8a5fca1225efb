import pytest
from ecabinet_desktop.domain.paper import (
    STRICTNESS,
    Level,
    PageRun,
    PaperState,
    Skeleton,
    latest,
    version_label,
)

from tests.unit.domain.samples import paper


@pytest.mark.parametrize(
    ("version", "label"), [(1, ""), (2, "BIS"), (3, "TER"), (5, "QUINQUIES"), (10, "DECIES"), (11, "V11")]
)
def test_versions_carry_the_marks_of_official_papers(version: int, label: str) -> None:
    assert version_label(version) == label
    assert paper(version=version).label == label


def test_levels_go_from_the_secretariat_to_the_public() -> None:
    order = [Level.SECRETARIAT, Level.CONFIDENTIAL, Level.CABINET, Level.ADMINISTRATION, Level.PUBLIC]
    assert sorted(Level, key=STRICTNESS.__getitem__) == order


def test_the_latest_are_the_newest_of_each_paper_in_the_order_of_the_item() -> None:
    papers = [
        paper(id="b2", paper_id="b", place=2, version=2),
        paper(id="a1", paper_id="a", place=1, version=1),
        paper(id="b1", paper_id="b", place=2, version=1),
        paper(id="a10", paper_id="a", place=1, version=10),
        paper(id="a9", paper_id="a", place=1, version=9),
    ]
    assert [p.id for p in latest(papers)] == ["a10", "b2"]
    assert [p.id for p in latest(tuple(reversed(papers)))] == ["a10", "b2"]


def test_a_withdrawn_version_is_not_the_latest() -> None:
    papers = [paper(id="a1", version=1), paper(id="a2", version=2, state=PaperState.WITHDRAWN)]
    assert [p.id for p in latest(papers)] == ["a1"]
    assert latest(papers[1:]) == ()


def test_a_skeleton_tells_the_size_of_each_page() -> None:
    skeleton = Skeleton(pages=3, runs=(PageRun(2, 595.0, 842.0), PageRun(1, 842.0, 595.0)))
    assert skeleton.sizes() == [(595.0, 842.0), (595.0, 842.0), (842.0, 595.0)]
